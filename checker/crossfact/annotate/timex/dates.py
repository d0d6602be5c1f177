"""Dates with a day of the month, ISO weeks among them: "14 March 2031", "3/4/31", "March 3-5", "the 12th"."""

from __future__ import annotations

from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.line import Build, Found, Line
from crossfact.annotate.timex.readings import (
    MONTHS,
    PART_MINUTES,
    PARTS,
    WEEKDAYS,
    inferred_year,
    ordinal_of,
    shared_year,
)
from crossfact.model import MONTH_NAMES, Anchor, Days, TimexType


def _iso(line: Line, first: int, last: int) -> Found | None:
    word = line.words[first]
    days = calc.days_of(word[:10])
    if days is None:
        return None
    hour, minute = int(word[11:13]), int(word[14:16])
    wrong = None if hour < 24 and minute < 60 else f"there is no clock time {word[11:16]}"
    zone = word[16:].lstrip(":0123456789") or None
    return Found(
        first,
        last,
        TimexType.TIME,
        word[:16],
        days=days,
        clock=None if wrong else (hour * 60 + minute,) * 2,
        zone=zone,
        impossible=wrong,
    )


def _week_of(line: Line, first: int, last: int) -> Found | None:
    """ "the week of March 3"."""
    if line.word(first + 1) != "week":
        return None
    inner = full_date(line, first + 3, last)
    if inner is None or inner.days is None or inner.days.day is None:
        return None
    return Found(
        first, last, TimexType.DATE, calc.week_of(inner.days.day), inner.anchor, year_written=inner.year_written
    )


def full_date(line: Line, first: int, last: int) -> Found | None:
    weekday_at = line.find("Ww", first, last)
    numeric = line.find("D", first, last)
    weekday = None if weekday_at is None else WEEKDAYS[line.word(weekday_at)]
    if numeric is not None:
        return _numeric(line, first, last, numeric, weekday, weekday_at)
    month_at = line.find("MmB", first, last)
    day_at = line.find("NO2", first, last)
    year_at = line.find("Y", first, last)
    if month_at is None or day_at is None:
        return None
    number_word = line.word(day_at)
    number = int(number_word) if line.codes[day_at] == "N" else ordinal_of(number_word)
    if line.codes[day_at] != "N" and not number_word[0].isdecimal() and line.code(last) in "QuU":
        return None
    if (
        line.codes[month_at] == "m"
        and len(line.words[month_at]) == 3
        and line.words[month_at].isupper()
        and year_at is None
        and weekday_at is None
        and line.code(month_at + 1) not in "N:"
    ):
        return None
    if weekday_at is not None and weekday_at < min(month_at, day_at) and _ends_with(line, weekday_at):
        return None
    month = MONTHS[line.word(month_at)]
    if year_at is not None and line.code(year_at - 1) != "," and weekday_at is None and line.code(year_at + 1) in "g":
        last, year_at = year_at, None
    inner = [i for i in (month_at, day_at, year_at) if i is not None]
    date_first, date_last = min(inner), max(inner) + 1
    year = int(line.words[year_at]) if year_at is not None else shared_year(line, last)
    found = _dated(line, first, last, month, number, year, weekday, weekday_at, (date_first, date_last))
    part_at = line.find("P", first, date_first)
    if found is not None and found.impossible is None and part_at is not None:
        part = PARTS[line.word(part_at)]
        found.type, found.value, found.clock, found.days = (
            TimexType.TIME,
            f"{found.value}T{part}",
            PART_MINUTES[part],
            None,
        )
    return found


def _ends_with(line: Line, weekday_at: int) -> bool:
    """Does a sentence end with the weekday? "They met on Tuesday. May 6 is …" does, "On Tuesday. May 6, they met" cannot."""
    if line.codes[weekday_at] != "W" or line.code(weekday_at + 1) != ":":
        return False
    return line.code(weekday_at - 1) != "V" or (weekday_at > 1 and line.code(weekday_at - 2) != ":")


