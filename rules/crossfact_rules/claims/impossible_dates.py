"""Dates and clock times that do not exist: "31 September", "25:10".

## What it does

Takes every date outside page furniture whose day the month does not have (February by the year, if one is written), and
every clock time past 24:00 or with a minute past 59. The claim's value is the expression as written; why it cannot be is
kept with it.

## Known limits

A day number past 31 is not read as a date at all, nor is a number with a colon read as a clock time unless a word such
as "at" or a time zone says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfact.model import Claim, TextValue
from crossfact.rulekit import ClaimKind, Example, View


def extract(view: View) -> Iterator[Claim]:
    """Claims on the dates and clock times that cannot exist."""
    for timex in view.timexes:
        if timex.impossible is not None:
            yield view.claim(
                "impossible_dates",
                timex.span,
                subject=timex.text,
                value=TextValue("term", timex.text),
                slot="date",
                details={"why": timex.impossible},
            )


KIND = ClaimKind(
    name="impossible_dates",
    extract=extract,
    speaks=(
        Example(text="The contract ends on 31 September 2014.", finds=("31 September 2014",)),
        Example(text="It opened on February 29, 2011.", finds=("February 29, 2011",)),
        Example(text="The train left at 25:10 GMT.", finds=("25:10 GMT",)),
    ),
    silent=(
        Example(text="The contract ends on 30 September 2014."),
        Example(text="It opened on February 29."),
        Example(text="The home side won 25:10 in the third set."),
    ),
    doc=__doc__,
)
