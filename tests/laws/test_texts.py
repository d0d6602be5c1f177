"""Laws of reading one article: whatever the text, places are true, layers stand in order, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfact.model import Article, Claim
from crossfact.pipeline import claims_of, run
from crossfact.register import Register
from crossfact.registry import KINDS, RULES, Registry
from crossfact.rulekit import Placed, View, article_of

REGISTRY = Registry(plugins=False)
ALL_KINDS = [REGISTRY.kind(name) for name in REGISTRY.names(KINDS)]
ALL_RULES = [REGISTRY.rule(code) for code in REGISTRY.names(RULES)]

EXAMPLES = [
    article_of(example.text, published=example.published, title=example.title)
    for examples in (*((k.speaks, k.silent) for k in ALL_KINDS), *((r.speaks, r.silent) for r in ALL_RULES))
    for example in (*examples[0], *examples[1])
]
PIECES = (
    *("Gen. Amara Okoye, 34,", "Okoye", "the Ruritanian foreign minister", "police spokesman Jan Novak", "(RRF)"),
    *(
        "PORT ELLERY, March 12 (AP) — ",
        "By Dana Orr\n",
        "Published: March 13, 2024\n",
        "Read more\n",
        "\n",
        "\r\n",
        "\n\n",
    ),
    *(
        "Monday, September 31, 2014",
        "on Sunday",
        "two days after the shooting",
        "at 25:10 GMT",
        "overnight",
        "31/12/9999",
    ),
    *("killed 12 people", "at least nine died", "dozens were wounded", "a 5.9-magnitude quake", "$3 million bail"),
    *("“We will go,”", "“", "”", '"', "’s", "said", "wrote in a post on X", "urged Ruritania to negotiate with"),
    *("in the 800 block of Maple Lane", "in Port Ellery", "including", "and", "of", "the", ". ", ", ", " ", "—", "…"),
    *(
        "9" * 30,
        "٣",
        "½",
        "ß",
        "İ",
        "ﬁ",
        "e\u0301",
        "\u200b",
        "\u2028",
        "\x85",
        "😀",
        "星期一",
        "الاثنين",
        "\ufffd",
        "\x00",
    ),
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map(
    lambda pieces: " ".join(pieces).encode("utf-8", "replace").decode()
)
articles = st.builds(
    lambda text, published: article_of(text, published=published), texts, st.sampled_from([None, "2024-03-13"])
)


def _layers(view: View) -> Iterator[tuple[str, tuple[Placed, ...]]]:
    for name in ("sentences", "timexes", "names", "roles", "places", "counts", "quotations", "events"):
        yield name, getattr(view, name)


def _wrong(article: Article) -> list[object]:
    """Members of layers with a place that is not theirs, and neighbours of a layer that are out of order."""
    view, text = View(article), article.text
    wrong: list[object] = []
    for name, layer in _layers(view):
        for one in layer:
            quote = getattr(one, "text", None) if name != "quotations" else None
            start, end = one.span
            if not 0 <= start < end <= len(text) or (quote is not None and text[start:end] != quote):
                wrong.append(one)
        wrong += [pair for pair in pairwise(layer) if pair[0].span.start > pair[1].span.start]
    return wrong


def _misplaced(text: str, claims: tuple[Claim, ...]) -> list[Claim]:
    """Claims of which quotation, surroundings, line or column are not those of their place."""

    def seen(claim: Claim) -> tuple[object, ...]:
        at = claim.evidence
        start, end = at.span
        line_start = text.rfind("\n", 0, start) + 1
        return (
            text[start:end],
            text[start - len(at.before) : start],
            text[end : end + len(at.after)],
            text.count("\n", 0, start) + 1,
            start - line_start + 1,
        )

    return [
        claim
        for claim in claims
        if seen(claim)
        != (
            claim.evidence.quote,
            claim.evidence.before,
            claim.evidence.after,
            claim.evidence.line,
            claim.evidence.column,
        )
    ]


@pytest.mark.parametrize("article", EXAMPLES, ids=lambda article: article.text[:40])
def test_layers_of_examples_stand_in_order_and_in_their_places(article: Article) -> None:
    assert _wrong(article) == []


@pytest.mark.parametrize("article", EXAMPLES, ids=lambda article: article.text[:40])
def test_claims_of_examples_quote_their_places(article: Article) -> None:
    assert _misplaced(article.text, claims_of(article, ALL_KINDS)) == []


@given(articles)
@settings(max_examples=150, deadline=None)
def test_layers_of_any_text_stand_in_order_and_in_their_places(article: Article) -> None:
    assert _wrong(article) == []


@given(articles)
@settings(max_examples=150, deadline=None)
def test_claims_of_any_text_quote_their_places(article: Article) -> None:
    assert _misplaced(article.text, claims_of(article, ALL_KINDS)) == []


@given(st.lists(articles, min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_texts_can_be_checked_in_any_order(found: list[Article]) -> None:
    named = [article_of(one.text, published="2024-03-13", article_id=f"{n}.txt") for n, one in enumerate(found)]
    reports = [
        run(some, kinds=ALL_KINDS, rules=ALL_RULES, register=Register(), pedantic=True) for some in (named, named[::-1])
    ]
    assert reports[0] == reports[1]


@pytest.mark.parametrize(("before", "after"), [("a" * 400 + " ", " " + "b" * 400), ("a " * 400, " b" * 400)])
def test_words_around_a_claim_are_bounded(before: str, after: str) -> None:
    text = f"{before}On Monday, December 16, 2014{after}"
    found = claims_of(article_of(text), [REGISTRY.kind("weekday_dates")])
    assert len(found) == 1
    assert 0 < len(found[0].evidence.before) <= 300
    assert 0 < len(found[0].evidence.after) <= 300
    assert _misplaced(text, found) == []
