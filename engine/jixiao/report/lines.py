"""Lines of a report: spans of styled text, laid out for a width and not yet bound to any terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.kernel.caret import cells
from jixiao.kernel.classes import frozen
from jixiao.kernel.visible import visible
from jixiao.report.wrap import pad, wrap

__all__ = ["Column", "Line", "StyledText", "indented", "paragraph", "plain_text", "table", "to_copy"]

StyledText = tuple[str, str]
"""A style in rich's words (empty for none) and a text."""

Line = tuple[StyledText, ...]


def paragraph(text: str, width: int, *, indent: str = "", hang: str | None = None, style: str = "") -> Iterator[Line]:
    """Running text, each line behind ``indent`` (from the second on behind ``hang``)."""
    hang = indent if hang is None else hang
    for number, line in enumerate(wrap(text, width - max(cells(indent), cells(hang)))):
        yield (("", indent if number == 0 else hang), (style, line))


_TO_COPY = "cyan"
"""The style of what is meant to be copied, which is never broken into lines."""


def indented(texts: Iterable[StyledText], width: int) -> Iterator[Line]:
    """Styled texts, one below the other: what is indented by blanks stays so where it is broken."""
    for style, text in texts:
        if style == _TO_COPY:
            yield ((style, text),)
        else:
            body = text.lstrip(" ")
            yield from paragraph(body, width, indent=" " * (len(text) - len(body)), style=style)


def to_copy(text: str, indent: str) -> Iterator[StyledText]:
    """The lines of a text that is meant to be copied."""
    return ((_TO_COPY, f"{indent}{line}") for line in text.rstrip("\n").split("\n"))


def plain_text(line: Line) -> str:
    """The line without its styles and without blanks at its end."""
    return visible("".join(text for _, text in line).rstrip())


@frozen
class Column:
    """A column: its head, whether it stands right, and how far it gives way where the line is too long.

    All columns are first squeezed to ``easy`` cells, and only then to ``least``; 0 is not at all.
    """

    head: str
    right: bool = False
    least: int = 0
    easy: int = 0


_GAP = "  "
StyledCell = tuple[str, str, str]
"""Style, stem (drawn before the text and before each line it is broken into), text."""


def table(columns: Sequence[Column], rows: Iterable[Sequence[StyledCell]], width: int) -> Iterator[Line]:
    """Columns that together fill at most ``width`` cells; what is too long is broken within its column."""
    rows = [tuple((style, stem, visible(text)) for style, stem, text in row) for row in rows]
    widths = _widths(columns, rows, width - len(_GAP) * (len(columns) - 1))
    heads = [("bold", "", column.head) for column in columns]
    for row in (heads, *rows):
        yield from _row(columns, row, widths)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[StyledCell]], room: int) -> list[int]:
    """As wide as what stands in them; where that is too much, the widest give way first."""
    widths = [
        max([cells(column.head), *(cells(row[index][1]) + cells(row[index][2]) for row in rows)])
        for index, column in enumerate(columns)
    ]
    for limits in ([max(column.easy, column.least) for column in columns], [column.least for column in columns]):
        while sum(widths) > room:
            giving = [index for index, limit in enumerate(limits) if limit and widths[index] > limit]
            if not giving:
                break
            widths[max(giving, key=lambda index: widths[index] - limits[index])] -= 1
    return widths


def _row(columns: Sequence[Column], row: Sequence[StyledCell], widths: Sequence[int]) -> Iterator[Line]:
    broken = [_broken(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(len(lines) for lines in broken)):
        spans: list[StyledText] = []
        for index, (column, lines, cell) in enumerate(zip(columns, broken, row, strict=True)):
            stem, text = lines[number] if number < len(lines) else (_going_on(cell[1]), "")
            spans.append(("dim", stem))
            spans.append((cell[0], pad(text, widths[index] - cells(stem), right=column.right)))
            if index < len(columns) - 1:
                spans.append(("", _GAP))
        yield tuple(spans)


def _broken(cell: StyledCell, width: int) -> list[tuple[str, str]]:
    _, stem, text = cell
    lines = wrap(text, width - cells(stem))
    return [(stem if number == 0 else _going_on(stem), line) for number, line in enumerate(lines)]


def _going_on(stem: str) -> str:
    """The stem below itself: a branch goes on as a bar, an end as a blank."""
    return stem.replace("├", "│").replace("└", " ").replace("·", " ")
