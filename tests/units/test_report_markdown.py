"""The Markdown report: hostile text stays text, and long reports stay readable."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crossfact.model import ArticleSummary, Report
from crossfact_reports.markdown import escape, write
from units import report_samples as samples

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OWN_HTML = re.compile(r'<(?:a id="finding-\d+"|/a|br|/?sub|/?details|/?summary)>')


def tokens(text: str) -> list[Token]:
    flat = []
    for token in MARKDOWN.parse(text):
        flat.append(token)
        flat += token.children or []
    return flat


def test_hostile_text_becomes_no_markup() -> None:
    found = tokens(write(samples.HOSTILE, samples.OPTIONS))
    html = "".join(token.content for token in found if token.type.startswith("html"))
    assert OWN_HTML.sub("", re.sub(r"(?<=<summary>)[^<]*", "", html)).split() == []
    links = {token.attrs["href"] for token in found if token.type == "link_open"}
    assert all(re.fullmatch(r"#finding-\d+|in/[\w%./-]+(?:#L\d+)?", str(link)) for link in links)
    assert {token.type for token in found}.isdisjoint({"image", "s_open", "em_open", "fence", "hr"})


def test_hostile_text_reads_as_it_stands() -> None:
    shown = "".join(token.content for token in tokens(write(samples.HOSTILE, samples.OPTIONS)) if token.type == "text")
    assert (
        "<script>alert(1)</script> [click](javascript:alert(2)) `code` | cell | *bold* _it_ ~~gone~~ $x$ &lt;" in shown
    )
    assert "⟨U+202E⟩right to left⟨U+2066⟩" in shown


@given(st.text(alphabet="a1 .)(*_`[]<>|~#+-=&!\\\"'@:/hwtps\n\r\u202e\ud800", max_size=40))
def test_escaped_text_is_one_paragraph_of_text(text: str) -> None:
    """Whatever an article says, it renders as its own words and nothing else."""
    words = " ".join(text.split())
    found = MARKDOWN.parse(escape(text))
    expected = ["paragraph_open", "inline", "paragraph_close"] if words else []
    assert [token.type for token in found] == expected
    children = [child for token in found for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special"}
    rendered = "".join(child.content for child in children).replace("\u200b", "")
    assert rendered == words.replace("\u202e", "⟨U+202E⟩").replace("\ud800", "⟨U+D800⟩")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://evil.example/x", "see https\\://evil.example/x"),
        ("WWW.evil.example", "WWW\\.evil.example"),
        ("ask @someone or a@b.example", "ask @&#8203;someone or a@&#8203;b.example"),
        ("snake_case and _it_", "snake_case and \\_it\\_"),
        ("1. one", "1\\. one"),
        ("- item", "\\- item"),
        ("$5 < 6 & 7|8", "\\$5 &lt; 6 &amp; 7\\|8"),
    ],
)
def test_escape(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_table_rows_all_have_the_cells_of_their_header() -> None:
    cells = re.compile(r"(?<!\\)\|")
    for report in (samples.REPORT, samples.HOSTILE):
        blocks = write(report, samples.OPTIONS).split("\n\n")
        for block in blocks:
            if block.startswith("|"):
                assert len({len(cells.findall(line)) for line in block.splitlines()}) == 1, block


def test_many_findings_are_cut_to_a_short_list() -> None:
    report = replace(samples.REPORT, findings=(samples.DATES,) * 900)
    written = write(report, samples.OPTIONS)
    assert written.count("### ") == 151
    assert "### 750 more findings, in short" in written
    assert "… and 250 more findings; the JSON report has all." in written


def test_many_articles_are_folded_and_cut() -> None:
    articles = tuple(ArticleSummary(f"extra-{number:05}.txt", f"in/{number}.txt") for number in range(5000))
    written = write(Report(articles=samples.ARTICLES + articles, findings=(samples.DATES,)), samples.OPTIONS)
    assert "<details><summary>5,004 articles</summary>" in written
    assert "5,001 more articles without a finding, not listed." in written
    assert len(written) < 20_000


def test_many_places_of_one_reading_are_counted() -> None:
    finding = replace(samples.DATES, locations=samples.DATES.locations + samples.DATES.locations[1:2] * 4000)
    written = write(replace(samples.REPORT, findings=(finding,)), samples.OPTIONS)
    assert "… 3,997 more places" in written


def test_clean_report_says_so_and_has_no_finding_sections() -> None:
    written = write(samples.CLEAN, samples.OPTIONS)
    assert "🟢 **Nothing found that cannot all be true, in 1 article**." in written
    assert [line for line in written.splitlines() if line.startswith("## ")] == ["## What was read"]
