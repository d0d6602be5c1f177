"""Checking articles from Python: ``check`` returns what ``crossfact check`` reports."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from crossfact import adjudications, baseline, load
from crossfact.config import Settings
from crossfact.engines import local
from crossfact.errors import BaselineError, ConfigError, CrossfactError, RegisterError, UsageError
from crossfact.model import Article, ArticleSummary, Finding, Location, Part, Problem, Report, Severity, State
from crossfact.pipeline import conclude, finding_order
from crossfact.register import Register, compiled
from crossfact.registry import READERS, RULES, Registry, configured
from crossfact.rulekit import Rule
from crossfact.store import Store

_NEAR_MISSES = 50
"""How many near misses a report holds at most."""


def check(
    paths: str | Path | Sequence[str | Path],
    *,
    against: Sequence[str | Path] = (),
    leave_out: Sequence[str | Path] = (),
    settings: Settings | None = None,
    published: datetime.date | None = None,
    today: datetime.date | None = None,
    registry: Registry | None = None,
    jobs: int = 1,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Read articles and report what cannot all be true.

    ``paths`` are files and folders. With ``against``, an archive of other files and folders, only findings are reported
    in which an article of ``paths`` takes part. ``leave_out`` are files in the folders that are no articles, such as earlier
    reports. ``published`` is the date of articles whose metadata name none. ``today`` is the day
    on which entries of the baseline expire; without it none does. ``jobs`` is the number of worker processes, ``store`` a
    cache of what was read before; neither changes the report. ``progress`` is told the number of articles read.

    What cannot be read (articles; registers, baseline and verdicts of the settings) is a problem of the report, not an
    exception. ``CrossfactError`` is raised for settings and plug-ins that cannot be used.
    """
    registry = registry or Registry()
    settings = settings or Settings()
    rules = rules_of(settings, registry)
    kinds = registry.kinds_for(rules)
    own = [paths] if isinstance(paths, str | Path) else list(paths)
    ours = [*leave_out, *([settings.baseline] if settings.baseline is not None else [])]
    files = load.plan([*own, *against], registry.names(READERS), leave_out=ours)
    problems = list(files.problems)
    articles = _articles(load.read(files.sources, registry.reader, published=published), problems, settings.publishers)
    names: frozenset[str] | None = None
    if against:
        shown = {source.shown for source in load.plan(own, registry.names(READERS), leave_out=ours).sources}
        drafts, archive = _split(articles, shown)
        extracts = list(local.extracts(drafts, kinds, jobs=jobs, store=store))
        names = frozenset(item.summary.article_id for item in extracts)
        extracts += local.related_extracts(extracts, archive, kinds, jobs=jobs, store=store, progress=progress)
    else:
        extracts = list(local.extracts(articles, kinds, jobs=jobs, store=store, progress=progress))
    report = conclude(
        extracts,
        rules=rules,
        register=register_of(settings, registry, problems, None if store is None else store.path.parent),
        pedantic=settings.pedantic,
        near_miss_cap=_NEAR_MISSES if names is None else sys.maxsize,
    )
    if names is not None:
        report = _taking_part(report, names)
    report = _without_ignored(report, settings, registry)
    if settings.baseline is not None:
        report = _with_states(report, settings.baseline, rules, registry, problems, today, whole=names is None)
    if settings.adjudications is not None:
        try:
            report = adjudications.apply(report, adjudications.read(settings.adjudications))
        except CrossfactError as error:
            problems.append(_problem(error, settings.adjudications))
    return replace(report, problems=(*problems, *report.problems), skipped=files.skipped)


def register_of(
    settings: Settings, registry: Registry, problems: list[Problem], folder: Path | None = None
) -> Register:
    """The registers that are installed and those of the settings; a broken one is a problem and left out.

    They are kept in compiled form in ``folder``, if there is one.
    """
    packages = registry.register_packages()
    files = []
    for path in map(Path, settings.registers):
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            try:
                Register.load((), (file,))
                files.append(file)
            except RegisterError as error:
                problems.append(_problem(error, file.as_posix()))
    return compiled.load(packages, files, folder)


def rules_of(settings: Settings, registry: Registry) -> tuple[Rule, ...]:
    """The rules that the settings choose, with the severities and options they set."""
    severities: dict[str, Severity] = {}
    for selector, severity in settings.severities.items():
        for code in _codes(registry, [selector], "severities"):
            severities[code] = severity
    options: dict[str, Mapping[str, object]] = {}
    for code, values in settings.rules.items():
        for one in _codes(registry, [code], "rules"):
            options[one] = values
    chosen = registry.rules(settings.select, settings.ignore)
    try:
        chosen = tuple(configured(rule, options.get(rule.code, {})) for rule in chosen)
    except UsageError as error:
        raise ConfigError(error.problem, where='the key "rules"', hint=error.hint) from error
    return tuple(replace(rule, severity=severities.get(rule.code, rule.severity)) for rule in chosen)


