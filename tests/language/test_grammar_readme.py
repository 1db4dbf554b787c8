"""Every example of the grammar's reference is what the language says."""

import re

from jixiao._resource import grammar_text
from jixiao.kernel.number import plain
from jixiao.language.actual import Asked, MeasuredActual, Worded, read_actual
from jixiao.language.name import told_by_name
from jixiao.language.normal import normal
from jixiao.language.parse import parse_actual, parse_target

_PAIR = re.compile(r"^\| `(.+?)` \| `(.+?)` \| ([^`]+) \|$")
_NAME = re.compile(r"^\| `(.+?)` \| (less|more|not told) \|$")
_ROW = re.compile(r"^\| `(.+?)` \| `(.+?)` \|$")


def test_the_examples_of_the_reference_hold() -> None:
    read, checked, wrong = parse_target, 0, {}
    for line in grammar_text("README.md").splitlines():
        if line.startswith("## "):
            read = parse_actual if line == "## Actuals" else parse_target
        row = _ROW.match(line)
        if row is None:
            continue
        checked += 1
        found = normal(read(row[1]).meaning)
        if found != row[2]:
            wrong[row[1]] = found
    assert wrong == {}
    assert checked > 100


def test_the_pairs_of_the_reference_are_taken_as_it_says() -> None:
    pairs = [match.groups() for line in grammar_text("README.md").splitlines() if (match := _PAIR.match(line))]
    found = {(target, actual): taken(target, actual) for target, actual, _ in pairs}
    assert found == {(target, actual): wanted for target, actual, wanted in pairs}
    assert len(pairs) > 15


def taken(target: str, actual: str) -> str:
    value = read_actual(actual, parse_target(target).meaning, target_text=target).value
    if isinstance(value, MeasuredActual):
        return plain(value.value)
    return str(value.attainment) if isinstance(value, Worded) else "asked" if isinstance(value, Asked) else "?"


def test_the_names_of_the_reference_tell_what_it_says() -> None:
    names = [match.groups() for line in grammar_text("README.md").splitlines() if (match := _NAME.match(line))]
    better = {"positive": "more", "negative": "less", "": "not told"}
    assert {name: better[told_by_name("", name).direction] for name, _ in names} == dict(names)
    assert len(names) > 8
