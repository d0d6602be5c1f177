"""One person or body of a story under two spellings.

## What it does

Within one story, compares the names of persons that articles give in full. Two names that share the given name or the
surname and differ slightly in the other (a letter or two, or one sound) are one finding, unless an article names both: then
they are two persons. The difference must be slight, or age and surname must agree, or both must be the one suspect or victim of
that surname. Inside one article only title or caption is held against the body. Of the full names
that articles give for one abbreviation, those of as many words of which some differ by a few letters are told as info.

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

from crossfact import lexicon
from crossfact.model import Claim, Severity, listed
from crossfact.register import Register, fold
from crossfact.rulekit import Draft, Example, Rule


def _sets(key: str) -> dict[str, set[int]]:
    """By name the numbers of the lines of the lexicon that it stands in."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lexicon.load("given_names")[key]):
        for word in line.split():
            numbers[word].add(number)
    return dict(numbers)


_NICKNAMES = _sets("nicknames")
_TRANSLITERATIONS = _sets("transliterations")
_SLIGHT = 0.8
"""Share of letters in place from which two words are one word misspelt."""
_LOOSE = 0.6
"""The same where other facts say that one person is meant."""
_ALIKE = 70.0
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("our", "or"),
    ("centre", "center"),
    ("programme", "program"),
    ("defence", "defense"),
)
_SHORTEST = 4
"""Words shorter than this differ too easily."""
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
            if one is not other and _one_person(by_name[pair[0]], by_name[pair[1]], claims):
                one += other
                group_of.update(dict.fromkeys(other, one))
    for name, group in group_of.items():
        if len(group) > 1 and name == group[0]:
            yield _draft([by_name[spelling] for spelling in group])


def _one_person(one: Sequence[Claim], other: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    articles = [{claim.evidence.article_id for claim in side} for side in (one, other)]
    both = articles[0] & articles[1]
    if both and not all(_told_apart(one, other, article) for article in both):
        return False
    (given, surname), (other_given, other_surname) = one[0].entity.split(" "), other[0].entity.split(" ")
    first, second = (given, other_given) if surname == other_surname else (surname, other_surname)
    if min(len(first), len(second)) < _SHORTEST or (_short_forms if surname == other_surname else _cut)(first, second):
        return False
    if any(
        name == f"{of}s" and not any(claim.detail("age") for claim in side)
        for name, of, side in ((surname, other_surname, one), (other_surname, surname, other))
    ):
        # "Okoyes" without its apostrophe, unless an age stands beside it
        return False
    if surname == other_surname and (_goes_by(given, other) or _goes_by(other_given, one)):
        return False
    ages = [{claim.detail("age") for claim in side} - {None} for side in (one, other)]
    if all(ages) and not any(abs(a - b) <= 1 for a in ages[0] for b in ages[1]):
        return False
    if not any(claim.detail("age") or claim.detail("person") or claim.detail("role") for claim in (*one, *other)):
        return False
    likeness = OSA.normalized_similarity(first, second)
    sound = _sound(first) == _sound(second) and first[0] == second[0]
    if likeness >= _SLIGHT or (sound and likeness >= _LOOSE):
        return True
    if likeness < _LOOSE:
        # Another given name altogether: the one victim or suspect of that surname and age. Short forms begin alike.
        return (
            surname == other_surname
            and first[:3] != second[:3]
            and bool(ages[0] & ages[1])
            and _only_ones(one, other, claims)
        )
    return bool(ages[0] & ages[1]) or (surname == other_surname and _only_ones(one, other, claims))


def _goes_by(given: str, claims: Sequence[Claim]) -> bool:
    """Is a given name the middle name of the person of these claims?"""
    return any(given in fold(claim.subject).split()[1:] for claim in claims)


def _told_apart(one: Sequence[Claim], other: Sequence[Claim], article: str) -> bool:
    """Does just one of the two names stand in title or caption of an article that has both?"""
    captions = [
        {claim.detail("caption") for claim in side if claim.evidence.article_id == article} for side in (one, other)
    ]
    return captions in ([{True}, {False}], [{False}, {True}])


def _only_ones(one: Sequence[Claim], other: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Are both the only one of their surname in their articles, in one and the same part?"""
    roles = [{claim.detail("role") for claim in side} - {""} for side in (one, other)]
    if not roles[0] & roles[1]:
        return False
    surname = one[0].entity.split(" ")[1]
    named = {(c.evidence.article_id, c.entity) for c in claims if c.entity.endswith(f" {surname}")}
    articles = {claim.evidence.article_id for claim in (*one, *other)}
    return sum(article in articles for article, _ in named) == len(articles)


def _short_forms(first: str, second: str) -> bool:
    """A nickname and its name, or one the beginning of the other; letters that changed places make no nickname."""
    if sorted(first) == sorted(second):
        return False
    short, long = sorted((first, second), key=len)
    pet = long.startswith(short) and long[-1] in "aiy"
    return bool(_NICKNAMES.get(first, set()) & _NICKNAMES.get(second, set())) or pet or _cut(first, second)


def _transliterated(names: Sequence[str]) -> bool:
    """Are all words in which the names differ one name from another script?"""
    differing = [set(words) for words in zip(*(name.split(" ") for name in names), strict=True)]
    return all(
        len(words) == 1 or set.intersection(*(_TRANSLITERATIONS.get(word, set()) for word in words))
        for words in differing
    )


def _cut(first: str, second: str) -> bool:
    """Is one the beginning of the other, shorter by more than a last letter?"""
    short, long = sorted((first, second), key=len)
    return long.startswith(short) and len(long) - len(short) > 1


def _sound(word: str) -> str:
    """The consonants of a word as they sound: one letter for each sound, doubles once, vowels and h left out.

    A coarse key in the manner of Soundex (R. C. Russell, US patent 1,261,167) without its classes of like consonants.
    """
    for letters, sound in (("ph", "f"), ("ck", "k"), ("sch", "sh"), ("tz", "z"), ("qu", "k"), ("x", "ks")):
        word = word.replace(letters, sound)
    sounds = ""
    for letter in word.translate(str.maketrans("cqzjfw", "kksgvv")):
        if letter not in "aeiouyh" and not sounds.endswith(letter):
            sounds += letter
    return sounds


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
        severity=Severity.INFO if _transliterated([claims[0].entity for claims in spellings]) else None,
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
