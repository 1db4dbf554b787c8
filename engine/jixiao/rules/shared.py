"""Scorers that rules share: those of ``common.toml``, for every ruleset of its folder, and those that a ruleset holds for itself."""

from __future__ import annotations

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.tables import inline, key
from jixiao.rules.rule import Promise
from jixiao.rules.scorer import Scorer, form_of

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["CommonFile", "SharedScorer"]


@frozen(slots=False)
class SharedScorer:
    """A scorer that rules may ``use`` by its name: ``[[scorer]]``, in ``common.toml`` or in the file of the rules."""

    id: str
    """The name that rules use."""
    scorer: Scorer = field(metadata=inline(form_of))
    """How it scores."""
    promises: tuple[Promise, ...] = field(default=(), metadata=key("properties"))
    """What rules that use it promise, unless they say otherwise."""
    because: str = ""
    """Why it does not promise fullness at the target, or monotonicity."""
    note: str = ""
    """For readers."""


@frozen(slots=False)
class CommonFile:
    """A whole ``common.toml``."""

    version: int
    """The version of the format: 1."""
    scorers: tuple[SharedScorer, ...] = field(metadata=key("scorer"))
    """The scorers, each with its own name."""
    note: str = ""
    """For readers."""
