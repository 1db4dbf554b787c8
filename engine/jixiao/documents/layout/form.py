"""A form read by its words: each row goes to the indicators, the funds, a goal's heading, or the head and foot."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from attrs import field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.annex import AnnexRows, find_annex
from jixiao.documents.layout.columns import HeadedColumn, Tie
from jixiao.documents.layout.content import content_of, figure, is_nothing
from jixiao.documents.layout.draft import Draft, Printed
from jixiao.documents.layout.funds import FundRows, find_funds
from jixiao.documents.layout.header import Header, find_header
from jixiao.documents.layout.indicators import IndicatorRows
from jixiao.documents.layout.labels import Labels
from jixiao.documents.layout.ledger import Fate, Ledger, LedgerEntry, ledger_of, some_of
from jixiao.documents.layout.lexicon import is_named
from jixiao.documents.layout.money import amount_of, unit_in
from jixiao.documents.layout.schedule import check_shares
from jixiao.documents.layout.words import Role, bare, goal_in, is_section, is_title, is_total
from jixiao.kernel.budget import worked
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import Place
from jixiao.kernel.words import phrase, series

__all__ = ["FormDraft", "has_table", "read_form"]

_SHOWN = 5


@frozen
class FormDraft:
    """One form read: its draft, the heads of its tables, what became of every cell."""

    draft: Draft
    headers: tuple[Header, ...]
    ledger: Ledger


def has_table(grid: Grid) -> bool:
    """True if some row of the grid is the head of an indicator table."""
    return not grid.prose and not grid.loose and any(find_header(grid, row) for row in range(grid.top, grid.height))


def read_form(grids: list[Grid]) -> FormDraft:
    """Everything that the grids of one form say. Findings stand in the draft; JX407 if there is no table."""
    draft = Draft()
    reader = _Form(draft, Labels(draft))
    for grid in grids:
        draft.diagnostics.extend(grid.doubts)
        draft.contacts.extend(("电话", cell.private) for cell in grid.cells if cell.private)
        reader.unit(grid)
    for grid in grids:
        reader.grid(grid)
    reader.finish()
    ledger = ledger_of(grids, draft.takings)
    _say_unread(draft, ledger)
    return FormDraft(draft, tuple(reader.headers), ledger)


@define
class _Form:
    draft: Draft
    labels: Labels
    rows: IndicatorRows | FundRows | AnnexRows | None = None
    goal: str | None = None
    headers: list[Header] = field(factory=list)
    read: int = 0

    def unit(self, grid: Grid) -> None:
        """单位：万元 holds for the whole form, wherever it stands; a header's own （万元） goes before it."""
        for cell in grid.cells:
            text = squeeze(cell.text) if "元" in cell.text else ""
            if 0 < len(text) < 30 and re.search(r"单位:?\(?(人民币)?[千百万亿]*元", text) and (unit := unit_in(text)):
                self.draft.unit_of_money = self.draft.unit_of_money or unit

    def grid(self, grid: Grid) -> None:
        """One table or run of lines, row by row. Cells whose shape is gone are nobody's."""
        if grid.loose:
            return
        self.open(self.rows if grid.prose and not grid.cells else None)
        row = grid.top
        while row < grid.height:
            row = self.row(grid, row)
            worked("rows", min(row, grid.height), grid.height)

    def open(self, rows: IndicatorRows | FundRows | AnnexRows | None) -> None:
        """Begin a part of the form, and say what is to be said of the one before."""
        if self.rows is not None and self.rows is not rows:
            self.rows.close()
        self.rows = rows

    def row(self, grid: Grid, row: int) -> int:
        """Read a row (or a header of several) and say which row is next."""
        if isinstance(self.rows, AnnexRows) and self.rows.take(grid, row):
            return row + 1
        header = None if grid.prose else find_header(grid, row)
        if header is not None:
            self._begin(grid, header)
            return header.below
        if self._goal(grid, row):
            self.open(None)
            return row + 1
        if not grid.prose and (annex := find_annex(self.draft, grid, row)):
            self.open(annex)
            return row + 1
        if not grid.prose and (funds := find_funds(self.draft, grid, row)):
            self.open(funds[0])
            self.labels.note_unit(grid.filled(row))
            return funds[1]
        if self.rows is not None and not isinstance(self.rows, AnnexRows) and self.rows.take(grid, row):
            return row + 1
        if self._total(grid, row):
            return row + 1
        if grid.filled(row):
            self.open(None)
        self.labels.take(grid, row, after=self.read > 0)
        return row + 1

    # -- the indicator table

    def _begin(self, grid: Grid, header: Header) -> None:
        before = self.rows if isinstance(self.rows, IndicatorRows) else None
        self.headers.append(header)
        self.draft.head(*header.cells)
        self.draft.takings.stand_in("indicator", header.cells)
        self._edge(header)
        rows = IndicatorRows(self.draft, header, self.goal)
        if before is not None and before.goal == self.goal:
            rows.levels = before.levels  # the header repeated at the top of a page
        self.open(rows)
        self.read += 1
        if header.spare:
            self.draft.say_once("spare", "JX428", header.cells[0].place)
        for tie in header.ties:
            self._ask(tie, header)
        for column in header.columns:
            self._tell(column, header)
        self._period(header)

    def _edge(self, header: Header) -> None:
        """Cells at the edge of the table: the name of the section, or a goal with its points."""
        for cell in header.edge:
            text = joined(cell.text)
            if goal := goal_in(text):
                self._open_goal(cell, goal, [])
            elif self.draft.takings.is_taken(cell):
                continue
            elif is_section(text) or len(text) <= 24:
                self.draft.head(cell)

    def _ask(self, tie: Tie, header: Header) -> None:
        place = next((cell.place for cell in header.cells if cell.col <= tie.other.first < cell.col + cell.cols), None)
        self.draft.say(
            "JX464", place, taken=tie.taken.label, other=tie.other.label, role=phrase(f"role.{tie.role.value}")
        )

    def _tell(self, column: HeadedColumn, header: Header) -> None:
        """A role that the header alone did not tell is said."""
        named = any(each.role is column.role and each.why in ("header", "above") for each in column.evidence)
        structural = (
            None,
            Role.KEPT,
            Role.BRANCH_POINTS,
            Role.BRANCH_SCORE,
            Role.NUMBER,
            Role.FORECAST,
            Role.SIGN,
            Role.DIRECTION,
        )
        if named or column.role in structural or not column.label:
            return
        if column.role is Role.LEVEL3 and any(
            each.role in (Role.LEVEL2, Role.LEVEL4) and each.why == "header" for each in column.evidence
        ):
            return
        place = next((cell.place for cell in header.cells if cell.col <= column.first < cell.col + cell.cols), None)
        self.draft.say_once(
            ("role", column.label), "JX463", place, label=column.label, role=phrase(f"role.{column.role}")
        )

    def _period(self, header: Header) -> None:
        """Monitoring forms state actuals up to a month, and say so in the header."""
        for cell in header.cells:
            if found := re.search(r"1[-—–~至]\d+月|上半年|[一1前]?[至到-]?[三3]季度", squeeze(cell.text)):
                self.draft.extra.setdefault("监控时点", found[0])
                self.draft.say_once("period", "JX421", cell.place, period=found[0])
                return

    # -- goals

    def _goal(self, grid: Grid, row: int) -> bool:
        """The heading of one of several goals: 年度绩效目标1（40分）."""
        own = [cell for cell in grid.filled(row) if cell.row == row]
        for cell in own:
            goal = goal_in(joined(cell.text))
            if goal is not None and goal[2] is not None:
                self._open_goal(cell, goal, [each for each in own if each is not cell])
                return True
        return False

    def _open_goal(self, cell: Cell, goal: tuple[str, str, str | None], rest: list[Cell]) -> None:
        self.goal, words, points = goal
        record = self.draft.new("goal")
        record.put("name", self.goal, cell)
        if points is not None:
            record.put("points", points, cell)
        words = "".join([words, *(joined(each.text) for each in rest)])
        if words:
            self.draft.put_extra(self.goal, words, cell, *rest)

    # -- the total

    def _total(self, grid: Grid, row: int) -> bool:
        """The row of sums of the indicators: its figures are for the audit. Other tables have sums of their own."""
        cells = [cell for cell in grid.filled(row) if cell.row == row]
        first = next((cell for cell in cells[:3] if is_total(cell.text)), None)
        if first is None or not self.read or not self._adds_up(cells, first):
            return False
        others = [cell for cell in cells if cell is not first]
        named = _named_sums(others)
        points, score = self._sums(grid, row, others)
        if named:
            points, score = named.get("points", (None, []))[0], named.get("score", (None, []))[0]
        bounds = next((cell for cell in others if "interval" in content_of(cell.text)), None)
        score = score or (joined(bounds.text) if bounds is not None else None)
        numbers = [cell for cell in others if figure(cell.text) or cell is bounds]
        self.draft.print_score(Printed("total", "$", points, score, first.place), first, *numbers)
        self.draft.takings.stand_in("indicator", cells)
        for _, told in named.values():
            self.draft.head(*told)
        self.draft.furniture(*(cell for cell in others if is_nothing(cell.text)))
        self.draft.head(*(cell for cell in others if is_section(cell.text)))
        rest = [cell for cell in others if not self.draft.takings.is_taken(cell)]
        for cell in rest:
            self.draft.put_extra("总分行", cell.text, cell)
        self.open(None)
        return True

    def _adds_up(self, cells: list[Cell], first: Cell) -> bool:
        return all(is_nothing(cell.text) or is_section(cell.text) for cell in cells[: cells.index(first)])

    def _sums(self, grid: Grid, row: int, cells: list[Cell]) -> tuple[str | None, str | None]:
        """Points and score of a total, by the columns above or else by their order."""
        if isinstance(self.rows, IndicatorRows):
            heads = self.rows.header
            found = [
                next((figure(c.text) for c in heads.cells_of(grid, row, r)), None) for r in (Role.POINTS, Role.SCORE)
            ]
            if any(found):
                return found[0], found[1]
        numbers = [number for cell in cells if (number := figure(cell.text))]
        return (numbers[0] if len(numbers) > 1 else None), (numbers[-1] if numbers else None)

    # -- the end

    def finish(self) -> None:
        """What can only be said when everything has been read."""
        self.open(None)
        draft = self.draft
        draft.settle_branches()
        if not draft.indicators:
            self._no_rows()
        self._unit_of_title()
        self._levels()
        self._numbers()
        self._money()
        check_shares(draft)
        self._notes()
        if draft.contacts:
            draft.say("JX418", n=sum(1 for _, text in draft.contacts if text) or len(draft.contacts))

    def _no_rows(self) -> None:
        """No table at all, a table without a row, or the blank form of a framework."""
        if not self.headers:
            self.draft.say("JX407")
        elif self.draft.framework:
            self.draft.say("JX468", self.headers[0].cells[0].place, n=len(self.draft.framework))
        else:
            self.draft.say("JX479", self.headers[0].cells[0].place)

    def _unit_of_title(self) -> None:
        draft = self.draft
        if "unit" not in draft.project and draft.owner is not None:
            text, cell = draft.owner
            draft.put_project("unit", "单位", text, cell)

    def _levels(self) -> None:
        """A leaf without the levels that its table prints was read from a table whose shape was lost."""
        for leaf in self.draft.indicators:
            for key, name in (("level1", phrase("column.level1")), ("level2", phrase("column.level2"))):
                if leaf.values.get(key) == "":
                    place = self.draft.places.get(f"{leaf.path}.level3", Place(path=leaf.path))
                    self.draft.say("JX437", place, name=leaf.get("level3"), level=name)

    def _numbers(self) -> None:
        """Points must be numbers in the case; anything else is kept aside and said."""
        for leaf in self.draft.indicators:
            for key in (Role.POINTS.value, Role.DEDUCTION.value, Role.JUDGEMENT.value):
                text = str(leaf.values.get(key, "0"))
                if not re.fullmatch(r"\d+(\.\d+)?%?|\d+/\d+", text):
                    path = f"{leaf.path}.{key}"
                    self.draft.say(
                        "JX432", self.draft.places.get(path, Place(path=path)), name=leaf.get("level3"), text=text
                    )
                    self.draft.put_extra(f"{key}：{leaf.get('level3')}", text)
                    del leaf.values[key]

    def _money(self) -> None:
        """An assumed unit of money is confirmed by another sum of the same document, if there is one."""
        draft = self.draft
        budget = amount_of(str(draft.project.get("budget", "")))
        stated = [
            amount_of(m[0])
            for text in draft.extra.values()
            for m in re.finditer(r"(?<![\d.])\d[\d.]*(?:万元|亿元)", text)
        ]
        if budget is not None and budget in stated:
            draft.diagnostics = [d for d in draft.diagnostics if d.code != "JX419"]

    def _notes(self) -> None:
        notes = [note for note in self.draft.notes if not is_title(note)]
        if notes:
            self.draft.put_extra("其他文字", " ".join(notes))
        unknown = self.labels.unknown
        if unknown:
            texts = series("list.comma", dict.fromkeys(joined(cell.text)[:20] for cell in unknown[:_SHOWN]))
            self.draft.say("JX476", unknown[0].place, n=len(unknown), texts=texts)


