"""The examples a ruleset carries, run: leaves a rule must score just so, and cases that must give a total.

Loading a ruleset never runs them; ``rules test`` and the suite do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from jixiao.authoring.probe import path_of
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.document import Document
from jixiao.kernel.given import Frozen
from jixiao.kernel.number import exact, plain
from jixiao.kernel.when import When
from jixiao.kernel.words import Value, series
from jixiao.rules.claim import TargetKind
from jixiao.rules.curve_text import read_interval
from jixiao.rules.rule import Example, Rule
from jixiao.rules.ruleset import CaseExample, Ruleset
from jixiao.scoring.aggregate import merge_units
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.load import case_from_document
from jixiao.scoring.score import Score

__all__ = ["ExampleOutcome", "Expectation", "example_leaf", "run_examples", "run_rule_examples"]

_NAME = "示例指标"


@frozen
class Expectation:
    """One thing an example says and what scoring gave instead, both as text."""

    what: str
    wanted: Value
    found: Value


@frozen
class ExampleOutcome:
    """An example run. ``path`` is its place in the ruleset's file; ``failures`` is empty where it holds."""

    path: str
    name: str
    failures: tuple[Expectation, ...]

    @property
    def holds(self) -> bool:
        """Whether scoring gives just what the example says."""
        return not self.failures


def run_examples(ruleset: Ruleset) -> tuple[ExampleOutcome, ...]:
    """Every example of the ruleset, in file order: those of the rules (options too), then those with cases."""
    outcomes = [each for rule in ruleset.all_rules for each in run_rule_examples(ruleset, rule.id)]
    for index, example in enumerate(ruleset.case_examples):
        outcomes.append(ExampleOutcome(f"$.example[{index}]", example.name, tuple(_case_failures(example, ruleset))))
    return tuple(outcomes)


def run_rule_examples(ruleset: Ruleset, rule_id: str) -> tuple[ExampleOutcome, ...]:
    """The examples of one rule; an option is enabled for its own. Raises JixiaoError (JX845)."""
    rule = ruleset.rule(rule_id)
    used = ruleset if rule.enabled else ruleset.with_option(rule_id)
    outcomes = []
    for index, example in enumerate(rule.examples):
        failures = tuple(_leaf_failures(example, used.rule(rule_id), used))
        outcomes.append(ExampleOutcome(f"{path_of(rule, ruleset)}.example[{index}]", rule.name, failures))
    return tuple(outcomes)


# -- a leaf


def example_leaf(example: Example, rule: Rule, ruleset: Ruleset) -> Leaf:
    """The leaf that the example describes, scored by the whole ruleset."""
    if example.rounding is not None:
        step = example.rounding.rounding
        ruleset = evolve(ruleset, rounding=evolve(ruleset.rounding, mode=step.mode, places=step.places))
    result = evaluate(_example_case(example, rule, ruleset), ruleset, _date(example.as_of))
    return next(leaf for leaf in result.leaves if leaf.index == 0)


def _example_case(example: Example, rule: Rule, ruleset: Ruleset) -> Case:
    is_execution = TargetKind.EXECUTION in rule.when.target and example.budget is not None
    level3 = _first(example.level3, rule.when.level3, _NAME)
    if is_execution:
        level3 = ruleset.execution.names[0] if ruleset.execution.names else level3
    indicator = Indicator(
        level3=level3,
        level1=_first(example.level1, rule.when.level1, ""),
        level2=_first(example.level2, rule.when.level2, ""),
        target=example.target or Indicator(level3="").target,
        points=example.points,
        actual=example.actual,
        direction=example.direction,
        judgement=exact(example.judgement) if example.judgement is not None else None,
        reason=example.reason,
        base=example.base,
        items=example.items,
        inputs=Frozen(example.inputs),
        deduction=example.deduction,
        target_too_low=example.target_too_low,
    )
    project = Project(year=example.year, budget=example.budget, executed=example.executed)
    return Case(1, project, (indicator,))


def _first(given: str, words: tuple[str, ...], otherwise: str) -> str:
    return given or (words[0] if words else otherwise)


def _leaf_failures(example: Example, rule: Rule, ruleset: Ruleset) -> Iterator[Expectation]:
    leaf = example_leaf(example, rule, ruleset)
    by = leaf.rule.id if leaf.rule is not None else "—"
    if by != rule.id:
        yield Expectation("rule", rule.id, by)
    yield from _score_failure("score", example.score, leaf.score)
    if example.light and leaf.light != example.light:
        yield Expectation("light", example.light, leaf.light or "—")
    yield from _codes_failure(example.codes, {said.code for said in leaf.diagnostics})


def _score_failure(what: str, wanted: str, found: Score) -> Iterator[Expectation]:
    if _bounds(wanted) != found:
        yield Expectation(what, wanted, found.text())


