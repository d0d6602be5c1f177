"""Two places for one event that cannot both be right.

## What it does

Compares where the articles of one story say that their main event, an attack or a disaster, happened: two house blocks or
addresses of one street, a block of one number on two streets, two streets of one name ("East Oak Street", "West Oak
Street"; "Oak Street", "Oak Avenue"), or one town in two states or countries.

## Why it matters

A wrong block sends readers and records to the wrong address, and a wrong state to the wrong town.

## Known limits

Other streets of two names are never a conflict, for an event at a corner has two; neither are numbered streets, for a
"5th Street" may cross a "5th Avenue", nor two towns of different names, since one may hold the other or lie beside it.
"""

from __future__ import annotations

from itertools import product

from crossfact.annotate.events import family
from crossfact.annotate.places import street_name
from crossfact.model import Claim, Fact, Reading, Relation, Severity
from crossfact.register import Register
from crossfact.rulekit import Example, Explanation, Pair, Rule
from crossfact_rules.claims.event_places import different_streets

_BLOCK = 100
"""Numbers of a house block."""
_LONG = 1000
"""From this number on two streets of a town seldom meet in blocks of one number."""


def _one(first: Claim, second: Claim) -> bool:
    """Do two claims of different articles tell of one event: one day, and a street, a long number or a person? Symmetric."""
    assert first.event is not None
    assert second.event is not None
    if family(first.event.event_class) != family(second.event.event_class):
        return False
    if first.when is not None and second.when is not None and not first.when.widened(1).overlaps(second.when):
        return False
    if not _streets(first).isdisjoint(_streets(second)):
        return True
    if first.slot == "block" and _number(first) == _number(second) >= _LONG:
        return True
    return not set(first.detail("persons")).isdisjoint(second.detail("persons"))


def _streets(claim: Claim) -> set[str]:
    """Names of the streets of the scene that the claim and its article tell of."""
    own = claim.detail("street")
    return {*claim.detail("streets"), *([] if own is None else [street_name(own)])}


def _number(claim: Claim) -> int:
    return int(str(claim.value).partition(" ")[0])


def relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    """Two values of one slot and group. Symmetric.

    An address at the end of a block may be given as the next block. Streets of different names may meet at the scene, but
    hardly in blocks of one long number.
    """
    if str(first.value) == str(second.value):
        return Relation.SAME
    slot = first.claims[0].slot
    if slot == "town":
        return Relation.CONTRADICTS
    streets = ({claim.detail("street") for claim in reading.claims} for reading in (first, second))
    differ = any(different_streets(one, other) for one, other in product(*streets))
    if slot == "street":
        return Relation.CONTRADICTS if differ else Relation.COMPATIBLE
    return Relation.UNKNOWN if differ else _blocks(first, second)


def _blocks(first: Reading, second: Reading) -> Relation:
    """How blocks of one street, or of streets with different names, stand to each other."""
    number, other_number = _number(first.claims[0]), _number(second.claims[0])
    street, other_street = (street_name(reading.claims[0].detail("street")) for reading in (first, second))
    if street != other_street:
        met = any(street in _streets(claim) for claim in second.claims)
        met = met or any(other_street in _streets(claim) for claim in first.claims)
        return Relation.CONTRADICTS if number == other_number >= _LONG and not met else Relation.UNKNOWN
    addresses = any(all(claim.detail("address") for claim in reading.claims) for reading in (first, second))
    return Relation.UNKNOWN if addresses and abs(number - other_number) <= _BLOCK else Relation.CONTRADICTS


_QUESTIONS = {"block": "In which block", "street": "On which street", "town": "In which state"}


def explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    """The question for the report."""
    return Explanation(
        question=f"{_QUESTIONS[fact.slot]} was {fact.subject}?",
        advice=("Check the address with the police or on a map.",),
    )


RULE = Rule(
    code="PLC001",
    name="place-conflict",
    reads=("event_places",),
    hangs_on="event",
    severity=Severity.WARNING,
    one=_one,
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
            Relation.SAME,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of West Oak Street.",
            "A shooting near Maple Lane and Oak Street killed a man.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of West Oak Street.",
            "A shooting in the 2900 block of Oak killed a man, police said.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of Oak Street.",
            "A shooting in the 2400 block of Maple Lane killed a man.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man was killed in a shooting in the 400 block of Oak Street.",
            "A shooting in the 400 block of Maple Lane killed a man.",
            Relation.UNKNOWN,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of Oak Street, off Maple Lane.",
            "A shooting in the 2400 block of Maple Lane killed a man.",
            Relation.SAME,
        ),
        Pair(
            "A man was killed in a shooting on East Oak Street.",
            "A shooting on West Oak Street killed a man.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man was killed in a shooting on Oak Street.",
            "A shooting on Oak Avenue killed a man.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of 5th Street.",
            "A shooting in the 900 block of 5th Avenue killed a man.",
            Relation.UNKNOWN,
        ),
        Pair(
            "A man was killed in a shooting on 5th Street.",
            "A shooting on 5th Avenue killed a man.",
            Relation.UNKNOWN,
        ),
        Pair(
            "A fight began at a bar in the 2400 block of Oak Street. A man was killed in the shooting.",
            "A man was killed in a shooting in the 2600 block of Oak Street.",
            Relation.UNKNOWN,
        ),
        Pair(
            "A man was killed in a shooting in the 2400 block of Oak Street on Sunday.",
            "A shooting in the 2900 block of Oak Street killed a man on Thursday.",
            Relation.UNKNOWN,
        ),
    ),
    doc=__doc__,
)
