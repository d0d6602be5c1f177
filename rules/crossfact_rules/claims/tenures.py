"""What the rules on tenures share: weighing the claims of one person against the register, and putting it in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfact.model import Claim, Confidence, Days, Location, Modality, NearMiss, Part, Severity, Tenure, days_words
from crossfact.register import Register, Weighed, bound_text, row_text, weigh
from crossfact.rulekit import Draft

_FAR = 730
"""Days after the end of a tenure beyond which it says nothing where no successor is known."""

FOR_LIFE = frozenset(
    ("President", "Vice President", "Governor", "Senator", "Ambassador", "Secretary", "Judge", "Justice", "Speaker", "Mayor", "King", "Queen", "Chief")
)  # fmt: skip
"""Titles that persons keep for life in common usage: they speak only with a country or body beside them."""


class Outdated(NamedTuple):
    """A claim that the register does not bear out."""

    claim: Claim
    days: Days
    weighed: Weighed


def days_of(claim: Claim) -> Days | None:
    """The days on which the person is said to hold the office: those of what is told, else the article's."""
    days = claim.when or claim.said_on
    return days if days is not None and days.earliest is not None and days.latest is not None else None


def said_apart(claim: Claim, days: Sequence[int | None]) -> int:
    """How many days the article lies after these days at least; 0 where that is not known."""
    latest = Days(*days).latest
    if claim.said_on is None or claim.said_on.earliest is None or latest is None:
        return 0
    return max(0, claim.said_on.earliest - latest)


def weighed(claim: Claim, register: Register) -> Weighed | None:
    """The register's word on a claim, ``None`` where the claim is no statement about a dated present."""
    days = days_of(claim)
    if (
        days is None
        or claim.detail("historical")
        or claim.modality is Modality.PLAN
        or claim.detail("status") == "former"
    ):
        return None
    also = [Days(*pair) for pair in claim.detail("days", ())]
    if claim.said_on is not None:
        also.append(claim.said_on)
    return weigh(
        register,
        claim.subject,
        claim.detail("term"),
        days,
        rank=claim.detail("rank"),
        body=claim.detail("body"),
        country=claim.detail("country"),
        also=also,
    )


def outdated(claims: Sequence[Claim], register: Register) -> Iterator[Outdated]:
    """The claims that name an office or rank not held on their day, where the register can say so."""
    for claim in claims:
        found = weighed(claim, register)
        days = days_of(claim)
        if found is None or days is None or found.verdict not in ("over", "early") or not claim.detail("named"):
            continue
        if confidence_of(claim, days, found) is not Confidence.LOW:
            yield Outdated(claim, days, found)


def by_tenure(items: Iterable[Outdated]) -> list[list[Outdated]]:
    """Claims that the register does not bear out, one group a row that they are held against, in order of the first."""
    groups: dict[Tenure, list[Outdated]] = {}
    for item in items:
        assert item.weighed.row is not None
        groups.setdefault(item.weighed.row, []).append(item)
    return list(groups.values())


def nearly(code: str, claims: Sequence[Claim], register: Register) -> Iterator[NearMiss]:
    """Mentions that would be held against an ended tenure, had the words not placed them in its time."""
    for claim in claims:
        on = claim.said_on
        if on is None or on.earliest is None or on.latest is None or not claim.detail("named"):
            continue
        if claim.detail("status") != "serving" or claim.modality is not Modality.FACT:
            continue
        reason = _why_not(claim, register, on)
        if reason:
            location = Location(claim.evidence, Part.EVIDENCE, None, claim.said_on, claim.publisher)
            yield NearMiss(code, claim.subject, reason, (location,))


def _why_not(claim: Claim, register: Register, on: Days) -> str:
    now = weigh(
        register,
        claim.subject,
        claim.detail("term"),
        on,
        rank=claim.detail("rank"),
        body=claim.detail("body"),
        country=claim.detail("country"),
    )
    bare = claim.detail("body") is None and claim.detail("country") is None
    if now.verdict != "over" or not now.instead or (bare and claim.detail("term") in FOR_LIFE):
        return ""
    if claim.detail("historical"):
        return f"the words look back; {claim.detail('term')} was the title until {_end(now)}"
    fits = weighed(claim, register)
    if fits is not None and fits.verdict == "fits":
        return f"the sentence speaks of days on which the title was right (until {_end(now)})"
    return ""


def _end(found: Weighed) -> str:
    row = found.row
    return "" if row is None else bound_text(row.until, row.until_precision)


