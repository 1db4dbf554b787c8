"""Forms made up at random, written in every format and shape, read back: nothing of them may vanish.

``python -m tests.documents.campaign N SEED`` makes N documents and holds each to three laws:

- every cell that shows something stands once in the ledger (in texts: every character of it);
- what a form says is read as a person reads it, or the user is told that it is not (:mod:`tests.documents.drawn`);
- a cell that is changed changes the case, what stands beside it, or a finding.

What a form must be read to is known because it was made from that; nothing that decides here is taken from the code under test.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from jixiao.documents.door import HERE
from jixiao.documents.layout.ledger import HIDDEN, Fate
from jixiao.documents.read import Reading, read_document
from jixiao.kernel.budget import Budget
from jixiao.kernel.diagnostic import Severity
from tests.documents import drawn as drawn_forms
from tests.documents.drawn import faults_of
from tests.documents.originals import Box, as_ods, as_spreadsheetml
from tests.documents.provinces import Expected, Table
from tests.documents.shapes import SHAPES
from tests.documents.tables import drawn

__all__ = ["Made", "broken", "made", "read_made", "seen"]

FILES = {**drawn_forms.FILES, "ods": as_ods, "xml": as_spreadsheetml}
"""Kinds of files that keep the cells of a table."""

HEADS: dict[str, tuple[str, ...]] = {
    "level1": ("一级指标", "一级\\n指标", "一级指标名称"),
    "level2": ("二级指标", "二级\\n指标", "二级指标名称"),
    "level3": ("三级指标", "三级指标名称", "指标名称", "具体指标"),
    "target": ("年度指标值", "目标值", "年初目标值(A)", "预期指标值", "年度目标值", "指标值", "绩效目标值"),
    "actual": ("实际完成值", "全年完成值", "全年实际值(B)", "年终完成值", "实际完成情况", "完成值", "实际完成指标值"),
    "points": ("分值", "权重", "指标权重(分)", "指标分值", "分值（分）", "分值权重"),
    "score": ("得分", "自评得分", "指标得分(分)", "自评分", "单位自评得分"),
    "sign": ("指标性质", "符号", "指标符号"),
    "unit": ("计量单位", "度量单位", "单位"),
    "reason": ("偏差原因分析及改进措施", "未完成原因", "偏差原因", "未完成原因及拟采取的改进措施"),
    "kept": ("备注", "评分标准", "数据来源"),
    "unknown": ("督办代号", "归口片区", "甲乙栏"),
    "number": ("序号",),
}  # fmt: skip
"""How forms in use head their columns; ``unknown`` holds heads that no form has."""

BRANCHES = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
    "成本指标": ("经济成本指标", "社会成本指标"),
}
NAMES = ("养护里程", "培训人次", "验收合格率", "设备完好率", "完成时间", "每公里成本", "群众出行条件", "长效机制", "受益人口", "居民满意度",
         "印制宣传册", "系统可用率", "巡查次数", "节约电费", "改造户数", "故障响应时间", "发放及时率", "新增图书", "活动场次", "水质达标率")  # fmt: skip
TARGETS = (
    "≥320公里",
    "=42人",
    "≥98%",
    "2021年12月底前",
    "≤0.27万元",
    "明显改善",
    "健全",
    "≥90%",
    "12期",
    "≥5万人次",
    "≤2小时",
    "100%",
    "0起",
)
ACTUALS = (
    "326公里",
    "42人",
    "97%",
    "2021年12月",
    "0.26万元",
    "明显改善",
    "健全",
    "92.5%",
    "11期",
    "4.2万人次",
    "3小时",
    "100%",
    "0起",
)
SPLIT = (
    ("≥", "52", "次", "55"),
    ("≥", "98", "%", "99"),
    ("≤", "3.5", "万元", "3.2"),
    ("=", "12", "间", "12"),
    ("定性", "提升", "", "提升"),
)
REASONS = ("天气原因推迟", "疫情影响，部分活动取消", "人手不足", "已整改")
PROJECTS = ("农村公路养护", "智慧社区运维", "图书更新", "森林防火", "工作经费", "数字档案馆建设")
UNITS = ("某县交通运输局", "某区民政局", "某市少儿图书馆", "某县林业局")
TITLES = ("项目支出绩效自评表", "2021年度项目支出绩效自评表", "财政支出项目绩效自评表", "项目绩效目标自评表")


@frozen
class Made:
    """A document: its table, the shape that it is written in, and the boxes of it."""

    number: int
    shape: str
    table: Table
    boxes: tuple[Box, ...]

    @property
    def data(self) -> bytes:
        """The file."""
        boxes = list(self.boxes)
        return FILES[self.shape](boxes) if self.shape in FILES else SHAPES[self.shape](boxes).encode()


@define
class _Pen:
    """The rows of a picture as they are drawn."""

    dice: random.Random
    width: int
    rows: list[list[str]] = field(factory=list)

    def row(self, *cells: str) -> None:
        """A row; the last cell reaches to the right edge."""
        self.rows.append([*cells, *["<"] * (self.width - len(cells))])

    @property
    def picture(self) -> str:
        """The drawing."""
        return "\n".join("|".join(row) for row in self.rows)


def made(number: int, seed: int) -> Made:
    """The document of a number: the same one whenever it is asked for."""
    dice = random.Random(f"{seed}/{number}")
    columns = _columns(dice)
    pen = _Pen(dice, len(columns))
    project = _head(pen)
    money, execution = _funds(pen) if dice.random() < 0.5 and pen.width >= 7 else ({}, None)
    leaves, groups = _indicators(pen, columns)
    total = _total(pen, columns, leaves, groups) if dice.random() < 0.7 else None
    _foot(pen)
    table = Table(
        f"made-{seed}-{number}", pen.picture, tuple(leaves), {**project, **money}, groups=tuple(groups), total=total, execution=execution,
    )  # fmt: skip
    shape = dice.choice((*FILES, *FILES, *FILES, *SHAPES))
    return Made(number, shape, table, tuple(drawn(pen.picture)))


def _columns(dice: random.Random) -> list[str]:
    """Roles of the columns, from the left."""
    target = ["sign", "target", "unit"] if dice.random() < 0.25 else ["target"]
    values = [*target, "actual"] if dice.random() < 0.8 else target
    points = ["points", "score"] if dice.random() < 0.8 else ["points"]
    middle = [*points[:1], *values, *points[1:]] if dice.random() < 0.2 else [*values, *points]
    levels = ["level1", "level2", "level3"] if dice.random() < 0.85 else ["level1", "level3"]
    more = [role for role, chance in (("reason", 0.5), ("kept", 0.2), ("unknown", 0.1)) if dice.random() < chance]
    return [*(["number"] if dice.random() < 0.1 else []), *levels, *middle, *more]


def _head(pen: _Pen) -> dict[str, object]:
    dice = pen.dice
    title, name, unit = dice.choice(TITLES), dice.choice(PROJECTS), dice.choice(UNITS)
    pen.row(title)
    project: dict[str, object] = {"name": name}
    if "2021" in title or dice.random() < 0.5:
        project["year"] = 2021
        if "2021" not in title:
            pen.row("（2021年度）")
    pen.row("项目名称", name)
    if dice.random() < 0.7:
        label = dice.choice(("实施单位", "项目实施单位", "填报单位"))
        half = pen.width // 2
        pen.row("主管部门", f"{unit}本级", *["<"] * (half - 2), label, unit)
        project["unit"] = unit
    if dice.random() < 0.3:
        pen.row("年度总体目标", "完成全年任务，保障群众出行安全。")
    return project


def _funds(pen: _Pen) -> tuple[dict[str, object], tuple[str | None, str | None]]:
    """A block of money as the national form has it, with the points of execution."""
    dice = pen.dice
    budget, share = dice.choice((50, 86, 120, 310)), dice.choice((1, 0.9, 0.95))
    executed = f"{budget * share:g}"
    rate, score = f"{share * 100:g}%", f"{share * 10:g}"
    heads = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    sums = ["年度资金总额", str(budget - 6), str(budget), executed, "10", rate, score]
    part = ["其中：当年财政拨款", str(budget - 6), str(budget), executed, "—", rate, "—"]
    shown = min(pen.width - 1, len(heads))
    pen.row("项目资金\\n（万元）", *heads[:shown])
    pen.row("^", *sums[:shown])
    pen.row("^", *part[:shown])
    return {"budget": f"{budget}万元", "executed": f"{executed}万元"}, ("10", score if shown == len(heads) else None)


def _indicators(pen: _Pen, columns: Sequence[str]) -> tuple[list[Expected], list[tuple[str | None, str | None, int]]]:
    dice = pen.dice
    pen.rows.append([dice.choice(HEADS[role]) for role in columns])
    if "level2" not in columns:
        pen.rows[-1][columns.index("level3")] = dice.choice(("三级指标", "指标名称"))
    repeat = dice.random() < 0.3  # levels printed in each row rather than merged
    names = list(NAMES)
    dice.shuffle(names)
    leaves: list[Expected] = []
    groups: list[tuple[str | None, str | None, int]] = []
    for level1 in dice.sample(list(BRANCHES), dice.randint(1, 3)):
        seconds = BRANCHES[level1] if "level2" in columns else ("",)
        new1 = True
        for level2 in dice.sample(seconds, dice.randint(1, len(seconds))):
            count = dice.randint(1, 3)
            new2 = True
            shared = count > 1 and "score" in columns and not repeat and dice.random() < 0.2
            for at in range(count):
                if not names:
                    break
                leaf, cells = _leaf(dice, columns, level1, level2, names.pop())
                cells["level1"] = level1 if new1 or repeat else "^"
                cells["level2"] = level2 if new2 or repeat else "^"
                cells["number"] = str(len(leaves) + 1)
                if shared:
                    leaf = evolve(leaf, points=None, score=None)
                    if at == 0:
                        groups.append((cells["points"], cells["score"], count))
                    else:
                        cells["points"] = cells["score"] = "^"
                leaves.append(leaf)
                pen.rows.append([cells[role] for role in columns])
                new1 = new2 = False
        if shared and leaves and not names:
            break
    return leaves, groups


def _leaf(
    dice: random.Random, columns: Sequence[str], level1: str, level2: str, name: str
) -> tuple[Expected, dict[str, str]]:
    if "sign" in columns:
        sign, value, unit, actual = dice.choice(SPLIT)
        cells = {"sign": sign, "target": value, "unit": unit}
        target = f"{sign}{value}{unit}"
    else:
        target, actual = dice.choice(list(zip(TARGETS, ACTUALS, strict=True)))
        cells = {"target": target}
    points = dice.choice(("5", "10", "15", "20"))
    score = dice.choice((points, f"{int(points) - 1}", f"{int(points) - 0.5:g}"))
    cells |= {
        "level3": name,
        "actual": actual,
        "points": points,
        "score": score,
        "reason": "",
        "kept": "",
        "unknown": "",
    }
    for role, texts in (("reason", REASONS), ("kept", ("台账", "按比例得分")), ("unknown", ("东片", "乙三"))):
        if dice.random() < 0.4:
            cells[role] = dice.choice(texts)
    expected = Expected(
        level1,
        level2,
        name,
        target,
        actual if "actual" in columns else None,
        points,
        score if "score" in columns else None,
    )
    return expected, cells


def _total(
    pen: _Pen, columns: Sequence[str], leaves: Sequence[Expected], groups: Sequence[tuple[str | None, str | None, int]]
) -> tuple[str | None, str | None]:
    """The row that adds up what is printed above it."""
    points = sum(float(each or 0) for each in (*(leaf.points for leaf in leaves), *(group[0] for group in groups)))
    scores = sum(float(each or 0) for each in (*(leaf.score for leaf in leaves), *(group[1] for group in groups)))
    first = columns.index("points")
    texts = {"points": f"{points:g}", "score": f"{scores:g}"}
    label = pen.dice.choice(("总分", "合计", "总计"))
    pen.rows.append([label, *["<"] * (first - 1), *(texts.get(role, "") for role in columns[first:])])
    return texts["points"], texts["score"] if "score" in columns else None


def _foot(pen: _Pen) -> None:
    if pen.dice.random() < 0.3:
        pen.row("存在问题", "资金到位偏晚，个别子项推迟。")
    if pen.dice.random() < 0.3:
        pen.row("注：1.一级指标分值统一设置。")


# -- the laws

_PATIENT = Budget(seconds=600)
"""A machine that is busy with other things takes longer, and that is no fault of a document."""


def read_made(document: Made) -> Reading:
    """The reading of a document."""
    return read_document(document.data, document.table.name, budget=_PATIENT)


def broken(document: Made, reading: Reading, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Which law does not hold for a document, and in what."""
    yield from (("ledger", each) for each in _unaccounted(document, reading))
    yield from (("silent", fault.what) for fault in faults_of(document.table, reading) if not fault.told)
    yield from (("unmoved", each) for each in _unmoved(document, reading, dice))


