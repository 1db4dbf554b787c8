"""Which column holds what, from evidence: its header's words, what stands in it, its neighbours, its arithmetic.

Each piece of evidence has a weight and can be told. A role that two columns claim with the same right is a tie, which the
reader asks about; a column whose header is unknown is taken for a role only if its content and its sums agree on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.documents.grid import Cell, Grid
from jixiao.documents.layout.content import content_of, figure, unit_of
from jixiao.documents.layout.lexicon import hinted, is_named
from jixiao.documents.layout.words import Role, bare, is_section, role_of
from jixiao.kernel.classes import frozen

__all__ = ["Evidence", "HeadedColumn", "Tie", "decided", "under"]

NAMED, HINTED, HINTED_TWICE, PARENT = 10, 4, 3, 2
SURE = 10
ENOUGH = 6
MARGIN = 2
SAMPLE = 60

# What a column of a role is expected to hold, and how much it says when most of its cells do.
_EXPECTED: dict[Role, dict[str, int]] = {
    Role.LEVEL1: {"first": 6},
    Role.LEVEL2: {"second": 6},
    Role.LEVEL3: {"words": 1, "prose": 1},
    Role.TARGET: {"bounded": 4, "measured": 2, "percent": 2, "dated": 2, "number": 1, "words": 1},
    Role.ACTUAL: {"measured": 2, "attained": 3, "percent": 2, "dated": 2, "number": 1, "words": 1},
    Role.POINTS: {"number": 2, "percent": 1},
    Role.SCORE: {"number": 2},
    Role.REASON: {"prose": 2, "words": 1},
    Role.SIGN: {"sign": 8},
    Role.UNIT: {"unit": 5},
    Role.DIRECTION: {"way": 8},
}
# A column of these roles that holds nothing of the kind is not what its header says.
_DEMANDED: dict[Role, frozenset[str]] = {
    Role.SIGN: frozenset({"sign"}),
    Role.DIRECTION: frozenset({"way"}),
    Role.UNIT: frozenset({"unit", "number", "percent", "dated", "measured"}),
    Role.POINTS: frozenset({"number", "percent"}),
    Role.SCORE: frozenset({"number", "percent", "interval"}),
    Role.TARGET: frozenset(
        {"bounded", "measured", "percent", "dated", "number", "words", "prose", "attained", "unit", "first", "second"}
    ),
}
CONTRADICTED = -8
# Roles that are never taken from content alone: their header must say so.
_BY_NAME = frozenset({
    Role.LEVEL4, Role.ADJUSTED, Role.FORECAST, Role.JUDGEMENT, Role.GOAL, Role.BASE, Role.ITEMS, Role.DEDUCTION, Role.NUMBER, Role.PROJECT,
    Role.OWNER, Role.BUDGET, Role.KEPT, Role.REASON, Role.LEVEL3,
})  # fmt: skip
# Roles that several columns may have.
_MANY = frozenset(
    {Role.KEPT, Role.NUMBER, Role.ADJUSTED, Role.FORECAST, Role.REASON, Role.BRANCH_POINTS, Role.BRANCH_SCORE}
)


@frozen
class Evidence:
    """What speaks for a role, how much, and the words it was found in."""

    role: Role
    weight: int
    why: str
    detail: str = ""


@frozen
class HeadedColumn:
    """A run of grid columns under one header. ``sure`` is False where its header alone would not have told the role."""

    first: int
    last: int
    role: Role | None
    label: str
    stack: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    part: tuple[int, int] = (1, 1)  # which of how many columns of the body stand under its header

    @property
    def sure(self) -> bool:
        """Whether the header names the role."""
        return any(each.why == "header" and each.role is self.role for each in self.evidence)

    def weight(self, role: Role) -> int:
        """All that speaks for a role."""
        return sum(each.weight for each in self.evidence if each.role is role)


@frozen
class Tie:
    """A role that two columns claim with the same right; the left one was taken."""

    role: Role
    taken: HeadedColumn
    other: HeadedColumn


_LEVELS = (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)


def under(grid: Grid, row: int, column: HeadedColumn) -> list[Cell]:
    """The filled cells of a row under a column, merged ones once."""
    found: list[Cell] = []
    for col in range(column.first, column.last + 1):
        cell = grid.at(row, col)
        if cell is not None and (not cell.blank or cell.doubts) and not any(cell is each for each in found):
            found.append(cell)
    return found


def decided(
    grid: Grid, columns: Sequence[HeadedColumn], rows: Sequence[int], total: int | None
) -> tuple[tuple[HeadedColumn, ...], tuple[Tie, ...]]:
    """The columns with their roles. ``rows`` are rows of the body, ``total`` the row that adds them up."""
    texts = {index: _texts(grid, column, rows) for index, column in enumerate(columns)}
    weighed = [evolve(column, evidence=tuple(_evidence(column, texts[index]))) for index, column in enumerate(columns)]
    weighed = _with_sums(grid, weighed, texts, rows, total)
    weighed = _with_neighbours(weighed)
    return _assigned(weighed)


def _texts(grid: Grid, column: HeadedColumn, rows: Iterable[int]) -> list[str]:
    """Texts under a column, one for each row; a merged cell counts once."""
    seen: set[int] = set()
    found = []
    for row in rows:
        for cell in under(grid, row, column):
            if id(cell) not in seen and cell.cols <= column.last - column.first + 1:
                seen.add(id(cell))
                found.append(cell.text)
    return found


def _evidence(column: HeadedColumn, texts: Sequence[str]) -> Iterable[Evidence]:
    if column.stack and is_section(column.stack[-1]) and not texts:
        return  # the name of the section, over nothing
    yield from _of_header(column)
    yield from _of_content(column, texts)


def _of_header(column: HeadedColumn) -> Iterable[Evidence]:
    """The last line of the head names the role; a line above it may help."""
    own = column.stack[-1] if column.stack else ""
    if column.part[1] > 1 and (role_of(own) in _LEVELS or is_section(own)):
        level = _LEVELS[max(3 - column.part[1] + column.part[0] - 1, 0)]
        yield Evidence(level, NAMED + HINTED, "header", own)
        return
    found = role_of(own) if own else None
    if found in (None, Role.LEVEL3) and is_named("column", "generic", bare(own)) and len(column.stack) > 1:
        parent = role_of(column.stack[-2])
        if parent is not None and parent is not found:
            yield Evidence(parent, NAMED + 1, "header", "·".join(column.stack))
            return
    whole = role_of("".join(bare(part) for part in column.stack)) if len(column.stack) > 1 else None
    if found is not None:
        yield Evidence(found, NAMED - (HINTED if is_section(own) else 0), "header", own)
    elif whole is not None:
        found = whole
        yield Evidence(whole, NAMED, "header", "·".join(column.stack))
    for above in column.stack[:-1]:
        parent = role_of(above)
        if parent is not None and parent is not found:
            yield Evidence(parent, PARENT if found is not None else HINTED, "above", above)
    if found is None:
        yield from _hints(own)
    if own and is_section(own):
        yield Evidence(Role.LEVEL1, HINTED, "section", own)


def _hints(text: str) -> Iterable[Evidence]:
    name = bare(text)
    for role, hint in hinted("column", name):
        yield Evidence(Role(role), HINTED + (HINTED_TWICE if name.endswith(hint) else 0), "hint", hint)


def _of_content(column: HeadedColumn, texts: Sequence[str]) -> Iterable[Evidence]:
    kinds = [content_of(text) for text in texts]
    kinds = [each for each in kinds if each]
    if not kinds:
        return
    if all("nature" in each for each in kinds):
        yield Evidence(Role.KEPT, NAMED, "nature", texts[0])
        yield from (Evidence(role, CONTRADICTED, "contradicted", texts[0]) for role in (Role.SIGN, *_LEVELS))
        return
    for role, expected in _EXPECTED.items():
        best = max(
            ((_share(kinds, kind) * weight, kind) for kind, weight in expected.items()), default=(Fraction(0), "")
        )
        if best[0] >= 1:
            yield Evidence(role, int(best[0]), "content", best[1])
    for role, demanded in _DEMANDED.items():
        if sum(bool(each & demanded) for each in kinds) * 2 < len(kinds):
            yield Evidence(role, CONTRADICTED, "contradicted", min(demanded))
    counting = [figure(text) for text in texts]
    if len(texts) > 2 and counting == [str(n) for n in range(1, len(texts) + 1)]:
        yield Evidence(Role.NUMBER, ENOUGH, "content", "counting")


def _share(kinds: Sequence[frozenset[str]], kind: str) -> Fraction:
    """How much of the column is of a kind; most of it counts as all."""
    share = Fraction(sum(kind in each for each in kinds), len(kinds))
    return Fraction(1) if share * 5 >= 3 else share


def _with_sums(
    grid: Grid, columns: list[HeadedColumn], texts: dict[int, list[str]], rows: Sequence[int], total: int | None
) -> list[HeadedColumn]:
    """Points add up to a hundred or to the row of sums; a score is never above its points; an actual has its target's unit."""
    sums = {index: _sum(found) for index, found in texts.items()}
    printed = {index: _printed(grid, total, column) for index, column in enumerate(columns)}
    more: dict[int, list[Evidence]] = {index: [] for index in texts}
    for index in texts:
        value = sums[index]
        if value is None:
            continue
        if value == printed[index] and value > 0:
            more[index] += [Evidence(Role.POINTS, 2, "sum", str(value)), Evidence(Role.SCORE, 2, "sum", str(value))]
        if value in (100, 90, 80):
            more[index].append(Evidence(Role.POINTS, 2, "hundred", str(value)))
    _compare(grid, columns, rows, more)
    return [evolve(column, evidence=(*column.evidence, *more[index])) for index, column in enumerate(columns)]


