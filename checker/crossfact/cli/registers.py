"""``crossfact register``: who held which office, as the rules know it."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfact.cli.shared import NoPlugins, date_of, out, settings_of, tell, visible, write
from crossfact.errors import UsageError

if TYPE_CHECKING:
    from crossfact.register import Register

app = typer.Typer(help="Registers of office holders: list, show, check, import.", rich_markup_mode=None)


@app.command("list")
def register_list(no_plugins: NoPlugins = False) -> int:
    """List the offices that are known, with their holders counted."""
    from crossfact.model import iso_day
    from crossfact.register.listing import seats

    register, status = _register(no_plugins)
    lines = []
    for seat in seats(register):
        place = ", ".join(part for part in (seat.country, seat.organisation) if part)
        known = f"{iso_day(seat.since) or '?'} to {iso_day(seat.known_to) or '?'}"
        noun = "person" if seat.persons == 1 else "persons"
        lines.append(visible(f"{place}: {seat.office} ({seat.persons} {noun}, {known})") + "\n")
    out("".join(lines))
    return status


@app.command("show")
def register_show(
    words: Annotated[list[str], typer.Argument(metavar="NAME", help="A person's name, or words of office and body.")],
    no_plugins: NoPlugins = False,
) -> int:
    """Print the rows on a person or an office, with their sources."""
    from crossfact.register import row_text
    from crossfact.register.listing import search

    register, status = _register(no_plugins)
    rows = search(register, " ".join(words))
    if not rows:
        raise UsageError(f'no register has a row on "{" ".join(words)}"', hint='see "crossfact register list"')
    out("".join(visible(row_text(row)) + "\n" for row in rows))
    return status


@app.command("check")
def register_check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Register files (TOML).")],
    no_plugins: NoPlugins = False,
) -> int:
    """Say what is wrong with register files, by line."""
    from crossfact.model import Severity
    from crossfact.register.check import check_file

    register, _ = _register(no_plugins, own=False)
    count = 0
    problems = []
    for file in files:
        rows, found = check_file(file, register.tenures)
        count += len(rows)
        problems += found
    # The findings are what was asked for, so they go to standard output.
    out("".join(visible(f"{problem.where}: {problem.severity}: {problem.text}") + "\n" for problem in problems))
    out(
        f"{count} {'row' if count == 1 else 'rows'} can be used, {len(problems)} {'remark' if len(problems) == 1 else 'remarks'}\n"
    )
    return 2 if any(problem.severity is Severity.ERROR for problem in problems) else 0


@app.command("import")
def register_import(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Query results (JSON, CSV), entities or a dump of Wikidata.")
    ],
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Where to write [default: standard output].")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day on which the data were taken [default: when FILE was last changed]."),
    ] = None,
) -> int:
    """Turn data of Wikidata into a register file."""
    from crossfact.register.wikidata import lines_of, read

    taken = date_of("--as-of", as_of)
    if taken is None and file.exists():
        taken = datetime.date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012 - the user's calendar
        note = f"crossfact: open tenures are taken as known up to {taken}, when the file was last changed; see --as-of"
        print(note, file=sys.stderr)  # noqa: T201
    found = read(file, as_of=taken or datetime.date.min)
    status = tell(found.problems)
    text = "".join(f"{line}\n" for line in lines_of(found.rows))
    if output is None:
        out(text)
    else:
        write(output, text)
        out(f"{output}: {len(found.rows)} {'row' if len(found.rows) == 1 else 'rows'}\n")
    return status


def _register(no_plugins: bool, *, own: bool = True) -> tuple[Register, int]:
    """The register in force here, or without the files of the configuration; and 2 if one of those is broken."""
    from crossfact.api import register_of
    from crossfact.config import Settings
    from crossfact.model import Problem
    from crossfact.registry import Registry

    problems: list[Problem] = []
    register = register_of(settings_of() if own else Settings(), Registry(plugins=not no_plugins), problems)
    return register, tell(problems)
