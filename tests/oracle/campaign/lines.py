"""Rows of a case as they are written, with what their clause and the ruleset's policies give."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from attrs import Factory, evolve, frozen

from jixiao.kernel.number import plain
from jixiao.rules.find import list_rulesets
from tests.oracle import clauses as by
from tests.oracle.campaign.ends import NOTHING, Ends, How
from tests.oracle.campaign.terms import INSTEAD_OF, Terms, over_factor
from tests.oracle.conformance import cells_of
from tests.rules.tied import POINTS, SPECS, TARGETS, Drawn, amount, exact_row

__all__ = ["PLAIN", "Line", "Recipe", "data", "drawn", "number", "recipe", "rules_of", "settled_by_policy"]

ZERO = Fraction(0)
PLAIN = frozenset({"number", "change", "range", "days"})
"""Kinds of rows that need no more than the columns of a common table."""
_NO_POLICY = frozenset(
    {"change", "range", "days", "items", "direct", "direct-words", "bands", "review", "grades", "surplus"}
)
"""Kinds of the rules' own rows on which no policy but those of judgements and deductions has a bearing."""
_ALL_OR_NOTHING = frozenset({"direct", "direct-words", "growth-limit", "limit"})


@frozen
class Line:
    """A row as it is written; ``exact`` is its score before rounding, with policies and deduction in it."""

    cells: dict[str, str]
    exact: Ends
    kind: str
    points: Fraction
    counted: bool = True
    override: Fraction | None = None
    more: dict[str, Any] = Factory(dict)
    is_execution: bool = False
    rate: Fraction | None = None
    """What was spent of what was budgeted, of a row of budget execution that says both."""
    is_without_budget: bool = False

    def __str__(self) -> str:
        """What the row says, for people."""
        said = {key: value for key, value in (self.cells | self.more).items() if value}
        return " ".join(f"{key}={value}" for key, value in said.items())

    def score(self, terms: Terms, *, reached: bool = False) -> Ends:
        """As it stands in the tree: rounded where the ruleset rounds leaves; ``reached``: as far as rounding goes."""
        how: Callable[[Ends, How], Ends] = Ends.reached if reached else Ends.rounded
        if self.override is not None:
            fixed = Ends(self.override, self.override)
            return fixed.rounded(terms.how) if terms.at == "leaf" else fixed
        return how(self.exact, terms.how) if terms.at == "leaf" else self.exact

    def unrounded(self, terms: Terms) -> Ends:
        """Before rounding; a person's override is what it is."""
        return self.score(terms) if self.override is not None else self.exact


@frozen
class Recipe:
    """A row whose points are not known yet."""

    level1: str
    level2: str
    level3: str
    build: Callable[[Fraction], Line]


@cache
def data(ruleset: str) -> dict[str, Any]:
    """A ruleset's file as plain data."""
    return tomllib.loads(list_rulesets(())[ruleset].read_text(encoding="utf-8"))


def rules_of(terms: Terms) -> tuple[dict[str, Any], ...]:
    """The rules that score."""
    return _rules(terms.ruleset, terms.option)


@cache
def _rules(ruleset: str, option: str) -> tuple[dict[str, Any], ...]:
    """Those that are in force, and an option in the place of the one whose rows it takes."""
    without = INSTEAD_OF.get(option, "")
    rules = [rule for rule in data(ruleset)["rule"] if rule.get("enabled", True) and rule["id"] != without]
    return (*rules, *(rule for rule in data(ruleset)["rule"] if rule["id"] == option))


def drawn(draw: random.Random, month: int) -> Drawn:
    """Whole numbers that a row is made of."""
    step = draw.randrange(500) * 12 + month - 1
    return Drawn(draw.randrange(16), draw.randrange(15), draw.randrange(35), step, draw.randrange(5))


def recipe(terms: Terms, draw: random.Random, month: int, at: int, place: tuple[str, str], *, own: bool) -> Recipe:
    """A row: of a rule of the ruleset (``own``: of those that policies do not touch), or of what policies decide."""
    rules = [rule for rule in rules_of(terms) if not SPECS[rule["id"]].kind.startswith("execution")]
    if own:
        rules = [rule for rule in rules if SPECS[rule["id"]].kind in _NO_POLICY]
    by_policy = terms.ruleset != "cn-2015-88-review" and (not rules or draw.randrange(3) == 0)
    rule = None if by_policy else draw.choice(rules)
    if terms.ruleset == "cn-2021-101" and (rule is None or SPECS[rule["id"]].kind == "number"):
        place = ("产出指标", "数量指标")  # 满意度的小数按区间计分，另有规则
    return (
        _by_policy(terms, draw, month, at, place)
        if rule is None
        else _of_rule(terms, rule, drawn(draw, month), at, place)
    )


# -- rows of the rules


def _of_rule(terms: Terms, rule: dict[str, Any], numbers: Drawn, at: int, place: tuple[str, str]) -> Recipe:
    names = {key: rule["when"].get(key, [""])[0] for key in ("level1", "level2", "level3")}
    level1, level2 = (names["level1"] or place[0], names["level2"] or ("" if names["level1"] else place[1]))
    level3 = f"{names['level3'] or '某项指标'}（第{at + 1}项）"
    kind = SPECS[rule["id"]].kind

    def build(w: Fraction) -> Line:
        example, bounds = exact_row(terms.ruleset, rule["id"], evolve(numbers, w=w or None))
        cells = cells_of(example, rule, data(terms.ruleset)) | {"level1": level1, "level2": level2, "level3": level3}
        low, high, is_open = bounds
        exact = Ends(low, high, is_open and low != high) if w else NOTHING
        if not cells["judgement"] and kind in ("bands", "review", "days"):
            exact = _left_open(terms, exact, kind)
        if cells["deduction"] and terms.policy("deduction") != "stated":
            met = exact == Ends(w, w)
            exact = taken_off(terms, Ends(w, w) if met else NOTHING, w, Fraction(cells["deduction"]), rule["id"])
        else:
            exact = terms.capped(exact)
        more = _by_a_base(cells, numbers) if kind == "change" else {}
        return Line(cells, exact, kind, w, more=more)

    return Recipe(level1, level2, level3, build)


def _by_a_base(cells: dict[str, str], numbers: Drawn) -> dict[str, str]:
    """The change as the figure that it leads to, beside last year's (上年数): the same change."""
    change = Fraction(cells["actual"].removesuffix("%")) / 100
    if numbers.mode % 2 or change < -1:
        return {}
    base = (Fraction(100), Fraction(40), Fraction("12.5"), Fraction(2000))[numbers.target % 4]
    unit, finer = (("", 1), ("人", 1), ("万元", 1), ("万元", 10000))[numbers.step % 4]
    cells["actual"] = f"{plain(base * (1 + change) * finer)}{'元' if finer > 1 else unit}"
    return {"base": f"{plain(base)}{unit}"}


def _left_open(terms: Terms, exact: Ends, kind: str) -> Ends:
    """What no judgement settles. On the very day before which something is wanted, only being late is judged."""
    if exact.low == exact.high:
        return exact
    if kind == "days" and not exact.is_open:
        late = settled_by_policy(terms, Ends(exact.low, exact.high, is_open=True)) if exact.low == 0 else exact
        return late.around(Ends(exact.high, exact.high))
    return settled_by_policy(terms, exact)


def settled_by_policy(terms: Terms, band: Ends) -> Ends:
    """A band without a judgement: left open, its top (where it is in the band), or its middle."""
    if terms.policy("judgement") == "middle":
        middle = (band.low + band.high) / 2
        return Ends(middle, middle)
    if terms.policy("judgement") == "top" and not band.is_open:
        return Ends(band.high, band.high)
    return band


def taken_off(terms: Terms, exact: Ends, w: Fraction, taken: Fraction, rule: str) -> Ends:
    """A deduction that a person wrote: taken off, instead of everything that an all-or-nothing rule takes, or not known."""
    if w == 0 or taken == 0:
        return exact
    policy = terms.policy("deduction")
    if policy == "subtract":
        return terms.capped(exact).less(taken)
    if policy == "stated" and rule in _ALL_OR_NOTHING:
        least = by.direct(w, met=False, deduction=taken)
        return terms.capped(Ends(max(exact.low, least), max(exact.high, least), exact.is_open and exact.high > least))
    return Ends(ZERO, w)


# -- numbers, by their sign and by what policies say of zero and of what is below it


def _general(terms: Terms, sign: str) -> Callable[[Fraction, Fraction, Fraction], Fraction]:
    """The clause for a quantity of this sign."""
    ruleset, less = terms.ruleset, sign in ("≤", "<")
    if terms.option.startswith("option-negative" if less else "option-exact") and (less or sign == "="):
        return SPECS[terms.option].oracle
    if less:
        return {
            "anhui-system": by.linear_to_double,
            "guangxi-system": by.linear_to_double,
            "cn-monitoring-lights": by.strict_limit,
        }.get(ruleset, by.inverse_ratio)
    if ruleset == "cn-2021-101":
        return by.exactly if sign == "=" else by.threshold_60
    return by.equal_as_positive if sign == "=" else by.positive_ratio


def _sign(terms: Terms, sign: str, given: str, t: Fraction) -> str:
    """The sign that the row's direction comes to, where the form says one beside a target that prints none, or a bare ="""
    if sign == "" and t == 0:
        return ""  # 0起 is zero and nothing else
    if sign == "=" and t == 0 and terms.policy("zero_target") == "at-most-or-none":
        return "="  # “=0”：不大于 0，不论方向
    return {"positive": "≥", "negative": "≤", "exact": "=", "": sign}[given]


def _is_asked(terms: Terms, sign: str, t: Fraction) -> bool:
    """Whether a person is asked which way a target without a sign is meant; a zero is met by zero alone."""
    return sign == "" and t != 0 and terms.policy("bare_target") == "ask"


def _meets(sign: str, t: Fraction, a: Fraction) -> bool:
    return {"≥": a >= t, ">": a > t, "≤": a <= t, "<": a < t, "=": a == t, "": a == t if t == 0 else a >= t}[sign]


def number(terms: Terms, sign: str, w: Fraction, t: Fraction, a: Fraction, elapsed: Fraction) -> Ends:
    """A quantity's score: points w, target t (with no sign where the form prints none), actual a."""
    if _is_asked(terms, sign, t):
        return Ends(ZERO, w)
    oracle = _general(terms, "=" if sign == "" and t == 0 else sign)  # 0起 is zero and nothing else
    met = _meets(sign, t, a)
    if sign == "=" and t == 0 and terms.policy("zero_target") == "at-most-or-none":
        met = a <= 0  # “=0”：不大于 0
    if a < 0 <= t and not met and terms.policy("negative_actual") == "zero":
        if t == 0 and sign in ("≥", ">", ""):
            return NOTHING  # 负的完成值不得分
        a, met = ZERO, _meets(sign, t, ZERO)
    if oracle in (by.exactly, by.strict_limit):
        return Ends(w, w) if met else NOTHING
    if t == 0 or (t < 0 and oracle not in (by.linear_to_double, by.two_sided)):
        return _met_or(terms, "zero_target" if t == 0 else "negative_target", w, met=met)
    if t < 0 and oracle is by.two_sided:
        score = by.two_sided(w, t, a)
    elif t < 0:  # 超过部分占指标值（绝对值）几成就扣几成
        score = w if met else max(ZERO, w - w * (a - t) / -t)
    else:
        score = oracle(w, t * elapsed if terms.ruleset == "cn-monitoring-lights" and sign not in ("≤", "<") else t, a)
    return Ends(score, score)


def _met_or(terms: Terms, policy: str, w: Fraction, *, met: bool) -> Ends:
    if met:
        return Ends(w, w)
    if terms.policy(policy).endswith("open"):
        return settled_by_policy(terms, Ends(ZERO, w, is_open=True))
    return NOTHING


def _in_range(terms: Terms, w: Fraction, low: Fraction, high: Fraction, a: Fraction) -> Ends:
    """From zero: nothing below it, the inverse ratio above the upper limit. Below one from below zero: what the policy says."""
    if low < 0 and a <= high:
        return _met_or(terms, "negative_target", w, met=low <= a <= high)
    score = ZERO if a < 0 else by.inside_range(w, low, high, a)
    return Ends(score, score)


# -- rows that policies decide

_SIGNS = ("≥", "≤", "=", "", ">", "<")
_UNITS = ("", "个", "万元")


