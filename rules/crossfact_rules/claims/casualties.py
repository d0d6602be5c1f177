"""Tolls: how many people a happening killed, injured, shot, left missing, displaced, how many were arrested for it, or were aboard."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, pairwise

from crossfact import lexicon
from crossfact.annotate import numerals
from crossfact.annotate.counts import DEGREE
from crossfact.annotate.events import family
from crossfact.model import Claim, Count, CountValue, Event, Modality, Place, Span, Zone
from crossfact.rulekit import ClaimKind, Example, View
from crossfact_rules.claims.setting import (
    INCIDENTS,
    in_month,
    lead_end,
    main_incident,
    redated,
    setting_of,
    small_places,
)

_WORDS = lexicon.load("casualties")
_LATELY: tuple[str, ...] = tuple(_WORDS["lately"])
_CUMULATIVE: tuple[str, ...] = (*_LATELY, *_WORDS["cumulative"])
_PERIOD: tuple[str, ...] = tuple(_WORDS["period"])
_APART: tuple[str, ...] = tuple(_WORDS["apart"])
_ATTACKER_DIED: tuple[str, ...] = tuple(_WORDS["attacker_died"])
_VESSEL: dict[str, str] = _WORDS["vessel"]
_VAGUE = frozenset(lexicon.load("numbers")["vague"])
_SUPERLATIVE = re.compile(r"\b(?:deadliest|bloodiest|worst|biggest|largest|heaviest|first|second|third)\b[^.;]{0,80}")
"""What a happening is compared with ("the deadliest such attack in almost a year") says nothing of what a number counts."""
_COMES_AFTER = re.compile(r"\b(?:comes?|came) (?:just |only )?(one|a|two|three|four|five|six|\d) days? after\b")
"""How an earlier happening is brought in beside the main one."""
_THE_HAPPENING = re.compile(
    r"(?:The|That|This) (?:\w+ ){0,2}(?:attack|strike|raid|blast|bombing|shooting|explosion|incident)\b"
)
_AGAIN_CAPITAL = ("It ", "That ", "This ", "They ", "Those ", "These ")
"""How a sentence begins that goes on about the happening of the one before."""
_SUPERSEDED = re.compile(
    r"\b(?:(?:earlier|previous|initial|preliminary|original|first)\s(?:death\s|casualty\s|official\s)?(?:toll|count|tally|figure|report)s?"
    r"|(?:earlier|initially|originally|previously|first)\s(?:had\s|was\s|were\s|police\s|officials\s|authorities\s){0,2}"
    r"(?:said|reported|gave|put|announced|believed))\b[\w ,'’-]{0,80}$"
)
"""What goes before a number that an article takes back or carries forward ("updated its earlier death toll of 15")."""
_BEFORE = 120
"""Characters around a number in which it stands, or in which the vessel is named whose people are counted."""
_AND = re.compile(r",? and (?:[a-z]{1,14} ){0,2}")
"""Joins two countries, perhaps with a word on the second ("Ruritania and the neighbouring Qarn")."""
_CROWD = 40
"""A sentence does not speak of more happenings than this."""
_MASSES = 10_000
"""A vague toll of this size sums up a war or a region, not one happening."""


def _extract(view: View) -> Iterator[Claim]:
    counts = view.counts
    if not counts:
        return
    lead = lead_end(view)
    main = main_incident(view)
    lowered = view.text.lower()
    slack = next((cue for cue in _ATTACKER_DIED if cue in lowered), None)
    counts = _current(view, counts)
    killed = _exact_killed(view, counts, lead)
    injured = _exact(counts, "injured", lead)
    setting = setting_of(view, main).encode()
    near = _Near(view, counts)
    counts = _as_whole(counts, lead)
    events = {count: _compared_event(view, count, main, lead, near) for count in counts}
    headline = _headlines(view, counts, events, main, lead, near)
    for key in _summed(view, counts, lead):
        headline.pop(key, None)
    several = _several(view, lead)
    sums = _sums(view, counts, near, several)
    areas = _areas(view, counts, near)
    hurt = _hurt_alone(counts)
    copy = _title_again(view)
    for count in counts:
        if count.slot is None:
            continue
        sentence = view.sentence_at(count.span.start)
        if sentence is None:
            continue
        event = events[count]
        least, most = _loosest(count, counts, lead)
        if _some_of_the_injured(view, count, hurt):
            most = None
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
                "within": None if count.within is None else _place(count.within),
                "span": _place(count.span),
                "attacker": count.attacker,
                "slack": slack,
                "killed": near.killed(sentence.span, killed),
                "injured": next(iter(injured)) if len(injured) == 1 else None,
                "setting": setting,
                "here": near.small_places(sentence.span),
                "day": near.day(sentence.span, main),
                "vague": _vague(view, count),
                "least": least,
                "most": most,
                "sum": count.low in sums.get((count.slot, group), ()),
                "several": several,
                "vessel": _vessel(view, count, sentence.span) if count.slot == "aboard" else None,
                "areas": "|".join(sorted(areas[count.slot, group, count.low][0])),
                "together": "|".join(sorted(areas[count.slot, group, count.low][1])),
                "copy": copy is not None and copy.overlaps(count.span),
            },
        )


def _as_whole(counts: tuple[Count, ...], lead: int) -> tuple[Count, ...]:
    """Counts in which a class of people that the lead counts, and the title does not name, stands for all ("100 dead … over 100 militants")."""
    people = {(c.slot, c.low): c for c in counts if c.group == "people" and c.role == "whole" and c.span.start < lead}
    return tuple(
        replace(c, group="people")
        if c.group != "people"
        and c.role == "whole"
        and c.span.start < lead
        and any((c.slot, low) in people for low in (c.low, (c.low or 0) - 1))
        else c
        for c in counts
    )


def _current(view: View, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Counts in which a number that the article has another one for by now ("an earlier toll of 15") is only mentioned."""
    former = {
        count
        for i, count in enumerate(counts)
        if count.role == "whole" and _superseded(view, count, counts[max(0, i - _PARTS) : i])
    }
    told: dict[tuple[str, str], set[float | None]] = defaultdict(set)
    for count in counts:
        if count.role == "whole" and count not in former:
            told[_key(count)].add(count.low)
    return tuple(
        replace(count, role="mentioned")
        if count in former and len(told[_key(count)]) > (count.low in told[_key(count)])
        else count
        for count in counts
    )


