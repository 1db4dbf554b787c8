"""How far a table has come, held: what was once right stays right, and what is wrong gets fewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.corpus.verdict import Graded, Verdict

__all__ = ["below"]


def below(lines: Sequence[Graded], floor: Mapping[str, int]) -> list[str]:
    """What a table lacks to its floor: ``right`` at least, ``wrong`` at most; ``KIND-wrong`` for one kind alone."""
    lacks = []
    for key, limit in floor.items():
        kind, _, verdict = key.rpartition("-")
        count = sum(line.verdict is Verdict(verdict) for line in lines if kind in ("", line.kind))
        if verdict == Verdict.RIGHT and count < limit:
            lacks.append(f"{count} lines are right, at least {limit} must be")
        if verdict == Verdict.WRONG and count > limit:
            lacks.append(f"{count} {kind} lines are wrong, at most {limit} may be".replace("  ", " "))
    return lacks
