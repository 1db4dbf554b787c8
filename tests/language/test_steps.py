"""Each step of the language by itself: what it answers of a cell that no step before it has answered.

One table a step in ``steps/``. ``says`` is a normal form (any words after level), ``nothing`` where the step leaves the part to
the next one as it is, or ``unit U`` where it answers nothing and the part's number has the unit U from then on.
"""

from pathlib import Path

import pytest

from jixiao.language.ast import Unread
from jixiao.language.fold import fold, unwrapped
from jixiao.language.normal import normal
from jixiao.language.pieces import Amount, Part, parts_of
from jixiao.language.shape import shape_of
from jixiao.language.steps import STEPS
from jixiao.language.steps.settled import Settled, Words
from jixiao.language.tokens import tokens
from jixiao.language.vocabulary import vocabulary

TABLES = Path(__file__).parent / "steps"


def cells(step: str) -> list[tuple[str, str]]:
    """The cells of a step's table, each with what the step says."""
    lines = (TABLES / f"{step}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(cell, says) for cell, says in (line.split("\t") for line in lines)]


def part_of(cell: str) -> Part:
    """The only part of the cell."""
    found = tokens(unwrapped(fold(cell)).text, vocabulary())
    (part,) = parts_of(shape_of(tuple(token.type for token in found)), found)
    return part


def told(answer: Settled | None, part: Part) -> str:
    """A step's answer in the words of the tables."""
    match answer:
        case Words():
            return "level"
        case Unread(code=code):
            return f"error {code}"
        case None:
            fact = part.facts[0] if part.facts else None
            return f"unit {fact.unit}" if isinstance(fact, Amount) else "nothing"
    return normal(answer)


def test_every_step_has_its_table() -> None:
    assert {path.stem for path in TABLES.glob("*.tsv")} == {step.__name__ for step in STEPS}


@pytest.mark.parametrize(("name", "cell", "says"), [(s.__name__, *line) for s in STEPS for line in cells(s.__name__)])
def test_a_step_says_of_a_cell_what_its_table_says(name: str, cell: str, says: str) -> None:
    part, words = part_of(cell), vocabulary()
    before = told(None, part)
    for step in STEPS:
        answer = step(part, words)
        if step.__name__ == name:
            break
        assert answer is None, f"{step.__name__} has answered: {told(answer, part)}"
    if says == "nothing":
        assert answer is None
        assert told(None, part) == before
    else:
        assert told(answer, part) == says
