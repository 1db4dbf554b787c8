"""Characters that steer a terminal instead of being read: they are shown by their number, and never sent.

An escape sequence in a cell could wipe what stands above it, or turn the order of the text around it. The notation is that of
JSON and TOML: in a quoted text of either, the number stands for the character itself.
"""

from __future__ import annotations

__all__ = ["visible"]

_STEERING = (
    *(code for code in range(0x20) if chr(code) not in "\n\t"),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)),  # which way text runs, ends of lines
    *range(0xFFF9, 0xFFFC),
)
_SHOWN = {code: f"\\u{code:04x}" for code in _STEERING}


def visible(text: str) -> str:
    """The text with control characters (but line end and tab), marks of direction and half characters as ``\\u001b``.

    >>> visible("培训\\x1b[31m人次")
    '培训\\\\u001b[31m人次'
    """
    if text.isprintable():
        return text
    shown = text.translate(_SHOWN)
    return shown if shown.isprintable() else "".join(map(_whole, shown))


def _whole(char: str) -> str:
    """Half of a pair of characters, which a name of a file may hold, cannot be written out."""
    return f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char
