"""Temporal expressions of an article and its document creation time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossfact.annotate.timex import dct as creation
from crossfact.annotate.timex import foreign, tagger
from crossfact.annotate.timex.language import language_of, weekday_names
from crossfact.annotate.timex.tagger import told_as_past
from crossfact.model import Anchor, CreationTime, Days, Timex, Zone
from crossfact.segment import Layout

__all__ = ["Tagged", "language_of", "tag", "tag_line", "told_as_past", "weekday_names"]

_ARTICLE = frozenset((Zone.TITLE, Zone.HEADING, Zone.CAPTION, Zone.BODY))

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
"""An address of the web: digits in it say nothing of time."""

# Creation times outside these years are no base: arithmetic around them would leave the calendar.
_FIRST, _LAST = date(1000, 1, 1).toordinal(), date(9000, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Tagged:
    """Expressions in text order, outside furniture, and the creation time that relative ones were resolved against."""

    timexes: tuple[Timex, ...]
    dct: CreationTime | None


def tag(
    text: str,
    layout: Layout,
    *,
    published: Days | None = None,
    published_origin: str | None = None,
    published_rivals: Sequence[tuple[Days, str]] = (),
    url: str | None = None,
    language: str | None = None,
) -> Tagged:
    """Tag an article. ``published`` is what metadata state, ``published_rivals`` what other metadata state against it;
    the clock of the machine is never asked.

    Dates in datelines, bylines and publication lines are among the expressions and carry their function; the creation
    time is chosen from them before the rest is read.
    """
    spoken = language_of(text, language)

    def read(lines: Iterable[tuple[str, int]], base: int | None) -> list[Timex]:
        return tagger.tag_lines(lines, base) if spoken == "en" else foreign.tag_lines(lines, base, spoken)

    framed = creation.frame(text, layout, read)
    chosen = creation.choose(
        layout,
        framed,
        published=published,
        published_origin=published_origin,
        published_rivals=published_rivals,
        url=url,
    )
    base = None if chosen is None else chosen.days.day
    if base is not None and not _FIRST <= base <= _LAST:
        base = None
    if base is not None:
        framed = tuple(_resolved(timex, base, read) for timex in framed)
    shadow = _ADDRESS.sub(lambda address: "x" * len(address[0]), text)
    timexes = read(_body(shadow, layout), base)
    if any(layout.zone_at(timex.span.start) in _ARTICLE for timex in framed):
        timexes = [timex for timex in timexes if not any(timex.span.overlaps(other.span) for other in framed)]
    return Tagged(tuple(sorted([*framed, *timexes], key=lambda timex: timex.span)), chosen)


def tag_line(line: str, language: str) -> list[Timex]:
    """The expressions of a line that belongs to no article, in text order; there is no day to reckon from.

    ``language`` is a code as ``language_of`` gives it.
    """
    lines = [(line, 0)]
    found = tagger.tag_lines(lines, None) if language == "en" else foreign.tag_lines(lines, None, language)
    return sorted(found, key=lambda timex: timex.span)


def _resolved(timex: Timex, base: int, read: creation.Read) -> Timex:
    """A frame date read again against the creation time, where it was open."""
    if timex.anchor is not Anchor.UNRESOLVED:
        return timex
    again = read([(timex.text, timex.span.start)], base)
    return replace(again[0], function=timex.function) if len(again) == 1 and again[0].span == timex.span else timex


def _body(text: str, layout: Layout) -> list[tuple[str, int]]:
    """The lines of the article itself, without their datelines."""
    datelines = {span.start: span.end for span in layout.datelines}
    result = []
    for span, zone in layout.lines:
        if zone in _ARTICLE:
            start = datelines.get(span.start, span.start)
            result.append((text[start : span.end], start))
    return result
