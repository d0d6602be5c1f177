"""One person, two ages that no birthday explains.

## What it does

Compares the ages that articles give for one person: by the full name within one story, and for the one boy, girl, baby,
man or woman whom a story tells of without a name. Two ages agree if some day of birth fits both on the days of their
articles: an age may rise by one between two articles and never falls; of the dead it does not change at all. Ages that two
persons of a story exchange from one article to another are one finding, and named so. Two ages of one person whose name is
spelt in two ways (NAM001) are told where both articles have one such person only, in the same part.

## Why it matters

A wrong age is the most frequent error in crime reports, and it may mean that another person of that name is meant.

## Known limits

Articles without a date are only compared with themselves. Ages told of another time ("then 17") are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from crossfact.model import AgeValue, Claim, Days, Fact, Reading, Relation, Severity
from crossfact.register import Register
from crossfact.relations import ages, months
from crossfact.rulekit import Draft, Example, Explanation, Pair, Rule
from crossfact_rules.claims.backing import backing
from crossfact_rules.claims.spellings import SLIGHT, likeness

_GENERATION = 12
"""Years apart from which two bearers of one name, one of them with "Jr." or the like, are parent and child."""
_SHELF = 3
"""Years that a photo caption may stay unchanged; beside an article of its own only in a gallery."""
_CROWD = 100
"""A given name or surname that more persons of a story share than this tells nothing, nor do ages that more persons dispute."""
_SAMPLE = 12
"""How many claims of a reading are compared; more only repeat the same days."""


_ONE_DAY = Days(1, 1)
"""Stands for the day of one article, known or not."""


def _relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    relations = {_related(one, other) for one in _sample(first) for other in _sample(second)}
    for relation in (Relation.CONTRADICTS, Relation.UPDATES, Relation.COMPATIBLE, Relation.SAME):
        if relation in relations:
            return relation
    return Relation.UNKNOWN


def _sample(reading: Reading) -> list[Claim]:
    """Claims that differ in what their comparison depends on."""
    keys = ("dead", "suffix", "caption", "gallery")
    return list({(c.said_on, *map(c.detail, keys)): c for c in reading.claims}.values())[:_SAMPLE]


def _related(one: Claim, other: Claim) -> Relation:
    first, second = one.value, other.value
    assert isinstance(first, AgeValue)
    assert isinstance(second, AgeValue)
    same = one.evidence.article_id == other.evidence.article_id
    if first.years is not None and second.years is not None:
        apart = abs(first.years - second.years)
        if (one.detail("suffix") or other.detail("suffix")) and apart >= _GENERATION:
            return Relation.UNKNOWN
        shelved = "gallery" if same else "caption"
        if (one.detail(shelved) or other.detail(shelved)) and apart <= _SHELF:
            return Relation.UNKNOWN
    days = (_ONE_DAY, _ONE_DAY) if same else (one.said_on, other.said_on)
    if first.years is not None and second.years is not None:
        dead = _is_dead(one, other)
        return ages(first.years, days[0], second.years, days[1], dead)
    if first.months is not None and second.months is not None:
        return months(first.months, days[0], second.months, days[1])
    if one.detail("suffix") or other.detail("suffix"):
        return Relation.UNKNOWN
    years, infant = (first.years, second.months) if first.years is not None else (second.years, first.months)
    assert years is not None
    assert infant is not None
    return Relation.COMPATIBLE if abs(infant / 12 - years) <= 1 else Relation.CONTRADICTS


def _is_dead(one: Claim, other: Claim) -> bool:
    """Had the person died before either age was told? Who is dead in the earlier article is dead in the later one."""
    if one.said_on is not None and other.said_on is not None:
        if one.said_on.before(other.said_on):
            return bool(one.detail("dead"))
        if other.said_on.before(one.said_on):
            return bool(other.detail("dead"))
    return bool(one.detail("dead") and other.detail("dead"))


def _reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    """Ages of one person under two names, and ages that two persons of a story exchange from one article to another."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.entity and isinstance(claim.value, AgeValue) and claim.value.years is not None:
            told[claim.entity].append(claim)
    yield from _respelled({name: mine for name, mine in told.items() if mine[0].detail("alone") is not None})
    doubtful = [name for name, mine in sorted(told.items()) if len({str(c.value) for c in mine}) > 1]
    for first, second in combinations(doubtful if len(doubtful) <= _CROWD else (), 2):
        swap = _swap(told[first], told[second])
        if swap is not None:
            rest = [c for c in (*told[first], *told[second]) if c not in swap]
            yield _swapped(swap, rest)


def _respelled(told: Mapping[str, Sequence[Claim]]) -> Iterator[Draft]:
    """Ages of one person whose name is spelt in two ways."""
    shelves: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in sorted(told):
        for place, word in enumerate(name.split(" ")):
            shelves[place, word].append(name)
    for (_, word), names in sorted(shelves.items()):
        for first, second in combinations(names if len(names) <= _CROWD else (), 2):
            if (likeness(first, second) or 0) >= SLIGHT:
                clash = [(a, b) for a, b in product(told[first][:_CROWD], told[second][:_CROWD]) if _apart(a, b, word)]
                if clash:
                    yield _two_spellings(clash)


def _apart(a: Claim, b: Claim, shared: str) -> bool:
    """Do two articles tell of one person, each the only one of a name and in one and the same part, at ages that clash?"""
    same_part = (a.detail("dead") and b.detail("dead")) or (a.detail("role") and a.detail("role") == b.detail("role"))
    return bool(
        same_part
        and a.evidence.article_id != b.evidence.article_id
        and shared in a.detail("alone")
        and shared in b.detail("alone")
        and _related(a, b) is Relation.CONTRADICTS
    )


