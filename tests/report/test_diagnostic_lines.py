"""Diagnostics on a terminal: errors first, one code together, the caret under the fault even behind Chinese text."""

from __future__ import annotations

from jixiao.kernel.caret import cells
from jixiao.kernel.diagnostic import Place, diagnose
from jixiao.report.diagnostic_lines import diagnostic_lines
from jixiao.report.lines import plain_text

WARNING = [diagnose("JX206", Place(path=f"$.indicator[{index}].actual"), name=f"指标{index}") for index in range(3)]
ERROR = diagnose("JX208", Place(path="$.indicator[9].points"), points="-1")
NOTE = diagnose("JX229", Place(path="$"), name="丁")


def shown(*diagnostics: object, notes: bool = True, lang: str = "zh") -> list[str]:
    return [plain_text(line) for line in diagnostic_lines(diagnostics, 80, lang, notes=notes)]  # type: ignore[arg-type]


def test_errors_come_first_and_one_code_stands_together() -> None:
    lines = shown(WARNING[0], NOTE, WARNING[1], ERROR, WARNING[2])
    heads = [line[:8] for line in lines if line[:2] in ("错误", "警告", "提示")]
    assert heads == ["错误 JX208", "警告 JX206", "警告 JX206", "警告 JX206", "提示 JX229"]


def test_help_that_is_the_same_for_all_is_said_once() -> None:
    assert sum("请补填实际完成值" in line for line in shown(*WARNING)) == 1


def test_the_same_finding_is_told_once() -> None:
    assert shown(WARNING[0], WARNING[0]) == shown(WARNING[0])


def test_notes_may_be_held_back_and_are_counted() -> None:
    assert shown(NOTE, WARNING[0], notes=False)[-1] == "另有 1 条提示，加 --verbose 可见"
    assert not any("JX229" in line for line in shown(NOTE, notes=False))


def test_the_caret_stands_under_the_fault() -> None:
    text = "群众满意度≥≥95%"
    lines = shown(diagnose("JX101", Place(text=text, span=(5, 7)), text="≥≥"))
    line = next(number for number, line in enumerate(lines) if line.strip() == text)
    indent = cells(lines[line]) - cells(text)
    assert cells(lines[line + 1].rstrip("^")) == indent + cells("群众满意度")
    assert lines[line + 1].endswith("^^")


def test_nothing_is_said_of_nothing() -> None:
    assert shown() == []
