"""What a wanted total takes, for people: how things stand, what each indicator must reach, the cheapest moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction

from jixiao.kernel.diagnostic import render
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import percent, plain, shown
from jixiao.kernel.words import DEFAULT, Value, in_words, phrase, say, series
from jixiao.report.lines import Column, Line, StyledCell, paragraph, table
from jixiao.scoring.seek import Move, Need, Seek, Sought, SoughtAs, State
from jixiao.scoring.seek.inverse import whole_numbers

__all__ = ["seek_lines"]

_STYLES = {
    State.REACHED: "bold green",
    State.POSSIBLE: "bold yellow",
    State.SHORT: "bold yellow",
    State.UNREACHABLE: "bold red",
}
_MOVES = 8
_FINE = 10**4
_ROOM_FOR_A_TABLE = 90


def seek_lines(found: Seek, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """The answer, at most ``width`` cells wide."""
    project, ruleset = found.result.case.project, found.result.ruleset
    yield from paragraph(project.name or say("project.unnamed", lang), width, style="bold")
    yield from paragraph(say("ruleset.line", lang, id=ruleset.id, title=ruleset.title), width, style="dim")
    yield from paragraph(_state(found, lang), width, style=_STYLES[found.state])
    for said in found.diagnostics:
        yield from paragraph(f"{said.code} {render(said, lang).message}", width, style="yellow")
    if found.state is not State.UNREACHABLE:
        yield from _needs(found, width, lang)
        yield from _moves(found, width, lang)


def _state(found: Seek, lang: str) -> str:
    goal, wanted = found.wanted.grade, found.wanted.value
    points = phrase("counted.points", n=plain(wanted))
    now: Value = shown(found.low)
    if found.low != found.high:
        now = phrase("span", low=now, high=shown(found.high))
    return say(
        f"seek.{found.state}",
        lang,
        goal=phrase("seek.grade", grade=goal, points=plain(wanted)) if goal else points,
        now=now,
        room=phrase("counted.points", n=shown(found.high - found.low)),
        gap=shown(max(wanted - found.low, Fraction(0))),
        short=shown(wanted - found.high),
        most=shown(found.most),
    )


# -- needs


def _needs(found: Seek, width: int, lang: str) -> Iterator[Line]:
    """Only those that matter: whose actual can decide something, alone or as a condition."""
    rows = [each for each in found.sought if _matters(each, found.state)]
    if not rows:
        yield ()
        yield from paragraph(say("seek.several", lang), width)
        yield from _lost(found, width, lang)
        return
    both = any(each.alone != each.at_least for each in rows)
    if width < _ROOM_FOR_A_TABLE:
        yield ()
        for each in rows:
            yield from _listed_need(each, found.state, width, lang)
        return
    columns = [
        Column(say("head.indicator", lang), least=14),
        Column(say("head.points", lang), right=True),
        Column(say("seek.head.now", lang), least=10),
        Column(say(_alone(found.state), lang), least=16),
        *([Column(say("seek.head.at_least", lang), least=16)] if both else []),
    ]
    yield ()
    yield from table(columns, [_row(each, lang, both=both) for each in rows], width)


def _alone(state: State) -> str:
    """The key of what is said above the need of one indicator that changes by itself."""
    return "seek.head.keep" if state is State.REACHED else "seek.head.alone"


def _lost(found: Seek, width: int, lang: str) -> Iterator[Line]:
    """Where points are lost, most first: what to look at when one indicator is not enough."""
    lost = [(each.leaf.points - each.leaf.score.low, each) for each in found.sought]
    for points, each in sorted((pair for pair in lost if pair[0] > 0), key=lambda pair: -pair[0])[:_MOVES]:
        key = "seek.lost.open" if each.leaf.is_open else "seek.lost"
        yield from paragraph(say(key, lang, name=each.leaf.indicator.level3, points=shown(points)), width, indent="  ")


def _matters(each: Sought, state: State) -> bool:
    """Something is asked: not everything does, and something does."""
    if state is State.REACHED:
        return _asks(each.alone)
    return each.alone.possible or (each.leaf.is_open and _asks(each.at_least))


def _asks(need: Need) -> bool:
    return need.least is not None and need.least.score > 0


def _listed_need(each: Sought, state: State, width: int, lang: str) -> Iterator[Line]:
    """One indicator and its needs below one another, where a table has no room."""
    title = say("seek.indicator", lang, name=each.leaf.indicator.level3, points=plain(each.leaf.points))
    yield from paragraph(title, width, style="bold")
    told = [("seek.head.now", _now(each)), (_alone(state), _words(each.alone, each))]
    if each.alone != each.at_least:
        told.append(("seek.head.at_least", _words(each.at_least, each)))
    for label, text in told:
        yield from paragraph(say("labelled", lang, label=phrase(label), text=text), width, indent="  ", hang="    ")


def _row(each: Sought, lang: str, *, both: bool) -> list[StyledCell]:
    cells: list[Value] = [each.leaf.indicator.level3, plain(each.leaf.points), _now(each), _words(each.alone, each)]
    if both:
        cells.append(_words(each.at_least, each))
    return [("", "", in_words(cell, lang)) for cell in cells]


def _now(each: Sought) -> Value:
    actual = each.leaf.indicator.actual
    if actual is None:
        return phrase("explain.missing")
    judgement = each.leaf.outcome.share
    if each.form is SoughtAs.JUDGEMENT and not judgement.is_open:
        return f"{actual} {percent(judgement.low)}"
    return str(actual)


def _words(need: Need, each: Sought) -> Value:
    """The whole need in words."""
    if need.least is None or not need.possible:
        fixed = each.form is SoughtAs.FIXED and need.least is not None
        return phrase("seek.score", least=shown(need.least.score)) if fixed and need.least else "—"
    if need.least.score == 0 and not need.least.above:
        return phrase("seek.any")
    parts = [_part(part, each) for part in need.parts]
    options = [
        series("list.blank", (option.name, _range(_inward_percent(option.share), percent))) for option in need.options
    ]
    return series("list.either", (*parts, *options))


def _part(part: Interval, each: Sought) -> Value:
    if each.form is SoughtAs.DATE and each.deadline is not None:
        days = whole_numbers(part)
        if days is None or days[1] is None:
            return phrase("seek.any_date")
        return phrase("seek.by", date=(each.deadline + timedelta(days=days[1])).isoformat())
    if each.form is SoughtAs.ITEMS:
        return series("list.slash", (_range(part, plain), str(each.listed)))
    text = _range(_inward(part), lambda value: shown(value) + each.unit)
    whole = whole_numbers(part) if each.counted else None
    if whole is None or not _is_broken(part):
        return text
    ends = [None if end is None else Fraction(end) for end in whole]
    return phrase("seek.whole", range=text, numbers=_range(Interval(ends[0], ends[1]), plain), unit=each.unit)


def _is_broken(part: Interval) -> bool:
    """Whether an end is no whole number that belongs to the part."""
    low = part.low is not None and (part.low.denominator != 1 or part.low_open)
    high = part.high is not None and (part.high.denominator != 1 or part.high_open)
    return low or high


def _inward(part: Interval) -> Interval:
    """Ends whose decimals do not end, moved inside to the fourth one: what is shown suffices, and is written out."""
    low, high = part.low, part.high
    if low is not None and _is_long(low):
        low = Fraction(-(-low.numerator * _FINE // low.denominator), _FINE)
    if high is not None and _is_long(high):
        high = Fraction(high.numerator * _FINE // high.denominator, _FINE)
    if (low, high) == (part.low, part.high) or (low is not None and high is not None and low >= high):
        return part
    return Interval(low, high, part.low_open and low == part.low, part.high_open and high == part.high)


def _inward_percent(share: Interval) -> Interval:
    """The same for shares, which are shown as percentages."""
    moved = _inward(Interval(_times(share.low, 100), _times(share.high, 100), share.low_open, share.high_open))
    return Interval(
        _times(moved.low, Fraction(1, 100)), _times(moved.high, Fraction(1, 100)), moved.low_open, moved.high_open
    )


def _times(value: Fraction | None, factor: Fraction | int) -> Fraction | None:
    return None if value is None else value * factor


def _is_long(value: Fraction) -> bool:
    return (value * _FINE).denominator != 1


def _range(part: Interval, text: Callable[[Fraction], str]) -> Value:
    """``≥ 8.2``, ``< 5``, ``80%～100%``; open ends are told by the signs."""
    if part.low is None or part.high is None:
        if part.low is not None:
            return f"{'>' if part.low_open else '≥'} {text(part.low)}"
        return "—" if part.high is None else f"{'<' if part.high_open else '≤'} {text(part.high)}"
    if part.is_point:
        return text(part.low)
    if not part.low_open and not part.high_open:
        return phrase("span", low=text(part.low), high=text(part.high))
    return part.text(text)


# -- moves


def _moves(found: Seek, width: int, lang: str) -> Iterator[Line]:
    if not found.moves:
        return
    yield ()
    yield (("bold", say("seek.moves", lang)),)
    for move in found.moves[:_MOVES]:
        told = say(
            "seek.move",
            lang,
            name=move.sought.leaf.indicator.level3,
            start=_value(move.start, move),
            end=_end(move),
            change=percent(move.relative),
        )
        yield from paragraph(told, width, indent="  ")
    if len(found.moves) > _MOVES:
        yield (("dim", f"  {say('seek.more', lang, n=len(found.moves) - _MOVES)}"),)


def _value(value: Fraction, move: Move) -> str:
    return percent(value) if move.sought.form is SoughtAs.JUDGEMENT else shown(value) + move.sought.unit


def _end(move: Move) -> Value:
    value = _value(move.end, move)
    if move.reached:
        return value
    return phrase("seek.above" if move.end > move.start else "seek.below", value=value)
