"""One person or body of a story under two spellings.

## What it does

Within one story, compares the names of persons that articles give in full. Two names that share the given name or the
surname and differ slightly in the other (a letter or two, or one sound) are one finding. The difference must be slight, or the
age must agree, or both must be the only one of the name they share. Two given names of one surname in one article are two
persons, unless one stands in title or caption only. Names from other scripts that are commonly spelt in several ways
("Mohammed", "Mohamed") are told as info. So are, of the full names that articles give for one abbreviation, those of as
many words of which some differ by a few letters.

## Why it matters

A misspelt name is the error that readers write in about, it hides an article from search, and it may accuse a stranger.

## Known limits

Nicknames, initials, middle names, "Jr." and diacritics are no difference. Names from other scripts have several right
spellings; the finding says only that two are used. Bodies are brought together by their abbreviation only; different
expansions of one, a name and its short form, and British and American spelling are silent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from crossfact.model import Claim, Severity, listed
from crossfact.register import Register, fold
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.spellings import LOOSE, SLIGHT, likeness, transliterated

_ALIKE = 70.0
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("our", "or"),
    ("centre", "center"),
    ("programme", "program"),
    ("defence", "defense"),
)
_NEAR = 0.7
"""Share of letters in place from which two surnames are one, where an article has one person of that given name."""
_CROWD = 100
"""A given name or surname that more persons of a story share than this tells nothing."""


def _reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    yield from _persons([claim for claim in claims if claim.kind == "person_names"])
    yield from _bodies([claim for claim in claims if claim.kind == "bodies"])


def _persons(claims: Sequence[Claim]) -> Iterator[Draft]:
    by_name: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_name[claim.entity].append(claim)
    shelves: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in by_name:
        given, surname = name.split(" ")
        shelves["given", given].append(name)
        shelves["surname", surname].append(name)
    group_of = {name: [name] for name in by_name}
    for _, names in sorted(shelves.items()):
        if len(names) > _CROWD:
            continue
        for pair in combinations(sorted(names), 2):
            one, other = (group_of[name] for name in pair)
            if one is not other and _one_person(by_name[pair[0]], by_name[pair[1]]):
                one += other
                group_of.update(dict.fromkeys(other, one))
    for name, group in group_of.items():
        if len(group) > 1 and name == group[0]:
            yield _draft([by_name[spelling] for spelling in group])


def _one_person(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    (given, surname), (other_given, other_surname) = one[0].entity.split(" "), other[0].entity.split(" ")
    kin = surname == other_surname
    if kin and (_goes_by(given, other) or _goes_by(other_given, one)):
        return False
    articles = [{claim.evidence.article_id for claim in side} for side in (one, other)]
    # Brothers are named alike; two persons of one given name hardly are.
    if kin and not all(_told_apart(one, other, article) for article in articles[0] & articles[1]):
        return False
    share = likeness(one[0].entity, other[0].entity)
    if share is None or _lacks_apostrophe(surname, other) or _lacks_apostrophe(other_surname, one):
        return False
    ages = [{claim.detail("age") for claim in side} - {None} for side in (one, other)]
    if share < LOOSE and not (kin and ages[0] & ages[1]):
        return False
    only_ones = _only_ones(one, other, surname if kin else given)
    if all(ages) and not any(abs(a - b) <= 1 for a in ages[0] for b in ages[1]):
        return share >= SLIGHT and only_ones
    if not any(claim.detail("age") or claim.detail("person") or claim.detail("role") for claim in (*one, *other)):
        return False
    if share >= SLIGHT or (share >= LOOSE and ages[0] & ages[1]):
        return True
    if not kin:
        return share >= _NEAR and _alone(one, other, given)
    # Another given name altogether: the one victim or suspect of that surname and age. Short forms begin alike.
    return only_ones and (share >= LOOSE or given[:3] != other_given[:3])


def _lacks_apostrophe(surname: str, claims: Sequence[Claim]) -> bool:
    """Are these claims of that surname with an s more, which is no letter of the name unless an age stands beside it?"""
    return claims[0].entity.endswith(f" {surname}s") and not any(claim.detail("age") for claim in claims)


def _goes_by(given: str, claims: Sequence[Claim]) -> bool:
    """Is a given name the middle name of the person of these claims?"""
    return any(given in fold(claim.subject).split()[1:] for claim in claims)


def _told_apart(one: Sequence[Claim], other: Sequence[Claim], article: str) -> bool:
    """Does just one of the two names stand in title or caption of an article that has both?"""
    captions = [
        {claim.detail("caption") for claim in side if claim.evidence.article_id == article} for side in (one, other)
    ]
    return captions in ([{True}, {False}], [{False}, {True}])


def _only_ones(one: Sequence[Claim], other: Sequence[Claim], shared: str) -> bool:
    """Are both the only one in their articles of the name that they share, in one and the same part?"""
    roles = [{claim.detail("role") for claim in side} - {""} for side in (one, other)]
    return bool(roles[0] & roles[1]) and _alone(one, other, shared)


def _alone(one: Sequence[Claim], other: Sequence[Claim], shared: str) -> bool:
    return all(shared in claim.detail("alone") for claim in (*one, *other))


def _bodies(claims: Sequence[Claim]) -> Iterator[Draft]:
    """One finding for each abbreviation of a story whose full name is spelt in two ways."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.entity, []).append(claim)
    for abbreviation, mine in groups.items():
        first = mine[0]
        rivals = [c for c in mine if _differ(first.subject, c.subject)]
        if rivals:
            yield _body_draft(abbreviation, first, rivals, [c for c in mine[1:] if c not in rivals])


