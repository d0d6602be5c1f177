"""Facts and readings: claims that speak of one thing, brought together by value.

Values are compared once per distinct value, so a fact told by thousands of articles costs as much as one told by four.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from crossfact.link.events import Mention, clusters
from crossfact.model import Claim, DateValue, Fact, Reading, Value
from crossfact.unions import Unions

_FEW = 8
"""Articles of a happening, and claims of an article, that a further article is compared with."""
_SAME = 1
"""Days by which two tellings of one happening may differ; a night belongs to two days."""
_DISPUTE = 6
"""The same where the day is what is compared."""


def readings(claims: Iterable[Claim], copy_of: Mapping[str, str]) -> tuple[Reading, ...]:
    """The distinct values with their claims, in a stable order: most sources first, then by value."""
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[str(claim.value)].append(claim)
    found = [_reading(group[0].value, group, copy_of) for group in by_value.values()]
    return tuple(sorted(found, key=lambda reading: (-reading.sources, str(reading.value))))


def _reading(value: Value, claims: Sequence[Claim], copy_of: Mapping[str, str]) -> Reading:
    ordered = sorted(claims, key=claim_order)
    days = [claim.said_on for claim in ordered if claim.said_on is not None]
    earliest = [d.earliest for d in days if d.earliest is not None]
    latest = [d.latest for d in days if d.latest is not None]
    return Reading(
        value=value,
        claims=tuple(ordered),
        sources=_sources(ordered, copy_of),
        earliest=min(earliest, default=None),
        latest=max(latest, default=None),
    )


def _sources(claims: Sequence[Claim], copy_of: Mapping[str, str]) -> int:
    """How many sources claims have: copies of one text and articles of one publisher are one."""
    sources: Unions[tuple[str, str]] = Unions()
    for claim in claims:
        article = claim.evidence.article_id
        text = ("text", copy_of.get(article, article))
        sources.join(text, ("publisher", claim.publisher) if claim.publisher else text)
    return len(sources.groups())


def claim_order(claim: Claim) -> tuple[str, int, int, str]:
    """The order in which claims are shown: by article, then by place."""
    return claim.evidence.article_id, claim.evidence.span.start, claim.evidence.span.end, str(claim.value)


def fact(key: tuple[str, ...], claims: Sequence[Claim], copy_of: Mapping[str, str], links: Sequence[str] = ()) -> Fact:
    """The fact of claims that share a key, called as most of them call it; its confidence is the lowest of theirs."""
    ordered = sorted(claims, key=claim_order)
    order = ("high", "medium", "low")
    return Fact(
        key=key,
        subject=commonest(claim.subject for claim in ordered),
        slot=ordered[0].slot,
        readings=readings(ordered, copy_of),
        links=tuple(links),
        confidence=max((claim.confidence for claim in ordered), key=order.index),
    )


def commonest(words: Iterable[str]) -> str:
    """The word that occurs most often, of several the first in the order of the alphabet: whoever says it."""
    return min(Counter(words).items(), key=lambda item: (-item[1], item[0]))[0]


def by_event(claims: Sequence[Claim], ties: Set[frozenset[str]] = frozenset()) -> dict[tuple[str, ...], list[Claim]]:
    """Claims of one story by happening, slot and group; a claim without an event is compared with nothing."""
    mentions = {Mention(c.evidence.article_id, c.event) for c in claims if c.event is not None}
    dispute = _DISPUTE if any(isinstance(c.value, DateValue) for c in claims) else _SAME
    number = clusters(tuple(mentions), dispute, ties)
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.event is not None:
            index = number[Mention(claim.evidence.article_id, claim.event)]
            groups[f"{index:04d}", claim.slot, claim.group].append(claim)
    return groups


def by_happening(claims: Sequence[Claim], same: Callable[[Claim, Claim], bool]) -> dict[tuple[str, ...], list[Claim]]:
    """Claims of one story by slot, group and happening, where a rule itself can tell whether two claims speak of one.

    Articles gather by their claims, each compared with a few of every happening, so that work grows with their number.
    """
    facts: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.event is not None:
            facts[claim.slot, claim.group][claim.evidence.article_id].append(claim)
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for (slot, group), articles in facts.items():
        happenings: list[list[list[Claim]]] = []
        for told in sorted(articles.values(), key=_told):
            fitting = [h for h in happenings if any(_any_same(told, other, same) for other in h[:_FEW])]
            happenings = [h for h in happenings if h not in fitting]
            happenings.append([*(other for h in fitting for other in h), told])
        for index, happening in enumerate(happenings):
            groups[f"{index:04d}", slot, group] = [claim for told in happening for claim in told]
    return groups


def _told(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """What claims say, whatever their article is called; the name of the article decides last."""
    return [*((str(claim.details), str(claim.value)) for claim in claims), (claims[0].evidence.article_id, "")]


def _any_same(told: Sequence[Claim], other: Sequence[Claim], same: Callable[[Claim, Claim], bool]) -> bool:
    return any(same(a, b) for a in told[:_FEW] for b in other[:_FEW])


def by_entity(claims: Sequence[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    """Claims by person, office or body, slot and group; a claim without one is compared with nothing."""
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.entity:
            groups[claim.entity, claim.slot, claim.group].append(claim)
    return groups
