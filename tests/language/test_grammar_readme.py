"""Every example of the grammar's reference is what the language says."""

import re

from jixiao._resource import grammar_text
from jixiao.language.normal import normal
from jixiao.language.parse import parse_actual, parse_target

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
