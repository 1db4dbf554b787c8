"""Head and foot of a form: labels with their values beside or below them, titles, years, people left out."""

from __future__ import annotations

import itertools
import re
import unicodedata

from attrs import define, field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.draft import Draft, tidy_label
from jixiao.documents.layout.funds import money
from jixiao.documents.layout.money import unit_in
from jixiao.documents.layout.schedule import read_date, read_schedule
from jixiao.documents.layout.words import (
    LEVEL1,
    LEVEL2,
    OWN_NOTE,
    VERTICAL,
    bare,
    is_contact,
    is_label,
    is_page_number,
    is_title,
    project_key,
)

__all__ = ["Labels"]

_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年度?")
_OWNER = re.compile(r"^(.+?)(20\d\d年度?)?(部门|项目|专项资金|专项|支出|整体|单位|资金|预算)*(绩效|自评)")
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8})(?!\d)")
_PAIR = re.compile(r"([^\s：:，。；]{2,16})\s*[:：]\s*")
_SOURCE = re.compile(r"(当年|本年)?(财政|中央|地方|单位|其他|上级|一般公共预算)+(拨款|资金|补助)")
_ATTACHED = re.compile(r"附[件表录]?\s*[\d一二三四五六七八九十]*[-—.\d]*[:：]?")
_YEAR_LINE = re.compile(r"[(（]?\s*20\d\d\s*年度?\s*[)）]?")


