"""Points and scores printed once over several leaves: they belong to the leaves together, and are counted once."""

from __future__ import annotations

from attrs import field

from jixiao.documents.grid import Cell, joined
from jixiao.documents.layout.content import figure, is_nothing
from jixiao.documents.layout.draft import Draft, Printed, Record
from jixiao.kernel.classes import define
from jixiao.kernel.words import series

__all__ = ["Groups"]


@define
class _Shared:
    """A merged cell and the leaves beside it."""

    cell: Cell
    leaves: list[Record] = field(factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.path for each in self.leaves)


@define
class Groups:
    """Collects the merged cells of one table; which of them are shared is known only when all rows are read."""

    draft: Draft
    _points: dict[int, _Shared] = field(factory=dict)
    _scores: dict[int, _Shared] = field(factory=dict)

    def points(self, cell: Cell, leaf: Record) -> None:
        """Note a leaf beside a cell of points."""
        if cell.rows > 1:
            self._points.setdefault(id(cell), _Shared(cell)).leaves.append(leaf)

    def score(self, cell: Cell, leaf: Record) -> bool:
        """Note a leaf beside a cell of scores; True where the cell reaches over more than one row."""
        if cell.rows > 1 and not is_nothing(cell.text):
            self._scores.setdefault(id(cell), _Shared(cell)).leaves.append(leaf)
            return True
        return False

    def close(self) -> None:
        """Make a group of every cell that several leaves share; a cell beside one leaf is that leaf's own."""
        scores = {shared.names: shared for shared in self._scores.values()}
        for shared in self._points.values():
            if len(shared.leaves) > 1:
                self._group(shared, scores.pop(shared.names, None))
        for shared in scores.values():
            if len(shared.leaves) > 1:
                self._group(None, shared)
            else:
                self._own(shared)

    def _own(self, shared: _Shared) -> None:
        """One leaf over merged rows: the score is its own."""
        path = shared.leaves[0].path
        self.draft.reprint(path, score=joined(shared.cell.text), place=shared.cell.place)
        self.draft.use(f"{path}.score", shared.cell)

    def _group(self, points: _Shared | None, score: _Shared | None) -> None:
        shared = points or score
        assert shared is not None
        leaves = shared.leaves
        if any("group" in leaf.values for leaf in leaves):
            self.draft.say("JX467", shared.cell.place, text=joined(shared.cell.text))
            return
        record = self.draft.new("group")
        record.put("name", self._name(leaves), shared.cell)
        if points is not None:
            self._take_points(record, points)
        if score is not None:
            record.put("score", joined(score.cell.text), score.cell)
        for leaf in leaves:
            leaf.values["group"] = record.get("name")
        number = figure(record.get("score")) if score is not None else None
        printed = Printed("group", record.path, record.get("points") or None, number, shared.cell.place)
        self.draft.print_score(printed, *(each.cell for each in (points, score) if each is not None))
        names = series("list.comma", (leaf.get("level3") for leaf in leaves))
        self.draft.say("JX466", shared.cell.place, n=len(leaves), names=names, text=joined(shared.cell.text))

    def _take_points(self, record: Record, points: _Shared) -> None:
        """The leaves have no points of their own: the table prints one number for all of them."""
        text = joined(points.cell.text)
        record.put("points", figure(text) or text, points.cell)
        for leaf in points.leaves:
            leaf.values.pop("points", None)
            self.draft.reprint(leaf.path, points=None)

    def _name(self, leaves: list[Record]) -> str:
        """The leaves' own names; never a name twice."""
        names = [leaf.get("level3") for leaf in leaves]
        name = "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:2])}等{len(names)}项"
        taken = self.draft.group_names
        number, found = 2, name
        while found in taken:
            found, number = f"{name}（{number}）", number + 1
        taken.add(found)
        return found
