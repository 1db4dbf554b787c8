"""Year-end actuals apart from the table they belong to: matched by name within the branch, and never by likeness."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve, field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.document import Document
from jixiao.kernel.structure import Text
from jixiao.kernel.tables import ADDED
from jixiao.kernel.words import series
from jixiao.scoring.case import Case, Indicator

__all__ = ["ActualIndicator", "ActualProject", "Actuals", "put_actuals"]


@frozen(slots=False)
class ActualIndicator:
    """One row of an actuals file; the branch may be left out where the name stands in one branch only."""

    level3: str
    level1: str = ""
    level2: str = ""
    actual: Text | None = None
    judgement: Fraction | None = None
    reason: str = ""


@frozen(slots=False)
class ActualProject:
    """What an actuals file says of the project."""

    executed: Text | None = None


@frozen(slots=False)
class Actuals:
    """What an actuals file says, whatever its kind. ``document`` keeps the places of its keys, for diagnostics only."""

    version: int
    project: ActualProject = ActualProject()
    indicator: tuple[ActualIndicator, ...] = ()
    document: Document | None = field(default=None, eq=False, repr=False, metadata=ADDED)

    def place(self, path: str) -> Place:
        """Where a JSON path of the actuals stands in the user's file."""
        return self.document.place(path) if self.document else Place(path=path)


_TAKEN = ("actual", "judgement", "reason")


def put_actuals(case: Case, actuals: Actuals) -> tuple[Case, tuple[Diagnostic, ...]]:
    """The case with the actuals put in, and a finding for every row that has no place in it.

    Names are compared without white space and width of characters; rows of one name in one branch are taken in order.
    A row that is in no branch of its own is an error with suggestions (JX207), one that could be in several branches too
    (JX431), and so is one row more than the case has (JX434).
    """
    rows = list(case.indicator)
    taken: set[int] = set()
    findings: list[Diagnostic] = []
    places: dict[str, Place] = {}
    for index, row in enumerate(actuals.indicator):
        found = [at for at, each in enumerate(case.indicator) if _belongs(row, each)]
        free = [at for at in found if at not in taken]
        place = actuals.place(f"$.indicator[{index}].level3")
        if not found:
            findings.append(_unmatched(row, case.indicator, place))
        elif not free:
            findings.append(diagnose("JX434", place, name=row.level3))
        elif len({_branch(case.indicator[at]) for at in found}) > 1:
            findings.append(diagnose("JX431", place, name=row.level3, n=len(found)))
        else:
            taken.add(free[0])
            rows[free[0]] = _put_in(rows[free[0]], row)
            places.update(_places(actuals, index, row, free[0]))
    project = case.project
    if actuals.project.executed is not None:
        project = evolve(project, executed=actuals.project.executed)
        places["$.project.executed"] = actuals.place("$.project.executed")
    whole = evolve(case, indicator=tuple(rows), project=project, elsewhere={**case.elsewhere, **places})
    return whole, tuple(findings)


def _name(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip(":")


def _branch(indicator: Indicator) -> tuple[str, str]:
    return _name(indicator.level1), _name(indicator.level2)


def _in_branch(row: ActualIndicator, indicator: Indicator) -> bool:
    own, (level1, level2) = (_name(row.level1), _name(row.level2)), _branch(indicator)
    return own[0] in ("", level1) and own[1] in ("", level2)


def _belongs(row: ActualIndicator, indicator: Indicator) -> bool:
    return _name(row.level3) == _name(indicator.level3) and _in_branch(row, indicator)


def _put_in(indicator: Indicator, row: ActualIndicator) -> Indicator:
    return evolve(
        indicator,
        actual=row.actual if row.actual is not None else indicator.actual,
        judgement=row.judgement if row.judgement is not None else indicator.judgement,
        reason=row.reason or indicator.reason,
    )


def _places(actuals: Actuals, index: int, row: ActualIndicator, found: int) -> Iterator[tuple[str, Place]]:
    """Where the actual, judgement and reason of an indicator stand in the actuals file."""
    for key in _TAKEN:
        if getattr(row, key) not in (None, ""):
            yield f"$.indicator[{found}].{key}", actuals.place(f"$.indicator[{index}].{key}")


def _unmatched(row: ActualIndicator, rows: Sequence[Indicator], place: Place) -> Diagnostic:
    """The same name in another branch is suggested first, else names of its own branch that look alike."""
    same = [each for each in rows if _name(each.level3) == _name(row.level3)]
    elsewhere = [" / ".join(filter(None, (each.level1, each.level2, each.level3))) for each in same]
    branch = list(dict.fromkeys(each.level3 for each in rows if _in_branch(row, each)))
    close = difflib.get_close_matches(row.level3, branch or [each.level3 for each in rows], 3, cutoff=0.3)
    return diagnose("JX207", place, name=row.level3, close=series("list.comma", elsewhere or close or ("—",)))
