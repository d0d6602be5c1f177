"""Quotations: what stands between quotation marks, who said it, how it is brought in and in which medium.

Marks are paired line by line (one line is one paragraph), outermost marks only; a quotation that goes on in the next
paragraph opens there again without having been closed. Parts on both sides of a cue ("…," he said. "…") are one
utterance. The speaker is read from the clause that brings the words in, with the word lists of ``lexicon/speech.toml``;
a quotation whose clause cannot be read has no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from crossfact import lexicon
from crossfact.model import Name, Quotation, Span, Zone
from crossfact.segment import Layout

_WORDS = lexicon.load("speech")
_DIRECT = frozenset(_WORDS["direct"])
_HANGING = frozenset(_WORDS["hanging"])
_FRAGMENT = frozenset(_WORDS["fragment"])
_CUES = _DIRECT | _HANGING | _FRAGMENT
_PAIRS = frozenset(cue.split()[0] for cue in _CUES if " " in cue)
_NOUN_LIKE = frozenset(_WORDS["noun_like"])
_NEVER_INVERTED = frozenset(_WORDS["never_inverted"])
_ADVERBS = frozenset(_WORDS["adverbs"])
_AUXILIARIES = frozenset(_WORDS["auxiliaries"])
_PASSIVE = frozenset(_WORDS["passive"])
_DETERMINERS = frozenset(_WORDS["determiners"])
_PREPOSITIONS = frozenset(_WORDS["prepositions"])
_CONNECTIVES = frozenset(_WORDS["connectives"])
_OPENERS = frozenset(_WORDS["openers"])
_NEGATIONS = frozenset(_WORDS["negations"])
_TIME_WORDS = frozenset(_WORDS["time_words"])
_NAMELESS = frozenset(_WORDS["nameless"])
_FINITE = frozenset(_WORDS["finite"])
_JOINS = frozenset(_WORDS["joins"])
_HEADS = frozenset(_WORDS["heads"])
_OWN_WORDS = frozenset(("words", "phrasing", "phrase", "wording", "telling", "formulation"))
_GOING_ON = frozenset(_WORDS["going_on"])
_MEN = frozenset(_WORDS["men"])
_WOMEN = frozenset(_WORDS["women"])
_OWNERS = frozenset(("his", "her", "its", "their"))
_NO_HEAD = _OPENERS | _PREPOSITIONS | _CONNECTIVES | _AUXILIARIES | _CUES | _FINITE
_SINGULAR = frozenset(("he", "she"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "which", "that"))

_MARKS = re.compile(r"''|``|[\"“”„‟«»‘’']")
_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
_TOKEN = re.compile(
    r"(?:[A-Z]\.)+(?=\s)|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Del|Prof|Rev|Hon|St|Jr|Sr|Det|Supt|Insp)"
    r"\.(?=\s)|[^\W_](?:[\w&]|[-’'.](?=\w))*|[,;:()\[\].!?…―—–]|--"
)
_WORD = re.compile(r"[^\W_](?:[\w]|[-’'.](?=\w))*")
_SEX = re.compile(r"\b(?:he|his|him|himself|she|her|hers|herself)\b")


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SITE = rf"(?:{_alternatives(_WORDS['sites'])})"
# "in a post on X (formerly Twitter)", "via a party statement", "on social media", "on the platform Threads"
_MEDIUM = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Vv]ia|[Tt]hrough|[Dd]uring|[Aa]t|[Ff]rom|[Tt]o) (?P<medium>"
    rf"(?:(?:a|an|the|his|her|its|their|this|another) )?(?:[\w’'-]+ ){{0,3}}?(?:{_alternatives(_WORDS['channel_heads'])})\b"
    rf"(?: on (?:the )?{_SITE}\b(?: platform)?(?: \((?:formerly|previously) \w+\))?)?"
    rf"|(?:the )?(?:(?:social (?:media )?)?(?:platform|network|site|app) )?{_SITE}\b(?: platform)?)"
)
_ZONES = (Zone.BODY, Zone.TITLE, Zone.HEADING, Zone.CAPTION)
_MAX_PARAGRAPHS = 12
_CLAUSE = 300
_SHORT_CLAUSE = 90
_WINDOW = 600
"""Characters of a sentence that are read around a quotation."""
_REACH = 3
"""How many lines back a pronoun may look for its person."""


class _Part(NamedTuple):
    """One stretch between marks. ``start``/``end`` hold the marks, ``inner`` does not; ``line`` indexes layout lines."""

    start: int
    end: int
    inner: Span
    line: int
    closed: bool


class _Token(NamedTuple):
    word: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Source:
    """Who speaks: the resolved name or noun phrase, its place, and the cue that says so."""

    speaker: str | None
    span: Span | None
    cue: str | None
    cue_span: Span | None
    negated: bool = False
    end: int = 0


def find_quotations(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Quotation, ...]:
    """The quotations of an article in text order, outside furniture."""
    parts = _find_parts(text, layout)
    if not parts:
        return ()
    return _Reader(text, layout, names, parts).read()


def find_subjects(
    text: str,
    layout: Layout,
    names: Sequence[Name],
    verbs: Sequence[Span],
) -> tuple[tuple[str, Span] | None, ...]:
    """For each verb of speech the subject to its left, with the place of the words; ``None`` where it cannot be read.

    The subject is a full name, a noun phrase in its own words, or the person that a pronoun most likely stands for.
    """
    reader = _Reader(text, layout, names, _find_parts(text, layout))
    return tuple(reader.subject(verb) for verb in verbs)


# Marks -----------------------------------------------------------------------------------------------------------


def _find_parts(text: str, layout: Layout) -> list[_Part]:
    parts: list[_Part] = []
    for number, (span, zone) in enumerate(layout.lines):
        if zone in _ZONES and _holds_marks(text[span.start : span.end]):
            marks = list(_MARKS.finditer(text, span.start, span.end))
            if marks:
                parts += (part for part in _pair_line(text, span, number, marks) if _holds_words(text, part))
    return parts


def _holds_words(text: str, part: _Part) -> bool:
    """Marks around nothing, or around dots and dashes, quote nobody."""
    return _WORD.search(text, part.inner.start, part.inner.end) is not None


def _holds_marks(line: str) -> bool:
    """Is there any mark that can open a quotation? Most lines have apostrophes at most."""
    return line[0] == "'" or any(mark in line for mark in ("“", '"', "‘", " '", "''", "``", "«", "„", "‟", "('", "—'"))


def _pair_line(text: str, line: Span, number: int, marks: list[re.Match[str]]) -> list[_Part]:
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


def _pair_doubles(text: str, line: Span, number: int, marks: list[re.Match[str]]) -> list[_Part]:
    parts: list[_Part] = []
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


def _part(text: str, opened: re.Match[str], closed: re.Match[str] | None, end: int, number: int) -> _Part:
    inner_end = end if closed is None else closed.start()
    while closed is None and inner_end > opened.end() and text[inner_end - 1].isspace():
        inner_end -= 1
    return _Part(
        opened.start(), inner_end if closed is None else end, Span(opened.end(), inner_end), number, closed is not None
    )


def _pair_singles(text: str, line: Span, number: int, marks: list[re.Match[str]], doubles: list[_Part]) -> list[_Part]:
    """Single marks as outer marks; those inside double marks are nested and those between letters apostrophes."""
    starts = [part.start for part in doubles]
    free = []
    for mark in marks:
        index = bisect_right(starts, mark.start()) - 1
        if index < 0 or mark.start() >= doubles[index].end:
            free.append(mark)
    parts: list[_Part] = []
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
            parts.append(_Part(start, last + 1, Span(end, last), number, True))
            position = last + 1
    return parts


# Speakers --------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads the quotations of one article in order, remembering who spoke last."""

    def __init__(self, text: str, layout: Layout, names: Sequence[Name], parts: list[_Part]) -> None:
        self.text = text
        self.layout = layout
        self.names = [name for name in names if name.text.lower() not in _NAMELESS]
        self.name_starts = [name.span.start for name in self.names]
        self.people = frozenset(name.full for name in self.names if name.type == "person")
        self.things = frozenset(name.full for name in self.names if name.type != "person")
        self.line_starts = [span.start for span, _ in layout.lines]
        self.parts = parts
        self.part_starts = [part.start for part in parts]
        self.sentence_starts = [sentence.span.start for sentence in layout.sentences]
        self.found: list[tuple[Quotation, int]] = []

    def read(self) -> tuple[Quotation, ...]:
        index = 0
        while index < len(self.parts):
            group, source, index = self._utterance(index)
            self.found.append((self._quotation(group, source), group[-1].line))
        return tuple(sorted((quotation for quotation, _ in self.found), key=lambda quotation: quotation.span))

    def subject(self, verb: Span) -> tuple[str, Span] | None:
        line = self.layout.lines[max(0, bisect_right(self.line_starts, verb.start) - 1)][0]
        start = max(self._sentence_start(verb.start, line), verb.start - _WINDOW)
        tokens = self._outside_tokens(start, verb.end)
        at = next((k for k, token in enumerate(tokens) if token.start >= verb.start), None)
        source = None if not at else self._left_of(tokens, at, len(tokens) - at)
        if source is None or source.speaker is None or source.span is None:
            return None
        return source.speaker, source.span

    def _utterance(self, index: int) -> tuple[list[_Part], _Source | None, int]:
        """The utterance that begins with part ``index``, its source, and the index of the next part."""
        group = self._paragraphs(index)
        index += len(group)
        source = self._after(group[-1]) if group[-1].closed else None
        while index < len(self.parts) and self.parts[index].line == group[-1].line and group[-1].closed:
            following = self.parts[index]
            gap = self.text[group[-1].end : following.start]
            if source is not None and source.end >= group[-1].end:
                title = None
                if (
                    self._names_show(following)
                    and index + 1 < len(self.parts)
                    and self.parts[index + 1].line == following.line
                ):
                    # "…," she said on "Morning Hour." "…": the name of the show is no part of the utterance.
                    title, following = following, self.parts[index + 1]
                if not self._leads_on(source, following, title):
                    break
                ahead = self._paragraphs(index if title is None else index + 1)
                own = self._after(ahead[-1]) if ahead[-1].closed else None
                if own is not None and own.speaker != source.speaker:
                    break
                if title is not None:
                    self.found.append((self._quotation([title], None), title.line))
                group += ahead
                index += len(ahead) + (title is not None)
                source = replace(source, end=0)
            elif source is None and _count(self.text, group[-1]) > 3 and gap.strip(" ,").lower() in _JOINS:
                ahead = self._paragraphs(index)
                group += ahead
                index += len(ahead)
                source = self._after(ahead[-1]) if ahead[-1].closed else None
            else:
                break
        lead = self._before(group[0]) if source is None or self._runs_on(group[0]) else None
        if source is None or (
            lead is not None and lead.cue_span is not None and self._near(lead.cue_span.end, group[0].start)
        ):
            source = lead or source or self._trailing(group[-1]) or self._inherited(group)
        return group, source, index

    def _names_show(self, part: _Part) -> bool:
        return (
            part.closed
            and part.end - part.start < 60
            and _is_title(self.text[part.inner.start : part.inner.end].rstrip(".,"))
        )

    def _runs_on(self, part: _Part) -> bool:
        """Do the words go on in the grammar of the sentence before the mark?"""
        return self.text[part.inner.start : part.inner.start + 1].islower()

    def _near(self, start: int, end: int) -> bool:
        return start < end and len(_WORD.findall(self.text, start, end)) <= 4

    def _paragraphs(self, index: int) -> list[_Part]:
        """The part with those that carry it on in the following paragraphs."""
        group = [self.parts[index]]
        while not group[-1].closed and index + 1 < len(self.parts) and len(group) < _MAX_PARAGRAPHS:
            part, following = group[-1], self.parts[index + 1]
            lines = self.layout.lines
            ends_line = part.inner.end >= lines[part.line][0].end
            next_line = part.line + 1 < len(lines) and following.line == part.line + 1
            if not (ends_line and next_line and following.start == lines[following.line][0].start):
                break
            group.append(following)
            index += 1
        return group

    def _leads_on(self, source: _Source, following: _Part, title: _Part | None) -> bool:
        """Does the clause of the cue end where the next part begins?"""
        gap = self.text[source.end : following.start]
        if title is not None:
            gap = self.text[source.end : title.start] + self.text[title.end - 2 : title.end].strip("”\"'’") + " "
        rest = gap.strip()
        if not rest.strip(" ,.;:—–-…"):
            return True
        if rest[-1] not in ",.;:—–-…" or len(rest) > 320:
            return False
        if title is not None:
            return len(_WORD.findall(rest)) <= 14
        low = bisect_right(self.sentence_starts, source.end)
        high = bisect_left(self.sentence_starts, following.start)
        if low != high:
            return False
        words = [word.lower() for word in _WORD.findall(rest)]
        return rest[-1] == "." or (len(words) <= 14 and not any(word in _CUES for word in words))

    def _quotation(self, group: list[_Part], source: _Source | None) -> Quotation:
        words = " ".join(" ".join(self.text[p.inner.start : p.inner.end].split()) for p in group)
        span = Span(group[0].start, group[-1].end)
        channel = self._channel(group, source)
        return Quotation(
            span=span,
            text=words,
            segments=tuple(Span(part.start, part.end) for part in group),
            speaker=None if source is None else source.speaker,
            speaker_span=None if source is None else source.span,
            cue=None if source is None else source.cue,
            cue_span=None if source is None else source.cue_span,
            channel=channel,
            verbatim=self._verbatim(group, source, words),
        )

    def _verbatim(self, group: list[_Part], source: _Source | None, words: str) -> bool:
        count = len(_WORD.findall(words))
        if count < 3 or not group[-1].closed or (source is not None and source.negated):
            return False
        if self.layout.lines[group[0].line][1] is not Zone.BODY or _is_title(words):
            return False
        whole = words[-1] in ".,!?…" or self.text[group[-1].end : group[-1].end + 1] in (",", ".")
        return (source is not None and source.speaker is not None) or (count > 5 and whole)

    # ---- the clause that follows

    def _after(self, part: _Part) -> _Source | None:
        """The cue behind a part: ``," he said``, ``," said the mayor, Ann Lee``, ``” — Ann Lee``."""
        text = self.text
        line = self.layout.lines[part.line][0]
        following = bisect_right(self.part_starts, part.start)
        stop = line.end
        if following < len(self.parts) and self.parts[following].line == part.line:
            stop = self.parts[following].start
        start = part.end
        while start < stop and text[start] in " ,\u00a0":
            start += 1
        if start >= stop or text[start] in ".;:!?)":
            return None
        sentence = bisect_right(self.sentence_starts, start) - 1
        if sentence >= 0:
            stop = min(stop, max(self.layout.sentences[sentence].span.end, start + 1))
        stop = min(stop, start + _CLAUSE)
        # Most cues stand in the first words; the rest of a long clause is cut into words only if they do not.
        tokens = self._tokens(start, min(stop, start + _SHORT_CLAUSE))
        if not tokens:
            return None
        if tokens[0].word in "―—–--" and len(tokens) > 1:
            return self._signature(tokens[1:], stop, line)
        last = text[part.inner.end - 1] if part.inner.end > part.inner.start else " "
        if last in ".;" and tokens[0].word[0].isupper() and "," not in text[part.end : start]:
            return None
        cue = _cue_at(tokens, 0)
        if cue and tokens[0].low not in _NEVER_INVERTED and tokens[0].low not in _HANGING:
            return self._inverted(tokens, cue)
        if cue or not self._starts_phrase(tokens):
            return None
        source = self._behind_subject(tokens[:-1] if stop > start + _SHORT_CLAUSE else tokens)
        if source is None and stop > start + _SHORT_CLAUSE:
            source = self._behind_subject(self._tokens(start, stop))
        return source

    def _behind_subject(self, tokens: list[_Token]) -> _Source | None:
        """``Ann Lee said``: the first verb of speech with what stands before it."""
        for at in range(1, min(len(tokens), 40)):
            width = _cue_at(tokens, at)
            if not width or (tokens[at].low not in _DIRECT and width == 1):
                continue
            if tokens[at - 1].low in _DETERMINERS or (
                tokens[at].low in _NOUN_LIKE and tokens[at - 1].low in _PREPOSITIONS
            ):
                continue
            left = _trim(tokens[:at])
            if not left or tokens[at - 1].word in _PASSIVE:
                return None
            return self._first_chunk(left, tokens, at, width)
        return None

    def _trailing(self, part: _Part) -> _Source | None:
        """``the “…” of the plan, Lee said.``: the cue ends the sentence."""
        line = self.layout.lines[part.line][0]
        sentence = bisect_right(self.sentence_starts, part.end) - 1
        stop = min(line.end, self.layout.sentences[sentence].span.end) if sentence >= 0 else line.end
        tokens = [
            token for token in self._outside_tokens(part.end, min(stop, part.end + 300)) if token.word not in ".!?…"
        ]
        for at in range(len(tokens) - 1, max(0, len(tokens) - 8), -1):
            if tokens[at].low not in _DIRECT or not _cue_at(tokens, at):
                continue
            left = _trim(tokens[:at])
            comma = next((k for k in range(len(left) - 1, -1, -1) if left[k].word == ","), None)
            if comma is None or comma + 1 >= len(left) or not self._starts_phrase(left, comma + 1):
                return None
            chunk = left[comma + 1 :]
            speaker, span = self._resolve(chunk)
            if span is None or not (self._has_name(chunk) or chunk[0].low in _SINGULAR):
                return None
            cue_span = Span(tokens[at].start, tokens[at].end)
            return _Source(speaker, span, tokens[at].word, cue_span)
        return None

    def _signature(self, tokens: list[_Token], stop: int, line: Span) -> _Source | None:
        """``“…” — Ann Lee`` at the end of a paragraph."""
        if stop < line.end or len(tokens) > 12 or not tokens[0].word[0].isupper():
            return None
        chunk = _until(tokens, ",(")
        speaker, span = self._resolve(chunk)
        return _Source(speaker, span, None, None, end=tokens[-1].end)

    def _inverted(self, tokens: list[_Token], width: int) -> _Source | None:
        """The verb comes first: ``said Ann Lee, the mayor`` or, with the subject left out, ``and said``."""
        cue_span = Span(tokens[0].start, tokens[width - 1].end)
        rest = tokens[width:]
        while rest and rest[0].low in _ADVERBS:
            rest = rest[1:]
        if not rest or not self._starts_phrase(rest) or rest[0].low in _TIME_WORDS:
            return None
        chunk = _right_phrase(rest)
        if not chunk:
            return None
        speaker, span = self._resolve(chunk)
        end = chunk[-1].end
        if speaker is not None and not self._has_name(chunk):
            # "said a spokesman for the ministry, Ann Lee, …"
            named = self._apposed(rest[len(chunk) :])
            if named is not None:
                speaker, span, end = named.full, named.span, named.span.end
        return _Source(speaker, span, self.text[cue_span.start : cue_span.end], cue_span, end=end)

    def _first_chunk(self, left: list[_Token], tokens: list[_Token], at: int, width: int) -> _Source | None:
        """``he said``, ``the mayor, Ann Lee, said``: the subject opens the clause."""
        chunk = _until(left, ",(—–")
        if len(chunk) > 16 or any(token.word in _FINITE for token in chunk):
            return None
        speaker, span = self._resolve(chunk)
        if speaker is not None and not self._has_name(chunk):
            named = self._apposed(left[len(chunk) :])
            if named is not None:
                speaker, span = named.full, named.span
        if span is None:
            return None
        cue_span = Span(tokens[at].start, tokens[at + width - 1].end)
        return _Source(speaker, span, self.text[cue_span.start : cue_span.end], cue_span, end=cue_span.end)

    def _apposed(self, rest: list[_Token]) -> Name | None:
        """A person's name that stands alone between commas at the head of ``rest``."""
        if len(rest) < 2 or rest[0].word != ",":
            return None
        chunk = _until(rest[1:], ",.;(")
        inside = self._names_in(chunk[0].start, chunk[-1].end) if chunk else []
        alone = len(inside) == 1 and inside[0].type == "person" and inside[0].span.end == chunk[-1].end
        if alone and all(token.word[0].isupper() for token in chunk):
            return inside[0]
        return None

    # ---- the clause that leads in

    def _before(self, part: _Part) -> _Source | None:
        """The cue in the sentence before a part: ``Lee told reporters: “``, ``according to Lee, “``, ``Lee called it a “``."""
        line = self.layout.lines[part.line][0]
        start = max(self._sentence_start(part.start, line), part.start - _WINDOW)
        tokens = self._outside_tokens(start, part.start)
        if not tokens:
            return self._line_before(part) if part.start == line.start else None
        return self._lead_in(tokens)

    def _lead_in(self, tokens: list[_Token]) -> _Source | None:
        tokens = tokens[-70:]
        tries = 5
        for at in range(len(tokens) - 1, -1, -1):
            low = tokens[at].low
            if low == "to" and at and tokens[at - 1].low == "according":
                return self._right_of(tokens, at + 1, tokens[at - 1].start)
            if low in _OWN_WORDS and at > 1 and tokens[at - 1].low in _OWNERS | {"own", "preferred", "exact", "very"}:
                owner = next((k for k in range(at - 1, max(-1, at - 3), -1) if tokens[k].low in _OWNERS), None)
                if owner is not None and owner and tokens[owner - 1].low in ("in", "by"):
                    return self._own_words(tokens, owner, at)
            if low == "of" and at > 1 and tokens[at - 1].low == "words" and tokens[at - 2].low in ("the", "own"):
                return self._right_of(tokens, at + 1, tokens[at - 1].start)
            width = _cue_at(tokens, at)
            if not width:
                continue
            if low in _NOUN_LIKE and self._is_noun(tokens, at):
                continue
            if low not in _HANGING and self._is_passive(tokens, at):
                by = next((k for k in range(at + 1, len(tokens)) if tokens[k].low == "by"), None)
                if by is None:
                    continue
                return self._right_of(tokens, by + 1, tokens[at].start)
            source = self._left_of(tokens, at, width)
            tries -= 1
            if source is not None or not tries:
                return source
        return self._colon(tokens)

    def _own_words(self, tokens: list[_Token], owner: int, at: int) -> _Source | None:
        """``in her words``, ``in its phrasing``."""
        cue_span = Span(tokens[owner - 1].start, tokens[at].end)
        cue = self.text[cue_span.start : cue_span.end]
        span = Span(tokens[owner].start, tokens[owner].end)
        if tokens[owner].low in ("his", "her"):
            return _Source(self._person_before(span.start, tokens[owner].low), span, cue, cue_span)
        chunk = self._main_subject(tokens[: owner - 1])
        if not chunk or chunk[0].low in _PRONOUNS:
            return None
        speaker, span_of = self._resolve(_until(chunk, ",("))
        return _Source(speaker, span_of, cue, cue_span) if span_of is not None else None

    def _is_noun(self, tokens: list[_Token], at: int) -> bool:
        """Is the word a noun here: at the head, after an article or possessive, with adjectives or without?"""
        for k in range(at - 1, max(-1, at - 4), -1):
            token = tokens[k]
            if token.low in _DETERMINERS or token.low in _PREPOSITIONS or token.low.endswith(("’s", "'s", "s’", "s'")):
                return token.low != "to" and not (token.low == "by" and tokens[at].low.endswith("ing"))
            if not token.word[0].islower() or token.low in _PRONOUNS | _ADVERBS | _AUXILIARIES | _CONNECTIVES:
                return False
        return at == 0

    def _is_passive(self, tokens: list[_Token], at: int) -> bool:
        k = at - 1
        while k >= 0 and tokens[k].low in _ADVERBS:
            k -= 1
        return k >= 0 and tokens[k].word in _PASSIVE

    def _right_of(self, tokens: list[_Token], at: int, cue_start: int) -> _Source | None:
        chunk = _right_phrase(tokens[at:])
        if not chunk:
            return None
        speaker, span = self._resolve(chunk)
        cue_span = Span(cue_start, tokens[at - 1].end)
        return _Source(speaker, span, self.text[cue_span.start : cue_span.end], cue_span, end=chunk[-1].end)

    def _colon(self, tokens: list[_Token]) -> _Source | None:
        """``Lee: “``, or a sentence with another verb that ends in a colon: its subject speaks."""
        if tokens[-1].word != ":":
            return None
        left = tokens[:-1]
        if not left:
            return None
        chunk = self._main_subject(left) if len(left) > 8 else None
        if chunk is None:
            chunk = (
                left
                if len(left) <= 8 and self._starts_phrase(left) and self._has_name(left)
                else self._main_subject(left)
            )
        if not chunk:
            return None
        speaker, span = self._resolve(_until(chunk, ",("))
        if (
            speaker is None
            or span is None
            or not (self._names_in(span.start, span.end) or speaker != self.text[span.start : span.end])
        ):
            return None
        return _Source(speaker, span, ":", Span(tokens[-1].start, tokens[-1].end))

    def _left_of(self, tokens: list[_Token], at: int, width: int) -> _Source | None:
        """The subject of the verb at ``at``, which stands to its left."""
        cue_span = Span(tokens[at].start, tokens[at + width - 1].end)
        cue = self.text[cue_span.start : cue_span.end]
        left = _trim(tokens[:at])
        negated = any(
            token.low in _NEGATIONS or token.low.endswith(("n’t", "n't")) for token in tokens[max(0, at - 4) : at]
        )
        if not left:
            return None
        low = left[-1].low
        hanging = (
            tokens[at].low in _HANGING or low in ("to", "and", "but", "or", "by", "then") or tokens[at - 1].low == "to"
        )
        if low in ("who", "which", "that") and len(left) > 1:
            left = left[:-1]
            if left[-1].word == ",":
                left = left[:-1]
            chunk: list[_Token] | None = self._antecedent(left)
        elif hanging:
            chunk = self._main_subject(tokens[:at])
        elif low in (",", "—", "–", ")"):
            chunk = self._before_apposition(left)
        else:
            chunk = _last_chunk(left)
        if not chunk or (chunk[0].word[0].islower() and chunk[0].low.endswith("ing")):
            return None
        speaker, span = self._resolve(chunk)
        if span is None:
            return None
        return _Source(speaker, span, cue, cue_span, negated)

    def _antecedent(self, left: list[_Token]) -> list[_Token]:
        """What "who" refers to: the person named last, else the noun phrase that ends here."""
        chunk = _last_chunk(left)
        inside = self._names_in(chunk[0].start, chunk[-1].end) if chunk else []
        if inside and inside[-1].type == "person" and inside[-1].span.end == chunk[-1].end:
            return [token for token in chunk if token.start >= inside[-1].span.start]
        return chunk

    def _before_apposition(self, left: list[_Token]) -> list[_Token] | None:
        """``Ann Lee, the mayor of Port Ellery, said``: the chunk that names the subject."""
        chunks = _split(left)
        for k in range(len(chunks) - 1, -1, -1):
            chunk = chunks[k]
            first = chunk[0].low
            described = (
                first in _DETERMINERS
                or first in ("who", "whose", "which", "where", "of", "from", "and")
                or chunk[0].word[0].isdigit()
            )
            if (
                described
                and k
                and chunks[k - 1][0].low not in _OPENERS
                and not (first in _DETERMINERS and self._ends_named(chunk))
            ):
                continue
            if first in _PREPOSITIONS | _OPENERS and k:
                continue
            if not chunk[0].word[0].isupper() and not described and k:
                continue
            if len(chunk) == 1 and k and not self._has_name(chunk):
                continue
            return chunk
        return None

    def _main_subject(self, tokens: list[_Token]) -> list[_Token] | None:
        """The subject of the sentence that the tokens begin."""
        at = 0
        while at < len(tokens) and (
            tokens[at].low in _CONNECTIVES or tokens[at].low in _ADVERBS or tokens[at].word == ","
        ):
            at += 1
        if at < len(tokens) and (tokens[at].low in _OPENERS or tokens[at].low.endswith("ing")):
            comma = next((k for k in range(at, len(tokens)) if tokens[k].word == ","), None)
            if comma is not None and comma + 1 < len(tokens):
                at = comma + 1
            elif tokens[at].low in _OPENERS:
                at += 1
        rest = tokens[at:]
        if not rest or not self._starts_phrase(rest):
            return None
        if rest[0].low in _PRONOUNS:
            return rest[:1]
        inside = self._names_in(rest[0].start, rest[-1].end)
        for name in inside[:2]:
            lead = [token for token in rest if token.start < name.span.start]
            if len(lead) <= 7 and all(
                t.word not in ",;:" and t.low not in _PREPOSITIONS | _AUXILIARIES | _CUES for t in lead
            ):
                following = next((token for token in rest if token.start >= name.span.end), None)
                if following is not None and following.start == name.span.end and following.word in ("’s", "'s"):
                    continue
                return [token for token in rest if token.start < name.span.end]
        chunk: list[_Token] = []
        for token in rest[:12]:
            if (
                token.word in ",;:("
                or token.low in _AUXILIARIES | _PASSIVE | _CUES
                or token.low in _FINITE
                or (chunk and token.low.endswith("ed"))
            ):
                break
            chunk.append(token)
        return chunk or None

    def _line_before(self, part: _Part) -> _Source | None:
        """A paragraph before that ends in a colon or in the cue itself brings in the whole next paragraph."""
        if not part.line:
            return None
        line, zone = self.layout.lines[part.line - 1]
        if zone not in _ZONES or self.text[line.end - 1] not in ":,":
            return None
        tokens = self._outside_tokens(self._sentence_start(line.end - 1, line), line.end)
        return self._lead_in(tokens) if tokens else None

    def _inherited(self, group: list[_Part]) -> _Source | None:
        """A whole quoted sentence that follows another of the same speaker with no new person between them."""
        if not self.found:
            return None
        quotation, line = self.found[-1]
        first = group[0]
        if quotation.speaker is None or quotation.speaker_span is None or first.line - line > 1:
            return None
        inner = self.text[first.inner.start : first.inner.end]
        if (
            not inner[:1].isupper()
            or _count(self.text, first) < 4
            or self._sentence_start(first.start, self.layout.lines[first.line][0]) != first.start
        ):
            return None
        if first.line != line and (
            first.start != self.layout.lines[first.line][0].start
            or self.text[self.layout.lines[first.line][0].end - 1] not in "”\"'»."
        ):
            return None
        since = max(quotation.span.end, quotation.speaker_span.end)
        if any(name.type == "person" and name.full != quotation.speaker for name in self._names_in(since, first.start)):
            return None
        return _Source(quotation.speaker, quotation.speaker_span, None, None)

    # ---- noun phrases

    def _resolve(self, chunk: list[_Token]) -> tuple[str | None, Span | None]:
        """The speaker that a noun phrase names: a full name, the phrase itself, or the person a pronoun stands for."""
        while chunk and (chunk[0].low in _CONNECTIVES or chunk[0].low in _ADVERBS) and len(chunk) > 1:
            chunk = chunk[1:]
        while chunk and chunk[-1].word in ".:;,":
            chunk = chunk[:-1]
        if not chunk:
            return None, None
        start, end = chunk[0].start, chunk[-1].end
        if len(chunk) == 1 and chunk[0].low in _PRONOUNS:
            return self._pronoun(chunk[0])
        inside = self._names_in(start, end)
        if not inside:
            return self._phrase(chunk)
        people = [name for name in inside if name.type == "person"]
        name = (people or inside)[-1]
        tail = [token for token in chunk if token.start >= name.span.end]
        if tail and tail[0].start == name.span.end and tail[0].word[0] in "’'":
            return self._phrase(chunk)
        if tail and not self._ends_subject(tail[0], name):
            return self._phrase(chunk)
        lead = [token for token in chunk if token.end <= name.span.start]
        owner = self._owner(lead)
        if owner:
            return self._phrase(chunk)
        if len(people) > 1 and people[-1] is name:
            joint = self.text[people[-2].span.end : name.span.start]
            if re.match(r"(?:,? and |, )", joint) and joint.count(",") < 2 and len(joint) < 60:
                return f"{people[-2].full} and {name.full}", Span(people[-2].span.start, name.span.end)
        # "Ruritania" is no short form of "Workers' Party of Ruritania".
        whole = name.type == "person" or name.full.startswith(name.text) or name.abbreviation == name.text
        return name.full if whole or name.text.isupper() else name.text, name.span

    def _ends_subject(self, token: _Token, name: Name) -> bool:
        """Is the noun phrase over before this word: "Lee in a letter", "Lee Monday", but not "Lee spokeswoman"?"""
        if token.word in "(,[" or token.low in ("and", "who"):
            return True
        if token.low in _PREPOSITIONS or token.low in _ADVERBS or token.low in _TIME_WORDS or token.low in _OPENERS:
            return True
        return name.type == "person" and token.word[0].isupper()

    def _owner(self, lead: list[_Token]) -> bool:
        """Is the name only the complement of another head: "a spokesman for", "the mother of"?"""
        if not lead:
            return False
        k = len(lead) - 1
        while k > 0 and (
            lead[k].low in _DETERMINERS or (lead[k].word[0].isupper() and lead[k].low not in _PREPOSITIONS)
        ):
            k -= 1
        return k > 0 and lead[k].low in _PREPOSITIONS and lead[k - 1].word[0].islower() and lead[0].low not in _OPENERS

    def _phrase(self, chunk: list[_Token]) -> tuple[str | None, Span | None]:
        """The chunk as a speaker in its own words, from its last article on if it is long."""
        if len(chunk) > 9:
            cut = next((k for k in range(len(chunk) - 1, -1, -1) if chunk[k].low in _DETERMINERS), None)
            if cut is not None:
                chunk = chunk[cut:]
        words = [token for token in chunk if token.word[0].isalnum()]
        if not words or len(chunk) > 14 or chunk[-1].low in _PREPOSITIONS or words[0].low in _CUES:
            return None, None
        if len(words) == 1 and (words[0].low in _DETERMINERS or words[0].low in _FINITE):
            return None, None
        span = Span(chunk[0].start, chunk[-1].end)
        return " ".join(self.text[span.start : span.end].split()), span

    def _pronoun(self, token: _Token) -> tuple[str | None, Span | None]:
        span = Span(token.start, token.end)
        if token.low in _SINGULAR:
            return self._person_before(token.start, token.low), span
        if token.low in ("they", "it") and self.found:
            quotation, line = self.found[-1]
            here = bisect_right(self.line_starts, token.start) - 1
            if here - line <= 1 and quotation.speaker is not None and not self._is_person(quotation.speaker):
                return quotation.speaker, span
        return None, span

    def _is_person(self, speaker: str) -> bool:
        return speaker in self.people

    def _person_before(self, offset: int, pronoun: str) -> str | None:
        """The person that "he" or "she" most likely stands for.

        That is the subject of the nearest sentence that has one, or whoever spoke last; in the sentence of the pronoun
        itself any person will do. Nobody whose other mentions speak of the other sex.
        """
        line = bisect_right(self.line_starts, offset) - 1
        floor = self.line_starts[max(0, line - _REACH)]
        here = self._sentence_start(offset, self.layout.lines[line][0])
        spoke_at, spoke = self._spoke_last(floor)
        if spoke is not None and not self._may_be(spoke, pronoun):
            spoke_at, spoke = -1, None
        near: str | None = None
        for index in range(bisect_left(self.name_starts, offset) - 1, -1, -1):
            name = self.names[index]
            if name.span.start < floor or name.span.start <= spoke_at:
                break
            if name.type != "person" or self._quoted(name.span.start) or not self._may_be(name.full, pronoun):
                continue
            if near is not None and name.span.start < here:
                return near
            if self._is_subject(name):
                return name.full
            if name.span.start >= here:
                near = near or name.full
        return near or spoke

    def _spoke_last(self, floor: int) -> tuple[int, str | None]:
        if self.found:
            quotation, _ = self.found[-1]
            span = quotation.speaker_span
            if span is not None and span.start >= floor and quotation.speaker not in (None, *self.things):
                return span.start, quotation.speaker
        return -1, None

    def _is_subject(self, name: Name) -> bool:
        """Does the name open its sentence, or stand beside a verb of speech?"""
        after = self.text[name.span.end : name.span.end + 30]
        if after[:1] in ("’", "'"):
            return False
        line = self.layout.lines[bisect_right(self.line_starts, name.span.start) - 1][0]
        start = max(self._sentence_start(name.span.start, line), name.span.start - 60)
        lead = [word.lower() for word in _WORD.findall(self.text[start : name.span.start])]
        follows = _WORD.findall(after) if after[:1] == " " else []
        if follows[:1] and (
            follows[0] in _DIRECT or (follows[0] in _AUXILIARIES and follows[1:2] and follows[1] in _DIRECT)
        ):
            return True
        inverted = any(word in ("said", "says", "asked", "added") for word in lead[-5:]) and after[:1] in ",.;"
        if inverted and not set(lead[-5:]) & _DETERMINERS:
            return True
        return len(lead) <= 6 and not any(
            word in _AUXILIARIES or word in _CUES or word in _PREPOSITIONS for word in lead
        )

    def _may_be(self, person: str, pronoun: str) -> bool:
        sex = self.sexes.get(person, 0)
        return sex == 0 or (sex > 0) == (pronoun in ("he", "his"))

    @cached_property
    def sexes(self) -> dict[str, int]:
        """Above 0 for a man, below 0 for a woman, as far as the article tells: by title, or by the pronouns of sentences
        that name nobody else."""
        votes: dict[str, int] = {}
        for sentence in self.layout.sentences:
            low = bisect_left(self.name_starts, sentence.span.start)
            high = bisect_left(self.name_starts, sentence.span.end)
            people = [name for name in self.names[low:high] if name.type == "person"]
            for name in people:
                for word in _WORD.findall(self.text[max(sentence.span.start, name.span.start - 30) : name.span.start])[
                    -2:
                ]:
                    sign = (word.lower() in _MEN) - (word.lower() in _WOMEN)
                    votes[name.full] = votes.get(name.full, 0) + 4 * sign
            if people and len({name.full for name in people}) == 1:
                position = people[0].span.end
                for part in [*self._parts_in(position, sentence.span.end), None]:
                    stop = sentence.span.end if part is None else part.start
                    for match in _SEX.finditer(self.text, position, stop) if position < stop else ():
                        sign = 1 if match[0] in ("he", "his", "him", "himself") else -1
                        votes[people[0].full] = votes.get(people[0].full, 0) + sign
                    position = stop if part is None else part.end
        return {person: count for person, count in votes.items() if abs(count) > 1}

    def _parts_in(self, start: int, end: int) -> list[_Part]:
        return self.parts[bisect_left(self.part_starts, start) : bisect_left(self.part_starts, end)]

    def _has_name(self, chunk: list[_Token]) -> bool:
        return bool(chunk) and bool(self._names_in(chunk[0].start, chunk[-1].end))

    def _ends_named(self, chunk: list[_Token]) -> bool:
        inside = self._names_in(chunk[0].start, chunk[-1].end)
        return bool(inside) and inside[-1].type == "person" and inside[-1].span.end == chunk[-1].end

    def _starts_phrase(self, tokens: list[_Token], at: int = 0) -> bool:
        """Can a noun phrase begin here? "senator Ann Lee" and "party chairman Ann Lee" can."""
        if _opens_phrase(tokens[at]):
            return True
        for k in range(at, min(at + 5, len(tokens))):
            token = tokens[k]
            if token.word[0].isupper():
                return k > at
            if token.low in _NO_HEAD or not token.word[0].isalnum():
                return False
        return False

    def _names_in(self, start: int, end: int) -> list[Name]:
        low = bisect_left(self.name_starts, start)
        high = bisect_left(self.name_starts, end)
        return [name for name in self.names[low:high] if name.span.end <= end]

    # ---- tokens outside quotation marks

    def _quoted(self, offset: int) -> bool:
        index = bisect_right(self.part_starts, offset) - 1
        return index >= 0 and offset < self.parts[index].end

    def _sentence_start(self, offset: int, line: Span) -> int:
        """Where the sentence that holds the offset begins; boundaries inside quotation marks do not count."""
        index = bisect_right(self.sentence_starts, offset) - 1
        floor = max(line.start, offset - _WINDOW)
        while index >= 0 and self.sentence_starts[index] > floor:
            start = self.sentence_starts[index]
            part = bisect_right(self.part_starts, start) - 1
            if part < 0 or start >= self.parts[part].end:
                if not self.text[start].islower():
                    return start
            elif start == self.parts[part].start and self.text[max(0, start - 4) : start].rstrip()[-1:] in ".!?…”\"'’»":
                return start
            index -= 1
        return line.start

    def _outside_tokens(self, start: int, end: int) -> list[_Token]:
        tokens: list[_Token] = []
        position = start
        for part in self.parts[bisect_right(self.part_starts, start - 1) : bisect_left(self.part_starts, end)]:
            if position < part.start:
                tokens += self._tokens(position, part.start)
            position = max(position, part.end)
        return tokens + self._tokens(position, end)

    def _tokens(self, start: int, end: int) -> list[_Token]:
        found = []
        for match in _TOKEN.finditer(self.text, start, max(start, end)):
            word = match[0]
            found.append(_Token(word, word.lower(), match.start(), match.end()))
        return found

    # ---- medium

    def _channel(self, group: list[_Part], source: _Source | None) -> str | None:
        """The medium named beside the cue, or earlier in the paragraph with nobody else quoted since."""
        part = group[0]
        line = self.layout.lines[part.line][0]
        last = group[-1]
        start = self._sentence_start(part.start, line)
        index = bisect_right(self.sentence_starts, last.end) - 1
        end = max(last.end, self.layout.sentences[index].span.end) if index >= 0 else last.end
        start, end = max(start, part.start - _WINDOW), min(end, last.end + _WINDOW)
        found = self._medium(start, end, last=False)
        if found is None and line.start < start <= part.start and source is not None and source.speaker is not None:
            since = max(line.start, start - _WINDOW)
            for quotation, number in reversed(self.found):
                if number != part.line or quotation.span.end <= since:
                    break
                if quotation.speaker not in (None, source.speaker):
                    since = quotation.span.end
                    break
            found = self._medium(since, start, last=True)
        if (
            found is None
            and self.found
            and source is not None
            and source.cue is not None
            and source.cue.lower() in _GOING_ON
        ):
            # "…," she added: still the same post or speech.
            earlier, number = self.found[-1]
            if earlier.speaker == source.speaker and part.line - number <= 2:
                found = earlier.channel
        return found

    def _medium(self, start: int, end: int, *, last: bool) -> str | None:
        position = start
        found: str | None = None
        for part in [*self.parts[bisect_right(self.part_starts, start - 1) : bisect_left(self.part_starts, end)], None]:
            stop = end if part is None else part.start
            for match in _MEDIUM.finditer(self.text, position, stop) if position < stop else ():
                found = " ".join(match["medium"].split())
                if not last:
                    return found
            if part is not None:
                position = max(position, part.end)
        return found


