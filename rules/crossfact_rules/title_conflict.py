"""One person has two ranks, or is named by two offices of which only one can be meant.

## What it does

Compares the ranks that articles, or places of one article, give to one person in one week. Two ranks of
one service that are no short form of each other contradict. A rank told in another week updates: people are promoted. Two
special names for one office ("special envoy", "special representative") are one ``info`` finding. Two
offices contradict in one week where one is that of the other's deputy, or where a body has a person for each ("chief
executive", "finance chief"), and no article gives both to the person.

## Why it matters

A wrong rank is copied from old material or from another person.

## Known limits

Loose words ("minister", "director", "chief") name deputies too and contradict nothing. Where the register decides,
TTL002 has the finding with all readings. Ranks of different services and words such as "officer", "detective" or "agent",
which go with any rank, are compatible. A full name alone makes no person: both articles must name the same body, or
another person in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from crossfact import lexicon
from crossfact.model import Claim, Days, Fact, Reading, Relation, Severity
from crossfact.register import Register, body_key, compatible_terms
from crossfact.rulekit import Explanation, Pair, Rule

_WEEK = 7
_LINES: tuple[dict[str, int], ...] = tuple(
    {term: grade for grade, terms in enumerate(line) for term in terms}
    for line in lexicon.load("ranks")["lines"].values()
)
_SEATS = tuple(frozenset(group) for group in lexicon.load("ranks")["seats"]["groups"])
_LOOSE = frozenset(lexicon.load("ranks")["seats"]["loose"])
_SAMPLE = 100
"""Claims of a reading that are compared; more hardly add other days or bodies."""
_NAMES_OF_ONE_OFFICE = (frozenset(("Special Envoy", "Special Representative")),)


def relate(first: Reading, second: Reading, _register: Register) -> Relation:
    """How two titles of one person stand to each other."""
    one, other = first.claims[0], second.claims[0]
    if one.detail("status") != other.detail("status") or any(c.detail("historical") for c in (one, other)):
        return Relation.UNKNOWN
    term, second_term = one.detail("term"), other.detail("term")
    if term == second_term or compatible_terms(term, second_term):
        return Relation.COMPATIBLE
    if not (one.detail("rank") and other.detail("rank")):
        apart = _two_seats(term, second_term) and _only_one_each(first, second)
        pairs = product(first.claims[:_SAMPLE], second.claims[:_SAMPLE]) if apart else ()
        together = any(_one_body(a, b) and _together(a, b) for a, b in pairs)
        return Relation.CONTRADICTS if together else Relation.UNKNOWN
    grades = [(line[term], line[second_term]) for line in _LINES if term in line and second_term in line]
    if not grades:
        return Relation.UNKNOWN
    if any(low == high for low, high in grades) or term in second_term or second_term in term:
        return Relation.COMPATIBLE
    if any(_together(a, b) for a, b in product(first.claims[:_SAMPLE], second.claims[:_SAMPLE])):
        return Relation.CONTRADICTS
    return Relation.UPDATES


def _two_seats(term: str, other: str) -> bool:
    """Are these an office and its deputy's, or two offices that one person does not hold together?"""
    if any(term in group and other in group for group in _SEATS):
        return True
    upper, lower = sorted((term, other), key=len)
    return upper not in _LOOSE and lower in (f"Deputy {upper}", f"Assistant {upper}")


def _only_one_each(first: Reading, second: Reading) -> bool:
    """Does no article give the person both offices, as it would where both are held or one was left?"""
    articles = {claim.evidence.article_id for claim in first.claims}
    return articles.isdisjoint(claim.evidence.article_id for claim in second.claims)


def _one_body(one: Claim, other: Claim) -> bool:
    """Do name and title stand together in both, with no two bodies or countries and no word of an appointment?"""
    if not (one.detail("named") and other.detail("named")) or one.detail("moves") or other.detail("moves"):
        return False
    bodies = {body_key(claim.detail("body")) for claim in (one, other) if claim.detail("body")}
    return len(bodies) < 2 and len({one.detail("country"), other.detail("country")} - {None}) < 2


