"""One body of one story has two spellings.

## What it does

Compares the full names that the articles of a story give for one abbreviation. Names of the same number of words, of
which some differ by a few letters, are two spellings of one name: one ``info`` finding for the story, with all of them.

## Why it matters

Two spellings of one name make two bodies for readers and for search; a house style decides.

## Known limits

Different expansions of one abbreviation, a name and its short form, and British and American spelling are silent. Bodies
are brought together by their abbreviation only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from crossfact.model import Claim, Severity
from crossfact.register import Register, fold
from crossfact.rulekit import Draft, Example, Rule

_ALIKE = 70.0
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("our", "or"),
    ("centre", "center"),
    ("programme", "program"),
    ("defence", "defense"),
)


def reconcile(claims: Sequence[Claim], _register: Register) -> Iterator[Draft]:
    """One finding for each abbreviation of a story whose full name is spelt in two ways."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.entity, []).append(claim)
    for abbreviation, mine in groups.items():
        first = mine[0]
        rivals = [c for c in mine if _differ(first.subject, c.subject)]
        if rivals:
            yield _draft(abbreviation, first, rivals, [c for c in mine[1:] if c not in rivals])


def _differ(one: str, other: str) -> bool:
    """Are the two names spellings of one name that differ?"""
    words, others = _words(one), _words(other)
    if words == others or len(words) != len(others):
        return False
    pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return all(
        (len(a) <= 2 and len(b) <= 2)
        or (a[0] == b[0] and fuzz.ratio(a, b) >= _ALIKE and a.rstrip("s") != b.rstrip("s"))
        for a, b in pairs
    )


def _words(name: str) -> list[str]:
    text = fold(name.replace("’", "'"))
    for british, american in _SPELLINGS:
        text = re.sub(rf"{british}\b", american, text)
    return text.removeprefix("the ").split()


def _draft(abbreviation: str, first: Claim, rivals: Sequence[Claim], others: Sequence[Claim]) -> Draft:
    names = list(dict.fromkeys(c.subject for c in (first, *rivals)))
    listed = ", ".join(f"“{name}”" for name in names)
    return Draft(
        subject=first.subject,
        message=f"{abbreviation} is written in {len(names)} ways: {listed}",
        primary=first,
        conflicting=tuple(rivals),
        agreeing=tuple(c for c in others if _words(c.subject) == _words(first.subject)),
        derivation=tuple(f"{c.evidence.article_id}: {abbreviation} is “{c.subject}”" for c in (first, *rivals)),
        key=(abbreviation, "spelling"),
        values=tuple(sorted(names)),
        severity=Severity.INFO,
        question=f"How is {abbreviation} spelt in full?",
        advice=(f"choose one spelling of {abbreviation} in all articles",),
    )


RULE = Rule(
    code="NAM001",
    name="name-spelling-conflict",
    reads=("bodies",),
    hangs_on="body",
    severity=Severity.WARNING,
    reconcile=reconcile,
    speaks=(
        Example(
            text="The Harakat-e-Salam Zendia (HSZ) agreed. The Harakat-i-Salam Zendia (HSZ) then left the talks.",
            finds=("Harakat-e-Salam Zendia", "Harakat-i-Salam Zendia"),
        ),
    ),
    silent=(
        Example(text="The Memphis Police Department (MPD) came. The Metropolitan Police Department (MPD) stayed away."),
        Example(text="The Ruritanian Relief Fund (RRF) sent food. The Ruritanian Relief Fund (RRF) sent tents."),
        Example(text="The Zendian Labour Organisation (ZLO) met. The Zendian Labor Organization (ZLO) left."),
        Example(text="The Centre for Sea Control (CSC) met. The Centre for Sea Control and Care (CSC) left."),
    ),
    doc=__doc__,
)
