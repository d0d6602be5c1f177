"""Utterances: parts on both sides of a cue and in following paragraphs, with speaker, medium and whether they are verbatim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from crossfact.annotate.quotations.clauses import CUES, LISTS, WORD, is_title
from crossfact.annotate.quotations.marks import Part
from crossfact.annotate.quotations.page import WINDOW, Page, count_words
from crossfact.annotate.quotations.people import People
from crossfact.annotate.quotations.speakers import Source, Speakers
from crossfact.model import Quotation, Span, Zone

_JOINS = frozenset(LISTS["joins"])
_GOING_ON = frozenset(LISTS["going_on"])
_MAX_PARAGRAPHS = 12


class Utterances:
    """Joins parts into utterances, in the order of the text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.people = People(page)
        self.speakers = Speakers(page, self.people)

    def read(self) -> tuple[Quotation, ...]:
        index = 0
        while index < len(self.page.parts):
            group, source, index = self._utterance(index)
            self.people.told.append((self._quotation(group, source), group[-1].line))
        return tuple(sorted((quotation for quotation, _ in self.people.told), key=lambda quotation: quotation.span))

    def _utterance(self, index: int) -> tuple[list[Part], Source | None, int]:
        """The utterance that begins with part ``index``, its source, and the index of the next part."""
        group = self._paragraphs(index)
        index += len(group)
        source = self.speakers.after(group[-1]) if group[-1].closed else None
        while index < len(self.page.parts) and self.page.parts[index].line == group[-1].line and group[-1].closed:
            following = self.page.parts[index]
            gap = self.page.text[group[-1].end : following.start]
            if source is not None and source.end >= group[-1].end:
                title = None
                if (
                    self._names_show(following)
                    and index + 1 < len(self.page.parts)
                    and self.page.parts[index + 1].line == following.line
                ):
                    # "…," she said on "Morning Hour." "…": the name of the show is no part of the utterance.
                    title, following = following, self.page.parts[index + 1]
                if not self._leads_on(source, following, title):
                    break
                ahead = self._paragraphs(index if title is None else index + 1)
                own = self.speakers.after(ahead[-1]) if ahead[-1].closed else None
                if own is not None and own.speaker != source.speaker:
                    break
                if title is not None:
                    self.people.told.append((self._quotation([title], None), title.line))
                group += ahead
                index += len(ahead) + (title is not None)
                source = replace(source, end=0)
            elif source is None and count_words(self.page.text, group[-1]) > 3 and gap.strip(" ,").lower() in _JOINS:
                ahead = self._paragraphs(index)
                group += ahead
                index += len(ahead)
                source = self.speakers.after(ahead[-1]) if ahead[-1].closed else None
            else:
                break
        lead = self.speakers.before(group[0]) if source is None or self._runs_on(group[0]) else None
        if source is None or (
            lead is not None and lead.cue_span is not None and self._near(lead.cue_span.end, group[0].start)
        ):
            source = lead or source or self.speakers.trailing(group[-1]) or self.speakers.inherited(group)
        return group, source, index

    def _names_show(self, part: Part) -> bool:
        return (
            part.closed
            and part.end - part.start < 60
            and is_title(self.page.text[part.inner.start : part.inner.end].rstrip(".,"))
        )

    def _runs_on(self, part: Part) -> bool:
        """Do the words go on in the grammar of the sentence before the mark?"""
        return self.page.text[part.inner.start : part.inner.start + 1].islower()

    def _near(self, start: int, end: int) -> bool:
        return start < end and len(WORD.findall(self.page.text, start, end)) <= 4

    def _paragraphs(self, index: int) -> list[Part]:
        """The part with those that carry it on in the following paragraphs."""
        group = [self.page.parts[index]]
        while not group[-1].closed and index + 1 < len(self.page.parts) and len(group) < _MAX_PARAGRAPHS:
            part, following = group[-1], self.page.parts[index + 1]
            lines = self.page.layout.lines
            ends_line = part.inner.end >= lines[part.line][0].end
            next_line = part.line + 1 < len(lines) and following.line == part.line + 1
            if not (ends_line and next_line and following.start == lines[following.line][0].start):
                break
            group.append(following)
            index += 1
        return group

    def _leads_on(self, source: Source, following: Part, title: Part | None) -> bool:
        """Does the clause of the cue end where the next part begins?"""
        gap = self.page.text[source.end : following.start]
        if title is not None:
            gap = (
                self.page.text[source.end : title.start]
                + self.page.text[title.end - 2 : title.end].strip("”\"'’")
                + " "
            )
        rest = gap.strip()
        if not rest.strip(" ,.;:—–-…"):
            return True
        if rest[-1] not in ",.;:—–-…" or len(rest) > 320:
            return False
        if title is not None:
            return len(WORD.findall(rest)) <= 14
        low = bisect_right(self.page.sentence_starts, source.end)
        high = bisect_left(self.page.sentence_starts, following.start)
        if low != high:
            return False
        words = [word.lower() for word in WORD.findall(rest)]
        return rest[-1] == "." or (len(words) <= 14 and not any(word in CUES for word in words))

    def _quotation(self, group: list[Part], source: Source | None) -> Quotation:
        words = " ".join(" ".join(self.page.text[p.inner.start : p.inner.end].split()) for p in group)
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

    def _verbatim(self, group: list[Part], source: Source | None, words: str) -> bool:
        count = len(WORD.findall(words))
        if count < 3 or not group[-1].closed or (source is not None and source.negated):
            return False
        if self.page.layout.lines[group[0].line][1] is not Zone.BODY or is_title(words):
            return False
        whole = words[-1] in ".,!?…" or self.page.text[group[-1].end : group[-1].end + 1] in (",", ".")
        return (source is not None and source.speaker is not None) or (count > 5 and whole)

    def _channel(self, group: list[Part], source: Source | None) -> str | None:
        """The medium named beside the cue, or earlier in the paragraph with nobody else quoted since."""
        part = group[0]
        line = self.page.layout.lines[part.line][0]
        last = group[-1]
        start = self.page.sentence_start(part.start, line)
        index = bisect_right(self.page.sentence_starts, last.end) - 1
        end = max(last.end, self.page.layout.sentences[index].span.end) if index >= 0 else last.end
        start, end = max(start, part.start - WINDOW), min(end, last.end + WINDOW)
        found = self.page.medium(start, end, last=False)
        if found is None and line.start < start <= part.start and source is not None and source.speaker is not None:
            since = max(line.start, start - WINDOW)
            for quotation, number in reversed(self.people.told):
                if number != part.line or quotation.span.end <= since:
                    break
                if quotation.speaker not in (None, source.speaker):
                    since = quotation.span.end
                    break
            found = self.page.medium(since, start, last=True)
        if (
            found is None
            and self.people.told
            and source is not None
            and source.cue is not None
            and source.cue.lower() in _GOING_ON
        ):
            # "…," she added: still the same post or speech.
            earlier, number = self.people.told[-1]
            if earlier.speaker == source.speaker and part.line - number <= 2:
                found = earlier.channel
        return found
