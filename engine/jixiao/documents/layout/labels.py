"""Head and foot of a form: labels with their values beside or below them, titles, years, people left out."""

from __future__ import annotations

import itertools
import re
import unicodedata

from attrs import evolve, field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.content import content_of, figure, is_nothing
from jixiao.documents.layout.draft import Draft, Printed, Record, tidy_label
from jixiao.documents.layout.funds import money, points_in
from jixiao.documents.layout.lexicon import suffixes
from jixiao.documents.layout.money import amount_of, unit_in
from jixiao.documents.layout.people import has_phone, looks_like_person, without_phones
from jixiao.documents.layout.schedule import read_date, read_schedule
from jixiao.documents.layout.words import (
    OWN_NOTE,
    Role,
    bare,
    is_contact,
    is_fund_part,
    is_label,
    is_level1,
    is_level2,
    is_of_person,
    is_page_number,
    is_section,
    is_title,
    is_total,
    project_key,
    role_of,
)
from jixiao.kernel.classes import define

__all__ = ["Labels"]

_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年度?")
_OWNER = re.compile(r"^(.+?)(20\d\d年?度?)?(部门|项目|专项资金|专项|支出|整体|单位|资金|预算)*(绩效|自评)")
_PAIR = re.compile(r"([^\s：:，。；]{2,20})\s*[:：]\s*")
_SOURCE = re.compile(
    r"(当年|本年|本年度|年度|上年)?(财政|中央|地方|单位|其他|其它|上级|本级|省级|市级|县级|区级|一般公共预算|政府性基金|结转)+(财政)?(拨款|资金|补助|收入)(数|金额)?"
)
_ATTACHED = re.compile(
    r"附[件表录]?\s*[\d一二三四五六七八九十]*[-—.\d]*[:：]?|表\s*[\d一二三四五六七八九十]+[-—.\d]*|.{0,6}附[件表]\s*\d*"
)
_YEAR_LINE = re.compile(
    r"[(（]?\s*20\d\d\s*年?度?\s*(\d{1,2}[-—–~至]\d{1,2}月|上半年|[一1前][至到-]?[三3]季度)?\s*[)）]?"
)
_EXECUTION = "$.project.executed"
_SUM_KEYS = ("budget", "executed", "initial")


