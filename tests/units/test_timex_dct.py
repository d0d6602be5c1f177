"""Which date an article has for itself, and what its rivals are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crossfact.annotate.timex.dct import path_date
from crossfact.model import TimexFunction, iso_day
from crossfact.rulekit import View, article_of

BODY = "\nThe harbour of Port Ellery was closed on Monday, officials said."


def chosen(text: str, published: str | None = None, url: str | None = None) -> tuple[tuple[str | None, str], ...]:
    dct = View(replace(article_of(text, published=published), url=url)).dct
    return () if dct is None else tuple((iso_day(d.days.day), d.origin) for d in (dct, *dct.rivals))


@pytest.mark.parametrize(
    ("text", "published", "url", "expected"),
    [
        ("Harbour closed" + BODY, None, None, ()),
        ("Harbour closed" + BODY, "2014-09-16", None, (("2014-09-16", "metadata"),)),
        ("Harbour closed\nPublished: September 17, 2014" + BODY, None, None, (("2014-09-17", "publication line"),)),
        (
            "Harbour closed\nPublished: September 17, 2014" + BODY,
            "2014-09-18",
            None,
            (("2014-09-18", "metadata"), ("2014-09-17", "publication line")),
        ),
        (
            "Harbour closed\nPosted June 5, 2014, Updated June 6, 2014" + BODY,
            None,
            None,
            (("2014-06-05", "publication line"), ("2014-06-06", "line of change")),
        ),
        (
            "PORT ELLERY, September 16, 2014 — The harbour was closed, officials said.",
            None,
            None,
            (("2014-09-16", "dateline"),),
        ),
        (
            "PORT ELLERY, Sept. 16 — The harbour was closed, officials said.",
            "2014-09-17",
            None,
            (("2014-09-17", "metadata"), ("2014-09-16", "dateline")),
        ),
        ("PORT ELLERY, Sept. 16 — The harbour was closed, officials said.", None, None, ()),
        ("Harbour closed" + BODY, None, "https://news.example/2014/09/16/harbour", (("2014-09-16", "url"),)),
        (
            "Harbour closed\n16 September 2014 The harbour of Port Ellery was closed, officials said.",
            None,
            None,
            (("2014-09-16", "date at the head"),),
        ),
        ("Harbour closed\nOn 16 September 2014 The Harbour Board closed the harbour, it said.", None, None, ()),
        (
            "Log\n16 September 2014 The harbour was closed, it said.\n17 September 2014 The harbour was opened, it said.",
            None,
            None,
            (),
        ),
    ],
)
def test_choice_and_rivals(
    text: str, published: str | None, url: str | None, expected: tuple[tuple[str, str], ...]
) -> None:
    assert chosen(text, published, url) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2014/09/16/harbour-closed", "2014-09-16"),
        ("https://news.example/world/2014-09-16-harbour", "2014-09-16"),
        ("https://news.example/20140916/harbour", "2014-09-16"),
        ("https://news.example/2014/02/30/harbour", None),
        ("https://2014-09-16.example", None),
        ("https://news.example/articles/1201409161", None),
    ],
)
def test_date_in_the_path_of_an_address(url: str, day: str | None) -> None:
    assert iso_day(path_date(url)) == day


def test_frame_dates_carry_their_function_and_furniture_is_not_read() -> None:
    text = (
        "Harbour closed\nUpdated: September 18, 2014\nPORT ELLERY, September 16, 2014 — The harbour was closed on Monday, "
        "officials said.\nRelated articles\nStorm of May 2, 2013"
    )
    found = [(t.text, t.function) for t in View(article_of(text)).timexes]
    assert found == [
        ("September 18, 2014", TimexFunction.MODIFICATION_TIME),
        ("September 16, 2014", TimexFunction.CREATION_TIME),
        ("Monday", TimexFunction.NONE),
    ]