def confidence_of(claim: Claim, days: Days, found: Weighed) -> Confidence:
    """High where the row and its successor are well known and the person acts on that day."""
    row = found.row
    assert row is not None
    bare = claim.detail("body") is None and claim.detail("country") is None
    if not claim.detail("rank") and bare and claim.detail("term") in FOR_LIFE:
        return Confidence.LOW
    if not claim.detail("acts") and not claim.detail("rank") and claim.slot != "spokesperson":
        return Confidence.LOW
    if not found.instead:
        end = None if row.until is None else row.until.latest
        if end is None or days.earliest is None or days.earliest > end + _FAR:
            return Confidence.LOW
        return Confidence.MEDIUM
    if claim.said_on is None:
        return Confidence.MEDIUM
    if row.verified and row.confidence is Confidence.HIGH and any(other.verified for other in found.instead):
        return Confidence.HIGH
    return Confidence.MEDIUM


def draft_of(group: Sequence[Outdated], claims: Sequence[Claim], register: Register) -> Draft:
    """One finding on one tenure: all claims that it does not bear out, and the readings beside them."""
    first = group[0]
    row, instead = first.weighed.row, first.weighed.instead
    assert row is not None
    claim = first.claim
    office = row.office.removeprefix("rank: ")
    on = days_words(first.days)
    rank = bool(claim.detail("rank"))
    ended = first.weighed.verdict == "over"
    bound = (
        f"ended {bound_text(row.until, row.until_precision)}"
        if ended
        else f"began {bound_text(row.since, row.since_precision)}"
    )
    other = _instead(instead, rank)
    conflicting = tuple(c for c in claims if _rivals(c, first, register))
    agreeing = tuple(o.claim for o in group[1:])
    agreeing += tuple(
        c
        for c in claims
        if c not in agreeing and c is not claim and c not in conflicting and str(c.value) == str(claim.value)
        and c.evidence.article_id in {o.claim.evidence.article_id for o in group}
    )  # fmt: skip
    confidence = min((confidence_of(o.claim, o.days, o.weighed) for o in group), key=("high", "medium", "low").index)
    steps = []
    for item in group:
        dated = f" ({item.claim.dated_by})" if item.claim.dated_by else ""
        steps.append(
            f"{item.claim.evidence.article_id}: “{item.claim.evidence.quote}” speaks of {days_words(item.days)}{dated}"
        )
    steps.append(f"register: {row_text(row)}")
    steps += [f"register: {row_text(held)}" for held in instead]
    subject = claim.subject
    return Draft(
        subject=subject,
        message=f"{subject} is called {claim.value} on {on}; by the register that {'rank' if rank else 'tenure'} {bound}"
        + (f", and on that day {other}" if other else ""),
        primary=claim,
        conflicting=conflicting,
        agreeing=agreeing,
        derivation=tuple(steps),
        key=(claim.entity, claim.slot, office.lower()),
        values=tuple(sorted({str(claim.value), *(str(c.value) for c in conflicting)})),
        severity=None if row.verified and row.confidence is Confidence.HIGH else Severity.WARNING,
        confidence=confidence,
        question=f"Which rank did {subject} hold on {on}?"
        if rank
        else f"Who was {office} ({row.country or row.organisation}) on {on}?",
        fits=f"On {on} {other}." if other else "",
        advice=_advice(claim, instead, rank, ended),
    )


def _rivals(claim: Claim, first: Outdated, register: Register) -> bool:
    """Does the claim give another term of the slot that does hold on the days in question?"""
    if claim.slot != first.claim.slot or str(claim.value) == str(first.claim.value):
        return False
    found = weighed(claim, register)
    days = days_of(claim)
    return found is not None and days is not None and found.verdict == "fits" and found.row in first.weighed.instead


def _instead(instead: Sequence[Tenure], rank: bool) -> str:
    if not instead:
        return ""
    if rank:
        row = instead[0]
        return f"the rank was {row.office.removeprefix('rank: ')} (since {bound_text(row.since, row.since_precision)})"
    named = " and ".join(dict.fromkeys(row.person for row in instead))
    since = f" (since {bound_text(instead[0].since, instead[0].since_precision)})" if len(instead) == 1 else ""
    return f"{named} held the office{since}"


def _advice(claim: Claim, instead: Sequence[Tenure], rank: bool, ended: bool) -> tuple[str, ...]:
    if rank and instead:
        return (f"write “{instead[0].office.removeprefix('rank: ')} {claim.subject}”",)
    lines = []
    if ended:
        lines.append(f"if the words are an earlier statement, give its date; else write “former {claim.value}”")
    if instead:
        lines.append(f"ask whether the words are those of {instead[0].person}")
    return tuple(lines)
