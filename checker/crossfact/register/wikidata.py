"""Rows from Wikidata: results of a SPARQL query (JSON, CSV), entities (JSON) and entity dumps.

Formats are told apart by their content, not by their names:

* **SPARQL results**, JSON or CSV, with the variables ``personLabel``, ``officeLabel`` and any of ``person``, ``aliases``
  (separated by ``|``), ``organisationLabel``, ``countryLabel``, ``start``, ``startPrecision``, ``end``, ``endPrecision``
  and ``replacedByLabel``;
* **entity JSON** as ``Special:EntityData`` serves it: position held (P39) with start time (P580), end time (P582),
  replaces (P1365) and replaced by (P1366); labels of the positions are taken from the same file;
* **line-by-line dumps** (one entity a line), plain, ``.gz`` or ``.bz2``: streamed, never held in memory.

Of the ranks of a statement, deprecated ones are left out, and where one person has a preferred and a normal statement for
the same office and start the preferred one stands. Precision follows Wikidata: 11 is a day, 10 a month, 9 a year, less is
unknown; a query result without precision that names 1 January means the year.

Format of the data: https://www.wikidata.org/wiki/Wikidata:Data_access and Help:Dates (CC0).
"""

from __future__ import annotations

import bz2
import csv
import datetime
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, NamedTuple

from crossfact.errors import RegisterError
from crossfact.model import Confidence, Days, Precision, Problem, Severity, Tenure
from crossfact.register.check import cycles
from crossfact.register.toml import bound, write_toml

_POSITION, _START, _END = "P39", "P580", "P582"
_REPLACED_BY = "P1366"
_LONGEST = 64 * 1024 * 1024
"""Characters of one entity in a dump beyond which the line is refused."""


class Imported(NamedTuple):
    """The good rows of a file and what is wrong with the others."""

    rows: tuple[Tenure, ...]
    problems: tuple[Problem, ...]


class _RowError(ValueError):
    """A row that cannot be used."""


def read(path: Path, *, as_of: datetime.date) -> Imported:
    """The tenures of a Wikidata file.

    ``as_of`` is the day on which the data were taken: open tenures are known up to it. Raises ``RegisterError`` for a
    file that is none of the formats or breaks off before anything could be read.
    """
    where = str(path)
    if path.suffix in (".gz", ".bz2"):
        return _dump(path, as_of)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise RegisterError("there is no such file", where=where) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"cannot be read ({error})", where=where) from error
    head = text.lstrip()[:1]
    if not head:
        raise RegisterError("is empty", where=where)
    if head not in "{[":
        if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml", "<")):
            raise RegisterError("is a web page, not query results", where=where, hint="the query failed; run it again")
        return _csv(text, path, as_of)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        if "\n" in text.strip() and text.lstrip().startswith(("[\n", "{")):
            return _dump(path, as_of)
        raise RegisterError(f"is not valid JSON: {error.msg}", where=f"{where}:{error.lineno}") from error
    if isinstance(data, dict) and "results" in data:
        return _sparql(data, path, as_of)
    if isinstance(data, dict) and "entities" in data:
        return _entities(list(data["entities"].values()), path, as_of)
    if isinstance(data, dict) and "claims" in data:
        return _entities([data], path, as_of)
    if isinstance(data, list):
        return _entities([item for item in data if isinstance(item, dict)], path, as_of)
    message = str(data.get("error", data.get("message", "")))[:120] if isinstance(data, dict) else ""
    raise RegisterError(f"holds no query results and no entities{f' ({message})' if message else ''}", where=where)


def _sparql(data: Mapping[str, Any], path: Path, as_of: datetime.date) -> Imported:
    bindings = data["results"].get("bindings") if isinstance(data["results"], dict) else None
    if not isinstance(bindings, list):
        raise RegisterError("has no “results.bindings”", where=str(path), hint="save the query's result as JSON")
    rows = (
        {key: str(cell.get("value", "")) for key, cell in row.items() if isinstance(cell, dict)} for row in bindings
    )
    return _table(rows, path, as_of, "row")


