"""Quotation marks: pair them into parts, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from crossfact.annotate.quotations.clauses import WORD
from crossfact.model import Span, Zone
from crossfact.segment import Layout

_MARKS = re.compile(r"''|``|[\"“”„‟«»‘’']")
_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
ZONES = (Zone.BODY, Zone.TITLE, Zone.HEADING, Zone.CAPTION)


class Part(NamedTuple):
    """One stretch between marks. ``start``/``end`` hold the marks, ``inner`` does not; ``line`` indexes layout lines."""

    start: int
    end: int
    inner: Span
    line: int
    closed: bool


def find_parts(text: str, layout: Layout) -> list[Part]:
    parts: list[Part] = []
    for number, (span, zone) in enumerate(layout.lines):
        if zone in ZONES and _holds_marks(text[span.start : span.end]):
            marks = list(_MARKS.finditer(text, span.start, span.end))
            if marks:
                parts += (part for part in _pair_line(text, span, number, marks) if _holds_words(text, part))
    return parts


def _holds_words(text: str, part: Part) -> bool:
    """Marks around nothing, or around dots and dashes, quote nobody."""
    return WORD.search(text, part.inner.start, part.inner.end) is not None


def _holds_marks(line: str) -> bool:
    """Is there any mark that can open a quotation? Most lines have apostrophes at most."""
    return line[0] == "'" or any(mark in line for mark in ("“", '"', "‘", " '", "''", "``", "«", "„", "‟", "('", "—'"))


def _pair_line(text: str, line: Span, number: int, marks: list[re.Match[str]]) -> list[Part]:
    doubles = _pair_doubles(text, line, number, [m for m in marks if m.group() not in "‘’'"])
    singles = _pair_singles(text, line, number, [m for m in marks if m.group() in "‘’'"], doubles)
    if not singles:
        return doubles
    starts = [part.start for part in singles]
    kept = []
    for part in doubles:
        index = bisect_right(starts, part.start) - 1
        if index < 0 or part.end >= singles[index].end:
            kept.append(part)
    return sorted(kept + singles)


def _opens(text: str, start: int, end: int, line: Span) -> bool:
    before = text[start - 1] if start > line.start else " "
    after = text[end] if end < line.end else " "
    return not after.isspace() and (before.isspace() or before in "([{-—–―/'‘“\"")


def _pair_doubles(text: str, line: Span, number: int, marks: list[re.Match[str]]) -> list[Part]:
    parts: list[Part] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark in marks:
        sign, start, end = mark.group(), mark.start(), mark.end()
        opens = _opens(text, start, end, line)
        if opened is None:
            # A lone closing mark and the inches of 6' 2" are no beginning.
            if sign in _OPENING or sign == "``" or (opens and not (sign in _CLOSING and start > line.start)):
                opened, depth = mark, 0
        elif sign in _OPENING or sign == "``":
            if (
                opened.group() == sign
                and opens
                and start - opened.end() < 4000
                and _closes_twice(text, line, start, sign)
            ):
                depth += 1
            elif opens:
                # The earlier one was never closed; it ends where the next begins.
                parts.append(_part(text, opened, None, start, number))
                opened, depth = mark, 0
        elif sign in _CLOSING or not opens or start == end:
            if depth:
                depth -= 1
            else:
                parts.append(_part(text, opened, mark, end, number))
                opened = None
        elif opened.group() in ("''", '"'):
            parts.append(_part(text, opened, None, start, number))
            opened = mark
    if opened is not None:
        parts.append(_part(text, opened, None, line.end, number))
    return parts


def _closes_twice(text: str, line: Span, start: int, sign: str) -> bool:
    """After a second opening mark, do two closing marks come before the next opening one?"""
    closing = {"“": "”", "«": "»", "„": "“", "‟": "”", "``": "''"}[sign]
    stop = min(line.end, start + 2000)
    first = text.find(closing, start, stop)
    second = text.find(closing, first + 1, stop) if first != -1 else -1
    third = text.find(sign, start + 1, stop)
    return second != -1 and (third == -1 or second < third)


def _part(text: str, opened: re.Match[str], closed: re.Match[str] | None, end: int, number: int) -> Part:
    inner_end = end if closed is None else closed.start()
    while closed is None and inner_end > opened.end() and text[inner_end - 1].isspace():
        inner_end -= 1
    return Part(
        opened.start(), inner_end if closed is None else end, Span(opened.end(), inner_end), number, closed is not None
    )


def _pair_singles(text: str, line: Span, number: int, marks: list[re.Match[str]], doubles: list[Part]) -> list[Part]:
    """Single marks as outer marks; those inside double marks are nested and those between letters apostrophes."""
    starts = [part.start for part in doubles]
    free = []
    for mark in marks:
        index = bisect_right(starts, mark.start()) - 1
        if index < 0 or mark.start() >= doubles[index].end:
            free.append(mark)
    parts: list[Part] = []
    position = line.start
    for index, mark in enumerate(free):
        start, end = mark.span()
        after = text[end : end + 1]
        if start < position or mark.group() == "’" or not _opens(text, start, end, line) or after.isdigit():
            continue
        candidates: list[int] = []
        for other in free[index + 1 : index + 40]:
            at = other.start()
            following = text[at + 1] if at + 1 < line.end else " "
            if mark.group() == "‘" and other.group() == "‘":
                break
            if (
                (other.group() == "’") == (mark.group() == "‘")
                and not following.isalnum()
                and not text[at - 1].isspace()
            ):
                candidates.append(at)
                if text[at - 1] in ".,?!…":
                    break
        if not candidates:
            continue
        # "the workers' rights" inside: a mark after punctuation closes, one after an s may not.
        last = (
            candidates[-1] if text[candidates[-1] - 1] in ".,?!…" and text[candidates[0] - 1] == "s" else candidates[0]
        )
        if last - end >= 3:
            parts.append(Part(start, last + 1, Span(end, last), number, True))
            position = last + 1
    return parts
