"""Formats that services of others read, against their schemas and their rules."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from crossfact.model import Finding, Report, Severity
from crossfact_reports import claimreview, github, gitlab, junit, rdjson, sarif
from units import report_samples as samples

SCHEMAS = Path(__file__).parent / "schemas"
REPORTS = [samples.REPORT, samples.CLEAN, samples.NOTHING, samples.HOSTILE]
each_report = pytest.mark.parametrize("report", REPORTS, ids=["full", "clean", "nothing", "hostile"])


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


@each_report
@pytest.mark.parametrize(
    ("writer", "name"),
    [
        (sarif.WRITER, "sarif-2.1.0.json"),
        (gitlab.WRITER, "gitlab-code-quality.json"),
        (rdjson.WRITER, "rdjson.json"),
    ],
    ids=["sarif", "gitlab", "rdjson"],
)
def test_format_keeps_to_its_schema(report: Report, writer: Any, name: str) -> None:
    jsonschema.validate(json.loads(writer.write(report, samples.OPTIONS)), schema(name))


def sarif_results(report: Report) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads(sarif.write(report, samples.OPTIONS))["runs"][0]["results"]
    return results


def test_sarif_carries_fingerprint_state_and_rule() -> None:
    found = [
        (
            result["ruleId"],
            result["ruleIndex"],
            result["level"],
            result["baselineState"],
            result["partialFingerprints"],
            [suppression["kind"] for suppression in result.get("suppressions", [])],
        )
        for result in sarif_results(samples.REPORT)
    ]
    fingerprints = [
        {"crossfact/v1": finding.fingerprint} for finding in (samples.DATES, samples.TOLL, samples.QUOTE, samples.RANK)
    ]
    assert found == [
        ("DAT002", 1, "error", "new", fingerprints[0], []),
        ("CAS001", 0, "warning", "updated", fingerprints[1], []),
        ("QUO001", 2, "warning", "new", fingerprints[2], []),
        ("TTL001", 3, "note", "unchanged", fingerprints[3], ["external"]),
    ]


def test_sarif_has_no_baseline_state_without_a_baseline() -> None:
    (result,) = sarif_results(replace(samples.REPORT, findings=(samples.DATES,), absent=()))
    assert "baselineState" not in result


def test_sarif_regions_count_code_points() -> None:
    (place,) = sarif_results(samples.REPORT)[0]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "articles/courier.txt", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 3,
            "startColumn": 59,
            "endLine": 3,
            "endColumn": 68,
            "snippet": {"text": "on Sunday"},
        },
    }


def test_sarif_message_links_to_related_locations() -> None:
    result = sarif_results(samples.REPORT)[0]
    linked = [int(number) for number in re.findall(r"\]\((\d+)\)", result["message"]["text"])]
    assert linked == [place["id"] for place in result["relatedLocations"]] == [1, 2, 3, 4]


def test_sarif_message_of_hostile_text_has_only_our_links() -> None:
    (result,) = sarif_results(samples.HOSTILE)
    links = re.findall(r"(?<!\\)\[(?:\\.|[^\]\\])*\]\(([^)]*)\)", result["message"]["text"])
    assert links == ["1", "2"]


def test_sarif_of_unreadable_input_is_no_success() -> None:
    (run,) = json.loads(sarif.write(samples.REPORT, samples.OPTIONS))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [note["level"] for note in invocation["toolExecutionNotifications"]] == ["error", "warning"]


def test_gitlab_fingerprints_are_unique() -> None:
    report = Report(articles=samples.ARTICLES, findings=(samples.DATES, samples.DATES))
    fingerprints = [issue["fingerprint"] for issue in json.loads(gitlab.write(report, samples.OPTIONS))]
    assert fingerprints == [samples.DATES.fingerprint, f"{samples.DATES.fingerprint}-2"]


def test_rdjson_columns_count_bytes() -> None:
    """The dash before the place takes three bytes of UTF-8, so the byte column is two more than the code point's."""
    first = json.loads(rdjson.write(samples.REPORT, samples.OPTIONS))["diagnostics"][0]
    assert first["location"]["range"] == {"start": {"line": 3, "column": 61}, "end": {"line": 3, "column": 70}}


def test_rdjson_gives_lines_where_bytes_are_unknown() -> None:
    place = samples.DATES.locations[0]
    cut = replace(place, evidence=replace(place.evidence, before=place.evidence.before[20:]))
    report = replace(samples.REPORT, findings=(replace(samples.DATES, locations=(cut,)),))
    (diagnostic,) = json.loads(rdjson.write(report, samples.OPTIONS))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}


def test_claim_reviews_are_those_that_a_person_decided() -> None:
    written = json.loads(claimreview.write(samples.REPORT, samples.OPTIONS))
    reviews = [
        (
            review["identifier"],
            review["reviewRating"]["alternateName"],
            review["reviewBody"],
            review.get("datePublished"),
        )
        for review in written["@graph"]
    ]
    assert reviews == [
        (
            samples.TOLL.fingerprint,
            "Not contradictory",
            "the later toll counts a person who died in hospital",
            "2024-03-20",
        ),
        (samples.RANK.fingerprint, "Contradicted", "promoted in 2023", None),
    ]
    assert written["@graph"][0]["itemReviewed"]["appearance"][0] == {
        "@type": "NewsArticle",
        "name": "courier.txt",
        "headline": "Envoy urges talks with the islands",
        "url": "https://courier.example/envoy",
        "publisher": {"@type": "Organization", "name": "Ellery Courier"},
        "datePublished": "2024-03-12",
    }


def test_junit_counts_agree_with_its_cases() -> None:
    suite = ElementTree.fromstring(junit.write(samples.REPORT, samples.OPTIONS)).find("testsuite")
    assert suite is not None
    counted = {
        "tests": len(suite.findall("testcase")),
        "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")),
        "skipped": len(suite.findall("testcase/skipped")),
    }
    assert counted == {name: int(suite.get(name, "")) for name in counted}
    assert counted == {"tests": 5, "failures": 3, "errors": 1, "skipped": 1}


def test_junit_of_hostile_text_is_well_formed() -> None:
    failure = ElementTree.fromstring(junit.write(samples.HOSTILE, samples.OPTIONS)).find(".//failure")
    assert failure is not None
    assert "<script>alert(1)</script>" in failure.get("message", "")


def test_github_shows_ten_of_a_level_and_says_what_it_drops() -> None:
    findings = tuple(replace(samples.DATES, message=f"Number {number}.") for number in range(25))
    lines = github.write(replace(samples.REPORT, findings=findings), samples.OPTIONS).splitlines()
    assert len(lines) == 10
    assert lines[-1] == "::error title=crossfact::16 more errors; the report lists all."


@pytest.mark.parametrize(
    ("finding", "command"),
    [
        (samples.DATES, "error"),
        (samples.TOLL, "warning"),
        (replace(samples.DATES, severity=Severity.INFO), "notice"),
    ],
)
def test_github_command_follows_the_severity(finding: Finding, command: str) -> None:
    written = github.write(replace(samples.REPORT, findings=(finding,)), samples.OPTIONS)
    assert written.startswith(f"::{command} file=articles/courier.txt,line=")


def test_github_hostile_text_starts_no_command() -> None:
    lines = github.write(samples.HOSTILE, samples.OPTIONS).splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::error"]
    assert "%250A" in lines[0]


def test_github_says_nothing_of_a_clean_run() -> None:
    assert github.write(samples.CLEAN, samples.OPTIONS) == ""
