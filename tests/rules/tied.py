"""Rows that are prone to ties, for every rule of every ruleset that comes along, with what the clause gives.

A row is drawn from a few whole numbers, so that Hypothesis and the campaign draw the same kind of rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import frozen

from jixiao.kernel.number import plain
from jixiao.rules.rule import Example
from tests.oracle import clauses as by

Bounds = tuple[Fraction, Fraction, bool]

POINTS = [
    Fraction(each)
    for each in (
        "0.25",
        "0.5",
        "1",
        "2.5",
        "3.33",
        "4.17",
        "5",
        "6",
        "7.25",
        "8",
        "10",
        "12.5",
        "20",
        "33.34",
        "50",
        "0.01",
    )
]
TARGETS = [
    Fraction(each)
    for each in ("64", "80", "125", "160", "3", "7", "96", "100", "1000", "0.8", "12.5", "37.5", "250", "30", "0")
]
SHARES = [Fraction(each) for each in ("0.9", "0.95", "1", "0.8", "0.64", "0.125", "0")]
EDGES = [
    Fraction(each)
    for each in (
        "0",
        "0.1",
        "0.15",
        "0.2",
        "0.3",
        "0.6",
        "0.7",
        "0.8",
        "0.85",
        "0.9",
        "0.95",
        "1",
        "1.1",
        "1.15",
        "1.2",
        "1.3",
        "2",
        "-0.1",
        "-0.2",
        "-1",
    )
]


@frozen
class Drawn:
    """The whole numbers that a row is made of."""

    points: int
    target: int
    mode: int
    step: int
    places: int
    w: Fraction | None = None
    """The row's points, where they are given and not drawn."""


@frozen
class Spec:
    """How rows of one rule are written, and the function of its clause."""

    kind: str
    oracle: Callable[..., Any]
    sign: str = "≥"
    unit: str = ""
    as_share: bool = False
    from_zero: bool = False


def _cut(value: Fraction, places: int) -> Fraction:
    return Fraction(round(value * 10**places), 10**places)


def amount(base: Fraction, w: Fraction, drawn: Drawn) -> Fraction:
    """An actual near a place where the score ends in a five, at an edge of a table, or just any with cents."""
    half = Fraction(2 * drawn.step + 1, 200) / w  # a share whose score lies half-way between two cents
    scale = base if base > 0 else Fraction(1)
    nudge = Fraction(drawn.places - 2, 10 ** (drawn.places + 2))
    match drawn.mode % 7:
        case 0:
            return _cut(scale * half, 8)
        case 1:
            return _cut(scale / half, 8)
        case 2:
            return _cut(scale * (2 - half), 8)
        case 3:
            return scale * EDGES[drawn.step % len(EDGES)]
        case 4:
            return scale * EDGES[drawn.step % len(EDGES)] + nudge
        case 5:
            return Fraction(drawn.step, 10 ** (drawn.places % 3))
        case _:
            return base + nudge


# -- which clause is behind which rule


def _number(oracle: Callable[..., Any], sign: str = "≥", unit: str = "", *, from_zero: bool = False) -> Spec:
    """``from_zero``: the clause says nothing of actuals below zero (a satisfaction of −5%), so none is drawn."""
    return Spec("number", oracle, sign, unit, unit == "%", from_zero)