def _csv(text: str, path: Path, as_of: datetime.date) -> Imported:
    reader = csv.DictReader(io.StringIO(text))
    names = reader.fieldnames or []
    if "personLabel" not in names or "officeLabel" not in names:
        raise RegisterError(
            f"has no columns “personLabel” and “officeLabel” (found: {', '.join(map(str, names[:6]))})",
            where=f"{path}:1",
            hint="see the query in the documentation",
        )
    return _table(
        ({k: v or "" for k, v in row.items() if isinstance(k, str)} for row in reader), path, as_of, "line", first=2
    )


def _table(rows: Iterable[Mapping[str, str]], path: Path, as_of: datetime.date, unit: str, first: int = 1) -> Imported:
    tenures: list[Tenure] = []
    problems: list[Problem] = []
    links: list[tuple[str, str]] = []
    for number, row in enumerate(rows, first):
        try:
            tenures.append(_from_table(row, as_of, path.name, number))
        except ValueError as error:
            problems.append(Problem(Severity.ERROR, f"{path}:{number}", f"{unit} {number}: {error}"))
            continue
        if row.get("replacedByLabel"):
            links.append(
                (f"{row['personLabel']} ({row['officeLabel']})", f"{row['replacedByLabel']} ({row['officeLabel']})")
            )
    return _finished(tenures, problems, links, path)


def _from_table(row: Mapping[str, str], as_of: datetime.date, file: str, line: int) -> Tenure:
    person, office = row.get("personLabel", "").strip(), row.get("officeLabel", "").strip()
    if not person or not office:
        raise _RowError("no person or no office")
    if _is_item(person):
        raise _RowError(f"“{person}” is an item without a label")
    source = row.get("person", "").rsplit("/", 1)[-1]
    return _tenure(
        person=person,
        aliases=tuple(alias.strip() for alias in row.get("aliases", "").split("|") if alias.strip()),
        office=office,
        organisation=row.get("organisationLabel", "").strip(),
        country=row.get("countryLabel", "").strip(),
        since=_time(row.get("start", ""), row.get("startPrecision")),
        until=_time(row.get("end", ""), row.get("endPrecision")),
        ended=bool(row.get("end", "").strip()),
        source=f"Wikidata {source}".strip(),
        as_of=as_of,
        file=file,
        line=line,
    )


def _tenure(
    *,
    person: str,
    aliases: tuple[str, ...],
    office: str,
    organisation: str,
    country: str,
    since: tuple[Days | None, Precision],
    until: tuple[Days | None, Precision],
    ended: bool,
    source: str,
    as_of: datetime.date,
    file: str,
    line: int,
) -> Tenure:
    start, start_precision = since
    end, end_precision = until
    if start is not None and end is not None and (end.latest or 0) < (start.earliest or 0):
        raise _RowError(f"the tenure of {person} as {office} ends before it begins")
    exact = start_precision in (Precision.DAY, Precision.MONTH) and (not ended or end is not None)
    return Tenure(
        person=person,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != person)),
        office=office,
        organisation=organisation,
        country=country,
        since=start,
        until=end,
        since_precision=start_precision if start is not None else Precision.UNKNOWN,
        until_precision=end_precision if end is not None else Precision.UNKNOWN if ended else Precision.OPEN,
        as_of=None if end is not None or ended else as_of.toordinal(),
        source=f"{source}, {as_of.isoformat()}",
        confidence=Confidence.HIGH if exact else Confidence.MEDIUM,
        verified=start is not None,
        file=file,
        line=line,
    )


def _time(value: str, precision: str | int | None) -> tuple[Days | None, Precision]:
    """The days of a time value of Wikidata, e.g. ``+2022-11-11T00:00:00Z``."""
    text = value.strip().lstrip("+")
    if not text or text.startswith(("-", "t", "_", "http")):
        return None, Precision.UNKNOWN
    day = text[:10]
    if not day[:4].isdigit():
        raise _RowError(f"“{value}” is no time of Wikidata")
    given = str(precision).rsplit("#", 1)[-1].strip() if precision not in (None, "") else ""
    if not given:
        given = "9" if day.endswith(("-01-01", "-00-00")) else "10" if day.endswith("-00") else "11"
    if not given.isdigit():
        raise _RowError(f"“{precision}” is no precision")
    size = {11: 10, 10: 7, 9: 4}.get(min(int(given), 11))
    if size is None:
        return None, Precision.UNKNOWN
    return bound(day[:size], "time")


