"""A run of cells whose rows have no ends, cut into rows: the way of cutting it that fits best, where none is nearly as good.

Every way of cutting the run under its header is weighed by how well each cell stands under the header that it comes to. Rows
on which all ways agree that are nearly as good as the best one are rows; the others are loose. Where the points of the rows
do not add up to the printed total, the whole cut is in doubt, and no row of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jixiao.documents.layout.content import content_of, figure, is_nothing
from jixiao.documents.layout.words import (
    FundRole,
    Role,
    fund_role,
    goal_in,
    is_contact,
    is_fund_header,
    is_fund_part,
    is_fund_total,
    is_header_row,
    is_label,
    is_level1,
    is_level2,
    is_named_sum,
    is_page_number,
    is_section,
    is_total,
    project_key,
    role_of,
)
from jixiao.documents.text_align import (
    MARGIN,
    Placement,
    Slot,
    is_clear,
    is_note,
    is_silent,
    level_cost,
    placements,
    score_cost,
    slots_of,
)
from jixiao.documents.text_rows import TextToken
from jixiao.kernel.classes import frozen

__all__ = ["FoundRow", "cut_into_rows"]

_MOST = 3000
_WAYS = 8
_LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2, Role.LEVEL3})
_UNKNOWN = 3  # headers side by side that may be unknown, and one behind them
_LEAST = 3  # what a row has to score on the average, for the cut to be one at all
_WHOLE = ("总额", "合计", "总计", "总金额")
_BROKEN = frozenset({"指标", "目标", "名称", "值", "数"})


@frozen
class FoundRow:
    """A row that was found: a header, a row placed under it, a total, a label with its value, or cells left loose."""

    kind: str
    tokens: tuple[TextToken, ...]
    slots: tuple[int, ...] | None = None
    funds: bool = False


def cut_into_rows(tokens: Sequence[TextToken], *, joins: bool, blanks: bool) -> list[FoundRow]:
    """The rows of a run. ``joins``: a cell may be several of the tokens; ``blanks``: blank cells are among them."""
    pages = [token for token in tokens if is_page_number(token.text) and "页" in token.text]
    run = _mended([token for token in tokens if not any(token is page for page in pages)])
    if any(_all_in_one(token.text) for token in run):
        return [FoundRow("loose", tuple(run))]
    parts: list[FoundRow] = []
    slots: Sequence[Slot] = ()
    at = 0
    while at < len(run):
        head = _head_at(run, at, funds=False) or _head_at(run, at, funds=True)
        if head is None:
            at = _plain(run, at, parts, joins=joins, width=len(slots) if blanks else 0)
            continue
        end, funds = head
        if not funds and (second := _head_at(run, end, funds=False)) is not None:  # two groups of columns side by side
            stop = _end_of_table(run, second[0], funds=False)
            parts.append(FoundRow("loose", tuple(run[at:stop])))
            at = stop
            continue
        parts.append(FoundRow("head", tuple(run[at:end]), funds=funds))
        slots = slots_of([token.text for token in run[at:end]], funds=funds)
        stop = _end_of_table(run, end, funds=funds)
        cut = _funds if funds else _leaves
        parts += cut(run[end:stop], slots, joins=joins, blanks=blanks)
        at = stop
    return _checked([*parts, *(FoundRow("plain", (page,)) for page in pages)])


def _mended(tokens: Sequence[TextToken]) -> list[TextToken]:
    """Headers that were broken into two lines put together: 一级 and 指标 are 一级指标."""
    done: list[TextToken] = []
    for token in tokens:
        before = done[-1] if done else None
        if (
            before is not None
            and token.text in _BROKEN
            and 0 < len(before.text) <= 4
            and role_of(before.text + token.text)
        ):
            done[-1] = TextToken(before.text + token.text, before.line)
        else:
            done.append(token)
    return done


def _all_in_one(text: str) -> bool:
    """A text that holds the whole head without a gap: nothing in it tells where a cell ends."""
    flat = "".join(text.split())
    at = flat.find("一级指标")
    return at >= 0 and "三级指标" in flat[at : at + 24] and len(flat) > 16


def _head_at(run: Sequence[TextToken], at: int, *, funds: bool) -> tuple[int, bool] | None:
    """The end of the header that begins here: a row of words that are all headers."""
    end = at
    if is_section(run[at].text) and not (funds and fund_role(run[at].text) is FundRole.SOURCE):
        end += 1  # printed sideways, or a column whose role none of the others has
    seen: set[object] = set()
    while end < len(run):
        role: object = fund_role(run[end].text) if funds else role_of(run[end].text)
        again = role in seen and role not in (Role.KEPT, Role.REASON, FundRole.OTHER)
        if again or (funds and run[end].text.strip("：:").endswith(_WHOLE)):
            break
        if role is None and (funds or not seen & _LEVELS or not _goes_on(run, end)):
            break
        seen.add(role)
        end += 1
    texts = [token.text for token in run[at:end]]
    found = is_fund_header(texts) if funds else is_header_row(texts)
    return (end, funds) if found and end - at >= 2 else None


def _goes_on(run: Sequence[TextToken], at: int) -> bool:
    """Whether a word that is no known header stands among headers: known ones follow it at once, or the first row does."""
    for end in range(at, min(at + _UNKNOWN, len(run))):
        text = run[end].text
        if role_of(text) is not None or (end > at and is_level1(text)):
            return True
        if is_level1(text) or is_level2(text) or content_of(text) - {"words", "prose", "unit", "attained"}:
            return False
    return False


def _end_of_table(run: Sequence[TextToken], start: int, *, funds: bool) -> int:
    """Where the table is over: at its total, or at a label of the foot. A leaf may be named as a label is (完成时间)."""
    sums = next((at for at in range(start, len(run)) if is_total(run[at].text)), None)
    if not funds and sums is not None:
        others = (
            at for at in range(start, sums) if goal_in(run[at].text) or _head_at(run, at, funds=False) is not None
        )
        return next(others, sums)
    for at in range(start, len(run)):
        text = run[at].text
        if not text:
            continue
        if (
            goal_in(text)
            or is_note(text)
            or _head_at(run, at, funds=False) is not None
            or (not funds and (is_total(text) or is_contact(text)))
        ):
            return at
        known = _is_source(text) if funds else is_level1(text) or is_level2(text)
        if is_label(text) and not known and (funds or project_key(text) is None):
            return at
        if funds and is_section(text) and not known:
            return at
    return len(run)


def _is_source(text: str) -> bool:
    name = text.strip("：: ").removeprefix("其中：").removeprefix("其中:")
    return is_fund_total(name) or (is_fund_part(name) and figure(name) is None)


# -- labels, values, totals


def _plain(run: Sequence[TextToken], at: int, parts: list[FoundRow], *, joins: bool, width: int) -> int:
    """A label with its value, a total with its figures, or a cell by itself; the number of the next cell.

    ``width`` is that of the table before, where blank cells are kept: its row of sums is as wide.
    """
    token = run[at]
    if is_total(token.text):
        end = at + 1
        named = end < len(run) and is_named_sum(run[end].text)
        while end < len(run) and end - at < max(4, width) and _is_sum(run[end].text, named=named):
            end += 1
        parts.append(FoundRow("total", tuple(run[at:end])))
        return end
    if not is_label(token.text) or at + 1 >= len(run):
        parts.append(FoundRow("plain", (token,)))
        return at + 1
    if not joins and _two_columns(run, at):
        parts += [FoundRow("plain", (run[at], run[at + 2])), FoundRow("plain", (run[at + 1], run[at + 3]))]
        return at + 4
    end = at + 1
    while end < len(run) and not _starts(run, end) and (joins or end == at + 1):
        end += 1
    value = " ".join(each.text for each in run[at + 1 : end] if each.text)
    parts.append(
        FoundRow("plain", (token, TextToken(value, run[min(at + 1, end - 1)].line)))
        if value
        else FoundRow("plain", (token,))
    )
    return max(end, at + 1)


def _is_sum(text: str, *, named: bool) -> bool:
    return figure(text) is not None or is_nothing(text) or (named and is_named_sum(text))


def _two_columns(run: Sequence[TextToken], at: int) -> bool:
    """预期目标, 实际完成情况 and the two texts below them: labels side by side, then their values."""
    if at + 3 >= len(run) or not is_label(run[at + 1].text):
        return False
    names = run[at].text, run[at + 1].text
    below = not any(_starts(run, at + step) for step in (2, 3))
    return "目标" in names[0] and "完成" in names[1] and below and (at + 4 >= len(run) or _starts(run, at + 4))


def _starts(run: Sequence[TextToken], at: int) -> bool:
    text = run[at].text
    return (
        is_label(text)
        or is_section(text)
        or is_total(text)
        or _head_at(run, at, funds=False) is not None
        or _head_at(run, at, funds=True) is not None
    )


# -- the money table


def _funds(tokens: Sequence[TextToken], slots: Sequence[Slot], *, joins: bool, blanks: bool) -> list[FoundRow]:
    """Each name of a source begins a row."""
    parts: list[FoundRow] = []
    starts = [at for at, token in enumerate(tokens) if _is_source(token.text)]
    if tokens and (not starts or starts[0] > 0):
        parts.append(FoundRow("loose", tuple(tokens[: starts[0] if starts else len(tokens)])))
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        row = tuple(tokens[start:end])
        while row and not row[-1].text:
            row = row[:-1]
        said = [token.text for token in row if blanks or not is_silent(token.text)]
        ways = _ways(said, slots, joins=joins)
        if is_clear(ways):
            parts.append(FoundRow("row", row, ways[0].slots))
        else:
            parts.append(FoundRow("loose", row))
    return parts


def _ways(texts: Sequence[str], slots: Sequence[Slot], *, joins: bool) -> list[Placement]:
    found = placements(texts, slots, joins=joins)
    costs = [level_cost(way, slots) + score_cost(way, texts, slots) for way in found]
    weighed = [Placement(way.score + cost, way.slots) for way, cost in zip(found, costs, strict=True)]
    return sorted((way for way in weighed if way.score > -8), key=lambda way: -way.score)


# -- the leaves


def _sure_end(start: int, end: int, placed: Sequence[int], slots: Sequence[Slot]) -> int:
    """Where a row above lost cells ends for certain: words at its end may be the name of the row below."""
    while end - start > 2 and slots[placed[end - start - 1]].role in (Role.REASON, Role.KEPT, None):
        end -= 1
    return end


@frozen
class _Cut:
    """A way to cut the run up to a place: its score, and the rows (end, slots) from the last one back."""

    score: int
    rows: tuple[int, tuple[int, ...], object] | None = None


def _leaves(tokens: Sequence[TextToken], slots: Sequence[Slot], *, joins: bool, blanks: bool) -> list[FoundRow]:
    """The rows of the run, as far as they are certain."""
    if not tokens:
        return []
    if len(tokens) > _MOST:
        return [FoundRow("loose", tuple(tokens))]
    silent = [] if blanks else [token for token in tokens if is_silent(token.text)]
    tokens = [token for token in tokens if blanks or not is_silent(token.text)]
    texts = [token.text for token in tokens]
    cuts = _cuts(texts, slots, joins=joins, blanks=blanks)
    if not cuts or cuts[0].score < _LEAST * len(list(_rows(cuts[0]))):
        return [FoundRow("loose", tuple(tokens))]
    best = list(_rows(cuts[0]))
    agreed = set(best)
    for other in cuts[1:]:
        if cuts[0].score - other.score < MARGIN:
            agreed &= set(_rows(other))
    parts = []
    for (start, end, placed), after in zip(best, [*best[1:], None], strict=True):
        if (start, end, placed) not in agreed:
            parts.append(FoundRow("loose", tuple(tokens[start:end])))
            continue
        sure = end if after is None or after in agreed else _sure_end(start, end, placed, slots)
        parts.append(FoundRow("row", tuple(tokens[start:sure]), placed[: sure - start]))
        if sure < end:
            parts.append(FoundRow("loose", tuple(tokens[sure:end])))
    return [*parts, *(FoundRow("silent", (token,)) for token in silent)]


def _cuts(texts: Sequence[str], slots: Sequence[Slot], *, joins: bool, blanks: bool) -> list[_Cut]:
    """The best few ways to cut the whole run. Where blank cells are kept, only merged ones can be missing."""
    longest = len(slots) + (4 if joins else 0)
    slots = [_run_slot(slot, blanks=blanks) for slot in slots]
    first = [Slot(slot.role, -4) if slot.role in (Role.LEVEL1, Role.LEVEL2) else slot for slot in slots]
    weight = 4 if is_level1(texts[0]) else 2  # where the table begins with a known one, the others will be known too
    best: list[list[_Cut]] = [[] for _ in range(len(texts) + 1)]
    best[0] = [_Cut(0)]
    for start in range(len(texts)):
        if not best[start]:
            continue
        for end in range(start + 2, min(start + longest, len(texts)) + 1):
            for way in _ways(texts[start:end], first if start == 0 else slots, joins=joins)[:2]:
                score = way.score - 1 - _unknown_levels(way, texts[start:end], slots, weight=weight)
                grown = [_Cut(cut.score + score, (end, way.slots, cut)) for cut in best[start]]
                best[end] = sorted([*best[end], *grown], key=lambda cut: -cut.score)[:_WAYS]
    return best[len(texts)]


def _unknown_levels(way: Placement, texts: Sequence[str], slots: Sequence[Slot], *, weight: int) -> int:
    """Nothing but its level tells where a row begins in a run: one of no known name tells little."""
    placed = [(slots[slot].role, text) for slot, text in zip(way.slots, texts, strict=True)]
    known = {Role.LEVEL1: is_level1, Role.LEVEL2: is_level2}
    return weight * sum(role in known and not known[role](text) for role, text in placed if isinstance(role, Role))


def _run_slot(slot: Slot, *, blanks: bool) -> Slot:
    """What it costs in a run that a cell is missing: more than in a row of its own, since it may stand in the next one."""
    if slot.role in (Role.LEVEL1, Role.LEVEL2, "side"):
        return slot
    if slot.role in (Role.POINTS, Role.SCORE):
        return Slot(slot.role, -3)
    if slot.role is Role.NUMBER:
        return Slot(slot.role, -6)  # what begins every row
    if blanks:
        return Slot(slot.role, None)
    return Slot(slot.role, -1) if slot.role is Role.KEPT else slot


def _rows(cut: _Cut) -> list[tuple[int, int, tuple[int, ...]]]:
    """Start, end and slots of each row, from the first."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    at: _Cut | None = cut
    while at is not None and at.rows is not None:
        end, placed, before = at.rows
        assert isinstance(before, _Cut)
        start = before.rows[0] if before.rows is not None else 0
        found.append((start, end, placed))
        at = before
    return found[::-1]


# -- the sums


def _checked(parts: list[FoundRow]) -> list[FoundRow]:
    """Rows whose points do not add up to the printed total are no rows."""
    head = next((part for part in parts if part.kind == "head" and not part.funds), None)
    total = next((part for part in parts if part.kind == "total"), None)
    if head is None or total is None:
        return parts
    slots = slots_of([token.text for token in head.tokens], funds=False)
    points = next((number for number, slot in enumerate(slots) if slot.role is Role.POINTS), None)
    printed = [Fraction(number) for token in total.tokens[1:] if (number := figure(token.text))]
    if points is None or not printed:
        return parts
    begun = parts.index(head)
    rows = [part for part in parts[begun:] if part.kind == "row" and part.slots is not None]
    found = [figure(_under(part, points)) for part in rows]
    if any(number is None for number in found):
        return parts
    whole = sum((Fraction(number) for number in found if number), Fraction(0))
    if whole in (printed[0], printed[0] - 10) or whole in (90, 100):
        return parts
    return [FoundRow("loose", part.tokens) if part in rows else part for part in parts]


def _under(part: FoundRow, slot: int) -> str:
    assert part.slots is not None
    return next((token.text for number, token in zip(part.slots, part.tokens, strict=True) if number == slot), "")
