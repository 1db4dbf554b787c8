"""What must hold of every cell, whatever stands in it: words that say nothing change nothing, and nothing is read from a piece.

The oracles are written from the sentences of the language (everything accounted for; words before signs), not from the
steps that carry them out.
"""

from __future__ import annotations

import random
import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.lexicon import lexicon
from jixiao.language.ast import Change, Deadline, Meaning, Operator, Period, Quantity, Range, Several
from jixiao.language.normal import normal, read_normal
from jixiao.language.parse import parse_actual, parse_target
from tests.examples import examples
from tests.language.readable import is_words, mutated, neutral_words, readable_cells, seams


@examples(1500)
@given(st.sampled_from(readable_cells()), st.sampled_from(neutral_words()), st.data())
def test_a_word_that_says_nothing_leaves_the_meaning_or_makes_it_words(
    cell: str, word: str, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(seams(cell)))
    before, after = parse_target(cell).meaning, parse_target(cell[:place] + word + cell[place:]).meaning
    assert is_words(after) or _said_no_more(after, before, word), (cell[:place], word, cell[place:], normal(after))


def _said_no_more(after: Meaning, before: Meaning, word: str) -> bool:
    """The same, or the same without a part that the word has cut off: never another quantity. A rate may be of the word (12/10万 of schools)."""
    return {each.replace(word, "") for each in _atoms(after)} <= set(_atoms(before)) | set(_without_units(before))


def _atoms(meaning: Meaning) -> list[str]:
    return [normal(each) for each in (meaning.items if isinstance(meaning, Several) else (meaning,))]


def _without_units(meaning: Meaning) -> list[str]:
    """A word behind a number may part it from its unit, and one between two bounds leaves each by itself."""
    items = meaning.items if isinstance(meaning, Several) else (meaning,)
    plain = [normal(Quantity(each.operator, each.value)) for each in items if isinstance(each, Quantity)]
    bounds = [
        normal(Quantity(sign, value, each.unit))
        for each in items
        if isinstance(each, Range)
        for sign, value in ((Operator.AT_LEAST, each.low), (Operator.AT_MOST, each.high))
    ]
    return plain + bounds


_SIGNS = [
    ("≥", ">="), ("≤", "<="), (">", ">"), ("<", "<"), ("=", "="), ("不低于", ">="), ("不超过", "<="), ("超过", ">"), ("低于", "<"),
    ("至少", ">="), ("不少于", ">="), ("不得高于", "<="), ("约", "~"), ("", "?"),
]  # fmt: skip
_NUMBERS = st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,2})?", fullmatch=True)
_UNITS = ["%", "元", "万元", "人次", "个工作日", "公里", "平方米", "次/年", "户", ""]
_TAILS = ["以上", "以下", "以内", "左右", ""]


@examples(1500)
@given(st.sampled_from(_SIGNS), _NUMBERS, st.sampled_from(_UNITS), st.sampled_from(_TAILS), st.data())
def test_a_cell_cut_anywhere_is_read_from_what_stands_whole_in_the_rest(
    sign: tuple[str, str], number: str, unit: str, tail: str, data: st.DataObject
) -> None:
    cell = f"完成{sign[0]}{number}{unit}{tail}"
    start = data.draw(st.integers(0, len(cell)))
    rest = cell[start : data.draw(st.integers(start, len(cell)))]
    for each in _items(parse_target(rest).meaning):
        _stands_whole(each, rest)


def _items(meaning: Meaning) -> tuple[Meaning, ...]:
    return meaning.items if isinstance(meaning, Several) else () if is_words(meaning) else (meaning,)


_FLIPPED = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}


def _stands_whole(meaning: Meaning, rest: str) -> None:
    """Its number, its unit and its comparison stand in the text as they are."""
    if isinstance(meaning, Deadline | Period):
        return  # 2021 and 12 alone are dates too
    assert isinstance(meaning, Quantity | Change | Range)
    numbers = [Fraction(text) for text in re.findall(r"\d+(?:\.\d+)?|\.\d+", rest)]
    scales = [1, 10_000] if "万" in rest else [1]
    possible = {number * scale for number in numbers for scale in scales}
    values = {meaning.low, meaning.high} if isinstance(meaning, Range) else {meaning.value}
    assert values <= possible, rest
    for part in re.split("[/·]", meaning.unit):
        assert part in rest or part == "", rest
    if not isinstance(meaning, Range) and meaning.operator is not Operator.BARE:
        assert meaning.operator.value in _operators_in(rest), rest


def _operators_in(rest: str) -> set[str]:
    tables = lexicon()["tables"]
    found = {
        str(says)
        for kind in ("comparison", "reach", "tail")
        for word, says in tables[kind].items()
        if word and word in rest
    }
    if any(word in rest for word in tables["negator"] if word):
        found |= {_FLIPPED[sign] for sign in found if sign in _FLIPPED}
    return found


@examples(1500)
@given(st.sampled_from(readable_cells()), st.integers(0, 2**32))
def test_a_mistyped_cell_is_read_and_its_meaning_is_read_back(cell: str, seed: int) -> None:
    text = mutated(cell, random.Random(seed))
    for read in (parse_target, parse_actual):
        meaning = read(text).meaning
        assert read_normal(normal(meaning)) == meaning


@examples(800)
@given(st.sampled_from(readable_cells()))
def test_a_numeral_in_traditional_characters_says_the_same(cell: str) -> None:
    twin = cell.translate(str.maketrans("万亿", "萬億"))
    assert normal(parse_target(twin).meaning) == normal(parse_target(cell).meaning)
