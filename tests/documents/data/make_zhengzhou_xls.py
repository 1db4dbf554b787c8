"""Makes ``zhengzhou_2021.xls``, the one committed workbook of the old kind. Needs xlwt; run from the checkout's top:

python -m tests.documents.data.make_zhengzhou_xls
"""

from __future__ import annotations

from pathlib import Path

from tests.documents.originals import zhengzhou


def main() -> None:
    """Write the workbook; ``=100%`` stands in it as a number under the format 0%, as Excel 2003 kept it."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("目标表")
    wrap = xlwt.easyxf("alignment: wrap on, vert centre")
    percent = xlwt.easyxf("alignment: wrap on", num_format_str='"="0%')
    for box in zhengzhou():
        value, style = (1, percent) if box.text == "=100%" else (box.text, wrap)
        if box.rows > 1 or box.cols > 1:
            sheet.write_merge(box.row, box.row + box.rows - 1, box.col, box.col + box.cols - 1, value, style)
        else:
            sheet.write(box.row, box.col, value, style)
    book.save(str(Path(__file__).with_name("zhengzhou_2021.xls")))


if __name__ == "__main__":
    main()
