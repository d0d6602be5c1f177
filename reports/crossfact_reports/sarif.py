"""Report as SARIF 2.1.0, as code scanning services read it.

Baseline entries that are no longer found are left out: they have no place, and services that ignore
``baselineState`` would show them as findings.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Literal, NotRequired
from urllib.parse import quote

from typing_extensions import TypedDict

from crossfact.model import Finding, Location, Problem, Report, Severity, State
from crossfact.writer import RuleCard, WriteOptions, Writer
from crossfact_reports.json import dumps
from crossfact_reports.safe import bare_quote, clip_middle, one_line, visible
from crossfact_reports.shown import (
    Articles,
    articles_by_id,
    current,
    end_of,
    evidence_of,
    file_line,
    has_baseline,
    has_file_lines,
    hidden,
    path_of,
    primary,
    readings,
    source_name,
)

_MOST_RELATED = 100
_LEVELS: dict[Severity, Literal["error", "warning", "note"]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
# The words of the code scanning service for rules: https://docs.github.com/code-security/code-scanning
_PROBLEM_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


class Message(TypedDict):
    text: str
    markdown: NotRequired[str]


class ArtifactLocation(TypedDict):
    uri: str
    uriBaseId: str


class Region(TypedDict):
    startLine: int
    startColumn: NotRequired[int]
    endLine: NotRequired[int]
    endColumn: NotRequired[int]
    snippet: NotRequired[Message]


class PhysicalLocation(TypedDict):
    artifactLocation: ArtifactLocation
    region: Region


class LogicalLocation(TypedDict):
    name: str
    kind: str


class SarifLocation(TypedDict):
    id: NotRequired[int]
    message: NotRequired[Message]
    physicalLocation: PhysicalLocation
    logicalLocations: NotRequired[list[LogicalLocation]]


class Suppression(TypedDict):
    kind: Literal["external"]
    status: Literal["accepted"]
    justification: str


class Result(TypedDict):
    ruleId: str
    ruleIndex: NotRequired[int]
    level: Literal["error", "warning", "note"]
    message: Message
    locations: list[SarifLocation]
    relatedLocations: NotRequired[list[SarifLocation]]
    partialFingerprints: dict[str, str]
    baselineState: NotRequired[str]
    suppressions: NotRequired[list[Suppression]]
    properties: dict[str, Any]


class ReportingConfiguration(TypedDict):
    level: Literal["error", "warning", "note"]


class ReportingDescriptor(TypedDict):
    id: str
    name: str
    shortDescription: Message
    fullDescription: Message
    help: Message
    defaultConfiguration: ReportingConfiguration
    properties: dict[str, Any]


class Notification(TypedDict):
    level: Literal["error", "warning", "note"]
    message: Message


class Invocation(TypedDict):
    executionSuccessful: bool
    toolExecutionNotifications: list[Notification]


class Driver(TypedDict):
    name: str
    version: str
    rules: list[ReportingDescriptor]


class Tool(TypedDict):
    driver: Driver


class Run(TypedDict):
    tool: Tool
    columnKind: Literal["unicodeCodePoints"]
    invocations: list[Invocation]
    results: list[Result]


Log = TypedDict("Log", {"$schema": str, "version": Literal["2.1.0"], "runs": list[Run]})


def log(report: Report, options: WriteOptions) -> Log:
    articles = articles_by_id(report)
    compared = has_baseline(report)
    rules = {card.code: index for index, card in enumerate(options.rules)}
    failed = any(problem.severity is Severity.ERROR for problem in report.problems)
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "crossfact",
                        "version": version("crossfact"),
                        "rules": [_rule(card) for card in options.rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not failed,
                        "toolExecutionNotifications": [_notification(problem) for problem in report.problems],
                    }
                ],
                "results": [
                    _result(finding, articles, rules, compared=compared)
                    for finding in (*current(report), *hidden(report))
                    if finding.locations
                ],
            }
        ],
    }


def _rule(card: RuleCard) -> ReportingDescriptor:
    name = "".join(part.capitalize() for part in card.name.split("-"))
    return {
        "id": card.code,
        "name": name,
        "shortDescription": {"text": _plain(card.summary)},
        "fullDescription": {"text": _plain(card.summary)},
        "help": {"text": _plain(card.page), "markdown": visible(card.page)},
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
        "properties": {
            "tags": ["fact-consistency"],
            "precision": "high",
            "problem.severity": _PROBLEM_SEVERITIES[card.severity],
        },
    }


def _notification(problem: Problem) -> Notification:
    return {
        "level": _LEVELS[problem.severity],
        "message": {"text": _plain(f"{problem.where}: {problem.text}")},
    }


def _result(finding: Finding, articles: Articles, rules: dict[str, int], *, compared: bool) -> Result:
    first = primary(finding)
    assert first is not None
    lines = [_plain(finding.message)]
    related: list[SarifLocation] = []

    def refer(location: Location, label: str) -> str:
        """A link of the message to a related location, which is how viewers lead to the other articles."""
        if len(related) >= _MOST_RELATED:
            return ""
        place = _location(location, articles)
        place["id"] = len(related) + 1
        place["message"] = {"text": _plain(label)}
        related.append(place)
        source = source_name(location, articles) or location.evidence.article_id
        words = clip_middle(bare_quote(location.evidence.quote), 120)
        return f"[{_plain(f'{source}: “{words}”')}]({place['id']})"

    for reading in readings(finding):
        places = [refer(location, reading.words) for location in reading.locations]
        lines.append(f"{_plain(reading.words)}: {', '.join(filter(None, places))}")
    for location in evidence_of(finding):
        if link := refer(location, "see also"):
            lines.append(f"See also {link}")
    lines += [_plain(text) for text in (finding.fits, *finding.advice) if text]
    result: Result = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(lines)},
        "locations": [_location(first, articles)],
        "relatedLocations": related,
        "partialFingerprints": {"crossfact/v1": finding.fingerprint},
        "properties": {
            "confidence": str(finding.confidence),
            "subject": one_line(finding.subject),
            "derivation": [one_line(step) for step in finding.derivation],
        },
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    if compared:
        result["baselineState"] = str(finding.state)
    if finding.state is State.UNCHANGED:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": "known from the baseline"}
        ]
    return result


def _location(location: Location, articles: Articles) -> SarifLocation:
    evidence = location.evidence
    article = articles.get(evidence.article_id)
    # A region is required where code scanning shows results: without lines of its own a file is pointed at as a whole.
    region: Region = {"startLine": file_line(evidence, article) or 1}
    if has_file_lines(article):
        end_line, end_column = end_of(evidence)
        region |= {"startColumn": evidence.column, "endLine": end_line, "endColumn": end_column}
    region["snippet"] = {"text": visible(evidence.quote)}
    place: SarifLocation = {
        "physicalLocation": {
            "artifactLocation": {
                "uri": quote(path_of(article, evidence.article_id), safe="/-_.~"),
                "uriBaseId": "%SRCROOT%",
            },
            "region": region,
        }
    }
    if article is not None and article.record is not None:
        place["logicalLocations"] = [{"name": one_line(evidence.article_id), "kind": "record"}]
    return place


def _plain(text: str) -> str:
    """Plain text of a SARIF message, in which brackets make links and braces placeholders (SARIF 2.1.0, 3.11)."""
    text = visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text.replace("{", "{{").replace("}", "}}")


def write(report: Report, options: WriteOptions) -> str:
    return dumps(log(report, options))


WRITER = Writer(name="sarif", suffixes=(".sarif", ".sarif.json"), write=write)
