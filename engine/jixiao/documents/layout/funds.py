"""The funds block: the year's total becomes the project's budget and spending, the other rows its sources."""

from __future__ import annotations

import re

from attrs import define

from jixiao.documents.grid import Cell, Grid, joined
from jixiao.documents.layout.draft import Draft, Printed
from jixiao.documents.layout.money import is_bare_number, unit_in, with_unit
from jixiao.documents.layout.words import VERTICAL, FundRole, bare, fund_role, is_fund_header, is_header_row
from jixiao.kernel.words import phrase

__all__ = ["FundRows", "find_funds", "is_fund_total", "money"]

_TOTAL = re.compile(r"(年度|部门|项目|全年)*(整体支出|财政|支出|预算)*(资金|预算|支出)*(总额|总计|合计|总金额)")
_SUMS = (FundRole.INITIAL, FundRole.BUDGET, FundRole.RECEIVED, FundRole.EXECUTED)
_NOTHING = re.compile(r"[-—–/\s]*|无")


@define
class FundRows:
    """Takes the rows below one funds header."""

    draft: Draft
    columns: dict[int, FundRole]
    labels: dict[int, str]
    unit: str | None
    period: str | None = None
    count: int = 0

    def take(self, grid: Grid, row: int) -> bool:
        """Read one row; False if it belongs to another section."""
        if is_header_row([cell.text for cell in grid.row(row)]) or is_fund_header(
            [cell.text for cell in grid.row(row)]
        ):
            return False
        values = {role: cell for col, role in self.columns.items() if (cell := grid.at(row, col)) and not cell.blank}
        sums = [cell for role, cell in values.items() if role in _SUMS]
        worded = [cell for role, cell in values.items() if role is not FundRole.REASON and not _figure(cell.text)]
        label = self._label(grid, row)
        if any(cell.cols > 2 for cell in sums) or worded:
            return False
        if not values:
            return label is not None and self.count > 0 and bool(re.search(r"资金|拨款|结转|支出|补助", label.text))
        self._keep(label, values)
        self.count += 1
        return True

    def _label(self, grid: Grid, row: int) -> Cell | None:
        """The name of the row: the nearest text left of the first sum that is not printed sideways."""
        for col in range(min(self.columns) - 1, -1, -1):
            cell = grid.at(row, col)
            if cell is not None and not cell.blank:
                return None if VERTICAL.fullmatch(bare(cell.text)) and cell.rows > 1 else cell
        return None

    def _keep(self, label: Cell | None, values: dict[FundRole, Cell]) -> None:
        name = bare(joined(label.text)) if label else ""
        total = not name or is_fund_total(name) or bool(VERTICAL.fullmatch(name))
        if total and "budget" not in self.draft.project and "executed" not in self.draft.project:
            self._total(name or "年度资金总额", values)
        elif any(not _NOTHING.fullmatch(joined(values[role].text)) for role in _SUMS if role in values):
            self._source(name or "年度资金总额", values)

    def _total(self, name: str, values: dict[FundRole, Cell]) -> None:
        for role, cell in values.items():
            text = joined(cell.text)
            if role in (FundRole.BUDGET, FundRole.EXECUTED) and not _NOTHING.fullmatch(text):
                self.draft.put_project(role.value, name, money(self.draft, name, cell, self.unit), cell)
                if self.period and role is FundRole.EXECUTED:
                    self.draft.say("JX421", cell.place, period=self.period)
            elif role in (
                FundRole.INITIAL,
                FundRole.RECEIVED,
                FundRole.OTHER,
                FundRole.REASON,
            ) and not _NOTHING.fullmatch(text):
                shown = money(self.draft, name, cell, self.unit) if role is not FundRole.REASON else text
                self.draft.put_extra(f"{name}·{self._head(role)}", shown, cell)
        points, score = values.get(FundRole.POINTS), values.get(FundRole.SCORE)
        if points or score:
            first = points or score
            assert first is not None
            self.draft.printed.append(
                Printed("execution", "$.project.executed", _digits(points), _digits(score), first.place)
            )

    def _head(self, role: FundRole) -> str:
        return next(self.labels[col] for col, found in self.columns.items() if found is role)

    def _source(self, name: str, values: dict[FundRole, Cell]) -> None:
        path = f"$.funds[{len(self.draft.funds)}]"
        entry: dict[str, str | int | bool] = {"source": name}
        for role in _SUMS:
            cell = values.get(role)
            if cell is not None and not _NOTHING.fullmatch(joined(cell.text)):
                entry[role.value] = money(self.draft, name, cell, self.unit)
                self.draft.use(f"{path}.{role.value}", cell)
        self.draft.funds.append(entry)


def is_fund_total(name: str) -> bool:
    """True for the row that adds up the sources."""
    return bool(_TOTAL.fullmatch(name))


def find_funds(draft: Draft, grid: Grid, row: int) -> FundRows | None:
    """The funds block whose header is at a row, None if there is none."""
    cells = grid.filled(row)
    if not is_fund_header([cell.text for cell in cells]):
        return None
    columns: dict[int, FundRole] = {}
    labels: dict[int, str] = {}
    for cell in cells:
        role = fund_role(cell.text)
        if role is not None and cell.row == row and role not in columns.values():
            columns[cell.col], labels[cell.col] = role, bare(joined(cell.text))
    unit = next((found for cell in cells if (found := unit_in(cell.text))), None)
    period = next((m[0] for cell in cells if (m := re.search(r"1[-—–~至]\d+月", bare(cell.text)))), None)
    return FundRows(draft, columns, labels, unit, period) if columns else None


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


def _figure(text: str) -> bool:
    return bool(re.search(r"\d", text) or _NOTHING.fullmatch(text))


def _digits(cell: Cell | None) -> str | None:
    if cell is None or not (match := re.search(r"\d+(\.\d+)?", cell.text)):
        return None
    return match[0]
