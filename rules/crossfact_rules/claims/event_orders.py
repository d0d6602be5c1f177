"""How many days lie between two happenings, as an article says: "two days after the shooting", "the day before his arrest".

## What it does

Takes a length of time (hours to months) with "after", "before", "later" or "earlier" that sets one happening beside another:
the article's main attack or disaster, the death, arrest or funeral of a person, its main utterance or visit. The claim's
value is the wording; ``details`` hold both happenings and the bounds of the difference in days. A number of days may be off
by one, since a night may count for either day; weeks, months and vague lengths ("days after") leave more room.

What is set beside such a happening may be anything that its sentence dates ("was arraigned on Wednesday, two days after the
shooting"). The day is then a claim of its own, in the slot ``day``.

## Known limits

"A day later" takes its other happening from the same sentence alone. Years make no claim, nor do lengths that are counted from
the day of the article ("a day after the shooting, police are still looking").
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from crossfact.annotate.events import family, names_day
from crossfact.annotate.numerals import parse
from crossfact.model import Claim, DateValue, Event, Modality, Span, TextValue, Timex
from crossfact.register import first_and_last
from crossfact.rulekit import ClaimKind, Example, View, starting_in
from crossfact_rules.claims.accounts import INCIDENTS, Account, noun_of

_RELATION = re.compile(r"after|before|following|prior to|later|earlier")
_UNIT = re.compile(r"\b(hour|day|night|morning|evening|week|month)(s?) $", re.IGNORECASE)
INCIDENT = "incident"
"""The node of the main attack or disaster that an article tells of."""
OF_PERSON = frozenset(("death", "arrest", "funeral"))
"""Families of happenings that the person to whom they happen tells apart."""
_WORD = re.compile(r"[\w-]+")
_ONE_DAY = frozenset(("day", "night", "morning", "evening"))
_DETERMINERS = frozenset(("the", "very"))
_WIDEST = {"hour": (0, 2), "day": (1, 20), "week": (7, 70)}
"""Bounds of "hours after", "days after", "weeks after", in days."""
_LONGEST = 40
"""Characters of a length of time."""
_NEAR = 90
_BESIDE = 25
_FEW = 6
_BETWEEN = re.compile(r",? (?:just |only |barely |exactly )?")
_OTHER = re.compile(
    r" (?:an?|another|one|two|three|some|several|more|at least|dozens|scores|hundreds|many|\d)\b", re.IGNORECASE
)
"""What begins the mention of a happening that is not yet known: hardly the article's own."""


class _Length:
    """A length of time with its relation: where it stands and between how many days it lies."""

    def __init__(self, span: Span, relation: str, low: int, high: int | None) -> None:
        self.span = span
        self.forward = relation in ("after", "following", "later")
        self.hangs_on_next = relation not in ("later", "earlier")
        self.low = low
        self.high = high


def extract(view: View) -> Iterator[Claim]:
    """Claims on the days between two happenings of a sentence."""
    account: Account | None = None
    for length in _lengths(view.text):
        sentence = view.sentence_at(length.span.start)
        if sentence is None or length.span.end > sentence.span.end:
            continue
        account = account or Account(view)
        events = [e for e in starting_in(account.events, *sentence.span) if e.modality is Modality.FACT]
        pair = _pair(view, events, length, sentence.span)
        if pair is None:
            continue
        told, other = pair
        article_id = view.article.article_id
        node = None if told is None else node_of(told, article_id)
        other_node = node_of(other, article_id)
        dated = _dated(view, told, length, sentence.span) if node is None else None
        if other_node is None or node == other_node or (node is None and dated is None):
            continue
        if (other_node == INCIDENT and account.is_roundup) or _is_other(view, account, told, other, length):
            continue
        node = node or f"day {length.span.start} of {article_id}"
        called, other_called = _called(account, told), _called(account, other)
        later, earlier = (node, other_node) if length.forward else (other_node, node)
        shared = {"scene": account.scene, "streets": account.streets, "persons": account.cast}
        quote = view.text[length.span.start : length.span.end]
        names = {node: called, other_node: other_called}
        yield view.claim(
            "event_orders",
            length.span,
            subject=f"{called} and {other_called}",
            value=TextValue(
                "term", f"{quote} {other_called}" if length.hangs_on_next else f"{quote} than {other_called}"
            ),
            slot="order",
            event=other,
            details={
                "later": later,
                "earlier": earlier,
                "low": length.low,
                "high": length.high,
                "names": (names[later], names[earlier]),
                **shared,
            },
        )
        if dated is not None:
            assert dated.days is not None
            yield view.claim(
                "event_orders",
                dated.span,
                subject=called,
                value=DateValue(dated.days, weekday=dated.weekday),
                slot="day",
                event=told,
                when=dated.days,
                details={"node": node, **shared},
            )


def _lengths(text: str) -> Iterator[_Length]:
    """Lengths of time with their relation, in text order."""
    for relation in _RELATION.finditer(text):
        start = max(0, relation.start() - _LONGEST)
        unit = _UNIT.search(text, start, relation.start())
        if unit is None or text[relation.end() : relation.end() + 1] not in (" ", ",", "."):
            continue
        words = list(_WORD.finditer(text, start, unit.start()))
        found = _measured([word.group().lower() for word in words], unit.group(1).lower(), plural=bool(unit.group(2)))
        if found is not None:
            number, low, high = found
            first = words[number].start() if number < len(words) else unit.start(1)
            yield _Length(Span(first, relation.end()), relation.group(), low, high)


