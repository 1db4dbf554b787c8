"""What a wanted total takes, for people: how things stand, what each indicator must reach, the cheapest moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction

from jixiao.kernel.diagnostic import render
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import percent, plain, shown
from jixiao.report.lines import Cell, Column, Line, paragraph, table
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


def seek_lines(found: Seek, width: int, lang: str = "zh") -> Iterator[Line]:
    """The answer, at most ``width`` cells wide."""
    zh = lang == "zh"
    project = found.result.case.project
    yield from paragraph(project.name or ("未命名项目" if zh else "unnamed project"), width, style="bold")
    ruleset = found.result.ruleset
    yield from paragraph(f"{'规则' if zh else 'ruleset'} {ruleset.id}  {ruleset.title}", width, style="dim")
    yield from paragraph(_state(found, zh), width, style=_STYLES[found.state])
    for said in found.diagnostics:
        yield from paragraph(f"{said.code} {render(said, lang).message}", width, style="yellow")
    if found.state is not State.UNREACHABLE:
        yield from _needs(found, width, zh)
        yield from _moves(found, width, zh)


def _state(found: Seek, zh: bool) -> str:
    wanted = plain(found.wanted.value)
    goal = f"{found.wanted.grade}（{wanted} 分）" if found.wanted.grade else f"{wanted} 分"
    english = f"{found.wanted.grade} ({wanted})" if found.wanted.grade else wanted
    low, high, most = shown(found.low), shown(found.high), shown(found.most)
    now = low if found.low == found.high else f"{low}～{high}"
    gap = shown(max(found.wanted.value - found.low, Fraction(0)))
    short = shown(found.wanted.value - found.high)
    room = shown(found.high - found.low)
    texts = {
        State.REACHED: (
            f"已达到 {goal}：现为 {now}。下表是各项单独变动时仍须守住的范围。",
            f"{english} is reached: {now} as it stands. Below: what each indicator must keep, changed by itself.",
        ),
        State.POSSIBLE: (
            f"尚未确定能否达到 {goal}：现为 {now}；待定各项可得 {room} 分，至少还须得 {gap} 分。",
            f"{english} is possible: {now} as it stands; the open ones can bring {room} points and must bring {gap}.",
        ),
        State.SHORT: (
            f"照现有实际值达不到 {goal}：现为 {now}，还差 {short} 分；各项全部做到最好可得 {most}。",
            f"{english} is not reached with the actuals given: {now}, short of {short}; at best {most}.",
        ),
        State.UNREACHABLE: (
            f"达不到 {goal}：各项全部做到最好也只有 {most}。",
            f"{english} cannot be reached: with every indicator at its best the total is {most}.",
        ),
    }
    return texts[found.state][0 if zh else 1]


# -- needs


def _needs(found: Seek, width: int, zh: bool) -> Iterator[Line]:
    """Only those that matter: whose actual can decide something, alone or as a condition."""
    rows = [each for each in found.sought if _matters(each, found.state)]
    if not rows:
        text = (
            "没有哪一项单独变动就能达到，须同时改善几项。"
            if zh
            else "No single indicator suffices: several must improve."
        )
        yield ()
        yield from paragraph(text, width)
        yield from _lost(found, width, zh)
        return
    both = any(each.alone != each.at_least for each in rows)
    if width < _ROOM_FOR_A_TABLE:
        yield ()
        for each in rows:
            yield from _listed_need(each, found.state, width, zh)
        return
    heads = (
        ("指标", "分值", "现值", "单凭此项即达到" if found.state is not State.REACHED else "须守住", "此项至少须达到")
        if zh
        else ("indicator", "points", "now", "alone, from" if found.state is not State.REACHED else "keep", "at least")
    )
    columns = [
        Column(heads[0], least=14),
        Column(heads[1], right=True),
        Column(heads[2], least=10),
        Column(heads[3], least=16),
        *([Column(heads[4], least=16)] if both else []),
    ]
    yield ()
    yield from table(columns, [_row(each, both, zh) for each in rows], width)


def _lost(found: Seek, width: int, zh: bool) -> Iterator[Line]:
    """Where points are lost, most first: what to look at when one indicator is not enough."""
    lost = [(each.leaf.points - each.leaf.score.low, each) for each in found.sought]
    for points, each in sorted((pair for pair in lost if pair[0] > 0), key=lambda pair: -pair[0])[:_MOVES]:
        name = each.leaf.indicator.level3
        how = ("待定 " if each.leaf.is_open else "失 ") if zh else ("open " if each.leaf.is_open else "lost ")
        yield from paragraph(
            f"{name}：{how}{shown(points)} 分" if zh else f"{name}: {how}{shown(points)}", width, indent="  "
        )


def _matters(each: Sought, state: State) -> bool:
    """Something is asked: not everything does, and something does."""
    if state is State.REACHED:
        return _asks(each.alone)
    return each.alone.possible or (each.leaf.is_open and _asks(each.at_least))


def _asks(need: Need) -> bool:
    return need.least is not None and need.least.score > 0


def _listed_need(each: Sought, state: State, width: int, zh: bool) -> Iterator[Line]:
    """One indicator and its needs below one another, where a table has no room."""
    name = f"{each.leaf.indicator.level3}（{plain(each.leaf.points)} 分）"
    yield from paragraph(
        name if zh else f"{each.leaf.indicator.level3} ({plain(each.leaf.points)})", width, style="bold"
    )
    keep = ("须守住", "keep") if state is State.REACHED else ("单凭此项即达到", "alone, from")
    told = [(("现值", "now"), _now(each, zh)), (keep, _words(each.alone, each, zh))]
    if each.alone != each.at_least:
        told.append((("此项至少须达到", "at least"), _words(each.at_least, each, zh)))
    for (chinese, english), text in told:
        yield from paragraph(f"{chinese}：{text}" if zh else f"{english}: {text}", width, indent="  ", hang="    ")


def _row(each: Sought, both: bool, zh: bool) -> list[Cell]:
    cells = [each.leaf.indicator.level3, plain(each.leaf.points), _now(each, zh), _words(each.alone, each, zh)]
    if both:
        cells.append(_words(each.at_least, each, zh))
    return [("", "", cell) for cell in cells]


def _now(each: Sought, zh: bool) -> str:
    actual = each.leaf.indicator.actual
    if actual is None:
        return "未填" if zh else "missing"
    judgement = each.leaf.outcome.share
    if each.form is SoughtAs.JUDGEMENT and not judgement.is_open:
        return f"{actual} {percent(judgement.low)}"
    return str(actual)


def _words(need: Need, each: Sought, zh: bool) -> str:
    """The whole need in words."""
    if need.least is None or not need.possible:
        return "—" if each.form is not SoughtAs.FIXED or need.least is None else _points(need, zh)
    if need.least.score == 0 and not need.least.above:
        return "不限" if zh else "any"
    parts = [_part(part, each, zh) for part in need.parts]
    options = [f"{option.name} {_range(_inward_percent(option.share), percent)}" for option in need.options]
    return ("；或 " if zh else "; or ").join((*parts, *options))


def _points(need: Need, zh: bool) -> str:
    assert need.least is not None
    least = shown(need.least.score)
    return f"得分 ≥ {least}" if zh else f"score ≥ {least}"


def _part(part: Interval, each: Sought, zh: bool) -> str:
    if each.form is SoughtAs.DATE and each.deadline is not None:
        days = whole_numbers(part)
        if days is None or days[1] is None:
            return "任何日期" if zh else "any date"
        latest = (each.deadline + timedelta(days=days[1])).isoformat()
        return f"{latest} 及以前" if zh else f"by {latest}"
    if each.form is SoughtAs.ITEMS:
        return f"{_range(part, plain)}/{each.listed}"
    text = _range(_inward(part), lambda value: shown(value) + each.unit)
    whole = whole_numbers(part) if each.counted else None
    if whole is None or not _is_broken(part):
        return text
    least, most = whole
    numbers = f"≤ {most}" if least is None else f"≥ {least}" if most is None else f"{least}～{most}"
    return f"{text}（整数 {numbers}{each.unit}）" if zh else f"{text} (whole: {numbers})"


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


def _range(part: Interval, text: Callable[[Fraction], str]) -> str:
    """``≥ 8.2``, ``< 5``, ``80%～100%``; open ends are told by the signs."""
    if part.low is None or part.high is None:
        if part.low is not None:
            return f"{'>' if part.low_open else '≥'} {text(part.low)}"
        return "—" if part.high is None else f"{'<' if part.high_open else '≤'} {text(part.high)}"
    if part.is_point:
        return text(part.low)
    if not part.low_open and not part.high_open:
        return f"{text(part.low)}～{text(part.high)}"
    left, right = "(" if part.low_open else "[", ")" if part.high_open else "]"
    return f"{left}{text(part.low)}, {text(part.high)}{right}"


# -- moves


def _moves(found: Seek, width: int, zh: bool) -> Iterator[Line]:
    if not found.moves:
        return
    yield ()
    yield (("bold", "最省力的单项改动（按相对变动从小到大）" if zh else "cheapest single moves, by relative change"),)
    for move in found.moves[:_MOVES]:
        name = move.sought.leaf.indicator.level3
        change = percent(move.relative)
        text = f"{name}：{_value(move.start, move)} → {_end(move, zh)}（变动 {change}）"
        yield from paragraph(
            text if zh else f"{name}: {_value(move.start, move)} → {_end(move, zh)} ({change})", width, indent="  "
        )
    if len(found.moves) > _MOVES:
        more = len(found.moves) - _MOVES
        yield (("dim", f"  另有 {more} 项" if zh else f"  {more} more"),)


def _value(value: Fraction, move: Move) -> str:
    return percent(value) if move.sought.form is SoughtAs.JUDGEMENT else shown(value) + move.sought.unit


def _end(move: Move, zh: bool) -> str:
    text = _value(move.end, move)
    if move.reached:
        return text
    above = move.end > move.start
    return (
        (f"{text} 以上（不含）" if above else f"{text} 以下（不含）")
        if zh
        else f"{'above' if above else 'below'} {text}"
    )
