"""A sketch of an article: the little that linking needs to know of it.

Everything in a sketch comes from the article alone and from bundled tables, so a sketch never depends on other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from zlib import crc32

from crossfact.annotate.events import family
from crossfact.annotate.names import name_key
from crossfact.annotate.places import bare_street, house_block
from crossfact.lexicon.background import UNLISTED, zipf_frequencies
from crossfact.model import Days, Name, Place, Zone
from crossfact.register import first_and_last
from crossfact.rulekit import View

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOKEN = re.compile(r"\w+")
_AGE = re.compile(r"\.?,? \(?(?:aged? )?\d{1,2}(?:[,.;)]| of\b| and\b)")
_YEARS_OLD = "-year-old"
_COMMONEST = 5.4
"""Words with a Zipf frequency from here on (about the 500 commonest) say nothing about the story and are left out."""
_VECTOR = 120
"""How many of an article's weightiest words its sketch keeps."""
_KEY_WORDS = 30
"""How many of an article's weightiest words serve as keys."""
_SHINGLE = 8
"""Words in a shingle; long enough that equal shingles mean copied text."""
_SHINGLE_SAMPLE = 8
"""One shingle in this many is kept, chosen by its hash, so that equal texts keep equal shingles."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What linking knows of one article.

    ``words`` maps the weightiest words to weights of a vector of length 1, ``lead`` does so for title and lead
    alone. ``persons`` are keys of full names without what stands between the first and the last word, those
    named with an office apart as ``officials`` (they turn up in many stories), ``aged`` those named with their age,
    who take part in what is told and do not only speak of it, ``streets`` and ``towns`` place keys, streets without north,
    south, east and west, ``lead_towns`` those of title, dateline and the first sentences. ``families`` are the class families of its main events. ``window`` bounds the days its main events can lie on, ``said_on``
    is the document creation time. ``shingles`` is a sample of hashed word runs.
    """

    article_id: str
    sha256: str
    publisher: str | None
    said_on: Days | None
    window: Days | None
    words: dict[str, float]
    lead: dict[str, float]
    persons: frozenset[str]
    officials: frozenset[str]
    aged: frozenset[str]
    streets: frozenset[str]
    towns: frozenset[str]
    lead_towns: frozenset[str]
    families: frozenset[str]
    shingles: frozenset[int]

    @classmethod
    def empty(cls, article_id: str, sha256: str) -> Sketch:
        """The sketch of an article of which nothing is known, which is linked with none."""
        nothing: frozenset[str] = frozenset()
        return cls(
            article_id,
            sha256,
            None,
            None,
            None,
            {},
            {},
            nothing,
            nothing,
            nothing,
            nothing,
            nothing,
            nothing,
            nothing,
            frozenset(),
        )

    def strong_keys(self) -> frozenset[str]:
        """Keys of which one is enough to look at a pair of articles: full names and streets."""
        return self.persons | self.streets

    def word_keys(self) -> tuple[str, ...]:
        """The weightiest words; several must agree before a pair is looked at."""
        return tuple(word for word, _ in sorted(self.words.items(), key=lambda item: (-item[1], item[0]))[:_KEY_WORDS])


def sketch(view: View) -> Sketch:
    """The sketch of an article."""
    text = view.text
    frequencies = zipf_frequencies()
    lead_end = _lead_end(view)
    times: dict[str, float] = {}
    lead: dict[str, float] = {}
    for sentence in view.sentences:
        in_lead = sentence.zone is Zone.TITLE or sentence.span.end <= lead_end
        for word in _WORD.findall(text[sentence.span.start : sentence.span.end].lower()):
            if frequencies.get(word, UNLISTED) < _COMMONEST:
                times[word] = min(times.get(word, 0.0) + (2.0 if in_lead else 1.0), 6.0)
                if in_lead:
                    lead[word] = min(lead.get(word, 0.0) + 1.0, 3.0)
    places = view.places
    persons = frozenset(_person_key(n.full) for n in view.names if n.type == "person" and " " in n.full.strip())
    officials = frozenset(_person_key(r.person) for r in view.roles if r.kind == "office" and r.person is not None)
    streets = frozenset(key for place in places for key in _street_keys(place))
    main = [event for event in view.events if event.main and not event.background]
    return Sketch(
        article_id=view.article.article_id,
        sha256=view.article.sha256,
        publisher=view.article.publisher,
        said_on=view.said_on,
        window=_window(view),
        words=_vector(times, frequencies),
        lead=_vector(lead, frequencies),
        persons=persons - officials - streets,
        officials=persons & officials,
        aged=frozenset(_person_key(n.full) for n in view.names if n.type == "person" and _is_aged(text, n)),
        streets=streets,
        towns=frozenset(place.key for place in places if place.type == "town"),
        lead_towns=frozenset(place.key for place in places if place.type == "town" and place.span.end <= lead_end),
        families=frozenset(family(event.event_class) for event in main),
        shingles=_shingles(view),
    )


def _is_aged(text: str, name: Name) -> bool:
    return (
        _AGE.match(text, name.span.end) is not None
        or _YEARS_OLD in text[max(0, name.span.start - 14) : name.span.start]
    )


def _person_key(full: str) -> str:
    return first_and_last(name_key(full))


def _street_keys(place: Place) -> Iterator[str]:
    """Keys of a street, block or address; of the latter two also the block in one form for both."""
    if place.type in ("street", "block", "address"):
        yield bare_street(place.key)
        block = house_block(place)
        if block is not None:
            yield f"{block[0]} block of {block[1]}"


def _vector(times: dict[str, float], frequencies: dict[str, float]) -> dict[str, float]:
    """Weights of the weightiest words as a vector of length 1: the rarer and the oftener, the weightier."""
    weights = {
        word: (1.0 + 0.5 * (number - 1.0)) * (7.0 - frequencies.get(word, UNLISTED)) for word, number in times.items()
    }
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_VECTOR]
    length = sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {word: weight / length for word, weight in kept}


def _lead_end(view: View) -> int:
    """Where the lead ends: the title and the first three sentences of the body."""
    body = [sentence for sentence in view.sentences if sentence.zone is Zone.BODY][:3]
    return body[-1].span.end if body else 0


def _window(view: View) -> Days | None:
    """The days on which the article's main events happened, as far as it says."""
    days = [
        e.days for e in view.events if e.main and not e.background and e.days is not None and e.days.day is not None
    ]
    if not days:
        return None
    return Days(
        min(d.earliest for d in days if d.earliest is not None), max(d.latest for d in days if d.latest is not None)
    )


def _shingles(view: View) -> frozenset[int]:
    kept = set()
    for sentence in view.sentences:
        words = _TOKEN.findall(view.text[sentence.span.start : sentence.span.end].lower())
        for start in range(len(words) - _SHINGLE + 1):
            digest = crc32(" ".join(words[start : start + _SHINGLE]).encode("utf-8", "replace"))
            if digest % _SHINGLE_SAMPLE == 0:
                kept.add(digest)
    return frozenset(kept)
