"""Actuals are matched by name within their branch, and never by likeness."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from jixiao.documents.actuals import actuals_document, put_actuals
from jixiao.documents.read import read_document
from tests.documents.originals import CASE, as_xlsx, case_document
from tests.documents.tables import drawn


def leaf(name: str, level1: str = "", level2: str = "", **more: str) -> dict[str, str]:
    return {"level1": level1, "level2": level2, "level3": name, **more}


def codes(findings: Any) -> list[str]:
    return [finding.code for finding in findings]


def test_a_table_of_actuals_is_put_into_the_case() -> None:
    table = as_xlsx(drawn("三级指标|实际完成值|偏差原因\n群众满意度|93.1%|施工噪声\n预算执行率|99.07%|"))
    read = read_document(table, "实际值.xlsx")
    whole, findings = put_actuals(case_document(), actuals_document(read.document or {}), read.places)
    assert not findings
    rows = {row["level3"]: row for row in whole["indicator"]}
    assert (rows["群众满意度"]["actual"], rows["群众满意度"]["reason"]) == ("93.1%", "施工噪声")
    assert "actual" not in rows["加装电梯政策知晓率"]


def test_the_recorded_actuals_file_fits_the_recorded_case() -> None:
    given = tomllib.loads(CASE.with_name("actuals.toml").read_text(encoding="utf-8"))
    whole, findings = put_actuals(case_document(), given)
    assert not findings
    assert whole["project"]["executed"] == "85.2万元"
    assert all(row["actual"] for row in whole["indicator"])


def test_a_name_that_is_only_alike_is_an_error_with_suggestions() -> None:
    pytest.importorskip("rapidfuzz")
    whole, findings = put_actuals(case_document(), {"indicator": [leaf("加装电梯政策知晓度", actual="96%")]})
    assert codes(findings) == ["JX424"]
    assert "加装电梯政策知晓率" in dict(findings[0].args)["hint"]
    assert all("actual" not in row for row in whole["indicator"])


def test_a_name_in_another_branch_does_not_match() -> None:
    case = {"indicator": [leaf("培训人次", "产出", "数量"), leaf("满意度", "效益", "社会")]}
    _, findings = put_actuals(case, {"indicator": [leaf("培训人次", "效益", "社会", actual="5")]})
    assert codes(findings) == ["JX424"]


def test_a_name_in_two_branches_needs_its_branch() -> None:
    case = {"indicator": [leaf("完成率", "产出", "数量"), leaf("完成率", "产出", "质量")]}
    _, findings = put_actuals(case, {"indicator": [leaf("完成率", actual="5")]})
    assert codes(findings) == ["JX431"]
    whole, findings = put_actuals(case, {"indicator": [leaf("完成率", "产出", "质量", actual="5")]})
    assert not findings
    assert [row.get("actual") for row in whole["indicator"]] == [None, "5"]


def test_equal_names_in_one_branch_are_taken_in_order_and_a_third_is_an_error() -> None:
    case = {"indicator": [leaf("完成率", "产出", "数量"), leaf("完成率", "产出", "数量")]}
    rows = [leaf("完成率", actual=value) for value in ("1", "2", "3")]
    whole, findings = put_actuals(case, {"indicator": rows})
    assert [row["actual"] for row in whole["indicator"]] == ["1", "2"]
    assert codes(findings) == ["JX434"]


def test_white_space_in_a_name_does_not_matter() -> None:
    whole, findings = put_actuals({"indicator": [leaf("培训 人次")]}, {"indicator": [leaf("培训人次", actual="5")]})
    assert not findings
    assert whole["indicator"][0]["actual"] == "5"
