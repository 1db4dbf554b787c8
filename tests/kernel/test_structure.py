"""Documents to values: every fault at once, each at its place; exact numbers; nothing taken for what it is not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.document import Document, json_document, read_source, toml_document
from jixiao.kernel.structure import Text, Year, structure
from jixiao.kernel.tables import key


class Way(StrEnum):
    UP = "up"
    DOWN = "down"


@frozen
class Leaf:
    name: str
    cell: Text = Text("")
    share: Fraction | None = None
    count: int = 0
    sure: bool = False
    day: datetime.date | None = None
    way: Way | None = None
    year: Year | None = None
    start: str = field(default="", metadata=key("from"))


@frozen
class Tree:
    version: int
    leaf: tuple[Leaf, ...] = ()


def read(leaf: dict[str, Any]) -> Leaf:
    return structure(Document({"version": 1, "leaf": [{"name": "甲", **leaf}]}), Tree).leaf[0]


def faults(data: Any, document: Document | None = None) -> list[tuple[str, str]]:
    with pytest.raises(JixiaoError) as raised:
        structure(document or Document(data), Tree)
    return [(each.code, str(each.place)) for each in raised.value.diagnostics]


# -- values

VALUES: dict[str, Any] = {
    "text": "健全", "digits": "12", "whole": 3, "decimal": Decimal("2.5"), "true": True, "false": False,
    "date": datetime.date(2021, 1, 1), "time": datetime.time(7), "moment": datetime.datetime(2021, 1, 1, 7),
    "list": [1], "table": {"a": 1}, "nan": Decimal("NaN"), "infinite": Decimal("-Infinity"), "huge": Decimal("1e999999"),
}  # fmt: skip
TAKEN = {
    "name": {"text", "digits"},
    "cell": {"text", "digits", "whole", "decimal"},
    "share": {"digits", "whole", "decimal"},
    "count": {"whole"},
    "sure": {"true", "false"},
    "day": {"date"},
    "way": set(),
    "year": set(),
    "from": {"text", "digits"},
}


@pytest.mark.parametrize("kind", sorted(VALUES))
@pytest.mark.parametrize("key", sorted(TAKEN))
def test_a_key_takes_the_kinds_of_value_that_it_is_for_and_no_other(key: str, kind: str) -> None:
    if kind in TAKEN[key]:
        read({key: VALUES[kind]})
    else:
        with pytest.raises(JixiaoError) as raised:
            read({key: VALUES[kind]})
        (fault,) = raised.value.diagnostics
        assert (fault.code, fault.place.path) == ("JX005", f"$.leaf[0].{key}")


def test_values_are_exact() -> None:
    leaf = read({"share": Decimal("0.1"), "cell": Decimal("93.10"), "day": "2021-12-31", "way": "down", "year": 2021})
    assert leaf.share == Fraction(1, 10)
    assert leaf.cell == "93.10"
    assert leaf.day == datetime.date(2021, 12, 31)
    assert leaf.way is Way.DOWN
    assert [read({"share": text}).share for text in ("2/3", "60%", " 10 ")] == [Fraction(2, 3), Fraction(3, 5), 10]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_a_number_without_quotes_keeps_its_digits_and_its_value(number: Decimal) -> None:
    leaf = toml_document(f'version = 1\n[[leaf]]\nname = "甲"\ncell = {number:f}\nshare = {number:f}'.encode())
    (found,) = structure(leaf, Tree).leaf
    assert found.cell == f"{number:f}"
    assert found.share == Fraction(number)


# -- faults


def test_every_fault_is_told_at_once_and_at_its_place() -> None:
    source = """version = 1
odd = 2

[[leaf]]
name = "甲"
shar = 3

