"""Pandas: a DataFrame of rows in, a DataFrame of scored rows out, with Arrow's own types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_batch
from jixiao.frame.rollup import score_and_roll_up
from jixiao.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from pandas import DataFrame  # type: ignore[import-untyped]

__all__ = ["roll_up", "score"]


def score(
    frame: DataFrame, ruleset: Ruleset | str, *, prefix: str = "", columns: Mapping[str, str] | None = None
) -> DataFrame:
    """The rows, in order and under their index, with the columns of :func:`jixiao.frame.score_batch`.

    Scores are ``ArrowDtype`` decimals and words are categories: nothing of the result turns into a float. Missing
    cells may be None, NaN or NA.
    """
    result = _frame(score_batch(frame, ruleset, prefix=prefix, columns=columns))
    result.index = frame.index
    return result


def roll_up(
    frame: DataFrame, ruleset: Ruleset | str, *, prefix: str = "", columns: Mapping[str, str] | None = None
) -> dict[str, DataFrame]:
    """``rows``, ``level2``, ``level1`` and ``projects``, as :func:`jixiao.frame.score_and_roll_up` gives them."""
    rows, rolled = score_and_roll_up(frame, ruleset, prefix=prefix, columns=columns)
    batches = {"rows": rows, "level2": rolled.level2, "level1": rolled.level1, "projects": rolled.projects}
    return {name: _frame(batch) for name, batch in batches.items()}


def _frame(batch: pa.RecordBatch) -> DataFrame:
    import pandas

    def kind(of: pa.DataType) -> object:
        return None if pa.types.is_dictionary(of) else pandas.ArrowDtype(of)

    frame: DataFrame = batch.to_pandas(types_mapper=kind)
    return frame
