"""Data that is built with the package is that of its sources, and a run keeps nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from jixiao.kernel import built
from jixiao.kernel.built import Built
from jixiao.language.shape import GRAMMAR as TARGET
from jixiao.rules.curve_text import GRAMMAR as CURVE
from tests.cases.collect import TOP
from tests.cli.run import SEED

BUILT = [TARGET.built, CURVE.built]


@pytest.mark.parametrize("each", BUILT, ids=lambda each: each.name)
def test_what_was_built_is_what_would_be_worked_out_now(each: Built) -> None:
    module = import_module(f"jixiao._built.{each.name}")
    assert each.digest() == module.DIGEST, "run make"
    assert repr(each.work_out()) == repr(module.DATA)


def test_of_changed_sources_the_data_is_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    source = ["one"]
    each = Built("number", lambda: source, lambda: {"source": source[0]})
    assert each.data() == {"source": "one"}  # nothing was built yet
    monkeypatch.setitem(
        sys.modules, "jixiao._built.number", SimpleNamespace(DIGEST=each.digest(), DATA={"source": "built"})
    )
    assert each.data() == {"source": "built"}
    source[0] = "two"
    assert each.data() == {"source": "two"}


def test_sources_that_only_run_together_alike_are_told_apart() -> None:
    assert Built("x", lambda: ("a", "b"), dict).digest() != Built("x", lambda: ("ab",), dict).digest()


def test_a_module_is_written_only_where_it_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    data = {"key": [(1, "text"), None, True]}
    path = Built("thing", lambda: ("source",), lambda: data).write()
    names: dict[str, object] = {}
    exec(path.read_text(encoding="utf-8"), names)
    assert names["DATA"] == data
    os.utime(path, (1, 1))
    Built("thing", lambda: ("source",), lambda: data).write()
    assert path.stat().st_mtime == 1
    Built("thing", lambda: ("another",), lambda: data).write()
    assert path.stat().st_mtime > 1


def test_a_lexer_of_our_own_is_put_into_tables_that_hold_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from lark.lexer import Lexer, Token

    from jixiao.language import tables

    class Letters(Lexer):
        def __init__(self, lexer_conf: object) -> None:
            pass

        def lex(self, text: str) -> list[Token]:  # type: ignore[override]
            return [Token("DIGIT" if letter.isdigit() else "OTHER", letter) for letter in text]

    monkeypatch.setattr(tables, "grammar_text", lambda _: "start: DIGIT OTHER\n%declare DIGIT OTHER\n")
    grammar = tables.Grammar("letters", lexer=lambda: Letters)
    data = grammar.built.work_out()
    monkeypatch.setitem(
        sys.modules, "jixiao._built.letters_grammar", SimpleNamespace(DIGEST=grammar.built.digest(), DATA=data)
    )
    assert "Letters" not in repr(data)
    assert [token.type for token in grammar.parser().parse("1a").children] == ["DIGIT", "OTHER"]


def test_data_that_a_literal_cannot_say_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    with pytest.raises((TypeError, ValueError)):
        Built("thing", lambda: (), lambda: {"a set": frozenset("ab")}).write()
    assert list(tmp_path.iterdir()) == []


_WATCHED = """
import sys
written = []
def watch(event, args):
    if event == "open" and isinstance(args[1], str) and set("wax+") & set(args[1]):
        written.append(args[0])
    elif event in ("os.mkdir", "os.rename", "tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect"):
        written.append((event, args))
sys.addaudithook(watch)
import jixiao
case = jixiao.load_case(sys.argv[1])
result = jixiao.evaluate(case, jixiao.load_ruleset(case.project.ruleset))
jixiao.result_json(result)
print(written)
"""


def test_scoring_writes_nothing_anywhere(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-B", "-c", _WATCHED, SEED],
        capture_output=True,
        cwd=TOP,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []
