"""Which targets a rule claims: each key narrows, an empty one claims all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.language.direction import Direction
from jixiao.rules.claim import ATOMS, Atom, Claim, Sign, Subject, TargetKind

QUANTITY = Atom(TargetKind.QUANTITY, Direction.POSITIVE, Sign.POSITIVE)
NAMED = Subject(QUANTITY, "%", "产出指标", "质量指标", "验收合格率")


@given(
    st.lists(st.sampled_from(TargetKind), min_size=1, unique=True),
    st.lists(st.sampled_from(Direction), unique=True),
    st.lists(st.sampled_from(Sign), unique=True),
)
def test_a_claim_has_the_atoms_that_no_key_rules_out(
    target: list[TargetKind], direction: list[Direction], sign: list[Sign]
) -> None:
    atoms = Claim(tuple(target), tuple(direction), tuple(sign)).atoms()
    for atom in ATOMS:
        out = atom.kind not in target
        out = out or (direction != [] and atom.direction not in direction)
        out = out or (sign != [] and atom.sign not in sign)
        assert (atom in atoms) == (not out)


@pytest.mark.parametrize(
    ("narrowed", "claims"),
    [
        ({}, True),
        ({"unit": ("%", "人")}, True),
        ({"unit": ("人",)}, False),
        ({"level1": ("效益", "产出")}, True),
        ({"level1": ("效益",)}, False),
        ({"level2": ("质量",)}, True),
        ({"level2": ("数量",)}, False),
        ({"level3": ("合格率",)}, True),
        ({"level3": ("覆盖率",)}, False),
        ({"not_level3": ("覆盖率",)}, True),
        ({"not_level3": ("覆盖率", "合格")}, False),
        ({"words": ("健全",)}, False),
        ({"sign": (Sign.ZERO,)}, False),
    ],
)
def test_units_names_and_words_narrow_a_claim(narrowed: dict[str, tuple[str, ...]], claims: bool) -> None:
    claim = Claim((TargetKind.QUANTITY,), **narrowed)  # type: ignore[arg-type]
    assert claim.claims(NAMED) is claims
    assert claim.is_plain == (not narrowed or "sign" in narrowed)


def test_the_words_of_a_target_are_meant_exactly() -> None:
    claim = Claim((TargetKind.LEVEL,), words=("健全", "是"))
    assert Subject(QUANTITY).words == ""
    assert claim.claims(Subject(Atom(TargetKind.LEVEL), words="是"))
    assert not claim.claims(Subject(Atom(TargetKind.LEVEL), words="是否"))
