"""The stories of ``quotations.md``: what QUO001, QUO002 and PTY001 find in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfact.model import Part
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import article_of

REGISTRY = Registry(plugins=False)
RULES = [REGISTRY.rule(code) for code in ("PTY001", "QUO001", "QUO002")]
KINDS = [REGISTRY.kind(name) for name in ("counterparties", "quotations")]
STORIES = Path(__file__).with_name("quotations.md").read_text(encoding="utf-8").split("\n## ")[1:]
ARTICLE = re.compile(r"```article (\S+) (\S+)\n(.*?)\n```\n", re.DOTALL)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.partition("\n")[0])
def test_story(story: str) -> None:
    articles = [article_of(text, published=day, article_id=name) for name, day, text in ARTICLE.findall(story)]
    expected = ARTICLE.sub("", story).partition("\n")[2].split("\n")
    report = run(articles, kinds=KINDS, rules=RULES, register=Register())
    found = []
    for finding in report.findings:
        sides = {location.value for location in finding.locations if location.part in (Part.PRIMARY, Part.CONFLICTING)}
        found.append(f"{finding.rule} {finding.severity}: {' | '.join(sorted(value or '' for value in sides))}")
    assert len(articles) > 1
    assert (found or ["nothing"]) == [line for line in expected if line.strip()]
