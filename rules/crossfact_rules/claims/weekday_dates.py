"""Dates that stand beside a weekday: "Tuesday, 16 December 2014", "on Friday (March 6)".

## What it does

Takes every date written together with a weekday, before or after it, in brackets or abbreviated, with or without a year,
in ranges and lists, outside page furniture. The claim's value is the day with the weekday as written. Two repairs are
kept with it: the same date with the weekday it falls on, and the nearest date that falls on the weekday.

## Known limits

A date without a year takes its year from the article's date and only if it lies within sixty days of it; without an
article date, or where the metadata and the article disagree on the year, it makes no claim.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from crossfact.annotate.timex import language_of, weekday_names
from crossfact.model import Claim, Confidence, Span, Timex, WeekdayValue
from crossfact.rulekit import ClaimKind, Example, View

_NEAR = 60
_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)(?:st|nd|rd|th)?")


def extract(view: View) -> Iterator[Claim]:
    """Claims on the dates written with a weekday."""
    for timex in view.timexes:
        if timex.weekday is None or timex.weekday_span is None or timex.date_span is None or timex.days is None:
            continue
        # The days of a night run into the next one.
        day = timex.days.day if timex.clock is None else timex.days.earliest
        if day is None or (not timex.year_written and not _near(view, day)):
            continue
        yield view.claim(
            "weekday_dates",
            _whole(timex),
            subject="weekday of a date",
            value=WeekdayValue(day, timex.weekday),
            slot="weekday",
            when=timex.days,
            dated_by="" if timex.year_written else "the year is that of the article's date",
            confidence=Confidence.HIGH if timex.year_written else Confidence.MEDIUM,
            details={
                "year_written": timex.year_written,
                **(_repairs(view, timex, day) if (day - 1) % 7 != timex.weekday else {}),
            },
        )


def _near(view: View, day: int) -> bool:
    """Is the year of the article sure, and the day so close to it that no other year can be meant?"""
    dct = view.dct
    if dct is None or dct.days.day is None or abs(day - dct.days.day) > _NEAR:
        return False
    return all(rival.days.day is None or abs(rival.days.day - dct.days.day) < 300 for rival in dct.rivals)


def _whole(timex: Timex) -> Span:
    assert timex.weekday_span is not None
    assert timex.date_span is not None
    return Span(
        min(timex.span.start, timex.weekday_span.start, timex.date_span.start),
        max(timex.span.end, timex.weekday_span.end, timex.date_span.end),
    )


def _repairs(view: View, timex: Timex, day: int) -> dict[str, str | None]:
    return {"other_weekday": _other_weekday(view, timex, day), "other_day": _other_day(view, timex, day)}


def _other_weekday(view: View, timex: Timex, day: int) -> str:
    """The expression with the weekday that the date falls on, in the words and the style of the article."""
    assert timex.weekday_span is not None
    written = view.text[timex.weekday_span.start : timex.weekday_span.end]
    names = weekday_names(language_of(view.text, view.article.language), written)
    right = names[(day - 1) % 7]
    return _edited(view, timex, timex.weekday_span, right.upper() if written.isupper() and len(written) > 1 else right)


def _other_day(view: View, timex: Timex, day: int) -> str | None:
    """The expression with the nearest day that falls on the weekday as written, ``None`` where its month cannot be written."""
    assert timex.date_span is not None
    assert timex.weekday is not None
    step = (timex.weekday - (day - 1)) % 7
    was, target = date.fromordinal(day), date.fromordinal(day + (step - 7 if step > 3 else step))
    start, end = timex.date_span
    words = view.text[start:end]
    if target.month != was.month:
        name = next((form for form in _month_forms(was.month) if form in words), None)
        if name is None:
            return None
        words = words.replace(name, _month_forms(target.month)[_month_forms(was.month).index(name)])
    if target.year != was.year:
        words = words.replace(str(was.year), str(target.year))
    for match in _DAY_NUMBER.finditer(words):
        digits = match[0].rstrip("stndrh")
        if int(digits) == was.day:
            suffix = "" if digits == match[0] else _suffix(target.day)
            words = words[: match.start()] + _written_like(digits, target.day) + suffix + words[match.end() :]
            return _edited(view, timex, timex.date_span, words)
    return None


def _month_forms(month: int) -> tuple[str, ...]:
    """English names of a month, longest first."""
    name = calendar.month_name[month]
    return name, name.upper(), f"{name[:3]}.", name[:3]


def _written_like(digits: str, number: int) -> str:
    """The number in the digits of the same script, with a leading zero where there was one."""
    zero = ord(digits[0]) - int(digits[0])
    shown = f"{number:02}" if digits[0] == chr(zero) else str(number)
    return "".join(chr(zero + int(digit)) for digit in shown)


def _suffix(number: int) -> str:
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _edited(view: View, timex: Timex, span: Span, words: str) -> str:
    whole = _whole(timex)
    return view.text[whole.start : span.start] + words + view.text[span.end : whole.end]


KIND = ClaimKind(
    name="weekday_dates",
    extract=extract,
    speaks=(
        Example(text="The vote was held on Tuesday, December 16, 2014.", finds=("2014-12-16 Tuesday",)),
        Example(text="The vote was held on Monday, 16 December 2014.", finds=("2014-12-16 Monday",)),
        Example(text="The vote was held on 16 December 2014 (Tuesday).", finds=("2014-12-16 Tuesday",)),
        Example(text="Shops close on Fri., Dec. 5, 2014, the mayor said.", finds=("2014-12-05 Friday",)),
        Example(text="It opened on Friday (March 6).", finds=("2015-03-06 Friday",), published="2015-03-08"),
        Example(text="Snow fell on Wednesday, Dec. 31.", finds=("2014-12-31 Wednesday",), published="2015-01-02"),
        Example(
            text="The fair runs Monday–Wednesday, 15–17 December 2014.",
            finds=("2014-12-15 Monday", "2014-12-17 Wednesday"),
        ),
        Example(
            text="The fair runs from Monday 15 to Wednesday 17 December.",
            finds=("2014-12-15 Monday", "2014-12-17 Wednesday"),
            published="2014-12-10",
        ),
        Example(
            text="Shows are on Friday and Saturday, December 19 and 20.",
            finds=("2014-12-19 Friday", "2014-12-20 Saturday"),
            published="2014-12-10",
        ),
        Example(text="It opened Friday night, Dec. 5.", finds=("2014-12-05 Friday",), published="2014-12-10"),
        Example(
            text="La foire de la ville a lieu du lundi 15 au mercredi 17 décembre 2014, et elle est dans le port.",
            finds=("2014-12-15 Monday", "2014-12-17 Wednesday"),
        ),
        Example(
            text="Die Wahl in der Stadt war am Dienstagabend, 16. Dezember 2014, und sie ist nicht frei.",
            finds=("2014-12-16 Tuesday",),
        ),
        Example(
            text="選挙は2014年12月15日（月）から17日（水）まで行われた。",
            finds=("2014-12-15 Monday", "2014-12-17 Wednesday"),
        ),
        Example(text="Выборы прошли 16 декабря 2014 года (вторник).", finds=("2014-12-16 Tuesday",)),
        Example(
            text="The choir sings on Tuesdays May 2, 9 and 16, 2017.",
            finds=("2017-05-02 Tuesday", "2017-05-09 Tuesday", "2017-05-16 Tuesday"),
        ),
    ),
    silent=(
        Example(text="The vote was held on Tuesday.", published="2014-09-16"),
        Example(text="The vote was held on Tuesday, December 16."),
        Example(text="Talks on December 14, Monday's deadline and the rest are open.", published="2014-12-12"),
        Example(text="The vote is on Tuesday, March 3.", published="2014-09-16"),
        Example(text="They met on Tuesday. September 16 is a holiday.", published="2015-09-16"),
        Example(text="Shows are on Friday to Sunday, September 19, 20 and 21.", published="2014-09-16"),
    ),
    doc=__doc__,
)
