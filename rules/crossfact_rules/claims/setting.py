"""The setting of an article's main happening: when, where, with whom. By it two articles are taken to tell of one happening.

Stories bring articles together that share much; in a war or a crime wave they still hold several happenings of a kind, a
town and a day apart. A number may be held against another only if the settings of their articles agree: no day and no kind
of happening speaks against it, and a street, a private person, a small place or enough telling words speak for it.

A setting travels in the details of a claim as text (``Setting.encode``), as everything in a claim must be plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from crossfact import lexicon
from crossfact.annotate.events import family
from crossfact.annotate.names import COUNTRY_OF, name_key
from crossfact.annotate.places import house_block, known_town, part_of_well_known, street_of, well_known
from crossfact.lexicon.background import UNLISTED, zipf_frequencies
from crossfact.model import Anchor, Claim, Days, Event, Place, Span, Zone
from crossfact.rulekit import View

_WORDS = lexicon.load("casualties")
_TEMPLATE = frozenset(_WORDS["template"])
INCIDENTS = frozenset({"violence", "disaster", "harm", "incident", "death"})
"""Families of events that harm people."""
_KINDS = frozenset({"airstrike", "bombing", "shooting", "stabbing", "quake", "crash", "fire", "storm"})
"""Kinds of happening that exclude each other; others ("attack") may be any of them."""
_OF_NATURE = frozenset({"quake", "storm"})
_FROM_THE_AIR = frozenset({"airstrike", "bombing"})
"""Jets bomb, so that one place bombed from the air may be told as either."""
_SENTENCES = 4
"""How many sentences of the body set the scene."""
_LEAD = 2
"""How many sentences of the body tell what the article is about."""
_SHORT = 160
"""Characters of title and lead below which they say too little to be set apart by what they leave out."""
_HEAD = 300
"""Characters from the start of the text within which a full date is taken for the article's own."""
_TELLING = 4.9
"""Words with a Zipf frequency below this say something about the happening."""
_ALIKE = 2
"""Telling words that two leads must share, rare ones counted twice; one more where a day is not told."""
_CLOSE = 6
"""The same where two leads tell much the same."""
_FRESH = 2
"""Days between two reports without a day of the happening that may still be news of the same one."""
_LONG = 14
"""Days between two reports from which it takes a street or a private person to make their happenings one."""
_WEEK = 7
"""Days by which a stated day of publication may lie before that which the text gives itself."""
_EXACT = 3
"""An interval of more days than this does not keep two happenings apart."""
_IN_MONTH = re.compile(
    r"\bin (?:early |mid-|late )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d{1,2}\b)"
)
_TARGETS: dict[str, str] = {form: word for word in _WORDS["target"] for form in (word, word + "s", word + "es")}
_TOKEN = re.compile(r"[a-z]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VIEW = re.compile(
    r"\bA (?:general |wide |still )?(?:view|image|picture|man|woman|boy) (?:shows|walks|stands|looks|inspects)\b|\bPeople (?:inspect|gather|walk|stand|look)\b"
)
"""How the caption of a picture begins where it runs into the text."""
_AGED = re.compile(r",? \(?\d{1,2}\b")
_OLD = re.compile(r"\b\d{1,2}-year-old $")
_NIGHT = re.compile(r"\b(?:[Oo]vernight|[Nn]ight|[Mm]idnight|[Dd]awn|early|late)\b")


class Setting(NamedTuple):
    """When, where and with whom the main happening of an article is told to have been.

    ``kind`` is its event class, ``earliest``/``latest`` bound its day (ordinals, ``None`` if not told), ``reported`` is the
    day of the report, ``disputed`` where two days are stated of which neither is believable. ``spots`` are small places of title and lead, ``all_spots`` of the whole text; ``persons`` those whose
    age the article gives; ``topics`` the telling words of the lead, ``rare`` those of them that are hardly English. ``towns`` are towns of any size in
    the lead and ``targets`` what was struck there ("bus", "market").
    """

    kind: str
    earliest: int | None
    latest: int | None
    reported: int | None
    night: bool
    short: bool
    disputed: bool
    streets: frozenset[str]
    persons: frozenset[str]
    spots: frozenset[str]
    all_spots: frozenset[str]
    topics: frozenset[str]
    rare: frozenset[str]
    towns: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()

    def encode(self) -> str:
        """As text: one field a line, members of a set sorted and separated by ``|``."""
        return "\n".join("|".join(sorted(v)) if isinstance(v, frozenset) else "" if v is None else str(v) for v in self)

    @property
    def days(self) -> Days | None:
        """The day or few days of the happening, ``None`` where they are not told exactly enough to tell it apart."""
        if self.earliest is None or self.latest is None or self.latest - self.earliest >= _EXACT:
            return None
        return Days(self.earliest, self.latest)


