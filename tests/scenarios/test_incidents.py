"""Stories of incidents told by several sources: ``incidents.md``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfact.model import Part
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import article_of

_ARTICLE = re.compile(r"```article (\S+)\n(.*?)\n```\n", re.DOTALL)
_STORIES = Path(__file__).with_name("incidents.md").read_text(encoding="utf-8").split("\n## ")[1:]
_RULES = ("AGE001", "CAS001", "CAS002", "NAM001", "QTY001")


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.partition("\n")[0])
def test_findings_of_a_story(story: str) -> None:
    registry = Registry()
    rules = registry.rules(_RULES, ())
    articles = [
        article_of(text, published=published, article_id=f"{number}.md")
        for number, (published, text) in enumerate(_ARTICLE.findall(story), 1)
    ]
    report = run(articles, kinds=registry.kinds_for(rules), rules=rules, register=Register())
    found = [
        f"{finding.rule} "
        + ", ".join(sorted({x.value or "" for x in finding.locations if x.part in (Part.PRIMARY, Part.CONFLICTING)}))
        for finding in report.findings
    ]
    expected = _ARTICLE.sub("", story).strip().split("\n")[1:]
    assert sorted(found) == sorted(line for line in expected if line and line != "nothing")