def fails(report: Report, settings: Settings) -> bool:
    """Does the report hold something new that the settings do not let pass?"""
    levels = tuple(Severity)
    loud = levels[: levels.index(settings.fail_on) + 1]
    fresh = any(finding.severity in loud and finding.state in (State.NEW, State.UPDATED) for finding in report.findings)
    return fresh or (settings.strict_baseline and bool(report.absent))


def _codes(registry: Registry, selectors: Iterable[str], key: str) -> frozenset[str]:
    try:
        return registry.codes(selectors)
    except UsageError as error:
        raise ConfigError(error.problem, where=f'the key "{key}"', hint=error.hint) from error


def _split(articles: Iterator[Article], shown: Collection[str]) -> tuple[list[Article], Iterator[Article]]:
    """The articles of the files that come first, and the rest, unread."""
    first: list[Article] = []
    for article in articles:
        if article.source not in shown:
            return first, chain((article,), articles)
        first.append(article)
    return first, iter(())


def _taking_part(report: Report, names: frozenset[str]) -> Report:
    """The report on these articles alone: their findings, near misses and baseline entries, and who else is in them."""

    def mine(locations: Iterable[Location]) -> bool:
        return any(one.evidence.article_id in names and one.part is not Part.EVIDENCE for one in locations)

    findings = tuple(finding for finding in report.findings if mine(finding.locations))
    near_misses = tuple(near for near in report.near_misses if mine(near.locations))
    shown = names.union(one.evidence.article_id for item in findings for one in item.locations)
    shown = shown.union(one.evidence.article_id for item in near_misses for one in item.locations)
    return replace(
        report,
        articles=tuple(article for article in report.articles if article.article_id in shown),
        findings=findings,
        near_misses=near_misses[:_NEAR_MISSES],
        near_misses_total=len(near_misses),
    )


def _problem(error: CrossfactError, file: str) -> Problem:
    """What is wrong with a file of the settings, told with the report and not in place of it."""
    text = error.problem if error.hint is None else f"{error.problem}; {error.hint}"
    return Problem(Severity.ERROR, error.where or file, text)


def _articles(
    items: Iterable[Article | Problem], problems: list[Problem], publishers: Mapping[str, str]
) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif item.publisher is None and publishers:
            yield replace(item, publisher=_publisher(item, publishers))
        else:
            yield item


def _publisher(article: Article, publishers: Mapping[str, str]) -> str | None:
    """The name that the first fitting pattern gives: a pattern of paths, or the host of the article's address."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    for pattern, name in publishers.items():
        if host == pattern or host.endswith(f".{pattern}") or _fits(article.article_id, article.source, pattern):
            return name
    return None


def _fits(article_id: str, source: str, pattern: str) -> bool:
    return fnmatchcase(article_id, pattern) or fnmatchcase(source, pattern)


def _without_ignored(report: Report, settings: Settings, registry: Registry) -> Report:
    """Drop findings of which every side lies in articles that the settings take out of the rule."""
    if not settings.per_path_ignores:
        return report
    sources = {article.article_id: article for article in report.articles}
    ignored = [
        (pattern, _codes(registry, selectors, "per-path-ignores"))
        for pattern, selectors in settings.per_path_ignores.items()
    ]

    def out(rule: str, article: ArticleSummary) -> bool:
        return any(rule in codes and _fits(article.article_id, article.source, pattern) for pattern, codes in ignored)

    def kept(finding: Finding) -> bool:
        sides = {one.evidence.article_id for one in finding.locations if one.part is not Part.EVIDENCE}
        return not all(out(finding.rule, sources[side]) for side in sides)

    return replace(report, findings=tuple(filter(kept, report.findings)))


def _with_states(
    report: Report,
    file: str,
    rules: Sequence[Rule],
    registry: Registry,
    problems: list[Problem],
    today: datetime.date | None,
    *,
    whole: bool,
) -> Report:
    """The findings with their states. Where the report is on a draft alone, nothing can be told to be absent."""
    try:
        entries = baseline.read(file, registry.names(RULES))
    except BaselineError as error:
        problems.append(_problem(error, file))
        return report
    compared = baseline.compare(report.findings, entries, rules={rule.code for rule in rules}, today=today)
    problems += (
        Problem(
            Severity.WARNING,
            f"{file}:{entry.line}",
            f"the entry on {entry.rule} {entry.subject} expired on {entry.expires}; it accepts nothing any more",
        )
        for entry in compared.expired
    )
    return replace(
        report,
        findings=tuple(sorted(compared.findings, key=finding_order)),
        absent=tuple(baseline.absent_finding(entry) for entry in compared.absent) if whole else (),
    )
