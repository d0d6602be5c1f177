"""The register itself: rows with look-up by person and by office, and what a row says about a day."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from crossfact.model import Days, Precision, Tenure
from crossfact.register.names import alike, fold, name_key, skeleton
from crossfact.register.offices import QUALIFIER, body_key, compatible_terms, is_transliterated, office_of, row_bodies
from crossfact.register.toml import read_toml

GRACE = 31
"""Days around the bounds of a tenure within which a mention is not held against it."""


class Register:
    """Tenures with look-up by person and by office."""

    def __init__(self, tenures: Iterable[Tenure] = ()) -> None:
        self.tenures = tuple(tenures)

    @classmethod
    def load(cls, packages: Sequence[str] = (), paths: Sequence[str | Path] = ()) -> Register:
        """The rows of all TOML files in ``packages``, then those of ``paths`` merged over them.

        Raises ``RegisterError`` for a file or row that cannot be used.
        """
        rows: list[Tenure] = []
        for package in packages:
            rows += _package_rows(package)
        for path in paths:
            rows = merge(rows, read_toml(Path(path)))
        return cls(rows)

    @cached_property
    def _by_person(self) -> dict[str, list[Tenure]]:
        index: dict[str, list[Tenure]] = {}
        for row in self.tenures:
            for name in dict.fromkeys(name_key(name) for name in (row.person, *row.aliases)):
                index.setdefault(name, []).append(row)
        return index

    @cached_property
    def _by_office(self) -> dict[tuple[str, str, str], list[Tenure]]:
        index: dict[tuple[str, str, str], list[Tenure]] = {}
        for row in self.tenures:
            index.setdefault(office_key(row), []).append(row)
        return index

    @cached_property
    def _by_skeleton(self) -> dict[tuple[str, ...], list[str]]:
        return skeletons(self.tenures)

    def named(self, key: str) -> Sequence[Tenure]:
        """Rows whose person or alias has this key."""
        return self._by_person.get(key, ())

    def of_office(self, key: tuple[str, str, str]) -> Sequence[Tenure]:
        """Rows of the office of this key (``office_key``)."""
        return self._by_office.get(key, ())

    def resembling(self, bones: tuple[str, ...]) -> Sequence[str]:
        """Keys of names with this skeleton, of persons whose names are transliterated."""
        return self._by_skeleton.get(bones, ())

    def rows_of(self, name: str) -> tuple[Tenure, ...]:
        """All rows of the person of this name.

        The name, or an alias, must agree by its key; failing that, in another transliteration or order, word by word.
        None where the name is that of two persons of the register.
        """
        known = self._rows_of.get(name)
        if known is None:
            known = self._rows_of[name] = self.look_up(name)
        return known

    @cached_property
    def _rows_of(self) -> dict[str, tuple[Tenure, ...]]:
        return {}

    def look_up(self, name: str) -> tuple[Tenure, ...]:
        """``rows_of``, without remembering the answer."""
        key = name_key(name)
        rows = self.named(key)
        if not rows:
            spelt = [other for other in self.resembling(skeleton(name)) if alike(key, other)]
            rows = [row for other in spelt for row in self.named(other) if is_transliterated(row.country)]
        persons = {name_key(row.person) for row in rows}
        if len(persons) != 1:
            return ()
        whole = {name_key(rows[0].person), *persons}
        return tuple(dict.fromkeys(row for other in whole for row in self.named(other))) or tuple(dict.fromkeys(rows))

    def person_key(self, name: str) -> str:
        """The key of the person of this name: that of the register's own spelling where an alias matches."""
        rows = self.rows_of(name)
        return name_key(rows[0].person) if rows else name_key(name)

    def holders(self, row: Tenure, days: Days) -> tuple[Tenure, ...]:
        """Rows of the same office known to be held on these days."""
        return tuple(other for other in self.of_office(office_key(row)) if known_on(other, days))


def skeletons(rows: Iterable[Tenure]) -> dict[tuple[str, ...], list[str]]:
    """Keys of names by their skeletons, for the countries whose names are transliterated."""
    index: dict[tuple[str, ...], dict[str, None]] = {}
    for row in rows:
        if is_transliterated(row.country):
            for name in (row.person, *row.aliases):
                bones = skeleton(name)
                if bones:
                    index.setdefault(bones, {})[name_key(name)] = None
    return {bones: list(keys) for bones, keys in index.items()}


