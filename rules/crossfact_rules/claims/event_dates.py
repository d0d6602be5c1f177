"""Days and clock times of events: when a shooting happened, a post was written, a visit was made.

## What it does

Takes every temporal expression that is tied to an event mention of the article and makes a claim of it: slot ``day`` with
the days that the words can denote, slot ``clock`` with the minutes of a clock time. The claim belongs to the event. Only
days of events are claimed: dateline, publication line and byline are none.

Police being called counts as telling when the article's main event happened; such claims are marked, since a call may come
later than what it is about.

## Known limits

A sentence that names no event by a word of the lexicon gives no claim. Of several days or clock times that one article
gives for its main event, those that lie apart from the first count as another happening.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crossfact.annotate.events import exact_clock, family, names_day
from crossfact.model import Anchor, Claim, DateValue, Days, Event, Modality, Span, Timex, TimexFunction
from crossfact.rulekit import ClaimKind, Example, View
from crossfact_rules.claims.accounts import INCIDENTS, Account

NO_DAY = Days(None, None)
_LATE = re.compile(r"\b(?:night|late|midnight|overnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|midnight|overnight|morning|a\.?m)\b", re.IGNORECASE)
_LONGEST = 31
_MONTHS_AHEAD = 60
"""Days."""
_APART = 45
_Told = tuple[Event, Timex, str, bool]


def extract(view: View) -> Iterator[Claim]:
    """Claims on the days and clock times of the article's events."""
    if not any(event.timex is not None for event in view.events):
        return
    account = Account(view)
    told = list(_dated(account))
    first_day = _first(told, "day")
    first_clock = _first(told, "clock")
    for event, timex, slot, call in told:
        incident = event.main and family(event.event_class) in INCIDENTS
        if incident and (account.is_roundup or _is_other(timex, slot, first_day, first_clock)):
            event = replace(event, main=False, background=True)
        elif incident and event.days is None and first_day is not None:
            event = replace(event, days=first_day.days)
        incident = incident and event.main
        sentence = view.sentence_at(timex.span.start)
        yield view.claim(
            "event_dates",
            timex.span,
            subject=account.subject(event),
            value=_value(timex, slot),
            entity=f"{family(event.event_class)} {' '.join(event.agents) or ' '.join(account.scene[:1])}".strip(),
            slot=slot,
            event=event,
            when=timex.days,
            hedge=timex.mod,
            details={
                "call": call,
                "day": first_day.days if first_day is not None and slot == "clock" else None,
                "late": _part_of_day(view, timex, _LATE),
                "early": _part_of_day(view, timex, _EARLY),
                "scene": account.scene if event.main else event.places,
                "streets": account.streets if event.main else (),
                "persons": account.cast if incident else (*event.agents, *event.patients),
                "weekday": timex.weekday,
                "zone": timex.zone,
                "lead": sentence is not None and sentence.span in account.lead,
                "two": account.tells_two,
            },
        )


def _dated(account: Account) -> Iterator[_Told]:
    """Each dating expression once, with the event that it belongs to most."""
    view = account.view
    owners = _owners(view.timexes, account.events)
    outdated = _is_outdated(view, owners)
    for index, timex in enumerate(view.timexes):
        mine = owners.get(index)
        if mine is None or timex.function is not TimexFunction.NONE or timex.impossible is not None:
            continue
        event = min(mine, key=lambda e: (not e.main, e.background, _distance(e.span, timex.span), e.span))
        call = event.event_class == "call"
        if account.tells_main(event):
            event = account.of_main(event)
        timex = _in_past(timex, view.said_on)
        if timex.anchor is Anchor.DCT and outdated:
            continue
        if (
            timex.anchor is not Anchor.EVENT
            and names_day(timex)
            and _is_day(timex.days)
            and not _to_come(timex, view.said_on)
        ):
            yield event, timex, "day", call
        if exact_clock(timex):
            yield event, timex, "clock", call


def _owners(timexes: Sequence[Timex], events: Sequence[Event]) -> dict[int, list[Event]]:
    """The mentions told as fact that each expression, by its number, is tied to."""
    starts = [timex.span.start for timex in timexes]
    owners: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        if event.timex is None or event.modality is not Modality.FACT:
            continue
        for index in range(bisect_left(starts, event.timex.start), bisect_right(starts, event.timex.end)):
            if event.timex.contains(timexes[index].span):
                owners[index].append(event)
    return owners


def _is_day(days: Days | None) -> bool:
    return (
        days is not None
        and days.earliest is not None
        and days.latest is not None
        and days.latest - days.earliest <= _LONGEST
    )


def _length(days: Days) -> int:
    assert days.earliest is not None
    assert days.latest is not None
    return days.latest - days.earliest


