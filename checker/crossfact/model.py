"""The nouns of crossfact: frozen values that every other part passes around.

Conventions that hold everywhere:

* offsets are half-open and count Unicode code points of ``Article.text``; ``text[start:end] == quote``;
* lines and columns are 1-based positions in the same text;
* days are proleptic Gregorian ordinals (``datetime.date.toordinal``); ``Days`` is a closed interval of them and
  ``None`` marks an open end;
* clock times are minutes after local midnight.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """How much a finding matters; ``error`` and ``warning`` fail a run by default."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Confidence(StrEnum):
    """How sure the linking and reading behind a finding is. Low confidence is reported on request only."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Certainty(StrEnum):
    """How two readers of one sentence agree on a claim: the kind's own reading and that of the grammar.

    ``certain``: both read the same. ``unchecked``: the grammar has no answer, or nobody asked it. ``unsure``: it reads
    something else; such a claim carries no error or warning alone.
    """

    CERTAIN = "certain"
    UNCHECKED = "unchecked"
    UNSURE = "unsure"


class State(StrEnum):
    """State of a finding against a baseline, in the words of SARIF's ``baselineState``."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ABSENT = "absent"


class Part(StrEnum):
    """The part a location plays in a finding. ``primary`` occurs once; ``evidence`` takes no side."""

    PRIMARY = "primary"
    CONFLICTING = "conflicting"
    AGREEING = "agreeing"
    EVIDENCE = "evidence"


class Relation(StrEnum):
    """How two readings of one fact stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    UPDATES = "updates"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


class Modality(StrEnum):
    """Whether something is told as fact, as plan or prospect, or as denied."""

    FACT = "fact"
    PLAN = "plan"
    DENIAL = "denial"


class Span(NamedTuple):
    """Half-open interval of code points of one article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Days(NamedTuple):
    """Closed interval of days as proleptic Gregorian ordinals; ``None`` is an open end."""

    earliest: int | None
    latest: int | None

    @property
    def day(self) -> int | None:
        """The one day of the interval, or ``None`` if it holds more than one."""
        return self.earliest if self.earliest is not None and self.earliest == self.latest else None

    def overlaps(self, other: Days) -> bool:
        return not self.before(other) and not other.before(self)

    def before(self, other: Days) -> bool:
        """Every day of this interval lies before every day of the other."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def within(self, other: Days) -> bool:
        low = other.earliest is None or (self.earliest is not None and other.earliest <= self.earliest)
        high = other.latest is None or (self.latest is not None and self.latest <= other.latest)
        return low and high

    def widened(self, days: int) -> Days:
        return Days(
            None if self.earliest is None else self.earliest - days,
            None if self.latest is None else self.latest + days,
        )

    def __str__(self) -> str:
        """ISO 8601: one day as ``2025-09-14``, else ``2025-09-01/2025-09-30`` with ``..`` for an open end."""
        earliest, latest = iso_day(self.earliest), iso_day(self.latest)
        return earliest if earliest is not None and earliest == latest else f"{earliest or '..'}/{latest or '..'}"


def iso_day(ordinal: int | None) -> str | None:
    """``2025-09-14`` for an ordinal; ``None`` for ``None``."""
    return None if ordinal is None else datetime.date.fromordinal(ordinal).isoformat()


MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(ordinal: int) -> str:
    """``14 September 2025``, whatever the locale."""
    day = datetime.date.fromordinal(ordinal)
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def days_words(days: Days) -> str:
    """A day, month, year or range of days as people write it; open ends as "or later" and "or earlier"."""
    if days.earliest is None or days.latest is None:
        if days.earliest is not None:
            return f"{day_words(days.earliest)} or later"
        return "unknown" if days.latest is None else f"{day_words(days.latest)} or earlier"
    if days.earliest == days.latest:
        return day_words(days.earliest)
    first, last = (datetime.date.fromordinal(ordinal) for ordinal in (days.earliest, days.latest))
    ends_month = last == datetime.date.max or (last + datetime.timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{MONTH_NAMES[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(days.latest)}"
    if first.year == last.year:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} to {day_words(days.latest)}"
    return f"{day_words(days.earliest)} to {day_words(days.latest)}"


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def one_day(date: datetime.date) -> Days:
    """The interval that holds just this date."""
    return Days(date.toordinal(), date.toordinal())


@dataclass(frozen=True, slots=True)
class Article:
    """One document as loaded. ``text`` is never altered.

    ``article_id`` is the name used in every output; ``source`` is the path as given by the user and ``record`` the
    1-based number of the record inside a container file. ``published`` is the date that metadata state (front matter,
    record field, sidecar, ``--published``), with ``published_origin`` naming which; ``published_rivals`` are different
    days that other places in the metadata state, each with its origin. ``body`` is the offset at which the article begins:
    metadata at the head of the file (front matter) stands before it.
    """

    article_id: str
    text: str
    sha256: str
    source: str
    record: int | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: Days | None = None
    published_origin: str | None = None
    language: str | None = None
    body: int = 0
    published_rivals: tuple[tuple[Days, str], ...] = ()


class TimexType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimexFunction(StrEnum):
    """``functionInDocument`` of TIMEX3."""

    NONE = "NONE"
    CREATION_TIME = "CREATION_TIME"
    PUBLICATION_TIME = "PUBLICATION_TIME"
    MODIFICATION_TIME = "MODIFICATION_TIME"


class Anchor(StrEnum):
    """What the value of a temporal expression was computed from."""

    ABSOLUTE = "absolute"
    DCT = "dct"
    EVENT = "event"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression in the sense of TIMEX3.

    ``value`` is written as TIMEX3 writes it (``2025-09-14``, ``2025-W37``, ``XXXX-WXX-6``, ``P2D``, ``PAST_REF``).
    ``days`` is the closed interval of days it can denote, ``None`` where it denotes no day of the calendar or is not
    resolved. ``weekday`` is the weekday **as written** (Monday 0), whatever the date says. ``clock`` is the interval of
    minutes after midnight that a clock time denotes; ``zone`` the time zone as written.
    ``year_written`` is false where the year was inferred from the document creation time.
    ``impossible`` says why a written date or clock time cannot exist ("September has 30 days").
    ``weekday_span`` and ``date_span`` locate the two halves of a weekday written with a date.
    """

    span: Span
    text: str
    type: TimexType
    value: str
    days: Days | None = None
    anchor: Anchor = Anchor.ABSOLUTE
    function: TimexFunction = TimexFunction.NONE
    mod: str | None = None
    weekday: int | None = None
    clock: tuple[int, int] | None = None
    zone: str | None = None
    year_written: bool = True
    impossible: str | None = None
    weekday_span: Span | None = None
    date_span: Span | None = None