def office_key(row: Tenure) -> tuple[str, str, str]:
    """Term, body and country of a row, without qualifiers such as "acting"."""
    office = office_of(row.office)
    return (
        fold(QUALIFIER.sub(" ", row.office.lower())) if office.kind == "office" else office.term,
        body_key(row.organisation),
        row.country,
    )


def matches(row: Tenure, term: str, *, body: str | None = None, country: str | None = None) -> bool:
    """Can a mention of this office be about this row?

    A body or country that the mention does not give is open; one that it gives must be the row's.
    """
    office = office_of(row.office)
    if not compatible_terms(term, office.term):
        return False
    if country is not None and row.country not in ("World", "European Union", "") and row.country != country:
        return False
    if body is None:
        return True
    key = body_key(body)
    bodies = row_bodies(row.office, row.organisation)
    if key in bodies or key == fold(row.country) or key == "government":
        return True
    words = f" {key} "
    return any(f" {other} " in words or words in f" {other} " for other in bodies if other != "government")


def held_on(row: Tenure, days: Days, grace: int = GRACE) -> bool:
    """Does a mention on these days fit the row? After ``as_of`` an open row still fits."""
    return not begins_after(row, days, grace) and not ends_before(row, days, grace)


def begins_after(row: Tenure, days: Days, grace: int = GRACE) -> bool:
    """Did the tenure surely begin after these days?"""
    since = row.since
    return (
        since is not None
        and since.earliest is not None
        and days.latest is not None
        and days.latest < since.earliest - grace
    )


def ends_before(row: Tenure, days: Days, grace: int = GRACE) -> bool:
    """Was the tenure surely over before these days?"""
    until = row.until
    return (
        until is not None
        and until.latest is not None
        and days.earliest is not None
        and days.earliest > until.latest + grace
    )


def known_on(row: Tenure, days: Days) -> bool:
    """Is the row known to hold on all of these days? An open row is known up to its ``as_of``."""
    if days.earliest is None or days.latest is None or row.since is None or row.since.latest is None:
        return False
    last = row.until.earliest if row.until is not None else row.as_of
    return last is not None and row.since.latest <= days.earliest and days.latest <= last


def bound_text(days: Days | None, precision: Precision) -> str:
    """A bound as a reader writes it: "2 January 2025", "November 2021", "2016"."""
    if days is None or days.earliest is None:
        return "an unknown day"
    day = datetime.date.fromordinal(days.earliest)
    if precision is Precision.YEAR:
        return str(day.year)
    if precision is Precision.MONTH:
        return f"{calendar.month_name[day.month]} {day.year}"
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def row_text(row: Tenure) -> str:
    """A row in words, with its source and the day to which it is known."""
    until = (
        f"until {bound_text(row.until, row.until_precision)}"
        if row.until is not None
        else f"not ended as of {datetime.date.fromordinal(row.as_of).isoformat()}"
        if row.as_of is not None
        else "end unknown"
    )
    since = "since an unknown day" if row.since is None else f"since {bound_text(row.since, row.since_precision)}"
    place = "" if row.country in ("", "World") else f", {row.country}"
    doubt = "" if row.verified else ", partly verified"
    return f"{row.person}: {row.office.removeprefix('rank: ')}, {row.organisation}{place}, {since}, {until} (source: {row.source}{doubt})"


def merge(rows: Sequence[Tenure], over: Sequence[Tenure]) -> list[Tenure]:
    """Rows of one register with those of another laid over them.

    A row replaces those of the same person and office whose time it overlaps, so a user can correct a bundled row.
    """
    replaced: set[int] = set()
    by_seat: dict[tuple[str, tuple[str, str, str]], list[int]] = {}
    for index, row in enumerate(rows):
        by_seat.setdefault((name_key(row.person), office_key(row)), []).append(index)
    for row in over:
        for index in by_seat.get((name_key(row.person), office_key(row)), ()):
            if _overlap(rows[index], row):
                replaced.add(index)
    return [row for index, row in enumerate(rows) if index not in replaced] + list(over)


def _overlap(one: Tenure, other: Tenure) -> bool:
    return not _over(one, other) and not _over(other, one)


def _over(first: Tenure, second: Tenure) -> bool:
    end = None if first.until is None else first.until.latest
    start = None if second.since is None else second.since.earliest
    return end is not None and start is not None and end < start


@cache
def _package_rows(package: str) -> tuple[Tenure, ...]:
    rows: list[Tenure] = []
    for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            rows += read_toml(entry)
    return tuple(rows)
