"""The funds block: the year's total becomes the project's budget and spending, the other rows its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.content import figure, is_nothing
from jixiao.documents.layout.draft import Draft, Printed, Record
from jixiao.documents.layout.money import amount_of, is_bare_number, unit_in, with_unit
from jixiao.documents.layout.words import (
    FundRole,
    bare,
    fund_role,
    is_fund_header,
    is_fund_part,
    is_fund_total,
    is_header_row,
    is_label,
    is_section,
    role_of,
)
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.number import plain
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.words import phrase

__all__ = ["FundRows", "find_funds", "money", "points_in"]

_SUMS = (FundRole.INITIAL, FundRole.BUDGET, FundRole.RECEIVED, FundRole.EXECUTED)
_ASIDE = (FundRole.INITIAL, FundRole.RECEIVED, FundRole.OTHER, FundRole.PRIOR, FundRole.ADJUSTMENT, FundRole.REASON)
_MONEY = (*_SUMS, FundRole.OTHER, FundRole.PRIOR, FundRole.ADJUSTMENT)
_DIGITS = (FundRole.POINTS, FundRole.RATE, FundRole.SCORE)


@frozen
class _Head:
    """A column of the block: where it stands, what it holds, its header and the unit that this names."""

    first: int
    last: int
    role: FundRole | None
    label: str
    unit: str | None = None


@define
class FundRows:
    """Takes the rows below one funds header."""

    draft: Draft
    heads: list[_Head]
    unit: str | None
    period: str | None = None
    points: str | None = None
    total: dict[FundRole, str] = field(factory=dict)
    sources: list[tuple[Record, dict[FundRole, str]]] = field(factory=list)
    count: int = 0
    settled: bool = False

    # -- rows

    def take(self, grid: Grid, row: int) -> bool:
        """Read one row; False if it belongs to another section."""
        texts = [cell.text for cell in grid.filled(row)]
        own = [cell for cell in grid.filled(row) if cell.row == row]
        if not own:
            return True
        if is_header_row(texts) or is_fund_header([cell.text for cell in own]) or self._ends(own):
            return False
        self.unit = self.unit or next((unit for text in texts if (unit := unit_in(text))), None)
        values = self._values(grid, row)
        worded = [h for h, cell in values if h.role in (*_MONEY, *_DIGITS) and not _is_figure(cell.text, h.role)]
        label = self._label(grid, row)
        if worded:
            return False
        if label is not None and figure(label.text):  # cells that were shifted name nothing
            self.draft.takings.stand_in("funds", own)
            return True
        if not any(head.role in (*_MONEY, *_DIGITS) for head, _ in values):
            return self._without_sums(label, values, own)
        self.draft.takings.stand_in("funds", own)
        self._keep(label, values)
        self.count += 1
        return True

    def _ends(self, own: list[Cell]) -> bool:
        """A header of the next section; a label with a text behind it over all the sums."""
        if sum(role_of(cell.text) is not None for cell in own) >= 3:
            return True
        covers = any(sum(cell.col <= h.first < cell.col + cell.cols for h in self.heads) > 2 for cell in own[1:])
        return is_label(own[0].text) and len(own) == 2 and covers and not _is_figure(own[1].text, FundRole.BUDGET)

    def _values(self, grid: Grid, row: int) -> list[tuple[_Head, Cell]]:
        found: list[tuple[_Head, Cell]] = []
        for head in self.heads:
            for col in range(head.first, head.last + 1):
                cell = grid.at(row, col)
                if (
                    cell is not None
                    and not cell.blank
                    and cell.row == row
                    and not any(cell is each for _, each in found)
                ):
                    found.append((head, cell))
        return [(head, cell) for head, cell in found if head.role is not FundRole.SOURCE]

    def _label(self, grid: Grid, row: int) -> Cell | None:
        """The name of the row: the nearest text left of the first sum that is not printed sideways."""
        first = min(head.first for head in self.heads if head.role is not FundRole.SOURCE)
        for col in range(first - 1, -1, -1):
            cell = grid.at(row, col)
            if cell is not None and not cell.blank:
                aside = is_section(cell.text) and (cell.rows > 1 or cell.row < row)
                return None if aside else cell
        return None

    def _without_sums(self, label: Cell | None, values: list[tuple[_Head, Cell]], own: list[Cell]) -> bool:
        """A source whose sums were left blank is a row of the table that says nothing."""
        if label is None or not (is_fund_part(bare(joined(label.text))) or is_fund_total(bare(joined(label.text)))):
            return False
        if len(own) > 1 + len(values) or (
            is_label(label.text) and any(is_label(cell.text) for cell in own if cell is not label)
        ):
            return False
        self.draft.takings.stand_in("funds", own)
        self.draft.head(label)
        for head, cell in values:
            self.draft.put_extra(f"{bare(joined(label.text))}·{head.label}", cell.text, cell, lost=head.role is None)
        return True

    def _keep(self, label: Cell | None, values: list[tuple[_Head, Cell]]) -> None:
        name = bare(joined(label.text)) if label else ""
        if label is not None:
            self.draft.head(label)
        total = not name or is_fund_total(name) or is_section(name)
        if total and not self.total:
            self._total(name or "年度资金总额", values)
        elif total and self._repeats(values):
            self.draft.head(*(cell for _, cell in values))
        else:
            self._source(name or "年度资金总额", label, values)

    def _repeats(self, values: list[tuple[_Head, Cell]]) -> bool:
        """Whether a second row of sums says what the first one said."""
        amounts = [(h.role, money(self.draft, "", cell, h.unit or self.unit)) for h, cell in values if h.role in _SUMS]
        return all(is_nothing(amount) or self.total.get(role) == amount for role, amount in amounts if role)

    # -- the total

    def _total(self, name: str, values: list[tuple[_Head, Cell]]) -> None:
        for head, cell in values:
            text = joined(cell.text)
            if head.role is None:
                self.draft.put_extra(f"{name}·{head.label}", text, cell, lost=not is_nothing(text))
            elif is_nothing(text):
                self.draft.furniture(cell)
            elif head.role in (FundRole.BUDGET, FundRole.EXECUTED):
                amount = money(self.draft, name, cell, head.unit or self.unit)
                self.total[head.role] = amount
                self.draft.put_project(head.role.value, name, amount, cell)
                if self.period and head.role is FundRole.EXECUTED:
                    self.draft.say_once("period", "JX421", cell.place, period=self.period)
            elif head.role in _ASIDE:
                self._aside(name, head, cell)
        self._print(name, values)

    def _aside(self, name: str, head: _Head, cell: Cell) -> None:
        assert head.role is not None
        if head.role is FundRole.REASON or not _is_figure(cell.text, head.role) or cell.text.strip().endswith("%"):
            self.draft.put_extra(f"{name}·{head.label}", cell.text, cell)
            return
        amount = money(self.draft, name, cell, head.unit or self.unit)
        self.total[head.role] = amount
        self.draft.put_extra(f"{name}·{head.label}", amount, cell)

    def _print(self, name: str, values: list[tuple[_Head, Cell]]) -> None:
        """Points, rate and score of the execution, for the audit."""
        cells = {head.role: cell for head, cell in values if head.role in _DIGITS}
        points, score, rate = (_digits(cells.get(role)) for role in (FundRole.POINTS, FundRole.SCORE, FundRole.RATE))
        points = points or self.points
        if not cells:
            return
        rate = joined(cells[FundRole.RATE].text) if rate and FundRole.RATE in cells else None
        first = next(iter(cells.values()))
        self.draft.print_score(
            Printed("execution", "$.project.executed", points, score, first.place, rate), *cells.values()
        )

    # -- the sources

    def _source(self, name: str, label: Cell | None, values: list[tuple[_Head, Cell]]) -> None:
        sums = [(head, cell) for head, cell in values if head.role in _SUMS and not is_nothing(joined(cell.text))]
        others = [(head, cell) for head, cell in values if (head, cell) not in sums]
        amounts: dict[FundRole, str] = {}
        if sums:
            record = self.draft.new("funds")
            record.put("source", name, *([label] if label else []))
            for head, cell in sums:
                assert head.role is not None
                amounts[head.role] = money(self.draft, name, cell, head.unit or self.unit)
                record.put(head.role.value, amounts[head.role], cell)
            self.sources.append((record, amounts))
        for head, cell in others:
            if is_nothing(cell.text) or head.role in (FundRole.POINTS, FundRole.SCORE, FundRole.RATE):
                self.draft.furniture(*([cell] if is_nothing(cell.text) else []))
                self._keep_figure(name, head, cell)
            elif head.role in _MONEY:
                self.draft.put_extra(
                    f"{name}·{head.label}", money(self.draft, name, cell, head.unit or self.unit), cell
                )
            else:
                self.draft.put_extra(f"{name}·{head.label}", cell.text, cell, lost=head.role is None)

    def _keep_figure(self, name: str, head: _Head, cell: Cell) -> None:
        if not is_nothing(cell.text):
            self.draft.put_extra(f"{name}·{head.label}", cell.text, cell)

    # -- the end

    def close(self) -> None:
        """What can be said of the sums only when all of them are read."""
        if self.settled:
            return
        self.settled = True
        self._only_initial()
        self._adjusted()
        self._sums()

    def _only_initial(self) -> None:
        """A form of the years before 2020 prints the initial budget alone: it is what the spending is held against."""
        draft, initial = self.draft, self.total.get(FundRole.INITIAL)
        has_column = any(head.role is FundRole.BUDGET for head in self.heads)
        if initial and not has_column and FundRole.ADJUSTMENT not in self.total and "budget" not in draft.project:
            place = next(
                (draft.places.get(f"$.extra.{key}") for key, text in draft.extra.items() if text == initial), None
            )
            draft.project["budget"] = initial
            if place is not None:
                draft.places["$.project.budget"] = place.__class__(
                    file=place.file, cell=place.cell, line=place.line, path="$.project.budget"
                )
            self.total[FundRole.BUDGET] = initial
            draft.say("JX470", place, amount=initial)

    def _adjusted(self) -> None:
        """预算调整数 may be the change or the budget after it; the printed rate tells, else it is asked about."""
        if FundRole.ADJUSTMENT not in self.total or "budget" in self.draft.project:
            return
        initial, change = amount_of(self.total.get(FundRole.INITIAL, "")), amount_of(self.total[FundRole.ADJUSTMENT])
        if change is None:
            return
        after = change if initial is None else initial + change
        readings = {after, change} if initial is not None else {change}
        fitting = [each for each in readings if self._fits_rate(each)]
        if len(fitting) == 1:
            self.draft.project["budget"] = f"{plain(fitting[0])}元"
        self.draft.say(
            "JX478",
            None,
            change=f"{plain(change)}元",
            after=f"{plain(after)}元",
            taken=self.draft.project.get("budget", "—"),
        )

    def _fits_rate(self, budget: Fraction) -> bool:
        executed = amount_of(str(self.draft.project.get("executed", "")))
        rate = next((each.rate for each in self.draft.printed if each.kind == "execution"), None)
        number = figure(rate or "")
        if executed is None or not budget or number is None:
            return False
        return _rounded(executed / budget * 100, number) == Fraction(number)

    def _sums(self) -> None:
        """The total against its sources, and the printed rate against both figures."""
        for role in (FundRole.BUDGET, FundRole.EXECUTED):
            self._against_sources(role)
        self._against_rate()

    def _against_sources(self, role: FundRole) -> None:
        whole = amount_of(self.total.get(role, ""))
        parts = [amount_of(amounts[role]) for _, amounts in self.sources if role in amounts]
        known = [part for part in parts if part is not None]
        if whole is None or not known or len(known) < len(parts) or len(known) > 12:
            return
        if whole not in _sums_of(known):
            place = self.draft.places.get(f"$.project.{role.value}")
            found = f"{plain(sum(known, Fraction(0)))}元"
            self.draft.say("JX472", place, what=phrase(f"money.{role.value}"), total=self.total[role], found=found)

    def _against_rate(self) -> None:
        printed = next((each for each in self.draft.printed if each.kind == "execution" and each.rate), None)
        budget, executed = (amount_of(self.total.get(role, "")) for role in (FundRole.BUDGET, FundRole.EXECUTED))
        number = figure(printed.rate or "") if printed else None
        if printed is None or number is None or not budget or executed is None:
            return
        value = Fraction(number) * (
            1 if (printed.rate or "").rstrip().endswith(("%", "％")) or Fraction(number) > 1 else 100
        )
        exact = executed / budget * 100
        if abs(value - exact) >= 1 and _rounded(exact, number) != value:
            self.draft.say("JX473", printed.place, rate=printed.rate, right=plain(_rounded(exact, "0.00")) + "%")


def _sums_of(parts: list[Fraction]) -> set[Fraction]:
    """What any of the parts add up to: a source may be printed as part of another."""
    sums = {Fraction(0)}
    for part in parts:
        sums |= {each + part for each in sums}
    return sums - {Fraction(0)} if any(parts) else {Fraction(0)}


def _rounded(value: Fraction, printed: str) -> Fraction:
    """A rate with the decimals of the printed one."""
    return Rounding(places=len(printed.partition(".")[2]))(value)


def find_funds(draft: Draft, grid: Grid, row: int) -> tuple[FundRows, int] | None:
    """The funds block whose header is at a row with the first row under it; None if there is none."""
    own = [cell for cell in grid.filled(row) if cell.row == row]
    if not is_fund_header([cell.text for cell in own]):
        return None
    cells = own[1:] if _is_edge(own[0]) else own
    below = max((cell.row + cell.rows for cell in cells if cell.rows <= 2), default=row + 1)
    heads = list(_heads(cells, names=_holds_names(grid, cells[0], below)))
    if not any(head.role in (*_SUMS, FundRole.PRIOR, FundRole.RATE) for head in heads):
        return None
    units = [unit for cell in grid.filled(row) if (unit := unit_in(cell.text))]
    period = next((m[0] for cell in cells if (m := re.search(r"1[-—–~至]\d+月", bare(cell.text)))), None)
    points = next((found for cell in grid.filled(row) if (found := points_in(cell.text))), None)
    draft.head(*grid.filled(row))
    draft.takings.stand_in("funds", cells)
    return FundRows(draft, heads, units[0] if units else None, period, points), below


def _is_edge(cell: Cell) -> bool:
    """The name of the section at the left of the block; 资金 over the names of the sources is none."""
    return fund_role(cell.text) is not FundRole.SOURCE and (is_section(cell.text) or cell.rows > 2)


def _holds_names(grid: Grid, head: Cell, below: int) -> bool:
    """Whether the names of the rows stand under a header that reads like one of sums (年度预算数)."""
    cells = [cell for row in range(below, min(below + 6, grid.height)) if (cell := grid.at(row, head.col)) is not None]
    texts = [joined(cell.text) for cell in cells if not cell.blank]
    return (
        bool(texts)
        and not _is_figure(texts[0], FundRole.BUDGET)
        and (is_fund_total(bare(texts[0])) or is_fund_part(texts[0]))
    )


def _heads(cells: list[Cell], *, names: bool) -> Iterator[_Head]:
    """Columns of the block; a role met twice holds the first time. ``names``: the first one holds the rows' names."""
    met: set[FundRole] = set()
    started = False
    for number, cell in enumerate(cells):
        role = FundRole.SOURCE if names and number == 0 else fund_role(cell.text)
        if role is None and not started:
            continue  # the corner over the names of the rows
        started = started or role is not FundRole.SOURCE
        if role in met and role not in (FundRole.OTHER, FundRole.PRIOR, FundRole.REASON):
            role = None
        if role is not None:
            met.add(role)
        yield _Head(
            cell.col, cell.col + cell.cols - 1, role, bare(joined(cell.text)) or joined(cell.text), unit_in(cell.text)
        )


