"""Words by key: one catalogue a language, and code that says them."""

import io
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

from jixiao.kernel import words
from jixiao.kernel.catalogue import arranged, compiled, identity
from jixiao.kernel.words import (
    StaleWords,
    UnknownLanguage,
    in_words,
    languages,
    named_language,
    outline,
    phrase,
    say,
    series,
)
from tests.words import NewWords, catalogue, placeholders, spoken_from

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def po(**texts: str) -> bytes:
    return (HEAD + "".join(f'\nmsgid "{key}"\nmsgstr "{text}"\n' for key, text in texts.items())).encode()


# -- the catalogues that are there


def test_the_default_language_comes_first() -> None:
    assert languages()[0] == words.DEFAULT == "zh"
    assert "en" in languages()


def test_every_language_has_every_key(lang: str) -> None:
    assert set(catalogue(lang)) == set(catalogue("zh"))


_ID_OR_NAME = {"rule", "rule.short", "ruleset.policy"}
"""Texts of which a language may leave out a Chinese name where the id beside it says more."""


def test_every_language_puts_in_the_same_values(lang: str) -> None:
    def wanted(key: str, lang: str) -> set[str]:
        return {name for text in catalogue(lang)[key] for name in placeholders(text)}

    differ = [key for key in catalogue(lang) if wanted(key, lang) != wanted(key, "zh")]
    assert [key for key in differ if key not in _ID_OR_NAME] == []


def test_a_catalogue_is_kept_in_order(lang: str) -> None:
    # a wheel has the compiled catalogues alone
    for source in words.FOLDER.glob(f"{lang}.po"):
        assert arranged(source.read_bytes()) == source.read_bytes(), f"{source.name} is out of order: run make format"


# -- saying


@pytest.fixture
def said(new_words: NewWords) -> None:
    new_words(
        zh={
            "bare": "空",
            "sum": "合计 {points} 分",
            "more": "另有 {n} 项",
            "all": "{what}，共 {n} 项",
            "list.comma": "、",
        },
        en={
            "bare": "empty",
            "sum": "{points} points in all",
            "more": ("{n} more", "{n} more of them"),
            "all": ("{what}: {n} row", "{what}: {n} rows"),
            "list.comma": ", ",
        },
    )


@pytest.mark.usefixtures("said")
def test_values_are_put_in() -> None:
    assert (say("bare", "zh"), say("bare", "en")) == ("空", "empty")
    assert say("sum", "zh", points="1/3") == "合计 1/3 分"
    assert say("sum", "en", points="{points}") == "{points} points in all"


@pytest.mark.usefixtures("said")
def test_n_tells_singular_from_plural_where_the_language_has_them() -> None:
    assert [say("more", "en", n=n) for n in (0, 1, 2)] == ["0 more of them", "1 more", "2 more of them"]
    assert [say("more", "zh", n=n) for n in (0, 1, 2)] == ["另有 0 项", "另有 1 项", "另有 2 项"]


@pytest.mark.usefixtures("said")
def test_phrases_are_said_in_the_language_around_them() -> None:
    what = series("list.comma", (phrase("bare"), "x", phrase("sum", points=7)))
    assert say("all", "zh", what=what, n=1) == "空、x、合计 7 分，共 1 项"
    assert say("all", "en", what=what, n=1) == "empty, x, 7 points in all: 1 row"
    assert in_words(what, "en") == "empty, x, 7 points in all"
    assert str(what) == in_words(what, "zh")


@pytest.mark.usefixtures("said")
def test_an_outline_leaves_open_what_is_not_given() -> None:
    assert outline("all", "zh", n=3) == "…，共 3 项"
    assert outline("sum", "en") == "… points in all"


def test_a_key_or_a_value_that_is_not_there_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        say("no.such.key", "zh")
    with pytest.raises(KeyError):
        say("JX001", "zh")


# -- compiling


def test_what_is_compiled_says_what_it_was_compiled_from() -> None:
    source = po(b="B", a="A")
    read = GNUTranslations(io.BytesIO(compiled(source)))
    assert read.gettext("a") == "A"
    assert read.info()["project-id-version"] == identity(source)


def test_entries_are_put_in_order_and_the_header_stays() -> None:
    assert arranged(po(b="B", a="A")) == po(a="A", b="B")
    assert arranged(b"# by hand\n" + po(b="B")) == b"# by hand\n" + po(b="B")


def test_an_edited_catalogue_never_speaks_its_old_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zh.mo").write_bytes(compiled(po(a="old")))
    (tmp_path / "zh.po").write_bytes(po(a="new"))
    with spoken_from(tmp_path):
        assert say("a", "zh") == "new"
    monkeypatch.setitem(sys.modules, "babel.messages.mofile", None)
    with spoken_from(tmp_path), pytest.raises(StaleWords, match="run make"):
        say("a", "zh")
    (tmp_path / "zh.po").write_bytes(po(a="old"))
    with spoken_from(tmp_path):
        assert say("a", "zh") == "old"


def test_a_third_language_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_bytes(po(a="trois"))
    (tmp_path / "zh.mo").write_bytes(compiled(po(a="三")))
    with spoken_from(tmp_path):
        assert languages() == ("zh", "fr")
        assert say("a", "fr") == "trois"


def test_nothing_is_read_before_something_is_said() -> None:
    code = (
        "import sys, jixiao; from jixiao import load_ruleset; print('gettext' in sys.modules, 'babel' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("name", "lang"),
    [("en", "en"), ("EN", "en"), ("en_US.UTF-8", "en"), ("zh_CN", "zh"), ("zh.GB18030", "zh"), ("ZH_cn.x.y", "zh")],
)
def test_a_language_may_be_named_as_systems_name_it(name: str, lang: str) -> None:
    assert named_language(name) == lang


@pytest.mark.parametrize("name", ["fr", "", "english", "en-US"])
def test_a_language_without_a_catalogue_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownLanguage, match="there are zh, en"):
        named_language(name)
