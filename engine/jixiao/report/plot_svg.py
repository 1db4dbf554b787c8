"""A score curve as an SVG picture that stands alone: open and closed ends, breaks, what meets the target, the actual.

Coordinates are exact numbers printed to two decimals; the picture needs no script and no font but the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from xml.sax.saxutils import escape

from jixiao.kernel.number import plain, shown
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.words import DEFAULT, say
from jixiao.report.plot import Plot, dots, strokes, ticks

__all__ = ["plot_svg"]

_LEFT, _TOP, _WIDE, _HIGH = 64, 56, 620, 300
_ROW = 20
_TENTH = Fraction(1, 9)
_FONT = "font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif\""


def plot_svg(plot: Plot, lang: str = DEFAULT) -> str:
    """The picture as text."""
    height = _TOP + _HIGH + 70 + _ROW * (len(plot.rows) + 1)
    width = _LEFT + _WIDE + 40
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {_FONT}>',
        f"<title>{escape(plot.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        _text(_LEFT, 28, plot.title, 'font-size="16" font-weight="bold" fill="#111"'),
        *_frame(plot, lang),
        *_strokes(plot),
        *_actual(plot, lang),
        *_legend(plot, _TOP + _HIGH + 62),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _x(plot: Plot, x: Fraction) -> str:
    return _number(_LEFT + (x - plot.low) / (plot.high - plot.low) * _WIDE)


def _y(plot: Plot, y: Fraction) -> str:
    return _number(_TOP + (1 - y / plot.points) * _HIGH)


def _number(value: Fraction) -> str:
    return plain(Rounding(places=2)(Fraction(value)))


def _text(x: int | str, y: int | str, text: str, style: str) -> str:
    return f'<text x="{x}" y="{y}" {style}>{escape(text)}</text>'


def _frame(plot: Plot, lang: str) -> Iterator[str]:
    """What meets the target shaded, the axes, and names of breaks and of quarters of the points."""
    met_low = plot.low if plot.met.low is None else max(plot.met.low, plot.low)
    met_high = plot.high if plot.met.high is None else min(plot.met.high, plot.high)
    if met_low < met_high:
        wide = _number((met_high - met_low) / (plot.high - plot.low) * _WIDE)
        yield f'<rect x="{_x(plot, met_low)}" y="{_TOP}" width="{wide}" height="{_HIGH}" fill="#e8f3ea"/>'
    for quarter in range(5):
        value = plot.points * quarter / 4
        y = _y(plot, value)
        yield f'<line x1="{_LEFT}" x2="{_LEFT + _WIDE}" y1="{y}" y2="{y}" stroke="#ddd"/>'
        yield _text(
            _LEFT - 8, y, shown(value, 2), 'font-size="12" fill="#555" text-anchor="end" dominant-baseline="middle"'
        )
    bottom = _TOP + _HIGH
    for x in ticks(plot, _TENTH):
        at = _x(plot, x)
        yield f'<line x1="{at}" x2="{at}" y1="{_TOP}" y2="{bottom}" stroke="#bbb" stroke-dasharray="3 3"/>'
        yield _text(at, bottom + 18, plot.actual_text(x), 'font-size="12" fill="#555" text-anchor="middle"')
    names = (say("plot.axis.actual", lang), say("plot.axis.score", lang))
    yield _text(_LEFT + _WIDE, bottom + 38, names[0], 'font-size="12" fill="#555" text-anchor="end"')
    yield _text(_LEFT - 8, _TOP - 12, names[1], 'font-size="12" fill="#555" text-anchor="end"')


def _strokes(plot: Plot) -> Iterator[str]:
    for stroke in strokes(plot, 48):
        path = " ".join(f"{_x(plot, x)},{_y(plot, y)}" for x, y in stroke.points)
        yield f'<polyline points="{path}" fill="none" stroke="#1f5fa8" stroke-width="2.5"/>'
    for dot in sorted(dots(plot), key=lambda each: each.filled):
        fill = "#1f5fa8" if dot.filled else "#fff"
        yield f'<circle cx="{_x(plot, dot.x)}" cy="{_y(plot, dot.y)}" r="4.5" fill="{fill}" stroke="#1f5fa8" stroke-width="2"/>'


def _actual(plot: Plot, lang: str) -> Iterator[str]:
    if plot.actual is None or plot.actual not in plot.curve.domain:
        return
    score = plot.curve.at(plot.actual) * plot.points
    x, y = _x(plot, plot.actual), _y(plot, score)
    yield f'<line x1="{x}" x2="{x}" y1="{y}" y2="{_TOP + _HIGH}" stroke="#c2410c" stroke-width="1.5"/>'
    yield f'<circle cx="{x}" cy="{y}" r="5" fill="#c2410c"/>'
    words = say("plot.actual", lang, actual=plot.actual_text(plot.actual), score=shown(score, 2))
    right = plot.actual - plot.low > (plot.high - plot.low) * Fraction(3, 5)
    anchor, offset = ("end", -9) if right else ("start", 9)
    place = _number(Fraction(x) + offset)
    below = score > plot.points * Fraction(9, 10)
    yield _text(
        place,
        _number(Fraction(y) + (22 if below else -10)),
        words,
        f'font-size="13" fill="#c2410c" text-anchor="{anchor}" stroke="#fff" stroke-width="4" paint-order="stroke"',
    )


def _legend(plot: Plot, top: int) -> Iterator[str]:
    for index, row in enumerate(plot.rows):
        yield _text(_LEFT, top + index * _ROW, row, 'font-size="13" fill="#333" xml:space="preserve"')
    clause = plot.clause if len(plot.clause) <= 52 else plot.clause[:51] + "…"
    yield _text(_LEFT, top + len(plot.rows) * _ROW, clause, 'font-size="12" fill="#777"')
