"""Days of holidays with a fixed or computed date, by the names in ``lexicon/time_en.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from crossfact import lexicon
from crossfact.annotate.timex import tokens

Names = Mapping[str, tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...]]


def _names() -> Names:
    """First word of a name to the rest of its tokens and its row, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Mapping[str, Any]]]] = {}
    for row in lexicon.load("time_en")["holiday"]:
        for name in row["names"]:
            first, *rest = tokens.TOKEN.findall(name)
            table.setdefault(first, []).append((tuple(rest), row))
    return {first: tuple(sorted(rows, key=lambda pair: -len(pair[0]))) for first, rows in table.items()}


NAMES = _names()


def day_in(row: Mapping[str, Any], year: int) -> int:
    """The ordinal of the holiday in a year."""
    if "easter" in row:
        from dateutil.easter import easter

        return easter(year).toordinal() + int(row["easter"])
    if "day" in row:
        return date(year, row["month"], row["day"]).toordinal()
    return _nth_weekday(year, row["month"], row["weekday"], row["nth"], row.get("after", 1))


def _nth_weekday(year: int, month: int, weekday: int, nth: int, after: int) -> int:
    """The nth weekday of a month counted from its day ``after``; nth -1 is the last of the month."""
    if nth > 0:
        first = date(year, month, after).toordinal()
        return first + (weekday - (first - 1)) % 7 + 7 * (nth - 1)
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return last - ((last - 1) - weekday) % 7
