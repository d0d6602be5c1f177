"""Quotations: what stands between quotation marks, who said it, how it is brought in and in which medium.

Marks are paired line by line (one line is one paragraph), outermost marks only; a quotation that goes on in the next
paragraph opens there again without having been closed. Parts on both sides of a cue ("…," he said. "…") are one
utterance. The speaker is read from the clause that brings the words in, with the word lists of ``lexicon/speech.toml``;
a quotation whose clause cannot be read has no speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossfact.annotate.quotations.marks import find_parts
from crossfact.annotate.quotations.page import Page
from crossfact.annotate.quotations.people import People
from crossfact.annotate.quotations.speakers import Speakers
from crossfact.annotate.quotations.utterances import Utterances
from crossfact.model import Name, Quotation, Span
from crossfact.segment import Layout

__all__ = ["find_quotations", "find_subjects"]


def find_quotations(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Quotation, ...]:
    """The quotations of an article in text order, outside furniture."""
    parts = find_parts(text, layout)
    return Utterances(Page(text, layout, names, parts)).read() if parts else ()


def find_subjects(
    text: str, layout: Layout, names: Sequence[Name], verbs: Sequence[Span]
) -> tuple[tuple[str, Span] | None, ...]:
    """For each verb of speech the subject to its left, with the place of the words; ``None`` where it cannot be read.

    The subject is a full name, a noun phrase in its own words, or the person that a pronoun most likely stands for.
    """
    page = Page(text, layout, names, find_parts(text, layout))
    speakers = Speakers(page, People(page))
    return tuple(speakers.subject(verb) for verb in verbs)
