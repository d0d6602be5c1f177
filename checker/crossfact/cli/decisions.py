"""``crossfact decide``: verdicts of people."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfact.cli.shared import NoPlugins, Published, checked, one_of, out, settings_of, visible, write
from crossfact.errors import UsageError

if TYPE_CHECKING:
    pass


def decide(
    fingerprint: Annotated[
        str | None, typer.Argument(metavar="FINGERPRINT", help="Fingerprint of a finding, or its beginning.")
    ] = None,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Where its articles are [default: here].")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option(metavar="VERDICT", help="source-wrong, both-possible or tool-wrong.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="What the verdict rests on.")] = None,
    decided_by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decided.")] = None,
    file: Annotated[
        str | None,
        typer.Option("--adjudications", metavar="FILE", help="[default: as configured, else adjudications.toml]"),
    ] = None,
    stats: Annotated[bool, typer.Option("--stats", help="Print how often each rule was right, and stop.")] = False,
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Record a person's verdict on a finding.

    A decided finding leaves the report for its last section. Its fingerprint stands in the reports. Nothing is written
    into articles.
    """
    from dataclasses import replace

    from crossfact import adjudications
    from crossfact.fingerprint import evidence_hashes, is_fingerprint
    from crossfact.model import Verdict
    from crossfact.registry import Registry

    settings = settings_of()
    target = file or settings.adjudications or adjudications.DEFAULT_FILE
    if stats:
        return _decide_stats(target)
    if fingerprint is None:
        raise UsageError("Missing argument 'FINGERPRINT'")
    if verdict is None or reason is None or not reason.strip():
        raise UsageError("a decision needs --verdict and --reason")
    chosen = Verdict(one_of("--verdict", verdict, tuple(Verdict)))
    known = adjudications.read(target) if Path(target).exists() else ()
    report = checked(
        paths or [Path()],
        replace(settings, baseline=None, adjudications=None, pedantic=True),
        Registry(plugins=not no_plugins),
        published,
    )
    found = [finding for finding in report.findings if finding.fingerprint.startswith(fingerprint.lower())]
    identities = sorted({finding.fingerprint for finding in found})
    if len(identities) > 1:
        raise UsageError(
            f'"{fingerprint}" fits {len(identities)} findings', hint=f"give more of it: {', '.join(identities)}"
        )
    if not found and (paths or not is_fingerprint(fingerprint)):
        where = ", ".join(map(str, paths)) if paths else "the working folder"
        raise UsageError(
            f'no finding in {where} has the fingerprint "{fingerprint}"', hint="give the PATH of its articles"
        )
    if not found:
        print("crossfact: warning: the finding is not in the working folder; its rule is not recorded", file=sys.stderr)  # noqa: T201
    one = adjudications.Adjudication(
        fingerprint=found[0].fingerprint if found else fingerprint.lower(),
        rule=found[0].rule if found else "",
        subject=found[0].subject if found else "",
        evidence=tuple(sorted({one for finding in found for one in evidence_hashes(finding)})),
        verdict=chosen,
        reason=reason.strip(),
        decided_by=decided_by,
        decided_on=datetime.date.today(),  # noqa: DTZ011 - the day of the person who decides
    )
    head = "" if known or Path(target).exists() else '# Verdicts on findings, written by "crossfact decide".\n'
    write(target, head + adjudications.entry(one), append=True)
    before = next((other for other in reversed(known) if other.fingerprint == one.fingerprint), None)
    again = "" if before is None else f" (was {before.verdict})"
    what = f"{one.rule} {found[0].message}" if found else one.fingerprint
    out(visible(f"{target}: {one.verdict}{again}: {what}") + "\n")
    return 0


def _decide_stats(file: str) -> int:
    from crossfact import adjudications

    rows = adjudications.tallies(adjudications.read(file))
    lines = [f"{'rule':<10} {'source-wrong':>12} {'both-possible':>13} {'tool-wrong':>10} {'precision':>9}\n"]
    lines += (
        f"{row.rule:<10} {row.source_wrong:>12} {row.both_possible:>13} {row.tool_wrong:>10} {row.precision:>9.0%}\n"
        for row in rows
    )
    out("".join(lines))
    return 0