def _count(text: str, part: _Part) -> int:
    return len(_WORD.findall(text, part.inner.start, part.inner.end))


def _is_title(words: str) -> bool:
    """Every longer word has a capital, as in the name of a book or show."""
    long = [word for word in _WORD.findall(words) if len(word) > 3]
    return (
        len(long) < 9
        and bool(long)
        and all(word[0].isupper() or word[0].isdigit() for word in long)
        and words[-1] not in ".!?"
    )


def _cue_at(tokens: list[_Token], at: int) -> int:
    """How many tokens the cue at this place has, 0 for none."""
    low = tokens[at].low
    if low in _PAIRS and at + 1 < len(tokens) and f"{low} {tokens[at + 1].low}" in _CUES:
        return 2
    if low not in _CUES or (at and low in _NOUN_LIKE and tokens[at].word[0].isupper()):
        return 0
    return 1


def _opens_phrase(token: _Token) -> bool:
    """Can a noun phrase begin with this word alone?"""
    low = token.low
    return (token.word[0].isupper() and low not in _OPENERS) or low in _DETERMINERS or low in _PRONOUNS or low in _HEADS


def _trim(tokens: list[_Token]) -> list[_Token]:
    """Without auxiliaries and adverbs at the end."""
    end = len(tokens)
    while end:
        word = tokens[end - 1].word
        if word not in _AUXILIARIES and word not in _ADVERBS and not (word.endswith("ly") and word.islower()):
            break
        end -= 1
    return tokens[:end]