@define
class Labels:
    """Takes every row that belongs neither to the indicators nor to the funds."""

    draft: Draft
    heads: dict[int, Cell] = field(factory=dict)
    pending: Cell | None = None
    last_key: str = ""
    groups: dict[int, str] = field(factory=dict)
    sources: dict[str, Record] = field(factory=dict)
    unknown: list[Cell] = field(factory=list)
    after: bool = False
    rated: int = -1

    def take(self, grid: Grid, row: int, *, after: bool = False) -> None:
        """Read one row of labels and values; ``after`` says that indicators have been read before it."""
        self.after = after
        cells = [cell for cell in grid.filled(row) if cell.row == row]
        self.note_unit(cells)
        side, cells = self._side(grid, row, cells)
        if not cells:
            return
        if self._under_heads(cells):
            return
        self.heads = {}
        if self._fills_pending(cells):
            return
        self.pending = None
        if len(cells) == 1:
            self._single(grid, cells[0], side)
        elif all(is_label(cell.text) for cell in cells) and self._are_heads(grid, row, cells):
            self.heads = {cell.col: cell for cell in cells}
            self.draft.head(*cells)
        else:
            self._pairs(cells)

    def note_unit(self, cells: list[Cell]) -> None:
        """A unit of money that a label names holds for what follows."""
        for cell in cells:
            if unit := unit_in(cell.text):
                self.draft.unit_of_money = unit

    def _side(self, grid: Grid, row: int, cells: list[Cell]) -> tuple[Cell | None, list[Cell]]:
        """The section printed sideways, and the cells that are left without it."""
        first = next(iter(grid.filled(row)), None)
        if first is not None and first.rows > 1 and is_section(first.text):
            if first.row == row:
                self.draft.head(first)
                self.groups = {}
            return first, [cell for cell in cells if cell is not first]
        return None, cells

    def _fills_pending(self, cells: list[Cell]) -> bool:
        """A label alone in its row is followed by its text."""
        pending = self.pending
        if pending is None or len(cells) != 1 or is_label(cells[0].text) or is_title(cells[0].text):
            return False
        self._value(pending, cells[0])
        self.pending = None
        return True

    def _are_heads(self, grid: Grid, row: int, cells: list[Cell]) -> bool:
        """A label with an empty place behind it is a label left unfilled, unless its text stands below it."""
        line = [cell for cell in grid.filled(row) if cell.row == row]
        if not any(cell.col + cell.cols < after.col for cell, after in itertools.pairwise(line)):
            return True
        below = [cell for cell in grid.filled(row + 1) if cell.row == row + 1]
        return (
            bool(below)
            and {cell.col for cell in below} <= {cell.col for cell in cells}
            and not any(is_label(c.text) for c in below)
        )

    def _under_heads(self, cells: list[Cell]) -> bool:
        """Values below a row of labels: 预期目标 | 实际完成情况 and the texts under them."""
        if not self.heads or any(is_label(cell.text) for cell in cells):
            return False
        pairs = [(head, cell) for cell in cells if (head := self._head_over(cell)) is not None]
        if len(pairs) != len(cells):
            return False
        for head, cell in pairs:
            self._value(head, cell)
        return True

    def _head_over(self, cell: Cell) -> Cell | None:
        return next(
            (
                head
                for head in self.heads.values()
                if head.col <= cell.col < head.col + head.cols or head.col == cell.col
            ),
            None,
        )

    # -- one cell

    def _single(self, grid: Grid, cell: Cell, side: Cell | None) -> None:
        """One cell alone in its row: a title, a year, label and value in one cell, or prose."""
        text = joined(cell.text)
        if side is not None and _is_source(text):
            self.draft.head(cell)  # a source of money, its sum left blank
        elif side is not None and not is_label(text) and not _PAIR.match(text):
            self._value(side, cell)
        elif is_label(text) and not _PAIR.match(text):
            room = not grid.prose and cell.col + cell.cols < grid.width  # for a value beside it, left blank
            self.pending = None if room else cell
            self.draft.head(cell)
        elif self._inline(cell):
            return
        elif cell.col > 0 and not grid.prose and self.draft.append_extra(self.last_key, text, cell):
            return  # the rest of a text that a page break cut
        elif is_title(text):
            self._title(cell)
        elif _YEAR_LINE.fullmatch(text):
            self._year(text, cell)
            self.draft.furniture(cell)
        elif (
            (unit_in(text) and len(text) < 24) or is_page_number(text) or _ATTACHED.fullmatch(text) or is_section(text)
        ):
            self.draft.furniture(cell)
        else:
            self._note(cell, text, among_lines=grid.prose)

    def _note(self, cell: Cell, text: str, *, among_lines: bool) -> None:
        """Prose of no label: it is kept, without what it says of people."""
        if is_level1(text) or is_level2(text):
            self.draft.say("JX435", cell.place, name=text)
            return
        clean = self.draft.clean(text, cell)
        if looks_like_person(text) and (has_phone(text) or not clean):
            self.draft.leave_out("", text, cell)
            return
        if clean and (_says(clean) or (among_lines and not _measures(clean))):
            self.draft.note(clean, cell)  # also a word in the lines around tables that kept their shape
        elif clean:  # a figure or a word alone may be part of a table whose shape is lost
            self.draft.put_extra("其他文字", clean, cell, lost=True)

    # -- pairs

    def _pairs(self, cells: list[Cell]) -> None:
        """Label, value, label, value. A label of no known word still keeps its value in the extra part."""
        at = 0
        while at < len(cells):
            cell, after = cells[at], cells[at + 1] if at + 1 < len(cells) else None
            if self._inline(cell):
                at += 1
            elif after is None:
                self._last(cell)
                return
            elif is_label(cell.text) and is_label(after.text):
                self.draft.head(cell)
                at += 1  # a label without a value
            elif not is_label(cell.text) and (is_label(after.text) or is_section(cell.text)):
                self._loose(cell)
                at += 1
            else:
                self._value(cell, after)
                at += 2

    def _last(self, cell: Cell) -> None:
        """The last cell of a row, with no partner."""
        if is_label(cell.text) or is_section(cell.text):
            self.draft.head(cell)
        else:
            self._loose(cell)

    def _loose(self, cell: Cell) -> None:
        """A cell that belongs to no label."""
        text = joined(cell.text)
        if is_section(text) or _ATTACHED.fullmatch(text) or _YEAR_LINE.fullmatch(text):
            self.draft.head(cell)
        elif looks_like_person(text) and (has_phone(text) or is_contact(self.last_key)):
            self.draft.leave_out(self.last_key, text, cell)
        elif is_nothing(text):
            self.draft.furniture(cell)
        else:
            self._unknown(cell)
            label = self.last_key if self.last_key and not is_contact(self.last_key) else "其他"
            self.draft.put_extra(label, text, cell, lost=_is_number(text))

    def _inline(self, cell: Cell) -> bool:
        """Label and value in one cell, also several of them: 填报单位：某局  填报日期：2021年3月."""
        text = unicodedata.normalize("NFKC", cell.text).strip()
        text = re.sub(r"^其中\s*:\s*(?=\S+:)", "", text)
        marks = [match for match in _PAIR.finditer(text) if _is_named(match, text)]
        if not marks or marks[0].start() > 0:
            return False
        if not text[marks[0].end() :].strip():
            return False  # a label like any other, with its value in the next cell
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            value = text[mark.end() : after.start() if after else len(text)].strip()
            if value:
                self._fill(mark[1], value, cell)
            else:
                self.draft.head(cell)
        return True

    # -- values

    def _value(self, label: Cell, value: Cell) -> None:
        if _is_number(label.text):
            self._loose(label)
            self._loose(value)
            return
        self.draft.diagnostics.extend(label.doubts)
        self.draft.head(label)
        text = bare(label.text)
        if text in ("中期资金总额", "年度资金总额"):
            self.groups[label.col] = text[:2]
        elif project_key(label.text) in _SUM_KEYS and (amount_of(joined(value.text)) is not None or figure(value.text)):
            self.groups.setdefault(label.col, project_key(label.text) or "")
        if self.groups.get(label.col) and _is_source(label.text):
            self._source(self.groups[label.col], text, value)
            return
        self._fill(joined(label.text), value.text, value)

    def _source(self, group: str, source: str, cell: Cell) -> None:
        """A source of money under the sum that it is part of: mid-term, of the year, budgeted or executed."""
        if not re.search(r"\d", cell.text):
            self.draft.furniture(cell)
            return
        amount = money(self.draft, source, cell, None)
        if group == "中期":
            self.draft.put_extra(f"中期·{source}", amount, cell)
            return
        key = group if group in _SUM_KEYS else "budget"
        if source not in self.sources or key in self.sources[source].values:
            self.sources[source] = self.draft.new("funds")
            self.sources[source].values["source"] = source
        self.sources[source].put(key, amount, cell)

    def _fill(self, label: str, text: str, cell: Cell) -> None:
        text = joined(text)
        self.last_key = tidy_label(label)
        if self.last_key == OWN_NOTE:
            self.draft.furniture(cell)
            return
        if is_contact(label) or (is_of_person(label) and looks_like_person(text)):
            self.draft.leave_out(self.last_key, text, cell)
            return
        if cell.row == self.rated and role_of(label) is Role.SCORE and figure(text):
            self.draft.reprint(_EXECUTION, score=figure(text))
            self.draft.use(f"{_EXECUTION}.score", cell)
            return
        key = project_key(label)
        if unit := unit_in(label):
            self.draft.unit_of_money = unit
        if is_total(label) and figure(text):
            self.draft.print_score(Printed("total", "$", None, figure(text), cell.place), cell)
            return
        if key in _SUM_KEYS and re.search(r"\d", text):
            self._sum(key, label, text, cell, unit)
        elif key == "rate" and re.search(r"\d", text):
            self._rate(label, text, cell)
        elif key == "year" and (found := re.search(r"20\d\d", text)):
            self._put_year(found[0], cell)
        elif key in ("start", "end"):
            self._date(key, label, text, cell)
        elif key is not None and key not in (*_SUM_KEYS, "year", "rate"):
            self.draft.put_project(key, label, self.draft.clean(text, cell), cell)
        elif text:
            self._extra(label, text, cell)

    def _sum(self, key: str, label: str, text: str, cell: Cell, unit: str | None) -> None:
        amount = money(self.draft, label, evolve(cell, text=text), unit)
        if len(re.findall(r"\d+(?:[.,]\d+)*", amount)) > 1 and amount_of(amount) is None:  # cells that ran together
            self.draft.put_extra(label, amount, cell, lost=True)
            return
        if key == "initial":
            self.draft.put_extra(label, amount, cell)
            return
        self.draft.put_project(key, label, amount, cell)

    def _rate(self, label: str, text: str, cell: Cell) -> None:
        """A rate of execution that stands alone, without the sums it was made of."""
        if "权重" in label or not re.fullmatch(r"[\d.]+%?", squeeze(text)):
            self._extra(label, text, cell)
            return
        self.draft.put_extra(label, text, cell)
        if not any(each.kind == "execution" for each in self.draft.printed):
            self.rated = cell.row
            self.draft.print_score(
                Printed("execution", _EXECUTION, points_in(label), None, cell.place, squeeze(text)), cell
            )

    def _extra(self, label: str, text: str, cell: Cell) -> None:
        if has_phone(text) and looks_like_person(text):  # a number without a label that says so
            self.draft.leave_out(tidy_label(label), text, cell)
            return
        if is_nothing(text) and not is_label(label):
            self.draft.furniture(cell)
            return
        known = is_label(label) or is_section(label) or _is_source(label)
        if not known:
            self._unknown(cell)
        label = without_phones(label)
        # a number whose name nobody knows may be one of the table's own
        self.draft.put_extra(label or "其他", text, cell, lost=not known and _is_number(text))
        read_schedule(self.draft, text, cell.place)

    def _unknown(self, cell: Cell) -> None:
        """A label that nobody knows; behind the indicators it may have been a row of them."""
        if self.after:
            self.draft.say_once("after", "JX440", cell.place, text=tidy_label(self.last_key or joined(cell.text)))
        else:
            self.unknown.append(cell)

    def _date(self, key: str, label: str, text: str, cell: Cell) -> None:
        if not text:
            return
        day = read_date(cell.raw or "") or read_date(text)
        if day is None:
            self.draft.say("JX429", cell.place, label=tidy_label(label), text=text)
            self.draft.put_extra(label, text, cell)
            return
        self.draft.put_project(key, label, day, cell)

    # -- titles

    def _title(self, cell: Cell) -> None:
        """A title may say whose form it is, and of which year."""
        text = squeeze(joined(cell.text))
        self.draft.furniture(cell)
        self._year(text, cell)
        owner = _OWNER.match(re.sub(r"[(（].{0,200}?[)）]", "", text))
        if (
            owner
            and len(owner[1]) > 3
            and owner[1].endswith(suffixes())
            and not re.search(r"20\d\d|^附|^表\d", owner[1])
        ):
            self.draft.owner = (owner[1], cell)

    def _year(self, text: str, cell: Cell) -> None:
        if found := _YEAR.search(text):
            self._put_year(found[1], cell)

    def _put_year(self, text: str, cell: Cell) -> None:
        if "year" not in self.draft.project:
            self.draft.project["year"] = int(text)
            self.draft.use("$.project.year", cell)
        else:
            self.draft.furniture(cell)


