"""Dates with the precision they were written in."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import JixiaoError, diagnose

__all__ = ["When"]

_TEXT = re.compile(r"(?:(\d{4})(?:-|\Z))?(?:Q([1-4])|(\d\d)(?:-(\d\d))?)?\Z")


@frozen
class When:
    """A calendar date as precise as it was written; a missing year is the case's.

    Valid shapes (normal form): 2021; 2021-12; 2021-12-31; 12 (a month); 12-31; 2021-Q3; Q3.
    ``str`` gives that form and :meth:`read` takes it back. Raises JixiaoError (JX841) for what no calendar has, TypeError
    for what is no whole number; a cell may say any date, so what is read of one is :meth:`as_written`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    def __attrs_post_init__(self) -> None:
        parts = {"year": self.year, "month": self.month, "day": self.day, "quarter": self.quarter}
        for name, part in parts.items():
            if part is not None and type(part) is not int:
                raise TypeError(f"{name} of a When is a whole number or None, not {type(part).__name__}")
        if not self.valid:
            year, month, day, quarter = ("—" if part is None else part for part in parts.values())
            raise JixiaoError(diagnose("JX841", year=year, month=month, day=day, quarter=quarter))

    @classmethod
    def as_written(
        cls, year: int | None = None, month: int | None = None, day: int | None = None, quarter: int | None = None
    ) -> When:
        """The same of a date that there need not be; ``valid`` tells."""
        when = cls.__new__(cls)
        for name, part in zip(("year", "month", "day", "quarter"), (year, month, day, quarter), strict=True):
            object.__setattr__(when, name, part)
        return when

    def __str__(self) -> str:
        parts = [] if self.year is None else [f"{self.year:04d}"]
        if self.quarter is not None:
            parts.append(f"Q{self.quarter}")
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def read(cls, text: str) -> When | None:
        """The date that ``text`` is the normal form of; None when it is none."""
        match = _TEXT.match(text)
        if match is None or not text:
            return None
        year, quarter, month, day = (None if part is None else int(part) for part in match.groups())
        when = cls.as_written(year, month, day, quarter)
        return when if when.valid and str(when) == text else None

    def in_year(self, year: int | None) -> When:
        """The same day or month of that year, which need not have it."""
        return When.as_written(year, self.month, self.day, self.quarter)

    def on_day(self, day: int) -> When:
        """A day of the same month, which need not have it."""
        return When.as_written(self.year, self.month, day)

    @property
    def valid(self) -> bool:
        """Whether the shape is one of the seven and the calendar has such a date (02-29 needs no leap year)."""
        if self.quarter is not None:
            return self.month is None and self.day is None and 1 <= self.quarter <= 4 and self._year_ok
        if self.month is None:
            return self.year is not None and self.day is None and self._year_ok
        if not 1 <= self.month <= 12 or not self._year_ok:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]

    @property
    def _year_ok(self) -> bool:
        return self.year is None or 1 <= self.year <= 9999

    def first_day(self, year: int) -> datetime.date:
        """The first day it can mean; ``year`` is taken when none was written.

        Raises ValueError when there is no such day (02-29 in another year than a leap year).
        """
        month = self.month or (self.quarter * 3 - 2 if self.quarter else 1)
        return datetime.date(self.year or year, month, self.day or 1)

    def last_day(self, year: int) -> datetime.date:
        """The last day it can mean; ``year`` is taken when none was written. Raises ValueError as above."""
        month = self.month or (self.quarter * 3 if self.quarter else 12)
        own_year = self.year or year
        return datetime.date(own_year, month, self.day or monthrange(own_year, month)[1])
