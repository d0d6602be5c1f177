"""Two persons are the spokesperson of one body at one time, or one person is a spokesman here and a spokeswoman there.

## What it does

Brings together those who are named as *the* spokesperson or press secretary of one body by the articles of a story. Two
names within a week contradict each other if the office is held by one person at a time. One full name that is a
"spokesman" in one article and a "spokeswoman" in another is a finding too, whatever the body.

The finding is ``info``: most bodies have several people who speak for them, and articles call each of them "the spokesperson".

## Why it matters

One of the attributions is wrong, or one of the statements is old.

## Known limits

Many bodies have several spokespersons. The rule speaks only of offices known to be held by one person: a press secretary,
and the spokesperson of a foreign office, a state department or a head of state. Deputies, police forces and companies are
silent there, as is everything for which the register knows two holders of one time. Where the register decides, SPK001 speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfact.model import Claim, Days, NearMiss, Severity, TextValue
from crossfact.register import Register, body_key, name_key
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.tenures import days_of, outdated, weighed

_APART = 7
_SINGLE = frozenset(
    ("ministry of foreign affairs", "department of state", "white house", "kremlin", "inter services public relations", "government")
)  # fmt: skip


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:
    """One finding for each single-seat office of a story that has two holders."""
    yield from _man_and_woman(claims)
    old = {item.claim for item in outdated(claims, register)}
    seats: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        seat = None if claim in old else _seat(claim)
        if seat is not None:
            seats.setdefault(seat, []).append(claim)
    for seat, mine in seats.items():
        groups: dict[str, list[Claim]] = {}
        for claim in mine:
            groups.setdefault(_person(claim, register), []).append(claim)
        if len(groups) < 2:
            continue
        first, *others = groups.values()
        rivals = [c for group in others for c in group if any(_together(c, d) for d in first)]
        if not rivals:
            continue
        if all((found := weighed(c, register)) is not None and found.verdict == "fits" for c in (first[0], rivals[0])):
            yield NearMiss("SPK002", first[0].subject, "the register knows both as holders of that time")
            continue
        yield _draft(seat, first, rivals)


def _man_and_woman(claims: Sequence[Claim]) -> Iterator[Draft]:
    """Persons whom one article calls a spokesman and another a spokeswoman; an article that has both words is no witness."""
    told: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        if claim.detail("word") and claim.detail("named"):
            words = told.setdefault(claim.entity, {"spokesman": [], "spokeswoman": []})
            words[claim.detail("word")].append(replace(claim, value=TextValue("term", claim.detail("word"))))
    for entity, words in told.items():
        men, women = words.values()
        if not men or not women or not _articles(men).isdisjoint(_articles(women)):
            continue
        yield Draft(
            subject=men[0].subject,
            message=f"{men[0].subject} is a spokesman in one article and a spokeswoman in another",
            primary=men[0],
            conflicting=tuple(women),
            agreeing=tuple(men[1:]),
            derivation=tuple(f"{c.evidence.article_id}: “{c.evidence.quote}”" for c in (men[0], women[0])),
            key=(entity, "word"),
            values=("spokesman", "spokeswoman"),
            question=f"Is {men[0].subject} a man or a woman?",
            advice=("“spokesperson” is right for both",),
        )


def _articles(claims: Sequence[Claim]) -> set[str]:
    """The articles that claims stand in."""
    return {claim.evidence.article_id for claim in claims}


def _seat(claim: Claim) -> tuple[str, str] | None:
    """Body and country of a single-seat office named by the claim."""
    body = claim.detail("body")
    if claim.slot != "spokesperson" or body is None or not claim.detail("named") or days_of(claim) is None:
        return None
    if claim.detail("historical") or claim.detail("status") != "serving" or claim.detail("term").startswith("Deputy"):
        return None
    key = body_key(body)
    return (key, claim.detail("country") or "") if key in _SINGLE or claim.detail("term") == "Press Secretary" else None


def _person(claim: Claim, register: Register) -> str:
    """The family name: spellings and short forms of one person are no two persons."""
    return register.person_key(claim.subject).split()[-1] if claim.subject else name_key(claim.subject)


def _together(one: Claim, other: Claim) -> bool:
    days, others = days_of(one), days_of(other)
    return days is not None and others is not None and Days(*days).widened(_APART).overlaps(others)


def _draft(seat: tuple[str, str], first: Sequence[Claim], rivals: Sequence[Claim]) -> Draft:
    one, other = first[0], rivals[0]
    body = one.detail("body")
    return Draft(
        subject=one.subject,
        message=f"{one.subject} and {other.subject} are both named as {one.detail('term')} ({body}) within a week",
        primary=one,
        conflicting=tuple(rivals),
        agreeing=tuple(first[1:]),
        derivation=tuple(
            f"{c.evidence.article_id}: “{c.evidence.quote}” makes {c.subject} the {c.detail('term')} ({body}) on {days_of(c)}"
            for c in (one, other)
        ),
        key=(*seat, "spokesperson"),
        values=tuple(sorted({c.subject for c in (*first, *rivals)})),
        question=f"Who spoke for {body}?",
        advice=("ask the body which of the two held the office on that day",),
    )


RULE = Rule(
    code="SPK002",
    name="spokesperson-conflict",
    reads=("roles",),
    hangs_on="office",
    severity=Severity.INFO,
    reconcile=reconcile,
    speaks=(
        Example(
            text="Ruritania’s Foreign Office spokesperson Amara Okoye said no. Later Foreign Office spokesman Jan Novak agreed.",
            finds=("Spokesperson", "Spokesperson"),
            published="2024-03-13",
        ),
    ),
    silent=(
        Example(text="Jan Novak, a spokesperson for the port, agreed. Port spokesman Jan Novak left."),
        Example(
            text="Foreign Office spokesperson Amara Okoye said no. Deputy Foreign Office spokesman Jan Novak agreed.",
            published="2024-03-13",
        ),
        Example(
            text="Police spokesperson Amara Okoye said no. Police spokesman Jan Novak agreed.", published="2024-03-13"
        ),
        Example(
            text="Foreign Office spokesperson Amara Okoye said no. Former Foreign Office spokesman Jan Novak agreed.",
            published="2024-03-13",
        ),
        Example(
            text="Foreign Office spokesperson Amara Okoye said no. “No,” Foreign Office spokesperson Okoye repeated.",
            published="2024-03-13",
        ),
    ),
    doc=__doc__,
)
