"""Two measures of one thing that differ by more than rounding.

## What it does

Compares what articles of one story measure of one happening: magnitude and depth of a quake, the bail of a person, a
reward, a ransom. Amounts are compared as numbers, so that "$3 million" equals "$3,000,000", and a rounded amount agrees
with the exact one. Magnitudes differ from 0.2 on. Sums that are told more than a week apart may have been changed and are
left alone.

## Why it matters

Such figures are copied from wire to wire; a digit that was lost on the way stays.

## Known limits

Agencies measure one quake differently; the finding then shows both figures. Other sums of money, shares and distances are
not compared.
"""

from __future__ import annotations

from crossfact.model import Claim, Fact, QuantityValue, Reading, Relation, Severity
from crossfact.register import Register
from crossfact.relations import Range, amounts
from crossfact.rulekit import Explanation, Pair, Rule
from crossfact_rules.claims.setting import one_happening

_WEEK = 7
_AGENCIES = 0.15
"""Difference of two magnitudes that agencies commonly leave between them."""
_SAMPLE = 12


def _value(claim: Claim) -> QuantityValue:
    assert isinstance(claim.value, QuantityValue)
    return claim.value


def _relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    pairs = [(a, b) for a in first.claims[:_SAMPLE] for b in second.claims[:_SAMPLE] if one_happening(a, b)]
    one, other = _value(first.claims[0]), _value(second.claims[0])
    if not pairs or one.unit != other.unit:
        return Relation.UNKNOWN
    if one.unit == "magnitude" and abs(one.amount - other.amount) < _AGENCIES:
        return Relation.COMPATIBLE
    relation = amounts(Range(one.amount, one.amount), Range(other.amount, other.amount))
    if relation is Relation.CONTRADICTS and first.claims[0].slot in ("bail", "reward", "ransom"):
        return relation if any(_soon(a, b) for a, b in pairs) else Relation.UPDATES
    return relation


def _soon(first: Claim, second: Claim) -> bool:
    one, other = first.said_on, second.said_on
    return one is not None and other is not None and one.widened(_WEEK).overlaps(other)


def _explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    return Explanation(question=f"What is the {fact.subject}?")


RULE = Rule(
    code="QTY001",
    name="quantity-conflict",
    reads=("quantities",),
    hangs_on="event",
    severity=Severity.WARNING,
    relate=_relate,
    explain=_explain,
    pairs=(
        Pair(
            "A magnitude-5.6 earthquake hit Port Ellery on Tuesday.",
            "The 5.2-magnitude quake hit Port Ellery on Tuesday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A magnitude-5.9 earthquake hit Port Ellery on Tuesday.",
            "The 6.0-magnitude quake hit Port Ellery on Tuesday.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Amara Okoye was held on $3 million bail after the shooting.",
            "Bond for Amara Okoye was set at $2,000,000 after the shooting.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Amara Okoye was held on $3 million bail after the shooting.",
            "Bond for Amara Okoye was set at $3,000,000 after the shooting.",
            Relation.SAME,
        ),
        Pair(
            "Amara Okoye was held on $3 million bail after the shooting.",
            "Bond for Amara Okoye was set at $2,000,000 after the shooting.",
            Relation.UPDATES,
            days=30,
        ),
    ),
    doc=__doc__,
)
