"""Rows of several conditions: sums under one floor and one ceiling, conditions that empty the row, items of unequal points."""

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.authoring.check import check_file
from jixiao.authoring.coverage import coverage
from jixiao.authoring.diff import diff
from jixiao.authoring.examples import run_examples
from jixiao.authoring.mutate import mutants
from jixiao.explain.sentence import explanation
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.number import plain
from jixiao.report.as_json import result_json
from jixiao.rules.load import load_ruleset, ruleset_from_bytes
from jixiao.scoring.aggregate import merge_units
from jixiao.scoring.case import Indicator
from jixiao.scoring.prepared.row import score_alone
from jixiao.scoring.score import Score
from jixiao.scoring.seek.search import seek
from jixiao.scoring.seek.threshold import Aim
from tests.rules.small import CLAUSE, case, codes, leaf, scored, small

BOOKS = sorted((Path(__file__).parent / "rulebooks").glob("*.toml"))
PAGE = Path(__file__).parents[2] / "docs" / "forms.md"


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_rulebook_written_from_its_clauses_loads_passes_its_checks_and_its_examples(path: Path) -> None:
    report = check_file(path)
    assert report.passes, [*report.faults, *report.failures]
    assert [each for each in run_examples(load_ruleset(path)) if not each.holds] == []


def test_the_examples_of_the_page_hold() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    outcomes = run_examples(ruleset_from_bytes("\n".join(blocks).encode()))
    assert len(outcomes) == 4
    assert [each for each in outcomes if not each.holds] == []


# 财政违规扣分：每发现一处问题扣 0.5 分，扣完为止；返工每次扣 0.2 分，弄虚作假扣 1 分
DEDUCTIONS = f"""
[[rule]]
id = "faults"
name = "质量"
order = -1
when = {{ target = ["level", "blank"], level3 = ["质量"] }}
clause = {CLAUSE}

[[rule.input]]
name = "问题"
unit = "处"
within = "[0, ..)"

[[rule.input]]
name = "返工"
unit = "次"
within = "[0, ..)"

[[rule.part]]
name = "发现问题"
gives = "deduction"
x = "问题"
curve = \"\"\"
[0, ..)   0.5 * x
\"\"\"

[[rule.part]]
name = "返工"
gives = "deduction"
points = 1
x = "返工"
curve = \"\"\"
[0, ..)   0.2 * x
\"\"\"

[[rule.part]]
name = "弄虚作假"
gives = "deduction"
points = 1
"""


def _row(points: int, **inputs: object) -> dict[str, object]:
    return leaf("质量", "合格", None, points, inputs=inputs)


@given(st.integers(0, 30), st.integers(0, 20), st.booleans(), st.integers(1, 12))
def test_deductions_are_added_and_stop_at_nothing(found: int, again: int, fraud: bool, points: int) -> None:
    """The oracle counts as the clause reads: 0.5 a fault, 0.2 a rework but at most 1, and 1 for fraud."""
    lost = Decimal("0.5") * found + min(Decimal("0.2") * again, Decimal(1)) + (1 if fraud else 0)
    wanted = max(Decimal(points) - lost, Decimal(0))
    result = scored(small(DEDUCTIONS), _row(points, 问题=f"{found}处", 返工=again, 弄虚作假="有" if fraud else "无"))
    assert result.leaves[0].score == Score.of(Fraction(wanted))
    assert sum((part.points.low for part in result.leaves[0].outcome.sums), Fraction(0)) == Fraction(lost)


@given(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["有", "无"]))
def test_what_is_missing_leaves_the_row_between_its_bounds(found: int, again: int, fraud: str) -> None:
    """Whatever the missing input turns out to be, the row stays within what was told before."""
    ruleset = small(DEDUCTIONS)
    whole = {"问题": found, "返工": again, "弄虚作假": fraud}
    final = scored(ruleset, _row(8, **whole)).leaves[0].score.low
    for name in whole:
        rest = {key: value for key, value in whole.items() if key != name}
        result = scored(ruleset, _row(8, **rest))
        assert result.leaves[0].score.low <= final <= result.leaves[0].score.high
        assert "JX831" in codes(result)


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"问题": "3个人"}, "JX832"),
        ({"问题": "约3处"}, "JX832"),
        ({"问题": "很多"}, "JX832"),
        ({"问题": "-1处"}, "JX837"),
        ({"弄虚作假": "待核实"}, "JX833"),
        ({"问题数": "3处"}, "JX835"),
    ],
)
def test_an_input_that_cannot_be_taken_is_said_and_never_taken_for_nothing(inputs: dict[str, str], code: str) -> None:
    result = scored(small(DEDUCTIONS), _row(8, **({"返工": 0, "弄虚作假": "无"} | inputs)))
    assert code in codes(result)
    assert result.leaves[0].score.is_open


def test_inputs_of_a_row_whose_rule_asks_for_none_are_said() -> None:
    assert "JX835" in codes(scored(small(), leaf("数量", inputs={"问题": 3})))


