"""Tables read as far as they can be: keys by other names, keys of one of several classes, checks behind faults."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import pytest
from attrs import evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.document import Document, Graft, toml_document
from jixiao.kernel.document_faults import THIS_KEY, DocumentError, Fault, FaultKind, NotRead
from jixiao.kernel.structure import Checks, read_text, structure, tables_in
from jixiao.kernel.tables import ADDED, As, inline, inner_kinds, key, keys_of

TWICE = FaultKind("JX307", "names")
NO_WAY = FaultKind("JX302")


@frozen
class Round:
    radius: int


@frozen
class Square:
    side: int
    corners: tuple[str, ...] = ()


def _form(table: Mapping[str, Any]) -> type[Round | Square]:
    given = {"radius", "side"} & set(table)
    if len(given) != 1:
        raise Fault(NO_WAY, rule=table.get("id", ""), found=" + ".join(sorted(given)))
    return Round if "radius" in table else Square


def _even(value: Any) -> int:
    if value != "two":
        raise Fault(FaultKind("JX320"), key=THIS_KEY, value=value, known="two")
    return 2


@frozen
class Thing:
    id: str
    shape: Round | Square = field(metadata=inline(_form))
    start: int = field(default=0, metadata=key("from"))
    even: Annotated[int, As(_even, {"enum": ["two"]})] = 2
    place: str = field(default="", metadata=ADDED)


@frozen
class Whole:
    things: tuple[Thing, ...] = field(metadata=key("thing"))
    names: dict[str, Thing] = field(factory=dict)


def _own_id(thing: Thing, whole: Whole) -> Iterator[Fault]:
    if [each.id for each in whole.things].count(thing.id) > 1:
        yield Fault(TWICE, "id", name=thing.id)


def _start(thing: Thing, _: Whole) -> Iterator[Fault]:
    if thing.start < 0:
        yield Fault(FaultKind("JX320"), "from", key=THIS_KEY, value=thing.start, known=">= 0")


CHECKS: Checks = {Thing: (_own_id, _start)}


def told(*things: Any, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(DocumentError) as raised:
        structure(Document({"thing": list(things), **more}), Whole, CHECKS)
    return [(each.diagnostic.code, each.diagnostic.place.path or "") for each in raised.value.found]


def test_a_table_is_read_by_the_names_that_the_file_has() -> None:
    data = {"thing": [{"id": "a", "radius": 3, "from": 4}], "names": {"甲": {"id": "b", "side": 1, "even": "two"}}}
    whole = structure(Document(data), Whole, CHECKS)
    assert whole.things == (Thing("a", Round(3), 4),)
    assert whole.names == {"甲": Thing("b", Square(1))}
    assert [item.key for item in keys_of(Thing)] == ["id", "", "from", "even"]


def test_what_reading_adds_is_no_key_and_nor_is_the_name_of_an_attribute() -> None:
    assert told({"id": "a", "radius": 3, "place": "x"}) == [("JX003", "$.thing[0].place")]
    assert told({"id": "a", "radius": 3, "start": 1}) == [("JX003", "$.thing[0].start")]
    assert told({"id": "a", "radius": 3, "corners": []}) == [("JX003", "$.thing[0].corners")]


def test_what_is_wrong_behind_a_fault_is_told_with_it() -> None:
    first = {"id": "a", "radius": "x", "from": -1}
    second = {"id": "a", "from": "y", "side": 1}
    assert told(first, second) == [
        ("JX307", "$.thing[0].id"),
        ("JX005", "$.thing[0].radius"),
        ("JX320", "$.thing[0].from"),
        ("JX307", "$.thing[1].id"),
        ("JX005", "$.thing[1].from"),
    ]


def test_a_check_of_what_could_not_be_read_says_nothing() -> None:
    assert told({"radius": 1}, {"id": "a", "radius": 1}) == [("JX004", "$.thing[0]")]
    assert told(7, {"id": "a", "radius": 1, "from": -1}) == [("JX005", "$.thing[0]"), ("JX320", "$.thing[1].from")]


def test_where_no_class_can_be_chosen_the_keys_of_all_are_read() -> None:
    both = {"id": "a", "radius": "x", "side": 1, "corners": [2]}
    assert told(both) == [("JX302", "$.thing[0]"), ("JX005", "$.thing[0].radius"), ("JX005", "$.thing[0].corners[0]")]


def test_a_fault_may_name_the_key_that_it_stands_under() -> None:
    with pytest.raises(DocumentError) as raised:
        structure(Document({"thing": [{"id": "a", "radius": 1, "even": "three"}]}), Whole)
    assert dict(raised.value.diagnostics[0].args)["key"] == "even"


def test_what_is_unread_says_so_and_the_rest_is_there() -> None:
    seen: list[Thing] = []

    def keep(thing: Thing, _: Whole) -> Iterator[Fault]:
        seen.append(thing)
        return iter(())

    with pytest.raises(DocumentError):
        structure(Document({"thing": [{"id": "a", "side": "x"}]}), Whole, {Thing: (keep,)})
    (thing,) = seen
    assert isinstance(thing, Thing)
    assert isinstance(thing.shape, Square)
    assert (thing.id, thing.start, thing.shape.corners) == ("a", 0, ())
    with pytest.raises(NotRead):
        _ = thing.shape.side
    with pytest.raises(AttributeError, match="colour"):
        _ = thing.colour  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="colour"):
        _ = thing.shape.colour  # type: ignore[attr-defined]


def test_tables_are_walked_with_their_paths() -> None:
    whole = Whole((Thing("a", Round(1)),), {"甲": Thing("b", Square(2))})
    assert [(path, type(each).__name__) for path, each in tables_in(whole)] == [
        ("$", "Whole"),
        ("$.thing[0]", "Thing"),
        ("$.thing[0]", "Round"),
        ("$.names.甲", "Thing"),
        ("$.names.甲", "Square"),
    ]


@pytest.mark.parametrize(
    ("kind", "inner"),
    [
        (int, [int]),
        (int | None, [int]),
        (tuple[Thing, ...], [Thing]),
        (tuple[Thing, ...] | None, [Thing]),
        (dict[str, Thing], [Thing]),
        (dict[str, tuple[Thing, ...]], [Thing]),
        (Round | Square, [Round, Square]),
        (dict[str, int | None], [int]),
    ],
)
def test_lists_tables_by_name_and_nothing_are_looked_through(kind: Any, inner: list[Any]) -> None:
    assert list(inner_kinds(kind)) == inner


def test_keys_that_hold_tables_are_known() -> None:
    assert {item.name: item.holds_tables for item in keys_of(Whole)} == {"things": True, "names": True}
    assert {item.name: item.holds_tables for item in keys_of(Thing)} == {
        "id": False,
        "shape": True,
        "start": False,
        "even": False,
    }


def test_faults_can_be_sent_to_another_process() -> None:
    with pytest.raises(DocumentError) as raised:
        structure(Document({}), Whole)
    again = pickle.loads(pickle.dumps(raised.value))
    assert again.found == raised.value.found
    assert again.diagnostics == raised.value.diagnostics


@given(st.permutations(["id", "from", "radius", "even"]))
def test_faults_of_a_document_without_lines_stand_in_its_order(names: list[str]) -> None:
    wrong: dict[str, Any] = {"id": 1, "from": "x", "radius": "x", "even": "x"}
    assert [path for _, path in told({name: wrong[name] for name in names})] == [f"$.thing[0].{name}" for name in names]


# -- grafts


def test_what_was_taken_from_another_document_has_its_own_place() -> None:
    other = toml_document(b'version = 1\n[[scorer]]\nid = "x"\ncurve = """\none\ntwo\n"""\n', "common.toml")
    own = toml_document(b'[[rule]]\nuse = "x"\n', "own.toml")
    grafted = evolve(own, grafts={"$.rule[0].curve": Graft(other, "$.scorer[0].curve")})
    assert str(grafted.place("$.rule[0].use")) == "own.toml:2:1:$.rule[0].use"
    assert str(grafted.place("$.rule[0].curve")) == "common.toml:4:1:$.scorer[0].curve"
    assert str(grafted.place("$.rule[0].curve[1]")) == "common.toml:4:1:$.scorer[0].curve[1]"
    assert str(grafted.text_place("$.rule[0].curve", 2, 3)) == "common.toml:6:3:$.scorer[0].curve"
    for other_key in ("curves", "curveX", "curve_", "curve甲"):
        assert str(grafted.place(f"$.rule[0].{other_key}")) == f"own.toml:1:1:$.rule[0].{other_key}"


def test_a_list_of_tables_comes_where_its_first_table_stands() -> None:
    document = toml_document(b"a = 1\n[[fund]]\nb = 1\n[c]\n")
    paths = ["$.c", "$.fund", "$.a", "$.fund[0].b"]
    assert sorted(paths, key=document.order) == ["$.a", "$.fund", "$.fund[0].b", "$.c"]
    assert read_text("x") == "x"
