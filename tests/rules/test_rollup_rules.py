"""Roll-up as rulesets state it: absent levels, caps, vetoes, goals, rounding and grades."""

from fractions import Fraction

import pytest

from jixiao import explanation
from jixiao.scoring.score import Score
from tests.oracle.clauses import cents, grade, rescaled
from tests.rules.small import CLAUSE, branch, codes, leaf, scored, small


def graded(on: str = "rounded") -> str:
    cuts = ", ".join(
        f'{{ name = "{name}", from = {least} }}' for name, least in (("优", 90), ("良", 80), ("中", 60), ("差", 0))
    )
    return f'\n[grades]\non = "{on}"\nclause = {CLAUSE}\ncut = [{cuts}]\n'


# -- absent levels


@pytest.mark.parametrize(
    ("absent", "total", "of"),
    [
        ('{ policy = "receiver", to = "产出" }', Fraction(60) * Fraction(85, 100) + 40, 100),
        ('{ policy = "receiver", split = { "产出" = 10, "效益" = 30 } }', Fraction(30) * Fraction(85, 100) + 70, 100),
        # 40 points by 20 : 40 to the cent, the odd cent to the first: 13.34 and 26.66
        ('{ policy = "pro-rata" }', cents(Fraction("33.34") * Fraction(85, 100)) + Fraction("66.66"), 100),
        ('{ policy = "keep" }', Fraction(20) * Fraction(85, 100) + 40, 60),
        ('{ policy = "full" }', Fraction(20) * Fraction(85, 100) + 40 + 40, 100),
        ('{ policy = "rescale" }', rescaled(Fraction(20) * Fraction(85, 100) + 40, Fraction(60)), 100),
    ],
)
def test_an_absent_level_goes_where_its_policy_says(absent: str, total: Fraction, of: int) -> None:
    framework = branch("产出", 20) + branch("效益", 40) + branch("满意度", 40, f"absent = {absent}")
    result = scored(small(framework=framework), leaf("甲", actual="85"), leaf("乙", level1="效益"))
    assert result.tree.total.points == of
    assert result.tree.total.score == Score.of(cents(total))


def test_a_receiver_that_is_absent_hands_on_what_it_was_given() -> None:
    framework = (
        branch("产出", 60)
        + branch("效益", 30, 'absent = { policy = "receiver", to = "产出" }')
        + branch("满意度", 10, 'absent = { policy = "receiver", to = "效益" }')
    )
    assert scored(small(framework=framework), leaf("甲")).leaves[0].points == 100


def test_a_level_given_in_full_is_named() -> None:
    framework = branch("产出", 60) + branch("满意度", 40, 'absent = { policy = "full" }')
    result = scored(small(framework=framework), leaf("甲", actual="50"))
    assert result.tree.total.score == Score.of(Fraction(70))
    assert "JX250" in codes(result)


def test_printed_points_are_not_moved_by_an_absent_level() -> None:
    framework = branch("产出", 60) + branch("满意度", 40, 'absent = { policy = "receiver", to = "产出" }')
    result = scored(small(framework=framework), leaf("甲", points=60))
    assert result.tree.total.points == 60
    assert "JX209" in codes(result)


def test_what_does_not_apply_is_left_out_and_the_factor_stands_in_every_touched_explanation() -> None:
    ruleset = small()
    result = scored(ruleset, leaf("甲", "≥90", "82", 90), leaf("乙", points=10, not_applicable=True))
    assert result.tree.total.score == Score.of(Fraction("91.11"))
    assert result.tree.total.factor == Fraction(10, 9)
    touched = [each for each in result.leaves if each.counted]
    assert touched
    assert all("10/9" in explanation(each) for each in touched)


def test_points_that_make_110_are_reported_and_not_rescaled() -> None:
    result = scored(small(), leaf("甲", points=70), leaf("乙", points=40, level1="效益"))
    assert result.tree.total.score == Score.of(Fraction(110))
    assert "JX209" in codes(result)


# -- caps


def test_a_branch_gets_at_most_its_cap() -> None:
    framework = branch("产出", 60, "cap = 50") + branch("效益", 40)
    result = scored(small(framework=framework), leaf("甲", points=60), leaf("乙", points=40, level1="效益"))
    assert result.tree.total.score == Score.of(Fraction(90))


DEFAULT_ROW = """
[[rule]]
id = "default-cost"
name = "没有自设成本指标时的默认行"
order = -1
cap = 5
when = { target = ["quantity"], level3 = ["默认成本"] }
axis = "completion"
curve = \"\"\"
(.., 0%)     0
[0%, 100%)   x
[100%, ..)   1
\"\"\"
clause = { source = "here", article = "默认成本行最多得 5 分", trust = "deployed" }
properties = ["full-at-target", "monotone"]
"""


