"""Forms are told by their words: national, provincial, department, application, monitoring, plain lists."""

from __future__ import annotations

from typing import Any

from jixiao.documents.read import Reading, read_document
from tests.documents import forms
from tests.documents.originals import as_xlsx
from tests.documents.tables import drawn


def read(picture: str) -> Reading:
    return read_document(as_xlsx(drawn(picture)), "表")


def case(picture: str) -> dict[str, Any]:
    document = read(picture).document
    assert document is not None
    return document


def test_national_self_evaluation_form() -> None:
    whole = case(forms.NATIONAL)
    assert whole["project"] == {
        "name": "农村公路养护", "unit": "县公路所", "year": 2022, "budget": "120万元", "executed": "110.5万元",
    }  # fmt: skip
    assert [fund["source"] for fund in whole["funds"]] == ["当年财政拨款", "上年结转资金"]
    assert whole["indicator"][0] == {
        "level1": "产出指标", "level2": "数量指标", "level3": "养护里程",
        "target": "≥120公里", "actual": "118公里", "points": "20",
    }  # fmt: skip
    assert whole["extra"]["预期目标"].startswith("目标1")
    assert whole["extra"]["主管部门"] == "某县交通局"


def test_printed_scores_are_kept_for_the_audit() -> None:
    printed = read(forms.NATIONAL).printed
    assert [(row.kind, row.points, row.score) for row in printed[:2]] == [
        ("execution", "10", "9.21"),
        ("indicator", "20", "19.67"),
    ]
    assert (printed[-1].kind, printed[-1].points, printed[-1].score) == ("total", "100", "96.88")


def test_sichuan_sign_value_and_unit_in_columns_of_their_own() -> None:
    leaf = case(forms.SICHUAN)["indicator"][1]
    assert (leaf["sign"], leaf["target"], leaf["unit"], leaf["actual"]) == ("≥", "98", "%", "99")
    assert case(forms.SICHUAN)["project"]["budget"] == "50万元"


def test_hubei_several_goals_with_points_of_their_own() -> None:
    whole = case(forms.HUBEI)
    assert whole["goal"] == [{"name": "年度绩效目标1", "points": "40"}, {"name": "年度绩效目标2", "points": "40"}]
    assert [leaf["goal"] for leaf in whole["indicator"]] == ["年度绩效目标1"] * 2 + ["年度绩效目标2"] * 2


def test_points_before_the_target() -> None:
    leaf = case(forms.ZHONGJIANG)["indicator"][0]
    assert (leaf["points"], leaf["target"], leaf["actual"], leaf["reason"]) == ("10", "10个", "9个", "天气")


def test_department_form_like_the_project_form() -> None:
    whole = case(forms.DEPARTMENT_A)
    assert whole["project"]["unit"] == "某局"
    assert whole["project"]["budget"] == "310万元"
    assert [fund["source"] for fund in whole["funds"]] == ["基本支出", "项目支出"]
    assert (whole["indicator"][0]["points"], whole["indicator"][0]["target"]) == ("20", "≥100件")
    assert whole["extra"]["主要内容"] == "建校"


def test_department_form_that_is_a_table_of_rules() -> None:
    result = read(forms.DEPARTMENT_B)
    assert result.document is not None
    assert [leaf["level2"] for leaf in result.document["indicator"]] == ["预算配置", "预算配置"]
    assert "每超1个百分点扣0.5分" in result.document["extra"]["指标说明及评分标准：投入/预算配置/在职人员控制率"]
    assert [finding.code for finding in result.diagnostics] == ["JX436", "JX436"]


def test_application_form_takes_the_annual_group() -> None:
    result = read(forms.APPLICATION)
    assert result.document is not None
    assert [leaf["target"] for leaf in result.document["indicator"]] == ["≥10公里", "100%", "四类"]
    assert result.document["project"]["budget"] == "100万元"
    assert result.document["extra"]["中期指标值：产出指标/数量指标/治理长度"] == "≥30公里"
    assert "JX428" in {finding.code for finding in result.diagnostics}


