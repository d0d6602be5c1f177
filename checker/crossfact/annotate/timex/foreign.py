"""Dates in other languages than English: names from CLDR, the order of the parts from the locale.

What is read: day, month and year by name or in figures, with or without a weekday beside them; dates in the writing of
Chinese, Japanese and Korean; and the words for yesterday, today and tomorrow. A date whose month is written in a form that
CLDR does not list is left to dateparser, with the language given, and only if it yields day, month and year.

Digits of any script count. Weekdays alone are not read: their day hangs on tense, which is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from crossfact import lexicon
from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.language import Calendar, calendar
from crossfact.lexicon import alternatives
from crossfact.model import MONTH_NAMES, Anchor, Days, Span, Timex, TimexType

_LANGUAGES = lexicon.load("languages")
_INSIDE = _LANGUAGES["inside"]
_ERAS: dict[str, int] = _LANGUAGES["eras"]
_UNSPACED = frozenset(_LANGUAGES["unspaced"]["languages"])
_AFTER = frozenset(_INSIDE["weekday_after"])
_LETTER = r"[^\W\d_]"
_CHINESE = "一二三四五六日"
_JAPANESE = "月火水木金土日"
_KOREAN = "월화수목금토일"
_CJK = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}})|(?P<era>{'|'.join(_ERAS)})(?P<era_year>\d{{1,2}}|元))?(?(year)年|(?(era)年|))\s{{0,4}}"
    r"(?<!\d)(?P<month>\d{1,2})月\s*(?P<day>\d{1,2})[日号號]"
    rf"(?:\s*[（(]?(?P<zh>(?:星期|礼拜|禮拜|周|週)[{_CHINESE}天])[）)]?|\s*[（(]?(?P<ja>[{_JAPANESE}]曜日?)[）)]?"
    rf"|\s*[（(](?P<short>[{_JAPANESE}{_CHINESE}])[）)])?"
)
_KO = re.compile(
    r"(?:(?P<year>(?<!\d)\d{4})년\s*)?(?<!\d)(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일"
    rf"(?:\s*\((?P<short>[{_KOREAN}])\)|\s*(?P<long>[{_KOREAN}]요일))?"
)
# "9月14日（月）から16日（水）まで": a second day with the month of the first.
_CJK_NEXT = re.compile(
    r"[)）]?(?:から|至|到|和|及|부터|과|와|[、,・~〜～–—-])\s{0,2}"
    rf"(?P<pair>(?P<day>\d{{1,2}})[日일号號][（(](?P<short>[{_JAPANESE}{_CHINESE}{_KOREAN}]))"
)
_NUMERIC = re.compile(r"(?<![\d.,/:-])(\d{1,4})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/])\.?")
_UNKNOWN_MONTH = re.compile(
    rf"(?<![\w.,/:-])\d{{1,2}}\.?\s(?:de\s)?(?P<word>{_LETTER}{{3,14}})\.?\s(?:de\s|del\s)?(?:19|20)\d\d(?!\d)"
)
_MOST_UNKNOWN = 5
_MOST_PAIRED = 8
# A fixed base keeps the clock of the machine out, though a full date needs none.
_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1, tzinfo=UTC),
}
_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Patterns of one language. Those for the left side end at the place they are searched up to."""

    names: Calendar
    month: re.Pattern[str]
    day_left: re.Pattern[str]
    day_right: re.Pattern[str]
    year_left: re.Pattern[str]
    year_right: re.Pattern[str]
    weekday_left: re.Pattern[str]
    weekday_right: re.Pattern[str]
    pair_left: re.Pattern[str]
    near: re.Pattern[str] | None


def _not_after(letter: str) -> str:
    return f"(?<!{letter})" if letter else ""


def _not_before(letter: str) -> str:
    return f"(?!{letter})" if letter else ""


