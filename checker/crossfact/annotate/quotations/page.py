"""What stands where in an article: names, sentences, words outside quotation marks, media."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from crossfact.annotate.quotations.clauses import (
    AUXILIARIES,
    CONNECTIVES,
    CUES,
    FINITE,
    LISTS,
    OPENERS,
    PREPOSITIONS,
    TOKEN,
    WORD,
    Token,
    may_open_phrase,
)
from crossfact.annotate.quotations.marks import Part
from crossfact.lexicon import alternatives
from crossfact.model import Name, Span
from crossfact.segment import Layout

_NAMELESS = frozenset(LISTS["nameless"])
_NO_HEAD = OPENERS | PREPOSITIONS | CONNECTIVES | AUXILIARIES | CUES | FINITE


_SITE = rf"(?:{alternatives(LISTS['sites'])})"
# "in a post on X (formerly Twitter)", "via a party statement", "on social media", "on the platform Threads"
_MEDIUM = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Vv]ia|[Tt]hrough|[Dd]uring|[Aa]t|[Ff]rom|[Tt]o) (?P<medium>"
    rf"(?:(?:a|an|the|his|her|its|their|this|another) )?(?:[\w’'-]+ ){{0,3}}?(?:{alternatives(LISTS['channel_heads'])})\b"
    rf"(?: on (?:the )?{_SITE}\b(?: platform)?(?: \((?:formerly|previously) \w+\))?)?"
    rf"|(?:the )?(?:(?:social (?:media )?)?(?:platform|network|site|app) )?{_SITE}\b(?: platform)?)"
)
_SHORTEST_MEDIUM = len("on X")
WINDOW = 600
"""Characters of a sentence that are read around a quotation."""


def count_words(text: str, part: Part) -> int:
    return len(WORD.findall(text, part.inner.start, part.inner.end))


class Page:
    """The article as the readers of quotations look at it: names, lines, sentences, and the words outside quotation marks."""

    def __init__(self, text: str, layout: Layout, names: Sequence[Name], parts: list[Part]) -> None:
        self.text = text
        self.layout = layout
        self.names = [name for name in names if name.text.lower() not in _NAMELESS]
        self.name_starts = [name.span.start for name in self.names]
        self.line_starts = [span.start for span, _ in layout.lines]
        self.parts = parts
        self.part_starts = [part.start for part in parts]
        self.sentence_starts = [sentence.span.start for sentence in layout.sentences]

    def parts_in(self, start: int, end: int) -> list[Part]:
        return self.parts[bisect_left(self.part_starts, start) : bisect_left(self.part_starts, end)]

    def has_name(self, chunk: list[Token]) -> bool:
        return bool(chunk) and bool(self.names_in(chunk[0].start, chunk[-1].end))

    def ends_named(self, chunk: list[Token]) -> bool:
        inside = self.names_in(chunk[0].start, chunk[-1].end)
        return bool(inside) and inside[-1].type == "person" and inside[-1].span.end == chunk[-1].end

    def starts_phrase(self, tokens: list[Token], at: int = 0) -> bool:
        """Can a noun phrase begin here? "senator Ann Lee" and "party chairman Ann Lee" can."""
        if may_open_phrase(tokens[at]):
            return True
        for k in range(at, min(at + 5, len(tokens))):
            token = tokens[k]
            if token.word[0].isupper():
                return k > at
            if token.low in _NO_HEAD or not token.word[0].isalnum():
                return False
        return False

    def names_in(self, start: int, end: int) -> list[Name]:
        low = bisect_left(self.name_starts, start)
        high = bisect_left(self.name_starts, end)
        return [name for name in self.names[low:high] if name.span.end <= end]

    def quoted(self, offset: int) -> bool:
        index = bisect_right(self.part_starts, offset) - 1
        return index >= 0 and offset < self.parts[index].end

    def sentence_start(self, offset: int, line: Span) -> int:
        """Where the sentence that holds the offset begins; boundaries inside quotation marks do not count."""
        index = bisect_right(self.sentence_starts, offset) - 1
        floor = max(line.start, offset - WINDOW)
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

    def outside_tokens(self, start: int, end: int) -> list[Token]:
        tokens: list[Token] = []
        position = start
        for part in self.parts[bisect_right(self.part_starts, start - 1) : bisect_left(self.part_starts, end)]:
            if position < part.start and not self.text[position : part.start].isspace():
                tokens += self.tokens(position, part.start)
            position = max(position, part.end)
        return tokens + self.tokens(position, end)

    def tokens(self, start: int, end: int) -> list[Token]:
        found = []
        for match in TOKEN.finditer(self.text, start, max(start, end)):
            word = match[0]
            found.append(Token(word, word.lower(), match.start(), match.end()))
        return found

    def medium(self, start: int, end: int, *, last: bool) -> str | None:
        position = start
        found: str | None = None
        for part in [*self.parts[bisect_right(self.part_starts, start - 1) : bisect_left(self.part_starts, end)], None]:
            stop = end if part is None else part.start
            for match in _MEDIUM.finditer(self.text, position, stop) if stop - position >= _SHORTEST_MEDIUM else ():
                found = " ".join(match["medium"].split())
                if not last:
                    return found
            if part is not None:
                position = max(position, part.end)
        return found
