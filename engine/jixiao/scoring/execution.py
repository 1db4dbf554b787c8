"""Budget execution (预算执行率) from the project's own figures."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain, sum_of
from jixiao.kernel.structure import Text
from jixiao.language.actual import ActualReading, Asked, MeasuredActual, Missing
from jixiao.language.ast import Meaning, Operator, Quantity, Unread
from jixiao.language.measure import Doubtful, figure_of, in_terms_of
from jixiao.language.parse import parse_actual
from jixiao.rules.framework import plain_name
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case

__all__ = ["Execution", "execution_of", "held_against", "is_whole", "money", "names_execution", "rate_of"]


_MOST_PERCENT = 500
_WHOLE = ("总额", "合计", "总计", "资金总数", "总预算")
_ALL_SPENT = Quantity(Operator.AT_LEAST, Fraction(100), "%")


def held_against(target: Meaning, *, execution: bool) -> Meaning:
    """What an actual is held against: the target; of budget execution always all that was budgeted.

    The clauses have 执行率×分值, whatever rate a form states as the row's own target.
    """
    return _ALL_SPENT if execution and not isinstance(target, Unread) else target


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
    def reading(self) -> ActualReading:
        """As an actual against a target in percent."""
        return ActualReading(Missing() if self.rate is None else MeasuredActual(self.rate))


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
    figures: list[Quantity | None] = []
    for key, text in (("budget", project.budget), ("executed", project.executed)):
        figure = money(text)
        if figure is None and text is not None:
            said.append(diagnose("JX231", case.place(f"$.project.{key}"), key=key, text=text))
        figures.append(figure)
    budget, executed = figures
    shown = Text(f"{project.executed or '—'}/{project.budget or '—'}")
    if budget is None or executed is None:
        values = [None if figure is None else figure.value for figure in figures]
        return Execution(shown, values[0], values[1], tuple(said))
    spent = in_terms_of(executed.value, executed.unit, executed.scale, figure_of(budget))
    place = case.place("$.project.executed")
    texts = {"budget": project.budget, "executed": project.executed}
    if isinstance(spent, Doubtful):
        said.append(diagnose("JX244", place, **texts))
        return Execution(shown, None, None, tuple(said))
    if spent.code:
        said.append(diagnose("JX287", place, **texts, rate=f"{plain(spent.value)}/{plain(budget.value)}"))
    return Execution(shown, budget.value, spent.value, tuple(said))


def _from_funds(case: Case, key: str, said: list[Diagnostic]) -> Text | None:
    """What the row of the whole says, else the sum over the sources of money; None unless every one says it, in one unit and alike."""
    whole = [fund for fund in case.funds if is_whole(fund.source) and getattr(fund, key) is not None]
    if len(whole) == 1:
        return Text(getattr(whole[0], key))
    amounts = [money(getattr(fund, key)) for fund in case.funds if not is_whole(fund.source)]
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts) or len({(each.unit, each.unit or each.scale) for each in known}) != 1:
        return None
    text = Text(plain(sum_of(each.value for each in known)) + known[0].unit)
    said.append(diagnose("JX251", case.place("$.funds"), key=key, amount=text))
    return text


_LONGER = re.compile(r"^(?:(?:本|当|全)?年度?|项目)")


def names_execution(name: str, ruleset: Ruleset) -> bool:
    """Whether a row of this name is budget execution: by the ruleset's names, also with 年度 or 项目 before them."""
    own, names = plain_name(name), ruleset.execution.plain_names
    return own in names or _LONGER.sub("", own) in names


def rate_of(text: str, read: ActualReading) -> ActualReading:
    """An actual of budget execution that the language has read against 100 %: two amounts are their rate, one is none.

    ``2000.05/2021.12`` holds no date here. A bare number beyond five times 100 is an amount spent and no percentage; it is
    asked about.
    """
    cell = unicodedata.normalize("NFKC", text)
    if isinstance(read.value, MeasuredActual):
        bare = not any(sign in cell for sign in "%/‰百")
        if not bare or read.value.value <= _MOST_PERCENT:
            return read
        said = diagnose("JX138", text=text, sign="%")
        return ActualReading(Asked(said), (said,))
    spent, planned = (money(each) for each in cell.split("/")) if cell.count("/") == 1 else (None, None)
    if spent is None or planned is None or planned.value == 0:
        return read
    amount = in_terms_of(spent.value, spent.unit, spent.scale, figure_of(planned))
    return read if isinstance(amount, Doubtful) else ActualReading(MeasuredActual(amount.value / planned.value * 100))


def is_whole(source: str) -> bool:
    """Whether a row of money is that of the whole (年度资金总额, 合计), and no source beside the others."""
    name = re.sub(r"[（(【\[].{0,200}?[）)】\]]|[\s:：、.]", "", source)
    return name.endswith(_WHOLE)


def money(text: str | None) -> Quantity | None:
    """An amount in 元, or in no unit; None where the text is no such amount. Digits are never a date (2021.12)."""
    meaning = None if text is None else parse_actual(str(text)).meaning
    if not isinstance(meaning, Quantity) or meaning.operator not in (Operator.BARE, Operator.EQUAL):
        return None
    return meaning if meaning.unit in ("", "元") and meaning.value >= 0 else None
