"""The command line. Only this module prints, and only it decides on an exit status.

Exit status: 0 nothing new at or above ``--fail-on``, 1 new or updated findings, 2 wrong use or unreadable input.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossfact.errors import CrossfactError, UsageError

if TYPE_CHECKING:
    from crossfact.baseline import Comparison, Entry
    from crossfact.config import Settings
    from crossfact.model import Article, Problem, Report
    from crossfact.registry import Registry
    from crossfact.rulekit import Rule, View
    from crossfact.store import Store
    from crossfact.writer import RuleCard, WriteOptions, Writer

_Refusal = typer.BadParameter.__mro__[2]
"""Base of what the command line parser refuses (``ClickException``, which is exported under no name of its own)."""

app = typer.Typer(
    name="crossfact",
    help="Find where news articles contradict each other, themselves, or a dated register of office holders.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.", show_default=False)]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of articles whose metadata name none.")
]
NoPlugins = Annotated[bool, typer.Option("--no-plugins", help="Use only what crossfact itself brings.")]
Select = Annotated[
    list[str] | None, typer.Option(metavar="CODES", help="Only these rules: codes, beginnings of codes or names.")
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Not these rules.")]
Pedantic = Annotated[bool, typer.Option("--pedantic", help="Report findings of low confidence too.")]


class _ReaderGone(Exception):  # noqa: N818 - no error: "crossfact … | head"
    """Who read our standard output closed it."""


Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Worker processes [default: as the input is large].")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor write .crossfact-cache.")]


def main() -> None:
    """Entry point of the command ``crossfact``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit status."""
    try:
        status = app(args=list(arguments), prog_name="crossfact", standalone_mode=False)
        sys.stdout.flush()
    except CrossfactError as error:
        return _fail(str(error))
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except _ReaderGone:
        # Writing to standard output again, at exit, would only print a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if isinstance(error, _Refusal):
            return _fail(str(getattr(error, "format_message", error.__str__)()).rstrip("."))
        # A defect of ours must not look like findings, whose status is 1.
        import traceback

        traceback.print_exc()
        return _fail(f"internal error ({type(error).__name__}); please report it with the lines above")
    return status if isinstance(status, int) else 0


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        _print(f"crossfact {installed('crossfact')}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        _print(context.get_help() + "\n")
        raise typer.Exit(2)


@app.command()
def check(
    paths: Paths,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="Report format on standard output.")
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
    """Check articles and report what cannot all be true."""
    from crossfact.api import fails
    from crossfact.registry import Registry

    registry = Registry(plugins=not no_plugins)
    settings = _settings(
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        pedantic=pedantic,
        baseline=baseline,
        strict_baseline=strict_baseline,
    )
    writer = registry.writer(format_)
    targets = [_target(registry, name) for name in output or ()]
    report = _checked(paths, settings, registry, published, against=against or (), jobs=jobs, cached=not no_cache)
    cards = _cards(registry, settings)
    _print(writer.write(report, _options(cards)))
    for file, its_writer in targets:
        _write(file, its_writer.write(report, _options(cards, target=file)))
    if status := _tell(report.problems):
        return status
    if not report.articles:
        return _fail("nothing was read")
    return 1 if fails(report, settings) and not exit_zero else 0


@app.command()
def claims(
    paths: Paths,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl or csv.")] = "jsonl",
    select: Select = None,
    ignore: Ignore = None,
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Print the claims that the rules compare, one a line."""
    import csv
    import io
    import json

    from crossfact.model import Claim
    from crossfact.pipeline import claims_of
    from crossfact.registry import Registry

    _one_of("--format", format_, ("jsonl", "csv"))
    registry = Registry(plugins=not no_plugins)
    rules = registry.rules(_codes(select), _codes(ignore))
    kinds = registry.kinds_for(rules)
    reader_of = {name: next(rule.code for rule in rules if name in rule.reads) for rule in rules for name in rule.reads}

    def row(claim: Claim) -> dict[str, Any]:
        return {
            "article": claim.evidence.article_id,
            "kind": claim.kind,
            "rule": reader_of[claim.kind],
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "quote": claim.evidence.quote,
            "subject": claim.subject,
            "value": claim.value.as_json(),
            "said_on": None if claim.said_on is None else str(claim.said_on),
            "attribution": claim.attribution,
        }

    problems: list[Problem] = []
    if format_ == "csv":
        head = ("article", "kind", "rule", "start", "end", "quote", "subject", "value", "said_on", "attribution")
        _print(",".join(head) + "\n")
    for article in _articles(paths, registry, published, problems):
        rows = map(row, claims_of(article, kinds))
        if format_ == "jsonl":
            _print("".join(_json_line(one) for one in rows))
        else:
            cells = io.StringIO()
            csv.writer(cells, lineterminator="\n").writerows(
                [
                    _visible(json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict) else str(cell or ""))
                    for cell in one.values()
                ]
                for one in rows
            )
            _print(cells.getvalue())
    return _tell(problems)