def _two_spellings(clash: Sequence[tuple[Claim, Claim]]) -> Draft:
    a, b = clash[0]
    rest = dict.fromkeys(claim for pair in clash for claim in pair if claim not in (a, b))
    return Draft(
        subject=a.subject,
        message=f"{a.subject} is {a.value} old, {b.subject} {b.value}: one person under two spellings",
        primary=a,
        conflicting=(b, *(claim for claim in rest if claim.value != a.value)),
        agreeing=tuple(claim for claim in rest if claim.value == a.value),
        derivation=(
            *(f"{c.evidence.article_id}: {c.subject} is {c.value} old" for c in (a, b)),
            "the names differ slightly; both articles tell of one such person only, and in the same part",
        ),
        key=("age", *sorted((a.entity, b.entity))),
        question=f"How old is {a.subject}, and how is the name spelled?",
    )


def _swap(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[Claim, Claim, Claim, Claim] | None:
    """Both persons in one article, and in a second one with each other's age, where no birthday explains it."""
    others: dict[str, list[Claim]] = defaultdict(list)
    for claim in other:
        others[claim.evidence.article_id].append(claim)
    both = [(a, c) for a in one for c in others.get(a.evidence.article_id, ())]
    told: dict[tuple[str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for a, c in both:
        told[str(a.value), str(c.value)].append((a, c))
    for a, c in both:
        for b, d in told.get((str(c.value), str(a.value)), ())[:_CROWD]:
            if (
                a.evidence.article_id < b.evidence.article_id
                and _related(a, b) is _related(c, d) is Relation.CONTRADICTS
            ):
                return a, b, c, d
    return None


def _swapped(swap: tuple[Claim, Claim, Claim, Claim], rest: Sequence[Claim]) -> Draft:
    a, b, c, d = swap
    before, after = a.evidence.article_id, b.evidence.article_id
    return Draft(
        subject=a.subject,
        message=f"ages swapped: {a.subject} {a.value} and {c.subject} {c.value} in {before}, the other way round in {after}",
        primary=a,
        conflicting=(b, c, d),
        agreeing=tuple(rest),
        derivation=(
            f"{before}: {a.subject} is {a.value} old, {c.subject} {c.value}",
            f"{after}: {b.subject} is {b.value} old, {d.subject} {d.value}",
            "the same two ages, exchanged between the same two persons",
        ),
        key=("swapped", *sorted((a.entity, c.entity))),
        question=f"Who is {a.value} old, {a.subject} or {c.subject}?",
    )


def _explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    return Explanation(
        question=f"How old is {fact.subject}?",
        fits=backing(fact.readings),
        advice=("Ask for the date of birth.",),
    )


RULE = Rule(
    code="AGE001",
    name="age-conflict",
    reads=("ages",),
    hangs_on="person",
    severity=Severity.WARNING,
    relate=_relate,
    reconcile=_reconcile,
    yields_to=("AGE001",),
    explain=_explain,
    speaks=(
        Example(
            text="Amara Okoye, 31, was arrested on Monday. Amara Okoye, 21, is held in Port Ellery.",
            finds=("21 years", "31 years"),
        ),
        Example(text="Officers found 26-year-old Amara Okoye, 36, at home.", finds=("26 years", "36 years")),
    ),
    silent=(Example(text="Amara Okoye, 31, was arrested. Her brother Emeka Okoye, 21, was not."),),
    pairs=(
        Pair("Amara Okoye, 34, was arrested.", "Police held 35-year-old Amara Okoye.", Relation.CONTRADICTS),
        Pair("Amara Okoye, 34, was arrested.", "Police held 35-year-old Amara Okoye.", Relation.UPDATES, days=60),
        Pair("Amara Okoye, 35, was arrested.", "Police held 34-year-old Amara Okoye.", Relation.CONTRADICTS, days=60),
        Pair("Amara Okoye, 35, was arrested.", "Police held 37-year-old Amara Okoye.", Relation.UPDATES, days=532),
        Pair("Amara Okoye, 17, was killed.", "Amara Okoye, 18, was killed.", Relation.CONTRADICTS, days=60),
        Pair("Amara Okoye, 54, was tried.", "The court heard Amara Okoye, 55.", Relation.UNKNOWN, published=None),
        Pair("Amara Okoye, 34, was tried.", "The court heard Amara Okoye, 55.", Relation.CONTRADICTS, published=None),
        Pair(
            "Amara Okoye, 17, was killed.", "The trial for the death of Amara Okoye, 18.", Relation.CONTRADICTS, days=90
        ),
        Pair("The death of 17-year-old Amara Okoye.", "Amara Okoye, 18, loved music.", Relation.CONTRADICTS, days=90),
        Pair("Amara Okoye, 17, was hurt. Okoye died.", "Amara Okoye, 18, loved music.", Relation.CONTRADICTS, days=90),
        Pair("The attempted murder of Amara Okoye, 17.", "Amara Okoye, 18, was hurt.", Relation.UPDATES, days=90),
        Pair("Amara Okoye, 17, was hurt.", "Amara Okoye, 18, was killed.", Relation.UPDATES, days=90),
        Pair("Amara Okoye Sr., 43, was hurt.", "Amara Okoye Jr., 19, was hurt.", Relation.UNKNOWN),
        Pair("Amara Lisa Okoye, 35, was arrested.", "Police held 34-year-old Amara Okoye.", Relation.CONTRADICTS),
        Pair("A 3-month-old baby was hurt.", "A 4-month-old baby was hurt.", Relation.CONTRADICTS),
        Pair("A man, 27, was shot dead.", "A 25-year-old man was shot dead.", Relation.CONTRADICTS),
        Pair("Amara Okoye, 34, was arrested.", "Police held 35-year-old Emeka Okoye.", Relation.UNKNOWN),
    ),
    doc=__doc__,
)
