"""A person is "former" in one place and serving in another.

## What it does

Compares, within one story, the places that call a person a former holder of an office with those that give the same
office, or a general word for it ("the Ruritanian official"), as held. Both must be of one body or country as far as
that is told.

The finding is a warning where the register has a tenure of the office for the person that ended on a known day. Without one it
is ``info``: "former" is told from the day of writing and a bare title often from the day of what is told, so that both hold.

## Why it matters

Whether someone speaks for a government or for himself changes what the words mean.

## Known limits

Silent is a person of whom the story tells that he left the office. Silent are sentences that look back, titles kept for
life ("President Novak", "Ambassador Okoye"), ranks, general words that former holders keep ("diplomat"), and an article
more than a month later. Unnamed officials are taken for the person only where nobody else of that country has an office so
far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Severity
from crossfact.register import Register, body_key, compatible_terms, matches
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.tenures import FOR_LIFE, outdated, said_apart

_GENERAL = frozenset(("official", "Minister", "Envoy"))
_APART = 31
_LEFT = re.compile(
    r"\b(?:resign|resigns|resigned|resigning|resignation|quit|quits|stepped down|stepping down|steps down|stood down|"
    r"sacked|fired|dismissed|ousted|removed from|replaced|succeed|succeeds|succeeded|successor|left office|leaves office|"
    r"retired|retires|retirement)\b"
)


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:
    """One finding for each person of a story who is both former and serving."""
    for entity in dict.fromkeys(c.entity for c in claims):
        mine = [c for c in claims if c.entity == entity]
        former = [c for c in mine if c.detail("status") == "former" and not c.detail("rank")]
        if not former or any(_tells_of_leaving(c) for c in mine):
            continue
        known = {item.claim for item in outdated(mine, register)}
        serving = [
            c for c in mine if c not in known and _is_serving(c) and any(_is_rival(c, other, mine) for other in former)
        ]
        if serving:
            rivals = [c for c in former if any(_is_rival(s, c, mine) for s in serving)]
            articles = {c.evidence.article_id for c in serving}
            inside = [c for c in rivals if c.evidence.article_id in articles]
            yield _draft(serving, inside or rivals, ended=any(_has_ended(c, register) for c in rivals))


def _tells_of_leaving(claim: Claim) -> bool:
    """Does the sentence of the claim tell that somebody left an office or followed in it?"""
    return any(_LEFT.search(words) is not None for words in (claim.evidence.before, claim.evidence.after))


def _is_serving(claim: Claim) -> bool:
    if claim.detail("status") != "serving" or claim.detail("rank") or claim.detail("historical"):
        return False
    if claim.detail("term") in FOR_LIFE or (claim.slot == "descriptor" and claim.detail("term") != "official"):
        return False
    return not any(said_apart(claim, days) > _APART for days in claim.detail("days", ()))


def _is_rival(serving: Claim, former: Claim, claims: Sequence[Claim]) -> bool:
    """Do the two speak of one office at one time?"""
    country, other = serving.detail("country"), former.detail("country")
    if country is not None and other is not None and country != other:
        return False
    body, former_body = serving.detail("body"), former.detail("body")
    if body is not None and former_body is not None and body_key(body) != body_key(former_body):
        return False
    if (
        serving.said_on is not None
        and former.said_on is not None
        and not serving.said_on.widened(_APART).overlaps(former.said_on)
    ):
        return False
    term, former_term = serving.detail("term"), former.detail("term")
    if term == "official":
        others = [c for c in claims if c.slot in ("office", "spokesperson") and c.detail("status") != "former"]
        return country is not None and country == other and not others
    return compatible_terms(term, former_term) and (term not in _GENERAL or country is not None or term == former_term)


def _has_ended(former: Claim, register: Register) -> bool:
    """Does the register know when the person left the office that the claim calls a former one?"""
    return any(
        row.until is not None
        and matches(row, former.detail("term"), body=former.detail("body"), country=former.detail("country"))
        for row in register.rows_of(former.subject)
    )


def _draft(serving: Sequence[Claim], former: Sequence[Claim], *, ended: bool) -> Draft:
    subject = former[0].subject
    return Draft(
        subject=subject,
        message=f"{subject} is “{former[0].evidence.quote}” in one place and “{serving[0].evidence.quote}” in another",
        primary=serving[0],
        conflicting=tuple(former),
        agreeing=tuple(serving[1:]),
        derivation=tuple(
            f"{c.evidence.article_id}: “{c.evidence.quote}” is read as {c.value} of {subject}"
            for c in (*serving, *former)
        ),
        key=(serving[0].entity, "former or serving"),
        values=tuple(sorted({str(c.value) for c in (*serving, *former)})),
        severity=None if ended else Severity.INFO,
        question=f"Was {subject} in office or a former official?",
        advice=(f"write “former” in both places, or in neither: ask what {subject} was on that day",),
    )


RULE = Rule(
    code="TTL003",
    name="former-incumbent-conflict",
    reads=("roles",),
    hangs_on="person",
    severity=Severity.WARNING,
    reconcile=reconcile,
    speaks=(
        Example(
            text="Former Ruritanian envoy Jan Novak spoke first. The talks failed, Ruritanian envoy Jan Novak said.",
            finds=("Envoy", "former Envoy"),
            published="2024-03-13",
        ),
        Example(
            text="Amara Okoye, a former Malian finance minister, asked for talks. The Malian official’s call went unheard.",
            finds=("former Finance Minister", "official"),
            published="2024-03-13",
        ),
    ),
    silent=(
        Example(text="Former envoy Jan Novak spoke. In 2019, envoy Jan Novak had failed.", published="2024-03-13"),
        Example(text="Former President Jan Novak spoke. President Novak left early.", published="2024-03-13"),
        Example(
            text="Former Malian envoy Jan Novak spoke. A Malian official agreed. The Malian official left.",
            published="2024-03-13",
        ),
        Example(text="Former Malian envoy Jan Novak spoke. The veteran diplomat left.", published="2024-03-13"),
        Example(
            text="Former Malian envoy Jan Novak met Malian Foreign Minister Dana Orr. The Malian official left.",
            published="2024-03-13",
        ),
        Example(
            text="Jan Novak, a former defence minister, is now foreign minister. Foreign Minister Jan Novak spoke.",
            published="2024-03-13",
        ),
        Example(
            text="Ruritanian envoy Jan Novak resigned on Tuesday. On Wednesday, former Ruritanian envoy Jan Novak left.",
            published="2024-03-13",
        ),
        Example(
            text="Former Malian envoy Jan Novak recalled how Malian envoy Jan Novak was then hailed.",
            published="2024-03-13",
        ),
    ),
    doc=__doc__,
)
