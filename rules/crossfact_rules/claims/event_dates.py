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

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crossfact.annotate.events import channel_of, exact_clock, family, names_day
from crossfact.annotate.names import name_key
from crossfact.annotate.places import street_of
from crossfact.model import Claim, DateValue, Days, Event, Modality, Span, Timex, TimexFunction, Zone
from crossfact.rulekit import ClaimKind, Example, View

INCIDENTS = frozenset(("violence", "disaster"))
"""Families of events that happen once, at a place, to people."""

NO_DAY = Days(None, None)
_LATE = re.compile(r"\b(?:night|late|midnight|overnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|midnight|overnight|morning|a\.?m)\b", re.IGNORECASE)
_TWO = re.compile(r"\b(?:day|days|week|weeks|night) (?:before|earlier|after|later)\b|\bprevious (?:day|night)\b")
_LEAD = 5
_LONGEST = 31
_APART = 45
_SEVERAL = re.compile(
    r"\b(?:one of the|each of the|both|several|separate|other|multiple|string of|series of|spate of|rash of|wave of|number of"
    r"|various|unrelated|many|two|three|four|five|six|seven|eight|nine|ten|dozen|\d+) (?:[a-z-]+ ){0,2}$",
    re.IGNORECASE,
)
_PLURALS = frozenset(
    ("shootings", "attacks", "bombings", "stabbings", "killings", "murders", "explosions", "clashes", "fires")
)
_CHANNEL_WORDS = re.compile(
    r"\b(?:post|tweet|video|message|statement|speech|interview) (?:on|to|with|at|via) (?:the )?[A-Z][\w’'-]*"
)
_NAMED = (
    "post",
    "appeal",
    "statement",
    "remarks",
    "speech",
    "tweet",
    "warning",
    "message",
    "interview",
    "call",
    "comments",
)


def extract(view: View) -> Iterator[Claim]:
    """Claims on the days and clock times of the article's events."""
    events = view.events
    if not any(event.timex is not None for event in events):
        return
    main = next((event for event in events if event.main), None)
    scene = scene_of(view, events)
    told = list(_dated(view, events, main, scene))
    cast = _cast(events)
    lead = _lead(view)
    two = any(_TWO.search(view.text, *sentence) for sentence in {e.sentence for e in events if e.main})
    roundup = is_roundup(view, events)
    first_day = _first(told, "day")
    first_clock = _first(told, "clock")
    for event, timex, slot, call in told:
        value = _value(timex, slot)
        if (
            event.main
            and family(event.event_class) in INCIDENTS
            and (roundup or _is_other(timex, slot, first_day, first_clock))
        ):
            event = replace(event, main=False, background=True)
        elif event.main and event.days is None and first_day is not None and family(event.event_class) in INCIDENTS:
            event = replace(event, days=first_day.days)
        yield view.claim(
            "event_dates",
            timex.span,
            subject=_subject(view, event, scene),
            value=value,
            entity=f"{family(event.event_class)} {' '.join(event.agents) or ' '.join(scene[:1])}".strip(),
            slot=slot,
            event=event,
            when=timex.days,
            hedge=timex.mod,
            details={
                "call": call,
                "day": first_day.days if first_day is not None and slot == "clock" else None,
                "late": _part_of_day(view, timex, _LATE),
                "early": _part_of_day(view, timex, _EARLY),
                "scene": scene if event.main else event.places,
                "persons": cast
                if event.main and family(event.event_class) in INCIDENTS
                else (*event.agents, *event.patients),
                "weekday": timex.weekday,
                "zone": timex.zone,
                "lead": sentence_of(view, timex) in lead,
                "two": two,
            },
        )


def _dated(
    view: View, events: Sequence[Event], main: Event | None, scene: tuple[str, ...]
) -> Iterator[tuple[Event, Timex, str, bool]]:
    """Each dating expression once, with the event that it belongs to most."""
    for timex in view.timexes:
        if timex.function is not TimexFunction.NONE or timex.impossible is not None:
            continue
        mine = [
            e for e in events if e.timex is not None and e.timex.contains(timex.span) and e.modality is Modality.FACT
        ]
        if not mine:
            continue
        event = min(mine, key=lambda e: (not e.main, e.background, _distance(e.span, timex.span), e.span))
        call = event.event_class == "call"
        if call and main is not None and family(main.event_class) in INCIDENTS and not event.background:
            event = replace(event, event_class=main.event_class, main=True)
        if event.main and family(event.event_class) in INCIDENTS:
            event = of_incident(view, event, scene)
        if names_day(timex) and _is_day(timex.days) and not _to_come(timex, view.said_on):
            yield event, timex, "day", call
        if exact_clock(timex):
            yield event, timex, "clock", call


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


def _first(told: Sequence[tuple[Event, Timex, str, bool]], slot: str) -> DateValue | None:
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
    return minutes_apart(timex.clock, clock.clock) >= _APART


