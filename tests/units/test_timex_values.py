"""Arithmetic on TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.annotate.timex import values as calc


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2014-09-14", "2014-09-14"),
        ("2014-09-14T10:30", "2014-09-14"),
        ("2014-W37", "2014-09-08/2014-09-14"),
        ("2014-W37-WE", "2014-09-13/2014-09-14"),
        ("2014-W01-1", "2013-12-30"),
        ("2012-02", "2012-02-01/2012-02-29"),
        ("2013-02", "2013-02-01/2013-02-28"),
        ("2014-Q3", "2014-07-01/2014-09-30"),
        ("2014-H2", "2014-07-01/2014-12-31"),
        ("2014-WI", "2014-12-01/2015-03-31"),
        ("2014", "2014-01-01/2014-12-31"),
        ("199", "1990-01-01/1999-12-31"),
        ("19", "1900-01-01/1999-12-31"),
        ("2014-02-30", None),
        ("2014-13", None),
        ("2014-W60", None),
        ("XXXX-WXX-7", None),
        ("P2D", None),
        ("PAST_REF", None),
    ],
)
def test_days_of_a_value(value: str, days: str | None) -> None:
    found = calc.days_of(value)
    assert (None if found is None else str(found)) == days


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (-1, "D", "2014-01-14"),
        (2, "W", "2014-W05"),
        (-1, "M", "2013-12"),
        (12, "M", "2015-01"),
        (-1, "Q", "2013-Q4"),
        (-5, "Y", "2009"),
        (-2, "E", "199"),
        (-1, "C", "19"),
        (-3000, "Y", None),
        (-800_000, "D", None),
        (1, "H", None),
    ],
)
def test_shift_is_as_coarse_as_its_unit(count: int, unit: str, value: str | None) -> None:
    assert calc.shift(date(2014, 1, 15).toordinal(), count, unit) == value


@given(st.integers(min_value=2, max_value=date.max.toordinal() - 800), st.integers(min_value=1, max_value=2))
def test_a_shifted_week_holds_the_same_weekday(ordinal: int, count: int) -> None:
    days = calc.days_of(calc.shift(ordinal, count, "W") or "")
    assert days is not None
    assert days.earliest is not None
    assert days.latest is not None
    assert days.earliest <= ordinal + 7 * count <= days.latest
    assert days.latest - days.earliest == 6