def _date_around_clock(line: Line, first: int, last: int) -> Found | None:
    day_at, month_at = line.find("N", first, last), line.find("MmB", first, last)
    if day_at is None or month_at is None:
        return None
    month, number, year = MONTHS[line.word(month_at)], int(line.words[day_at]), int(line.words[last - 1])
    weekday = WEEKDAYS[line.word(first)]
    return _dated(line, first, last, month, number, year, weekday, first, (month_at, day_at + 1))


def _weekday_and_figures(line: Line, first: int, last: int) -> Found | None:
    """ "Tuesday (16/9)": the order is told by a number past twelve or by the weekday itself."""
    at = line.find("÷", first, last)
    assert at is not None
    weekday = WEEKDAYS[line.word(first)]
    left, right = (int(part) for part in line.words[at].split("/"))
    orders = [
        (month, number) for number, month in {(left, right), (right, left)} if 1 <= month <= 12 and 1 <= number <= 31
    ]
    found = [
        _dated(line, first, last, month, number, None, weekday, first, (at, at + 1)) for month, number in sorted(orders)
    ]
    right_ones = [
        f
        for f in found
        if f is not None and f.days is not None and f.days.day is not None and (f.days.day - 1) % 7 == weekday
    ]
    if len(right_ones) == 1:
        return right_ones[0]
    return found[0] if len(found) == 1 else None


def _weekday_of_week(line: Line, first: int, last: int) -> Found | None:
    """ "Tuesday last week", "Friday of this week"."""
    if line.word(last - 1) != "week":
        return None
    weekday = WEEKDAYS[line.word(first)]
    if line.scene.dct is None:
        return Found(first, last, TimexType.DATE, f"XXXX-WXX-{weekday + 1}", Anchor.UNRESOLVED, weekday=weekday)
    step = {"l": -1, "x": 1, "H": 0}[line.codes[last - 2]]
    day = line.scene.dct - (line.scene.dct - 1) % 7 + weekday + 7 * step
    return Found(first, last, TimexType.DATE, calc.iso(day), Anchor.DCT, weekday=weekday)


def _dated(
    line: Line,
    first: int,
    last: int,
    month: int,
    number: int,
    year: int | None,
    weekday: int | None,
    weekday_at: int | None,
    date_at: tuple[int, int],
) -> Found | None:
    written = year is not None
    if not written:
        year = inferred_year(line, month, number, first, last, weekday)
    impossible = None
    length = calc.month_length(year if written else None, month)
    if number > length or number < 1:
        if number > 31 or number < 1:
            return None
        impossible = f"{MONTH_NAMES[month - 1]}{f' {year}' if month == 2 and written else ''} has {length} days"
    shown = "XXXX" if year is None else f"{year:04}"
    found = Found(
        first,
        last,
        TimexType.DATE,
        f"{shown}-{month:02}-{number:02}",
        anchor=Anchor.ABSOLUTE if written else Anchor.UNRESOLVED if year is None else Anchor.DCT,
        weekday=weekday,
        weekday_at=weekday_at,
        date_at=date_at if weekday_at is not None else None,
        impossible=impossible,
        year_written=written,
    )
    if impossible is None and year is not None:
        found.days = calc.days_of(found.value)
    return found


def _numeric(line: Line, first: int, last: int, at: int, weekday: int | None, weekday_at: int | None) -> Found | None:
    parts = [int(p) for p in line.words[at].replace("/", "-").replace(".", "-").split("-")]
    if len(line.words[at].split("-")[0].split("/")[0]) == 4:
        year, month, number = parts
    else:
        left, right, year = parts
        if year < 100:
            if "." in line.words[at] or "-" in line.words[at]:
                return None
            year += 2000 if year < 50 else 1900
        if "." in line.words[at] or left > 12 >= right:
            number, month = left, right
        elif right > 12 >= left or left == right:
            month, number = left, right
        else:
            return _ambiguous(line, first, last, left, right, year, weekday, weekday_at, at)
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    return _dated(line, first, last, month, number, year, weekday, weekday_at, (at, at + 1))


