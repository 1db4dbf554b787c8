"""The form as a PDF, by typst: the same bytes for the same form, and no file at all without a Chinese font."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from jixiao.documents.extras import need
from jixiao.documents.form_model import WIDTHS, Box, BoxKind, Form
from jixiao.kernel.diagnostic import JixiaoError, diagnose

__all__ = ["FONTS", "form_pdf"]

# In the order in which they are tried; one of them must be there.
FONTS = (
    "Noto Sans CJK SC", "Noto Serif CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Noto Serif SC",
    "SimSun", "NSimSun", "Microsoft YaHei", "SimHei", "PingFang SC", "Songti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip


def form_pdf(form: Form, font_paths: Sequence[Path | str] = (), *, ignore_system_fonts: bool = False) -> bytes:
    """The PDF's bytes. ``font_paths`` are folders with fonts of one's own.

    Raises JixiaoError: JX402 without typst, JX452 without a Chinese font, for typst would leave blanks and say nothing.
    """
    typst = need("typst", ".pdf")
    # User text travels as data and never as source, so that nothing in it can be markup.
    inputs = {"form": json.dumps(_plain(form), ensure_ascii=False), "fonts": json.dumps(FONTS)}
    pdf, warnings = typst.compile_with_warnings(
        Path(__file__).with_name("form.typ").read_bytes(),
        sys_inputs=inputs,
        font_paths=[str(path) for path in font_paths],
        ignore_system_fonts=ignore_system_fonts,
        timestamp=0,
        format="pdf",
    )
    unknown = {
        font for font in FONTS for warning in warnings if f"unknown font family: {font.lower()}" in str(warning).lower()
    }
    if len(unknown) == len(FONTS):
        raise JixiaoError(diagnose("JX452"))
    assert isinstance(pdf, bytes)
    return pdf


def _plain(form: Form) -> dict[str, object]:
    titles = [box for box in form.boxes if box.kind in (BoxKind.TITLE, BoxKind.SUB)]
    rest = [box for box in form.boxes if box not in titles]
    heading = [box for box in rest if box.row == form.head_row]
    side = next(box for box in heading if box.col == 0)
    # A header that is repeated cannot hold a cell that goes on below it: the sideways title starts one row later.
    heading = [box for box in heading if box is not side]
    body = [box for box in rest if box.row > form.head_row]
    if side.rows > 1:
        heading.append(evolve(side, text="", rows=1, kind=BoxKind.HEAD))
        body.append(evolve(side, row=side.row + 1, rows=side.rows - 1))
    return {
        "titles": [_box(box) for box in titles],
        "head": [_box(box) for box in rest if box.row < form.head_row],
        "heading": [_box(box) for box in sorted(heading, key=lambda b: b.col)],
        "body": [_box(box) for box in body],
        "skipped": len(titles),
        "widths": WIDTHS,
        "annexes": form.annexes,
    }


def _box(box: Box) -> dict[str, object]:
    kind = box.kind.value
    return {"row": box.row, "col": box.col, "rows": box.rows, "cols": box.cols, "text": box.text, "kind": kind}