[[leaf]]
share = "三"
count = true
"""
    document = toml_document(source.encode(), "case.toml")
    assert faults(None, document) == [
        ("JX003", "case.toml:2:1:$.odd"),
        ("JX003", "case.toml:6:1:$.leaf[0].shar"),
        ("JX004", "case.toml:8:1:$.leaf[1]"),
        ("JX005", "case.toml:9:1:$.leaf[1].share"),
        ("JX005", "case.toml:10:1:$.leaf[1].count"),
    ]


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    with pytest.raises(JixiaoError) as raised:
        read({"shar": 1})
    (fault,) = raised.value.diagnostics
    assert "是不是 share？" in render(fault).help
    assert "Did you mean share?" in render(fault, "en").help
    with pytest.raises(JixiaoError) as raised:
        read({"完全不同": 1})
    assert "是不是" not in render(raised.value.diagnostics[0]).help


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"version": 1, "leaf": {}}, "$.leaf"),
        ({"version": 1, "leaf": "x"}, "$.leaf"),
        ({"version": 1, "leaf": [3]}, "$.leaf[0]"),
    ],
    ids=str,
)
def test_a_table_is_no_list_and_a_list_no_table(data: Any, place: str) -> None:
    assert faults(data) == [("JX005", place)]


def test_a_missing_key_is_told_at_what_should_hold_it() -> None:
    assert faults({}) == [("JX004", "$")]
    assert faults({"version": 1, "leaf": [{}]}) == [("JX004", "$.leaf[0]")]


# -- files


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(JixiaoError) as raised:
        read_source(Path("no-such-file"))
    assert [each.code for each in raised.value.diagnostics] == ["JX001"]


def test_a_fault_in_the_syntax_is_shown_with_its_line() -> None:
    with pytest.raises(JixiaoError) as raised:
        toml_document("名 = 1\nb = ≥95%\n".encode(), "x.toml")
    (fault,) = raised.value.diagnostics
    assert fault.code == "JX002"
    with pytest.raises(JixiaoError) as raised:
        toml_document("a = 1\nb = ≥95%\n".encode(), "x.toml")
    (fault,) = raised.value.diagnostics
    assert (fault.place.line, fault.place.column, fault.place.text) == (2, 5, "b = ≥95%")


def test_lines_may_end_as_on_windows_and_a_mark_may_stand_first() -> None:
    assert toml_document(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n").data == {"a": 1, "b": 2}
    assert json_document(b'\xef\xbb\xbf{"a": 0.10}').data == {"a": Decimal("0.10")}


@given(st.binary(max_size=40))
def test_any_bytes_are_a_document_or_a_diagnostic(source: bytes) -> None:
    for reader in (toml_document, json_document):
        said: set[str] = set()
        try:
            reader(source)
        except JixiaoError as error:
            said = {each.code for each in error.diagnostics}
        assert said <= {"JX002", "JX005", "JX007", "JX008"}


@pytest.mark.parametrize(
    ("reader", "source"), [(toml_document, b"a = '\xff'"), (json_document, b'{"a": "\xff"}'), (toml_document, b"= 1")]
)
def test_what_cannot_be_read_names_its_file(reader: Callable[..., Document], source: bytes) -> None:
    with pytest.raises(JixiaoError) as raised:
        reader(source, "x.toml")
    (fault,) = raised.value.diagnostics
    assert fault.place.file == "x.toml"


@pytest.mark.parametrize(
    ("text", "line", "column"), [("a =  ", 1, 6), ("a = 1\nb = \n\n", 2, 5), ("a = [1,\n  ", 2, 3)]
)
def test_a_fault_at_the_end_stands_behind_the_last_character(text: str, line: int, column: int) -> None:
    with pytest.raises(JixiaoError) as raised:
        toml_document(text.encode())
    (fault,) = raised.value.diagnostics
    assert (fault.place.line, fault.place.column) == (line, column)


def test_one_of_several_values_is_asked_for_by_their_names() -> None:
    with pytest.raises(JixiaoError) as raised:
        read({"way": "sideways"})
    (fault,) = raised.value.diagnostics
    for lang in ("zh", "en"):
        told = render(fault, lang).message
        assert "up" in told
        assert "down" in told


@pytest.mark.parametrize("year", [1899, 2200, True, 0])
def test_a_year_is_one_that_a_form_can_be_of(year: int) -> None:
    assert read({"year": 1900}).year == 1900
    assert read({"year": 2199}).year == 2199
    with pytest.raises(JixiaoError):
        read({"year": year})


@pytest.mark.parametrize("text", ["[1, 2]", '"a"', "3", "null"])
def test_json_that_is_no_object_is_told_as_what_it_is(text: str) -> None:
    with pytest.raises(JixiaoError) as raised:
        json_document(text.encode(), "x.json")
    (fault,) = raised.value.diagnostics
    assert (fault.code, str(fault.place), dict(fault.args)["found"]) == ("JX005", "x.json:$", text)
