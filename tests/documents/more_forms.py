"""More forms as :mod:`provinces` draws them: layouts of other provinces, years and kinds of form."""

from __future__ import annotations

from tests.documents.provinces import Table

__all__ = ["TABLES"]

TABLES: tuple[Table, ...] = ()
