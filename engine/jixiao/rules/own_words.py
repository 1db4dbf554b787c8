"""Words that a ruleset adds to the vocabulary of cells: ``[words]``, in the shape of ``grammar/lexicon.toml``.

They are added and change nothing: a word that the vocabulary has keeps what it says. Every line ends with an example, which is
read when the file is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from jixiao.kernel.classes import frozen
from jixiao.kernel.document_faults import Fault, wrong_value
from jixiao.kernel.lexicon import Lexicon, entries, lexicon, merged
from jixiao.kernel.tables import As
from jixiao.kernel.words import phrase
from jixiao.language.normal import normal
from jixiao.language.parse import read
from jixiao.language.vocabulary import Vocabulary
from jixiao.rules.faults import NO_WORDS, OTHER_MEANING

__all__ = ["NO_OWN_WORDS", "OwnWords", "WrittenWords"]

_OF_ALL = ("spelling", "traditional")
"""Sections that hold for every text before it is known which ruleset reads it."""


@frozen
class OwnWords:
    """The lines, as JSON; empty for none."""

    lines: str = ""

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The package's vocabulary with these words, None where there are none."""
        return _vocabulary(self.lines) if self.lines else None


NO_OWN_WORDS = OwnWords()


@lru_cache(maxsize=32)
def _vocabulary(lines: str) -> Vocabulary:
    """One for equal lines, so that what was read with it is known again."""
    return Vocabulary(merged(lexicon(), json.loads(lines)))


def _read(value: Any) -> OwnWords:
    if not isinstance(value, Mapping):
        raise wrong_value(phrase("expected.table"), value)
    lines = json.dumps(value, ensure_ascii=False, default=dict)
    own = OwnWords(lines)
    try:
        document = json.loads(lines)
        found = list(entries(document))
        _only_adds(document, lexicon(), merged(lexicon(), document))
    except (ValueError, KeyError) as problem:
        raise Fault(NO_WORDS, said=str(problem.args[0] if problem.args else problem)) from None
    for _, word, example in found:
        cell, _, wanted = example.partition(" -> ")
        said = normal(read(cell, words=own.vocabulary).meaning)
        if said != wanted and not (wanted == "level" and said.startswith("level ")):
            raise Fault(OTHER_MEANING, word=word, cell=cell, wanted=wanted, found=said)
    return own


def _only_adds(document: Mapping[str, Any], base: Lexicon, made: Lexicon) -> None:
    """Raises ValueError, with the section or the word, where a known word would say something else."""
    for section in _OF_ALL:
        if section in document:
            raise ValueError(section)
    known = {**base["tables"], **{name: base[name] for name in ("units", "kinds", "same")}}
    for name, words in known.items():
        new = made["tables"].get(name, made.get(name))
        for word, says in words.items():
            if new[word] != says:
                raise ValueError(word)


WrittenWords = Annotated[OwnWords, As(_read, {"type": "object"})]
"""The words of ``[words]``."""
