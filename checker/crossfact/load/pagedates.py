"""The day on which a web page says that its article was published, and where it says so.

Only what is stated counts, in this order: JSON-LD, ``meta`` elements, ``time`` elements and microdata, the path of the
address, a line beside the headline, and last the day on which the text was made. A day is taken as the page writes it. A
moment in universal time is moved to the page's own day where the page shows that day elsewhere and both can be the same
moment.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from crossfact import lexicon
from crossfact.annotate import timex
from crossfact.annotate.timex.dct import path_date
from crossfact.load.webpage import Element, Page, is_article
from crossfact.model import Span, TimexType

_LISTS = lexicon.load("webpages")
_PUBLISHED = frozenset(_LISTS["published"])
_DATED = frozenset(_LISTS["dated"])
_CREATED = frozenset(_LISTS["created"])
_ELSEWHERE = re.compile("|".join(map(re.escape, _LISTS["elsewhere"])))
_STAMPS = re.compile("|".join(map(re.escape, _LISTS["stamps"])))


def _any_word(words: list[str]) -> re.Pattern[str]:
    """Beginnings of words; those of scripts that write no blanks stand anywhere."""
    return re.compile("|".join(("" if word >= "\u0e00" else r"(?<!\w)") + re.escape(word) for word in words))


_CHANGED = _any_word(_LISTS["changed"])
_PUBLISHED_WORD = _any_word(_LISTS["stated"])
_UNKNOWN = frozenset(map(datetime.date.fromisoformat, _LISTS["unknown"]))
_FIRST_YEAR = _LISTS["first_year"]

_HIDDEN = frozenset(_LISTS["hidden"])
_BLOCKS = frozenset(("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"))
_UPDATED = re.compile("updated|modified")
_ENTRY = re.compile("entry|post|article")
_ENDS = (".", "!", "?", "…", "”", "»", "。", "।", "؟")
_WORDS = 7
_SHORT = 80
"""Characters of a line in which a date may stand anywhere."""
_LEAD = 12
"""Characters before the date in a longer line."""
_LETTERS = 4
"""Letters beside the date in a line that is nothing but a date ("Uhr")."""
_DEEP = 3
"""Paragraphs after the headline (a summary, a caption) before which its date stands at the latest."""
_MANY = 40
"""Elements or lines that are looked at in search of the only date of a page."""
_LINE = 160
"""Characters of the longest line that states a date and little else."""
_NEAR = 80
"""Elements after the headline among which its date stands."""
_MOMENT = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
    r"(?:(?:\s?T\s?|\s{1,3})(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?"
    r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![A-Za-z]))?)?",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"\d{10}(?:\d{3})?\Z")

LINE = "line on the page"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day with its origin and, if known, the minute of the day and the minutes by which its zone is ahead of UTC."""

    day: datetime.date
    origin: str
    minute: int | None = None
    ahead: int | None = None


def published_dates(tree: Element, page: Page, language: str) -> tuple[Stamp, ...]:
    """The day of publication and the different days that other places state, best evidence first. Empty if none does."""
    found = [stamp for stamp in _stated(tree, page, language) if _possible(stamp.day)]
    if not found:
        return ()
    best = _local(found[0], found[1:])
    rivals: dict[datetime.date, Stamp] = {}
    for stamp in found[1:]:
        if (
            stamp.origin != LINE
            and stamp.day != best.day
            and not _same_moment(stamp, best)
            and not _same_moment(stamp, found[0])
        ):
            rivals.setdefault(stamp.day, stamp)
    return best, *rivals.values()


def _stated(tree: Element, page: Page, language: str) -> Iterator[Stamp]:
    for articles in (True, False):
        for node in page.data:
            if is_article(node) is articles:
                yield from _stamps(node.get("datePublished"), "JSON-LD datePublished", language)
    for names in (_PUBLISHED, _DATED):
        for name, value in page.meta:
            if name in names:
                yield from _stamps(value, "meta element", language)
    yield from _elements(tree, page, language)
    if page.url is not None and (day := path_date(page.url)) is not None:
        yield Stamp(datetime.date.fromordinal(day), "url")
    yield from _lines(tree, page, language)
    for node in page.data:
        yield from _stamps(node.get("dateCreated"), "JSON-LD dateCreated", language)
    for name, value in page.meta:
        if name in _CREATED:
            yield from _stamps(value, "meta element", language)


def _possible(day: datetime.date) -> bool:
    return day.year >= _FIRST_YEAR and day not in _UNKNOWN


# --- Reading one value


