"""An audit for people: each table with its verdicts, then the counts."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.kernel.diagnostic import render
from jixiao.kernel.words import outline
from jixiao.report.lines import Cell, Column, Line, paragraph, table
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit import Audit, AuditedRow, RowKind, Table, Verdict
from jixiao.scoring.audit.words import band_words

__all__ = ["audit_lines"]

_VERDICTS = {
    "zh": {Verdict.AGREES: "相符", Verdict.IN_BAND: "在档内", Verdict.DIFFERS: "不符", Verdict.UNDECIDED: "未定"},
    "en": {verdict: verdict.value for verdict in Verdict},
}
_STYLES = {Verdict.AGREES: "green", Verdict.IN_BAND: "green", Verdict.DIFFERS: "bold red", Verdict.UNDECIDED: "yellow"}
_KINDS = {
    "zh": {RowKind.INDICATOR: "指标", RowKind.EXECUTION: "执行率", RowKind.SUBTOTAL: "小计", RowKind.TOTAL: "总分"},
    "en": {kind: kind.value for kind in RowKind},
}
_HEADS = {
    "zh": ("行", "指标", "目标", "实际", "分值", "表上", "应得", "结论", "说明"),
    "en": ("line", "indicator", "target", "actual", "points", "printed", "due", "verdict", "why"),
}
_ROOM_FOR_TARGETS = 90
_NARROW = (0, 1, 5, 6, 7)


def audit_lines(audit: Audit, width: int, lang: str = "zh") -> Iterator[Line]:
    """Tables with a printed score in full, the others counted, then verdicts by kind and the reasons."""
    zh = lang == "zh"
    bare = [each for each in audit.tables if not any(row.row.score for row in each.rows)]
    for each in audit.tables:
        if each not in bare:
            yield from paragraph(_title(each, zh), width, style="bold")
            yield from _table(each, audit.ruleset, width, lang)
            yield ()
    if bare:
        rows = sum(len(each.rows) for each in bare)
        text = f"另有 {len(bare)} 张表没有印得分（共 {rows} 行），无从核对"
        text = text if zh else f"{len(bare)} tables more print no score ({rows} rows): nothing to check"
        yield from paragraph(text, width, style="dim")
    yield from paragraph(f"{'规则' if zh else 'ruleset'} {audit.ruleset.id}  {audit.ruleset.title}", width, style="dim")
    yield from _counts(audit, width, lang)
    yield from _why(audit, width, lang)


def _title(each: Table, zh: bool) -> str:
    name = each.project or ("未命名项目" if zh else "unnamed project")
    year = "" if each.year is None else f"（{each.year}年度）" if zh else f" ({each.year})"
    page = "" if not each.page else f"  第 {each.page} 页" if zh else f"  page {each.page}"
    return f"{name}{year}{page}"


def _table(each: Table, ruleset: Ruleset, width: int, lang: str) -> Iterator[Line]:
    heads = _HEADS[lang]
    columns = [
        Column(heads[0], right=True),
        Column(heads[1], least=8),
        Column(heads[2], least=10),
        Column(heads[3], least=10),
        Column(heads[4], right=True),
        Column(heads[5], right=True),
        Column(heads[6], right=True),
        Column(heads[7]),
        Column(heads[8], least=16),
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
    return ("；" if lang == "zh" else "; ").join(render(said, lang).message for said in each.reasons)


def _row(each: AuditedRow, ruleset: Ruleset, lang: str) -> tuple[Cell, ...]:
    row, style = each.row, "" if each.kind in (RowKind.INDICATOR, RowKind.EXECUTION) else "bold"
    due = "—" if each.score is None else band_words(each.score, ruleset.rounding.places)
    return (
        ("dim", "", str(row.line)),
        (style, "", row.level3 or row.level2 or row.level1),
        ("", "", row.target),
        ("", "", row.actual),
        ("", "", row.points),
        (style, "", row.score or "—"),
        (style, "", due),
        (_STYLES[each.verdict], "", _VERDICTS[lang][each.verdict]),
        ("" if each.verdict is Verdict.DIFFERS else "dim", "", _because(each, lang)),
    )


def _counts(audit: Audit, width: int, lang: str) -> Iterator[Line]:
    zh = lang == "zh"
    heads = [Column(""), *(Column(_VERDICTS[lang][each], right=True) for each in Verdict)]
    columns = [*heads, Column("共" if zh else "all", right=True)]
    rows: list[tuple[Cell, ...]] = []
    for kind in (*RowKind, None):
        counts = audit.verdicts(kind)
        whole = sum(counts.values())
        if not whole:
            continue
        name = ("合计" if zh else "all") if kind is None else _KINDS[lang][kind]
        style = "bold" if kind is None else ""
        cells = [(_STYLES[each] if n else "dim", "", str(n) if n else "·") for each, n in counts.items()]
        rows.append(((style, "", name), *cells, (style, "", str(whole))))
    yield from table(columns, rows, width)


def _why(audit: Audit, width: int, lang: str) -> Iterator[Line]:
    """The reasons of what is undecided, by their number."""
    reasons = audit.reasons(Verdict.UNDECIDED)
    if not reasons:
        return
    yield (("dim", "未定的原因：" if lang == "zh" else "why undecided:"),)
    for code, count in reasons.items():
        text = f"{code} {outline(code, lang)}"
        yield from paragraph(text, width, indent=f"{count:>6}  ", hang=" " * 8, style="dim")
