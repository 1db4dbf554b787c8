"""Large documents read whole: time and peak memory of ``jixiao read`` and of the process that takes the file apart.

python -m benchmarks.large [ROWS [PAGES]]

One table of so many indicators as .xlsx, .docx, .html and .csv, and of so many pages as .pdf; 15 columns in .xlsx and .csv
(20,000 rows are 300,000 cells), 7 in the others. Each is read in a process of its own; the peak is that of the larger of the
two processes, and both are given.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"]
MORE = [f"附加说明{number}" for number in range(1, 9)]
LEVELS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "满意度")]
_A_PAGE = 33
_CHILD = """
import os, resource, sys
os.environ["COLUMNS"] = "100"
from jixiao.cli import main
sys.argv = ["jixiao", "read", sys.argv[1], "-o", sys.argv[2], "--force"]
try:
    main()
finally:
    from jixiao.documents import door
    door._all_closed()
    # The kernel counts what the caller held before this process began as well; the status tells its own alone.
    own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    peaks = [own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
    sys.stderr.write("\\n" + " ".join(str(each // 1024) for each in peaks))
"""


def rows(count: int, more: bool) -> Iterator[list[str]]:
    """The head and so many indicators."""
    yield HEAD + (MORE if more else [])
    for number in range(count):
        level1, level2 = LEVELS[number * len(LEVELS) // count]
        target, actual = (
            (f"≥{number % 90 + 10}%", f"{number % 97}.5%") if number % 2 else (f"≥{number}人次", f"{number + 3}人次")
        )
        extra = [f"第{number}行说明{at}" for at in range(8)] if more else []
        yield [level1, level2, f"第{number}项工作完成情况", target, actual, "0.01", "0.01", *extra]


def as_xlsx(table: Iterator[list[str]]) -> bytes:
    """A workbook with shared strings, as office programs write it."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": False})
    sheet = book.add_worksheet()
    for at, row in enumerate(table):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def as_docx(table: Iterator[list[str]]) -> bytes:
    """A document of one table."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in table
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f"<w:document {space}><w:body><w:tbl>{body}</w:tbl></w:body></w:document>"
        )
    return out.getvalue()


def as_html(table: Iterator[list[str]]) -> bytes:
    """A page of one table."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in table)
    return f"<html><meta charset=utf-8><body><table>{body}</table></body></html>".encode()


def as_csv(table: Iterator[list[str]]) -> bytes:
    """Separated by commas."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8")


def as_pdf(table: Iterator[list[str]]) -> bytes:
    """One table over many pages, its head repeated."""
    import typst

    cells = ", ".join("[" + cell.replace("#", "\\#") + "]" for row in table for cell in row)
    head, _, rest = cells.partition(", [产出指标]")
    text = (
        '#set page(paper: "a4", margin: 1.2cm)\n#set text(size: 8pt, font: ("Noto Sans CJK SC", "WenQuanYi Micro Hei"))\n'
        f"#table(columns: (1.4fr, 1.6fr, 4fr, 1.5fr, 1.5fr, 1fr, 1fr), table.header({head}), [产出指标]{rest})"
    )
    return bytes(typst.compile(text.encode()))


def main(count: int = 20_000, pages: int = 300) -> int:
    """Print what each kind took."""
    kinds = {
        "xlsx": lambda: as_xlsx(rows(count, more=True)),
        "csv": lambda: as_csv(rows(count, more=True)),
        "docx": lambda: as_docx(rows(count, more=False)),
        "html": lambda: as_html(rows(count, more=False)),
        "pdf": lambda: as_pdf(rows(pages * _A_PAGE, more=False)),
    }
    wanted = os.environ.get("KINDS", ",".join(kinds)).split(",")
    with tempfile.TemporaryDirectory() as folder:
        for kind in wanted:
            source = Path(folder) / f"large.{kind}"
            source.write_bytes(kinds[kind]())
            start = time.monotonic()
            run = subprocess.run(
                [sys.executable, "-c", _CHILD, str(source), str(Path(folder) / "out.toml")],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            seconds = time.monotonic() - start
            own, other = (int(each) for each in run.stderr.split()[-2:])
            read = (
                (Path(folder) / "out.toml").read_text("utf-8").count("[[indicator]]") if run.returncode in (0, 1) else 0
            )
            size = source.stat().st_size / 1e6
            print(f"{kind:5} {size:6.1f} MB  {seconds:6.1f} s  {own:5} + {other:4} MB  {read:,} indicators", flush=True)
            if run.returncode not in (0, 1):
                print(run.stderr[-1500:], flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
