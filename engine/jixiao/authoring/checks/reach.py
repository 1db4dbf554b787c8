"""reach: every rule, every row of a curve and every word of a band is used by some target.

A rule that other rules leave nothing of, whatever the names, is refused when the file is loaded (JX306).
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import actual_at, path_of, probes
from jixiao.kernel.interval import Infinity
from jixiao.kernel.words import Phrase, phrase, series
from jixiao.rules.claim import Claim
from jixiao.rules.curve_text import CurveRow
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured

__all__ = ["check"]

NAME = "reach"


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX506 for a rule behind others, a row that no actual reaches, words that a band before it takes, a scorer not used."""
    used = {rule.use for rule in ruleset.all_rules}
    for index, scorer in enumerate(ruleset.scorers):
        if scorer.id not in used:
            yield found(NAME, "JX506", f"$.scorer[{index}]", scorer.id, reason=phrase("check.reach.scorer"))
    for rule in ruleset.rules:
        path = path_of(rule, ruleset)
        hiding = _hidden_by(rule, ruleset)
        if hiding:
            hidden = phrase("reach.hidden", rules=series("list.comma", hiding), n=len(hiding))
            yield _finding(rule, f"{path}.when", hidden)
        elif isinstance(rule.scorer, Measured):
            for row in _unreached(rule, ruleset):
                yield _finding(rule, f"{path}.curve", phrase("check.reach.row", row=row))
        elif isinstance(rule.scorer, Judged):
            yield from _taken(
                rule, [(each.name, (*each.words, *each.attainment)) for each in rule.scorer.bands], f"{path}.band[0]"
            )
        elif isinstance(rule.scorer, Graded):
            yield from _taken(
                rule, [(each.name, (*each.words, *each.attainment)) for each in rule.scorer.steps], f"{path}.grade[0]"
            )


def _finding(rule: Rule, path: str, reason: Phrase) -> Finding:
    return found(NAME, "JX506", path, rule.id, reason=reason)


# -- rules behind rules


def _hidden_by(rule: Rule, ruleset: Ruleset) -> list[str]:
    """The rules that together take every atom before this one gets it; none if something is left."""
    before = [each for each in ruleset.rules if each.order < rule.order and _lets_through(each.when, rule.when)]
    atoms = rule.when.atoms()
    if not before or atoms.difference(*(each.when.atoms() for each in before)):
        return []
    return [each.id for each in before if each.when.atoms() & atoms]


def _lets_through(wide: Claim, narrow: Claim) -> bool:
    """Whether the unit and the names that the narrow one asks for always satisfy the wide one."""
    if wide.unit and not (narrow.unit and set(narrow.unit) <= set(wide.unit)):
        return False
    return all(_implied(getattr(wide, key), getattr(narrow, key)) for key in ("level1", "level2", "level3"))


def _implied(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    """A name with one of the narrow words always has one of the wide words in it."""
    if not wide:
        return True
    return bool(narrow) and all(any(word in each for word in wide) for each in narrow)


# -- rows


def _unreached(rule: Rule, ruleset: Ruleset) -> list[str]:
    """Rows on which x never falls, for no target that comes to the rule."""
    scorer = rule.scorer
    assert isinstance(scorer, Measured)
    own = [each for each in probes(rule, ruleset) if each.bound.policy is None]
    rows: dict[CurveRow, bool] = {}
    if not own:
        return []
    for segment in scorer.curve.segments():
        if isinstance(segment.origin, CurveRow):
            rows[segment.origin] = rows.get(segment.origin, False) or any(
                actual_at(each, segment.part, anything=True) is not None for each in own
            )
    last = list(scorer.curve.segments())[-1].origin
    if isinstance(last, CurveRow) and any(isinstance(part.map, Infinity) for each in own for part in each.bound.axis):
        rows[last] = True
    return [" ".join(row.text.split()) for row, reached in rows.items() if not reached]


# -- words


def _taken(rule: Rule, choices: list[tuple[str, tuple[str, ...]]], path: str) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name, words in choices:
        for word in words:
            other = seen.setdefault(word, name)
            if other != name:
                yield _finding(rule, path, phrase("check.reach.word", word=word, name=name, other=other))
