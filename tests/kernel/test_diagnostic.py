"""Diagnostics: values, weights by code, words by code."""

import pickle

import pytest

from jixiao.kernel.codes import LAYERS, SEVERITIES, Severity
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, Rendered, diagnose, render
from jixiao.kernel.document_faults import MISSING_KEY, DocumentError, Found
from jixiao.kernel.words import phrase, series
from tests.words import NewWords, catalogue, placeholders

every_code = pytest.mark.parametrize("code", SEVERITIES)


def test_codes_are_listed_in_order_and_their_first_digit_tells_the_layer() -> None:
    assert list(SEVERITIES) == sorted(SEVERITIES)
    for code in SEVERITIES:
        assert code.startswith("JX")
        assert len(code) == 5
        assert code[2:].isdigit()
        assert code[2] in LAYERS


@every_code
def test_every_code_says_what_is_wrong_and_how_to_mend_it_in_every_language(code: str, lang: str) -> None:
    said = catalogue(lang)
    for key in (code, f"{code}.help"):
        for text in said[key]:
            assert text.strip()
            for name in placeholders(text):
                assert name.isidentifier()
                assert name not in {"code", "place"}, "diagnose() takes these for itself"


def test_every_code_of_the_catalogues_is_listed(lang: str) -> None:
    codes = {key.removesuffix(".help") for key in catalogue(lang) if key.startswith("JX")}
    assert codes == set(SEVERITIES)


# -- values


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch, new_words: NewWords) -> None:
    monkeypatch.setitem(SEVERITIES, "JX999", Severity.WARNING)
    new_words(
        zh={"JX999": "缺{what}", "JX999.help": "补{what}"},
        en={"JX999": "{what} is missing", "JX999.help": "add {what}"},
    )


@pytest.mark.usefixtures("missing")
def test_a_diagnostic_takes_its_severity_and_words_from_its_code() -> None:
    finding = diagnose("JX999", Place(file="case.toml"), what=3)
    assert finding == Diagnostic("JX999", Severity.WARNING, Place(file="case.toml"), (("what", "3"),))
    assert render(finding).message == "缺3"
    assert render(finding, "en") == Rendered("3 is missing", "add 3")


@pytest.mark.usefixtures("missing")
def test_braces_in_an_argument_are_left_alone() -> None:
    assert render(diagnose("JX999", what="{0} {what}"), "en").message == "{0} {what} is missing"


@pytest.mark.usefixtures("missing")
def test_words_of_ours_in_an_argument_are_said_in_the_language_of_the_message() -> None:
    finding = diagnose("JX999", what=series("list.semicolon", (phrase("JX004", key="name"), "7")))
    assert render(finding).message == "缺缺少必填的键 name；7"
    assert render(finding, "en").message == "the key name is missing; 7 is missing"
    assert hash(finding) == hash(diagnose("JX999", what=series("list.semicolon", (phrase("JX004", key="name"), "7"))))


def test_a_code_that_there_is_not_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        diagnose("JX998")


def test_a_later_layer_fills_in_the_place() -> None:
    finding = Diagnostic("JX999", Severity.NOTE, Place(line=3, column=7))
    placed = finding.at(file="rules.toml", path="$.rule[0]")
    assert placed.place == Place(file="rules.toml", path="$.rule[0]", line=3, column=7)
    assert finding.place.file is None


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place(file="case.toml", line=3, column=7, path="$.project"), "case.toml:3:7:$.project"),
        (Place(file="form.xlsx", cell="Sheet1!F12"), "form.xlsx:Sheet1!F12"),
        (Place(line=3), "3"),
        (Place(column=7), ""),
    ],
)
def test_places_as_text(place: Place, text: str) -> None:
    assert str(place) == text


def test_an_error_carries_every_diagnostic() -> None:
    one, two = Diagnostic("JX999", Severity.ERROR, Place(line=1)), Diagnostic("JX998", Severity.ERROR)
    error = JixiaoError(one, two)
    assert error.diagnostics == (one, two)
    assert str(error) == "JX999 1\nJX998"


def test_an_error_reads_as_text_and_survives_another_process() -> None:
    error = JixiaoError(diagnose("JX004", Place(file="case.toml", line=1), key="name"))
    assert str(error) == "JX004 case.toml:1: 缺少必填的键 name\n  → 请补上 name。"
    assert error.said("en").startswith("JX004 case.toml:1: the key name is missing\n  → ")
    for kind in (JixiaoError(*error.diagnostics), DocumentError(Found(MISSING_KEY, error.diagnostics[0]))):
        again = pickle.loads(pickle.dumps(kind))
        assert (type(again), again.diagnostics, str(again)) == (type(kind), kind.diagnostics, str(kind))
