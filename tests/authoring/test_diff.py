"""What a change does: exact intervals, the greatest difference, real cases before and after."""

from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.authoring.diff import diff, move
from jixiao.authoring.probe import probe, probes
from jixiao.kernel.interval import Interval
from jixiao.rules.load import ruleset_from_bytes
from tests.authoring.planted_rulesets import BASE
from tests.examples import examples

before = ruleset_from_bytes(BASE.encode())


def changed(find: str, to: str) -> jixiao.Ruleset:
    assert BASE.count(find) == 1
    return ruleset_from_bytes(BASE.replace(find, to).encode())


def test_a_ruleset_does_not_differ_from_itself() -> None:
    assert diff(before, before).is_empty


def test_a_threshold_takes_points_below_it_and_nothing_else() -> None:
    after = changed("[0%, 100%)   x          # 正向", "[0%, 60%)  0\n[60%, 100%)  x")
    # 承诺连续的规则改出断崖也能装入；检查另说。
    (found,) = diff(before, after).targets
    assert found.goal.text == "≥95%"
    (stretch,) = found.stretches
    assert stretch.part == Interval.open(Fraction(0), Fraction(57))
    assert (stretch.sign, stretch.by, stretch.where, stretch.attained) == (-1, 6, 57, False)


def test_what_is_left_to_an_assessor_is_told() -> None:
    text = '(30, ..)     0\n"""\nclause = { source = "here", article = "每逾期十天扣一成", trust = "assumed" }'
    band = '"""\noutside = { name = "久拖", share = "[0%, 70%]" }\nclause = { source = "here", article = "每逾期十天扣一成", trust = "assumed" }'
    found = {each.goal.text: each for each in diff(before, changed(text, band)).targets}
    assert found["2021年6月30日"].only_before == (Interval(Fraction(30), None, low_open=True),)


def test_settings_are_told() -> None:
    found = diff(before, changed('{ name = "优", from = 90 }', '{ name = "优", from = 92 }'))
    assert found.targets == ()
    assert [what for what, _, _ in found.settings] == ["grades"]


def test_a_real_case_moves_and_is_explained_before_and_after() -> None:
    cases = Path(__file__).parents[2] / "cases" / "good"
    case = jixiao.load_case(cases / "zhengzhou-2021-laojiu")
    one, two = (jixiao.load_ruleset(name) for name in ("zhengzhou-2021", "cn-2021-101"))
    found = move(case, "laojiu", one, two)
    assert found.leaves
    for leaf in found.leaves:
        assert leaf.scores[0] != leaf.scores[1]
        assert leaf.before is not None
        assert leaf.after is not None
    assert move(case, "laojiu", one, one).leaves == ()


@given(st.integers(1, 99), st.integers(-5000, 20000))
@examples(25)  # each example compares two whole rulesets
def test_outside_the_stretches_scores_are_the_same_and_inside_they_differ(at: int, hundredths: int) -> None:
    after = changed("[0%, 100%)   x          # 正向", f"[0%, {at}%)  0.5*x\n[{at}%, 100%)  x")
    actual = Fraction(hundredths, 100)
    found = {each.goal.text: each for each in diff(before, after).targets}
    for one in probes(before.rule("positive"), before):
        two = probe(after.rule("positive"), one.goal, after, one.points)
        stretches = found[one.goal.text].stretches if one.goal.text in found else ()
        inside = [each for each in stretches if actual in each.part]
        first, second = one.share(actual), two.share(actual)
        if first is None or second is None:
            assert first is second
            continue
        assert bool(inside) == (first != second)
        for each in inside:
            assert abs(second - first) * 10 <= each.by  # type: ignore[operator]
            assert (second > first) == (each.sign > 0)
