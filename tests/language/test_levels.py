"""The words of levels as data: their examples hold, and every scale is known in all its spellings."""

import tomllib

import pytest

from jixiao._resource import grammar_text
from jixiao.language.attain import attainment_of
from jixiao.language.levels import choice_of, is_scale, rank_of, scale_of, scales
from jixiao.language.normal import normal
from jixiao.language.parse import parse_target

DATA = tomllib.loads(grammar_text("levels.toml"))
EXAMPLES = [tuple(example.split(" -> ")) for line in DATA["attained"].values() for example in line[1:]]
EVERY = scales().every


@pytest.mark.parametrize(("words", "attainment"), EXAMPLES)
def test_the_examples_of_the_words_hold(words: str, attainment: str) -> None:
    found = attainment_of(words)
    assert ("?" if found is None else str(found)) == attainment


def test_a_role_has_each_word_once() -> None:
    for line in DATA["attained"].values():
        words = line[0].split()
        assert sorted(words) == sorted(set(words))


def test_every_scale_is_one_and_its_levels_are_ranked() -> None:
    assert len(EVERY) == len(set(EVERY))
    for scale in EVERY:
        assert is_scale("/".join(scale))
        assert [rank_of(word, scale) for word in scale] == list(range(len(scale)))
        assert all(scale_of(word) is not None for word in scale)


def test_a_scale_with_a_level_behind_it_is_that_level() -> None:
    for scale in EVERY:
        for word in scale:
            text = "/".join(scale) + ":" + word
            assert choice_of(text) == (word, scale)
            assert normal(parse_target(text).meaning) == f"level {word}"


def test_words_that_only_look_like_a_scale_are_words() -> None:
    assert not any(is_scale(text) for text in DATA["no_scale"]["words"].split())
