"""Report in the Reviewdog Diagnostic Format (``rdjson``), which reviewdog puts on changed lines as review comments."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from crossfact.model import Evidence, Finding, Location, Report, Severity
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.json import dumps
from crossfact_reports.safe import one_line
from crossfact_reports.shown import (
    Articles,
    articles_by_id,
    current,
    end_of,
    file_line,
    has_file_lines,
    path_of,
    primary,
    readings,
)

_MOST_RELATED = 20
_SEVERITIES: dict[Severity, Literal["ERROR", "WARNING", "INFO"]] = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.INFO: "INFO",
}


class Source(TypedDict):
    name: str


class Code(TypedDict):
    value: str


class Position(TypedDict):
    """A place in a file; ``column`` is 1-based and counts bytes of UTF-8."""

    line: int
    column: NotRequired[int]


class Range(TypedDict):
    start: Position
    end: NotRequired[Position]


class Place(TypedDict):
    path: str
    range: NotRequired[Range]


class RelatedPlace(TypedDict):
    message: str
    location: Place


class Diagnostic(TypedDict):
    message: str
    location: Place
    severity: Literal["ERROR", "WARNING", "INFO"]
    code: Code
    related_locations: NotRequired[list[RelatedPlace]]


class DiagnosticResult(TypedDict):
    source: Source
    diagnostics: list[Diagnostic]


def result(report: Report) -> DiagnosticResult:
    articles = articles_by_id(report)
    return {
        "source": {"name": "crossfact"},
        "diagnostics": [_diagnostic(finding, articles) for finding in current(report) if finding.locations],
    }


def _diagnostic(finding: Finding, articles: Articles) -> Diagnostic:
    first = primary(finding)
    assert first is not None
    related: list[RelatedPlace] = [
        {"message": reading.words, "location": _place(location, articles)}
        for reading in readings(finding)
        for location in reading.locations
        if location is not first
    ]
    text = "\n".join(one_line(part) for part in (finding.message, finding.fits, *finding.advice) if part)
    return {
        "message": text,
        "location": _place(first, articles),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        "related_locations": related[:_MOST_RELATED],
    }


def _place(location: Location, articles: Articles) -> Place:
    evidence = location.evidence
    article = articles.get(evidence.article_id)
    place: Place = {"path": one_line(path_of(article, evidence.article_id))}
    line = file_line(evidence, article)
    if line is not None:
        place["range"] = _range(evidence) if has_file_lines(article) else {"start": {"line": line}}
    return place


def _range(evidence: Evidence) -> Range:
    """Columns need the bytes of the whole line before the place; where those are not at hand only lines are given."""
    prefix = evidence.before.rpartition("\n")[2]
    end_line, end_column = end_of(evidence)
    if len(prefix) != evidence.column - 1:
        return {"start": {"line": evidence.line}, "end": {"line": end_line}}
    start = _bytes(prefix) + 1
    last = evidence.quote.rpartition("\n")[2]
    end = start + _bytes(evidence.quote) if end_line == evidence.line else _bytes(last[: end_column - 1]) + 1
    return {"start": {"line": evidence.line, "column": start}, "end": {"line": end_line, "column": end}}


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def write(report: Report, options: WriteOptions) -> str:  # noqa: ARG001
    return dumps(result(report))


WRITER = Writer(name="rdjson", suffixes=(".rdjson", ".rdjson.json"), write=write)