@lru_cache(maxsize=4096)
def decode(text: str) -> Setting:
    """The setting that ``Setting.encode`` wrote."""
    kind, earliest, latest, reported, night, short, disputed, *sets = text.split("\n")
    days = [int(day) if day else None for day in (earliest, latest, reported)]
    members = [frozenset(filter(None, field.split("|"))) for field in sets]
    return Setting(kind, days[0], days[1], days[2], night == "True", short == "True", disputed == "True", *members)


def setting_of(view: View, main: Event | None) -> Setting:
    """The setting of an article whose main happening is ``main`` (see ``main_incident``)."""
    end = lead_end(view, _SENTENCES)
    frequencies = zipf_frequencies()
    words = {w for w in _WORD.findall(view.text[:end].lower()) if w not in _TEMPLATE and not _geographic(w)}
    topics = frozenset(w for w in words if frequencies.get(w, UNLISTED) < _TELLING)
    days = None if main is None else main.days
    return Setting(
        kind="" if main is None else main.event_class,
        earliest=None if days is None else days.earliest,
        latest=None if days is None else days.latest,
        reported=_report_day(view),
        night=_NIGHT.search(view.text, 0, end) is not None,
        short=end < _SHORT,
        disputed=_is_disputed(view),
        streets=frozenset(key for place in view.places if place.span.start < end for key in _street_keys(place)),
        persons=private_persons(view),
        spots=small_places(place for place in view.places if place.span.start < end),
        all_spots=small_places(view.places),
        topics=topics,
        rare=frozenset(w for w in topics if w not in frequencies),
        towns=frozenset(place.key for place in view.places if place.span.start < end and place.type == "town"),
        targets=frozenset(_TARGETS[w] for w in _TOKEN.findall(view.text[:end].lower()) if w in _TARGETS),
    )


def _street_keys(place: Place) -> Iterator[str]:
    """The street of a street, block or address; of the latter two also the block, for one may leave out "Street"."""
    street = street_of(place)
    if street is not None:
        yield street
    block = house_block(place)
    if block is not None:
        yield f"{block[0]} {block[1]}"


def lead_end(view: View, sentences: int = _LEAD) -> int:
    """Where title and lead end: headings before the body and its first sentences."""
    body = [s for s in view.sentences if s.zone is Zone.BODY]
    return body[min(sentences, len(body)) - 1].span.end if body else len(view.text)


def main_incident(view: View) -> Event | None:
    """The mention that stands for the article's main happening that harms: one with a day if there is one."""
    mentions = [e for e in view.events if not e.background and family(e.event_class) in INCIDENTS]
    mentions = [e for e in mentions if not _under_photo(view, e.span)] or mentions
    mentions = [e for e in mentions if e.main] or mentions[:1]
    main = next((e for e in mentions if e.days is not None), mentions[0] if mentions else None)
    return main if main is None else replace(main, days=redated(view, main))


def redated(view: View, event: Event) -> Days | None:
    """The days of an event, reckoned from the date that the text itself states where metadata say another one.

    A feed or a crawler may state a day far from the article's own; "on Saturday" then means the Saturday before the latter.
    """
    if event.days is None or event.days.day is None:
        return event.days
    own, stated = _own_date(view), view.said_on
    timex = next((t for t in view.timexes if t.span == event.timex), None)
    if own is None or stated is None or stated.day is None or timex is None or timex.anchor is not Anchor.DCT:
        return event.days
    if abs(own - stated.day) <= 1:
        return event.days
    if timex.weekday is not None:
        day = own - (own - 1 - timex.weekday) % 7
        return Days(day, day)
    shift = own - stated.day
    return Days(event.days.day + shift, event.days.day + shift)


def _report_day(view: View) -> int | None:
    """The day of the report: what the head of the text says of itself, else the document creation time."""
    own = _own_date(view)
    if own is not None:
        return own
    return None if view.said_on is None else view.said_on.latest


def _is_disputed(view: View) -> bool:
    """Is a day of publication stated that lies far before the day on which the text says it was written?

    A crawler may state a later day, but nothing is published before it is written.
    """
    own, stated = _own_date(view), view.said_on
    return own is not None and stated is not None and stated.latest is not None and own - stated.latest > _WEEK


def _own_date(view: View) -> int | None:
    """The day that the head of the text states as its own, with a year."""
    for timex in view.timexes:
        if timex.span.start > _HEAD:
            return None
        exact = timex.anchor is Anchor.ABSOLUTE and timex.year_written and timex.days is not None
        if exact and timex.days is not None and timex.days.day is not None and not _under_photo(view, timex.span):
            return timex.days.day
    return None


def _under_photo(view: View, span: Span) -> bool:
    sentence = view.sentence_at(span.start)
    if sentence is None:
        return False
    if sentence.zone is Zone.CAPTION or "photo" in view.text[sentence.span.start : sentence.span.end + 40].lower():
        return True
    return _VIEW.search(view.text, *sentence.span) is not None


def _large(word: str) -> bool:
    """A country, a people or a large town. A plural s may be a genitive."""
    return any(form.title() in COUNTRY_OF or well_known(form) for form in (word, word.rstrip("s")))


