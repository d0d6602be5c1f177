"""Disjoint sets: what pairs join, directly or through others, is one group.

Union by head with path halving (Tarjan and van Leeuwen 1984), so that work grows about linearly with the number of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

_Item = TypeVar("_Item", int, str, tuple[str, str])


class Unions(Generic[_Item]):
    """Groups of items that grow as pairs are joined. The head of a group is its smallest item, whatever the order of pairs."""

    def __init__(self) -> None:
        self._leader: dict[_Item, _Item] = {}

    def head(self, item: _Item) -> _Item:
        """The head of the group of an item; a new item is a group of its own."""
        leader = self._leader
        while leader.setdefault(item, item) != item:
            leader[item] = item = leader[leader[item]]
        return item

    def join(self, one: _Item, other: _Item) -> None:
        """Make the groups of two items one."""
        first, second = sorted((self.head(one), self.head(other)))
        self._leader[second] = first

    def groups(self) -> list[set[_Item]]:
        """All groups, in order of their heads."""
        found: dict[_Item, set[_Item]] = defaultdict(set)
        for item in list(self._leader):
            found[self.head(item)].add(item)
        return [found[head] for head in sorted(found)]
