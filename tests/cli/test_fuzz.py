"""Whatever stands in a file: exit 0, 1 or 2, and never a traceback."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import sys
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.cli import main
from jixiao.scoring import case as shapes
from tests.cases.collect import BAD, GOOD
from tests.examples import examples

pytestmark = pytest.mark.slow

often = examples(150)
SEEDS = [path.read_bytes() for folder in (GOOD, BAD) for path in sorted(folder.glob("*/case.*"))]


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., int]:
    """Scores these bytes through the command line; an exception that gets through fails the test by itself."""
    folder = tmp_path_factory.mktemp("fuzz")

    def run(content: bytes, *words: str, name: str = "case.toml") -> int:
        path = folder / name
        path.write_bytes(content)
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.object(sys, "argv", ["jixiao", "score", str(path), *words]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as left,
        ):
            main()
        code = left.value.code
        assert code in (0, 1, 2)
        if code == 2:
            assert "JX" in err.getvalue() + out.getvalue()
        if "json" in words and out.getvalue():
            json.loads(out.getvalue())
        return int(code)

    return run


def keys_of(cls: type[Any]) -> list[str]:
    return [field.name.rstrip("_") for field in attrs.fields(cls)]


# Every kind of value that TOML and JSON have, and texts that mean something somewhere in a case.
telling = st.sampled_from(
    ["", "≥95%", "≤5次", "=100%", "80～100人", "健全", "2021年12月底前", "86万元", "2/3", "10", "-3", "0", "/", "positive",
     "negative", "exact", "cn-2020-10", "zhengzhou-2021", "≥≥5", "较上年增长≥5%", "30人；95%", "定性 优良中差", "90%", "已完成",
     "产出指标", "数量指标", "培训人次", "2022-02-30", "1" * 5_000, "≥" + "9" * 400, "1e5", "\u0000", "a\nb", "九十五"]
)  # fmt: skip
texts = telling | st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
numbers = (
    st.integers(-3, 200)
    | st.sampled_from([10**70, -(10**70), 2**64])
    | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-10, max_value=1000)
)
plain_values = st.none() | st.booleans() | numbers | texts
values = st.recursive(
    plain_values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=4
)


def table_of(cls: type[Any], *needed: str) -> st.SearchStrategy[dict[str, Any]]:
    """A table with some of the keys of this class: mostly texts that fit, sometimes anything."""
    own = st.dictionaries(st.sampled_from(keys_of(cls)), texts | texts | values, max_size=6)
    return st.builds(lambda base, more: {**dict.fromkeys(needed, "甲"), **base, **more}, own, st.just({}))


documents = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "project": table_of(shapes.Project).map(lambda table: {**table, "ruleset": table.get("ruleset", "cn-2020-10")}),
        "indicator": st.lists(table_of(shapes.Indicator, "level3"), max_size=4),
    },
    optional={
        "goal": st.lists(table_of(shapes.Goal, "name"), max_size=2),
        "framework": st.lists(table_of(shapes.Branch, "level1"), max_size=2),
        "funds": st.lists(table_of(shapes.Fund, "source"), max_size=2),
        "schedule": st.lists(table_of(shapes.Scheduled), max_size=2),
        "extra": values,
    },
)
well_typed_rows = st.lists(
    st.fixed_dictionaries(
        {"level3": telling, "target": telling},
        optional={
            "level1": st.sampled_from(["产出指标", "效益指标", "满意度指标", "另外", ""]),
            "level2": st.sampled_from(["数量指标", "成本指标", ""]),
            "points": st.integers(-1, 100) | st.sampled_from(["2/3", "7.5"]),
            "actual": telling,
            "judgement": st.sampled_from(["90%", "50%", "0", "1.2"]),
            "direction": st.sampled_from(["positive", "negative", "exact"]),
            "items": st.sampled_from(["2/3", "3/2", "0/0", "x"]),
            "deduction": st.integers(-1, 5),
            "target_too_low": st.booleans(),
            "not_applicable": st.booleans(),
            "override": st.fixed_dictionaries({"score": st.integers(-1, 101), "reason": texts}),
            "goal": texts,
            "unit": telling,
            "sign": telling,
            "base": telling,
            "reason": texts,
        },
    ),
    max_size=5,
)


def as_json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, default=_number).encode()


def _number(value: Decimal) -> float:
    # A float on its way into a test document, never out of a case.
    return float(value)


@often
@given(documents)
def test_any_value_at_any_key_is_answered(score: Callable[..., int], document: dict[str, Any]) -> None:
    score(as_json(document), "--format", "json", name="case.json")


@often
@given(
    well_typed_rows,
    st.sampled_from(["cn-2020-10", "zhengzhou-2021"]),
    st.sampled_from([None, 1, 2021, 9999, 0, -5, 10**9]),
    st.sampled_from(["", "86万元", "0", "-1元", "x"]),
    st.sampled_from(["table", "text", "json"]),
)
def test_whatever_can_be_written_in_a_case_is_scored(
    score: Callable[..., int], rows: list[dict[str, Any]], ruleset: str, year: int | None, money: str, form: str
) -> None:
    project = {"ruleset": ruleset, "budget": money, "executed": money} | ({} if year is None else {"year": year})
    score(as_json({"version": 1, "project": project, "indicator": rows}), "--format", form, name="case.json")


@often
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 30), st.binary(max_size=6)), min_size=1, max_size=4),
)
def test_a_damaged_file_is_answered(score: Callable[..., int], seed: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    for place, length, put in cuts:
        start = place % (len(seed) + 1)
        seed = seed[:start] + put + seed[start + length :]
    score(seed)


@often
@given(st.sampled_from(SEEDS).filter(bool), st.integers(0, 200), telling | numbers.map(str))
def test_a_file_with_another_value_is_answered(score: Callable[..., int], seed: bytes, line: int, value: str) -> None:
    lines = seed.decode("utf-8", errors="ignore").split("\n")
    line %= len(lines)
    key, equals, _ = lines[line].partition(" = ")
    if equals:
        lines[line] = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    score("\n".join(lines).encode())


@pytest.mark.parametrize(
    "content",
    [
        "actual = 1e999999999",
        "actual = -1e-999999999",
        "points = nan",
        "points = 0x" + "f" * 5_000,
        "points = " + "9" * 5_000,
        "actual = 0x" + "f" * 5_000,
        "actual = 07:32:00",
        "actual = 1979-05-27T07:32:00Z",
        "actual = " + "[" * 2_000 + "]" * 2_000,
        "override = {score = 1, reason = 2}",
        "judgement = inf",
        "reason = 2021-01-01",
        "points = 1979-13-45",
        '"" = 1',
        "'𝕏' = 1",
        "level1.level2 = 3",
    ],
)  # fmt: skip
def test_toml_of_every_kind_is_answered(content: str, score: Callable[..., int]) -> None:
    text = f'version = 1\n[project]\nruleset = "cn-2020-10"\n[[indicator]]\nlevel3 = "甲"\ntarget = "≥5"\n{content}\n'
    assert score(text.encode()) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b"{}", b'{"version": 1e999999999}', b"\xef\xbb\xbf{}", b'{"extra": "\\ud800"}', b"{" * 100_000, b"\x00",
     b'{"version": 1, "version": 2}', b'{"version": true}', b'{"version": 1, "indicator": {"0": 1}}', b"{\"version\": 1, 'a': 1}",
     b'{"version": ' + b"9" * 5_000 + b"}"],
    ids=lambda content: repr(content[:20]),
)  # fmt: skip
def test_json_of_every_kind_is_answered(content: bytes, score: Callable[..., int]) -> None:
    assert score(content, name="case.json") == 2


@often
@given(
    st.sampled_from([path.read_bytes() for path in sorted(BAD.glob("*/ruleset.toml"))]),
    st.integers(0, 40),
    texts | numbers.map(str),
)
def test_a_ruleset_with_another_value_is_answered(
    tmp_path_factory: pytest.TempPathFactory, score: Callable[..., int], seed: bytes, line: int, value: str
) -> None:
    lines = seed.decode().split("\n")
    line %= len(lines)
    key, equals, _ = lines[line].partition(" = ")
    if equals:
        lines[line] = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    path: Path = tmp_path_factory.getbasetemp() / "fuzzed-ruleset.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    score(SEEDS[0], "--ruleset", str(path))


def test_the_seeds_hold_what_the_fuzzing_needs() -> None:
    assert len(SEEDS) >= 25
    assert sum(b"[[indicator]]" in seed for seed in SEEDS) >= 20
    assert tomllib.loads((GOOD / "zhengzhou-2021-laojiu" / "case.toml").read_text(encoding="utf-8"))["project"][
        "start"
    ] == (datetime.date(2021, 1, 1))
