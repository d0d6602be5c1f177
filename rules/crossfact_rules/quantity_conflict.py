"""Two measures of one thing that differ by more than rounding.

## What it does

Compares what articles of one story measure of one happening: magnitude and depth of a quake, the bail of a person, a
reward, a ransom. Amounts are compared as numbers, so that "$3 million" equals "$3,000,000", and a rounded amount agrees
with the exact one. Magnitudes differ from 0.2 on. Sums that are told more than a week apart may have been changed and are
left alone.

Compares, too, figures that hang on a named person, place or bargain: a prison term, the winner's share of the vote, the
price of a firm or a player, a gust or a river's level at a place, the crowd at a match. They must be told within two days
of each other, and each article must give one figure only.

## Why it matters

Such figures are copied from wire to wire; a digit that was lost on the way stays.

## Known limits

Agencies measure one quake differently; the finding then shows both figures. Budgets, damages, prices of goods, durations and
distances are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Fact, QuantityValue, Reading, Relation, Severity
from crossfact.register import Register
from crossfact.relations import Range, amounts
from crossfact.rulekit import Draft, Explanation, Pair, Rule
from crossfact_rules.claims.backing import backing
from crossfact_rules.claims.setting import decode, one_happening

_WEEK = 7
_AGENCIES = 0.15
"""Difference of two magnitudes that agencies commonly leave between them."""
_NEAR = 0.25
"""Difference of two magnitudes, of reports without a common day, from which they rather measure two quakes."""
_SAMPLE = 12
_FRESH = 2
"""Days between two reports of one figure; later it may be another one."""
_BOTH = 2
"""Names that the sentences on one bargain share: those of both sides."""
_SLACK = {"gust": 4.0, "level": 0.06}
"""Differences that conversion of units explains."""


def _value(claim: Claim) -> QuantityValue:
    assert isinstance(claim.value, QuantityValue)
    return claim.value


def _one(first: Claim, second: Claim) -> bool:
    """Do two claims measure one happening? Quakes of a region follow each other: without a common day the sizes must be near."""
    if not one_happening(first, second):
        return False
    days = [decode(claim.detail("setting")).days for claim in (first, second)]
    if first.slot != "magnitude" or second.slot != "magnitude" or None not in days:
        return True
    return abs(_value(first).amount - _value(second).amount) < _NEAR


def _relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    pairs = [(a, b) for a in first.claims[:_SAMPLE] for b in second.claims[:_SAMPLE] if _one(a, b)]
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


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    """One finding for each figure of a person, place or bargain that two articles of a story give differently."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "figures":
            groups[claim.slot, claim.group].append(claim)
    for (slot, group), mine in groups.items():
        sides: dict[str, list[Claim]] = defaultdict(list)
        for claim in mine[:_SAMPLE]:
            sides[str(claim.value)].append(claim)
        first, *others = sides.values()
        rivals = [c for other in others for c in other if any(_clash(c, d) for d in first)]
        if rivals:
            yield _draft(first, rivals, slot, group)


def _clash(one: Claim, other: Claim) -> bool:
    """Do two articles give one figure, at one time, in two ways that neither rounding nor conversion explains?"""
    if one.evidence.article_id == other.evidence.article_id or one.said_on is None or other.said_on is None:
        return False
    if not one.said_on.widened(_FRESH).overlaps(other.said_on):
        return False
    shared = set(one.detail("names")) & set(other.detail("names"))
    if len(shared) < {"price": _BOTH, "crowd": 1}.get(one.slot, 0):
        return False
    value, second = _value(one), _value(other)
    if value.unit != second.unit or abs(value.amount - second.amount) <= _SLACK.get(one.slot, 0.0):
        return False
    return amounts(Range(value.amount, value.amount), Range(second.amount, second.amount)) is Relation.CONTRADICTS


def _draft(first: Sequence[Claim], rivals: Sequence[Claim], slot: str, group: str) -> Draft:
    primary = first[0]
    owner = group or "|".join(sorted(set(primary.detail("names")) & set(rivals[0].detail("names"))))
    readings = "; ".join(dict.fromkeys(str(claim.value) for claim in (primary, *rivals)))
    return Draft(
        subject=primary.subject,
        message=f"{primary.subject}: {readings}",
        primary=primary,
        conflicting=tuple(rivals),
        agreeing=tuple(first[1:]),
        derivation=tuple(
            f"{c.evidence.article_id}: “{c.evidence.quote}” is read as {c.value}" for c in (primary, *rivals)
        ),
        key=(slot, owner),
        values=tuple(sorted({str(claim.value) for claim in (primary, *rivals)})),
        question=f"What is the {primary.subject.removeprefix('the ')}?",
    )


def _explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    return Explanation(
        question=f"What is the {fact.subject.removeprefix('the ')}?",
        fits=backing(fact.readings),
        advice=("Take the figure from whoever measured or set it, and name them.",),
    )


RULE = Rule(
    code="QTY001",
    name="quantity-conflict",
    reads=("figures", "quantities"),
    hangs_on="event",
    severity=Severity.WARNING,
    relate=_relate,
    reconcile=reconcile,
    one=_one,
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