def _together(one: Claim, other: Claim) -> bool:
    """Do the claims speak of one person in one week?

    A full name alone is not enough: both must have the same body beside them, or another person in common.
    """
    if one.evidence.article_id == other.evidence.article_id:
        return True
    days, others = _days(one), _days(other)
    if days is None or others is None or not days.widened(_WEEK).overlaps(others):
        return False
    body, other_body = one.detail("body"), other.detail("body")
    same_body = body is not None and other_body is not None and body_key(body) == body_key(other_body)
    return same_body or not set(one.detail("cast", ())).isdisjoint(other.detail("cast", ()))


def _days(claim: Claim) -> Days | None:
    return claim.when or claim.said_on


def explain(fact: Fact, register: Register) -> Explanation:
    """What to ask; one office under two special names is for information."""
    question = f"Which title did {fact.subject} hold?"
    terms = {reading.claims[0].detail("term") for reading in fact.readings}
    statuses = {reading.claims[0].detail("status") for reading in fact.readings}
    countries = {claim.detail("country") for reading in fact.readings for claim in reading.claims}
    if len(statuses) == len(countries) == 1 and any(names <= terms for names in _NAMES_OF_ONE_OFFICE):
        return Explanation(
            question=f"What was the title of {fact.subject}?",
            derivation=("the names are used for one office; only one of them is its title",),
            advice=("use the official name of the office",),
            severity=Severity.INFO if not _contradicts(fact.readings, register) else None,
        )
    return Explanation(question=question, advice=(f"ask which rank {fact.subject} held on that day",))


def _contradicts(readings: Sequence[Reading], register: Register) -> bool:
    return any(
        relate(one, other, register) is Relation.CONTRADICTS
        for number, one in enumerate(readings)
        for other in readings[number + 1 :]
    )


RULE = Rule(
    code="TTL001",
    name="title-conflict",
    reads=("roles",),
    hangs_on="person",
    standing=True,
    severity=Severity.WARNING,
    relate=relate,
    explain=explain,
    yields_to=("TTL002",),
    pairs=(
        Pair(
            "The army chief, Gen. Amara Okoye, met Zoran Petrov in the evening.",
            "Field Marshal Amara Okoye met Zoran Petrov in the evening.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Sgt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            "Lt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            Relation.CONTRADICTS,
            days=1,
        ),
        Pair(
            "Sgt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            "Lt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            Relation.UPDATES,
            days=60,
        ),
        Pair(
            "Lt. Gen. Amara Okoye met Zoran Petrov in the evening.",
            "The army chief, Gen. Amara Okoye, met Zoran Petrov in the evening.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Staff Sgt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            "Sgt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Detective Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            "Sgt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Capt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            "Retired Lt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Sgt. Dana Orr of the Ellery police met Zoran Petrov in the evening.",
            "Lt. Jan Novak of the Ellery police met Zoran Petrov in the evening.",
            Relation.UNKNOWN,
        ),
        # Two offices, of which one is a deputy's or which are two seats of one board.
        Pair(
            "Deputy Finance Minister Amara Okoye met Zoran Petrov in the evening.",
            "Finance Minister Amara Okoye met Zoran Petrov in the evening.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Finance chief Amara Okoye met Zoran Petrov in the evening.",
            "The chief executive, Amara Okoye, met Zoran Petrov in the evening.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Deputy Finance Minister Amara Okoye met Zoran Petrov in the evening.",
            "Minister Amara Okoye met Zoran Petrov in the evening.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Deputy Finance Minister Amara Okoye met Zoran Petrov in the evening.",
            "Finance Minister Amara Okoye, sworn in at noon, met Zoran Petrov in the evening.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Acting Finance Minister Amara Okoye met Zoran Petrov in the evening.",
            "Deputy Finance Minister Amara Okoye met Zoran Petrov in the evening.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Jan Novak, the special envoy, met Zoran Petrov in the evening.",
            "Jan Novak, the special representative, met Zoran Petrov in the evening.",
            Relation.COMPATIBLE,
        ),
    ),
    doc=__doc__,
)
