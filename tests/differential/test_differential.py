"""What is read out of the small texts of this folder, compared with what was read when they were last looked at.

With ``CROSSFACT_REWRITE`` in the environment ``golden.jsonl`` is written anew; its difference is for people to read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crossfact import rulekit
from crossfact.model import Name, Span
from differential.__main__ import main
from differential.compare import Difference, compare, report
from differential.dump import dump

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
TEXTS = FOLDER / "texts.jsonl"
GOLDEN = FOLDER / "golden.jsonl"
REWRITE = bool(os.environ.get("CROSSFACT_REWRITE"))


@pytest.mark.skipif(REWRITE, reason="the dump is being written anew")
def test_reading_is_as_committed() -> None:
    lines = list(dump(ROOT, [TEXTS]))
    golden = GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines == golden, "".join(report(golden, lines, limit=3))


@pytest.mark.skipif(not REWRITE, reason="asked for with CROSSFACT_REWRITE")
def test_rewrite() -> None:
    GOLDEN.write_text("".join(dump(ROOT, [TEXTS])), encoding="utf-8")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.txt"
    file.write_text("Amara Okoye met the mayor. Okoye left on Friday.\n", encoding="utf-8")
    return file


def _dumped(file: Path, layer: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, dump(ROOT, [file])) if line["layer"] == layer]


def test_lines_have_place_words_and_what_is_no_default(news: Path) -> None:
    assert _dumped(news, "names") == [
        {
            "article": "news.txt",
            "layer": "names",
            "start": 0,
            "end": 11,
            "quote": "Amara Okoye",
            "value": {"type": "person"},
        },
        {
            "article": "news.txt",
            "layer": "names",
            "start": 27,
            "end": 32,
            "quote": "Okoye",
            "value": {"full": "Amara Okoye", "type": "person"},
        },
    ]


def _words(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in re.finditer(r"\w+|[.]", text))


@dataclass(frozen=True)
class Columns:
    starts: list[int]
    ends: list[int]
    lows: list[str]
    first: list[bool]
    _hidden: int = 0


def _objects(view: rulekit.View) -> list[Name]:
    return [Name(span, view.text[span.start : span.end], "word", "") for span in _words(view.text)]


def _columns(view: rulekit.View) -> Columns:
    starts, ends = map(list, zip(*_words(view.text), strict=True))
    lows = [view.text[start:end].lower() for start, end in zip(starts, ends, strict=True)]
    return Columns(starts, ends, lows, [start == 0 for start in starts])


@pytest.mark.parametrize(
    ("layer", "first", "second"),
    [
        (_objects, {"full": "", "type": "word"}, {"full": "", "type": "word"}),
        (_columns, {"first": [True, *[False] * 5]}, {"first": False}),
    ],
)
def test_new_layer_of_the_view_is_dumped_a_sentence_a_line_where_it_has_as_many_things_as_words(
    news: Path,
    monkeypatch: pytest.MonkeyPatch,
    layer: Callable[[rulekit.View], object],
    first: dict[str, Any],
    second: dict[str, Any],
) -> None:
    monkeypatch.setattr(rulekit.View, "words", property(layer), raising=False)
    assert [(line["start"], line["end"], line["value"]) for line in _dumped(news, "words")] == [
        (0, 26, first | {"words": "Amara Okoye met the mayor ."}),
        (27, 48, second | {"words": "Okoye left on Friday ."}),
    ]


def test_layer_that_raises_is_a_line_and_the_rest_is_dumped(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: rulekit.View) -> None:
        raise IndexError("no such word")

    before = list(dump(ROOT, [news]))
    monkeypatch.setattr(rulekit.View, "broken", property(broken), raising=False)
    line = {"article": "news.txt", "layer": "errors", "start": None, "end": None, "key": "broken"}
    line["value"] = "IndexError: no such word"
    assert compare(before, dump(ROOT, [news])).differences == [Difference("errors", None, line)]


def test_kind_that_raises_takes_no_other_claims_with_it(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: rulekit.View) -> None:
        raise IndexError("no such word")

    before = list(dump(ROOT, [news]))
    assert '"layer":"claims.person_names"' in "".join(before)
    monkeypatch.setattr(rulekit.View, "counts", property(broken))
    differences = compare(before, dump(ROOT, [news])).differences
    assert [(one.layer, one.line.get("key"), one.line["value"]) for one in differences] == [
        ("errors", name, "IndexError: no such word")
        for name in ("claims", "claims.ages", "claims.casualties", "counts")
    ]


def test_workers_change_no_byte() -> None:
    assert list(dump(ROOT, [TEXTS], jobs=2)) == list(dump(ROOT, [TEXTS]))


def test_another_tree_than_the_imported_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="set PYTHONPATH"):
        list(dump(tmp_path, [TEXTS]))


TEXT = "The ferry burned. Nine people died on Sunday, the coast guard said.\n"
BEFORE: list[dict[str, Any]] = [
    {"article": "a", "layer": "article", "start": None, "end": None, "value": {"text": TEXT}},
    {"article": "a", "layer": "layout.sentences", "start": 0, "end": 17, "value": {"zone": "body"}},
    {"article": "a", "layer": "layout.sentences", "start": 18, "end": 67, "value": {"zone": "body"}},
    {"article": "a", "layer": "counts", "start": 18, "end": 29, "quote": "Nine people", "value": {"low": 9, "high": 9}},
    {"article": "a", "layer": "events", "start": 10, "end": 16, "quote": "burned", "value": {"event_class": "fire"}},
    {"article": "a", "layer": "places", "start": 50, "end": 55, "quote": "coast", "value": {"type": "town"}},
    {"article": "a", "layer": "timexes", "start": 38, "end": 44, "quote": "Sunday", "value": {"value": "2024-03-10"}},
]
NOW: list[dict[str, Any]] = [
    *BEFORE[:3],
    {**BEFORE[3], "value": {"low": 9, "high": None}},
    {**BEFORE[4], "start": 4, "quote": "ferry burned"},
    {"article": "a", "layer": "names", "start": 46, "end": 61, "quote": "the coast guard", "value": {"type": "other"}},
    BEFORE[6],
]
SHOWN = """\
layer                 same  changed     gone      new
article                  1        -        -        -
counts                   0        1        -        -
events                   0        1        -        -
layout.sentences         2        -        -        -
names                    0        -        -        1
places                   0        -        1        -
timexes                  1        -        -        -

