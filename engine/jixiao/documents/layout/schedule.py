"""A payment schedule read from its sentence: 预计6月底之前使用56万元，支出进度占总额的65%；9月底前使用73万元，占总额的85%."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from fractions import Fraction

from jixiao.documents.layout.draft import Draft
from jixiao.documents.layout.money import amount_of
from jixiao.kernel.diagnostic import Place

__all__ = ["check_shares", "read_date", "read_schedule"]

_DATE = re.compile(r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?")
_STEP = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)?(?:之?前|以前|止)?[,，]?"
    r"(?:累计|预计|计划|共|将|应)*(?:使用|支出|支付|完成支出|执行|拨付)(?:资金|经费|预算)?(?:达到|达|至)?"
    r"(?P<amount>\d[\d,.]*(?:万元|亿元|千元|元))(?:[,，]?(?:支出|执行|使用)?(?:进度)?(?:约)?(?:占|达到?|为)(?:项目|资金|预算|年度)*(?:总额|总金额)?的?(?P<share>\d+(?:\.\d+)?%))?"
)


def read_date(text: str) -> str | None:
    """A whole date in the form 2021-01-31, None if it is none.

    >>> read_date("2021年1月31日"), read_date("2021/2/30"), read_date("6月底")
    ('2021-01-31', None, None)
    """
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def read_schedule(draft: Draft, text: str, place: Place) -> None:
    """Fill the schedule from a sentence that holds at least two dated sums; anything less stays a sentence."""
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    steps = list(_STEP.finditer(flat))
    year = draft.project.get("year")
    if len(steps) < 2 or draft.schedule or (year is None and any(step["year"] is None for step in steps)):
        return
    for step in steps:
        by = _end(int(step["year"] or str(year)), int(step["month"]), step["day"])
        if by is None:
            continue
        entry: dict[str, str | int | bool] = {"by": by, "amount": step["amount"]}
        if step["share"]:
            entry["share"] = step["share"]
        path = f"$.schedule[{len(draft.schedule)}]"
        draft.places[path] = Place(file=place.file, cell=place.cell, line=place.line, path=path)
        draft.schedule.append(entry)


def check_shares(draft: Draft) -> None:
    """A share that is not the amount's after rounding to the share's own decimals is a finding (JX420)."""
    budget = amount_of(str(draft.project.get("budget", "")))
    for number, step in enumerate(draft.schedule):
        share, amount = str(step.get("share", "")), amount_of(str(step["amount"]))
        if not budget or amount is None or not re.fullmatch(r"\d+(\.\d+)?%", share):
            continue
        places = len(share.rstrip("%").partition(".")[2])
        scale: int = 10**places
        right = Fraction(int(amount / budget * 100 * scale + Fraction(1, 2)), scale)  # half up, nothing negative here
        if right != Fraction(share.rstrip("%")):
            shown = (
                f"{int(right * scale) // scale}" + (f".{int(right * scale) % scale:0{places}d}" if places else "") + "%"
            )
            draft.say(
                "JX420", draft.places.get(f"$.schedule[{number}]"),
                by=step["by"], share=share, amount=step["amount"], budget=draft.project["budget"], right=shown,
            )  # fmt: skip


def _end(year: int, month: int, day: str | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(int(day), last) if day else last).isoformat()
