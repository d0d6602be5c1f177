"""Measure tolls and ages on local news about incidents of which a record is kept; it reports and does not gate.

Set ``CROSSFACT_INCIDENTS`` to a folder that holds ``articles/`` with text files and ``gold.jsonl``, one incident a line:
``killed``, ``injured``, ``participants`` (each with ``name`` and ``age``) and ``articles`` (each with ``file`` and
``published``). The Gun Violence Corpus (github.com/cltl/GunViolenceCorpus) joined with its archive is such a corpus.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crossfact.model import AgeValue, Claim, CountValue
from crossfact.rulekit import View, article_of
from crossfact_rules.claims import ages, casualties

_FOLDER = os.environ.get("CROSSFACT_INCIDENTS")
_SUFFIX = re.compile(r"\W*(?:Jr|Sr|II|III|IV)\.?$")


@pytest.mark.skipif(_FOLDER is None, reason="CROSSFACT_INCIDENTS names no corpus")
def test_tolls_and_ages(record_property: Any) -> None:
    folder = Path(_FOLDER or "")
    count: Counter[str] = Counter()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        tolls: list[CountValue] = []
        for article in gold["articles"]:
            with (folder / "articles" / article["file"]).open(encoding="utf-8", newline="") as file:
                view = View(article_of(file.read(), published=article["published"]))
            tolls += [c.value for c in casualties.KIND.extract(view) if isinstance(c.value, CountValue)]
            count.update(_ages(view.text, list(ages.KIND.extract(view)), gold["participants"]))
        for slot in ("killed", "injured"):
            if gold[slot]:
                count[f"{slot}, record"] += 1
                count[f"{slot}, told"] += any(v.slot == slot and v.low == v.high == gold[slot] for v in tolls)
    for name in ("killed", "injured", "age"):
        record_property(name, count[f"{name}, told"] / max(1, count[f"{name}, record"]))
    print(dict(count))  # noqa: T201
    assert count["age, record"] > 0


def _ages(text: str, claims: list[Claim], participants: list[dict[str, str]]) -> Counter[str]:
    """How many ages of the record stand beside their surnames in a text, and how many of them are claimed."""
    count: Counter[str] = Counter()
    for person in participants:
        age = person.get("age", "")
        surname = _SUFFIX.sub("", person.get("name", "")).split()[-1:] if age.isdigit() else []
        if not surname:
            continue
        name = re.escape(surname[0])
        if not re.search(rf"\b{name}\b.{{0,12}}\b{age}\b|\b{age}\b.{{0,25}}\b{name}\b", text):
            continue
        told = {c.value.years for c in claims if isinstance(c.value, AgeValue) and surname[0] in c.subject}
        count["age, record"] += 1
        count["age, told"] += int(age) in told
    return count