def _stamps(value: Any, origin: str, language: str) -> Iterator[Stamp]:
    """The stamp of a value as programs write it, else of a date in the words of the page's language; none or one."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip() or len(value) > _LINE:
        return
    value = value.strip()
    stamp = _from_program(value, origin)
    if stamp is None:
        found = next(_days_in(value, language), None)
        stamp = None if found is None else Stamp(found[1], origin)
    if stamp is not None:
        yield stamp


def _from_program(value: str, origin: str) -> Stamp | None:
    if _SECONDS.match(value):
        moment = datetime.datetime.fromtimestamp(int(value[:10]), datetime.UTC)
        return Stamp(moment.date(), origin, moment.hour * 60 + moment.minute, 0)
    match = _MOMENT.match(value)
    if match is not None:
        try:
            day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
        minute = None if match["hour"] is None else int(match["hour"]) * 60 + int(match["minute"])
        return Stamp(day, origin, minute, _ahead(match["zone"]))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    offset = moment.utcoffset()
    return Stamp(
        moment.date(),
        origin,
        moment.hour * 60 + moment.minute,
        None if offset is None else int(offset.total_seconds()) // 60,
    )


def _ahead(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes


def _days_in(line: str, language: str) -> Iterator[tuple[Span, datetime.date]]:
    """The full dates in a line of text, with the year written."""
    for found in timex.tag_line(line, language):
        if (
            found.type in (TimexType.DATE, TimexType.TIME)
            and found.impossible is None
            and found.year_written
            and found.days is not None
            and (day := found.days.day) is not None
        ):
            yield found.span, datetime.date.fromordinal(day)


# --- Zones


def _local(best: Stamp, others: list[Stamp]) -> Stamp:
    """The same moment on the page's own day, where the best evidence is in universal time and another place shows it."""
    if best.ahead != 0 or best.minute is None:
        return best
    if any(other.day == best.day and other.ahead != 0 for other in others):
        return best
    same = (other for other in others if other.day != best.day and _same_moment(other, best))
    return next((Stamp(other.day, best.origin, other.minute, other.ahead) for other in same), best)


def _same_moment(first: Stamp, second: Stamp) -> bool:
    """Can two stamps with different days be one moment in two zones?

    Where people publish, zones are up to 10 hours behind UTC and 13 ahead of it.
    """
    for utc, local in ((first, second), (second, first)):
        if utc.ahead != 0 or utc.minute is None:
            continue
        days = (local.day - utc.day).days
        if local.minute is None:
            if (days == 1 and utc.minute >= 11 * 60) or (days == -1 and utc.minute < 10 * 60):
                return True
            continue
        ahead = days * 1440 + local.minute - utc.minute
        if local.ahead in (None, 0):
            # Zones differ by quarters of an hour. Some programs write local time and call it universal.
            if ahead != 0 and -600 <= ahead <= 780 and ahead % 15 in (0, 1, 14):
                return True
        elif abs(ahead - local.ahead) <= 1:
            return True
    return False


# --- Elements


def _elements(tree: Element, page: Page, language: str) -> Iterator[Stamp]:
    """Microdata and ``time`` elements of the article, those that say that they are of its publication first."""
    above: list[Element] = []
    said: list[Element] = []
    near: list[Element] = []
    every: list[Element] = []
    at = page.headline_at
    prose = 0
    since = None
    for element in _walk(tree, at):
        if element is at:
            above, said, since = said, [], 0
        elif since is not None:
            since += 1
            prose += element.tag == "p" and _is_prose(element, _text(element))
        kind = (element.get("itemprop") or "").lower()
        if "datepublished" not in kind and element.tag != "time":
            continue
        marks = _marks(element)
        if "datemodified" in kind or (_UPDATED.search(marks) and not _STAMPS.search(marks)):
            continue
        every.append(element)
        if "datepublished" in kind or element.get("pubdate") is not None or "publish" in marks:
            said.append(element)
        elif since is not None and since <= _NEAR and prose < _DEEP:
            near.append(element)
    ranked = (*said, *reversed(above), *near[:1])
    found = [stamp for element in ranked[:_MANY] for stamp in _of_element(element, language)][:1]
    if not found:
        stamps = [stamp for element in every[:_MANY] for stamp in _of_element(element, language)]
        found = stamps[:1] if len({stamp.day for stamp in stamps}) == 1 else []
    yield from found


def _of_element(element: Element, language: str) -> Iterator[Stamp]:
    text = _text(element)
    if _CHANGED.search(text.lower()):
        return
    for attribute in ("datetime", "content", "data-timestamp", "title"):
        for stamp in _stamps(element.get(attribute), "time element", language):
            yield stamp
            return
    yield from _stamps(text, "time element", language)


