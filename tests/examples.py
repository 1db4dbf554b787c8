"""How many examples a law is given: as many as it is worth, more in a campaign, few in ``make quick``."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["examples"]

_PROFILE: int = settings.default.max_examples  # type: ignore[union-attr]
_USUAL = 100


def examples(count: int) -> settings:
    """``count`` examples in the usual profiles; what the profile says where that is fewer than usual, or more than both."""
    if _PROFILE == _USUAL:
        return settings(max_examples=count)
    return settings(max_examples=min(count, _PROFILE) if _PROFILE < _USUAL else max(count, _PROFILE))
