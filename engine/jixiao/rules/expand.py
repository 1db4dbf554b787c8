"""A ruleset's document as it is meant: scorers that rules use put in, and clauses named.

Scorers are looked for in the file itself, then in the ``common.toml`` of its folder, then in the one that comes along. What is
put in keeps its own place, so that a fault in it is told where it is written.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.document import Document, Graft
from jixiao.kernel.document_faults import Fault
from jixiao.kernel.words import phrase, series
from jixiao.rules.faults import NO_FORM, UNKNOWN_SCORER
from jixiao.rules.scorer import FORM_KEYS

__all__ = ["Expanded", "expand", "name_clauses"]

_STAYS = ("id", "note")
"""Keys of a shared scorer that are about itself."""
_OWN_FORM = (*FORM_KEYS, "gives")
"""Keys that a rule does not write beside ``use``: they are what the scorer is."""
_CLAUSED = ("framework", "grades", "over", "reason", "goals", "merge")
_CLAUSED_LISTS = ("rule", "gate", "alarm")


@frozen
class Expanded:
    """The document, what it took from others (name and table), and faults found on the way, by path."""

    document: Document
    taken: tuple[tuple[str, dict[str, Any]], ...]
    faults: tuple[tuple[str, Fault], ...]

    @property
    def digested(self) -> bytes:
        """What it took from others as bytes that change whenever it does; nothing where it took nothing."""
        tables = dict(self.taken)
        return json.dumps(tables, sort_keys=True, ensure_ascii=False, default=str).encode() if tables else b""


def expand(document: Document, shared: Sequence[Document]) -> Expanded:
    """The document with the scorers of its own and of the ``shared`` documents put into the rules that use them."""
    data = dict(document.data)
    expansion = _Expansion(document, shared)
    if isinstance(data.get("rule"), list):
        data["rule"] = [expansion.rule(each, f"$.rule[{index}]") for index, each in enumerate(data["rule"])]
    taken = tuple(dict(expansion.taken).items())
    return Expanded(evolve(document, data=name_clauses(data), grafts=expansion.grafts), taken, tuple(expansion.faults))


@frozen
class _Shared:
    """A scorer that rules may use, and where it is written."""

    document: Document
    path: str
    table: dict[str, Any]


class _Expansion:
    """Walks the rules once, and keeps what it takes and from where."""

    def __init__(self, document: Document, shared: Sequence[Document]) -> None:
        self.own = document
        self.known = dict(_scorers([*reversed(shared), document]))
        self.grafts: dict[str, Graft] = dict(document.grafts)
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.faults: list[tuple[str, Fault]] = []

    def rule(self, rule: Any, path: str) -> Any:
        if not isinstance(rule, dict) or not isinstance(name := rule.get("use"), str) or not name:
            return rule
        own = [each for each in _OWN_FORM if each in rule]
        if own:
            self.faults.append((path, Fault(NO_FORM, rule=rule.get("id", ""), found=" + ".join(["use", *own]))))
        elif name not in self.known:
            self.faults.append((f"{path}.use", self._unknown(name)))
        else:
            return self._with(self.known[name], rule, path)
        return rule

    def _unknown(self, name: str) -> Fault:
        close = difflib.get_close_matches(name, self.known, 1)
        meant = phrase("meant.before", name=close[0]) if close else ""
        return Fault(UNKNOWN_SCORER, name=name, known=series("list.comma", sorted(self.known)), meant=meant)

    def _with(self, shared: _Shared, rule: dict[str, Any], path: str) -> dict[str, Any]:
        if shared.document is not self.own:
            self.taken.append((rule["use"], shared.table))
        put_in = {key: value for key, value in shared.table.items() if key not in _STAYS and key not in rule}
        self.grafts |= {f"{path}.{key}": Graft(shared.document, f"{shared.path}.{key}") for key in put_in}
        return {**rule, **put_in}


def _scorers(documents: Iterable[Document]) -> Iterator[tuple[str, _Shared]]:
    """Every scorer by its name; the later document goes before."""
    for document in documents:
        tables = document.data.get("scorer")
        for index, table in enumerate(tables if isinstance(tables, list) else ()):
            if isinstance(table, dict) and isinstance(table.get("id"), str):
                yield table["id"], _Shared(document, f"$.scorer[{index}]", table)


def name_clauses(document: Mapping[str, Any]) -> dict[str, Any]:
    """The ruleset's tables with an id for each clause that has none: the ruleset's, and that of the rule or the name of the table."""
    data = dict(document)
    for name in _CLAUSED:
        if name in data:
            data[name] = _named(data[name], f"{data.get('id')}/{name}")
    if isinstance(data.get("framework"), dict):
        data["framework"] = _absent_named(data["framework"], str(data.get("id")))
    for name in _CLAUSED_LISTS:
        if isinstance(data.get(name), list):
            data[name] = [
                _named(
                    _named(each, f"{data.get('id')}/{each.get('id')}/assumes", "assumes"),
                    f"{data.get('id')}/{each.get('id')}",
                )
                if isinstance(each, dict)
                else each
                for each in data[name]
            ]
    return data


def _absent_named(framework: dict[str, Any], name: str) -> dict[str, Any]:
    """The framework with ids for the clauses that say what becomes of an absent branch's points."""
    branches = framework.get("level1")
    if not isinstance(branches, list):
        return framework
    named = [
        {**each, "absent": _named(each["absent"], f"{name}/absent/{each.get('name')}")}
        if isinstance(each, dict) and "absent" in each
        else each
        for each in branches
    ]
    return {**framework, "level1": named}


def _named(table: Any, name: str, key: str = "clause") -> Any:
    clause = table.get(key) if isinstance(table, dict) else None
    return {**table, key: {**clause, "id": clause.get("id") or name}} if isinstance(clause, dict) else table
