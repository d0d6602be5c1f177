"""Events of a story: which event mentions, from any of its articles, are one happening.

An article's mentions of its main happening are one node already; every other mention is a node of its own. Nodes of
different articles join when their class families agree and who, where and when leave it open; mentions that differ by a few
days may still join, for the day can be what is in dispute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from crossfact.annotate.events import family
from crossfact.annotate.places import known_town, well_known
from crossfact.model import Days, Event, Modality

_VAGUE = frozenset({"harm", "incident"})
_HARMFUL = frozenset({"harm", "incident", "violence", "disaster"})
_BY_AGENT = frozenset({"statement", "briefing", "visit", "meeting", "signing", "launch", "appointment"})
"""Families of which one person has many: who did it decides whether two mentions are one happening."""
_WITNESSES = 32
"""Of a happening told by many articles, so many are asked whether another one tells of it."""
_NIGHT = 1
"""Days by which a day told by two articles may differ, for a night belongs to two."""
_VAGUE_DAYS = 10
"""An interval of more days than this says too little of a day to keep two mentions apart."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention with the article it stands in."""

    article_id: str
    event: Event


@dataclass(frozen=True, slots=True)
class _Node:
    """Mentions of one article that are surely one happening."""

    mentions: tuple[Mention, ...]
    families: frozenset[str]
    main: bool
    modality: Modality
    agents: frozenset[str]
    patients: frozenset[str]
    places: frozenset[str]
    spots: frozenset[str]
    days: tuple[Days, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """Main happenings and dated ones first, then by what is told, so that names of articles decide last."""
        first = self.mentions[0]
        told = (self.days, *map(sorted, (self.spots, self.places, self.families, self.patients, self.agents)))
        return not self.main, not self.days, *told, self.modality, first.event.span, first.article_id


def clusters(mentions: Iterable[Mention], dispute: int, ties: Set[frozenset[str]] = frozenset()) -> dict[Mention, int]:
    """Mention to the number of its happening; the order of mentions does not matter.

    ``dispute`` is the number of days by which tellings of one happening may differ: more where the day itself is compared.
    ``ties`` are pairs of articles whose places cannot set their happenings apart.
    """
    groups: list[list[_Node]] = []
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for node in sorted(_nodes(mentions), key=lambda node: node.order):
        keys = _keys(node)
        near = sorted({number for key in keys for number in holding[key]})
        fitting = [number for number in near if _joins(node, groups[number][:_WITNESSES], dispute, ties)]
        if fitting:
            number = max(fitting, key=lambda number: _tied(node, groups[number][:_WITNESSES], ties))
            groups[number].append(node)
        else:
            number = len(groups)
            groups.append([node])
        for key in keys:
            if not holding[key] or holding[key][-1] != number:
                holding[key].append(number)
    return {mention: number for number, group in enumerate(groups) for node in group for mention in node.mentions}


def _keys(node: _Node) -> list[tuple[str, str]]:
    """What two nodes that are one happening have in common at least one of."""
    keys = [("agent", agent) for agent in node.agents] + [("patient", patient) for patient in node.patients]
    keys += [("place", place) for place in node.places]
    if node.main:
        keys += [("main", "harm" if one in _HARMFUL else one) for one in node.families]
    return keys


def _tied(node: _Node, group: Sequence[_Node], ties: Set[frozenset[str]]) -> float:
    """Share of a happening's nodes whose articles are tied to the node's."""
    article = node.mentions[0].article_id
    return sum(frozenset((article, other.mentions[0].article_id)) in ties for other in group) / len(group)


def _nodes(mentions: Iterable[Mention]) -> list[_Node]:
    gathered: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in set(mentions):
        event = mention.event
        kind = family(event.event_class)
        if not event.main or event.background:
            gathered[mention.article_id, event].append(mention)
        elif kind in _BY_AGENT:
            gathered[mention.article_id, kind, event.agents[:1], event.modality].append(mention)
        else:
            gathered[mention.article_id, "harm" if kind in _HARMFUL else kind, event.modality].append(mention)
    return [_node(sorted(group, key=lambda m: (m.event.span, m.event.event_class))) for group in gathered.values()]


def _node(mentions: Sequence[Mention]) -> _Node:
    events = [mention.event for mention in mentions]
    return _Node(
        mentions=tuple(mentions),
        families=frozenset(family(event.event_class) for event in events),
        main=events[0].main and not events[0].background,
        modality=events[0].modality,
        agents=frozenset(agent for event in events for agent in event.agents),
        patients=frozenset(patient for event in events for patient in event.patients),
        places=frozenset(_words(key for event in events for key in event.places)),
        spots=frozenset(
            _words(key for event in events for key in event.places if known_town(key) or not well_known(key))
        ),
        days=tuple(dict.fromkeys(event.days for event in events if event.days is not None and _narrow(event.days))),
    )


def _words(keys: Iterable[str]) -> set[str]:
    """Words of place keys without a plural or possessive s: "old town of Wexbridge" and "Wexbridge" share one."""
    return {word.rstrip("s") for key in keys for word in key.split() if len(word) > 3}


def _narrow(days: Days) -> bool:
    return days.earliest is not None and days.latest is not None and days.latest - days.earliest <= _VAGUE_DAYS


def _joins(node: _Node, group: Sequence[_Node], dispute: int, ties: Set[frozenset[str]]) -> bool:
    """Half of the group must be the same happening, and most must leave it open."""
    if 2 * sum(_same(node, other, dispute, ties) for other in group) < len(group):
        return False
    return 2 * sum(not _open(node, other, dispute, ties) for other in group) < len(group)


def _same(one: _Node, other: _Node, dispute: int, ties: Set[frozenset[str]]) -> bool:
    if one.modality is not other.modality or one.modality is Modality.DENIAL or not _one_kind(one, other):
        return False
    if any(mention.event.background for mention in (*one.mentions, *other.mentions)):
        return False
    if not _open(one, other, dispute, ties):
        return False
    if one.main and other.main:
        return not one.families & _HARMFUL or _corroborated(one, other, ties)
    shared = bool(one.agents & other.agents) + bool(one.places & other.places) + bool(one.patients & other.patients)
    return shared >= 2


def _corroborated(one: _Node, other: _Node, ties: Set[frozenset[str]]) -> bool:
    """Is it one attack or accident and not two of a kind: tied articles, or one town on one day?"""
    if frozenset((one.mentions[0].article_id, other.mentions[0].article_id)) in ties:
        return True
    return bool(one.spots & other.spots) and any(_apart(a, b) <= _NIGHT for a in one.days for b in other.days)


def _one_kind(one: _Node, other: _Node) -> bool:
    """One class family; what is named only by its harm ("was killed") may be any main happening that harms."""
    if one.families & other.families:
        return True
    both = one.families | other.families
    return one.main and other.main and bool(both & _VAGUE) and both <= _HARMFUL


def _open(one: _Node, other: _Node, dispute: int, ties: Set[frozenset[str]]) -> bool:
    """Do who, where and when leave it open that two nodes of one kind are one happening?"""
    if one.days and other.days and min(_apart(a, b) for a in one.days for b in other.days) > dispute:
        return False
    if one.families & _BY_AGENT and one.agents and other.agents and not one.agents & other.agents:
        return False
    if not one.places or not other.places or one.places & other.places:
        return True
    return frozenset((one.mentions[0].article_id, other.mentions[0].article_id)) in ties


def _apart(first: Days, second: Days) -> int:
    """Days between two intervals, 0 where they overlap."""
    if first.before(second):
        return (second.earliest or 0) - (first.latest or 0)
    if second.before(first):
        return (first.earliest or 0) - (second.latest or 0)
    return 0


def days_of(mentions: Sequence[Mention]) -> Days | None:
    """The days that the dated mentions of one happening span, ``None`` where none is dated to the day."""
    days = [m.event.days for m in mentions if m.event.days is not None and m.event.days.day is not None]
    if not days:
        return None
    return Days(min(d.earliest or 0 for d in days), max(d.latest or 0 for d in days))
