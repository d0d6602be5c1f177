"""Two dumps of the same articles, compared: what is read otherwise, with its sentence."""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

Line = dict[str, Any]

_LONG = 150
"""Code points from which only those words of a text are shown that the other has not."""
_WORD = re.compile(r"[^\s|]+")


class Difference(NamedTuple):
    """Something that is read otherwise, no longer (``now`` is ``None``) or only now (``before`` is ``None``)."""

    layer: str
    before: Line | None
    now: Line | None

    @property
    def line(self) -> Line:
        """What is read now, else what was read before."""
        line = self.now or self.before
        assert line is not None
        return line


class Comparison(NamedTuple):
    """``same`` counts equal lines by layer; differences stand in order of layer, article and place."""

    same: Mapping[str, int]
    differences: Sequence[Difference]


def compare(before: Iterable[str], now: Iterable[str]) -> Comparison:
    """What differs between the lines of two dumps.

    Lines of one layer are one thing, read otherwise, where they have one place and key; failing that, one key; failing
    that, places that overlap.
    """
    old, new = Counter(before), Counter(now)
    same = Counter(json.loads(line)["layer"] for line in (old & new).elements())
    gone: dict[str, list[Line]] = defaultdict(list)
    fresh: dict[str, list[Line]] = defaultdict(list)
    for lines, by_layer in ((old - new, gone), (new - old, fresh)):
        for line in map(json.loads, lines.elements()):
            by_layer[line["layer"]].append(line)
    found = [
        difference for layer in gone.keys() | fresh.keys() for difference in _paired(layer, gone[layer], fresh[layer])
    ]
    return Comparison(same, sorted(found, key=_order))


def _paired(layer: str, gone: list[Line], fresh: list[Line]) -> Iterator[Difference]:
    """Each line that is gone with the one that stands for it now, then what is left of either."""
    for identity in (_place, _key):
        waiting: dict[object, list[Line]] = defaultdict(list)
        for line in fresh:
            waiting[identity(line)].append(line)
        left = []
        for line in gone:
            same = identity(line)
            if same is not None and waiting[same]:
                yield Difference(layer, line, waiting[same].pop(0))
            else:
                left.append(line)
        gone, fresh = left, [line for lines in waiting.values() for line in lines]
    by_article: dict[str, list[Line]] = defaultdict(list)
    for line in fresh:
        by_article[line["article"]].append(line)
    for line in gone:
        near = by_article[line["article"]]
        now = next((other for other in near if _overlap(line, other)), None)
        if now is not None:
            near.remove(now)
        yield Difference(layer, line, now)
    yield from (Difference(layer, None, line) for lines in by_article.values() for line in lines)


def _place(line: Line) -> tuple[object, ...]:
    return line["article"], line["start"], line["end"], line.get("key")


def _key(line: Line) -> object:
    """What tells a finding wherever it is said first; a link has its articles for that."""
    return line.get("key") if line["start"] is not None else None


def _overlap(one: Line, other: Line) -> bool:
    if one["start"] is None or other["start"] is None:
        return False
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _order(difference: Difference) -> tuple[str, str, int, str]:
    line = difference.line
    return difference.layer, line["article"], line["start"] or 0, json.dumps(line)


def report(
    before: Sequence[str],
    now: Sequence[str],
    *,
    layers: Sequence[str] = (),
    limit: int = 0,
    sample: int = 0,
    seed: int = 0,
) -> Iterator[str]:
    """The comparison as text, line by line: counts for each layer, then the differences with their sentences.

    ``layers`` are patterns of names of layers (all, if there is none; ``claims`` stands for ``claims.*`` as well).
    ``limit`` is the number of differences shown for a layer, 0 for all; with ``sample``, that many are drawn from all.
    """
    same, differences = compare(before, now)
    chosen = [one for one in differences if _wanted(one.layer, layers)]
    yield from _table({layer: count for layer, count in same.items() if _wanted(layer, layers)}, chosen)
    if 0 < sample < len(chosen):
        chosen = sorted(random.Random(seed).sample(chosen, sample), key=_order)
    texts = Texts([*before, *now])
    by_layer: dict[str, list[Difference]] = defaultdict(list)
    for one in chosen:
        by_layer[one.layer].append(one)
    for layer, of_layer in by_layer.items():
        yield f"\n== {layer}\n"
        shown = of_layer[:limit] if limit and not sample else of_layer
        for one in shown:
            yield "\n"
            yield from _shown(one, texts)
        if len(shown) < len(of_layer):
            yield f"\n… and {len(of_layer) - len(shown)} more\n"


def _wanted(layer: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(layer, p) or layer.startswith(f"{p}.") for p in patterns)


