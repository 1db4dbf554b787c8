"""A stored number as its number format shows it: 0.95 under ``0%`` is 95%, 860000 under ``0\\.0,"万元"`` is 86.0万元.

Only what tables of figures use: sections, literals, percent, scaling commas, grouping, dates. A format that may
have changed what was typed (``3-5`` turned into a date, ``1/2`` into a fraction) is marked and not guessed at.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from jixiao.kernel.classes import frozen

__all__ = ["BUILTIN", "Shown", "date_of", "is_date_format", "show"]

# Ids that carry no format string in the file. 27-36 and 50-58 are those of a Chinese Excel or WPS.
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'yyyy"年"m"月"', 35: 'm"月"d"日"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_TOKEN = re.compile(
    r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|General|[Ee][+-]|AM/PM|上午/下午|[ymdhs]+|[0#?.,%/@]|.', re.S | re.I
)
_DATE = re.compile(r"[ymdhs]", re.I)
_SECTION = re.compile(r'(?:"[^"]{0,255}"|\\.|!.|\[[^\]]{0,255}\]|[^;"\\!])*', re.S)


@frozen
class Shown:
    """What a cell shows. ``exact``: nothing of the stored value was lost; ``suspect``: a format that Excel
    chooses by itself for a typed range or ratio."""

    text: str
    exact: bool = True
    suspect: bool = False


def show(value: Decimal, code: str | None) -> Shown:
    """The value under a number format, as a spreadsheet shows it."""
    code = (code or "General").strip() or "General"
    section, value = _choose(code, value)
    tokens = _TOKEN.findall(section)
    kinds = [_kind(token) for token in tokens]
    if "general" in kinds or "@" in tokens:
        return Shown(
            "".join(
                _plain(value) if kind in ("general", "at") else _literal(t)
                for t, kind in zip(tokens, kinds, strict=False)
            )
        )
    if "date" in kinds:
        return _show_date(value, tokens, kinds)
    if "fraction" in kinds:
        return Shown(_plain(value), exact=True, suspect=True)
    if "exponent" in kinds:
        return Shown(_plain(value), exact=True)
    if "digit" not in kinds:
        return Shown("".join(_literal(token) for token in tokens), exact=False)
    return _show_number(value, tokens, kinds)


def is_date_format(code: str | None) -> bool:
    """True for a format that shows a day or a time."""
    if not code or code == "General":
        return False
    return any(_kind(token) == "date" for token in _TOKEN.findall(code.split(";")[0]))


def date_of(serial: Decimal, *, epoch_1904: bool = False) -> datetime.datetime | None:
    """The moment a serial number stands for; None outside of what a spreadsheet can show."""
    if not 0 <= serial < 2958466:
        return None
    base = datetime.datetime(1904, 1, 1) if epoch_1904 else datetime.datetime(1899, 12, 30)
    days = int(serial)
    if not epoch_1904 and days < 61:  # the 29th of February 1900 that never was
        days += 1
    seconds = int(((serial - int(serial)) * 86400).quantize(Decimal(1), ROUND_HALF_UP))
    return base + datetime.timedelta(days=days, seconds=seconds)


def _choose(code: str, value: Decimal) -> tuple[str, Decimal]:
    """The section of the format for this value; a negative section shows the value without its sign."""
    sections = _sections(code)
    for section in sections:
        if bound := re.match(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]", section):
            if _holds(value, bound[1], Decimal(bound[2])):
                return section, value
    if len(sections) > 1 and value < 0 and not sections[0].startswith("[<"):
        return sections[1], -value
    if len(sections) > 2 and value == 0:
        return sections[2], value
    return sections[0], value


def _sections(code: str) -> list[str]:
    found, at = [], 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        found.append(match[0] if match else "")
        at = (match.end() if match else at) + 1
    return found


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound, ">": value > bound, "=": value == bound,
        "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _kind(token: str) -> str:
    first = token[0]
    if token.lower() == "general":
        return "general"
    if first in '"\\!':
        return "literal"
    if first in "_*":
        return "skip"
    if first == "[":
        return "date" if re.fullmatch(r"\[(h+|m+|s+)\]", token, re.I) else "bracket"
    if token in "0#?":
        return "digit"
    if len(token) == 2 and first in "Ee":
        return "exponent"
    if _DATE.fullmatch(first) or ("/" in token and len(token) > 1):
        return "date"
    return {".": "point", ",": "comma", "%": "percent", "/": "fraction", "@": "at"}.get(token, "literal")


def _literal(token: str) -> str:
    if token[0] == '"':
        return token[1:-1]
    if token[0] in "\\!":
        return token[1:]
    if token[0] == "[":
        money = re.match(r"\[\$([^-\]]*)", token)
        return money[1] if money else ""
    return "" if token[0] in "*_" else token


def _plain(value: Decimal) -> str:
    """A number as General shows it, and never with an exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _show_number(value: Decimal, tokens: list[str], kinds: list[str]) -> Shown:
    digits = [at for at, kind in enumerate(kinds) if kind == "digit"]
    first, last = digits[0], digits[-1]
    point = next((at for at, kind in enumerate(kinds) if kind == "point"), None)
    tail = _commas_after(kinds, last)
    scaled = value.scaleb(2 * kinds.count("percent") - 3 * tail)
    grouped = any(kind == "comma" for kind in kinds[first:last])
    places = 0 if point is None else sum(1 for at in digits if at > point)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, part = format(rounded, "f").partition(".")
    optional = _optional_places(tokens, digits, point)
    while optional and part.endswith("0"):
        part, optional = part[:-1], optional - 1
    least = sum(1 for at in digits if (point is None or at < point) and tokens[at] == "0")
    whole = whole.lstrip("0").rjust(least, "0") if whole.strip("0") or least else ""
    if grouped:
        whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", whole)
    text = _put(tokens, kinds, whole, part, first, point)
    sign = "-" if scaled < 0 and rounded else ""
    return Shown(sign + text, exact=rounded == abs(scaled))


