"""A finished self-evaluation recomputed: does each printed score follow from its target, actual and clause?

A row agrees when the exact score, rounded to the decimals printed, is the printed one; a judgement need only
lie in its band; what cannot be computed says why. Sums are held against the scores printed above them. Nothing
is guessed: a row without points has a share at most, and a table with rows missing has a sum between two ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.structure import Text
from jixiao.kernel.words import phrase
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.language.join import join_target
from jixiao.rules.framework import plain_name
from jixiao.rules.policy import Policy, PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit.found import Audit, AuditedRow, RowKind, Table, Verdict, number_of
from jixiao.scoring.audit.groups import group_row
from jixiao.scoring.audit.leaf import leaf_row, verdict_of
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.audit.sums import sum_row
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.execution import names_execution
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.remarks import about_year

__all__ = ["audit_rows"]

_TOTALS = frozenset(["总分", "合计", "总计", "总得分", "得分合计", "合计得分", "自评总分", "综合得分", "总分值"])
_EXECUTION = frozenset(["预算执行", "预算执行率", "预算执行情况", "执行率", "资金执行率"])
_ANSWERED_BY_THE_PRINT = (PolicyName.JUDGEMENT, PolicyName.MISSING_ACTUAL)


def audit_rows(rows: Iterable[PrintedRow], ruleset: Ruleset, file: str | None = None) -> Audit:
    """Hold every printed score against the ruleset. Page and project together name a table."""
    open_policies: dict[str, Policy] = {
        name: Policy("open", phrase(f"audit.policy.{name}.why")) for name in _ANSWERED_BY_THE_PRINT
    }
    ruleset = evolve(ruleset, policies={**ruleset.policies, **open_policies})
    grouped: dict[tuple[str, str], list[PrintedRow]] = {}
    for row in rows:
        grouped.setdefault((row.page, row.project), []).append(row)
    said: dict[int | None, Diagnostic] = {}
    tables = []
    for (page, project), group in grouped.items():
        year = _year(group)
        for each in about_year(year, ruleset, Place(file=file, line=group[0].line)):
            said[year] = each  # once for all tables of a year
        tables.append(Table(page, project, year, _audited(group, _leaves(group, year, ruleset), ruleset)))
    return Audit(ruleset, tuple(tables), tuple(said.values()))


# -- from printed rows to a case and its leaves


def _leaves(group: Sequence[PrintedRow], year: int | None, ruleset: Ruleset) -> dict[int, Leaf]:
    """The table scored as one case: leaves by their row's number in the table."""
    scored = [at for at, row in enumerate(group) if _kind(row, ruleset) in (RowKind.INDICATOR, RowKind.EXECUTION)]
    result = evaluate(_case([group[at] for at in scored], year, ruleset), ruleset)
    return {scored[leaf.index]: leaf for leaf in result.leaves if leaf.index is not None}


_SPENT = re.compile(r"\s*(?P<executed>[\d.,]+\s*[万亿]?元?)\s*/\s*(?P<budget>[0.,]+\s*[万亿]?元?)\s*")
"""What was spent of a budget of nothing: no ratio, and a matter of policy."""


def _case(rows: Sequence[PrintedRow], year: int | None, ruleset: Ruleset, direction: Direction | None = None) -> Case:
    project = Project(name=rows[0].project if rows else "", year=year)
    spent = [row for row in rows if _kind(row, ruleset) is RowKind.EXECUTION]
    if len(spent) == 1 and (sums := _SPENT.fullmatch(spent[0].actual)):
        project = evolve(project, budget=Text(sums["budget"]), executed=Text(sums["executed"]))
        rows = [evolve(row, actual="") if row is spent[0] else row for row in rows]
    return Case(1, project, tuple(_indicator(row, ruleset, direction) for row in rows))


def _indicator(row: PrintedRow, ruleset: Ruleset, direction: Direction | None) -> Indicator:
    points = number_of(row.points)
    execution = _kind(row, ruleset) is RowKind.EXECUTION and ruleset.execution.names
    return Indicator(
        level3=ruleset.execution.names[0] if execution else row.level3,
        level1=row.level1,
        level2=row.level2,
        target=Text(row.target),
        actual=Text(row.actual) if row.actual else None,
        points=points.value if points is not None and points.value >= 0 else None,
        direction=direction or join_target("", direction=row.direction).direction,
        unit=row.unit,
        sign=row.sign,
    )


def _year(group: Sequence[PrintedRow]) -> int | None:
    text = next((row.year for row in group if row.year), "")
    found = re.fullmatch(r"(\d{4})\s*年?度?", text)
    return int(found[1]) if found else None