def _is_named(match: re.Match[str], text: str) -> bool:
    """Whether a label stands before a colon: one of the form's own, or a source of money with a figure behind it."""
    name = match[1]
    if is_label(name) or is_contact(name) or is_section(name):
        return True
    return match.start() == 0 and _is_source(name) and figure(text[match.end() :]) is not None


def _is_source(text: str) -> bool:
    """The name of a source of money, also behind 其中 and a dash."""
    name = bare(text).removeprefix("其中").lstrip("-—:、")
    if ":" in name:  # with its sum behind it
        return False
    return bool(_SOURCE.fullmatch(name)) or (is_fund_part(name) and len(name) <= 12 and project_key(name) is None)


def _says(text: str) -> bool:
    """Whether a text of no label can be a remark: more than a figure, a quantity or a word or two."""
    return (len(text) > 8 and not _measures(text)) or bool(re.search(r"[。；，：:]|^[(（注]", text))


def _measures(text: str) -> bool:
    """Whether a text is a figure, a quantity, or a part of one."""
    return bool(content_of(text) & {"number", "percent", "measured", "sign", "unit"})


def _is_number(text: str) -> bool:
    """A bare number or rate, which says nothing by itself."""
    return figure(text) is not None or bool(re.fullmatch(r"-?[\d.,，]+[%％]?", squeeze(text)))