def _commas_after(kinds: list[str], last: int) -> int:
    count = 0
    for kind in kinds[last + 1 :]:
        if kind != "comma":
            break
        count += 1
    return count


def _optional_places(tokens: list[str], digits: list[int], point: int | None) -> int:
    if point is None:
        return 0
    count = 0
    for at in reversed([at for at in digits if at > point]):
        if tokens[at] == "0":
            break
        count += 1
    return count


def _put(tokens: list[str], kinds: list[str], whole: str, part: str, first: int, point: int | None) -> str:
    """The digits put into the format: literals between digits (``0\\.0``) take their digits from the right."""
    before = [at for at, kind in enumerate(kinds) if kind == "digit" and (point is None or at < point)]
    split = bool(before) and any(kind == "literal" for kind in kinds[before[0] : before[-1]])
    out: list[str] = []
    for at, (token, kind) in enumerate(zip(tokens, kinds, strict=False)):
        if at in before:
            out.append(_digits(whole, before.index(at), len(before), split))
        elif kind == "point":
            out.append("." + part if part else "")
        elif kind == "percent":
            out.append("%")
        elif kind in ("literal", "bracket"):
            out.append(_literal(token))
    return "".join(out)


def _digits(whole: str, place: int, places: int, split: bool) -> str:
    """The digits for one of the places before the point; the first takes all that the others leave."""
    if not split:
        return whole if place == 0 else ""
    end = len(whole) - (places - place - 1)
    return whole[: max(end, 0)] if place == 0 else whole[max(end - 1, 0) : max(end, 0)]


def _show_date(value: Decimal, tokens: list[str], kinds: list[str]) -> Shown:
    moment = date_of(value)
    if moment is None:
        return Shown(_plain(value), suspect=True)
    years = any(token[0] in "yY" for token, kind in zip(tokens, kinds, strict=False) if kind == "date")
    out = []
    for at, (token, kind) in enumerate(zip(tokens, kinds, strict=False)):
        out.append(_date_part(moment, token, _is_minute(tokens, kinds, at)) if kind == "date" else _literal(token))
    return Shown("".join(out), suspect=not years)


def _is_minute(tokens: list[str], kinds: list[str], at: int) -> bool:
    """``m`` means minutes right after hours or right before seconds."""
    before = [t for t, k in zip(tokens[:at], kinds[:at], strict=False) if k == "date"]
    after = [t for t, k in zip(tokens[at + 1 :], kinds[at + 1 :], strict=False) if k == "date"]
    return bool(before and before[-1].strip("[]")[0] in "hH") or bool(after and after[0][0] in "sS")


def _date_part(moment: datetime.datetime, token: str, minute: bool) -> str:
    name, wide = token.strip("[]")[0].lower(), len(token.strip("[]"))
    if name == "y":
        return f"{moment.year:04d}" if wide > 2 else f"{moment.year % 100:02d}"
    if name == "m" and not minute and wide > 2:
        return f"{moment.month}月"
    if name == "d" and wide > 2:
        return "星期" + "一二三四五六日"[moment.weekday()]
    if name in "ap上":
        return "上午" if moment.hour < 12 else "下午"
    part = {"m": moment.minute if minute else moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[name]
    return f"{part:02d}" if wide > 1 else str(part)