@pytest.mark.parametrize(("actual", "score"), [("100", "5"), ("60", "5"), ("50", "5"), ("49", "4.9"), ("0", "0")])
def test_a_default_row_gets_at_most_what_its_rule_allows(actual: str, score: str) -> None:
    result = scored(small(DEFAULT_ROW), leaf("默认成本", actual=actual, points=10))
    assert result.leaves[0].score == Score.of(Fraction(score))


# -- vetoes


def veto(what: str, enabled: bool = True) -> str:
    on = "true" if enabled else "false"
    return f'\n[[gate]]\nid = "veto"\nenabled = {on}\nlevel3 = ["事故"]\nbelow = 1\nclause = {CLAUSE}\n{what}\n'


def test_a_veto_is_off_unless_enabled() -> None:
    result = scored(
        small(graded(), veto('grade = "差"', enabled=False)), leaf("事故", actual="0", points=5), leaf("乙", points=95)
    )
    assert result.grades == ("优",)


@pytest.mark.parametrize(
    ("what", "total", "grades"),
    [
        ('grade = "差"', "95", ("差",)),
        ("lower = 1", "95", ("良",)),
        ("total = 0", "0", ("差",)),
        ("total = 59", "59", ("差",)),
    ],
)
def test_a_veto_fixes_the_grade_lowers_it_or_fixes_the_total(what: str, total: str, grades: tuple[str, ...]) -> None:
    result = scored(small(graded(), veto(what)), leaf("事故", actual="0", points=5), leaf("乙", points=95))
    assert result.tree.total.score == Score.of(Fraction(total))
    assert result.grades == grades
    assert "JX239" in codes(result)


def test_a_veto_that_only_may_apply_leaves_both_ways_open() -> None:
    result = scored(small(graded(), veto("total = 0")), leaf("事故", actual=None, points=5), leaf("乙", points=95))
    assert result.tree.total.score == Score(Fraction(0), Fraction(100))
    assert result.grades == ("优", "差")
    assert "JX254" in codes(result)


def test_a_veto_that_is_not_breached_says_nothing() -> None:
    result = scored(small(graded(), veto("total = 0")), leaf("事故", points=5), leaf("乙", points=95))
    assert result.tree.total.score == Score.of(Fraction(100))
    assert not {"JX239", "JX254"} & set(codes(result))


def test_a_veto_closes_once_however_many_rows_breach_it() -> None:
    rows = [leaf(name, actual="0", points=1) for name in ("火灾事故", "交通事故")]
    assert scored(small(graded(), veto("lower = 1")), *rows, leaf("乙", points=98)).grades == ("良",)


def test_a_veto_never_raises_a_grade_and_the_worst_of_several_holds() -> None:
    low = leaf("事故", actual="0", points=50), leaf("乙", points=50)
    assert scored(small(graded(), veto('grade = "中"')), *low).grades == ("差",)
    both = veto('grade = "差"') + veto("total = 85").replace('"veto"', '"cap"')
    assert scored(small(graded(), both), leaf("事故", actual="0", points=5), leaf("乙", points=95)).grades == ("差",)


@pytest.mark.parametrize(
    ("more", "grades"),
    [({"override": {"score": 5, "reason": "复核"}}, ("优",)), ({}, ("良",))],
)
def test_a_veto_looks_at_what_a_person_made_of_the_row(more: dict[str, object], grades: tuple[str, ...]) -> None:
    result = scored(
        small(graded(), veto("lower = 1")), leaf("事故", actual="0", points=5, **more), leaf("乙", points=95)
    )
    assert result.grades == grades


# -- goals


def test_what_does_not_apply_is_lost_to_its_goal_where_its_points_are_kept() -> None:
    rows = [leaf("甲", points=50, goal="一"), leaf("乙", points=50, goal="一", not_applicable=True)]
    weighted = '\n[goals]\ntotal = "weighted"\n'
    for policy, total in (("rescale", 100), ("keep", 50)):
        kept = weighted + f'\n[policy.not_applicable]\nvalue = "{policy}"\nbecause = "试"\n'
        result = scored(small(kept), *rows, goal=[{"name": "一", "points": 100}])
        assert result.tree.total.score == Score.of(Fraction(total))


def test_goals_that_are_each_a_whole_weigh_by_their_points() -> None:
    result = scored(
        small('\n[goals]\ntotal = "weighted"\n'),
        leaf("甲", actual="80", points=100, goal="一"),
        leaf("乙", actual="50", points=100, goal="二"),
        goal=[{"name": "一", "points": 70}, {"name": "二", "points": 30}],
    )
    assert result.tree.total.points == 100
    assert result.tree.total.score == Score.of(Fraction(70) * Fraction(80, 100) + Fraction(30) * Fraction(50, 100))


