"""A date or clock time that no calendar or clock has.

## What it does

Reports a day that its month does not have (31 September; 29 February of a common year) and a clock time past the end of
the day (25:10), with the reason.

## Why it matters

The event has another date than the one printed, and nothing in the words tells which.

## Known limits

29 February without a year is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Severity
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule


def judge(claims: Sequence[Claim], _register: Register) -> Iterator[Draft]:
    """One finding for each impossible expression, with its repeats."""
    for value in dict.fromkeys(str(c.value) for c in claims):
        group = [c for c in claims if str(c.value) == value]
        why = group[0].detail("why")
        yield Draft(
            subject=value,
            message=f"“{value}”: {why}",
            primary=group[0],
            agreeing=tuple(group[1:]),
            derivation=(f"“{value}”: {why}",),
            key=("impossible date", value),
            values=(value,),
            question=f"Which day or time is “{value}”?",
            advice=("check the source for the right day or time",),
        )


RULE = Rule(
    code="DAT005",
    name="impossible-date",
    reads=("impossible_dates",),
    hangs_on="article",
    severity=Severity.ERROR,
    judge=judge,
    speaks=(
        Example(text="The contract ends on 31 September 2025.", finds=("31 September 2025",)),
        Example(text="It opened on February 30.", finds=("February 30",)),
        Example(text="The train left at 25:10 GMT.", finds=("25:10 GMT",)),
    ),
    silent=(
        Example(text="The contract ends on 30 September 2025. It began on 29 February 2024."),
        Example(text="It opened on February 29."),
        Example(text="The home side won 25:10 in the third set."),
    ),
    doc=__doc__,
)