def _ambiguous(
    line: Line,
    first: int,
    last: int,
    left: int,
    right: int,
    year: int,
    weekday: int | None,
    weekday_at: int | None,
    at: int,
) -> Found | None:
    """03/04/2014: the order of day and month is told by the weekday or by what lies near the article, else not at all."""
    american, other = calc.day(year, left, right), calc.day(year, right, left)
    chosen = None
    if weekday is not None and american is not None and other is not None:
        fits = [o for o in (american, other) if (o - 1) % 7 == weekday]
        chosen = fits[0] if len(fits) == 1 else None
    if chosen is None and line.scene.dct is not None and american is not None and other is not None:
        near = sorted((abs(o - line.scene.dct), o) for o in (american, other))
        chosen = near[0][1] if near[0][0] <= 31 < near[1][0] else None
    if chosen is None:
        return Found(first, last, TimexType.DATE, f"{year:04}-XX-XX", days=calc.days_of(f"{year:04}"))
    return Found(
        first,
        last,
        TimexType.DATE,
        calc.iso(chosen),
        weekday=weekday,
        weekday_at=weekday_at,
        date_at=(at, at + 1) if weekday_at is not None else None,
    )


def _date_range(line: Line, first: int, last: int) -> Found | list[Found] | None:
    months = [i for i in range(first, last) if line.codes[i] in "MmB"]
    numbers = [(i, int(n)) for i in range(first, last) if line.codes[i] in "N3" for n in line.words[i].split("-")]
    year_at = [i for i in range(first, last) if line.codes[i] == "Y"]
    weekdays = [i for i in range(first, last) if line.codes[i] in "Ww"]
    if len(numbers) != 2 or not all(1 <= n <= 31 for _, n in numbers):
        return None
    start_month, end_month = MONTHS[line.word(months[0])], MONTHS[line.word(months[-1])]
    end_year = int(line.words[year_at[-1]]) if year_at else inferred_year(line, end_month, numbers[1][1], first, last)
    if end_year is None:
        value = f"XXXX-{start_month:02}-{numbers[0][1]:02}/XXXX-{end_month:02}-{numbers[1][1]:02}"
        return Found(first, last, TimexType.DATE, value, anchor=Anchor.UNRESOLVED, year_written=False)
    start_year = end_year if (start_month, numbers[0][1]) <= (end_month, numbers[1][1]) else end_year - 1
    if len(months) == 1 and numbers[0][1] >= numbers[1][1]:
        return None
    start, end = calc.day(start_year, start_month, numbers[0][1]), calc.day(end_year, end_month, numbers[1][1])
    if start is None or end is None:
        bad_year, bad_month = (start_year, start_month) if start is None else (end_year, end_month)
        why = f"{MONTH_NAMES[bad_month - 1]} has {calc.month_length(bad_year, bad_month)} days"
        value = f"{end_year:04}-{end_month:02}"
        return Found(first, last, TimexType.DATE, value, impossible=why, year_written=bool(year_at))
    value = f"{calc.iso(start)}/{calc.iso(end)}"
    anchor = Anchor.ABSOLUTE if year_at else Anchor.DCT
    whole = Found(first, last, TimexType.DATE, value, anchor, days=Days(start, end), year_written=bool(year_at))
    if len(weekdays) != 2:
        return whole
    # Each weekday goes with its own end of the range, so that each pair can be checked.
    inner = [*months, *(i for i, _ in numbers), *year_at]
    date_at = (min(inner), max(inner) + 1)
    halves = []
    for weekday_at, ordinal in zip(weekdays, (start, end), strict=True):
        halves.append(
            Found(
                weekday_at if weekday_at == weekdays[0] else weekdays[1],
                weekday_at + 1 if weekday_at == weekdays[0] else last,
                TimexType.DATE,
                calc.iso(ordinal),
                anchor,
                weekday=WEEKDAYS[line.word(weekday_at)],
                weekday_at=weekday_at,
                date_at=date_at,
                year_written=bool(year_at),
            )
        )
    return halves