@app.command()
def annotate(
    paths: Paths,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, jsonl or timeml (dates only, one article).")
    ] = "text",
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Print what is read out of each article: dates, quotations, names."""
    from crossfact.registry import Registry
    from crossfact.rulekit import View

    _one_of("--format", format_, ("text", "jsonl", "timeml"))
    registry = Registry(plugins=not no_plugins)
    problems: list[Problem] = []
    articles = _articles(paths, registry, published, problems)
    if format_ == "timeml":
        return _timeml(articles, problems)
    for article in articles:
        view = View(article)
        _print(_json_line(_annotation(view)) if format_ == "jsonl" else _annotation_text(view))
    return _tell(problems)


def _timeml(articles: Iterator[Article], problems: list[Problem]) -> int:
    from crossfact.annotate.timex.timeml import timeml
    from crossfact.rulekit import View

    first, more = next(articles, None), next(articles, None)
    if more is not None:
        raise UsageError("a TimeML document holds one article, and there are several", hint="name one file")
    if first is not None:
        view = View(first)
        _print(timeml(view.text, view.timexes, view.dct))
    return _tell(problems)


@app.command()
def rules(no_plugins: NoPlugins = False) -> None:
    """List the rules."""
    from crossfact.registry import RULES, Registry

    registry = Registry(plugins=not no_plugins)
    lines = []
    for entry in registry.entries(RULES):
        card = registry.card(registry.rule(entry.name))
        origin = "" if entry.distribution == "crossfact" else f" [{entry.distribution} {entry.version}]"
        lines.append(f"{card.code}  {card.name:<28} {card.severity:<8} {card.summary}{origin}\n")
    _print("".join(lines))


@app.command()
def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code or name of a rule.")], no_plugins: NoPlugins = False
) -> None:
    """Print the page of one rule."""
    from crossfact.docs import page
    from crossfact.registry import Registry

    registry = Registry(plugins=not no_plugins)
    _print("\n".join(page(registry.rule(one)) for one in sorted(registry.codes([code]))))


baseline_app = typer.Typer(help="Accepted findings: create, update, prune or show a baseline.", rich_markup_mode=None)
app.add_typer(baseline_app, name="baseline")

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


@baseline_app.command("create")
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

    settings = _settings()
    target = _baseline_file(file, settings)
    if Path(target).exists() and not force:
        raise UsageError(f"{target} is there already", hint='run "crossfact baseline update", or give --force')
    day = _date("--expires", expires)
    report = _checked(paths, replace(settings, baseline=None), Registry(plugins=not no_plugins), published)
    status = _tell(report.problems)
    if not report.articles:
        return _fail("nothing was read")
    entries = [
        replace(baseline.entry_of(finding, reason=reason, decided_by=decided_by), expires=day)
        for finding in report.findings
    ]
    _write(target, baseline.dump(entries))
    _print(f"{target}: {len(entries)} accepted\n")
    return status


@baseline_app.command("update")
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
    settings = _settings()
    target = _baseline_file(file, settings)
    day = _date("--expires", expires)
    report, entries, compared = _compared(paths, target, settings, registry, published)
    status = _tell(report.problems)
    kept = list(compared.absent)
    kept += (entry for entry in entries if entry.rule not in {rule.code for rule in _rules_of(registry, settings)})
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
        _print(_visible(f"{verb} {finding.state} {finding.rule} {finding.severity}: {finding.message}") + "\n")
        kept.append(fresh)
    if refused:
        noun = "error" if refused == 1 else "errors"
        print(f"crossfact: {target} is unchanged: {refused} new {noun}; give --accept-new to accept", file=sys.stderr)  # noqa: T201
        return status or 1
    _write(target, baseline.dump(kept))
    _print(f"{target}: {len(kept)} accepted\n")
    return status


@baseline_app.command("prune")
def baseline_prune(
    paths: Paths, file: BaselineFile = None, published: Published = None, no_plugins: NoPlugins = False
) -> int:
    """Remove entries that no finding meets any more, and those of rules that are not installed."""
    from crossfact import baseline
    from crossfact.registry import RULES, Registry

    registry = Registry(plugins=not no_plugins)
    settings = _settings()
    target = _baseline_file(file, settings)
    report, entries, compared = _compared(paths, target, settings, registry, published)
    if status := _tell(report.problems):
        return _fail(f"{target} is unchanged: with unread articles, what is absent cannot be told") and status
    installed = registry.names(RULES)
    gone = {entry.line for entry in (*compared.absent, *compared.expired)}
    removed = [entry for entry in entries if entry.line in gone or entry.rule not in installed]
    for entry in removed:
        _print(_visible(f"removes {entry.rule} {entry.severity}: {entry.subject}: {'; '.join(entry.values)}") + "\n")
    kept = [entry for entry in entries if entry not in removed]
    _write(target, baseline.dump(kept))
    _print(f"{target}: {len(kept)} accepted\n")
    return 0


@baseline_app.command("show")
def baseline_show(file: BaselineFile = None) -> None:
    """Print what is accepted."""
    from crossfact import baseline

    lines = []
    for entry in baseline.read(_baseline_file(file, _settings())):
        line = f"{entry.fingerprint} {entry.rule} {entry.severity}: {entry.subject}: {'; '.join(entry.values)}"
        notes = [
            *([entry.reason] if entry.reason else []),
            *([f"decided by {entry.decided_by}"] if entry.decided_by else []),
            *([f"expires {entry.expires}"] if entry.expires else []),
        ]
        lines.append(_visible(f"{line} ({', '.join(notes)})" if notes else line) + "\n")
    _print("".join(lines))


@app.command()
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
    """Record a person's verdict on a finding, which then leaves the report for its last section.

    The fingerprint of a finding stands in the reports. Nothing is written into articles.
    """
    from dataclasses import replace

    from crossfact import adjudications
    from crossfact.fingerprint import is_fingerprint
    from crossfact.model import Verdict
    from crossfact.registry import Registry

    settings = _settings()
    target = file or settings.adjudications or adjudications.DEFAULT_FILE
    if stats:
        return _decide_stats(target)
    if fingerprint is None:
        raise UsageError("Missing argument 'FINGERPRINT'")
    if verdict is None or reason is None or not reason.strip():
        raise UsageError("a decision needs --verdict and --reason")
    chosen = Verdict(_one_of("--verdict", verdict, tuple(Verdict)))
    known = adjudications.read(target) if Path(target).exists() else ()
    report = _checked(
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
        verdict=chosen,
        reason=reason.strip(),
        decided_by=decided_by,
        decided_on=datetime.date.today(),  # noqa: DTZ011 - the day of the person who decides
    )
    head = "" if known or Path(target).exists() else '# Verdicts on findings, written by "crossfact decide".\n'
    _write(target, head + adjudications.entry(one), append=True)
    before = next((other for other in reversed(known) if other.fingerprint == one.fingerprint), None)
    again = "" if before is None else f" (was {before.verdict})"
    what = f"{one.rule} {found[0].message}" if found else one.fingerprint
    _print(_visible(f"{target}: {one.verdict}{again}: {what}") + "\n")
    return 0


cache_app = typer.Typer(help="What earlier runs read, kept in .crossfact-cache.", rich_markup_mode=None)
app.add_typer(cache_app, name="cache")


@cache_app.command("info")
def cache_info() -> None:
    """Print where the cache is and what it holds."""
    from crossfact.store import Store

    file = _cache_file()
    if not file.exists():
        _print(f"{file.as_posix()}: no cache\n")
        return
    with Store(file) as store:
        info = store.info()
    noun = "article" if info.articles == 1 else "articles"
    _print(f"{file.as_posix()}: {info.articles:,} {noun}, {info.size:,} bytes\n")


@cache_app.command("clear")
def cache_clear() -> None:
    """Forget what was read; the next run reads it again."""
    file = _cache_file()
    for one in (*file.parent.glob(f"{file.name}*"), *file.parent.glob("register-*.bin")):
        one.unlink(missing_ok=True)
    _print(f"{file.as_posix()}: cleared\n")


def _decide_stats(file: str) -> int:
    from crossfact import adjudications

    rows = adjudications.tallies(adjudications.read(file))
    lines = [f"{'rule':<10} {'source-wrong':>12} {'both-possible':>13} {'tool-wrong':>10} {'precision':>9}\n"]
    lines += (
        f"{row.rule:<10} {row.source_wrong:>12} {row.both_possible:>13} {row.tool_wrong:>10} {row.precision:>9.0%}\n"
        for row in rows
    )
    _print("".join(lines))
    return 0


def _baseline_file(given: str | None, settings: Settings) -> str:
    return given or settings.baseline or "crossfact-baseline.jsonl"


def _compared(
    paths: Sequence[Path], file: str, settings: Settings, registry: Registry, published: str | None
) -> tuple[Report, tuple[Entry, ...], Comparison]:
    """A report without states, the entries of a baseline (of any rule), and the one against the other."""
    from dataclasses import replace

    from crossfact import baseline

    entries = baseline.read(file)
    report = _checked(paths, replace(settings, baseline=None), registry, published)
    codes = {rule.code for rule in _rules_of(registry, settings)}
    return report, entries, baseline.compare(report.findings, entries, rules=codes, today=datetime.date.today())  # noqa: DTZ011


def _checked(
    paths: Sequence[Path],
    settings: Settings,
    registry: Registry,
    published: str | None,
    *,
    against: Sequence[Path] = (),
    jobs: int = 0,
    cached: bool = True,
) -> Report:
    """The report. Processes and the cache are for large inputs only, unless asked for; they never change it."""
    from crossfact.api import check as check_articles

    size = _size([*paths, *against])
    large = size > _LARGE
    with _cache(cached and (large or bool(against))) as store, _progress() as progress:
        return check_articles(
            paths,
            against=against,
            settings=settings,
            published=_date("--published", published),
            today=datetime.date.today(),  # noqa: DTZ011 - entries expire by the user's calendar
            registry=registry,
            jobs=jobs or ((os.cpu_count() or 1) if large else 1),
            store=store,
            progress=progress,
        )


_LARGE = 2_000_000
"""Bytes of input from which a pool of processes and a cache pay for themselves."""


def _size(paths: Iterable[Path]) -> int:
    """Bytes of the files, counted no further than it matters."""
    total = 0
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            if total > _LARGE:
                return total
            try:
                total += file.stat().st_size
            except OSError:
                continue
    return total


def _cache_file() -> Path:
    return Path(".crossfact-cache") / "extracts.sqlite"


@contextmanager
def _cache(wanted: bool) -> Iterator[Store | None]:
    """The cache of the working folder; a run goes without where it cannot be used."""
    if not wanted:
        yield None
        return
    from crossfact.store import Store

    file = _cache_file()
    try:
        store = Store(file)
        (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    except (CrossfactError, OSError) as error:
        print(_visible(f"crossfact: warning: {error}"), file=sys.stderr)  # noqa: T201
        yield None
        return
    with store:
        yield store


def _settings(
    *,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    fail_on: str | None = None,
    pedantic: bool = False,
    baseline: str | None = None,
    strict_baseline: bool = False,
) -> Settings:
    """The configuration of the working folder, with what the command line says put over it."""
    from dataclasses import replace

    from crossfact.adjudications import DEFAULT_FILE
    from crossfact.config import find
    from crossfact.model import Severity

    settings = find(Path.cwd()).settings
    if fail_on is not None:
        settings = replace(settings, fail_on=Severity(_one_of("--fail-on", fail_on, tuple(Severity))))
    return replace(
        settings,
        select=_codes(select) or settings.select,
        ignore=settings.ignore + _codes(ignore),
        pedantic=pedantic or settings.pedantic,
        baseline=baseline or settings.baseline,
        strict_baseline=strict_baseline or settings.strict_baseline,
        adjudications=settings.adjudications or (DEFAULT_FILE if Path(DEFAULT_FILE).is_file() else None),
    )


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for codes in given or () for code in codes.split(",") if code.strip())


def _one_of(option: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        from crossfact.registry import nearest

        words = f"{', '.join(known[:-1])} or {known[-1]}"
        raise UsageError(f'{option} takes {words}, not "{value}"', hint=nearest(value, known))
    return value


def _date(option: str, value: str | None) -> datetime.date | None:
    try:
        return None if value is None else datetime.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f'{option} takes a date such as 2024-03-13, not "{value}"') from error


def _target(registry: Registry, name: str) -> tuple[str, Writer]:
    """The file and format of an ``--output``: ``FORMAT:FILE``, or the suffix picks the format."""
    from crossfact.registry import REPORTS

    form, colon, file = name.partition(":")
    if colon and form in registry.names(REPORTS):
        return file, registry.writer(form)
    return name, registry.writer_for(name)


def _rules_of(registry: Registry, settings: Settings) -> tuple[Rule, ...]:
    from crossfact.api import rules_of

    return rules_of(settings, registry)


def _cards(registry: Registry, settings: Settings) -> tuple[RuleCard, ...]:
    return tuple(registry.card(rule) for rule in _rules_of(registry, settings))


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


def _articles(
    paths: Sequence[Path], registry: Registry, published: str | None, problems: list[Problem]
) -> Iterator[Article]:
    from crossfact import load
    from crossfact.model import Problem
    from crossfact.registry import READERS

    files = load.plan(paths, registry.names(READERS))
    problems += files.problems
    for item in load.read(files.sources, registry.reader, published=_date("--published", published)):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def _annotation(view: View) -> dict[str, Any]:
    from crossfact.model import iso_day

    def days(value: Any) -> dict[str, str | None]:
        return {
            "earliest": None if value is None else iso_day(value.earliest),
            "latest": None if value is None else iso_day(value.latest),
        }

    dct = view.dct
    return {
        "article": view.article.article_id,
        "published": None if dct is None else {**days(dct.days), "origin": dct.origin},
        "text": view.text,
        "temporal_expressions": [
            {
                "start": timex.span.start,
                "end": timex.span.end,
                "text": timex.text,
                "type": str(timex.type),
                "value": timex.value,
                **days(timex.days),
            }
            for timex in view.timexes
        ],
        "quotations": [
            {
                "start": quotation.span.start,
                "end": quotation.span.end,
                "text": quotation.text,
                "speaker": quotation.speaker,
                "segments": [list(segment) for segment in quotation.segments],
            }
            for quotation in view.quotations
        ],
        "names": [
            {"start": name.span.start, "end": name.span.end, "text": name.text, "type": name.type, "full": name.full}
            for name in view.names
        ],
    }


def _annotation_text(view: View) -> str:
    """For people: the article with its dates, quotations and names underlined, and what was read below them."""
    from shutil import get_terminal_size

    from crossfact.annotate.underlined import Mark, underlined

    dct = view.dct
    known = "no date known" if dct is None else f"published {dct.days} ({dct.origin})"
    marks = [
        Mark(timex.span, "=", f"{timex.type} {timex.value}" if timex.impossible is None else timex.impossible)
        for timex in view.timexes
    ]
    marks += [
        Mark(quotation.span, ".", _visible(f"quotation: {quotation.speaker or '?'}")) for quotation in view.quotations
    ]
    marks += [
        Mark(name.span, "-", _visible(name.type if name.full == name.text else f"{name.type} {name.full}"))
        for name in view.names
    ]
    width = get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    body = underlined(view.text, marks, width=width, safe=_visible)
    return f"{_visible(f'{view.article.article_id}: {known}')}\n\n{body}\n"


def _json_line(value: dict[str, Any]) -> str:
    import json
    import re

    line = json.dumps(value, ensure_ascii=False)
    # What steers a terminal stays an escape; JSON itself only escapes characters below U+0020.
    return (
        re.sub("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", line) + "\n"
    )


def _visible(text: str) -> str:
    from crossfact_reports.safe import visible

    return visible(text)


def _print(text: str) -> None:
    """Write to standard output: UTF-8 with plain line feeds, unless a terminal wants another encoding."""
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise _ReaderGone from error


def _write(file: str, text: str, *, append: bool = False) -> None:
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        with Path(file).open("ab" if append else "wb") as target:
            target.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({(error.strerror or 'unknown reason').lower()})") from error


def _tell(problems: Sequence[Problem]) -> int:
    """Name the problems on standard error; 2 if something could not be read."""
    from crossfact.model import Severity

    for problem in problems:
        print(_visible(f"crossfact: {problem.severity}: {problem.where}: {problem.text}"), file=sys.stderr)  # noqa: T201
    return 2 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _fail(text: str) -> int:
    print(_visible(f"crossfact: error: {text}"), file=sys.stderr)  # noqa: T201
    return 2


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    """A counter on standard error for long runs, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from time import monotonic

    begin = last = monotonic()

    def show(count: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last > 0.2 and now - begin > 1:
            last = now
            rate = count / (now - begin)
            print(f"\r{count:,} articles read, {rate:,.0f} a second", end="", file=sys.stderr, flush=True)  # noqa: T201

    yield show
    if last != begin:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201
