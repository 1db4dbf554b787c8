"""The pages of the site say all that the code has, in both languages; ``make site`` builds them and checks every link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import jixiao
from jixiao.authoring.schema import SCHEMAS
from jixiao.kernel.codes import SEVERITIES
from jixiao.kernel.words import say
from jixiao.rules.axis import Axis
from jixiao.rules.policy import POLICIES

pytest.importorskip("babel")
TOP = Path(__file__).resolve().parents[1]
PACKAGE = Path(jixiao.__file__).parent

from babel.messages.pofile import read_po  # noqa: E402

from docs.site.said import FOLDER, KEYS, catalogue, languages, said  # noqa: E402
from docs.site.stage import linked, pages_of, title  # noqa: E402

PAGES = {lang: pages_of(lang) for lang in languages()}


def test_there_is_a_site_in_both_languages() -> None:
    assert languages() == ("zh", "en")


def test_every_language_has_the_same_words_and_takes_the_same_values() -> None:
    first, *others = map(catalogue, languages())
    for other in others:
        assert set(other) == set(first)
        for key, text in first.items():
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", other[key])), key


def test_the_words_stand_in_order() -> None:
    for path in FOLDER.glob("*.po"):
        keys = re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert keys == sorted(keys), path.name


@pytest.mark.parametrize("lang", languages())
def test_what_the_code_has_is_on_its_page(lang: str) -> None:
    wanted = {
        "axes": [f"`{axis}`" for axis in Axis],
        "policies": [f"`{name}`" for name in POLICIES],
        "codes": [f"`{code}`" for code in SEVERITIES],
        "library": [f"::: jixiao.{name}" for name in jixiao.__all__ if not name.startswith("_")],
        "commands": ["`jixiao score`", "`jixiao rules check`", "`jixiao schema`"],
        "glossary": ["`case`", "`trust`"],
        "ruleset": ["`rule[]`", "`curve`", "`framework`", "`bare_target`"],
        "case": ["`indicator[]`", "`target`", "`schedule[]`"],
        "result": ["`indicators[]`", "`normal_form`"],
    }
    for page, things in wanted.items():
        text = PAGES[lang][f"reference/{page}.md"]
        assert [thing for thing in things if thing not in text] == [], page


@pytest.mark.parametrize("lang", languages())
def test_every_page_has_a_title_in_its_language(lang: str) -> None:
    titles = {name: title(text) for name, text in PAGES[lang].items() if name.startswith("reference/")}
    assert len(set(titles.values())) == len(titles)
    chinese = {name for name, text in titles.items() if re.search(r"[一-鿿]", text)}
    assert chinese == (set(titles) if lang == "zh" else set())


def test_the_pages_of_files_and_results_have_no_english_sentence_in_chinese() -> None:
    for page in ("case", "ruleset", "result"):
        prose = re.sub(r"`[^`]*`", "", PAGES["zh"][f"reference/{page}.md"])
        assert re.findall(r"[A-Za-z]+ [a-z]+ [a-z]+[^|\n]*", prose) == [], page


def test_a_catalogue_of_keys_has_what_the_schemas_say_and_nothing_else() -> None:
    said_of_keys = {text for schema in ("case", "ruleset", "result") for text in descriptions(SCHEMAS[schema]("en"))}
    reasons = {say(f"policy.{name}.why", "en") for name in POLICIES}
    for path in KEYS.glob("*.po"):
        with path.open("rb") as stream:
            entries = {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id}
        assert set(entries) == said_of_keys - reasons
        for text, translated in entries.items():
            assert translated
            assert sorted(re.findall(r"``.+?``", translated)) == sorted(re.findall(r"``.+?``", text))


def descriptions(schema: Any) -> Iterator[str]:
    """Every description in a schema."""
    if isinstance(schema, dict):
        if isinstance(text := schema.get("description"), str) and text:
            yield text
        yield from (text for value in schema.values() for text in descriptions(value))
    elif isinstance(schema, list):
        yield from (text for value in schema for text in descriptions(value))


def test_every_axis_and_term_is_explained() -> None:
    for lang in languages():
        for axis in Axis:
            assert said(f"axis.{axis}.about", lang)
        for key in catalogue(lang):
            if key.startswith("term.") and key.count(".") == 1:
                assert said(f"{key}.about", lang)


def test_every_variable_that_the_code_reads_is_documented_and_no_other() -> None:
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"JIXIAO_[A-Z]+", path.read_text(encoding="utf-8"))
    }
    page = (TOP / "docs/environment.md").read_text(encoding="utf-8")
    assert set(re.findall(r"JIXIAO_[A-Z]+", page)) == read


def test_a_link_follows_its_page_and_one_to_no_page_keeps_its_words() -> None:
    places = {"docs/audit.md": "audit.md", "README.md": "index.md"}
    text = "[a](../docs/audit.md#x) [b](benchmarks/RESULTS.md) [c](https://example.org/a.md) [d](#here)"
    assert linked(text, "docs", "checks/one.md", places) == (
        "[a](../audit.md#x) b [c](https://example.org/a.md) [d](#here)"
    )
