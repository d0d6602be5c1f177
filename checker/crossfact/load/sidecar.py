"""The sidecar ``crossfact.csv``: metadata of the files in its folder."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from crossfact.errors import InputError
from crossfact.load.encoding import decode

SIDECAR = "crossfact.csv"
COLUMNS = ("file", "published", "publisher", "title", "url")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about an article outside its text; ``published`` as written."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


NO_METADATA = Metadata()


def read_sidecar(path: Path, shown: str) -> list[tuple[int, str, Metadata]]:
    """Line number, file name and metadata of each row. ``InputError`` names the line at fault."""
    text, _ = decode(path.read_bytes())
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, str, Metadata]] = []
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
        for column in header:
            if column not in COLUMNS:
                near = get_close_matches(column, COLUMNS, 1)
                hint = f'; did you mean "{near[0]}"?' if near else f"; known are {', '.join(COLUMNS)}"
                raise InputError(f'unknown column "{column}"{hint}', where=f"{shown}:1")
        if "file" not in header:
            raise InputError('the first line must name the columns, "file" among them', where=f"{shown}:1")
        for cells in rows:
            if not any(cells):
                continue
            if len(cells) != len(header):
                problem = f"{len(cells)} cells, but the first line names {len(header)} columns"
                raise InputError(problem, where=f"{shown}:{rows.line_num}")
            values = {name: cell.strip() or None for name, cell in zip(header, cells, strict=True)}
            name = values.pop("file") or ""
            found.append((rows.line_num, name, Metadata(**values)))
    except csv.Error as error:
        raise InputError(f"not valid CSV ({error})", where=f"{shown}:{rows.line_num}") from error
    return found
