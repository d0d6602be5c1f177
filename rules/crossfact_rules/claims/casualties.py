"""Tolls: how many people a happening killed, injured, shot, left missing, displaced, or how many were arrested for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from crossfact import lexicon
from crossfact.annotate.events import family
from crossfact.annotate.names import COUNTRY_OF, name_key
from crossfact.annotate.places import part_of_well_known, well_known
from crossfact.lexicon.background import UNLISTED, zipf_frequencies
from crossfact.model import Anchor, Claim, Count, CountValue, Days, Event, Modality, Span, Zone
from crossfact.rulekit import ClaimKind, Example, View

_WORDS = lexicon.load("casualties")
_CUMULATIVE: tuple[str, ...] = tuple(_WORDS["cumulative"])
_APART: tuple[str, ...] = tuple(_WORDS["apart"])
_ATTACKER_DIED: tuple[str, ...] = tuple(_WORDS["attacker_died"])
_INCIDENTS = frozenset({"violence", "disaster", "harm", "incident", "death"})
_SHORT = 160
"""Characters of title and lead below which they hardly tell the scene."""
_MASSES = 10_000
"""A vague toll of this size sums up a war or a region, not one happening."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_TELLING = 4.9
"""Words with a Zipf frequency below this say something about the happening."""
_TEMPLATE = frozenset(_WORDS["template"])
_AGED = re.compile(r",? \(?\d{1,2}\b")
_NIGHT = re.compile(r"\b(?:[Oo]vernight|[Nn]ight|[Mm]idnight|[Dd]awn|early|late)\b")
_HEAD = 300
"""Characters from the start of the text within which a full date is taken for the article's own."""
_SETTING = 4
"""How many sentences of the body set the scene."""
_LEAD = 2
"""How many sentences of the body tell what the article is about."""


def _extract(view: View) -> Iterator[Claim]:
    counts = view.counts
    if not counts:
        return
    lead = _lead_end(view)
    main = _main_event(view)
    lowered = view.text.lower()
    slack = next((cue for cue in _ATTACKER_DIED if cue in lowered), None)
    killed = _exact_killed(view, counts, lead)
    if main is not None and main.days is not None:
        main = replace(main, days=_redated(view, main))
    scene = _scene(view, _lead_end(view, _SETTING))
    spots = _spots(view, Span(0, len(view.text)))
    events = {count: _compared_event(view, count, main, lead) for count in counts}
    headline = _headlines(view, counts, events, main, lead)
    tolls = frozenset(
        (slot, group, c.low) for (slot, group), c in headline.items() if c.low == c.high and (c.low or 0) > 2
    )
    for count in counts:
        if count.slot is None:
            continue
        sentence = view.sentence_at(count.span.start)
        if sentence is None:
            continue
        event = events[count]
        group = "" if count.group == "people" else count.group
        if count.role == "whole" and event is not None:
            toll = headline.get((count.slot, group))
            if toll is None or not _stands(count, toll, lead):
                event = None
        if event is not None and not event.background:
            event = main
        yield view.claim(
            "casualties",
            count.span,
            subject=_subject(count, main),
            value=CountValue(count.low, count.high, count.slot, count.of),
            slot="injured" if count.slot == "shot" else count.slot,
            group=group,
            event=event,
            when=None if main is None else main.days,
            hedge=count.hedge,
            modality=Modality.FACT if event is None else event.modality,
            details={
                "role": count.role,
                "lead": count.span.start < lead,
                "within": count.within,
                "attacker": count.attacker,
                "slack": slack,
                "killed": _killed_beside(counts, sentence.span, killed),
                "night": scene.night,
                "persons": scene.persons,
                "class": "" if main is None else main.event_class,
                "days": None if main is None else main.days,
                "own": _report_day(view),
                "places": scene.places,
                "spots": scene.spots | _spots(view, sentence.span),
                "all_spots": spots,
                "topics": scene.topics,
                "rare": scene.rare,
                "short": scene.short,
                "tolls": tolls,
            },
        )


def _compared_event(view: View, count: Count, main: Event | None, lead: int) -> Event | None:
    """The happening whose toll a count tells, ``None`` where it sums up a time or speaks of another one in passing."""
    sentence = view.sentence_at(count.span.start)
    if sentence is None:
        return None
    around = f" {view.text[sentence.span.start : sentence.span.end].lower()} "
    if any(cue in around for cue in _CUMULATIVE) or (count.high is None and (count.low or 0) >= _MASSES):
        return None
    if count.slot == "arrested" and main is not None and family(main.event_class) in ("violence", "harm"):
        return None
    if count.span.start >= lead and any(cue in around for cue in _APART):
        return None
    return _event_of(view, count.span, sentence.span, main)


