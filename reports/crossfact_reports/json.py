"""Report for programs: the published JSON format ``crossfact-report/1``.

The types below are the format. ``schema()`` is the JSON Schema made from them, kept beside this module as
``crossfact-report-1.schema.json``. They are plain dictionaries at run time, since quotations may hold characters that
JSON can carry and a strict string type cannot (unpaired surrogates).
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from crossfact.model import (
    ArticleSummary,
    Finding,
    Location,
    NearMiss,
    Report,
    State,
    iso_day,
)
from crossfact.writer import WriteOptions, Writer

_Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", description="ISO 8601 date")]
_strict = with_config(ConfigDict(extra="forbid"))
_SURROGATE = re.compile("[\ud800-\udfff]")


@_strict
class Tool(TypedDict):
    name: Literal["crossfact"]
    version: str


@_strict
class Published(TypedDict):
    """The date of an article as an interval of days, and how it is known."""

    earliest: Annotated[_Day | None, Field(description="null is an open end")]
    latest: Annotated[_Day | None, Field(description="null is an open end")]
    origin: Annotated[str, Field(description="where the date stands: metadata, publication line, dateline, …")]


@_strict
class ArticleEntry(TypedDict):
    id: Annotated[str, Field(description="POSIX path relative to the path given, or the id of the record")]
    publisher: str | None
    title: str | None
    published: Annotated[Published | None, Field(description="null where no date is known")]


@_strict
class LocationEntry(TypedDict):
    """A place in an article. Offsets are half-open and count code points of the article's text."""

    article: Annotated[str, Field(description="id of the article")]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    quote: Annotated[str, Field(description="the words at this place, exactly")]
    value: Annotated[str | None, Field(description="canonical value; equal readings have equal strings")]
    role: Literal["primary", "conflicting", "agreeing", "evidence"]


@_strict
class FindingEntry(TypedDict):
    """What cannot all be true, one entry per fact."""

    rule: str
    name: str
    severity: Literal["error", "warning", "info"]
    confidence: Literal["high", "medium", "low"]
    state: Annotated[
        Literal["new", "updated", "unchanged", "absent"],
        Field(description="against the baseline, in the words of SARIF's baselineState"),
    ]
    fingerprint: str
    subject: str
    message: str
    locations: list[LocationEntry]
    derivation: list[str]


@_strict
class NearMissEntry(TypedDict):
    """What looked like a conflict and is not."""

    rule: str
    subject: str
    reason: str
    locations: list[LocationEntry]


@_strict
class FindingCounts(TypedDict):
    new: Annotated[int, Field(ge=0)]
    updated: Annotated[int, Field(ge=0)]
    unchanged: Annotated[int, Field(ge=0)]
    absent: Annotated[int, Field(ge=0)]


@_strict
class NearMissCounts(TypedDict):
    """``near_misses`` is capped: how many are listed and how many there were."""

    shown: Annotated[int, Field(ge=0)]
    total: Annotated[int, Field(ge=0)]


@_strict
class Summary(TypedDict):
    articles: Annotated[int, Field(ge=0)]
    claims: Annotated[int, Field(ge=0)]
    findings: FindingCounts
    near_misses: NearMissCounts


@_strict
class ReportEntry(TypedDict):
    schema: Literal["crossfact-report/1"]
    tool: Tool
    articles: list[ArticleEntry]
    findings: Annotated[list[FindingEntry], Field(description="baseline entries no longer found come last")]
    near_misses: list[NearMissEntry]
    summary: Summary


def entry(report: Report) -> ReportEntry:
    """The report as the dictionary that ``write`` serialises."""
    findings = (*report.findings, *report.absent)
    states = [finding.state for finding in findings]
    return {
        "schema": "crossfact-report/1",
        "tool": {"name": "crossfact", "version": version("crossfact")},
        "articles": [_article(article) for article in report.articles],
        "findings": [_finding(finding) for finding in findings],
        "near_misses": [_near_miss(near_miss) for near_miss in report.near_misses],
        "summary": {
            "articles": len(report.articles),
            "claims": report.claims,
            "findings": {
                "new": states.count(State.NEW),
                "updated": states.count(State.UPDATED),
                "unchanged": states.count(State.UNCHANGED),
                "absent": states.count(State.ABSENT),
            },
            "near_misses": {
                "shown": len(report.near_misses),
                "total": max(report.near_misses_total, len(report.near_misses)),
            },
        },
    }


def _article(article: ArticleSummary) -> ArticleEntry:
    published: Published | None = None
    if article.published is not None:
        days = article.published.days
        published = {
            "earliest": iso_day(days.earliest),
            "latest": iso_day(days.latest),
            "origin": article.published.origin,
        }
    return {
        "id": article.article_id,
        "publisher": article.publisher,
        "title": article.title,
        "published": published,
    }


def _location(location: Location) -> LocationEntry:
    evidence = location.evidence
    return {
        "article": evidence.article_id,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "line": evidence.line,
        "column": evidence.column,
        "quote": evidence.quote,
        "value": location.value,
        "role": location.part.value,
    }


def _finding(finding: Finding) -> FindingEntry:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "state": finding.state.value,
        "fingerprint": finding.fingerprint,
        "subject": finding.subject,
        "message": finding.message,
        "locations": [_location(location) for location in finding.locations],
        "derivation": list(finding.derivation),
    }


def _near_miss(near_miss: NearMiss) -> NearMissEntry:
    return {
        "rule": near_miss.rule,
        "subject": near_miss.subject,
        "reason": near_miss.reason,
        "locations": [_location(location) for location in near_miss.locations],
    }


def dumps(value: Any) -> str:
    """JSON in UTF-8 that any encoder takes: unpaired surrogates are escaped, all else is written as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the report."""
    made = TypeAdapter(ReportEntry).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:crossfact:report:1", **made}


def write(report: Report, options: WriteOptions) -> str:  # noqa: ARG001
    return dumps(entry(report))


WRITER = Writer(name="json", suffixes=(".json",), write=write)