def _superseded(view: View, count: Count, before: tuple[Count, ...]) -> bool:
    """Is a number told as one that was given before, and the first of its kind behind the words that say so?"""
    sentence = view.sentence_at(count.span.start)
    start = max(0 if sentence is None else sentence.span.start, count.span.end - _BEFORE)
    cue = _SUPERSEDED.search(view.text[start : count.span.end].lower())
    return cue is not None and not any(
        other.slot == count.slot and other.low != count.low and start + cue.start() < other.span.end <= count.span.start
        for other in before
    )


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _vague(view: View, count: Count) -> bool:
    """Is it a number without figures ("dozens")?"""
    words = view.text[count.span.start : count.span.end].lower().split()
    return any(word in _VAGUE for word in words) and not any(word[0].isdigit() for word in words)


def _key(count: Count) -> tuple[str, str]:
    return count.slot or "", "" if count.group == "people" else count.group


def _loosest(count: Count, counts: tuple[Count, ...], lead: int) -> tuple[float | None, float | None]:
    """The bounds of a number of title and lead, as wide as the lead tells it: a headline has no room for "at least" and "about"."""
    low, high = count.low, count.high
    if count.span.start >= lead or low is None or high is None:
        return low, high
    for other in counts:
        if other.span.start >= lead or other.role != "whole" or _key(other) != _key(count) or other.low is None:
            continue
        if other.high is None and other.low == low:
            return low, None
        if other.high is not None and other.low <= low and high <= other.high:
            low, high = other.low, other.high
    return low, high