def _table(same: Mapping[str, int], differences: Sequence[Difference]) -> Iterator[str]:
    kinds = Counter(
        (one.layer, "new" if one.before is None else "gone" if one.now is None else "changed") for one in differences
    )
    layers = sorted(same.keys() | {layer for layer, _ in kinds})
    width = max(map(len, layers), default=0)
    yield f"{'layer':{width}} {'same':>9} {'changed':>8} {'gone':>8} {'new':>8}\n"
    for layer in layers:
        counts = (f"{kinds[layer, kind] or '-':>8}" for kind in ("changed", "gone", "new"))
        yield f"{layer:{width}} {same.get(layer, 0):>9} {' '.join(counts)}\n"
    if not differences:
        yield "no difference\n"


class Texts:
    """The texts of the articles with their sentences, as the dumps have them; the later dump wins."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._texts: dict[str, str] = {}
        sentences: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for line in lines:
            if '"layer":"article"' in line:
                one = json.loads(line)
                self._texts[one["article"]] = one["value"]["text"]
            elif '"layer":"layout.sentences"' in line:
                one = json.loads(line)
                sentences[one["article"]].add((one["start"], one["end"]))
        self._sentences = {article: sorted(spans) for article, spans in sentences.items()}

    def marked(self, article: str, start: int, end: int) -> str:
        """The sentences, failing that the line, around a place, with brackets around the place itself."""
        text = self._texts.get(article, "")
        first, last = self._around(article, start, end)
        marked = f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}"
        return " ".join("".join(c if c.isprintable() else " " for c in marked).split())

    def _around(self, article: str, start: int, end: int) -> tuple[int, int]:
        text, spans = self._texts.get(article, ""), self._sentences.get(article, [])
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = len(text) if last < 0 else last
        for offset in (start, max(start, end - 1)):
            index = bisect_right(spans, (offset, len(text))) - 1
            if index >= 0 and offset < spans[index][1]:
                if offset == start:
                    first = spans[index][0]
                if offset == max(start, end - 1):
                    last = max(end, spans[index][1])
        return first, last


def _shown(difference: Difference, texts: Texts) -> Iterator[str]:
    """The head, the sentence or sentences, and what was and is read."""
    before, now = difference.before, difference.now
    line = difference.line
    where = "" if line["start"] is None else f" {line['start']}-{line['end']}"
    yield f"{line['article'] or '(all articles)'}{where}{_keyed(line)}\n"
    places = dict.fromkeys(place for one in (before, now) if one is not None for place in _places(one))
    for article, start, end in places:
        other = "" if article == line["article"] else f"{article}: "
        yield f"    {other}{texts.marked(article, start, end)}\n"
    if before is None or now is None:
        yield f"  {'-' if now is None else '+'} {_words(_content(line))}\n"
    else:
        old, new = _content(before), _content(now)
        moved = [] if _place(before)[1:3] == _place(now)[1:3] else [before, now]
        for name, value, other, one in (("before", old, new, before), ("now", new, old, now)):
            at = f"“{one.get('quote', '')}” {one['start']}-{one['end']} " if moved else ""
            yield f"  {name:6} {at}{_words(_unlike(value, other))}\n"


def _keyed(line: Line) -> str:
    return f" ({line['key']})" if line.get("key") else ""


def _places(line: Line) -> Iterator[tuple[str, int, int]]:
    """The place of a line; of a finding those of all its sides."""
    value = line["value"]
    sides = value.get("locations", ()) if isinstance(value, dict) else ()
    for side in sides:
        if side["part"] != "agreeing":
            yield side["article"], side["start"], side["end"]
    if not sides and line["start"] is not None:
        yield line["article"], line["start"], line["end"]


def _content(line: Line) -> Any:
    """The value as it is shown: locations by their words."""
    value = line["value"]
    if isinstance(value, dict) and "locations" in value:
        places = [
            f"{at['part']} {at['article']} “{at['quote']}”" + (f" = {at['value']}" if at["value"] else "")
            for at in value["locations"]
        ]
        return {**value, "locations": places}
    return value


def _unlike(value: Any, other: Any) -> Any:
    """What of a value the other does not have: fields of an object, items of a list, words of a long text."""
    if isinstance(value, dict) and isinstance(other, dict):
        return {
            name: _unlike(one, other[name]) if name in other else one
            for name, one in value.items()
            if name not in other or other[name] != one
        }
    if isinstance(value, list) and isinstance(other, list) and value != other:
        return [one for one in value if one not in other] or value
    if isinstance(value, str) and isinstance(other, str) and value != other and len(value) > _LONG:
        known = set(_WORD.findall(other))
        return "… " + " ".join(word for word in _WORD.findall(value) if word not in known)
    return value


def _words(value: Any) -> str:
    """A value in one line, without the marks of JSON."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_words(one)}" for name, one in value.items()) or "–"
    if isinstance(value, list):
        return "[" + "; ".join(map(_words, value)) + "]"
    text = value if isinstance(value, str) else json.dumps(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()) or "–"
