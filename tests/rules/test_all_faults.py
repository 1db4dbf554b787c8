"""However many faults a ruleset file has, all of them are told at once, each at its line, in the order of the file.

Faults are planted in a sound file. What each one must be told as, and at which line, is said beside it; they are such that
none hides another, several of them in one table.
"""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import JixiaoError
from jixiao.rules.load import ruleset_from_bytes

SOUND = """\
version = 1
id = "sound"
title = "底本"
kind = "self-evaluation"
from = 2020-01-01

[sources.here]
title = "本文件"
trust = "assumed"

[framework]
clause = { source = "here", article = "一条", trust = "assumed" }

[[framework.level1]]
name = "产出指标"
points = 60
level2 = [{ name = "数量", points = 30 }, { name = "质量", points = 30 }]

[[framework.level1]]
name = "效益指标"
points = 10

[[framework.level1]]
name = "满意度指标"
points = 30
absent = { policy = "receiver", to = "产出指标" }

[[scorer]]
id = "own"
axis = "completion"
curve = \"\"\"
(.., 50%)     0
[50%, 100%)   x
[100%, ..)    1
\"\"\"
properties = ["full-at-target", "monotone"]

[[rule]]
id = "shared"
name = "共用"
when = { target = ["quantity"] }
use = "own"
clause = { source = "here", article = "二条", trust = "assumed" }

[[rule.example]]
target = "≥10"
actual = "6"
points = 10
score = "6"

[[rule]]
id = "growth"
name = "增幅"
when = { target = ["change"] }
axis = "growth"
curve = \"\"\"
(.., 0%)     0
[0%, 100%)   x
[100%, ..)   1
\"\"\"
round_axis = { places = 2, percent = true }
clause = { source = "here", article = "三条", trust = "assumed" }
properties = ["full-at-target", "monotone"]

[[rule]]
id = "bands"
name = "三档"
when = { target = ["level", "scale"] }
clause = { source = "here", article = "四条", trust = "assumed" }

[[rule.band]]
name = "上"
share = "[60%, 100%]"
attainment = ["full"]

[[rule.band]]
name = "下"
share = "[0%, 60%)"
attainment = ["none"]

[grades]
clause = { source = "here", article = "五条", trust = "assumed" }
on = "rounded"
cut = [{ name = "优", from = 90 }, { name = "差", from = 0 }]

[rounding]
places = 2
at = "leaf"

[policy.judgement]
value = "open"
because = "不代评价人取值"

[over]
from = "130%"
reduce = \"\"\"
[130%, ..)   90%
\"\"\"
clause = { source = "here", article = "六条", trust = "assumed" }

[[gate]]
id = "veto"
level3 = ["事故"]
below = 1
grade = "差"
clause = { source = "here", article = "七条", trust = "assumed" }

[[alarm]]
id = "unspent"
name = "结余"
measure = "unspent"
by_month = { "6" = "40%" }
clause = { source = "here", article = "八条", trust = "assumed" }
"""


@frozen
class Plant:
    """A change of the text, and what must be said of it: at the line that then holds ``at`` (the change itself), or ``up`` above."""

    find: str
    to: str
    code: str
    at: str = ""
    up: int = 0

    def __str__(self) -> str:
        return f"{self.code} {self.at or self.to}"