@cache
def _grammar(language: str) -> _Grammar | None:
    names = calendar(language)
    if names is None:
        return None
    affixes = _LANGUAGES["affixes"].get(language, {})
    edge = "" if language in _UNSPACED else _LETTER
    prefix = f"(?:{alternatives(affixes['before'])})?" if "before" in affixes else ""
    ending = f"(?:{alternatives(affixes['after'])})?" if "after" in affixes else ""
    weekday = f"{_not_after(edge)}{prefix}(?P<weekday>{alternatives(names.weekdays)}){ending}{_not_before(edge)}"
    part = rf"(?:\s(?:{alternatives(_INSIDE['part_of_day'])}))?"
    before_day = rf"(?:(?:{alternatives(_INSIDE['before_day'])})\s{{0,2}})?"
    marks = rf"(?:{alternatives(_INSIDE['ordinal_marks'])})?"
    return _Grammar(
        names=names,
        month=re.compile(rf"{_not_after(edge)}(?:{alternatives(names.months)}){_not_before(edge)}(?!\d)"),
        day_left=re.compile(
            rf"(?<![\d.,/:-])(?:(?P<from>\d{{1,2}})\.?\s?[-–]\s?)?(?<!\d)(?P<day>\d{{1,2}}){marks}\.?\s{{0,2}}"
            rf"(?:(?:{alternatives(_INSIDE['before_month'])})\s{{0,2}})?$"
        ),
        day_right=re.compile(rf"\.?\s{{1,2}}(?P<day>\d{{1,2}})(?![\d:.]\d){marks}(?!\d)\.?"),
        year_left=re.compile(r"(?<!\d)(?P<year>\d{4})(?:\.|\sm\.|\. gada|(?:-?n)?\s?(?:ko)?)?\s{1,2}$"),
        year_right=re.compile(
            rf"\.?[\s,،.]{{0,3}}(?:(?:{alternatives(_INSIDE['before_year'])})\.?\s)?(?<!\d)(?P<year>\d{{4}})(?!\d)"
        ),
        weekday_left=re.compile(rf"{weekday}\.?{part}[\s,،(]{{0,3}}{before_day}$"),
        weekday_right=re.compile(
            rf"(?:\s?(?:{alternatives(_INSIDE['after_year'])})(?!{_LETTER}))?[.\s,،]{{0,3}}[(（]\s?{weekday}\.?\s?[)）]"
            + (rf"|[.\s,،]{{1,3}}{weekday.replace('P<weekday>', 'P<bare>')}" if language in _AFTER else "")
        ),
        pair_left=re.compile(
            rf"{weekday}\.?{part}[\s,،(]{{0,3}}{before_day}(?<!\d)(?P<day>\d{{1,2}}){marks}\.?\)?,?\s{{0,2}}"
            rf"(?:{alternatives(_INSIDE['joiners'])})\s{{0,2}}{before_day}$"
        ),
        near=re.compile(rf"(?<!{_LETTER})(?:{alternatives(names.near_days)})(?!{_LETTER})")
        if names.near_days
        else None,
    )


def tag_lines(lines: Iterable[tuple[str, int]], dct: int | None, language: str) -> list[Timex]:
    """The dates of several lines; each line comes with its place in the article."""
    grammar = _grammar(language)
    result: list[Timex] = []
    unknown = 0
    for text, offset in lines:
        shadow = _shadow(text)
        found = list(_east_asian(text, shadow, offset, dct, language))
        if grammar is not None:
            found += _named(text, shadow, offset, dct, grammar)
            found += _in_figures(text, shadow, offset, dct, grammar)
            if grammar.near is not None and dct is not None:
                found += _near(text, shadow, offset, dct, grammar)
            for match in _UNKNOWN_MONTH.finditer(shadow):
                if match["word"] not in grammar.names.months and unknown < _MOST_UNKNOWN:
                    unknown += 1
                    found += _by_dateparser(text, match, offset, language)
        result += _disjoint(found)
    return result


