"""What is written opens in an office suite, and every word of it is on the page. Skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from jixiao._resource import ruleset_dir
from jixiao.documents.read import read_document
from jixiao.documents.write import form_bytes
from jixiao.rules.load import load_ruleset
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.load import load_case
from tests.documents.originals import as_xlsx, case_document, zhengzhou
from tests.documents.test_formats import as_case

GOOD = Path(__file__).parents[2] / "cases" / "good" / "zhengzhou-2021-laojiu"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("soffice") or not shutil.which("pdftotext"), reason="no LibreOffice or poppler"
    ),
]


def converted(path: Path, kind: str) -> Path:
    """The file as LibreOffice saves it; a profile of its own, for two on one profile write nothing and say nothing."""
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    out = path.parent / "out" / f"{path.stem}.{kind}"
    assert out.is_file()
    return out


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_every_word_of_the_form_is_on_the_page(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("xlsxwriter" if suffix == ".xlsx" else "docx")
    case = load_case(GOOD)
    result = evaluate(case, load_ruleset(ruleset_dir() / "zhengzhou-2021.toml"))
    path = tmp_path / f"form{suffix}"
    path.write_bytes(form_bytes(case, result, suffix))
    page = converted(path, "pdf")
    text = subprocess.run(["pdftotext", str(page), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    flat = "".join(text.split())
    for leaf in case.indicator:
        for words in (leaf.level3, leaf.target, leaf.actual or ""):
            assert set("".join(words.split())) <= set(flat)
    if shutil.which("pdftotext") and suffix == ".docx":
        pytest.importorskip("pdfplumber")
        assert not [f for f in read_document(page).diagnostics if f.code == "JX425"]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_an_office_suite_saves_reads_to_the_same_case(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("xlrd")
    path = tmp_path / "table.xlsx"
    path.write_bytes(as_xlsx(zhengzhou()))
    assert as_case(read_document(converted(path, kind)).document) == case_document()
