"""A simple temporal network: differences of event days that claims allow, and why they cannot all hold.

Nodes are named days; a ``Constraint`` allows an interval for the difference of two of them (Dechter, Meiri and Pearl:
Temporal constraint networks, Artificial Intelligence 49, 1991). The network is consistent exactly if its distance graph
has no negative cycle. The cycle is searched for with a queue-based Bellman-Ford that looks for the node to be lowered
among the ancestors of the node that lowers it, so that a cycle is seen as soon as it closes (Cherkassky and Goldberg:
Negative-cycle detection algorithms, Mathematical Programming 85, 1999).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constraint:
    """``low <= day(second) - day(first) <= high``, in days; ``None`` is an open end. ``source`` is what says so."""

    first: Hashable
    second: Hashable
    low: int | None
    high: int | None
    source: Hashable = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"empty interval: {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class _Edge:
    """``day(head) <= day(tail) + weight``."""

    tail: Hashable
    head: Hashable
    weight: int
    constraint: Constraint


def conflict(constraints: Sequence[Constraint]) -> tuple[Constraint, ...] | None:
    """A minimal set of constraints that cannot all hold, or ``None`` if all can.

    Removing any one of the set makes the rest of it consistent. The constraints stand in the order of the cycle that they
    form, so each shares a node with the next; the first is the earliest of them in ``constraints``. A constraint of a
    node with itself that does not allow 0 is a set of its own.
    """
    edges = defaultdict(list)
    nodes: dict[Hashable, None] = {}
    for constraint in constraints:
        nodes.setdefault(constraint.first)
        nodes.setdefault(constraint.second)
        if constraint.high is not None:
            edges[constraint.first].append(_Edge(constraint.first, constraint.second, constraint.high, constraint))
        if constraint.low is not None:
            edges[constraint.second].append(_Edge(constraint.second, constraint.first, -constraint.low, constraint))
    distance = dict.fromkeys(nodes, 0)
    parent: dict[Hashable, _Edge] = {}
    queue = deque(nodes)
    queued = set(nodes)
    while queue:
        node = queue.popleft()
        queued.discard(node)
        for edge in edges[node]:
            lowered = distance[node] + edge.weight
            if lowered >= distance[edge.head]:
                continue
            cycle = _cycle(edge, parent)
            if cycle is not None:
                return _in_order(cycle, constraints)
            distance[edge.head] = lowered
            parent[edge.head] = edge
            if edge.head not in queued:
                queue.append(edge.head)
                queued.add(edge.head)
    return None


def _cycle(closing: _Edge, parent: dict[Hashable, _Edge]) -> list[_Edge] | None:
    """The edges from the head of ``closing`` to its tail and back, if the head is an ancestor of the tail."""
    cycle = [closing]
    node = closing.tail
    while node != closing.head:
        edge = parent.get(node)
        if edge is None:
            return None
        cycle.append(edge)
        node = edge.tail
    cycle.reverse()
    return cycle


def _in_order(cycle: Sequence[_Edge], constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    place = {id(constraint): index for index, constraint in reversed(list(enumerate(constraints)))}
    start = min(range(len(cycle)), key=lambda index: place[id(cycle[index].constraint)])
    return tuple(edge.constraint for edge in (*cycle[start:], *cycle[:start]))


def conflicts(constraints: Sequence[Constraint], at_least: int = 2) -> tuple[tuple[Constraint, ...], ...]:
    """Minimal sets that share no constraint, each of ``at_least`` constraints; smaller ones are put aside unreported.

    The answer does not depend on more than the order of ``constraints``.
    """
    found = []
    left = list(constraints)
    while (cycle := conflict(left)) is not None:
        if len(cycle) >= at_least:
            found.append(cycle)
        gone = {id(constraint) for constraint in cycle}
        left = [constraint for constraint in left if id(constraint) not in gone]
    return tuple(found)
