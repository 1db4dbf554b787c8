"""What rounding really gives of open ends, sums against their points, and provenance: laws from the words of each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.document import Document
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.kernel.structure import Text
from jixiao.kernel.when import When
from jixiao.report.as_json import result_json
from jixiao.rules.policy import Policy, PolicyName
from jixiao.scoring.case import Case, Indicator, Project, case_digest
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.load import case_from_document
from jixiao.scoring.score import Score

CN = jixiao.load_ruleset("cn-2020-10")
values = st.builds(Fraction, st.integers(1, 20_000), st.sampled_from([1, 2, 3, 7, 8, 100, 200, 2000]))


@given(st.sampled_from(Mode), st.integers(0, 3), values)
def test_just_below_a_number(mode: Mode, places: int, value: Fraction) -> None:
    rounding = Rounding(mode, places)
    little = Fraction(1, 10**9 * value.denominator)
    assert rounding.below(value) == rounding(value - little)


@given(values, values)
def test_an_open_end_is_attained_as_far_as_rounding_goes(low: Fraction, width: Fraction) -> None:
    rounding, score = Rounding(), Score(low, low + width, high_open=True)
    found = score.attained(rounding)
    assert not found.high_open
    assert found.high == max(rounding(low), rounding(low + width - Fraction(1, 10**12)))


@given(st.integers(1, 40), st.sampled_from([3, 6, 7, 9, 11]), st.integers(1, 12), st.booleans())
def test_no_total_is_above_its_points(whole: int, parts: int, rows: int, several: bool) -> None:
    branches = ["数量指标", "质量指标", "时效指标"] if several else ["数量指标"]
    indicators = tuple(
        Indicator(f"x{at}", "产出指标", branches[at % len(branches)], target=Text("≥1个"), actual=Text("1个"), points=Fraction(whole, parts))
        for at in range(rows)
    )  # fmt: skip
    result = evaluate(Case(1, Project(year=2021, budget=Text("1元"), executed=Text("1元")), indicators), CN)
    assert result.tree.total.score.high <= result.tree.total.points
    assert result.tree.total.points - result.tree.total.score.low < Fraction(1 + rows, 100)
    told = [each for each in result.diagnostics if each.code == "JX290"]
    assert len(told) == (0 if (Fraction(whole, parts) * 100).denominator == 1 else rows)


def small(**row: object) -> Case:
    return Case(
        1, Project(year=2021), (Indicator("x", target=Text("≥10个"), actual=Text("9个"), points=Fraction(100), **row),)
    )  # type: ignore[arg-type]


def test_provenance_tells_results_apart() -> None:
    asked = evolve(CN, policies={**CN.policies, PolicyName.BARE_TARGET: Policy("ask", "x")})
    whole = evolve(CN, rounding=evolve(CN.rounding, places=1))
    assert CN.grades is not None
    graded = evolve(CN, grades=evolve(CN.grades, cuts=CN.grades.cuts[:2]))
    cases = [small(), small(id="7"), small(extra={"key": 1}), small(judgement=Fraction(1, 2))]
    results = [
        *(evaluate(each, CN) for each in cases),
        *(evaluate(cases[0], each) for each in (asked, whole, graded)),
        evaluate(cases[0], CN, When(2021, 6)),
    ]
    told = [str(result_json(each)["provenance"]) for each in results]
    assert len(set(told)) == len(results)
    assert str(result_json(evaluate(small(), CN))["provenance"]) == told[0]


def test_what_an_embedder_gives_comes_through() -> None:
    first = result_json(evaluate(small(id="A-7", extra={"row": 3, "of": ["a"]}), CN))["indicators"][-1]
    assert (first["index"], first["id"], first["extra"]) == (0, "A-7", {"row": 3, "of": ["a"]})
    assert (first["direction"], first["direction_from"], first["read_as"]) == ("positive", "operator", None)


def written(**row: object) -> str:
    whole = {"level3": "x", "target": "95", "points": "10", "actual": "96", "judgement": "90%", **row}
    project = {"year": 2021, "budget": "100", "start": "2021-01-01"}
    return case_digest(case_from_document(Document({"version": 1, "project": project, "indicator": [whole]})))


@pytest.mark.parametrize(
    "row",
    [
        {"points": 10},
        {"points": Decimal("10.0")},
        {"actual": 96},
        {"judgement": Decimal("0.9")},
        {"judgement": "90.0%"},
        {"reason": "", "extra": {}, "target_too_low": False},
    ],
)
def test_equal_cases_have_one_digest_however_they_were_written(row: dict[str, object]) -> None:
    assert written(**row) == written()


@pytest.mark.parametrize("row", [{"points": 9}, {"deduction": 0}, {"id": "1"}, {"actual": "96.0"}, {"extra": {"a": 1}}])
def test_another_case_has_another_digest(row: dict[str, object]) -> None:
    assert written(**row) != written()
