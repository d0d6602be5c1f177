"""What the cache gives back is what was put in."""

from __future__ import annotations

import os
import pickle
import re
import sqlite3
import zlib
from pathlib import Path

import pytest

from crossfact.errors import CrossfactError
from crossfact.pipeline import extract
from crossfact.registry import KINDS, Registry
from crossfact.rulekit import ClaimKind, article_of
from crossfact.store import Store

REGISTRY = Registry(plugins=False)
ALL_KINDS = [REGISTRY.kind(name) for name in REGISTRY.names(KINDS)]


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.name)
def test_extracts_come_back_equal_and_hashable(kind: ClaimKind, tmp_path: Path) -> None:
    articles = [
        article_of(
            example.text, published=example.published or "2024-03-13", title=example.title, article_id=str(number)
        )
        for number, example in enumerate(kind.speaks)
    ]
    fresh = {article.article_id: extract(article, [kind]) for article in articles}
    with Store(tmp_path / "cache.sqlite") as store:
        store.save([(article, fresh[article.article_id]) for article in articles], [kind])
        cached = store.load(articles, [kind])
    assert cached == fresh
    claims = {claim for item in cached.values() for claim in item.claims}
    assert claims == {claim for item in fresh.values() for claim in item.claims}


class Hostile:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("made-by-the-cache",)


@pytest.mark.parametrize(
    "data",
    [
        b"no row",
        zlib.compress(b"no pickle"),
        zlib.compress(pickle.dumps("no extract")),
        zlib.compress(pickle.dumps(Hostile())),
        zlib.compress(pickle.dumps(extract)),
    ],
)
def test_row_that_somebody_else_wrote_counts_as_missing(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = article_of("Rain fell on Tuesday.", published="2024-03-13")
    with Store(tmp_path / "cache.sqlite") as store:
        store.save([(article, extract(article, ALL_KINDS))], ALL_KINDS)
        store._database.execute("UPDATE extracts SET data = ?", (data,))
        assert store.load([article], ALL_KINDS) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["cache.sqlite"]


def test_later_state_of_an_article_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    first, second = (article_of(text, published="2024-03-13") for text in ("Rain on Tuesday.", "Snow on Tuesday."))
    with Store(tmp_path / "cache.sqlite") as store:
        for article in (first, second):
            store.save([(article, extract(article, ALL_KINDS))], ALL_KINDS)
        assert store.info().articles == 1
        assert list(store.load([first, second], ALL_KINDS).values()) == [extract(second, ALL_KINDS)]
        assert store.load([second], ALL_KINDS[:1]) == {}


def test_file_of_another_format_is_begun_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cache.sqlite") as database:
        database.executescript("CREATE TABLE extracts (key TEXT); PRAGMA user_version=99;")
    database.close()
    with Store(tmp_path / "cache.sqlite") as store:
        assert store.info().articles == 0


def test_cache_that_breaks_during_a_run_says_what_to_do(tmp_path: Path) -> None:
    article = article_of("Rain on Tuesday.", published="2024-03-13")
    path = tmp_path / "cache.sqlite"
    item = (article, extract(article, ALL_KINDS))

    def run() -> None:
        with Store(path) as store:
            store._database.execute("DROP TABLE words")
            store.save([item], ALL_KINDS)

    message = f"{path}: the cache cannot be used (no such table: words); remove the file, or run with --no-cache"
    with pytest.raises(CrossfactError, match=f"^{re.escape(message)}$"):
        run()
