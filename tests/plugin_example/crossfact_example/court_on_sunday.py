"""A court hearing is dated to a Sunday.

## What it does

Reports every day given for a hearing, a trial or a sentencing that is a Sunday.

## Why it matters

The courts of our region do not sit on Sundays, so the day is wrong.

## Known limits

Emergency sittings are reported too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from crossfact.model import Claim, DateValue, Severity
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule


def judge(claims: Sequence[Claim], _register: Register) -> Iterator[Draft]:
    for claim in claims:
        if claim.event is None or claim.event.event_class != "court" or not isinstance(claim.value, DateValue):
            continue
        day = claim.value.days.day
        if day is not None and datetime.date.fromordinal(day).weekday() == 6:
            yield Draft(
                subject=claim.subject,
                message=f"{claim.subject} is dated to a Sunday, {claim.value}",
                primary=claim,
                key=("court on Sunday", claim.subject.lower()),
                question=f"On which day was {claim.subject}?",
                advice=("Ask the court for the day.",),
            )


RULE = Rule(
    code="EXA001",
    name="court-on-sunday",
    reads=("event_dates",),
    hangs_on="article",
    severity=Severity.WARNING,
    judge=judge,
    speaks=(Example(text="Okoye was sentenced on Sunday, March 10, 2024.", finds=("2024-03-10",)),),
    silent=(Example(text="Okoye was sentenced on Monday, March 11, 2024."),),
    doc=__doc__,
)
