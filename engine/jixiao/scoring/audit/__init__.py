"""Finished self-evaluations recomputed: printed rows in, a verdict for each out."""

from jixiao.scoring.audit.found import Audit, AuditedRow, Number, RowKind, Table, Verdict
from jixiao.scoring.audit.of_case import rows_of_case
from jixiao.scoring.audit.tables import audit_rows

__all__ = ["Audit", "AuditedRow", "Number", "RowKind", "Table", "Verdict", "audit_rows", "rows_of_case"]