def test_monitoring_form_says_that_its_figures_are_of_part_of_the_year() -> None:
    result = read(forms.MONITORING)
    assert result.document is not None
    leaf = result.document["indicator"][0]
    assert (leaf["actual"], leaf["reason"], result.document["project"]["executed"]) == ("14次", "雨少", "55万元")
    assert result.document["extra"]["监控时点"] == "1-7月"
    assert result.document["project"]["budget"] == "100万元"  # the form prints no other than the initial one
    assert [finding.code for finding in result.diagnostics] == ["JX421", "JX470"]


def test_plain_list() -> None:
    rows = case(forms.PLAIN_LIST)["indicator"]
    assert rows == [
        {"level3": "培训人次", "target": "≥100人次", "actual": "98人次"},
        {"level3": "满意度", "target": "≥90%", "actual": "92%"},
    ]


def test_second_levels_without_a_third_stay_in_the_framework() -> None:
    whole = case("一级指标|二级指标|三级指标|目标值\n产出指标|数量指标|件数|5\n^|质量指标||\n效益指标|社会效益||")
    assert whole["framework"] == [
        {"level1": "产出指标", "level2": "质量指标"},
        {"level1": "效益指标", "level2": "社会效益"},
    ]


def test_lines_of_an_unfilled_template_are_no_indicators() -> None:
    whole = case("一级指标|二级指标|三级指标|目标值\n产出指标|数量指标|指标1：|\n^|^|件数|5\n^|^|……|")
    assert [leaf["level3"] for leaf in whole["indicator"]] == ["件数"]


def test_a_target_without_a_name_is_an_error() -> None:
    result = read("一级指标|二级指标|三级指标|目标值|实际完成值\n产出指标|数量指标||5|4\n产出指标|数量指标|件数|5|4")
    assert [finding.code for finding in result.diagnostics] == ["JX422", "JX460"]
    assert [entry.text for entry in result.ledger.unread] == ["5", "4"]


def test_a_wrong_share_of_the_schedule_is_a_finding() -> None:
    form = (
        "项目名称|甲\n年度|2021\n项目本年度金额|86万元\n"
        "项目实施计划|预计6月底之前使用56万元，支出进度占总额的60%；12月底前使用86万元，占总额的100%\n"
        "三级指标|目标值\n件数|5"
    )
    result = read(form)
    assert result.document is not None
    assert result.document["schedule"][0] == {"by": "2021-06-30", "amount": "56万元", "share": "60%"}
    assert [(f.code, dict(f.args)["right"]) for f in result.diagnostics] == [("JX420", "65%")]


def test_a_sum_without_a_unit_is_said() -> None:
    result = read("项目名称|甲\n项目本年度金额|860000\n三级指标|目标值\n件数|5")
    assert (result.document or {})["project"]["budget"] == "860000元"
    assert [finding.code for finding in result.diagnostics] == ["JX419"]


def test_no_table_is_an_error() -> None:
    result = read("项目名称|甲\n说明|无")
    assert result.document is None
    assert [finding.code for finding in result.diagnostics] == ["JX407"]


def test_a_leaf_without_the_level_that_its_table_prints_is_an_error() -> None:
    result = read("一级指标|二级指标|三级指标|目标值\n|数量指标|件数|5")
    assert [finding.code for finding in result.diagnostics] == ["JX437"]


def test_points_of_the_levels_are_not_those_of_the_leaves() -> None:
    leaf = case("一级指标|权重|二级指标|分值|三级指标|单位|目标值|分值\n产出|50|数量|20|件数|件|5|10")["indicator"][0]
    assert (leaf["points"], leaf["target"], leaf["unit"]) == ("10", "5", "件")


def test_points_in_the_name_of_a_level_are_not_part_of_it() -> None:
    leaf = case("一级指标|二级指标|三级指标|目标值\n产出指标\\n（50分）|数量指标|件数|5")["indicator"][0]
    assert leaf["level1"] == "产出指标"


