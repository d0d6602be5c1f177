"""``crossfact check``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfact.cli.shared import (
    Ignore,
    Jobs,
    NoCache,
    NoPlugins,
    Paths,
    Pedantic,
    Published,
    Select,
    checked,
    fail,
    formats_like,
    out,
    rules_of,
    settings_of,
    tell,
    write,
)
from crossfact.errors import UsageError

if TYPE_CHECKING:
    from crossfact.config import Settings
    from crossfact.registry import Registry
    from crossfact.writer import RuleCard, WriteOptions, Writer


EPILOG = """\b
Exit status:
  0  nothing new at or above --fail-on
  1  new or updated findings
  2  wrong use, unreadable input, broken baseline or register; the report is printed all the same
\b
Examples:
  crossfact check articles/
  crossfact check articles/ --output report.md --output report.html --exit-zero
  crossfact check articles/ --baseline crossfact-baseline.jsonl --format github
  crossfact check draft.md --against archive/ --published 2024-03-13
  crossfact check articles/ --select DAT,CAS001 --fail-on error
"""


def check(
    paths: Paths,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="Report format on standard output.", autocompletion=formats_like
        ),
    ] = "text",
    output: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Write a report to FILE too; its suffix picks the format. Repeatable."),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Accepted findings; only new and updated ones count.")
    ] = None,
    strict_baseline: Annotated[
        bool, typer.Option("--strict-baseline", help="Fail, too, on accepted findings that are no longer there.")
    ] = False,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="ARCHIVE", help="Articles to check against; only findings with a PATH in them. Repeatable."
        ),
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Annotated[
        str | None, typer.Option(metavar="SEVERITY", help="Fail from here on: error, warning (default) or info.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    pedantic: Pedantic = False,
    published: Published = None,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    no_plugins: NoPlugins = False,
) -> int:
    """Report what cannot all be true in articles."""
    from crossfact.api import fails
    from crossfact.registry import Registry

    registry = Registry(plugins=not no_plugins)
    settings = settings_of(
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        pedantic=pedantic,
        baseline=baseline,
        strict_baseline=strict_baseline,
    )
    writer = registry.writer(format_)
    targets = [_target(registry, name) for name in output or ()]
    files = [file for file, _ in targets]
    _spare_articles(files, [*paths, *(against or ())], registry)
    report = checked(
        paths, settings, registry, published, against=against or (), outputs=files, jobs=jobs, cached=not no_cache
    )
    cards = _cards(registry, settings)
    out(writer.write(report, _options(cards)))
    for file, its_writer in targets:
        write(file, its_writer.write(report, _options(cards, target=file)))
    if status := tell(report.problems):
        return status
    if not report.articles:
        left_out = "; ".join(f"{number} skipped: {reason}" for reason, number in report.skipped)
        return fail(f"nothing was read ({left_out})" if left_out else "nothing was read")
    return 1 if fails(report, settings) and not exit_zero else 0


_REPORT = b"Fact consistency report"
"""Stands at the head of every report in Markdown and HTML."""


def _spare_articles(files: Sequence[str], paths: Sequence[Path], registry: Registry) -> None:
    """Refuse to write a report over an article. An earlier report that lies among the articles is no article."""
    from crossfact import load
    from crossfact.registry import READERS

    there = {Path(file).resolve(): file for file in files if Path(file).is_file()}
    if not there:
        return
    for source in load.plan(paths, registry.names(READERS)).sources:
        file = there.get(source.path.resolve())
        if file is not None and _REPORT not in source.path.read_bytes()[:4096]:
            raise UsageError(f"{file} is one of the articles, and crossfact never writes into articles")


def _target(registry: Registry, name: str) -> tuple[str, Writer]:
    """The file and format of an ``--output``: ``FORMAT:FILE``, or the suffix picks the format."""
    from crossfact.registry import REPORTS

    form, colon, file = name.partition(":")
    if colon and form in registry.names(REPORTS):
        return file, registry.writer(form)
    return name, registry.writer_for(name)


def _cards(registry: Registry, settings: Settings) -> tuple[RuleCard, ...]:
    return tuple(registry.card(rule) for rule in rules_of(registry, settings))


def _options(cards: tuple[RuleCard, ...], target: str | None = None) -> WriteOptions:
    from shutil import get_terminal_size

    from crossfact.writer import WriteOptions

    terminal = target is None and sys.stdout.isatty()
    return WriteOptions(
        target=target,
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        width=get_terminal_size((100, 24)).columns if terminal else 100,
        rules=cards,
    )
