"""What the streams of a PDF unpack to, counted while they are unpacked: however often one is packed, and by whatever filter."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

from jixiao.kernel.budget import budget, over
from jixiao.kernel.classes import define
from jixiao.kernel.diagnostic import JixiaoError

__all__ = ["Unpacked", "counted"]

# The decoders that pdfminer calls by these names; each takes and gives bytes.
_FILTERS = (
    "lzwdecode",
    "ascii85decode",
    "asciihexdecode",
    "rldecode",
    "ccittfaxdecode",
    "apply_png_predictor",
    "apply_tiff_predictor",
)


@define
class Unpacked:
    """How many bytes were unpacked so far, and what to say once they are too many: libraries on the way may hush it up."""

    count: int = 0
    passed: JixiaoError | None = None

    def add(self, data: bytes) -> bytes:
        """Count these. Raises JixiaoError (JX405)."""
        self.count += len(data)
        for name, size in (("unpacked", self.count), ("stream", len(data))):
            limit: int = getattr(budget(), name)
            if size > limit:
                self.passed = JixiaoError(over(name, size, limit))
                raise self.passed
        return data

    def inflated(self, data: bytes) -> bytes:
        """As ``zlib.decompress``, stopped as soon as it is too much."""
        unpacker = zlib.decompressobj()
        most = min(budget().unpacked - self.count, budget().stream)
        found = self.add(unpacker.decompress(data, most + 1))
        return found + self.add(unpacker.flush())


@contextmanager
def counted(types: ModuleType) -> Iterator[Unpacked]:
    """Inside, everything that ``pdfminer.pdftypes`` unpacks is counted."""
    unpacked = Unpacked()
    changes: dict[str, Any] = {
        name: _counting(getattr(types, name), unpacked) for name in _FILTERS if hasattr(types, name)
    }
    changes["zlib"] = SimpleNamespace(error=zlib.error, decompress=unpacked.inflated, decompressobj=zlib.decompressobj)
    before = {name: getattr(types, name) for name in changes}
    vars(types).update(changes)
    try:
        yield unpacked
    finally:
        vars(types).update(before)


def _counting(decode: Callable[..., bytes], unpacked: Unpacked) -> Callable[..., bytes]:
    return lambda *args, **named: unpacked.add(decode(*args, **named))
