"""A weekday is written with a date that falls on another weekday.

## What it does

Computes the weekday of every date written beside a weekday and compares it with the one that stands there. Several
mismatches of one article with one cause are one finding: all of them fit the calendar of one other year (the writer
looked at the wrong calendar), or all are off by the same number of days. A right pair of the same date elsewhere in the
article is shown as evidence. Both repairs of each pair are named: the weekday that the date falls on, and the nearest
date that falls on the weekday. A pair without a year whose year another pair of the article gives ("Tuesday, March 3, 2009
… on Tuesday, March 3") is judged by that year, and listed as a near miss.

## Why it matters

One of the two is wrong, and a reader cannot tell which: the day of the event itself is in doubt. It is the one date error
that an article shows by itself.

## Known limits

Which half is wrong cannot be told from the article alone. Dates without a year are judged by the article's date, never by
today's, and only near it; such findings are warnings. Dates before the Gregorian calendar are not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from crossfact.model import (
    WEEKDAYS,
    Claim,
    Confidence,
    Location,
    NearMiss,
    Part,
    Severity,
    WeekdayValue,
    day_words,
    listed,
)
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule

_FIRST_DAY = date(1800, 1, 1).toordinal()
_YEARS = 6


def judge(claims: Sequence[Claim], _register: Register) -> Iterator[Draft | NearMiss]:
    """Findings of one article, one a cause; pairs whose year another pair gives are near misses."""
    wrong = [c for c in claims if not _fits(c) and _value(c).day >= _FIRST_DAY]
    if not wrong:
        return
    right = [c for c in claims if _fits(c)]
    with_year = {_month_and_day(c): c for c in reversed(right) if c.detail("year_written")}
    by_value: dict[str, list[Claim]] = defaultdict(list)
    near: dict[str, NearMiss] = {}
    for claim in wrong:
        giver = None if claim.detail("year_written") else with_year.get(_month_and_day(claim))
        if giver is None:
            by_value[str(claim.value)].append(claim)
        else:
            near.setdefault(str(claim.value), _of_another_year(claim, giver))
    yield from near.values()
    wrong = [claim for same in by_value.values() for claim in same]
    if not wrong:
        return
    cause = _cause([same[0] for same in by_value.values()]) if len(by_value) > 1 else None
    for group in [wrong] if cause is not None else by_value.values():
        yield _draft(group, right, cause)


def _month_and_day(claim: Claim) -> tuple[int, int, int]:
    """What a pair says without its year: month, day, weekday."""
    when = date.fromordinal(_value(claim).day)
    return when.month, when.day, _value(claim).weekday


def _of_another_year(claim: Claim, giver: Claim) -> NearMiss:
    return NearMiss(
        RULE.code,
        f"weekday of {day_words(_value(giver).day)}",
        f"“{claim.evidence.quote}” has no year; “{giver.evidence.quote}” in the same article gives it, and fits",
        tuple(Location(c.evidence, Part.EVIDENCE, None, c.said_on, c.publisher) for c in (claim, giver)),
    )


def _draft(group: Sequence[Claim], right: Sequence[Claim], cause: str | None) -> Draft:
    primary = group[0]
    conflicting = [c for c in group[1:] if str(c.value) != str(primary.value)]
    days = {_value(c).day for c in group}
    evidence = tuple(c for c in right if _value(c).day in days)
    single = cause is None
    dates = list(dict.fromkeys(day_words(_value(c).day) for c in group))
    year = _year_that_fits(group)
    return Draft(
        subject=f"weekday of {listed(dates)}",
        message="; ".join(dict.fromkeys(f"“{c.evidence.quote}” is a {_weekday_of(c)}" for c in group))
        + (f"; {cause}" if cause else ""),
        primary=primary,
        conflicting=tuple(conflicting),
        agreeing=tuple(c for c in group[1:] if str(c.value) == str(primary.value)),
        evidence=evidence,
        derivation=(
            *(f"“{c.evidence.quote}”: {_falls(c)}{f' ({c.dated_by})' if c.dated_by else ''}" for c in group),
            *(f"“{c.evidence.quote}” gives the right weekday of the same date" for c in evidence),
            *((cause,) if cause else ()),
            *((f"the pair fits the calendar of {year}",) if single and year is not None else ()),
        ),
        key=("weekday", *dates),
        values=tuple(dict.fromkeys(str(c.value) for c in group)),
        confidence=max((c.confidence for c in group), key=(Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW).index),
        question=f"Which is right, the weekday or the date, in “{primary.evidence.quote}”?"
        if len(days) == 1
        else "Which are right, the weekdays or the dates?",
        fits=cause or ("" if year is None else f"{'They fit' if len(days) > 1 else 'It fits'} the calendar of {year}."),
        advice=tuple(dict.fromkeys(_repairs(c) for c in group)),
    )


def _value(claim: Claim) -> WeekdayValue:
    assert isinstance(claim.value, WeekdayValue)
    return claim.value


def _fits(claim: Claim) -> bool:
    value = _value(claim)
    return (value.day - 1) % 7 == value.weekday


def _falls(claim: Claim) -> str:
    value = _value(claim)
    return f"{day_words(value.day)} is a {_weekday_of(claim)}"


def _weekday_of(claim: Claim) -> str:
    return WEEKDAYS[(_value(claim).day - 1) % 7]


def _repairs(claim: Claim) -> str:
    options = [claim.detail("other_weekday"), claim.detail("other_day")]
    repaired = " or ".join(f"“{words}”" for words in options if words)
    return f"instead of “{claim.evidence.quote}” write {repaired}"


def _cause(group: Sequence[Claim]) -> str | None:
    """What explains all mismatches at once, in words."""
    year = _year_that_fits(group)
    if year is not None and len({date.fromordinal(_value(c).day).year for c in group}) == 1:
        return f"all {len(group)} weekdays fit the calendar of {year}"
    steps = {(_value(c).weekday - (_value(c).day - 1)) % 7 for c in group}
    if len(steps) == 1:
        step = steps.pop()
        behind = 7 - step
        count, way = (step, "after") if step <= behind else (behind, "before")
        return f"each weekday is {count} day{'s' if count > 1 else ''} {way} that of its date"
    return None


def _year_that_fits(group: Sequence[Claim]) -> int | None:
    """The nearest other year in whose calendar every pair of the group is right, the earlier of two.

    One pair alone fits some year near enough by chance, so for it only the years beside its own are asked.
    """
    year = date.fromordinal(_value(group[0]).day).year
    for step in range(1, _YEARS + 1 if len({str(c.value) for c in group}) > 1 else 2):
        for candidate in (year - step, year + step):
            if all(_right_in(c, candidate - year) for c in group):
                return candidate
    return None


def _right_in(claim: Claim, years: int) -> bool:
    value = _value(claim)
    when = date.fromordinal(value.day)
    try:
        return when.replace(year=when.year + years).weekday() == value.weekday
    except ValueError:
        return False


RULE = Rule(
    code="DAT001",
    name="weekday-date-mismatch",
    reads=("weekday_dates",),
    hangs_on="article",
    severity=Severity.ERROR,
    judge=judge,
    speaks=(
        Example(text="The vote was held on Monday, December 16, 2014.", finds=("2014-12-16 Monday",)),
        Example(
            text="The strike began on Monday, 16 December 2014 and ended on Saturday, 21 December 2014, Amara Okoye said.",
            finds=("2014-12-16 Monday", "2014-12-21 Saturday"),
        ),
        Example(text="It opened on Saturday (March 6).", finds=("2015-03-06 Saturday",), published="2015-03-08"),
        Example(text="The fair was held on 16 December 2014 (Monday).", finds=("2014-12-16 Monday",)),
        Example(text="The fair runs Tuesday–Wednesday, 15–17 December 2014.", finds=("2014-12-15 Tuesday",)),
        Example(
            text="Die Abstimmung in der Stadt war am Montag, dem 16. September 2014, und wurde vertagt.",
            finds=("2014-09-16 Monday",),
        ),
        Example(text="Le vote dans la ville a eu lieu le lundi 16 septembre 2014.", finds=("2014-09-16 Monday",)),
        Example(
            text="La votación se celebró en la ciudad el lunes 16 de septiembre de 2014.", finds=("2014-09-16 Monday",)
        ),
        Example(text="Il voto si è tenuto nella città lunedì 16 settembre 2014.", finds=("2014-09-16 Monday",)),
        Example(
            text="A votação na cidade foi na segunda-feira, 16 de setembro de 2014, e não para.",
            finds=("2014-09-16 Monday",),
        ),
        Example(text="De stemming in het dorp vond plaats op maandag 16 september 2014.", finds=("2014-09-16 Monday",)),
        Example(text="Голосование состоялось в понедельник, 16 сентября 2014 года.", finds=("2014-09-16 Monday",)),
        Example(text="جرى التصويت في المدينة يوم الاثنين 16 سبتمبر 2014.", finds=("2014-09-16 Monday",)),
        Example(text="ووٹنگ پیر، 16 ستمبر 2014 کو ہوئی اور یہ ٹھیک ہے۔", finds=("2014-09-16 Monday",)),
        Example(text="मतदान सोमवार, 16 सितंबर 2014 को हुआ।", finds=("2014-09-16 Monday",)),
        Example(
            text="Oylama 16 Eylül 2014 Pazartesi günü bir köyde yapıldı ve bu çok iyi olan bir gündü.",
            finds=("2014-09-16 Monday",),
        ),
        Example(
            text="Pemungutan suara di kota itu dilakukan pada Senin (16/9/2014) dan tidak ditunda.",
            finds=("2014-09-16 Monday",),
        ),
        Example(text="投票于2014年9月16日（星期一）举行。", finds=("2014-09-16 Monday",)),
        Example(text="投票は2014年9月16日（月）に行われた。", finds=("2014-09-16 Monday",)),
    ),
    silent=(
        Example(text="Die Abstimmung in der Stadt war am Dienstag, dem 16. September 2014, und wurde vertagt."),
        Example(text="Le vote dans la ville a eu lieu le mardi 16 septembre 2014."),
        Example(text="Голосование состоялось во вторник, 16 сентября 2014 года."),
        Example(text="投票は2014年9月16日（火）に行われた。"),
        Example(text="The vote was held on Tuesday, December 16, 2014."),
        Example(text="Snow fell on Wednesday, Dec. 31.", published="2015-01-02"),
        Example(text="The vote was held on Monday, December 16."),
        Example(
            text="It opened on Tuesday, March 3, 2009. On Tuesday, March 3, they said little.", published="2014-03-10"
        ),
        Example(text="The vote was held on Monday, after the debate of December 16, 2014."),
    ),
    doc=__doc__,
)
