"""The catalogues as tests read them, and words put into them for one test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo

from jixiao.kernel import words
from jixiao.kernel.catalogue import compiled

NewWords = Callable[..., None]
"""``new_words(zh={key: text}, en={…})``, for the time of a test."""


def read(lang: str) -> Catalog:
    """The catalogue as it is edited; a wheel has the compiled one alone."""
    source = words.FOLDER / f"{lang}.po"
    if source.is_file():
        return read_mo(BytesIO(compiled(source.read_bytes())))
    with (words.FOLDER / f"{lang}.mo").open("rb") as stream:
        return read_mo(stream)


@cache
def catalogue(lang: str) -> dict[str, tuple[str, ...]]:
    """Key -> its texts: one, or one for each plural."""
    texts = {}
    for message in read(lang):
        if message.id:
            plural = isinstance(message.id, tuple | list)
            texts[message.id[0] if plural else message.id] = tuple(message.string) if plural else (message.string,)
    return texts


def placeholders(text: str) -> set[str]:
    """The names of the values that a text takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def write(folder: Path, lang: str, catalogue: Catalog) -> None:
    """The catalogue as the compiled file of ``lang`` in ``folder``."""
    with (folder / f"{lang}.mo").open("wb") as stream:
        write_mo(stream, catalogue)


@contextmanager
def spoken_from(folder: Path) -> Iterator[None]:
    """Words come from the catalogues of ``folder``."""
    before, words.FOLDER = words.FOLDER, folder
    words._catalogue.cache_clear()
    try:
        yield
    finally:
        words.FOLDER = before
        words._catalogue.cache_clear()
