"""A case from whatever CASE names: a case file, a folder with one, or any document that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from jixiao.kernel.diagnostic import Diagnostic, JixiaoError
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result
from jixiao.scoring.load import load_case

if TYPE_CHECKING:
    from jixiao.documents.read import Reading

__all__ = ["Opened", "open_case"]

_CASE_FILES = (".toml", ".json")
_NOT_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"<")


@frozen
class Opened:
    """A case, what was found while reading it, and the document it was read from (None for a case file)."""

    case: Case
    diagnostics: tuple[Diagnostic, ...] = ()
    read: Reading | None = None

    def told(self, result: Result) -> Result:
        """The result with what reading found."""
        return evolve(result, diagnostics=(*self.diagnostics, *result.diagnostics)) if self.diagnostics else result


def open_case(path: Path, actuals: Path | None = None) -> Opened:
    """The case. Raises JixiaoError with every reason when there is none to be had.

    The readers of documents are imported only where the file is not a plain case file.
    """
    if all(_is_case_file(each) for each in (path, actuals) if each is not None):
        return Opened(load_case(path, actuals))
    from jixiao.documents.load import load_any

    loaded = load_any(path, actuals)
    if loaded.case is None:
        raise JixiaoError(*loaded.diagnostics)
    return Opened(loaded.case, loaded.diagnostics, loaded.read)


def _is_case_file(path: Path) -> bool:
    """A folder, or a file that is named a case file and does not begin as another kind does."""
    if path.is_dir():
        return True
    if path.suffix.lower() not in _CASE_FILES:
        return not path.exists()
    try:
        with path.open("rb") as stream:
            return not stream.read(8).startswith(_NOT_TEXT)
    except OSError:
        return True
