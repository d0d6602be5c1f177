"""What the rules on dates list as no conflict, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crossfact.model import NearMiss
from crossfact.pipeline import _shared_out
from crossfact.register import Register
from crossfact.rulekit import ClaimKind, Rule, View, article_of
from crossfact_rules import publication_date_conflict, weekday_date_mismatch
from crossfact_rules.claims import publication_dates, weekday_dates


def near_misses(kind: ClaimKind, rule: Rule, text: str, published: str | None) -> Iterator[tuple[str, str, list[str]]]:
    assert rule.judge is not None
    for outcome in rule.judge(tuple(kind.extract(View(article_of(text, published=published)))), Register(())):
        if isinstance(outcome, NearMiss):
            assert outcome.rule == rule.code
            yield outcome.subject, outcome.reason, [location.evidence.quote for location in outcome.locations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 16, 2014 — The harbour was closed.",
            [
                (
                    "publication date of the article",
                    "dateline says 16 September 2014 and publication line says 17 September 2014: "
                    "a dateline may be up to 3 days older than the publication",
                    ["Sept. 16, 2014", "September 17, 2014"],
                )
            ],
        ),
        (
            "Harbour closed\nPublished: September 17, 2014\nUpdated: October 2, 2014\nThe harbour was closed.",
            [
                (
                    "publication date of the article",
                    "publication line says 17 September 2014 and line of change says 2 October 2014: "
                    "an article may be changed after it was published",
                    ["September 17, 2014", "October 2, 2014"],
                )
            ],
        ),
        ("Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 17, 2014 — The harbour was closed.", []),
        ("Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 19, 2014 — The harbour was closed.", []),
    ],
)
def test_days_of_an_article_that_differ_where_they_may(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert list(near_misses(publication_dates.KIND, publication_date_conflict.RULE, text, None)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It opened on Tuesday, March 3, 2009. On Tuesday, March 3, they said little.",
            [
                (
                    "weekday of 3 March 2009",
                    "“Tuesday, March 3” has no year; “Tuesday, March 3, 2009” in the same article gives it, and fits",
                    ["Tuesday, March 3", "Tuesday, March 3, 2009"],
                )
            ],
        ),
        ("It opened on Tuesday, March 3, 2009. On Sunday, March 3, they said little.", []),
        ("It opened on Tuesday, March 3, 2009. On Monday, March 3, they said little.", []),
    ],
)
def test_a_pair_without_a_year_takes_that_of_another(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert list(near_misses(weekday_dates.KIND, weekday_date_mismatch.RULE, text, "2014-03-10")) == expected


def test_where_not_all_can_be_shown_no_rule_crowds_out_another() -> None:
    near = [NearMiss(rule, str(n), "") for rule, count in (("DAT003", 5), ("TTL002", 2)) for n in range(count)]
    assert [(one.rule, one.subject) for one in _shared_out(near, 4)] == [
        ("DAT003", "0"),
        ("DAT003", "1"),
        ("TTL002", "0"),
        ("TTL002", "1"),
    ]
    assert _shared_out(near, 50) == tuple(near)
