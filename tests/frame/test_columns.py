"""Columns and the scalar engine say the same of every row: score, bounds, x, share, rule, clause, axis and findings."""

from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.explain.sentence import explanation
from jixiao.frame import explain_row, score_and_roll_up, score_batch
from jixiao.frame.numbers import NOT_PLAIN, read_numbers, text_of
from jixiao.frame.schema import OUTPUTS, SCALAR_ROWS
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.lexicon import lexicon
from jixiao.language.ast import Operator, Quantity
from jixiao.language.parse import parse_actual
from jixiao.language.plain import is_safe
from jixiao.rules.find import list_rulesets, load_ruleset
from tests.examples import examples
from tests.frame.rows import TARGETS, Shape, batch_of, column_row, results_of, scalar_row

SHIPPED = [name for name in list_rulesets() if load_ruleset(name).rounding.at == "leaf"]

shapes = st.builds(
    Shape,
    projects=st.integers(1, 4),
    rows=st.integers(1, 8),
    kinds=st.lists(st.sampled_from(sorted(TARGETS)), min_size=1, max_size=4, unique=True).map(tuple),
    plain=st.sampled_from([100, 70, 30]),
    missing_points=st.sampled_from([0, 10, 100]),
    directions=st.sampled_from([0, 20]),
    judgements=st.sampled_from([0, 20]),
    figures=st.sampled_from([0, 70]),
    execution=st.sampled_from([0, 70]),
    numeric=st.sampled_from(["", "", "int64", "float64", "decimal"]),
)


def by_project(batch: pa.RecordBatch) -> list[list[int]]:
    rows: dict[str, list[int]] = {}
    for index, name in enumerate(batch.column("project").to_pylist()):
        rows.setdefault(name, []).append(index)
    return list(rows.values())


@pytest.mark.slow
@examples(100)
@given(st.sampled_from(SHIPPED), shapes, st.integers(0, 10**9))
def test_every_row_is_scored_as_the_scalar_engine_scores_it(name: str, shape: Shape, seed: int) -> None:
    ruleset, batch = load_ruleset(name), batch_of(shape, seed)
    rows = score_batch(batch, ruleset).to_pylist()
    for result, places in zip(results_of(batch, ruleset), by_project(batch), strict=True):
        for leaf in result.leaves:
            if leaf.index is None:
                continue
            row, wanted = rows[places[leaf.index]], scalar_row(result, leaf)
            found = column_row(row)
            for key in ("x", "share"):
                value = wanted[key]
                if row["scalar"] and value is not None and max(abs(value.numerator), value.denominator) >= 1 << 63:
                    wanted[key] = None
            assert found == wanted


@pytest.mark.slow
@examples(40)
@given(st.sampled_from(SHIPPED), shapes, st.integers(0, 10**9))
def test_roll_up_gives_the_trees_of_the_scalar_engine(name: str, shape: Shape, seed: int) -> None:
    ruleset, batch = load_ruleset(name), batch_of(shape, seed)
    rolled = score_and_roll_up(batch, ruleset)[1]
    projects = {row["project"]: row for row in rolled.projects.to_pylist()}
    level1 = {(row["project"], row["level1"]): row for row in rolled.level1.to_pylist()}
    level2 = {(row["project"], row["level1"], row["level2"]): row for row in rolled.level2.to_pylist()}
    for result in results_of(batch, ruleset):
        project, total = result.case.project.name, result.tree.total
        row = projects[project]
        assert (row["low"], row["high"]) == (total.score.low, total.score.high)
        assert row["points"] == total.points
        assert [each for each in row["grades"].split("|") if each] == list(result.grades)
        assert row["grade"] == (result.grades[0] if len(result.grades) == 1 else None)
        for node in result.tree.level1:
            found = level1.pop((project, node.name), {"low": 0, "high": 0, "points": 0})
            assert (found["low"], found["high"], found["points"]) == (node.score.low, node.score.high, node.points)
            for leaf in node.level2:
                found = level2.pop((project, node.name, leaf.name), {"low": 0, "high": 0, "points": 0})
                assert (found["low"], found["high"], found["points"]) == (leaf.score.low, leaf.score.high, leaf.points)
    assert not level1
    assert not level2


