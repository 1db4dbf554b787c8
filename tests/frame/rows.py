"""Tie-prone rows by shape and seed, and what the scalar engine says of them: the two sides of every law here.

A shape says how many projects and rows, which kinds of target, and how often something is missing or odd. The seed
fills it: targets such as 64 and 80 with points such as 5 and 12.5, where rounding to the cent often falls on a tie.
"""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from attrs import frozen

from jixiao.language.direction import Direction
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.leaf import Leaf

NAMES = [
    ("产出指标", "数量指标", "培训人数"),
    ("产出指标", "数量指标", "苗木成活率(≥**%)"),
    ("产出指标", "质量指标", "验收合格率"),
    ("产出指标", "时效指标", "完成时间"),
    ("产出指标", "成本指标", "单位成本"),
    ("效益指标", "社会效益指标", "投诉件数"),
    ("效益指标", "可持续影响指标", "制度健全性"),
    ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ("绩效目标", "目标管理", "目标完成"),
    ("过程", "资产管理", "“三公经费”控制率"),
    ("其他", "", "附加项(人)"),
]
VALUES = ["64", "80", "100", "95", "3", "7", "0", "12.5", "1", "0.8", "6400", "99.99", "1280000"]
TARGETS = {
    "at-least": ["≥{}%", "≥{}", "不少于{}人", "{}以上", ">{}", "≥{}万元"],
    "exact": ["={}", "={}%", "={}件"],
    "at-most": ["≤{}", "≤{}元", "<{}%", "不超过{}次", "≤{}万元"],
    "bare": ["{}", "{}%", "{}个"],
    "change": ["较上年增长≥{}%", "下降{}%", "提高{}个百分点"],
    "range": ["{0}-{0}9", "[{0},{0}5]%"],
    "words": ["健全", "显著提升", "≥良", "优良中差"],
    "date": ["2021年底前", "2021年6月30日前", "12月底前", "2021年6月前"],
    "several": ["≥{}%;≤{}次", "≥{},2021年底前"],
    "odd": ["", "无", "≥≥95%", "≥", "约{}%"],
}
UNITS = ["", "%", "人", "件", "元", "万元", "个", "次", "米"]
ODD = [
    None, "", "无", "约80%", "≥93.1%", "九十五", "1,200", "完成", "基本完成", "未完成", "部分达成", "健全", "良", "中",
    "2021-11", "2021年12月31日", "2021.12", "20210630", "6月", "增长5%", "下降3%", "-5", "93.1％", "60;21", "64/80",
    "99999999999999", "123456789012345678901234567890", "0.000000001", "1/3", "33.33333333%",
]  # fmt: skip
POINTS = ["10", "5", "12.5", "0.5", "3", "8", "2.25", "1.005", "0", "40"]


@frozen
class Shape:
    """What a batch looks like; parts are out of a hundred."""

    projects: int
    rows: int
    kinds: tuple[str, ...]
    plain: int = 70
    missing_points: int = 10
    directions: int = 10
    judgements: int = 5
    figures: int = 50
    execution: int = 50
    numeric: str = ""


def batch_of(shape: Shape, seed: int) -> pa.RecordBatch:
    """The batch of a shape and seed; the same two give the same batch."""
    draw = random.Random(seed)
    rows = [row for number in range(shape.projects) for row in _project(shape, number, draw)]
    columns: dict[str, Any] = {
        name: pa.array([row[name] for row in rows], pa.string())
        for name in ("project", "level1", "level2", "level3", "target", "points", "direction", "judgement")
    }
    columns["actual"] = _actuals(shape.numeric, [row["actual"] for row in rows])
    columns["year"] = pa.array([row["year"] for row in rows], pa.int32())
    for name in ("budget", "executed"):
        columns[name] = pa.array([row[name] for row in rows], pa.decimal128(18, 2))
    return pa.record_batch(columns)


def _actuals(numeric: str, texts: list[str | None]) -> pa.Array:
    """As text, or its digits as numbers of a type."""
    if not numeric:
        return pa.array(texts, pa.string())
    numbers = [_digits(text) for text in texts]
    if numeric == "int64":
        return pa.array([None if each is None else int(each) for each in numbers], pa.int64())
    if numeric == "float64":
        return pa.array([None if each is None else float(each) for each in numbers], pa.float64())
    return pa.array(numbers, pa.decimal128(20, 4))


def _digits(text: str | None) -> Decimal | None:
    kept = "".join(each for each in (text or "")[:12] if each in "0123456789.")
    if not kept.strip(".") or kept.count(".") > 1:
        return None
    return Decimal(kept).quantize(Decimal("0.0001"))


