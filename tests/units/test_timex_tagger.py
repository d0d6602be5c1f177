"""What English temporal expressions mean, and what is none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.model import Anchor, Timex, iso_day
from crossfact.rulekit import View, article_of

TUESDAY = "2014-09-16"


def tagged(text: str, published: str | None = TUESDAY) -> list[tuple[str, str, str]]:
    return [(t.text, t.type.value, t.value) for t in timexes(text, published)]


def timexes(text: str, published: str | None = TUESDAY) -> tuple[Timex, ...]:
    return View(article_of(text, published=published)).timexes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on September 14, 2014, she said.", [("September 14, 2014", "DATE", "2014-09-14")]),
        ("It began on 14th September 2014, she said.", [("14th September 2014", "DATE", "2014-09-14")]),
        ("It began on 2014-09-14 at dawn.", [("2014-09-14", "DATE", "2014-09-14")]),
        ("Read https://news.example/2013/05/12/at-5pm-monday-3a.html or ask for form 3a.", []),
        ("It began on Sept. 14, she said.", [("Sept. 14", "DATE", "2014-09-14")]),
        ("It began on Saturday, December 13, 2014.", [("Saturday, December 13, 2014", "DATE", "2014-12-13")]),
        ("It ran June 3–9, 2014, she said.", [("June 3–9, 2014", "DATE", "2014-06-03/2014-06-09")]),
        ("It ran from 3 to 5 May, she said.", [("3 to 5 May", "DATE", "2014-05-03/2014-05-05")]),
        ("It grew from 2006–2011.", [("2006–2011", "DATE", "2006/2011")]),
        ("It began in March 2013.", [("March 2013", "DATE", "2013-03")]),
        ("It has grown since April.", [("April", "DATE", "2014-04")]),
        ("It will open in December.", [("December", "DATE", "2014-12")]),
        ("It opened in 2019.", [("2019", "DATE", "2019")]),
        ("It opened in early 2019.", [("early 2019", "DATE", "2019")]),
        ("Rents rose in the 1990s.", [("the 1990s", "DATE", "199")]),
        ("It was built in the 19th century.", [("the 19th century", "DATE", "18")]),
        ("Sales rose in the third quarter.", [("the third quarter", "DATE", "2014-Q3")]),
        ("Sales rose in the first half of 2013.", [("the first half of 2013", "DATE", "2013-H1")]),
        ("It reopened last spring.", [("last spring", "DATE", "2014-SP")]),
        ("They met on Monday.", [("Monday", "DATE", "2014-09-15")]),
        ("They met at 8:30 Monday night.", [("8:30 Monday night", "TIME", "2014-09-15T20:30")]),
        (
            "They met about eight o'clock Monday morning.",
            [("about eight o'clock Monday morning", "TIME", "2014-09-15T08:00")],
        ),
        ("They met on Tuesday.", [("Tuesday", "DATE", "2014-09-16")]),
        ("They met last Tuesday.", [("last Tuesday", "DATE", "2014-09-09")]),
        ("They will meet on Friday.", [("Friday", "DATE", "2014-09-19")]),
        ("They are due to meet on Friday.", [("Friday", "DATE", "2014-09-19")]),
        ("They had been due to meet on Friday.", [("Friday", "DATE", "2014-09-12")]),
        ("They met yesterday.", [("yesterday", "DATE", "2014-09-15")]),
        ("They met on Friday night.", [("Friday night", "TIME", "2014-09-12TNI")]),
        ("They met at 5:30 p.m. on Friday.", [("5:30 p.m. on Friday", "TIME", "2014-09-12T17:30")]),
        ("They met at noon Friday.", [("noon Friday", "TIME", "2014-09-12T12:00")]),
        ("They met earlier this week.", [("earlier this week", "DATE", "2014-W38")]),
        ("They met over the weekend.", [("the weekend", "DATE", "2014-W37-WE")]),
        ("They met last month.", [("last month", "DATE", "2014-08")]),
        ("They met two years ago.", [("two years ago", "DATE", "2012")]),
        ("They met five months ago.", [("five months ago", "DATE", "2014-04")]),
        ("They met 16 days ago.", [("16 days ago", "DATE", "2014-08-31")]),
        ("It lasted two and a half years.", [("two and a half years", "DURATION", "P2Y6M")]),
        ("It lasted nearly three hours.", [("nearly three hours", "DURATION", "PT3H")]),
        ("It fell over the past three months.", [("the past three months", "DURATION", "P3M")]),
        ("It has grown in recent years.", [("recent years", "DATE", "PAST_REF")]),
        ("They meet every two weeks.", [("every two weeks", "SET", "P2W")]),
        ("They met on the fourth of July.", [("the fourth of July", "DATE", "2014-07-04")]),
        ("They met the week of March 3.", [("the week of March 3", "DATE", "2014-W10")]),
        ("They met the day before yesterday.", [("the day before yesterday", "DATE", "2014-09-14")]),
        ("They met on Thanksgiving Day.", [("Thanksgiving Day", "DATE", "2013-11-28")]),
        ("They met last Christmas.", [("last Christmas", "DATE", "2013-12-25")]),
        ("They met on Easter Monday 2013.", [("Easter Monday 2013", "DATE", "2013-04-01")]),
        ("They met on Tuesday last week.", [("Tuesday last week", "DATE", "2014-09-09")]),
        ("They met on the last day of 2013.", [("the last day of 2013", "DATE", "2013-12-31")]),
        ("They met in the last week of July.", [("the last week of July", "DATE", "2014-W31")]),
        ("They met on the night of September 13.", [("the night of September 13", "TIME", "2014-09-13TNI")]),
        ("They met Friday night, Sept. 12.", [("Friday night, Sept. 12", "TIME", "2014-09-12TNI")]),
        ("They met at about 5 p.m. Friday.", [("about 5 p.m. Friday", "TIME", "2014-09-12T17:00")]),
        (
            "They met last May. The day before, it rained.",
            [("last May", "DATE", "2014-05"), ("The day before", "DATE", "XXXX-XX-XX")],
        ),
        (
            "They met on May 3. The day before, it rained.",
            [("May 3", "DATE", "2014-05-03"), ("The day before", "DATE", "2014-05-02")],
        ),
        ("They met a year and a half ago.", [("a year and a half ago", "DATE", "2013-03")]),
        ("It took four-and-a-half years.", [("four-and-a-half years", "DURATION", "P4Y6M")]),
        ("It took a half-hour.", [("a half-hour", "DURATION", "PT30M")]),
        ("It left a few days later.", [("a few days", "DURATION", "PXD")]),
        ("It will last three weeks.", [("three weeks", "DURATION", "P3W")]),
        ("It can be used over three weeks.", [("three weeks", "DURATION", "P3W")]),
        ("It lasted over three weeks.", [("over three weeks", "DURATION", "P3W")]),
        ("For the nine months, sales rose.", [("the nine months", "DURATION", "P9M")]),
        ("The current mayor lost.", [("current", "DATE", "PRESENT_REF")]),
        ("The bill will be paid on December 20.", [("December 20", "DATE", "2014-12-20")]),
        ("She could not be reached on Friday.", [("Friday", "DATE", "2014-09-12")]),
        ("They won't meet on Friday.", [("Friday", "DATE", "2014-09-19")]),
        ("They didn't meet on Friday.", [("Friday", "DATE", "2014-09-12")]),
        ("It was shut following Friday's vote.", [("Friday", "DATE", "2014-09-12")]),
        ("They have until Friday to reply.", [("Friday", "DATE", "2014-09-19")]),
        ("The vote, postponed until noon Friday, is open.", [("noon Friday", "TIME", "2014-09-19T12:00")]),
        ("It will close by the end of the decade.", [("the end of the decade", "DATE", "201")]),
        (
            "Profit fell in the second quarter to $3 million from $4 million a year ago.",
            [("the second quarter", "DATE", "2014-Q2"), ("a year ago", "DATE", "2013-Q2")],
        ),
        (
            "Profit fell in the second quarter. A year ago, it rained.",
            [("the second quarter", "DATE", "2014-Q2"), ("A year ago", "DATE", "2013")],
        ),
        (
            "The fair is on Friday and Saturday, September 19 and 20.",
            [("Friday", "DATE", "2014-09-19"), ("Saturday, September 19 and 20", "DATE", "2014-09-20")],
        ),
        ("They met on Monday (15/9).", [("Monday (15/9)", "DATE", "2014-09-15")]),
        ("It is of Thu Mar 14 08:20:11 UTC 2019.", [("Thu Mar 14 08:20:11 UTC 2019", "DATE", "2019-03-14")]),
        (
            "It ran between March 3 and April 5, 1998.",
            [("March 3", "DATE", "1998-03-03"), ("April 5, 1998", "DATE", "1998-04-05")],
        ),
        ("It rained June-August 1992.", [("June", "DATE", "1992-06"), ("August 1992", "DATE", "1992-08")]),
        ("Sales fell in Q3 2013.", [("Q3 2013", "DATE", "2013-Q3")]),
        ("They met on 07-Nov-2018.", [("07-Nov-2018", "DATE", "2018-11-07")]),
        ("They met on the fourth of July of 1995.", [("the fourth of July of 1995", "DATE", "1995-07-04")]),
        ("It was two thousand and fifteen.", [("two thousand and fifteen", "DATE", "2015")]),
        ("It fell on Feb. 29.", [("Feb. 29", "DATE", "2012-02-29")]),
        ("It was nineteen ninety-six.", [("nineteen ninety-six", "DATE", "1996")]),
    ],
)
def test_expression_and_value(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert tagged(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Snow fell on Dec. 30.", "2015-01-02", "2014-12-30"),
        ("The fair opens on Jan. 5.", "2014-12-30", "2015-01-05"),
        ("He was arrested in November.", "2015-01-20", "2014-11"),
        ("The trial will begin in January.", "2014-11-20", "2015-01"),
    ],
)
def test_dates_without_a_year_across_new_year(text: str, published: str, value: str) -> None:
    assert [v for _, _, v in tagged(text, published)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They may attack the town.",
        "The march drew a crowd, and April Jones spoke.",
        "Mayor August Wilson said nothing.",
        "The T20 match ended 21-19.",
        "The law of 9/11 widows came up.",
        "Flight 2014 landed with 2,025 people.",
        "Call 555-1234 for help.",
        "Version 1.2.3 was released.",
        "The sun set over Port Ellery.",
        "Prices may fall, and leaves fall too.",
        "Shares were $2,000 each.",
        "They won 3:2 in the end.",
    ],
)
def test_what_is_no_time_stays_untagged(text: str) -> None:
    assert tagged(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Sunday.", "XXXX-WXX-7"),
        ("They met last week.", "XXXX-WXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met on September 14.", "XXXX-09-14"),
        ("They met in September.", "XXXX-09"),
        ("They met two years ago.", "XXXX"),
        ("They met at 10:30 a.m.", "XXXX-XX-XXT10:30"),
        ("They met on Christmas Eve.", "XXXX-XX-XX"),
    ],
)
def test_without_a_creation_time_nothing_relative_is_resolved(text: str, value: str) -> None:
    assert [(t.value, t.days, t.anchor) for t in timexes(text, None)] == [(value, None, Anchor.UNRESOLVED)]


def test_an_event_is_the_anchor_of_a_distance() -> None:
    found = timexes("The post came three days after the vote. A day later, talks began.")
    assert [(t.text, t.anchor, t.days) for t in found] == [
        ("three days", Anchor.EVENT, None),
        ("A day later", Anchor.EVENT, None),
    ]


def test_weekday_and_date_are_located_apart() -> None:
    text = "It began on 16 September 2014 (Monday)."
    (found,) = timexes(text)
    assert found.weekday_span is not None
    assert found.date_span is not None
    assert (found.weekday, text[slice(*found.weekday_span)], text[slice(*found.date_span)]) == (
        0,
        "Monday",
        "16 September 2014",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It ends on September 31, 2014.", "September has 30 days"),
        ("It ends on February 29, 2011.", "February 2011 has 28 days"),
        ("It ended at 25:10 GMT.", "there is no clock time 25:10"),
        ("It ended at 9:75 p.m.", "there is no clock time 9:75"),
    ],
)
def test_impossible_expressions_say_why(text: str, why: str) -> None:
    assert [(t.impossible, t.days) for t in timexes(text)] == [(why, None)]


def test_a_lone_clock_time_has_no_day_of_its_own() -> None:
    lone, other, given_day = timexes("Police came at 9:15 p.m. to the scene. On Monday a shot was heard at 10 p.m.")
    assert (lone.clock, lone.days) == ((1275, 1275), None)
    assert (given_day.clock, given_day.days) == ((1320, 1320), other.days)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("It happened during Thanksgiving weekend.", "2013-11-28", "2013-12-01"),
        ("It happened on Labor Day weekend.", "2014-08-30", "2014-09-01"),
    ],
)
def test_the_weekend_of_a_holiday_holds_both(text: str, earliest: str, latest: str) -> None:
    (found,) = timexes(text)
    assert found.days is not None
    assert (iso_day(found.days.earliest), iso_day(found.days.latest)) == (earliest, latest)


def test_a_night_runs_into_the_next_day() -> None:
    (found,) = timexes("Shots were fired on Friday night.")
    assert (str(found.days), found.clock) == ("2014-09-12/2014-09-13", (1080, 1800))


@given(
    st.lists(
        st.sampled_from(
            [
                "Monday",
                ",",
                "September",
                "16",
                "2014",
                "the",
                "of",
                "two",
                "years",
                "ago",
                "last",
                "(",
                ")",
                "-",
                "10:30",
                "p.m.",
                "mid",
                "'s",
                "half",
                "and",
                "a",
                "31",
                "quarter",
                "early",
                "in",
                "1990s",
                "second",
                "Easter",
                "&",
                "²",
                "\u0660",
                "0",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from([None, TUESDAY]),
)
def test_any_order_of_words_gives_true_spans_in_order(words: list[str], published: str | None) -> None:
    text = "It was " + " ".join(words) + " indeed, she said."
    found = timexes(text, published)
    assert all(text[t.span.start : t.span.end] == t.text for t in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
