"""Days and clock times of events: what the claim kind reckons itself."""

from __future__ import annotations

import pytest

from crossfact_rules.claims.event_dates import minutes_between


@pytest.mark.parametrize(
    ("first", "second", "minutes"),
    [
        ((540, 540), (555, 555), 15),
        ((555, 555), (540, 540), -15),
        ((540, 600), (600, 600), 0),
        ((1410, 1410), (15, 15), 45),
        ((15, 15), (1410, 1410), -45),
        ((1380, 1500), (30, 30), 0),
        ((30, 30), (1380, 1500), 0),
        ((1380, 1500), (105, 105), 45),
        ((105, 105), (1380, 1500), -45),
        ((1260, 1800), (1290, 1290), 0),
        ((0, 0), (720, 720), 720),
    ],
)
def test_minutes_between_clock_times(first: tuple[int, int], second: tuple[int, int], minutes: int) -> None:
    assert minutes_between(first, second) == minutes
