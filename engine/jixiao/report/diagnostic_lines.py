"""Diagnostics as lines: errors first, those of one code together, their help said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.kernel.caret import caret, cells
from jixiao.kernel.diagnostic import Diagnostic, Severity, render
from jixiao.kernel.visible import visible
from jixiao.kernel.words import DEFAULT, say
from jixiao.report.lines import Line, paragraph

__all__ = ["diagnostic_lines"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_INDENT = "  "


def diagnostic_lines(
    diagnostics: Sequence[Diagnostic], width: int, lang: str = DEFAULT, *, notes: bool = True
) -> Iterator[Line]:
    """Each with its place, the text with a caret under it, and how to mend it; equal ones once.

    Without ``notes`` the number of notes held back is said last.
    """
    every = dict.fromkeys(diagnostics)
    shown = [each for each in every if notes or each.severity is not Severity.NOTE]
    for group in _groups(shown):
        yield from _group(group, width, lang)
    hidden = len(every) - len(shown)
    if hidden:
        yield (("dim", say("diagnostics.hidden", lang, n=hidden)),)


def _groups(diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """By severity, then by code in the order in which the codes came up."""
    groups: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for each in diagnostics:
        groups.setdefault((each.severity, each.code), []).append(each)
    order = list(Severity)
    return sorted(groups.values(), key=lambda group: order.index(group[0].severity))


def _group(group: Sequence[Diagnostic], width: int, lang: str) -> Iterator[Line]:
    """The help once below all of them where it is the same, else below each."""
    words = [render(each, lang) for each in group]
    same_help = len({each.help for each in words}) == 1
    for number, (each, said) in enumerate(zip(group, words, strict=True)):
        yield from _one(each, said.message, width, lang)
        if said.help and (not same_help or number == len(group) - 1):
            yield from paragraph(said.help, width, indent=_INDENT + "→ ", hang=_INDENT + "  ")


def _one(each: Diagnostic, message: str, width: int, lang: str) -> Iterator[Line]:
    label = f"{say(f'severity.{each.severity}', lang)} {each.code} "
    lines = list(paragraph(message, width, indent=label, hang=" " * min(cells(label), 8)))
    style = _STYLES[each.severity]
    yield ((style, label), *lines[0][1:])
    yield from lines[1:]
    where = each.place.said(lang)
    if where:
        yield from paragraph(where, width, indent=_INDENT, style="dim")
    yield from _excerpt(each)


def _excerpt(each: Diagnostic) -> Iterator[Line]:
    text, span = each.place.text, each.place.span
    if not text or span is None or len(text) > 200 or "\n" in text:
        return
    before, marked, after = (
        visible(part.expandtabs(1)) for part in (text[: span[0]], text[slice(*span)], text[span[1] :])
    )
    yield (("", _INDENT * 2 + before + marked + after),)
    yield (("", _INDENT * 2), ("red", caret(before + marked, (len(before), len(before + marked)))))