def _date_list(line: Line, first: int, last: int) -> list[Found] | None:
    month_at = line.find("MmB", first, last)
    if month_at is None:
        return None
    month = MONTHS[line.word(month_at)]
    year_at = line.find("Y", first, last)
    year = int(line.words[year_at]) if year_at is not None else None
    plural = line.find("S", first, last)
    numbers = [index for index in range(first, last) if line.codes[index] == "N"]
    weekdays = [index for index in range(first, min(numbers)) if line.codes[index] == "W"]
    if len(weekdays) > 1:
        return _listed_apart(line, first, last, month, year, weekdays, numbers)
    days = [int(line.words[index]) for index in numbers]
    if days != sorted(days) and not {"~", "-"}.isdisjoint(line.codes[first:last]):
        return None
    result = []
    for index in range(first, last):
        if line.codes[index] != "N":
            continue
        weekday_at = (
            index - 1
            if line.code(index - 1) == "W"
            else index - 2
            if line.codes[max(0, index - 2) : index] == "W,"
            else None
        )
        if weekday_at is not None and weekday_at < first:
            weekday_at = None
        if plural is not None:
            weekday_at = plural
        weekday = None if weekday_at is None else WEEKDAYS[line.word(weekday_at)]
        start = index if weekday_at is None or weekday_at == plural else weekday_at
        one = _dated(
            line, start, index + 1, month, int(line.words[index]), year, weekday, weekday_at, (index, index + 1)
        )
        if one is None:
            return None
        result.append(one)
    result[0].first = first
    result[-1].last = last
    return result


def _listed_apart(
    line: Line, first: int, last: int, month: int, year: int | None, weekdays: list[int], numbers: list[int]
) -> list[Found] | None:
    """ "Friday and Saturday, 3 and 4 April": each weekday goes with its own number, where there are as many."""
    paired = len(weekdays) == len(numbers)
    result: list[Found] = []
    for place, number_at in enumerate(numbers):
        weekday_at = weekdays[place] if paired else None
        weekday = None if weekday_at is None else WEEKDAYS[line.word(weekday_at)]
        start = number_at if weekday_at is None else weekday_at
        date_at = (number_at, number_at + 1)
        number = int(line.words[number_at])
        one = _dated(line, start, start + 1, month, number, year, weekday, weekday_at, date_at)
        if one is None:
            return None
        result.append(one)
    result[0].first, result[-1].last = first, last
    return result


def _day_of(line: Line, first: int, last: int) -> Found | None:
    """ "the 14th of this month", "the fourth of July"."""
    month_at = line.find("MB", first, last)
    day_at = line.find("NO2", first, last)
    if day_at is None:
        return None
    number = ordinal_of(line.word(day_at)) if line.codes[day_at] != "N" else int(line.words[day_at])
    if month_at is not None:
        month = MONTHS[line.word(month_at)]
        year_at = line.find("Y", first, last)
        year = None if year_at is None else int(line.words[year_at])
        return _dated(line, first, last, month, number, year, None, None, (first, last))
    if line.word(last - 1) != "month" or not 1 <= number <= 31:
        return None
    steps = {"l": -1, "H": 0, "c": 0, "x": 1}[line.codes[last - 2]]
    if line.scene.dct is None:
        return Found(first, last, TimexType.DATE, f"XXXX-XX-{number:02}", Anchor.UNRESOLVED)
    value = calc.shift(line.scene.dct, steps, "M")
    if value is None or calc.days_of(f"{value}-{number:02}") is None:
        return None
    return Found(first, last, TimexType.DATE, f"{value}-{number:02}", Anchor.DCT)


BUILDERS: dict[str, Build] = {
    "iso": _iso,
    "date_range": _date_range,
    "date_list": _date_list,
    "week_of": _week_of,
    "date_around_clock": _date_around_clock,
    "weekday_and_figures": _weekday_and_figures,
    "weekday_of_week": _weekday_of_week,
    "date": full_date,
    "day_of": _day_of,
}
"""The functions of this module's rules, by the name of the rule in ``grammar``."""
