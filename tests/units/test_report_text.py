"""The report for the terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from crossfact.model import Report
from crossfact_reports.text import write
from units import report_samples as samples

_ANSI = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            samples.REPORT,
            "1 error and 2 warnings in 4 articles (1 without a date); 1 of them updated; "
            "1 known from the baseline not shown; 3 decided not shown; 3 files skipped; "
            "1 baseline entry no longer found.",
        ),
        (samples.CLEAN, "Nothing found in 1 article."),
        (samples.NOTHING, "Nothing found in 0 articles."),
        (
            replace(samples.REPORT, findings=(samples.RANK,), absent=(), decided=()),
            "Nothing new found in 4 articles (1 without a date); 1 known from the baseline not shown; 3 files skipped.",
        ),
    ],
)
def test_closing_line(report: Report, expected: str) -> None:
    assert write(report, samples.OPTIONS).splitlines()[-1] == expected


def test_headlines_stand_alone_and_readings_are_indented() -> None:
    lines = write(samples.REPORT, samples.OPTIONS).splitlines()[:-1]
    headlines = [line for line in lines if line and not line.startswith(" ")]
    assert [re.match(r"(\S+:\d+:\d+): (\w+) (\w+) ", line).groups() for line in headlines] == [
        ("articles/courier.txt:3:59", "DAT002", "error"),
        ("articles/courier.txt:5:23", "CAS001", "warning"),
        ("articles/courier.txt:4:1", "QUO001", "warning"),
    ]


def test_plain_text_has_no_colours_and_colours_add_only_a_table() -> None:
    plain = write(samples.REPORT, samples.OPTIONS)
    coloured = write(samples.REPORT, replace(samples.OPTIONS, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31merror\x1b[0m" in coloured
    kept = {line.rstrip() for line in _ANSI.sub("", coloured).splitlines()}
    assert {line for line in plain.splitlines() if line.strip()} <= kept


@pytest.mark.parametrize("colour", [False, True])
def test_hostile_text_steers_no_terminal_and_no_build_server(colour: bool) -> None:
    written = write(samples.HOSTILE, replace(samples.OPTIONS, colour=colour))
    assert "\x1b" not in _ANSI.sub("", written)
    assert not any(line.lstrip().startswith(("::", "##")) for line in written.splitlines())
    assert "[31mred" in written


@pytest.mark.parametrize("width", [20, 60, 200])
def test_indented_lines_keep_to_the_width(width: int) -> None:
    lines = write(samples.HOSTILE, replace(samples.OPTIONS, width=width)).splitlines()
    wrapped = [line for line in lines if line.startswith(("  fits:", "  help:", "        "))]
    assert wrapped
    assert all(len(line) <= max(width, 40) or " " not in line.strip() for line in wrapped)
