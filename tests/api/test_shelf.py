"""What the shelf gives: the same scores on every way to them, keys given back, results as tables, audits, a log."""

from __future__ import annotations

import copy
import json
import logging
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.scoring import evaluate as scoring
from jixiao.scoring.case import case_document
from jixiao.testing.stored import of_stored

TOP = Path(__file__).resolve().parents[2]
CASES = sorted(path for path in (TOP / "cases" / "good").iterdir() if (path / "case.toml").is_file())
CN = jixiao.load_ruleset("cn-2020-10", ())
ROWS = [
    {"level1": "产出指标", "level3": "户数", "target": "≥50户", "actual": 45, "points": "50", "id": 7, "extra": {"score": "?"}},
    {"level1": "产出指标", "level3": "满意度", "target": "≥90%", "points": Decimal("40.0"), "id": "A", "extra": {"w": 1.5}},
]  # fmt: skip


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_case_by_its_dictionary_is_the_case_of_its_file(folder: Path) -> None:
    case = jixiao.load_case(folder)
    ruleset = jixiao.load_ruleset(case.project.ruleset or "cn-2020-10", ())
    by_file = jixiao.evaluate(case, ruleset)
    by_dict = jixiao.evaluate(jixiao.case_from_dict(case_document(case)), ruleset)
    assert by_dict.to_dict("en")["provenance"] == by_file.to_dict("en")["provenance"]
    assert by_dict.to_dict("en")["indicators"] == by_file.to_dict("en")["indicators"]
    assert json.loads(by_file.to_json("en")) == by_file.to_dict("en") == jixiao.result_json(by_file, "en")


TARGETS = st.sampled_from(
    ["≥95%", "≤5天", "95%", "=0起", "2021年12月底前", "健全", "≥1次；≥2人", "/", "5%-10%", "约3个"]
)
ACTUALS = st.sampled_from([None, "93.1%", "6天", "0起", "2021-11", "健全", "3；2", "不知道", "7%", "3个"])


@given(TARGETS, ACTUALS, st.sampled_from(["10", "0", "2.5"]), st.sampled_from(sorted(jixiao.list_rulesets(()))))
def test_a_row_scores_alone_as_prepared_and_in_its_case(
    target: str, actual: str | None, points: str, name: str
) -> None:
    ruleset = jixiao.load_ruleset(name, ())
    row = {"level1": "产出指标", "level3": "某项"}
    alone = jixiao.score_indicator(target, actual, points, ruleset, year=2021, **row)  # type: ignore[typeddict-item]
    prepared = jixiao.prepare(target, points, ruleset, year=2021, **row)  # type: ignore[typeddict-item]
    given_row = {**row, "target": target, "points": points} | ({} if actual is None else {"actual": actual})
    case = jixiao.case_from_dict({"project": {"year": 2021}, "indicator": [given_row]})
    (inside,) = (leaf for leaf in scoring.evaluate(case, ruleset).leaves if leaf.index == 0)
    assert alone.score == inside.score == prepared(actual).score
    assert alone.outcome == inside.outcome == prepared(actual).leaf.outcome
    assert jixiao.explanation(alone, "en") == prepared(actual).explanation("en")
    again = pickle.loads(pickle.dumps(prepared))
    assert again(actual) == prepared(actual)


def test_keys_come_back_in_every_form_and_ours_are_named_apart() -> None:
    result = jixiao.evaluate(jixiao.case_from_dict({"indicator": ROWS}), CN)
    found = {each["index"]: each for each in result.to_dict()["indicators"]}
    assert [(found[at]["id"], found[at]["extra"]) for at in (0, 1)] == [(7, {"score": "?"}), ("A", {"w": 1.5})]
    rows: dict[Any, dict[str, Any]] = {row["jx_index"]: row for row in result.to_rows("en", prefix="jx_")}
    assert (rows[0]["score"], rows[0]["jx_score"], rows[0]["jx_id"], rows[0]["jx_trust"]) == (
        "?",
        "45.00",
        7,
        "recalled",
    )
    assert (rows[1]["w"], rows[1]["jx_score"], rows[1]["jx_high"]) == (1.5, None, "40.00")
    with pytest.raises(jixiao.JixiaoError, match="JX842"):
        result.to_rows()


