"""What a wanted total takes: what is answered is put back into the case and scored again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.kernel.structure import Text
from jixiao.language.ast import Operator, Quantity
from jixiao.language.direction import Direction
from jixiao.rules.bind import bind
from jixiao.rules.ruleset import Ruleset, ScoreRounding
from jixiao.rules.scorer import Measured, RoundTo
from jixiao.scoring.case import Case, Indicator, Override, Project
from jixiao.scoring.seek import Need, Seek, Sought, SoughtAs, State, seek, wanted_grade
from jixiao.scoring.seek.inverse import actuals_for, rounds_up_to, whole_numbers
from jixiao.scoring.seek.threshold import Aim, Least, least_points, measure, pinned, with_points
from tests.examples import examples
from tests.rules.small import CLAUSE, branch, case, leaf, small
from tests.scoring.cases import LOADED, cases, decimals, points, scored
from tests.strategies import positive

TINY = Fraction(1, 10**9)
WORDS = {
    "达成年度指标": "达成预期指标",
    "部分达成年度指标并具有一定效果": "部分达成",
    "未达成年度指标且效果较差": "未达成",
}
some = examples(60)
many = examples(200)
totals = st.builds(lambda cents: Fraction(cents, 100), st.integers(0, 13_000))


# -- putting an answer back


def _with(result: jixiao.Result, sought: Sought, **changes: object) -> jixiao.Result:
    """The case scored again with one indicator changed; budget execution changes by what was spent."""
    case, index = result.case, sought.leaf.index
    if index is None:
        spent = Fraction(str(changes["actual"]).rstrip("%"))  # of a budget of 1000000
        return scored(evolve(case, project=evolve(case.project, executed=Text(plain(spent * 10_000) + "元"))))
    rows = list(case.indicator)
    rows[index] = evolve(rows[index], **changes)
    return scored(evolve(case, indicator=tuple(rows)))


def _written(value: Fraction, unit: str) -> Text:
    return Text(plain(value) + unit)


def _decimal(value: Fraction, *, up: bool) -> Fraction:
    """The next number of nine decimals, at it or beyond."""
    scaled = value / TINY
    return (-(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator) * TINY


def _inside(part: Interval) -> Iterator[Fraction]:
    """Decimals in the part: hard at its ends, and in the middle."""
    found = []
    if part.low is not None:
        found.append(_decimal(part.low, up=True) + (TINY if part.low_open else 0))
    if part.high is not None:
        found.append(_decimal(part.high, up=False) - (TINY if part.high_open else 0))
    found.append(_decimal(part.inner(), up=False))
    yield from (each for each in found if each in part and each >= 0)


def _outside(part: Interval) -> Iterator[Fraction]:
    """Decimals just beside the part."""
    found = []
    if part.low is not None:
        found.append(_decimal(part.low, up=False) - (0 if part.low_open else TINY))
    if part.high is not None:
        found.append(_decimal(part.high, up=True) + (0 if part.high_open else TINY))
    yield from (each for each in found if each not in part and each >= 0)


def _trials(sought: Sought, need: Need) -> Iterator[tuple[bool, dict[str, object]]]:
    """Changes of the indicator that should reach the total, and such that should not."""
    if sought.form is SoughtAs.NUMBER:
        for part in need.parts:
            for inside, values in ((True, _inside(part)), (False, _outside(part))):
                for value in values:
                    if inside or not any(value in each for each in need.parts):
                        yield inside, {"actual": _written(value, sought.unit)}
    elif sought.form is SoughtAs.JUDGEMENT:
        for option in need.options:
            for value in _inside(option.share):
                yield True, {"actual": Text(WORDS[option.name]), "judgement": value}
        for low in [option.share.low for option in need.options if option.share.low]:
            if not any(low - TINY in option.share for option in need.options):
                words = "未达成" if low <= Fraction(6, 10) else "部分达成" if low <= Fraction(8, 10) else "达成预期指标"
                yield False, {"actual": Text(words), "judgement": low - TINY}


@some
@given(cases, totals, st.data())
def test_what_is_answered_reaches_the_total_and_what_lies_just_outside_does_not(
    case: Case, total: Fraction, data: st.DataObject
) -> None:
    result = scored(case)
    found = seek(result, Aim(total))
    if not found.sought:
        return
    sought = data.draw(st.sampled_from(found.sought))
    for need, certain in ((sought.alone, True), (sought.at_least, False)):
        for reaches, change in _trials(sought, need):
            again = _with(result, sought, **change).tree.total.score
            assert ((again.low if certain else again.high) >= total) is reaches, (sought.form, change, need)


@some
@given(cases, totals)
def test_a_last_date_is_in_time_and_the_day_after_is_not(case: Case, total: Fraction) -> None:
    result = scored(case)
    for sought in seek(result, Aim(total)).sought:
        for part in sought.alone.parts if sought.form is SoughtAs.DATE else ():
            days = whole_numbers(part)
            if days is None or days[1] is None:
                continue
            assert sought.deadline is not None
            last = sought.deadline + timedelta(days=days[1])
            for day, reaches in ((last, True), (last + timedelta(days=1), False)):
                actual = Text(f"{day.year}年{day.month}月{day.day}日")
                assert (_with(result, sought, actual=actual).tree.total.score.low >= total) is reaches


@some
@given(cases, totals)
def test_the_state_is_what_the_scores_say(case: Case, total: Fraction) -> None:
    result = scored(case)
    found = seek(result, Aim(total))
    score = result.tree.total.score
    assert (found.state is State.REACHED) is (score.low >= total)
    full = sum((leaf.points for leaf in result.leaves if leaf.counted and leaf.points > 0), Fraction(0))
    # Every curve and band of these two rulesets goes up to full points, and nothing is capped or rescaled.
    assert (found.state is State.UNREACHABLE) is (found.most < total) is (full < total)
    if found.state is State.POSSIBLE:
        assert score.low < total <= score.high
    if found.state is State.SHORT:
        assert score.high <= total


@some
@given(cases, totals)
def test_a_move_reaches_the_total_and_the_smallest_comes_first(case: Case, total: Fraction) -> None:
    result = scored(case)
    found = seek(result, Aim(total))
    assert list(found.moves) == sorted(found.moves, key=lambda move: move.relative)
    for move in found.moves:
        assert move.relative == abs(move.end - move.start) / move.start > 0
        if move.sought.form is not SoughtAs.NUMBER:
            continue
        rising = move.end > move.start
        end = _decimal(move.end, up=rising) + (0 if move.reached else TINY if rising else -TINY)
        again = _with(result, move.sought, actual=_written(end, move.sought.unit))
        assert again.tree.total.score.low >= total


# -- the threshold, however totals are rounded and grades are read


def _ruleset(at: str, mode: Mode, places: int, on: str) -> Ruleset:
    base = LOADED["cn-2020-10"]
    assert base.grades is not None
    return evolve(base, rounding=ScoreRounding(mode, places, at), grades=evolve(base.grades, on=on))


# One draw for all of them: drawn one by one they would seldom meet.
WAYS = list(
    product(
        ["leaf", "level", "total"],
        list(Mode),
        range(3),
        ["rounded", "unrounded", "rounded-leaves"],
        [0, 1],
        [False, True],
    )
)
shares = st.builds(Fraction, st.integers(0, 300), st.integers(300, 301))
sheets = st.lists(st.tuples(st.integers(0, 2), points, shares), min_size=1, max_size=5)
aims = st.builds(Fraction, st.integers(-5, 105), st.just(100))


@examples(600)
@given(st.sampled_from(WAYS), sheets, aims, st.booleans())
def test_the_least_points_reach_the_total_and_nothing_less_does(
    way: tuple[str, Mode, int, str, int, bool],
    sheet: list[tuple[int, Fraction, Fraction]],
    aim: Fraction,
    left_out: bool,
) -> None:
    *rounds, which, graded = way
    ruleset = _ruleset(*rounds)  # type: ignore[arg-type]
    branches = (
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    )
    rows = tuple(
        Indicator(
            f"指标{at}", *branches[branch], target=Text("≥1公里"), points=worth, not_applicable=left_out and at == 1
        )
        for at, (branch, worth, _) in enumerate(sheet)
    )
    result = jixiao.evaluate(Case(1, Project(year=2021), rows), ruleset)
    given_shares = [Fraction(1), *(share for _, _, share in sheet)]
    leaves = tuple(
        with_points(leaf, leaf.points * share, result) if leaf.counted else leaf
        for leaf, share in zip(pinned(result.leaves, high=False), given_shares, strict=True)
    )
    others = sum((leaf.score.low for leaf in (*leaves[:which], *leaves[which + 1 :]) if leaf.counted), Fraction(0))
    total = max(Fraction(round((others + leaves[which].points * aim) * 100), 100), Fraction(0))
    wanted = Aim(total, "优" if graded else "")

    def at(value: Fraction) -> Fraction:
        return measure(
            result, (*leaves[:which], with_points(leaves[which], value, result), *leaves[which + 1 :]), wanted
        )

    least = least_points(result, leaves, which, wanted)
    if least is None:
        assert at(leaves[which].points) < total
        return
    little = Fraction(1, 10**9)
    assert (at(least.score) >= total) is not least.above
    assert at(least.score + little) >= total
    if least.score > 0:
        assert at(least.score - little) < total


@many
@given(st.sampled_from(list(Mode)), st.integers(0, 3), st.integers(1, 500))
def test_a_number_rounds_up_to_a_step_just_from_its_threshold_on(mode: Mode, places: int, step: int) -> None:
    rounding, unit = Rounding(mode, places), Fraction(1, 10**places)
    bound, short = rounds_up_to(rounding, step)
    assert (rounding(bound) >= step * unit) is not short
    assert rounding(bound - TINY) < step * unit <= rounding(bound + TINY)


@many
@given(decimals, st.sampled_from(list(Mode)), st.integers(0, 3), positive, positive, decimals, st.booleans())
def test_a_rule_that_rounds_first_is_inverted_through_its_rounding(
    target: Fraction, mode: Mode, places: int, one: Fraction, two: Fraction, actual: Fraction, open_ends: bool
) -> None:
    """From the definition: the share of the rounded ratio, at the actual, lies in what was asked for."""
    low, high = sorted((min(one / 12, Fraction(1)), min(two / 12, Fraction(1))))
    wanted = Interval.point(low) if low == high else Interval(low, high, open_ends, open_ends)
    rule = LOADED["cn-2020-10"].rule("positive-ratio")
    assert isinstance(rule.scorer, Measured)
    rounding = Rounding(mode, places)
    rule = evolve(rule, scorer=evolve(rule.scorer, round_axis=RoundTo(places, mode)))
    meaning = Quantity(Operator.AT_LEAST, target, "公里")
    found = actuals_for(bind(rule, meaning, Fraction(10), Direction.POSITIVE, {}), wanted)
    ends = [end for part in found for end in (part.low, part.high) if end is not None]
    for each in (actual, target, *ends, *(end + TINY for end in ends), *(end - TINY for end in ends)):
        share = min(max(rounding(each / target), Fraction(0)), Fraction(1))
        assert any(each in part for part in found) is (share in wanted)


# -- by hand


def _case(*rows: Indicator) -> Seek:
    case = Case(1, Project(year=2021, budget=Text("100万元"), executed=Text("100万元"), ruleset="cn-2020-10"), rows)
    return seek(scored(case), Aim(Fraction(90)))


COUNTED = Indicator("户数", "产出指标", "数量指标", Text("≥60户"), Fraction(50), Text("30户"))
KEPT = Indicator("里程", "效益指标", "社会效益指标", Text("≥10公里"), Fraction(40), Text("10公里"))


def test_the_threshold_is_the_roundings_and_a_counted_thing_comes_in_whole_ones() -> None:
    """10 of execution and 40 leave 40 to be had of 50; 39.995 rounds to it, which is 47.994 of 60 households."""
    found = _case(COUNTED, KEPT)
    sought = found.sought[1]
    assert (found.state, found.low, found.most) == (State.SHORT, 75, 100)
    assert sought.alone.least is not None
    assert sought.alone.least.score == Fraction("39.995")
    assert sought.alone.parts == (Interval(Fraction("47.994"), None),)
    assert whole_numbers(sought.alone.parts[0]) == (48, None)
    assert [(move.start, move.end, move.relative) for move in found.moves] == [(30, 48, Fraction(18, 30))]


def test_open_indicators_have_a_condition_and_a_certainty() -> None:
    """With 里程 open from 0 to 40, 户数 alone reaches nothing, and must bring 40 even if 里程 turns out full."""
    found = _case(COUNTED, evolve(KEPT, actual=None))
    first, second = found.sought[1:]
    assert found.state is State.SHORT
    assert first.alone.least is None
    assert first.at_least.parts == (Interval(Fraction("47.994"), None),)
    assert not second.alone.possible
    full = _case(evolve(COUNTED, actual=Text("60户")), evolve(KEPT, actual=None))
    assert full.state is State.POSSIBLE
    # 30 of 40, from 29.995 on.
    assert full.sought[2].alone.parts == (Interval(Fraction("29.995") / 4, None),)


def test_less_is_better_gives_an_upper_end() -> None:
    """40 of 50 by T/A: 39.995/50 of it, so at most 100 * 50/39.995."""
    cost = Indicator("支出", "产出指标", "成本指标", Text("≤100元"), Fraction(50), Text("200元"))
    found = _case(cost, KEPT)
    assert found.sought[1].alone.parts == (Interval(None, Fraction(100 * 50) / Fraction("39.995")),)


def test_a_persons_correction_is_not_asked_of() -> None:
    corrected = evolve(COUNTED, override=Override(Fraction(1), "核减"))
    found = _case(corrected, KEPT)
    assert found.sought[1].form is SoughtAs.FIXED
    assert not found.sought[1].alone.possible
    assert (found.state, found.most) == (State.UNREACHABLE, 51)


def test_a_grade_is_its_cut_and_an_unknown_one_is_refused() -> None:
    assert wanted_grade("良", LOADED["cn-2020-10"]) == Aim(Fraction(80), "良")
    with pytest.raises(jixiao.JixiaoError) as refused:
        wanted_grade("甲", LOADED["cn-2020-10"])
    assert refused.value.diagnostics[0].code == "JX280"


@pytest.mark.parametrize(
    "change", [{"target": Text("≥60户；≥5%")}, {"target_too_low": True, "reason": "有意"}, {"deduction": Fraction(1)}]
)
def test_what_nothing_here_can_ask_for_stays_as_it_is(change: dict[str, Any]) -> None:
    found = _case(evolve(COUNTED, **change), KEPT)
    assert found.sought[1].form is SoughtAs.FIXED
    assert found.moves == ()


def test_a_grade_that_is_a_share_is_sought_in_the_points_of_the_table() -> None:
    row = Indicator("财政供养人员控制率", "投入", "x", Text("≤100%"), Fraction(33), Text("130%"))
    ruleset = jixiao.load_ruleset("hunan-department")
    found = seek(jixiao.evaluate(Case(1, Project(year=2021), (row,)), ruleset), wanted_grade("优", ruleset))
    assert found.wanted.value == Fraction(33) * Fraction(90, 100)


def _own(curve: str) -> Ruleset:
    rule = '[[rule]]\nid = "own"\nname = "自定"\norder = -5\nwhen = { target = ["quantity"], level3 = ["自定"] }\n'
    return small(f'{rule}axis = "completion"\nbecause = "…"\ncurve = """\n{curve}\n"""\nclause = {CLAUSE}\n')


@pytest.mark.parametrize(
    ("top", "most"),
    [
        ("[0%, 100%)   x*0.8\n[100%, ..)   80%", Fraction(88)),  # 60 × 0.8 + 40
        ("[0%, 50%)   0\n[50%, ..)   50%", Fraction(70)),
        ("[0%, ..)   x", Fraction(100)),  # however much is done, no more than the points
    ],
)
def test_the_most_that_can_be_had_is_the_top_of_each_curve(top: str, most: Fraction) -> None:
    rows = leaf("自定", "≥10", "4", 60), leaf("乙", "≥10", "1", 40, level1="效益")
    result = jixiao.evaluate(case(*rows), _own(f"(.., 0%)   0\n{top}"))
    assert seek(result, Aim(Fraction(80))).most == most
    assert seek(result, Aim(most)).state is State.SHORT
    assert seek(result, Aim(most + Fraction(1, 100))).state is State.UNREACHABLE


@pytest.mark.parametrize(("half", "least"), [("total", Fraction("14.9975")), ("leaf", Fraction("14.995"))])
def test_where_a_total_is_raised_to_the_hundred_a_point_brings_more_than_one(half: str, least: Fraction) -> None:
    """Of 20 + 30 raised twofold: 60 are there, the other 30 are 15 points, less what the rounding gives."""
    absent = branch("满意度", 50, 'absent = { policy = "rescale" }')
    ruleset = small(framework=branch("产出", 20) + branch("效益", 30) + absent)
    ruleset = evolve(ruleset, rounding=evolve(ruleset.rounding, at=half))
    result = jixiao.evaluate(case(leaf("甲", "≥10", "5"), leaf("乙", "≥10", "10", level1="效益")), ruleset)
    sought = seek(result, Aim(Fraction(90))).sought[0]
    assert sought.alone.least == Least(least)
    assert sought.alone.parts == (Interval(least / 2, None),)


@pytest.mark.parametrize(("aim", "names"), [(100, ["符合"]), (96, ["符合"]), (95, ["符合", "不符合"])])
def test_of_grades_those_are_named_that_bring_enough(aim: int, names: list[str]) -> None:
    """5 of 100 points hang on yes or no."""
    ruleset = jixiao.load_ruleset("cn-2021-101")
    yes = leaf("资质", "有", "没有", 5, level1="产出指标", level2="质量指标")
    other = leaf("里程", "≥10公里", "10公里", 95, level1="产出指标", level2="数量指标")
    assert "预算执行率" in ruleset.execution.names
    result = jixiao.evaluate(case(yes, other), evolve(ruleset, execution=evolve(ruleset.execution, names=())))
    sought = next(each for each in seek(result, Aim(Fraction(aim))).sought if each.leaf.index == 0)
    assert sought.form is SoughtAs.GRADE
    assert [option.name for option in sought.alone.options] == names
    assert sought.alone.share is not None
