"""A catalogue of words as a translator edits it (``zh.po``), made into what is read at run time (``zh.mo``).

Needs Babel, which building the package needs and running it does not: at run time this module is imported only in a
checkout, where a ``.po`` was edited and nothing has compiled it since (see :mod:`jixiao.kernel.words`).

``python -m jixiao.kernel.catalogue FILE…`` puts the entries of catalogues into their order.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

__all__ = ["arranged", "compiled", "identity"]

_PROJECT = "jixiao"


def identity(source: bytes) -> str:
    """What tells one text of a catalogue from another: ``Project-Id-Version`` in the header of what is compiled from it."""
    from hashlib import sha256

    return f"{_PROJECT} {sha256(source).hexdigest()}"


def compiled(source: bytes) -> bytes:
    """The ``.mo`` file of the ``.po`` file ``source``, with the identity of ``source`` in its header.

    Raises babel.messages.pofile.PoFileError for what is not in the format of a catalogue.
    """
    from babel.messages.mofile import write_mo

    catalogue = _read(source)
    catalogue.project, catalogue.version = identity(source).split(" ")
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def arranged(source: bytes) -> bytes:
    """The same catalogue in its order: sorted by key, one line a text, one blank line between two entries.

    The first entry is the header, and stays as it is. What is sorted merges: two edits rarely touch one place.
    """
    from babel.messages.pofile import generate_po

    head = source.decode("utf-8").split("\n\n", 1)[0]
    lines = generate_po(_read(source), width=0, omit_header=True, sort_by="message", no_location=True)
    return f"{head}\n\n{''.join(lines).rstrip()}\n".encode()


def _read(source: bytes) -> Catalog:
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(source), abort_invalid=True)


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        before = path.read_bytes()
        if (after := arranged(before)) != before:
            path.write_bytes(after)
