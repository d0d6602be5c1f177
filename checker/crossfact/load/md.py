"""Markdown with optional front matter (YAML between ``---`` lines, TOML between ``+++`` lines).

The text of the article is the whole file, so offsets are those of the file; the front matter is no part of what the
article says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from crossfact.errors import InputError
from crossfact.load import Reader, Source, article_from
from crossfact.load.encoding import decode
from crossfact.load.sidecar import Metadata
from crossfact.load.txt import guessed
from crossfact.model import Article, Problem

# Keys of the site generators in wide use, the most telling first (gohugo.io, "Front matter"; jekyllrb.com).
_PUBLISHED = ("published", "publishdate", "pubdate", "date")
_PUBLISHER = ("publisher", "source")
_LONGEST = 1 << 16


def read(source: Source) -> Iterator[Article | Problem]:
    text, encoding = decode(source.path.read_bytes())
    if encoding is not None:
        yield guessed(source, encoding)
    metadata, body = front_matter(text, source.shown)
    yield from article_from(source, text, metadata=metadata, origin="front matter", body=body)


def front_matter(text: str, shown: str) -> tuple[Metadata, int]:
    """The metadata and the offset at which the article begins. ``InputError`` for front matter that cannot be parsed."""
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:].split("\n", 1)[0].strip():
        return Metadata(), 0
    start = position = text.find("\n") + 1
    while 0 < position < _LONGEST:
        end = text.find("\n", position)
        line = text[position:] if end == -1 else text[position:end]
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            fields = _parse(fence, text[start:position], shown)
            return _metadata(fields), len(text) if end == -1 else end + 1
        position = end + 1
    # A thematic break at the head of a text, not front matter.
    return Metadata(), 0


def _parse(fence: str, block: str, shown: str) -> Mapping[str, object]:
    if fence == "+++":
        try:
            return tomllib.loads(block.replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"the front matter is not valid TOML ({error})", where=shown) from error
    # Imported here: articles without front matter do not pay for it.
    import yaml

    try:
        # Every scalar stays the text it is: a date that cannot exist must reach us as written.
        fields = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = 2 if error.problem_mark is None else error.problem_mark.line + 2
        raise InputError(f"the front matter is not valid YAML ({error.problem})", where=f"{shown}:{line}") from error
    except yaml.YAMLError as error:
        raise InputError("the front matter is not valid YAML", where=shown) from error
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        raise InputError("the front matter holds no keys", where=shown)
    return fields


def _metadata(fields: Mapping[str, object]) -> Metadata:
    words = {
        str(key).lower(): str(value).strip() for key, value in fields.items() if not isinstance(value, list | dict)
    }

    def first(keys: tuple[str, ...]) -> str | None:
        # Jekyll's "published: false" is a switch, not a date.
        return next(
            (words[key] for key in keys if words.get(key, "").lower() not in ("", "true", "false", "null")), None
        )

    return Metadata(first(_PUBLISHED), first(_PUBLISHER), first(("title",)), first(("url",)))


READER = Reader(read)