def _is_outdated(view: View, owners: Mapping[int, Sequence[Event]]) -> bool:
    """Does the article tell of a day after its own date as past? It was rewritten, and "on Sunday" is another Sunday."""
    dated = (view.timexes[index] for index in owners)
    return any(
        timex.anchor is Anchor.ABSOLUTE and timex.year_written and _to_come(timex, view.said_on) for timex in dated
    )


def _in_past(timex: Timex, said_on: Days | None) -> Timex:
    """A date without a year that is months ahead, of what is told as a fact, is one of the year before."""
    if timex.year_written or timex.weekday is not None or timex.days is None or said_on is None:
        return timex
    day, today = timex.days.day, said_on.latest
    if day is None or today is None or day - today < _MONTHS_AHEAD:
        return timex
    date = datetime.date.fromordinal(day)
    before = min(date.day, 28) if date.month == 2 else date.day
    day = date.replace(year=date.year - 1, day=before).toordinal()
    return replace(timex, days=Days(day, day))


def _to_come(timex: Timex, said_on: Days | None) -> bool:
    """Does the expression denote a day after the article?"""
    return said_on is not None and timex.days is not None and said_on.before(timex.days)


def _distance(event: Span, timex: Span) -> int:
    return max(event.start - timex.end, timex.start - event.end, 0)


def _value(timex: Timex, slot: str) -> DateValue:
    if slot == "clock":
        return DateValue(NO_DAY, timex.clock)
    assert timex.days is not None
    return DateValue(_nights(timex), weekday=timex.weekday)


def _nights(timex: Timex) -> Days:
    """The night that begins on a day counts as that day; "overnight" may be the night before or the night after."""
    assert timex.days is not None
    days = timex.days
    if timex.text.lower() == "overnight" and days.earliest is not None:
        return Days(days.earliest - 1, days.latest)
    if timex.clock is not None and timex.clock[1] > 1440 and days.earliest is not None:
        return Days(days.earliest, days.earliest)
    return days


def _first(told: Sequence[_Told], slot: str) -> DateValue | None:
    """The first exact value told of the main event, one that is not of a call if there is one."""
    found = [
        (call, number, value)
        for number, (event, timex, own, call) in enumerate(told)
        if own == slot and event.main and not event.background
        for value in (_value(timex, slot),)
        if slot == "clock" or _length(value.days) <= 1
    ]
    return min(found)[2] if found else None


def _is_other(timex: Timex, slot: str, day: DateValue | None, clock: DateValue | None) -> bool:
    """Does one article give this time beside another one that it cannot be the same as?"""
    if day is not None and timex.days is not None and names_day(timex) and not timex.days.overlaps(day.days):
        return True
    if slot == "day" or clock is None or clock.clock is None or timex.clock is None:
        return False
    return abs(minutes_between(timex.clock, clock.clock)) >= _APART


def minutes_between(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Minutes from one clock interval to another, the shorter way round the clock; below 0 where the second comes first.

    0 where they overlap. An interval that ends after midnight has an end above 1440.
    """
    gaps = [_gap(first, (second[0] + shift, second[1] + shift)) for shift in (0, 1440, -1440)]
    return min(gaps, key=abs)


def _gap(first: tuple[int, int], second: tuple[int, int]) -> int:
    return max(second[0] - first[1], 0) - max(first[0] - second[1], 0)


def _part_of_day(view: View, timex: Timex, pattern: re.Pattern[str]) -> bool:
    """Do the words of the expression, or those right before it, name this part of the day?"""
    if timex.clock is not None and exact_clock(timex):
        return timex.clock[0] >= 1200 if pattern is _LATE else timex.clock[0] <= 420
    if timex.clock is not None and timex.clock[1] > 1440 and pattern is _LATE:
        return True
    sentence = view.sentence_at(timex.span.start)
    start = timex.span.start if sentence is None else max(sentence.span.start, timex.span.start - 12)
    return pattern.search(view.text, start, timex.span.end + 8) is not None


KIND = ClaimKind(
    name="event_dates",
    extract=extract,
    speaks=(
        Example(
            text="Two people were wounded in a shooting on Maple Lane on March 11, 2024, police said.",
            finds=("2024-03-11",),
        ),
        Example(
            text="The man was shot on Maple Lane around 4:15 p.m. Oct. 9, police said.",
            published="2024-04-20",
            finds=("16:15", "2023-10-09"),
        ),
        Example(
            text="In a post on X on Sunday, Amara Okoye argued that the talks should go on.",
            published="2024-03-13",
            finds=("2024-03-10",),
        ),
    ),
    silent=(
        Example(
            text="A man was arrested on Friday, March 15, 2024, over a shooting on Sunday.",
            published="2024-03-11",
        ),
        Example(text="PORT ELLERY, March 11, 2024 – The town has a new bridge.", published="2024-03-12"),
        Example(text="The store will open on Monday.", published="2024-03-12"),
    ),
    doc=__doc__,
)
