"""What seek offers, put back as the actual, the judgement or the items: it reaches what was sought, and what it leaves out does not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Any

import jixiao
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.scoring.load import case_from_bytes
from jixiao.scoring.seek import Aim, Need, Sought, SoughtAs, seek, wanted_grade
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import GRADES, loaded

__all__ = ["hold_sought"]

_LITTLE = Fraction(1, 10**6)


def hold_sought(made: Made, result: jixiao.Result, tally: Tally, draw: random.Random) -> None:
    """One total or grade sought of the case, and what is offered for one of its rows."""
    if made.terms.vetoes or not made.lines:
        return  # seek says that it cannot follow a veto
    total = result.tree.total
    if made.terms.graded and total.points and draw.randrange(2):
        wanted = wanted_grade(draw.choice(GRADES[:3]), result.ruleset)
    else:
        wanted = Aim(total.score.low + Fraction(draw.randrange(1, 2000), 100))
    found = seek(result, wanted)
    for each in found.sought:
        if each.leaf.index is None or each.form is SoughtAs.FIXED or each.leaf.indicator.not_applicable:
            continue
        for change, offered in _tries(each, draw):
            if made.lines[each.leaf.index].is_execution:
                changed = _spent(made, change)
            else:
                rows = enumerate(made.document["indicator"])
                changed = {"indicator": [row | change if at == each.leaf.index else row for at, row in rows]}
            reached = found.wanted.of(_total(made, changed)).low >= found.wanted.value
            tally.hold(f"seek ({each.form})", made, offered, reached, (made.lines[each.leaf.index], wanted, change))


def _spent(made: Made, change: dict[str, Any]) -> dict[str, Any]:
    """So much of a hundred spent, whatever the sources of money say."""
    rate = max(Fraction(change["actual"].rstrip("%")), Fraction(0))
    project = made.document["project"] | {"budget": "100元", "executed": f"{plain(rate)}元"}
    return {"project": project, "funds": [{"source": "当年财政拨款", made.terms.base: "100元"}]}


def _total(made: Made, change: dict[str, Any]) -> Any:
    case = case_from_bytes(json.dumps(made.document | change).encode(), "case.json")
    as_of = jixiao.When.read(made.as_of) if made.as_of else None
    return jixiao.evaluate(case, loaded(made.terms), as_of).tree.total


def _tries(sought: Sought, draw: random.Random) -> Iterator[tuple[dict[str, Any], bool]]:
    """Changes of the row, and whether seek offers them."""
    need = sought.alone
    if sought.form is SoughtAs.NUMBER:
        for value in _values(need, draw):
            yield {"actual": plain(value) + sought.unit}, _is_in(need, value)
    elif sought.form is SoughtAs.ITEMS:
        assert sought.listed is not None
        done = draw.randrange(sought.listed + 1)
        yield {"items": f"{done}/{sought.listed}"}, _is_in(need, Fraction(done))
    elif sought.form is SoughtAs.DATE:
        assert sought.deadline is not None
        days = draw.randrange(-5, 1)  # later is for a person to judge
        day = sought.deadline + timedelta(days=days)
        yield {"actual": day.isoformat()}, _is_in(need, Fraction(days))
    elif sought.form is SoughtAs.JUDGEMENT:
        share = Fraction(draw.randrange(1001), 1000)
        ends = [each.share.low for each in need.options if each.share.low is not None and not each.share.low_open]
        for each in [share, *ends[:1]]:
            yield {"actual": "", "judgement": plain(each)}, any(each in option.share for option in need.options)


def _is_in(need: Need, value: Fraction) -> bool:
    return any(value in part for part in need.parts)


def _values(need: Need, draw: random.Random) -> Iterator[Fraction]:
    """Numbers at the ends of what is offered, a little to both sides of them, and any."""
    for part in need.parts:
        for end in _ends(part):
            for value in (end, end - _LITTLE, end + _LITTLE):
                yield Fraction(round(value * 10**9), 10**9)
    yield Fraction(draw.randrange(-20000, 200000), 100)


def _ends(part: Interval) -> list[Fraction]:
    return [end for end in (part.low, part.high) if end is not None]