def _hurt_alone(counts: tuple[Count, ...]) -> int | None:
    """Where the first number ends that tells of somebody who was hurt, not of all who were."""
    return min((c.span.end for c in counts if c.slot == "injured" and c.role == "individual"), default=None)


def _some_of_the_injured(view: View, count: Count, hurt: int | None) -> bool:
    """Does a number leave room for more: the badly hurt, or the others beside somebody told to be hurt before ``hurt``?"""
    if count.slot != "injured":
        return False
    if not DEGREE.isdisjoint(view.text[count.span.start : count.span.end].lower().split()):
        return True
    return count.of == "others" and hurt is not None and hurt <= count.span.start


def _sums(
    view: View, counts: tuple[Count, ...], near: _Near, several: bool
) -> dict[tuple[str, str], set[float | None]]:
    """Numbers that add up what an article tells of several places or happenings one by one, one sentence each."""
    told: dict[tuple[str, str], list[Count]] = defaultdict(list)
    parts: dict[tuple[str, str], dict[Span, float]] = defaultdict(dict)
    for count in counts:
        if count.slot is None or count.low is None or count.role not in ("whole", "individual"):
            continue
        told[_key(count)].append(count)
        sentence = view.sentence_at(count.span.start)
        if sentence is not None and sentence.zone is Zone.BODY and (several or near.places(sentence.span)):
            parts[_key(count)].setdefault(sentence.span, count.low)
    found: dict[tuple[str, str], set[float | None]] = defaultdict(set)
    for key, numbers in told.items():
        few = list(dict.fromkeys(parts[key].values()))[:_PARTS]
        totals = {sum(some) for size in (2, 3, 4) for some in combinations(few, size)}
        found[key] = {c.low for c in numbers if c.low in totals}
    return found


def _vessel(view: View, count: Count, sentence: Span) -> str | None:
    """The kind of vessel whose people are counted: the last one named before the number, else the first behind it."""
    start, end = count.span
    before = view.text[max(sentence.start, start - _BEFORE) : start]
    after = view.text[end : min(sentence.end, end + _BEFORE)]
    words = (*reversed(before.lower().split()), *after.lower().split())
    return next((_VESSEL[word] for word in (word.strip(_MARKS) for word in words) if word in _VESSEL), None)


def _areas(
    view: View, counts: tuple[Count, ...], near: _Near
) -> dict[tuple[str, str, float | None], tuple[frozenset[str], frozenset[str]]]:
    """Countries and regions named beside a number, wherever it is told, and those that it is told of together."""
    sentences: dict[tuple[str, str, float | None], set[Span]] = defaultdict(set)
    for count in counts:
        sentence = view.sentence_at(count.span.start)
        if sentence is not None:
            sentences[*_key(count), count.low].add(sentence.span)
    return {
        key: (
            frozenset().union(*(near.areas(span)[0] for span in spans)),
            frozenset().union(*(near.areas(span)[1] for span in spans)),
        )
        for key, spans in sentences.items()
    }


def _title_again(view: View) -> Span | None:
    """Where the title stands once more in the first line of the text, as pages are often copied."""
    title = view.layout.title
    if title is None or title.end - title.start < _TITLE:
        return None
    start = view.text.find(view.text[title.start : title.end], title.end, title.end + _FIRST + title.end - title.start)
    return None if start < 0 else Span(start, start + title.end - title.start)


def _several(view: View, lead: int) -> bool:
    """Do title and lead tell of several happenings ("air strikes killed nine"), and of none in the singular?"""
    many, one = _told_of(view.text[:lead].lower())
    return many and not one


def _told_of(lowered: str) -> tuple[bool, bool]:
    """Does a text (in lower case) name happenings in the plural ("strikes"), and in the singular?"""
    words = [word.strip(_MARKS) for word in lowered.split()]
    return any(word in _MANY for word in words), any(word in _ONE for word in words)


