"""Diagnostics, and the words that the catalogue has for them."""

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

import jixiao.kernel
from jixiao.kernel import messages
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, Severity, diagnose
from jixiao.kernel.messages import CATALOGUE, Message, render

PACKAGE = Path(jixiao.kernel.__file__).parents[1]
TABLES = {
    name: table
    for name in sorted(module.name for module in iter_modules(messages.__path__))
    if (table := getattr(import_module(f"jixiao.kernel.messages.{name}"), "MESSAGES", None)) is not None
}
LAYERS = {
    "data": "0", "language": "1", "scoring": "2", "audit": "2", "rules": "3", "documents": "4", "authoring": "5", "frame": "6",
    "cli": "7",
}  # fmt: skip


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def in_both(names: set[str]) -> set[str]:
    """Placeholders that differ only in the language of what is put in are one."""
    return {name.removesuffix("_zh").removesuffix("_en") for name in names}


def wanted(message: Message) -> set[str]:
    return set().union(*map(placeholders, (message.zh, message.en, message.help_zh, message.help_en)))


every_message = pytest.mark.parametrize(
    "message", [pytest.param(message, id=code) for code, message in CATALOGUE.items()]
)


@every_message
def test_a_message_formats_in_both_languages_and_says_something(message: Message) -> None:
    for text in (message.zh, message.en):
        assert text.strip()
        assert text.format_map(dict.fromkeys(wanted(message), "x")).strip()
    if message.severity is not Severity.NOTE:
        assert message.help_zh.strip(), "what is wrong is said with how to mend it"
        assert message.help_en.strip()
    assert bool(message.help_zh) == bool(message.help_en)
    assert not any("一" <= letter <= "鿿" for letter in message.en.split("{")[0][:1]), "the English is English"


@every_message
def test_both_languages_are_told_the_same(message: Message) -> None:
    assert in_both(placeholders(message.zh)) == in_both(placeholders(message.en))
    assert in_both(placeholders(message.help_zh)) == in_both(placeholders(message.help_en))


@every_message
def test_placeholders_are_plain_names_that_a_diagnostic_can_carry(message: Message) -> None:
    for name in wanted(message):
        assert name.isidentifier()
        assert name not in {"code", "place"}, "diagnose() takes these for itself"


def test_a_code_stands_in_one_table_and_its_first_digit_tells_which() -> None:
    assert set(TABLES) == set(LAYERS)
    assert sorted(code for table in TABLES.values() for code in table) == sorted(CATALOGUE)
    for name, table in TABLES.items():
        for code in table:
            assert code.startswith(f"JX{LAYERS[name]}")
            assert len(code) == 5
            assert code[2:].isdigit()


def calls() -> list[tuple[str, str, set[str]]]:
    """Every call of diagnose() in the package whose code and arguments can be read off: place, code, argument names."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "diagnose"):
                continue
            names = {keyword.arg for keyword in node.keywords}
            if node.args and isinstance(node.args[0], ast.Constant) and None not in names:
                where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                found.append((where, str(node.args[0].value), {name for name in names if name} - {"place"}))
    return found


def test_every_diagnostic_is_raised_with_all_that_its_message_wants() -> None:
    found = calls()
    assert [f"{where} {code} is not in the catalogue" for where, code, _ in found if code not in CATALOGUE] == []
    assert [
        f"{where} {code} lacks {', '.join(sorted(lacking))}"
        for where, code, given in found
        if (lacking := wanted(CATALOGUE[code]) - given)
    ] == []


# -- values


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        CATALOGUE, "JX999", Message(Severity.WARNING, "缺{what}", "{what} is missing", "补{what}", "add {what}")
    )


@pytest.mark.usefixtures("catalogue")
def test_a_diagnostic_takes_its_severity_and_words_from_the_catalogue() -> None:
    finding = diagnose("JX999", Place(file="case.toml"), what=3)
    assert finding == Diagnostic("JX999", Severity.WARNING, Place(file="case.toml"), (("what", "3"),))
    assert render(finding).message == "缺3"
    assert render(finding, "en") == messages.Rendered("3 is missing", "add 3")


@pytest.mark.usefixtures("catalogue")
def test_braces_in_an_argument_are_left_alone() -> None:
    assert render(diagnose("JX999", what="{0} {what}"), "en").message == "{0} {what} is missing"


def test_a_code_that_the_catalogue_does_not_have_is_our_mistake() -> None:
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
    assert str(error) == "JX999 1; JX998 "
