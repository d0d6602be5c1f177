"""Plain text: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from crossfact.load import Reader, Source, article_from
from crossfact.load.encoding import decode
from crossfact.model import Article, Problem, Severity


def read(source: Source) -> Iterator[Article | Problem]:
    text, encoding = decode(source.path.read_bytes())
    if encoding is not None:
        yield guessed(source, encoding)
    yield from article_from(source, text)


def guessed(source: Source, encoding: str) -> Problem:
    """The warning that a file is not in UTF-8."""
    return Problem(Severity.WARNING, source.shown, f"not UTF-8; read as {encoding}")


READER = Reader(read)
