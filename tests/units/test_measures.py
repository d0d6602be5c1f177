"""Amounts beside nouns: what they measure, how hedges widen them, and when two of them differ."""

from __future__ import annotations

import pytest

from crossfact.model import QuantityValue
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import View, article_of
from crossfact_rules.claims.measures import measures

REGISTRY = Registry(plugins=False)
RULES = REGISTRY.rules((), ())


def _told(text: str) -> list[tuple[str, str, str, float | None, float | None]]:
    """Slot, group, value, lowest and highest amount of each measure."""
    found = []
    for claim in measures(View(article_of(text))):
        assert isinstance(claim.value, QuantityValue)
        found.append((claim.slot, claim.group, str(claim.value), claim.value.low, claim.value.high))
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Turnout was 60 percent.", 60.0, 60.0),
        ("Turnout was about 60 percent.", 54.0, 66.0),
        ("Turnout was more than 60 percent.", 60.0, None),
        ("Turnout was less than 60 percent.", None, 60.0),
    ],
)
def test_hedges_widen(text: str, low: float | None, high: float | None) -> None:
    assert _told(text) == [("turnout", "", "60 percent", low, high)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kestrel Group's net income fell to $4 million in the third quarter.", "kestrel group|third quarter|"),
        ("For 2019, Kestrel Group had an operating profit of $4 million.", "kestrel group|2019|operating"),
        ("Lumen Foods fell. Profit was $4 million.", "lumen foods||"),
    ],
)
def test_holder_period_and_qualifier_tell_measures_apart(text: str, group: str) -> None:
    assert _told(text) == [("profit", group, "4,000,000 dollars", 4e6, 4e6)]


@pytest.mark.parametrize(
    "text",
    [
        "Turnout was 60 to 70 percent.",
        "Turnout could be 60 percent.",
        "Kestrel Group had a profit of $4 million a year earlier.",
        "The siege lasted 2 1/2 hours.",
        "Kestrel Group expects a profit of $4 million.",
    ],
)
def test_ranges_prospects_and_other_times_are_left_alone(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("first", "second", "messages"),
    [
        ("Qarn, 80 km west of Port Ellery,", "Qarn, 126 km west of Port Ellery,", 1),
        ("Qarn, 80 km west of Port Ellery,", "Qarn, 50 miles west of Port Ellery,", 0),
        ("Qarn, 80 km west of Port Ellery,", "Qarn, 100 km from Port Ellery,", 0),
        ("Qarn, 80 km west of Port Ellery,", "Qarn, 126 km west of Darcy,", 0),
    ],
)
def test_distances_differ_by_half(first: str, second: str, messages: int) -> None:
    texts = [
        f"{place} was hit on Tuesday when a bomb at the Abbey Mills bakery in Qarn killed Marek Vosk, 41, and Jan Novak, 22."
        for place in (first, second)
    ]
    articles = [
        article_of(text, article_id=name, published="2024-03-13") for name, text in zip("ab", texts, strict=True)
    ]
    report = run(articles, kinds=REGISTRY.kinds_for(RULES), rules=RULES, register=Register.load(()))
    assert len([f for f in report.findings if f.rule == "QTY001"]) == messages