def _bounds(text: str) -> Score:
    """``7.20``, or an interval such as ``[4.80, 6.40)``."""
    return Score.within(read_interval(text)) if text.lstrip()[:1] in ("[", "(") else Score.of(exact(text))


def _codes_failure(wanted: tuple[str, ...] | list[str], found: set[str]) -> Iterator[Expectation]:
    for code in wanted:
        if code not in found:
            yield Expectation("code", code, ", ".join(sorted(found)) or "—")


def _date(text: str) -> When | None:
    return When.read(text) if text else None


# -- a case


def _case_failures(example: CaseExample, ruleset: Ruleset) -> Iterator[Expectation]:
    try:
        case = _inline_case(example, ruleset)
    except JixiaoError as error:
        codes = {each.code for each in error.diagnostics}
        wanted = [str(code) for code in example.gives.get("codes", ())]
        if not wanted:
            yield Expectation("case", "—", ", ".join(sorted(codes)))
        yield from _codes_failure(wanted, codes)
        return
    result = evaluate(case, ruleset, _date(example.as_of))
    for key, wanted in example.gives.items():
        check = _CHECKS.get(key)
        if check is None:
            yield Expectation(key, str(wanted), "?")
        else:
            yield from check(wanted, result)


def _inline_case(example: CaseExample, ruleset: Ruleset) -> Case:
    """The case itself, or several units' cases merged."""
    if not example.cases:
        return _read_case(example.case)
    return merge_units([_read_case(each) for each in example.cases], ruleset)


def _read_case(data: dict[str, Any]) -> Case:
    return case_from_document(Document({"version": 1, **data}))


def _total(wanted: Any, result: Result) -> Iterator[Expectation]:
    yield from _score_failure("total", str(wanted), result.tree.total.score)


def _of(wanted: Any, result: Result) -> Iterator[Expectation]:
    found = result.tree.total.points
    if exact(str(wanted)) != found:
        yield Expectation("of", str(wanted), plain(found))


def _grade(wanted: Any, result: Result) -> Iterator[Expectation]:
    grades = [wanted] if isinstance(wanted, str) else list(wanted)
    if grades != list(result.grades):
        yield Expectation("grade", series("list.comma", grades), series("list.comma", result.grades or ("—",)))


def _scores(wanted: Mapping[str, Any], result: Result) -> Iterator[Expectation]:
    leaves = {leaf.indicator.level3: leaf.score for leaf in result.leaves}
    for name, score in wanted.items():
        if name in leaves:
            yield from _score_failure(name, str(score), leaves[name])
        else:
            yield Expectation(name, str(score), "—")


def _points(wanted: Mapping[str, Any], result: Result) -> Iterator[Expectation]:
    """Points of leaves or of first levels, by name."""
    found: dict[str, Fraction] = {node.name: node.points for node in result.tree.level1}
    found |= {leaf.indicator.level3: leaf.points for leaf in result.leaves}
    for name, points in wanted.items():
        if found.get(name) != exact(str(points)):
            yield Expectation(name, str(points), plain(found[name]) if name in found else "—")


def _level1(wanted: Mapping[str, Any], result: Result) -> Iterator[Expectation]:
    found = {node.name: node.score for node in result.tree.level1}
    for name, score in wanted.items():
        if name in found:
            yield from _score_failure(name, str(score), found[name])
        else:
            yield Expectation(name, str(score), "—")


def _lights(wanted: Mapping[str, Any], result: Result) -> Iterator[Expectation]:
    """Lights of alarms by id, or of indicators by name."""
    found = {signal.alarm.id: signal.light for signal in result.signals}
    found |= {leaf.indicator.level3: leaf.light for leaf in result.leaves}
    for name, light in wanted.items():
        if found.get(name) != light:
            yield Expectation(name, str(light), found.get(name) or "—")


def _values(wanted: Mapping[str, Any], result: Result) -> Iterator[Expectation]:
    """What alarms measured, by id."""
    found = {signal.alarm.id: signal.value for signal in result.signals}
    for name, value in wanted.items():
        if found.get(name) != exact(str(value)):
            measured = found.get(name)
            yield Expectation(name, str(value), "—" if measured is None else plain(measured))


def _factor(wanted: Any, result: Result) -> Iterator[Expectation]:
    factor = result.tree.total.factor
    if factor != exact(str(wanted)):
        yield Expectation("factor", str(wanted), "—" if factor is None else plain(factor))


def _codes(wanted: list[str], result: Result) -> Iterator[Expectation]:
    yield from _codes_failure(wanted, {said.code for said in result.diagnostics})


_CHECKS = {
    "total": _total,
    "of": _of,
    "grade": _grade,
    "scores": _scores,
    "points": _points,
    "level1": _level1,
    "lights": _lights,
    "values": _values,
    "factor": _factor,
    "codes": _codes,
}
