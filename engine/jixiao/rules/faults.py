"""What can be wrong with a ruleset file: each kind of fault, with the code people know it by and the check that it belongs to."""

from __future__ import annotations

from enum import StrEnum

from jixiao.kernel.document_faults import FaultKind

__all__ = ["KINDS", "About"]


class About(StrEnum):
    """The checks (``rules check``) whose subject a fault may be."""

    CLAIMS = "claims"
    REACH = "reach"
    FRAMEWORK = "framework"
    GRADES = "grades"
    BANDS = "bands"
    TRUST = "trust"
    PROMISES = "promises"


# -- tables

UNKNOWN_SOURCE = FaultKind("JX301", About.TRUST)
NO_FORM = FaultKind("JX302")
WRONG_AXIS = FaultKind("JX303")
UNKNOWN_POLICY = FaultKind("JX304")
SAME_CLAIM = FaultKind("JX305", About.CLAIMS)
OUT_OF_REACH = FaultKind("JX306", About.REACH)
SAME_NAME = FaultKind("JX307", About.REACH)
WRONG_ABSENT = FaultKind("JX308", About.FRAMEWORK)
WRONG_PARTS = FaultKind("JX309", About.FRAMEWORK)
BANDS_APART = FaultKind("JX317", About.BANDS)
WRONG_GRADES = FaultKind("JX318", About.GRADES)
NO_REASON = FaultKind("JX319", About.PROMISES)
NO_CHOICE = FaultKind("JX320")
UNCOVERED = FaultKind("JX321", About.BANDS)
WRONG_TOTAL = FaultKind("JX323", About.FRAMEWORK)
WRONG_GATE = FaultKind("JX324")
UNKNOWN_SCORER = FaultKind("JX326")
NO_WORDS = FaultKind("JX327")
OTHER_MEANING = FaultKind("JX328")
NO_OWN_AXIS = FaultKind("JX846")

# -- formulas and parts

NO_FORMULA = FaultKind("JX329")
WRONG_UNITS = FaultKind("JX330")
UNKNOWN_INPUT = FaultKind("JX331")
UNUSED_INPUT = FaultKind("JX332")
NO_POINTS = FaultKind("JX333")
WRONG_OUTSIDE = FaultKind("JX334", About.FRAMEWORK)

# -- curves

NO_CURVE = FaultKind("JX310")
GAP = FaultKind("JX311", About.BANDS)
OVERLAP = FaultKind("JX312", About.BANDS)
OUT_OF_FORM = FaultKind("JX313")
EMPTY_INTERVAL = FaultKind("JX314")
WRONG_CALL = FaultKind("JX315")
ENDLESS_STEPS = FaultKind("JX316")
POLE = FaultKind("JX325")

KINDS = tuple(each for each in dict(globals()).values() if isinstance(each, FaultKind))
"""All of them."""
