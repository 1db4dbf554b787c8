"""Languages, and words of a test's own."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from jixiao.kernel.words import languages
from tests.words import NewWords, read, spoken_from, write


@pytest.fixture(params=languages())
def lang(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def new_words(tmp_path: Path) -> Iterator[NewWords]:
    """Puts words into the catalogues for the time of the test."""
    with ExitStack() as stack:

        def put(**texts: dict[str, str | tuple[str, ...]]) -> None:
            for lang in languages():
                catalogue = read(lang)
                for key, text in texts.get(lang, {}).items():
                    catalogue.add(key if isinstance(text, str) else (key, key), text)
                write(tmp_path, lang, catalogue)
            stack.enter_context(spoken_from(tmp_path))

        yield put
