"""Choose the document creation time (DCT) of an article from what its metadata and its own lines state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from crossfact.annotate.timex import values as calc
from crossfact.model import MONTH_NAMES, WEEKDAYS, CreationTime, Days, Span, Timex, TimexFunction, TimexType, Zone
from crossfact.segment import Layout

# "/2014/09/16/", "/2014-09-16-", "/20140916/": the path of a page on a news site.
_PATH_DATE = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
# "/2024/feb/24/", "/2020/6/24/".
_PATH_FOLDERS = re.compile(
    r"/(20[0-4]\d|19[89]\d)/([1-9]|0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(\d{1,2})(?=/|$)"
)
_MONTHS = tuple(name[:3].lower() for name in MONTH_NAMES)
# What may stand before a date at the head of a line, and what after it, for it to be the article's own.
_STAMP_LEAD = re.compile(
    r"\W{0,3}(?:(?:date of |last |first )?(?:publi(?:shed|cation)|posted|updated|created|issued)\W{0,2}(?: ?(?:on|at|date)\W{1,2})?)?",
    re.IGNORECASE,
)
_STAMP_TAIL = re.compile(r"\s*$|\s[|(•–-]|\s?[A-Z“\"'0-9]|[A-Z]")
_HEAD, _HEAD_LINES = 90, 5
_DATE_STARTS = frozenset(name[:3].lower() for name in (*WEEKDAYS, *MONTH_NAMES))
# The last of these words before a date of a publication line says what the date is of.
_PURPOSE = re.compile(r"\b(?:(?P<change>updat|modif|correct|revis)|publish|post|creat|print|issue)", re.IGNORECASE)


Read = Callable[[Iterable[tuple[str, int]], int | None], list[Timex]]
"""Reads lines with their places against a creation time, in the language of the article."""


def frame(text: str, layout: Layout, read: Read) -> tuple[Timex, ...]:
    """Dates in datelines, bylines and publication lines, with their function in the document, in text order."""
    result: list[Timex] = []
    places = [(span, Zone.DATELINE) for span in layout.datelines]
    places += [(span, Zone.PUBLICATION) for span in layout.publications]
    places += [(span, Zone.BYLINE) for span in layout.bylines]
    for span, zone in places:
        piece = text[span.start : span.end]
        for timex in read([(piece, span.start)], None):
            if timex.type in (TimexType.DATE, TimexType.TIME):
                timex = replace(timex, function=_function(zone, piece[: timex.span.start - span.start]))
            result.append(timex)
    stamp = _stamp(text, layout, read)
    if stamp is not None and not any(stamp.span.overlaps(timex.span) for timex in result):
        result.append(stamp)
    return tuple(sorted(result, key=lambda timex: timex.span))


def _stamp(text: str, layout: Layout, read: Read) -> Timex | None:
    """A full date at the very head of one of the first lines, before a new sentence: "16 Sep 2014 The harbour …".

    Lists of dated entries have several; they have no stamp.
    """
    found = []
    for span, zone in layout.lines[:_HEAD_LINES]:
        head = text[span.start : min(span.end, span.start + _HEAD)]
        lead = _STAMP_LEAD.match(head)
        if zone not in (Zone.HEADING, Zone.BODY, Zone.TITLE) or lead is None or not _opens_date(head[lead.end() :]):
            continue
        for timex in read([(head, span.start)], None)[:1]:
            full = len(timex.value) >= 10 and timex.days is not None and timex.days.day is not None
            after = text[timex.span.end : timex.span.end + 3]
            if full and timex.span.start - span.start <= lead.end() and _STAMP_TAIL.match(after):
                found.append(
                    replace(timex, function=_function(Zone.PUBLICATION, head[: timex.span.start - span.start]))
                )
    return found[0] if len(found) == 1 else None


def _opens_date(words: str) -> bool:
    """A quick look whether a date may stand here: a digit, or the first letters of an English weekday or month."""
    return words[:1].isdecimal() or words[:3].lower() in _DATE_STARTS


def _function(zone: Zone, before: str) -> TimexFunction:
    """What a date of the frame is of: where it stands, and the words before it in its line."""
    if zone is Zone.DATELINE:
        return TimexFunction.CREATION_TIME
    purposes = [match["change"] for match in _PURPOSE.finditer(before)]
    changed = bool(purposes) and purposes[-1] is not None
    return TimexFunction.MODIFICATION_TIME if changed else TimexFunction.PUBLICATION_TIME


def choose(
    layout: Layout,
    framed: tuple[Timex, ...],
    *,
    published: Days | None,
    published_origin: str | None,
    published_rivals: Sequence[tuple[Days, str]] = (),
    url: str | None,
) -> CreationTime | None:
    """The user's metadata first, then publication line, dateline, byline, a line of change, the path of the address.

    What was not chosen stays as a rival. A date without a year takes the year of the metadata or address, nearest first;
    without one it is no creation time.
    """
    options: list[tuple[int, CreationTime]] = []
    if published is not None:
        options.append((0, CreationTime(published, published_origin or "metadata")))
        options += [(6, CreationTime(days, origin)) for days, origin in published_rivals]
    from_url = path_date(url) if url else None
    if from_url is not None:
        options.append((5, CreationTime(Days(from_url, from_url), "url")))
    known = published.day if published is not None else None
    known = known if known is not None else from_url
    for timex in framed:
        if timex.function is TimexFunction.NONE or timex.impossible is not None:
            continue
        days = timex.days if timex.days is not None else _with_year(timex.value, known)
        if days is None or days.day is None:
            continue
        zone = layout.zone_at(timex.span.start)
        if timex.function is TimexFunction.MODIFICATION_TIME:
            rank, origin = 4, "line of change"
        elif zone is Zone.PUBLICATION:
            rank, origin = 1, "publication line"
        elif zone is Zone.BYLINE:
            rank, origin = 3, "byline"
        elif zone is Zone.DATELINE:
            rank, origin = 2, "dateline"
        else:
            rank, origin = 3, "date at the head"
        options.append((rank, CreationTime(days, origin, timex.span)))
    if not options:
        return None
    ranked = [option for _, option in sorted(options, key=lambda pair: (pair[0], pair[1].span or Span(0, 0)))]
    return replace(ranked[0], rivals=tuple(ranked[1:]))


def _with_year(value: str, known: int | None) -> Days | None:
    if known is None or not value.startswith("XXXX-") or len(value) < 10 or not value[5:7].isdecimal():
        return None
    year = int(calc.iso(known)[:4])
    options = [calc.day(y, int(value[5:7]), int(value[8:10])) for y in (year - 1, year, year + 1)]
    near = [o for o in options if o is not None and abs(o - known) <= 60]
    return Days(near[0], near[0]) if near else None


def path_date(url: str) -> int | None:
    """The ordinal of the date in the path of an address, ``None`` where there is none."""
    path = url[url.find("//") + 2 :] if "//" in url else url
    path = path[path.find("/") :].lower() if "/" in path else ""
    if (match := _PATH_DATE.search(path)) is not None:
        return calc.day(int(match[1]), int(match[3]), int(match[4]))
    if (match := _PATH_FOLDERS.search(path)) is not None:
        month = _MONTHS.index(match[2]) + 1 if match[2] in _MONTHS else int(match[2])
        return calc.day(int(match[1]), month, int(match[3]))
    return None
