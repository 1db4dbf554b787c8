"""Old and office-native files are read by way of LibreOffice, told as such, and refused in words where it is not there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from jixiao._resource import ruleset_dir
from jixiao.documents import door, office
from jixiao.documents.read import read_document
from jixiao.documents.sniff import Kind, sniff
from jixiao.documents.write import form_bytes
from jixiao.kernel.budget import Budget
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.rules.load import load_ruleset
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.load import load_case
from tests.documents.originals import packed

GOOD = Path(__file__).parents[2] / "cases" / "good" / "zhengzhou-2021-laojiu"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
NATIVE = {
    Kind.DOC: OLE + "WordDocument".encode("utf-16-le"),  # .wps files are of this kind, and .et ones workbooks
    Kind.XLS: OLE + "Workbook".encode("utf-16-le"),
    Kind.RTF: b"{\\rtf1\\ansi x}",
    Kind.ODT: packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
    Kind.XLSB: packed({"xl/workbook.bin": "x"}),
}
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")


def codes(data: bytes, limits: Budget | None = None) -> list[str]:
    return [each.code for each in read_document(data, budget=limits).diagnostics]


@pytest.mark.parametrize("kind", NATIVE)
def test_the_kind_is_told_by_what_is_inside(kind: Kind) -> None:
    assert sniff(NATIVE[kind]) is kind


@pytest.mark.parametrize(
    "data",
    [OLE + "PowerPoint Document".encode("utf-16-le"), packed({"ppt/presentation.xml": "<p/>"})],
    ids=["dps", "pptx"],
)
def test_a_presentation_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(JixiaoError) as problem:
        sniff(data)
    assert "演示文稿" in str(problem.value)


@pytest.mark.parametrize("kind", office.CONVERTED)
def test_without_the_program_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    monkeypatch.setattr(office, "_NAMES", ())
    monkeypatch.setattr(office, "_PLACES", ())
    assert codes(NATIVE[kind]) == ["JX445"]


def test_nothing_is_converted_that_has_a_reader_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "as_readable", None)
    assert codes(NATIVE[Kind.XLS]) == ["JX403"]


def test_a_program_that_gives_nothing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(office, "office_program", lambda: str(fake))
    assert codes(NATIVE[Kind.RTF]) == ["JX446"]


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake, alive = tmp_path / "soffice", tmp_path / "alive"
    fake.write_text(f"#!/bin/sh\n(while :; do :; done) &\necho $! > {alive}\nwait\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(office, "office_program", lambda: str(fake))
    assert codes(NATIVE[Kind.RTF], Budget(office=1)) == ["JX446"]
    pid = alive.read_text().strip()
    state = Path(f"/proc/{pid}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", [Kind.DOC, Kind.RTF, Kind.ODT])
def test_what_an_office_suite_saves_is_the_same_case(tmp_path: Path, kind: Kind) -> None:
    pytest.importorskip("docx")
    case = load_case(GOOD)
    form = form_bytes(case, evaluate(case, load_ruleset(ruleset_dir() / "zhengzhou-2021.toml")), ".docx")
    (tmp_path / "form.docx").write_bytes(form)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        str(kind),
        "--outdir",
        str(tmp_path),
        str(tmp_path / "form.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (tmp_path / f"form.{kind}").rename(tmp_path / "form.wps")  # the name says nothing
    reading = read_document(tmp_path / "form.wps")
    assert reading.kind is kind
    assert [each.code for each in reading.diagnostics] == ["JX447"]
    assert reading.document == read_document(form).document


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("data", [b"{\\rtf1 " + b"{" * 500_000, OLE + "WordDocument".encode("utf-16-le") + bytes(5000)])
def test_a_harmful_one_is_answered(data: bytes) -> None:
    assert set(codes(data)) & {"JX446", "JX407", "JX403"}
