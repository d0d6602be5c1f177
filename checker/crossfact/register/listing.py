"""What a register holds, for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crossfact.model import Tenure
from crossfact.register.names import fold, name_key
from crossfact.register.tenures import Register, office_key


class Seat(NamedTuple):
    """An office of a body of a country, with how many persons held it and the span of days known of it (ordinals)."""

    country: str
    organisation: str
    office: str
    persons: int
    since: int | None
    known_to: int | None


def seats(register: Register) -> list[Seat]:
    """All offices of a register, by country, body and office."""
    groups: dict[tuple[str, str, str], list[Tenure]] = {}
    for row in register.tenures:
        groups.setdefault(office_key(row), []).append(row)
    found = [
        Seat(
            country=rows[0].country,
            organisation=rows[0].organisation,
            office=rows[0].office.removeprefix("rank: "),
            persons=len({name_key(row.person) for row in rows}),
            since=min((s for row in rows if (s := _since(row)) is not None), default=None),
            known_to=max((k for row in rows if (k := _known_to(row)) is not None), default=None),
        )
        for rows in groups.values()
    ]
    return sorted(found, key=lambda seat: seat[:3])


def search(register: Register, words: str) -> list[Tenure]:
    """The rows of the person of this name, or else those that hold all the words, in the order of their offices."""
    rows: Iterable[Tenure] = register.rows_of(words)
    if not rows:
        wanted = fold(words).split()
        rows = [row for row in register.tenures if wanted and all(word in _words(row) for word in wanted)]
    return sorted(rows, key=lambda row: (row.country, row.organisation, row.office, _since(row) or 0, row.person))


def _words(row: Tenure) -> str:
    return fold(" ".join((row.person, *row.aliases, row.office, row.organisation, row.country)))


def _since(row: Tenure) -> int | None:
    return None if row.since is None else row.since.earliest


def _known_to(row: Tenure) -> int | None:
    return row.as_of if row.until is None else row.until.latest
