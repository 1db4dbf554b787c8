"""Rows of an indicator table: the tree carried down merged and blank cells, leaves, branches without a leaf."""

from __future__ import annotations

import re

from attrs import define, field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.draft import Draft, Printed
from jixiao.documents.layout.header import Header, under
from jixiao.documents.layout.words import TODO, Role, bare, is_contact, is_label, is_total

__all__ = ["IndicatorRows"]

# Lines of an unfilled template: 指标1：, ……
_PLACEHOLDER = re.compile(r"(指标\s*\d+\s*[:：]?|[.…·]+|目标\s*\d+\s*[:：]?)")
_POINTS_IN_NAME = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
_DIRECTIONS = {"正向": "positive", "正向指标": "positive", "正": "positive", "反向": "negative", "逆向": "negative",
               "反向指标": "negative", "负向": "negative", "反": "negative", "定值": "exact"}  # fmt: skip
_OPEN_LABELS = re.compile(r"小计|.*小计")


@define
class IndicatorRows:
    """Takes the rows below one header. The levels are carried down, a level 2 never under another level 1."""

    draft: Draft
    header: Header
    goal: str | None = None
    levels: dict[Role, str] = field(factory=dict)
    owners: dict[Role, Cell | None] = field(factory=dict)
    last: int | None = None
    fresh: bool = True

    def take(self, grid: Grid, row: int) -> bool:
        """Read one row; False if it is not a row of this table (a total, another section)."""
        filled = grid.filled(row)
        if not filled and not any(cell.doubts for cell in grid.row(row)):
            return True
        if self._foreign(grid, row, filled):
            return False
        name = self._text(grid, row, Role.LEVEL3)
        target = self._text(grid, row, Role.TARGET)
        self._descend(grid, row)
        if _OPEN_LABELS.fullmatch(name or ""):
            return True
        if name and not (_PLACEHOLDER.fullmatch(name) and not target):
            self._leaf(grid, row, name)
        elif target and not name:
            self._nameless(grid, row, target)
        elif not name:
            self._branch(grid, row)
        self._spare(grid, row)
        return True

    def _foreign(self, grid: Grid, row: int, filled: list[Cell]) -> bool:
        """A total, a label of the foot, or one cell over the whole table belongs to somebody else."""
        own = [cell for cell in filled if cell.row == row]
        if not own:
            return False
        first = own[0]
        names = self.header.column(Role.LEVEL3)
        values = self.header.column(Role.TARGET) or self.header.column(Role.ACTUAL) or self.header.column(Role.POINTS)
        if names and values and grid.at(row, names.first) is grid.at(row, values.first) is not None:
            return not grid.at(row, names.first).blank  # type: ignore[union-attr]
        level = self.header.column(Role.LEVEL1) or names
        if is_total(first.text) and (level is None or first.col <= level.last):
            return True
        if is_contact(first.text):
            return True
        if is_label(first.text) and len(own) == 2 and self._covers_columns(own[1]):
            return True
        return (
            first.col <= (level.first if level else 0)
            and is_label(first.text)
            and len(own) <= 2
            and not self._has_leaf(grid, row)
        )

    def _covers_columns(self, cell: Cell) -> bool:
        """A text over several columns belongs to a label and not to a leaf."""
        return sum(cell.col <= column.first < cell.col + cell.cols for column in self.header.columns) > 1

    def _has_leaf(self, grid: Grid, row: int) -> bool:
        return bool(self._text(grid, row, Role.TARGET) and self._text(grid, row, Role.LEVEL3))

    def _text(self, grid: Grid, row: int, role: Role) -> str:
        cells = self.header.cells(grid, row, role)
        if role in (Role.LEVEL3, Role.TARGET, Role.ACTUAL):
            cells = [cell for cell in cells if cell.row == row or cell.row >= self.header.below]
        return joined("\n".join(cell.text for cell in cells))

    def _descend(self, grid: Grid, row: int) -> None:
        """Carry level 1 and 2: a merged cell names all its rows, a blank one belongs to the name above it."""
        for role in (Role.LEVEL1, Role.LEVEL2):
            cells = self.header.cells(grid, row, role)
            if not cells:
                continue
            owner, text = cells[0], _POINTS_IN_NAME.sub("", re.sub(r"\s+", "", joined(cells[0].text)))
            if owner is self.owners.get(role):
                continue
            if role is Role.LEVEL1 and text != self.levels.get(role):
                self.levels.pop(Role.LEVEL2, None)
            self.levels[role], self.owners[role] = text, owner

    def _leaf(self, grid: Grid, row: int, name: str) -> None:
        names = self.header.cells(grid, row, Role.LEVEL3)
        index = len(self.draft.indicators)
        path = f"$.indicator[{index}]"
        leaf: dict[str, str | int | bool] = {}
        if self.goal:
            leaf["goal"] = self.goal
        for role in (Role.LEVEL1, Role.LEVEL2):
            if self.header.column(role):
                leaf[role.value] = self.levels.get(role, "")
        leaf["level3"] = name
        leaf["target"] = ""
        self.draft.indicators.append(leaf)
        self.draft.use(f"{path}.level3", *names)
        self._values(grid, row, leaf, path)
        self._rest(grid, row, leaf, path)
        if not leaf["target"] and self.header.column(Role.TARGET) is None and self.header.column(Role.ACTUAL) is None:
            self.draft.say("JX436", self.draft.places.get(f"{path}.level3"), name=name)
        self.last = index

    def _values(self, grid: Grid, row: int, leaf: dict[str, str | int | bool], path: str) -> None:
        plain = (Role.TARGET, Role.ACTUAL, Role.POINTS, Role.REASON, Role.SIGN, Role.UNIT, Role.JUDGEMENT,
                 Role.GOAL, Role.BASE, Role.ITEMS, Role.DEDUCTION)  # fmt: skip
        for role in plain:
            cells = self.header.cells(grid, row, role)
            text = joined("\n".join(cell.text for cell in cells))
            if role is Role.POINTS:
                text = _points(text)
            if cells and (text or role is Role.TARGET):
                leaf[role.value] = text
            if cells:
                self.draft.use(f"{path}.{role.value}", *cells)
        for cell in self.header.cells(grid, row, Role.DIRECTION):
            text = bare(cell.text)
            if text in _DIRECTIONS:
                leaf["direction"] = _DIRECTIONS[text]
                self.draft.use(f"{path}.direction", cell)
            elif text:
                leaf.setdefault("sign", text)
        self._keep_unsaid(leaf)

    def _keep_unsaid(self, leaf: dict[str, str | int | bool]) -> None:
        """A dash in a column that need not be filled says that there is nothing to say."""
        for key in ("reason", "unit", "sign", "points", "judgement", "deduction", "base", "items"):
            text = str(leaf.get(key, "x"))
            if text in ("-", "—", "--", "——", "/", "无", "", TODO) or (key == "points" and text.endswith("*")):
                leaf.pop(key, None)

    def _rest(self, grid: Grid, row: int, leaf: dict[str, str | int | bool], path: str) -> None:
        """The printed score for the audit, and columns that the case has no place for."""
        scores = self.header.cells(grid, row, Role.SCORE)
        if scores or "points" in leaf:
            place = scores[0].place if scores else self.draft.places[f"{path}.level3"]
            score = joined(scores[0].text) if scores else None
            self.draft.printed.append(Printed("indicator", path, str(leaf.get("points", "")) or None, score, place))
        branch = "/".join(str(leaf[key]) for key in ("level1", "level2", "level3") if leaf.get(key))
        for column in self.header.columns:
            if column.role is None and column.label:
                self._say_adjusted(column.label)
                cells = under(grid, row, column)
                self.draft.put_extra(f"{column.label}：{branch}", "\n".join(cell.text for cell in cells), *cells)

    def _say_adjusted(self, label: str) -> None:
        """Targets changed in the course of the year are another column; which one counts is not ours to choose."""
        if re.search(r"调整.{0,3}(指标|目标)值", label) and all(f.code != "JX439" for f in self.draft.diagnostics):
            self.draft.say("JX439", header=label)

    def _nameless(self, grid: Grid, row: int, target: str) -> None:
        """A target without a name: the rest of the cell above, cut by a page break; else an error."""
        cells = self.header.cells(grid, row, Role.TARGET)
        alone = all(cell in cells for cell in grid.filled(row) if cell.row == row and cell.col >= cells[0].col)
        if self.last is not None and alone and not self._text(grid, row, Role.ACTUAL):
            leaf = self.draft.indicators[self.last]
            leaf["target"] = joined(f"{leaf['target']}\n{target}")
            self.draft.say("JX423", cells[0].place, text=leaf["target"])
            return
        self.draft.say("JX422", cells[0].place, target=target)

    def _branch(self, grid: Grid, row: int) -> None:
        """A second level without a third stays in the framework."""
        if not self.header.column(Role.LEVEL2) or Role.LEVEL2 not in self.levels:
            return
        cells = [cell for cell in self.header.cells(grid, row, Role.LEVEL2) if cell.row == row]
        if not cells:
            return
        branch: dict[str, str | int | bool] = {
            "level1": self.levels.get(Role.LEVEL1, ""),
            "level2": self.levels[Role.LEVEL2],
        }
        if not any(
            branch["level1"] == i.get("level1") and branch["level2"] == i.get("level2") for i in self.draft.indicators
        ):
            if branch not in self.draft.framework:
                self.draft.use(f"$.framework[{len(self.draft.framework)}].level2", *cells)
                self.draft.framework.append(branch)

    def _spare(self, grid: Grid, row: int) -> None:
        """The mid-term group of an application form has no place in the case of one year."""
        if not self.header.spare:
            return
        texts = {
            column.role: joined("\n".join(c.text for c in under(grid, row, column))) for column in self.header.spare
        }
        name, target = texts.get(Role.LEVEL3), texts.get(Role.TARGET)
        if name and target:
            level1 = self.levels.get(Role.LEVEL1, "")
            branch = "/".join(part for part in (level1, texts.get(Role.LEVEL2), name) if part)
            self.draft.put_extra(f"中期指标值：{branch}", target)


def _points(text: str) -> str:
    """Points as a number: 10分 and 10% of a hundred are both 10."""
    return re.sub(r"(分|%|％)$", "", squeeze(text))
