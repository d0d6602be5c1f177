"""A mention of an office on some days, held against the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crossfact.model import Days, Tenure
from crossfact.register.names import name_key
from crossfact.register.offices import body_key, compatible_terms, office_of
from crossfact.register.tenures import Register, begins_after, ends_before, held_on, known_on, matches


class Weighed(NamedTuple):
    """What the register says to a mention: ``fits``, ``over`` (the tenure had ended), ``early`` (it had not begun) or
    ``unknown``, the row it rests on, and the rows that hold on those days instead."""

    verdict: str
    row: Tenure | None = None
    instead: tuple[Tenure, ...] = ()


_UNKNOWN = Weighed("unknown")


def weigh(
    register: Register,
    name: str,
    term: str,
    days: Days,
    *,
    rank: bool = False,
    body: str | None = None,
    country: str | None = None,
    also: Sequence[Days] = (),
) -> Weighed:
    """Hold a mention of an office or rank on some days against the register.

    ``also`` are other days that the words may speak of; a mention that fits any of them fits. An ended row speaks only
    if the person has no later row of a like office or body, or one that surely began only after these days while somebody
    else is known to have held the office; a rank only where the register knows the other rank of that
    day; a tenure not begun only where it knows who held the office then.
    """
    rows = register.rows_of(name)
    like = [
        row
        for row in rows
        if (office_of(row.office).kind == "rank") is rank and matches(row, term, body=body, country=country)
    ]
    if not like:
        return _UNKNOWN
    for row in like:
        if any(held_on(row, on) for on in (days, *also)):
            return Weighed("fits", row)
    if rank:
        others = tuple(
            row for row in rows if office_of(row.office).kind == "rank" and row not in like and known_on(row, days)
        )
        if not others:
            return _UNKNOWN
        nearest = min(like, key=lambda row: _distance(row, days))
        return Weighed("over" if ends_before(nearest, days) else "early", nearest, others)
    over = [row for row in like if ends_before(row, days)]
    if over:
        last = max(over, key=lambda row: (row.until.latest if row.until is not None else None) or 0)
        instead = _others(register, last, days)
        for row in rows:
            if row in over or not _is_later(row, last) or not _is_alike(row, last):
                continue
            if not (instead and begins_after(row, days)):
                return _UNKNOWN
        return Weighed("over", last, instead)
    first = min(like, key=lambda row: (row.since.earliest if row.since is not None else None) or 0)
    instead = _others(register, first, days)
    return Weighed("early", first, instead) if instead else _UNKNOWN


def _others(register: Register, row: Tenure, days: Days) -> tuple[Tenure, ...]:
    """Who else is known to hold the row's office on these days; nobody where its person does as well."""
    holders = register.holders(row, days)
    mine = name_key(row.person)
    return () if any(name_key(other.person) == mine for other in holders) else holders


def _distance(row: Tenure, days: Days) -> int:
    if (
        ends_before(row, days, 0)
        and row.until is not None
        and row.until.latest is not None
        and days.earliest is not None
    ):
        return days.earliest - row.until.latest
    if row.since is not None and row.since.earliest is not None and days.latest is not None:
        return abs(row.since.earliest - days.latest)
    return 0


def _is_later(row: Tenure, ended: Tenure) -> bool:
    """May the row hold after the ended one?"""
    if row.until is None:
        return True
    return (
        row.until.latest is not None
        and ended.until is not None
        and ended.until.latest is not None
        and row.until.latest > ended.until.latest
    )


def _is_alike(row: Tenure, ended: Tenure) -> bool:
    """Is it an office like that of the ended row, or one of the same body?"""
    if office_of(row.office).kind == "rank" or row.country != ended.country:
        return False
    if compatible_terms(office_of(row.office).term, office_of(ended.office).term):
        return True
    body = body_key(row.organisation)
    return body == body_key(ended.organisation) and body not in ("government", "")
