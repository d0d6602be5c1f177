"""Cache of extracts in SQLite: one row an article, so that a second run re-reads only what changed.

A row's key is a digest of everything an extract depends on: the article with its metadata, the kinds asked for, and the
files of the installed code. Rows are JSON, never pickles: a cache file that somebody else wrote can be wrong, but cannot
run code. With and without a cache the output is the same to the byte.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from crossfact.errors import CrossfactError
from crossfact.model import Article
from crossfact.pipeline import Extract
from crossfact.rulekit import ClaimKind

_SCHEMA = """
CREATE TABLE IF NOT EXISTS extracts (key TEXT PRIMARY KEY, article TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (word TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (word, key)) WITHOUT ROWID;
"""
_VARIABLES = 500
"""Values bound in one statement; SQLite allows at least 999."""

_WORDS_IN_COMMON = 3


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a cache holds: where it is, how many articles, how many bytes on disk."""

    path: str
    articles: int
    size: int


class Store:
    """An open cache. Use as a context manager; leaving it commits and closes."""

    def __init__(self, path: Path) -> None:
        """Open or create the cache file. ``CrossfactError`` if it is no cache or cannot be written."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path)
            self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise CrossfactError(
                f"the cache cannot be used ({error})", where=str(path), hint="remove the file, or run with --no-cache"
            ) from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()

    def load(self, articles: Sequence[Article], kinds: Sequence[ClaimKind]) -> dict[str, Extract]:
        """Article id to extract, for those that the cache holds."""
        wanted = {row_key(article, kinds): article.article_id for article in articles}
        return {wanted[key]: item for key, item in self.by_key(wanted)}

    def by_key(self, keys: Iterable[str]) -> Iterator[tuple[str, Extract]]:
        """Extracts for row keys; a row that cannot be read counts as missing."""
        ordered = list(keys)
        for start in range(0, len(ordered), _VARIABLES):
            part = ordered[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(f"SELECT key, data FROM extracts WHERE key IN ({marks})", part)
            for key, data in rows:
                try:
                    yield key, _with_tuples(_codec().validate_json(data))
                except ValueError:
                    continue

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the row keys that the cache holds."""
        ordered = list(keys)
        found: set[str] = set()
        for start in range(0, len(ordered), _VARIABLES):
            part = ordered[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(f"SELECT key FROM extracts WHERE key IN ({marks})", part)
            found.update(row[0] for row in rows)
        return found

    def save(self, items: Sequence[tuple[Article, Extract]], kinds: Sequence[ClaimKind]) -> None:
        rows, words = [], []
        for article, item in items:
            key = row_key(article, kinds)
            rows.append((key, article.article_id, _codec().dump_json(item)))
            words += [(word, key) for word in (*telling_keys(item), *item.sketch.word_keys())]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO extracts VALUES (?, ?, ?)", rows)
            self._database.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", words)

    def sharing(self, words: Iterable[str]) -> set[str]:
        """Row keys of articles that have one of these words or names; see ``related``."""
        ordered = sorted(set(words))
        found: set[str] = set()
        for start in range(0, len(ordered), _VARIABLES):
            part = ordered[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            found.update(
                row[0] for row in self._database.execute(f"SELECT key FROM keys WHERE word IN ({marks})", part)
            )
        return found

    def info(self) -> StoreInfo:
        (count,) = self._database.execute("SELECT count(*) FROM extracts").fetchone()
        return StoreInfo(str(self.path), count, self.path.stat().st_size)

    def clear(self) -> None:
        """Forget everything; the file stays."""
        with self._database:
            self._database.execute("DELETE FROM extracts")
            self._database.execute("DELETE FROM keys")
        self._database.execute("VACUUM")


def telling_keys(item: Extract) -> frozenset[str]:
    """Names of which one in common is enough to look at two articles together: persons, streets, what claims hang on."""
    return item.sketch.strong_keys() | item.sketch.officials | {claim.entity for claim in item.claims if claim.entity}


def related(item: Extract, others: Iterable[Extract]) -> bool:
    """Could an article have to do with one of the others? Linking decides; this only leaves out what cannot be linked."""
    names, words = telling_keys(item), set(item.sketch.word_keys())
    return any(
        not names.isdisjoint(telling_keys(other))
        or len(words.intersection(other.sketch.word_keys())) >= _WORDS_IN_COMMON
        for other in others
    )


def row_key(article: Article, kinds: Sequence[ClaimKind]) -> str:
    """Digest of all that the extract of this article depends on."""
    parts = (
        _code_version(
            tuple(sorted({__name__.partition(".")[0], *(k.extract.__module__.partition(".")[0] for k in kinds)}))
        ),
        ",".join(sorted(kind.name for kind in kinds)),
        article.article_id,
        article.sha256,
        article.source,
        str(article.record),
        str(article.publisher),
        str(article.title),
        str(article.url),
        str(article.published),
        str(article.published_origin),
        str(article.language),
        str(article.body),
        str(article.published_rivals),
    )
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _code_version(packages: tuple[str, ...]) -> str:
    """Digest of name, size and time of change of each file of the packages."""
    digest = sha256()
    for package in packages:
        file = sys.modules[package].__file__
        if file is None:
            continue
        root = Path(file).parent
        for path in sorted(root.rglob("*")) if Path(file).name == "__init__.py" else [Path(file)]:
            if path.suffix in (".py", ".toml", ".tsv"):
                stat = path.stat()
                digest.update(f"{path.name}\x1f{stat.st_size}\x1f{stat.st_mtime_ns}\x1e".encode())
    return digest.hexdigest()


def _with_tuples(item: Extract) -> Extract:
    """The extract with the details of its claims as they were: JSON has no tuples, and claims must stay hashable."""
    claims = tuple(
        replace(claim, details=tuple((name, _tuples(value)) for name, value in claim.details))
        if any(isinstance(value, list) for _, value in claim.details)
        else claim
        for claim in item.claims
    )
    return replace(item, claims=claims)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


@cache
def _codec() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Extract)
