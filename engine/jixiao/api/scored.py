"""Cases scored, and what is asked of a result: its JSON and rows, what a grade takes, an audit, the official form."""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

import attrs

from jixiao.api.asked import a_date, a_path, a_text, language, one_of
from jixiao.kernel.classes import frozen
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Exact, read_exact
from jixiao.kernel.when import When
from jixiao.kernel.words import DEFAULT
from jixiao.language.direction import Direction
from jixiao.report import as_json
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring import audit as audits
from jixiao.scoring import evaluate as scoring
from jixiao.scoring import seek as seeking
from jixiao.scoring.case import Case, Indicator, Override
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.prepared.row import score_alone
from jixiao.scoring.score import Score

if TYPE_CHECKING:
    from jixiao.documents.read import Reading
    from jixiao.explain.shape import ResultDict
    from jixiao.report.shape import AuditDict, SeekDict

__all__ = [
    "Audit",
    "Result",
    "RowKeys",
    "Seek",
    "audit",
    "evaluate",
    "one_row",
    "result_json",
    "score_indicator",
    "seek",
    "write_form",
]

T = TypeVar("T")

_log = logging.getLogger("jixiao")
_log.addHandler(logging.NullHandler())


@frozen(repr=False)
class Result(scoring.Result):
    """A case scored. ``leaves`` stand in the order of the case, budget execution that is no row first.

    ``tree`` is the roll-up, ``grades`` every grade that is still possible, best first, ``diagnostics`` all that is to be said.
    """

    @property
    def score(self) -> Score:
        """The project's total."""
        return self.tree.total.score

    def to_dict(self, lang: str = DEFAULT) -> ResultDict:
        """The result as the JSON document of version 1, in plain values; sentences and messages in ``lang``."""
        return as_json.result_json(self, language(lang))

    def to_json(self, lang: str = DEFAULT, *, indent: int | None = None) -> str:
        """The same as JSON text."""
        return json.dumps(self.to_dict(lang), ensure_ascii=False, indent=indent)

    def to_rows(self, lang: str = DEFAULT, *, prefix: str = "") -> list[dict[str, Any]]:
        """A flat row for each indicator, for tables and data frames: what its ``extra`` holds, and ours behind it.

        ``prefix`` goes before each of our names, so that a table with a ``score`` or ``rule`` of its own keeps it. Raises
        JixiaoError (JX842) where a name stands for both.
        """
        return as_json.result_rows(self, language(lang), a_text(prefix, "prefix"))


@frozen(repr=False)
class Seek(seeking.Seek):
    """What a total or a grade takes: how things stand, what each indicator must come to, the single moves that do it."""

    def __repr__(self) -> str:
        return f"Seek({self.wanted.grade or plain(self.wanted.value)}: {self.state.value})"

    def to_dict(self, lang: str = DEFAULT) -> SeekDict:
        """The answer in plain values, as ``jixiao seek --format json`` gives it."""
        from jixiao.report.seek_json import seek_json

        return seek_json(self, language(lang))


@frozen(repr=False)
class Audit(audits.Audit):
    """Printed scores recomputed: every row with its verdict and reasons, and how many there are of each."""

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {verdict.value}" for verdict, count in self.verdicts().items() if count)
        return f"Audit({self.ruleset.id}: {counts or 'no rows'})"

    def to_dict(self, lang: str = DEFAULT) -> AuditDict:
        """The audit in plain values, as ``jixiao audit --format json`` gives it."""
        from jixiao.report.audit_json import audit_json

        return audit_json(self, language(lang))


class RowKeys(TypedDict, total=False):
    """What else a row of a case may say (``jixiao schema case``), and the ``year`` of its dates."""

    level1: str
    level2: str
    level3: str
    direction: Direction | str | None
    judgement: Exact | None
    reason: str
    goal: str
    group: str
    unit: str
    sign: str
    read_as: str
    base: Exact | None
    items: str | None
    deduction: Exact | None
    target_too_low: bool
    not_applicable: bool
    override: Override | Mapping[str, object] | None
    id: str | int
    extra: Mapping[str, object]
    year: int | None


def evaluate(case: Case, ruleset: Ruleset, as_of: When | datetime.date | str | None = None) -> Result:
    """Score the case. ``as_of`` (a month or a day) is wanted by rulesets of kind monitoring.

    Never raises for what a case can hold: what cannot be scored is open from none to all of its points, and
    ``diagnostics`` says why. Pure: no clock, no files, no state; any number of threads may call it.
    """
    case, ruleset = one_of(case, Case, "case"), one_of(ruleset, Ruleset, "ruleset")
    result = _as(Result, scoring.evaluate(case, ruleset, a_date(as_of, "as_of")))
    _log.debug("%r scored: %r, %d findings", case, result, len(result.diagnostics))
    return result


