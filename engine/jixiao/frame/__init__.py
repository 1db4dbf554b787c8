"""Columns: Arrow record batches scored by the rules of the scalar engine, to the same cent and for the same reasons.

    from jixiao.frame import score_batch, score_and_roll_up, explain_row

Only pyarrow and numpy are needed (the ``frame`` extra). :mod:`jixiao.frame.polars`, ``duckdb``, ``pandas`` and
``spark`` are adapters, each of one page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.frame.batch import score_batch as score_batch
    from jixiao.frame.explain import explain_row as explain_row
    from jixiao.frame.rollup import Rollup as Rollup
    from jixiao.frame.rollup import roll_up as roll_up
    from jixiao.frame.rollup import score_and_roll_up as score_and_roll_up
    from jixiao.frame.summary import across as across
else:
    _SHELF = {
        "Rollup": "jixiao.frame.rollup",
        "across": "jixiao.frame.summary",
        "explain_row": "jixiao.frame.explain",
        "roll_up": "jixiao.frame.rollup",
        "score_and_roll_up": "jixiao.frame.rollup",
        "score_batch": "jixiao.frame.batch",
    }
    __all__ = list(_SHELF)

    def __getattr__(name):
        import importlib

        if name not in _SHELF:
            raise AttributeError(f"module 'jixiao.frame' has no attribute {name!r}")
        return getattr(importlib.import_module(_SHELF[name]), name)
