"""A long run: rows in, scores out, part by part; what cannot be scored goes to a table of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.engine import engine_of
from jixiao.frame.journal import Journal
from jixiao.frame.naming import inputs_of, result_schema
from jixiao.frame.projects import said_of_row
from jixiao.frame.rollup import PROJECTS, score_and_roll_up
from jixiao.frame.schema import OUTPUTS
from jixiao.frame.stream import RowsFile, whole_projects
from jixiao.kernel.classes import frozen
from jixiao.kernel.codes import SEVERITIES, Severity
from jixiao.kernel.number import plain
from jixiao.kernel.words import DEFAULT, outline, say
from jixiao.language.normal import normal
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf

__all__ = ["FAILURES", "ScoredDocument", "failures_of", "identity_of", "run_cases", "run_rows", "scored_case"]

FAILURES = pa.schema(
    [(name, pa.string()) for name in ("file", "project", "level3", "target", "actual", "codes", "message")]
)
"""What a failure says: where it is, and what is wrong."""

Progress = Callable[[int], None]
"""Told how much of the input is done."""


def identity_of(path: Path, ruleset: Ruleset, engine_version: str) -> dict[str, Any]:
    """What a run is made from; with anything of it changed, a run begins anew."""
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    marks = [[str(each.relative_to(path.parent)), each.stat().st_size, each.stat().st_mtime_ns] for each in files]
    return {"engine": engine_version, "ruleset": ruleset.digest, "input": marks}


def run_rows(
    source: RowsFile,
    ruleset: Ruleset,
    journal: Journal,
    progress: Progress,
    lang: str = DEFAULT,
    prefix: str = "",
) -> None:
    """Scores a file of rows from where the journal ends. Raises JixiaoError for columns that are not there."""
    inputs_of(pa.RecordBatch.from_pylist([], source.schema))
    result_schema(source.schema, prefix)
    done = journal.resume()
    progress(done)
    for batch in whole_projects(source.batches(done)):
        _part(batch, ruleset, journal, done + batch.num_rows, lang, prefix)
        done += batch.num_rows
        progress(done)
    if not journal.parts:
        _part(pa.RecordBatch.from_pylist([], source.schema), ruleset, journal, 0, lang, prefix)


def _part(batch: pa.RecordBatch, ruleset: Ruleset, journal: Journal, done: int, lang: str, prefix: str) -> None:
    result, rolled = score_and_roll_up(batch, ruleset, prefix=prefix)
    tables = {
        "rows": pa.Table.from_batches([result]),
        "projects": pa.Table.from_batches([rolled.projects]),
        "failures": failures_of(result, lang, prefix),
    }
    journal.add(tables, done)


def failures_of(result: pa.RecordBatch, lang: str = DEFAULT, prefix: str = "") -> pa.Table:
    """The rows that could not be scored: a value that cannot be read, a target without a meaning or a rule."""
    column = result.column(f"{prefix}diagnostic")
    bad = [_is_failure(each) for each in column.dictionary.to_pylist()]
    if not any(bad):
        return FAILURES.empty_table()
    at = np.flatnonzero(np.array([*bad, False])[column.indices.fill_null(len(bad)).to_numpy()])
    rows = result.take(pa.array(at)).to_pylist()
    ours = [{**row, **{name: row[f"{prefix}{name}"] for name in OUTPUTS.names}} for row in rows]
    return pa.Table.from_pylist([_failure(row, lang) for row in ours], FAILURES)


def _is_failure(codes: str) -> bool:
    return any(SEVERITIES[code] is Severity.ERROR for code in codes.split(","))


def _failure(row: dict[str, Any], lang: str) -> dict[str, str | None]:
    codes = [code for code in row["diagnostic"].split(",") if SEVERITIES[code] is Severity.ERROR]
    message = say("list.semicolon", lang).join(_words(code, row, lang) for code in codes)
    text = {name: None if row[name] is None else str(row[name]) for name in ("project", "level3", "target", "actual")}
    return {"file": row.get("file"), **text, "codes": ",".join(codes), "message": message}


def _words(code: str, row: dict[str, Any], lang: str) -> str:
    """The message of a code and how to mend it; what a row does not know of it is left out as …"""
    text = row.get(_TEXT_OF.get(code) or ("actual" if code.startswith(("JX12", "JX13")) else "target"))
    known = {**row, "name": row["level3"], "text": text, "form": row["normal_form"]}
    said, mend = (outline(key, lang, **known) for key in (code, f"{code}.help"))
    return say("remark", lang, text=said, remark=mend)


_TEXT_OF = {"JX603": "points", "JX604": "direction", "JX605": "judgement", "JX606": "points"}
"""Which cell a code is about, where that is neither the target nor the actual."""


# -- cases out of documents


@frozen
class ScoredDocument:
    """A document scored in a worker: its rows and its project as plain values, or why there are none."""

    rows: list[dict[str, Any]]
    project: dict[str, Any] | None
    codes: str = ""
    message: str = ""


def run_cases(
    files: list[Path],
    score: Callable[[list[Path]], Iterable[Iterable[ScoredDocument]]],
    ruleset: Ruleset,
    journal: Journal,
    progress: Progress,
    lang: str = DEFAULT,
    prefix: str = "",
    size: int = 64,
) -> None:
    """Scores documents, ``size`` of them a part; ``score`` gives what came of each, in their order: one thing for each of its forms."""
    engine_of(ruleset)
    done = journal.resume()
    progress(done)
    while done < len(files) or not journal.parts:
        group = files[done : done + size]
        found = [(path, each) for path, forms in zip(group, score(group), strict=True) for each in forms]
        rows = [row for _, each in found for row in each.rows]
        failed = [
            {"file": str(path), "codes": each.codes, "message": each.message} for path, each in found if each.codes
        ]
        result = pa.RecordBatch.from_pylist(rows, _CASE_ROWS)
        projects = [each.project for _, each in found if each.project is not None]
        tables = {
            "rows": pa.Table.from_batches([_prefixed(result, prefix)]),
            "projects": pa.Table.from_pylist(projects, PROJECTS),
            "failures": pa.concat_tables([failures_of(result, lang), pa.Table.from_pylist(failed, FAILURES)]),
        }
        done += len(group)
        journal.add(tables, done)
        progress(done)


_TEXTS = ("file", "project", "level1", "level2", "level3", "target", "actual", "points", "direction", "judgement")
_CASE_ROWS = pa.schema([*((name, pa.string()) for name in _TEXTS), *OUTPUTS])


def _prefixed(rows: pa.RecordBatch, prefix: str) -> pa.RecordBatch:
    """Rows of cases with our names as the option says; all other names of theirs are ours as well, and stay."""
    return rows.rename_columns([f"{prefix}{name}" if name in OUTPUTS.names else name for name in rows.schema.names])


def scored_case(result: Result, file: str, project: str) -> ScoredDocument:
    """A scored case as rows of the columns' own shape: the scalar engine scored them all, and they say so."""
    rows = [_leaf_row(result, leaf, file, project) for leaf in result.leaves if leaf.index is not None]
    total = result.tree.total
    whole = {
        "project": project,
        "rows": len(rows),
        "points": decimal(total.points, 4),
        "low": decimal(total.score.low, 2),
        "high": decimal(total.score.high, 2),
        "grade": result.grades[0] if len(result.grades) == 1 else None,
        "grades": "|".join(result.grades),
        "scalar": True,
    }
    return ScoredDocument(rows, whole)


