"""The places of keys in a TOML text, held against the standard reader's own view of the document."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao._resource import ruleset_dir
from jixiao.kernel.toml_lines import key_places, nearest, scan

TEXT = '''# 注释 [不是表]
version = 1
title = "a = b [c]"  # "

[project]
"全 称" = '[[x]]'
budget.year = 2021
rows = [
    "inside = 1",
    { a = 1 },
]

[[rule]]
id = "one"
curve = """
[0, 1)  x   # key = 1
[1, 1]  1
"""
when = { target = ["quantity"] }
  indented = 2

    [[rule.band]]
    name = "甲"

    [[rule.band]]
    name = "乙"

[[rule]]
note = \'\'\'
[[rule]]
x = 1\'\'\'
[[rule.band]]
name = "丙"
[sources."a.b"]
trust = "seen"
'''


def test_tables_keys_and_multi_line_texts_have_their_places() -> None:
    places = key_places(TEXT)
    assert tomllib.loads(TEXT)
    found = {path: (place.line, place.column, place.text_line) for path, place in places.items()}
    assert found == {
        "$": (1, 1, None),
        "$.version": (2, 1, None),
        "$.title": (3, 1, None),
        "$.project": (5, 1, None),
        "$.project.全 称": (6, 1, None),
        "$.project.budget.year": (7, 1, None),
        "$.project.rows": (8, 1, None),
        "$.rule[0]": (13, 1, None),
        "$.rule[0].id": (14, 1, None),
        "$.rule[0].curve": (15, 1, 16),
        "$.rule[0].when": (19, 1, None),
        "$.rule[0].indented": (20, 3, None),
        "$.rule[0].band[0]": (22, 5, None),
        "$.rule[0].band[0].name": (23, 5, None),
        "$.rule[0].band[1]": (25, 5, None),
        "$.rule[0].band[1].name": (26, 5, None),
        "$.rule[1]": (28, 1, None),
        "$.rule[1].note": (29, 1, 30),
        "$.rule[1].band[0]": (32, 1, None),
        "$.rule[1].band[0].name": (33, 1, None),
        "$.sources.a.b": (34, 1, None),
        "$.sources.a.b.trust": (35, 1, None),
    }


def test_what_has_no_place_is_placed_at_what_holds_it() -> None:
    places = key_places(TEXT)
    assert nearest(places, "$.rule[0].when.target[0]").line == 19
    assert nearest(places, "$.rule[0].band[1].share").line == 25
    assert nearest(places, "$.nothing.of.this[3]").line == 1
    assert nearest(places, "nonsense").line == 1
    assert nearest(places, "$.sources.a.b.trust.x.y").line == 35


def test_a_name_without_a_value_is_no_key() -> None:
    assert key_places("name\na.b\nb = 1\n").keys() == {"$", "$.b"}


def _paths(value: Any, path: str = "$") -> Iterator[str]:
    """Every table, key and element of an array of tables in the document."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{path}.{key}")
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        for index, inner in enumerate(value):
            yield from _paths(inner, f"{path}[{index}]")


@pytest.mark.parametrize("path", sorted(ruleset_dir().glob("*.toml")), ids=lambda path: path.stem)
def test_every_place_in_a_ruleset_is_that_of_its_key(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, places = text.split("\n"), key_places(text)
    known = set(_paths(tomllib.loads(text)))
    for where, place in places.items():
        assert where in known
        if where != "$":
            name = where.rsplit(".", 1)[-1].split("[")[0]
            assert name in lines[place.line - 1]


def test_a_line_ends_at_a_line_feed_and_nowhere_else() -> None:
    text = "# 说明\u2028还是这一行\u0085\x0b\x0c\x1c也是\r\na = 'x\u2029y'\nb = 2\n".replace("\x0b\x0c\x1c", "")
    assert tomllib.loads(text)
    assert {path: place.line for path, place in key_places(text).items()} == {"$": 1, "$.a": 2, "$.b": 3}


def test_a_quoted_key_is_the_key_that_it_writes() -> None:
    assert key_places('"\\u7532" = 1\n["\\t".\'\\t\']\n').keys() == {"$", "$.甲", "$.\t.\\t"}


@pytest.mark.parametrize(
    "line", ['a = """x"""""', "a = ''''x'''", 'a = """\\"""" # """', "a = [[1, {x = ']'}], # ]\n]", 'a."b.c" . d=1']
)
def test_what_a_value_holds_ends_where_it_ends(line: str) -> None:
    text = f"{line}\nnext = 1\n"
    assert tomllib.loads(text)
    assert key_places(text)["$.next"].line == text.count("\n")


@pytest.mark.parametrize(
    "sign", [*map(chr, range(128)), "\u2028", "甲", '"""', "'''", "[a]\n", "[[a]]\n", "[[a.b]]\n", "a.", '\\"']
)
def test_a_text_of_one_sign_is_read_once(sign: str) -> None:
    start = time.process_time()
    for text in (sign * (40_000 // len(sign)), "[" + sign * 20_000 + "]", "a = " + sign * 20_000, "a" + sign * 20_000):
        key_places(text)
    assert time.process_time() - start < 3


def test_the_sizes_are_those_of_the_text() -> None:
    _, sizes = scan('[a.b.c]\nlong_key = [[1, 22], "xyz"]\n')
    assert (sizes.nesting, sizes.key, sizes.cell, sizes.bare, sizes.items) == (3, 8, 5, 2, 4)


keys = st.sampled_from(["a", "b", "cc", "甲", "x-1"])
plain = st.integers() | st.booleans() | st.text("ab=[]#\"' \\甲", max_size=6)


@given(st.dictionaries(keys, st.dictionaries(keys, plain, max_size=4), max_size=4))
def test_any_value_leaves_the_places_of_the_keys_behind_it_alone(document: dict[str, dict[str, Any]]) -> None:
    lines, wanted = [], {}
    for table, values in document.items():
        lines.append(f'["{table}"]')
        wanted[f"$.{table}"] = len(lines)
        for key, value in values.items():
            lines.append(f'"{key}" = {json.dumps(value, ensure_ascii=False)}')
            wanted[f"$.{table}.{key}"] = len(lines)
    text = "\n".join(lines)
    assert tomllib.loads(text) == document
    assert {path: place.line for path, place in key_places(text).items() if path != "$"} == wanted


@given(st.text("ab=[]{}#\"'\\\n. ", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert nearest(key_places(text), "$.a[0].b").line >= 1
