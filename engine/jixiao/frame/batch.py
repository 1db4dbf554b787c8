"""``score_batch``: every distinct (target, actual) scored once in integers, and carried to the rows that have it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.codes import Ints, dense
from jixiao.frame.decimals import decimals
from jixiao.frame.engine import engine_of
from jixiao.frame.evaluate import Pairs
from jixiao.frame.execution import Figures, figures_of, score_figures
from jixiao.frame.fill import fill
from jixiao.frame.given import ArrowRows, batch_of, ruleset_of
from jixiao.frame.naming import beside, inputs_of
from jixiao.frame.projects import in_projects, score_in_projects
from jixiao.frame.rows import read_rows
from jixiao.frame.schema import CENTS, OUTPUTS, PROVENANCE, SCALAR_ROWS
from jixiao.frame.scored import NumberedTexts, Portion, Scored
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["score_batch", "score_rows", "to_batch"]


def score_batch(
    rows: ArrowRows, ruleset: Ruleset | str, *, prefix: str = "", columns: Mapping[str, str] | None = None
) -> pa.RecordBatch:
    """The rows with their scores: every column of the table, then those of :data:`jixiao.frame.schema.OUTPUTS`.

    ``rows`` are a pyarrow RecordBatch or Table, or a DataFrame; ``ruleset`` is one or the id of one. ``prefix`` goes before
    the names of what scoring gives, so that a table with a ``score`` or ``rule`` of its own keeps it; ``columns`` maps our
    names to those that the table has for them: ``{"level3": "指标名称"}``. The schema's metadata says what scored it.

    One row an indicator; rows keep their order. ``diagnostic`` lists the codes that the row's own scoring raised, in
    order, behind commas. The rows of one project must stand in one batch where points are missing (the ruleset
    allots them over the project). A value that cannot be read makes its row null and says why; no row stops the
    batch. Raises JixiaoError for columns that are missing or of another type (JX601, JX602), for a column of the
    table that is called as one of ours would be (JX842), and for a ruleset whose scores are no cents (JX607); TypeError.
    """
    batch = batch_of(rows)
    scored = score_rows(inputs_of(batch, columns), ruleset_of(ruleset))
    return beside(batch, to_batch(scored), prefix, columns)


def score_rows(batch: pa.RecordBatch, ruleset: Ruleset, *, with_projects: bool = False) -> Scored:
    """The same before it is written out, for what is worked out further from it; ``batch`` holds :func:`inputs_of` a table."""
    engine = engine_of(ruleset)
    rows = read_rows(batch, engine, with_projects=with_projects)
    scored = Scored(
        rows, engine, Pairs.empty(0), np.zeros(rows.count, np.int64), NumberedTexts(), NumberedTexts(), NumberedTexts()
    )
    figures = figures_of(rows)
    parts = [
        _by_actual(scored, figures),
        *score_figures(scored, figures),
        *score_in_projects(scored),
    ]
    offset = 0
    for at, pairs, number in parts:
        scored.pair_of[at] = number + offset
        offset += len(pairs.low)
    scored.pairs = Pairs.joined([pairs for _, pairs, _ in parts])
    return scored


# -- rows scored by their own actual


def _by_actual(scored: Scored, figures: Figures) -> Portion:
    rows, actual = scored.rows, scored.rows.columns["actual"]
    at: Any = slice(None)
    plan_of, codes = rows.plan_of, actual.codes
    left_out = figures.used | in_projects(rows)
    if left_out.any():
        at = np.flatnonzero(~left_out)
        plan_of, codes = plan_of[at], codes[at]
    keys = plan_of.astype(np.int64) * actual.size + codes if actual.size > 1 else plan_of.astype(np.int64)
    distinct, number = dense(keys, max(len(rows.plans), 1) * actual.size)
    pairs = Pairs.empty(len(distinct))
    if len(distinct):
        fill(scored, pairs, distinct // actual.size, distinct % actual.size, actual)
    return at, pairs, number.astype(np.int64)


# -- writing out


def to_batch(scored: Scored) -> pa.RecordBatch:
    """What scoring gives for the rows, :data:`OUTPUTS` alone."""
    pairs = scored.pairs
    ruleset, rule_ids = scored.engine.ruleset, scored.rules.texts
    clauses, axes = NumberedTexts(), NumberedTexts()
    clause_of = np.array([clauses.number(_clause(ruleset, each)) for each in rule_ids], np.int32)
    axis_of = np.array([axes.number(_axis(ruleset, each)) for each in rule_ids], np.int32)
    factor = 100 // scored.unit()
    low, high = pairs.low * factor, pairs.high * factor
    shut = (low == high) & (low >= 0)
    columns = [
        _words(pairs.normal_form, scored.normal_forms),
        _words(pairs.rule, scored.rules),
        _words(clause_of[pairs.rule], clauses),
        _words(axis_of[pairs.rule], axes),
        _words(pairs.said, scored.said),
        *(
            pa.array(each, mask=den == 0)
            for each, den in (
                (pairs.x_num, pairs.x_den),
                (pairs.x_den, pairs.x_den),
                (pairs.share_num, pairs.share_den),
                (pairs.share_den, pairs.share_den),
            )
        ),
        decimals(low, CENTS, shut),
        decimals(low, CENTS, low >= 0),
        decimals(high, CENTS, high >= 0),
        pa.array(pairs.scalar),
    ]
    taken = _taken(columns, scored.pair_of)
    scalar_rows = int(np.count_nonzero(pairs.scalar[scored.pair_of])) if pairs.scalar.any() else 0
    metadata = {SCALAR_ROWS: str(scalar_rows).encode(), PROVENANCE: scored.engine.provenance}
    return pa.RecordBatch.from_arrays(taken, schema=OUTPUTS.with_metadata(metadata))


def _taken(columns: list[pa.Array], pair_of: Ints) -> list[pa.Array]:
    """Each column carried to the rows."""
    index = pa.array(pair_of)
    if len(pair_of) < 20_000 or pa.cpu_count() < 2:
        return [column.take(index) for column in columns]
    with ThreadPoolExecutor(min(pa.cpu_count(), 8)) as pool:
        return list(pool.map(lambda column: column.take(index), columns))


def _words(numbers: npt.NDArray[Any], words: NumberedTexts) -> pa.DictionaryArray:
    """Numbers into texts, 0 as null."""
    indices = pa.array(numbers.astype(np.int32) - 1, mask=numbers == 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words.texts[1:], pa.string()))


def _clause(ruleset: Ruleset, rule_id: str | None) -> str | None:
    return None if rule_id is None else ruleset.rule(rule_id).clause.id


def _axis(ruleset: Ruleset, rule_id: str | None) -> str | None:
    scorer = None if rule_id is None else ruleset.rule(rule_id).scorer
    return scorer.axis.value if isinstance(scorer, Measured) else None