def test_adjusted_targets_are_said_and_kept_aside() -> None:
    result = read("三级指标|年初指标值|调整指标值|全年完成值\n件数|5|4|4")
    assert result.document is not None
    assert result.document["indicator"][0]["target"] == "5"
    assert result.document["extra"]["调整指标值：件数"] == "4"
    assert [finding.code for finding in result.diagnostics] == ["JX439"]


def test_people_in_the_foot_are_left_out_wherever_they_stand() -> None:
    form = (
        "填报单位：某局  填报日期：2023年3月1日|<\n三级指标|目标值\n件数|5\n"
        "填表人：张三     联系电话：0371-66668888|<\n李四 13800138000|<\n审核人|王五"
    )
    result = read(form)
    text = str(result.document)
    assert not any(name in text for name in ("张三", "66668888", "李四", "1380", "王五"))
    assert (result.document or {})["project"]["unit"] == "某局"
    assert [finding.code for finding in result.diagnostics] == ["JX418"]


def test_rows_below_the_indicators_are_kept() -> None:
    whole = case("三级指标|目标值|实际完成值\n件数|5|4\n存在问题|资金到位慢|<\n其他需要说明的问题|无|<")
    assert whole["extra"] == {"存在问题": "资金到位慢", "其他需要说明的问题": "无"}
    assert len(whole["indicator"]) == 1


def test_a_form_in_several_tables_of_one_document_is_one_form() -> None:
    from tests.documents.originals import docx_of
    from tests.documents.test_traps_docx import cell, row

    head = f"<w:tbl>{row(cell('项目名称'), cell('甲'))}</w:tbl>"
    table = f"<w:tbl>{row(cell('三级指标'), cell('目标值'))}{row(cell('件数'), cell('5'))}</w:tbl>"
    document = read_document(docx_of(head + "<w:p/>" + table)).document
    assert document == {
        "version": 1, "project": {"name": "甲"}, "indicator": [{"level3": "件数", "target": "5"}],
    }  # fmt: skip


def test_each_group_of_an_application_form_has_its_own_points() -> None:
    form = "一级指标|中期指标|<|<|年度指标|<|<\n^|三级指标|指标值|权重|三级指标|指标值|权重\n产出指标|长度|≥30公里|40|长度|≥10公里|50"
    leaf = case(form)["indicator"][0]
    assert (leaf["target"], leaf["points"]) == ("≥10公里", "50")


def test_the_annual_group_may_stand_first() -> None:
    form = "一级指标|年度指标|<|中期指标|<\n^|三级指标|指标值|三级指标|指标值\n产出指标|长度|≥10公里|长度|≥30公里"
    assert case(form)["indicator"][0]["target"] == "≥10公里"


def test_rows_after_the_indicators_that_are_not_understood_are_said() -> None:
    from tests.documents.originals import docx_of
    from tests.documents.test_traps_docx import cell, row

    table = f"<w:tbl>{row(cell('三级指标'), cell('目标值'))}{row(cell('件数'), cell('5'))}</w:tbl>"
    rest = f"<w:tbl>{row(cell('场次'), cell('6'))}</w:tbl>"
    result = read_document(docx_of(table + "<w:p/>" + rest))
    assert (result.document or {})["extra"] == {"场次": "6"}
    assert [finding.code for finding in result.diagnostics] == ["JX440", "JX477"]


def test_a_total_over_all_columns_of_text_is_no_indicator() -> None:
    form = "指标类型|指标名称|目标值|计量单位|权重|年终实际值|自评分\n数量指标|维修道路|12.5|公里|90|13|88\n合计|<|<|<|90||88"
    assert [leaf["level3"] for leaf in case(form)["indicator"]] == ["维修道路"]


def test_a_rate_of_execution_under_the_first_level_alone_is_a_leaf() -> None:
    rows = case("一级指标|二级指标|三级指标|实际完成值\n预算执行率|||90%\n产出指标|数量指标|场次|5场")["indicator"]
    assert [(leaf["level1"], leaf["level3"], leaf["actual"]) for leaf in rows] == [
        ("预算执行率", "预算执行率", "90%"), ("产出指标", "场次", "5场"),
    ]  # fmt: skip
