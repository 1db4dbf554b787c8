"""A list as the case gives it (``items = "2/3"``): how many of its items are done."""

from __future__ import annotations

__all__ = ["read_items"]


def read_items(text: str | None) -> tuple[int, int] | None:
    """``2/3``: two done of three listed. None for anything else, and for more done than listed."""
    done, slash, listed = (text or "").replace("／", "/").partition("/")
    if not (slash and done.strip().isdecimal() and listed.strip().isdecimal() and len(listed) < 10):
        return None
    counts = int(done), int(listed)
    return counts if counts[0] <= counts[1] else None
