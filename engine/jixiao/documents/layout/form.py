"""A form read by its words: each row goes to the indicators, the funds, a goal's heading, or the head and foot."""

from __future__ import annotations

import re

from attrs import define

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.annex import AnnexRows, find_annex
from jixiao.documents.layout.draft import Draft, Printed
from jixiao.documents.layout.funds import FundRows, find_funds
from jixiao.documents.layout.header import find_header
from jixiao.documents.layout.indicators import IndicatorRows
from jixiao.documents.layout.labels import Labels
from jixiao.documents.layout.money import amount_of, unit_in
from jixiao.documents.layout.schedule import check_shares
from jixiao.documents.layout.words import Role, bare, is_title, is_total
from jixiao.kernel.diagnostic import Place
from jixiao.kernel.words import phrase

__all__ = ["has_table", "read_form"]

_GOAL = re.compile(r"((?:年度)?绩效目标[一二三四五六七八九十\d]+)[:：]?(.*?)[(（](\d+(?:\.\d+)?)\s*分[)）]")


def has_table(grid: Grid) -> bool:
    """True if some row of the grid is the head of an indicator table."""
    return not grid.prose and any(find_header(grid, row) for row in range(grid.height))


def read_form(grids: list[Grid]) -> Draft:
    """Everything that the grids of one form say. Findings stand in the draft; JX407 if there is no table."""
    reader = _Form(Draft(), Labels(Draft()))
    for grid in grids:
        reader.draft.diagnostics.extend(grid.doubts)
        reader.unit(grid)
    for grid in grids:
        reader.grid(grid)
    reader.finish()
    return reader.draft