def _named_sums(cells: Sequence[Cell]) -> dict[str, tuple[str, list[Cell]]]:
    """Points and score of a row of sums that names them: 总分值：100, or 总得分 with its figure behind it."""
    found: dict[str, tuple[str, list[Cell]]] = {}
    for cell, after in itertools.zip_longest(cells, cells[1:]):
        label, _, value = squeeze(cell.text).partition(":")
        kind = next((kind for kind in ("points", "score") if is_named("label", f"total_{kind}", bare(label))), None)
        number = figure(value) if value else figure(after.text) if after is not None else None
        if kind is not None and number is not None:
            found[kind] = (number, [cell] if value or after is None else [cell, after])
    return found


_TABLES = ("indicator", "funds")


def _say_unread(draft: Draft, ledger: Ledger) -> None:
    """Cells of a table that were not read are named; those of a column that was not understood have been already."""
    for table in _TABLES:
        unread = [
            entry for entry in ledger.unread if entry.table == table and not (table == "indicator" and _kept(entry))
        ]
        if unread:
            draft.say("JX460", unread[0].place, table=phrase(f"table.{table}"), n=len(unread), cells=some_of(unread))
    loose = [entry for entry in ledger.unread if not entry.table]
    if loose:
        draft.say("JX477", loose[0].place, n=len(loose), cells=some_of(loose))


def _kept(entry: LedgerEntry) -> bool:
    return entry.fate is Fate.UNREAD and bool(entry.where)
