"""What kind of file it is, told by its first bytes and never by its name.

Exports of office systems lie about their kind: a web page, a spreadsheet in XML or a text in GB18030 is
often named .xls, and an .xlsx is renamed .xls so that an old program opens it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from jixiao.documents.limits import Package, refuse_entities
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.words import phrase

__all__ = ["Kind", "decode", "is_text", "sniff"]


class Kind(StrEnum):
    """The kinds of document there is a reader for, or that LibreOffice makes one of (:mod:`jixiao.documents.office`)."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    XLSB = "xlsb"
    PDF = "pdf"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"
    CSV = "csv"
    TEXT = "text"
    TOML = "toml"
    JSON = "json"


# A workbook of old times that stands in no container.
_BARE_SHEET = re.compile(rb"\x09[\x08\x04\x02\x00][\x10\x08\x06\x04]\0", re.DOTALL)
_OPEN_KINDS = {
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
}
_MARKUP = re.compile(rb"[\s\0\xef\xbb\xbf\xff\xfe]*<")
_CASE_TABLE = re.compile(
    r"^[ \t]*\[\[?[ \t]*(?:project|indicator|funds|extra)[ \t]*\]\]?[ \t]*(?:#|\r?$)", re.MULTILINE
)


def is_text(data: bytes) -> bool:
    """Whether no library has to take the file apart: it is plain text, or nothing that is known."""
    packed = data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or b"%PDF-" in data[:1024]
    return not packed and not _BARE_SHEET.match(data) and not _MARKUP.match(data)


def sniff(data: bytes) -> Kind:
    """The kind of a file. Raises JixiaoError: JX401 unknown, JX404 encrypted, JX427 no known encoding."""
    head = data[:1024]
    if head.startswith(b"PK"):
        return _package(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(data)
    if b"%PDF-" in head:
        return Kind.PDF
    if _BARE_SHEET.match(head):
        return Kind.XLS
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")):
        raise JixiaoError(diagnose("JX408", detail=phrase("scan.picture")))
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise JixiaoError(diagnose("JX401", detail=repr(head[:6])))
    return _words(decode(data))


def decode(data: bytes) -> str:
    """Text of a file: UTF-8 with or without a mark, UTF-16 with one, or GB18030. Raises JixiaoError (JX427)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1a]", text[:4096]):
            return text
    raise JixiaoError(diagnose("JX427"))


def _package(data: bytes) -> Kind:
    package = Package(data)
    open_kind = _OPEN_KINDS.get(package.read("mimetype")[:200].strip())
    if open_kind is not None:
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise JixiaoError(diagnose("JX404"))
        return open_kind
    if "word/document.xml" in package.names:
        return Kind.DOCX
    if any(re.fullmatch(r"xl/workbook\d*\.xml", name) for name in package.names):
        return Kind.XLSX
    if "xl/workbook.bin" in package.names:
        return Kind.XLSB
    if "ppt/presentation.xml" in package.names:
        raise JixiaoError(diagnose("JX401", detail=phrase("kind.presentation")))
    raise JixiaoError(diagnose("JX401", detail="zip: " + ", ".join(sorted(package.names)[:3])))


def _compound(data: bytes) -> Kind:
    """An OLE file: its directory names the streams in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise JixiaoError(diagnose("JX404"))
    if holds("PowerPoint Document"):
        raise JixiaoError(diagnose("JX401", detail=phrase("kind.presentation")))
    if holds("WordDocument"):
        return Kind.DOC
    if holds("Workbook") or holds("Book"):
        return Kind.XLS
    raise JixiaoError(diagnose("JX403", detail="OLE"))


def _words(text: str) -> Kind:
    start = text.lstrip()[:4096]
    lower = start.lower()
    if lower.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in lower and "<html" not in lower:
        refuse_entities(text.encode())
        return Kind.SPREADSHEETML
    if lower.startswith("<") and re.search(r"<(!doctype html|html|head|body|table|meta|div|style)\b", lower):
        return Kind.HTML
    if lower.startswith("<"):
        refuse_entities(text.encode())
        raise JixiaoError(diagnose("JX401", detail=start[:40]))
    if start.startswith("{"):
        return Kind.JSON
    if _CASE_TABLE.search(text):
        return Kind.TOML
    return Kind.CSV if _delimited(text) else Kind.TEXT


def _delimited(text: str) -> bool:
    """A table of separated values: its header line, or most lines, are cut by the same mark."""
    lines = [line for line in text.splitlines() if line.strip()][:200]
    if any("\t" in line for line in lines):
        return True
    header = re.compile(r"(指标|三级|目标值|完成值)")
    if any("," in line and header.search(line) and len(line.split(",")[0]) < 24 for line in lines):
        return True
    return bool(lines) and len(lines) > 1 and all(line.count(",") >= 2 for line in lines[:5])
