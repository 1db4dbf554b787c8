"""Small forms drawn in text: ``|`` between cells, ``<`` joined to the left, ``^`` joined to the cell above."""

from __future__ import annotations

from tests.documents.originals import Box


def drawn(picture: str) -> list[Box]:
    """The boxes of a drawn table."""
    owners: dict[tuple[int, int], list[int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for row, line in enumerate(picture.strip("\n").split("\n")):
        for col, part in enumerate(line.split("|")):
            mark = part.strip()
            if mark in ("<", "^"):
                owner = owners[row, col - 1] if mark == "<" else owners[row - 1, col]
            else:
                owner = [row, col, 1, 1]
                texts[row, col] = mark.replace("\\n", "\n")
            owners[row, col] = owner
            owner[2], owner[3] = max(owner[2], row - owner[0] + 1), max(owner[3], col - owner[1] + 1)
    return [Box(row, col, text, *owners[row, col][2:]) for (row, col), text in texts.items()]
