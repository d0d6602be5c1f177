"""Report as JUnit XML for test dashboards: a failing case per finding, a passing one per article without any."""

from __future__ import annotations

from xml.etree import ElementTree

from crossfact.model import Finding, Report, Severity
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.safe import one_line, visible
from crossfact_reports.shown import (
    Articles,
    articles_by_id,
    current,
    file_line,
    file_of,
    headline,
    hidden,
    place,
    primary,
    readings,
)


def write(report: Report, options: WriteOptions) -> str:  # noqa: ARG001
    articles = articles_by_id(report)
    findings = current(report)
    known = hidden(report)
    involved = {location.evidence.article_id for finding in report.findings for location in finding.locations}
    quiet = sorted(article.article_id for article in report.articles if article.article_id not in involved)
    broken = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    failures = sum(finding.severity is not Severity.INFO for finding in findings)
    suites = ElementTree.Element("testsuites", name="crossfact")
    suite = ElementTree.SubElement(
        suites,
        "testsuite",
        name="crossfact",
        tests=str(len(findings) + len(known) + len(quiet) + len(broken)),
        failures=str(failures),
        errors=str(len(broken)),
        skipped=str(len(known)),
    )
    for finding in findings:
        case = _case(suite, finding, articles)
        text = _details(finding, articles)
        if finding.severity is Severity.INFO:
            ElementTree.SubElement(case, "system-out").text = f"{one_line(finding.message)}\n{text}"
        else:
            failure = ElementTree.SubElement(
                case, "failure", type=str(finding.severity), message=one_line(finding.message)
            )
            failure.text = text
    for finding in known:
        case = _case(suite, finding, articles)
        ElementTree.SubElement(case, "skipped", message=f"known from the baseline: {one_line(finding.message)}")
    for problem in broken:
        case = ElementTree.SubElement(suite, "testcase", classname="crossfact.input", name=one_line(problem.where))
        ElementTree.SubElement(case, "error", type="unreadable", message=one_line(problem.text))
    for article_id in quiet:
        ElementTree.SubElement(suite, "testcase", classname="crossfact.article", name=one_line(article_id))
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


def _case(suite: ElementTree.Element, finding: Finding, articles: Articles) -> ElementTree.Element:
    """The fingerprint in the name keeps a finding the same case from run to run and apart from its likes."""
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=f"crossfact.{finding.rule}",
        name=f"{headline(finding)} [{finding.fingerprint[:12]}]",
    )
    first = primary(finding)
    if first is not None:
        article = articles.get(first.evidence.article_id)
        case.set("file", file_of(article, first.evidence.article_id))
        line = file_line(first.evidence, article)
        if line is not None:
            case.set("line", str(line))
    return case


def _details(finding: Finding, articles: Articles) -> str:
    lines = []
    for reading in readings(finding):
        lines.append(visible(reading.words))
        lines += [
            f"  {place(location.evidence, articles)}: {one_line(location.evidence.quote)}"
            for location in reading.locations
        ]
    lines += [one_line(text) for text in (finding.fits, *finding.advice) if text]
    return "\n".join(lines)


WRITER = Writer(name="junit", suffixes=(".xml",), write=write)
