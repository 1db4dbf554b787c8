"""Code holds keys and no words: every key exists and is used, every value is given, and nobody asks which language it is.

All of it is read off the source. What cannot be (a key put together from an enum) is listed in ENUMS, member by member.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import jixiao
from jixiao.authoring.checks import CHECKS
from jixiao.cli.root import root
from jixiao.kernel.codes import SEVERITIES, Severity
from jixiao.kernel.words import languages
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.clause import Trust
from jixiao.rules.policy import PolicyName
from jixiao.rules.scorer import Gives
from jixiao.scoring.audit import RowKind, Verdict
from jixiao.scoring.seek import State
from tests.words import catalogue, placeholders

PACKAGE = Path(jixiao.__file__).parent

ENUMS: dict[str, type[Enum]] = {
    "axis.{}": Axis,
    "direction.{}": Direction,
    "gives.{}": Gives,
    "kind.{}": TargetKind,
    "policy.{}": PolicyName,
    "policy.{}.why": PolicyName,
    "row.{}": RowKind,
    "seek.{}": State,
    "severity.{}": Severity,
    "trust.{}": Trust,
    "trust.{}.short": Trust,
    "verdict.{}": Verdict,
}

VOCABULARY = (
    "_built/",  # the lexicon and the tables, compiled
    "documents/actuals.py",
    "documents/form_",  # the official form: its labels and notes are its own, in Chinese
    "documents/curve_svg.py",
    "documents/into.py",
    "documents/layout/",  # words of header rows
    "documents/printed_rows.py",
    "documents/numfmt.py",  # dates and numbers as spreadsheets show them
    "documents/read.py",
    "documents/sniff.py",
    "documents/spreadsheetml.py",
    "documents/text",
    "authoring/examples.py",  # cells of targets and actuals, as a form holds them
    "authoring/probe.py",
    "cli/audit.py",
    "cli/init.py",
    "cli/seek.py",
    "frame/numbers.py",
    "kernel/quantity.py",
    "kernel/separated.py",  # marks between the cells of a file
    "language/",
    "report/wrap.py",  # which marks may begin a line
    "rules/framework.py",
    "scoring/aggregate.py",
    "scoring/audit/",
    "scoring/base.py",
    "scoring/execution.py",
    "scoring/items.py",
    "scoring/remarks.py",
    "scoring/seek/search.py",
    "scoring/steps/outcome.py",
    "testing/strategies.py",
    "testing/trial.py",
)
"""Modules whose subject is what forms write, so that Chinese in them is data and not what we say."""


@frozen
class Call:
    """A call that names a key: where, the key (``{}`` for what is not written out), the names of its values, if all are."""

    where: str
    key: str
    values: frozenset[str] | None


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


SOURCES = dict(sources())
KEYS = catalogue("zh")


def written(node: ast.expr) -> str | None:
    """The text of a literal, with ``{}`` for what an f-string puts in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)
    return None


def _either(node: ast.expr) -> tuple[ast.expr, ...]:
    """Both keys of ``one if this else other``."""
    return (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)


def calls() -> Iterator[Call]:
    for file, tree in SOURCES.items():
        for node in ast.walk(tree):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name not in {"say", "phrase", "series", "outline", "noted", "diagnose", "found"}:
                continue
            assert isinstance(node, ast.Call)
            at = {"noted": 1, "found": 1}.get(name, 0)
            names = frozenset(each.arg for each in node.keywords if each.arg)
            whole = all(each.arg for each in node.keywords) and name in {"say", "phrase", "diagnose"}
            for each in _either(node.args[at]) if len(node.args) > at else ():
                key = written(each)
                if key is not None:
                    yield Call(f"{file}:{node.lineno}", key, names if whole else None)


CALLS = list(calls())


def test_every_key_that_code_names_is_in_the_catalogues() -> None:
    exact = [each for each in CALLS if "{}" not in each.key]
    assert len(exact) > 500
    assert [f"{each.where} {each.key}" for each in exact if each.key not in KEYS] == []
    patterns = [each for each in CALLS if "{}" in each.key]
    assert [each for each in patterns if not any(_matches(each.key, key) for key in KEYS)] == []


def _matches(pattern: str, key: str) -> bool:
    return re.fullmatch(".+".join(map(re.escape, pattern.split("{}"))), key) is not None


@pytest.mark.parametrize("pattern", ENUMS)
def test_every_member_of_an_enum_has_its_words(pattern: str) -> None:
    assert [each for each in ENUMS[pattern] if pattern.format(each.value) not in KEYS] == []
    assert any(each.key == pattern for each in CALLS), "nobody says it"


