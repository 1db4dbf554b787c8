"""What a rulebook says beside its rules: rounding, grades, vetoes, goals, and what it does where texts are silent.

Those of the rulesets that come along are written down from the texts (what is not listed is as DEFAULTS has it). Any ruleset
may be drawn with other terms, which no shipped one has.
"""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache, lru_cache

from attrs import evolve, frozen

import jixiao
from jixiao.kernel.curve import Curve
from jixiao.kernel.rounding import Mode
from jixiao.rules.curve_text import read_curve
from jixiao.rules.policy import Policy
from jixiao.rules.ruleset import ExecutionBase, Gate, Goals, GoalTotal, GradedTotal, RoundAt, ScoreRounding
from tests.oracle.campaign.ends import Ends, How

__all__ = ["GRADES", "INSTEAD_OF", "Terms", "Veto", "changed", "loaded", "optional", "over_factor", "shipped"]

GRADES = ("优", "良", "中", "差")
CHOICES = {
    "bare_target": ("positive", "ask"),
    "missing_actual": ("open", "none", "skip"),
    "zero_target": ("at-most-or-none", "met-or-none", "open"),
    "negative_target": ("met-or-open", "met-or-none"),
    "negative_actual": ("as-is", "zero"),
    "zero_budget": ("open", "none", "full", "skip"),
    "judgement": ("open", "top", "middle"),
    "words_for_number": ("open", "full"),
    "several_targets": ("mean", "worst", "open"),
    "blank_target": ("open", "skip"),
    "not_applicable": ("rescale", "keep"),
    "deduction": ("refuse", "subtract", "stated"),
}
"""What each may be, the usual answer first."""
_SYSTEM = {"negative_actual": "zero", "zero_budget": "none", "deduction": "subtract"}
OWN = {
    "anhui-system": _SYSTEM,
    "guangxi-system": _SYSTEM,
    "cn-2021-101": {"deduction": "stated"},
    "zhengzhou-2021": {"zero_target": "met-or-none"},
}
"""负的完成值按 0 计分，预算为零得 0 分，人工扣分（在用系统）；直接赋分写明扣分的只扣该分（101号）；为零的指标值，达到才得分（郑州）。"""
OPTIONS = {
    "cn-2016-legacy": ("option-execution-rounded-rate",),
    "cn-2020-10": (
        "option-negative-linear", "option-negative-strict", "option-exact-two-sided", "option-exact-strict",
        "option-four-grades", "option-execution-steps", "option-late-full-steps", "option-late-started-steps",
        "option-saving-inverse", "option-saving-linear",
    ),
    "jiangxi-2017": ("option-satisfaction-started-steps", "option-satisfaction-continuous"),
}  # fmt: skip
INSTEAD_OF = {
    "option-execution-rounded-rate": "execution",
    "option-execution-steps": "execution",
    "option-negative-linear": "negative-inverse",
    "option-negative-strict": "negative-inverse",
    "option-exact-two-sided": "exact-as-positive",
    "option-exact-strict": "exact-as-positive",
    "option-four-grades": "three-bands",
    "option-late-full-steps": "on-time",
    "option-late-started-steps": "on-time",
    "option-saving-inverse": "",
    "option-saving-linear": "",
    "option-satisfaction-started-steps": "satisfaction-full-steps",
    "option-satisfaction-continuous": "satisfaction-full-steps",
}
"""The rule whose rows an option takes."""
OVER_FROM = {
    "anhui-system": Fraction(6, 5),
    **dict.fromkeys(("cn-2020-10", "cn-2021-101", "guangxi-system", "zhengzhou-2021"), Fraction(13, 10)),
}
"""超额完成从几成起：在用系统 1.2 倍，其余 1.3 倍。"""
NO_GRADES = {
    "cn-2016-legacy", "cn-monitoring-lights", "hubei-2020", "jiangxi-2017", "sichuan-department-2020",
    "sichuan-monitoring-2025", "sichuan-project-2023",
}  # fmt: skip
"""Rulebooks whose texts, as far as they were read, give no cuts of a grade."""
EXECUTION_UNROUNDED = {"anhui-system", "guangxi-system"}
"""等级按已取整的指标得分加未取整的执行得分判定。"""
OF_A_SHARE = {"hunan-department"}
"""等级是占满分的几成。"""


HALF_UP_CENTS = How()


@frozen
class Veto:
    """一票否决: an indicator whose name holds the word, below so much of its points, fixes or lowers total or grade."""

    word: str
    below: Fraction
    grade: str = ""
    total: Fraction | None = None
    lower: int = 0


@frozen
class Terms:
    """A rulebook's terms. ``graded`` is what grades are read off, empty where it has none."""

    ruleset: str
    answers: tuple[tuple[str, str], ...] = ()
    how: How = HALF_UP_CENTS
    at: str = "leaf"
    graded: str = "rounded"
    vetoes: tuple[Veto, ...] = ()
    weighs_goals: bool = False
    base: str = "budget"
    """What the amount spent is divided by: 全年预算数, 到位数 (received) or 年初预算数 (initial)."""
    option: str = ""
    """A shipped way to score that texts leave room for, taken before all others."""
    cap: Fraction | None = None
    """The most that any rule gives."""
    branch_cap: Fraction | None = None
    """The most that any first level of the framework gives."""
    reduces: bool = False
    """Whether over-fulfilment of a target that was confirmed to be too low takes points off."""

    def policy(self, name: str) -> str:
        """What it does where the texts are silent."""
        return dict(self.answers).get(name) or CHOICES[name][0]

    def told(self) -> str:
        """What is not as in most rulesets, for people."""
        other = {name: value for name, value in self.answers if value != CHOICES[name][0]}
        more = f"by {self.base}, {self.option}, caps {self.cap} {self.branch_cap}, reduces {self.reduces}"
        how = f"{self.how.mode} {self.how.places} at {self.at}, graded {self.graded}"
        return f"{self.ruleset} {how} {other} {self.vetoes} {more}"

    @property
    def is_changed(self) -> bool:
        """Whether it has other terms than the ruleset that comes along."""
        return self != evolve(shipped(self.ruleset), option=self.option)

    def capped(self, ends: Ends) -> Ends:
        """What a rule gives, kept under its cap."""
        return ends if self.cap is None else ends.at_most(self.cap)

    @property
    def of_a_share(self) -> bool:
        """Whether grades are cut at shares of all points."""
        return self.ruleset in OF_A_SHARE


