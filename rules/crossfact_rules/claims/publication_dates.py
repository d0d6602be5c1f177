"""Days that an article gives for itself: dateline, publication line, byline, "Updated …".

## What it does

Takes the dates of the article's own frame, each with the part of the frame it stands in (`dateline`, `publication line`,
`byline`, `line of change`). What the metadata state goes along with each of them.

## Known limits

Dates of the address (URL) and of the metadata have no place in the text, so they make no claim of their own. A date
without a year takes the year of the metadata or address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfact.model import Claim, DateValue, Days
from crossfact.rulekit import ClaimKind, Example, View

_BEFORE = 40
_STATED = re.compile(r"(?:publish|publicat|post|print|issue)[^\n]*$", re.IGNORECASE)


def extract(view: View) -> Iterator[Claim]:
    """Claims on the article's own date, one for each place that states one."""
    dct = view.dct
    if dct is None:
        return
    declared = view.article.published
    for stated in sorted((dct, *dct.rivals), key=lambda time: time.span or (0, 0)):
        if stated.span is None:
            continue
        yield view.claim(
            "publication_dates",
            stated.span,
            subject=stated.origin,
            value=DateValue(Days(stated.days.earliest, stated.days.latest)),
            slot=stated.origin,
            when=stated.days,
            details={
                "declared": declared,
                "declared_origin": view.article.published_origin,
                "stated": _STATED.search(view.text[max(0, stated.span.start - _BEFORE) : stated.span.start])
                is not None,
            },
        )


KIND = ClaimKind(
    name="publication_dates",
    extract=extract,
    speaks=(
        Example(
            text="Port Ellery, Tuesday, December 16, 2014 – The harbour was closed by the mayor on Monday, officials said.",
            finds=("2014-12-16",),
        ),
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 16, 2014 — The harbour was closed, officials said.",
            finds=("2014-09-17", "2014-09-16"),
        ),
        Example(
            text="Harbour closed\nSeptember 17\nThe harbour was closed.", finds=("2014-09-17",), published="2014-09-17"
        ),
    ),
    silent=(
        Example(text="The harbour was closed on September 16, 2014, officials said."),
        Example(text="Harbour closed\nSeptember 17\nThe harbour was closed, officials said."),
    ),
    doc=__doc__,
)