== counts

a 18-29
    ⟦Nine people⟧ died on Sunday, the coast guard said.
  before high: 9
  now    high: null

== events

a 4-16
    The ferry ⟦burned⟧.
    The ⟦ferry burned⟧.
  before “burned” 10-16 –
  now    “ferry burned” 4-16 –

== names

a 46-61
    Nine people died on Sunday, ⟦the coast guard⟧ said.
  + type: other

== places

a 50-55
    Nine people died on Sunday, the ⟦coast⟧ guard said.
  - type: town
"""


def _lines(values: list[dict[str, Any]]) -> list[str]:
    return [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]


def test_difference_is_shown_with_its_sentence() -> None:
    assert "".join(report(_lines(BEFORE), _lines(NOW))) == SHOWN


def test_layer_and_limit_choose_what_is_shown() -> None:
    before = _lines(BEFORE[:3])
    now = _lines(
        [*BEFORE[:3], BEFORE[3], {**BEFORE[3], "layer": "claims.a"}, {**BEFORE[3], "layer": "claims.a", "end": 30}]
    )
    assert "".join(report(before, now, layers=["claims"], limit=1)) == (
        "layer         same  changed     gone      new\n"
        "claims.a         0        -        -        2\n"
        "\n== claims.a\n\na 18-29\n    ⟦Nine people⟧ died on Sunday, the coast guard said.\n  + low: 9, high: 9\n"
        "\n… and 1 more\n"
    )


def test_sample_is_drawn_from_all_differences_by_its_seed() -> None:
    def drawn(seed: int) -> str:
        text = "".join(report(_lines(BEFORE), _lines(NOW), sample=2, seed=seed))
        return " ".join(line[3:] for line in text.splitlines() if line.startswith("== "))

    assert [drawn(seed) for seed in (0, 1, 1)] == ["events places", "events names", "events names"]


def test_finding_whose_first_place_moved_is_one_difference() -> None:
    at = {"article": "b", "start": 18, "end": 29, "quote": "Nine people", "part": "primary", "value": "9 killed"}
    finding = {"article": "b", "layer": "findings.CAS001", "start": 18, "end": 29, "key": "fire|killed"}
    before = [{**finding, "value": {"severity": "error", "locations": [at]}}]
    now = [{**finding, "article": "a", "value": {"severity": "info", "locations": [{**at, "article": "a"}]}}]
    found = compare(_lines(before), _lines(now)).differences
    assert found == [Difference("findings.CAS001", before[0], now[0])]


def test_one_revision_reads_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "run",
        "--base",
        "HEAD",
        "--revision",
        "HEAD",
        "--cache",
        str(tmp_path),
        "--layer",
        "names",
        str(TEXTS),
    ]
    main(arguments)
    first = capsys.readouterr().out
    main(arguments)
    assert capsys.readouterr().out == first
    assert first.endswith("no difference\n")
