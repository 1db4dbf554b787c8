"""The words that only the site says: one catalogue a language, beside the engine's own (``engine/jixiao/words``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

__all__ = ["FOLDER", "catalogue", "languages", "said"]

FOLDER = Path(__file__).with_name("words")


def languages() -> tuple[str, ...]:
    """The languages of the site: those that it has a catalogue of."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.po")), reverse=True))


def said(key: str, lang: str, **values: str) -> str:
    """The words of ``key``. Raises KeyError for one that the language lacks."""
    return catalogue(lang)[key].format(**values)


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every text of a language by its key."""
    with (FOLDER / f"{lang}.po").open("rb") as stream:
        return {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id}
