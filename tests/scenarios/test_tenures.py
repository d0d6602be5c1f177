"""Short articles on who held which office: ``tenures.md``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from crossfact.model import Part
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import article_of

_ARTICLE = re.compile(r"```article (\S+)\n(.*?)\n```\n([^\n]+)", re.DOTALL)
_FILE = Path(__file__).with_name("tenures.md")
_RULES = ("SPK001", "SPK002", "TTL001", "TTL002", "TTL003")
SCENARIOS = [match.groups() for match in _ARTICLE.finditer(_FILE.read_text(encoding="utf-8"))]


@cache
def _register() -> Register:
    return Register.load(Registry().register_packages())


@pytest.mark.parametrize(("published", "text", "expected"), SCENARIOS, ids=[s[1][:40] for s in SCENARIOS])
def test_verdict_on_a_short_article(published: str, text: str, expected: str) -> None:
    registry = Registry()
    rules = registry.rules(_RULES, ())
    report = run(
        [article_of(text, published=published)], kinds=registry.kinds_for(rules), rules=rules, register=_register()
    )
    found = [
        f"{finding.rule} {finding.subject}: {location.value}"
        for finding in report.findings
        for location in finding.locations
        if location.part is Part.PRIMARY
    ]
    assert "; ".join(found) == expected.replace("nothing", "")


def test_the_bed_is_wide_enough() -> None:
    assert len(SCENARIOS) >= 40
    assert len(re.findall(r"^## ", _FILE.read_text(encoding="utf-8"), re.MULTILINE)) >= 15
