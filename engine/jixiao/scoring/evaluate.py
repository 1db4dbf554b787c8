"""A case scored by a ruleset: the whole path of a table, and all that was found on the way.

Pure: no clock, no files, no state. The same case and ruleset give the same result in any thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.when import When
from jixiao.language.actual import Measured, Missing, Reading, read_actual
from jixiao.language.ast import Quantity
from jixiao.language.parse import parse_target
from jixiao.rules.clause import Trust
from jixiao.rules.framework import plain_name
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.allot import Share, Unallotted, allot
from jixiao.scoring.case import Case, Indicator
from jixiao.scoring.counting import count_met, counts_others
from jixiao.scoring.execution import Execution, execution_of
from jixiao.scoring.gates import gated
from jixiao.scoring.indicator import Setting, score_row
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.monitor.signals import Signal, signals_of
from jixiao.scoring.rollup import Tree, roll_up
from jixiao.scoring.row import Row

__all__ = ["Result", "evaluate"]

_HUNDRED = Fraction(100)


@frozen
class Result:
    """A case scored. ``leaves`` stand in the order of the case, budget execution that is no row first."""

    case: Case
    ruleset: Ruleset
    leaves: tuple[Leaf, ...]
    tree: Tree
    grades: tuple[str, ...]
    signals: tuple[Signal, ...]
    diagnostics: tuple[Diagnostic, ...]
    as_of: When | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything still missing could move the total."""
        return self.tree.total.score.is_open


def evaluate(case: Case, ruleset: Ruleset, as_of: When | None = None) -> Result:
    """Score the case. ``as_of`` (a month or a day) is wanted by rulesets of kind monitoring.

    Never raises for what a case can hold: what cannot be scored is open from none to all of its points, and
    ``diagnostics`` says why.
    """
    year = case.project.year or _year_of(case)
    elapsed, early = _elapsed(as_of, year, case)
    setting = Setting(ruleset, year, elapsed)
    rows, said = _rows(case, ruleset)
    leaves = _scored(rows, setting)
    tree = roll_up(case, leaves, ruleset)
    if tree.total.factor is not None:
        leaves = tuple(evolve(leaf, factor=tree.total.factor) if leaf.counted else leaf for leaf in leaves)
    tree, grades, gate_said = gated(tree, leaves, ruleset, case)
    signals = signals_of(case, leaves, ruleset, as_of, elapsed)
    diagnostics = [
        *_about_case(case, ruleset, as_of),
        *early,
        *said,
        *(each for leaf in leaves for each in leaf.diagnostics),
        *_about_points(case, leaves, tree, ruleset),
        *_about_absent(leaves, tree, ruleset, case),
        *gate_said,
        *(signal.diagnostic for signal in signals if signal.diagnostic is not None),
        *_about_trust(leaves, ruleset, case),
    ]
    return Result(case, ruleset, leaves, tree, grades, signals, tuple(diagnostics), as_of)


def _year_of(case: Case) -> int | None:
    return case.project.end.year if case.project.end else None


def _elapsed(as_of: When | None, year: int | None, case: Case) -> tuple[Fraction, list[Diagnostic]]:
    """The part of the case's year gone by at the end of that month; all of it in a later year."""
    if as_of is None:
        return Fraction(1), []
    if as_of.year is not None and year is not None and as_of.year != year:
        early = [diagnose("JX253", case.place("$.project.year"), as_of=as_of, year=year)] if as_of.year < year else []
        return Fraction(1), early
    return Fraction(as_of.last_day(as_of.year or year or 2000).month, 12), []


# -- rows


def _rows(case: Case, ruleset: Ruleset) -> tuple[list[Row], list[Diagnostic]]:
    """Every indicator as a row with final points, and budget execution where it is no row of the table."""
    execution = execution_of(case, ruleset.execution_base)
    said = list(execution.diagnostics)
    rows = [_row(case, index, each, ruleset, execution, said) for index, each in enumerate(case.indicator)]
    if not any(row.execution for row in rows):
        own = _own_execution(case, ruleset, execution, said)
        rows = [*own, *rows]
    return _with_points(rows, ruleset, said), said