def _compare(grid: Grid, columns: list[HeadedColumn], rows: Sequence[int], more: dict[int, list[Evidence]]) -> None:
    points = [index for index, column in enumerate(columns) if column.weight(Role.POINTS) >= ENOUGH]
    targets = [index for index, column in enumerate(columns) if column.weight(Role.TARGET) >= SURE]
    for index, column in enumerate(columns):
        for other in points:
            if other != index and column.weight(Role.SCORE) > 0 and _never_above(grid, rows, column, columns[other]):
                more[index].append(Evidence(Role.SCORE, 2, "below-points", columns[other].label))
                break
        for other in targets:
            if other < index and column.weight(Role.ACTUAL) > 0 and _same_units(grid, rows, column, columns[other]):
                more[index].append(Evidence(Role.ACTUAL, 3, "same-units", columns[other].label))
                break


def _pairs(grid: Grid, rows: Sequence[int], one: HeadedColumn, other: HeadedColumn) -> Iterable[tuple[str, str]]:
    for row in rows:
        left, right = under(grid, row, one), under(grid, row, other)
        if left and right:
            yield left[0].text, right[0].text


def _never_above(grid: Grid, rows: Sequence[int], score: HeadedColumn, points: HeadedColumn) -> bool:
    pairs = [(figure(a), figure(b)) for a, b in _pairs(grid, rows, score, points)]
    numbers = [(Fraction(a), Fraction(b)) for a, b in pairs if a is not None and b is not None]
    return bool(numbers) and all(a <= b for a, b in numbers)


