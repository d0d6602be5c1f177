"""Cut an article's text into sentences with true offsets, and tell the article from the page around it.

One line of the text is one paragraph. Sentence boundaries inside a line come from the ``sentencex`` library; the zones
(title, dateline, byline, publication line, caption, heading, furniture) are found by the shape of lines and the marks
listed in ``lexicon/furniture.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

import sentencex

from crossfact import lexicon
from crossfact.model import Sentence, Span, Zone

_MARKS = lexicon.load("furniture")
_BLOCK = frozenset(_MARKS["block"])
_BOX = frozenset(_MARKS["box"])
_LINE_START = tuple(_MARKS["line_start"])
_TAIL_START = tuple(_MARKS["tail_start"])
_CAPTION = tuple(_MARKS["caption"])
_PUBLICATION = tuple(_MARKS["publication"])
_BLANK = re.compile(r"\s")
_COUNTER = re.compile(r"[-–•*\s]*\d[\d.,]*[kKmM]?\s*(?:" + "|".join(map(re.escape, _MARKS["counter"])) + r")\W*")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?"
_DATE = re.compile(
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: \d{{4}}\b)?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4}\b)?"
_DATE_FILLER = re.compile(
    rf"{_WEEKDAY}|{_CLOCK}|\b(?:on|at|by|in|the|and|first|last|published|posted|updated|modified|created|originally|story|"
    r"date|issue|publication|a\.?m\.?|p\.?m\.?|est|edt|cst|cdt|mst|mdt|pst|pdt|gmt|utc|ist|pkt|et|ct|mt|pt|hrs?)\b|[\W_]+",
    re.IGNORECASE,
)
_CAPITALS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_PLACE = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
# "KABUL, Afghanistan (AP) —", "Islamabad, Tuesday, September 16, 2025 –", "PITTSBURGH -", "LONDON (Reuters) -"
_DATELINE = re.compile(
    rf"(?:(?P<capitals>{_CAPITALS})(?:, ?(?P<state>{_PLACE}))?|(?P<place>{_PLACE})(?=(?:, [\w. ]{{2,30}})?,? (?:{_WEEKDAY}|{_MONTH}|\d|\()))"
    rf"(?P<rest>[^\n]{{0,70}}?)\s*(?:—|–|--|―| - | _ |: (?=[A-Z]))\s*"
)
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Reported by|Story by) (?:[A-Z][\w.'’-]*,?(?: |$)|and |of |the |for ){1,14}[^\n]{0,60}$"
)
_DAY_START = re.compile(rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|{_MONTH} \d")
_URL = re.compile(r"https?://\S+$")
_LONGEST_LINE = 20_000
_LONGEST_SENTENCE = 3_000
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of an article stand.

    ``lines`` are the paragraphs with their zones, blank lines left out; ``sentences`` those of title, headings, captions
    and body, in text order. ``datelines`` cover the words before the dash at the head of a paragraph.
    ``publications`` are lines that state a date of publication or change.
    """

    lines: tuple[tuple[Span, Zone], ...]
    sentences: tuple[Sentence, ...]
    title: Span | None = None
    datelines: tuple[Span, ...] = ()
    bylines: tuple[Span, ...] = ()
    publications: tuple[Span, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def zone_at(self, offset: int) -> Zone:
        """The zone of the line that holds the offset; blank lines count as furniture."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.lines[index][0].end:
            return Zone.FURNITURE
        zone = self.lines[index][1]
        dateline = bisect_right(self.datelines, offset, key=lambda span: span.start) - 1
        if zone is Zone.BODY and dateline >= 0 and offset < self.datelines[dateline].end:
            return Zone.DATELINE
        return zone


def segment(text: str, begin: int = 0) -> Layout:
    """The layout of an article's text, which begins at ``begin``."""
    spans = [span for span in _line_spans(text) if span.start >= begin]
    zones = _zones(text, spans)
    datelines = []
    sentences: list[Sentence] = []
    for number, (span, zone) in enumerate(zip(spans, zones, strict=True)):
        if zone not in (Zone.TITLE, Zone.HEADING, Zone.CAPTION, Zone.BODY):
            continue
        start = span.start
        if zone is Zone.BODY and (dateline := _dateline(text, span)) is not None:
            datelines.append(dateline)
            start = dateline.end
        sentences += (Sentence(s, zone, number) for s in _sentences(text, Span(start, span.end)))
    return Layout(
        lines=tuple(zip(spans, zones, strict=True)),
        sentences=tuple(sentences),
        title=next((s for s, z in zip(spans, zones, strict=True) if z is Zone.TITLE), None),
        datelines=tuple(datelines),
        bylines=tuple(s for s, z in zip(spans, zones, strict=True) if z is Zone.BYLINE),
        publications=tuple(s for s, z in zip(spans, zones, strict=True) if z is Zone.PUBLICATION),
        _starts=tuple(s.start for s in spans),
    )


def _line_spans(text: str) -> list[Span]:
    """The lines that hold something, without surrounding white space."""
    spans = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            offset = start + len(line) - len(line.lstrip())
            spans.append(Span(offset, offset + len(stripped)))
        start += len(line) + 1
    return spans


def _zones(text: str, spans: list[Span]) -> list[Zone]:
    zones: list[Zone] = []
    title: str | None = None
    block = tail = begun = False
    box = 0
    for index, span in enumerate(spans):
        line = text[span.start : span.end]
        key = line[:200].lower().replace("’", "'")
        mark = key.rstrip(":…. ").strip("-–—•*# ")
        whole = _is_prose(line)
        if tail or (len(spans) > 1 and key.startswith(_TAIL_START)):
            tail = True
            zones.append(Zone.FURNITURE)
        elif mark in _BLOCK:
            block, box = True, 0
            zones.append(Zone.FURNITURE)
        elif block and not (whole and len(line) > 240):
            zones.append(Zone.FURNITURE)
        elif mark in _BOX:
            box = 2
            zones.append(Zone.FURNITURE)
        elif box and _in_box(text, spans, index, box):
            box -= 1
            zones.append(Zone.FURNITURE)
        elif _is_furniture_line(key, line):
            zones.append(Zone.FURNITURE)
        elif _is_publication(line, key):
            zones.append(Zone.PUBLICATION)
        elif len(line) < 160 and _BYLINE.match(line) is not None and not _SENTENCE_END.search(line):
            zones.append(Zone.BYLINE)
        elif any(caption in key for caption in _CAPTION) and len(line) < 400:
            zones.append(Zone.CAPTION)
        elif title is not None and key == title:
            zones.append(Zone.TITLE)
        elif title is None and not begun and line.endswith(":") and " " not in line:
            zones.append(Zone.FURNITURE)  # a kicker above the title: "Exclusive:"
        elif not whole and title is None and not begun:
            title = key
            zones.append(Zone.TITLE)
        elif not whole:
            zones.append(Zone.HEADING)
        else:
            block, begun = False, True
            zones.append(Zone.BODY)
        if zones[-1] is not Zone.FURNITURE:
            box = 0
    return zones


def _is_prose(line: str) -> bool:
    """A line of running text: it ends as a sentence does, or is too long for a heading."""
    return len(line) > 160 or (_SENTENCE_END.search(line) is not None and line.count(" ") > 3)


def _in_box(text: str, spans: list[Span], index: int, left: int) -> bool:
    """Does this line belong to the link box just opened: its title, or the one short teaser under the title?"""
    line = text[spans[index].start : spans[index].end]
    if left == 2:
        return not _is_prose(line)
    following = text[spans[index + 1].start : spans[index + 1].end] if index + 1 < len(spans) else ""
    return len(line) < 240 and not _is_prose(following)


def _is_furniture_line(key: str, line: str) -> bool:
    if key.startswith(_LINE_START) and len(line) < 300:
        return True
    if key.startswith("follow ") and " on " in key and len(line) < 200:
        return True
    return (len(line) < 40 and _COUNTER.fullmatch(line.lower()) is not None) or _URL.match(line) is not None


def _is_publication(line: str, key: str) -> bool:
    """A short line that holds a date and hardly anything else, or opens with a word of publication."""
    if len(line) > 140:
        return False
    stripped = key.lstrip("-–—•*|( ")
    found = _DATE.search(line)
    if found is None:
        return False
    if stripped.startswith(_PUBLICATION) and not _SENTENCE_END.search(line):
        return True
    rest = _DATE_FILLER.sub("", line[: found.start()] + " " + line[found.end() :])
    rest = _DATE.sub("", rest)
    return len(rest) <= 2


def _dateline(text: str, span: Span) -> Span | None:
    """The dateline at the head of a paragraph, its dash included."""
    match = _DATELINE.match(text, span.start, min(span.end, span.start + 140))
    if match is None:
        return None
    place = "capitals" if match["capitals"] is not None else "place"
    rest = text[match.end(place) : match.end("rest")]
    if match["capitals"] is not None and len(match["capitals"]) < 3:
        return None
    if rest.strip(" ,.") and not (_DATE.search(rest) or re.search(rf"{_WEEKDAY}|\(|^, ?[A-Z]", rest)):
        return None
    return Span(span.start, match.end())


def _sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a line. What is too long for a sentence of prose is cut at a blank, so that work on each of them is
    bounded whatever the text."""
    if span.end - span.start <= _LONGEST_SENTENCE:
        return _sentences_of(text, span)
    return [
        piece
        for part in _cut(text, span, _LONGEST_LINE, ". ")
        for sentence in _sentences_of(text, part)
        for piece in _cut(text, sentence, _LONGEST_SENTENCE, " ")
    ]


def _cut(text: str, span: Span, most: int, behind: str) -> list[Span]:
    """The span in pieces of at most ``most`` characters, cut behind the last ``behind`` that fits, where there is one."""
    pieces = []
    start = span.start
    while start < span.end:
        end = span.end
        if end - start > most:
            found = text.rfind(behind, start + 1, start + most)
            end = start + most if found == -1 else found + len(behind)
        stripped = text[start:end].strip()
        if stripped:
            first = text.index(stripped[0], start)
            pieces.append(Span(first, first + len(stripped)))
        start = end
    return pieces


def _sentences_of(text: str, span: Span) -> list[Span]:
    line = text[span.start : span.end]
    if not line.isprintable():
        line = _BLANK.sub(" ", line)  # the splitter breaks down on some other blanks before a full stop
    spans: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries("en", line):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = line[start:end]
        stripped = piece.strip()
        if stripped:
            start += len(piece) - len(piece.lstrip())
            found = Span(span.start + start, span.start + start + len(stripped))
            if spans and _DAY_START.match(stripped) and text.endswith(("a.m.", "p.m."), spans[-1].start, spans[-1].end):
                # "at 10 p.m. Saturday": the stop belongs to the clock time.
                found = Span(spans.pop().start, found.end)
            spans.append(found)
    return spans
