"""Grids out of a text's rows of cells: each cell under its header where one place is clearly right, and loose where none is.

Rows that have all their cells stand as they are. A row with fewer has lost merged cells; where they are missing is told by
:mod:`text_align`. Where the ends of rows are lost too, the run of cells is cut in the way that fits best, if it fits better
than every other way. What could not be placed is handed on loose, with an error that says how to get the table whole.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import evolve, field

from jixiao.documents.grid import Cell, Grid, build_grid, joined
from jixiao.documents.layout.content import content_of, figure, is_nothing
from jixiao.documents.layout.words import (
    FundRole,
    Role,
    fund_role,
    goal_in,
    is_fund_header,
    is_fund_part,
    is_fund_total,
    is_header_row,
    is_label,
    is_level1,
    is_level2,
    is_named_sum,
    is_section,
    is_title,
    is_total,
    project_key,
)
from jixiao.documents.merges import merged_again
from jixiao.documents.text_align import Placement, Slot, fits, is_clear, is_silent, level_cost, placements, slots_of
from jixiao.documents.text_heads import is_torn, is_upper, put_together
from jixiao.documents.text_rows import Apart, PartedText, TextRow, TextToken
from jixiao.documents.text_run import cut_into_rows
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.words import phrase, series

__all__ = ["grids_of"]

_LEVELS = (Role.LEVEL1, Role.LEVEL2)
_VALUES = (Role.TARGET, Role.ACTUAL, Role.FORECAST, Role.POINTS, Role.SCORE)
_SHOWN = 5


def grids_of(text: PartedText) -> list[Grid]:
    """The grids of a text: one with all that has its place, and one with the cells that have none."""
    return _Builder(text).grids()


@frozen
class _Head:
    """The header that rows are being placed under: a slot for each column."""

    slots: tuple[Slot, ...]
    funds: bool = False

    def at(self, role: Role | FundRole) -> int | None:
        """The number of a role's slot."""
        return next((number for number, slot in enumerate(self.slots) if slot.role is role), None)


