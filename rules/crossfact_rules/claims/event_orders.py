"""How many days lie between two events, as an article says: "two days after the shooting".

## What it does

Takes durations counted in days or weeks that stand before "after" or "before" and an event mention, and the event mention
that they date. The claim's value is the wording; ``details`` hold both events and the bounds of the difference in days. A
number of days may be off by one, since a night may count for either day; a week is six to eight days.

## Known limits

Durations without a number ("days after") and months make no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crossfact.annotate.events import family
from crossfact.model import Claim, Event, Modality, Span, TextValue, Timex, TimexType
from crossfact.rulekit import ClaimKind, Example, View
from crossfact_rules.claims.accounts import INCIDENTS, noun_of

_COUNTED = re.compile(r"P(\d{1,3})([DW])")
_RELATION = re.compile(r" (after|before|prior to|following)\b")
_NEAR = 90
_FEW = 6


def extract(view: View) -> Iterator[Claim]:
    """Claims on the days between two events of a sentence."""
    if not any(timex.type is TimexType.DURATION for timex in view.timexes):
        return
    by_sentence: dict[Span, list[Event]] = defaultdict(list)
    for event in view.events:
        if event.modality is Modality.FACT and not event.background:
            by_sentence[event.sentence].append(event)
    for timex in view.timexes:
        counted = _COUNTED.fullmatch(timex.value) if timex.type is TimexType.DURATION else None
        relation = None if counted is None else _RELATION.match(view.text, timex.span.end)
        sentence = view.sentence_at(timex.span.start)
        if counted is None or relation is None or sentence is None:
            continue
        pair = _pair(by_sentence.get(sentence.span, []), timex, relation.end())
        if pair is None:
            continue
        later, earlier = pair if relation.group(1) in ("after", "following") else pair[::-1]
        nodes = node_of(later), node_of(earlier)
        if None in nodes or nodes[0] == nodes[1]:
            continue
        low, high = _bounds(int(counted.group(1)), counted.group(2))
        span = Span(timex.span.start, relation.end())
        yield view.claim(
            "event_orders",
            span,
            subject=f"the {noun_of(later)} and the {noun_of(earlier)}",
            value=TextValue("term", f"{view.text[span.start : span.end]} the {noun_of(pair[1])}"),
            slot="order",
            event=later,
            details={"later": nodes[0], "earlier": nodes[1], "low": low, "high": high},
        )


def _pair(events: Sequence[Event], timex: Timex, start: int) -> tuple[Event, Event] | None:
    """The event that is dated and the one that it is dated by, both near the words; events are in text order."""
    at = bisect_left(events, start, key=lambda event: event.span.start)
    behind = [e for e in events[at : at + _FEW] if e.span.start - start <= _NEAR]
    if not behind:
        return None
    at = bisect_left(events, timex.span.start, key=lambda event: event.span.start)
    if at and 0 <= timex.span.start - events[at - 1].span.end <= _NEAR:
        return events[at - 1], behind[0]
    # "Two days after the shooting, police arrested a man."
    other = [e for e in behind[1:] if family(e.event_class) != family(behind[0].event_class)]
    return (other[0], behind[0]) if other else None


def _bounds(number: int, unit: str) -> tuple[int, int]:
    return (max(0, number - 1), number + 1) if unit == "D" else (7 * number - 1, 7 * number + 1)


def node_of(event: Event) -> str | None:
    """A name for the happening that holds within a story, ``None`` where nothing tells it from others of its class."""
    own = family(event.event_class)
    if own in INCIDENTS:
        return "incident" if event.main else None
    if own in ("death", "arrest", "funeral"):
        return f"{own} {event.patients[0]}" if event.patients else None
    if own == "statement":
        return f"{own} {event.agents[0]}" if event.agents and event.main else None
    return f"{own} {event.agents[0]}" if own == "visit" and event.agents and event.main else None


KIND = ClaimKind(
    name="event_orders",
    extract=extract,
    speaks=(
        Example(
            text="A shooting on Maple Lane wounded John Bell. John Bell died two days after the shooting, police said.",
            finds=("two days after the shooting",),
        ),
    ),
    silent=(
        Example(text="A shooting on Maple Lane wounded John Bell. John Bell died days after the shooting."),
        Example(text="The shop closed two days after the fair."),
    ),
    doc=__doc__,
)