def _row(
    case: Case, index: int, indicator: Indicator, ruleset: Ruleset, execution: Execution, said: list[Diagnostic]
) -> Row:
    path = f"$.indicator[{index}]"
    points = indicator.points if indicator.points is not None else Fraction(-1)
    if indicator.points is not None and indicator.points < 0:
        said.append(diagnose("JX208", case.place(f"{path}.points"), points=plain(indicator.points)))
        indicator, points = evolve(indicator, points=Fraction(0)), Fraction(0)
    row = Row(indicator, points, path, index, locate=case.place)
    if not _is_execution(indicator, ruleset):
        return row
    if execution.budget == 0:
        return _zero_budget(row, case, ruleset, said)
    return _with_figures(evolve(row, execution=True), case, execution, said)


def _is_execution(indicator: Indicator, ruleset: Ruleset) -> bool:
    return plain_name(indicator.level3) in {plain_name(name) for name in ruleset.execution_names}


def _with_figures(row: Row, case: Case, execution: Execution, said: list[Diagnostic]) -> Row:
    """The project's own figures; a row's own actual that says otherwise is told, and the figures win."""
    if execution.rate is None:
        return row
    own = row.indicator.actual
    target = parse_target(row.indicator.target).meaning
    if own is not None and isinstance(target, Quantity):
        read = read_actual(own, target).value
        if isinstance(read, Measured) and not _agrees(read.value, execution.rate, own):
            place = case.place(f"{row.path}.actual")
            said.append(
                diagnose("JX222", place, actual=own, rate=plain_percent(execution.rate), figures=execution.text)
            )
    indicator = row.indicator if own is not None else evolve(row.indicator, actual=execution.text)
    return evolve(row, reading=execution.reading, indicator=indicator)


def _agrees(printed: Fraction, exact: Fraction, text: str) -> bool:
    """Whether the printed percentage is the exact one at its own decimals."""
    from jixiao.kernel.rounding import Rounding

    places = len(text.rstrip("%％ ").partition(".")[2])
    return Rounding(places=places)(exact) == printed


def plain_percent(rate: Fraction) -> str:
    """A rate in percent, as text."""
    from jixiao.kernel.number import shown

    return shown(rate) + "%"


def _own_execution(case: Case, ruleset: Ruleset, execution: Execution, said: list[Diagnostic]) -> list[Row]:
    """A row of its own for a ruleset whose framework has budget execution as a first level."""
    branch = next((each for each in ruleset.framework.branches if each.execution), None)
    if branch is None:
        return []
    name = ruleset.execution_names[0] if ruleset.execution_names else branch.name
    actual = execution.text if execution.rate is not None else None
    indicator = Indicator(
        level3=name, level1=branch.name, level2=ruleset.execution_level2 or name, points=branch.points, actual=actual
    )
    row = Row(indicator, branch.points, "$.project", execution=True, reading=execution.reading, locate=case.place)
    if execution.budget == 0:
        return [_zero_budget(row, case, ruleset, said)]
    if execution.rate is None:
        said.append(diagnose("JX223", case.place("$.project"), points=plain(branch.points)))
    return [row]


def _zero_budget(row: Row, case: Case, ruleset: Ruleset, said: list[Diagnostic]) -> Row:
    """No rate can be made of a budget of zero; the ruleset's policy says what stands for it."""
    policy = ruleset.policy(PolicyName.ZERO_BUDGET)
    said.append(diagnose("JX224", case.place("$.project.budget"), policy=policy.value, because=policy.because))
    indicator = evolve(row.indicator, not_applicable=True) if policy.value == "skip" else row.indicator
    rate = {"full": Fraction(100), "none": Fraction(0)}.get(policy.value)
    value = Missing() if rate is None else Measured(rate)
    return evolve(row, indicator=indicator, execution=True, reading=Reading(value))


def _with_points(rows: list[Row], ruleset: Ruleset, said: list[Diagnostic]) -> list[Row]:
    """Points for rows whose form prints none."""
    shares = [
        Share(key, row.indicator.level1, row.indicator.level2, row.indicator.level3, row.indicator.points)
        for key, row in enumerate(rows)
    ]
    allotted = allot(shares, ruleset.framework)
    done: list[Row] = []
    for key, row in enumerate(rows):
        given = allotted.get(key)
        if given is None:
            done.append(row)
        elif isinstance(given, Unallotted):
            said.append(diagnose("JX221", row.place("points"), name=row.indicator.level3, level1=row.indicator.level1))
            done.append(evolve(row, points=Fraction(0)))
        else:
            done.append(evolve(row, points=given, allotted=True))
    if allotted:
        clause = ruleset.framework.clause
        place = rows[0].locate("$.indicator")
        said.append(diagnose("JX220", place, count=len(allotted), ruleset=ruleset.id, trust=clause.trust))
    return done


