"""From the share to the score, one step at a time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from jixiao.language.actual import ActualReading, MeasuredActual, Missing
from jixiao.language.direction import Direction
from jixiao.rules.claim import TargetKind
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Override
from jixiao.scoring.leaf import Outcome
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import Score
from jixiao.scoring.steps.points import (
    ask_reasons,
    give_points,
    leave_out_missing,
    note_over,
    override_score,
    round_points,
    score_nothing,
    show_light,
    soften_deduction,
)
from jixiao.scoring.steps.work import SettledDirection, Work
from tests.rules.small import CLAUSE, small
from tests.scoring.steps.making import SMALL, codes, with_share, work

OVER = small(
    f'[over]\nfrom = "130%"\nbecause = "…"\nclause = {CLAUSE}\n'
    'reduce = """\n[130%, 200%) 90%\n[200%, ..) 50%\n"""\nzero_target_from = "5"\n'
)
REASON = small(f'[reason]\nbelow_full = true\nexecution_below = "90%"\nclause = {CLAUSE}\n')
FULL, NONE = Score.of(Fraction(1)), Score.of(Fraction(0))
DOWN = SettledDirection(Direction.NEGATIVE)


def policy(**values: str) -> Ruleset:
    return small("".join(f'[policy.{name}]\nvalue = "{value}"\nbecause = "…"\n' for name, value in values.items()))


def measured(made: Work, value: object) -> Work:
    made.reading = ActualReading(MeasuredActual(Fraction(str(value))))
    return made


def test_a_row_that_does_not_apply_scores_nothing() -> None:
    made = work()
    score_nothing(made)
    assert made.unrounded == made.computed == made.score == NONE


# -- a missing actual


@pytest.mark.parametrize(
    ("how", "value", "low", "high", "counted"),
    [
        ("skip", Missing(), 0, 1, False),
        ("skip", Missing(), "0.5", "0.5", True),  # items or a judgement settle it all the same
        ("skip", MeasuredActual(Fraction(5)), 0, 1, True),
        ("open", Missing(), 0, 1, True),
    ],
)
def test_a_row_that_waits_for_its_actual_is_skipped_where_the_ruleset_says_so(
    how: str, value: Missing | MeasuredActual, low: object, high: object, counted: bool
) -> None:
    made = with_share(work(ruleset=policy(missing_actual=how)), low, high)
    made.reading = ActualReading(value)
    leave_out_missing(made)
    assert made.counted is counted


# -- over-fulfilment


@pytest.mark.parametrize(
    ("target", "actual", "over"),
    [("≥100", 130, True), ("≥100", "129.99", False), ("≥0", 5, True), ("≥0", "4.99", False), ("≥-10", 90, True)],
)
def test_over_fulfilment_begins_where_the_ruleset_says(target: str, actual: object, over: bool) -> None:
    made = measured(with_share(work(target, OVER), 1), actual)
    note_over(made)
    assert (made.over, codes(made)) == (over, ["JX215"] if over else [])


def test_a_reason_answers_it() -> None:
    made = measured(with_share(work(ruleset=OVER, reason="扩面"), 1), 150)
    note_over(made)
    assert (made.over, codes(made)) == (True, [])


@pytest.mark.parametrize("made", [work(ruleset=OVER, execution=True), work(ruleset=SMALL), work("12月底前", OVER)])
def test_execution_other_targets_and_other_rulesets_know_none(made: Work) -> None:
    note_over(measured(with_share(made, 1), 150))
    assert not made.over


def test_less_is_better_is_never_over_fulfilled() -> None:
    made = measured(with_share(work("≤100", OVER), 1), 150)
    made.bearing = DOWN
    note_over(made)
    assert not made.over


@pytest.mark.parametrize(
    ("actual", "share", "reduced", "said"),
    [(150, "0.9", "0.9", []), (250, "0.5", "0.5", []), (120, "1", None, ["JX234"])],
)
def test_a_target_confirmed_as_too_low_takes_its_part_of_the_share(
    actual: int, share: str, reduced: str | None, said: list[str]
) -> None:
    made = measured(with_share(work(ruleset=OVER, target_too_low=True, reason="…"), 1), actual)
    note_over(made)
    assert made.outcome.share == Score.of(Fraction(share))
    assert made.reduced == (None if reduced is None else Fraction(reduced))
    assert codes(made) == said


# -- deductions and points


@pytest.mark.parametrize(
    ("how", "taken", "low", "high", "score", "said"),
    [
        ("subtract", 2, "0.9", "0.9", (7, 7), []),
        ("subtract", 20, "0.9", "0.9", (0, 0), []),
        ("subtract", 5, "0.4", "0.9", (0, 4), []),
        ("subtract", -1, "0.9", "0.9", (0, 10), ["JX233"]),
        ("refuse", 2, "0.9", "0.9", (0, 10), ["JX233"]),
        ("refuse", 0, "0.9", "0.9", (9, 9), []),
        ("refuse", None, "0.9", "0.9", (9, 9), []),
    ],
)
def test_a_deduction_comes_off_the_points_or_is_refused(
    how: str, taken: int | None, low: str, high: str, score: tuple[int, int], said: list[str]
) -> None:
    deduction = None if taken is None else Fraction(taken)
    made = with_share(work(ruleset=policy(deduction=how), deduction=deduction), low, high)
    give_points(made)
    assert (made.unrounded.low, made.unrounded.high) == score
    assert codes(made) == said
    assert (made.refused.reason if made.refused else None) is (OpenReason.DEDUCTION_REFUSED if said else None)


def test_what_the_share_had_to_say_is_said_before_the_deduction() -> None:
    said = with_share(work(not_applicable=True), 1)
    made = with_share(work(ruleset=policy(deduction="refuse"), deduction=Fraction(1)), 1)
    from jixiao.kernel.diagnostic import diagnose

    made.outcome = Outcome(FULL, diagnostics=(diagnose("JX213", judgement="50%"),))
    give_points(made)
    assert codes(made) == ["JX213", "JX233"]
    assert codes(said) == []


MET = f"""
[[rule]]
id = "met"
name = "直接赋分"
order = -1
when = {{ target = ["quantity"] }}
axis = "met"
curve = \"\"\"
[0, 1)  0
[1, 1]  1
\"\"\"
clause = {CLAUSE}
properties = ["full-at-target", "monotone"]
"""


@pytest.mark.parametrize(("taken", "share"), [(2, "0.8"), (20, "0"), (0, "0"), (-2, "0")])
def test_a_stated_deduction_is_all_that_a_yes_or_no_rule_takes(taken: int, share: str) -> None:
    ruleset = small(MET, '[policy.deduction]\nvalue = "stated"\nbecause = "…"\n')
    made = with_share(work(ruleset=ruleset, deduction=Fraction(taken)), 0)
    made.rule = ruleset.rule("met")
    soften_deduction(made)
    assert made.outcome.share == Score.of(Fraction(share))
    made.rule = ruleset.rule("ratio")
    made.outcome = Outcome(NONE)
    soften_deduction(made)
    assert made.outcome.share == NONE


def test_a_cap_is_named_where_it_took_points_away() -> None:
    ruleset = small(MET.replace('axis = "met"', 'cap = 8\naxis = "met"'))
    made = with_share(work(ruleset=ruleset), 1)
    made.rule = ruleset.rule("met")
    give_points(made)
    assert (made.unrounded, made.capped) == (Score.of(Fraction(8)), 8)
    made.outcome, made.capped = Outcome(Score.of(Fraction(8, 10))), None
    give_points(made)
    assert (made.unrounded, made.capped) == (Score.of(Fraction(8)), None)


# -- rounding, light, override


@pytest.mark.parametrize(("at", "computed"), [("leaf", "6.67"), ("level", "20/3"), ("total", "20/3")])
def test_the_leaf_is_rounded_where_the_ruleset_rounds_there(at: str, computed: str) -> None:
    made = with_share(work(ruleset=small(f'[rounding]\nat = "{at}"\nbecause = "…"\n')), "2/3")
    made.unrounded = Score.of(Fraction(20, 3))
    round_points(made)
    assert made.computed == Score.of(Fraction(computed))


def test_a_light_shows_by_the_place_on_the_axis() -> None:
    lights = '[[rule.light]]\nname = "red"\nx = "[0, 1)"\n[[rule.light]]\nname = "green"\nx = "[1, 1]"\n'
    ruleset = small(MET + lights)
    for x, light in ((0, "red"), (1, "green"), (None, "")):
        made = with_share(work(ruleset=ruleset), 1, x=None if x is None else Fraction(x))
        made.rule = ruleset.rule("met")
        show_light(made)
        assert made.light == light


@pytest.mark.parametrize(
    ("override", "score", "said"),
    [(5, 5, ["JX235"]), (0, 0, ["JX235"]), (10, 10, ["JX235"]), (11, 9, ["JX225"]), (-1, 9, ["JX225"])],
)
def test_an_override_within_the_points_stands_in_for_what_was_computed(
    override: int, score: int, said: list[str]
) -> None:
    made = work(override=Override(Fraction(override), "复核"))
    made.computed = Score.of(Fraction(9))
    override_score(made)
    assert (made.score, made.computed) == (Score.of(Fraction(score)), Score.of(Fraction(9)))
    assert codes(made) == said


# -- reasons wanted


def finished(made: Work, unrounded: str, computed: str, *, met: bool | None = False, x: Fraction | None = None) -> Work:
    made = with_share(made, 1, met=met, x=x)
    made.unrounded, made.computed = Score.of(Fraction(unrounded)), Score.of(Fraction(computed))
    made.score = made.computed
    return made


@pytest.mark.parametrize(
    ("unrounded", "computed", "met", "said"),
    [
        ("9.996", "10", False, ["JX217"]),
        ("9.996", "10", True, []),
        ("9.99", "9.99", False, []),
        ("10", "10", False, []),
    ],
)
def test_a_missed_target_that_rounds_to_full_points_is_told(
    unrounded: str, computed: str, met: bool, said: list[str]
) -> None:
    made = finished(work(), unrounded, computed, met=met)
    ask_reasons(made)
    assert codes(made) == said


def test_an_exact_target_that_is_missed_and_full_is_told() -> None:
    made = finished(work("=100"), "10", "10")
    made.bearing = SettledDirection(Direction.EXACT)
    ask_reasons(made)
    assert codes(made) == ["JX246"]


@pytest.mark.parametrize(
    ("row", "score", "said"), [({}, "9.99", ["JX216"]), ({}, "10", []), ({"reason": "因故"}, "9.99", [])]
)
def test_a_reason_is_wanted_below_full_points(row: dict[str, str], score: str, said: list[str]) -> None:
    made = finished(work(ruleset=REASON, **row), score, score, met=True)
    ask_reasons(made)
    assert codes(made) == said


@pytest.mark.parametrize(("x", "said"), [("0.8999", ["JX243"]), ("0.9", [])])
def test_execution_has_a_limit_of_its_own(x: str, said: list[str]) -> None:
    made = finished(work(ruleset=REASON, execution=True), "9", "9", met=True, x=Fraction(x))
    assert made.kind is TargetKind.EXECUTION
    ask_reasons(made)
    assert codes(made) == said


def test_what_is_still_open_wants_no_reason_yet() -> None:
    made = with_share(work(ruleset=REASON), 0, 1, why=Open(OpenReason.ACTUAL_MISSING))
    made.unrounded = made.computed = made.score = Score(Fraction(0), Fraction(10))
    ask_reasons(made)
    assert codes(made) == []


@pytest.mark.parametrize(("taken", "high", "high_open"), [(2, 7, True), (20, 0, False)])
def test_an_end_that_is_not_reached_stays_so_behind_a_deduction(taken: int, high: int, high_open: bool) -> None:
    made = with_share(work(ruleset=policy(deduction="subtract"), deduction=Fraction(taken)), "0.5", "0.9")
    made.outcome = evolve(made.outcome, share=evolve(made.outcome.share, high_open=True))
    give_points(made)
    assert (made.unrounded.high, made.unrounded.high_open) == (high, high_open)


def test_what_is_refused_or_missed_is_told_in_figures() -> None:
    made = with_share(work(ruleset=policy(deduction="refuse"), deduction=Fraction(2)), "0.9")
    give_points(made)
    (said,) = made.said
    assert dict(said.args)["deduction"] == "2"


def test_an_override_is_rounded_where_leaves_are_and_says_so_at_its_place() -> None:
    made = work(override=Override(Fraction("7.125"), "复核"))
    made.computed = Score.of(Fraction(9))
    override_score(made)
    assert made.score == Score.of(Fraction("7.13"))
    assert codes(made) == ["JX801", "JX235"]
    assert {each.place.path for each in made.said} == {made.row.place("override").path}
    assert [dict(made.said[0].args)[name] for name in ("score", "rounded")] == ["7.125", "7.13"]


def test_what_rounds_to_full_points_is_shown_to_six_decimals() -> None:
    made = finished(work(), str(Fraction(10) - Fraction(1, 3 * 10**3)), "10")
    ask_reasons(made)
    assert dict(made.said[0].args)["unrounded"] == "≈9.999667"
