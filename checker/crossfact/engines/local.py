"""Run on this machine: a loop for a few articles, a pool of processes for many, with or without a cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from crossfact.errors import CrossfactError
from crossfact.link.archive import chosen, head
from crossfact.model import Article
from crossfact.pipeline import Extract, extract_guarded, lost
from crossfact.rulekit import ClaimKind
from crossfact.store import Store, row_key

_BATCH = 64
"""Articles handed to a worker at once; a single article costs more to hand over than to read."""

_READ_AHEAD = 2048
"""Articles of an archive that are looked up in the cache at once."""

T = TypeVar("T")


def extracts(
    articles: Iterable[Article],
    kinds: Sequence[ClaimKind],
    *,
    jobs: int = 1,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Extract]:
    """Claims and sketches of the articles, in their order, whatever ``jobs`` and ``store`` are.

    ``jobs`` is the number of worker processes; one, or no more than a batch of articles, works in this process.
    ``progress`` is told how many articles are done.
    """
    done = 0
    for batch in _extracted(_batches(articles, _BATCH), kinds, jobs, store):
        for item in batch:
            done += 1
            yield item
        if progress is not None:
            progress(done)


def related_extracts(
    drafts: Sequence[Extract],
    archive: Iterable[Article],
    kinds: Sequence[ClaimKind],
    *,
    jobs: int = 1,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Extract]:
    """Extracts of the archived articles that have to do with a draft, whatever ``jobs`` and ``store`` are.

    With a store, articles that it knows are decoded only as far as it takes to leave them out.
    """
    tops = [head(draft.sketch, draft.claims) for draft in drafts]
    if store is None:
        items = list(extracts(archive, kinds, jobs=jobs, progress=progress))
        names = chosen(tops, (head(item.sketch, item.claims) for item in items))
        return [item for item in items if item.summary.article_id in names]
    ordered: list[bytes] = []
    for batch in _batches(archive, _READ_AHEAD):
        keys = {row_key(article, kinds): article for article in batch}
        known = store.known(keys)
        fresh = [article for key, article in keys.items() if key not in known]
        for _ in extracts(fresh, kinds, jobs=jobs, store=store):
            pass
        ordered += keys
        if progress is not None:
            progress(len(ordered))
    proposed = store.proposed(tops).intersection(ordered)
    heads = dict(store.heads(proposed, kinds))
    names = chosen(tops, (heads[key] for key in ordered if key in heads))
    wanted = [key for key in ordered if key in heads and heads[key].sketch.article_id in names]
    found = dict(store.by_key(wanted, kinds))
    if len(heads) < len(proposed) or len(found) < len(wanted):
        raise CrossfactError("the cache is damaged", where=str(store.path), hint='run "crossfact cache clear"')
    return [found[key] for key in wanted]


def _extracted(
    batches: Iterator[list[Article]], kinds: Sequence[ClaimKind], jobs: int, store: Store | None
) -> Iterator[list[Extract]]:
    first, second = next(batches, []), next(batches, [])
    rest = _chained(first, second, batches)
    if jobs <= 1 or not second:
        for batch in rest:
            known = {} if store is None else store.load(batch, kinds)
            fresh = {a.article_id: extract_guarded(a, kinds) for a in batch if a.article_id not in known}
            _keep(store, batch, fresh, kinds)
            yield [known.get(a.article_id) or fresh[a.article_id] for a in batch]
        return
    yield from _pooled(rest, kinds, jobs, store)


def _pooled(
    batches: Iterator[list[Article]], kinds: Sequence[ClaimKind], jobs: int, store: Store | None
) -> Iterator[list[Extract]]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[list[Article], dict[str, Extract], Future[list[Extract]]]] = deque()
    pool = ProcessPoolExecutor(jobs)
    try:
        while True:
            while len(waiting) < 2 * jobs and (batch := next(batches, None)) is not None:
                known = {} if store is None else store.load(batch, kinds)
                fresh = [a for a in batch if a.article_id not in known]
                try:
                    future = pool.submit(_worker, fresh, tuple(kinds))
                except BrokenProcessPool:
                    pool = ProcessPoolExecutor(jobs)
                    future = pool.submit(_worker, fresh, tuple(kinds))
                waiting.append((batch, known, future))
            if not waiting:
                return
            batch, known, future = waiting.popleft()
            try:
                items = future.result()
            except BrokenProcessPool:
                items = list(_one_by_one([a for a in batch if a.article_id not in known], kinds))
            new = {item.summary.article_id: item for item in items}
            _keep(store, batch, new, kinds)
            yield [known.get(a.article_id) or new[a.article_id] for a in batch]
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(articles: Sequence[Article], kinds: Sequence[ClaimKind]) -> Iterator[Extract]:
    """Read anew what a worker had in hand when it died (killed for its memory, say), each article in a worker of its own."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    for article in articles:
        with ProcessPoolExecutor(1) as pool:
            try:
                yield pool.submit(extract_guarded, article, tuple(kinds)).result()
            except BrokenProcessPool:
                yield lost(article, "the process that read it died")


def _keep(store: Store | None, batch: list[Article], fresh: dict[str, Extract], kinds: Sequence[ClaimKind]) -> None:
    """Keep what was read, but not what failed: it is tried again the next time."""
    if store is not None:
        whole = [(a, fresh[a.article_id]) for a in batch if a.article_id in fresh and not fresh[a.article_id].failed]
        store.save(whole, kinds)


def _worker(articles: list[Article], kinds: Sequence[ClaimKind]) -> list[Extract]:
    return [extract_guarded(article, kinds) for article in articles]


def _chained(first: list[Article], second: list[Article], rest: Iterator[list[Article]]) -> Iterator[list[Article]]:
    if first:
        yield first
    if second:
        yield second
    yield from rest


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
