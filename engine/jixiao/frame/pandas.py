"""Pandas: a DataFrame of rows in, a DataFrame of scored rows out, with Arrow's own types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_batch
from jixiao.frame.rollup import score_and_roll_up
from jixiao.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from pandas import DataFrame  # type: ignore[import-untyped]

__all__ = ["roll_up", "score"]


def score(frame: DataFrame, ruleset: Ruleset) -> DataFrame:
    """The rows, in order and under their index, with the columns of :func:`jixiao.frame.score_batch`.

    Scores are ``ArrowDtype`` decimals and words are categories: nothing of the result turns into a float. Missing
    cells may be None, NaN or NA.
    """
    result = _frame(score_batch(_batch(frame), ruleset))
    result.index = frame.index
    return result


def roll_up(frame: DataFrame, ruleset: Ruleset) -> dict[str, DataFrame]:
    """``rows``, ``level2``, ``level1`` and ``projects``, as :func:`jixiao.frame.score_and_roll_up` gives them."""
    rows, rolled = score_and_roll_up(_batch(frame), ruleset)
    batches = {"rows": rows, "level2": rolled.level2, "level1": rolled.level1, "projects": rolled.projects}
    return {name: _frame(batch) for name, batch in batches.items()}


def _batch(frame: DataFrame) -> pa.RecordBatch:
    if "year" in frame.columns and frame["year"].dtype.kind == "f":  # what pandas makes of years with one missing
        frame = frame.assign(year=frame["year"].astype("Int32"))
    return pa.RecordBatch.from_pandas(frame, preserve_index=False)


def _frame(batch: pa.RecordBatch) -> DataFrame:
    import pandas

    def kind(of: Any) -> Any:
        return None if pa.types.is_dictionary(of) else pandas.ArrowDtype(of)

    frame: DataFrame = batch.to_pandas(types_mapper=kind)
    return frame