PLANTS = (
    Plant('title = "底本"', 'titel = "底本"\ntitle = "底本"', "JX003", 'titel = "底本"'),
    Plant('kind = "self-evaluation"', 'kind = "horoscope"', "JX320"),
    Plant("from = 2020-01-01", "from = 2020-01-01\nto = 2019-01-01", "JX320", "to = 2019"),
    Plant('title = "本文件"\n', 'title = "本文件"\ndate = "昨天"\n', "JX005", 'date = "昨天"'),
    Plant('article = "一条", trust = "assumed"', 'article = "一条"', "JX004", 'article = "一条"'),
    Plant('{ name = "质量", points = 30 }]', '{ name = "质量", points = 20 }]', "JX309", 'name = "产出指标"', 1),
    Plant('name = "满意度指标"\n', 'name = "满意度指标"\naliases = ["效益"]\n', "JX307", 'name = "满意度指标"', 1),
    Plant('points = 30\nabsent', 'points = 30\nexecution = "no"\nabsent', "JX005", 'execution = "no"'),
    Plant('to = "产出指标"', 'to = "成本指标"', "JX308"),
    Plant("[50%, 100%)   x\n", "[50%, 90%)   x\n", "JX311", "[100%, ..)    1"),
    Plant('use = "own"', 'use = "owm"', "JX326"),
    Plant('when = { target = ["quantity"] }\n', 'colour = "red"\nwhen = { target = ["quantity"] }\n', "JX003", "colour"),
    Plant('name = "共用"\n', "", "JX004", 'id = "shared"', 1),
    Plant('article = "二条", trust = "assumed"', 'article = "二条", trust = "sure"', "JX005"),
    Plant('target = "≥10"\n', 'target = ["≥10"]\n', "JX005", 'target = ["≥10"]'),
    Plant('score = "6"', 'score = "[6, 5]"', "JX314"),
    Plant('target = ["change"]', 'target = ["change"], direction = ["up"]', "JX005", 'direction = ["up"]'),
    Plant('axis = "growth"', 'axis = "days-late"', "JX303"),
    Plant("(.., 0%)     0", "(.., 0%)     0 0", "JX310"),
    Plant("round_axis = { places = 2,", "round_axis = { places = 99,", "JX320"),
    Plant('{ source = "here", article = "三条"', '{ source = "there", article = "三条"', "JX301"),
    Plant('id = "bands"', 'id = "growth"', "JX307", 'name = "三档"', 1),
    Plant('article = "四条", trust = "assumed" }', 'article = "四条", trust = "assumed" }\naxis = "met"', "JX302", 'name = "三档"', 2),
    Plant('share = "[0%, 60%)"', 'share = "[60%, 0%)"', "JX314"),
    Plant('attainment = ["full"]', 'attainment = ["all"]', "JX005"),
    Plant('on = "rounded"', 'on = "guessed"', "JX320"),
    Plant("from = 90 }", "from = -1 }", "JX318", "[grades]"),
    Plant("places = 2\nat", 'places = "2"\nat', "JX005", 'places = "2"'),
    Plant('at = "leaf"', 'at = "root"', "JX320"),
    Plant('value = "open"', 'value = "lucky"', "JX304"),
    Plant("[over]\n", '[policy.luck]\nvalue = "good"\nbecause = "…"\n\n[over]\n', "JX304", "[policy.luck]"),
    Plant("[130%, ..)   90%", "[130%, 200%)   90%", "JX321", 'reduce = """'),
    Plant('grade = "差"\n', 'grade = "坏"\n', "JX324", "[[gate]]"),
    Plant("below = 1\n", "", "JX004", "[[gate]]"),
    Plant('measure = "unspent"', 'measure = "unspend"', "JX320"),
    Plant('"6" = "40%"', '"13" = "40%"', "JX320"),
)  # fmt: skip


def planted(plants: list[Plant]) -> tuple[str, list[tuple[int, str]]]:
    """The text with all the faults, and line and code of each in the order of the file."""
    text = SOUND
    for plant in plants:
        assert text.count(plant.find) == 1, plant
        text = text.replace(plant.find, plant.to)
    lines = []
    for plant in plants:
        at = plant.at or plant.to
        assert text.count(at) == 1, (plant, text.count(at))
        lines.append((text[: text.index(at)].count("\n") + 1 - plant.up, plant.code))
    return text, sorted(lines)


def told(source: str) -> list[tuple[int, str]]:
    """Line and code of all that is said; codes of one line in their own order."""
    with pytest.raises(JixiaoError) as raised:
        ruleset_from_bytes(source.encode(), "planted.toml")
    lines = [each.place.line or 0 for each in raised.value.diagnostics]
    assert lines == sorted(lines)
    return sorted((each.place.line or 0, each.code) for each in raised.value.diagnostics)


def test_the_text_that_is_planted_in_is_sound() -> None:
    assert ruleset_from_bytes(SOUND.encode()).rule("shared").use == "own"


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_fault_is_told_and_nothing_else(plant: Plant) -> None:
    text, wanted = planted([plant])
    assert told(text) == wanted


def test_all_of_them_are_told_together() -> None:
    text, wanted = planted(list(PLANTS))
    assert told(text) == wanted


@given(st.lists(st.sampled_from(PLANTS), min_size=1, unique=True))
def test_any_of_them_are_told_together_in_the_order_of_the_file(plants: list[Plant]) -> None:
    text, wanted = planted(plants)
    assert told(text) == wanted


@given(st.lists(st.sampled_from(PLANTS), min_size=1, unique=True))
def test_the_same_is_told_of_a_document_without_lines(plants: list[Plant]) -> None:
    text, wanted = planted(plants)
    data = tomllib.loads(text, parse_float=Decimal)
    with pytest.raises(JixiaoError) as raised:
        ruleset_from_bytes(json.dumps(data, default=str).encode())
    assert sorted(each.code for each in raised.value.diagnostics) == sorted(code for _, code in wanted)
