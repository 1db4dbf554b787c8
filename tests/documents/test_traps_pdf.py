"""What a page does to a table: breaks inside merged cells, no rules, text over text, no text at all."""

from __future__ import annotations

import pytest

from jixiao.documents.read import Reading, read_document
from tests.documents.originals import as_pdf, zhengzhou

pytest.importorskip("pdfplumber")
typst = pytest.importorskip("typst")

FONT = '#set text(font: "Noto Sans CJK SC", size: 9pt, cjk-latin-spacing: none)\n'


def page(source: str, name: str = "表.pdf") -> Reading:
    pdf, warnings = typst.compile_with_warnings((FONT + source).encode())
    if any("unknown font" in str(warning.message) for warning in warnings):
        pytest.skip("no Noto Sans CJK SC on this machine")
    return read_document(pdf, name)


def leaves(result: Reading) -> list[tuple[str, str, str]]:
    assert result.document is not None, result.diagnostics
    return [(leaf.get("level1", ""), leaf["level3"], leaf["target"]) for leaf in result.document["indicator"]]


def codes(result: Reading) -> list[str]:
    return [finding.code for finding in result.diagnostics]


def test_a_page_break_inside_a_merged_cell_keeps_the_tree() -> None:
    small = "#set page(width: 18cm, height: 7cm, margin: 1cm)\n"
    source = small + "#table(columns: 4, table.header[一级指标][二级指标][三级指标][目标值],\n"
    source += "table.cell(rowspan: 20)[产出], table.cell(rowspan: 20)[数量],\n"
    source += "".join(f"[指标{n}], [≥{n}个],\n" for n in range(1, 21)) + ")"
    result = page(source)
    assert leaves(result) == [("产出", f"指标{n}", f"≥{n}个") for n in range(1, 21)]


def test_a_cell_of_several_lines_is_joined_without_a_space() -> None:
    source = "#table(columns: (2cm, 3cm, 3cm), [一级指标], [三级指标], [目标值], [产出], [验收情况], [完全符合技术导则要求达到群众满意])"
    assert leaves(page(source)) == [("产出", "验收情况", "完全符合技术导则要求达到群众满意")]


def test_a_table_with_three_rules_and_no_columns() -> None:
    source = (
        "#set page(margin: 2cm)\n#table(columns: (5cm, 5cm, 5cm), stroke: none, row-gutter: 6pt, table.hline(), "
        "[一级指标], [三级指标], [目标值], table.hline(), [产出], [件数], [5个], [产出], [场次], [6场], table.hline())"
    )
    assert leaves(page(source)) == [("产出", "件数", "5个"), ("产出", "场次", "6场")]


def test_text_over_text_is_said() -> None:
    source = "#table(columns: 2, [三级指标], [目标值], [甲], [5])\n"
    source += "#place(dx: 0pt, dy: 20pt)[农村公路养护里程]\n#place(dx: 3pt, dy: 20pt)[完成培训的人次数]"
    assert "JX425" in codes(page(source))


def test_a_page_without_text_is_a_scan() -> None:
    result = page("#rect(width: 5cm, height: 5cm, fill: gray)")
    assert (result.document, codes(result)) == (None, ["JX408"])


def test_one_page_without_text_among_others_is_said() -> None:
    result = page("#table(columns: 2, [三级指标], [目标值], [甲], [5])\n#pagebreak()\n#rect(fill: gray)")
    assert "JX433" in codes(result)


def test_a_chart_is_no_table() -> None:
    bars = "#grid(columns: 3, stroke: 1pt, rect(height: 1cm), rect(height: 2cm), rect(height: 3cm))\n"
    assert leaves(page(bars + "#table(columns: 2, [三级指标], [目标值], [甲], [5])")) == [("", "甲", "5")]


def test_radicals_of_a_font_are_characters() -> None:
    from jixiao.documents.grid import joined

    assert joined("⼀级指标") == "一级指标"


def test_the_whole_table_breaks_over_pages() -> None:
    import io

    import pdfplumber

    data = as_pdf(zhengzhou())
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1


def test_a_name_printed_on_the_second_page_of_its_cell_belongs_to_the_first_too() -> None:
    """Where a merged cell is centred, its name may stand after the break, and the part before it is blank."""
    first = "#table(columns: 4, [一级指标], [二级指标], [三级指标], [目标值], [产出], [数量], [甲], [1],\n"
    first += "table.cell(rowspan: 2)[], table.cell(rowspan: 2)[], [乙], [2], [丙], [3])\n#pagebreak()\n"
    second = "#table(columns: 4, [一级指标], [二级指标], [三级指标], [目标值],\n"
    second += "table.cell(rowspan: 2)[效益], table.cell(rowspan: 2)[社会], [丁], [4], [戊], [5])"
    widths = "#set table(columns: (3cm, 3cm, 3cm, 3cm))\n"
    result = page(widths + (first + second).replace("columns: 4, ", "columns: (3cm, 3cm, 3cm, 3cm), "))
    assert leaves(result) == [
        ("产出", "甲", "1"),
        *(("效益", name, n) for name, n in zip("乙丙丁戊", "2345", strict=True)),
    ]


def test_a_form_of_many_pages_is_one_table() -> None:
    small = (
        "#set page(width: 18cm, height: 9cm, margin: 1cm, footer: context [第 #counter(page).display() 页，共 9 页])\n"
    )
    rows = "".join(f"[指标{n}], [≥{n}个],\n" for n in range(1, 61))
    source = small + "#table(columns: 4, table.header[一级指标][二级指标][三级指标][目标值],\n"
    source += f"table.cell(rowspan: 60, align: top)[产出], table.cell(rowspan: 60, align: top)[数量],\n{rows})"
    result = page(source)
    assert leaves(result) == [("产出", f"指标{n}", f"≥{n}个") for n in range(1, 61)]
    assert not result.diagnostics