@pytest.mark.slow
@examples(20)
@given(st.sampled_from(SHIPPED), shapes, st.integers(0, 10**9), st.sampled_from(["zh", "en"]))
def test_any_row_is_explained_in_the_scalar_engines_words(name: str, shape: Shape, seed: int, lang: str) -> None:
    ruleset, batch = load_ruleset(name), batch_of(shape, seed)
    result, places = results_of(batch, ruleset)[0], by_project(batch)[0]
    scored = score_batch(batch, ruleset)
    for leaf in result.leaves:
        if leaf.index is not None:
            assert explain_row(scored, places[leaf.index], ruleset, lang) == explanation(leaf, lang)


# -- numbers read in columns are those the language reads


def _plain_numbers() -> st.SearchStrategy[str]:
    whole = st.integers(0, 13).flatmap(lambda size: st.integers(0, 10**size)).map(str)
    special = st.sampled_from(["2021", "1999", "20210131", "202112", "0", "31", "12"])
    places = st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=7).map(lambda text: f".{text}"))
    return st.builds("{}{}".format, whole | special, places)


@pytest.mark.slow
@examples(800)
@given(
    _plain_numbers(),
    st.sampled_from(["", "", "%", *lexicon()["units"], "万元", "亿元", "万人", "万", "吨煤", "年月", "％", "以上"]),
)
def test_a_plain_number_is_what_the_language_reads(number: str, unit: str) -> None:
    text = number + unit
    numbers = read_numbers(pa.array([text]))
    if numbers.unit[0] == NOT_PLAIN:
        return
    parsed, seven = parse_actual(text), parse_actual(f"7{unit}").meaning
    assert isinstance(seven, Quantity)
    value = Fraction(int(numbers.mantissas[0]), 10**numbers.places)
    assert parsed.meaning == Quantity(Operator.BARE, value * seven.value / 7, seven.unit)
    assert parsed.diagnostics == ()


def test_plain_numbers_are_not_left_to_the_language() -> None:
    texts = ["93.1%", "0", "12500.25", "860000元", "37人", "100.000000"]
    numbers = read_numbers(pa.array(texts))
    assert NOT_PLAIN not in numbers.unit
    assert all(is_safe(unit) for unit in ("人", "万元", "%"))


@examples(800)
@given(
    st.one_of(
        st.floats(0, 1e7), st.integers(0, 10**9).map(lambda n: n / 100), st.integers(0, 10**10).map(lambda n: n / 10**6)
    )
)
def test_a_float_is_its_shortest_decimal(value: float) -> None:
    numbers = read_numbers(pa.array([value]))
    if numbers.unit[0] != NOT_PLAIN:
        assert Fraction(int(numbers.mantissas[0]), 10**numbers.places) == Fraction(repr(value))
    text = text_of(value)
    assert text is not None
    assert Fraction(text) == Fraction(repr(value))


# -- the contract of the columns


def one(**columns: object) -> pa.RecordBatch:
    row = {
        "project": "甲",
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": "数",
        "target": "≥64",
        "actual": "63",
        "points": "5",
    }
    return pa.RecordBatch.from_pylist([{**row, **columns}])


def test_out_come_the_inputs_in_order_with_the_columns_of_the_contract() -> None:
    batch = one()
    result = score_batch(batch, load_ruleset("cn-2020-10"))
    assert result.schema.names == [*batch.schema.names, *OUTPUTS.names]
    assert result.schema.names[7:] == [
        "normal_form", "rule", "clause", "axis", "diagnostic", "x_num", "x_den", "share_num", "share_den",
        "score", "low", "high", "scalar",
    ]  # fmt: skip
    assert result.select(batch.schema.names) == batch
    kinds = [str(field.type) for field in result.schema][7:]
    assert kinds[:5] == ["dictionary<values=string, indices=int32, ordered=0>"] * 5
    assert kinds[5:9] == ["int64"] * 4
    assert kinds[9:12] == ["decimal128(9, 2)"] * 3
    assert kinds[12] == "bool"


def test_a_result_can_be_scored_again() -> None:
    ruleset = load_ruleset("cn-2020-10")
    result = score_batch(one(), ruleset)
    assert score_batch(result, ruleset) == result


