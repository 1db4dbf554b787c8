"""Dates that lost their format: workbooks count days from the end of 1899, and 44,561 is 2021-12-31."""

from __future__ import annotations

import datetime

__all__ = ["serial_date"]

_FIRST = datetime.date(1899, 12, 30)
_PLAUSIBLE = range(36_526, 54_789)  # 2000 to 2049


def serial_date(number: str) -> str:
    """The date that a number of five digits may be; "" where it can be none.

    >>> serial_date("44561"), serial_date("20")
    ('2021-12-31', '')
    """
    if not number.isdigit() or int(number) not in _PLAUSIBLE:
        return ""
    return (_FIRST + datetime.timedelta(days=int(number))).isoformat()
