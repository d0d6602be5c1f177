"""Findings that a person has decided, as schema.org ``ClaimReview`` in JSON-LD, for fact-checkers who publish.

What the tool found is no verdict: findings nobody decided are left out, and so are those where the tool was wrong.
"""

from __future__ import annotations

from typing import Any

from crossfact.model import Decision, Location, Part, Report, Verdict, iso_day
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.json import dumps
from crossfact_reports.safe import one_line
from crossfact_reports.shown import Articles, articles_by_id, source_name, statement

_RATINGS = {Verdict.SOURCE_WRONG: "Contradicted", Verdict.BOTH_POSSIBLE: "Not contradictory"}


def graph(report: Report) -> dict[str, Any]:
    """The JSON-LD document. Fields that are not known are absent."""
    articles = articles_by_id(report)
    return {
        "@context": "https://schema.org",
        "@graph": [_review(decision, articles) for decision in report.decided if decision.verdict in _RATINGS],
    }


def _review(decision: Decision, articles: Articles) -> dict[str, Any]:
    finding = decision.finding
    places: dict[str, Location] = {}
    for location in finding.locations:
        if location.part is not Part.EVIDENCE:
            places.setdefault(location.evidence.article_id, location)
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "identifier": finding.fingerprint,
        "claimReviewed": one_line(finding.message) or statement(finding),
        "itemReviewed": {
            "@type": "Claim",
            "appearance": [_appearance(location, articles) for location in places.values()],
        },
        "reviewRating": {"@type": "Rating", "alternateName": _RATINGS[decision.verdict]},
        "reviewBody": one_line(decision.reason),
    }
    if decision.decided_by:
        review["author"] = {"@type": "Organization", "name": one_line(decision.decided_by)}
    if decision.decided_on is not None:
        review["datePublished"] = iso_day(decision.decided_on)
    return review


def _appearance(location: Location, articles: Articles) -> dict[str, Any]:
    article = articles.get(location.evidence.article_id)
    appearance: dict[str, Any] = {"@type": "NewsArticle", "name": one_line(location.evidence.article_id)}
    if article is not None and article.title:
        appearance["headline"] = one_line(article.title)
    if article is not None and article.url:
        appearance["url"] = one_line(article.url)
    if name := source_name(location, articles):
        appearance["publisher"] = {"@type": "Organization", "name": name}
    if article is not None and article.published is not None:
        days = article.published.days
        appearance["datePublished"] = iso_day(days.day) or str(days)
    return appearance


def write(report: Report, options: WriteOptions) -> str:  # noqa: ARG001
    return dumps(graph(report))


WRITER = Writer(name="claimreview", suffixes=(".jsonld",), write=write)
