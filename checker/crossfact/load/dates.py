"""Dates of publication as metadata write them."""

from __future__ import annotations

import calendar
import datetime
import re
from email.utils import parsedate_to_datetime

from crossfact.model import Days, one_day

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?\Z", re.DOTALL)
_WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%A, %B %d, %Y", "%A, %d %B %Y")


def published_days(text: str) -> Days:
    """The days that a date of publication denotes, as its author wrote it (no change of time zone).

    ISO 8601 (a day, a month, a year; a time of day is left out), the date of an e-mail or feed, or an English date with
    the month as a word. ``ValueError`` for anything else.
    """
    text = text.strip()
    if (match := _DAY.match(text)) is not None:
        return one_day(datetime.date.fromisoformat(match[1]))
    if (match := _PARTIAL.match(text)) is not None:
        year = int(match[1])
        first, last = (1, 12) if match[2] is None else (int(match[2]), int(match[2]))
        start = datetime.date(year, first, 1)
        end = datetime.date(year, last, calendar.monthrange(year, last)[1])
        return Days(start.toordinal(), end.toordinal())
    for form in _WRITTEN:
        try:
            return one_day(datetime.datetime.strptime(text, form).date())  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    try:
        return one_day(parsedate_to_datetime(text).date())
    except OverflowError as error:
        raise ValueError("no such year") from error
