"""Copies: articles whose texts are nearly the same are one source.

Measured by containment of sampled word shingles, which finds cut-down copies too: the shorter text's shingles must be
found in the longer one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from crossfact.link.sketches import Sketch
from crossfact.unions import Unions

_CONTAINED = 0.6
"""Share of the shorter text's shingles that the other must hold."""
_FEWEST = 4
"""Fewest sampled shingles a text must have to be judged by them."""
_CROWD = 50
"""A shingle that more articles hold than this compares each of them with the next one only."""


def copies(sketches: Sequence[Sketch]) -> dict[str, str]:
    """Article id to the id that stands for its group of copies (the first in order of ids); originals are left out."""
    ordered = sorted(sketches, key=lambda sketch: sketch.article_id)
    texts: Unions[int] = Unions()
    for first, second in (*_equal(ordered), *_alike(ordered)):
        texts.join(first, second)
    return {
        sketch.article_id: ordered[texts.head(index)].article_id
        for index, sketch in enumerate(ordered)
        if texts.head(index) != index
    }


def _equal(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Each article with the first that has the very same text."""
    first_of: dict[str, int] = {}
    for index, sketch in enumerate(sketches):
        yield first_of.setdefault(sketch.sha256, index), index


def _alike(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of articles of which one holds most of the other's shingles."""
    by_shingle: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for shingle in sketch.shingles:
            by_shingle[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in by_shingle.values():
        shared.update(combinations(holders, 2) if len(holders) <= _CROWD else pairwise(holders))
    for (first, second), count in shared.items():
        fewest = min(len(sketches[first].shingles), len(sketches[second].shingles))
        if fewest >= _FEWEST and count >= _CONTAINED * fewest:
            yield first, second
