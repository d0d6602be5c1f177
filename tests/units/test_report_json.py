"""The published JSON format."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from crossfact.model import Report
from crossfact_reports.json import ReportEntry, entry, schema, write
from units import report_samples as samples

SCHEMA = json.loads((files("crossfact_reports") / "crossfact-report-1.schema.json").read_text("utf-8"))


def test_committed_schema_is_that_of_the_models() -> None:
    assert schema() == SCHEMA


@pytest.mark.parametrize("report", [samples.REPORT, samples.CLEAN, samples.NOTHING, samples.HOSTILE])
def test_reports_keep_to_the_schema(report: Report) -> None:
    jsonschema.validate(json.loads(write(report, samples.OPTIONS)), SCHEMA)


def test_schema_refuses_unknown_keys() -> None:
    broken = json.loads(write(samples.REPORT, samples.OPTIONS)) | {"extra": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)
    with pytest.raises(ValidationError):
        TypeAdapter(ReportEntry).validate_python(broken)


def test_evidence_has_no_value_and_undated_articles_no_date() -> None:
    made = entry(samples.REPORT)
    roles = {location["role"]: location["value"] for location in made["findings"][0]["locations"]}
    assert roles == {"primary": "2024-03-10", "agreeing": "2024-03-10", "conflicting": "2024-03-11", "evidence": None}
    assert [article["published"] for article in made["articles"]][:2] == [
        {"earliest": "2024-03-12", "latest": "2024-03-12", "origin": "dateline"},
        None,
    ]


def test_offsets_point_at_the_quotation() -> None:
    made = entry(samples.REPORT)
    places = [location for finding in made["findings"] for location in finding["locations"]]
    assert [samples.TEXTS[place["article"]][place["start"] : place["end"]] for place in places] == [
        place["quote"] for place in places
    ]


def test_unpaired_surrogates_survive() -> None:
    (finding,) = json.loads(write(samples.HOSTILE, samples.OPTIONS))["findings"]
    assert finding["locations"][0]["quote"] == samples.HOSTILE_TEXT


def test_summary_counts_states_and_capped_near_misses() -> None:
    report = replace(samples.REPORT, near_misses_total=14)
    assert entry(report)["summary"] == {
        "articles": 4,
        "claims": 23,
        "findings": {"new": 2, "updated": 1, "unchanged": 1, "absent": 1},
        "near_misses": {"shown": 1, "total": 14},
    }
