"""Stories: which articles tell of one happening.

Rare keys (full names of persons, streets, towns, weighty words) in an inverted index propose pairs of articles; evidence
decides on a pair, and a pair joins two groups only if no veto holds between any of their members. Weights come from
bundled tables alone, so unrelated articles change nothing, and the order of articles never matters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from math import fsum

from rapidfuzz.distance import OSA

from crossfact.lexicon.background import UNLISTED, zipf_frequencies
from crossfact.link.sketches import Sketch
from crossfact.model import listed

_NEAR = 12
"""Days between two creation times within which words and towns can link articles; full names of persons link further."""
_FAR = 730
"""Days between two creation times beyond which nothing links articles (court cases are told for that long)."""
_CROWD = 40
"""A key held by more articles than this within its window proposes a few pairs an article only: it is too common to tell
stories apart, or the story is told by so many that a few links each hold it together."""
_NEIGHBOURS = 12
"""How many others an article is paired with by a crowded key."""
_DENSITY = 0.2
"""Share of the pairs between two groups that must be linked before the groups join, so that stories do not chain."""
_ALIKE = 0.33
"""Likeness of title and lead from which two articles surely tell of one happening."""
_FRESH = 2
"""Days between two creation times within which less likeness is enough."""
_SURE = 0.6
"""Score from which one participant named in both is enough, however many days lie between."""
_SHOWN = 4
"""How many common names the evidence lists."""
_APART = 0.1
"""What two articles must have in common beyond the usual where the kinds, towns or days of their events differ."""
_RESPELLED = 0.88
"""Share of letters in place from which two full names that agree in one word are one name misspelt."""
_NAMESAKES = 12
"""A given name or surname that more persons of an article bear than this tells none of them."""
_ENOUGH = 3
"""Key words that must agree before a pair without a shared person or street is looked at."""


@dataclass(frozen=True, slots=True)
class Link:
    """Why two articles are taken to tell of one happening.

    ``evidence`` is in words; ``score`` orders the links. Articles are ``tied`` by a person named in full or a street in
    both, or by much the same title and lead: then a town and the name of one of its quarters do not set their happenings apart.
    """

    first: str
    second: str
    score: float
    evidence: str
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening, by id in sorted order, with the links that hold them together."""

    articles: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def ties(self) -> frozenset[frozenset[str]]:
        """Pairs of articles that a person or a street ties together."""
        return frozenset(frozenset((link.first, link.second)) for link in self.links if link.tied)


@dataclass(frozen=True, slots=True)
class Stories:
    """All stories of a run, in order of their first article, and what the linking has to say about itself."""

    stories: tuple[Story, ...]
    compared: int
    remarks: tuple[str, ...]


def stories(sketches: Iterable[Sketch]) -> Stories:
    """Group articles into stories. Articles linked to none are stories of their own."""
    ordered = sorted(sketches, key=lambda sketch: sketch.article_id)
    pairs, remarks = _candidates(ordered)
    links = []
    for first, second in sorted(pairs):
        link = link_of(ordered[first], ordered[second])
        if link is not None:
            links.append((link, first, second))
    links.sort(key=lambda item: (-item[0].score, item[0].first, item[0].second))
    groups = _Groups(ordered, links)
    used: dict[int, list[Link]] = defaultdict(list)
    for link, first, second in links:
        one, other = groups.leader[first], groups.leader[second]
        if one == other:
            used[one].append(link)
        elif groups.may_join(one, other):
            head, gone = groups.join(one, other)
            used[head] += [*used.pop(gone, []), link]
    return Stories(
        stories=tuple(
            Story(
                articles=tuple(sorted(ordered[index].article_id for index in group)),
                links=tuple(sorted(used[head], key=lambda link: (link.first, link.second))),
            )
            for head, group in sorted(groups.members.items())
        ),
        compared=len(pairs),
        remarks=remarks,
    )