@dataclass(frozen=True, slots=True)
class CreationTime:
    """Document creation time (DCT): the base of relative dates, how it is known, and the rivals it was chosen from.

    ``origin`` is one of ``metadata``, ``publication line``, ``dateline``, ``byline``, ``url``, … (the words shown to
    users). ``span`` is ``None`` where the date does not stand in the text.
    """

    days: Days
    origin: str
    span: Span | None = None
    rivals: tuple[CreationTime, ...] = ()


class Zone(StrEnum):
    """What a stretch of text is. Only ``TITLE`` … ``BODY`` are the article; furniture belongs to the page."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    BODY = "body"
    DATELINE = "dateline"
    BYLINE = "byline"
    PUBLICATION = "publication"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the zone it stands in and the number of its paragraph (0-based, one paragraph a line)."""

    span: Span
    zone: Zone
    paragraph: int


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, body or place by a capitalised name.

    ``span`` covers the name without titles. ``full`` is the longest form of the same name in the article that it surely
    stands for (``Okoye`` → ``Amara Okoye``); a name that cannot be resolved stands for itself. ``type`` is ``person``,
    ``organisation``, ``place`` or ``other``. ``abbreviation`` is the short form given for a body ("… (IOM)").
    """

    span: Span
    text: str
    type: str
    full: str
    abbreviation: str | None = None


class RoleStatus(StrEnum):
    """How a mention qualifies the office: as held, left, provisional or still to come."""

    SERVING = "serving"
    FORMER = "former"
    ACTING = "acting"
    DESIGNATE = "designate"


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A rank or office written with a person: "army chief Gen. Amara Okoye" holds two of them.

    ``term`` is the rank or office as the lexicon names it (``General``, ``Spokesperson``), ``kind`` is ``rank``,
    ``office`` or ``descriptor`` (a loose word such as "diplomat"). ``organisation`` and ``country`` are given where the
    words say or imply them. ``person`` is the full name where known, else ``None`` ("the former envoy").
    ``historical`` marks a role that the text places in another time ("during his tenure", "then foreign minister").
    """

    span: Span
    text: str
    kind: str
    term: str
    person: str | None
    person_span: Span | None
    status: RoleStatus = RoleStatus.SERVING
    organisation: str | None = None
    country: str | None = None
    historical: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place: a town, region, country, street, block or site. ``key`` is its normalised name."""

    span: Span
    text: str
    type: str
    key: str
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A counted group of people or things. ``low``/``high`` bound the number, ``None`` is an open end.

    ``slot`` is what happened to them (``killed``, ``injured``, ``shot``, ``missing``, ``arrested``, ``displaced``) or
    ``aboard`` for those whom a vessel carried,
    ``of`` the counted noun in lower case as written ("soldiers"), ``hedge`` the words that make it inexact.
    ``group`` is the class of that noun (``people`` for everyone). ``role`` says how the number stands to the whole:
    ``whole``; ``part`` (one of them, or listed after "including", then ``within`` is the span of the whole);
    ``individual`` ("a man"); ``definite`` ("the two men"); ``additional`` ("three more"). ``attacker`` is
    ``included`` or ``apart`` where the words say whether those who did it are counted.
    """

    span: Span
    low: float | None
    high: float | None
    slot: str | None
    of: str
    hedge: str | None = None
    group: str = "people"
    role: str = "whole"
    within: Span | None = None
    attacker: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance between quotation marks, with all its segments (a cue may stand between them).

    ``span`` runs from the first to the last mark, marks included. ``text`` is the words of the segments without marks,
    joined by a space. ``speaker`` is the speaker's full name or the noun phrase that names them, ``None`` if unknown.
    ``channel`` is the medium as written ("a post on X"), ``verbatim`` is false for scare quotes, titles and fragments
    that only lend a word or two.
    """

    span: Span
    text: str
    segments: tuple[Span, ...]
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    channel: str | None = None
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """A mention of a happening in one article.

    ``event_class`` is a class of the event lexicon (``attack``, ``statement``, ``visit``, ``meeting``, ``arrest``,
    ``death``, ``court``, ``quake`` …). ``agents`` and ``patients`` are normalised names, ``places`` place keys.
    ``days`` and ``clock`` are those of the temporal expression tied to it (``timex``: its span).
    ``main`` marks the happening the article is about; ``background`` one that the text sets apart in time ("last year").
    """

    span: Span
    event_class: str
    sentence: Span
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: Days | None = None
    clock: tuple[int, int] | None = None
    timex: Span | None = None
    main: bool = False
    background: bool = False
    modality: Modality = Modality.FACT


@dataclass(frozen=True, slots=True)
class CountValue:
    low: float | None
    high: float | None
    slot: str
    of: str = ""

    def __str__(self) -> str:
        low, high = plain(self.low), plain(self.high)
        if low == high:
            number = low or "?"
        elif high is None:
            number = f"at least {low}"
        elif low is None:
            number = f"at most {high}"
        else:
            number = f"{low} to {high}"
        return f"{number} {self.slot}"

    def as_json(self) -> dict[str, Any]:
        return {"type": "count", "low": whole(self.low), "high": whole(self.high), "slot": self.slot, "of": self.of}


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day or clock time; a clock time whose day does not matter has days open at both ends."""

    days: Days
    clock: tuple[int, int] | None = None
    weekday: int | None = None

    def __str__(self) -> str:
        if self.clock is None:
            return str(self.days)
        return clock_text(self.clock) if self.days == (None, None) else f"{self.days} {clock_text(self.clock)}"

    def as_json(self) -> dict[str, Any]:
        value = {"type": "date", "earliest": iso_day(self.days.earliest), "latest": iso_day(self.days.latest)}
        return value if self.clock is None else value | {"clock": clock_text(self.clock)}


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class WeekdayValue:
    """A date with the weekday written beside it (Monday 0), whether it falls on that weekday or not."""

    day: int
    weekday: int

    def __str__(self) -> str:
        return f"{iso_day(self.day)} {WEEKDAYS[self.weekday]}"

    def as_json(self) -> dict[str, Any]:
        return {
            "type": "date",
            "earliest": iso_day(self.day),
            "latest": iso_day(self.day),
            "weekday": WEEKDAYS[self.weekday],
        }


