"""Persons that pronouns stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from crossfact.annotate.quotations.clauses import (
    AUXILIARIES,
    CUES,
    DETERMINERS,
    DIRECT,
    LISTS,
    PREPOSITIONS,
    WORD,
    Token,
)
from crossfact.annotate.quotations.page import Page
from crossfact.model import Name, Quotation, Span

_MEN = frozenset(LISTS["men"])
_WOMEN = frozenset(LISTS["women"])
SINGULAR = frozenset(("he", "she"))
_SEX = re.compile(r"\b(?:he|his|him|himself|she|her|hers|herself)\b")
_REACH = 3
"""How many lines back a pronoun may look for its person."""


class People:
    """The persons of an article and who of them spoke last, so that pronouns find theirs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.persons = frozenset(name.full for name in page.names if name.type == "person")
        self.things = frozenset(name.full for name in page.names if name.type != "person")
        self.told: list[tuple[Quotation, int]] = []
        """The quotations read so far, each with the number of its last line."""

    def pronoun(self, token: Token) -> tuple[str | None, Span | None]:
        span = Span(token.start, token.end)
        if token.low in SINGULAR:
            return self.person_before(token.start, token.low), span
        if token.low in ("they", "it") and self.told:
            quotation, line = self.told[-1]
            here = bisect_right(self.page.line_starts, token.start) - 1
            if here - line <= 1 and quotation.speaker is not None and not self._is_person(quotation.speaker):
                return quotation.speaker, span
        return None, span

    def _is_person(self, speaker: str) -> bool:
        return speaker in self.persons

    def person_before(self, offset: int, pronoun: str) -> str | None:
        """The person that "he" or "she" most likely stands for.

        That is the subject of the nearest sentence that has one, or whoever spoke last; in the sentence of the pronoun
        itself any person will do. Nobody whose other mentions speak of the other sex.
        """
        line = bisect_right(self.page.line_starts, offset) - 1
        floor = self.page.line_starts[max(0, line - _REACH)]
        here = self.page.sentence_start(offset, self.page.layout.lines[line][0])
        spoke_at, spoke = self._spoke_last(floor)
        if spoke is not None and not self._may_be(spoke, pronoun):
            spoke_at, spoke = -1, None
        near: str | None = None
        for index in range(bisect_left(self.page.name_starts, offset) - 1, -1, -1):
            name = self.page.names[index]
            if name.span.start < floor or name.span.start <= spoke_at:
                break
            if name.type != "person" or self.page.quoted(name.span.start) or not self._may_be(name.full, pronoun):
                continue
            if near is not None and name.span.start < here:
                return near
            if self._is_subject(name):
                return name.full
            if name.span.start >= here:
                near = near or name.full
        return near or spoke

    def _spoke_last(self, floor: int) -> tuple[int, str | None]:
        if self.told:
            quotation, _ = self.told[-1]
            span = quotation.speaker_span
            if span is not None and span.start >= floor and quotation.speaker not in (None, *self.things):
                return span.start, quotation.speaker
        return -1, None

    def _is_subject(self, name: Name) -> bool:
        """Does the name open its sentence, or stand beside a verb of speech?"""
        after = self.page.text[name.span.end : name.span.end + 30]
        if after[:1] in ("’", "'"):
            return False
        line = self.page.layout.lines[bisect_right(self.page.line_starts, name.span.start) - 1][0]
        start = max(self.page.sentence_start(name.span.start, line), name.span.start - 60)
        lead = [word.lower() for word in WORD.findall(self.page.text[start : name.span.start])]
        follows = WORD.findall(after) if after[:1] == " " else []
        if follows[:1] and (
            follows[0] in DIRECT or (follows[0] in AUXILIARIES and follows[1:2] and follows[1] in DIRECT)
        ):
            return True
        inverted = any(word in ("said", "says", "asked", "added") for word in lead[-5:]) and after[:1] in ",.;"
        if inverted and not set(lead[-5:]) & DETERMINERS:
            return True
        return len(lead) <= 6 and not any(word in AUXILIARIES or word in CUES or word in PREPOSITIONS for word in lead)

    def _may_be(self, person: str, pronoun: str) -> bool:
        sex = self.sexes.get(person, 0)
        return sex == 0 or (sex > 0) == (pronoun in ("he", "his"))

    @cached_property
    def sexes(self) -> dict[str, int]:
        """Above 0 for a man, below 0 for a woman, as far as the article tells: by title, or by the pronouns of sentences
        that name nobody else."""
        votes: dict[str, int] = {}
        for sentence in self.page.layout.sentences:
            low = bisect_left(self.page.name_starts, sentence.span.start)
            high = bisect_left(self.page.name_starts, sentence.span.end)
            people = [name for name in self.page.names[low:high] if name.type == "person"]
            for name in people:
                for word in WORD.findall(
                    self.page.text[max(sentence.span.start, name.span.start - 30) : name.span.start]
                )[-2:]:
                    sign = (word.lower() in _MEN) - (word.lower() in _WOMEN)
                    votes[name.full] = votes.get(name.full, 0) + 4 * sign
            if people and len({name.full for name in people}) == 1:
                position = people[0].span.end
                for part in [*self.page.parts_in(position, sentence.span.end), None]:
                    stop = sentence.span.end if part is None else part.start
                    for match in _SEX.finditer(self.page.text, position, stop) if position < stop else ():
                        sign = 1 if match[0] in ("he", "his", "him", "himself") else -1
                        votes[people[0].full] = votes.get(people[0].full, 0) + sign
                    position = stop if part is None else part.end
        return {person: count for person, count in votes.items() if abs(count) > 1}
