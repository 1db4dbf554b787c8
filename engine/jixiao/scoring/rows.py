"""A case's rows, ready to be scored: final points, and budget execution from the project's own figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain, shown
from jixiao.kernel.rounding import Rounding
from jixiao.language.actual import ActualReading, MeasuredActual, Missing, read_actual
from jixiao.language.ast import Quantity
from jixiao.language.parse import parse_target
from jixiao.rules.clause import Trust
from jixiao.rules.framework import Framework, plain_name
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.allot import Share, Unallotted, allot, handed_to
from jixiao.scoring.case import Case, Indicator
from jixiao.scoring.execution import Execution, execution_of, names_execution
from jixiao.scoring.row import Row
from jixiao.scoring.shared import shared_points

__all__ = ["agrees", "rows_of"]


@frozen
class _Line:
    """A row whose points are not settled yet; ``printed`` is None where its form prints none."""

    indicator: Indicator
    path: str
    index: int | None
    printed: Fraction | None
    execution: bool = False
    reading: ActualReading | None = None
    without_budget: bool = False


def rows_of(case: Case, ruleset: Ruleset) -> tuple[list[Row], list[Diagnostic]]:
    """Every indicator in order; budget execution that is none of them first, where the ruleset has it as a branch."""
    execution = execution_of(case, ruleset.execution.base)
    said = list(execution.diagnostics)
    lines = []
    for index, each in enumerate(case.indicator):
        line = _line(case, index, each, said)
        if names_execution(each.level3, ruleset):
            if plain_name(each.level3) not in ruleset.execution.plain_names:
                told = {"name": each.level3, "execution": ruleset.execution.names[0]}
                said.append(diagnose("JX803", case.place(f"$.indicator[{index}].level3"), **told))
            line = _with_figures(line, case, ruleset, execution, said)
        lines.append(line)
    if not any(line.execution for line in lines):
        lines = [*_own_execution(case, ruleset, execution, said), *lines]
    return _with_points(case, lines, ruleset, said), said


def _line(case: Case, index: int, indicator: Indicator, said: list[Diagnostic]) -> _Line:
    """A row of the table. Points below zero are told, and taken for none."""
    path, printed = f"$.indicator[{index}]", indicator.points
    if printed is not None and printed < 0:
        said.append(diagnose("JX208", case.place(f"{path}.points"), points=plain(printed)))
        printed = Fraction(0)
        indicator = evolve(indicator, points=printed)
    return _Line(indicator, path, index, printed)


# -- budget execution


def _with_figures(line: _Line, case: Case, ruleset: Ruleset, execution: Execution, said: list[Diagnostic]) -> _Line:
    """A row of budget execution: the project's figures win, and an actual of its own that says otherwise is told."""
    if execution.budget == 0:
        return _without_budget(line, case, ruleset, said)
    if execution.rate is None:
        return evolve(line, execution=True)
    indicator, own = line.indicator, line.indicator.actual
    if own is None:
        indicator = evolve(indicator, actual=execution.text)
    elif isinstance(target := parse_target(indicator.target, ruleset.words.vocabulary).meaning, Quantity):
        read = read_actual(own, target, vocabulary=ruleset.words.vocabulary).value
        if isinstance(read, MeasuredActual) and not agrees(read.value, execution.rate, own, ruleset.rounding):
            place, rate = case.place(f"{line.path}.actual"), shown(execution.rate) + "%"
            said.append(diagnose("JX222", place, actual=own, rate=rate, figures=execution.text))
    return evolve(line, indicator=indicator, execution=True, reading=execution.reading)


def agrees(printed: Fraction, exact: Fraction, text: str, rounding: Rounding) -> bool:
    """Whether a printed rate is the exact one: as it stands, or at the decimals that it was printed with.

    Two amounts (``852万元/860万元``) print no rate, and must give the exact one.
    """
    if printed == exact:
        return True
    cell = unicodedata.normalize("NFKC", text)
    amounts = "/" in cell
    for number in re.finditer(r"(\d+(?:\.(\d+))?)(\s*%)?", cell):
        if Fraction(number[1]) == printed and (number[3] or not amounts):
            return Rounding(rounding.mode, len(number[2] or ""))(exact) == printed
    decimals = plain(printed).partition(".")[2]  # 九十九点零七%
    return not amounts and Rounding(rounding.mode, len(decimals))(exact) == printed


