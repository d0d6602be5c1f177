"""What a claim kind or a rule is made of: plain values around pure functions.

A kind pulls claims out of one article (``ClaimKind.extract``); a rule says what cannot be true. A rule has one or more of

* ``judge``: the claims of one article (and the register) are enough;
* ``relate``: two readings of one fact, symmetric; readings come from any number of articles;
* ``reconcile``: several facts at once. It gets the claims of one story, or, for rules that hang on a person, office or
  body, all claims that share an ``entity``.

``judge`` and ``reconcile`` yield ``Draft`` and ``NearMiss`` values; the engine adds code, severity and fingerprint.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple, Protocol, TypeVar

from crossfact.annotate import counts, events, names, places, quotations, roles, timex
from crossfact.model import (
    Article,
    Certainty,
    Claim,
    Confidence,
    Count,
    CreationTime,
    Days,
    Event,
    Evidence,
    Fact,
    Modality,
    Name,
    NearMiss,
    Place,
    Quotation,
    Reading,
    Relation,
    RoleMention,
    Sentence,
    Severity,
    Span,
    Tenure,
    Timex,
    Value,
    Zone,
    one_day,
)
from crossfact.register import Register
from crossfact.segment import Layout, segment

_AROUND = 300
"""Code points kept of the sentence on either side of a claim's words."""


class SecondReading(NamedTuple):
    """What the grammar says of a claim that a kind has read: does it read the same, and if not, how else in words."""

    certainty: Certainty = Certainty.UNCHECKED
    doubt: str = ""


UNREAD = SecondReading()


class View:
    """One article with its annotation layers, each computed once and only if something asks for it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text

    @cached_property
    def layout(self) -> Layout:
        return segment(self.text, self.article.body)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the article itself; furniture is left out."""
        return self.layout.sentences

    @cached_property
    def _tagged(self) -> timex.Tagged:
        return timex.tag(
            self.text,
            self.layout,
            published=self.article.published,
            published_origin=self.article.published_origin,
            published_rivals=self.article.published_rivals,
            url=self.article.url,
            language=self.article.language,
        )

    @property
    def timexes(self) -> tuple[Timex, ...]:
        """Temporal expressions in text order, outside furniture."""
        return self._tagged.timexes

    @property
    def dct(self) -> CreationTime | None:
        """Document creation time with its rivals, ``None`` where no date of the article is known."""
        return self._tagged.dct

    @property
    def said_on(self) -> Days | None:
        return None if self.dct is None else self.dct.days

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return names.find_names(self.text, self.layout)

    @cached_property
    def roles(self) -> tuple[RoleMention, ...]:
        return roles.find_roles(self.text, self.layout, self.names)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return places.find_places(self.text, self.layout, self.names)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        return counts.find_counts(self.text, self.layout)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return quotations.find_quotations(self.text, self.layout, self.names)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return events.find_events(self.text, self.layout, self.timexes, self.names, self.places)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position != -1:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset, ``None`` in furniture and between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0:
            return None
        sentence = self.sentences[index]
        return sentence if offset < sentence.span.end else None

    def evidence(self, span: Span) -> Evidence:
        """The words at ``span`` with line, column and the nearest words of their sentence on either side."""
        line = bisect_right(self._line_starts, span.start)
        sentence = self.sentence_at(span.start)
        before = after = ""
        if sentence is not None:
            before = _nearest_before(self.text, sentence.span.start, span.start)
            after = _nearest_after(self.text, span.end, sentence.span.end)
        return Evidence(
            article_id=self.article.article_id,
            span=span,
            line=line,
            column=span.start - self._line_starts[line - 1] + 1,
            quote=self.text[span.start : span.end],
            before=before,
            after=after,
        )

    def claim(
        self,
        kind: str,
        span: Span,
        *,
        subject: str,
        value: Value,
        entity: str = "",
        slot: str = "",
        group: str = "",
        event: Event | None = None,
        when: Days | None = None,
        dated_by: str = "",
        attribution: str | None = None,
        hedge: str | None = None,
        modality: Modality = Modality.FACT,
        confidence: Confidence = Confidence.HIGH,
        reading: SecondReading = UNREAD,
        details: dict[str, Any] | None = None,
    ) -> Claim:
        """A claim of this article on the words at ``span``, with what every claim carries filled in."""
        sentence = self.sentence_at(span.start)
        return Claim(
            kind=kind,
            evidence=self.evidence(span),
            subject=subject,
            value=value,
            entity=entity,
            slot=slot,
            group=group,
            event=event,
            when=when,
            said_on=self.said_on,
            dated_by=dated_by,
            attribution=attribution,
            hedge=hedge,
            modality=modality,
            confidence=confidence,
            publisher=self.article.publisher,
            sentence=span if sentence is None else sentence.span,
            zone=Zone.FURNITURE if sentence is None else sentence.zone,
            certainty=reading.certainty,
            doubt=reading.doubt,
            details=tuple(sorted((details or {}).items())),
        )


