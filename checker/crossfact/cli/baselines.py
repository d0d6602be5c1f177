"""``crossfact baseline``: accepted findings."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfact.cli.shared import (
    NoPlugins,
    Paths,
    Published,
    checked,
    date_of,
    fail,
    out,
    rules_of,
    settings_of,
    tell,
    visible,
    write,
)
from crossfact.errors import UsageError

if TYPE_CHECKING:
    from crossfact.baseline import Comparison, Entry
    from crossfact.config import Settings
    from crossfact.model import Report
    from crossfact.registry import Registry

app = typer.Typer(help="Accepted findings: create, update, prune or show a baseline.", rich_markup_mode=None)

BaselineFile = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        "--output",
        metavar="FILE",
        help="The baseline [default: as configured, else crossfact-baseline.jsonl].",
    ),
]

Reason = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Why the findings are accepted; kept in their entries.")
]

Expires = Annotated[str | None, typer.Option(metavar="DATE", help="Last day on which the entries hold.")]

DecidedBy = Annotated[str | None, typer.Option(metavar="NAME", help="Who accepted them; kept in their entries.")]


@app.command("create")
def baseline_create(
    paths: Paths,
    file: BaselineFile = None,
    reason: Reason = None,
    expires: Expires = None,
    decided_by: DecidedBy = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a baseline that is there.")] = False,
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Accept every finding of today, so that only new ones fail a check."""
    from dataclasses import replace

    from crossfact import baseline
    from crossfact.registry import Registry

    settings = settings_of()
    target = _baseline_file(file, settings)
    if Path(target).exists() and not force:
        raise UsageError(f"{target} is there already", hint='run "crossfact baseline update", or give --force')
    day = date_of("--expires", expires)
    report = checked(paths, replace(settings, baseline=None), Registry(plugins=not no_plugins), published)
    status = tell(report.problems)
    if not report.articles:
        return fail("nothing was read")
    entries = [
        replace(baseline.entry_of(finding, reason=reason, decided_by=decided_by), expires=day)
        for finding in report.findings
    ]
    write(target, baseline.dump(entries))
    out(f"{target}: {len(entries)} accepted\n")
    return status


@app.command("update")
def baseline_update(
    paths: Paths,
    file: BaselineFile = None,
    accept_new: Annotated[bool, typer.Option("--accept-new", help="Accept new errors too.")] = False,
    reason: Reason = None,
    expires: Expires = None,
    decided_by: DecidedBy = None,
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Accept what is new or updated, and say what that is. Refuses new errors without --accept-new."""
    from dataclasses import replace

    from crossfact import baseline
    from crossfact.model import Severity, State
    from crossfact.registry import Registry

    registry = Registry(plugins=not no_plugins)
    settings = settings_of()
    target = _baseline_file(file, settings)
    day = date_of("--expires", expires)
    report, entries, compared = _compared(paths, target, settings, registry, published)
    status = tell(report.problems)
    kept = list(compared.absent)
    kept += (entry for entry in entries if entry.rule not in {rule.code for rule in rules_of(registry, settings)})
    refused = 0
    for finding, entry in zip(compared.findings, compared.met, strict=True):
        if entry is not None and finding.state is State.UNCHANGED:
            kept.append(entry)
            continue
        fresh = baseline.entry_of(finding, reason=reason, decided_by=decided_by)
        if entry is not None:
            fresh = replace(fresh, reason=reason or entry.reason, decided_by=decided_by or entry.decided_by)
        fresh = replace(fresh, expires=day or (entry.expires if entry is not None else None))
        verb = "accepts"
        if finding.state is State.NEW and finding.severity is Severity.ERROR and not accept_new:
            refused += 1
            verb = "refuses"
        out(visible(f"{verb} {finding.state} {finding.rule} {finding.severity}: {finding.message}") + "\n")
        kept.append(fresh)
    if refused:
        noun = "error" if refused == 1 else "errors"
        print(f"crossfact: {target} is unchanged: {refused} new {noun}; give --accept-new to accept", file=sys.stderr)  # noqa: T201
        return status or 1
    write(target, baseline.dump(kept))
    out(f"{target}: {len(kept)} accepted\n")
    return status


@app.command("prune")
def baseline_prune(
    paths: Paths, file: BaselineFile = None, published: Published = None, no_plugins: NoPlugins = False
) -> int:
    """Remove entries that no finding meets any more, and those of rules that are not installed."""
    from crossfact import baseline
    from crossfact.registry import RULES, Registry

    registry = Registry(plugins=not no_plugins)
    settings = settings_of()
    target = _baseline_file(file, settings)
    report, entries, compared = _compared(paths, target, settings, registry, published)
    if status := tell(report.problems):
        return fail(f"{target} is unchanged: with unread articles, what is absent cannot be told") and status
    installed = registry.names(RULES)
    gone = {entry.line for entry in (*compared.absent, *compared.expired)}
    removed = [entry for entry in entries if entry.line in gone or entry.rule not in installed]
    for entry in removed:
        out(visible(f"removes {entry.rule} {entry.severity}: {entry.subject}: {'; '.join(entry.values)}") + "\n")
    kept = [entry for entry in entries if entry not in removed]
    write(target, baseline.dump(kept))
    out(f"{target}: {len(kept)} accepted\n")
    return 0


@app.command("show")
def baseline_show(file: BaselineFile = None) -> None:
    """Print what is accepted."""
    from crossfact import baseline

    lines = []
    for entry in baseline.read(_baseline_file(file, settings_of())):
        line = f"{entry.fingerprint} {entry.rule} {entry.severity}: {entry.subject}: {'; '.join(entry.values)}"
        notes = [
            *([entry.reason] if entry.reason else []),
            *([f"decided by {entry.decided_by}"] if entry.decided_by else []),
            *([f"expires {entry.expires}"] if entry.expires else []),
        ]
        lines.append(visible(f"{line} ({', '.join(notes)})" if notes else line) + "\n")
    out("".join(lines))


def _baseline_file(given: str | None, settings: Settings) -> str:
    return given or settings.baseline or "crossfact-baseline.jsonl"


def _compared(
    paths: Sequence[Path], file: str, settings: Settings, registry: Registry, published: str | None
) -> tuple[Report, tuple[Entry, ...], Comparison]:
    """A report without states, the entries of a baseline (of any rule), and the one against the other."""
    from dataclasses import replace

    from crossfact import baseline

    entries = baseline.read(file)
    report = checked(paths, replace(settings, baseline=None), registry, published)
    codes = {rule.code for rule in rules_of(registry, settings)}
    return report, entries, baseline.compare(report.findings, entries, rules=codes, today=datetime.date.today())  # noqa: DTZ011
