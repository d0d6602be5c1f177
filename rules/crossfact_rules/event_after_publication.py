"""Something is told as past and dated after the article that tells it.

## What it does

Compares every dated past event of an article with the dates that the article has for itself. A day more than one day after
all of them cannot have been past when the article was written.

The finding is a warning where the date is surely an argument of a finite verb in the past, told as a fact, in a sentence of
running text. Else it is ``info``: the date may be that of a plan, of an entry in a list, or stand beside a past verb by chance.

## Why it matters

Either the day of the event or the date of the article is wrong; every relative date of the article hangs on the latter.

## Known limits

Plans, orders and conditions are silent: "was scheduled for", "agreed to", "until". English only. An article updated later
without saying so looks like one with a wrong date. A date without a year is read as the nearest one, and such a finding has
medium confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfact.model import Certainty, Claim, Confidence, Severity, day_words, in_words, listed
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule


def judge(claims: Sequence[Claim], _register: Register) -> Iterator[Draft]:
    """One finding an article: its dates that lie too late most likely have one cause, a wrong date of the article."""
    if not claims:
        return
    primary = claims[0]
    own = day_words(primary.detail("own"))
    quotes = list(dict.fromkeys(f"“{c.evidence.quote}”" for c in claims))
    verb = "is" if len(quotes) == 1 else "are"
    yield Draft(
        subject=primary.subject,
        message=f"{listed(quotes)} {verb} told as past; the article is of {own} ({primary.detail('origin')})",
        primary=primary,
        conflicting=tuple(c for c in claims[1:] if str(c.value) != str(primary.value)),
        agreeing=tuple(c for c in claims[1:] if str(c.value) == str(primary.value)),
        derivation=(
            *(
                f"“{c.evidence.quote}” is {in_words(c.value)}" + (f" ({c.dated_by})" if c.dated_by else "")
                for c in claims
            ),
            f"the latest date the article has for itself is {own}",
            "the verb beside the date is in the past",
        ),
        key=("event after publication",),
        severity=None if any(c.certainty is Certainty.CERTAIN for c in claims) else Severity.INFO,
        confidence=min((c.confidence for c in claims), key=(Confidence.HIGH, Confidence.MEDIUM).index),
        question=f"Had it happened by {own}?",
        advice=("check the day of the event and the date of the article",),
    )


RULE = Rule(
    code="DAT004",
    name="event-after-publication",
    reads=("late_dates",),
    hangs_on="article",
    severity=Severity.WARNING,
    judge=judge,
    speaks=(
        Example(text="The mayor resigned on 20 September 2014.", finds=("2014-09-20",), published="2014-09-16"),
        Example(text="Snow fell in Port Ellery on January 4.", finds=("2015-01-04",), published="2014-12-30"),
        Example(
            text="The mayor resigned on 20 September 2014. The council met on 22 September 2014, she said.",
            finds=("2014-09-20", "2014-09-22"),
            published="2014-09-16",
        ),
    ),
    silent=(
        Example(text="The mayor will resign on 20 September 2014.", published="2014-09-16"),
        Example(text="The mayor resigned on 17 September 2014.", published="2014-09-16"),
        Example(text="The term of the mayor was extended to 20 September 2014.", published="2014-09-16"),
        Example(text="The fair runs from 18 to 20 September 2014, the town said.", published="2014-09-16"),
        Example(
            text="Harbour closed\nUpdated: September 22, 2014\nThe mayor resigned on 20 September 2014, officials said.",
            published="2014-09-16",
        ),
    ),
    doc=__doc__,
)