def _until(tokens: list[_Token], stops: str) -> list[_Token]:
    for k, token in enumerate(tokens):
        if token.word in stops and k:
            return tokens[:k]
    return tokens


def _split(tokens: list[_Token]) -> list[list[_Token]]:
    """The stretches between commas, dashes and brackets."""
    chunks: list[list[_Token]] = [[]]
    for token in tokens:
        if token.word in ",;:()—–--":
            if chunks[-1]:
                chunks.append([])
        else:
            chunks[-1].append(token)
    return [chunk for chunk in chunks if chunk]


def _last_chunk(left: list[_Token]) -> list[_Token]:
    """The noun phrase that ends the tokens; "and" between two names holds it together."""
    chunks = _split(left)
    chunk = chunks[-1] if chunks else []
    for k in range(len(chunk) - 1, -1, -1):
        low = chunk[k].low
        if low == "and" and k and chunk[k - 1].word[0].isupper() and k + 1 < len(chunk):
            continue
        opens = low in _OPENERS and low not in _PREPOSITIONS and k < len(chunk) - 1
        verb = (low in _FINITE or low in _CUES) and chunk[k].word[0].islower()
        if opens or verb or low in _CONNECTIVES:
            return chunk[k + 1 :]
    return chunk


def _right_phrase(tokens: list[_Token]) -> list[_Token]:
    """The noun phrase that begins the tokens."""
    chunk: list[_Token] = []
    named = False
    for token in tokens[:24]:
        low = token.low
        if token.word in ",;:(—–--." and chunk:
            break
        if (
            low in _TIME_WORDS
            or low in ("who", "when", "as", "while", "if", "because", "that", "where")
            or (low in _ADVERBS and chunk)
        ):
            break
        if low in _PREPOSITIONS and low != "of" and (named or low not in ("for", "at", "with", "from")):
            break
        if chunk and (low in _AUXILIARIES or low in _PASSIVE or low in _HANGING):
            break
        named = named or (token.word[0].isupper() and bool(chunk or token.low not in _DETERMINERS))
        chunk.append(token)
    return chunk