def _own_execution(case: Case, ruleset: Ruleset, execution: Execution, said: list[Diagnostic]) -> list[_Line]:
    """A row of its own for a ruleset whose framework has budget execution as a first level."""
    branch = next((each for each in ruleset.framework.branches if each.execution), None)
    if branch is None:
        return []
    name = ruleset.execution.names[0] if ruleset.execution.names else branch.name
    indicator = Indicator(
        level3=name,
        level1=branch.name,
        level2=ruleset.execution.level2 or name,
        points=branch.points,
        actual=None if execution.rate is None else execution.text,
    )
    line = _Line(indicator, "$.project", None, branch.points, execution=True, reading=execution.reading)
    if execution.budget == 0:
        return [_without_budget(line, case, ruleset, said)]
    if execution.rate is None:
        said.append(diagnose("JX223", case.place("$.project"), n=plain(branch.points)))
    return [line]


def _without_budget(line: _Line, case: Case, ruleset: Ruleset, said: list[Diagnostic]) -> _Line:
    """No rate can be made of a budget of zero; the ruleset's policy says what stands for it."""
    policy = ruleset.policy(PolicyName.ZERO_BUDGET)
    said.append(diagnose("JX224", case.place("$.project.budget"), policy=policy.value, because=policy.because))
    indicator = evolve(line.indicator, not_applicable=True) if policy.value == "skip" else line.indicator
    rate = {"full": Fraction(100), "none": Fraction(0)}.get(policy.value)
    value = Missing() if rate is None else MeasuredActual(rate)
    return evolve(line, indicator=indicator, execution=True, reading=ActualReading(value), without_budget=True)


# -- points


def _with_points(case: Case, lines: Sequence[_Line], ruleset: Ruleset, said: list[Diagnostic]) -> list[Row]:
    """The rows with their points: as printed, else their share of what is printed for several, else as the ruleset allots."""
    by_goal = ruleset.goals.total != "weighted"
    indexes = {line.index: key for key, line in enumerate(lines) if line.index is not None}
    printed = [lines[indexes[index]].printed for index in range(len(case.indicator))]
    shared, assumed = shared_points(case, printed, by_goal=by_goal)
    said.extend(assumed)
    own = [shared.get(line.index) if line.index is not None else None for line in lines]
    allotted = _allotted(lines, own, ruleset)
    rows = []
    for key, line in enumerate(lines):
        found = own[key] if line.printed is None else line.printed
        points = found if found is not None else allotted[key]
        if isinstance(points, Unallotted):
            names = {"name": line.indicator.level3, "level1": line.indicator.level1}
            said.append(diagnose("JX221", case.place(f"{line.path}.points"), **names))
        given, split = (Fraction(0), False) if isinstance(points, Unallotted) else (points, line.printed is None)
        by = line.execution, line.reading, line.without_budget
        rows.append(Row(line.indicator, given, line.path, line.index, split, *by, case.place))
    if allotted:
        trust = Trust.ASSUMED if _is_split(lines, allotted) else _trust(lines, allotted, ruleset.framework)
        said.append(diagnose("JX220", case.place("$.indicator"), n=len(allotted), ruleset=ruleset.id, trust=trust))
    return rows


def _trust(lines: Sequence[_Line], allotted: Mapping[int, object], framework: Framework) -> Trust:
    """That of the clause that gives branches their points; the lesser one where a branch has those of an absent one."""
    clauses = [framework.clause]
    for name in {lines[key].indicator.level1 for key in allotted}:
        clauses.extend(handed_to(framework, name, [line.indicator.level1 for line in lines]))
    return max((clause.trust for clause in clauses), key=list(Trust).index)


def _is_split(lines: Sequence[_Line], allotted: Mapping[int, object]) -> bool:
    """Whether a branch's points went to several rows alike: the clause gives the branch's, and nothing says that rows are equal."""
    branches = [plain_name(lines[key].indicator.level1) for key in allotted]
    return len(set(branches)) < len(branches)


def _allotted(
    lines: Sequence[_Line], shared: Sequence[Fraction | None], ruleset: Ruleset
) -> Mapping[int, Fraction | Unallotted]:
    """Points by the row's number, for rows whose form prints none, alone or together with others (``shared``)."""
    settled = [line.printed if line.printed is not None else shared[key] for key, line in enumerate(lines)]
    if all(points is not None for points in settled):
        return {}
    shares = [
        Share(key, line.indicator.level1, line.indicator.level2, line.indicator.level3, settled[key])
        for key, line in enumerate(lines)
    ]
    return allot(shares, ruleset.framework)
