"""Zones and sentences of an article, with their places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossfact.model import Span, Zone
from crossfact.segment import segment

PAGE = """\
Harbour closed after storm
By Amara Okoye
Published: March 12, 2024
PORT ELLERY, March 12, 2024 — The harbour was closed on Monday. Two piers broke.
Read more
Storm hits Wexbridge
The ferries stay in port until Friday, the mayor said.
No one was hurt, she added.
The damage
Dana Orr, who owns a boat, said at 10 p.m. Saturday that she had lost it.
Share this article
"""


def test_each_line_has_its_zone() -> None:
    layout = segment(PAGE)
    assert [(zone, PAGE[span.start : span.end]) for span, zone in layout.lines] == [
        (Zone.TITLE, "Harbour closed after storm"),
        (Zone.BYLINE, "By Amara Okoye"),
        (Zone.PUBLICATION, "Published: March 12, 2024"),
        (Zone.BODY, "PORT ELLERY, March 12, 2024 — The harbour was closed on Monday. Two piers broke."),
        (Zone.FURNITURE, "Read more"),
        (Zone.FURNITURE, "Storm hits Wexbridge"),
        (Zone.BODY, "The ferries stay in port until Friday, the mayor said."),
        (Zone.BODY, "No one was hurt, she added."),
        (Zone.HEADING, "The damage"),
        (Zone.BODY, "Dana Orr, who owns a boat, said at 10 p.m. Saturday that she had lost it."),
        (Zone.FURNITURE, "Share this article"),
    ]


def test_sentences_are_those_of_the_article_without_its_dateline() -> None:
    assert [(PAGE[s.span.start : s.span.end], s.zone, s.paragraph) for s in segment(PAGE).sentences] == [
        ("Harbour closed after storm", Zone.TITLE, 0),
        ("The harbour was closed on Monday.", Zone.BODY, 3),
        ("Two piers broke.", Zone.BODY, 3),
        ("The ferries stay in port until Friday, the mayor said.", Zone.BODY, 6),
        ("No one was hurt, she added.", Zone.BODY, 7),
        ("The damage", Zone.HEADING, 8),
        ("Dana Orr, who owns a boat, said at 10 p.m. Saturday that she had lost it.", Zone.BODY, 9),
    ]


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("PORT ELLERY, March", Zone.DATELINE),
        ("The harbour was", Zone.BODY),
        ("Okoye", Zone.BYLINE),
        ("\nPublished", Zone.FURNITURE),
        ("Wexbridge", Zone.FURNITURE),
    ],
)
def test_zone_at_an_offset(words: str, zone: Zone) -> None:
    assert segment(PAGE).zone_at(PAGE.index(words)) is zone


def test_every_paragraph_may_have_a_dateline() -> None:
    text = "PORT ELLERY, March 12 — It rained.\nWEXBRIDGE, March 12 — It snowed."
    layout = segment(text)
    assert [text[span.start : span.end] for span in layout.datelines] == [
        "PORT ELLERY, March 12 — ",
        "WEXBRIDGE, March 12 — ",
    ]
    zones = [layout.zone_at(text.index(word)) for word in ("ELLERY", "rained", "WEX", "snowed")]
    assert zones == [Zone.DATELINE, Zone.BODY, Zone.DATELINE, Zone.BODY]


def test_a_single_word_with_a_colon_above_the_title_is_no_title() -> None:
    text = "Exclusive:\n\nHarbour closed after storm\nThe harbour was closed on Monday."
    assert [zone for _, zone in segment(text).lines] == [Zone.FURNITURE, Zone.TITLE, Zone.BODY]


def test_an_article_may_begin_after_metadata() -> None:
    text = "title: Harbour\nThe harbour was closed on Monday."
    assert [s.span for s in segment(text, text.index("The")).sentences] == [Span(15, len(text))]


@example("A\xa0. Rain fell.")
@example("A\u2028.A\u3000. Rain fell.")
@given(st.text(st.sampled_from("Aa. ,—(\n\r\u2028é😀9“”"), max_size=80))
def test_parts_lie_in_order_and_hold_something(text: str) -> None:
    layout = segment(text)
    for spans in ([span for span, _ in layout.lines], [s.span for s in layout.sentences], list(layout.datelines)):
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(text[span.start : span.end].strip() for span in spans)
    assert all(text[s.span.start : s.span.end].strip() == text[s.span.start : s.span.end] for s in layout.sentences)


@pytest.mark.parametrize(
    "text", ["Aa bb. " * 9_000, "aa bb " * 9_000, "a" * 50_000, "“" * 30_000, "a" + " " * 9_000 + "b. "]
)
def test_a_line_without_end_is_cut_into_sentences_of_bounded_length(text: str) -> None:
    spans = [sentence.span for sentence in segment(text).sentences]
    assert max(span.end - span.start for span in spans) <= 3_000
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())
