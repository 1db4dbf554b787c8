"""What an audit and a sought total are in plain values has just the keys that their types say."""

from __future__ import annotations

import types
import typing
from pathlib import Path
from typing import Any

import pytest

import jixiao
from jixiao.report.shape import AuditDict, SeekDict

CASES = sorted((Path(__file__).parents[2] / "cases" / "good").glob("*/case.toml"))[::3]


def faults(value: Any, kind: Any, place: str = "$") -> list[str]:
    """Where the value is not of the type."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        found = [faults(value, each, place) for each in typing.get_args(kind)]
        return [] if [] in found else found[0]
    if typing.get_origin(kind) is list:
        (inner,) = typing.get_args(kind)
        return [fault for number, each in enumerate(value) for fault in faults(each, inner, f"{place}[{number}]")]
    if typing.get_origin(kind) is dict:
        return [
            fault for name, each in value.items() for fault in faults(each, typing.get_args(kind)[1], f"{place}.{name}")
        ]
    if typing.is_typeddict(kind):
        keys = typing.get_type_hints(kind)
        if not isinstance(value, dict) or set(value) != set(keys):
            return [f"{place}: {kind.__name__}"]
        return [fault for name, each in keys.items() for fault in faults(value[name], each, f"{place}.{name}")]
    return [] if isinstance(value, kind) else [f"{place}: {value!r} is no {kind}"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_keys_and_types(path: Path) -> None:
    case = jixiao.load_case(path)
    ruleset = jixiao.load_ruleset("zhengzhou-2021")
    result = jixiao.evaluate(case, ruleset)
    scores = {place: "1" for place, _ in enumerate(case.indicator)}
    assert faults(jixiao.audit(case, ruleset, scores).to_dict(), AuditDict) == []
    assert faults(jixiao.seek(result, score=80).to_dict(), SeekDict) == []


def test_a_value_of_another_shape_is_seen() -> None:
    assert faults({"rows": []}, AuditDict) == ["$: AuditDict"]