def test_a_tie_goes_up_and_says_why() -> None:
    row = score_batch(one(target="≥64", actual="63", points="5"), load_ruleset("cn-2020-10")).to_pylist()[0]
    assert str(row["score"]) == "4.92"  # 5 x 63/64 = 4.921875
    row = score_batch(one(target="≥80", actual="79.92", points="10"), load_ruleset("cn-2020-10")).to_pylist()[0]
    assert str(row["score"]) == "9.99"
    row = score_batch(one(target="≥80", actual="79.96", points="10"), load_ruleset("cn-2020-10")).to_pylist()[0]
    assert str(row["score"]) == "10.00"  # 9.995 is a tie
    assert "JX217" in row["diagnostic"]


def test_a_missing_actual_is_open_and_never_zero() -> None:
    row = score_batch(one(actual=None), load_ruleset("cn-2020-10")).to_pylist()[0]
    assert (row["score"], str(row["low"]), str(row["high"])) == (None, "0.00", "5.00")
    assert row["diagnostic"] == "JX206"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("points", "五分", "JX603"),
        ("direction", "上", "JX604"),
        ("judgement", "好", "JX605"),
        ("points", "10000000", "JX606"),
    ],
)
def test_a_value_that_cannot_be_read_makes_its_row_null_and_says_so(column: str, value: str, code: str) -> None:
    row = one().to_pylist()[0]
    batch = pa.RecordBatch.from_pylist([{**row, column: value}, {**row, column: None if column != "points" else "5"}])
    bad, good = score_batch(batch, load_ruleset("cn-2020-10")).to_pylist()
    assert (bad["low"], bad["high"], bad["score"], bad["diagnostic"]) == (None, None, None, code)
    assert str(good["low"]) == "4.92"
    if code != "JX606":  # too many points for a column, not for a sentence
        assert code in explain_row(batch, 0, load_ruleset("cn-2020-10"))


def test_every_missing_or_wrong_column_is_named_at_once() -> None:
    batch = one().drop_columns(["target", "level1"]).set_column(3, "actual", pa.array([True]))
    with pytest.raises(JixiaoError) as caught:
        score_batch(batch, load_ruleset("cn-2020-10"))
    assert [(each.code, dict(each.args)["name"]) for each in caught.value.diagnostics] == [
        ("JX601", "level1"),
        ("JX601", "target"),
        ("JX602", "actual"),
    ]


def test_the_batch_says_how_many_rows_went_to_the_scalar_engine() -> None:
    batch = pa.concat_batches([one(), one(actual="约60"), one(actual="2021年")])
    result = score_batch(batch, load_ruleset("cn-2020-10"))
    assert result.column("scalar").to_pylist() == [False, True, True]
    assert result.schema.metadata[SCALAR_ROWS] == b"2"


def test_an_empty_batch_has_an_empty_result() -> None:
    result, rolled = score_and_roll_up(one().slice(0, 0), load_ruleset("cn-2020-10"))
    assert result.num_rows == rolled.projects.num_rows == rolled.level2.num_rows == 0
    assert result.schema.names[-1] == "scalar"


def test_what_does_not_fit_64_bits_is_still_exact() -> None:
    batch = one(target="≥999999999999.999999", actual="999999999999.999998", points="1234567.89")
    row = score_batch(batch, load_ruleset("cn-2020-10")).to_pylist()[0]
    assert str(row["score"]) == "1234567.89"
    assert "JX217" in row["diagnostic"]


def test_encoded_and_sliced_columns_give_the_same() -> None:
    ruleset = load_ruleset("cn-2020-10")
    batch = batch_of(Shape(3, 10, tuple(TARGETS)), 7)
    plain = score_batch(batch, ruleset)
    coded = pa.RecordBatch.from_arrays(
        [each.dictionary_encode() if pa.types.is_string(each.type) else each for each in batch.columns],
        batch.schema.names,
    )
    fixed = OUTPUTS.names
    assert score_batch(coded, ruleset).select(fixed).to_pylist() == plain.select(fixed).to_pylist()
    twice = pa.concat_batches([batch, batch]).slice(batch.num_rows)
    assert score_batch(twice, ruleset).select(fixed).to_pylist() == plain.select(fixed).to_pylist()
