"""What is generated from the sources: when a wheel is built, on an editable install, and in a checkout by ``make``.

A generator is a function from the top of the checkout to the files that it writes; it stands in GENERATORS. What it writes
is not committed (.gitignore), travels in the wheel, and carries a digest of what it was made from, so that what reads it
can tell when it is stale. Its sources stand in the Makefile as well (GENERATED_FROM), so that make knows when to run.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:
    BuildHookInterface = object

_TOP = Path(__file__).resolve().parent


def words(top: Path) -> Iterator[Path]:
    """The catalogues of words, compiled (see engine/jixiao/kernel/words.py)."""
    from jixiao.kernel.catalogue import compiled

    for source in sorted((top / "engine/jixiao/words").glob("*.po")):
        target = source.with_suffix(".mo")
        target.write_bytes(compiled(source.read_bytes()))
        yield target


def tables(top: Path) -> Iterator[Path]:
    """The lexicon, the words of direction and of levels, the parser tables and the widths of characters (see engine/jixiao/kernel/built.py)."""
    from jixiao.kernel.caret import WIDTHS
    from jixiao.kernel.lexicon import LEXICON
    from jixiao.language.levels import LEVELS
    from jixiao.language.name import VOCABULARY
    from jixiao.language.shape import GRAMMAR as TARGET
    from jixiao.language.shape import SHAPES
    from jixiao.rules.curve_text import GRAMMAR as CURVE
    from jixiao.rules.formula import GRAMMAR as FORMULA

    yield LEXICON.write()
    yield VOCABULARY.write()
    yield LEVELS.write()
    yield WIDTHS.write()
    for grammar in (TARGET, CURVE, FORMULA):
        yield grammar.built.write()
    yield SHAPES.write()


GENERATORS: tuple[Callable[[Path], Iterator[Path]], ...] = (words, tables)


def generate(top: Path) -> list[Path]:
    """Writes all of it; the files."""
    sys.path.insert(0, str(top / "engine"))
    try:
        return [path for generator in GENERATORS for path in generator(top)]
    finally:
        sys.path.pop(0)


class GeneratedData(BuildHookInterface):
    """Generates while a wheel is built (an editable install is one), and puts what came of it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        top = Path(self.root)
        build_data["artifacts"] += [path.relative_to(top).as_posix() for path in generate(top)]


if __name__ == "__main__":
    generate(_TOP)
