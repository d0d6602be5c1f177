"""Groups grow as pairs are joined, whatever the order of pairs; the head of a group is its smallest item."""

from __future__ import annotations

from itertools import permutations

from crossfact.unions import Unions


def test_groups_do_not_depend_on_the_order_of_pairs() -> None:
    for pairs in permutations([(4, 2), (2, 7), (5, 3), (1, 1)]):
        unions: Unions[int] = Unions()
        for one, other in pairs:
            unions.join(one, other)
        assert unions.groups() == [{1}, {2, 4, 7}, {3, 5}]
        assert [unions.head(item) for item in (7, 5, 1, 9)] == [2, 3, 1, 9]
