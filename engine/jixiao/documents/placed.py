"""A case document whose values stand in the cells of a user's own document."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Place
from jixiao.kernel.document import Document

__all__ = ["PlacedDocument"]


@frozen
class PlacedDocument(Document):
    """``cells`` gives the place of every value that was read, by its JSON path."""

    cells: Mapping[str, Place] = field(factory=dict)

    def place(self, path: str) -> Place:
        """The cell of the path; for one that was left empty, the name or target that stands in its row."""
        row = path.rpartition(".")[0]
        for each in (path, f"{row}.level3", f"{row}.target"):
            if each in self.cells:
                return evolve(self.cells[each], path=path)
        return super().place(path)
