"""A class has a name of its own: who reads ``Column`` in a traceback or a search knows which one it is."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import jixiao

_PACKAGE = Path(jixiao.__file__).parent


def _types(source: str) -> Iterator[str]:
    """The public classes that a module defines at its top, and the names that it gives to types."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            if any(isinstance(base, ast.Attribute) and base.attr == node.name for base in node.bases):
                continue  # the same thing, with what more can be asked of it: ``class Result(scoring.Result)``
            name = node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        else:
            continue
        if name[0].isupper() and not name.isupper():
            yield name


def _twice(modules: dict[str, str]) -> dict[str, list[str]]:
    """Names that more than one of the modules (name: source) defines."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module, source in modules.items():
        for name in _types(source):
            homes[name].append(module)
    return {name: found for name, found in homes.items() if len(found) > 1}


def test_no_two_rooms_have_a_class_of_one_name() -> None:
    modules = {
        str(path.relative_to(_PACKAGE)): path.read_text(encoding="utf-8")
        for path in sorted(_PACKAGE.rglob("*.py"))
        if "_built" not in path.parts
    }
    assert len(modules) > 200
    assert _twice(modules) == {}


def test_one_name_in_two_rooms_is_found() -> None:
    one = "class Span:\n    pass\n\nclass _Own:\n    pass\n\nLIMIT = 3\n"
    two = "Span = tuple[int, int]\n\nclass _Own:\n    pass\n\nLIMIT = 4\n"
    assert _twice({"one.py": one, "two.py": two}) == {"Span": ["one.py", "two.py"]}