def test_scores_of_a_data_base_are_audited_by_key_or_place() -> None:
    case = jixiao.case_from_dict(
        {"indicator": [*ROWS, {"level3": "次数", "target": "≥2次", "actual": "2次", "points": 10}]}
    )
    audit = jixiao.audit(case, CN, {7: "45.00", "A": 40, 2: Decimal("9")})
    verdicts = [(each.row.level3, each.verdict.value) for each in audit.rows]
    assert verdicts == [("户数", "agrees"), ("满意度", "undecided"), ("次数", "differs")]
    assert audit.to_dict("en")["summary"]["differs"] == 1
    assert repr(audit) == "Audit(cn-2020-10: 1 agrees, 1 differs, 1 undecided)"


def test_values_of_the_shelf_are_values() -> None:
    result = jixiao.evaluate(jixiao.load_case(CASES[0]), CN)
    parsed = jixiao.parse_target("≥95%")
    things = [result, result.case, result.leaves[0], CN, parsed, result.score, jixiao.seek(result, score=90)]
    for thing in [*things, jixiao.audit(result.case, CN), *result.diagnostics, jixiao.prepare("≥1", 10, CN)("1")]:
        again = pickle.loads(pickle.dumps(thing))
        assert again == thing
        assert hash(again) == hash(thing)
        assert copy.copy(thing) == copy.deepcopy(thing) == thing
        assert len(repr(thing)) < 400


def test_a_reading_is_a_value_too() -> None:
    table = "一级指标,二级指标,三级指标,目标值,分值,实际完成值,得分\n产出指标,数量指标,户数,≥50户,90,45户,81\n"
    reading = jixiao.read_document(table.encode(), name="form.csv")
    again = pickle.loads(pickle.dumps(reading))
    assert (again, hash(again)) == (reading, hash(reading))
    assert len(repr(reading)) < 100
    (case,) = reading.cases
    assert jixiao.evaluate(case, CN).leaves[-1].score.text() == "81"
    assert [each.verdict.value for each in jixiao.audit(reading, CN).rows] == ["agrees"]


def test_a_ruleset_is_loaded_once_while_its_file_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    text = 'version = 1\nid = "ours"\ntitle = "{}"\nextends = "cn-2020-10"\n'
    path.write_text(text.format("甲"), encoding="utf-8")
    first = jixiao.load_ruleset("ours", [tmp_path])
    assert jixiao.load_ruleset("ours", [tmp_path]) is first
    path.write_text(text.format("乙乙"), encoding="utf-8")
    assert jixiao.load_ruleset("ours", [tmp_path]).title == "乙乙"


def test_scoring_is_told_to_a_logger_and_to_nobody_else(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    case = jixiao.case_from_dict({"indicator": ROWS})
    jixiao.evaluate(case, CN)
    assert caplog.records == []
    with caplog.at_level(logging.DEBUG, logger="jixiao"):
        jixiao.evaluate(case, CN)
    (record,) = caplog.records
    assert "Case('', 2 indicators)" in record.getMessage()
    assert capfd.readouterr() == ("", "")


def test_a_stored_result_stands_until_something_of_it_changes(jixiao_stored: Any) -> None:
    case = jixiao.case_from_dict({"indicator": ROWS})
    stored = json.loads(jixiao.evaluate(case, CN, "2021-06").to_json())
    jixiao_stored(stored, case, CN)
    stored["indicators"][1]["low"] = "50.00"
    with pytest.raises(pytest.fail.Exception, match=r"户数 low: 50\.00 ≠ 45\.00"):
        jixiao_stored(stored, case, CN)
    other = jixiao.case_from_dict({"indicator": ROWS[:1]})
    assert of_stored(stored, other, CN)[0].startswith("provenance case_digest: sha256:")
    assert of_stored({}, case, CN) == ["the stored result has no provenance: it was not written by result.to_dict()"]
