"""Rows of an indicator table: the tree carried down merged and blank cells, leaves, sums, branches without a leaf."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.columns import HeadedColumn, under
from jixiao.documents.layout.content import DIRECTIONS, NATURES, content_of, figure, is_nothing, is_value
from jixiao.documents.layout.draft import Draft, Printed, Record
from jixiao.documents.layout.funds import money
from jixiao.documents.layout.groups import Groups
from jixiao.documents.layout.header import Header
from jixiao.documents.layout.money import unit_in
from jixiao.documents.layout.people import looks_like_person
from jixiao.documents.layout.serial import serial_date
from jixiao.documents.layout.words import (
    TODO,
    FundRole,
    Role,
    bare,
    fund_role,
    is_contact,
    is_label,
    is_level1,
    is_level2,
    is_of_person,
    is_section,
    is_subtotal,
    is_total,
    level1_of,
)
from jixiao.kernel.classes import define
from jixiao.kernel.words import phrase, series

__all__ = ["IndicatorRows"]

# Lines of an unfilled template: 指标1：, ……
_PLACEHOLDER = re.compile(r"((二级|三级|一级)?指标\s*[\d一二三四五六七八九十]*\s*[:：]?|[.…·。]+|目标\s*\d+\s*[:：]?)")
_POINTS_IN_NAME = re.compile(
    r"[(（\[【]\s*(?:共|满分|分值|权重)?[:：]?\s*(\d+(?:\.\d+)?)\s*(?:分|%)?\s*[)）\]】]|(?<=[\u4e00-\u9fff])[:：]?(\d+(?:\.\d+)?)\s*分$"
)
_PLAIN = (
    Role.TARGET, Role.ACTUAL, Role.POINTS, Role.REASON, Role.SIGN, Role.UNIT, Role.JUDGEMENT, Role.GOAL, Role.BASE, Role.ITEMS,
    Role.DEDUCTION,
)  # fmt: skip
# Keys that need not be filled: a dash there says that there is nothing to say.
_OPTIONAL = frozenset({"reason", "unit", "sign", "points", "judgement", "deduction", "base", "items"})
_VALUES = (Role.TARGET, Role.ACTUAL, Role.POINTS, Role.SCORE)


@define
class IndicatorRows:
    """Takes the rows below one header. The levels are carried down, a level 2 never under another level 1."""

    draft: Draft
    header: Header
    goal: str | None = None
    levels: dict[Role, str] = field(factory=dict)
    owners: dict[Role, Cell | None] = field(factory=dict)
    groups: Groups = field(init=False)
    last: int | None = None
    taken: int = 0
    assumed: dict[str, str] = field(factory=dict)
    lost: dict[int, list[Cell]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.groups = Groups(self.draft)

    # -- rows

    def take(self, grid: Grid, row: int) -> bool:
        """Read one row; False if it is not a row of this table (a total, another section)."""
        filled = grid.filled(row)
        own = [cell for cell in filled if cell.row == row]
        if not own and not any(cell.doubts for cell in grid.row(row)):
            return True
        if self._foreign(grid, row, own):
            return False
        self.draft.takings.stand_in("indicator", own)
        if self._is_shifted(grid, row):
            return True
        self._whose(grid, row)
        self._descend(grid, row)
        if self._subtotal(grid, row, own):
            return True
        self._row(grid, row)
        self._spare(grid, row)
        return True

    def _is_shifted(self, grid: Grid, row: int) -> bool:
        """Whether a value stands where the name should, and a name where a level should: none of the cells is read."""
        names = self._cells(grid, row, Role.LEVEL3)
        if not names or names[0].row != row or not is_value(names[0].text):
            return False
        levels = [cell for role in (Role.LEVEL1, Role.LEVEL2) for cell in self._cells(grid, row, role)]
        if not any(cell.row == row and not is_level1(cell.text) and not is_level2(cell.text) for cell in levels):
            return False  # named so by whoever filled in the form
        self.draft.say("JX487", names[0].place, text=joined(names[0].text))
        return True

    def _row(self, grid: Grid, row: int) -> None:
        names = self._cells(grid, row, Role.LEVEL3)
        name = joined("\n".join(cell.text for cell in names))
        target = self._text(grid, row, Role.TARGET)
        empty = not target and not any(self._text(grid, row, role) for role in _VALUES)
        if name and empty and (_PLACEHOLDER.fullmatch(name) or is_nothing(name)):
            self._branch(grid, row, unfilled=True)
            self.draft.furniture(*names)
        elif name and not is_nothing(name):
            self._leaf(grid, row, name, names)
        elif not empty and not self._is_dashes(grid, row):
            if rate := self._rate_row(grid, row):
                self._leaf(grid, row, self.levels[Role.LEVEL1], rate)
            else:
                self._nameless(grid, row, target)
        else:
            self._nothing(grid, row, names)

    def _rate_row(self, grid: Grid, row: int) -> list[Cell]:
        """预算执行率 under the first level alone, with its values: the name of a leaf that needs no other."""
        cells = [cell for cell in self._cells(grid, row, Role.LEVEL1) if cell.row == row]
        if not cells or fund_role(cells[0].text) is not FundRole.RATE or self._cells(grid, row, Role.LEVEL2):
            return []
        if self.header.column(Role.LEVEL2) is not None:
            self.levels[Role.LEVEL2] = self.levels[Role.LEVEL1]
        return cells

    def _is_dashes(self, grid: Grid, row: int) -> bool:
        """A row of dashes says that the branch has no indicator."""
        return all(is_nothing(self._text(grid, row, role)) for role in (Role.TARGET, Role.ACTUAL)) and not (
            figure(self._text(grid, row, Role.POINTS)) or figure(self._text(grid, row, Role.SCORE))
        )

    def _nothing(self, grid: Grid, row: int, names: list[Cell]) -> None:
        """A branch without a leaf, with dashes for what it has not."""
        self._branch(grid, row)
        self.draft.furniture(*names)
        for column in self.header.columns:
            if column.role not in (Role.LEVEL1, Role.LEVEL2):
                self.draft.furniture(*(cell for cell in under(grid, row, column) if is_nothing(cell.text)))

    def _foreign(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """A total, a label of the foot, or one cell over the whole table belongs to somebody else."""
        if not own:
            return False
        first, names = own[0], self.header.names
        if fund_role(first.text) is FundRole.RATE and any(self._cells(grid, row, role) for role in _VALUES):
            return False  # a leaf under the first level alone
        values = [column for role in _VALUES if (column := self.header.column(role)) is not None]
        over = grid.at(row, names.first)
        if over is not None and values and all(grid.at(row, column.first) is over for column in values[:2]):
            return not over.blank
        level = self.header.column(Role.LEVEL1) or names
        if over is not None and is_total(over.text) and over.cols > 1 and over is first:
            return True  # one word over all columns of text
        if any(is_total(cell.text) and cell.col <= names.last for cell in own[:2]) and not self._has_leaf(grid, row):
            return True
        label, mark, _ = re.sub("：", ":", first.text).partition(":")
        if is_contact(label) and not self._inside(grid, row, own):
            return True
        if mark and len(own) == 1 and (is_label(label) or is_of_person(label)):
            return True
        if len(own) == 2 and is_of_person(first.text) and looks_like_person(own[1].text):
            return True
        if is_label(first.text) and len(own) == 2 and self._covers_columns(own[1]):
            return True
        return first.col <= level.first and is_label(first.text) and len(own) <= 2 and not self._has_leaf(grid, row)

    def _inside(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """A leaf may be named as a label of the foot is (公开监督电话): its values then are no person's."""
        if len(own) < 2 or not self._has_leaf(grid, row):
            return False
        return not any(looks_like_person(cell.text) for cell in own[1:])

    def _covers_columns(self, cell: Cell) -> bool:
        """A text over several columns belongs to a label and not to a leaf."""
        return sum(cell.col <= column.first < cell.col + cell.cols for column in self.header.columns) > 1

    def _has_leaf(self, grid: Grid, row: int) -> bool:
        names = self._cells(grid, row, Role.LEVEL3)
        values = [cell for role in (Role.TARGET, Role.ACTUAL) for cell in self._cells(grid, row, role)]
        return bool(names) and any(cell is not names[0] and not cell.blank for cell in values)

    def _cells(self, grid: Grid, row: int, role: Role) -> list[Cell]:
        cells = self.header.cells_of(grid, row, role)
        return [cell for cell in cells if cell.row >= self.header.below]

    def _text(self, grid: Grid, row: int, role: Role) -> str:
        return joined("\n".join(cell.text for cell in self._cells(grid, row, role)))

    def _whose(self, grid: Grid, row: int) -> None:
        """Columns of a table that lists projects: whose rows these are, and what they may spend."""
        for role, key in ((Role.PROJECT, "name"), (Role.OWNER, "unit"), (Role.BUDGET, "budget")):
            cells = [cell for cell in self._cells(grid, row, role) if not self.draft.takings.is_taken(cell)]
            if not cells:
                continue
            text = joined("\n".join(cell.text for cell in cells))
            if is_nothing(text):
                self.draft.furniture(*cells)
                continue
            column = self.header.column(role)
            label = column.label if column is not None else key
            amount = money(self.draft, label, cells[0], unit_in(label)) if role is Role.BUDGET else text
            self.draft.put_project(key, label, amount, *cells)

    # -- levels

    def _descend(self, grid: Grid, row: int) -> None:
        """Carry level 1 and 2: a merged cell names all its rows, a blank one belongs to the name above it."""
        for role in (Role.LEVEL1, Role.LEVEL2):
            cells = self.header.cells_of(grid, row, role)
            if not cells or is_subtotal(cells[0].text):
                continue
            owner = cells[0]
            if owner is self.owners.get(role):
                continue
            name, points = _named_points(joined("\n".join(cell.text for cell in cells)), level=True)
            if not name or is_nothing(name) or _PLACEHOLDER.fullmatch(name):
                self.draft.furniture(*cells)
                continue
            if role is Role.LEVEL1 and name != self.levels.get(role):
                self.levels.pop(Role.LEVEL2, None)
                self.owners.pop(Role.LEVEL2, None)
            self.levels[role], self.owners[role] = name, owner
            self.draft.head(*cells)
            if points is not None and not (role is Role.LEVEL2 and owner is self.owners.get(Role.LEVEL1)):
                self._branch_points(role, points, cells)
        self._branch_columns(grid, row)

    def _branch_points(self, role: Role, points: str, cells: list[Cell]) -> None:
        """Points that stand in a branch's name or beside it are the branch's."""
        level1 = self.levels.get(Role.LEVEL1, "")
        level2 = self.levels.get(Role.LEVEL2, "") if role is Role.LEVEL2 else ""
        self.draft.branch(level1, level2, *cells, goal=self.goal or "", points=points)

    def _branch_columns(self, grid: Grid, row: int) -> None:
        """Columns of points and scores that belong to the first or second level."""
        for column in self.header.columns:
            if column.role not in (Role.BRANCH_POINTS, Role.BRANCH_SCORE):
                continue
            role = self._level_of(column)
            for cell in under(grid, row, column):
                number = figure(cell.text)
                if cell.row < row or number is None:
                    self.draft.furniture(*([cell] if is_nothing(cell.text) else []))
                    continue
                if column.role is Role.BRANCH_POINTS:
                    self._branch_points(role, number, [cell])
                else:
                    self._print_branch(role, None, number, [cell])

    def _level_of(self, column: HeadedColumn) -> Role:
        """The level that stands left of the column."""
        second = self.header.column(Role.LEVEL2)
        return Role.LEVEL2 if second is not None and second.first < column.first else Role.LEVEL1

    def _print_branch(self, role: Role, points: str | None, score: str | None, cells: list[Cell]) -> None:
        level1 = self.levels.get(Role.LEVEL1, "")
        level2 = self.levels.get(Role.LEVEL2, "") if role is Role.LEVEL2 else ""
        path = f"$.framework[{level1}/{level2}]" if level2 else f"$.framework[{level1}]"
        self.draft.print_score(
            Printed("branch", path, points, score, cells[0].place, level1=level1, level2=level2), *cells
        )

    def _subtotal(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """小计: what the rows above it add up to."""
        label = next((cell for cell in own[:3] if is_subtotal(cell.text) and cell.col <= self.header.names.last), None)
        if label is None:
            return False
        self.draft.head(label)
        second = self.header.column(Role.LEVEL2)
        beside = second is not None and (over := grid.at(row, second.first)) is not None and over.row < row
        cells = [cell for role in (Role.POINTS, Role.SCORE) for cell in self._cells(grid, row, role)]
        points, score = figure(self._text(grid, row, Role.POINTS)), figure(self._text(grid, row, Role.SCORE))
        if cells:
            self._print_branch(Role.LEVEL2 if beside else Role.LEVEL1, points, score, cells)
        self.draft.furniture(*(cell for cell in own if is_nothing(cell.text)))
        return True

    # -- leaves

    def _leaf(self, grid: Grid, row: int, name: str, names: list[Cell]) -> None:
        record = self.draft.new("indicator")
        index = len(self.draft.indicators) - 1
        if self.goal:
            record.values["goal"] = self.goal
        for role in (Role.LEVEL1, Role.LEVEL2):
            if self.header.column(role):
                record.put(role.value, self.levels.get(role, ""), *self.header.cells_of(grid, row, role))
        self._assume_level1(record)
        points = None
        if fund_role(name) is FundRole.RATE:  # one name over all levels: 预算执行率（10分）
            name, _ = _named_points(name, level=True)
            for key in ("level1", "level2"):
                if record.values.get(key) == "":
                    record.values[key] = name
        if self.header.column(Role.POINTS) is None:
            name, points = _named_points(name, level=False)
        record.put("level3", name, *names)
        record.values["target"] = ""
        if points is not None:
            record.put("points", points, *names)
        self._values(grid, row, record)
        self._scores(grid, row, record, index)
        self._aside(grid, row, record)
        if (
            not record.get("target")
            and self.header.column(Role.TARGET) is None
            and self.header.column(Role.ACTUAL) is None
        ):
            self.draft.say("JX436", names[0].place, name=name)
        self.last = index
        self.taken += 1

    def _assume_level1(self, record: Record) -> None:
        """The first level of a table that has no column of them."""
        level2 = record.get("level2")
        if self.header.column(Role.LEVEL1) is not None or not level2 or (first := level1_of(level2)) is None:
            return
        record.values = {"level1": first, **record.values}
        self.assumed.setdefault(level2, first)

    def _values(self, grid: Grid, row: int, record: Record) -> None:
        for role in _PLAIN:
            cells = self._cells(grid, row, role)
            text = joined("\n".join(cell.text for cell in cells))
            if role is Role.POINTS and cells:
                self.groups.points(cells[0], record)
                text = figure(text) or text
            if role is Role.UNIT and figure(text) is not None:
                self._wrong_unit(record, text, cells)
                continue
            if role is Role.SIGN and text in NATURES and "定量" in text:
                self.draft.put_extra(f"{text}：{record.get('level3')}", text, *cells)
                continue
            if role is Role.SIGN and text in DIRECTIONS:
                record.put("direction", DIRECTIONS[text], *cells)
                continue
            if text and (role is Role.REASON or figure(text) is None):
                text = self.draft.clean(text, *cells)  # where a number of a telephone may stand alone
                if not text:
                    continue
            if cells and (text or role is Role.TARGET):
                self._put(record, role.value, text, cells, row)
            elif cells:
                self.draft.use(f"{record.path}.{role.value}", *cells)
        self._direction(grid, row, record)

    def _put(self, record: Record, key: str, text: str, cells: list[Cell], row: int) -> None:
        """A dash in a column that need not be filled says that there is nothing to say."""
        if key in _OPTIONAL and (is_nothing(text) or text == TODO or (key == "points" and text.endswith("*"))):
            self.draft.furniture(*cells)
            return
        record.put(key, text, *cells)
        if key in ("target", "actual") and cells[0].rows > 1 and cells[0].row < row:
            self.draft.say_once(id(cells[0]), "JX465", cells[0].place, text=text, n=cells[0].rows)

    def _direction(self, grid: Grid, row: int, record: Record) -> None:
        for cell in self._cells(grid, row, Role.DIRECTION):
            text = bare(cell.text) or squeeze(cell.text)
            if text in DIRECTIONS:
                record.put("direction", DIRECTIONS[text], cell)
            elif "sign" in content_of(cell.text) and "sign" not in record.values:
                record.put("sign", joined(cell.text), cell)
            elif is_nothing(cell.text):
                self.draft.furniture(cell)
            elif "nature" in content_of(cell.text):
                column = self.header.column(Role.DIRECTION)
                label = column.label if column is not None else ""
                self.draft.put_extra(f"{label}：{record.get('level3')}", cell.text, cell)

    def _wrong_unit(self, record: Record, text: str, cells: list[Cell]) -> None:
        """A number is no unit; a number of five digits is often a date that lost its format."""
        self.draft.say(
            "JX469", cells[0].place, name=record.get("level3"), text=text, date=serial_date(figure(text) or "")
        )
        self.draft.put_extra(f"计量单位：{record.get('level3')}", text, *cells, lost=True)

    def _scores(self, grid: Grid, row: int, record: Record, index: int) -> None:
        """The printed points and score, for the audit; a cell over several leaves is the group's."""
        cells = self._cells(grid, row, Role.SCORE)
        shared = bool(cells) and self.groups.score(cells[0], record)
        score = joined(cells[0].text) if cells and not shared else None
        points = record.get("points") or None
        if cells or points:
            place = cells[0].place if cells and not shared else self.draft.places[f"{record.path}.level3"]
            self.draft.print_score(Printed("indicator", record.path, points, score, place), *([] if shared else cells))

    def _aside(self, grid: Grid, row: int, record: Record) -> None:
        """Columns that the case has no place for."""
        branch = "/".join(text for key in ("level1", "level2", "level3") if (text := record.get(key)))
        for at, column in enumerate(self.header.columns):
            cells = under(grid, row, column)
            if column.role is Role.NUMBER:
                self.draft.furniture(*cells)
            elif column.role in (None, Role.KEPT, Role.ADJUSTED, Role.FORECAST) and column.label and cells:
                self._keep_aside(at, column, f"{column.label}：{branch}", cells)
            if column.role is Role.ADJUSTED and cells and not is_nothing(cells[0].text):
                self.draft.reprint(record.path, adjusted=joined(cells[0].text))

    def _keep_aside(self, at: int, column: HeadedColumn, label: str, cells: list[Cell]) -> None:
        text = "\n".join(cell.text for cell in cells)
        if is_nothing(text):
            self.draft.furniture(*cells)
            return
        if is_contact(column.label):
            self.draft.leave_out(column.label, text, *cells)
            return
        if column.role is Role.ADJUSTED:
            self.draft.say_once("adjusted", "JX439", cells[0].place, header=column.label)
        lost = column.role is None
        if lost:
            self.lost.setdefault(at, []).extend(cells)
        self.draft.put_extra(label, text, *cells, lost=lost)

    def _nameless(self, grid: Grid, row: int, target: str) -> None:
        """A target without a name: the rest of the cell above, cut by a page break; else an error."""
        cells = self._cells(grid, row, Role.TARGET)
        own = [cell for cell in grid.filled(row) if cell.row == row]
        alone = bool(cells) and all(cell in cells for cell in own if cell.col >= cells[0].col)
        if target and self.last is not None and alone and not self._text(grid, row, Role.ACTUAL):
            record = self.draft.indicators[self.last]
            record.put("target", joined(f"{record.get('target')}\n{target}"), *cells)
            self.draft.say("JX423", cells[0].place, text=record.get("target"))
            return
        first = cells[0] if cells else own[0]
        self.draft.say("JX422", first.place, target=target or joined(first.text))

    def _branch(self, grid: Grid, row: int, *, unfilled: bool = False) -> None:
        """A second level without a third stays in the framework; ``unfilled`` over lines of a template, left as they were."""
        if not self.header.column(Role.LEVEL2) or Role.LEVEL2 not in self.levels:
            return
        cells = [cell for cell in self.header.cells_of(grid, row, Role.LEVEL2) if cell.row == row]
        if cells and self.levels[Role.LEVEL2]:
            self.draft.branch(self.levels.get(Role.LEVEL1, ""), self.levels[Role.LEVEL2], *cells, unfilled=unfilled)

    def _spare(self, grid: Grid, row: int) -> None:
        """The mid-term group of an application form has no place in the case of one year."""
        if not self.header.spare:
            return
        found = {
            column.role: under(grid, row, column) for column in self.header.spare if column.role is not Role.LEVEL1
        }
        texts = {role: joined("\n".join(cell.text for cell in cells)) for role, cells in found.items()}
        name, target = texts.get(Role.LEVEL3), texts.get(Role.TARGET)
        cells = [cell for role, cells in found.items() if role is not None for cell in cells]
        if name and target:
            branch = "/".join(part for part in (self.levels.get(Role.LEVEL1, ""), texts.get(Role.LEVEL2), name) if part)
            self.draft.put_extra(f"中期指标值：{branch}", target, *cells)
        elif cells:
            self.draft.head(*cells)

    # -- the end

    def close(self) -> None:
        """What can be said of the table only when all of its rows are read."""
        self.groups.close()
        if self.assumed:
            pairs = series("list.comma", tuple(f"{second}→{first}" for second, first in self.assumed.items()))
            self.draft.say("JX483", self.header.cells[0].place, pairs=pairs)
        for at, cells in self.lost.items():
            self._say_lost(self.header.columns[at], cells)
        self._say_unknown()

    def _say_unknown(self) -> None:
        """Heads that nobody knows over nothing: nothing is lost, and it is told all the same."""
        unknown = [
            column.label
            for at, column in enumerate(self.header.columns)
            if column.role is None and column.label and at not in self.lost and not is_section(column.label)
        ]
        if unknown and self.taken:
            said = series("list.comma", dict.fromkeys(unknown))
            self.draft.say_once(("unknown", *unknown), "JX488", self.header.cells[0].place, labels=said)

    def _say_lost(self, column: HeadedColumn, cells: list[Cell]) -> None:
        """A column that nobody understood: an error where it may be what the table lacks."""
        have = {each.role for each in self.header.columns}
        like = next((role for role in _VALUES if role not in have and column.weight(role) > 1), None)
        code = "JX462" if like is None else "JX461"
        self.draft.say(code, cells[0].place, label=column.label, n=len(cells), role=phrase(f"role.{like or 'none'}"))


def _named_points(text: str, *, level: bool) -> tuple[str, str | None]:
    """A name without the points printed in it, and the points: 产出指标（40分） is 产出指标 and 40."""
    flat = re.sub(r"\s+", "", text) if level else text
    match = _POINTS_IN_NAME.search(flat)
    if match is None:
        return flat, None
    number = match[1] or match[2]
    if not level and "分" not in match[0]:
        return flat, None
    name = (flat[: match.start()] + flat[match.end() :]).strip("：: ")
    return (name, number) if name and Fraction(number) <= 100 else (flat, None)
