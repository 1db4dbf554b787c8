"""An axis of an embedder's own: exact as any other once it declares its pieces, and refused where nothing could be known of it."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao import AxisPiece, AxisTarget, OwnAxis
from jixiao.authoring.check import check_ruleset
from jixiao.authoring.probe import probes
from jixiao.frame import explain_row, score_batch
from jixiao.report.ruleset_text import ruleset_lines
from tests.rules.small import small_text

RULE = """
[[rule]]
id = "half"
name = "超额减半"
when = { target = ["quantity"], direction = ["positive"] }
axis = "own:half"
curve = \"\"\"
(.., 0%)     0
[0%, 125%)   x / 1.25
[125%, ..)   1
\"\"\"
clause = { source = "here", article = "第六条", trust = "seen" }
properties = ["monotone"]
because = "超额一半才得满分"
"""


def half(target: AxisTarget) -> list[AxisPiece]:
    """What goes beyond the target counts half."""
    t = target.low
    return [AxisPiece(None, t, 1, 0, 0, t), AxisPiece(t, None, 1, t, 0, 2 * t, low_open=True)]


def score_of(target: Fraction, actual: Fraction) -> Fraction:
    """The clause in words: below the target as it is, half of what goes beyond, four fifths of that, within 0 and 1."""
    x = actual / target
    x = x if x <= 1 else 1 + (x - 1) / 2
    return min(max(x * 4 / 5, Fraction(0)), Fraction(1))


HALF = {"own:half": OwnAxis("折半完成率", "1", half, above_zero=True)}
RULESET = jixiao.ruleset_from_text(small_text(RULE), axes=HALF)


@given(target=st.integers(1, 10_000), actual=st.integers(0, 30_000))
def test_scores_and_columns_are_the_clause_s(target: int, actual: int) -> None:
    leaf = jixiao.score_indicator(f"≥{target}亩", f"{actual}亩", 10, RULESET)
    wanted = score_of(Fraction(target), Fraction(actual))
    assert leaf.outcome.share.low == leaf.outcome.share.high == wanted
    row = {
        "project": "甲",
        "level1": "a",
        "level2": "b",
        "level3": "c",
        "target": f"≥{target}亩",
        "actual": f"{actual}亩",
    }
    batch = pa.RecordBatch.from_pylist([row | {"points": "10"}])
    (found,) = score_batch(batch, RULESET).to_pylist()
    assert Fraction(found["share_num"], found["share_den"]) == wanted
    assert (found["axis"], found["scalar"]) == ("own:half", False)
    assert explain_row(batch, 0, RULESET, "en") == jixiao.explanation(
        jixiao.evaluate(_case(target, actual), RULESET).leaves[-1], "en"
    )


def _case(target: int, actual: int) -> jixiao.Case:
    row = {"level1": "a", "level2": "b", "level3": "c", "target": f"≥{target}亩", "actual": f"{actual}亩", "points": 10}
    return jixiao.case_from_dict({"project": {"name": "甲"}, "indicator": [row]})


@given(target=st.integers(1, 10_000), wanted=st.integers(1, 10))
def test_what_a_score_takes_is_its_inverse(target: int, wanted: int) -> None:
    result = jixiao.evaluate(_case(target, 0), RULESET)
    (part,) = jixiao.seek(result, score=wanted).sought[-1].alone.parts
    assert part.low is not None
    assert jixiao.score_indicator(f"≥{target}亩", part.low, 10, RULESET).score.low >= wanted
    assert score_of(Fraction(target), part.low - Fraction(1, 2)) * 10 < wanted


def test_it_is_checked_told_and_drawn_like_any_other() -> None:
    leaf = jixiao.score_indicator("≥100亩", "110亩", 10, RULESET)
    assert "折半完成率为 105%" in jixiao.explanation(leaf)
    assert [each for each in check_ruleset(RULESET) if each.rule == "half" and each.check == "monotone"] == []
    assert next(probes(RULESET.rule("half"), RULESET)).curve is not None
    assert any("折半完成率" in str(line) for line in ruleset_lines(RULESET, 100))
    fell = jixiao.ruleset_from_text(small_text(RULE), axes={"own:half": OwnAxis("反", "1", falling, above_zero=True)})
    assert [each.check for each in check_ruleset(fell) if each.check == "monotone"] == ["monotone"]


def falling(target: AxisTarget) -> list[AxisPiece]:
    """Less the more was done."""
    return [AxisPiece(None, None, -1, target.low, 0, target.low)]


def test_provenance_tells_functions_apart() -> None:
    def said(axis: OwnAxis) -> Any:
        ruleset = jixiao.ruleset_from_text(small_text(RULE), axes={"own:half": axis})
        return jixiao.evaluate(_case(1, 1), ruleset).to_dict()["provenance"]

    one = said(HALF["own:half"])
    assert one == said(OwnAxis("折半完成率", "1", half, above_zero=True))
    assert one["options"]["axes"]["own:half"]["version"] == "1"
    assert one != said(OwnAxis("折半完成率", "2", half, above_zero=True))
    assert one != said(OwnAxis("折半完成率", "1", falling, above_zero=True))
    assert json.loads(score_batch(_table(), RULESET).schema.metadata[b"jixiao.provenance"])["options"] == one["options"]


def _table() -> pa.RecordBatch:
    names = ("project", "level1", "level2", "level3", "target", "actual", "points")
    return pa.RecordBatch.from_pydict({name: pa.array([], pa.string()) for name in names})


def test_it_travels_with_its_ruleset() -> None:
    for other in (pickle.loads(pickle.dumps(RULESET)), copy.deepcopy(RULESET)):
        assert other == RULESET
        assert jixiao.score_indicator("≥100亩", "110亩", 10, other).score.text() == "8.4"
    assert hash(RULESET.rule("half")) == hash(pickle.loads(pickle.dumps(RULESET.rule("half"))))


def test_targets_that_are_not_above_zero_are_the_policies() -> None:
    leaf = jixiao.score_indicator("≥0亩", "3亩", 10, RULESET)
    assert leaf.score.text() == "10"
    assert leaf.outcome.policies[0].name == "zero_target"


def test_a_ruleset_holds_its_name_alone() -> None:
    with pytest.raises(jixiao.JixiaoError, match=r"JX846.*own:half"):
        jixiao.ruleset_from_text(small_text(RULE))
    with pytest.raises(jixiao.JixiaoError, match=r"JX846.*own:half"):
        jixiao.ruleset_from_text(small_text(RULE), axes={"own:other": HALF["own:half"]})
    words = small_text(RULE).replace('"quantity"', '"level"').replace(', direction = ["positive"]', "")
    with pytest.raises(jixiao.JixiaoError, match=r"JX303.*own:half"):
        jixiao.ruleset_from_text(words, axes=HALF)


A = AxisPiece
Function = Callable[[AxisTarget], Iterable[Any]]


@pytest.mark.parametrize(
    "function",
    [
        lambda target: target.low,
        lambda target: [target.low, 1],
        lambda target: [],
        lambda target: [A(None, 5, 1, 0)],
        lambda target: [A(0, None, 1, 0)],
        lambda target: [A(None, 5, 1, 0), A(5, None, 1, 0)],
        lambda target: [A(None, 5, 1, 0), A(6, None, 1, 0)],
        lambda target: [A(5, None, 1, 0, low_open=True), A(None, 5, 1, 0)],
        lambda target: [A(None, 5, 1, 0, high_open=True), A(5, None, 1, 0, low_open=True)],
        lambda target: [A(None, None, 1, 0, 1, -target.low)],
        lambda target: [A(None, 0, 0, 0, high_open=True), A(0, None, 1, 1, 1, 0)],
        lambda target: [A(None, None, 1, 0, 0, 0)],
        lambda target: [A(None, 3, 0, 0), A(5, 4, 0, 0), A(4, None, 0, 0)],
        lambda target: [A(None, None, 1, 0, 0, target.low - target.low)],
        lambda target: [A(None, None, 0.5, 0)],
        lambda target: 1 / 0,
        list,
        None,
    ],
)  # fmt: skip
def test_a_function_of_which_nothing_is_known_is_refused(function: Function) -> None:
    with pytest.raises((jixiao.JixiaoError, TypeError)) as told:
        jixiao.ruleset_from_text(small_text(RULE), axes={"own:half": OwnAxis("x", "1", function)})
    said = str(told.value)
    assert "JX847" in said or "JX005" in said or "OwnAxis with a function" in said
    assert isinstance(pickle.loads(pickle.dumps(told.value)), type(told.value))


def test_a_pole_at_an_open_end_is_as_of_the_inverse() -> None:
    def inverse(target: AxisTarget) -> list[AxisPiece]:
        return [AxisPiece(None, 0, 0, 9), AxisPiece(0, None, 0, target.low, 1, 0, low_open=True)]

    ruleset = jixiao.ruleset_from_text(small_text(RULE), axes={"own:half": OwnAxis("反比", "1", inverse)})
    found = [
        jixiao.score_indicator("≥100亩", actual, 10, ruleset).score.text()
        for actual in ("0亩", "1亩", "100亩", "200亩")
    ]
    assert found == ["10", "10", "8", "4"]


def test_a_function_must_be_pure_and_stay_in_its_reach() -> None:
    calls = iter(range(1, 1000))

    def drifting(target: AxisTarget) -> list[AxisPiece]:
        return [AxisPiece(None, None, next(calls), 0)]

    for axis in (OwnAxis("x", "1", drifting), OwnAxis("x", "1", half, reach=(0, "0.5"))):
        with pytest.raises(jixiao.JixiaoError, match="JX847"):
            jixiao.ruleset_from_text(small_text(RULE), axes={"own:half": axis})


@pytest.mark.parametrize(
    "axes",
    [[], {"own:half": half}, {"half": HALF["own:half"]}, {5: HALF["own:half"]}, {"own:half": OwnAxis("", "1", half)}],
)
def test_axes_of_a_wrong_type(axes: Any) -> None:
    with pytest.raises(TypeError, match=r"axis|axes"):
        jixiao.ruleset_from_text(small_text(RULE), axes=axes)
