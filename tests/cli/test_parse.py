"""`jixiao parse`: cells in, meanings out, one line for one line."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.cli.parse import answer
from tests.cli.run import Ran, jixiao
from tests.examples import examples

Call = Callable[..., Ran]

LINES = (
    "≥95%",
    "",
    "健全\r",
    "\x0c≥5次",
    "健全\u2028合规",
    "一\x1d二\x85三",
    "\ufeff≥95%",
    "≥≥95%",
    "\t",
    "😀",
    "x" * 5_000,
)


def test_line_n_answers_line_n() -> None:
    given_ = "\n".join(LINES).encode() + b"\n\xff\xfe\n\x80\n=100%"
    ran = jixiao("parse", "--normal", "-", given=given_)
    assert ran.code == 0, ran.said
    answers = ran.out.split(b"\n")
    assert answers.pop() == b""
    assert len(answers) == len(LINES) + 3
    assert answers[0] == answers[6] == b"quantity >= 95 %"
    assert answers[1] == answers[8] == b"blank"
    assert answers[2].decode() == "level 健全"
    assert answers[3].decode() == "quantity >= 5 次"
    assert answers[7] == b"error operators"
    assert answers[10] == b"error too-long"
    assert answers[-1] == b"quantity = 100 %"


@examples(200)
@given(st.text(alphabet=st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=30), st.booleans())
def test_an_answer_is_one_line(text: str, actual: bool) -> None:
    said = answer(text, actual)
    assert len(said.split("\n")) == 1
    assert "\r" not in said


def test_words_of_the_command_line_are_read_too(call: Call) -> None:
    assert call("parse", "--normal", "≥95%", "健全").text.splitlines() == ["quantity >= 95 %", "level 健全"]
    assert call("parse", "--normal", "--actual", "2021年12月").text == "on 2021-12\n"


def test_json_has_every_field_and_one_value_a_line(call: Call) -> None:
    values = [json.loads(line) for line in call("parse", "--json", "≥95%", "/").text.splitlines()]
    assert [value["normal_form"] for value in values] == ["quantity >= 95 %", "blank"]
    assert values[0]["span"] == [0, 4]
    assert set(values[0]) == set(values[1])


def test_a_person_sees_the_cell_its_meaning_and_the_place_of_a_mistake(call: Call) -> None:
    ran = call("parse", "群众满意度≥≥95%")
    lines = ran.text.splitlines()
    assert lines[0] == "群众满意度≥≥95%  →  error operators"
    excerpt = next(number for number, line in enumerate(lines) if line.strip() == "群众满意度≥≥95%")
    assert lines[excerpt + 1].strip().startswith("^")


def test_a_tree_is_shown(call: Call) -> None:
    assert "quantity" in call("parse", "--tree", "≥95%").text


@pytest.mark.parametrize("words", [["parse"], ["parse", "--normal", "--nonsense", "x"]])
def test_a_wrong_call_gives_2(words: list[str], call: Call) -> None:
    assert call(*words).code == 2