class _Scene(NamedTuple):
    """What title and lead say of where and how: by this the rules tell whether two articles tell of one happening.

    ``places`` are streets, ``spots`` other places that are not large, ``persons`` those whose age the article gives; ``topics`` the
    telling words, ``rare`` those of them that are no common words of English.
    A ``short`` lead says too little to be set apart by what it does not say.
    """

    places: frozenset[str]
    spots: frozenset[str]
    topics: frozenset[str]
    rare: frozenset[str]
    short: bool
    night: bool
    persons: frozenset[str]


@cache
def _geographic(word: str) -> bool:
    """A country, a region, a large town, a people: shared by much that happens on one day. A plural s may be a genitive."""
    return any(
        form.title() in COUNTRY_OF or well_known(form) or part_of_well_known(form) for form in (word, word.rstrip("s"))
    )


def _private(view: View) -> frozenset[str]:
    """Keys of persons whose age stands beside the name: victims and suspects, hardly ever officials."""
    return frozenset(
        name_key(name.full)
        for name in view.names
        if name.type == "person" and " " in name.full and _AGED.match(view.text, name.span.end) is not None
    )


def _spots(view: View, span: Span) -> frozenset[str]:
    """Keys of villages, small towns and sites named in a stretch of text."""
    return frozenset(
        place.key
        for place in view.places
        if span.contains(place.span)
        and place.type in ("town", "site", "place")
        and not well_known(place.key)
        and not all(_geographic(word) for word in place.key.split())
    )


def _scene(view: View, lead: int) -> _Scene:
    streets = {
        place.key.rpartition("block of ")[2]
        for place in view.places
        if place.span.start < lead and place.type in ("street", "block", "address")
    }
    frequencies = zipf_frequencies()
    words = {w for w in _WORD.findall(view.text[:lead].lower()) if w not in _TEMPLATE and not _geographic(w)}
    topics = {w for w in words if frequencies.get(w, UNLISTED) < _TELLING}
    rare = {w for w in topics if w not in frequencies}
    night = _NIGHT.search(view.text, 0, lead) is not None
    return _Scene(
        frozenset(streets),
        _spots(view, Span(0, lead)),
        frozenset(topics),
        frozenset(rare),
        lead < _SHORT,
        night,
        _private(view),
    )


def _report_day(view: View) -> int | None:
    """The day of the report: what the head of the text says of itself, else the document creation time."""
    own = _own_date(view)
    if own is not None:
        return own
    return None if view.said_on is None else view.said_on.latest


def _redated(view: View, event: Event) -> Days | None:
    """The days of an event, reckoned from the date that the text itself states where metadata say another one.

    A feed or a crawler may state a day far from the article's own; "on Saturday" then means the Saturday before the latter.
    """
    own, stated = _own_date(view), view.said_on
    timex = next((t for t in view.timexes if t.span == event.timex), None)
    if own is None or stated is None or stated.day is None or timex is None or timex.anchor is not Anchor.DCT:
        return event.days
    if event.days is None or event.days.day is None or abs(own - stated.day) <= 1:
        return event.days
    if timex.weekday is not None:
        day = own - (own - 1 - timex.weekday) % 7
        return Days(day, day)
    shift = own - stated.day
    return Days(event.days.day + shift, event.days.day + shift)


def _under_photo(view: View, span: Span) -> bool:
    sentence = view.sentence_at(span.start)
    if sentence is None:
        return False
    return sentence.zone is Zone.CAPTION or "photo" in view.text[sentence.span.start : sentence.span.end + 40].lower()


def _own_date(view: View) -> int | None:
    """The day that the head of the text states as its own, with a year."""
    for timex in view.timexes:
        if timex.span.start > _HEAD:
            return None
        if (
            timex.anchor is Anchor.ABSOLUTE
            and timex.year_written
            and timex.days is not None
            and timex.days.day is not None
        ):
            return timex.days.day
    return None


def _headlines(
    view: View, counts: tuple[Count, ...], events: dict[Count, Event | None], main: Event | None, lead: int
) -> dict[tuple[str, str], Count]:
    """The one number by which an article stands for each slot and group.

    It is the first in title and lead, else the first that speaks of the main happening as a whole, else the first of all.
    """
    ranked: dict[tuple[str, str], list[tuple[int, Count]]] = defaultdict(list)
    for count in counts:
        event = events[count]
        if count.slot is None or count.role != "whole" or event is None or event.background:
            continue
        rank = 0 if count.span.start < lead else 1 if _retold(view, count, main, event) else 2
        if rank == 2 and _elsewhere(view, count):
            continue
        ranked[count.slot, "" if count.group == "people" else count.group].append((rank, count))
    return {key: min(told, key=lambda item: (item[0], item[1].span))[1] for key, told in ranked.items()}


def _elsewhere(view: View, count: Count) -> bool:
    """Does the sentence of a count name a place of its own, or set itself apart with "also"?"""
    sentence = view.sentence_at(count.span.start)
    if sentence is None:
        return True
    if any(sentence.span.contains(place.span) for place in view.places):
        return True
    return " also " in view.text[sentence.span.start : sentence.span.end]


