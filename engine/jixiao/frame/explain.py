"""The sentence of a row, on demand: the same text as the scalar engine gives."""

from __future__ import annotations

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from jixiao.explain.sentence import explanation
from jixiao.frame.projects import case_of
from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.words import DEFAULT
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import evaluate

__all__ = ["explain_row"]


def explain_row(result: pa.RecordBatch | pa.Table, row: int, ruleset: Ruleset, lang: str = DEFAULT) -> str:
    """Why this row of a result (or of an input) has its score.

    The row's project is read back from its input columns, all rows of it that stand here. For a row that could not
    be scored, what was wrong with it. Raises IndexError for a row that is not there.
    """
    if not 0 <= row < result.num_rows:
        raise IndexError(f"row {row} of {result.num_rows}")
    project = result.column("project")
    same = pc.equal(project, project[row]) if project[row].is_valid else pc.is_null(project)
    rows = np.flatnonzero(np.array(same)).tolist()
    try:
        case = case_of(result, rows)
    except JixiaoError:
        try:
            rows, case = [row], case_of(result, [row])
        except JixiaoError as error:
            return " ".join(f"{each.code} {render(each, lang).message}" for each in error.diagnostics)
    scored = evaluate(case, ruleset)
    index = rows.index(row)
    return explanation(next(leaf for leaf in scored.leaves if leaf.index == index), lang)
