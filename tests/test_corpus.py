"""Tables of known cells keep their floors, and the grader tells right, honest and wrong apart."""

from pathlib import Path

import pytest

from tests.corpus.__main__ import main
from tests.corpus.floor import below
from tests.corpus.tables import DATA, NAMES, floors, graded
from tests.corpus.verdict import Graded, Verdict, judge


@pytest.mark.parametrize("name", NAMES)
def test_a_table_keeps_its_floor(name: str) -> None:
    assert below(graded(DATA / f"{name}.tsv"), floors()[name]) == []


@pytest.mark.parametrize(
    ("found", "accepted", "verdict"),
    [
        ("quantity >= 95 %", ["quantity >= 95 %"], "right"), ("quantity ? 0.90 %", ["quantity ? 0.9 %"], "right"),
        ("quantity ? 2/3", ["quantity ? 0.5", "quantity ? 4/6"], "right"), ("range 1..2 %", ["range 1.0..2 %"], "right"),
        ("level 健全", ["level 提高"], "right"), ("error operators", ["error"], "right"), ("level 5折", ["quantity ? 5"], "honest"),
        ("error units", ["level"], "honest"), ("level 5折", ["error"], "honest"), ("quantity > 5 %", ["quantity <= 5 %"], "wrong"),
        ("quantity ? 5", ["level"], "wrong"), ("blank", ["level"], "wrong"), ("range 1..2", ["range 1..2 %"], "wrong"),
        ("quantity ? 1/0", ["quantity ? 1"], "wrong"),
    ],
)  # fmt: skip
def test_a_reading_is_right_honest_or_wrong(found: str, accepted: list[str], verdict: str) -> None:
    assert judge(found, accepted) is Verdict(verdict)


def test_a_pair_is_right_only_with_its_own_value_and_share(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    lines = [
        "≥10个\t5个\t5\tratio 1/2\tx",
        "≥10个\t5个\t6\tratio 1/2\tx",
        "≥10个\t5个\t5\tmet\tx",
        "≥10个\t约5个\t5\tmet\tx",
    ]
    table.write_text("\n".join(["target_raw\tactual_raw\tgold_actual\texpected\tlevel3", *lines]), encoding="utf-8")
    assert [line.verdict for line in graded(table)] == ["right", "wrong", "wrong", "honest"]


def test_a_row_tells_its_direction_without_its_sign(tmp_path: Path) -> None:
    table = tmp_path / "rows.tsv"
    lines = ["产出指标\t成本指标\t成本\t≤5万元", "产出指标\t成本指标\t成本\t≥5万元", "产出指标\t质量指标\t合格率\t5%"]
    table.write_text("\n".join(["level1\tlevel2\tlevel3\ttarget", *lines]), encoding="utf-8")
    assert [(line.kind, line.verdict) for line in graded(table)] == [("falling", "right"), ("rising", "wrong")]


def test_a_floor_says_what_is_lacking() -> None:
    lines = [Graded(kind, "", "", (), Verdict.WRONG) for kind in ("a", "a", "b")]
    assert below(lines, {"right": 0, "wrong": 3, "a-wrong": 2}) == []
    assert len(below(lines, {"right": 1, "wrong": 2, "b-wrong": 0})) == 3


def test_the_command_prints_the_tables_and_fails_under_a_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "targets.tsv"
    table.write_text("target\tnormal_form\n≥5%\tquantity <= 5 %\n", encoding="utf-8")
    assert main([str(table), "--show"]) == 0
    assert "quantity >= 5 %" in capsys.readouterr().out
    assert main([str(table), "--floor"]) == 1
    assert "targets: " in capsys.readouterr().err


def test_a_table_that_is_not_known_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "other.tsv"
    table.write_text("one\ttwo\n", encoding="utf-8")
    with pytest.raises(ValueError, match="one, two"):
        graded(table)
