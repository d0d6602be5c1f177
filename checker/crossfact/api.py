"""Checking articles from Python: ``check`` returns what ``crossfact check`` reports."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crossfact import load
from crossfact.config import Settings
from crossfact.model import Article, Problem, Report
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import READERS, Registry
from crossfact.rulekit import Rule


def check(
    paths: str | Path | Sequence[str | Path],
    *,
    settings: Settings = Settings(),
    published: datetime.date | None = None,
    today: datetime.date | None = None,
    registry: Registry | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Read articles and report what cannot all be true.

    ``paths`` are files and folders. ``published`` is the date of articles whose metadata name none. ``today`` is the day
    on which entries of the baseline expire; without it none does. ``progress`` is told the number of articles read.
    Files that cannot be read are problems of the report, not exceptions; ``CrossfactError`` is raised for settings,
    baselines and registers that cannot be used.
    """
    registry = registry or Registry()
    rules = rules_of(settings, registry)
    files = load.plan([paths] if isinstance(paths, str | Path) else paths, registry.names(READERS))
    problems = list(files.problems)
    report = run(
        _articles(load.read(files.sources, registry.reader, published=published), problems),
        kinds=registry.kinds_for(rules),
        rules=rules,
        register=Register(),
        pedantic=settings.pedantic,
        progress=progress,
    )
    return replace(report, problems=tuple(problems), skipped=files.skipped)


def rules_of(settings: Settings, registry: Registry) -> tuple[Rule, ...]:
    """The rules that the settings choose."""
    return registry.rules(settings.select, settings.ignore)


def _articles(items: Iterable[Article | Problem], problems: list[Problem]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