@cache
def _geographic(word: str) -> bool:
    """A country, a region, a large town, a people: shared by much that happens on one day. A plural s may be a genitive."""
    return _large(word) or part_of_well_known(word) or part_of_well_known(word.rstrip("s"))


def private_persons(view: View) -> frozenset[str]:
    """Keys of persons whose age stands beside the name: victims and suspects, hardly ever officials."""
    return frozenset(
        name_key(name.full)
        for name in view.names
        if name.type == "person"
        and " " in name.full
        and (
            _AGED.match(view.text, name.span.end)
            or _OLD.search(view.text, max(0, name.span.start - 16), name.span.start)
        )
    )


def in_month(sentence: str) -> bool:
    """Does a sentence (in lower case) tell of a month? A report dates its own happening to the day; one "in March" is another."""
    return _IN_MONTH.search(sentence) is not None


def small_places(places: Iterable[Place]) -> frozenset[str]:
    """Keys of the villages, small towns and sites among places; a large place with a word that ran into it is none."""
    return frozenset(
        place.key
        for place in places
        if place.type in ("town", "site", "place")
        and not well_known(place.key)
        and not all(_geographic(word) for word in place.key.split())
        and (known_town(place.key) or not _large(place.key.partition(" ")[0]))
    )


def one_happening(first: Claim, second: Claim) -> bool:
    """Do two claims of different articles tell of one happening, as far as their articles say when, where and how?

    The claims carry the setting of their articles as the detail ``setting``, as ``here`` the small places that their own
    sentences name, and as ``day`` the day those give where it is another than that of the setting. Symmetric.
    """
    if first.evidence.article_id == second.evidence.article_id or first.event is None or second.event is None:
        return False
    return alike(_setting(first), _setting(second))


def weeks_apart(first: Claim, second: Claim) -> bool:
    """Are two reports dated so far apart that happenings of a kind in one town are rather two? Symmetric.

    A street or a private person in common makes them one whenever they are told.
    """
    dates, later = first.said_on, second.said_on
    if dates is None or later is None or dates.widened(_LONG).overlaps(later):
        return False
    one, other = _setting(first), _setting(second)
    return not (one.streets & other.streets or one.persons & other.persons)


def same_spot(first: Claim, second: Claim) -> bool:
    """Do the scenes that two articles set share a street, a private person, a small place or what was struck? Symmetric."""
    one, other = _setting(first), _setting(second)
    shared = one.streets & other.streets or one.persons & other.persons or one.spots & other.spots
    return bool(shared) or _one_target(one, other)


def close(first: Claim, second: Claim) -> bool:
    """Do two articles tell of their happenings in much the same words? Two quakes of a region always are. Symmetric."""
    one, other = _setting(first), _setting(second)
    if {one.kind, other.kind} & _OF_NATURE:
        return False
    return len(one.topics & other.topics) + len(one.rare & other.rare) >= _CLOSE


def _setting(claim: Claim) -> Setting:
    setting = decode(claim.detail("setting"))
    here, day = claim.detail("here"), claim.detail("day")
    if day is not None:
        setting = setting._replace(kind="", earliest=int(day), latest=int(day))
    return setting._replace(spots=setting.spots | frozenset(here.split("|"))) if here else setting


@lru_cache(maxsize=65536)
def alike(one: Setting, other: Setting) -> bool:
    """Do two settings agree? Symmetric."""
    same_spot = bool(one.streets & other.streets or one.persons & other.persons)
    if (one.disputed or other.disputed) and not same_spot:
        return False
    near = same_spot or bool(one.spots & other.all_spots or other.spots & one.all_spots)
    kinds = {one.kind, other.kind} & _KINDS
    days = _days_agree(one, other, near)
    if days is False or (len(kinds) > 1 and not (days and near and kinds == _FROM_THE_AIR)):
        return False
    if same_spot or (one.short and other.short):
        return True
    words = len(one.topics & other.topics) + len(one.rare & other.rare)
    if days:
        return words >= (1 if near else _ALIKE) or _one_target(one, other)
    if one.reported is not None and other.reported is not None and abs(one.reported - other.reported) > _FRESH:
        return False
    return words > (0 if near else _ALIKE) or bool(one.spots & other.spots)


def _one_target(one: Setting, other: Setting) -> bool:
    """Was one sort of thing struck in one way on one day and in one town, as far as towns are told?"""
    if one.days is None or other.days is None or not one.days.overlaps(other.days):
        return False
    town = not one.towns or not other.towns or bool(one.towns & other.towns)
    return one.kind == other.kind and town and bool(one.targets & other.targets)


def _days_agree(one: Setting, other: Setting, near: bool) -> bool | None:
    """Whether the days of two happenings agree, those of a night being two; ``None`` where one is not told."""
    if one.days is not None and other.days is not None:
        night = (one.night and other.night) or (near and (one.night or other.night))
        return one.days.widened(1 if night else 0).overlaps(other.days)
    for told, report in ((one, other), (other, one)):
        if told.days is not None and report.reported is not None and report.reported < (told.earliest or 0):
            return False
    return None
