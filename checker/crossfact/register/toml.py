"""Register files: TOML with one ``[[tenure]]`` table a row."""

from __future__ import annotations

import calendar
import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from crossfact.errors import RegisterError
from crossfact.model import Confidence, Days, Precision, Tenure

_FIELDS = frozenset(
    ("person", "aliases", "office", "organisation", "country", "since", "until", "until_precision", "as_of", "source", "confidence", "verified", "note")
)  # fmt: skip
_REQUIRED = ("person", "office", "source")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_toml(file: Path | Traversable) -> list[Tenure]:
    """The rows of a register file.

    Each ``[[tenure]]`` has ``person``, ``office`` and ``source`` and may have ``aliases`` (names without ranks),
    ``organisation``, ``country``, ``since`` and ``until`` (``2025-01-02``, ``2025-01`` or ``2025``: the length tells the
    precision; no ``until`` is an open tenure, ``until_precision = "unknown"`` an unknown end), ``as_of`` (the last day on
    which an open tenure is known to hold), ``confidence`` (high, medium, low), ``verified`` (yes, partly) and ``note``.
    """
    data, text = load_rows(file)
    lines = row_lines(text)
    where = str(file) if isinstance(file, Path) else file.name
    rows = []
    for index, row in enumerate(data):
        line = lines[index] if index < len(lines) else 0
        try:
            rows.append(tenure(row, file=file.name, line=line))
        except ValueError as error:
            raise RegisterError(str(error), where=f"{where}:{line}") from error
    return rows


def load_rows(file: Path | Traversable) -> tuple[list[dict[str, Any]], str]:
    """The tables of a register file, unchecked, with its text. ``RegisterError`` for a file that is none."""
    where = str(file) if isinstance(file, Path) else file.name
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError as error:
        raise RegisterError("there is no such register file", where=where) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"cannot be read ({error})", where=where) from error
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"is not valid TOML: {error}", where=where) from error
    unknown = sorted(set(data) - {"tenure"})
    if unknown:
        raise RegisterError(f"unknown key “{unknown[0]}”", where=where, hint="rows are [[tenure]] tables")
    rows = data.get("tenure", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegisterError("“tenure” is not a list of tables", where=where, hint="write [[tenure]] before each row")
    return rows, text


def row_lines(text: str) -> list[int]:
    """The lines on which rows begin."""
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[tenure]]"]


def tenure(row: dict[str, Any], *, file: str = "", line: int = 0) -> Tenure:
    """A row from its table. Raises ``ValueError`` that says what is wrong."""
    for key in row:
        if key not in _FIELDS:
            raise ValueError(f"unknown field “{key}”")
    for key in _REQUIRED:
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise ValueError(f"“{key}” is missing")
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ValueError("“aliases” is not a list of names")
    since, since_precision = bound(row.get("since"), "since")
    until, until_precision = bound(row.get("until"), "until")
    if since is None:
        since_precision = Precision.UNKNOWN
    if until is None:
        until_precision = Precision.UNKNOWN if row.get("until_precision") == "unknown" else Precision.OPEN
    if (
        since is not None
        and until is not None
        and until.latest is not None
        and since.earliest is not None
        and until.latest < since.earliest
    ):
        raise ValueError("“until” lies before “since”")
    as_of, _ = bound(row.get("as_of"), "as_of")
    confidence = row.get("confidence", "high")
    if confidence not in tuple(Confidence):
        raise ValueError(f"“confidence” is “{confidence}”, not high, medium or low")
    verified = row.get("verified", "yes")
    if verified not in ("yes", "partly", True, False):
        raise ValueError(f"“verified” is “{verified}”, not yes or partly")
    return Tenure(
        person=row["person"].strip(),
        aliases=tuple(aliases),
        office=row["office"].strip(),
        organisation=str(row.get("organisation", "")),
        country=str(row.get("country", "")),
        since=since,
        until=until,
        since_precision=since_precision,
        until_precision=until_precision,
        as_of=None if as_of is None else as_of.earliest,
        source=row["source"].strip(),
        confidence=Confidence(confidence),
        verified=verified in ("yes", True),
        note=str(row.get("note", "")),
        file=file,
        line=line,
    )


def bound(value: object, field: str) -> tuple[Days | None, Precision]:
    """The days that a written bound can denote, and its precision."""
    if value is None:
        return None, Precision.OPEN
    if isinstance(value, datetime.date):
        return Days(value.toordinal(), value.toordinal()), Precision.DAY
    match = _DAY.fullmatch(str(value).strip())
    if match is None:
        raise ValueError(f"“{field}” is “{value}”, not a date such as 2025-01-02, 2025-01 or 2025")
    year, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        if year is None:
            raise ValueError
        if month is None:
            return Days(datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()), Precision.YEAR
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return Days(
                datetime.date(year, month, 1).toordinal(), datetime.date(year, month, last).toordinal()
            ), Precision.MONTH
        ordinal = datetime.date(year, month, day).toordinal()
    except ValueError as error:
        raise ValueError(f"“{field}” is “{value}”, which is no date of the calendar") from error
    return Days(ordinal, ordinal), Precision.DAY


def write_toml(rows: Iterable[Tenure]) -> Iterator[str]:
    """Rows as the lines of a register file."""
    for row in rows:
        yield "[[tenure]]"
        yield f"person = {_quoted(row.person)}"
        if row.aliases:
            yield f"aliases = [{', '.join(_quoted(alias) for alias in row.aliases)}]"
        yield f"office = {_quoted(row.office)}"
        if row.organisation:
            yield f"organisation = {_quoted(row.organisation)}"
        if row.country:
            yield f"country = {_quoted(row.country)}"
        if row.since is not None:
            yield f"since = {_quoted(_written(row.since, row.since_precision))}"
        if row.until is not None:
            yield f"until = {_quoted(_written(row.until, row.until_precision))}"
        elif row.until_precision is Precision.UNKNOWN:
            yield 'until_precision = "unknown"'
        if row.as_of is not None:
            yield f"as_of = {_quoted(datetime.date.fromordinal(row.as_of).isoformat())}"
        yield f"source = {_quoted(row.source)}"
        yield f"confidence = {_quoted(row.confidence.value)}"
        if not row.verified:
            yield 'verified = "partly"'
        if row.note:
            yield f"note = {_quoted(row.note)}"
        yield ""


def _written(days: Days, precision: Precision) -> str:
    if days.earliest is None:
        return ""
    text = datetime.date.fromordinal(days.earliest).isoformat()
    return {Precision.YEAR: text[:4], Precision.MONTH: text[:7]}.get(precision, text)


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