def _measured(words: list[str], unit: str, *, plural: bool) -> tuple[int, int, int | None] | None:
    """Index of the word at which a length begins, and its bounds in days; ``words`` stand before the unit."""
    last = words[-1] if words else ""
    if not plural and last in _DETERMINERS and unit in _ONE_DAY:
        return len(words) - 1, 0, 2
    counted = [*words[:-1], "one" if last in ("a", "an") else last, unit]
    parsed = (parse(counted, start) for start in range(max(0, len(words) - 4), len(words)))
    number = next((n for n in parsed if n is not None and n.end == len(words)), None)
    if number is None or not number.plain:
        vague = plural and unit in _WIDEST and last not in ("the", "of", "those")
        return (len(words) if number is None else number.start, *_WIDEST[unit]) if vague else None
    if number.high is None:  # "more than two"
        return number.start, _days(unit, max(0, int(number.low or 0) - 1))[0], None
    if not number.low:  # "less than two"
        return number.start, _days(unit, int(number.high))[0], _days(unit, int(number.high) + 1)[1]
    return number.start, _days(unit, int(number.low))[0], _days(unit, math.ceil(number.high))[1]


def _days(unit: str, number: int) -> tuple[int, int]:
    """Between how many days so many units may lie, as writers count."""
    if unit == "hour":
        return 0, number // 24 + 1
    if unit == "week":
        return max(0, 6 * number - 2), 8 * number + 2
    if unit == "month":
        return max(0, 28 * number - 10), 31 * number + 10
    return max(0, number - 1), number + 1


def _pair(view: View, events: Sequence[Event], length: _Length, sentence: Span) -> tuple[Event | None, Event] | None:
    """What a length of time dates, if it is an event of the lexicon, and the event from which it counts."""
    at = bisect_left(events, length.span.start, key=lambda event: event.span.start)
    before = [e for e in reversed(events[:at]) if length.span.start - e.span.end <= _NEAR][:_FEW]
    at = bisect_left(events, length.span.end, key=lambda event: event.span.start)
    behind = [e for e in events[at : at + _FEW] if e.span.start - length.span.end <= _NEAR]
    if not length.hangs_on_next:
        # "He was shot on Sunday and died two days later."
        if len(before) > 1 and length.span.start - before[0].span.end <= _BESIDE:
            return before[0], before[1]
        return None
    if not behind or "," in view.text[length.span.end : behind[0].span.start]:
        return None
    if before:
        return before[0], behind[0]
    # "Two days after the shooting, police arrested a man."
    comma = view.text.find(",", behind[0].span.end, sentence.end)
    if comma < 0 or length.span.start - sentence.start >= _BESIDE:
        return None, behind[0]
    return next((e for e in behind[1:] if e.span.start > comma), None), behind[0]


def _is_other(view: View, account: Account, told: Event | None, other: Event, length: _Length) -> bool:
    """Is the happening from which a length of time counts rather another one than that which the article is about?

    In the lead of a later report "a gunman" may be the one of its story, if what is told is no attack itself.
    """
    if not length.hangs_on_next or _OTHER.match(view.text, length.span.end) is None:
        return False
    lead = other.sentence in account.lead and (told is None or family(told.event_class) not in INCIDENTS)
    return not lead or view.text.startswith(" another", length.span.end)


def _dated(view: View, told: Event | None, length: _Length, sentence: Span) -> Timex | None:
    """The day of what a length of time dates: written right before the length, or tied to the event."""
    for timex in starting_in(view.timexes, *sentence):
        if timex.days is None or timex.days.day is None or not names_day(timex) or timex.impossible is not None:
            continue
        if timex.span.end <= length.span.start and _BETWEEN.fullmatch(view.text, timex.span.end, length.span.start):
            return timex
        if told is not None and told.timex is not None and told.timex.contains(timex.span):
            return timex
    return None


def _called(account: Account, event: Event | None) -> str:
    """What a report calls a happening."""
    if event is None:
        return "what is told there"
    if family(event.event_class) in INCIDENTS and event.main:
        return account.subject(account.of_main(event))
    if family(event.event_class) in OF_PERSON and event.patients:
        return f"{account.name(event.patients[0])}’s {noun_of(event)}"
    return f"the {noun_of(event)}"


def node_of(event: Event, article_id: str) -> str | None:
    """A name for the happening that holds within a story, ``None`` where nothing tells it from others of its class.

    The death or arrest of somebody whom the words do not name is a happening of that article alone.
    """
    own = family(event.event_class)
    if event.background or event.modality is not Modality.FACT:
        return None
    if own in INCIDENTS:
        return INCIDENT if event.main else None
    if own in OF_PERSON:
        return f"{own} {first_and_last(event.patients[0])}" if event.patients else f"{own} of {article_id}"
    if own in ("statement", "visit"):
        return f"{own} {first_and_last(event.agents[0])}" if event.agents and event.main else None
    return None


KIND = ClaimKind(
    name="event_orders",
    extract=extract,
    speaks=(
        Example(
            text="A shooting on Maple Lane wounded John Bell. John Bell died two days after the shooting, police said.",
            finds=("two days after the shooting on Maple Lane",),
        ),
        Example(
            text="John Bell was wounded in a shooting on Maple Lane, and died a week later, police said.",
            finds=("a week later than the shooting on Maple Lane",),
        ),
        Example(
            text="A gunman killed two people on Maple Lane. The school stayed closed on Wednesday, a day after the shooting.",
            published="2024-03-14",
            finds=("2024-03-13", "a day after the shooting on Maple Lane"),
        ),
    ),
    silent=(
        Example(text="The shop closed two days after the fair."),
        Example(text="Two men were shot on Maple Lane. It happened three days after a man was shot on Oak Street."),
        Example(text="A shooting on Maple Lane wounded John Bell, and a day after that storm he died."),
    ),
    doc=__doc__,
)
