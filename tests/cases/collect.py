"""The folders of `cases/` as tests: what each gives, as the text that is recorded beside it.

A good case records its JSON result without the engine's version; a bad one its exit code and every diagnostic, one
after the other, in Chinese with its help.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import jixiao
from jixiao.cli.common import exit_code
from jixiao.cli.score import ruleset_for
from jixiao.kernel.diagnostic import Diagnostic

__all__ = ["BAD", "GOOD", "TOP", "folders", "given", "recording"]

TOP = Path(__file__).resolve().parents[2]
GOOD, BAD = TOP / "cases" / "good", TOP / "cases" / "bad"
RECORDINGS = {GOOD: "expected.json", BAD: "expected.txt"}


def folders() -> list[Path]:
    """Every case, good ones first."""
    return [folder for part in (GOOD, BAD) for folder in sorted(part.iterdir()) if folder.is_dir()]


def recording(folder: Path) -> Path:
    """The file in which what the case must give is recorded."""
    return folder / RECORDINGS[folder.parent]


def given(folder: Path) -> str:
    """What the case gives now, as it would be recorded."""
    if folder.parent == GOOD:
        result = jixiao.result_json(_evaluated(folder))
        # What changes with every release or reworded clause says nothing of this case.
        del result["engine"], result["ruleset"]["digest"]
        for diagnostic in result["diagnostics"]:
            diagnostic["where"] = diagnostic["where"] and _beside(diagnostic["where"], folder)
        return json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    try:
        diagnostics: Sequence[Diagnostic] = _evaluated(folder).diagnostics
        code = exit_code(diagnostics, strict=False)
    except jixiao.JixiaoError as error:
        diagnostics, code = error.diagnostics, 2
    return "\n".join([f"exit {code}", *(_told(each, folder) for each in diagnostics)]) + "\n"


def _evaluated(folder: Path) -> jixiao.Result:
    """The folder as the command line takes it; a ruleset alone is loaded with the case that is not there."""
    own = folder / "ruleset.toml"
    if own.is_file():
        ruleset = jixiao.load_ruleset_file(own)
        raise AssertionError(f"{folder.name}: the ruleset {ruleset.id} loads")
    json_case = folder / "case.json"
    case = jixiao.load_case(json_case if json_case.is_file() else folder)
    return jixiao.evaluate(case, ruleset_for(case, folders=()))


def _told(diagnostic: Diagnostic, folder: Path) -> str:
    words = jixiao.render(diagnostic)
    where = _beside(str(diagnostic.place), folder)
    mend = words.help.replace("、".join(jixiao.list_rulesets(())), "…")
    return f"{diagnostic.severity} {diagnostic.code} {where}\n    {words.message}\n    → {mend}"


def _beside(where: str, folder: Path) -> str:
    """A place without the folder in which its file lies."""
    return where.replace(f"{folder}/", "").replace(f"{folder}\\", "")
