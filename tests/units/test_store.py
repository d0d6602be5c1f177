"""What the cache gives back is what was put in."""

from __future__ import annotations

from pathlib import Path

import pytest

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