def test_inputs_of_several_units_are_not_merged_in_silence() -> None:
    units = [case(_row(8, 问题=count, 返工=0, 弄虚作假="无")) for count in (1, 2)]
    with pytest.raises(JixiaoError) as raised:
        merge_units(units, small(DEDUCTIONS, "[merge]\n"))
    assert "JX824" in [each.code for each in raised.value.diagnostics]


def test_an_actual_that_the_row_does_not_ask_for_is_said() -> None:
    row = leaf("质量", "合格", "合格", 8, inputs={"问题": 0, "返工": 0, "弄虚作假": "无"})
    result = scored(small(DEDUCTIONS), row)
    assert "JX839" in codes(result)
    assert result.leaves[0].score == Score.of(Fraction(8))


def test_sentence_result_seek_and_columns_know_the_parts() -> None:
    ruleset = small(DEDUCTIONS)
    result = scored(ruleset, _row(8, 问题=3, 返工=1, 弄虚作假="无"))
    told = explanation(result.leaves[0])
    assert "得分 8 − 1.5 − 0.2 = 6.30" in told
    assert "发现问题：问题 = 3，在 [0, ..) 段，扣分 0.5 * x，扣 1.5 分" in told
    assert "8 − 1.5 − 0.2 = 6.30" in explanation(result.leaves[0], "en")
    row = result_json(result)["indicators"][0]
    assert row["inputs"] == {"问题": "3", "返工": "1", "弄虚作假": "无"}
    assert row["parts"] is not None
    assert [(each["name"], each["takes"], each["low"]) for each in row["parts"]] == [
        ("发现问题", True, "1.5"), ("返工", True, "0.2"), ("弄虚作假", True, "0"),
    ]  # fmt: skip
    sought = seek(result, Aim(Fraction(8)))
    assert "JX823" in [each.code for each in sought.diagnostics]
    assert sought.most == 8
    alone = score_alone(Indicator(level3="质量", target="合格", points=Fraction(8)), ruleset)
    assert alone.score == Score(Fraction(0), Fraction(8))


def test_a_rule_of_parts_is_compared_mutated_and_covered() -> None:
    ruleset = small(DEDUCTIONS)
    assert diff(ruleset, ruleset).is_empty
    assert not diff(ruleset, small(DEDUCTIONS.replace("0.5 * x", "0.4 * x"))).is_empty
    changed = [each for each in mutants(ruleset) if each.rule == "faults"]
    assert len(changed) >= 8
    assert any(spot.rule == "faults" for spot in coverage(ruleset).spots)


# -- two rates that share ten points; a condition that empties the row; unequal items

RATES = f"""
[[rule]]
id = "rates"
name = "两率"
order = -1
when = {{ target = ["quantity", "level", "blank"], level3 = ["两率"] }}
clause = {CLAUSE}

[[rule.input]]
name = "到位率"
unit = "%"

[[rule.input]]
name = "支出率"
unit = "%"

[[rule.part]]
name = "资金到位"
points = 4
x = "到位率"
curve = \"\"\"
(.., 0%)     0
[0%, 100%)   x
[100%, ..)   1
\"\"\"

[[rule.part]]
name = "资金支出"
points = 6
gives = "points"
x = "支出率"
curve = \"\"\"
(.., 60%)    0
[60%, 100%)  3
[100%, ..)   6
\"\"\"

[[rule.part]]
name = "专款专用"
empties = true
"""


@given(st.integers(0, 120), st.integers(0, 120), st.booleans())
def test_two_rates_share_the_points_and_a_condition_empties_the_row(here: int, spent: int, own: bool) -> None:
    wanted = Fraction(4 * min(here, 100), 100) + (6 if spent >= 100 else 3 if spent >= 60 else 0)
    inputs = {"到位率": f"{here}%", "支出率": f"{spent}%", "专款专用": "是" if own else "否"}
    result = scored(small(RATES), leaf("两率", "达标", None, 10, inputs=inputs))
    assert result.leaves[0].score == Score.of(wanted if own else Fraction(0))


def test_a_bare_share_beside_percent_is_asked_about() -> None:
    inputs = {"到位率": "0.9", "支出率": "100%", "专款专用": "是"}
    assert "JX832" in codes(scored(small(RATES), leaf("两率", "达标", None, 10, inputs=inputs)))


def test_a_row_of_other_points_than_its_parts_is_not_scored() -> None:
    inputs = {"到位率": "90%", "支出率": "100%", "专款专用": "是"}
    result = scored(small(RATES), leaf("两率", "达标", None, 8, inputs=inputs))
    assert "JX830" in codes(result)
    assert result.leaves[0].score == Score(Fraction(0), Fraction(8))


# -- an actual computed from inputs

GROWTH = f"""
[[rule]]
id = "growth"
name = "收入增幅"
order = -1
when = {{ target = ["quantity"], unit = ["%"], level3 = ["收入增幅"] }}
axis = "completion"
actual = "(本年 - 上年) / 上年"
curve = \"\"\"
(.., 0%)     0
[0%, 100%)   x
[100%, ..)   1
\"\"\"
clause = {CLAUSE}
properties = ["full-at-target", "monotone"]

[[rule.input]]
name = "本年"
unit = "万元"

[[rule.input]]
name = "上年"
unit = "万元"
"""