@dataclass(frozen=True, slots=True)
class AgeValue:
    """An age in whole years, or in months for infants; exactly one of the two is given."""

    years: int | None = None
    months: int | None = None

    def __str__(self) -> str:
        return f"{self.years} years" if self.years is not None else f"{self.months} months"

    def as_json(self) -> dict[str, Any]:
        return {"type": "age"} | ({"years": self.years} if self.years is not None else {"months": self.months})


@dataclass(frozen=True, slots=True)
class QuantityValue:
    """An amount with its unit; ``low``/``high`` bound it where it is hedged, else they equal ``amount``."""

    amount: float
    unit: str
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.unit}"

    def as_json(self) -> dict[str, Any]:
        return {"type": "quantity", "amount": whole(self.amount), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class TextValue:
    """A value that is words. ``type`` is ``term``, ``person``, ``place`` or ``quotation``."""

    type: str
    text: str

    def __str__(self) -> str:
        return self.text

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "name" if self.type in ("person", "place") else "text": self.text}


Value = CountValue | DateValue | WeekdayValue | AgeValue | QuantityValue | TextValue


def in_words(value: Value) -> str:
    """A value as people write it, which differs from ``str``, the canonical form, where the value is a date."""
    if type(value) is DateValue and value.days != (None, None):
        words = days_words(value.days)
        return words if value.clock is None else f"{words}, {clock_text(value.clock)}"
    if type(value) is WeekdayValue:
        return f"{WEEKDAYS[value.weekday]}, {day_words(value.day)}"
    return str(value)


