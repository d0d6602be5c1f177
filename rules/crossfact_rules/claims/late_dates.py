"""Days after the article itself that it tells of as past.

## What it does

Takes the dates of the article's text, one day each, that lie more than a day after every date the article has for itself
(metadata, publication line, dateline, "Updated …") and that stand beside a verb in the past. A date without a year counts
only within thirty days after the article.

## Known limits

English only. The day after the article is allowed, since time zones and print editions shift by a day. Dates that stand
in one sentence with a plan, an order or a condition make no claim, nor do articles whose own date is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfact.annotate.timex import language_of, told_as_past
from crossfact.model import Claim, Confidence, DateValue, TimexFunction, TimexType
from crossfact.rulekit import ClaimKind, Example, View

_SLACK = 1
_YEARLESS_WITHIN = 30


def extract(view: View) -> Iterator[Claim]:
    """Claims on dates told as past that lie after the article."""
    dct = view.dct
    if dct is None or dct.days.latest is None:
        return
    own = max(rival.days.latest or 0 for rival in (dct, *dct.rivals))
    for timex in view.timexes:
        days = timex.days
        if days is None or days.day is None or timex.type is not TimexType.DATE or not timex.value[8:10].isdigit():
            continue
        gap = days.day - own
        if gap <= _SLACK or timex.function is not TimexFunction.NONE or not _dated(timex.text):
            continue
        sentence = view.sentence_at(timex.span.start)
        if sentence is None or (not timex.year_written and gap > _YEARLESS_WITHIN):
            continue
        if language_of(view.text, view.article.language) != "en":
            return
        start = sentence.span.start
        if not _inside(view.text[start : timex.span.start]):
            continue
        if told_as_past(view.text[start : sentence.span.end], timex.span.start - start, timex.span.end - start):
            yield view.claim(
                "late_dates",
                timex.span,
                subject=timex.text,
                value=DateValue(days),
                slot="day",
                when=days,
                dated_by="" if timex.year_written else "the year is that of the article's date",
                confidence=Confidence.HIGH if timex.year_written else Confidence.MEDIUM,
                details={"origin": dct.origin, "own": own},
            )


def _inside(before: str) -> bool:
    """Is the expression part of the sentence, not a date stamped between an agency's name and the sentence?"""
    words = before.split()
    return not words or words[-1][:1].islower() or words[-1] in ("On", "In") or not words[-1][-1].isalnum()


def _dated(text: str) -> bool:
    """Does the expression write a day number, so that its day hangs on no reading of tense?"""
    return any(char.isdigit() for char in text)


KIND = ClaimKind(
    name="late_dates",
    extract=extract,
    speaks=(
        Example(text="The mayor resigned on 20 September 2014.", finds=("2014-09-20",), published="2014-09-16"),
        Example(text="On September 20, the mayor resigned.", finds=("2014-09-20",), published="2014-09-16"),
    ),
    silent=(
        Example(text="The mayor will resign on 20 September 2014.", published="2014-09-16"),
        Example(
            text="Mayor resigns REUTERS 20 September 2014 The mayor resigned over a bridge.", published="2014-09-16"
        ),
        Example(text="The mayor resigned on 12 September 2014.", published="2014-09-16"),
        Example(text="The mayor resigned on 20 September 2014."),
        Example(text="The vote was postponed until 20 September 2014.", published="2014-09-16"),
        Example(text="A hearing was scheduled for 20 September 2014.", published="2014-09-16"),
    ),
    doc=__doc__,
)
