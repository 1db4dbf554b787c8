"""What people read, by key. The texts stand in one catalogue a language (``jixiao/words/zh.po``), and code holds none.

    say("JX206", "en", name="水质达标率")
    say("seek.more", "en", n=3)

A text names the values that it takes as ``{name}``. A value is text as it is to be printed (a number, or the user's own
words), or a :class:`Phrase`: more words of ours, said in the language of the text around them. ``n`` counts something, and
tells singular from plural where the language has them.

A language is known by its catalogue being there, and nothing else lists them. A catalogue is read when something is first
said in its language.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.kernel.classes import frozen

if TYPE_CHECKING:
    from gettext import GNUTranslations

__all__ = [
    "DEFAULT",
    "FOLDER",
    "LANGUAGE_VARIABLE",
    "Phrase",
    "StaleWords",
    "UnknownLanguage",
    "Value",
    "in_words",
    "languages",
    "named_language",
    "outline",
    "phrase",
    "say",
    "series",
]

DEFAULT = "zh"
LANGUAGE_VARIABLE = "JIXIAO_LANG"
"""The variable of the environment that names the language of a run where nothing else does."""
FOLDER = Path(__file__).resolve().parent.parent / "words"


@frozen
class Phrase:
    """Words of ours with their values, in no language yet: a key of the catalogues, or values between which one stands."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()
    items: tuple[Value, ...] | None = None

    def __str__(self) -> str:
        return in_words(self, DEFAULT)


Value = str | int | Phrase


class UnknownLanguage(ValueError):
    """There is no catalogue of such a language."""


class StaleWords(RuntimeError):
    """A catalogue was edited, nothing has compiled it since, and Babel, which could, is not installed."""


def phrase(key: str, /, **values: Value) -> Phrase:
    """The words of ``key`` with ``values``, to be said later."""
    return Phrase(key, tuple(values.items()))


def series(separator: str, items: Iterable[Value]) -> Phrase:
    """The items with the words of the key ``separator`` between them (``list.comma``, ``list.clause``)."""
    return Phrase(separator, items=tuple(items))


def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue of, the default one first."""
    found = {path.stem for pattern in ("*.po", "*.mo") for path in FOLDER.glob(pattern)}
    return tuple(sorted(found, key=lambda lang: (lang != DEFAULT, lang)))


def named_language(name: str) -> str:
    """The language that ``en``, ``en_US.UTF-8`` and the like name. Raises UnknownLanguage."""
    lang = name.partition(".")[0].partition("_")[0].lower()
    if lang not in languages():
        raise UnknownLanguage(f"no language {name!r}; there are {', '.join(languages())}")
    return lang


def say(key: str, lang: str, /, **values: Value) -> str:
    """The text of ``key`` in ``lang``, its values put in.

    Raises UnknownLanguage; KeyError for a key that the catalogue has not or a value that the text wants and was not given:
    mistakes of ours.
    """
    text = _text(key, lang, values.get("n"))
    return text.format_map({name: in_words(value, lang) for name, value in values.items()}) if "{" in text else text


def outline(key: str, lang: str, /, **values: Value) -> str:
    """The text of ``key``, with … for every value that is not given."""
    text = _text(key, lang, None)
    return text.format_map(_Open({name: in_words(value, lang) for name, value in values.items()}))


class _Open(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def in_words(value: Value, lang: str) -> str:
    """A value as text in ``lang``."""
    if not isinstance(value, Phrase):
        return str(value)
    if value.items is not None:
        return say(value.key, lang).join(in_words(each, lang) for each in value.items)
    return say(value.key, lang, **dict(value.values))


def _text(key: str, lang: str, count: Value | None) -> str:
    catalogue = _catalogue(lang)
    if count is not None:
        # a language without plurals has one text for the key, and no plural of it
        text = catalogue.ngettext(key, key, _chooses(str(count)))
        if text != key:
            return text
    text = catalogue.gettext(key)
    if text == key:  # until Python 3.11.4 gettext does not know a text that has plurals
        text = catalogue.ngettext(key, key, 1)
    if text == key:
        raise KeyError(f"the catalogue {lang} has no words for {key}")
    return text


def _chooses(count: str) -> int:
    """The number that chooses among plurals. One and a half, 1,000 or an amount not known are none of those that are one."""
    return int(count) if count.isdecimal() else 2


@cache
def _catalogue(lang: str) -> GNUTranslations:
    from gettext import GNUTranslations

    if not str(lang).replace("_", "").isalnum():  # a name of ours, and never a path
        raise UnknownLanguage(f"no language {lang!r}; there are {', '.join(languages())}")
    source, compiled = FOLDER / f"{lang}.po", FOLDER / f"{lang}.mo"
    if compiled.is_file():
        with compiled.open("rb") as stream:
            catalogue = GNUTranslations(stream)
        if not source.is_file() or _is_of(catalogue, source.read_bytes()):
            return catalogue
    if not source.is_file():
        raise UnknownLanguage(f"no language {lang!r}; there are {', '.join(languages())}")
    return _compiled_now(source)


def _is_of(catalogue: GNUTranslations, source: bytes) -> bool:
    """Whether it was compiled from this text."""
    from jixiao.kernel.catalogue import identity

    return catalogue.info().get("project-id-version") == identity(source)


def _compiled_now(source: Path) -> GNUTranslations:
    """A checkout whose catalogue was edited: never the old words without a word about it."""
    import io
    from gettext import GNUTranslations

    from jixiao.kernel.catalogue import compiled

    try:
        return GNUTranslations(io.BytesIO(compiled(source.read_bytes())))
    except ImportError:
        raise StaleWords(f"{source} was edited and not compiled: run make") from None
