"""Which articles of an archive have to do with a draft, told from little: so that the rest need not even be decoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossfact.link.sketches import Sketch
from crossfact.link.stories import _ENOUGH, _FAR, _NEAR, stories
from crossfact.model import Claim


@dataclass(frozen=True, slots=True)
class Head:
    """What choosing an article needs: its sketch, and the persons, offices and bodies that its claims hang on."""

    sketch: Sketch
    entities: frozenset[str]


def head(sketch: Sketch, claims: Iterable[Claim]) -> Head:
    """The head of an article."""
    return Head(sketch, frozenset(claim.entity for claim in claims if claim.entity))


def telling_keys(item: Head) -> frozenset[str]:
    """Names of which one in common is enough to look at two articles together."""
    return item.sketch.strong_keys() | item.entities


ENOUGH_WORDS = _ENOUGH
"""Key words in common that are enough where no name is."""


def chosen(drafts: Sequence[Head], archive: Iterable[Head]) -> frozenset[str]:
    """Ids of the archived articles that tell a story with a draft in it, or have an entity in common with one."""
    entities = frozenset().union(*(draft.entities for draft in drafts))
    sharing = set()
    near = []
    for item in archive:
        if not entities.isdisjoint(item.entities):
            sharing.add(item.sketch.article_id)
        if any(_near(item.sketch, draft.sketch) for draft in drafts):
            near.append(item.sketch)
    names = {draft.sketch.article_id for draft in drafts}
    told = stories([*(draft.sketch for draft in drafts), *near]).stories
    return frozenset(sharing.union(*(story.articles for story in told if not names.isdisjoint(story.articles)))) - names


def _near(first: Sketch, second: Sketch) -> bool:
    """Do two articles share enough keys, near enough in time, for ``stories`` to look at them?"""
    gap = 0
    if first.said_on is not None and second.said_on is not None:
        days = first.said_on.latest, second.said_on.latest
        if days[0] is not None and days[1] is not None:
            gap = abs(days[0] - days[1])
    if gap > _FAR:
        return False
    if not first.strong_keys().isdisjoint(second.strong_keys()):
        return True
    return gap <= _NEAR and len(set(first.word_keys()).intersection(second.word_keys())) >= _ENOUGH
