"""A batch scored, before it is written out: results by distinct pair, the pair of each row, reasons by number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field

from jixiao.frame.codes import Ints
from jixiao.frame.engine import Engine
from jixiao.frame.evaluate import Pairs, put_leaf
from jixiao.frame.rows import Rows
from jixiao.kernel.classes import define
from jixiao.rules.rule import Rule
from jixiao.scoring.leaf import Leaf

__all__ = ["UNKNOWN", "NumberedTexts", "Portion", "Scored", "fill_leaf", "rule_id"]

Portion = tuple[Any, Pairs, Ints]
"""Some rows (an index), the results of their distinct pairs, and which of these each row has."""

UNKNOWN = -1
"""Bounds of a row that could not be scored at all: null in the result."""


@define
class NumberedTexts:
    """Texts by number, 0 for none."""

    texts: list[str | None] = field(factory=lambda: [None])
    _numbers: dict[str, int] = field(init=False, factory=dict)

    def number(self, text: str | None) -> int:
        """The number of a text, a new one if it is new."""
        if not text:
            return 0
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def codes(self, said: Iterable[str]) -> int:
        """The number of a set of diagnostic codes, written in order behind commas."""
        return self.number(",".join(sorted(said)))


@define
class Scored:
    """A batch scored: its rows, the results by distinct pair, and which pair each row has."""

    rows: Rows
    engine: Engine
    pairs: Pairs
    pair_of: Ints
    normal_forms: NumberedTexts
    rules: NumberedTexts
    said: NumberedTexts

    def unit(self) -> int:
        """Units of a score in 1, by the ruleset's own rounding."""
        return int(10**self.engine.ruleset.rounding.places)


def fill_leaf(scored: Scored, pairs: Pairs, at: int, leaf: Leaf, notes: set[str]) -> None:
    """What the scalar engine gave for a row."""
    put_leaf(pairs, at, leaf, scored.unit())
    pairs.rule[at] = scored.rules.number(rule_id(leaf.rule))
    pairs.said[at] = scored.said.codes({each.code for each in leaf.diagnostics} | notes)


def rule_id(rule: Rule | None) -> str | None:
    """The rule's id, None for none."""
    return None if rule is None else rule.id
