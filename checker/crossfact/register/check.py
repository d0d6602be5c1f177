"""What is wrong with the rows of a register file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from crossfact.model import Problem, Severity, Tenure
from crossfact.register.names import name_key
from crossfact.register.offices import body_key, known_bodies, office_of, row_bodies, single_seat
from crossfact.register.tenures import GRACE, office_key
from crossfact.register.toml import load_rows, row_lines, tenure

_GAP = 92
"""Days between two holders of one office from which a gap is worth a word."""


def check_file(path: Path, known: Sequence[Tenure] = ()) -> tuple[list[Tenure], list[Problem]]:
    """The good rows of a register file and everything wrong with it, by file and line.

    ``known`` are rows whose bodies count as known. Raises ``RegisterError`` for a file that cannot be read at all.
    """
    data, text = load_rows(path)
    lines = row_lines(text)
    rows: list[Tenure] = []
    problems: list[Problem] = []
    for index, table in enumerate(data):
        line = lines[index] if index < len(lines) else 0
        try:
            rows.append(tenure(table, file=str(path), line=line))
        except ValueError as error:
            problems.append(Problem(Severity.ERROR, f"{path}:{line}", str(error)))
    problems += problems_of(rows, known)
    return rows, sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[str, int]:
    where, _, line = problem.where.rpartition(":")
    return where, int(line) if line.isdigit() else 0


def problems_of(rows: Sequence[Tenure], known: Sequence[Tenure] = ()) -> list[Problem]:
    """Rows that cannot stand together, and what is missing between them."""
    problems = list(_unknown_bodies(rows, known))
    seats: dict[tuple[str, str, str], list[Tenure]] = {}
    for row in rows:
        seats.setdefault(office_key(row), []).append(row)
    for holders in seats.values():
        problems += _doubles(holders)
        if single_seat(office_of(holders[0].office).term) and office_of(holders[0].office).kind != "rank":
            problems += _seat(holders)
    return problems


def _doubles(holders: Sequence[Tenure]) -> Iterator[Problem]:
    """Two rows of one person and office that overlap."""
    by_person: dict[str, list[Tenure]] = {}
    for row in holders:
        by_person.setdefault(name_key(row.person), []).append(row)
    for mine in by_person.values():
        ordered = sorted(mine, key=_start)
        for first, second in pairwise(ordered):
            if _end(first) > _start(second):
                yield Problem(
                    Severity.WARNING,
                    _where(second),
                    f"{second.person} is {second.office} twice at one time (also line {first.line})",
                )


def _seat(holders: Sequence[Tenure]) -> Iterator[Problem]:
    """Two holders of a single-seat office at one time, and gaps between holders."""
    ordered = sorted((row for row in holders if row.since is not None), key=_start)
    for first, second in pairwise(ordered):
        if name_key(first.person) == name_key(second.person):
            continue
        overlap = _end(first) - _start(second)
        if first.until is None:
            yield Problem(
                Severity.WARNING,
                _where(first),
                f"{first.person} has no end as {first.office}, but {second.person} began on {_day(_start(second))}"
                f" (line {second.line})",
            )
        elif overlap > GRACE:
            yield Problem(
                Severity.WARNING,
                _where(second),
                f"{first.person} and {second.person} are both {second.office} for {overlap} days (also line {first.line})",
            )
        elif -overlap > _GAP:
            yield Problem(
                Severity.INFO,
                _where(second),
                f"nobody is {second.office} from {_day(_end(first))} to {_day(_start(second))}",
            )


def _unknown_bodies(rows: Sequence[Tenure], known: Sequence[Tenure]) -> Iterator[Problem]:
    """Bodies named once that look like a misspelling, or that nothing else names."""
    names = known_bodies() | {body_key(row.organisation) for row in known}
    counted: dict[str, int] = {}
    for row in rows:
        counted[body_key(row.organisation)] = counted.get(body_key(row.organisation), 0) + 1
    said: set[str] = set()
    for row in rows:
        key = body_key(row.organisation)
        if not key or key in said or not names.isdisjoint(row_bodies(row.office, row.organisation)):
            continue
        said.add(key)
        near = get_close_matches(key, [name for name in (*sorted(names), *counted) if name != key], n=1, cutoff=0.85)
        if near:
            yield Problem(
                Severity.WARNING, _where(row), f"unknown organisation “{row.organisation}”; did you mean “{near[0]}”?"
            )
        elif counted[key] == 1:
            yield Problem(Severity.INFO, _where(row), f"unknown organisation “{row.organisation}”")


def cycles(replaced_by: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Chains of "replaced by" that lead back to their start, each once, beginning with the smallest name."""
    following: dict[str, str] = {}
    for one, other in replaced_by:
        following.setdefault(one, other)
    found: set[tuple[str, ...]] = set()
    done: set[str] = set()
    for start in following:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path.append(at)
            at = following.get(at)
        if at is not None and at in path:
            ring = path[path.index(at) :]
            turn = ring.index(min(ring))
            found.add((*ring[turn:], *ring[:turn]))
        done.update(path)
    return sorted(found)


def _start(row: Tenure) -> int:
    return row.since.earliest if row.since is not None and row.since.earliest is not None else 0


def _end(row: Tenure) -> int:
    """The earliest day on which the tenure may have ended; an open one ends after all days."""
    if row.until is None or row.until.earliest is None:
        return datetime.date.max.toordinal()
    return row.until.earliest


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def _where(row: Tenure) -> str:
    return f"{row.file}:{row.line}"
