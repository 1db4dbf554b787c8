"""The sentence of a leaf holds the numbers that its score comes from, and can be recomputed from them."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given

import jixiao
from jixiao.explain.sentence import score_text, span_text
from jixiao.kernel.number import exact, percent
from jixiao.kernel.structure import Text
from jixiao.report.result_lines import result_lines
from jixiao.rules.clause import Trust
from jixiao.scoring.case import Case, Override
from jixiao.scoring.score import Score
from tests.cases.collect import GOOD
from tests.examples import examples
from tests.scoring.cases import LOADED, cases, one_row, scored

CN = LOADED["cn-2020-10"]
some = examples(100)
_PRODUCT = re.compile(r"得分 (\S+) × (\S+?)(?: − (\S+))? (?:=|≈) (\S+?)(?:，修约为 (\S+?))?[；。]")


@some
@given(cases)
def test_the_arithmetic_of_a_sentence_is_true(case: Case) -> None:
    result = scored(case)
    for leaf in result.leaves:
        said = jixiao.explanation(leaf)
        if not leaf.counted or leaf.computed.is_open:
            continue
        found = _PRODUCT.search(said)
        assert found is not None, said
        points, share, _, product, rounded = found.groups()
        assert exact(points) == leaf.points
        assert exact(share) == leaf.outcome.share.low
        assert exact(rounded or product) == leaf.computed.low
        if rounded:
            assert abs(exact(product) - exact(points) * exact(share)) <= Fraction(1, 10**6)


@some
@given(cases)
def test_every_sentence_says_target_actual_clause_and_trust(case: Case) -> None:
    result = scored(case)
    trusts = {Trust.SEEN: "见原文", Trust.RECALLED: "据记忆转述", Trust.DEPLOYED: "在用系统", Trust.ASSUMED: "推定"}
    for leaf in result.leaves:
        said, told = (jixiao.explanation(leaf, lang) for lang in ("zh", "en"))
        assert said.endswith("。")
        assert told.endswith(".")
        if leaf.indicator.target:
            assert f"目标“{leaf.indicator.target}”" in said
        assert (leaf.indicator.actual or "未填") in said
        if leaf.rule is not None and leaf.counted:
            assert leaf.rule.clause.article in said
            assert trusts[leaf.rule.clause.trust] in said


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (
            {"target": Text("≥95%"), "actual": Text("93.1%")},
            ["完成率（实际÷目标）为 98%，在 [0%, 100%) 段，得分率 x", "得分 10 × 98% = 9.80"],
        ),
        (
            {"target": Text("≥3次"), "actual": Text("2次")},
            ["完成率（实际÷目标）为 2/3（≈66.6667%）", "得分 10 × 2/3 ≈ 6.666667，修约为 6.67"],
        ),
        ({"target": Text("≤100元"), "actual": Text("125元")}, ["目标÷实际为 80%", "得分 10 × 80% = 8.00"]),
        ({"target": Text("≥95%")}, ["实际未填", "得分 10 × [0%, 100%] = [0.00, 10.00]，待定"]),
        (
            {"target": Text("健全"), "actual": Text("部分达成")},
            ["属“部分达成年度指标并具有一定效果”一档", "得分 10 × [60%, 80%) = [6.00, 8.00)，待定"],
        ),
        ({"target": Text("95%"), "actual": Text("95%")}, ["推定越多越好"]),
    ],
)
def test_a_person_can_follow_it(row: dict[str, Text], parts: list[str]) -> None:
    leaf = one_row("cn-2020-10", Fraction(10), **row)
    said = jixiao.explanation(leaf)
    for part in parts:
        assert part in said


def test_a_correction_by_hand_stands_beside_what_was_computed() -> None:
    case = jixiao.load_case(GOOD / "putuo-2022-venues")
    row = evolve(case.indicator[0], override=Override(Fraction(8), "复核"))
    result = jixiao.evaluate(evolve(case, indicator=(row, *case.indicator[1:])), CN)
    leaf = next(leaf for leaf in result.leaves if leaf.index == 0)
    assert "得分 10 × 100% = 10.00" in jixiao.explanation(leaf)
    assert "人工更正为 8，理由：复核" in jixiao.explanation(leaf)


def test_a_correction_equal_to_what_was_computed_is_marked_all_the_same() -> None:
    case = jixiao.load_case(GOOD / "putuo-2022-venues")
    row = evolve(case.indicator[0], override=Override(Fraction(10), "复核"))
    result = jixiao.evaluate(evolve(case, indicator=(row, *case.indicator[1:])), CN)
    leaf = next(leaf for leaf in result.leaves if leaf.index == 0)
    assert leaf.score == leaf.computed
    assert "人工更正为 10，理由：复核" in jixiao.explanation(leaf)
    lines = ["".join(text for _, text in line) for line in result_lines(result, 120)]
    assert any("10.00†" in line for line in lines)
    assert any(line.startswith("† ") for line in lines)


def test_bounds_as_text() -> None:
    half_open = Score(Fraction(24, 5), Fraction(32, 5), high_open=True)
    assert score_text(half_open, CN) == "[4.80, 6.40)"
    assert span_text(half_open, CN) == "4.80～<6.40"
    assert span_text(half_open, CN, "en") == "4.80–<6.40"
    assert span_text(Score.of(Fraction(5)), CN) == "5.00"
    assert Score(Fraction(3, 5), Fraction(4, 5), high_open=True).text(percent) == "[60%, 80%)"