def _shadow(text: str) -> str:
    """Lower case of equal length, so that places are those of the text."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _disjoint(found: list[Timex]) -> list[Timex]:
    """The longest of overlapping expressions, in text order."""
    kept: list[Timex] = []
    for one in sorted(found, key=lambda timex: (timex.span.start - timex.span.end, timex.span.start)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda timex: timex.span.start)


def _named(text: str, shadow: str, offset: int, dct: int | None, grammar: _Grammar) -> Iterator[Timex]:
    """Dates with a month name."""
    for match in grammar.month.finditer(shadow):
        month = grammar.names.months[match[0]] + 1
        left = grammar.day_left.search(shadow, max(0, match.start() - 16), match.start())
        right = grammar.day_right.match(shadow, match.end(), match.end() + 12)
        if grammar.names.order[0] == "D":
            right = None if left is not None else right
        elif right is not None:
            left = None
        day = left or right
        start, end = match.span()
        if left is not None:
            start = left.start()
        if right is not None:
            end = right.end()
        year = grammar.year_right.match(shadow, end, end + 14)
        if year is not None:
            end = year.end()
        elif grammar.names.order[0] == "Y":
            year = grammar.year_left.search(shadow, max(0, start - 14), start)
            start = start if year is None else year.start()
        number = None if year is None else _gregorian(int(year["year"]), grammar.names.language)
        if day is None:
            if number is not None:
                value = f"{number:04}-{month:02}"
                yield _timex(text, offset, start, end, value, days=calc.days_of(value))
            continue
        if left is not None and left["from"] is not None:
            yield from _range(text, offset, start, end, (int(left["from"]), int(left["day"])), month, number, dct)
            continue
        parts = number, month, int(day["day"])
        for one in _with_weekday(text, shadow, offset, (start, end), parts, dct, grammar):
            # "31 set" may be another word than the short name of a month.
            if one.impossible is None or number is not None or len(match[0]) > _SHORT_NAME:
                yield one
                yield from _paired(text, shadow, offset, one, parts, dct, grammar)


def _paired(
    text: str,
    shadow: str,
    offset: int,
    one: Timex,
    parts: tuple[int | None, int, int],
    dct: int | None,
    grammar: _Grammar,
) -> Iterator[Timex]:
    """Weekdays with the number of their day before a date that has the month of all: "vendredi 18 et samedi 19 mai"."""
    start, (year, month, later) = one.span.start - offset, parts
    if one.weekday_span is None or one.weekday_span.start - offset != start:
        return
    for _ in range(_MOST_PAIRED):
        match = grammar.pair_left.search(shadow, max(0, start - 60), start)
        if match is None or int(match["day"]) >= later:
            return
        later, start = int(match["day"]), match.start()
        weekday = grammar.names.weekdays[match["weekday"]]
        place = match.start("weekday"), match.end("day")
        other = _dated(
            text, offset, place, (year, month, later), dct, weekday, match.span("weekday"), match.span("day")
        )
        if other is None:
            return
        yield other


def _gregorian(year: int, language: str) -> int | None:
    if language == "th" and 2400 <= year < 2700:
        year -= 543
    return year if 1000 <= year < 2200 else None


def _range(
    text: str, offset: int, start: int, end: int, days: tuple[int, int], month: int, year: int | None, dct: int | None
) -> Iterator[Timex]:
    known = year if year is not None else _nearest_year(month, days[1], dct)
    if known is None:
        return
    first, last = calc.day(known, month, days[0]), calc.day(known, month, days[1])
    if first is not None and last is not None and first < last:
        anchor = Anchor.ABSOLUTE if year is not None else Anchor.DCT
        value = f"{calc.iso(first)}/{calc.iso(last)}"
        yield _timex(
            text, offset, start, end, value, days=Days(first, last), anchor=anchor, year_written=year is not None
        )


def _with_weekday(
    text: str,
    shadow: str,
    offset: int,
    place: tuple[int, int],
    parts: tuple[int | None, int, int],
    dct: int | None,
    grammar: _Grammar,
) -> Iterator[Timex]:
    """A date and the weekday to its left or right, if there is one."""
    start, end = place
    before = grammar.weekday_left.search(shadow, max(0, start - 40), start)
    after = grammar.weekday_right.match(shadow, end, end + 40)
    weekday_at = weekday = None
    if before is not None:
        weekday_at = before.span("weekday")
    elif after is not None:
        weekday_at = after.span("weekday") if after["weekday"] is not None else after.span("bare")
    if weekday_at is not None:
        weekday = grammar.names.weekdays[shadow[weekday_at[0] : weekday_at[1]]]
    whole = (start, end) if weekday_at is None else (min(start, weekday_at[0]), max(end, weekday_at[1]))
    one = _dated(text, offset, whole, parts, dct, weekday, weekday_at, (start, end))
    if one is not None:
        yield one


def _dated(
    text: str,
    offset: int,
    whole: tuple[int, int],
    parts: tuple[int | None, int, int],
    dct: int | None,
    weekday: int | None,
    weekday_at: tuple[int, int] | None,
    date_at: tuple[int, int],
) -> Timex | None:
    year, month, number = parts
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    written = year is not None
    length = calc.month_length(year, month)
    impossible = None
    if number > length:
        impossible = f"{MONTH_NAMES[month - 1]}{f' {year}' if month == 2 and written else ''} has {length} days"
    if year is None:
        year = _nearest_year(month, min(number, length), dct)
    value = f"{'XXXX' if year is None else f'{year:04}'}-{month:02}-{number:02}"
    return _timex(
        text,
        offset,
        *whole,
        value,
        days=None if impossible is not None else calc.days_of(value),
        anchor=Anchor.ABSOLUTE if written else Anchor.UNRESOLVED if year is None else Anchor.DCT,
        year_written=written,
        weekday=weekday,
        weekday_span=None if weekday_at is None else Span(offset + weekday_at[0], offset + weekday_at[1]),
        date_span=None if weekday_at is None else Span(offset + date_at[0], offset + date_at[1]),
        impossible=impossible,
    )


def _nearest_year(month: int, number: int, dct: int | None) -> int | None:
    if dct is None:
        return None
    year = date.fromordinal(dct).year
    options = ((calc.day(y, month, number), y) for y in (year - 1, year, year + 1))
    return min(((abs(day - dct), y) for day, y in options if day is not None), default=(0, None))[1]


def _in_figures(text: str, shadow: str, offset: int, dct: int | None, grammar: _Grammar) -> Iterator[Timex]:
    """16.09.2014, 2014-09-16; without a year only beside a weekday."""
    for match in _NUMERIC.finditer(shadow):
        first, second, third = match[1], match[3], match[4]
        if third is not None and len(first) == 4:
            parts = int(first), int(second), int(third)
        elif len(first) > 2:
            continue
        else:
            day, month = (
                (int(first), int(second))
                if grammar.names.numeric.find("D") < grammar.names.numeric.find("M")
                else (
                    int(second),
                    int(first),
                )
            )
            if third is not None and len(third) == 2:
                continue
            parts = (0 if third is None else int(third)), month, day
        year = _gregorian(parts[0], grammar.names.language)
        end = match.end() - (1 if third is not None and match[0].endswith(".") else 0)
        for one in _with_weekday(text, shadow, offset, (match.start(), end), (year, parts[1], parts[2]), dct, grammar):
            if (year is not None and third is not None) or (third is None and one.weekday is not None):
                yield one


def _east_asian(text: str, shadow: str, offset: int, dct: int | None, language: str) -> Iterator[Timex]:
    pattern = _KO if language == "ko" else _CJK if language in ("zh", "ja", "yue") else None
    if pattern is None:
        return
    for match in pattern.finditer(shadow):
        groups = match.groupdict()
        year = None if groups["year"] is None else int(groups["year"])
        if groups.get("era"):
            year = _ERAS[groups["era"]] + (1 if groups["era_year"] == "元" else int(groups["era_year"]))
        weekday = weekday_at = None
        for name, letters in (("zh", _CHINESE), ("ja", _JAPANESE), ("long", _KOREAN), ("short", None)):
            written = groups.get(name)
            if not written:
                continue
            if letters is None:
                letters = _KOREAN if language == "ko" else _JAPANESE if language == "ja" else _CHINESE
            sign = written[-1] if name == "zh" else written[0]
            weekday = letters.find("日" if sign == "天" else sign)
            weekday_at = match.span(name)
        if weekday == -1:
            weekday = weekday_at = None
        end = match.end() if weekday_at is None else weekday_at[1]
        date_at = (
            match.start(),
            match.start() + len(match[0][: (weekday_at[0] if weekday_at else end) - match.start()].rstrip("（( ")),
        )
        one = _dated(
            text,
            offset,
            (match.start(), end if weekday_at is not None else date_at[1]),
            (year, int(groups["month"]), int(groups["day"])),
            dct,
            weekday,
            weekday_at,
            date_at,
        )
        if one is not None:
            yield one
        following = _CJK_NEXT.match(shadow, end) if weekday_at is not None else None
        if following is not None and int(following["day"]) > int(groups["day"]):
            letters = _KOREAN if language == "ko" else _JAPANESE if language == "ja" else _CHINESE
            other = _dated(
                text,
                offset,
                following.span("pair"),
                (year, int(groups["month"]), int(following["day"])),
                dct,
                letters.find(following["short"]),
                following.span("short"),
                (following.start("day"), following.end("day") + 1),
            )
            if other is not None and other.weekday != -1:
                yield other


def _near(text: str, shadow: str, offset: int, dct: int, grammar: _Grammar) -> Iterator[Timex]:
    assert grammar.near is not None
    for match in grammar.near.finditer(shadow):
        value = calc.iso(dct + grammar.names.near_days[match[0]])
        yield _timex(text, offset, *match.span(), value, days=calc.days_of(value), anchor=Anchor.DCT)


def _by_dateparser(text: str, match: re.Match[str], offset: int, language: str) -> Iterator[Timex]:
    """A day, month and year whose month has a form that CLDR does not list."""
    from dateparser import parse

    try:
        found = parse(match[0], languages=[language], settings=_SETTINGS)
    except ValueError:  # a language that dateparser does not know
        return
    if found is not None:
        day = found.date().toordinal()
        yield _timex(text, offset, *match.span(), calc.iso(day), days=Days(day, day))


def _timex(
    text: str,
    offset: int,
    start: int,
    end: int,
    value: str,
    *,
    days: Days | None,
    anchor: Anchor = Anchor.ABSOLUTE,
    year_written: bool = True,
    weekday: int | None = None,
    weekday_span: Span | None = None,
    date_span: Span | None = None,
    impossible: str | None = None,
) -> Timex:
    if text[end : end + 1] in (")", "）") and any(mark in text[start:end] for mark in "(（"):
        end += 1
    return Timex(
        span=Span(offset + start, offset + end),
        text=text[start:end],
        type=TimexType.DATE,
        value=value,
        days=days,
        anchor=anchor,
        weekday=weekday,
        year_written=year_written,
        impossible=impossible,
        weekday_span=weekday_span,
        date_span=date_span,
    )
