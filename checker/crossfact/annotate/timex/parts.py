"""The part of a day or of a longer time: "the night of 3 May", "early in March", "Monday morning"."""

from __future__ import annotations

from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.dates import full_date
from crossfact.annotate.timex.line import Build, Found, Line
from crossfact.annotate.timex.periods import named_month
from crossfact.annotate.timex.readings import PART_MINUTES, PARTS, ordinal_of
from crossfact.annotate.timex.relative import lone_weekday, relative_day
from crossfact.model import Anchor, Days, TimexType


def _part_of(line: Line, first: int, last: int) -> Found | None:
    """ "the last week of July", "the first day of 2015": a day, or the week that holds it."""
    lead = line.find("lO2", first, last)
    if lead is None:
        return None
    noun, word = line.word(lead + 1), line.word(lead)
    if noun not in ("day", "week", "weekend") or (line.codes[lead] == "l" and word != "last"):
        return None
    inner = named_month(line, lead + 3, last) if line.find("MmB", lead + 3, last) is not None else None
    year_at = line.find("Y", lead + 3, last)
    if inner is not None:
        value, anchor = inner.value, inner.anchor
    elif year_at is not None:
        value, anchor = line.words[year_at], Anchor.ABSOLUTE
    else:
        whole = relative_day(line, lead + 3, last)
        if whole is None:
            return None
        value, anchor = whole.value, whole.anchor
    days = calc.days_of(value)
    if days is None or days.earliest is None or days.latest is None:
        return Found(first, last, TimexType.DATE, value, Anchor.UNRESOLVED)
    if noun == "weekend":
        return Found(first, last, TimexType.DATE, value, anchor)
    number = -1 if line.codes[lead] == "l" else ordinal_of(word)
    length = 1 if noun == "day" else 7
    start = days.latest - length + 1 if number == -1 else days.earliest + (number - 1) * length
    if start > days.latest:
        return None
    value = calc.iso(start) if noun == "day" else calc.week_of(start + 3)
    return Found(first, last, TimexType.DATE, value, anchor, days=Days(start, min(start + length - 1, days.latest)))


def _part_of_date(line: Line, first: int, last: int) -> Found | None:
    """ "the night of March 19", "the morning of Friday, 6 June"."""
    at = line.find("F", first, last)
    if at is None:
        return None
    inner = (
        full_date(line, at + 1, last)
        if line.find("MmBD", at + 1, last) is not None
        else lone_weekday(line, at + 1, last)
    )
    if inner is None or len(inner.value) not in (9, 10) or inner.type is not TimexType.DATE:
        return None
    part = PARTS[line.word(at - 1)]
    inner.first, inner.type, inner.clock = first, TimexType.TIME, PART_MINUTES[part]
    inner.value, inner.days = f"{inner.value}T{part}", None
    return inner


BUILDERS: dict[str, Build] = {
    "part_of": _part_of,
    "part_of_date": _part_of_date,
}
"""The functions of this module's rules, by the name of the rule in ``grammar``."""
