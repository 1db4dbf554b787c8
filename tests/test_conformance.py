"""The conformance kit is what the clause oracles give, and the engine agrees with every row of it."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

import jixiao
from jixiao.kernel.structure import Text
from tests.oracle.conformance import COLUMNS, FILE, text

LINES = FILE.read_text(encoding="utf-8").splitlines()
ROWS = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in LINES[1:]]


def test_the_kit_is_what_the_clauses_give() -> None:
    assert FILE.read_text(encoding="utf-8") == text()


def test_the_kit_has_rows_for_every_ruleset() -> None:
    assert {row["ruleset"] for row in ROWS} == set(jixiao.list_rulesets(()))
    assert len(ROWS) > 1000


@pytest.mark.parametrize("ruleset", sorted(jixiao.list_rulesets(())))
def test_the_engine_agrees_with_every_row(ruleset: str) -> None:
    rules = jixiao.load_ruleset(ruleset)
    wrong = []
    for row in ROWS:
        if row["ruleset"] == ruleset:
            leaf = scored(row, rules)
            found = (leaf.score.low, leaf.score.high, leaf.score.high_open)
            if found != (Fraction(row["low"]), Fraction(row["high"]), row["high_open"] == "yes"):
                wrong.append((row["id"], row["target"], row["actual"], row["low"], row["high"], found))
    assert wrong == []


def scored(row: Mapping[str, str], ruleset: jixiao.Ruleset) -> jixiao.Leaf:
    """The row as the only one of a table."""
    indicator = jixiao.Indicator(
        level3=row["level3"],
        level1=row["level1"],
        level2=row["level2"],
        target=Text(row["target"]),
        points=Fraction(row["points"]),
        actual=text_or_none(row["actual"]),
        items=text_or_none(row["items"]),
        judgement=Fraction(row["judgement"]) if row["judgement"] else None,
        deduction=Fraction(row["deduction"]) if row["deduction"] else None,
    )
    year = int(row["year"]) if row["year"] else None
    project = jixiao.Project(year=year, budget=text_or_none(row["budget"]), executed=text_or_none(row["executed"]))
    as_of = jixiao.When.read(row["as_of"]) if row["as_of"] else None
    result = jixiao.evaluate(jixiao.Case(1, project, (indicator,)), ruleset, as_of)
    return next(leaf for leaf in result.leaves if leaf.index == 0)


def text_or_none(cell: str) -> Text | None:
    return Text(cell) if cell else None