class _Groups:
    """Articles (by position) gathered into stories; a group goes by the position of its first article."""

    def __init__(self, sketches: Sequence[Sketch], links: Sequence[tuple[Link, int, int]]) -> None:
        self.leader = list(range(len(sketches)))
        self.members = {index: [index] for index in self.leader}
        self._days = {index: (_day(sketch), _day(sketch)) for index, sketch in enumerate(sketches)}
        self._linked: dict[int, list[int]] = defaultdict(list)
        for _, first, second in links:
            self._linked[first].append(second)
            self._linked[second].append(first)

    def may_join(self, one: int, other: int) -> bool:
        """May two groups be one story: enough of the pairs between them are linked, and no pair forbids it?"""
        few, many = sorted((one, other), key=lambda head: len(self.members[head]))
        pairs = len(self.members[few]) * min(len(self.members[many]), _NEIGHBOURS)
        linked = sum(self.leader[second] == many for first in self.members[few] for second in self._linked[first])
        return linked >= _DENSITY * pairs and not _too_far(self._days[one], self._days[other])

    def join(self, one: int, other: int) -> tuple[int, int]:
        """Make two groups one; its head and the head that is gone."""
        head, gone = min(one, other), max(one, other)
        for index in self.members[gone]:
            self.leader[index] = head
        self.members[head] += self.members.pop(gone)
        days = [day for pair in (self._days[head], self._days.pop(gone)) for day in pair if day is not None]
        self._days[head] = (min(days, default=None), max(days, default=None))
        return head, gone


