"""A score curve in characters: ● a value that is reached, ○ an end that is not, ◆ the actual."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.kernel.caret import cells
from jixiao.kernel.curve import Jump
from jixiao.kernel.number import shown
from jixiao.kernel.words import DEFAULT, Phrase, phrase, say, series
from jixiao.report.lines import Line, paragraph
from jixiao.report.plot import Plot, dots, ticks

__all__ = ["plot_lines"]

_HEIGHT = 13
_STYLES = {"●": "bold blue", "○": "bold blue", "◆": "bold red", "•": "blue", "·": "dim"}


def plot_lines(plot: Plot, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """The picture, then every break with its sides, the rows and the clause."""
    yield (("bold", plot.title),)
    margin = max(cells(shown(plot.points * n / 4, 2)) for n in range(5)) + 1
    columns = min(max(width - margin - 2, 20), 96)
    for index, row in enumerate(_grid(plot, columns)):
        label = shown(plot.points * (_HEIGHT - 1 - index) / (_HEIGHT - 1), 2) if index % 3 == 0 else ""
        yield (
            ("dim", " " * (margin - 1 - cells(label)) + label + "│"),
            *((_STYLES.get(char, ""), char) for char in row),
        )
    yield (("dim", " " * (margin - 1) + "└" + "─" * columns),)
    yield (("dim", " " * margin + _axis(plot, columns)),)
    yield from _told(plot, width, lang)


def _column(plot: Plot, x: Fraction, columns: int) -> int:
    return min(int((x - plot.low) / (plot.high - plot.low) * columns), columns - 1)


def _row(plot: Plot, y: Fraction) -> int:
    """From the top; halves go up, so that what is not full does not look full at the last row."""
    size = y / plot.points * (_HEIGHT - 1)
    return _HEIGHT - 1 - (2 * size.numerator + size.denominator) // (2 * size.denominator)


def _grid(plot: Plot, columns: int) -> list[list[str]]:
    grid = [[" "] * columns for _ in range(_HEIGHT)]
    for column in range(columns):
        x = plot.low + (plot.high - plot.low) * (2 * column + 1) / (2 * columns)
        if x in plot.curve.domain:
            grid[_row(plot, plot.curve.at(x) * plot.points)][column] = "•"
    for dot in sorted(dots(plot), key=lambda each: each.filled):
        grid[_row(plot, dot.y)][_column(plot, dot.x, columns)] = "●" if dot.filled else "○"
    if plot.actual is not None and plot.actual in plot.curve.domain:
        place = _row(plot, plot.curve.at(plot.actual) * plot.points)
        grid[place][_column(plot, plot.actual, columns)] = "◆"
    return grid


def _axis(plot: Plot, columns: int) -> str:
    """Breaks named below the place where they stand, as many as there is room for."""
    text = ""
    for x in ticks(plot, Fraction(1, 12)):
        name, place = plot.actual_text(x), _column(plot, x, columns)
        start = max(place - cells(name) // 2, 0)
        if start > cells(text) or (start == 0 and not text):
            text += " " * (start - cells(text)) + name
    return text


def _told(plot: Plot, width: int, lang: str) -> Iterator[Line]:
    yield (("", ""),)
    if plot.actual is not None and plot.actual in plot.curve.domain:
        score = shown(plot.curve.at(plot.actual) * plot.points, 4)
        yield (("bold red", f"◆ {say('plot.actual', lang, actual=plot.actual_text(plot.actual), score=score)}"),)
    for jump in list(plot.curve.jumps())[:8]:
        text = say("labelled", lang, label=plot.actual_text(jump.x), text=_sides(plot, jump))
        yield from paragraph(text, width, indent="○ ", hang="  ")
    for row in plot.rows:
        yield from paragraph(row, width, indent="  ")
    yield from paragraph(plot.clause, width, indent="  ", style="dim")


def _sides(plot: Plot, jump: Jump) -> Phrase:
    """The value, and the limits on either side that are not the value."""
    said = [phrase("plot.at", score=shown(jump.at * plot.points, 4))]
    for limit, key in ((jump.before, "plot.before"), (jump.after, "plot.after")):
        if isinstance(limit, Fraction) and limit != jump.at:
            said.append(phrase(key, score=shown(limit * plot.points, 4)))
    return series("list.clause", said)