def test_goals_with_points_of_their_own_add_up() -> None:
    result = scored(
        small(),
        leaf("甲", actual="80", points=70, goal="一"),
        leaf("乙", actual="50", points=30, goal="二"),
        goal=[{"name": "一", "points": 70}, {"name": "二", "points": 30}],
    )
    assert [each.score for each in result.tree.goals] == [Score.of(Fraction(56)), Score.of(Fraction(15))]
    assert result.tree.total.score == Score.of(Fraction(71))


# -- rounding and grades


def rounding(mode: str = "half-up", at: str = "leaf", places: int = 2) -> str:
    return f'\n[rounding]\nmode = "{mode}"\nat = "{at}"\nplaces = {places}\n'


@pytest.mark.parametrize(("mode", "score"), [("half-up", "0.13"), ("half-even", "0.12"), ("down", "0.12")])
def test_half_a_cent_goes_by_the_mode(mode: str, score: str) -> None:
    assert scored(small(rounding(mode)), leaf("甲", actual="50", points="0.25")).leaves[0].score == Score.of(
        Fraction(score)
    )


@pytest.mark.parametrize(("mode", "total"), [("half-up", "0.38"), ("half-even", "0.38"), ("down", "0.37")])
def test_half_even_rounds_to_the_even_digit_and_only_once(mode: str, total: str) -> None:
    assert scored(small(rounding(mode)), leaf("甲", actual="50", points="0.75")).leaves[0].score == Score.of(
        Fraction(total)
    )


@pytest.mark.parametrize(("at", "total"), [("leaf", "0.39"), ("level", "0.38"), ("total", "0.38")])
def test_rounding_happens_once_where_the_ruleset_says(at: str, total: str) -> None:
    """Three leaves of 0.125: rounded each 0.39, added first 0.375."""
    rows = [leaf(name, actual="50", points="0.25", level2="数量") for name in "甲乙丙"]
    result = scored(small(rounding(at=at)), *rows)
    assert result.tree.total.score == Score.of(Fraction(total))


def test_level_rounding_rounds_second_levels_and_adds_them() -> None:
    rows = [leaf(name, actual="50", points="0.25", level2=name) for name in "甲乙丙"]
    assert scored(small(rounding(at="level")), *rows).tree.total.score == Score.of(Fraction("0.39"))


@pytest.mark.parametrize(("on", "grades"), [("rounded", ("优",)), ("unrounded", ("良",)), ("rounded-leaves", ("优",))])
def test_89_995_is_graded_on_the_rounded_or_the_unrounded_total(on: str, grades: tuple[str, ...]) -> None:
    result = scored(small(graded(on)), leaf("甲", "≥100", "89.995", 100))
    assert result.tree.total.score == Score.of(Fraction(90))
    assert result.grades == grades


def test_deployed_systems_grade_rounded_indicators_with_unrounded_execution() -> None:
    rows = [leaf("甲", "≥90", "80", 90), leaf("预算执行率", "=100%", None, 10)]
    money = {"budget": "1000000元", "executed": "999500元"}
    for on, grades in (("rounded", ("优",)), ("rounded-leaves", ("良",))):
        result = scored(small(graded(on)), *rows, project=money)
        assert result.tree.total.score == Score.of(Fraction(90))
        assert result.grades == grades


@pytest.mark.parametrize("total", ["100", "90", "89.99", "80", "79.99", "60", "59.99", "0"])
def test_a_cut_belongs_to_the_better_grade(total: str) -> None:
    result = scored(small(graded()), leaf("甲", "≥100", total, 100))
    assert result.grades == (grade(Fraction(total)),)


# -- points that do not add up


def test_goals_that_add_up_want_their_own_points_and_goals_that_are_wholes_want_a_hundred() -> None:
    rows = [leaf("甲", points=100, goal="一"), leaf("乙", points=30, goal="二")]
    goals = [{"name": "一", "points": 70}, {"name": "二", "points": 30}]
    assert codes(scored(small(), *rows, goal=goals)).count("JX238") == 1
    weighted = small('\n[goals]\ntotal = "weighted"\n')
    assert codes(scored(weighted, *rows, goal=goals)).count("JX238") == 1
    assert "JX209" not in codes(scored(weighted, *rows, goal=goals))


@pytest.mark.parametrize(("policy", "told"), [("keep", True), ("full", False), ("rescale", False)])
def test_points_of_an_absent_level_are_missed_only_where_nothing_settles_them(policy: str, told: bool) -> None:
    framework = branch("产出", 60) + branch("满意度", 40, f'absent = {{ policy = "{policy}" }}')
    assert ("JX209" in codes(scored(small(framework=framework), leaf("甲")))) == told


def test_a_level_that_says_nothing_of_its_absence_keeps_its_points() -> None:
    result = scored(small(), leaf("甲"))
    assert result.tree.total.points == 60
    assert "JX209" in codes(result)
