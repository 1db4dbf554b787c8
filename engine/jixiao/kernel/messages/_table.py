"""The form of one message."""

from __future__ import annotations

from attrs import frozen

from jixiao.kernel.diagnostic import Severity

__all__ = ["Message", "error", "note", "warning"]


@frozen
class Message:
    """Words of one code: what is wrong and how to mend it; ``{name}`` stands for an argument."""

    severity: Severity
    zh: str
    en: str
    help_zh: str
    help_en: str


def error(zh: str, en: str, help_zh: str, help_en: str) -> Message:
    """Something was left unscored or unread."""
    return Message(Severity.ERROR, zh, en, help_zh, help_en)


def warning(zh: str, en: str, help_zh: str, help_en: str) -> Message:
    """The result stands, but on something assumed or doubtful."""
    return Message(Severity.WARNING, zh, en, help_zh, help_en)


def note(zh: str, en: str, help_zh: str, help_en: str) -> Message:
    """Worth knowing, nothing to mend."""
    return Message(Severity.NOTE, zh, en, help_zh, help_en)
