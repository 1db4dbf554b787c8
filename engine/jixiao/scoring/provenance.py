"""All that is needed to compute a result again: equal provenance means equal results, and never otherwise."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from jixiao._version import __version__
from jixiao.kernel.classes import frozen
from jixiao.kernel.number import plain
from jixiao.rules.axis import Axis
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import case_digest, plain_data
from jixiao.scoring.evaluate import Result

__all__ = ["Provenance", "applied", "provenance_of"]


@frozen
class Provenance:
    """What a result was computed from.

    ``options`` is how the ruleset was applied: its policies, rounding and grades, and the rules in force, in their order
    of choice. A ruleset that was changed after its file was read, or was read from none, has the file's digest still;
    ``changed`` among them is then a digest of all that it holds.
    """

    engine: str
    ruleset: str
    ruleset_digest: str
    options: dict[str, Any]
    case_digest: str
    as_of: str | None


def provenance_of(result: Result) -> Provenance:
    """The provenance of a result."""
    ruleset = result.ruleset
    as_of = None if result.as_of is None else str(result.as_of)
    return Provenance(**applied(ruleset), case_digest=case_digest(result.case), as_of=as_of)


def applied(ruleset: Ruleset) -> dict[str, Any]:
    """What of a provenance is known without a case: the engine, the ruleset and how it is applied."""
    return {
        "engine": __version__,
        "ruleset": ruleset.id,
        "ruleset_digest": ruleset.digest,
        "options": _options(ruleset),
    }


def _options(ruleset: Ruleset) -> dict[str, Any]:
    rounding, grades = ruleset.rounding, ruleset.grades
    cuts = [] if grades is None else [{"name": cut.name, "from": plain(cut.start)} for cut in grades.cuts]
    return {
        "rules": [rule.id for rule in sorted(ruleset.rules, key=lambda rule: rule.order)],
        "gates": [gate.id for gate in ruleset.gates if gate.enabled],
        "policies": {name.value: ruleset.policy(name).value for name in PolicyName},
        "rounding": {"mode": rounding.mode.value, "places": rounding.places, "at": rounding.at.value},
        "grades": None if grades is None else {"on": grades.on.value, "cuts": cuts},
        **_own_axes(ruleset),
        **_changed(ruleset),
    }


def _own_axes(ruleset: Ruleset) -> dict[str, dict[str, dict[str, str]]]:
    """The embedder's own axes: the ruleset's file does not hold them."""
    axes = (rule.scorer.axis for rule in ruleset.all_rules if isinstance(rule.scorer, Measured))
    own = {each.name: each for each in axes if not isinstance(each, Axis)}
    told = {name: {"version": each.version, "fingerprint": each.fingerprint} for name, each in sorted(own.items())}
    return {"axes": told} if told else {}


def _changed(ruleset: Ruleset) -> dict[str, str]:
    if ruleset.digest and ruleset == ruleset.as_read:
        return {}
    text = json.dumps(plain_data(ruleset), ensure_ascii=False, sort_keys=True)
    return {"changed": "sha256:" + hashlib.sha256(text.encode()).hexdigest()}