def _same_units(grid: Grid, rows: Sequence[int], actual: HeadedColumn, target: HeadedColumn) -> bool:
    units = [(unit_of(a), unit_of(b)) for a, b in _pairs(grid, rows, actual, target)]
    known = [(a, b) for a, b in units if a or b]
    return bool(known) and sum(a == b for a, b in known) * 2 > len(known)


def _sum(texts: Sequence[str]) -> Fraction | None:
    numbers = [figure(text) for text in texts]
    known = [Fraction(each) for each in numbers if each is not None]
    return sum(known, Fraction(0)) if known and len(known) * 2 >= len(numbers) else None


def _printed(grid: Grid, total: int | None, column: HeadedColumn) -> Fraction | None:
    cells = under(grid, total, column) if total is not None else []
    number = figure(cells[0].text) if cells else None
    return None if number is None else Fraction(number)


def _with_neighbours(columns: list[HeadedColumn]) -> list[HeadedColumn]:
    """An actual stands right of its target, a score right of its points."""
    done = list(columns)
    for index in range(1, len(columns)):
        before = columns[index - 1]
        for left, role in ((Role.TARGET, Role.ACTUAL), (Role.POINTS, Role.SCORE), (Role.UNIT, Role.ACTUAL)):
            if before.weight(left) >= ENOUGH and columns[index].weight(role) > 0:
                said = Evidence(role, 1, "neighbour", before.label)
                done[index] = evolve(done[index], evidence=(*done[index].evidence, said))
                break
    return done


def _assigned(columns: list[HeadedColumn]) -> tuple[tuple[HeadedColumn, ...], tuple[Tie, ...]]:
    """The strongest claims first; what is left of a role that is taken stays without one."""
    claims = sorted(
        ((column.weight(role), -index, role) for index, column in enumerate(columns) for role in _claimed(column)),
        key=lambda claim: (-claim[0], -claim[1]),
    )
    taken: dict[Role, int] = {}
    given: dict[int, Role] = {}
    for weight, minus, role in claims:
        index = -minus
        if index in given or weight < ENOUGH or (role in taken and role not in _MANY):
            continue
        if role in _BY_NAME and not any(
            e.role is role and e.why in ("header", "hint", "above", "nature") for e in columns[index].evidence
        ):
            continue
        given[index] = role
        taken.setdefault(role, index)
    done = tuple(evolve(column, role=given.get(index)) for index, column in enumerate(columns))
    return done, tuple(_ties(done, taken))


def _claimed(column: HeadedColumn) -> list[Role]:
    return list(dict.fromkeys(each.role for each in column.evidence))


def _ties(columns: Sequence[HeadedColumn], taken: dict[Role, int]) -> Iterable[Tie]:
    for role, index in taken.items():
        if role in _MANY:
            continue
        winner = columns[index]
        for other in columns:
            close = (
                other.role is None
                and other.weight(role) >= ENOUGH
                and winner.weight(role) - other.weight(role) < MARGIN
            )
            if close:
                yield Tie(role, winner, other)
