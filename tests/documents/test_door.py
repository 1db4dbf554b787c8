"""Whatever a file does to what reads it, the caller gets an answer in time, in any thread, and the next file is read."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents import door
from jixiao.documents.grid import Cell, Grid
from jixiao.documents.read import read_document, read_grids
from jixiao.documents.readers import read_here
from jixiao.documents.sniff import Kind, is_text, sniff
from jixiao.documents.wire import WireError, packed, unpacked
from jixiao.documents.worker import A_CELL
from jixiao.kernel.budget import EARNED, Budget, using
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase, series
from tests.documents.originals import as_csv, as_docx, as_html, as_ods, as_pdf, as_spreadsheetml, as_xlsx, zhengzhou
from tests.documents.tables import drawn

HOSTILE = sorted((Path(__file__).parent / "data" / "hostile").iterdir())
SMALL = as_xlsx(drawn("三级指标|目标值\n甲|≥95%"))

LOOP = b"%PDF-1.7\n1 0 obj\n2 0 R\nendobj\n2 0 obj\n1 0 R\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n"
"""Two objects that are each other: to follow them never ends, and no exception is raised on the way."""


def pdf(stream: bytes, filters: str) -> bytes:
    """A page whose content is this stream."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        b"<</Length %d/Filter[%s]>>\nstream\n%s\nendstream" % (len(stream), filters.encode(), stream),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<</Root 1 0 R/Size 5>>\n"


def codes(data: bytes | Path, limits: Budget | None = None) -> list[str]:
    return [each.code for each in read_document(data, budget=limits).diagnostics]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_a_hostile_file_is_answered_in_time(path: Path) -> None:
    start = time.monotonic()
    reading = read_document(path)
    assert time.monotonic() - start < 20  # four seconds of work, on a machine that has other things to do
    assert reading.document is not None or reading.diagnostics


@pytest.mark.parametrize(
    ("name", "code"),
    [("01-utf16be-dtd-small.docx", "JX406"), ("03-pdf-double-flate-600MB.pdf", "JX405"), ("05-decimal-exponent.json", "JX405"),
     ("11-header-spaces-100KB.toml", "JX405")],
)  # fmt: skip
def test_a_hostile_file_is_refused_for_what_it_does(name: str, code: str) -> None:
    assert codes(next(path for path in HOSTILE if path.name == name)) == [code]


def test_a_reader_that_takes_memory_without_end_is_stopped() -> None:
    """Its native code aborts when it is given no more, or is killed before: that hangs on what its process held already."""
    cyclic = next(path for path in HOSTILE if path.name == "40-xls-cyclic-dir.xls")
    assert codes(cyclic) in (["JX441"], ["JX442"])
    assert codes(SMALL) == []


@pytest.mark.parametrize(
    ("stream", "filters"),
    [
        (zlib.compress(bytes(80_000_000)), "/FlateDecode"),
        (zlib.compress(zlib.compress(bytes(80_000_000))), "/FlateDecode/FlateDecode"),
        (zlib.compress(bytes(80_000_000)).hex().encode() + b">", "/ASCIIHexDecode/FlateDecode"),
        (zlib.compress(b"\x81\x20" * 600_000 + b"\x80"), "/FlateDecode/RunLengthDecode"),
    ],
    ids=["once", "twice", "in hex", "by run length"],
)
def test_what_a_stream_unpacks_to_is_counted_however_it_is_packed(stream: bytes, filters: str) -> None:
    # A filter in plain Python may use the memory up before it gives anything that could be counted.
    assert codes(pdf(stream, filters)) in (["JX405"], ["JX441"])


def test_a_loop_in_a_library_is_ended_from_outside_in_every_thread() -> None:
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(codes(LOOP, Budget(seconds=1)))) for _ in range(2)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [["JX409"], ["JX409"]]
    assert time.monotonic() - start < 30  # two seconds of work on an idle machine
    assert codes(SMALL) == []  # and the next one is read


def test_memory_has_an_end() -> None:
    assert codes(pdf(zlib.compress(bytes(40_000_000)), "/FlateDecode"), Budget(memory=1 << 20)) == ["JX441"]
    assert codes(SMALL) == []


def test_a_process_that_breaks_down_is_told_and_replaced() -> None:
    assert codes(SMALL) == []
    (worker,) = door._idle[-1:]
    worker.process.kill()
    worker.process.wait()
    assert codes(SMALL) == []


