"""The parts that all report formats are made of."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.model import ArticleSummary, Days, Evidence, Span, days_words
from crossfact_reports import safe, shown
from crossfact_reports.charts import Mark, matrix, timeline
from crossfact_reports.diff import Run, comparisons
from units import report_samples as samples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain “words”, naïve, 東京, tab\tand\nline", "plain “words”, naïve, 東京, tab\tand\nline"),
        ("می‌خواهم 👩‍🚀 co\u00adop", "می‌خواهم 👩‍🚀 co\u00adop"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\x1b[31m\x00\x9b", "⟨U+001B⟩[31m⟨U+0000⟩⟨U+009B⟩"),
        ("\ud800 \ufeff \u200b", "⟨U+D800⟩ ⟨U+FEFF⟩ ⟨U+200B⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
    ],
)
def test_visible_shows_what_steers(text: str, expected: str) -> None:
    assert safe.visible(text) == expected


@given(st.text())
def test_visible_is_encodable_and_stable(text: str) -> None:
    once = safe.visible(text)
    once.encode("utf-8")
    assert safe.visible(once) == once


@given(st.text(max_size=300), st.integers(min_value=4, max_value=120))
def test_clips_keep_to_the_limit(text: str, limit: int) -> None:
    assert len(safe.clip(text, limit)) <= limit
    assert len(safe.clip_start(text, limit)) <= limit
    assert len(safe.clip_middle(text, limit)) <= limit


@pytest.mark.parametrize(
    ("clipped", "expected"),
    [
        (safe.clip("the ferry left the harbour", 18), "the ferry left…"),
        (safe.clip_start("the ferry left the harbour", 18), "…left the harbour"),
        (safe.clip_middle("the ferry left the harbour at noon", 24), "the ferry left… at noon"),
        (safe.clip("short", 18), "short"),
    ],
)
def test_clips_cut_between_words(clipped: str, expected: str) -> None:
    assert clipped == expected


def _days(first: str | None, last: str | None) -> Days:
    return Days(*(None if day is None else datetime.date.fromisoformat(day).toordinal() for day in (first, last)))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-10", "2024-03-10", "10 March 2024"),
        ("2024-03-10", "2024-03-12", "10 to 12 March 2024"),
        ("2024-02-28", "2024-03-02", "28 February to 2 March 2024"),
        ("2023-12-31", "2024-01-01", "31 December 2023 to 1 January 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        ("2024-03-10", None, "10 March 2024 or later"),
        (None, "2024-03-10", "10 March 2024 or earlier"),
        (None, None, "unknown"),
    ],
)
def test_days_words(first: str | None, last: str | None, expected: str) -> None:
    assert days_words(_days(first, last)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-10", "10 March 2024 (Sunday)"),
        ("2024-03-10 14:00-15:30", "10 March 2024 (Sunday), 14:00 to 15:30"),
        ("2024-03-01/2024-03-31", "March 2024"),
        ("2024-03-10/..", "10 March 2024 or later"),
        ("../2024-03-10", "10 March 2024 or earlier"),
        ("2024-02-31", "2024-02-31"),
        ("..", ".."),
        ("2024-03-10 Sunday", "Sunday, 10 March 2024"),
        ("2024-03-10 Monday", "Monday, 10 March 2024 (it is a Sunday)"),
        ("9 killed", "9 killed"),
        ("two\nlines", "two lines"),
    ],
)
def test_value_words(value: str, expected: str) -> None:
    assert shown.value_words(value) == expected


@pytest.mark.parametrize(("index", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ")])
def test_letters(index: int, expected: str) -> None:
    assert shown.letter(index) == expected


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], expected: str) -> None:
    assert shown.listed(items) == expected


@pytest.mark.parametrize(
    ("source", "record", "target", "expected"),
    [
        ("seeds/a.txt", None, None, "seeds/a.txt#L6"),
        ("seeds/a.txt", None, "reports/r.md", "../seeds/a.txt#L6"),
        ("seeds/a.txt", None, "seeds/r.md", "a.txt#L6"),
        ("notes/a.md", None, None, "notes/a.md?plain=1#L6"),
        ("in/page.html", None, None, "in/page.html"),
        ("in/a.jsonl", 3, None, "in/a.jsonl#L3"),
        ("in/a (1) |`<b>.txt", None, None, "in/a%20%281%29%20%7C%60%3Cb%3E.txt#L6"),
        ("javascript:alert(1).txt", None, None, "javascript%3Aalert%281%29.txt#L6"),
        ("/srv/in/a.txt", None, "/srv/out/r.md", "../in/a.txt#L6"),
        ("/srv/in/a.txt", None, "out/r.md", None),
        ("in/a.txt", None, "/srv/out/r.md", None),
        ("", None, None, None),
    ],
)
def test_line_links(source: str, record: int | None, target: str | None, expected: str | None) -> None:
    articles = {"a": ArticleSummary("a", source, record=record)}
    assert shown.line_link(Evidence("a", Span(0, 1), 6, 1, "x"), articles, target) == expected


@pytest.mark.parametrize(
    ("source", "record", "expected"),
    [
        ("in/a.txt", None, "in/a.txt:6:2"),
        ("in/a.jsonl", 3, "in/a.jsonl:3 (a)"),
        ("/srv/in/a.txt", None, "a:6:2"),
        ("C:/in/a.txt", None, "a:6:2"),
        ("::error::x.txt", None, "./::error::x.txt:6:2"),
    ],
)
def test_places(source: str, record: int | None, expected: str) -> None:
    articles = {"a": ArticleSummary("a", source, record=record)}
    assert shown.place(Evidence("a", Span(0, 1), 6, 2, "x"), articles) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ask the harbour office", "Ask the harbour office."),
        ("Done!", "Done!"),
        ("she said “no.”", "She said “no.”"),
        ("feed-7 says so", "feed-7 says so."),
        ("a.txt line 3", "a.txt line 3."),
        ("“no” is read as no", "“no” is read as no."),
        ("", ""),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    assert safe.sentence(text) == expected


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (samples.TOLL, "2 readings in 3 articles."),
        (samples.DATES, "The post by Amara Okoye is dated 10 March 2024 by two articles and 11 March 2024 by one."),
        (samples.GONE, "Pia Lund: 28 years, 31 years."),
        (
            replace(samples.TOLL, message="The ferry fire: 9 killed (two sources); 12 killed (one source)"),
            "2 readings in 3 articles.",
        ),
        (
            replace(
                samples.TOLL,
                message="9 killed, 12 killed; the register of the coast guard of Ruritania has "
                "nine names and no later entry",
            ),
            "9 killed, 12 killed; the register of the coast guard of Ruritania has nine names and no later entry.",
        ),
    ],
)
def test_statement_only_adds_to_the_readings(finding: samples.Finding, expected: str) -> None:
    assert shown.statement(finding) == expected


def test_end_of_a_quotation_over_lines() -> None:
    assert shown.end_of(Evidence("a", Span(0, 7), 6, 2, "one\ntwo")) == (7, 4)
    assert shown.end_of(Evidence("a", Span(0, 3), 6, 2, "one")) == (6, 5)


def test_readings_group_places_by_value() -> None:
    summary = [
        (reading.letter, reading.words, [location.evidence.article_id for location in reading.locations])
        for reading in shown.readings(samples.DATES)
    ]
    assert summary == [
        ("A", "10 March 2024 (Sunday)", ["courier.txt", "harbour wire.txt"]),
        ("B", "11 March 2024 (Monday)", ["herald.md"]),
    ]


def test_equal_questions_are_told_apart_by_the_article() -> None:
    elsewhere = replace(samples.TOLL, locations=samples.TOLL.locations[2:])
    findings = (samples.TOLL, elsewhere, samples.DATES)
    assert shown.headlines(findings, shown.articles_by_id(samples.REPORT)) == [
        "How many people died in the ferry fire? (Envoy urges talks with the islands)",
        "How many people died in the ferry fire? (harbour wire.txt)",
        "On which day did Amara Okoye write the post?",
    ]


def test_readings_that_only_agree_are_no_side_of_the_conflict() -> None:
    part = samples.location("courier.txt", "the islands", samples.Part.AGREEING, "1 killed")
    finding = replace(samples.TOLL, locations=(*samples.TOLL.locations, part))
    assert [reading.words for reading in shown.readings(finding)] == ["9 killed", "12 killed"]
    assert [reading.words for reading in shown.compatible(finding)] == ["1 killed"]


@pytest.mark.parametrize(
    ("value", "quote", "words", "wording"),
    [
        ("We will not wait", "“We will not wait,”", "“We will not wait”", True),
        ("We will not wait. No.", '"We will not wait," she said. "No."', "“We will not wait. No.”", True),
        ("Pia Lund", "“We will not wait,”", "Pia Lund", False),
        ("9 killed", "9 killed", "9 killed", False),
    ],
)
def test_value_that_is_the_words_quoted(value: str, quote: str, words: str, wording: bool) -> None:
    place = samples.Location(Evidence("a", Span(0, len(quote)), 1, 1, quote), samples.Part.PRIMARY, value)
    (reading,) = shown.readings(replace(samples.QUOTE, locations=(place,)))
    assert (reading.words, reading.wording) == (words, wording)


def test_wordings_are_compared_word_by_word() -> None:
    (comparison,) = comparisons(samples.QUOTE)
    assert comparison.first_runs == (
        Run("We", True),
        Run("will not", False),
        Run("wait for the winter, and neither", True),
        Run("will", False),
        Run("they", True),
    )
    assert comparison.second_runs == (
        Run("We", True),
        Run("cannot", False),
        Run("wait for the winter and neither", True),
        Run("can", False),
        Run("they", True),
    )


@pytest.mark.parametrize("finding", [samples.DATES, samples.TOLL, samples.RANK, samples.GONE])
def test_values_that_are_no_wordings_are_not_compared(finding: samples.Finding) -> None:
    assert comparisons(finding) == ()


def test_timeline_has_a_lane_per_source() -> None:
    chart = timeline(samples.DATES, shown.articles_by_id(samples.REPORT))
    assert chart is not None
    tenth, eleventh, twelfth, thirteenth = (samples.day(f"2024-03-{number}") for number in (10, 11, 12, 13))
    assert (chart.first, chart.last, chart.dated) == (tenth, thirteenth, True)
    assert {lane.source: lane.marks for lane in chart.lanes} == {
        "Ellery Courier": (
            Mark(tenth, tenth, 0, "10 March 2024 (Sunday)"),
            Mark(twelfth, twelfth, -1, "article"),
        ),
        "harbour wire.txt": (Mark(tenth, tenth, 0, "10 March 2024 (Sunday)"),),
        "The Herald": (
            Mark(eleventh, eleventh, 1, "11 March 2024 (Monday)"),
            Mark(thirteenth, thirteenth, -1, "article"),
        ),
    }


@pytest.mark.parametrize("finding", [samples.TOLL, samples.QUOTE, samples.GONE])
def test_no_timeline_where_days_do_not_differ(finding: samples.Finding) -> None:
    assert timeline(finding, shown.articles_by_id(samples.REPORT)) is None


def test_matrix_shows_which_article_gives_which_reading() -> None:
    made = matrix((samples.DATES, samples.TOLL))
    assert made.articles == ("courier.txt", "feed-7", "harbour wire.txt", "herald.md")
    letters = [["".join(reading.letter for reading in cell) for cell in row.cells] for row in made.rows]
    assert letters == [["A", "", "A", "B"], ["A", "A", "B", ""]]