def _is_item(text: str) -> bool:
    return len(text) > 1 and text[0] == "Q" and text[1:].isdigit()


def _entities(entities: Iterable[Mapping[str, Any]], path: Path, as_of: datetime.date) -> Imported:
    held = list(entities)
    labels = {str(entity.get("id", "")): _label(entity) or "" for entity in held}
    tenures: list[Tenure] = []
    problems: list[Problem] = []
    links: list[tuple[str, str]] = []
    for number, entity in enumerate(held, 1):
        _from_entity(entity, as_of, path, number, tenures, problems, links)
    return _finished([_named(row, labels) for row in tenures], problems, _labelled(links, labels), path)


def _dump(path: Path, as_of: datetime.date) -> Imported:
    """Two passes over a dump: statements first, then the labels of the items that they name."""
    tenures: list[Tenure] = []
    problems: list[Problem] = []
    links: list[tuple[str, str]] = []

    def statements(entity: Mapping[str, Any], number: int) -> None:
        _from_entity(entity, as_of, path, number, tenures, problems, links)

    broken = _each(path, statements, problems, wanted=f'"{_POSITION}"')
    needed = (
        {row.office for row in tenures} | {name for link in links for name in link} | {row.country for row in tenures}
    )
    needed |= {row.organisation for row in tenures}
    labels: dict[str, str] = {}

    def names(entity: Mapping[str, Any], _number: int) -> None:
        label = _label(entity)
        if label and str(entity.get("id")) in needed:
            labels[str(entity["id"])] = label

    _each(path, names, [], wanted='"labels"')
    if broken and not tenures:
        raise RegisterError(broken.text, where=broken.where, hint="fetch the file again")
    return _finished([_named(row, labels) for row in tenures], problems, _labelled(links, labels), path)


