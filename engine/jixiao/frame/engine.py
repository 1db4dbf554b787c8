"""What is remembered from batch to batch: names told apart by what rules see in them, plans, and single answers."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

from attrs import field

from jixiao.frame.family import Family, FamilyKey
from jixiao.frame.plan import Plan, PlanKey
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.structure import Text
from jixiao.language.join import join_target
from jixiao.language.name import told_by_name
from jixiao.rules.axis import Axis
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.execution import names_execution
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.provenance import applied

__all__ = ["Engine", "NameClass", "engine_of"]

T = TypeVar("T")
Triple = tuple[str, str, str]

_MANY = 200_000


@frozen
class NameClass:
    """Level names that no rule can tell apart, by the first of them that was met."""

    names: Triple
    execution: bool


class _Remembered(dict[Any, Any]):
    """A mapping that begins anew when it is full: memory stays bounded however long the stream."""

    def get_or(self, key: Hashable, make: Callable[[], T]) -> T:
        found: T | None = self.get(key)
        if found is None:
            if len(self) >= _MANY:
                self.clear()
            found = self[key] = make()
        return found


@define
class Engine:
    """One ruleset at work on columns."""

    ruleset: Ruleset
    _classes: _Remembered = field(init=False, factory=_Remembered)
    _by_features: dict[Hashable, NameClass] = field(init=False, factory=dict)
    _plans: _Remembered = field(init=False, factory=_Remembered)
    _families: _Remembered = field(init=False, factory=_Remembered)
    _leaves: _Remembered = field(init=False, factory=_Remembered)

    @property
    def counts_some(self) -> bool:
        """Whether some rule counts the other indicators of a project."""
        scorers = (rule.scorer for rule in self.ruleset.rules)
        return any(isinstance(scorer, Measured) and scorer.axis is Axis.MET_SHARE for scorer in scorers)

    @cached_property
    def provenance(self) -> bytes:
        """What scores, and how it is applied, as JSON."""
        return json.dumps(applied(self.ruleset), ensure_ascii=False).encode()

    def name_class(self, names: Triple) -> NameClass:
        """The class of a row's level names."""
        return self._classes.get_or(names, lambda: self._class(names))

    def _class(self, names: Triple) -> NameClass:
        level3 = names[2]
        execution = names_execution(level3, self.ruleset)
        features = (
            execution,
            join_target("1", name=level3).text,
            told_by_name(names[1], level3, self.ruleset.cues.negative),
            tuple(_sees(rule, names) for rule in self.ruleset.rules),
        )
        return self._by_features.setdefault(features, NameClass(names, execution))

    def plan(self, key: PlanKey) -> Plan:
        """The plan of a key."""
        return self._plans.get_or(key, lambda: Plan(key, self.ruleset))

    def family(self, key: FamilyKey, first: Plan) -> Family:
        """The family of a key; ``first`` speaks for it if it is new."""
        return self._families.get_or(key, lambda: Family(first))

    def leaf(self, plan: Plan, actual: str | None) -> Leaf:
        """One row by the scalar engine, or as it was answered before."""
        return self._leaves.get_or((plan.key, actual), lambda: plan.leaf(None if actual is None else Text(actual)))


def _sees(rule: Rule, names: Triple) -> tuple[bool, ...]:
    """What the rule's conditions on names find in these."""
    wanted = (rule.when.level1, rule.when.level2, rule.when.level3, rule.when.not_level3)
    held = (*names, names[2])
    return tuple(any(word in name for word in words) for words, name in zip(wanted, held, strict=True) if words)


_engines: OrderedDict[int, Engine] = OrderedDict()


def engine_of(ruleset: Ruleset) -> Engine:
    """The engine at work on this ruleset; of a few rulesets it is kept.

    Raises JixiaoError (JX607) where the ruleset's scores do not fit the columns: cents, rounded at the leaf.
    """
    if ruleset.rounding.at != "leaf" or ruleset.rounding.places > 2:
        raise JixiaoError(diagnose("JX607", ruleset=ruleset.id, at=ruleset.rounding.at, n=ruleset.rounding.places))
    engine = _engines.get(id(ruleset))
    if engine is None or engine.ruleset is not ruleset:
        engine = _engines[id(ruleset)] = Engine(ruleset)
        while len(_engines) > 4:
            _engines.popitem(last=False)
    return engine
