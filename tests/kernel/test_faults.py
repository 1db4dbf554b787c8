"""What tomllib, json and the system say of a fault is said in words of ours."""

import errno
import json
import os
import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.document import json_document, toml_document
from jixiao.kernel.faults import syntax_fault, system_fault
from jixiao.kernel.words import in_words

BAD_TOML = [
    "=", "a", "a =", "a = 1 b = 2", "[a", "[[a]", "[a] b", "a = [1", "a = {b = 1", 'a = "x', "a = 'x", 'a = """x', "a = 'x\n'",
    "a = 1\na = 2", "[a]\n[a]", "a = 1\n[a]", "a = {b = 1}\n[a]\nc = 1", "a = {b = 1, b = 2}", "a = [1]\n[[a]]", "[a]\nb.c = 1\n[a.b]",
    r'a = "\q"', r'a = "\uD800"', r'a = "\uZZZZ"', "a = 2021-13-45", "a = 2021-02-30", "a = yes", "a = 01", "a = \x01", "# \x01",
    "a = 1\rb", "é = 1", "a.b.\n= 1", f"a = {'9' * 5000}", f"a = {'[' * 3000}", "a = {b = 1,}", "a = {b = 1\n}", "a = [1 2]", "a = {b}",
]  # fmt: skip
BAD_JSON = [
    "", "{", '{"a"', '{"a":', '{"a": 1', '{"a": 1,', '{"a": 1,}', "[1,]", "{a: 1}", '{"a" 1}', '{"a": 1 "b": 2}', "[1 2]", '{"a": "x', '"\n"',
    r'"\q"', r'"\u12"', '{"a": 1} x', "nul", "NaN", "-Infinity", r'"\ud800"', f"{'9' * 5000}", "[" * 100_000, "\ufeff\ufeff{}", "{'a': 1}",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD_TOML)
def test_every_fault_of_toml_has_words_of_its_own(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        tomllib.loads(text, parse_float=Decimal)
    with pytest.raises(JixiaoError) as raised:
        toml_document(text.encode())
    assert _reason(raised.value) != "写法有误", raised.value


@pytest.mark.parametrize("text", BAD_JSON)
def test_every_fault_of_json_has_words_of_its_own(text: str) -> None:
    with pytest.raises(JixiaoError) as raised:
        json_document(text.encode())
    assert _reason(raised.value) != "写法有误", raised.value


def _reason(error: JixiaoError) -> str:
    """The reason that is told, or the limit that is passed."""
    args = dict(error.diagnostics[0].args)
    return in_words(args.get("reason") or args["what"], "zh")


@given(st.text())
def test_what_nobody_knows_is_told_without_its_own_words(text: str) -> None:
    for lang in ("zh", "en"):
        assert in_words(syntax_fault(f"Something new {text}"), lang) == in_words(syntax_fault("x"), lang)


def test_keys_are_told_as_the_file_writes_them() -> None:
    with pytest.raises(JixiaoError) as raised:
        toml_document(b"[a.b]\n[a.b]\n")
    assert _reason(raised.value) == "a.b 写了两次"


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_a_fault_of_the_system_is_told_in_words_or_by_its_number(code: int) -> None:
    error = OSError(code, os.strerror(code))
    for lang in ("zh", "en"):
        assert in_words(system_fault(error), lang)
    assert in_words(system_fault(FileNotFoundError(errno.ENOENT, "x")), "zh") == "没有这个文件或文件夹"
    assert in_words(system_fault(OSError(77777, "x")), "en") == "system error 77777"
    assert in_words(system_fault(TimeoutError("x")), "en") == "system error TimeoutError"


def test_json_that_is_well_formed_is_read() -> None:
    assert json_document(json.dumps({"a": "😀"}).encode()).data == {"a": "😀"}
