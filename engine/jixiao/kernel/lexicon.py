"""The vocabulary of ``grammar/lexicon.toml``, as plain data: words and what they say, units and their sizes.

The file is for people; :func:`compiled` makes of it what code asks for, in plain dictionaries that can be written down as
Python. It is made with the package (``make``); where what was made is older than the file, it is made anew in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from jixiao._resource import grammar_text
from jixiao.kernel.built import Built

__all__ = ["LEXICON", "Lexicon", "compiled", "entries", "examples", "lexicon", "merged"]

Lexicon = dict[str, Any]
"""``tables``: section -> word -> what it says; ``units``, ``spelling``, ``ordinary``, ``families`` as said in :func:`compiled`."""

FILE = "lexicon.toml"


def compiled(text: str) -> Lexicon:
    """The compiled lexicon of a file's text, in plain literals.

    ``spelling`` maps a character to its one spelling; ``tables`` a section (``comparison``, ``date.word`` …) to its words
    with what each says; ``families`` a family of [phrase] or [cell] to its words; ``ordinary`` holds the words that shield
    what they contain, with their lengths by first character, their first two characters, and those of them in which a longer
    sign may begin; ``units`` maps a unit to (dimension, numerator, denominator of its factor), ``kinds`` to what it
    counts, ``same`` another spelling to its unit.

    Raises ValueError for a section or a line that is none of these.
    """
    import tomllib

    return merged(None, tomllib.loads(text))


def merged(base: Lexicon | None, document: Mapping[str, Any]) -> Lexicon:
    """``base`` with the entries of another document of the same shape (a ruleset's own words) added to it."""
    out: Lexicon = {
        key: {
            name: value.copy() if isinstance(value, dict) else value
            for name, value in (base or {}).get(key, {}).items()
        }
        for key in ("spelling", "tables", "families", "units", "kinds", "same")
    }
    out["ordinary"] = list((base or {}).get("ordinary", ()))
    for section, entries in _sections(document):
        if section == "spelling":
            out["spelling"].update((char, to) for to, chars, *_ in _lines(entries) for char in chars)
        elif section == "traditional":
            out["spelling"].update((pair[0], pair[1:]) for _, pairs, *_ in _lines(entries) for pair in pairs.split())
        elif section == "ordinary":
            out["ordinary"] += [word for _, *lists, _ in _lines(entries) for words in lists for word in words.split()]
        elif section in ("phrase", "cell"):
            for family, *lists, _ in _lines(entries):
                found = [word for words in lists for word in words.split()]
                out["families"][family] = (*out["families"].get(family, ()), *found)
        elif section.startswith("unit."):
            _units(out, section.removeprefix("unit."), entries)
        else:
            table = out["tables"].setdefault(section, {})
            table.update((word, says[0] if says else "") for word, *says, _example in _lines(entries))
    words = out["ordinary"] = sorted(set(out["ordinary"]))
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    out["ordinary_lengths"] = {first: tuple(sorted(found)) for first, found in lengths.items()}
    out["ordinary_pairs"] = sorted({word[:2] for word in words})
    out["ordinary_open"] = _open(words, out["tables"])
    return out


def _open(words: list[str], tables: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The ordinary words in whose middle a longer comparison or verb may begin: 备至 in 设备至少5次."""
    signs = {word for section in ("comparison", "reach", "change") for word in tables.get(section, ())}
    begun = {word[:length] for word in signs for length in range(1, len(word))}
    return [word for word in words if any(word[place:] in begun for place in range(1, len(word)))]


def examples(text: str) -> Iterator[tuple[str, str, str]]:
    """Every line's section, word and example (``cell -> normal form``)."""
    import tomllib

    return entries(tomllib.loads(text))


def entries(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The same of a document that is read already. Raises ValueError for a line that is none."""
    for section, lines in _sections(document):
        for word, *_, example in _lines(lines):
            yield section, word, example


def _sections(document: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in document.items():
        if not isinstance(value, Mapping):
            if name != "version":
                raise ValueError(f"no section of a lexicon: {above}{name}")
            continue
        lines = {word: line for word, line in value.items() if not isinstance(line, Mapping)}
        if lines:
            yield above + name, lines
        yield from _sections(
            {word: line for word, line in value.items() if isinstance(line, Mapping)}, f"{above}{name}."
        )


def _lines(entries: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for word, line in entries.items():
        if not (isinstance(line, list) and line and all(isinstance(item, str) for item in line)):
            raise ValueError(f"a line of a lexicon is a list of texts, its example last: {word}")
        yield (word, *line)


def _units(out: Lexicon, table: str, entries: Mapping[str, Any]) -> None:
    for word, says, *_ in _lines(entries):
        if table == "same":
            out["same"][word] = says
        elif table == "equals":
            dimension, above, below = out["units"][says]
            out["units"][word], out["kinds"][word] = (dimension, above, below), out["kinds"][says]
        elif table == "count":
            out["units"][word], out["kinds"][word] = (word, 1, 1), says
        elif table == "family":
            for head in says.split():
                out["units"][head + word], out["kinds"][head + word] = (head + word, 1, 1), "event"
        elif table in ("measure", "below"):
            out["units"][word], out["kinds"][word] = (word, 1, 1), table
        else:
            factor = Fraction(says)
            out["units"][word] = (table, factor.numerator, factor.denominator)
            out["kinds"][word] = "share" if table == "share" else "measure"


LEXICON = Built("lexicon", lambda: (grammar_text(FILE),), lambda: compiled(grammar_text(FILE)))


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package; not to be changed."""
    made: Lexicon = LEXICON.data()
    return made
