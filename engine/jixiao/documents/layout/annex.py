"""The annex of our own forms: what a case says and the official form has no column for."""

from __future__ import annotations

from attrs import field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.draft import Draft, tidy_label
from jixiao.documents.layout.words import project_key
from jixiao.kernel.classes import define

__all__ = ["ANNEX_HEADS", "SEE_ABOVE", "AnnexRows", "find_annex"]

SEE_ABOVE = "（见表内“预期目标”）"

# First words of each annex table, and the part of the case that its rows fill.
ANNEX_HEADS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "附表一": ("framework", (("一级指标", "level1"), ("二级指标", "level2"), ("分支分值", "points"), ("分支目标", "goal"))),
    "附表二": ("schedule", (("截止日期", "by"), ("支出金额", "amount"), ("占总额", "share"))),
    "附表三": (
        "funds",
        (("资金来源", "source"), ("年初数", "initial"), ("预算数", "budget"), ("到位数", "received"), ("执行数", "executed")),
    ),
    "附表四": ("goal", (("目标名称", "name"), ("目标分值", "points"))),
    "附表五": ("extra", (("事项", "key"), ("内容", "value"))),
    "附表六": (
        "indicator",
        (
            ("指标行", "row"), ("指标方向", "direction"), ("评判", "judgement"), ("所属目标", "goal"), ("计量单位", "unit"),
            ("符号", "sign"), ("基数", "base"), ("完成项数", "items"), ("扣分", "deduction"), ("目标偏低", "target_too_low"),
            ("不适用", "not_applicable"), ("更正得分", "score"), ("更正理由", "reason"), ("所属组", "group"),
        ),
    ),
    "附表七": ("project", (("项目事项", "key"), ("项目内容", "value"))),
    "附表八": ("group", (("组名", "name"), ("合用分值", "points"), ("合用得分", "score"))),
    "附表九": ("inputs", (("指标行", "row"), ("输入项", "name"), ("输入值", "value"))),
}  # fmt: skip


@define
class AnnexRows:
    """Takes the rows of one annex table."""

    draft: Draft
    part: str
    keys: dict[int, str]
    last_key: str = ""
    cells: dict[str, Cell] = field(factory=dict)

    def take(self, grid: Grid, row: int) -> bool:
        """Read one row; False when the table is over."""
        cells = [cell for cell in grid.filled(row) if cell.row == row]
        if cells and squeeze(cells[0].text)[:3] in ANNEX_HEADS:
            return False
        self.cells = {self.keys[cell.col]: cell for cell in cells if cell.col in self.keys}
        values = {key: joined(cell.text) for key, cell in self.cells.items()}
        if not cells:
            return True
        if not values:
            return False
        self._keep(values)
        return True

    def close(self) -> None:
        """Nothing is left to be said of an annex."""

    def _keep(self, values: dict[str, str]) -> None:
        draft, cells = self.draft, tuple(self.cells.values())
        if self.part == "extra":
            self._extra(values, cells)
        elif self.part == "project":
            key = project_key(values.get("key", ""))
            if key is not None:
                draft.put_project(key, values["key"], values.get("value", ""), *cells)
        elif self.part == "indicator":
            self._indicator(values)
        elif self.part == "inputs":
            self._input(values)
        elif self.part == "schedule":
            path = f"$.schedule[{len(draft.schedule)}]"
            known = {(step["by"], step.get("amount")) for step in draft.schedule}
            if (values.get("by"), values.get("amount")) not in known:
                draft.schedule.append(dict(values))
            draft.use(path, *cells)
        else:
            self._record(values)

    def _record(self, values: dict[str, str]) -> None:
        record = self.draft.new(self.part)
        if self.part == "framework":
            record.values.update({"level1": "", "level2": ""})
        for key, text in values.items():
            record.put(key, text, self.cells[key])

    def _extra(self, values: dict[str, str], cells: tuple[Cell, ...]) -> None:
        draft = self.draft
        if values.get("value") == SEE_ABOVE:
            draft.head(*cells)
            if "预期目标" in draft.extra:
                draft.extra[values["key"]] = draft.extra.pop("预期目标")
        elif not values.get("key"):
            draft.append_extra(self.last_key, values.get("value", ""), *cells)
        else:
            self.last_key = tidy_label(values["key"])
            draft.put_extra(values["key"], values.get("value", ""), *cells)

    def _number(self, values: dict[str, str]) -> int | None:
        """Which indicator a line is about; None for none of them."""
        number = int(values.pop("row")) - 1 if values.get("row", "").isdigit() else -1
        return number if 0 <= number < len(self.draft.indicators) else None

    def _input(self, values: dict[str, str]) -> None:
        number = self._number(values)
        if number is not None and values.get("name"):
            self.draft.inputs.setdefault(number, {})[values["name"]] = values.get("value", "")
            path = f"{self.draft.indicators[number].path}.inputs.{values['name']}"
            self.draft.use(path, *self.cells.values())

    def _indicator(self, values: dict[str, str]) -> None:
        number = self._number(values)
        if number is None:
            return
        record = self.draft.indicators[number]
        self.draft.head(self.cells["row"])
        score, reason = values.pop("score", ""), values.pop("reason", "")
        if score:
            self.draft.overrides[number] = {"score": score, "reason": reason}
            self.draft.use(
                f"{record.path}.override", *(self.cells[key] for key in ("score", "reason") if key in self.cells)
            )
        for key, text in values.items():
            record.put(key, text == "是" if key in ("target_too_low", "not_applicable") else text, self.cells[key])


def find_annex(draft: Draft, grid: Grid, row: int) -> AnnexRows | None:
    """The annex table whose header is at a row: its first cell is 附表一 and so on."""
    cells = grid.filled(row)
    if not cells:
        return None
    known = ANNEX_HEADS.get(squeeze(cells[0].text)[:3])
    if known is None or len(cells) < 2:
        return None
    part, columns = known
    names = dict(columns)
    keys = {cell.col: names[squeeze(cell.text)] for cell in cells[1:] if squeeze(cell.text) in names}
    if len(keys) != len(cells) - 1:
        return None
    if part == "funds":
        draft.funds.clear()  # the annex has them whole
    draft.head(*cells)
    return AnnexRows(draft, part, keys)