def _kind(row: PrintedRow, ruleset: Ruleset) -> RowKind:
    if row.is_shared:
        return RowKind.SUBTOTAL
    level1, level2, level3 = (plain_name(name) for name in (row.level1, row.level2, row.level3))
    if level1 in _TOTALS or (level3 in _TOTALS and not level1):
        return RowKind.TOTAL
    branch = ruleset.framework.branch(row.level1) if row.level1 else None
    names = _EXECUTION | {plain_name(name) for name in ruleset.execution.names}
    if level3 in names or names_execution(row.level3, ruleset):
        return RowKind.EXECUTION
    if (level1 in names or (branch is not None and branch.execution)) and (
        not level3 or level3.rstrip("0123456789").endswith("执行率")
    ):
        return RowKind.EXECUTION
    if row.target or row.actual:
        return RowKind.INDICATOR
    heads = {"", level1, level2, "小计"} | _TOTALS
    return RowKind.SUBTOTAL if (level1 or level2) and level3 in heads else RowKind.INDICATOR


# -- verdicts


def _audited(group: Sequence[PrintedRow], leaves: dict[int, Leaf], ruleset: Ruleset) -> tuple[AuditedRow, ...]:
    """Indicators first, then the sums over them; in the order of the file."""
    kinds = [_kind(row, ruleset) for row in group]
    scored = {
        at: _checked(_adjusted(_open(leaf_row(row, kinds[at], leaves[at], ruleset), ruleset), ruleset), ruleset)
        for at, row in enumerate(group)
        if at in leaves
    }
    shared = {at: _shared(row, scored, (), ruleset) for at, row in enumerate(group) if row.is_shared and row.group}
    counted = _counted(scored, list(shared.values()))
    shared |= {
        at: _shared(row, scored, counted, ruleset) for at, row in enumerate(group) if row.is_shared and not row.group
    }
    done = []
    for at, (row, kind) in enumerate(zip(group, kinds, strict=True)):
        below = [each for each in counted if _stands_below(each.row, row, kind)]
        done.append(scored.get(at) or shared.get(at) or sum_row(row, kind, below, ruleset))
    return tuple(done)


def _shared(
    row: PrintedRow, scored: dict[int, AuditedRow], counted: Sequence[AuditedRow], ruleset: Ruleset
) -> AuditedRow:
    """What several leaves share, held against these leaves; a goal also against the scores printed inside it."""
    members = [each for each in scored.values() if each.leaf is not None and row.shares(each.row)]
    inside = [each for each in counted if each.row.goal == row.goal]
    return group_row(row, members, ruleset, inside) if members else sum_row(row, RowKind.SUBTOTAL, (), ruleset)


def _counted(scored: dict[int, AuditedRow], groups: Sequence[AuditedRow]) -> list[AuditedRow]:
    """The rows that printed sums are made of: a group with a score of its own stands for its leaves."""
    printed = {each.row.group for each in groups if each.printed is not None}
    own = [each for each in scored.values() if not each.row.group or each.row.group not in printed]
    return [*own, *(each for each in groups if each.printed is not None)]


def _open(found: AuditedRow, ruleset: Ruleset) -> AuditedRow:
    """A budget of nothing that the ruleset leaves open is told as such."""
    if found.verdict is not Verdict.UNDECIDED or found.printed is None or found.points is None:
        return found
    if found.kind is not RowKind.EXECUTION or not _SPENT.fullmatch(found.row.actual):
        return found
    policy = ruleset.policy(PolicyName.ZERO_BUDGET)
    return evolve(found, reasons=(diagnose("JX224", policy=policy.value, because=policy.because),))


def _adjusted(found: AuditedRow, ruleset: Ruleset) -> AuditedRow:
    """A row whose target was set anew in the course of the year agrees where the new target gives what is printed."""
    row = found.row
    if found.verdict is not Verdict.DIFFERS or not row.adjusted or found.printed is None:
        return found
    leaf = _alone(evolve(row, target=row.adjusted), ruleset)
    again = leaf_row(row, found.kind, leaf, ruleset)
    if again.verdict is not Verdict.AGREES:
        return found
    return evolve(again, reasons=(diagnose("JX822", target=row.adjusted, before=row.target),))


def _alone(row: PrintedRow, ruleset: Ruleset, direction: Direction | None = None) -> Leaf:
    """The row scored by itself."""
    result = evaluate(_case([row], None, ruleset, direction), ruleset)
    return next(each for each in result.leaves if each.index == 0)


def _checked(found: AuditedRow, ruleset: Ruleset) -> AuditedRow:
    """A difference that rests on an assumed direction is told as such where the other one would agree."""
    leaf, printed = found.leaf, found.printed
    if found.verdict is not Verdict.DIFFERS or leaf is None or printed is None or leaf.direction is None:
        return found
    if leaf.direction_from not in (DirectionFrom.POLICY, DirectionFrom.NAME):
        return found
    other = Direction.NEGATIVE if leaf.direction is Direction.POSITIVE else Direction.POSITIVE
    if verdict_of(_alone(found.row, ruleset, other), printed, ruleset)[0] is not Verdict.AGREES:
        return found
    said = diagnose("JX279", direction=phrase(f"direction.{other}"))
    return evolve(found, reasons=(*found.reasons, said))


def _stands_below(row: PrintedRow, above: PrintedRow, kind: RowKind) -> bool:
    if kind is RowKind.TOTAL:
        return True
    same = plain_name(row.level1) == plain_name(above.level1)
    return same and (not above.level2 or plain_name(row.level2) == plain_name(above.level2))
