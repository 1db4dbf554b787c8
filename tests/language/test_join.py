"""Targets that a form split over its columns."""

import pytest

from jixiao.language.direction import Direction, direction_of
from jixiao.language.join import join_target
from jixiao.language.normal import normal
from jixiao.language.parse import parse_target


@pytest.mark.parametrize(
    ("value", "columns", "meaning", "codes"),
    [
        ("90", {"sign": "≥", "unit": "%"}, "quantity >= 90 %", []),
        ("90", {"sign": "＞＝", "unit": "百分比"}, "quantity >= 90 %", []),
        ("6", {"sign": "=", "unit": "万元"}, "quantity = 60000 元", []),
        ("优良中低差", {"sign": "定性"}, "scale 优良中低差", []),
        ("健全", {"sign": "=", "unit": "无"}, "level 健全", []),
        ("良", {"sign": "≥"}, "level ≥良", []),
        ("2021年12月31日", {"sign": "≤"}, "by 2021-12-31", []),
        ("12", {"sign": "≤", "unit": "月"}, "quantity <= 12 月", []),
        ("≥95%", {"sign": "≥", "unit": "%"}, "quantity >= 95 %", []),
        ("≥95%", {"sign": "≤"}, "quantity >= 95 %", ["JX140"]),
        ("5个", {"unit": "人"}, "quantity ? 5 个", ["JX141"]),
        ("180", {"name": "母猪舍(≥**平方米)"}, "quantity >= 180 平方米", ["JX142"]),
        ("22.8", {"name": "公猪舍（≥**平方米）"}, "quantity >= 22.8 平方米", ["JX142"]),
        ("50", {"name": "排污沟(≥米)"}, "quantity >= 50 米", ["JX142"]),
        ("1", {"name": "粉碎拌合机(11kw)(≥台)"}, "quantity >= 1 台", ["JX142"]),
        ("85", {"name": "苗木成活率(≥**%)"}, "quantity >= 85 %", ["JX142"]),
        ("6070", {"name": "项目总投入(≥**万元)"}, "quantity >= 60700000 元", ["JX142"]),
        (">=85", {"name": "种植作物成活率(≥**%)"}, "quantity >= 85 %", ["JX142"]),
        ("≤28.40/株", {"name": "黄金蜜(葡萄)补助成本(≤**元/株)"}, "quantity <= 28.4 /株", []),
        ("80000", {"name": "实施营造林总面积(亩)"}, "quantity ? 80000 亩", ["JX142"]),
        ("132", {"name": "受益人数(人)"}, "quantity ? 132 人", ["JX142"]),
        (">=80人", {"name": "受益建档立卡贫困人口数≥**人"}, "quantity >= 80 人", []),
        ("100%", {"name": "质量达标率100%"}, "quantity ? 100 %", []),
        ("2", {"name": "产床(全复合双体产床)(≥套)"}, "quantity >= 2 套", ["JX142"]),
        ("100", {"name": "就餐人数(含贫困户)"}, "quantity ? 100", []),
        (None, {"name": "满意度", "sign": "≥"}, "blank", []),
        ("4.3", {"name": "城镇登记失业率低于(%)"}, "quantity < 4.3 %", ["JX142"]),
        ("95%", {"name": "群众满意度不低于"}, "quantity >= 95 %", ["JX142"]),
        ("是", {"name": "采购价格不高于市场价"}, "level 是", []),
        ("5", {"name": "低于"}, "quantity ? 5", []),
    ],
)  # fmt: skip
def test_the_columns_of_a_row_make_one_target(
    value: str | None, columns: dict[str, str], meaning: str, codes: list[str]
) -> None:
    joined = join_target(value, **columns)
    assert normal(joined.parsed.meaning) == meaning
    assert [item.code for item in joined.diagnostics] == codes


def test_a_direction_column_is_kept_and_a_contradiction_is_said() -> None:
    assert join_target("90", sign="≥", unit="%", direction="正向").direction is Direction.POSITIVE
    assert join_target("90%", direction="反向").direction is Direction.NEGATIVE
    assert join_target("健全", direction="定性").direction is None
    contradicted = join_target("≥90%", direction="反向")
    assert [item.code for item in contradicted.diagnostics] == ["JX143"]


@pytest.mark.parametrize(
    ("cell", "direction"),
    [
        ("≥95%", "positive"), (">5", "positive"), ("≤5次", "negative"), ("小于5次", "negative"), ("=100%", "exact"), ("95%", None),
        ("约300人", None), ("较上年增长≥8%", "positive"), ("同比下降5%以上", "positive"), ("提高5个百分点", "positive"),
        ("增长不超过5%", "negative"), ("2021年12月底前", "negative"), ("健全", None), ("/", None), ("80-100人", None),
    ],
)  # fmt: skip
def test_the_direction_that_a_target_prints(cell: str, direction: str | None) -> None:
    assert direction_of(parse_target(cell).meaning) == (None if direction is None else Direction(direction))
