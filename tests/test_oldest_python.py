"""What the oldest Python that the project allows would read otherwise than ours."""

import ast
import re
from pathlib import Path

import jixiao

_READ_OTHERWISE = re.compile(r"(?<!\\)[*+?}]\+|\(\?>")
"""Possessive quantifiers and atomic groups: Python 3.11 before 3.11.5 takes too much or too little by them."""


def test_no_pattern_has_a_quantifier_that_an_early_python_reads_wrong() -> None:
    found = []
    for path in sorted(Path(jixiao.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "re.compile",
                "re.sub",
                "re.match",
                "re.fullmatch",
            }:
                pattern = node.args[0]
                if isinstance(pattern, ast.Constant) and _READ_OTHERWISE.search(
                    re.sub(r"\[[^\]]*\]", "x", str(pattern.value))
                ):
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []
