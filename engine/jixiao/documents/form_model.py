"""The official self-evaluation form as boxes: what stands where, before it is a workbook, a page or a document.

The layout is that of 项目支出绩效自评表 (财预〔2020〕10号, annex 1): head, funds, goals, indicators, total. What a
case says and the form has no place for follows in an annex, so that ``read(form(case))`` gives the case back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from attrs import field

from jixiao.documents import form_labels as labels
from jixiao.documents.form_annex import annex_tables, fits_form
from jixiao.documents.form_notes import levels_of, notes_of
from jixiao.documents.layout.money import amount_of
from jixiao.documents.layout.words import OWN_NOTE, TODO, is_contact
from jixiao.explain.sentence import score_text
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.number import fixed, plain
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.words import in_words, say, series
from jixiao.scoring.case import Case, Indicator
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf

__all__ = ["TODO", "WIDTHS", "Box", "BoxKind", "Form", "build_form", "clean", "printed_target", "reason_or_mark"]

COLUMNS = 9
# Share of the page's width that each column takes; the readers never look at it.
WIDTHS = (5, 11, 13, 22, 25, 22, 8, 14, 30)


class BoxKind(StrEnum):
    """How a box is set."""

    TITLE = "title"
    SUB = "sub"
    LABEL = "label"
    HEAD = "head"
    TEXT = "text"
    CENTRE = "centre"
    NUMBER = "number"
    OPEN = "open"
    TODO = "todo"
    ENTRY = "entry"


@frozen
class Box:
    """A cell of the form. ``choices`` are offered in a blank form; ``leaf`` is the row of the case it belongs to."""

    row: int
    col: int
    text: str
    kind: BoxKind = BoxKind.TEXT
    rows: int = 1
    cols: int = 1
    choices: tuple[str, ...] = ()
    leaf: int | None = None


@frozen
class Form:
    """The whole form: the official page, the annexes (each a small table with its title), the sums by first level."""

    boxes: tuple[Box, ...]
    height: int
    head_row: int
    annexes: tuple[tuple[tuple[str, ...], ...], ...]
    levels: tuple[tuple[str, Fraction, Fraction, Fraction], ...] = ()
    notes: tuple[str, ...] = ()
    grade: str = ""


@define
class _Sheet:
    boxes: list[Box] = field(factory=list)
    row: int = 0

    def line(self, *parts: tuple[int, str, BoxKind]) -> None:
        """A row of boxes side by side: how many columns each takes, its text, its kind."""
        col = 0
        for cols, text, kind in parts:
            self.boxes.append(Box(self.row, col, clean(text), kind, 1, cols))
            col += cols
        self.row += 1


def build_form(case: Case, result: Result | None = None, *, blank: bool = False, with_contacts: bool = False) -> Form:
    """The form of a case, filled in from its result; ``blank`` leaves actuals, scores and reasons to be written.

    Contacts (names, phone numbers) are left out unless asked for. Without a result the scores are left out.
    """
    result = None if blank else result
    extra = {str(k): str(v) for k, v in case.extra.items() if with_contacts or not is_contact(str(k))}
    sheet = _Sheet()
    used = _head(sheet, case, extra)
    _funds(sheet, case, result, blank)
    used |= _goals(sheet, extra)
    head_row = sheet.row
    _indicators(sheet, case, result, blank)
    _total(sheet, result)
    notes = notes_of(result, blank)
    if notes:
        sheet.line((2, OWN_NOTE, BoxKind.LABEL), (7, "\n".join(notes), BoxKind.TEXT))
    annexes = annex_tables(case, {key: value for key, value in extra.items() if key not in used}, _goal_key(extra))
    return Form(
        tuple(sheet.boxes),
        sheet.row,
        head_row,
        annexes,
        levels_of(result),
        notes,
        in_words(series("list.comma", result.grades), labels.LANGUAGE) if result else "",
    )


def clean(text: str) -> str:
    """Text without the control characters that no document format can hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", text).replace("\r", "")


