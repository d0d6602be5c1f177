"""Report as GitLab Code Quality JSON."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from typing_extensions import TypedDict

from crossfact.model import Report, Severity
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.json import dumps
from crossfact_reports.safe import one_line
from crossfact_reports.shown import articles_by_id, current, file_line, path_of, primary

_SEVERITIES: dict[Severity, Literal["major", "minor", "info"]] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


class Lines(TypedDict):
    begin: int


class Place(TypedDict):
    path: str
    lines: Lines


class Issue(TypedDict):
    """An entry of the report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

    description: str
    check_name: str
    fingerprint: str
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Place


def issues(report: Report) -> list[Issue]:
    articles = articles_by_id(report)
    entries: list[Issue] = []
    # Of two entries with one fingerprint only the first is shown, so each further one gets a number.
    seen: Counter[str] = Counter()
    for finding in current(report):
        first = primary(finding)
        if first is None:
            continue
        article = articles.get(first.evidence.article_id)
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        entries.append(
            {
                "description": f"{finding.rule} {one_line(finding.message)}",
                "check_name": finding.name,
                "fingerprint": finding.fingerprint if number == 1 else f"{finding.fingerprint}-{number}",
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": one_line(path_of(article, first.evidence.article_id)),
                    "lines": {"begin": file_line(first.evidence, article) or 1},
                },
            }
        )
    return entries


def write(report: Report, options: WriteOptions) -> str:  # noqa: ARG001
    return dumps(issues(report))


WRITER = Writer(name="gitlab", suffixes=(".gitlab.json",), write=write)