def _walk(tree: Element, headline: Element) -> Iterator[Element]:
    """Elements in document order, without those that are not of the article."""
    ancestors = set() if headline is None else {headline, *headline.iterancestors()}
    pending = [tree]
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        if element not in ancestors and element.tag != "body":
            marks = _marks(element)
            if element.tag in _HIDDEN or _ELSEWHERE.search(marks):
                continue
            if (element.tag == "footer" or "footer" in marks) and not _ENTRY.search(marks):
                continue
        yield element
        pending.extend(reversed(element))


def _marks(element: Element) -> str:
    return f"{(element.get('class') or '')[:_LINE]} {(element.get('id') or '')[:_LINE]}".lower()


# --- Lines of text


def _lines(tree: Element, page: Page, language: str) -> Iterator[Stamp]:
    """The date on a line of its own: right before the headline, between headline and article, or the only one there is."""
    at = page.headline_at
    around = [] if at is None else list(islice(at.iterancestors(), 2))
    before: list[_Line] = []
    after: list[_Line] = []
    marked: list[_Line] = []
    prose = 0
    since = None
    for element, text in _short_lines(tree, at):
        if element is at:
            since = 0
            continue
        if since is not None:
            since += 1
        if _is_prose(element, text):
            prose += since is not None
            continue
        if not any(character.isdecimal() for character in text):
            continue
        marks = _marks(element) + _marks(element.getparent())
        line = _Line(element, text, bool(_PUBLISHED_WORD.search(text.lower()) or _STAMPS.search(marks)))
        if line.marked:
            marked.append(line)
        if since is None:
            before.append(line)
        elif since <= _NEAR and (
            prose == 0 or (prose < _DEEP and (line.marked or (len(text) <= _SHORT and _is_bare(text, language))))
        ):
            after.append(line)
    beside = [line for line in before[-2:] if line.element.getparent() in around]
    above = [line for line in before[-4:] if line.marked]
    for line in (*beside, *after, *above):
        if (day := _line_day(line.element, line.text, language, line.marked)) is not None:
            yield Stamp(day, LINE)
            return
    days = {_line_day(line.element, line.text, language, True) for line in marked[:_MANY]} - {None}
    for day in days:
        if day is not None and len(days) == 1:
            yield Stamp(day, LINE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A short line; ``marked`` says that its words or the markup speak of publication or dates."""

    element: Element
    text: str
    marked: bool


def _short_lines(tree: Element, headline: Element) -> Iterator[tuple[Element, str]]:
    """Elements that are a line of text, with the text, and paragraphs with their own text; the headline without any."""
    done: set[Element] = set()
    around = set(tree.iterchildren("body"))
    if headline is not None:
        around.update(headline.iterancestors())
    for element in _walk(tree, headline):
        if element in done or element is tree:
            continue
        if element is headline:
            done.update(element.iterdescendants())
            yield element, ""
            continue
        small = len(list(islice(element.iterdescendants(), 13))) < 13
        text = _text(element) if small else ""
        if small and len(text) <= _LINE and element not in around:
            done.update(element.iterdescendants())
            yield element, text
            continue
        if element.tag in _BLOCKS and element not in around:
            done.update(element.iterdescendants())
            yield element, _text(element)
        elif own := " ".join(_own_text(element).split()):
            yield element, own


def _line_day(element: Element, text: str, language: str, marked: bool) -> datetime.date | None:
    """The day that a line states, unless it is that of a change or one of many.

    A line that is not marked as one on the publication holds the date and little before it.
    """
    # Words may touch the date in the markup ("18<sup>th</sup>"), and many templates keep English dates.
    joined = " ".join("".join(element.itertext()).split())[:_LINE]
    for spoken in dict.fromkeys((language, "en")):
        for line in dict.fromkeys((text, joined)):
            found = list(islice(_days_in(line, spoken), 6))
            if len({day for _, day in found}) > 2:
                return None
            end = 0
            for span, day in found:
                before = line[end : span.start].lower()
                changed = max((match.start() for match in _CHANGED.finditer(before)), default=-1)
                stated = max((match.start() for match in _PUBLISHED_WORD.finditer(before)), default=-1)
                if changed <= stated and (marked or len(line) <= _SHORT or span.start <= _LEAD):
                    return day
                end = span.end
            if found:
                return None
    return None


def _is_bare(line: str, language: str) -> bool:
    """A line that is a date and hardly a letter more."""
    found = list(_days_in(line, language))
    return bool(found) and sum(map(str.isalpha, line[: found[0][0].start] + line[found[-1][0].end :])) <= _LETTERS


def _is_prose(element: Element, text: str) -> bool:
    """Running text of the article: too long for a line, or a paragraph that is a sentence."""
    return len(text) > _LINE or (element.tag == "p" and text.endswith(_ENDS) and text.count(" ") >= _WORDS)


def _text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _own_text(element: Element) -> str:
    return " ".join([element.text or "", *(child.tail or "" for child in element)])