def _by_policy(terms: Terms, draw: random.Random, month: int, at: int, place: tuple[str, str]) -> Recipe:
    kinds = ["number", "number", "number", "zero", "negative", "missing", "words", "several", "blank"]
    if any(rule["id"] == "range-ratio" for rule in rules_of(terms)):
        kinds.append("range")
    kind = draw.choice(kinds)
    numbers, name = drawn(draw, month), f"某项（第{at + 1}项）"
    sign, unit, other = draw.choice(_SIGNS), draw.choice(_UNITS), draw.choice(("≥", "≤", "="))
    elapsed, too_low = Fraction(month, 12), draw.randrange(4) == 0
    given = draw.choice(("", "", "", "positive", "negative", "exact"))

    def build(w: Fraction) -> Line:
        t = {"zero": ZERO, "negative": -TARGETS[numbers.target % 14]}.get(kind, TARGETS[numbers.target % 14])
        a = (
            amount(t, w or POINTS[4], numbers)
            if t > 0
            else Fraction(numbers.step % 41 - 20, 2) + t * (numbers.mode % 2)
        )
        target, actual = f"{sign}{plain(t)}{unit}", f"{plain(a)}{unit}"
        way = given if kind in ("number", "zero", "negative") and sign in ("", "=") else ""
        exact, counted = number(terms, _sign(terms, sign, way, t), w, t, a, elapsed), True
        more: dict[str, Any] = {"direction": way} if way else {}
        if kind == "number" and too_low and not _is_asked(terms, _sign(terms, sign, way, t), t):
            more["target_too_low"] = True
            if t > 0 and _sign(terms, sign, way, t) not in ("≤", "<"):
                exact = exact.times(over_factor(terms, a / t))
        if kind == "missing":
            actual = ""
            counted = terms.policy("missing_actual") != "skip"
            exact = NOTHING if terms.policy("missing_actual") == "none" else Ends(ZERO, w)
        elif kind == "words":
            actual = "已完成"
            exact = Ends(w, w) if terms.policy("words_for_number") == "full" else Ends(ZERO, w)
        elif kind == "blank":
            target = ""
            counted = terms.policy("blank_target") != "skip"
            exact = Ends(ZERO, w) if counted else NOTHING
        elif kind == "range":  # 下限为零或以下
            low, a = (ZERO if numbers.step % 2 else -t), a * (-1) ** (numbers.mode % 2)
            target, actual = f"{plain(low)}～{plain(t)}{unit or '元'}", f"{plain(a)}{unit or '元'}"
            exact = _in_range(terms, w, low, t, a)
        elif kind == "several":
            second = TARGETS[(numbers.target + 3) % 14]
            b = Fraction(numbers.step % 300)
            first = "≥" if sign in ("", ">", "<") else sign
            target = f"{first}{plain(t)}个；{other}{plain(second)}元"
            actual = f"{plain(a)}个；{plain(b)}元"
            parts = number(terms, first, w, t, a, elapsed), number(terms, other, w, second, b, elapsed)
            exact = _together(terms, parts, w)
        if kind in ("missing", "words") and _is_asked(terms, sign, t):
            exact = Ends(ZERO, w)
        cells = {
            "level1": place[0], "level2": place[1], "level3": name, "target": target, "actual": actual,
            "points": plain(w), "as_of": f"2021-{month:02d}" if terms.ruleset == "cn-monitoring-lights" else "",
        }  # fmt: skip
        kept = dict.fromkeys(("budget", "executed", "items", "judgement", "deduction", "year"), "")
        is_by_rule = kind == "several" or (kind != "blank" and not _is_asked(terms, _sign(terms, sign, way, t), t))
        exact = terms.capped(exact) if is_by_rule else exact
        return Line(kept | cells, exact if w else NOTHING, "policy", w, counted=counted, more=more)

    return Recipe(place[0], place[1], name, build)


def _together(terms: Terms, parts: tuple[Ends, Ends], w: Fraction) -> Ends:
    """Several targets in one cell: the mean of their shares, the worst of them, or left to a person."""
    policy = terms.policy("several_targets")
    if policy == "open":
        return Ends(ZERO, w)
    if policy == "mean":
        return (parts[0] + parts[1]).times(Fraction(1, 2))
    worst = min(parts, key=lambda each: (each.high, not each.is_open))
    return Ends(min(each.low for each in parts), worst.high, worst.is_open)
