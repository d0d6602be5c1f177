"""Every report format, whole: the committed outputs in ``report_golden`` and what holds of all of them.

``CROSSFACT_REWRITE=1 pytest`` rewrites the outputs.
"""

from __future__ import annotations

import os
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from crossfact.model import Report
from crossfact.writer import WriteOptions, Writer
from crossfact_reports import claimreview, github, gitlab, html, json, junit, markdown, rdjson, sarif, text
from units import report_samples as samples

WRITERS: tuple[Writer, ...] = tuple(
    module.WRITER for module in (claimreview, github, gitlab, html, json, junit, markdown, rdjson, sarif, text)
)
REPORTS = {"full": samples.REPORT, "clean": samples.CLEAN, "nothing": samples.NOTHING}
GOLDEN = Path(__file__).parent / "report_golden"

each_writer = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)


@pytest.fixture(autouse=True)
def fixed_version(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json, sarif):
        monkeypatch.setattr(module, "version", lambda _: "1.2.3")


@each_writer
@pytest.mark.parametrize("name", REPORTS)
def test_report_is_as_committed(writer: Writer, name: str) -> None:
    options = replace(samples.OPTIONS, target="reports/report.md")
    written = writer.write(REPORTS[name], options).encode("utf-8")
    golden = GOLDEN / f"{name}.{writer.name}{'.txt' if writer.suffixes in ((), ('.txt',)) else writer.suffixes[0]}"
    if os.environ.get("CROSSFACT_REWRITE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert written == golden.read_bytes()


@each_writer
def test_report_is_the_same_twice(writer: Writer) -> None:
    assert writer.write(samples.REPORT, samples.OPTIONS) == writer.write(samples.REPORT, samples.OPTIONS)


@each_writer
@pytest.mark.parametrize("report", [*REPORTS.values(), samples.HOSTILE], ids=[*REPORTS, "hostile"])
def test_report_encodes_and_ends_with_a_line_end(writer: Writer, report: Report) -> None:
    written = writer.write(report, samples.OPTIONS)
    written.encode("utf-8")
    assert written == "" or (written.endswith("\n") and not written.endswith("\n\n"))


@each_writer
def test_hostile_text_leaves_no_steering_characters(writer: Writer) -> None:
    written = writer.write(samples.HOSTILE, samples.OPTIONS)
    if writer.name == "json":
        written = written.replace("\u202e", "").replace("\u2066", "").replace("\u2028", "")
    steering = {"\x1b", "\x07", "\u202e", "\u2066", "\u2028", "\ud800"}
    assert steering.isdisjoint(written)


@each_writer
@pytest.mark.parametrize("target", [None, "/srv/other/report", "/home/someone/out/report"])
def test_absolute_paths_stay_out(writer: Writer, target: str | None) -> None:
    articles = tuple(replace(article, source=f"/home/someone/{article.source}") for article in samples.REPORT.articles)
    written = writer.write(replace(samples.REPORT, articles=articles), WriteOptions(target=target))
    assert "/home/someone" not in written
    assert "home/someone" not in written


@each_writer
def test_findings_without_places_or_words_are_shown_or_left_out(writer: Writer) -> None:
    bare = samples.finding("XYZ001", "odd-thing", "Something is odd.")
    written = writer.write(Report(articles=samples.ARTICLES, findings=(bare,)), samples.OPTIONS)
    assert ("Something is odd." in written) is (writer.name not in {"claimreview", "gitlab", "rdjson", "sarif"})


def test_formats_are_installed_under_their_names_and_share_no_suffix() -> None:
    installed = {point.name: point.load() for point in entry_points(group="crossfact.reports")}
    ours = {name: writer for name, writer in installed.items() if writer in WRITERS}
    assert ours == {writer.name: writer for writer in WRITERS}
    suffixes = [suffix for writer in WRITERS for suffix in writer.suffixes]
    assert len(suffixes) == len(set(suffixes))
