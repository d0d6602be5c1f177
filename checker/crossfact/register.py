"""Register of tenures: who held which office or rank from when to when, and how that is known.

A register file is TOML, one ``[[tenure]]`` table a row (see ``read_toml``). Look-ups go by the folded name or alias of a
person, or by office; both indexes are dictionaries, so a look-up costs microseconds whatever the size.

What a row can prove is limited by how well it is known: a bound of month precision is the whole month, a mention within
about a month of a bound is never held against a row (``GRACE``), and after ``as_of`` an open row asserts nothing.
"""

from __future__ import annotations

import calendar
import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from anyascii import anyascii

from crossfact import lexicon
from crossfact.errors import RegisterError
from crossfact.model import Confidence, Days, Precision, Tenure

GRACE = 31
"""Days around the bounds of a tenure within which a mention is not held against it."""

_COURTESY = frozenset(word.lower() for word in lexicon.load("titles")["courtesy"]["words"])
_QUOTES = "“\"‘'"
_FIELDS = frozenset(
    ("person", "aliases", "office", "organisation", "country", "since", "until", "until_precision", "as_of", "source", "confidence", "verified", "note")
)  # fmt: skip
_REQUIRED = ("person", "office", "source")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUALIFIER = re.compile(
    r"\b(?:acting|caretaker|interim|ad interim|nominee|designate)\b|\((?:acting|caretaker|nominee|interim|designate)\)"
)


def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes and full stops; hyphens as spaces."""
    plain = text if text.isascii() else anyascii(text)
    return " ".join(plain.lower().replace("'", "").replace("`", "").replace(".", " ").replace("-", " ").split())


def name_words(name: str) -> list[str]:
    """The words of a name without a nickname in quotation marks."""
    return [word for word in name.split() if word[0] not in _QUOTES]


@lru_cache(maxsize=8192)
def name_key(full: str) -> str:
    """The key by which mentions of one person or body are brought together: the folded name without courtesy titles."""
    words = fold(" ".join(name_words(full)).replace("’", "'")).split()
    while len(words) > 2 and words[0] in _COURTESY:
        words.pop(0)
    return " ".join(words)


class Office(NamedTuple):
    """An office as the lexicon reads it: canonical term, ``rank`` or ``office``, whether held provisionally."""

    term: str
    kind: str
    acting: bool


@cache
def _forms() -> dict[str, tuple[str, str]]:
    titles = lexicon.load("titles")
    forms: dict[str, tuple[str, str]] = {}
    for table, kind in (("descriptors", "descriptor"), ("ranks", "rank"), ("offices", "office")):
        for term, written in titles[table].items():
            forms.update((fold(form), (kind, term)) for form in written)
    return forms


@cache
def _families() -> dict[str, frozenset[str]]:
    return {term: frozenset((term, *others)) for term, others in lexicon.load("offices")["families"].items()}


@cache
def _bodies() -> dict[str, str]:
    index: dict[str, str] = {}
    for body, written in lexicon.load("offices")["bodies"].items():
        index[body] = body
        index.update(dict.fromkeys(written, body))
    return index


def spokesperson_terms() -> frozenset[str]:
    """Terms for those who speak for a body."""
    return frozenset(lexicon.load("offices")["spokespersons"]["terms"])


@lru_cache(maxsize=4096)
def office_of(written: str) -> Office:
    """The office that words name: "Acting Foreign Minister" is (Foreign Minister, office, acting)."""
    text = written.lower()
    kind = "office"
    if text.startswith("rank:"):
        kind, text = "rank", text[5:]
    acting = _QUALIFIER.search(text) is not None
    words = fold(re.sub(r"\([^)]*\)", " ", _QUALIFIER.sub(" ", text))).replace(",", " ").split()
    head = next((index for index, word in enumerate(words) if word in ("of", "for", "to")), len(words))
    forms = _forms()
    for size in range(min(len(words), 8), 0, -1):
        for start in range(min(head - 1, len(words) - size), -1, -1):
            found = forms.get(" ".join(words[start : start + size]))
            if found is not None and (kind != "rank" or found[0] == "rank"):
                deputy = words[0] == "deputy" and found[1] == "Spokesperson"
                return Office(
                    "Deputy Spokesperson" if deputy else found[1], "rank" if kind == "rank" else "office", acting
                )
    return Office(written.removeprefix("rank: ").strip(), kind, acting)


@lru_cache(maxsize=4096)
def body_key(written: str) -> str:
    """The canonical name of a body as written: "FO", "Foreign Office" and "Foreign Ministry" are one key."""
    key = fold(written.replace("’", "'"))
    index = _bodies()
    for candidate in (key, key.removeprefix("the ")):
        if candidate in index:
            return index[candidate]
    return key


def compatible_terms(one: str, other: str) -> bool:
    """Can both terms name one office, a general word standing for a special one?"""
    families = _families()
    return one == other or other in families.get(one, ()) or one in families.get(other, ())


@lru_cache(maxsize=16384)
def _row_bodies(office: str, organisation: str) -> frozenset[str]:
    """Keys of the bodies that a row belongs to: its organisation, and what its office names after "of"."""
    parts = [organisation, *organisation.split(" / ")]
    parts += re.findall(r"\(([^)]*)\)", organisation)
    parts.append(re.sub(r"\([^)]*\)", "", organisation))
    match = re.search(r"\b(?:of|for|to) (?:the )?(.+)$", re.sub(r"\([^)]*\)", "", office))
    if match is not None:
        parts.append(match[1])
    parts += re.findall(r"\(([A-Za-z]+) \w+\)", office)
    before = re.match(r"(.+?) (?:spokesperson|spokesman|press secretary)", office.lower())
    if before is not None:
        parts.append(before[1].removeprefix("chief ").removeprefix("deputy "))
    return frozenset(body_key(part.strip()) for part in parts if part.strip())


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

    def rows_of(self, name: str) -> tuple[Tenure, ...]:
        """All rows of the person of this name or alias; none where the name is shared by two persons of the register."""
        rows = self._by_person.get(name_key(name), ())
        persons = {name_key(row.person) for row in rows}
        return tuple(rows) if len(persons) == 1 else ()

    def person_key(self, name: str) -> str:
        """The key of the person of this name: that of the register's own spelling where an alias matches."""
        rows = self.rows_of(name)
        return name_key(rows[0].person) if rows else name_key(name)

    def holders(self, row: Tenure, days: Days) -> tuple[Tenure, ...]:
        """Rows of the same office known to be held on these days."""
        return tuple(other for other in self._by_office.get(office_key(row), ()) if known_on(other, days))


