"""The sentence of a row, on demand: the same text as the scalar engine gives."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow.compute as pc  # type: ignore[import-untyped]

from jixiao.explain.sentence import explanation
from jixiao.frame.given import ArrowRows, batch_of, ruleset_of
from jixiao.frame.naming import inputs_of
from jixiao.frame.projects import case_of
from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.words import DEFAULT
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import evaluate

__all__ = ["explain_row"]


def explain_row(
    result: ArrowRows,
    row: int,
    ruleset: Ruleset | str,
    lang: str = DEFAULT,
    *,
    columns: Mapping[str, str] | None = None,
) -> str:
    """Why this row of a result (or of an input) has its score.

    The row's project is read back from its input columns, all rows of it that stand here. For a row that could not
    be scored, what was wrong with it. A result knows the names that its columns were scored under; for other rows
    ``columns`` says them. Raises IndexError for a row that is not there, and what :func:`score_batch` raises.
    """
    given, rules = inputs_of(batch_of(result), columns), ruleset_of(ruleset)
    if not 0 <= row < given.num_rows:
        raise IndexError(f"row {row} of {given.num_rows}")
    project = given.column("project")
    same = pc.equal(project, project[row]) if project[row].is_valid else pc.is_null(project)
    rows = np.flatnonzero(np.array(same)).tolist()
    try:
        case = case_of(given, rows)
    except JixiaoError:
        try:
            rows, case = [row], case_of(given, [row])
        except JixiaoError as error:
            return " ".join(f"{each.code} {render(each, lang).message}" for each in error.diagnostics)
    scored = evaluate(case, rules)
    index = rows.index(row)
    return explanation(next(leaf for leaf in scored.leaves if leaf.index == index), lang)
