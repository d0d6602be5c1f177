"""A register in a form that loads at once: rows and name index as plain values, tenures made when asked for.

A compiled register is a cache: it is made from the files of a run, kept beside the cache of articles under a digest of
those files, and made anew when it cannot be read.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from crossfact.model import Confidence, Days, Precision, Tenure
from crossfact.register.names import name_key
from crossfact.register.tenures import Register, office_key, skeletons

_FORMAT = 1


def digest(packages: Sequence[str], paths: Sequence[Path]) -> str:
    """A digest of the register files of a run, of this format and of the interpreter."""
    whole = sha256(f"{_FORMAT} {sys.implementation.cache_tag} {marshal.version}".encode())
    for package in packages:
        for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".toml"):
                whole.update(entry.name.encode() + b"\0" + entry.read_bytes())
    for path in paths:
        whole.update(str(path).encode() + b"\0" + (path.read_bytes() if path.is_file() else b""))
    return whole.hexdigest()[:32]


def load(packages: Sequence[str], paths: Sequence[Path], folder: Path | None) -> Register:
    """The register of these files, from its compiled form in ``folder`` if there is one, else compiled into it.

    Without a folder nothing is written. A folder that cannot be written to is no error. Raises ``RegisterError`` for
    files that cannot be used.
    """
    if folder is None:
        return Register.load(packages, paths)
    file = folder / f"register-{digest(packages, paths)}.bin"
    try:
        return restore(file.read_bytes())
    except (OSError, ValueError, EOFError, TypeError, KeyError, IndexError):
        register = Register.load(packages, paths)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = file.with_suffix(".tmp")
        temporary.write_bytes(dump(register))
        temporary.replace(file)
    except OSError:
        pass
    return register


def dump(register: Register) -> bytes:
    """The compiled form of a register."""
    rows = [_plain(row) for row in register.tenures]
    by_person: dict[str, list[int]] = {}
    by_office: dict[tuple[str, str, str], list[int]] = {}
    for number, row in enumerate(register.tenures):
        for key in dict.fromkeys(name_key(name) for name in (row.person, *row.aliases)):
            by_person.setdefault(key, []).append(number)
        by_office.setdefault(office_key(row), []).append(number)
    return marshal.dumps((_FORMAT, rows, by_person, by_office, skeletons(register.tenures)))


def restore(data: bytes) -> Register:
    """The register of a compiled form. Raises ``ValueError`` and the like for data that are none."""
    number, rows, by_person, by_office, by_skeleton = marshal.loads(data)
    if number != _FORMAT:
        raise ValueError("another format")
    return CompiledRegister(rows, by_person, by_office, by_skeleton)


class CompiledRegister(Register):
    """A register whose tenures are made as they are looked up."""

    def __init__(
        self,
        rows: list[tuple[Any, ...]],
        by_person: dict[str, list[int]],
        by_office: dict[tuple[str, str, str], list[int]],
        by_skeleton: dict[tuple[str, ...], list[str]],
    ) -> None:
        self._rows = rows
        self._persons = by_person
        self._offices = by_office
        self._skeletons = by_skeleton
        self._made: dict[int, Tenure] = {}

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:  # type: ignore[override]
        return tuple(self._row(number) for number in range(len(self._rows)))

    def _row(self, number: int) -> Tenure:
        row = self._made.get(number)
        if row is None:
            row = self._made[number] = _tenure(self._rows[number])
        return row

    def named(self, key: str) -> Sequence[Tenure]:
        return [self._row(number) for number in self._persons.get(key, ())]

    def of_office(self, key: tuple[str, str, str]) -> Sequence[Tenure]:
        return [self._row(number) for number in self._offices.get(key, ())]

    def resembling(self, bones: tuple[str, ...]) -> Sequence[str]:
        return self._skeletons.get(bones, ())


def _plain(row: Tenure) -> tuple[Any, ...]:
    return (
        row.person, row.aliases, row.office, row.organisation, row.country,
        None if row.since is None else tuple(row.since), None if row.until is None else tuple(row.until),
        row.since_precision.value, row.until_precision.value, row.as_of, row.source, row.confidence.value,
        row.verified, row.note, row.file, row.line,
    )  # fmt: skip


def _tenure(row: tuple[Any, ...]) -> Tenure:
    person, aliases, office, organisation, country, since, until, since_precision, until_precision, *rest = row
    as_of, source, confidence, verified, note, file, line = rest
    return Tenure(
        person, tuple(aliases), office, organisation, country,
        None if since is None else Days(*since), None if until is None else Days(*until),
        Precision(since_precision), Precision(until_precision), as_of, source, Confidence(confidence),
        verified, note, file, line,
    )  # fmt: skip
