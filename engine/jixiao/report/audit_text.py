"""An audit for people: each table with its verdicts, then the counts."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.explain.sentence import score_text
from jixiao.kernel.diagnostic import render
from jixiao.kernel.words import DEFAULT, Value, in_words, outline, phrase, say
from jixiao.report.lines import Column, Line, StyledCell, paragraph, table
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit import Audit, AuditedRow, RowKind, Table, Verdict

__all__ = ["audit_lines"]

_STYLES = {Verdict.AGREES: "green", Verdict.IN_BAND: "green", Verdict.DIFFERS: "bold red", Verdict.UNDECIDED: "yellow"}
_ROOM_FOR_TARGETS = 90
_NARROW = (0, 1, 5, 6, 7)


def audit_lines(audit: Audit, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """Tables with a printed score in full, the others counted, then verdicts by kind and the reasons."""
    bare = [each for each in audit.tables if not any(row.row.score for row in each.rows)]
    for each in audit.tables:
        if each not in bare:
            yield from paragraph(_title(each, lang), width, style="bold")
            yield from _table(each, audit.ruleset, width, lang)
            yield ()
    if bare:
        rows = sum(len(each.rows) for each in bare)
        yield from paragraph(
            say("audit.bare", lang, n=len(bare), rows=phrase("counted.rows", n=rows)), width, style="dim"
        )
    ruleset = audit.ruleset
    yield from paragraph(say("ruleset.line", lang, id=ruleset.id, title=ruleset.title), width, style="dim")
    yield from _counts(audit, width, lang)
    yield from _why(audit, width, lang)


def _title(each: Table, lang: str) -> str:
    name: Value = each.project or phrase("project.unnamed")
    if each.year is not None:
        name = phrase("remark", text=name, remark=phrase("audit.year", year=each.year))
    page = f"  {say('audit.page', lang, page=each.page)}" if each.page else ""
    return in_words(name, lang) + page


def _table(each: Table, ruleset: Ruleset, width: int, lang: str) -> Iterator[Line]:
    columns = [
        Column(say("audit.head.line", lang), right=True),
        Column(say("head.indicator", lang), least=8),
        Column(say("head.target", lang), least=10),
        Column(say("head.actual", lang), least=10),
        Column(say("head.points", lang), right=True),
        Column(say("audit.head.printed", lang), right=True),
        Column(say("audit.head.due", lang), right=True),
        Column(say("audit.head.verdict", lang)),
        Column(say("audit.head.why", lang), least=16),
    ]
    wide = width >= _ROOM_FOR_TARGETS
    chosen = range(len(columns)) if wide else _NARROW
    rows = [_row(row, ruleset, lang) for row in each.rows]
    yield from table([columns[at] for at in chosen], [[row[at] for at in chosen] for row in rows], width)
    if not wide:
        yield from _reasons_below(each, width, lang)


def _reasons_below(each: Table, width: int, lang: str) -> Iterator[Line]:
    """Where a column of reasons has no room: those that matter, by their lines."""
    for row in each.rows:
        if row.printed and row.reasons and row.verdict is not Verdict.IN_BAND:
            yield from paragraph(_because(row, lang), width, indent=f"{row.row.line:>5}  ", hang=" " * 7)


def _because(each: AuditedRow, lang: str) -> str:
    return say("list.semicolon", lang).join(render(said, lang).message for said in each.reasons)


def _row(each: AuditedRow, ruleset: Ruleset, lang: str) -> tuple[StyledCell, ...]:
    row, style = each.row, "" if each.kind in (RowKind.INDICATOR, RowKind.EXECUTION) else "bold"
    due = "—" if each.score is None else score_text(each.score, ruleset)
    return (
        ("dim", "", str(row.line)),
        (style, "", row.level3 or row.group or (row.goal if row.is_shared else "") or row.level2 or row.level1),
        ("", "", row.target),
        ("", "", row.actual),
        ("", "", row.points),
        (style, "", row.score or "—"),
        (style, "", due),
        (_STYLES[each.verdict], "", say(f"verdict.{each.verdict}", lang)),
        ("" if each.verdict is Verdict.DIFFERS else "dim", "", _because(each, lang)),
    )


def _counts(audit: Audit, width: int, lang: str) -> Iterator[Line]:
    heads = [Column(""), *(Column(say(f"verdict.{each}", lang), right=True) for each in Verdict)]
    columns = [*heads, Column(say("audit.all", lang), right=True)]
    rows: list[tuple[StyledCell, ...]] = []
    for kind in (*RowKind, None):
        counts = audit.verdicts(kind)
        whole = sum(counts.values())
        if not whole:
            continue
        name = say("audit.together" if kind is None else f"row.{kind}", lang)
        style = "bold" if kind is None else ""
        cells = [(_STYLES[each] if n else "dim", "", str(n) if n else "·") for each, n in counts.items()]
        rows.append(((style, "", name), *cells, (style, "", str(whole))))
    yield from table(columns, rows, width)


def _why(audit: Audit, width: int, lang: str) -> Iterator[Line]:
    """The reasons of what is undecided, by their number."""
    reasons = audit.reasons(Verdict.UNDECIDED)
    if not reasons:
        return
    yield (("dim", say("audit.undecided", lang)),)
    for code, count in reasons.items():
        text = f"{code} {outline(code, lang)}"
        yield from paragraph(text, width, indent=f"{count:>6}  ", hang=" " * 8, style="dim")