def _each(
    path: Path, take: Callable[[Mapping[str, Any], int], None], problems: list[Problem], *, wanted: str
) -> Problem | None:
    """Give every entity of a line-by-line dump to ``take``; what broke the reading off, if anything did."""
    number = 0
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                text = line.strip().rstrip(",")
                if text in ("", "[", "]") or wanted not in text:
                    continue
                if len(text) > _LONGEST:
                    problems.append(Problem(Severity.ERROR, f"{path}:{number}", "the line is too long for an entity"))
                    continue
                try:
                    entity = json.loads(text)
                except json.JSONDecodeError as error:
                    problems.append(Problem(Severity.ERROR, f"{path}:{number}", f"is not valid JSON: {error.msg}"))
                    continue
                if isinstance(entity, dict):
                    take(entity, number)
    except FileNotFoundError as error:
        raise RegisterError("there is no such file", where=str(path)) from error
    except (EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
        broken = Problem(Severity.ERROR, f"{path}:{number}", f"breaks off after line {number} ({error})")
        problems.append(broken)
        return broken
    return None


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    if path.suffix == ".bz2":
        return bz2.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8-sig")


def _from_entity(
    entity: Mapping[str, Any],
    as_of: datetime.date,
    path: Path,
    line: int,
    tenures: list[Tenure],
    problems: list[Problem],
    links: list[tuple[str, str]],
) -> None:
    """Append the tenures of one entity; offices and bodies stay item ids until labels are known."""
    item = str(entity.get("id", ""))
    claims = entity.get("claims")
    statements = claims.get(_POSITION, []) if isinstance(claims, dict) else []
    if not statements:
        return
    person = _label(entity)
    if person is None:
        problems.append(Problem(Severity.ERROR, f"{path}:{line}", f"{item or 'the entity'} has no English label"))
        return
    best: dict[tuple[str, str], tuple[int, Tenure]] = {}
    for statement in statements:
        if not isinstance(statement, dict) or statement.get("rank") == "deprecated":
            continue
        office = _item(statement.get("mainsnak"))
        if office is None:
            continue
        qualifiers = statement.get("qualifiers") or {}
        try:
            since, until = _qualified(qualifiers, _START), _qualified(qualifiers, _END)
            row = _tenure(
                person=person,
                aliases=_aliases(entity),
                office=office,
                organisation=_item(_first(qualifiers, "P642")) or "",
                country=_item(_first(qualifiers, "P17")) or "",
                since=since,
                until=until,
                ended=_END in qualifiers,
                source=f"Wikidata {item}",
                as_of=as_of,
                file=path.name,
                line=line,
            )
        except ValueError as error:
            problems.append(Problem(Severity.ERROR, f"{path}:{line}", f"{item}: {error}"))
            continue
        rank = 1 if statement.get("rank") == "preferred" else 0
        key = (office, str(since[0]))
        if key not in best or best[key][0] < rank:
            best[key] = (rank, row)
        successor = _item(_first(qualifiers, _REPLACED_BY))
        if successor is not None:
            links.append((item, successor))
    tenures += [row for _, row in best.values()]


def _qualified(qualifiers: Mapping[str, Any], name: str) -> tuple[Days | None, Precision]:
    snak = _first(qualifiers, name)
    value = snak.get("datavalue", {}).get("value") if isinstance(snak, dict) else None
    if not isinstance(value, dict):
        return None, Precision.UNKNOWN
    return _time(str(value.get("time", "")), value.get("precision"))


def _first(qualifiers: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    snaks = qualifiers.get(name)
    return snaks[0] if isinstance(snaks, list) and snaks and isinstance(snaks[0], dict) else None


def _item(snak: object) -> str | None:
    """The id of the item that a snak names."""
    if not isinstance(snak, dict):
        return None
    value = snak.get("datavalue", {}).get("value")
    return str(value["id"]) if isinstance(value, dict) and "id" in value else None


def _label(entity: Mapping[str, Any]) -> str | None:
    labels = entity.get("labels")
    for language in ("en", "en-gb", "mul"):
        label = labels.get(language) if isinstance(labels, dict) else None
        if isinstance(label, dict) and label.get("value"):
            return str(label["value"])
    return None


def _aliases(entity: Mapping[str, Any]) -> tuple[str, ...]:
    aliases = entity.get("aliases")
    found = aliases.get("en", []) if isinstance(aliases, dict) else []
    return tuple(str(alias["value"]) for alias in found if isinstance(alias, dict) and alias.get("value"))


def _named(row: Tenure, labels: Mapping[str, str]) -> Tenure:
    """The row with labels in place of item ids, where they are known."""
    return replace(
        row,
        office=labels.get(row.office) or row.office,
        organisation=labels.get(row.organisation) or row.organisation,
        country=labels.get(row.country) or row.country,
    )


def _labelled(links: Iterable[tuple[str, str]], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(labels.get(one) or one, labels.get(other) or other) for one, other in links]


def _finished(
    rows: Iterable[Tenure], problems: list[Problem], links: Iterable[tuple[str, str]], path: Path
) -> Imported:
    kept: list[Tenure] = []
    for row in rows:
        if _is_item(row.office):
            problems.append(
                Problem(Severity.WARNING, f"{path}:{row.line}", f"the office {row.office} has no label in the file")
            )
        kept.append(row)
    for ring in cycles(links):
        if len(ring) > 1 or ring[0]:
            chain = " → ".join((*ring, ring[0]))
            problems.append(Problem(Severity.WARNING, str(path), f"“replaced by” runs in a circle: {chain}"))
    return Imported(tuple(kept), tuple(problems))


def lines_of(rows: Iterable[Tenure]) -> Iterator[str]:
    """Rows as the lines of a register file, with a head that names their source."""
    yield "# Tenures imported from Wikidata (CC0)."
    yield ""
    yield from write_toml(rows)
