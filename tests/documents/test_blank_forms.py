"""Forms that nobody has filled in, and forms of departments, monitoring and transfer payments, drawn by hand."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao.documents.read import Reading, read_document
from tests.documents.drawn import FILES
from tests.documents.tables import drawn

KINDS = ("xlsx", "html", "docx")
NATIONAL = """项目支出绩效自评表|<|<|<|<|<|<|<|<
（    年度）|<|<|<|<|<|<|<|<
项目名称|<||<|<|<|<|<|<
主管部门|<||<|<|实施单位||<|<
项目资金\\n（万元）|||年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<||||10||
^|其中：当年财政拨款|<||||—||—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^||<|<|<||<|<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标（50分）|数量指标|指标1：|||||
^|^|^|指标2：|||||
^|^|质量指标|指标1：|||||
^|^|^|……|||||
^|效益指标（30分）|经济效益指标|指标1：|||||
^|满意度指标（10分）|服务对象满意度指标|指标1：|||||
总分|<|<|<|<|<|100||"""
DEPARTMENT = """部门整体支出绩效自评表|<|<|<|<|<|<|<
部门名称|<||<|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|完成值|分值|得分
^|产出指标|数量指标|||||
^|^|质量指标|||||
^|效益指标|社会效益指标|||||
合计|<|<|<|<|<|100|"""
MONITORING = """项目支出绩效目标执行监控表|<|<|<|<|<|<|<|<
项目资金（万元）|||年初预算数|1-7月执行数|1-7月执行率|全年预计执行数|<|<
^|年度资金总额：|<|||||<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|1-7月执行情况|全年预计完成情况|偏差原因分析|备注
^|产出指标|数量指标||||||
^|效益指标|社会效益指标||||||"""
TRANSFER = """区域绩效目标表|<|<|<|<
专项名称||<|<|<
中央主管部门||<|省级财政部门|
资金情况（万元）|年度金额：||<|<
^|其中：中央补助||<|<
^|地方资金||<|<
绩效指标|一级指标|二级指标|三级指标|指标值
^|产出指标|数量指标|指标1：|
^|^|质量指标|指标1：|
^|满意度指标|服务对象满意度指标|……|"""
BRANCHES = {
    NATIONAL: [("产出指标", "", "50"), ("产出指标", "数量指标", ""), ("产出指标", "质量指标", ""), ("效益指标", "", "30"), ("效益指标", "经济效益指标", ""),
               ("满意度指标", "", "10"), ("满意度指标", "服务对象满意度指标", "")],
    DEPARTMENT: [("产出指标", "数量指标", ""), ("产出指标", "质量指标", ""), ("效益指标", "社会效益指标", "")],
    MONITORING: [("产出指标", "数量指标", ""), ("效益指标", "社会效益指标", "")],
    TRANSFER: [("产出指标", "数量指标", ""), ("产出指标", "质量指标", ""), ("满意度指标", "服务对象满意度指标", "")],
}  # fmt: skip
"""What each blank form prints: first and second levels, and points where it prints them."""


def read(picture: str, kind: str) -> Reading:
    return read_document(FILES[kind](drawn(picture)), "表")


def document(reading: Reading) -> dict[str, Any]:
    assert reading.document is not None
    return reading.document


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("picture", BRANCHES, ids=["national", "department", "monitoring", "transfer"])
def test_a_blank_form_is_read_to_its_framework_and_said_to_be_blank(picture: str, kind: str) -> None:
    reading = read(picture, kind)
    whole = document(reading)
    assert "indicator" not in whole
    assert [
        (each["level1"], each.get("level2", ""), each.get("points", "")) for each in whole["framework"]
    ] == BRANCHES[picture]
    assert "JX468" in {finding.code for finding in reading.findings}
    assert reading.ledger.unread == ()
    assert not {"budget", "executed", "name"} & set(whole["project"])
    assert not any("资金" in text or "部门" in text or "预期目标" in text for text in whole.get("extra", {}).values())


def test_lines_of_a_template_left_in_a_filled_form_add_no_branch() -> None:
    filled = NATIONAL.replace("数量指标|指标1：|||||", "数量指标|培训人次|≥5人|6人|50|50|")
    whole = document(read(filled, "html"))
    assert [leaf["level3"] for leaf in whole["indicator"]] == ["培训人次"]
    assert {each.get("level2") for each in whole["framework"]} == {None}


SELF_EVALUATION = """转移支付区域（项目）绩效目标自评表|<|<|<|<|<|<
（2022年度）|<|<|<|<|<|<
转移支付（项目）名称|<|城镇保障性安居工程补助资金|<|<|<|<
中央主管部门|<|住房和城乡建设部|<|<|<|<
地方主管部门|<|某市住建局|资金使用单位|<|某区住建局|<
资金投入情况（万元）|||全年预算数(A)|全年执行数(B)|<|预算执行率(B/A)
^|年度资金总额：|<|2000|1900|<|95%
^|其中：中央财政资金|<|1500|1500|<|100%
^|地方资金|<|500|400|<|80%
资金管理情况|||情况说明|<|<|存在问题和改进措施
^|分配科学性|<|按规定分配|<|<|无
^|下达及时性|<|及时下达|<|<|无
总体目标完成情况|总体目标|<|<|全年实际完成情况|<|<
^|改造老旧小区30个|<|<|改造32个|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|全年实际完成值|未完成原因和改进措施
^|产出指标|数量指标|改造小区数|30个|32个|
^|^|质量指标|工程合格率|100%|100%|
^|满意度指标|服务对象满意度指标|居民满意度|≥85%|91%|
说明|无|<|<|<|<|<"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_self_evaluation_of_a_transfer_payment_comes_in_whole(kind: str) -> None:
    reading = read(SELF_EVALUATION, kind)
    whole = document(reading)
    assert whole["project"] == {
        "name": "城镇保障性安居工程补助资金", "unit": "某区住建局", "year": 2022, "budget": "2000万元", "executed": "1900万元",
    }  # fmt: skip
    assert [(fund["source"], fund["budget"], fund["executed"]) for fund in whole["funds"]] == [
        ("中央财政资金", "1500万元", "1500万元"),
        ("地方资金", "500万元", "400万元"),
    ]
    assert [(leaf["level3"], leaf["target"], leaf["actual"]) for leaf in whole["indicator"]] == [
        ("改造小区数", "30个", "32个"),
        ("工程合格率", "100%", "100%"),
        ("居民满意度", "≥85%", "91%"),
    ]
    extra = whole["extra"]
    assert (extra["总体目标"], extra["全年实际完成情况"]) == ("改造老旧小区30个", "改造32个")
    assert (extra["分配科学性"], extra["下达及时性"]) == ("按规定分配", "及时下达")
    assert reading.ledger.unread == ()