def _plain(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


def _unaccounted(document: Made, reading: Reading) -> Iterator[str]:
    """Cells (of a text: characters) that the ledger has not, or has more often than the document."""
    shown = [_plain(entry.text) for entry in reading.ledger.entries if entry.text != HIDDEN]
    given = [_plain(box.text.replace("\\n", "")) for box in document.boxes if _plain(box.text)]
    if document.shape in FILES:
        one, other = Counter(given), Counter(shown)
    else:
        one, other = Counter("".join(given)), Counter("".join(shown))
    for text, count in ((one - other) + (other - one)).items():
        yield f"{text!r} {one[text]} times in the document and {other[text]} times in the ledger" + (
            f" ({count})" if count > 1 else ""
        )


def _unmoved(document: Made, reading: Reading, dice: random.Random) -> Iterator[str]:
    """A changed cell that changes nothing."""
    box = dice.choice(
        [box for box in document.boxes if _plain(box.text) and "2021" not in box.text[:5]]
    )  # no title: only its year is read
    changed = "73" if re.fullmatch(r"[\d.]+", box.text) and box.text != "73" else f"{box.text}丙丁"
    other = evolve(
        document, boxes=tuple(evolve(each, text=changed) if each is box else each for each in document.boxes)
    )
    if reading.document is None and any(finding.severity is Severity.ERROR for finding in reading.findings):
        return  # nothing of it was taken, and that is said
    if seen(read_made(other)) == seen(reading):
        yield f"{box.text!r} made {changed!r}"


def seen(reading: Reading) -> object:
    """All that a user sees of a reading: the cases, the printed scores, the findings, the cells set apart."""
    apart = [entry.text for entry in reading.ledger.entries if entry.fate in (Fate.UNREAD, Fate.FURNITURE, Fate.HEAD)]
    printed = [(each.kind, each.points, each.score, each.rate) for form in reading.forms for each in form.printed]
    return [form.document for form in reading.forms], printed, [str(each) for each in reading.findings], apart


# -- the command


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--only", type=int, help="one document alone, printed")
    asked = parser.parse_args()
    os.environ[HERE] = "0"
    numbers = range(asked.count) if asked.only is None else [asked.only]
    faults: Counter[tuple[str, str]] = Counter()
    shapes: Counter[str] = Counter()
    cells, begun = 0, time.monotonic()
    for number in numbers:
        document = made(number, asked.seed)
        reading = read_made(document)
        shapes[document.shape] += 1
        cells += len(reading.ledger.entries)
        if asked.only is not None:
            print(document.shape, document.table.picture, *reading.findings, sep="\n")
        for law, what in broken(document, reading, random.Random(f"change/{asked.seed}/{number}")):
            faults[law, document.shape] += 1
            if sum(faults.values()) <= 40 or asked.only is not None:
                print(f"{number} {document.shape} {law}: {what}", flush=True)
        if number % 500 == 499:
            print(f"{number + 1} of {asked.count}, {cells} cells, {sum(faults.values())} faults", flush=True)
    print(f"{len(numbers)} documents, {cells} cells, {time.monotonic() - begun:.0f} s: {sum(faults.values())} faults")
    print("documents:", ", ".join(f"{shape} {count}" for shape, count in sorted(shapes.items())))
    for (law, shape), count in sorted(faults.items()):
        print(f"  {law} in {shape}: {count}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
