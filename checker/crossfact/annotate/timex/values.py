"""Arithmetic on TIMEX3 values: from a value to the days it denotes, and from one value to another.

Values are written as in TIMEX3 (Saurí et al., TimeML Annotation Guidelines 1.2.1): ``2014-09-14``, ``2014-W37``,
``2014-W37-WE``, ``2014-09``, ``2014-Q3``, ``2014-H1``, ``2014-SU``, ``2014``, ``202`` (a decade), ``20`` (a century),
each with ``T…`` for a time of day. Weeks are ISO weeks. Days are ordinals.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date

from crossfact.model import Days

MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Meteorological seasons of the northern hemisphere, a month wider on both sides than the strict ones would be at the
# ends where usage differs: first month and number of months.
_SEASONS = {"SP": (3, 4), "SU": (6, 4), "FA": (9, 4), "WI": (12, 4)}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d\d)(?:-(?P<part>WE|[1-7]))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?|(?P<decade>\d{3})|(?P<century>\d{2})"
)


def leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int | None, month: int) -> int:
    """Days of the month; February has 29 where the year is not known."""
    return 28 if month == 2 and year is not None and not leap(year) else MONTH_DAYS[month - 1]


def day(year: int, month: int, number: int) -> int | None:
    """Ordinal of a date, ``None`` if there is no such date."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= number <= month_length(year, month)):
        return None
    return date(year, month, number).toordinal()


def week_of(ordinal: int) -> str:
    year, week, _ = date.fromordinal(ordinal).isocalendar()
    return f"{year:04}-W{week:02}"


def iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def quarter_of(ordinal: int) -> str:
    when = date.fromordinal(ordinal)
    return f"{when.year:04}-Q{(when.month + 2) // 3}"


def days_of(value: str) -> Days | None:
    """The closed interval of days that a value denotes, ``None`` for durations, sets and unresolved values."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    if match["century"] is not None:
        return _years(int(match["century"]) * 100, 100)
    if match["decade"] is not None:
        return _years(int(match["decade"]) * 10, 10)
    year = int(match["year"])
    if not 1 <= year < MAXYEAR:
        return None
    if match["day"] is not None:
        only = day(year, int(match["month"]), int(match["day"]))
        return None if only is None else Days(only, only)
    if match["month"] is not None:
        return _months(year, int(match["month"]), 1) if 1 <= int(match["month"]) <= 12 else None
    if match["quarter"] is not None:
        return _months(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"] is not None:
        return _months(year, int(match["half"]) * 6 - 5, 6)
    if match["season"] is not None:
        return _months(year, *_SEASONS[match["season"]])
    if match["week"] is not None:
        try:
            monday = date.fromisocalendar(year, int(match["week"]), 1).toordinal()
        except ValueError:
            return None
        if match["part"] is None:
            return Days(monday, monday + 6)
        if match["part"] == "WE":
            return Days(monday + 5, monday + 6)
        return Days(monday + int(match["part"]) - 1, monday + int(match["part"]) - 1)
    return _years(year, 1)


def _months(year: int, first: int, count: int) -> Days:
    end_year, end_month = divmod(year * 12 + first - 1 + count, 12)
    return Days(date(year, first, 1).toordinal(), date(end_year, end_month + 1, 1).toordinal() - 1)


def _years(first: int, count: int) -> Days | None:
    if not 1 <= first <= first + count < MAXYEAR:
        return None
    return Days(date(first, 1, 1).toordinal(), date(first + count, 1, 1).toordinal() - 1)


def shift(ordinal: int, count: int, unit: str) -> str | None:
    """The value ``count`` units from a day, as coarse as the unit: weeks give a week, years a year.

    ``unit`` is ``D``, ``W``, ``M``, ``Q``, ``Y``, ``E`` (decade) or ``C`` (century). ``None`` outside the calendar.
    """
    when = date.fromordinal(ordinal)
    if unit in ("D", "W"):
        target = ordinal + count * (7 if unit == "W" else 1)
        if not 1 <= target <= date.max.toordinal():
            return None
        return iso(target) if unit == "D" else week_of(target)
    if unit in ("M", "Q"):
        year, month = divmod(when.year * 12 + when.month - 1 + count * (3 if unit == "Q" else 1), 12)
        if not 1 <= year <= MAXYEAR:
            return None
        return f"{year:04}-{month + 1:02}" if unit == "M" else f"{year:04}-Q{month // 3 + 1}"
    years = {"Y": 1, "E": 10, "C": 100}.get(unit)
    if years is None:
        return None
    year = when.year + count * years
    if not 1 <= year <= MAXYEAR:
        return None
    return f"{year:04}"[: 4 - len(str(years)) + 1]


def year_before(value: str, count: int) -> str | None:
    """The same quarter, month or year ``count`` years earlier."""
    match = _VALUE.fullmatch(value)
    if match is None or match["year"] is None:
        return None
    year = int(match["year"]) - count
    return f"{year:04}{value[4:]}" if 1 <= year <= MAXYEAR else None
