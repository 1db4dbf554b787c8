"""The words that only the site says: one catalogue a language, beside the engine's own (``engine/jixiao/words``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

__all__ = ["FOLDER", "KEYS", "catalogue", "described", "languages", "said"]

FOLDER = Path(__file__).with_name("words")
KEYS = Path(__file__).with_name("keys")


def languages() -> tuple[str, ...]:
    """The languages of the site: those that it has a catalogue of."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.po")), reverse=True))


def said(key: str, lang: str, **values: str) -> str:
    """The words of ``key``. Raises KeyError for one that the language lacks."""
    return catalogue(lang)[key].format(**values)


def described(text: str, lang: str) -> str:
    """What the code says of a key or a table of a file, in English, in the words of ``lang``.

    A catalogue in ``keys/`` has the English text for its key, so that one which was changed in the code is asked for anew.
    Raises KeyError for a text that the language lacks.
    """
    path = KEYS / f"{lang}.po"
    return _entries(path)[text] if path.is_file() else text


def catalogue(lang: str) -> Mapping[str, str]:
    """Every text of a language by its key."""
    return _entries(FOLDER / f"{lang}.po")


@cache
def _entries(path: Path) -> Mapping[str, str]:
    with path.open("rb") as stream:
        return {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id}
