"""A ruleset that says only where it differs from another: the two documents put together, each part with its own place.

Of what both say, the extending one's is taken: tables key by key, and rules, gates, alarms and scorers by their ``id``, key by
key again. A rule that says how it scores takes nothing of how the other scored. What names or describes a file, and its examples of whole cases,
are each file's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from jixiao.kernel.document import Document, Graft
from jixiao.rules.scorer import FORM_KEYS

__all__ = ["extended"]

_OWN = ("id", "title", "extends", "note", "example", "from", "to")
_BY_ID = ("rule", "gate", "alarm", "scorer")
_SCORING = frozenset((*FORM_KEYS, "use", "gives", "outside", "round_axis", "round_limits", "counted", "example"))


def extended(own: Document, base: Document) -> Document:
    """The document of a ruleset that extends another's."""
    whole = _Whole(own, base)
    for name, value in base.data.items():
        if name not in _OWN and name not in own.data:
            whole.data[name] = value
            whole.grafts[f"$.{name}"] = Graft(base, f"$.{name}")
    for name, value in own.data.items():
        below = base.data.get(name)
        if name in _BY_ID and isinstance(value, list) and isinstance(below, list):
            whole.data[name] = whole.by_id(name, value, below)
        elif isinstance(value, dict) and isinstance(below, dict) and name not in _OWN:
            whole.data[name] = whole.table(f"$.{name}", value, f"$.{name}", below, f"$.{name}")
        else:
            whole.data[name] = value
    return evolve(own, data=whole.data, grafts=whole.grafts)


class _Whole:
    """The document as it comes together."""

    def __init__(self, own: Document, base: Document) -> None:
        self.own, self.base = own, base
        self.data: dict[str, Any] = {}
        self.grafts: dict[str, Graft] = dict(own.grafts)

    def table(self, path: str, own: Mapping[str, Any], own_path: str, base: Mapping[str, Any], base_path: str) -> Any:
        """Both tables; ``path`` is where they will stand."""
        left = _SCORING if _SCORING & own.keys() - {"example"} else frozenset[str]()
        taken = {name: value for name, value in base.items() if name not in own and name not in left}
        for name in own if path != own_path else ():
            self.grafts[f"{path}.{name}"] = Graft(self.own, f"{own_path}.{name}")
        for name in taken:
            self.grafts[f"{path}.{name}"] = Graft(self.base, f"{base_path}.{name}")
        return {**taken, **own}

    def by_id(self, name: str, own: list[Any], base: list[Any]) -> list[Any]:
        """The other's list with those of ours in the place of those of the same id, and the rest of ours behind."""
        ids = {
            each["id"]: at for at, each in enumerate(own) if isinstance(each, dict) and isinstance(each.get("id"), str)
        }
        found: list[Any] = []
        for at, each in enumerate(base):
            mine = ids.pop(each["id"], None) if isinstance(each, dict) and each.get("id") in ids else None
            path, base_path = f"$.{name}[{len(found)}]", f"$.{name}[{at}]"
            if mine is None:
                self.grafts[path] = Graft(self.base, base_path)
                found.append(each)
            else:
                found.append(self.table(path, own[mine], f"$.{name}[{mine}]", each, base_path))
        taken = [at for at, each in enumerate(own) if not isinstance(each, dict) or each.get("id") not in _ids(base)]
        for at in taken:
            self.grafts[f"$.{name}[{len(found)}]"] = Graft(self.own, f"$.{name}[{at}]")
            found.append(own[at])
        return found


def _ids(tables: list[Any]) -> set[object]:
    return {each["id"] for each in tables if isinstance(each, dict) and isinstance(each.get("id"), str)}
