"""Readable cells, words that say nothing, and random faults of typing: what the laws and the campaign of the language draw from."""

import random
from functools import cache
from itertools import pairwise

from jixiao.kernel.lexicon import lexicon
from jixiao.language.ast import Blank, Level, Meaning, Scale, Unread
from jixiao.language.parse import parse_target
from jixiao.language.tokens import Token, tokens
from jixiao.language.vocabulary import vocabulary
from tests.language.cells import DATA

_NOUNS = [
    "苹果",
    "桥梁",
    "图书",
    "设备",
    "食堂",
    "学校",
    "牧民",
    "森林",
    "草原",
    "河湖",
    "渔船",
    "蔬菜",
    "茶叶",
    "牛羊",
    "疫苗",
    "医院",
    "护林",
    "博物",
    "剧场",
    "戏曲",
    "非遗",
    "档案",
    "邮政",
    "电梯",
    "管网",
    "路灯",
    "绿化",
    "垃圾",
    "污泥",
    "噪声",
    "扬尘",
    "秸秆",
    "农膜",
    "化肥",
    "种苗",
    "灌溉",
    "水库",
    "堤坝",
    "渠系",
    "泵房",
    "消防",
    "巡逻",
    "禁毒",
    "戒烟",
    "献血",
    "助残",
    "养老",
    "托育",
    "低保",
    "救灾",
]


@cache
def neutral_words() -> tuple[str, ...]:
    """Chinese words in which no word of the lexicon and no numeral stands: the tokenizer finds words alone in them."""
    found = [word for word in _NOUNS if {str(each.type) for each in tokens(word, vocabulary())} == {"WORDS"}]
    held = [word for word in found if not any(char in _SPEAKING for char in word)]
    assert len(held) > 20
    return tuple(held)


_SPEAKING = {char for table_ in lexicon()["tables"].values() for word in table_ for char in word}
"""Characters that words of the lexicon are made of: a word with one may join its neighbour to another word."""


@cache
def readable_cells() -> tuple[str, ...]:
    """Every known cell that states a quantity, a date, a change or several."""
    names = ("targets.tsv", "cells.tsv", "cells2.tsv")
    lines = [line for name in names for line in (DATA / name).read_text(encoding="utf-8").splitlines()[1:]]
    cells = {cell for line in lines if len(cell := line.split("\t")[0]) <= 60}
    return tuple(sorted(cell for cell in cells if not is_words(parse_target(cell).meaning)))


def is_words(meaning: Meaning) -> bool:
    """Whether nothing is measured by it."""
    return isinstance(meaning, Level | Scale | Blank | Unread)


def seams(cell: str) -> list[int]:
    """Where one part of a cell ends and the next begins, both ends of the cell too: not between a number and its unit."""
    found: list[Token] = list(tokens(cell, vocabulary()))
    inside = {left.end_pos for left, right in pairwise(found) if left.type in _COUNTING and right.type not in _COUNTING}
    return sorted({0, len(cell), *(each.start_pos for each in found), *(each.end_pos for each in found)} - inside)


_COUNTING = {"NUMBER", "MAYBE", "NUMERAL"}


_ALPHABET = "".join(
    sorted(
        {
            *"0123456789.%≥≤<>=~-/()（）、，；：+×^①②Ⅱ一二两三四五六七八九十百千万亿半余多几零点成分之年月日前底末内以上下不未超过低于少高达到约近每较增长降提元次个人户家亩℃kmgGA多"
        }
    )
)


def mutated(cell: str, chance: random.Random) -> str:
    """The cell with one to four faults of typing: a character lost, put in, doubled, changed, two swapped, a piece moved."""
    text = list(cell)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text) + 1)
        match chance.randrange(6):
            case 0 if text:
                del text[min(place, len(text) - 1)]
            case 1 if text:
                text[min(place, len(text) - 1)] = chance.choice(_ALPHABET)
            case 2 if text:
                text.insert(place, text[min(place, len(text) - 1)])
            case 3 if len(text) > 1:
                at = min(place, len(text) - 2)
                text[at], text[at + 1] = text[at + 1], text[at]
            case 4 if len(text) > 3:
                start = chance.randrange(len(text) - 1)
                piece = text[start : start + chance.randint(1, 4)]
                del text[start : start + len(piece)]
                at = chance.randrange(len(text) + 1)
                text[at:at] = piece
            case _:
                text.insert(place, chance.choice(_ALPHABET))
    return "".join(text)
