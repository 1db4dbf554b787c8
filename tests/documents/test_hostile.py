"""Harmful and broken files are refused with a diagnostic, within 5 seconds and 500 MB, and a batch goes on."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
import zlib

import pytest

from jixiao.documents.read import read_document
from tests.documents.originals import as_csv, as_docx, as_xlsx, docx_of, packed, zhengzhou
from tests.documents.test_traps_xlsx import workbook


def cells(rows: int, cols: int) -> str:
    line = "".join("<c><v>1</v></c>" for _ in range(cols))
    return f"<sheetData>{''.join(f'<row>{line}</row>' for _ in range(rows))}</sheetData>"


def wide() -> bytes:
    letters = [chr(65 + n % 26) for n in range(26)]
    names = [a + b + c for a in "AB" for b in letters for c in letters][:10_000]
    return workbook(
        "<sheetData><row r='1'>" + "".join(f'<c r="{n}1"><v>1</v></c>' for n in names) + "</row></sheetData>"
    )


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b" " * 1024 * 1024)
    return out.getvalue()


def lying_bomb() -> bytes:
    """A zip whose entry says that it is small."""
    data = bytearray(bomb())
    at = data.rfind(b"PK\x01\x02")
    while at >= 0:
        size = struct.unpack_from("<I", data, at + 24)[0]
        if size > 1_000_000:
            struct.pack_into("<I", data, at + 24, 1000)
        at = data.rfind(b"PK\x01\x02", 0, at)
    return bytes(data)


def entities(part: str) -> bytes:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{"&a;" * 10 if not n else f"&a{n - 1};" * 10}">' for n in range(9)
    )
    xml = f'<?xml version="1.0"?>{lol}]><x>&a8;</x>'
    if part == "docx":
        return packed({"word/document.xml": xml})
    if part == "xlsx":
        return packed({"xl/workbook.xml": xml, "[Content_Types].xml": "<Types/>"})
    if part == "utf-16":
        return packed({"word/document.xml": xml.encode("utf-16")})
    return xml.replace("<x>", '<x xmlns="urn:schemas-microsoft-com:office:spreadsheet">').encode()


def pdf_bomb() -> bytes:
    body = zlib.compress(b" " * 80_000_000)
    return (
        b"%PDF-1.7\n1 0 obj<</Length "
        + str(len(body)).encode()
        + b"/Filter/FlateDecode>>stream\n"
        + body
        + b"\nendstream endobj"
    )


def deep() -> bytes:
    return docx_of("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000)


XLSX = as_xlsx(zhengzhou()[:30])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

FILES = [
    ("empty", b"", "JX403"),
    ("truncated xlsx", XLSX[: len(XLSX) // 2], "JX403"),
    ("truncated docx", as_docx(zhengzhou())[:300], "JX403"),
    ("noise", bytes(range(256)) * 40, "JX427"),
    ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), "JX404"),
    ("zip bomb", bomb(), "JX405"),
    ("lying zip bomb", lying_bomb(), "JX403"),
    ("10,000 columns", wide(), "JX405"),
    ("a large sheet", workbook(cells(4100, 100)), "JX405"),
    (
        "a merge over everything",
        workbook('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "JX405",
    ),
    ("the last row", workbook('<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'), "JX405"),
    ("entities in docx", entities("docx"), "JX406"),
    ("entities in xlsx", entities("xlsx"), "JX406"),
    ("entities in UTF-16", entities("utf-16"), "JX406"),
    ("entities in SpreadsheetML", entities("xml"), "JX406"),
    ("pdf bomb without a page", pdf_bomb(), "JX403"),
    ("truncated pdf", b"%PDF-1.7\n1 0 obj", "JX403"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(100), "JX408"),
    ("10,000 columns of text", ",".join(["三级指标", "目标值", *["x"] * 10_000]).encode(), "JX405"),
    ("deep xml", deep(), None),
    ("damaged toml", "[project]\nname = 老旧".encode(), "JX002"),
]


@pytest.mark.parametrize(("name", "data", "code"), FILES, ids=[name for name, _, _ in FILES])
def test_a_hostile_file_is_refused_in_time(name: str, data: bytes, code: str | None) -> None:
    if name.endswith("pdf") or name.startswith("pdf"):
        pytest.importorskip("pdfplumber")
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = read_document(data, name)
    assert time.process_time() - start < 5
    assert result.document is None
    found = [finding.code for finding in result.diagnostics]
    assert found
    assert code is None or found == [code]
    # kB: what this file adds to the most that the test run has held at once; the run itself may hold a good deal.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


def test_an_external_link_is_read_as_it_was_saved_and_said() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>三级指标</t></is></c><c r="B1" t="inlineStr"><is>'
        '<t>目标值</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c>'
        "<c r=\"B2\"><f>'C:\\x\\[b.xlsx]S'!A1</f><v>5</v></c></row></sheetData>"
    )
    assert [finding.code for finding in read_document(workbook(sheet)).diagnostics] == ["JX430"]


def test_a_batch_goes_on_with_the_rest() -> None:
    results = [read_document(data, name) for name, data, _ in FILES[:6]] + [read_document(as_csv(zhengzhou()))]
    assert [result.document is None for result in results] == [True] * 6 + [False]


def test_a_missing_file_is_a_finding() -> None:
    assert [finding.code for finding in read_document("no such file.xlsx").diagnostics] == ["JX001"]
