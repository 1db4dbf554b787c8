"""Schemas accept every file that comes along, and refuse what reading refuses: unknown keys, wrong kinds, missing keys."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import jixiao
from jixiao._resource import ruleset_dir
from jixiao.authoring.schema import SCHEMAS
from jixiao.rules.load import ruleset_from_bytes
from tests.authoring.planted_rulesets import BASE
from tests.authoring.schema_oracle import faults

CASES = sorted((Path(__file__).parents[2] / "cases" / "good").glob("*/case.toml"))
CASE, RULESET, COMMON, RESULT = (SCHEMAS[name]() for name in ("case", "ruleset", "common", "result"))


def toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


@pytest.mark.parametrize("path", jixiao.list_rulesets(()).values(), ids=lambda path: path.stem)
def test_the_schema_of_rulesets_accepts_a_shipped_one(path: Path) -> None:
    assert list(faults(toml(path.read_text(encoding="utf-8")), RULESET, RULESET)) == []


def test_the_schema_of_shared_scorers_accepts_those_that_come_along() -> None:
    document = toml((ruleset_dir() / "common.toml").read_text(encoding="utf-8"))
    assert list(faults(document, COMMON, COMMON)) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_schemas_accept_a_recorded_case_and_its_result(path: Path) -> None:
    assert list(faults(toml(path.read_text(encoding="utf-8")), CASE, CASE)) == []
    case = jixiao.load_case(path.parent)
    result = jixiao.result_json(jixiao.evaluate(case, jixiao.load_ruleset(case.project.ruleset or "cn-2020-10")))
    assert list(faults(json.loads(json.dumps(result)), RESULT, RESULT)) == []
    assert list(faults(json.loads(json.dumps(result)), CLOSED, CLOSED)) == []


def closed(schema: Any) -> Any:
    """The same schema, where no table takes a key that it does not list."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner


CLOSED = closed(RESULT)


def test_the_schema_of_results_lists_what_a_result_was_computed_with() -> None:
    options = RESULT["properties"]["provenance"]["properties"]["options"]
    assert list(options["properties"]) == ["rules", "gates", "policies", "rounding", "grades", "axes", "changed"]
    assert "changed" not in options["required"]

    ruleset = jixiao.load_ruleset("cn-2020-10")
    other = evolve(ruleset, title="另一份")
    case = jixiao.load_case(CASES[0].parent)
    result = json.loads(json.dumps(jixiao.result_json(jixiao.evaluate(case, other))))
    assert "changed" in result["provenance"]["options"]
    assert list(faults(result, CLOSED, CLOSED)) == []


@pytest.mark.parametrize(
    ("find", "to", "fault"),
    [
        ('axis = "excess"', 'axis = "exces"', "$.rule[4].axis: none of"),
        ("points = 30\n", "point = 30\n", "$.framework.level1[2].point: unknown"),
        ('title = "检查用的底本"\n', "", "$.title: missing"),
        ("version = 1\n", "version = 2\n", "$.version: not 1"),
        ('from = "130%"', 'from = "many"', "$.over.from: none of"),
        ("execution = true", 'execution = "yes"', "$.framework.level1[0].execution: no boolean"),
    ],
)
def test_the_schema_of_rulesets_refuses_what_reading_refuses(find: str, to: str, fault: str) -> None:
    assert BASE.count(find) == 1
    text = BASE.replace(find, to)
    assert any(each.startswith(fault) for each in faults(toml(text), RULESET, RULESET))
    with pytest.raises(jixiao.JixiaoError):
        ruleset_from_bytes(text.encode())


def test_the_schema_of_cases_refuses_an_unknown_key() -> None:
    document = {"version": 1, "indicator": [{"level3": "长度", "taget": "≥5"}]}
    assert list(faults(document, CASE, CASE)) == ["$.indicator[0].taget: unknown"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("ruleset", ruleset_dir() / "ruleset.schema.json"),
        ("common", ruleset_dir() / "common.schema.json"),
        ("case", CASES[0].parents[2] / "case.schema.json"),
    ],
    ids=["ruleset", "common", "case"],
)
def test_the_schema_beside_the_files_is_the_one_of_the_code(name: str, path: Path) -> None:
    """`jixiao schema NAME -o PATH --force` writes it anew."""
    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMAS[name]()


@pytest.mark.parametrize(
    "path", [*sorted(ruleset_dir().glob("*.toml")), *CASES], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_editors_find_the_schema_from_the_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("#:schema ")
    assert (path.parent / first.removeprefix("#:schema ")).is_file()
