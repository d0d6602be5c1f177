"""What one revision reads out of articles, as sorted JSON Lines.

A line is an object with ``article``, ``layer``, ``start`` and ``end`` (half-open, code points of the article's text;
``null`` for what has no place in it), ``key`` (what else tells it from others of the layer, left out where nothing does),
``quote`` (the words at the place, long ones cut) and ``value``, the thing itself without what equals its default.

Layers are whatever public properties the revision's ``View`` has, so a new layer needs no line here. Nothing of crossfact
is imported before ``dump`` runs: the packages are those of the tree it is told to dump. What raises becomes a line of the
layer ``errors``.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import sys
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

LONGEST_QUOTE = 60
"""Code points of a quote that are shown; the offsets tell the rest."""
_OF_THE_ARTICLE = frozenset({"evidence", "kind", "sentence", "said_on", "publisher"})
"""Fields of a claim that its place, its layer and the article's own lines tell already."""
_OF_THE_FILE = frozenset({"sha256", "source", "record", "article_id"})
_BATCH = 16
"""Articles handed to a worker at once."""


class Parts(NamedTuple):
    """The packages of a tree, as far as a dump needs them."""

    readers: Mapping[str, Any]
    kinds: Sequence[Any]
    rules: Sequence[Any]
    registers: Sequence[str]


def dump(tree: Path, paths: Sequence[str | Path], *, jobs: int = 1) -> Iterator[str]:
    """The lines of these articles, read by the packages of ``tree``, sorted by article, layer and place.

    ``paths`` are files and folders as ``crossfact check`` takes them, ``jobs`` the number of processes; more than one
    changes no byte. Raises ``RuntimeError`` where another crossfact than that of the tree was imported before.
    """
    readers = _parts(tree).readers
    load: Any = import_module("crossfact.load")
    files = load.plan(paths, tuple(readers))
    read = [*files.problems, *load.read(files.sources, readers.__getitem__)]
    articles = [item for item in read if hasattr(item, "article_id")]
    found = [_line(item.where, "problems", item) for item in read if not hasattr(item, "article_id")]
    extracts = []
    for lines, extract in _read_all(tree, articles, jobs):
        found += lines
        if extract is not None:
            extracts.append(extract)
    texts = {article.article_id: article.text for article in articles}
    found += _guarded("", "stories", lambda: _linked(extracts))
    found += _guarded("", "findings", lambda: _judged(_parts(tree), extracts, texts))
    for line in sorted(found, key=_order):
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def _parts(tree: Path) -> Parts:
    """By the entry points that the tree itself names, so that it need not be the one that is installed."""
    package = import_module("crossfact")
    if not Path(str(package.__file__)).resolve().is_relative_to(tree.resolve()):
        raise RuntimeError(f"crossfact was imported from {package.__file__}, not from {tree}; set PYTHONPATH")
    points = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]

    def group(name: str) -> dict[str, Any]:
        found = {}
        for entry, target in sorted(points[f"crossfact.{name}"].items()):
            module, _, attribute = target.partition(":")
            found[entry] = getattr(import_module(module), attribute)
        return found

    return Parts(
        group("readers"),
        tuple(group("kinds").values()),
        tuple(group("rules").values()),
        tuple(points["crossfact.registers"].values()),
    )


def _read_all(tree: Path, articles: Sequence[Any], jobs: int) -> Iterator[tuple[list[dict[str, Any]], Any]]:
    if jobs <= 1:
        yield from (_read(tree, article) for article in articles)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_read, [tree] * len(articles), articles, chunksize=_BATCH)


def _read(tree: Path, article: Any) -> tuple[list[dict[str, Any]], Any]:
    """The lines of one article, and its extract for the later stages, ``None`` where making it raises."""
    name = article.article_id
    pipeline: Any = import_module("crossfact.pipeline")
    view = import_module("crossfact.rulekit").View(article)
    found = [_line(name, "article", article, leave_out=_OF_THE_FILE)]
    seen: list[object] = []
    for layer in _layers(type(view)):
        found += _guarded(name, layer, lambda layer=layer: _layer(view, layer, getattr(view, layer), seen))
    extracts: list[Any] = []

    def claims() -> Iterator[dict[str, Any]]:
        # The view that is already annotated serves the pipeline, too: half the time.
        with patch.object(pipeline, "View", lambda _: view, create=True):
            extracts.append(pipeline.extract(article, _parts(tree).kinds))
        return _claims(view, extracts[0].claims)

    found += _guarded(name, "claims", claims)
    if not extracts:
        for kind in _parts(tree).kinds:
            found += _guarded(name, f"claims.{kind.name}", lambda kind=kind: _claims(view, kind.extract(view)))
    return found, extracts[0] if extracts else None