def minutes_apart(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Minutes between two clock intervals, the shorter way round the clock; 0 where they overlap."""
    if first[0] <= second[1] and second[0] <= first[1]:
        return 0
    gap = max(second[0] - first[1], first[0] - second[1])
    return min(gap, 1440 - max(first[1], second[1]) + min(first[0], second[0]))


def _part_of_day(view: View, timex: Timex, pattern: re.Pattern[str]) -> bool:
    """Do the words of the expression, or those right before it, name this part of the day?"""
    if timex.clock is not None and exact_clock(timex):
        return timex.clock[0] >= 1200 if pattern is _LATE else timex.clock[0] <= 420
    if timex.clock is not None and timex.clock[1] > 1440 and pattern is _LATE:
        return True
    sentence = view.sentence_at(timex.span.start)
    start = timex.span.start if sentence is None else max(sentence.span.start, timex.span.start - 12)
    return pattern.search(view.text, start, timex.span.end + 8) is not None


def of_incident(view: View, event: Event, scene: tuple[str, ...]) -> Event:
    """The mention with the places of the whole scene and no persons: of several victims each sentence names others.

    A street alone is no place to tell happenings apart by, since other articles name but its town.
    """
    towns = any(place.key in scene and place.type in ("town", "region", "place", "country") for place in view.places)
    return replace(event, agents=(), patients=(), places=scene if towns else ())


def is_roundup(view: View, events: Iterable[Event]) -> bool:
    """Does the article tell of several happenings of its main class ("one of the shootings", "a string of attacks")?"""
    return any(
        _SEVERAL.search(view.text, max(event.sentence.start, event.span.start - 30), event.span.start) is not None
        for event in events
        if event.main
        and family(event.event_class) in INCIDENTS
        and view.text[event.span.start : event.span.end].lower() in _PLURALS
    )


def scene_of(view: View, events: Iterable[Event]) -> tuple[str, ...]:
    """Keys of the places that the mentions of the main event, or of the call to it, name; a block's street among them.

    The town of the dateline stands in where they name no town.
    """
    own = {place.key: place for place in view.places}
    keys = [key for event in events if event.main or event.event_class == "call" for key in event.places if key in own]
    found = [k for key in keys for k in (key, street_of(own[key]) or key)]
    if not any(own[key].type in ("town", "region", "place") for key in keys):
        found += [p.key for p in view.places if any(span.contains(p.span) for span in view.layout.datelines)]
    return tuple(dict.fromkeys(found))


def _lead(view: View) -> frozenset[Span]:
    """Title and the first sentences of the body."""
    body = [s.span for s in view.sentences if s.zone is Zone.BODY][:_LEAD]
    return frozenset((*body, *(s.span for s in view.sentences if s.zone is Zone.TITLE)))


def sentence_of(view: View, timex: Timex) -> Span:
    """The sentence of a temporal expression, the expression itself where it stands in none."""
    sentence = view.sentence_at(timex.span.start)
    return timex.span if sentence is None else sentence.span


def _cast(events: Iterable[Event]) -> tuple[str, ...]:
    """Keys of those to whom the main event, or a death, happened."""
    hurt = (e for e in events if (e.main and family(e.event_class) in INCIDENTS) or e.event_class == "death")
    return tuple(dict.fromkeys(person for event in hurt for person in event.patients))


def _subject(view: View, event: Event, scene: Sequence[str]) -> str:
    """A noun phrase for the event: "Amara Okoye's post on X", "the shooting on Maple Lane"."""
    if event.agents and family(event.event_class) not in INCIDENTS:
        return f"{_full_name(view, event.agents[0])}’s {_deed(view, event)}"
    own = {place.key: place for place in view.places}
    keys = event.places or (scene if event.main else ())
    kinds = {key: own[key].type for key in keys if key in own}
    noun = noun_of(event)
    street = next((key for key, kind in kinds.items() if kind in ("street", "block", "address")), None)
    if street is not None:
        place = own[street].inside if own[street].inside is not None else street
        return f"the {noun} on {shown(str(place))}"
    town = next((key for key, kind in kinds.items() if kind in ("town", "region", "place", "country")), None)
    return f"the {noun}" if town is None else f"the {noun} in {shown(town)}"


def shown(key: str) -> str:
    return " ".join(word[:1].upper() + word[1:] if word[0].isalpha() else word for word in key.split(" "))


def noun_of(event: Event) -> str:
    return {"attack": "attack", "fire": "fire", "call": "call", "court": "court hearing"}.get(
        event.event_class, event.event_class
    )


def _full_name(view: View, key: str) -> str:
    return next((name.full for name in view.names if name_key(name.full) == key), shown(key))


def _deed(view: View, event: Event) -> str:
    """What an utterance is called where the article names it best: with its medium, else by its noun."""
    if event.event_class != "statement":
        return noun_of(event)
    sentences = [event.sentence]
    sentences += [e.sentence for e in view.events if event.main and e.main and e.sentence != event.sentence]
    for sentence in sentences:
        found = _CHANNEL_WORDS.search(view.text, sentence.start, sentence.end)
        if found is not None:
            return found.group()
    words = view.text[event.sentence.start : event.sentence.end].lower().split()
    if channel_of(words) == "post":
        return "post"
    return next((noun for noun in _NAMED if noun in words), "statement")


KIND = ClaimKind(
    name="event_dates",
    extract=extract,
    speaks=(
        Example(
            text="Two people were wounded in a shooting on Maple Lane on March 11, 2024, police said.",
            finds=("2024-03-11",),
        ),
        Example(
            text="In a post on X on Sunday, Amara Okoye argued that the talks should go on.",
            published="2024-03-13",
            finds=("2024-03-10",),
        ),
    ),
    silent=(
        Example(text="PORT ELLERY, March 11, 2024 – The town has a new bridge.", published="2024-03-12"),
        Example(text="The store will open on Monday.", published="2024-03-12"),
    ),
    doc=__doc__,
)