@define
class _Form:
    draft: Draft
    labels: Labels
    rows: IndicatorRows | FundRows | AnnexRows | None = None
    goal: str | None = None
    tables: int = 0

    def __attrs_post_init__(self) -> None:
        self.labels = Labels(self.draft)

    def unit(self, grid: Grid) -> None:
        """单位：万元 holds for the whole form, wherever it stands; a header's own （万元） goes before it."""
        for cell in grid.cells:
            text = squeeze(cell.text)
            if len(text) < 30 and re.search(r"单位:?\(?(人民币)?[千百万亿]*元", text) and (unit := unit_in(text)):
                self.draft.unit_of_money = self.draft.unit_of_money or unit

    def grid(self, grid: Grid) -> None:
        """One table or run of lines, row by row."""
        self.rows = self.rows if grid.prose and not grid.cells else None
        row = 0
        while row < grid.height:
            row = self.row(grid, row)

    def row(self, grid: Grid, row: int) -> int:
        """Read a row (or a header of two) and say which row is next."""
        if isinstance(self.rows, AnnexRows) and self.rows.take(grid, row):
            return row + 1
        header = None if grid.prose else find_header(grid, row)
        if header is not None:
            self.tables += 1
            before = self.rows if isinstance(self.rows, IndicatorRows) else None
            self.rows = IndicatorRows(self.draft, header, self.goal)
            if before is not None and before.goal == self.goal:
                self.rows.levels = before.levels  # the header repeated at the top of a page
            if header.spare:
                self.draft.say("JX428", grid.cells[0].place)
            self._execution_column(grid, header.row)
            return header.below
        if self._goal(grid, row):
            self.rows = None
            return row + 1
        opened = None if grid.prose else (find_annex(self.draft, grid, row) or find_funds(self.draft, grid, row))
        if opened is not None:
            self.rows = opened
            self.labels._note_unit(grid.filled(row))
            return row + 1
        if self.rows is not None and not isinstance(self.rows, AnnexRows) and self.rows.take(grid, row):
            return row + 1
        if self._total(grid, row):
            return row + 1
        self.rows = None if grid.filled(row) else self.rows
        self.labels.take(grid, row)
        return row + 1

    def _execution_column(self, grid: Grid, row: int) -> None:
        """Monitoring forms state actuals up to a month, and say so in the header."""
        for cell in grid.row(row):
            if found := re.search(r"1[-—–~至]\d+月", bare(cell.text)):
                self.draft.put_extra("监控时点", found[0])
                if all(finding.code != "JX421" for finding in self.draft.diagnostics):
                    self.draft.say("JX421", cell.place, period=found[0])
                return

    def _goal(self, grid: Grid, row: int) -> bool:
        """The heading of one of several goals: 年度绩效目标1（40分）."""
        for cell in grid.filled(row):
            if cell.row != row:
                continue
            match = _GOAL.match(joined(cell.text))
            if match:
                self._open_goal(cell, match, [c for c in grid.filled(row) if c is not cell and c.row == row])
                return True
        return False

    def _open_goal(self, cell: Cell, match: re.Match[str], rest: list[Cell]) -> None:
        self.goal = squeeze(match[1])
        self.draft.use(f"$.goal[{len(self.draft.goals)}]", cell)
        self.draft.goals.append({"name": self.goal, "points": match[3]})
        words = "".join([match[2], *(joined(c.text) for c in rest)])
        self.draft.put_extra(self.goal, words, cell)

    def _total(self, grid: Grid, row: int) -> bool:
        """The row of sums: its figures are for the audit."""
        cells = [cell for cell in grid.filled(row) if cell.row == row]
        first = next((cell for cell in cells if is_total(cell.text)), None)
        if first is None or cells.index(first) > 1:
            return False
        points, score = self._sums(grid, row, [cell for cell in cells if cell is not first])
        self.draft.printed.append(Printed("total", "$", points, score, first.place))
        self.rows = None
        return True

    def _sums(self, grid: Grid, row: int, cells: list[Cell]) -> tuple[str | None, str | None]:
        """Points and score of a total, by the columns above or else by their order."""
        if isinstance(self.rows, IndicatorRows):
            heads = self.rows.header
            found = [
                next((_number(c.text) for c in heads.cells(grid, row, r)), None) for r in (Role.POINTS, Role.SCORE)
            ]
            if any(found):
                return found[0], found[1]
        numbers = [number for cell in cells if (number := _number(cell.text))]
        return (numbers[0] if len(numbers) > 1 else None), (numbers[-1] if numbers else None)

    def finish(self) -> None:
        """What can only be said when everything has been read."""
        draft = self.draft
        if not draft.indicators and not self.tables:
            draft.say("JX407")
        self._unit_of_title()
        self._branches()
        self._levels()
        self._numbers()
        self._money()
        check_shares(draft)
        notes = [note for note in draft.notes if not is_title(note)]
        if notes:
            draft.put_extra("其他文字", " ".join(notes))
        if draft.contacts:
            draft.say("JX418", count=sum(1 for _, text in draft.contacts if text) or len(draft.contacts))

    def _unit_of_title(self) -> None:
        draft = self.draft
        if "unit" not in draft.project and draft.notes_unit is not None:
            text, cell = draft.notes_unit
            draft.put_project("unit", "单位", text, cell)

    def _branches(self) -> None:
        """A branch printed without a leaf at first, and with one later, is no empty branch."""
        used = {(leaf.get("level1"), leaf.get("level2")) for leaf in self.draft.indicators}
        self.draft.framework = [b for b in self.draft.framework if (b["level1"], b["level2"]) not in used]

    def _levels(self) -> None:
        """A leaf without the levels that its table prints was read from a table whose shape was lost."""
        for number, leaf in enumerate(self.draft.indicators):
            path = f"$.indicator[{number}].level3"
            for key, name in (("level1", phrase("column.level1")), ("level2", phrase("column.level2"))):
                if leaf.get(key) == "":
                    place = self.draft.places.get(path, Place(path=path))
                    self.draft.say("JX437", place, name=leaf["level3"], level=name)

    def _numbers(self) -> None:
        """Points must be numbers in the case; anything else is kept aside and said."""
        for number, leaf in enumerate(self.draft.indicators):
            for key in (Role.POINTS.value, Role.DEDUCTION.value, Role.JUDGEMENT.value):
                text = str(leaf.get(key, "0"))
                if not re.fullmatch(r"\d+(\.\d+)?%?|\d+/\d+", text):
                    path = f"$.indicator[{number}].{key}"
                    self.draft.say(
                        "JX432", self.draft.places.get(path, Place(path=path)), name=leaf["level3"], text=text
                    )
                    self.draft.put_extra(f"{key}：{leaf['level3']}", text)
                    del leaf[key]

    def _money(self) -> None:
        """An assumed unit of money is confirmed by another sum of the same document, if there is one."""
        draft = self.draft
        budget = amount_of(str(draft.project.get("budget", "")))
        stated = [amount_of(m[0]) for text in draft.extra.values() for m in re.finditer(r"\d[\d.]*(?:万元|亿元)", text)]
        if budget is not None and budget in stated:
            draft.diagnostics = [d for d in draft.diagnostics if d.code != "JX419"]


def _number(text: str) -> str | None:
    """A plain number with or without 分 behind it; an interval is none."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(分|%)?", joined(text))
    return match[1] if match else None
