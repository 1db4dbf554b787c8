"""A prepared row gives every actual the score that a row of a case gets, whether its text is a plain number or not."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.rules.find import list_rulesets, load_ruleset
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case, Indicator
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.prepared.row import PreparedRow, prepared_row
from tests.examples import examples

RULESETS = [load_ruleset(name) for name in list_rulesets()]
TARGETS = ["≥95%", "≤200万元", "=12次", "0起", "30", "5%-8%", "较上年增长≥5%", "12月底前", "健全", "≥95%;≤3次", ""]
ACTUALS = ["完成", "11月", "", "约80%", "2021.12", "20210131", "-3", "1/3", "60;2"]

numbers = st.decimals("0", "999999", places=3).map(lambda number: format(number.normalize(), "f"))
units = st.sampled_from(["", "%", "万元", "元", "次", "起"])
actuals = st.one_of(st.builds(lambda number, unit: number + unit, numbers, units), st.sampled_from(ACTUALS))
extras = st.sampled_from([{}, {"deduction": "1"}, {"override": {"score": "3", "reason": "核定"}}, {"judgement": "90%"}])


@examples(300)
@given(st.sampled_from(RULESETS), st.sampled_from(TARGETS), st.lists(actuals, min_size=1, max_size=8), extras)
def test_a_prepared_row_scores_as_a_row_of_a_case(
    ruleset: Ruleset, target: str, given_actuals: list[str], extra: dict[str, object]
) -> None:
    row = Indicator("任务完成数", "产出指标", "数量指标", target, Fraction(10), **extra)
    prepared: PreparedRow = prepared_row(row, ruleset, 2021)
    for actual in given_actuals:
        whole = evaluate(Case(project={"year": 2021}, indicator=(row.with_actual(actual),)), ruleset)
        wanted = next(leaf for leaf in whole.leaves if leaf.index == 0)
        assert prepared.score(actual) == wanted.score
        assert prepared.leaf(actual).outcome == wanted.outcome