def test_a_process_serves_many_documents_and_no_more_are_kept_than_wanted() -> None:
    before = read_grids(SMALL)
    pids = set()
    for _ in range(4):
        assert read_grids(SMALL) == before
        pids.add(door._idle[-1].process.pid)
    assert len(pids) == 1
    assert len(door._idle) <= door._KEPT


def test_nothing_is_left_behind_when_the_caller_ends(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(SMALL)
    code = (
        "import sys; from jixiao.documents.read import read_document; from jixiao.documents import door\n"
        f"assert read_document({str(tmp_path / 'a.xlsx')!r}).document; print(door._idle[0].process.pid, flush=True)\n"
        "import os; os.kill(os.getpid(), 9) if len(sys.argv) > 1 else None"
    )
    for more in ([], ["kill"]):
        ran = subprocess.run(
            [sys.executable, "-c", code, *more], capture_output=True, text=True, check=False, timeout=60
        )
        assert ran.stderr == ""
        pid = int(ran.stdout)
        for _ in range(100):
            if not os.path.exists(f"/proc/{pid}") and os.path.exists("/proc"):
                break
            time.sleep(0.1)
        else:
            pytest.fail("the process that reads documents outlived its caller")


def test_a_program_without_processes_of_its_own_reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(door.HERE, "0")
    monkeypatch.setattr(door, "_worker", None)
    assert codes(SMALL) == []


@pytest.mark.parametrize("write", [as_xlsx, as_ods, as_docx, as_html, as_spreadsheetml, as_pdf, as_csv])
def test_the_other_process_reads_what_this_one_would(write: object) -> None:
    if write is as_pdf:
        pytest.importorskip("pdfplumber")
    data = write(zhengzhou())  # type: ignore[operator]
    assert door.grids_of(data) == read_here(data)
    assert is_text(data) == (sniff(data) in (Kind.CSV, Kind.TEXT))


def test_what_a_page_earns_is_bounded_by_the_size_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = door._Worker(None)  # type: ignore[arg-type]
    worker.spare = 1.2
    monkeypatch.setattr(door, "send", lambda *_: None)
    answers = iter([(b"W", b"cells 0 1000")] + [(b"W", b"pages 1 5")] * 5 + [(b"A", b"x")])
    monkeypatch.setattr(door, "receive", lambda *_: next(answers))
    worker.process = type("P", (), {"stdin": b"", "stdout": b""})  # type: ignore[assignment]
    assert worker._ask(b"", b"", Budget(cells=100)) == (b"A", b"x")
    # Two pages of half a second, though five were read; and as many cells as may be read, though there are more.
    assert worker.seconds == 2 * EARNED["pages"] + 100 * EARNED["cells"]
    assert worker.memory == 100 * A_CELL


# -- the way between the two


texts = st.text(max_size=5)
phrases = st.recursive(
    st.builds(phrase, st.just("limit.cells")),
    lambda inner: (
        st.builds(lambda a, b: phrase("x", a=a, b=b), inner | texts, st.integers(0, 9))
        | st.lists(inner | texts, max_size=3).map(lambda items: series("list.comma", items))
    ),
    max_leaves=4,
)
places = st.builds(
    Place,
    cell=st.none() | texts | phrases,
    line=st.none() | st.integers(1, 9),
    span=st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
findings = st.builds(lambda place, value: diagnose("JX403", place, detail=value), places, texts | phrases)
grids = st.builds(
    Grid,
    texts | phrases,
    st.lists(
        st.builds(
            Cell,
            st.integers(0, 9),
            st.integers(0, 9),
            texts,
            places,
            st.none() | texts,
            doubts=st.lists(findings, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    prose=st.booleans(),
    doubts=st.lists(findings, max_size=2).map(tuple),
)


@given(st.lists(grids, max_size=3))
def test_what_is_sent_arrives(sent: list[Grid]) -> None:
    assert unpacked(packed(sent)) == tuple(sent)


@pytest.mark.parametrize(
    "data", [b"", b"{", b'[{"Path": []}]', b'[{"Cell": [1]}]', b"[" * 100_000, b"\xff", b'{"Cell": [], "Grid": []}']
)
def test_what_nobody_sent_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        unpacked(data)


def test_limits_of_a_call_reach_the_other_process() -> None:
    with using(Budget(cells=3)):
        assert codes(SMALL) == ["JX405"]
    with pytest.raises(JixiaoError):
        read_grids(b"version = 1\n[project]\n")