@define
class Labels:
    """Takes every row that belongs neither to the indicators nor to the funds."""

    draft: Draft
    heads: dict[int, Cell] = field(factory=dict)
    pending: Cell | None = None
    last_key: str = ""
    groups: dict[int, str] = field(factory=dict)

    def take(self, grid: Grid, row: int) -> None:
        """Read one row of labels and values."""
        cells = [cell for cell in grid.filled(row) if cell.row == row]
        self._note_unit(cells)
        side, cells = self._side(grid, row, cells)
        if not cells:
            return
        if self._under_heads(cells):
            return
        self.heads = {}
        if self.pending is not None and len(cells) == 1 and not is_label(cells[0].text) and not is_title(cells[0].text):
            self._value(self.pending, cells[0])
            self.pending = None
            return
        self.pending = None
        if len(cells) == 1:
            self._single(grid, cells[0], side)
        elif len(cells) > 1 and all(is_label(cell.text) for cell in cells) and not self._blank_between(grid, row):
            self.heads = {cell.col: cell for cell in cells}
        else:
            self._pairs(grid, row, cells)

    def _note_unit(self, cells: list[Cell]) -> None:
        for cell in cells:
            if unit := unit_in(cell.text):
                self.draft.unit_of_money = unit

    def _side(self, grid: Grid, row: int, cells: list[Cell]) -> tuple[Cell | None, list[Cell]]:
        """The section printed sideways, and the cells that are left without it."""
        first = grid.at(row, 0)
        if first is not None and first.rows > 1 and VERTICAL.fullmatch(bare(first.text)):
            return first, [cell for cell in cells if cell is not first]
        return None, cells

    def _blank_between(self, grid: Grid, row: int) -> bool:
        """A label with an empty place behind it is a label left unfilled, not the head of a column."""
        line = [cell for cell in grid.filled(row) if cell.row == row]
        return any(cell.col + cell.cols < after.col for cell, after in itertools.pairwise(line))

    def _under_heads(self, cells: list[Cell]) -> bool:
        """Values below a row of labels: 预期目标 | 实际完成情况 and the texts under them."""
        if not self.heads or any(is_label(cell.text) for cell in cells):
            return False
        pairs = [(self.heads[cell.col], cell) for cell in cells if cell.col in self.heads]
        for head, cell in pairs:
            self._value(head, cell)
        return len(pairs) == len(cells)

    def _single(self, grid: Grid, cell: Cell, side: Cell | None) -> None:
        """One cell alone in its row: a title, a year, label and value in one cell, or prose."""
        text = joined(cell.text)
        if side is not None and not is_label(text):
            self._value(side, cell)
        elif cell.col > 0 and not grid.prose and self.draft.append_extra(self.last_key, text):
            return  # the rest of a text that a page break cut
        elif is_label(text) and not _PAIR.match(text):
            self.pending = cell
        elif self._inline(cell):
            return
        elif is_title(text):
            self._title(cell)
        elif _YEAR_LINE.fullmatch(text):
            self._year(text, cell)
        elif unit_in(text) and len(text) < 24:
            return
        elif not is_page_number(text) and not _ATTACHED.fullmatch(text) and not VERTICAL.fullmatch(bare(text)):
            if _PHONE.search(text):
                self.draft.contacts.append(("电话", text))
                return
            self.draft.notes.append(text)
            if squeeze(text) in LEVEL1 | LEVEL2:
                self.draft.say("JX435", cell.place, name=text)

    def _pairs(self, grid: Grid, row: int, cells: list[Cell]) -> None:
        """Label, value, label, value. A label of no known word still keeps its value in the extra part."""
        at = 0
        while at < len(cells):
            cell, after = cells[at], cells[at + 1] if at + 1 < len(cells) else None
            if after is None:
                if not is_label(cell.text) and not self._inline(cell):
                    self.draft.put_extra(self.last_key or "其他", cell.text, cell)
                return
            if self._inline(cell):
                at += 1
            elif is_label(cell.text) and is_label(after.text):
                at += 1  # a label without a value
            else:
                self._value(cell, after)
                at += 2

    def _inline(self, cell: Cell) -> bool:
        """Label and value in one cell, also several of them: 填报单位：某局  填报日期：2021年3月."""
        text = unicodedata.normalize("NFKC", cell.text).strip()
        marks = [match for match in _PAIR.finditer(text) if is_label(match[1]) or is_contact(match[1])]
        if not marks or marks[0].start() > 0 or not text[marks[0].end() :].strip():
            return False
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            value = text[mark.end() : after.start() if after else len(text)].strip()
            if value:
                self._fill(mark[1], value, cell)
            elif is_contact(mark[1]):
                continue
        return True

    def _value(self, label: Cell, value: Cell) -> None:
        self.draft.diagnostics.extend(label.doubts)
        text = bare(label.text)
        if text in ("中期资金总额", "年度资金总额"):
            self.groups[label.col] = text[:2]
        if label.col in self.groups and _SOURCE.fullmatch(text):
            self._source(self.groups[label.col], text, value)
            return
        self._fill(joined(label.text), value.text, value)

    def _source(self, group: str, source: str, cell: Cell) -> None:
        """A source of money under the mid-term or the annual sum of an application form."""
        if not re.search(r"\d", cell.text):
            return
        amount = money(self.draft, source, cell, None)
        if group == "中期":
            self.draft.put_extra(f"中期·{source}", amount, cell)
            return
        self.draft.use(f"$.funds[{len(self.draft.funds)}].budget", cell)
        self.draft.funds.append({"source": source, "budget": amount})

    def _fill(self, label: str, text: str, cell: Cell) -> None:
        text = joined(text)
        self.last_key = tidy_label(label)
        if self.last_key == OWN_NOTE:
            return
        if is_contact(label):
            self.draft.contacts.append((tidy_label(label), text))
            return
        key = project_key(label)
        if unit := unit_in(label):
            self.draft.unit_of_money = unit
        if key in ("budget", "executed") and text and re.search(r"\d", text):
            self.draft.put_project(key, label, money(self.draft, label, cell, unit), cell)
        elif key == "year" and (found := re.search(r"20\d\d", text)):
            self._put_year(found[0], cell)
        elif key in ("start", "end"):
            self._date(key, label, text, cell)
        elif key is not None and key not in ("budget", "executed", "year"):
            self.draft.put_project(key, label, text, cell)
        elif text:
            self._extra(label, text, cell)

    def _extra(self, label: str, text: str, cell: Cell) -> None:
        if _PHONE.search(text) and len(text) < 40:  # a number without a label that says so
            self.draft.contacts.append((tidy_label(label), text))
            return
        known = is_label(label) or any(finding.code == "JX440" for finding in self.draft.diagnostics)
        if self.draft.indicators and not known:
            self.draft.say("JX440", cell.place, text=tidy_label(label))
        self.draft.put_extra(label, text, cell)
        read_schedule(self.draft, text, cell.place)

    def _date(self, key: str, label: str, text: str, cell: Cell) -> None:
        if not text:
            return
        day = read_date(cell.raw or "") or read_date(text)
        if day is None:
            self.draft.say("JX429", cell.place, label=tidy_label(label), text=text)
            self.draft.put_extra(label, text, cell)
            return
        self.draft.put_project(key, label, day, cell)

    def _title(self, cell: Cell) -> None:
        """A title may say whose form it is, and of which year."""
        text = squeeze(joined(cell.text))
        self._year(text, cell)
        bare_text = re.sub(r"[(（].*?[)）]", "", text)
        owner = _OWNER.match(bare_text)
        if owner and len(owner[1]) > 3 and not re.search(r"20\d\d|^附|^表\d|项目$|支出$|整体$|省级$|部门$", owner[1]):
            self.draft.notes_unit = (owner[1], cell)

    def _year(self, text: str, cell: Cell) -> None:
        if found := _YEAR.search(text):
            self._put_year(found[1], cell)

    def _put_year(self, text: str, cell: Cell) -> None:
        if "year" not in self.draft.project:
            self.draft.project["year"] = int(text)
            self.draft.use("$.project.year", cell)
