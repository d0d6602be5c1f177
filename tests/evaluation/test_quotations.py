"""Measure quotations and their speakers on a corpus of attributed speech; it reports and does not gate.

Set ``CROSSFACT_ATTRIBUTIONS`` to a folder that holds ``articles/`` with text files and ``gold.jsonl``, one article a line:
``file`` and ``attributions``, each with ``source`` and ``content`` (lists of ``start``, ``end``, ``text``) and
``direct_quote``. PolNeAR (github.com/networkdynamics/PolNeAR) is such a corpus.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crossfact.rulekit import View, article_of

_FOLDER = os.environ.get("CROSSFACT_ATTRIBUTIONS")
_FILLER = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "who",
        "his",
        "her",
        "their",
        "him",
        "them",
        "one",
        "this",
        "that",
        "these",
        "those",
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "for",
        "to",
        "at",
        "by",
        "on",
        "as",
        "with",
        "from",
        "s",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
    ]
)


@pytest.mark.skipif(_FOLDER is None, reason="CROSSFACT_ATTRIBUTIONS names no corpus")
def test_quotations_and_speakers(record_property: Any) -> None:
    folder = Path(_FOLDER or "")
    count: Counter[str] = Counter()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        with (folder / "articles" / gold["file"]).open(encoding="utf-8", newline="") as file:
            quotations = View(article_of(file.read())).quotations
        for attribution in gold["attributions"]:
            if not attribution["direct_quote"] or not attribution["content"]:
                continue
            start = min(part["start"] for part in attribution["content"])
            end = max(part["end"] for part in attribution["content"])
            shares = [(_share(start, end, *q.span), q.speaker or "") for q in quotations]
            share, speaker = max(shares, default=(0.0, ""))
            count["quotations"] += 1
            count["found"] += share >= 0.5
            named = _words(" ".join(part["text"] for part in attribution["source"]))
            if share >= 0.5 and named:
                count["named"] += 1
                count["right speaker"] += bool(named & _words(speaker))
    record_property("quotations found", count["found"] / count["quotations"])
    record_property("speakers right", count["right speaker"] / count["named"])
    print(dict(count))  # noqa: T201
    assert count["quotations"] > 0


def _share(start: int, end: int, other_start: int, other_end: int) -> float:
    shared = min(end, other_end) - max(start, other_start)
    return max(0, shared) / (max(end, other_end) - min(start, other_start))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower())) - _FILLER