SPECS: dict[str, Spec] = {
    "positive-ratio": _number(by.positive_ratio),
    "positive-threshold": _number(by.threshold_60),
    "exact-as-positive": _number(by.equal_as_positive, "="),
    "negative-inverse": _number(by.inverse_ratio, "≤"),
    "negative-linear": _number(by.linear_to_double, "≤"),
    "option-negative-linear": _number(by.linear_to_double, "≤"),
    "option-negative-strict": _number(by.strict_limit, "≤"),
    "limit": _number(by.strict_limit, "≤"),
    "option-exact-two-sided": _number(by.two_sided, "="),
    "option-exact-strict": _number(by.exactly, "="),
    "satisfaction-steps": _number(by.satisfaction_steps, "≥", "%", from_zero=True),
    "satisfaction-full-steps": _number(by.satisfaction_full, "≥", "%", from_zero=True),
    "option-satisfaction-started-steps": _number(by.satisfaction_started, "≥", "%", from_zero=True),
    "option-satisfaction-continuous": _number(by.satisfaction_continuous, "≥", "%", from_zero=True),
    "cost-band": _number(by.cost_band, "≤"),
    "option-saving-inverse": _number(by.saving_inverse, "≥", "%"),
    "option-saving-linear": _number(by.saving_linear, "≥", "%"),
    "staff-control": _number(by.staff_control, "≤", "%"),
    "three-public-change": _number(by.three_public_change, "≤", "%"),
    "three-public-control": _number(by.three_public_control, "≤", "%"),
    "key-spending": _number(by.key_spending, "≥", "%"),
    "budget-adjustment": _number(by.budget_adjustment, "≤", "%"),
    "budget-accuracy": _number(by.budget_accuracy, "≤", "%"),
    "spending-control": _number(by.spending_control, "≤", "%"),
    "schedule-progress": _number(by.positive_ratio, "≥", "%"),
    "growth-ratio": Spec("change", by.positive_ratio, "≥"),
    "growth-threshold": Spec("change", by.threshold_60, "≥"),
    "growth-limit": Spec("change", by.strict_limit, "≤"),
    "range-ratio": Spec("range", by.inside_range),
    "execution": Spec("execution", by.execution),
    "option-execution-rounded-rate": Spec("execution", by.execution_rate_first),
    "option-execution-steps": Spec("execution", by.execution_steps),
    "pace": Spec("pace", by.pace),
    "execution-pace": Spec("execution-pace", by.pace),
    "on-time": Spec("days", lambda w, days: w if days <= 0 else None),
    "option-late-full-steps": Spec("days", by.late_full),
    "option-late-started-steps": Spec("days", by.late_started),
    "goals-met": Spec("items", by.share_met),
    "late-payments": Spec("items", by.half_per_breach),
    "checklist": Spec("items", by.one_per_breach),
    "direct": Spec("direct", by.direct),
    "direct-words": Spec("direct-words", by.direct),
    "three-bands": Spec("bands", by.judged),
    "reviewer": Spec("review", by.judged),
    "option-four-grades": Spec(
        "grades", lambda w, word: w * {"达成": 10, "基本达成": 8, "部分达成": 6, "未达成": 0}[word] / 10
    ),
    "surplus": Spec("surplus", lambda w, word: w * {"无结余": 3, "低于上年": 2, "结余超过上年": 0}[word] / 3),
}
MIDDLE_50 = {"cn-2016-legacy", "hubei-2020", "jiangxi-2017"}
LIMITS_IN_CENTS = {"anhui-system"}
NEGATIVE_IS_ZERO = {"anhui-system", "guangxi-system"}


# -- a row


def row(ruleset: str, rule: str, drawn: Drawn) -> tuple[Example, Bounds]:
    """An example (its own score is not used) and the bounds that the clause gives, in cents."""
    example, (low, high, is_open) = exact_row(ruleset, rule, drawn)
    low, high = by.cents(low), by.cents(high)
    return example, (low, high, is_open and low != high)


def exact_row(ruleset: str, rule: str, drawn: Drawn) -> tuple[Example, Bounds]:
    """The same, before rounding."""
    spec = SPECS[rule]
    return _ROWS[spec.kind](spec, ruleset, drawn)


def _points(drawn: Drawn) -> Fraction:
    return POINTS[drawn.points % len(POINTS)] if drawn.w is None else drawn.w


def _known(points: Fraction) -> Bounds:
    return points, points, False


def numbers(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Fraction, Fraction, Fraction]:
    """Points, target and actual of a quantity."""
    w = _points(drawn)
    choices = SHARES if spec.as_share else TARGETS
    t = choices[drawn.target % len(choices)]
    a = amount(t, w, drawn)
    if spec.sign == "=" and a < 0 and ruleset not in NEGATIVE_IS_ZERO:
        a = -a  # of a negative actual against “=0” only two systems say something
    return w, t, abs(a) if spec.from_zero else a


def _a_number(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, t, a = numbers(spec, ruleset, drawn)
    unit, factor = (spec.unit, 100) if spec.as_share else (spec.unit, 1)
    text = Example(w, "0", f"{spec.sign}{plain(t * factor)}{unit}", f"{plain(a * factor)}{unit}")  # type: ignore[arg-type]
    if ruleset in NEGATIVE_IS_ZERO and a < 0:  # 负的完成值按 0 计分：越多越好的不得分，其余当作 0
        return text, _known(Fraction(0) if spec.sign == "≥" else spec.oracle(w, t, Fraction(0)))
    return text, _known(spec.oracle(w, t, a))


def _change(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w = _points(drawn)
    t = TARGETS[drawn.target % (len(TARGETS) - 1)]
    a = amount(t, w, drawn)
    text = Example(w, "0", f"较上年增长{spec.sign}{plain(t)}%", f"{plain(a)}%")  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, t, a))


def _range(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w = _points(drawn)
    low = TARGETS[drawn.target % (len(TARGETS) - 1)]
    high = low * (1 + Fraction(drawn.places, 4))
    a = abs(amount(high if drawn.step % 2 else low, w, drawn))
    text = Example(w, "0", f"{plain(low)}～{plain(high)}人", f"{plain(a)}人")  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, low, high, a))