@define
class _Builder:
    text: PartedText
    cells: list[Cell] = field(factory=list)
    loose: list[TextToken] = field(factory=list)
    row: int = 0
    head: _Head | None = None
    leaves: int = 0
    seen: set[Role] = field(factory=set)
    last: dict[int, int] = field(factory=dict)
    centres: dict[int, int] = field(factory=dict)
    completed: int = 0
    unsure: set[Role] = field(factory=set)
    strange: bool = False
    ended: bool = False
    labels: list[str] = field(factory=list)
    lost: bool = False
    doubts: list[Diagnostic] = field(factory=list)

    def grids(self) -> list[Grid]:
        """All rows, taken in order."""
        if self.text.ended:
            at = 0
            while at < len(self.text.rows):
                if self._two_rows(at):
                    at += 2
                else:
                    self._row(self.text.rows[at])
                    at += 1
        else:
            self._run([token for row in self.text.rows for token in row.tokens])
        found = [merged_again(build_grid(phrase("grid.text"), self.cells, doubts=self._notes()))]
        if self.loose:
            found.append(self._left())
        return found

    def _notes(self) -> list[Diagnostic]:
        first = self.text.rows[0].line if self.text.rows else 1
        count = [diagnose("JX475", Place(line=first), n=self.completed)] if self.completed else []
        return [*count, *self.doubts]

    def _lose(self, tokens: Sequence[TextToken]) -> None:
        """Cells of a table that belong nowhere put in doubt what the rows around them share with the rows they are of."""
        lost = [token for token in tokens if token.text]
        self.loose += lost
        if self.head is None or self.head.funds or not lost:
            return
        self._doubt_points()
        if self.strange or any(is_level1(token.text) or is_level2(token.text) for token in lost):
            self.unsure = {role for role in _LEVELS if self.head.at(role) is not None}

    def _doubt_points(self) -> None:
        """Points or a score printed above lost cells may be theirs too."""
        assert self.head is not None
        names = self.head.at(Role.LEVEL3)
        sums = [at for role in (Role.POINTS, Role.SCORE) if (at := self.last.get(self._at(role))) is not None]
        if names not in self.last or not sums:
            return
        name, cell = self.cells[self.last[names]], self.cells[sums[0]]
        if name.row + name.rows == self.row == cell.row + cell.rows and not cell.doubts:
            said = diagnose("JX485", cell.place, name=joined(name.text), text=cell.text)
            self.cells[sums[0]] = evolve(cell, doubts=(said,))

    def _doubt_levels(self, placed: dict[int, TextToken]) -> None:
        """A row that prints no level of its own goes on with the one above it, be there lost cells between them or not."""
        assert self.head is not None
        own = {role for number in placed if isinstance(role := self.head.slots[number].role, Role)}
        self.unsure = set() if Role.LEVEL1 in own else self.unsure - own
        names = self.head.at(Role.LEVEL3)
        if not self.unsure or names not in placed:
            return
        cell = self.cells[self.last[names]]
        levels = series("list.comma", [phrase(f"column.{role.value}") for role in _LEVELS if role in self.unsure])
        said = diagnose("JX486", cell.place, name=joined(cell.text), level=levels)
        self.cells[self.last[names]] = evolve(cell, doubts=(*cell.doubts, said))

    def _at(self, role: Role) -> int:
        assert self.head is not None
        at = self.head.at(role)
        return -1 if at is None else at

    def _left(self) -> Grid:
        """The cells that belong nowhere, with the one error about all of them."""
        cells = [Cell(number, 0, token.text, Place(line=token.line)) for number, token in enumerate(self.loose)]
        shown = tuple(f"“{token.text[:16]}”" for token in self.loose[:_SHOWN])
        more = ("…",) if len(self.loose) > _SHOWN else ()
        said = diagnose("JX474", cells[0].place, n=len(cells), cells=series("list.comma", (*shown, *more)))
        return build_grid(phrase("grid.text"), cells, doubts=[said], loose=True)

    # -- rows that end where they end

    def _two_rows(self, at: int) -> bool:
        """A head of two rows, put together or given up together with its table."""
        rows = [_trimmed(row.tokens) for row in self.text.rows[at : at + 2]]
        texts = [[token.text for token in row] for row in rows]
        if len(rows) < 2 or not all(all(row) for row in texts):
            return False  # where blank cells are kept, all of them stand where they stood
        upper, lower = rows
        if not (is_upper(*texts) and is_header_row(texts[1])):
            return self._give_up(upper, lower) if is_torn(*texts) else False
        body = self.text.rows[at + 2 : self._end_of_body(at + 2)]
        head = put_together(upper, lower, body)
        if head is None:
            return self._give_up(upper, lower)
        self.lost = False
        self.head, self.seen = _Head(head.slots), set()
        down = {number for number in head.upper if number not in head.lower}
        self._put(head.upper)
        self.cells = [
            evolve(cell, rows=2) if cell.row == self.row - 1 and cell.col in down else cell for cell in self.cells
        ]
        self._put(head.lower)
        self.last = {}
        return True

    def _give_up(self, *rows: Sequence[TextToken]) -> bool:
        """A head whose cells cannot be placed takes its table with it."""
        self.head, self.lost = None, True
        self.loose += [token for row in rows for token in row]
        return True

    def _end_of_body(self, start: int) -> int:
        """The first row that is no row of the table: its total, another head, a title, a label."""
        for at in range(start, len(self.text.rows)):
            first = next((text for text in self.text.rows[at].texts if text), "")
            if is_total(first) or is_title(first) or is_label(first) or is_header_row(self.text.rows[at].texts):
                return at
        return len(self.text.rows)

    def _row(self, row: TextRow) -> None:
        texts = row.texts
        while texts and not texts[-1]:
            texts = texts[:-1]
        if not texts:
            return
        if self.lost and not self._begins_anew(texts):
            self.loose += [token for token in row.tokens if token.text]
            return
        self.lost = False
        filled = [each for each in texts if each]
        if is_header_row(texts) or (is_fund_header(filled) and not self._is_leaf(row)):
            self._begin(row.tokens[: len(texts)], funds=not is_header_row(texts))
        elif self.head is None or not self._under(row, len(texts)):
            self._plain(row.tokens[: len(texts)])

    def _begins_anew(self, texts: Sequence[str]) -> bool:
        """Whether a table whose head was given up is over."""
        first = next(text for text in texts if text)
        return is_title(first) or is_label(first) or is_total(first) or is_header_row(texts)

    def _is_leaf(self, row: TextRow) -> bool:
        return self.head is not None and not self.head.funds and bool(self._ways(row.tokens))

    def _begin(self, tokens: Sequence[TextToken], *, funds: bool) -> None:
        """A header: its cells are the columns from here on."""
        slots = slots_of([token.text for token in tokens], funds=funds)
        if len(slots) > len(tokens):
            at = next(number for number, slot in enumerate(slots) if slot.role == "label")
            tokens = [*tokens[:at], TextToken("", tokens[0].line), *tokens[at:]]
        self.head = _Head(slots, funds)
        self.seen, self.last, self.unsure, self.strange = set(), {}, set(), False
        self.ended = False
        if any(token.at is not None for token in tokens):
            self.centres = {
                number: token.at + _width(token.text) // 2
                for number, token in enumerate(tokens)
                if token.at is not None
            }
        self._put(dict(enumerate(tokens)))
        self.last = {}  # nothing below is merged with a header

    def _under(self, row: TextRow, length: int) -> bool:
        """Place a row under the header; False where it belongs to none of its rows."""
        assert self.head is not None
        tokens = row.tokens[:length]
        first = next(token.text for token in tokens if token.text)
        if self.seen and not self.ended and self._may_be_either(tokens):
            self._lose(tokens)
            return True
        if (
            is_title(first)
            or goal_in(first)
            or (is_label(first) and not self._is_known(first) and not self._is_named_as_label(tokens))
        ):
            self.head = None
            return False
        if not self.head.funds and is_total(first):
            self._total(tokens)
            self.ended = True
            return True
        if self.text.blanks and length == len(self.head.slots) and self._stands(tokens):
            self._take(Placement(0, tuple(range(length))), tokens, whole=True)
            return True
        return (not self.seen and self._rate(tokens)) or self._likely(row, length)

    def _may_be_either(self, tokens: Sequence[TextToken]) -> bool:
        """完成时间 and one cell behind it, inside the table: a date of the project, or a leaf whose other cells were merged."""
        filled = [token.text for token in tokens if token.text]
        return len(filled) == 2 and project_key(filled[0]) in ("start", "end")

    def _is_named_as_label(self, tokens: Sequence[TextToken]) -> bool:
        """Whether a row that begins with a label is one of the table's: it has many cells, or clearly those of a leaf (完成时间)."""
        assert self.head is not None
        filled = [token.text for token in tokens if token.text]
        if len(filled) > 4:
            return True
        if self.head.funds or project_key(filled[0]) is None or len(filled) < 3 or any(map(is_label, filled[1:])):
            return False
        said, _ = _apart(tokens, keep=self.text.blanks)
        ways = self._ways(said)
        return is_clear(ways) and self._has_value(ways[0], said)

    def _rate(self, tokens: Sequence[TextToken]) -> bool:
        """预算执行率 with its values behind it: one name over all levels."""
        assert self.head is not None
        names = self.head.at(Role.LEVEL3)
        said, silent = _apart(tokens, keep=False)
        if self.head.funds or names is None or not said or fund_role(said[0].text) is not FundRole.RATE:
            return False
        slots = [evolve(slot, absent=None if slot.role in _VALUES else slot.absent) for slot in self.head.slots]
        ways = placements([token.text for token in said[1:]], slots[names + 1 :])
        if not is_clear(ways):
            return False
        placed = {0: said[0]} | {slot + names + 1: token for slot, token in zip(ways[0].slots, said[1:], strict=True)}
        self._put(placed)
        self.cells = [
            evolve(cell, cols=names + 1) if cell.row == self.row - 1 and cell.col == 0 else cell for cell in self.cells
        ]
        self._beside(silent)
        self.last = {}
        return True

    def _stands(self, tokens: Sequence[TextToken]) -> bool:
        """A row with all its cells stands as it is, unless more than one of them cannot be what its header says."""
        assert self.head is not None
        odd = [token for token, slot in zip(tokens, self.head.slots, strict=True) if not fits(token.text, slot)]
        return len(odd) < 2

    def _is_known(self, text: str) -> bool:
        assert self.head is not None
        if self.head.funds:
            return is_fund_total(text.strip("：: ")) or is_fund_part(text)
        return is_level1(text) or is_level2(text)

    def _likely(self, row: TextRow, length: int) -> bool:
        """The one way to place the row, if there is one."""
        assert self.head is not None
        whole = self.text.blanks and not self.text.padded and len(row.tokens) <= len(self.head.slots)
        for tokens in dict.fromkeys((row.tokens if whole else row.tokens[:length], row.tokens[:length])):
            said, silent = _apart(tokens, keep=self.text.blanks)
            ways = self._ways(said)
            if ways and self._has_value(ways[0], said) and is_clear(ways):
                self._take(ways[0], said, whole=whole and len(tokens) == len(row.tokens))
                self._beside(silent)
                self.completed += 1
                return True
        if self.head.funds and not any(figure(token.text) for token in row.tokens):
            self.head = None
            return False
        said, silent = _apart([token for token in row.tokens if token.text], keep=False)
        if len(said) == 1 and self._level(said):
            self._beside(silent)
            return True
        if len(said) == 2 and is_level1(said[0].text) and is_level2(said[1].text) and self._branch(said):
            self._beside(silent)
            return True
        self._lose(row.tokens)
        return True

    def _beside(self, silent: Sequence[TextToken]) -> None:
        """Dashes whose column is not known say nothing wherever they stand."""
        assert self.head is not None
        width = len(self.head.slots)
        self.cells += [
            Cell(self.row - 1, width + n, token.text, Place(line=token.line)) for n, token in enumerate(silent)
        ]

    def _has_value(self, way: Placement, tokens: Sequence[TextToken]) -> bool:
        """A row of the table says more than a name: a name alone may be the rest of the one above it."""
        assert self.head is not None
        if self.head.funds:
            return True
        return any(
            self.head.slots[slot].role in _VALUES and token.text for slot, token in zip(way.slots, tokens, strict=True)
        )

    def _level(self, tokens: Sequence[TextToken]) -> bool:
        """A first or second level alone in its row."""
        assert self.head is not None
        token = next(token for token in tokens if token.text)
        for role, known in ((Role.LEVEL1, is_level1), (Role.LEVEL2, is_level2)):
            at = self.head.at(role)
            if (
                at is not None
                and known(token.text)
                and not (role is Role.LEVEL1 and Role.LEVEL1 in self.seen and is_level2(token.text))
            ):
                self.seen.add(role)
                self._put({at: token})
                return True
        return False

    def _branch(self, tokens: Sequence[TextToken]) -> bool:
        """A first and a second level with nothing behind them: a branch without a leaf."""
        assert self.head is not None
        levels = [self.head.at(role) for role in _LEVELS]
        if None in levels:
            return False
        self.seen |= set(_LEVELS)
        self._put({at: token for at, token in zip(levels, tokens, strict=True) if at is not None})
        return True

    def _ways(self, tokens: Sequence[TextToken]) -> list[Placement]:
        assert self.head is not None
        slots = self._slots()
        found = placements([token.text for token in tokens], slots, joins=self.text.how == Apart.WORDS)
        weighed = [evolve(way, score=way.score + self._position(way, tokens) + level_cost(way, slots)) for way in found]
        return sorted((way for way in weighed if way.score > -8), key=lambda way: -way.score)

    def _slots(self) -> tuple[Slot, ...]:
        """The slots, with what it costs now that a level is missing: nothing once there is one above to go on with."""
        assert self.head is not None
        return tuple(
            evolve(slot, absent=0 if slot.role in self.seen else -4) if slot.role in _LEVELS else slot
            for slot in self.head.slots
        )

    def _position(self, way: Placement, tokens: Sequence[TextToken]) -> int:
        """Cells of a text that keeps its columns stand below their headers."""
        if not self.centres:
            return 0
        score = 0
        for slot, token in zip(way.slots, tokens, strict=True):
            if token.at is None:
                continue
            centre = token.at + _width(token.text) // 2
            nearest = min(self.centres, key=lambda number: abs(self.centres[number] - centre))
            score += 2 if nearest == slot else -1
        return score

    def _take(self, way: Placement, tokens: Sequence[TextToken], *, whole: bool) -> None:
        """Put the row where it belongs. A cell that is missing between others was merged with the one above it."""
        assert self.head is not None
        placed: dict[int, TextToken] = {}
        for slot, token in zip(way.slots, tokens, strict=True):
            before = placed.get(slot)
            placed[slot] = token if before is None else evolve(before, text=f"{before.text} {token.text}")
        if self.text.blanks and not self.head.funds:
            self._stretch(placed, whole=whole)
        self.seen |= {
            role for number in placed if isinstance(role := self.head.slots[number].role, Role) and placed[number].text
        }
        self._put(placed)
        self.leaves += 1
        if self.head.funds:
            return
        known = {Role.LEVEL1: is_level1, Role.LEVEL2: is_level2}
        levels = [(self.head.slots[number].role, token.text) for number, token in placed.items()]
        self.strange |= any(role in known and not known[role](text) for role, text in levels if isinstance(role, Role))
        self._doubt_levels(placed)

    def _stretch(self, placed: dict[int, TextToken], *, whole: bool) -> None:
        assert self.head is not None
        right = max(placed, default=0)
        merged = {n for n in range(len(self.head.slots)) if n not in placed and (whole or n < right)}
        points, score = self.head.at(Role.POINTS), self.head.at(Role.SCORE)
        if points in merged and score is not None and score not in placed:
            merged.add(score)
        for number in merged:
            above = self.last.get(number)
            if self.head.slots[number].role in _LEVELS or above is None:
                continue
            cell = self.cells[above]
            if cell.row + cell.rows == self.row:
                self.cells[above] = evolve(cell, rows=cell.rows + 1)

    def _total(self, tokens: Sequence[TextToken]) -> None:
        """The row of sums: its figures stand under the points and the score."""
        assert self.head is not None
        filled = [token for token in tokens if token.text]
        placed = {0: filled[0]}
        sums = [at for role in (Role.POINTS, Role.SCORE) if (at := self.head.at(role)) is not None]
        figures = [token for token in filled[1:] if figure(token.text) or "interval" in content_of(token.text)]
        whole = self._from_the_right(tokens)
        if any(is_named_sum(token.text) for token in filled[1:]):  # the figures have names of their own
            placed = dict(enumerate(filled))
        elif len(tokens) == len(self.head.slots) and self.text.blanks:
            placed = {number: token for number, token in enumerate(tokens) if token.text}
        elif whole is not None:
            placed |= whole
        elif len(figures) == len(sums):
            placed |= dict(zip(sums, figures, strict=True))
            rest = [token for token in filled[1:] if not any(token is each for each in figures)]
            self.loose += [token for token in rest if not is_nothing(token.text)]
        else:
            self.loose += figures
        self._put(placed)

    def _from_the_right(self, tokens: Sequence[TextToken]) -> dict[int, TextToken] | None:
        """A row of sums whose blank cells are kept, under the columns at the right; None if figures come to other columns."""
        assert self.head is not None
        if not self.text.blanks or self.text.padded:
            return None
        sums = [at for role in (Role.POINTS, Role.SCORE) if (at := self.head.at(role)) is not None]
        first = len(self.head.slots) - len(tokens)
        found = {first + number: token for number, token in enumerate(tokens) if token.text and number > 0}
        return found if found and all(n in sums or is_silent(token.text) for n, token in found.items()) else None

    def _plain(self, tokens: Sequence[TextToken]) -> None:
        """Labels and values of the head or foot, in their order; between blanks a value may be several words."""
        if (
            self.text.how == Apart.WORDS
            and is_label(tokens[0].text)
            and not all(is_label(token.text) for token in tokens)
        ):
            found: list[TextToken] = []
            for token in tokens:
                begins = is_label(token.text) or is_total(token.text)
                if found and len(found) % 2 == 0 and not begins:
                    found[-1] = evolve(found[-1], text=f"{found[-1].text} {token.text}")
                elif begins and len(found) % 2:
                    found += [TextToken("", token.line), token]
                else:
                    found.append(token)
            tokens = found
        side = 1 if self._under_labels(tokens) else 0
        self.labels = [token.text for token in tokens]
        if self.text.how in (Apart.WORDS, Apart.FLAT):
            self._doubt(tokens)
        self._put({number + side: token for number, token in enumerate(tokens)})

    def _doubt(self, tokens: Sequence[TextToken]) -> None:
        """A value of the project that was put together from words."""
        for label, value in itertools.pairwise(tokens):
            if " " in value.text and project_key(label.text) is not None:
                place = Place(line=value.line)
                self.doubts.append(diagnose("JX482", place, label=label.text, text=value.text))

    def _under_labels(self, tokens: Sequence[TextToken]) -> bool:
        """The texts under labels side by side, without the name of the section, which reaches down from above."""
        above = self.labels
        if len(tokens) != len(above) - 1 or not above or not is_section(above[0]):
            return False
        return all(is_label(text) for text in above) and not any(is_label(token.text) for token in tokens)

    def _put(self, placed: dict[int, TextToken]) -> None:
        for number, token in sorted(placed.items()):
            if token.text:
                self.last[number] = len(self.cells)
                self.cells.append(Cell(self.row, number, token.text, Place(line=token.line)))
        self.row += 1

    # -- a run of cells without ends

    def _run(self, tokens: list[TextToken]) -> None:
        parts = cut_into_rows(tokens, joins=self.text.how == Apart.FLAT, blanks=self.text.blanks)
        for part in parts:
            if part.kind == "silent":
                self._beside(part.tokens)
            elif part.kind == "loose":
                self._lose(part.tokens)
            elif part.kind == "head":
                self.head = None
                self._begin(part.tokens, funds=part.funds)
            elif part.kind == "total" and self.head is not None:
                self._total(part.tokens)
            elif part.slots is not None and self.head is not None:
                said, silent = _apart(part.tokens, keep=self.text.blanks)
                self._take(Placement(0, part.slots), said, whole=False)
                self._beside(silent)
                self.completed += 1
            else:
                self.head = None if part.kind == "plain" else self.head
                self._plain(part.tokens)


def _apart(tokens: Sequence[TextToken], *, keep: bool) -> tuple[tuple[TextToken, ...], tuple[TextToken, ...]]:
    """The cells that say something, and the dashes between them where blank cells are not kept."""
    if keep:
        return tuple(tokens), ()
    return tuple(t for t in tokens if not is_silent(t.text)), tuple(t for t in tokens if t.text and is_silent(t.text))


def _trimmed(tokens: Sequence[TextToken]) -> list[TextToken]:
    """Without the blank cells at the end."""
    found = list(tokens)
    while found and not found[-1].text:
        found.pop()
    return found


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