def whole(number: float | None) -> float | int | None:
    """The number as ``int`` where it is one, so that JSON shows 19 and not 19.0."""
    return int(number) if number is not None and number == int(number) else number


def plain(number: float | None) -> str | None:
    """The number as a reader writes it: 1,250 or 5.6."""
    return None if number is None else f"{whole(number):,}"


def clock_text(clock: tuple[int, int]) -> str:
    """``14:00`` or, for an interval, ``14:00-15:30``."""
    first, last = (f"{minutes // 60 % 24:02d}:{minutes % 60:02d}" for minutes in clock)
    return first if first == last else f"{first}-{last}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article with their place; ``before`` and ``after`` are what stands around them in their sentence."""

    article_id: str
    span: Span
    line: int
    column: int
    quote: str
    before: str = ""
    after: str = ""


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something one article says, pulled out by a claim kind.

    ``subject`` is what it is about, as shown to people; ``entity`` the normalised key by which claims on one person,
    office or body are brought together. ``slot`` tells several facts about one subject apart (``killed``, ``rank``),
    ``group`` the part of it that is meant (``soldiers``). ``event`` is the happening the claim belongs to; a claim that
    hangs on events and has none is compared with nothing. ``when`` is the time it speaks of, ``said_on`` the document
    creation time, ``dated_by`` says in words where ``when`` comes from if not from the words themselves.
    ``certainty`` is that of the reading, and ``doubt`` says in words how else the sentence can be read where it is unsure.
    ``details`` holds what only the kind and its rules know, as sorted pairs.
    """

    kind: str
    evidence: Evidence
    subject: str
    value: Value
    entity: str = ""
    slot: str = ""
    group: str = ""
    event: Event | None = None
    when: Days | None = None
    said_on: Days | None = None
    dated_by: str = ""
    attribution: str | None = None
    hedge: str | None = None
    modality: Modality = Modality.FACT
    confidence: Confidence = Confidence.HIGH
    publisher: str | None = None
    sentence: Span = _NOWHERE
    zone: Zone = Zone.BODY
    certainty: Certainty = Certainty.UNCHECKED
    doubt: str = ""
    details: tuple[tuple[str, Any], ...] = ()

    def detail(self, key: str, default: Any = None) -> Any:
        for name, value in self.details:
            if name == key:
                return value
        return default


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a fact with the claims that give it.

    ``sources`` counts distinct sources: copies of one text and articles of one publisher are one. ``earliest``/``latest``
    bound the days on which it was said, ``None`` where no claim is dated.
    """

    value: Value
    claims: tuple[Claim, ...]
    sources: int
    earliest: int | None
    latest: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """All claims, from any number of articles, that speak of one thing, as readings in a stable order."""

    key: tuple[str, ...]
    subject: str
    slot: str
    readings: tuple[Reading, ...]
    links: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Location:
    """A place of a finding: short words that carry the value. ``value`` is ``None`` for evidence only."""

    evidence: Evidence
    part: Part
    value: str | None = None
    said_on: Days | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What cannot all be true, with every reading and the steps that led to it. One per fact, not one per pair.

    ``question`` is the headline of the Markdown report ("Which day was …?"), ``fits`` says which reading fits the
    evidence, ``advice`` what an editor can do: the exact edits or the question to ask. ``fact_key`` and ``values`` make
    the fingerprint (no cluster id, no line number, and ``values`` sorted).
    """

    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    subject: str
    message: str
    locations: tuple[Location, ...]
    derivation: tuple[str, ...]
    fact_key: tuple[str, ...]
    values: tuple[str, ...]
    question: str = ""
    fits: str = ""
    advice: tuple[str, ...] = ()
    fingerprint: str = ""
    state: State = State.NEW


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What looked like a conflict and is not, with the reason in words."""

    rule: str
    subject: str
    reason: str
    locations: tuple[Location, ...] = ()


