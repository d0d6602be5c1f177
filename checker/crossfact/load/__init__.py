"""From paths to articles: which files to read, which reader takes them, and what is told about the rest.

Readers are found by the suffix of a file (entry point group ``crossfact.readers``). ``plan`` looks at names only;
``read`` opens the files one by one and yields articles and problems in the order of the plan.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from crossfact.errors import InputError
from crossfact.load.dates import published_days
from crossfact.load.sidecar import NO_METADATA, SIDECAR, Metadata, read_sidecar
from crossfact.model import Article, Problem, Severity, one_day

LONGEST = 250_000
"""Code points of the longest text that is taken for an article: some 40,000 words. More is an archive in one piece."""

BASELINE = "crossfact-baseline.jsonl"
"""Usual name of a baseline, which is no file of articles."""

SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "venv"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    ``path`` is where it is, ``shown`` how messages name it (the path as the user gave it, POSIX slashes), ``article_id``
    the name of its article where it holds just one.
    """

    path: Path
    shown: str
    article_id: str
    metadata: Metadata = NO_METADATA


@dataclass(frozen=True, slots=True)
class Reader:
    """An input format. ``read`` yields the articles of a file and the problems met; ``InputError`` gives the file up."""

    read: Callable[[Source], Iterable[Article | Problem]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files will be read, in a stable order; ``skipped`` counts files left out by design, per reason."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()


def plan(paths: Sequence[Path | str], suffixes: Collection[str], *, leave_out: Iterable[Path | str] = ()) -> Plan:
    """The files that the given files and folders stand for.

    ``suffixes`` are the known ones, without the dot. ``leave_out`` are files of our own (reports, a baseline) that are no
    articles, though they may lie in the folders. A path that does not exist, or a named file that no reader takes,
    is a problem of severity ``error``; the others are read.
    """
    problems: list[Problem] = []
    skipped: dict[str, int] = {}
    found: list[tuple[str, Source]] = []
    seen: set[Path] = set()
    ours = {Path(path).resolve() for path in leave_out}
    for path in map(Path, paths):
        try:
            if path.is_dir():
                rows: dict[Path, Metadata] = {}
                sources = _walk(path, suffixes, ours, rows, problems, skipped)
                root = path.resolve().name
            elif path.is_file():
                rows = {}
                sources = _named(path, suffixes, rows, problems)
                root = path.resolve().parent.name
            else:
                problems.append(_error(_shown(path), "not a file" if path.exists() else "no such file or folder"))
                continue
        except OSError as error:
            problems.append(_error(_shown(path), _reason(error)))
            continue
        for source in sources:
            real = source.path.resolve()
            if real not in seen:
                seen.add(real)
                found.append((root, replace(source, metadata=rows.get(source.path, source.metadata))))
    return Plan(_distinct(found), tuple(problems), tuple(sorted(skipped.items())))


def read(
    sources: Iterable[Source], reader: Callable[[str], Reader], *, published: datetime.date | None = None
) -> Iterator[Article | Problem]:
    """The articles of the files, and a problem for each file or record that cannot be read.

    ``reader`` gives the reader of a suffix. ``published`` is the date of articles whose metadata name none. Ids are
    unique: a second article of one id is refused with an error.
    """
    taken: dict[str, str] = {}
    for source in sources:
        empty = True
        try:
            for item in reader(suffix_of(source.path)).read(source):
                empty = False
                if isinstance(item, Problem):
                    yield item
                    continue
                where = source.shown if item.record is None else f"{source.shown}:{item.record}"
                if item.article_id in taken:
                    first = taken[item.article_id]
                    yield _error(
                        where, f'the id "{item.article_id}" was already used at {first}; the article was not read'
                    )
                    continue
                taken[item.article_id] = where
                if not item.text.strip():
                    yield Problem(Severity.WARNING, where, "the article is empty")
                if item.published is None and published is not None:
                    item = replace(item, published=one_day(published), published_origin="--published")
                yield item
        except InputError as error:
            empty = False
            yield _error(error.where or source.shown, error.problem)
        except OSError as error:
            empty = False
            yield _error(source.shown, _reason(error))
        if empty:
            yield Problem(Severity.WARNING, source.shown, "the file holds no article")


def suffix_of(path: Path) -> str:
    """The suffix that picks the reader: lower case, without the dot."""
    return path.suffix.lower().removeprefix(".")


def article_from(
    source: Source,
    text: str,
    *,
    metadata: Metadata = NO_METADATA,
    origin: str = "metadata",
    article_id: str | None = None,
    record: int | None = None,
    body: int = 0,
) -> Iterator[Article | Problem]:
    """The article of a text, for readers: what the file itself says comes before the sidecar.

    A text longer than ``LONGEST`` is refused. A date of publication that is no date is told as a warning and left out.
    Lone surrogates, which no text file can hold, become U+FFFD one for one, so offsets stay.
    """
    where = source.shown if record is None else f"{source.shown}:{record}"
    if len(text) > LONGEST:
        yield _error(
            where,
            f"too long for one article ({len(text):,} characters; at most {LONGEST:,} are read); "
            "give each article a file or record of its own",
        )
        return
    clean = whole_characters(text)
    if clean != text:
        yield Problem(
            Severity.WARNING, where, "the text holds broken characters (lone surrogates); they are read as U+FFFD"
        )
    published = None
    published_origin = None
    for given, named in ((metadata, origin), (source.metadata, SIDECAR)):
        if published is None and given.published:
            try:
                published = published_days(given.published)
                published_origin = named
            except ValueError:
                text_ = whole_characters(given.published)[:60]
                yield Problem(
                    Severity.WARNING,
                    where,
                    f'"{text_}" ({named}) is not a date; write it as 2024-03-13. The date is ignored',
                )
    yield Article(
        article_id=source.article_id if article_id is None else article_id,
        text=clean,
        sha256=sha256(clean.encode()).hexdigest(),
        source=source.shown,
        record=record,
        publisher=metadata.publisher or source.metadata.publisher,
        title=metadata.title or source.metadata.title,
        url=metadata.url or source.metadata.url,
        published=published,
        published_origin=published_origin,
        body=body,
    )


def whole_characters(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def _walk(
    root: Path,
    suffixes: Collection[str],
    ours: Collection[Path],
    rows: dict[Path, Metadata],
    problems: list[Problem],
    skipped: dict[str, int],
) -> list[Source]:
    sources: list[Source] = []
    pending = [root]
    visited = {root.resolve()}
    while pending:
        current = pending.pop()
        try:
            entries = sorted(current.iterdir(), key=lambda path: path.name)
        except OSError as error:
            problems.append(_error(_shown(current), _reason(error)))
            continue
        below = []
        for path in entries:
            if path.name == SIDECAR:
                rows.update(_rows(path, problems))
            elif path.name.startswith("."):
                _count(skipped, "hidden")
            elif path.is_dir():
                if path.name in SKIPPED_FOLDERS:
                    _count(skipped, f"folder {path.name}")
                elif path.resolve() not in visited:
                    visited.add(path.resolve())
                    below.append(path)
            elif suffix_of(path) not in suffixes:
                _count(skipped, f"unknown suffix {path.suffix.lower() or '(none)'}")
            elif path.name == BASELINE or path.resolve() in ours:
                _count(skipped, "own file of crossfact")
            elif path.exists() and not path.is_file():
                _count(skipped, "not a file")
            else:
                sources.append(Source(path, _shown(path), _text(path.relative_to(root).as_posix())))
        pending += reversed(below)
    return sorted(sources, key=lambda source: source.article_id)


def _named(path: Path, suffixes: Collection[str], rows: dict[Path, Metadata], problems: list[Problem]) -> list[Source]:
    if suffix_of(path) not in suffixes:
        known = ", ".join(f".{suffix}" for suffix in sorted(suffixes))
        problems.append(_error(_shown(path), f'no reader for the suffix "{path.suffix}"; known are {known}'))
        return []
    beside = path.parent / SIDECAR
    if beside.is_file():
        rows.update(_rows(beside, problems, only=path))
    return [Source(path, _shown(path), _text(path.name))]


def _rows(path: Path, problems: list[Problem], only: Path | None = None) -> Mapping[Path, Metadata]:
    """The rows of a sidecar. Read for one named file, rows of other files are not looked at."""
    try:
        rows = read_sidecar(path, _shown(path))
    except InputError as error:
        problems.append(_error(error.where or _shown(path), error.problem))
        return {}
    except OSError as error:
        problems.append(_error(_shown(path), _reason(error)))
        return {}
    found = {}
    for line, name, metadata in rows:
        target = path.parent / name
        if only is None and not target.is_file():
            problems.append(Problem(Severity.WARNING, f"{_shown(path)}:{line}", f'there is no file "{name}" beside it'))
        found[target] = metadata
    return found


def _distinct(found: Sequence[tuple[str, Source]]) -> tuple[Source, ...]:
    """Names of articles from several folders told apart, where they clash, by the name of the folder given."""
    counts: dict[str, int] = {}
    for _, source in found:
        _count(counts, source.article_id)
    return tuple(
        replace(source, article_id=f"{_text(root)}/{source.article_id}") if counts[source.article_id] > 1 else source
        for root, source in found
    )


def _count(counts: dict[str, int], key: str) -> None:
    counts[key] = counts.get(key, 0) + 1


def _error(where: str, text: str) -> Problem:
    return Problem(Severity.ERROR, where, text)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _shown(path: Path) -> str:
    return _text(path.as_posix())


def _text(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become U+FFFD."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
