"""Rules that are rarely right speak as info, save under the condition that their page states."""

from __future__ import annotations

import datetime

import pytest

from crossfact.model import Confidence, Precision, Severity, Tenure, one_day
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import article_of

REGISTRY = Registry(plugins=False)
MINISTER = Tenure(
    person="Amara Okoye",
    aliases=(),
    office="Finance Minister",
    organisation="Government",
    country="Mali",
    since=one_day(datetime.date(2019, 1, 7)),
    until=one_day(datetime.date(2023, 6, 30)),
    since_precision=Precision.DAY,
    until_precision=Precision.DAY,
    as_of=None,
    source="gazette",
    confidence=Confidence.HIGH,
    verified=True,
)


def severities(code: str, text: str, published: str | None, *rows: Tenure) -> list[Severity]:
    """Those of the findings of one rule on one text."""
    rules = [REGISTRY.rule(code)]
    article = article_of(text, published=published)
    report = run([article], kinds=REGISTRY.kinds_for(rules), rules=rules, register=Register(rows))
    return [finding.severity for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Harbour closed\nPublished: September 17, 2014\nThe harbour was closed.", "2014-09-10", Severity.WARNING),
        ("Harbour fair\nSeptember 17, 2014\nThe harbour fair is back.", "2014-09-10", Severity.INFO),
        ("Harbour news\n- 2014-09-28\n- 16:00, the old crane: a talk on cranes.", "2014-09-10", Severity.INFO),
        (
            "Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 19, 2014 — The harbour was closed.",
            None,
            Severity.WARNING,
        ),
        (
            "Harbour fair\nSeptember 17, 2014\nPORT ELLERY, Sept. 12, 2014 — The harbour fair is back next week.",
            None,
            Severity.INFO,
        ),
    ],
)
def test_dates_of_the_article(text: str, published: str | None, expected: Severity) -> None:
    assert severities("DAT003", text, published) == [expected]


def test_former_and_serving() -> None:
    text = "Amara Okoye, a former Malian finance minister, asked for talks. The Malian official’s call went unheard."
    assert severities("TTL003", text, "2024-03-13") == [Severity.INFO]
    assert severities("TTL003", text, "2024-03-13", MINISTER) == [Severity.WARNING]
