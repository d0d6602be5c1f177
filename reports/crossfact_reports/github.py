"""Report as workflow commands, which GitHub Actions shows as annotations on the lines of a change."""

from __future__ import annotations

from itertools import groupby

from crossfact.model import Finding, Report, Severity, State
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.safe import one_line
from crossfact_reports.shown import (
    Articles,
    articles_by_id,
    counted,
    current,
    end_of,
    file_line,
    has_file_lines,
    headline,
    path_of,
    place,
    primary,
    readings,
)

# Ten annotations of each level are kept per step, the rest dropped in silence.
_MOST_OF_A_LEVEL = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report, options: WriteOptions) -> str:  # noqa: ARG001
    articles = articles_by_id(report)
    lines = []
    for severity, group in groupby(current(report), lambda finding: finding.severity):
        findings = list(group)
        fits = _MOST_OF_A_LEVEL if len(findings) <= _MOST_OF_A_LEVEL else _MOST_OF_A_LEVEL - 1
        lines += [_annotation(finding, articles) for finding in findings[:fits]]
        if left := len(findings) - fits if len(findings) > fits else 0:
            more = f"{counted(left, f'more {_NOUNS[severity]}')}; the report lists all."
            lines.append(f"::{_COMMANDS[severity]} title=crossfact::{more}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, articles: Articles) -> str:
    properties: dict[str, str] = {}
    first = primary(finding)
    if first is not None:
        article = articles.get(first.evidence.article_id)
        properties["file"] = path_of(article, first.evidence.article_id)
        line = file_line(first.evidence, article)
        if line is not None:
            properties["line"] = str(line)
        if has_file_lines(article):
            end_line, end_column = end_of(first.evidence)
            properties |= {"endLine": str(end_line)}
            if end_line == first.evidence.line:
                properties |= {"col": str(first.evidence.column), "endColumn": str(end_column)}
    properties["title"] = f"{finding.rule}: {headline(finding)}"
    lines = [finding.message if finding.state is not State.UPDATED else f"(updated) {finding.message}"]
    for reading in readings(finding):
        where = ", ".join(place(location.evidence, articles) for location in reading.locations[:3])
        lines.append(f"{reading.words}: {where}")
    lines += [text for text in (finding.fits, *finding.advice) if text]
    fields = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {fields}::{_data(lines)}"


def _data(lines: list[str]) -> str:
    """The message, as the runner unescapes it: no line of an article can start a command."""
    return "%0A".join(one_line(line).replace("%", "%25") for line in lines)


def _property(value: str) -> str:
    return one_line(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


WRITER = Writer(name="github", suffixes=(), write=write)