def _stands(count: Count, toll: Count, lead: int) -> bool:
    """Does a number of the article stand for the whole beside its headline: the same, or another bound in the lead?"""
    if count is toll or count.low == toll.low:
        return True
    return count.span.start < lead and _fits(count, toll)


def _fits(count: Count, toll: Count) -> bool:
    """Can both numbers hold at once?"""
    above = toll.high is not None and count.low is not None and count.low > toll.high
    below = count.high is not None and toll.low is not None and count.high < toll.low
    return not (above or below)


def _subject(count: Count, event: Event | None) -> str:
    who = count.group
    what = "" if event is None else f" in the {event.event_class.replace('_', ' ')}"
    return f"{who} {count.slot}{what}"


def _lead_end(view: View, sentences: int = _LEAD) -> int:
    """End of title and lead: headings before the body and its first sentences."""
    body = [s for s in view.sentences if s.zone is Zone.BODY]
    if not body:
        return len(view.text)
    return body[min(sentences, len(body)) - 1].span.end


def _main_event(view: View) -> Event | None:
    """The mention that stands for the article's main happening: one with a day if there is one."""
    mentions = [e for e in view.events if not e.background and family(e.event_class) in _INCIDENTS]
    mentions = [e for e in mentions if not _under_photo(view, e.span)] or mentions
    mentions = [e for e in mentions if e.main] or mentions[:1]
    return next((e for e in mentions if e.days is not None), mentions[0] if mentions else None)


def _event_of(view: View, span: Span, sentence: Span, main: Event | None) -> Event | None:
    """The happening that a count belongs to: the main one, unless its own sentence speaks of another."""
    near = [e for e in view.events if e.sentence == sentence and family(e.event_class) in _INCIDENTS]
    if not near:
        return main
    own = min(near, key=lambda e: (not span.overlaps(e.span), abs(e.span.start - span.end)))
    other = next((e for e in near if e.background), None)
    if other is not None:
        return other
    if main is None or (not own.main and family(own.event_class) not in ("death", "harm", "incident")):
        return None
    days = _redated(view, own)
    if days is not None and main.days is not None and not days.widened(1).overlaps(main.days):
        return None
    return main


def _retold(view: View, count: Count, main: Event | None, event: Event | None) -> bool:
    """Does a count outside the lead speak of the main happening as a whole ("the shooting left two dead")?"""
    if main is None or event is not main:
        return False
    sentence = view.sentence_at(count.span.start)
    if sentence is None:
        return False
    before = view.text[sentence.span.start : count.span.start].lower().split()[-6:]
    return any(word in _THE for word in before) and any(word.strip(",.'’s") in _HAPPENINGS for word in before)


_THE = frozenset(
    {"the", "this", "that", "sunday's", "monday's", "tuesday's", "wednesday's", "thursday's", "friday's", "saturday's"}
)
_HAPPENINGS: frozenset[str] = frozenset(_WORDS["happening"])


def _killed_beside(counts: tuple[Count, ...], sentence: Span, otherwise: float | None) -> float | None:
    """The exact toll of the killed in the same sentence, else that of the lead."""
    told = [
        count.low
        for count in counts
        if count.slot == "killed"
        and count.role in ("whole", "individual")
        and sentence.contains(count.span)
        and count.low == count.high
    ]
    return told[0] if len(told) == 1 else otherwise


def _exact_killed(view: View, counts: tuple[Count, ...], lead: int) -> float | None:
    """The exact toll of the killed that title and lead agree on; 0 where the article speaks of no dead."""
    told = {
        count.low
        for count in counts
        if count.slot == "killed"
        and count.role in ("whole", "individual")
        and count.span.start < lead
        and count.low == count.high
    }
    if len(told) == 1:
        return told.pop()
    if told or any(count.slot == "killed" for count in counts):
        return None
    lowered = view.text.lower()
    return (
        None
        if any(word in lowered for word in ("killed", " died", " dead", "fatal", "homicide", "death", "murder"))
        else 0
    )


KIND = ClaimKind(
    name="casualties",
    extract=_extract,
    speaks=(
        Example(
            text="The blast killed nine people and wounded at least 12.", finds=("9 killed", "at least 12 injured")
        ),
        Example(text="19 soldiers were killed in the raid.", finds=("19 killed",)),
        Example(text="A woman and her two children were killed in the fire.", finds=("3 killed", "2 killed")),
        Example(text="No one was hurt in the crash, police said.", finds=("0 injured",)),
        Example(text="The death toll from the quake rose to 30 on Tuesday.", finds=("30 killed",)),
        Example(text="Three people including two children were wounded.", finds=("3 injured", "2 injured")),
        Example(
            text="10 civilians killed 15 injured in rocket attacks on Port Ellery.", finds=("10 killed", "15 injured")
        ),
    ),
    silent=(
        Example(text="He was shot three times and taken to a clinic."),
        Example(text="The law could have killed 200 jobs."),
        Example(text="She faces two counts of murder."),
        Example(text="Officers fired 12 rounds; the case has been open since 2013."),
    ),
    doc=__doc__,
)
