"""Two places for one event that cannot both be right.

## What it does

Compares where the articles of one story say that their main event, an attack or a disaster, happened: two house blocks or
addresses of one street, or one town in two states or countries.

## Why it matters

A wrong block sends readers and records to the wrong address, and a wrong state to the wrong town.

## Known limits

Two streets are never a conflict: an event at a corner has two. Nor are two towns of different names, since one may hold
the other or lie beside it.
"""

from __future__ import annotations

from crossfact.model import Fact, Reading, Relation, Severity
from crossfact.register import Register
from crossfact.rulekit import Example, Explanation, Pair, Rule

_BLOCK = 100
"""Numbers of a house block."""


def relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    """Two values of one slot and group: they are the same, or contradict each other. Symmetric.

    An address at the end of a block may be given as the next block.
    """
    if str(first.value) == str(second.value):
        return Relation.SAME
    addresses = any(all(claim.detail("address") for claim in reading.claims) for reading in (first, second))
    return Relation.UNKNOWN if addresses and _neighbours(first, second) else Relation.CONTRADICTS


def _neighbours(first: Reading, second: Reading) -> bool:
    numbers = [str(reading.value).partition(" ")[0] for reading in (first, second)]
    return all(number.isdigit() for number in numbers) and abs(int(numbers[0]) - int(numbers[1])) <= _BLOCK


def explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    """The question for the report."""
    what = "In which block" if fact.slot == "block" else "In which state"
    return Explanation(
        question=f"{what} was {fact.subject}?", advice=("Check the address with the police or on a map.",)
    )


RULE = Rule(
    code="PLC001",
    name="place-conflict",
    reads=("event_places",),
    hangs_on="event",
    severity=Severity.WARNING,
    relate=relate,
    explain=explain,
    message="{subject}: {readings}",
    silent=(
        Example(
            text="A man was shot in the 800 block of Maple Lane in Port Ellery. The gunman fled to the 500 block of Oak Street."
        ),
    ),
    pairs=(
        Pair(
            "A man was killed in a shooting in the 800 block of Maple Lane in Port Ellery on Sunday.",
            "A shooting killed a man in the 500 block of Maple Lane in Port Ellery on Sunday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of West Oak Street in Port Ellery on Sunday.",
            "A shooting on Sunday killed a man in the 2400 block of W. Oak St. in Port Ellery.",
            Relation.SAME,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of West Oak Street in Port Ellery on Sunday.",
            "A shooting on Sunday killed a man at 2412 W. Oak St. in Port Ellery.",
            Relation.SAME,
        ),
        Pair(
            "A man was killed in a shooting in the 2700 block of West Oak Street in Port Ellery on Sunday.",
            "A shooting on Sunday killed a man at 2412 W. Oak St. in Port Ellery.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man was killed in a shooting in the 2500 block of West Oak Street in Port Ellery on Sunday.",
            "A shooting on Sunday killed a man at 2496 W. Oak St. in Port Ellery.",
            Relation.UNKNOWN,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of West Oak Street.",
            "A shooting near Maple Lane and Oak Street killed a man.",
            Relation.UNKNOWN,
        ),
    ),
    doc=__doc__,
)