def points_in(text: str) -> str | None:
    """The points that a label names: 预算执行情况（10分） is 10, 得分（20分*执行率） is 20."""
    match = re.search(r"\((\d+(?:\.\d+)?)分(?:[)*×xX]|\))", squeeze(text))
    return match[1] if match else None


def money(draft: Draft, label: str, cell: Cell, unit: str | None) -> str:
    """The sum in a cell with its unit: printed with it, named by the header, or assumed and said so."""
    text = joined(cell.text)
    if not is_bare_number(text):
        return text
    unit = unit or draft.unit_of_money
    if unit is None:
        unit = "元"
        draft.say("JX419", cell.place, label=label, unit=unit, why=phrase("money.unsaid"))
    return with_unit(text, unit)


def _is_figure(text: str, role: FundRole | None) -> bool:
    """Whether a cell can stand in a column of sums: a number, with a unit or without, or a dash."""
    if is_nothing(joined(text)):
        return True
    if role in _DIGITS:
        return bool(re.search(r"\d", text)) and len(joined(text)) <= 16
    return (
        amount_of(joined(text)) is not None
        or is_bare_number(joined(text))
        or bool(re.fullmatch(r"-?[\d.,%，]+", squeeze(text)))
    )


def _digits(cell: Cell | None) -> str | None:
    if cell is None or not (match := re.search(r"\d+(\.\d+)?", cell.text)):
        return None
    return match[0]