def result_json(result: scoring.Result, lang: str = DEFAULT) -> ResultDict:
    """The same as ``result.to_dict(lang)``, under the name that it had before."""
    return as_json.result_json(one_of(result, scoring.Result, "result"), language(lang))


def score_indicator(
    target: Exact, actual: Exact | None, points: Exact, ruleset: Ruleset, **row: Unpack[RowKeys]
) -> Leaf:
    """One indicator scored by itself: ``score_indicator("≥95%", "93.1%", 10, ruleset).score``.

    ``row`` is what else a row of a case says: ``level3="群众满意度"``, ``judgement="90%"``, ``id=…``, and the ``year`` of
    dates that name none. What depends on the whole table (points left out, budget execution) is no part of it. Raises
    JixiaoError for values that no case can hold; what cannot be scored is open, and the leaf's ``diagnostics`` say why.
    """
    ruleset = one_of(ruleset, Ruleset, "ruleset")
    indicator, year = one_row(target, actual, points, row)
    return score_alone(indicator, ruleset, year)


def one_row(target: object, actual: object, points: object, row: RowKeys) -> tuple[Indicator, int | None]:
    """The indicator of a row, and its year. Raises JixiaoError with all that is wrong; TypeError for a key that there is not."""
    rest: dict[str, Any] = dict(row)
    year, level3 = rest.pop("year", None), rest.pop("level3", "")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise TypeError(f"year is a whole number or None, not {type(year).__name__}")
    unknown = [name for name in rest if name not in RowKeys.__annotations__]
    if unknown:
        raise TypeError(f"a row has no {unknown[0]!r}; it may have {', '.join(RowKeys.__annotations__)}")
    given: Any = read_exact(points, "points")
    return Indicator(level3, target=target, actual=actual, points=given, **rest), year  # type: ignore[arg-type]


def seek(result: scoring.Result, *, grade: str | None = None, score: Exact | None = None) -> Seek:
    """What the indicators must reach for a ``grade`` or for a total ``score`` (one of the two), exactly.

    Raises JixiaoError (JX280) for a grade that the ruleset does not have.
    """
    found = one_of(result, scoring.Result, "result")
    if (grade is None) == (score is None):
        raise TypeError("seek(result, grade=…) or seek(result, score=…): one of the two")
    if grade is not None:
        if not isinstance(grade, str):
            raise TypeError(f"grade is text (str), not {type(grade).__name__}")
        return _as(Seek, seeking.seek(found, seeking.wanted_grade(grade, found.ruleset)))
    return _as(Seek, seeking.seek(found, seeking.Aim(read_exact(score, "score"))))


def audit(source: Case | Reading, ruleset: Ruleset, scores: Mapping[str | int, Exact] | None = None) -> Audit:
    """Hold printed scores against the ruleset, row by row.

    Of a document that was read, the scores are those that its forms print. Of a case they are ``scores``: by the ``id`` of a
    row, or by its place in the case, from 0, where it has none. A row without a score is undecided.
    """
    ruleset = one_of(ruleset, Ruleset, "ruleset")
    if isinstance(source, Case):
        return _as(Audit, audits.audit_rows(audits.rows_of_case(source, _scores(scores)), ruleset))
    from jixiao.documents.printed_rows import printed_rows_of
    from jixiao.documents.read import Reading

    if not isinstance(source, Reading):
        raise TypeError(f"source is a Case or a Reading (read_document(…) gives one), not {type(source).__name__}")
    if scores is not None:
        raise TypeError("scores are given for a Case; a Reading has those that its forms print")
    return _as(Audit, audits.audit_rows(printed_rows_of(source).rows, ruleset))


def write_form(result: scoring.Result, path: Path | str, *, force: bool = False) -> Path:
    """Write the official self-evaluation form of a scored case; the name tells the kind (.xlsx, .docx, .pdf, .html).

    Raises JixiaoError: JX701 if the file exists and ``force`` is not given, JX702 if it cannot be written, JX402 if the
    package for its kind is not installed, JX451 for another kind.
    """
    from jixiao.documents import write

    found = one_of(result, scoring.Result, "result")
    return write.write_form(a_path(path, "path"), found.case, found, force=force)


def _scores(scores: object) -> dict[str | int, str]:
    if scores is None:
        return {}
    if not isinstance(scores, Mapping):
        raise TypeError(f"scores is a mapping of ids to scores, not {type(scores).__name__}")
    return {name: _printed(value, name) for name, value in scores.items()}


def _printed(value: object, name: object) -> str:
    """As it was printed, for its decimals count."""
    read_exact(value, f"scores[{name!r:.40}]")
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _as(cls: type[T], value: Any) -> T:
    """The value as one of the shelf's own class, which adds nothing to it but what can be asked of it."""
    return cls(*(getattr(value, item.name) for item in attrs.fields(type(value))))