RATE_ONLY = """项目支出绩效自评表（2022年度）|<|<|<|<|<|<
项目资金（万元）|||分值|执行率|得分|
^|年度资金总额|<|10|95%|9.5|
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|培训人次|≥5人|5人|90|90
总分|<|<|<|<|100|99.5"""
RATE_BESIDE = """项目支出绩效自评表（2022年度）|<|<|<|<|<|<
预算执行率（10分）|95%|<|得分|9.5|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|培训人次|≥5人|5人|90|90
总分|<|<|<|<|100|99.5"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("picture", [RATE_ONLY, RATE_BESIDE], ids=["block", "label"])
def test_a_form_that_prints_a_rate_and_no_sums_is_audited_by_its_rate(picture: str, kind: str) -> None:
    from jixiao.documents.printed_rows import printed_rows_of
    from jixiao.rules.find import load_ruleset
    from jixiao.scoring.audit import audit_rows

    reading = read(picture, kind)
    assert "budget" not in document(reading)["project"]  # the points are no money
    assert [(each.points, each.rate, each.score) for each in reading.printed if each.kind == "execution"] == [
        ("10", "95%", "9.5")
    ]
    rows = audit_rows(printed_rows_of(reading).rows, load_ruleset("cn-2020-10")).rows
    assert {row.verdict.value for row in rows} == {"agrees"}
    wrong = read(picture.replace("9.5", "9.9").replace("99.9", "99.5"), kind)
    rows = audit_rows(printed_rows_of(wrong).rows, load_ruleset("cn-2020-10")).rows
    assert [row.verdict.value for row in rows if row.kind.value == "execution"] == ["differs"]
