"""What a document may cost: sizes, cells and seconds, checked before the costly part of reading begins.

The limits are those of forms filled in by people, with room to spare; what goes beyond is refused with a
diagnostic, so that a harmful file costs neither the memory nor the minutes that it asks for.
"""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from jixiao.kernel.budget import budget, fits
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.words import phrase

__all__ = ["Package", "check_size", "refuse_entities"]


def check_size(data: bytes) -> None:
    """Raises JixiaoError (JX405) for a file larger than any form is; (JX403) for an empty one."""
    if not data:
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.empty")))
    fits("bytes", len(data))


class _Seen(Exception):
    """The document's first element has come: no document type can come behind it."""


def refuse_entities(xml: bytes) -> None:
    """Raises JixiaoError (JX406) for XML that declares a document type, in whatever encoding: office files never do.

    A real parser looks, and only as far as the first element.
    """
    parser = expat.ParserCreate()

    def declared(*_: object) -> None:
        raise JixiaoError(diagnose("JX406"))

    def begun(*_: object) -> None:
        raise _Seen

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(xml, True)
    except _Seen:
        return
    except expat.ExpatError as error:
        # Damage in the first element itself is for the reader to tell: what stands before it was understood.
        if error.code != expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]:
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.xml"))) from None
    except (ValueError, LookupError):
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.xml"))) from None


class Package:
    """A zip file looked at with care: how much it unpacks to is known before anything is unpacked."""

    def __init__(self, data: bytes) -> None:
        """Raises JixiaoError: JX403 damaged, JX404 encrypted, JX405 too large."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.archive"))) from None
        entries = self._zip.infolist()
        fits("parts", len(entries))
        fits("unpacked", sum(entry.file_size for entry in entries))
        if any(entry.flag_bits & 1 for entry in entries):
            raise JixiaoError(diagnose("JX404"))
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """One part of the package; XML that declares entities is refused. Empty if there is no such part."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as part:
                data = part.read(budget().unpacked + 1)  # a part may be larger than its entry says
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.part", name=name))) from None
        except Exception:  # zlib.error and its like, which zipfile lets through
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.part", name=name))) from None
        fits("unpacked", len(data))
        if name.endswith((".xml", ".rels", ".vml")):
            refuse_entities(data)
        return data
