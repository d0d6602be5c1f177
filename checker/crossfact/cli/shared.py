"""What the commands share: options, settings, running a check, writing to the terminal."""

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
    from crossfact.config import Settings
    from crossfact.model import Article, Problem, Report
    from crossfact.registry import Registry
    from crossfact.rulekit import Rule
    from crossfact.store import Store


def codes_like(incomplete: str) -> list[str]:
    """For the shell's completion: codes of rules. Reads names of entry points only."""
    from crossfact.registry import RULES, Registry

    return [code for code in Registry().names(RULES) if code.startswith(incomplete.upper())]


def formats_like(incomplete: str) -> list[str]:
    """For the shell's completion: names of report formats."""
    from crossfact.registry import REPORTS, Registry

    return [name for name in Registry().names(REPORTS) if name.startswith(incomplete)]


Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders to read.", show_default=False)]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of articles whose metadata name none.")
]
NoPlugins = Annotated[bool, typer.Option("--no-plugins", help="Use only what crossfact itself brings.")]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODES", help="Only these rules: codes, beginnings of codes or names.", autocompletion=codes_like
    ),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Not these rules.", autocompletion=codes_like)]
Pedantic = Annotated[bool, typer.Option("--pedantic", help="Report findings of low confidence too.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=0,
        show_default=False,
        help="Worker processes [default: by the size of the input].",
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor write .crossfact-cache.")]


class ReaderGone(Exception):  # noqa: N818 - no error: "crossfact … | head"
    """Who read our standard output closed it."""


def codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for listed in given or () for code in listed.split(",") if code.strip())


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        from crossfact.registry import nearest

        words = f"{', '.join(known[:-1])} or {known[-1]}"
        raise UsageError(f'{option} takes {words}, not "{value}"', hint=nearest(value, known))
    return value


def date_of(option: str, value: str | None) -> datetime.date | None:
    try:
        return None if value is None else datetime.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f'{option} takes a date such as 2024-03-13, not "{value}"') from error


def settings_of(
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
        settings = replace(settings, fail_on=Severity(one_of("--fail-on", fail_on, tuple(Severity))))
    return replace(
        settings,
        select=codes(select) or settings.select,
        ignore=settings.ignore + codes(ignore),
        pedantic=pedantic or settings.pedantic,
        baseline=baseline or settings.baseline,
        strict_baseline=strict_baseline or settings.strict_baseline,
        adjudications=settings.adjudications or (DEFAULT_FILE if Path(DEFAULT_FILE).is_file() else None),
    )


def rules_of(registry: Registry, settings: Settings) -> tuple[Rule, ...]:
    from crossfact.api import rules_of

    return rules_of(settings, registry)


def articles_of(
    paths: Sequence[Path], registry: Registry, published: str | None, problems: list[Problem]
) -> Iterator[Article]:
    from crossfact import load
    from crossfact.model import Problem
    from crossfact.registry import READERS

    files = load.plan(paths, registry.names(READERS))
    problems += files.problems
    for item in load.read(files.sources, registry.reader, published=date_of("--published", published)):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def checked(
    paths: Sequence[Path],
    settings: Settings,
    registry: Registry,
    published: str | None,
    *,
    against: Sequence[Path] = (),
    outputs: Sequence[str] = (),
    jobs: int = 0,
    cached: bool = True,
) -> Report:
    """The report. Processes and the cache are for large inputs only, unless asked for; they never change it."""
    from crossfact.api import check as check_articles

    size = _size([*paths, *against])
    large = size > _LARGE
    with _cache(cached and (large or bool(against))) as store, _progress([*paths, *against], registry) as progress:
        return check_articles(
            paths,
            against=against,
            leave_out=outputs,
            settings=settings,
            published=date_of("--published", published),
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


def cache_file() -> Path:
    return Path(".crossfact-cache") / "extracts.sqlite"


@contextmanager
def _cache(wanted: bool) -> Iterator[Store | None]:
    """The cache of the working folder; a run goes without where it cannot be used."""
    if not wanted:
        yield None
        return
    from crossfact.store import Store

    file = cache_file()
    try:
        store = Store(file)
        (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    except (CrossfactError, OSError) as error:
        print(visible(f"crossfact: warning: {error}"), file=sys.stderr)  # noqa: T201
        yield None
        return
    with store:
        yield store


@contextmanager
def _progress(paths: Sequence[Path], registry: Registry) -> Iterator[Callable[[int], None] | None]:
    """A bar on standard error for runs that take longer than a second, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from time import monotonic

    begin = monotonic()
    bar: Any = None
    task: Any = None

    def show(count: int) -> None:
        nonlocal bar, task
        if bar is None and monotonic() - begin > 1:
            bar = _bar()
            bar.start()
            task = bar.add_task("", total=max(_count(paths, registry), count), rate="")
        if bar is not None:
            bar.update(task, completed=count, rate=f"{count / (monotonic() - begin):,.0f} articles/s")

    try:
        yield show
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _count(paths: Sequence[Path], registry: Registry) -> int:
    """About how many articles the paths hold: one a file, one a line of JSON Lines."""
    from crossfact import load
    from crossfact.registry import READERS

    total = 0
    for source in load.plan(paths, registry.names(READERS)).sources:
        if load.suffix_of(source.path) != "jsonl":
            total += 1
            continue
        try:
            with source.path.open("rb") as lines:
                total += sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
        except OSError:
            continue
    return total


def json_line(value: dict[str, Any]) -> str:
    import json
    import re

    line = json.dumps(value, ensure_ascii=False)
    # What steers a terminal stays an escape; JSON itself only escapes characters below U+0020.
    return (
        re.sub("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", line) + "\n"
    )


def visible(text: str) -> str:
    from crossfact_reports.safe import visible

    return visible(text)


def out(text: str) -> None:
    """Write to standard output: UTF-8 with plain line feeds, unless a terminal wants another encoding."""
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def write(file: str, text: str, *, append: bool = False) -> None:
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        with Path(file).open("ab" if append else "wb") as target:
            target.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({(error.strerror or 'unknown reason').lower()})") from error


def tell(problems: Sequence[Problem]) -> int:
    """Name the problems on standard error; 2 if something could not be read, 3 if a part of the checker failed."""
    from crossfact.model import Severity

    for problem in problems:
        print(visible(f"crossfact: {problem.severity}: {problem.where}: {problem.text}"), file=sys.stderr)  # noqa: T201
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return 0 if not errors else 3 if all(problem.inside for problem in errors) else 2


def fail(text: str) -> int:
    print(visible(f"crossfact: error: {text}"), file=sys.stderr)  # noqa: T201
    return 2