def _project(shape: Shape, number: int, draw: random.Random) -> list[dict[str, Any]]:
    def chance(part: int) -> bool:
        return draw.randrange(100) < part

    figures = chance(shape.figures)
    budget = draw.choice([Decimal("860000.00"), Decimal("64.00"), Decimal("0.00"), Decimal("333.33"), None])
    executed = draw.choice([Decimal("852000.00"), Decimal("60.00"), Decimal("0.00"), Decimal("111.11"), None])
    shared = {
        "project": f"项目{number}",
        "year": draw.choice([2021, None]) if number % 3 else 2021,
        "budget": budget if figures else None,
        "executed": executed if figures else None,
    }
    rows = []
    for _ in range(shape.rows):
        names = draw.choice(NAMES)
        kind = draw.choice(shape.kinds)
        row = dict(zip(("level1", "level2", "level3"), names, strict=True))
        row["target"] = draw.choice(TARGETS[kind]).format(draw.choice(VALUES), draw.choice(VALUES))
        row["actual"] = _plain(draw) if chance(shape.plain) else draw.choice(ODD)
        row["points"] = None if chance(shape.missing_points) else draw.choice(POINTS)
        row["direction"] = draw.choice(["positive", "negative", "exact"]) if chance(shape.directions) else None
        row["judgement"] = draw.choice(["90%", "0.5", "1", "70%"]) if chance(shape.judgements) else None
        rows.append({**shared, **row})
    if chance(shape.execution):
        row = {"level1": "预算执行率", "level2": "预算执行率", "level3": "预算执行率", "target": "100%", "points": "10"}
        row["actual"] = draw.choice([None, None, "93.1%", "99.07%"])
        rows.append({**shared, **row, "direction": None, "judgement": None})
    return rows


def _plain(draw: random.Random) -> str:
    places = draw.choice([0, 0, 1, 1, 2, 4])
    number = draw.choice([draw.randrange(0, 130), draw.randrange(0, 20_000), int(float(draw.choice(VALUES)))])
    digits = f"{number}.{draw.randrange(10**places):0{places}d}" if places else str(number)
    return digits + draw.choice(UNITS)


# -- the other side


def results_of(batch: pa.RecordBatch, ruleset: Ruleset) -> list[Result]:
    """Every project of the batch by the scalar engine, in order of their first rows."""
    projects: dict[str, list[dict[str, Any]]] = {}
    for row in batch.to_pylist():
        projects.setdefault(row["project"], []).append(row)
    return [evaluate(_case(name, rows), ruleset) for name, rows in projects.items()]


def _case(name: str, rows: list[dict[str, Any]]) -> Case:
    first = rows[0]
    project = Project(
        name=name, year=first.get("year"), budget=_text(first.get("budget")), executed=_text(first.get("executed"))
    )
    return Case(1, project, tuple(_indicator(row) for row in rows))


def _text(value: Any) -> Any:
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return format(value, "f") if isinstance(value, Decimal) else None if value is None else str(value)


def _indicator(row: dict[str, Any]) -> Indicator:
    judgement = row.get("judgement")
    return Indicator(
        level3=row["level3"],
        level1=row["level1"],
        level2=row["level2"],
        target=row["target"],
        points=None if row["points"] is None else Fraction(row["points"]),
        actual=_text(row["actual"]),
        direction=Direction(row["direction"]) if row.get("direction") else None,
        judgement=None if judgement is None else Fraction(judgement.rstrip("%")) / (100 if "%" in judgement else 1),
    )


_OF_ROW = {"JX208", "JX221", "JX222"}


def scalar_row(result: Result, leaf: Leaf) -> dict[str, Any]:
    """What the columns must say of a leaf."""
    path = f"$.indicator[{leaf.index}]."
    said = {each.code for each in leaf.diagnostics}
    said |= {each.code for each in result.diagnostics if each.code in _OF_ROW and str(each.place.path).startswith(path)}
    outcome, rule = leaf.outcome, leaf.rule
    share = None if outcome.share.is_open or not leaf.counted else outcome.share.low
    return {
        "rule": rule.id if rule else None,
        "clause": rule.clause.id if rule else None,
        "axis": rule.scorer.axis.value if rule and isinstance(rule.scorer, Measured) else None,
        "diagnostic": ",".join(sorted(said)) or None,
        "x": outcome.x,
        "share": share,
        "low": leaf.score.low,
        "high": leaf.score.high,
        "score": None if leaf.score.is_open else leaf.score.low,
    }


def column_row(row: dict[str, Any]) -> dict[str, Any]:
    """The same of a row of the result."""
    x = None if row["x_num"] is None else Fraction(row["x_num"], row["x_den"])
    share = None if row["share_num"] is None else Fraction(row["share_num"], row["share_den"])
    assert x is None or (x.numerator, x.denominator) == (row["x_num"], row["x_den"])
    assert share is None or (share.numerator, share.denominator) == (row["share_num"], row["share_den"])
    scores = {name: None if row[name] is None else Fraction(row[name]) for name in ("score", "low", "high")}
    return {**{name: row[name] for name in ("rule", "clause", "axis", "diagnostic")}, "x": x, "share": share, **scores}
