"""Claims of one story gather by happening as their rule tells it, and readings count their sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crossfact.link.facts import by_happening, readings
from crossfact.model import Claim
from crossfact.rulekit import View, article_of
from crossfact_rules.claims.casualties import KIND

TEXTS = {
    "a": "Two people died in the fire.",
    "b": "The fire killed 22 people.",
    "c": "The fire killed three people and injured five.",
    "d": "The fire killed 24 people.",
}


def claims(names: str) -> list[Claim]:
    return [claim for name in names for claim in KIND.extract(View(article_of(TEXTS[name], article_id=name)))]


def near(one: Claim, other: Claim) -> bool:
    """A stand-in for a rule's own test: tolls below and above ten are of two fires."""
    return (float(str(one.value).split()[0]) < 10) == (float(str(other.value).split()[0]) < 10)


@pytest.mark.parametrize("order", ["abcd", "dcba", "cadb"])
def test_happenings_do_not_depend_on_the_order_of_articles(order: str) -> None:
    groups = by_happening(claims(order), near)
    told = sorted((key[1], sorted(str(claim.value) for claim in members)) for key, members in groups.items())
    assert told == [
        ("injured", ["5 injured"]),
        ("killed", ["2 killed", "3 killed"]),
        ("killed", ["22 killed", "24 killed"]),
    ]


@pytest.mark.parametrize(
    ("publishers", "copy_of", "sources"),
    [
        ((None, None, None), {}, 3),
        (("Ellery Wire", "Ellery Wire", "Port Post"), {}, 2),
        (("Ellery Wire", None, "Port Post"), {"b": "a"}, 2),
        (("Ellery Wire", "Port Post", "Port Post"), {"b": "a"}, 1),
    ],
)
def test_copies_and_articles_of_one_publisher_are_one_source(
    publishers: tuple[str | None, ...], copy_of: dict[str, str], sources: int
) -> None:
    (claim,) = claims("a")
    told = [
        replace(claim, evidence=replace(claim.evidence, article_id=name), publisher=publisher)
        for name, publisher in zip("abc", publishers, strict=True)
    ]
    assert [reading.sources for reading in readings(told, copy_of)] == [sources]
