"""Whatever the bytes, reading gives a result and findings; an exception is our mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.read import read_document
from jixiao.documents.toml_ import write_case
from jixiao.kernel.diagnostic import render
from tests.documents.originals import (
    as_docx,
    as_html,
    as_ods,
    as_pdf,
    as_spreadsheetml,
    as_xlsx,
    packed,
    zhengzhou,
)
from tests.documents.test_traps_docx import cell, row
from tests.examples import examples

pytestmark = pytest.mark.slow

WORDS = st.sampled_from(
    [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因",
        "项目名称",
        "年度",
        "项目资金（万元）",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "执行率",
        "年度资金总额",
        "年度总体目标",
        "预期目标",
        "总分",
        "联系人",
        "开始时间",
        "附表五",
        "事项",
        "内容",
        "年度绩效目标1（40分）",
        "产出指标",
        "数量指标",
        "≥95%",
        "=100%",
        "86万元",
        "12",
        "5.5",
        "2021-01-01",
        "（2021年）",
        "单位：万元",
        "单位：公里",
        "备注",
        "满意度",
        "/",
        "—",
        "：",
    ]
)
GRIDS = st.lists(st.lists(WORDS | st.just(""), min_size=1, max_size=9), min_size=1, max_size=12)


def check(data: bytes) -> None:
    result = read_document(data, "x")
    for finding in result.diagnostics:
        for lang in ("zh", "en"):
            assert render(finding, lang).message
    if result.document is not None and result.kind not in ("toml", "json"):
        write_case(result.document)


@given(st.binary(max_size=300))
def test_noise(data: bytes) -> None:
    check(data)


@given(st.text(max_size=200))
def test_text(text: str) -> None:
    check(text.encode("utf-8", "ignore"))


@examples(200)
@given(GRIDS)
def test_words_of_forms_in_any_order(grid: list[list[str]]) -> None:
    check("\n".join(",".join(line) for line in grid).encode())
    check("\n".join(" ".join(line) for line in grid).encode())
    check("\n".join("     ".join(line) for line in grid).encode())
    rows = "".join(row(*(cell(text) for text in line)) for line in grid)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    check(packed({"word/document.xml": f"<w:document {space}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>"}))


ORIGINALS = {
    "docx": as_docx,
    "html": as_html,
    "ods": as_ods,
    "pdf": as_pdf,
    "spreadsheetml": as_spreadsheetml,
    "xlsx": as_xlsx,
}


@pytest.mark.parametrize("kind", ORIGINALS)
def test_a_damaged_file(kind: str) -> None:
    """Every cut, and a byte changed here and there: found by a fixed stride, so that each run tries the same."""
    data = ORIGINALS[kind](zhengzhou())
    step = max(len(data) // 12, 1)
    for at in range(1, len(data), step):
        check(data[:at])
        check(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
