"""JSON Lines: one article a line, with ``id`` and ``text`` and, if known, ``published``, ``publisher``, ``title``, ``url``.

A record that cannot be read is an error that names its line; the others are read. Other fields are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from crossfact.errors import InputError
from crossfact.load import Reader, Source, article_from, whole_characters
from crossfact.load.sidecar import Metadata
from crossfact.model import Article, Problem, Severity

_OPTIONAL = ("published", "publisher", "title", "url")


def read(source: Source) -> Iterator[Article | Problem]:
    with source.path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            line = line.strip()
            if not line:
                continue
            try:
                article_id, text, metadata = _record(line)
            except InputError as error:
                yield Problem(Severity.ERROR, f"{source.shown}:{number}", f"{error.problem}; the record was not read")
                continue
            yield from article_from(source, text, metadata=metadata, article_id=article_id, record=number)


def _record(line: bytes) -> tuple[str, str, Metadata]:
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        raise InputError("not valid UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"not valid JSON ({error.msg}, column {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise InputError("not valid JSON") from error
    if not isinstance(record, dict):
        raise InputError("not a JSON object")
    for field in ("id", "text"):
        if field not in record:
            raise InputError(f'the field "{field}" is missing')
    article_id = record["id"]
    if isinstance(article_id, int) and not isinstance(article_id, bool):
        article_id = str(article_id)
    if not isinstance(article_id, str) or not article_id.strip():
        raise InputError('the field "id" must be a text that is not empty')
    if not isinstance(record["text"], str):
        raise InputError('the field "text" must be a text')
    values = {}
    for field in _OPTIONAL:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            raise InputError(f'the field "{field}" must be a text or null')
        values[field] = None if value is None else whole_characters(value)
    return whole_characters(article_id), record["text"], Metadata(**values)


READER = Reader(read)
