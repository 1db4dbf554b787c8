"""A leaf at a prompt: what it is of, and its score."""

from __future__ import annotations

from tests.rules.small import leaf, scored, small


def test_a_leaf_shows_its_cells_and_its_score_and_no_more() -> None:
    half, missing = scored(small(), leaf("甲", "≥100", "50", 60), leaf("乙", "≥100", None, 40)).leaves
    assert repr(half) == "Leaf('甲', '≥100', '50': 30 of 60)"
    assert repr(missing) == "Leaf('乙', '≥100', None: [0, 40] of 40)"