def _head(sheet: _Sheet, case: Case, extra: dict[str, str]) -> set[str]:
    project = case.project
    sheet.line((9, labels.TITLE, BoxKind.TITLE))
    if project.year is not None:
        sheet.line((9, say("form.year", labels.LANGUAGE, year=project.year), BoxKind.SUB))
    sheet.line((3, labels.PROJECT, BoxKind.LABEL), (6, project.name, BoxKind.TEXT))
    sheet.line(
        (3, labels.DEPARTMENT, BoxKind.LABEL), (2, extra.get(labels.DEPARTMENT, ""), BoxKind.TEXT),
        (1, labels.UNIT, BoxKind.LABEL), (3, project.unit, BoxKind.TEXT),
    )  # fmt: skip
    return {labels.DEPARTMENT}


def _funds(sheet: _Sheet, case: Case, result: Result | None, blank: bool) -> None:
    project = case.project
    rows = [_fund(labels.FUND_TOTAL, None, project.budget, None if blank else project.executed, _execution(result))]
    rows += [
        _fund(fund.source, fund.initial, fund.budget, None if blank else fund.executed, ("—", "—"))
        for fund in case.funds
        if fits_form(fund)
    ]
    heads = ["", *labels.FUND_HEADS]
    start = sheet.row
    for line, texts in enumerate([heads, *rows]):
        kind = BoxKind.HEAD if line == 0 else BoxKind.CENTRE
        sheet.boxes.append(Box(start + line, 1, texts[0], BoxKind.LABEL, 1, 2))
        for col, text in enumerate(texts[1:], 3):
            sheet.boxes.append(Box(start + line, col, clean(text), kind))
    sheet.boxes.append(Box(start, 0, labels.FUNDS, BoxKind.LABEL, 1 + len(rows), 1))
    sheet.row = start + 1 + len(rows)


def _fund(
    name: str, initial: str | None, budget: str | None, executed: str | None, scored: tuple[str, str]
) -> list[str]:
    sums = [_in_ten_thousands(text) for text in (initial, budget, executed)]
    whole, part = amount_of(budget or ""), amount_of(executed or "")
    rate = _rate(part / whole) if whole and part is not None else ""
    return [name, *sums, scored[0], rate, scored[1]]


def _rate(value: Fraction) -> str:
    """A rate as forms print it; the score is computed from the figures and never from this."""
    return fixed(Rounding(places=2)(value * 100), 2) + "%"


def _in_ten_thousands(text: str | None) -> str:
    """A sum in 万元 as the block's title says; one that cannot be read stands in the annex."""
    amount = amount_of(text or "")
    return "" if amount is None else plain(amount / 10_000)


def _execution(result: Result | None) -> tuple[str, str]:
    """Points and score of a budget execution that is no row of the table."""
    leaf = next((leaf for leaf in result.leaves if leaf.index is None), None) if result else None
    if leaf is None or result is None:
        return "—", "—"
    return plain(leaf.points), score_text(leaf.score, result.ruleset)


def _goals(sheet: _Sheet, extra: dict[str, str]) -> set[str]:
    key = _goal_key(extra)
    done = extra.get(labels.DONE, "")
    start = sheet.row
    sheet.boxes += [
        Box(start, 0, labels.GOALS, BoxKind.LABEL, 2, 1),
        Box(start, 1, labels.EXPECTED, BoxKind.HEAD, 1, 4),
        Box(start, 5, labels.DONE, BoxKind.HEAD, 1, 4),
        Box(start + 1, 1, clean(extra.get(key, "")), BoxKind.TEXT, 1, 4),
        Box(start + 1, 5, clean(done), BoxKind.TEXT, 1, 4),
    ]
    sheet.row = start + 2
    return {key, labels.DONE}


def _goal_key(extra: dict[str, str]) -> str:
    """The label under which the document printed the goals of the year."""
    return next((key for key in labels.GOAL_LABELS if extra.get(key)), labels.EXPECTED)