def _scored(rows: list[Row], setting: Setting) -> tuple[Leaf, ...]:
    """All rows; those that count other indicators go last, and stand where they stood."""
    counting = {id(row): counted for row in rows if (counted := counts_others(row, setting.ruleset)) is not None}
    leaves = {id(row): score_row(row, setting) for row in rows if id(row) not in counting}
    others = list(leaves.values())
    for row in rows:
        if id(row) in counting:
            counts = count_met(others, counting[id(row)])
            leaves[id(row)] = score_row(evolve(row, counts=counts), setting)
    return tuple(leaves[id(row)] for row in rows)


# -- what is said of the whole


def _about_case(case: Case, ruleset: Ruleset, as_of: When | None) -> Iterator[Diagnostic]:
    """A year the ruleset is not for, a monitoring ruleset without a date, names that stand twice, unknown goals."""
    year = case.project.year or _year_of(case)
    if year is not None:
        too_early = ruleset.valid_from is not None and year < ruleset.valid_from.year
        too_late = ruleset.valid_to is not None and year > ruleset.valid_to.year
        if too_early or too_late:
            span = f"{ruleset.valid_from or '…'} – {ruleset.valid_to or '…'}"
            yield diagnose("JX219", case.place("$.project.year"), year=year, ruleset=ruleset.id, span=span)
    if ruleset.kind == "monitoring" and as_of is None:
        yield diagnose("JX245", case.place("$.project"), ruleset=ruleset.id)
    names = Counter((each.level1, each.level2, each.level3) for each in case.indicator)
    for index, each in enumerate(case.indicator):
        branch = (each.level1, each.level2, each.level3)
        if names[branch] > 1:
            names[branch] = 0
            yield diagnose("JX210", case.place(f"$.indicator[{index}].level3"), name=each.level3)
    goals = {goal.name for goal in case.goal}
    for index, each in enumerate(case.indicator):
        if each.goal and each.goal not in goals:
            yield diagnose("JX237", case.place(f"$.indicator[{index}].goal"), goal=each.goal)


def _about_points(case: Case, leaves: tuple[Leaf, ...], tree: Tree, ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Points that do not add up are told, never rescaled; what a policy rescales or gives in full adds up."""
    weighted = bool(case.goal) and ruleset.goals.total == "weighted"
    settled = weighted or tree.total.factor is not None or all(leaf.counted for leaf in leaves)
    whole = tree.total.points if settled else sum((leaf.points for leaf in leaves), Fraction(0))
    if leaves and whole != _HUNDRED:
        yield diagnose("JX209", case.place("$.indicator"), found=plain(whole))
    for index, goal in enumerate(tree.goals):
        wanted = goal.goal.points
        if wanted is not None and goal.points != (_HUNDRED if weighted else wanted):
            place = case.place(f"$.goal[{index}].points")
            yield diagnose("JX238", place, goal=goal.goal.name, points=plain(wanted), found=plain(goal.points))


def _about_absent(leaves: tuple[Leaf, ...], tree: Tree, ruleset: Ruleset, case: Case) -> Iterator[Diagnostic]:
    """A branch without an indicator that the ruleset gives in full."""
    present = {leaf.indicator.level1 for leaf in leaves}
    for node in tree.level1:
        if node.points and node.name not in present:
            place = case.place("$.indicator")
            yield diagnose("JX250", place, name=node.name, points=plain(node.points), ruleset=ruleset.id)


def _about_trust(leaves: tuple[Leaf, ...], ruleset: Ruleset, case: Case) -> Iterator[Diagnostic]:
    """Every score that rests on an assumed clause is named."""
    assumed = [leaf.indicator.level3 for leaf in leaves if leaf.rule and leaf.rule.clause.trust is Trust.ASSUMED]
    if assumed:
        yield diagnose("JX230", case.place("$.indicator"), count=len(assumed), names="、".join(dict.fromkeys(assumed)))
