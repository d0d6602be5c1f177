"""Comparisons of values: symmetric, and right on the cases that matter."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.model import Days, Relation
from crossfact.relations import Range, Toll, ages, amounts, counts, months, tolls

DAY = datetime.date(2024, 3, 13).toordinal()

numbers = st.one_of(st.none(), st.integers(0, 500).map(float))
ranges = st.tuples(numbers, numbers).map(
    lambda pair: Range(*pair) if None in pair or pair[0] <= pair[1] else Range(pair[1], pair[0])
)
days = st.one_of(st.none(), st.integers(0, 400).map(lambda n: Days(DAY + n, DAY + n)))
years = st.integers(0, 110)


def on(day: int) -> Days:
    return Days(DAY + day, DAY + day)


@given(ranges, ranges)
def test_counts_are_symmetric_and_contradict_only_if_no_number_fits_both(first: Range, second: Range) -> None:
    relation = counts(first, second)
    assert relation is counts(second, first)
    low = max((r.low for r in (first, second) if r.low is not None), default=None)
    high = min((r.high for r in (first, second) if r.high is not None), default=None)
    assert (relation is Relation.CONTRADICTS) == (low is not None and high is not None and low > high)


@given(ranges, days, ranges, days)
def test_tolls_are_symmetric(first: Range, said: Days | None, second: Range, other: Days | None) -> None:
    assert tolls(Toll(first, said), Toll(second, other)) is tolls(Toll(second, other), Toll(first, said))


@given(years, days, years, days, st.booleans())
def test_ages_are_symmetric(first: int, said: Days | None, second: int, other: Days | None, dead: bool) -> None:
    assert ages(first, said, second, other, dead) is ages(second, other, first, said, dead)


@given(st.integers(0, 40), days, st.integers(0, 40), days)
def test_months_are_symmetric(first: int, said: Days | None, second: int, other: Days | None) -> None:
    assert months(first, said, second, other) is months(second, other, first, said)


@given(st.dates(datetime.date(1920, 1, 1), datetime.date(2020, 1, 1)), st.integers(0, 3000), st.integers(0, 3000))
def test_true_ages_of_one_person_never_contradict(birth: datetime.date, first: int, second: int) -> None:
    told = [birth + datetime.timedelta(days=7000 + n) for n in (first, second)]
    true = [day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)) for day in told]
    said = [Days(day.toordinal(), day.toordinal()) for day in told]
    assert ages(true[0], said[0], true[1], said[1]) is not Relation.CONTRADICTS


@given(ranges, ranges)
def test_amounts_are_symmetric(first: Range, second: Range) -> None:
    assert amounts(first, second) is amounts(second, first)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (Toll(Range(9, 9), on(0)), Toll(Range(12, 12), on(0)), Relation.CONTRADICTS),
        (Toll(Range(9, 9), on(0)), Toll(Range(12, 12), on(1)), Relation.UPDATES),
        (Toll(Range(9, 9), on(1)), Toll(Range(12, 12), on(0)), Relation.CONTRADICTS),
        (Toll(Range(9, None), on(1)), Toll(Range(12, 12), on(0)), Relation.COMPATIBLE),
        (Toll(Range(43, None), on(0)), Toll(Range(100, None), on(0)), Relation.COMPATIBLE),
        (Toll(Range(9, 9), None), Toll(Range(12, 12), None), Relation.CONTRADICTS),
        (Toll(Range(9, 9), None), Toll(Range(12, 12), on(0)), Relation.UNKNOWN),
        (Toll(Range(9, 9), on(0)), Toll(Range(9, 9), on(3)), Relation.SAME),
    ],
)
def test_tolls(first: Toll, second: Toll, relation: Relation) -> None:
    assert tolls(first, second) is relation


@pytest.mark.parametrize(
    ("first", "second", "gap", "dead", "relation"),
    [
        (35, 34, 0, False, Relation.CONTRADICTS),
        (28, 27, 3, False, Relation.CONTRADICTS),
        (28, 27, 1, False, Relation.CONTRADICTS),
        (21, 22, 30, False, Relation.UPDATES),
        (35, 37, 532, False, Relation.UPDATES),
        (35, 37, 200, False, Relation.CONTRADICTS),
        (17, 19, 1, False, Relation.CONTRADICTS),
        (21, 22, 30, True, Relation.CONTRADICTS),
        (21, 21, 300, False, Relation.COMPATIBLE),
        (21, 21, 900, True, Relation.COMPATIBLE),
    ],
)
def test_ages(first: int, second: int, gap: int, dead: bool, relation: Relation) -> None:
    assert ages(first, on(0), second, on(gap), dead) is relation


@pytest.mark.parametrize(
    ("first", "second", "gap", "relation"),
    [
        (3, 4, 0, Relation.CONTRADICTS),
        (3, 4, 40, Relation.UPDATES),
        (4, 3, 40, Relation.CONTRADICTS),
        (3, 9, 40, Relation.CONTRADICTS),
        (3, 3, 40, Relation.SAME),
    ],
)
def test_months(first: int, second: int, gap: int, relation: Relation) -> None:
    assert months(first, on(0), second, on(gap)) is relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (3_000_000, 3_000_000, Relation.SAME),
        (3_000_000, 2_960_000, Relation.COMPATIBLE),
        (3_000_000, 2_400_000, Relation.CONTRADICTS),
        (5.6, 5.2, Relation.CONTRADICTS),
        (750_000, 500_000, Relation.CONTRADICTS),
        (33.3, 33, Relation.COMPATIBLE),
    ],
)
def test_amounts(first: float, second: float, relation: Relation) -> None:
    assert amounts(Range(first, first), Range(second, second)) is relation