class Precision(StrEnum):
    """How exactly a bound of a tenure is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tenure:
    """A row of a register: who held which office or rank from when to when, and how that is known.

    ``since`` and ``until`` are the days that the bound can denote (a month for month precision); ``until`` is ``None``
    for a tenure open when the row was made. ``as_of`` is the last day on which an open tenure is known to hold: after it
    the row asserts nothing.
    """

    person: str
    aliases: tuple[str, ...]
    office: str
    organisation: str
    country: str
    since: Days | None
    until: Days | None
    since_precision: Precision
    until_precision: Precision
    as_of: int | None
    source: str
    confidence: Confidence
    verified: bool
    note: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a report says of an article that was read. ``copy_of`` names the article it is a near-duplicate of."""

    article_id: str
    source: str
    record: int | None = None
    publisher: str | None = None
    title: str | None = None
    published: CreationTime | None = None
    copy_of: str | None = None
    url: str | None = None


class Verdict(StrEnum):
    """What a person found about a finding: the articles are wrong, both can be true, or the tool misread them."""

    SOURCE_WRONG = "source-wrong"
    BOTH_POSSIBLE = "both-possible"
    TOOL_WRONG = "tool-wrong"


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding with a person's verdict. Decided findings are no longer among ``Report.findings``.

    ``decided_on`` is a day of the calendar as ordinal, ``None`` where it was not recorded.
    """

    finding: Finding
    verdict: Verdict
    reason: str
    decided_by: str | None = None
    decided_on: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the input that did not stop the run.

    ``severity`` is ``error`` for input that could not be read (exit status 2) and ``warning`` for the rest (an empty
    file, a guessed encoding). ``where`` names file and line or record. ``inside`` marks a part of the checker that failed,
    so that the run is incomplete though the input is not at fault (exit status 3).
    """

    severity: Severity
    where: str
    text: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run found out; writers turn it into text.

    ``findings`` are in report order (severity, then rule, then place); ``absent`` are baseline entries that no longer
    occur. ``near_misses_total`` tells how many there were before the cap. ``skipped`` counts files left out by design
    (hidden, unknown suffix) per reason. ``remarks`` are those of the linking stage ("keys too common …
    were set aside"), ``decided`` the findings that a person gave a verdict on.
    """

    articles: tuple[ArticleSummary, ...]
    findings: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...] = ()
    near_misses_total: int = 0
    claims: int = 0
    absent: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()
    decided: tuple[Decision, ...] = ()
