"""Measure temporal expressions with the measures of TempEval-3; it reports and does not gate.

Set ``CROSSFACT_TIMEX`` to a folder that holds ``articles/`` with text files and ``gold.jsonl``, one article a line:
``file``, ``corpus``, ``dct`` (ISO date of the document) and ``timexes``, each with ``start``, ``end``, ``type`` and
``value`` as in TIMEX3. TimeBank and AQUAINT (TempEval-3, UzZaman et al. 2013) are such corpora.

Relaxed counts overlapping spans, strict equal ones; type and value count overlapping spans with the right attribute.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from crossfact.model import Timex
from crossfact.rulekit import View, article_of

_FOLDER = os.environ.get("CROSSFACT_TIMEX")


@pytest.mark.skipif(_FOLDER is None, reason="CROSSFACT_TIMEX names no corpus")
def test_temporal_expressions(record_property: Any) -> None:
    folder = Path(_FOLDER or "")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        with (folder / "articles" / gold["file"]).open(encoding="utf-8", newline="") as file:
            view = View(article_of(file.read(), published=(gold["dct"] or "")[:10] or None))
        count = counts[gold["corpus"]]
        count["gold"] += len(gold["timexes"])
        count["found"] += len(view.timexes)
        for wanted, found in _pairs(gold["timexes"], list(view.timexes)):
            count["relaxed"] += 1
            count["strict"] += (wanted["start"], wanted["end"]) == tuple(found.span)
            count["type"] += wanted["type"] == found.type.value
            count["value"] += wanted["value"] == found.value
    for corpus, count in sorted(counts.items()):
        for measure in ("relaxed", "strict", "type", "value"):
            record_property(f"{corpus} {measure} F1", 2 * count[measure] / (count["gold"] + count["found"]))
        print(  # noqa: T201
            corpus,
            {
                m: round(200 * count[m] / (count["gold"] + count["found"]), 1)
                for m in ("relaxed", "strict", "type", "value")
            },
        )
    assert counts


def _pairs(gold: list[dict[str, Any]], found: list[Timex]) -> list[tuple[dict[str, Any], Timex]]:
    """Gold and found expressions: equal spans first, then overlapping ones, each used once."""
    pairs = []
    rest = []
    for wanted in gold:
        same = next((t for t in found if tuple(t.span) == (wanted["start"], wanted["end"])), None)
        if same is None:
            rest.append(wanted)
        else:
            found.remove(same)
            pairs.append((wanted, same))
    for wanted in rest:
        near = next((t for t in found if t.span.start < wanted["end"] and wanted["start"] < t.span.end), None)
        if near is not None:
            found.remove(near)
            pairs.append((wanted, near))
    return pairs