def _too_far(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Are two groups, by their first and last days, so far apart that nothing links their ends?"""
    days = [day for day in (*one, *other) if day is not None]
    return bool(days) and max(days) - min(days) > _FAR


def _candidates(sketches: Sequence[Sketch]) -> tuple[set[tuple[int, int]], tuple[str, ...]]:
    """Pairs of articles (by position) that share enough keys to be looked at."""
    strong: dict[str, list[int]] = defaultdict(list)
    weak: dict[str, list[int]] = defaultdict(list)
    frequencies = zipf_frequencies()
    for index, sketch in enumerate(sketches):
        for key in sketch.strong_keys():
            strong[key].append(index)
        for word in sketch.word_keys():
            weak[word].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    aside = []
    for keys, reach, weight in ((strong, _FAR, _ENOUGH), (weak, _NEAR, 1)):
        for key, holders in keys.items():
            if len(holders) > 1:
                crowded = False
                for first, second in _within(sketches, holders, reach):
                    if second is None:
                        crowded = True
                    else:
                        shared[first, second] += weight
                if crowded and frequencies.get(key, UNLISTED) <= UNLISTED:
                    aside.append(key)
    remarks: tuple[str, ...] = ()
    if aside:
        sample = ", ".join(sorted(aside)[:5])
        remarks = (
            f"{len(aside)} keys too common to tell stories apart pair an article with few others where they crowd ({sample})",
        )
    return {pair for pair, weight in shared.items() if weight >= _ENOUGH}, remarks


def _within(sketches: Sequence[Sketch], holders: list[int], reach: int) -> Iterable[tuple[int, int | None]]:
    """Pairs of holders whose creation times lie within reach of each other; undated ones pair with all.

    In a crowd an article is paired with few of the others only; such a key yields ``(index, None)`` as well.
    """
    dated = sorted((day, index) for index in holders if (day := _day(sketches[index])) is not None)
    undated = [index for index in holders if _day(sketches[index]) is None]
    days = [day for day, _ in dated]
    crowd: dict[int, list[int]] = defaultdict(list)
    for position, (day, index) in enumerate(dated):
        last = bisect_right(days, day + reach)
        if last - bisect_left(days, day - reach) > _CROWD:
            yield index, None
            crowd[day // (reach + 1)].append(index)
            continue
        for _, other in dated[position + 1 : last]:
            yield min(index, other), max(index, other)
    for span in sorted(crowd):
        yield from _neighbours(sketches, [*crowd[span], *crowd.get(span + 1, ())])
    if len(undated) > _CROWD or (undated and len(dated) > _CROWD):
        yield undated[0], None
        yield from _neighbours(sketches, undated)
        return
    for position, index in enumerate(undated):
        for other in [*undated[position + 1 :], *(index for _, index in dated)]:
            yield min(index, other), max(index, other)


def _neighbours(sketches: Sequence[Sketch], crowd: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Each of a crowd with a few others, at distances that double, so that no part of the crowd is cut off.

    Their order is by a digest of the text and the number of the copy: renaming articles changes nothing.
    """
    copies: dict[str, int] = defaultdict(int)
    lots = []
    for index in sorted(crowd):
        digest = sketches[index].sha256
        lots.append((sha256(f"{digest}{copies[digest]}".encode()).digest(), index))
        copies[digest] += 1
    order = [index for _, index in sorted(lots)]
    for position, index in enumerate(order):
        for power in range(_NEIGHBOURS):
            if position + (1 << power) < len(order):
                other = order[position + (1 << power)]
                yield min(index, other), max(index, other)


def _day(sketch: Sketch) -> int | None:
    return None if sketch.said_on is None else sketch.said_on.latest


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Likeness of two vectors of length 1, 0 to 1; exact, so that the order of words does not matter."""
    return fsum([first[word] * second[word] for word in first.keys() & second.keys()])


def link_of(first: Sketch, second: Sketch) -> Link | None:
    """The link between two articles, ``None`` where the evidence is not enough or a veto holds."""
    if veto(first, second):
        return None
    likeness = cosine(first.words, second.words)
    streets = first.streets & second.streets
    towns = first.towns & second.towns
    families = first.families & second.families
    gap = _gap(first, second)
    far = gap is not None and gap > _NEAR
    known = first.aged | second.aged if far else first.persons | second.persons
    persons = known & first.persons & second.persons | _respelled(first.persons, second.persons, known)
    officials = first.officials & second.officials
    score = likeness + min(0.12 * len(persons), 0.3)
    score += 0.15 * bool(streets) + 0.05 * bool(towns) + 0.03 * bool(officials) + 0.03 * bool(families)
    needed = 0.45 if gap is None else 0.34 if gap <= _FRESH else 0.42
    if far and len(persons) + len(streets) + bool(towns) < 2 and (not persons or score < _SURE):
        return None
    if first.families and second.families and not families:
        needed += _APART
    if not persons and not streets:
        if first.lead_towns and second.lead_towns and not towns:
            needed += _APART
        if first.window is not None and second.window is not None and not first.window.overlaps(second.window):
            needed += _APART
    if score < needed:
        return None
    named = [*sorted(persons), *sorted(streets), *sorted(officials), *sorted(towns)]
    evidence = []
    if named:
        evidence.append("both name " + _listed([name.title() for name in named[:_SHOWN]], len(named) - _SHOWN))
    if families:
        evidence.append(f"both tell of one kind of event ({min(families)})")
    evidence.append(f"{len(first.words.keys() & second.words.keys())} rare words in common")
    evidence.append(_dated(gap))
    return Link(
        first.article_id,
        second.article_id,
        round(score, 6),
        "; ".join(evidence),
        tied=bool(persons or streets) or cosine(first.lead, second.lead) >= _ALIKE,
    )


def _respelled(one: Set[str], other: Set[str], known: Set[str]) -> frozenset[str]:
    """Persons whom the two name alike but for a letter or two in the given name or in the surname, if one name is known."""
    mine, theirs = _bearers(one - other), _bearers(other - one)
    return frozenset(
        " / ".join(sorted((name, like)))
        for part in mine.keys() & theirs.keys()
        if max(len(mine[part]), len(theirs[part])) <= _NAMESAKES
        for name in mine[part]
        for like in theirs[part]
        if name[0] == like[0]
        and (name in known or like in known)
        and OSA.normalized_similarity(name, like, score_cutoff=_RESPELLED) > 0
    )


def _bearers(names: Set[str]) -> Mapping[tuple[int, str], Sequence[str]]:
    """Names by each of their words and its place."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in names:
        for part in enumerate(name.split(" ")):
            found[part].append(name)
    return found


def veto(first: Sketch, second: Sketch) -> bool:
    """Is it out of the question that both tell of one happening?"""
    gap = _gap(first, second)
    return gap is not None and gap > _FAR


def _gap(first: Sketch, second: Sketch) -> int | None:
    one, other = _day(first), _day(second)
    return None if one is None or other is None else abs(one - other)


def _dated(gap: int | None) -> str:
    if not gap:
        return "not both are dated" if gap is None else "dated on one day"
    return f"dated {gap} day{'s' * (gap > 1)} apart"


def _listed(names: Sequence[str], more: int) -> str:
    if more > 0:
        return f"{', '.join(names)} and {more} more"
    return listed(names)