def _leaf_row(result: Result, leaf: Leaf, file: str, project: str) -> dict[str, Any]:
    indicator, rule, outcome = leaf.indicator, leaf.rule, leaf.outcome
    assert leaf.index is not None
    said = {each.code for each in leaf.diagnostics} | said_of_row(result, leaf.index)
    share = None if outcome.share.is_open or not leaf.counted else outcome.share.low
    return {
        **{name: str(getattr(indicator, name)) for name in ("level1", "level2", "level3", "target")},
        "file": file,
        "project": project,
        "actual": indicator.actual,
        "points": plain(leaf.points),
        "direction": indicator.direction.value if indicator.direction else None,
        "judgement": None if indicator.judgement is None else plain(indicator.judgement),
        "normal_form": normal(leaf.parsed.meaning) if leaf.parsed else None,
        "rule": rule.id if rule else None,
        "clause": rule.clause.id if rule else None,
        "axis": rule.scorer.axis.value if rule and isinstance(rule.scorer, Measured) else None,
        "diagnostic": ",".join(sorted(said)) or None,
        **_parts("x", outcome.x),
        **_parts("share", share),
        "score": None if leaf.score.is_open else decimal(leaf.score.low, 2),
        "low": decimal(leaf.score.low, 2),
        "high": decimal(leaf.score.high, 2),
        "scalar": True,
    }


def _parts(name: str, value: Fraction | None) -> dict[str, int | None]:
    """Numerator and denominator, where both fit 64 bits."""
    if value is None or max(abs(value.numerator), value.denominator) >= 1 << 63:
        return {f"{name}_num": None, f"{name}_den": None}
    return {f"{name}_num": value.numerator, f"{name}_den": value.denominator}


def decimal(value: Fraction, places: int) -> Decimal | None:
    """The value with so many decimals; None where it has more."""
    scaled = value * 10**places
    return Decimal(scaled.numerator).scaleb(-places) if scaled.denominator == 1 else None