def test_every_check_and_every_command_has_its_words() -> None:
    assert [each.name for each in CHECKS if f"check.{each.name}" not in KEYS] == []
    for command in [root, *_commands(root)]:
        assert command.help in KEYS
        assert command is root or f"{command.help}.short" in KEYS
        for option in command.params:
            assert getattr(option, "help", None) is None or option.help in KEYS, option


def _commands(group: Any) -> Iterator[Any]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        yield command
        if hasattr(command, "list_commands"):
            yield from _commands(command)


def test_every_key_of_the_catalogues_is_named_in_code() -> None:
    texts = {text for tree in SOURCES.values() for node in ast.walk(tree) if (text := _literal(node)) is not None}
    helps = {f"{each.help}.short" for each in _commands(root)}
    patterns = [text for text in texts if "{}" in text and re.fullmatch(r"[\w.{}-]*\w\.[\w.{}-]*", text)]
    named = {code for each in SEVERITIES for code in (each, f"{each}.help")} | texts | helps
    idle = [key for key in KEYS if key not in named and not any(_matches(each, key) for each in patterns)]
    assert idle == []


def _literal(node: ast.AST) -> str | None:
    return written(node) if isinstance(node, ast.expr) else None


@pytest.mark.parametrize("lang", languages())
def test_every_text_is_given_the_values_it_puts_in(lang: str) -> None:
    texts = catalogue(lang)
    lacking = []
    for each in CALLS:
        for key in (each.key, f"{each.key}.help"):
            if each.values is None or key not in texts:
                continue
            missing = {name for text in texts[key] for name in placeholders(text)} - each.values
            if missing:
                lacking.append(f"{each.where} {key} lacks {', '.join(sorted(missing))}")
    assert lacking == []


def test_no_value_is_given_that_no_language_puts_in() -> None:
    idle = []
    for each in CALLS:
        if each.values is None or each.key not in KEYS:
            continue
        keys = [key for key in (each.key, f"{each.key}.help") if key in KEYS]
        used = {
            name for lang in languages() for key in keys for text in catalogue(lang)[key] for name in placeholders(text)
        }
        idle += [f"{each.where} {each.key}: {name}" for name in each.values - used - {"n", "place", "place_"}]
    assert idle == []


COUNTED = {
    noun
    for texts in catalogue("en").values()
    if len(texts) > 1
    for noun in re.findall(r"\{n\} (\w+s)\b", texts[1])
    if noun not in re.findall(r"\w+", texts[0])
}


def test_a_number_of_things_has_a_plural() -> None:
    """Where English puts a number before a noun that is counted anywhere, the text has a singular beside its plural."""
    assert {"cells", "indicators", "points", "rulesets"} <= COUNTED
    pattern = re.compile(r"\{(\w+)\} (?:more )?(\w+)")
    wrong = [
        f"{key}: {{{name}}} {noun}"
        for key, texts in catalogue("en").items()
        for name, noun in pattern.findall(texts[-1])
        if noun in COUNTED and not (name == "n" and len(texts) > 1)
    ]
    assert wrong == []


def test_one_and_more_read_differently() -> None:
    for key, texts in catalogue("en").items():
        assert len(texts) == 1 or texts[0] != texts[1], key


def test_a_sentence_is_given_its_list_and_no_text_joined_by_us() -> None:
    joined = [
        f"{file}:{value.lineno}"
        for file, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "phrase", "diagnose", "Fault"}
        for value in (each.value for each in node.keywords)
        if isinstance(value, ast.Call)
        and getattr(value.func, "attr", "") == "join"
        and isinstance(value.func, ast.Attribute)
        and re.search(r"\w|, |[;、，；]", written(value.func.value) or "")
    ]
    assert joined == []


def test_nobody_asks_which_language_it_is() -> None:
    asked = []
    for file, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in languages() and file != "kernel/words.py":
                asked.append(f"{file}:{node.lineno} {node.value!r}")
            name = getattr(node, "arg", None) or getattr(node, "id", None) or getattr(node, "attr", None)
            if isinstance(name, str) and re.fullmatch(r"(.*_)?(zh|en)", name):
                asked.append(f"{file}:{getattr(node, 'lineno', '?')} {name}")
    assert asked == []


def test_chinese_is_written_where_it_is_the_subject_alone() -> None:
    found = []
    for file, tree in SOURCES.items():
        if file.startswith(VOCABULARY):
            continue
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            f"{file}:{node.lineno} {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", node.value)
        ]
    assert found == []