def _layers(view: type[Any]) -> Sequence[str]:
    """Names of the public properties of the view, in alphabetical order."""
    members = inspect.getmembers_static(view, lambda member: isinstance(member, property | cached_property))
    return [name for name, _ in members if not name.startswith("_")]


def _layer(view: Any, name: str, layer: Any, seen: list[object]) -> Iterator[dict[str, Any]]:
    """The lines of a layer. One that is a part of another (``sentences`` of ``layout``) is told once."""
    if layer is None or any(layer is one for one in seen):
        return
    seen.append(layer)
    article, text = view.article.article_id, view.text
    if hasattr(layer, "starts") and hasattr(layer, "ends"):
        yield from _stream(view, name, _rows(layer))
    elif dataclasses.is_dataclass(layer) and not hasattr(layer, "span"):
        for field in dataclasses.fields(layer):
            if not field.name.startswith("_"):
                yield from _layer(view, f"{name}.{field.name}", getattr(layer, field.name), seen)
    elif isinstance(layer, list | tuple) and not hasattr(layer, "_fields"):
        lines = [_line(article, name, item, text) for item in layer]
        if len(lines) >= len(text.split()) > 1 and all(line["start"] is not None for line in lines):
            yield from _stream(view, name, [(line["start"], line["end"], line["value"]) for line in lines])
        else:
            yield from lines
    else:
        yield _line(article, name, layer, text)


def _rows(layer: Any) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Start, end and the rest of the rows of a layer that is kept in columns of equal length."""
    names = [field.name for field in dataclasses.fields(layer) if not field.name.startswith("_")]
    columns = {name: getattr(layer, name) for name in sorted(names) if name not in ("starts", "ends")}
    for start, end, *values in zip(layer.starts, layer.ends, *columns.values(), strict=True):
        yield start, end, dict(zip(columns, values, strict=True))


def _stream(view: Any, name: str, rows: Iterable[tuple[int, int, Any]]) -> Iterator[dict[str, Any]]:
    """A layer of as many things as the text has words: one line for each sentence, failing that for each line of text.

    The value has what differs from thing to thing as words with blanks between, where they are words without blanks.
    """
    text = view.text
    spans = [sentence.span for sentence in view.sentences]
    starts = [span.start for span in spans]
    found: dict[tuple[int, int], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for start, end, value in rows:
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < spans[index].end:
            stretch = (spans[index].start, spans[index].end)
        else:
            line_end = text.find("\n", end)
            stretch = text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end
        found[stretch].append((text[start:end], value if isinstance(value, dict) else {"value": value}))
    for (start, end), things in found.items():
        words = [word for word, _ in things]
        told = {"words": _column(words)}
        for column in sorted({column for _, value in things for column in value}):
            values = [value.get(column) for _, value in things]
            if values not in (words, [word.lower() for word in words]):
                told[column] = _column(values)
        yield {
            "article": view.article.article_id,
            "layer": name,
            "start": start,
            "end": end,
            "value": _plain(told, text),
        }


def _column(values: Sequence[Any]) -> Any:
    """One value where all are alike, words with blanks between, else a list."""
    if all(value == values[0] for value in values):
        return values[0]
    if all(isinstance(value, str) and value and " " not in value for value in values):
        return " ".join(values)
    return list(values)


def _claims(view: Any, claims: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for claim in claims:
        place = claim.evidence.span
        yield _line(
            view.article.article_id, f"claims.{claim.kind}", claim, view.text, place=place, leave_out=_OF_THE_ARTICLE
        )


def _linked(extracts: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Stories of more than one article, and the links that hold them together."""
    told = import_module("crossfact.link.stories").stories([extract.sketch for extract in extracts])
    for story in told.stories:
        if len(story.articles) > 1:
            yield _line(story.articles[0], "stories", list(story.articles))
        for link in story.links:
            yield _line(link.first, "links", link, key=link.second, leave_out=frozenset({"first", "second"}))


def _judged(parts: Parts, extracts: Sequence[Any], texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Findings of every confidence, near misses and copies."""
    register = import_module("crossfact.register").Register.load(parts.registers)
    report = import_module("crossfact.pipeline").conclude(
        extracts, rules=parts.rules, register=register, pedantic=True, near_miss_cap=sys.maxsize
    )
    for finding in report.findings:
        yield _told(finding, f"findings.{finding.rule}", "|".join(finding.fact_key), texts)
    for near in report.near_misses:
        yield _told(near, f"near_misses.{near.rule}", near.subject, texts)
    for article in report.articles:
        if article.copy_of is not None:
            yield _line(article.article_id, "copies", article.copy_of)


def _told(item: Any, layer: str, key: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """A finding or near miss, at the place of its first location."""
    leave_out = frozenset({"rule", "name", "fact_key", "fingerprint", "state", "locations"})
    places = [
        {
            "article": at.evidence.article_id,
            "start": at.evidence.span.start,
            "end": at.evidence.span.end,
            "quote": _cut(at.evidence.quote),
            "part": str(at.part),
            "value": at.value,
        }
        for at in item.locations
    ]
    first = item.locations[0].evidence if item.locations else None
    name = "" if first is None else first.article_id
    place = None if first is None else first.span
    line = _line(name, layer, item, texts.get(name, ""), place=place, key=key, leave_out=leave_out)
    line["value"]["locations"] = places
    return line


def _guarded(article: str, layer: str, lines: Any) -> list[dict[str, Any]]:
    """The lines, or one line that says what was raised in making them."""
    try:
        return list(lines())
    except Exception as error:
        return [_line(article, "errors", f"{type(error).__name__}: {error}", key=layer)]


def _line(
    article: str,
    layer: str,
    item: Any,
    text: str = "",
    *,
    place: Any = None,
    key: str = "",
    leave_out: Set[str] = frozenset(),
) -> dict[str, Any]:
    """A line of the dump. The place is that of the item where none is given; a bare pair leads with its place."""
    value = item
    if place is None:
        if _is_span(item):
            place, value = item, None
        elif isinstance(item, tuple) and item and _is_span(item[0]):
            place, value = item[0], item[1] if len(item) == 2 else item[1:]
        else:
            place = getattr(item, "span", None)
    start, end = (None, None) if place is None else place
    quote = "" if place is None else text[start:end]
    if dataclasses.is_dataclass(item):
        value = {
            name: plain
            for name, plain in _fields(item, text).items()
            if name not in leave_out and not (name == "span" or (quote and plain == quote))
        }
    line = {"article": article, "layer": layer, "start": start, "end": end}
    line |= {"key": key} if key else {}
    line |= {"quote": _cut(quote)} if quote else {}
    return {**line, "value": _plain(value, text)}


def _plain(value: Any, text: str) -> Any:
    """A value as JSON. What stands elsewhere in the text (a span, a thing of another layer) is told by its place."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, str):
        return str(value)
    if _is_span(value):
        quote = text[value[0] : value[1]]
        return f"{value[0]}-{value[1]}" + (f" {quote}" if 0 < len(quote) <= LONGEST_QUOTE else "")
    if hasattr(value, "_fields") and "__str__" in vars(type(value)):
        return str(value)
    if dataclasses.is_dataclass(value):
        place = getattr(value, "span", None)
        return _fields(value, text) if place is None else f"{type(value).__name__} {_plain(place, text)}"
    if isinstance(value, Mapping):
        return {str(name): _plain(one, text) for name, one in sorted(value.items(), key=lambda item: str(item[0]))}
    if isinstance(value, Set):
        return sorted((_plain(one, text) for one in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [_plain(one, text) for one in value]
    return type(value).__name__


def _fields(item: Any, text: str) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults, by name."""
    told = {}
    for field in sorted(dataclasses.fields(item), key=lambda field: field.name):
        value = getattr(item, field.name)
        default = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
        if field.name == "details":
            value = {name: one for name, one in value if one not in (None, "", ())}
        if not field.name.startswith("_") and (default is dataclasses.MISSING or value != default):
            told[field.name] = _plain(value, text)
    return told


def _is_span(value: Any) -> bool:
    return getattr(value, "_fields", None) == ("start", "end")


def _cut(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"


def _order(line: Mapping[str, Any]) -> tuple[str, str, int, int, str, str]:
    start, end = (-1, -1) if line["start"] is None else (line["start"], line["end"])
    return line["article"], line["layer"], start, end, line.get("key", ""), json.dumps(line["value"])
