"""What a case says and the official form has no column for, as small tables that are read back."""

from __future__ import annotations

from fractions import Fraction

from jixiao.documents.form_labels import EXPECTED
from jixiao.documents.layout.annex import ANNEX_HEADS, SEE_ABOVE
from jixiao.documents.layout.money import amount_of
from jixiao.documents.layout.words import bare, is_fund_total, is_section
from jixiao.kernel.number import plain
from jixiao.scoring.case import Case, Fund, Indicator

__all__ = ["annex_tables", "fits_form"]

_TITLES = {
    "附表一": "分支（未设三级指标的、另印分值的）",
    "附表二": "支出计划",
    "附表三": "项目资金",
    "附表四": "分项目标",
    "附表五": "其他事项",
    "附表六": "指标补充（指标行自上而下数）",
    "附表七": "项目信息",
    "附表八": "合用一格分值或得分的指标",
    "附表九": "指标的输入（指标行自上而下数）",
}
AnnexTable = tuple[tuple[str, ...], ...]


def annex_tables(case: Case, extra: dict[str, str], goal_key: str) -> tuple[AnnexTable, ...]:
    """The annexes that this case needs, each a table whose first column names it on its first row."""
    rows: dict[str, list[tuple[str, ...]]] = {name: [] for name in ANNEX_HEADS}
    rows["附表一"] = [(each.level1, each.level2, _number(each.points), each.goal) for each in case.framework]
    rows["附表二"] = [(step.by.isoformat(), step.amount or "", step.share or "") for step in case.schedule]
    if not all(fits_form(fund) for fund in case.funds):
        rows["附表三"] = [
            (fund.source, fund.initial or "", fund.budget or "", fund.received or "", fund.executed or "")
            for fund in case.funds
        ]
    rows["附表四"] = [(goal.name, _number(goal.points)) for goal in case.goal]
    if goal_key != EXPECTED:
        rows["附表五"].append((goal_key, SEE_ABOVE))
    rows["附表五"] += list(extra.items())
    rows["附表六"] = [line for number, row in enumerate(case.indicator, 1) if (line := _more(number, row))]
    rows["附表七"] = _project(case)
    rows["附表八"] = [(group.name, _number(group.points), group.score or "") for group in case.group]
    rows["附表九"] = [
        (str(number), name, value) for number, row in enumerate(case.indicator, 1) for name, value in row.inputs.items()
    ]
    return tuple(
        _filled_columns(
            (f"{name}\n{_TITLES[name]}", *(head for head, _ in ANNEX_HEADS[name][1])), [("", *line) for line in lines]
        )
        for name, lines in rows.items()
        if lines
    )


def _filled_columns(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> AnnexTable:
    """The table without the columns that no line fills."""
    kept = [col for col in range(len(head)) if col == 0 or any(line[col] for line in lines)]
    return tuple(tuple(line[col] for col in kept) for line in [head, *lines])


def fits_form(fund: Fund) -> bool:
    """True for a source of money that the form's own block of funds can hold."""
    sums = (fund.initial, fund.budget, fund.executed)
    plain_name = bare(fund.source) == fund.source and not is_fund_total(fund.source) and not is_section(fund.source)
    return plain_name and fund.received is None and any(sums) and all(amount_of(s) is not None for s in sums if s)


def _more(number: int, row: Indicator) -> tuple[str, ...]:
    """The line of an indicator that says more than its row; () for one that does not."""
    values = (
        row.direction.value if row.direction else "",
        "" if row.judgement is None else _percent(row.judgement),
        row.goal,
        "", "",
        row.base or "",
        row.items or "",
        _number(row.deduction),
        "是" if row.target_too_low else "",
        "是" if row.not_applicable else "",
        _number(row.override.score) if row.override else "",
        row.override.reason if row.override else "",
        row.group,
    )  # fmt: skip
    return (str(number), *values) if any(values) else ()


def _percent(value: Fraction) -> str:
    """An assessor's share as people write it; exact also where a percentage would not end."""
    text = plain(value * 100)
    return plain(value) if "/" in text else f"{text}%"


def _number(value: Fraction | None) -> str:
    return "" if value is None else plain(value)


def _project(case: Case) -> list[tuple[str, ...]]:
    project = case.project
    pairs = [
        ("单位编码", project.unit_code),
        ("开始时间", project.start.isoformat() if project.start else ""),
        ("结束时间", project.end.isoformat() if project.end else ""),
        ("评分规则", project.ruleset),
    ]
    for label, text in (("全年预算数", project.budget), ("全年执行数", project.executed)):
        if text and amount_of(text) is None:
            pairs.append((label, text))
    return [pair for pair in pairs if pair[1]]
