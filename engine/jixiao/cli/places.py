"""Where commands write: to one file, or a file for each form of a document, never over what is there without being asked."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.faults import system_fault
from jixiao.kernel.words import Value, in_words

__all__ = ["file_name", "is_folder", "write_each"]

_LONGEST = 60  # characters of a name: a file name may have 255 bytes, and a Chinese character takes three
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\s]+')


def is_folder(output: str) -> bool:
    """Whether an output names a folder: by a separator at its end, or because there is one."""
    return output.endswith(tuple(filter(None, ("/", os.sep, os.altsep)))) or Path(output).is_dir()


def file_name(number: int, name: Value, lang: str) -> str:
    """A name that every system takes: the number, then what the form is called, without signs that paths are made of.

    >>> file_name(1, "../工程/一期：*", "zh"), file_name(2, "con.", "zh"), file_name(3, "", "zh")
    ('1-工程-一期：', '2-con', '3')
    """
    text = unicodedata.normalize("NFC", in_words(name, lang))
    text = _NOT_IN_NAMES.sub(
        "-", "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cs", "Co"))
    )
    text = text.strip("-. ")[:_LONGEST].rstrip("-. ")
    return f"{number}-{text}" if text else str(number)


def write_each(paths: Sequence[Path], write: Callable[[int, Path], object], *, force: bool) -> None:
    """Write the file of each number, after having looked that none of them is there.

    Raises JixiaoError: JX701 for each that is (unless ``force``), JX702, and what ``write`` raises.
    """
    there = [path for path in paths if path.exists() and not force]
    if there:
        raise JixiaoError(*(diagnose("JX701", Place(file=str(path))) for path in there))
    for number, path in enumerate(paths):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise JixiaoError(diagnose("JX702", Place(file=str(path.parent)), reason=system_fault(error))) from None
        write(number, path)
