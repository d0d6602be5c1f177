"""The committed report over the sample articles.

``CROSSFACT_REWRITE=1 pytest tests/commands/test_seeds_report.py`` rewrites it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crossfact import check
from crossfact.writer import WriteOptions
from crossfact_reports import markdown

ROOT = Path(__file__).parents[2]
GOLDEN = "reports/seeds.md"


def test_report_over_the_seeds_is_the_committed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    written = markdown.write(check("seeds"), WriteOptions(target=GOLDEN))
    if os.environ.get("CROSSFACT_REWRITE"):
        Path(GOLDEN).write_text(written, "utf-8")
    assert written == Path(GOLDEN).read_text("utf-8")
