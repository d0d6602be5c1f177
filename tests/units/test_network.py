"""The temporal network against brute force."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.network import Constraint, conflict, conflicts

DAYS = range(-9, 10)


def satisfiable(constraints: tuple[Constraint, ...]) -> bool:
    """Brute force over all assignments of days; node 0 is at day 0."""
    nodes = sorted({0} | {node for c in constraints for node in (c.first, c.second)})
    return any(
        all(
            (c.low is None or c.low <= day[c.second] - day[c.first])
            and (c.high is None or day[c.second] - day[c.first] <= c.high)
            for c in constraints
        )
        for values in product(DAYS, repeat=len(nodes) - 1)
        for day in [dict(zip(nodes, (0, *values), strict=True))]
    )


@st.composite
def constraint(draw: st.DrawFn) -> Constraint:
    first, second = draw(st.permutations(range(4)))[:2]
    low = draw(st.none() | st.integers(-3, 3))
    high = draw(st.none() | st.integers(-3, 3))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Constraint(first, second, low, high)


@given(st.lists(constraint(), max_size=6))
def test_conflict_agrees_with_brute_force(constraints: list[Constraint]) -> None:
    found = conflict(constraints)
    assert (found is None) == satisfiable(tuple(constraints))


@given(st.lists(constraint(), max_size=7))
def test_a_conflict_is_minimal(constraints: list[Constraint]) -> None:
    found = conflict(constraints)
    if found is not None:
        assert not satisfiable(found)
        for left in combinations(found, len(found) - 1):
            assert satisfiable(left)


@given(st.lists(constraint(), max_size=8))
def test_conflicts_share_nothing_and_leave_the_rest_consistent(constraints: list[Constraint]) -> None:
    found = conflicts(constraints)
    used = [id(c) for cycle in found for c in cycle]
    assert len(used) == len(set(used))
    assert conflict([c for c in constraints if id(c) not in used]) is None


def test_three_claims_that_hold_only_in_pairs() -> None:
    strike = Constraint("origin", "strike", 10, 10, "on the tenth")
    post = Constraint("strike", "post", 2, 2, "two days after the strike")
    day = Constraint("origin", "post", 14, 14, "on the fourteenth")
    assert conflict([strike, post, day]) == (strike, post, day)
    assert [conflict(pair) for pair in combinations([strike, post, day], 2)] == [None, None, None]


def test_smaller_sets_are_put_aside() -> None:
    one = Constraint("a", "b", 1, 1)
    other = Constraint("a", "b", 2, 2)
    assert conflicts([one, other], at_least=3) == ()


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Constraint("a", "b", 2, 1)
