"""Sections outside the hundred: bonuses and penalties with their caps and conditions; vetoes that set the total."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import JixiaoError
from jixiao.report.as_json import result_json
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import Result
from jixiao.scoring.score import Score
from jixiao.scoring.seek.search import seek
from jixiao.scoring.seek.threshold import Aim
from tests.rules.small import CLAUSE, branch, codes, leaf, scored, small


def counted(name: str, order: int) -> str:
    """A rule that gives a point for each thing done in a section."""
    return f"""
[[rule]]
id = "{name}"
name = "{name}"
order = {order}
when = {{ target = ["quantity"], level1 = ["{name}"] }}
axis = "value"
gives = "points"
curve = \"\"\"
(.., 0]   0
(0, ..)   min(x, 1000)
\"\"\"
clause = {CLAUSE}
because = "…"
"""


def book(bonus: str = "", penalty: str = "", more: str = "") -> Ruleset:
    """Sixty and forty points, a bonus of ten and a penalty of thirty beside them."""
    framework = (
        branch("产出", 60)
        + branch("效益", 40)
        + branch("加分", 10, f'outside = {{ kind = "bonus" {bonus} }}')
        + branch("扣分", 30, f'outside = {{ kind = "penalty" {penalty} }}')
    )
    return small(counted("加分", -2), counted("扣分", -1), more, framework=framework)


def result(ruleset: Ruleset, output: int, effect: int, bonus: int, kept: int) -> Result:
    return scored(
        ruleset,
        leaf("数量", "≥100", str(output), 60),
        leaf("效果", "≥100", str(effect), 40, level1="效益"),
        leaf("创新", "≥0项", f"{bonus}项", 10, level1="加分"),
        leaf("违规", "≥0分", f"{kept}分", 30, level1="扣分"),
    )


RATES = st.sampled_from([0, 25, 50, 75, 80, 100])


@given(
    RATES, RATES, st.integers(0, 15), st.integers(0, 30), st.integers(0, 10), st.integers(0, 30), st.integers(0, 100)
)
def test_a_bonus_adds_from_its_line_and_a_penalty_takes_off_what_is_lost(
    output: int, effect: int, bonus: int, kept: int, most: int, worst: int, line: int
) -> None:
    """The oracle reads as the clause: base, and the bonus up to its cap once base reaches the line, less at most the worst."""
    base = Fraction(60 * output, 100) + Fraction(40 * effect, 100)
    wanted = base + (min(bonus, 10, most) if base >= line else 0)
    wanted = max(wanted - min(30 - kept, worst), Fraction(0))
    found = result(book(f", most = {most}, from = {line}", f", most = {worst}"), output, effect, bonus, kept)
    assert found.tree.total.score == Score.of(wanted)
    assert found.tree.total.points == 100
    assert ("JX828" in codes(found)) is (base < line)
    assert "JX209" not in codes(found)


def test_the_total_stays_below_the_most_that_the_framework_says() -> None:
    framework = branch("产出", 100) + branch("加分", 10, 'outside = { kind = "bonus" }')
    whole = small(counted("加分", -2), framework=framework.replace("[[framework.level1]]", "[[framework.level1]]", 1))
    rows = [leaf("数量", "≥100", "100", 100), leaf("创新", "≥0项", "8项", 10, level1="加分")]
    assert scored(whole, *rows).tree.total.score == Score.of(Fraction(108))
    capped = small(counted("加分", -2), framework="most = 103\n" + framework)
    assert scored(capped, *rows).tree.total.score == Score.of(Fraction(103))


def test_what_is_open_leaves_a_conditional_bonus_open() -> None:
    rows = [
        leaf("数量", "≥100", "100", 60),
        leaf("效果", "≥100", None, 40, level1="效益"),
        leaf("创新", "≥0项", "5项", 10, level1="加分"),
    ]
    found = scored(book(", from = 80"), *rows)
    assert found.tree.total.score == Score(Fraction(60), Fraction(105))
    assert "JX829" in codes(found)


def test_what_does_not_apply_is_rescaled_to_the_hundred_and_the_bonus_is_not() -> None:
    """75 points of a hundred apply: the score times 4/3, and the bonus as it is."""
    policy = '[policy.not_applicable]\nvalue = "rescale"\nbecause = "乘 4/3"\n'
    framework = branch("产出", 75) + branch("效益", 25) + branch("加分", 10, 'outside = { kind = "bonus" }')
    found = scored(
        small(counted("加分", -2), policy, framework=framework),
        leaf("数量", "≥100", "80", 75),
        leaf("效果", "≥100", None, 25, level1="效益", not_applicable=True),
        leaf("创新", "≥0项", "3项", 10, level1="加分"),
    )
    assert found.tree.total.score == Score.of(Fraction(60) * Fraction(4, 3) + 3)
    assert [each.factor for each in found.leaves if each.indicator.level1 == "加分"] == [None]


def test_results_say_which_section_stands_outside_and_seek_refuses() -> None:
    found = result(book(), 100, 100, 3, 26)
    assert found.tree.total.score == Score.of(Fraction(99))
    told = {each["name"]: each["outside"] for each in result_json(found)["level1"]}
    assert told == {"产出": None, "效益": None, "加分": "bonus", "扣分": "penalty"}
    assert codes(found).count("JX825") == 2
    with pytest.raises(JixiaoError) as raised:
        seek(found, Aim(Fraction(90)))
    assert [each.code for each in raised.value.diagnostics] == ["JX826"]


@pytest.mark.parametrize(
    "wrong", ['outside = { kind = "bonus" }\ncap = 3', 'outside = { kind = "bonus" }\nexecution = true', 'outside = { kind = "bonus", most = -1 }']
)  # fmt: skip
def test_a_section_outside_that_is_also_something_else_is_refused(wrong: str) -> None:
    with pytest.raises(JixiaoError) as raised:
        small(framework=branch("产出", 100) + branch("加分", 10, wrong))
    assert "JX334" in [each.code for each in raised.value.diagnostics]


def test_columns_take_the_total_of_such_a_ruleset_from_the_scalar_engine() -> None:
    pa = pytest.importorskip("pyarrow")
    from jixiao.frame.rollup import roll_up

    rows = [
        ("产出", "数量", "≥100", "100", "60"),
        ("效益", "效果", "≥100", "50", "40"),
        ("加分", "创新", "≥0项", "4项", "10"),
    ]
    names = ("level1", "level3", "target", "actual", "points")
    batch = [dict(zip(names, row, strict=True)) | {"project": "甲", "level2": ""} for row in rows]
    (project,) = roll_up(pa.RecordBatch.from_pylist(batch), book(", from = 80")).projects.to_pylist()
    assert (project["low"], project["high"], project["scalar"]) == (84, 84, True)


# -- vetoes

GATE = f"""
[[gate]]
id = "veto"
enabled = true
level3 = ["安全"]
below = "100%"
sets = 59
clause = {CLAUSE}

[grades]
clause = {CLAUSE}
cut = [{{ name = "合格", from = 60 }}, {{ name = "不合格", from = 0 }}]
"""


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_veto_sets_the_total_whatever_it_was(rate: int, safe: int) -> None:
    """有否决即按 59 分计: both where the total was above 59 and where it was below."""
    found = scored(
        small(GATE),
        leaf("数量", "≥100", str(rate), 60),
        leaf("安全", "≥100", str(safe), 40, level1="效益"),
    )
    plain = Fraction(60 * rate, 100) + Fraction(40 * safe, 100)
    wanted = plain if safe == 100 else Fraction(59)
    assert found.tree.total.score == Score.of(wanted)
    assert found.grades == ("合格" if wanted >= 60 else "不合格",)


def test_a_veto_that_is_open_leaves_both_ways_open() -> None:
    found = scored(small(GATE), leaf("数量", "≥100", "50", 60), leaf("安全", "≥100", None, 40, level1="效益"))
    assert found.tree.total.score.low <= 59 <= found.tree.total.score.high
