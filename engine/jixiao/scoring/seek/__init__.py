"""What a total or a grade takes: the actuals and judgements that bring it, exactly."""

from jixiao.scoring.seek.search import seek, wanted_grade
from jixiao.scoring.seek.sought import Move, Need, Option, Seek, Sought, SoughtAs, State
from jixiao.scoring.seek.threshold import Aim

__all__ = ["Aim", "Move", "Need", "Option", "Seek", "Sought", "SoughtAs", "State", "seek", "wanted_grade"]