@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6), st.integers(1, 60))
def test_an_actual_is_computed_exactly_from_named_inputs(before: int, now: int, target: int) -> None:
    rate = Fraction(100 * (now - before), before)
    wanted = min(max(10 * rate / target, Fraction(0)), Fraction(10))
    row = leaf("收入增幅", f"≥{target}%", None, 10, inputs={"本年": f"{now}万元", "上年": f"{before * 10000}元"})
    found = scored(small(GROWTH), row).leaves[0]
    assert found.unrounded == Score.of(wanted)


def test_a_formula_that_divides_by_zero_is_asked_about() -> None:
    row = leaf("收入增幅", "≥8%", None, 10, inputs={"本年": "5万元", "上年": "0万元"})
    result = scored(small(GROWTH), row)
    assert "JX834" in codes(result)
    assert result.leaves[0].score == Score(Fraction(0), Fraction(10))


def test_a_row_without_inputs_gives_its_own_actual_and_one_with_both_is_told_where_they_differ() -> None:
    assert scored(small(GROWTH), leaf("收入增幅", "≥10%", "9%", 10)).leaves[0].score == Score.of(Fraction(9))
    both = leaf("收入增幅", "≥10%", "9%", 10, inputs={"本年": "108万元", "上年": "100万元"})
    result = scored(small(GROWTH), both)
    assert result.leaves[0].score == Score.of(Fraction(8))
    assert "JX836" in codes(result)


# -- faults at load


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('x = "问题"', 'x = "问题 +"', "JX329"),
        ('x = "问题"', 'x = "问题 + 返工"', "JX330"),
        ('x = "问题"', 'x = "问题 + 别的"', "JX331"),
        ('x = "问题"', 'x = "返工"', "JX332"),
        ('x = "问题"', 'x = "abs(问题, 1)"', "JX315"),
        ("[0, ..)   0.5 * x", "[1, ..)   0.5 * x", "JX321"),
        ('name = "返工"\nunit', 'name = "问题"\nunit', "JX307"),
        ('gives = "deduction"\nx = "问题"', 'gives = "points"\nx = "问题"', "JX333"),
        ('x = "问题"', 'x = "__import__(1)"', "JX329"),
    ],
)  # fmt: skip
def test_faults_of_formulas_and_parts_are_told_with_their_line(old: str, new: str, code: str) -> None:
    assert old in DEDUCTIONS
    with pytest.raises(JixiaoError) as raised:
        small(DEDUCTIONS.replace(old, new, 1))
    found = {each.code: each for each in raised.value.diagnostics}
    assert code in found
    assert found[code].place.line


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(-50, 50))
def test_formulas_are_exact(one: int, two: int, number: int) -> None:
    from jixiao.rules.formula import read_formula

    values = {"甲": Fraction(one), "乙": Fraction(two)}
    shown = plain(Fraction(abs(number)))
    sign = "-" if number < 0 else ""
    text = f"{sign}{shown} × (甲 − 乙) ÷ 乙 + max(甲, 乙) * 50% - min(甲，乙) - abs(甲 - 乙)"
    wanted = Fraction(number * (one - two), two) + Fraction(max(one, two), 2) - min(one, two) - abs(one - two)
    assert read_formula(text).value(values) == wanted


def test_steps_that_have_begun_count_as_the_clause_says() -> None:
    """每少落实一个百分点扣 0.4 分，不足一个百分点按一个计."""
    text = DEDUCTIONS.replace("[0, ..)   0.5 * x", "[0, 99)   0.4 * started(x)\n[99, ..)  40")
    for tenths in range(0, 60, 7):
        found = scored(small(text), _row(10, 问题=plain(Fraction(tenths, 10)), 返工=0, 弄虚作假="无"))
        assert found.leaves[0].score.low == 10 - Fraction(2, 5) * ceil(Fraction(tenths, 10))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[[rule.part]]\nname = \"发现问题\"", "[[rule.band]]\nshare = \"[0%, 100%]\"\nname = \"上\"\n\n[[rule.part]]\nname = \"发现问题\"", "JX302"),
        ("[[rule.input]]\nname = \"返工\"", "[[rule.parameter]]\nname = \"地区\"\n\n[[rule.input]]\nname = \"返工\"", "JX003"),
        ('name = "质量"\n', 'name = "质量"\nrank = "部门"\n', "JX003"),
    ],
)  # fmt: skip
def test_forms_that_no_rule_can_say_are_refused_when_the_file_is_loaded(old: str, new: str, code: str) -> None:
    assert old in DEDUCTIONS
    with pytest.raises(JixiaoError) as raised:
        small(DEDUCTIONS.replace(old, new, 1))
    assert code in [each.code for each in raised.value.diagnostics]