def _differ(one: str, other: str) -> bool:
    """Are the two names spellings of one name that differ?"""
    words, others = _spelled(one), _spelled(other)
    if words == others or len(words) != len(others):
        return False
    pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return all(
        (len(a) <= 2 and len(b) <= 2)
        or (a[0] == b[0] and fuzz.ratio(a, b) >= _ALIKE and a.rstrip("s") != b.rstrip("s"))
        for a, b in pairs
    )


def _spelled(name: str) -> list[str]:
    text = fold(name.replace("’", "'"))
    for british, american in _SPELLINGS:
        text = re.sub(rf"{british}\b", american, text)
    return text.removeprefix("the ").split()


def _body_draft(abbreviation: str, first: Claim, rivals: Sequence[Claim], others: Sequence[Claim]) -> Draft:
    names = list(dict.fromkeys(c.subject for c in (first, *rivals)))
    listed = ", ".join(f"“{name}”" for name in names)
    return Draft(
        subject=first.subject,
        message=f"{abbreviation} is written in {len(names)} ways: {listed}",
        primary=first,
        conflicting=tuple(rivals),
        agreeing=tuple(c for c in others if _spelled(c.subject) == _spelled(first.subject)),
        derivation=tuple(f"{c.evidence.article_id}: {abbreviation} is “{c.subject}”" for c in (first, *rivals)),
        key=(abbreviation, "spelling"),
        values=tuple(sorted(names)),
        severity=Severity.INFO,
        question=f"How is {abbreviation} spelt in full?",
        advice=(f"choose one spelling of {abbreviation} in all articles",),
    )


def _draft(spellings: Sequence[Sequence[Claim]]) -> Draft:
    """The finding on one person whose name is spelt in several ways, the commonest first."""
    ordered = sorted(spellings, key=lambda claims: (-len(claims), str(claims[0].value)))
    first, *others = [_exemplars(claims) for claims in ordered]
    primary = first[0]
    names = [f"“{claims[0].value}”" for claims in (first, *others)]
    shared = set.intersection(*({*claims[0].entity.split(" ")} for claims in spellings))
    letters = [OSA.distance(fold(str(primary.value)), fold(str(claims[0].value))) for claims in others]
    return Draft(
        subject=primary.subject,
        message=f"{listed(names)} are spellings of one name in one story",
        primary=primary,
        conflicting=tuple(claim for claims in others for claim in claims),
        agreeing=tuple(first[1:]),
        derivation=tuple(
            f"{names[0]} and {name} differ in {number} letter{'s' * (number > 1)}; no article tells them apart"
            for name, number in zip(names[1:], letters, strict=True)
        ),
        key=("name", *sorted(shared)),
        severity=Severity.INFO if transliterated([claims[0].entity for claims in spellings]) else None,
        question=f"How is {primary.subject} spelled?",
    )


def _exemplars(claims: Sequence[Claim]) -> list[Claim]:
    """Up to four claims, those of different articles first."""
    ordered = sorted(claims, key=lambda claim: (claim.evidence.article_id, claim.evidence.span))
    first = {claim.evidence.article_id: claim for claim in reversed(ordered)}
    rest = [claim for claim in ordered if claim is not first[claim.evidence.article_id]]
    return [*sorted(first.values(), key=lambda claim: claim.evidence.article_id), *rest][:4]


RULE = Rule(
    code="NAM001",
    name="name-spelling-conflict",
    reads=("bodies", "person_names"),
    hangs_on="person",
    severity=Severity.WARNING,
    reconcile=_reconcile,
    speaks=(
        Example(
            text="Marcus Okoye, 34, was a teacher in Port Ellery. File photo\n\nMarkus Okoye was killed on Mill Lane on Monday, police said.",
            finds=("Marcus Okoye", "Markus Okoye"),
        ),
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
        Example(text="Amara Okoye was arrested on Monday. Her sister Amira Okoye was not at home, police said."),
        Example(text="Daniel Okoye was arrested on Monday. Dan Okoye had fled, police said."),
        Example(text="Amara Okoye Jr. was arrested on Monday. Amara Okoye said nothing, police said."),
    ),
    doc=__doc__,
)
