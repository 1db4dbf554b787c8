"""A small ruleset in text, to which a test adds what it is about."""

from typing import Any

from jixiao.kernel.document import Document
from jixiao.kernel.when import When
from jixiao.rules.load import ruleset_from_bytes
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.load import case_from_document

CLAUSE = '{ source = "here", article = "…", trust = "assumed" }'

_HEAD = """
version = 1
id = "small"
title = "小规则"
kind = "{kind}"

[sources.here]
title = "本文件"
trust = "assumed"

[framework]
total = {total}
clause = {clause}
{framework}

[execution]
names = ["预算执行率"]
base = "{base}"
"""

RATIO = """
[[rule]]
id = "ratio"
name = "比例"
when = { target = ["quantity", "execution"] }
axis = "completion"
curve = \"\"\"
(.., 0%)     0
[0%, 100%)   x
[100%, ..)   1
\"\"\"
clause = { source = "here", article = "…", trust = "assumed" }
properties = ["full-at-target", "monotone"]
"""

BANDS = """
[[rule]]
id = "bands"
name = "三档"
when = { target = ["level"] }
clause = { source = "here", article = "…", trust = "assumed" }

[[rule.band]]
name = "上"
share = "[80%, 100%]"
attainment = ["full"]

[[rule.band]]
name = "下"
share = "[0%, 80%)"
attainment = ["none", "partial"]
"""


def branch(name: str, points: int, more: str = "") -> str:
    return f'\n[[framework.level1]]\nname = "{name}"\npoints = {points}\n{more}\n'


DEFAULT = branch("产出", 60) + branch("效益", 40)


def small(
    *parts: str, framework: str = DEFAULT, total: int = 100, base: str = "budget", kind: str = "self-evaluation"
) -> Ruleset:
    """The ruleset with the ratio rule, the bands and whatever else is given."""
    return ruleset_from_bytes(
        small_text(RATIO, BANDS, *parts, framework=framework, total=total, base=base, kind=kind).encode()
    )


def small_text(
    *parts: str, framework: str = DEFAULT, total: int = 100, base: str = "budget", kind: str = "self-evaluation"
) -> str:
    """The head of the ruleset and these parts, as text."""
    head = _HEAD.format(clause=CLAUSE, framework=framework, total=total, base=base, kind=kind)
    return "\n".join([head, *parts])


def leaf(
    name: str, target: str = "≥100", actual: str | None = "100", points: Any = None, **more: Any
) -> dict[str, Any]:
    """An indicator of a case file; its first level is 产出 unless it says otherwise."""
    told: dict[str, Any] = {"level1": "产出", "level3": name, "target": target, **more}
    told |= {} if actual is None else {"actual": actual}
    return told if points is None else {**told, "points": points}


def case(*indicators: dict[str, Any], project: dict[str, Any] | None = None, **more: Any) -> Case:
    """A case of these indicators."""
    return case_from_document(Document({"version": 1, "project": project or {}, "indicator": list(indicators), **more}))


def scored(ruleset: Ruleset, *indicators: dict[str, Any], as_of: str = "", **more: Any) -> Result:
    """The case scored."""
    return evaluate(case(*indicators, **more), ruleset, When.read(as_of) if as_of else None)


def codes(result: Result) -> list[str]:
    """The codes that scoring raised, in order."""
    return [said.code for said in result.diagnostics]