def money(drawn: Drawn) -> tuple[Fraction, Fraction, Fraction]:
    w = _points(drawn)
    budget = TARGETS[drawn.target % (len(TARGETS) - 1)]
    return w, budget, abs(amount(budget, w, drawn))


def _execution(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, budget, spent = money(drawn)
    text = Example(w, "0", budget=f"{plain(budget)}万元", executed=f"{plain(spent)}万元")  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, budget, spent))


def _month(drawn: Drawn) -> int:
    return drawn.step % 12 + 1


def _pace(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, t, a = numbers(spec, ruleset, drawn)
    month = _month(drawn)
    text = Example(w, "0", f"≥{plain(t)}", plain(a), as_of=f"2021-{month:02d}", year=2021)  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, t, a, month))


def _execution_pace(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, budget, spent = money(drawn)
    month = _month(drawn)
    text = Example(
        w, "0", budget=f"{plain(budget)}万元", executed=f"{plain(spent)}万元", as_of=f"2021-{month:02d}", year=2021
    )  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, budget, spent, month))


def _days(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, days = _points(drawn), drawn.step % 130 - 15
    done = datetime.date(2021, 6, 29) + datetime.timedelta(days=days)
    text = Example(w, "0", "2021年6月30日前", done.isoformat())  # type: ignore[arg-type]
    if days == 1:  # 6月30日前于6月30日完成：算不算按期，文字没有说
        return text, (spec.oracle(w, 1) or Fraction(0), w, False)
    points = spec.oracle(w, days)
    return text, (Fraction(0), w, True) if points is None else _known(points)


def _items(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, listed = _points(drawn), drawn.target + 1
    done = drawn.step % (listed + 1)
    text = Example(w, "0", items=f"{done}/{listed}")  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, done, listed))


def _deduction(drawn: Drawn) -> Fraction | None:
    return [None, Fraction(2), Fraction(1, 2), Fraction("0.33")][drawn.places % 4]


def _direct(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, t, a = _points(drawn), drawn.target % 5, drawn.step % 5
    text = Example(w, "0", f"={t}项", f"{a}项", deduction=_deduction(drawn))  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, a == t, _deduction(drawn)))


def _direct_words(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w = _points(drawn)
    target, actual, met = [("是", "是", True), ("是", "否", False), ("合格", "不合格", False), ("合格", "合格", True)][
        drawn.mode % 4
    ]
    text = Example(w, "0", target, actual, deduction=_deduction(drawn))  # type: ignore[arg-type]
    return text, _known(spec.oracle(w, met, _deduction(drawn)))


def _judgement(drawn: Drawn) -> Fraction | None:
    return None if drawn.mode % 5 == 0 else Fraction(drawn.step % 1001, 1000)


def _bands(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, word, judgement = _points(drawn), ("达成", "部分达成", "未达成")[drawn.target % 3], _judgement(drawn)
    told = None if judgement is None else plain(judgement)
    text = Example(w, "0", "健全", word, judgement=told)  # type: ignore[arg-type]
    middle = Fraction(1, 2) if ruleset in MIDDLE_50 else Fraction(3, 5)
    return text, spec.oracle(w, word, judgement, middle, limits_in_cents=ruleset in LIMITS_IN_CENTS)


def _review(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
    w, judgement = _points(drawn), _judgement(drawn)
    told = None if judgement is None else plain(judgement)
    text = Example(w, "0", "完整", "达成", judgement=told)  # type: ignore[arg-type]
    return text, (Fraction(0), w, False) if judgement is None else _known(w * judgement)


def _graded(target: str, words: tuple[str, ...]) -> Callable[[Spec, str, Drawn], tuple[Example, Bounds]]:
    def build(spec: Spec, ruleset: str, drawn: Drawn) -> tuple[Example, Bounds]:
        w, word = _points(drawn), words[drawn.step % len(words)]
        return Example(w, "0", target, word), _known(spec.oracle(w, word))  # type: ignore[arg-type]

    return build


_ROWS: dict[str, Callable[[Spec, str, Drawn], tuple[Example, Bounds]]] = {
    "number": _a_number,
    "change": _change,
    "range": _range,
    "execution": _execution,
    "pace": _pace,
    "execution-pace": _execution_pace,
    "days": _days,
    "items": _items,
    "direct": _direct,
    "direct-words": _direct_words,
    "bands": _bands,
    "review": _review,
    "grades": _graded("健全", ("达成", "基本达成", "部分达成", "未达成")),
    "surplus": _graded("无结余", ("无结余", "低于上年", "结余超过上年")),
}
