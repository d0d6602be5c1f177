"""The stories of the Markdown files of this folder, judged by all rules and the bundled register.

A story is a heading of the second level, prose that says what a copy editor would ask, two or more blocks ``article``
(lines ``id``, ``published``, ``publisher``, ``title``, an empty line, the text) and one block ``findings``: for each
finding its rule, severity and subject, then a line for every clashing reading with the article and the words that give it.
With ``CROSSFACT_REWRITE`` in the environment the blocks ``findings`` are written anew; the prose is for people to compare.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from crossfact.model import Article, Finding, Part
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import article_of

FOLDER = Path(__file__).parent
FILES = sorted(path for path in FOLDER.glob("*.md") if "\n```findings\n" in path.read_text(encoding="utf-8"))
REWRITE = bool(os.environ.get("CROSSFACT_REWRITE"))
REGISTRY = Registry(plugins=False)
RULES = REGISTRY.rules((), ())
_STORY = re.compile(r"(?m)^## (.+)$")
_BLOCK = re.compile(r"(?ms)^```(article|findings)\n(.*?)^```$")
_NOTHING = "nothing\n"


def _stories(text: str) -> Iterator[tuple[str, str]]:
    """Title and text of each story."""
    parts = _STORY.split(text)[1:]
    yield from zip(parts[::2], parts[1::2], strict=True)


def _article(block: str) -> Article:
    head, _, text = block.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    made = article_of(
        text, published=fields.pop("published", None), title=fields.pop("title", None), article_id=fields.pop("id")
    )
    made = replace(made, publisher=fields.pop("publisher", None))
    assert not fields, f"unknown fields: {fields}"
    return made


@cache
def _register() -> Register:
    return Register.load(REGISTRY.register_packages())


def _shown(finding: Finding) -> str:
    lines = {
        f"  {place.value} | {place.evidence.article_id} | {place.evidence.quote}\n"
        for place in finding.locations
        if place.part in (Part.PRIMARY, Part.CONFLICTING)
    }
    return f"{finding.rule} {finding.severity}: {finding.subject}\n" + "".join(sorted(lines))


def _found(story: str) -> str:
    articles = [_article(block) for name, block in _BLOCK.findall(story) if name == "article"]
    assert len(articles) > 1
    report = run(articles, kinds=REGISTRY.kinds_for(RULES), rules=RULES, register=_register())
    return "".join(sorted(_shown(finding) for finding in report.findings)) or _NOTHING


STORIES = [
    pytest.param(story, id=f"{path.stem}: {title}")
    for path in FILES
    for title, story in _stories(path.read_text(encoding="utf-8"))
]


@pytest.mark.skipif(REWRITE, reason="the findings are being written anew")
@pytest.mark.parametrize("story", STORIES)
def test_story(story: str) -> None:
    expected = [block for name, block in _BLOCK.findall(story) if name == "findings"]
    assert [_found(story)] == expected


@pytest.mark.skipif(not REWRITE, reason="asked for with CROSSFACT_REWRITE")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rewrite(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for _, story in _stories(text):
        head, _, _ = story.partition("```findings\n")
        _, _, tail = story.removeprefix(head).partition("\n```\n")
        text = text.replace(story, f"{head}```findings\n{_found(story)}```\n{tail}")
    path.write_text(text, encoding="utf-8")