class _Near:
    """What stands in the sentences of an article's counts, gathered once."""

    def __init__(self, view: View, counts: tuple[Count, ...]) -> None:
        self._view = view
        self._before: dict[Span, Span] = {}
        for earlier, later in zip(view.sentences, view.sentences[1:], strict=False):
            self._before[later.span] = earlier.span
        self.events: dict[Span, list[Event]] = defaultdict(list)
        self._killed: dict[Span, list[float | None]] = defaultdict(list)
        self._places: dict[Span, list[Place]] = defaultdict(list)
        self._text = view.text
        self._cues: dict[Span, tuple[bool, bool, bool]] = {}
        self._areas: dict[Span, tuple[frozenset[str], frozenset[str]]] = {}
        for event in view.events:
            if family(event.event_class) in INCIDENTS and len(self.events[event.sentence]) < _CROWD:
                self.events[event.sentence].append(event)
        for place in view.places:
            sentence = view.sentence_at(place.span.start)
            if sentence is not None:
                self._places[sentence.span].append(place)
        for count in counts:
            sentence = view.sentence_at(count.span.start)
            exact = count.slot == "killed" and count.role in ("whole", "individual") and count.low == count.high
            if sentence is not None and exact:
                self._killed[sentence.span].append(count.low)

    def cues(self, sentence: Span) -> tuple[bool, bool, bool]:
        """Does a sentence sum up a time or a region, speak of another happening, set itself apart with "also"?"""
        if sentence not in self._cues:
            around = f" {_SUPERLATIVE.sub(' ', self._text[sentence.start : sentence.end].lower())} "
            cumulative = any(cue in around for cue in _CUMULATIVE)
            if not cumulative and any(cue in around for cue in _PERIOD):
                cumulative = _told_of(around) != (False, True)
            self._cues[sentence] = (
                cumulative,
                any(cue in around for cue in _APART) or in_month(around),
                " also " in around,
            )
        return self._cues[sentence]

    def goes_on(self, sentence: Span) -> Span | None:
        """The sentence before, where this one goes on about its happening ("It killed nine")."""
        return self._before.get(sentence) if self._text.startswith(_AGAIN_CAPITAL, sentence.start) else None

    def background(self, sentence: Span) -> bool:
        """Does a sentence tell of a happening that the text sets apart in time?"""
        return any(event.background for event in self.events[sentence])

    def day(self, sentence: Span, main: Event | None) -> str | None:
        """The day of the happening that a sentence itself tells of, where it is another than the main one's.

        After "the raid comes two days after …" a sentence on "the attack" goes on about the earlier one.
        """
        before, day = self._before.get(sentence), None if main is None or main.days is None else main.days.day
        if before is not None and day is not None and _THE_HAPPENING.match(self._text, *sentence) is not None:
            after = _COMES_AFTER.search(self._text, *before)
            number = None if after is None else numerals.parse(["one" if after[1] == "a" else after[1]], 0)
            if number is not None and number.low is not None:
                return str(day - int(number.low))
        for event in self.events[sentence]:
            days = redated(self._view, event)
            if days is not None and days.day is not None and (main is None or days != main.days):
                return str(days.day)
        return None

    def killed(self, sentence: Span, otherwise: float | None) -> float | None:
        """The exact toll of the killed in a sentence, else that of the lead."""
        told = self._killed[sentence]
        return told[0] if len(told) == 1 else otherwise

    def places(self, sentence: Span) -> set[str]:
        """Keys of the places that a sentence names, streets left out: they hardly tell two happenings of an article apart."""
        return {place.key for place in self._places[sentence] if place.type not in ("street", "block", "address")}

    def areas(self, sentence: Span) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of the countries and regions that a sentence names, and of those that "and" joins there."""
        if sentence not in self._areas:
            wide = [place for place in self._places[sentence] if place.type in ("country", "region")]
            joined = [
                (one.key, other.key)
                for one, other in pairwise(wide)
                if _AND.fullmatch(self._text[one.span.end : other.span.start]) is not None
            ]
            self._areas[sentence] = frozenset(p.key for p in wide), frozenset(chain.from_iterable(joined))
        return self._areas[sentence]

    def small_places(self, sentence: Span) -> str:
        return "|".join(sorted(small_places(self._places[sentence])))


def _compared_event(view: View, count: Count, main: Event | None, lead: int, near: _Near) -> Event | None:
    """The happening whose toll a count tells, ``None`` where it sums up a time or speaks of another one in passing."""
    sentence = view.sentence_at(count.span.start)
    if sentence is None or count.role == "mentioned":
        return None
    cumulative, apart, _ = near.cues(sentence.span)
    if cumulative or (count.high is None and (count.low or 0) >= _MASSES):
        return None
    if count.slot == "arrested" and main is not None and family(main.event_class) in ("violence", "harm"):
        return main if count.span.start < lead and count.role == "whole" else None
    if count.span.start >= lead and apart:
        return None
    before = near.goes_on(sentence.span)
    if before is not None and count.span.start >= lead and (near.cues(before)[1] or near.background(before)):
        return None
    return _event_of(view, count.span, main, near.events[sentence.span], count.span.start < lead)


def _summed(view: View, counts: tuple[Count, ...], lead: int) -> set[tuple[str, str]]:
    """Slots and groups whose number in a title without a single happening sums up a time in the lead ("over the past 24 hours")."""
    at = {count: view.sentence_at(count.span.start) for count in counts if count.span.start < lead}
    told = {s.span: f" {view.text[s.span.start : s.span.end].lower()} " for s in at.values() if s is not None}
    sums = [c for c, s in at.items() if s is not None and any(cue in told[s.span] for cue in _LATELY)]
    heads = [c for c, s in at.items() if s is not None and s.zone is Zone.TITLE and not _told_of(told[s.span])[1]]
    return {_key(head) for head in heads if any(_key(head) == _key(one) and _fits(head, one) for one in sums)}


def _headlines(
    view: View,
    counts: tuple[Count, ...],
    events: dict[Count, Event | None],
    main: Event | None,
    lead: int,
    near: _Near,
) -> dict[tuple[str, str], Count]:
    """The one number by which an article stands for each slot and group.

    It is the first in title and lead, else the first that speaks of the main happening as a whole, else the first whose
    sentence names no place, else the first whose sentence names none that the lead does not.
    """
    known = {place.key for place in view.places if place.span.start < lead}
    ranked: dict[tuple[str, str], list[tuple[int, Count]]] = defaultdict(list)
    for count in counts:
        event = events[count]
        if count.slot is None or count.role != "whole" or event is None or event.background:
            continue
        rank = 0 if count.span.start < lead else 1 if _retold(view, count, main, event) else 2
        if rank == 2:
            sentence = view.sentence_at(count.span.start)
            places = set() if sentence is None else near.places(sentence.span)
            if sentence is None or not places <= known or near.cues(sentence.span)[2]:
                continue
            rank += bool(places)
        ranked[count.slot, "" if count.group == "people" else count.group].append((rank, count))
    return {key: min(told, key=lambda item: (item[0], item[1].span))[1] for key, told in ranked.items()}


def _stands(count: Count, toll: Count, lead: int) -> bool:
    """Does a number of the article stand for the whole beside its headline: the same, or another bound in the lead?"""
    if count is toll or count.low == toll.low:
        return True
    if count.low is not None and count.high is None and count.low - 1 == toll.low:
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


def _event_of(view: View, span: Span, main: Event | None, near: list[Event], leading: bool) -> Event | None:
    """The happening that a count belongs to: the main one, unless its own sentence speaks of another.

    In title and lead (``leading``) a sentence that speaks of the main one tells its toll.
    """
    if not near:
        return main
    own = min(near, key=lambda e: (leading and not e.main, not span.overlaps(e.span), abs(e.span.start - span.end)))
    other = next((e for e in near if e.background), None)
    if other is not None:
        return main if any(_again(e, main) for e in near) else other
    if main is None or (not own.main and family(own.event_class) not in ("death", "harm", "incident")):
        return None
    days = redated(view, own)
    if days is not None and main.days is not None and not days.widened(1).overlaps(main.days):
        return None
    return main


def _again(event: Event, main: Event | None) -> bool:
    """Is an event that is set apart in time ("a shooting last month") the main one, of one class and of days that hold its day?"""
    if main is None or main.days is None or event.days is None or event.event_class != main.event_class:
        return False
    return event.background and event.days.overlaps(main.days)


def _retold(view: View, count: Count, main: Event | None, event: Event | None) -> bool:
    """Does a count outside the lead speak of the main happening as a whole ("the shooting left two dead")?"""
    if main is None or event is not main:
        return False
    sentence = view.sentence_at(count.span.start)
    if sentence is None:
        return False
    before = [
        word.strip(_MARKS) for word in view.text[sentence.span.start : count.span.start].lower().split()[-_RETOLD:]
    ]
    place = next((i for i in reversed(range(len(before))) if before[i] in _HAPPENINGS), 0)
    return not _THE.isdisjoint(before[max(0, place - 3) : place])


_THE = frozenset(
    {"the", "this", "that", "sunday's", "monday's", "tuesday's", "wednesday's", "thursday's", "friday's", "saturday's"}
)
_HAPPENINGS: frozenset[str] = frozenset(_WORDS["happening"])
_MANY = frozenset(word for word in _HAPPENINGS if word.endswith("s") and word not in ("clashes",))
_ONE = frozenset(
    word for word in _HAPPENINGS if not word.endswith("s") and word not in ("toll", "fire", "fighting", "gunfire")
)
_MARKS = ",.:;'’\"“”()"
_RETOLD = 16
"""Words before a number among which "the shooting" says whose number it is."""
_TITLE = 20
"""A title of fewer characters may be repeated by chance."""
_FIRST = 120
"""Characters behind the title within which it is repeated."""
_PARTS = 8
"""A list of more places than this is not added up."""


def _exact_killed(view: View, counts: tuple[Count, ...], lead: int) -> float | None:
    """The exact toll of the killed that title and lead agree on; 0 where the article speaks of no dead."""
    told = _exact(counts, "killed", lead)
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


def _exact(counts: tuple[Count, ...], slot: str, lead: int) -> set[float | None]:
    """The exact tolls of a slot in title and lead."""
    return {
        count.low
        for count in counts
        if count.slot == slot
        and count.role in ("whole", "individual")
        and count.span.start < lead
        and count.low == count.high
    }


KIND = ClaimKind(
    name="casualties",
    extract=_extract,
    speaks=(
        Example(
            text="The blast killed nine people and wounded at least 12.", finds=("9 killed", "at least 12 injured")
        ),
        Example(text="17 soldiers were killed in the raid.", finds=("17 killed",)),
        Example(text="A woman and her two children were killed in the fire.", finds=("3 killed", "2 killed")),
        Example(text="No one was hurt in the crash, police said.", finds=("0 injured",)),
        Example(text="The death toll from the quake rose to 30 on Tuesday.", finds=("30 killed",)),
        Example(text="Three people including two children were wounded.", finds=("3 injured", "2 injured")),
        Example(
            text="The toll has climbed to at least 84 in the worst raid of the last ten months.",
            finds=("at least 84 killed",),
        ),
        Example(
            text="A ferry with 90 passengers and six crew on board sank on Tuesday.",
            finds=("90 aboard", "96 aboard", "6 aboard"),
        ),
        Example(text="12 civilians killed 20 injured as mortars hit Port Ellery.", finds=("12 killed", "20 injured")),
    ),
    silent=(
        Example(text="He was shot three times and taken to a clinic."),
        Example(text="The law could have killed 200 jobs."),
        Example(text="Two passengers and a member of the crew spoke of the storm."),
        Example(text="She faces two counts of murder."),
        Example(text="Officers fired 12 rounds; the case has been open since 2013."),
    ),
    doc=__doc__,
)
