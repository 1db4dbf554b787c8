"""Budget execution (预算执行率) from the project's own figures."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Text
from jixiao.language.actual import Measured, Missing, Reading
from jixiao.language.ast import Meaning, Operator, Quantity, Range, Unread
from jixiao.language.parse import parse_target
from jixiao.scoring.case import Case

__all__ = ["Execution", "execution_of", "held_against", "money"]


_ALL_SPENT = Quantity(Operator.AT_LEAST, Fraction(100), "%")


def held_against(target: Meaning, *, execution: bool) -> Meaning:
    """What an actual is held against: the target; budget execution without a rate of its own is to be spent in full."""
    return _ALL_SPENT if execution and not isinstance(target, Quantity | Range | Unread) else target


@frozen
class Execution:
    """What was spent of what was budgeted; ``text`` shows both as written.

    ``rate`` is in percent; None where a figure is missing or the budget is zero.
    """

    text: Text
    budget: Fraction | None
    executed: Fraction | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def rate(self) -> Fraction | None:
        """100 x executed / budget."""
        if self.budget is None or self.executed is None or self.budget == 0:
            return None
        return self.executed / self.budget * 100

    @property
    def reading(self) -> Reading:
        """As an actual against a target in percent."""
        return Reading(Missing() if self.rate is None else Measured(self.rate))


def execution_of(case: Case, base: str = "budget") -> Execution:
    """The project's execution; what cannot be read is said and counts as missing.

    ``base`` is what the amount spent is divided by: the project's budget, or what its funds say was ``received``
    or budgeted at first (``initial``). Totals that the project does not give are added up from its funds.
    """
    project = case.project
    said: list[Diagnostic] = []
    own_budget = project.budget if base == "budget" else None
    project = evolve(
        project,
        budget=own_budget if own_budget is not None else _from_funds(case, base, said),
        executed=project.executed if project.executed is not None else _from_funds(case, "executed", said),
    )
    figures: list[tuple[Fraction, str] | None] = []
    for key, text in (("budget", project.budget), ("executed", project.executed)):
        figure = money(text)
        if figure is None and text is not None:
            said.append(diagnose("JX231", case.place(f"$.project.{key}"), key=key, text=text))
        figures.append(figure)
    budget, executed = figures
    shown = Text(f"{project.executed or '—'}/{project.budget or '—'}")
    if budget is not None and executed is not None and budget[1] != executed[1]:
        place = case.place("$.project.executed")
        said.append(diagnose("JX244", place, budget=project.budget, executed=project.executed))
        return Execution(shown, None, None, tuple(said))
    return Execution(shown, budget and budget[0], executed and executed[0], tuple(said))


def _from_funds(case: Case, key: str, said: list[Diagnostic]) -> Text | None:
    """The sum over the sources of money; None unless every one of them says it, in one unit."""
    amounts = [money(getattr(fund, key)) for fund in case.funds]
    units = {amount[1] for amount in amounts if amount is not None}
    if not amounts or None in amounts or len(units) != 1:
        return None
    whole = sum((amount[0] for amount in amounts if amount is not None), Fraction(0))
    text = Text(plain(whole) + units.pop())
    said.append(diagnose("JX251", case.place("$.funds"), key=key, amount=text))
    return text


def money(text: str | None) -> tuple[Fraction, str] | None:
    """An amount and its unit (元, or none printed); None where the text is no such amount."""
    if text is None:
        return None
    meaning = parse_target(str(text)).meaning
    if not isinstance(meaning, Quantity) or meaning.unit not in ("", "元") or meaning.value < 0:
        return None
    return meaning.value, meaning.unit
