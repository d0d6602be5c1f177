"""Measure the weekday rule on snippets of real news; it reports and does not gate.

Set ``CROSSFACT_WEEKDAYS`` to a folder that holds ``articles/`` with text files and ``gold.jsonl``, one snippet a line:
``file``, ``published`` (ISO date), ``start`` and ``end`` of the expression and ``verdict`` (``accept`` where weekday and
date agree, ``reject`` where they do not).
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crossfact.model import Part
from crossfact.registry import Registry
from crossfact.rulekit import Example
from crossfact.testing import findings_of

_FOLDER = os.environ.get("CROSSFACT_WEEKDAYS")


@pytest.mark.skipif(_FOLDER is None, reason="CROSSFACT_WEEKDAYS names no corpus")
def test_weekdays(record_property: Any) -> None:
    folder = Path(_FOLDER or "")
    registry = Registry(plugins=False)
    rule = registry.rule("DAT001")
    kinds = {name: registry.kind(name) for name in rule.reads}
    count: Counter[str] = Counter()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        with (folder / "articles" / gold["file"]).open(encoding="utf-8", newline="") as file:
            example = Example(text=file.read(), published=(gold["published"] or "")[:10] or None)
        spans = [
            location.evidence.span
            for finding in findings_of(rule, example, kinds)
            for location in finding.locations
            if location.part is not Part.EVIDENCE
        ]
        hit = any(span.start < gold["end"] and gold["start"] < span.end for span in spans)
        count[f"{gold['verdict']}, {'found' if hit else 'silent'}"] += 1
    for name, number in sorted(count.items()):
        record_property(name, number)
    print(dict(count))  # noqa: T201
    assert count["reject, found"] + count["reject, silent"] > 0