def _indicators(sheet: _Sheet, case: Case, result: Result | None, blank: bool) -> None:
    heads = [labels.INDICATORS, *labels.INDICATOR_HEADS]
    start = sheet.row
    leaves = {leaf.index: leaf for leaf in result.leaves if leaf.index is not None} if result else {}
    rows = case.indicator
    for col, head in enumerate(heads):
        if col:
            sheet.boxes.append(Box(start, col, head, BoxKind.HEAD))
    sheet.boxes.append(Box(start, 0, heads[0], BoxKind.LABEL, 1 + len(rows), 1))
    _branches(sheet, start + 1, rows)
    for number, row in enumerate(rows):
        _row(sheet, start + 1 + number, row, leaves.get(number), result, blank, number)
    sheet.row = start + 1 + len(rows)


def _branches(sheet: _Sheet, start: int, rows: Sequence[Indicator]) -> None:
    """First and second levels, merged over the rows that follow each other in them."""
    for col, keys in ((1, [(row.level1,) for row in rows]), (2, [(row.level1, row.level2) for row in rows])):
        at = 0
        while at < len(keys):
            end = at
            while end < len(keys) and keys[end] == keys[at]:
                end += 1
            sheet.boxes.append(Box(start + at, col, clean(keys[at][-1]), BoxKind.CENTRE, end - at, 1))
            at = end


def _row(
    sheet: _Sheet, at: int, row: Indicator, leaf: Leaf | None, result: Result | None, blank: bool, number: int
) -> None:
    points = plain(row.points) if row.points is not None else ""
    if leaf is not None and leaf.allotted:
        points = plain(leaf.points) + "*"
    score, kind = "", BoxKind.ENTRY if blank else BoxKind.NUMBER
    if leaf is not None and result is not None:
        score = score_text(leaf.score, result.ruleset) if leaf.counted else labels.NOT_APPLICABLE
        kind = BoxKind.OPEN if leaf.is_open else BoxKind.NUMBER
    actual = "" if blank else row.actual or ""
    reason, todo = ("", BoxKind.ENTRY) if blank else _reason(row, leaf)
    sheet.boxes += [
        Box(at, 3, clean(row.level3)),
        Box(at, 4, clean(printed_target(row))),
        Box(
            at,
            5,
            clean(actual),
            BoxKind.ENTRY if blank else BoxKind.TEXT,
            choices=_choices(row) if blank else (),
            leaf=number,
        ),
        Box(at, 6, points, BoxKind.NUMBER),
        Box(at, 7, score, kind, leaf=number),
        Box(at, 8, clean(reason), todo, leaf=number),
    ]


def printed_target(row: Indicator) -> str:
    """The target in one cell, where the case has its sign and unit apart."""
    target = row.target
    sign = "" if row.sign in ("", "定性") or target.startswith(row.sign) else row.sign
    unit = "" if not row.unit or target.endswith(row.unit) or not re.search(r"\d", target) else row.unit
    return f"{sign}{target}{unit}"


def reason_or_mark(row: Indicator, leaf: Leaf | None) -> str:
    """The reason given, or the mark that one is still to be written."""
    return _reason(row, leaf)[0]


def _reason(row: Indicator, leaf: Leaf | None) -> tuple[str, BoxKind]:
    """The reason given, or the mark that one is still to be written."""
    if row.reason or leaf is None or not leaf.counted:
        return row.reason, BoxKind.TEXT
    if leaf.is_open:
        return "", BoxKind.TEXT
    return (TODO, BoxKind.TODO) if leaf.score.low < leaf.points else ("", BoxKind.TEXT)


def _choices(row: Indicator) -> tuple[str, ...]:
    """Levels to choose from where the target is words: they are what is asked of the unit."""
    return () if re.search(r"\d", row.target) or not row.target else labels.LEVELS


def _total(sheet: _Sheet, result: Result | None) -> None:
    total = result.tree.total if result else None
    sheet.boxes += [
        Box(sheet.row, 0, labels.TOTAL, BoxKind.LABEL, 1, 6),
        Box(sheet.row, 6, plain(total.points) if total else "", BoxKind.NUMBER),
        Box(
            sheet.row, 7, score_text(total.score, result.ruleset) if total and result else "",
            BoxKind.OPEN if total and total.score.is_open else BoxKind.NUMBER,
        ),
        Box(sheet.row, 8, "", BoxKind.TEXT),
    ]  # fmt: skip
    sheet.row += 1
