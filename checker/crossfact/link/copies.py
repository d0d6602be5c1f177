"""Copies: articles whose texts are nearly the same are one source.

Measured by containment of sampled word shingles, which finds cut-down copies too: the shorter text's shingles must be
found in the longer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crossfact.link.sketches import Sketch

_CONTAINED = 0.6
"""Share of the shorter text's shingles that the other must hold."""
_FEWEST = 4
"""Fewest sampled shingles a text must have to be judged by them."""


def copies(sketches: Sequence[Sketch]) -> dict[str, str]:
    """Article id to the id that stands for its group of copies (the first in order of ids); originals are left out."""
    by_shingle: dict[int, list[int]] = defaultdict(list)
    order = sorted(range(len(sketches)), key=lambda index: sketches[index].article_id)
    for index in order:
        for shingle in sketches[index].shingles:
            by_shingle[shingle].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in by_shingle.values():
        for position, first in enumerate(holders[:50]):
            for second in holders[position + 1 : 50]:
                shared[first, second] += 1
    group: dict[int, int] = {}
    first_of: dict[str, int] = {}
    for index in order:
        group[index] = first_of.setdefault(sketches[index].sha256, index)
    for (first, second), count in sorted(shared.items(), key=lambda item: _ids(sketches, item[0])):
        fewest = min(len(sketches[first].shingles), len(sketches[second].shingles))
        if fewest >= _FEWEST and count >= _CONTAINED * fewest:
            old, new = group[second], group[first]
            for index, leader in group.items():
                if leader == old:
                    group[index] = new
    return {
        sketches[index].article_id: sketches[leader].article_id for index, leader in group.items() if leader != index
    }


def _ids(sketches: Sequence[Sketch], pair: tuple[int, int]) -> tuple[str, str]:
    return sketches[pair[0]].article_id, sketches[pair[1]].article_id