@cache
def shipped(ruleset: str) -> Terms:
    """The terms of a ruleset that comes along."""
    graded = "" if ruleset in NO_GRADES else "rounded-leaves" if ruleset in EXECUTION_UNROUNDED else "rounded"
    return Terms(ruleset, tuple(OWN.get(ruleset, {}).items()), graded=graded)


def changed(terms: Terms, draw: random.Random) -> Terms:
    """The same ruleset with other terms, as its file could have them."""
    answers = dict(terms.answers)
    for name, choices in CHOICES.items():
        if draw.randrange(3) == 0:
            answers[name] = draw.choice(choices)
    how = How(draw.choice(("half-up", "half-even", "down")), draw.choice((2, 2, 1, 0, 3)))
    graded = terms.graded and draw.choice(("rounded", "unrounded", "rounded-leaves"))
    vetoes = tuple(_veto(draw) for _ in range(draw.choice((0, 0, 1, 2)))) if terms.graded else ()
    at = draw.choice(("leaf", "level", "total"))
    return evolve(
        terms,
        answers=tuple(sorted(answers.items())),
        how=how,
        at=at,
        graded=graded,
        vetoes=vetoes,
        weighs_goals=draw.randrange(4) == 0,
        base=draw.choice(("budget", "budget", "received", "initial")),
        option=_option(terms, draw),
        cap=draw.choice((None, None, None, Fraction(3), Fraction("4.995"))),
        branch_cap=draw.choice((None, None, None, Fraction(20), Fraction(6))),
        reduces=draw.randrange(2) == 0,
    )


def optional(terms: Terms, draw: random.Random) -> Terms:
    """The same ruleset with one of its options, where it has any."""
    return evolve(terms, option=_option(terms, draw))


def _option(terms: Terms, draw: random.Random) -> str:
    return draw.choice(("", *OPTIONS.get(terms.ruleset, ())))


def _veto(draw: random.Random) -> Veto:
    below = draw.choice((Fraction(1), Fraction(3, 5), Fraction(1, 2)))
    what = draw.choice(("grade", "total", "lower", "both"))
    return Veto(
        f"第{draw.randrange(1, 5)}项",
        below,
        grade=draw.choice(("差", "中")) if what in ("grade", "both") else "",
        total=Fraction(draw.choice((0, 59, 79))) if what in ("total", "both") else None,
        lower=draw.choice((1, 2)) if what == "lower" else 0,
    )


def over_factor(terms: Terms, ratio: Fraction) -> Fraction:
    """What over-fulfilment of a target that was too low leaves of the score: all up to 1.2, then less by what is above."""
    if not terms.reduces or ratio < OVER_FROM.get(terms.ruleset, ratio + 1):
        return Fraction(1)
    return max(Fraction(22, 10) - ratio, Fraction(1, 5))


@cache
def _reduction() -> Curve:
    return read_curve("(.., 120%)   1\n[120%, 200%]   2.2 - x\n(200%, ..)   20%")


@cache
def _file(ruleset: str) -> jixiao.Ruleset:
    return jixiao.load_ruleset(ruleset)


@lru_cache(maxsize=256)
def loaded(terms: Terms) -> jixiao.Ruleset:
    """The engine's ruleset of these terms."""
    base = _file(terms.ruleset)
    if terms.option:
        base = base.with_option(terms.option)
    if not terms.is_changed:
        return base
    if terms.cap is not None:
        base = base.with_rules({rule.id: evolve(rule, cap=terms.cap) for rule in base.all_rules})
    policies = {name: Policy(terms.policy(name), "试") for name in CHOICES}
    gates = tuple(
        Gate(
            f"veto-{index}",
            base.framework.clause,
            each.below,
            level3=(each.word,),
            grade=each.grade,
            total=each.total,
            lower=each.lower,
            enabled=True,
        )
        for index, each in enumerate(terms.vetoes)
    )
    return evolve(
        base,
        policies=policies,
        rounding=ScoreRounding(Mode(terms.how.mode), terms.how.places, RoundAt(terms.at)),
        grades=base.grades and evolve(base.grades, on=GradedTotal(terms.graded)),
        gates=gates,
        goals=Goals(GoalTotal.WEIGHTED if terms.weighs_goals else GoalTotal.SUM),
        execution=evolve(base.execution, base=ExecutionBase(terms.base)),
        framework=evolve(
            base.framework, branches=tuple(evolve(each, cap=terms.branch_cap) for each in base.framework.branches)
        ),
        over=evolve(base.over, reduce=_reduction()) if terms.reduces and base.over is not None else base.over,
    )
