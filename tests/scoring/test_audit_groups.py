"""A score printed once for several leaves: what the group can score at all, and the print held against it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.number import plain
from jixiao.kernel.words import series
from jixiao.scoring.audit import AuditedRow, RowKind, Verdict, audit_rows
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.score import Score
from tests.examples import examples

RULESET = jixiao.load_ruleset("cn-2020-10", ())
FULL, HALF, OPEN, GOOD = ("≥10公里", "10公里"), ("≥10公里", "5公里"), ("≥5公里", ""), ("健全", "健全")


def group(*cells: tuple[str, str], points: str = "30", score: str, each: str = "") -> AuditedRow:
    """The row that leaves of these targets and actuals share; ``each`` are the points printed for each of them."""
    rows = [
        PrintedRow(line, level1="产出指标", level3=f"甲{line}", target=target, actual=actual, points=each, group="并")
        for line, (target, actual) in enumerate(cells, start=2)
    ]
    shared = PrintedRow(len(rows) + 2, level1="产出指标", group="并", points=points, score=score)
    return audit_rows([*rows, shared], RULESET).rows[-1]


def bounds(found: AuditedRow) -> tuple[Fraction, Fraction]:
    assert found.score is not None
    return found.score.low, found.score.high


@examples(100)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=3), st.integers(1, 60), st.integers(0, 70))
def test_shared_points_lie_between_the_worst_and_the_best_leaf(done: list[int], worth: int, printed: int) -> None:
    """However the points are shared out, no share of them is below the worst leaf's or above the best one's."""
    shares = [min(Fraction(each, 10), Fraction(1)) for each in done]
    low, high = min(shares) * worth, max(shares) * worth
    found = group(*(("≥10公里", f"{each}公里") for each in done), points=str(worth), score=str(printed))
    assert bounds(found) == (low, high)
    if low < printed < high:
        assert found.verdict is Verdict.UNDECIDED
    elif printed < low - 1 or printed > high + 1:
        assert found.verdict is Verdict.DIFFERS
    assert low != high or (found.verdict is Verdict.AGREES) == (int(low + Fraction(1, 2)) == printed)


@pytest.mark.parametrize(
    ("cells", "each", "score", "verdict", "code", "args"),
    [
        ((FULL, FULL), "", "30", Verdict.AGREES, None, {}),
        ((HALF, HALF), "", "14", Verdict.DIFFERS, "JX270", {"score": "15.00", "by": "1"}),
        ((FULL, HALF), "", "20", Verdict.UNDECIDED, "JX294", {"band": "[15.00, 30.00]", "n": "2"}),
        ((FULL, HALF), "", "31", Verdict.DIFFERS, "JX271", {"band": "[15.00, 30.00]", "by": "1"}),
        ((FULL, HALF), "", "10", Verdict.DIFFERS, "JX271", {"band": "[15.00, 30.00]", "by": "5"}),
        ((FULL, HALF), "15", "22.5", Verdict.AGREES, None, {}),
        ((FULL, GOOD), "15", "26", Verdict.DIFFERS, "JX271", {"band": "[27.00, 30.00]", "by": "1"}),
        ((FULL, OPEN), "15", "20", Verdict.UNDECIDED, "JX294", {"band": "[15.00, 30.00]", "n": "2"}),
        ((FULL,), "", "", Verdict.UNDECIDED, "JX266", {}),
        ((FULL,), "", "—", Verdict.UNDECIDED, "JX266", {}),
        ((FULL,), "", "全部", Verdict.UNDECIDED, "JX267", {"text": "全部"}),
    ],
)
def test_a_shared_score_and_its_reason(
    cells: tuple[tuple[str, str], ...], each: str, score: str, verdict: Verdict, code: str | None, args: dict[str, str]
) -> None:
    found = group(*cells, score=score, each=each)
    assert (found.kind, found.verdict, found.points) == (RowKind.SUBTOTAL, verdict, 30)
    assert [reason.code for reason in found.reasons] == ([] if code is None else [code])
    told = dict(found.reasons[0].args) if found.reasons else {}
    assert args.items() <= told.items()
    if code in ("JX270", "JX271"):
        assert told["way"].key == ("audit.more" if score == "31" else "audit.less")  # type: ignore[union-attr]
        names = ("正向比例", "定性三档") if GOOD in cells else ("正向比例",)
        assert told["rule"] == series("list.comma", names)


def test_without_any_points_nothing_is_decided() -> None:
    found = group(FULL, points="", score="20")
    assert (found.verdict, found.score, found.points) == (Verdict.UNDECIDED, None, None)
    assert [reason.code for reason in found.reasons] == ["JX286"]


def test_points_of_the_leaves_stand_for_those_of_a_group_without_its_own() -> None:
    found = group(FULL, HALF, points="", score="15", each="10")
    assert (found.verdict, found.points, found.score) == (Verdict.AGREES, 20, Score.of(Fraction(15)))
    other = group(FULL, HALF, points="30", score="15", each="10")
    assert (other.points, bounds(other)) == (30, (15, 30))


def goal(*scores: str, points: str) -> AuditedRow:
    rows = [
        PrintedRow(
            line, level1="产出指标", level3=f"甲{line}", target="≥5", actual="5", points="50", score=score, goal="目"
        )
        for line, score in enumerate(scores, start=2)
    ]
    return audit_rows([*rows, PrintedRow(9, goal="目", points=points)], RULESET).rows[-1]


@pytest.mark.parametrize(
    ("scores", "printed", "verdict"),
    [
        (("50", "50"), "100", Verdict.AGREES),
        (("50", "49.5"), "99.5", Verdict.DIFFERS),
        (("50.00", "50"), "100", Verdict.AGREES),
        (("50", ""), None, Verdict.UNDECIDED),
    ],
)
def test_a_goal_is_held_against_what_is_printed_inside_it(
    scores: tuple[str, ...], printed: str | None, verdict: Verdict
) -> None:
    found = goal(*scores, points="100")
    assert found.verdict is verdict
    assert (found.printed and plain(found.printed.value)) == printed
    assert found.printed is None or found.printed.places == max(len(each.partition(".")[2]) for each in scores)
