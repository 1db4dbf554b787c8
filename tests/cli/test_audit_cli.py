"""`audit` and `seek` as they are called: exit codes, JSON, widths, and mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from jixiao.kernel.caret import cells
from tests.cases.collect import TOP
from tests.cli.run import SEED, Ran, jixiao
from tests.documents.originals import as_csv, as_html, as_xlsx
from tests.documents.tables import drawn

Call = Callable[..., Ran]
FORM = TOP / "tests" / "data" / "self-evaluation.csv"
CORPUS = TOP / "tests" / "data" / "rows.tsv"
RULES = ("--ruleset", "cn-2020-10")
KEYS = [
    "line", "project", "level1", "level2", "level3", "target", "actual", "points", "printed", "low", "high", "verdict",
    "reason", "clause", "kind",
]  # fmt: skip


# -- audit


def test_audit_gives_one_object_a_row_and_counts_that_add_up(call: Call) -> None:
    ran = call("audit", CORPUS, *RULES, "--format", "json")
    assert ran.code == 0
    audit = json.loads(ran.out)
    assert set(audit) == {"rows", "summary"}
    assert [list(row) for row in audit["rows"]] == [KEYS] * 708
    assert [row["line"] for row in audit["rows"]] == list(range(2, 710))
    summary, verdicts = audit["summary"], ("agrees", "in-band", "differs", "undecided")
    for verdict in verdicts:
        found = [row for row in audit["rows"] if row["verdict"] == verdict]
        assert summary[verdict] == len(found) == sum(kind[verdict] for kind in summary["kinds"].values())
        assert all(row["reason"] for row in found if verdict in ("differs", "undecided"))
    assert sum(summary[verdict] for verdict in verdicts) == summary["rows"] == 708
    row = audit["rows"][1]
    assert (row["printed"], row["low"], row["high"]) == ("9", "10.00", "10.00")
    assert row["clause"]["trust"] == "recalled"


def test_audit_exits_1_for_a_difference_only_when_strict(call: Call, tmp_path: Path) -> None:
    assert call("audit", FORM, *RULES).code == 0
    assert call("audit", FORM, *RULES, "--strict").code == 1
    clean = tmp_path / "clean.csv"
    lines = FORM.read_text(encoding="utf-8").replace("276公里,30,29", "276公里,30,27.6").splitlines()
    clean.write_text("\n".join(line for line in lines if "总分" not in line), encoding="utf-8")
    assert call("audit", clean, *RULES, "--strict").code == 0


def test_audit_without_a_ruleset_names_the_candidates(call: Call) -> None:
    ran = call("audit", FORM)
    assert ran.code == 2
    assert "JX232" in ran.said
    assert "cn-2020-10" in ran.said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("level3\ttarget\tactual\n甲\t≥5\t5\n", "JX260"),
        ("level3\ttarget\tactual\tpoints\tscore\n", "JX265"),
        ('level3,target,actual,points,score\n"甲,≥5,5,5,5\n', "JX262"),
    ],
)
def test_audit_refuses_what_it_cannot_read(text: str, code: str, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")
    ran = call("audit", path, *RULES)
    assert (ran.code, ran.out) == (2, b"")
    assert code in ran.said


def test_audit_of_no_file_and_of_a_folder_is_told(call: Call, tmp_path: Path) -> None:
    assert "JX001" in call("audit", tmp_path / "none.tsv", *RULES).said
    assert call("audit", tmp_path, *RULES).code == 2


def test_audit_reads_a_form_with_title_and_head(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    path = tmp_path / "form.csv"
    path.write_text(
        "项目支出绩效自评表,,,,,,\n项目名称,某项目,,,,,\n"
        "一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分\n"
        "产出指标,数量指标,完成数量,≥50个,45个,50,45\n"
        "产出指标,质量指标,合格率,≥95%,95%,50,48\n"
        "总分,,,,,100,93\n",
        encoding="utf-8",
    )
    rows = json.loads(call("audit", path, *RULES, "--format", "json").out)["rows"]
    assert [(row["line"], row["kind"], row["verdict"]) for row in rows] == [
        (4, "indicator", "agrees"),
        (5, "indicator", "differs"),
        (6, "total", "agrees"),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 120])
def test_reports_keep_within_the_width(lang: str, width: int, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (("audit", CORPUS, *RULES), ("seek", SEED, "--grade", "优"), ("seek", SEED, "--score", "99")):
        ran = call("--lang", lang, *words)
        assert ran.code == 0
        assert max(cells(line) for line in ran.text.splitlines()) <= width


def test_output_into_ascii_never_raises() -> None:
    ran = jixiao("audit", FORM, *RULES, PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert b"Traceback" not in ran.err


def test_audit_writes_a_file_and_overwrites_none(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    words = ("audit", FORM, *RULES, "--format", "json", "-o", path)
    assert call(*words).code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["summary"]["rows"] == 6
    assert call(*words).code == 2
    assert call(*words, "--force").code == 0


# -- seek


def test_seek_says_how_things_stand(call: Call) -> None:
    for score, state in (("60", "reached"), ("90", "possible"), ("99", "short"), ("100.01", "unreachable")):
        ran = call("seek", SEED, "--score", score, "--format", "json")
        assert ran.code == 0
        found = json.loads(ran.out)
        assert (found["state"], found["wanted"]) == (state, {"score": score, "grade": None})
    assert "达不到 101 分" in call("seek", SEED, "--score", "101").text


def test_seek_gives_exact_ends_and_tells_whether_they_suffice(call: Call) -> None:
    found = json.loads(call("seek", SEED, "--grade", "优", "--format", "json").out)
    asked = next(each for each in found["indicators"] if each["level3"] == "老旧小区改造验收情况")
    # 25 points; the others bring 65.95 for certain and 70.95 at most, so 24.05 and 19.05 less half a cent are wanted.
    assert asked["alone"]["score"] == "24.045"
    assert asked["at_least"]["score"] == "19.045"
    band = asked["alone"]["judgements"][0]
    assert (band["low"], band["low_open"], band["high"], band["high_open"]) == ("0.9618", False, "1", False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "JX282"),
        (("--grade", "优", "--score", "90"), "JX282"),
        (("--grade", "甲"), "JX280"),
        (("--score", "九十"), "JX281"),
        (("--score", "-1"), "JX281"),
        (("--score", "nan"), "JX281"),
    ],
)
def test_seek_refuses_what_is_no_goal(words: tuple[str, ...], code: str, call: Call) -> None:
    ran = call("seek", SEED, *words)
    assert (ran.code, ran.out) == (2, b"")
    assert code in ran.said


@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_seek_takes_any_document_with_its_actuals(kind: str, tmp_path: Path, call: Call) -> None:
    write = {"xlsx": as_xlsx, "html": as_html}[kind]
    table, actuals = tmp_path / f"目标表.{kind}", tmp_path / "实际值.csv"
    table.write_bytes(write(drawn("一级指标|二级指标|三级指标|指标值|分值\n产出指标|数量指标|甲|≥100|90")))
    actuals.write_bytes(as_csv(drawn("三级指标|实际完成值\n甲|50")))
    words = ("--ruleset", "cn-2020-10", "--score", "80", "--format", "json")
    found = json.loads(call("seek", table, "--actuals", actuals, *words).out)
    asked = next(each for each in found["indicators"] if each["level3"] == "甲")
    assert asked["alone"]["score"] == "79.995"  # of 90, while budget execution brings nothing for certain
    assert asked["at_least"]["score"] == "69.995"


def test_seek_scores_a_monitoring_ruleset_as_of_its_date(tmp_path: Path, call: Call) -> None:
    (tmp_path / "case.toml").write_text(
        'version = 1\n[project]\nyear = 2021\nruleset = "cn-monitoring-lights"\nbudget = "100"\nexecuted = "50"\n'
        '[[indicator]]\nlevel1 = "产出指标"\nlevel3 = "甲"\ntarget = "≥120"\nactual = "56"\npoints = 90\n',
        encoding="utf-8",
    )
    words = ("seek", tmp_path, "--score", "90", "--format", "json")
    lows = [json.loads(call(*words, *date).out)["total"]["low"] for date in ((), ("--as-of", "2021-07"))]
    assert Fraction(lows[0]) < Fraction(lows[1])
    wrong = call(*words, "--as-of", "七月")
    assert (wrong.code, "JX704" in wrong.said) == (2, True)