def office_key(row: Tenure) -> tuple[str, str, str]:
    """Term, body and country of a row, without qualifiers such as "acting"."""
    office = office_of(row.office)
    return (
        fold(_QUALIFIER.sub(" ", row.office.lower())) if office.kind == "office" else office.term,
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
    bodies = _row_bodies(row.office, row.organisation)
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


def read_toml(file: Path | Traversable) -> list[Tenure]:
    """The rows of a register file.

    Each ``[[tenure]]`` has ``person``, ``office`` and ``source`` and may have ``aliases`` (names without ranks),
    ``organisation``, ``country``, ``since`` and ``until`` (``2025-01-02``, ``2025-01`` or ``2025``: the length tells the
    precision; no ``until`` is an open tenure, ``until_precision = "unknown"`` an unknown end), ``as_of`` (the last day on
    which an open tenure is known to hold), ``confidence`` (high, medium, low), ``verified`` (yes, partly) and ``note``.
    """
    where = file.name if not isinstance(file, Path) else str(file)
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
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[tenure]]"]
    rows = []
    for index, row in enumerate(data.get("tenure", ())):
        line = lines[index] if index < len(lines) else 0
        try:
            rows.append(tenure(row, file=file.name, line=line))
        except ValueError as error:
            raise RegisterError(str(error), where=f"{where}:{line}") from error
    return rows


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
    since, since_precision = _bound(row.get("since"), "since")
    until, until_precision = _bound(row.get("until"), "until")
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
    as_of, _ = _bound(row.get("as_of"), "as_of")
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


def _bound(value: object, field: str) -> tuple[Days | None, Precision]:
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
