"""Cache of extracts in SQLite: one row an article, so that a second run re-reads only what changed.

A row's key is a digest of everything an extract depends on: the article with its metadata, the kinds asked for, and the
files of the installed code. With and without a cache the output is the same to the byte.

Rows are pickles, read by an unpickler that makes nothing but data classes, named tuples and enumerations of crossfact and
of the packages whose kinds run: a cache file that somebody else wrote can be wrong, but cannot run code.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from crossfact.errors import CrossfactError
from crossfact.link.archive import ENOUGH_WORDS, Head, head, telling_keys
from crossfact.model import Article
from crossfact.pipeline import Extract
from crossfact.rulekit import ClaimKind

_FORMAT = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS extracts (id INTEGER PRIMARY KEY, place BLOB UNIQUE, key BLOB UNIQUE, head BLOB NOT NULL,
    data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS words (word INTEGER, id INTEGER, PRIMARY KEY (word, id)) WITHOUT ROWID;
"""
_VARIABLES = 500
"""Values bound in one statement; SQLite allows at least 999."""

_T = TypeVar("_T")


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
        except (sqlite3.Error, OSError) as error:
            raise _unusable(path, error) from error
        try:
            self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;")
            if self._database.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                self._database.executescript(
                    f"DROP TABLE IF EXISTS extracts; DROP TABLE IF EXISTS words; PRAGMA user_version={_FORMAT};"
                )
            self._database.executescript(_SCHEMA)
        except sqlite3.Error as error:
            self._database.close()
            raise _unusable(path, error) from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            self._database.commit()
        except sqlite3.Error as late:
            error = error or late
        finally:
            self._database.close()
        if isinstance(error, sqlite3.Error):
            raise _unusable(self.path, error) from error

    def load(self, articles: Sequence[Article], kinds: Sequence[ClaimKind]) -> dict[str, Extract]:
        """Article id to extract, for those that the cache holds."""
        wanted = {row_key(article, kinds): article.article_id for article in articles}
        return {wanted[key]: item for key, item in self.by_key(wanted, kinds)}

    def by_key(self, keys: Iterable[bytes], kinds: Sequence[ClaimKind]) -> Iterator[tuple[bytes, Extract]]:
        """Extracts for row keys; a row that cannot be read counts as missing."""
        return self._values("data", Extract, keys, kinds)

    def heads(self, keys: Iterable[bytes], kinds: Sequence[ClaimKind]) -> Iterator[tuple[bytes, Head]]:
        """Heads for row keys; a row that cannot be read counts as missing."""
        return self._values("head", Head, keys, kinds)

    def _values(
        self, column: str, wanted: type[_T], keys: Iterable[bytes], kinds: Sequence[ClaimKind]
    ) -> Iterator[tuple[bytes, _T]]:
        packages = frozenset(_packages(kinds))
        for part, marks in _parts(keys):
            for key, data in self._database.execute(f"SELECT key, {column} FROM extracts WHERE key IN ({marks})", part):
                item = _restored(data, packages)
                if isinstance(item, wanted):
                    yield key, item

    def known(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the row keys that the cache holds."""
        return {
            key
            for part, marks in _parts(keys)
            for (key,) in self._database.execute(f"SELECT key FROM extracts WHERE key IN ({marks})", part)
        }

    def save(self, items: Sequence[tuple[Article, Extract]], kinds: Sequence[ClaimKind]) -> None:
        """Keep extracts; those of an earlier state of the same articles go."""
        with self._database:
            for article, item in items:
                top = head(item.sketch, item.claims)
                row = (_place(article, kinds), row_key(article, kinds), _kept(top), _kept(item))
                number = self._database.execute(
                    "INSERT OR REPLACE INTO extracts (place, key, head, data) VALUES (?, ?, ?, ?)", row
                ).lastrowid
                # Words of a replaced row stay behind: they propose an article too many, which ``chosen`` leaves out.
                self._database.executemany(
                    "INSERT OR IGNORE INTO words VALUES (?, ?)", ((word, number) for word in _marks(top))
                )

    def proposed(self, drafts: Iterable[Head]) -> set[bytes]:
        """Row keys of all articles of which ``chosen`` could choose one for the drafts, and a few more."""
        marks = set().union(*map(_marks, drafts))
        shared: Counter[int] = Counter()
        for part, places in _parts(sorted(marks)):
            rows = self._database.execute(f"SELECT word, id FROM words WHERE word IN ({places})", part)
            shared.update(number for word, number in rows for _ in range(1 if word & 1 else ENOUGH_WORDS))
        wanted = [number for number, count in shared.items() if count >= ENOUGH_WORDS]
        return {
            key
            for part, places in _parts(wanted)
            for (key,) in self._database.execute(f"SELECT key FROM extracts WHERE id IN ({places})", part)
        }

    def info(self) -> StoreInfo:
        (count,) = self._database.execute("SELECT count(*) FROM extracts").fetchone()
        return StoreInfo(str(self.path), count, self.path.stat().st_size)


def row_key(article: Article, kinds: Sequence[ClaimKind]) -> bytes:
    """Digest of all that the extract of this article depends on."""
    return _digest(
        _code_version(_packages(kinds)),
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
        str(article.published_rivals),
        str(article.language),
        str(article.body),
    )


def _place(article: Article, kinds: Sequence[ClaimKind]) -> bytes:
    """Digest of where an article stands: of two states of it the cache holds the later one."""
    names = ",".join(sorted(kind.name for kind in kinds))
    return _digest(names, article.source, str(article.record), article.article_id)


def _digest(*parts: str) -> bytes:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _marks(item: Head) -> set[int]:
    """The keys of an article as numbers: even for names, of which one is enough, odd for words, which must be several."""
    names = {_number(key) & ~1 for key in telling_keys(item)}
    return names | {_number(key) | 1 for key in item.sketch.word_keys()}


def _number(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _parts(items: Iterable[Any]) -> Iterator[tuple[list[Any], str]]:
    """The items in portions that fit into a statement, each with its placeholders."""
    ordered = list(items)
    for start in range(0, len(ordered), _VARIABLES):
        part = ordered[start : start + _VARIABLES]
        yield part, ",".join("?" * len(part))


def _packages(kinds: Sequence[ClaimKind]) -> tuple[str, ...]:
    """The packages that the code of an extract lives in."""
    own = __name__.partition(".")[0]
    return tuple(sorted({own, *(kind.extract.__module__.partition(".")[0] for kind in kinds)}))


def _unusable(path: Path, error: Exception) -> CrossfactError:
    return CrossfactError(
        f"the cache cannot be used ({error})", where=str(path), hint="remove the file, or run with --no-cache"
    )


class _Restorer(pickle.Unpickler):
    """Makes values of the given packages; refuses functions and all other classes."""

    def __init__(self, data: bytes, packages: frozenset[str]) -> None:
        super().__init__(io.BytesIO(data))
        self._allowed = packages

    def find_class(self, module: str, name: str) -> Any:
        if module.partition(".")[0] in self._allowed and module in sys.modules and "." not in name:
            value = getattr(sys.modules[module], name, None)
            if isinstance(value, type) and (
                is_dataclass(value)
                or issubclass(value, Enum)
                or (issubclass(value, tuple) and hasattr(value, "_fields"))
            ):
                return value
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _kept(value: Head | Extract) -> bytes:
    return zlib.compress(pickle.dumps(value, 5), 1)


def _restored(data: bytes, packages: frozenset[str]) -> object:
    """The value of a row; ``None`` where it cannot be made, whatever is wrong with it."""
    try:
        return _Restorer(zlib.decompress(data), packages).load()
    except Exception:
        return None


@cache
def _code_version(packages: tuple[str, ...]) -> str:
    """Digest of the files of the packages."""
    digest = blake2b(digest_size=16)
    for package in packages:
        file = sys.modules[package].__file__
        if file is None:
            continue
        root = Path(file).parent
        for path in sorted(root.rglob("*")) if Path(file).name == "__init__.py" else [Path(file)]:
            if path.suffix in (".py", ".toml", ".tsv"):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