class Placed(Protocol):
    """Anything of a layer that has a place in the text."""

    @property
    def span(self) -> Span: ...


_P = TypeVar("_P", bound=Placed)


def starting_in(layer: Sequence[_P], start: int, end: int) -> Sequence[_P]:
    """Those of a layer, which stands in text order, that start at ``start`` or later and before ``end``."""

    def offset(placed: _P) -> int:
        return placed.span.start

    return layer[bisect_left(layer, start, key=offset) : bisect_left(layer, end, key=offset)]


def _nearest_before(text: str, start: int, end: int) -> str:
    """``text[start:end]``, of a longer one its last words."""
    if end - start > _AROUND:
        start = end - _AROUND
        start = text.find(" ", start, end) + 1 or start
    return text[start:end]


def _nearest_after(text: str, start: int, end: int) -> str:
    """``text[start:end]``, of a longer one its first words."""
    if end - start > _AROUND:
        cut = text.rfind(" ", start, start + _AROUND)
        end = cut if cut > start else start + _AROUND
    return text[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A short text and what must come out of it.

    For a kind, ``finds`` are the canonical values of the claims; for a rule, the canonical values of the primary and
    conflicting locations of all its findings, sorted. Empty means: stays silent. ``published`` is an ISO date;
    ``register`` holds the tenures that the example is judged by.
    """

    text: str
    finds: tuple[str, ...] = ()
    published: str | None = None
    title: str | None = None
    register: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one story, the second ``days`` later, and how their readings relate (either order)."""

    first: str
    second: str
    relation: Relation
    days: int = 0
    published: str | None = "2024-03-13"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKind:
    """What to pull out of an article. ``extract`` is pure and composes layers of the view."""

    name: str
    extract: Callable[[View], Iterable[Claim]]
    speaks: tuple[Example, ...]
    silent: tuple[Example, ...]
    doc: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding as a rule states it. ``severity`` and ``confidence`` override the rule's where given.

    ``key`` and ``values`` identify the conflict for the fingerprint: the normalised subject and slot, and the clashing
    values. ``evidence`` takes claims or plain words.
    """

    subject: str
    message: str
    primary: Claim
    conflicting: tuple[Claim, ...] = ()
    agreeing: tuple[Claim, ...] = ()
    evidence: tuple[Claim | Evidence, ...] = ()
    derivation: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    question: str = ""
    fits: str = ""
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a report says beside the readings of a fact. Empty texts are left out."""

    question: str = ""
    fits: str = ""
    advice: tuple[str, ...] = ()
    derivation: tuple[str, ...] = ()
    severity: Severity | None = None


Judge = Callable[[Sequence[Claim], Register], Iterable[Draft | NearMiss]]
Relate = Callable[[Reading, Reading, Register], Relation]
Explain = Callable[[Fact, Register], Explanation]


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule: a keyword-only parameter of one or more of its functions, with that default.

    ``type`` is ``int``, ``float``, ``bool`` or ``str``; ``help`` is one sentence. In files the name has hyphens.
    """

    name: str
    type: type[int] | type[float] | type[bool] | type[str]
    default: int | float | bool | str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What cannot be true. The module's docstring (``doc``) is the reference page.

    ``hangs_on`` says what a fact of these claims belongs to: ``event``, ``person``, ``office``, ``body`` or ``article``.
    ``one`` tells whether two claims of different articles speak of one happening, for rules that know better than the words
    for it; symmetric. ``standing`` facts hang on their entity over all articles, others stay inside one story. A rule
    ``yields_to`` others: its finding is dropped where one of theirs has all its readings.
    """

    code: str
    name: str
    reads: tuple[str, ...]
    hangs_on: str
    severity: Severity
    doc: str | None
    judge: Judge | None = None
    relate: Relate | None = None
    reconcile: Judge | None = None
    explain: Explain | None = None
    one: Callable[[Claim, Claim], bool] | None = None
    message: str = "{subject}: {readings}"
    standing: bool = False
    yields_to: tuple[str, ...] = ()
    speaks: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()
    pairs: tuple[Pair, ...] = ()
    options: tuple[Option, ...] = ()


def article_of(text: str, *, published: str | None = None, title: str | None = None, article_id: str = "a") -> Article:
    """An article for an example, as if read from a file."""
    return Article(
        article_id=article_id,
        text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source=article_id,
        title=title,
        published=None if published is None else one_day(datetime.date.fromisoformat(published)),
        published_origin=None if published is None else "metadata",
    )
