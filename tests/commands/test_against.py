"""A draft against an archive, the cache, and worker processes: other ways to the same report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shell import Shell

DRAFT = """\
---
title: Warehouse fire
date: 2024-03-13
---

A warehouse fire in Port Ellery killed 14 people on Tuesday. The blaze in the Harrowgate warehouse district burned for
six hours before crews from Saltmarsh put it out.
"""
PLANT = """\
---
date: 2024-05-20
---

The explosion at the Grantham chemical plant in Aldmoor on Sunday injured {count} workers, the fire service said. The blast
tore the roof off the plant, and the Aldmoor hospital took in the injured.
"""
TOWNS = ("Aldmoor", "Brackwater", "Caverly", "Dunmere", "Eastwick", "Fallowmere", "Grantham", "Hollin Bay")


@pytest.fixture
def archive(news: Shell) -> Shell:
    """An archive with two conflicts of its own, and a draft that joins one of them."""
    for name, count in (("one", "four"), ("two", "11")):
        news.write(f"news/plant-{name}.md", PLANT.format(count=count))
    news.write("draft.md", DRAFT)
    return news


def findings(shell: Shell, *arguments: str) -> list[tuple[str, list[str]]]:
    report = json.loads(shell("check", "--format", "json", *arguments).out)
    return [
        (finding["rule"], sorted({location["article"] for location in finding["locations"]}))
        for finding in report["findings"]
    ]


def test_only_findings_with_the_draft_in_them_are_reported(archive: Shell) -> None:
    assert findings(archive, "news") == [
        ("CAS001", ["echo.md", "post.md"]),
        ("CAS001", ["plant-one.md", "plant-two.md"]),
    ]
    assert findings(archive, "draft.md", "--against", "news") == [("CAS001", ["draft.md", "echo.md", "post.md"])]
    assert archive("check", "draft.md", "--against", "news", "--no-cache").status == 1


def test_draft_that_agrees_with_the_archive_passes_whatever_is_in_it(archive: Shell) -> None:
    archive.write("draft.md", "---\ndate: 2024-06-05\n---\n\nThe mayor of Wexbridge opened the new tram line.\n")
    assert archive("check", "draft.md", "--against", "news") == (0, "Nothing found in 1 article.\n", "")


def test_articles_of_the_report_are_the_draft_and_those_in_its_findings(archive: Shell) -> None:
    report = json.loads(archive("check", "draft.md", "--against", "news", "--format", "json").out)
    assert [article["id"] for article in report["articles"]] == ["draft.md", "echo.md", "post.md"]


def test_draft_that_lies_in_the_archive_is_read_once(archive: Shell) -> None:
    (archive.folder / "draft.md").rename(archive.folder / "news" / "draft.md")
    assert findings(archive, "news/draft.md", "--against", "news") == [("CAS001", ["draft.md", "echo.md", "post.md"])]


def test_unreadable_file_of_the_archive_is_named(archive: Shell) -> None:
    archive.write("news/broken.txt", b"\0")
    outcome = archive("check", "draft.md", "--against", "news")
    assert (outcome.status, outcome.err) == (
        2,
        "crossfact: error: news/broken.txt: not a text file (it holds NUL bytes)\n",
    )


def test_baseline_of_the_archive_has_no_absent_entries_in_a_draft(archive: Shell) -> None:
    archive("baseline", "create", "news", "--baseline", "b.jsonl")
    outcome = archive("check", "draft.md", "--against", "news", "--baseline", "b.jsonl", "--format", "json")
    assert json.loads(outcome.out)["summary"]["findings"] == {"new": 0, "updated": 1, "unchanged": 0, "absent": 0}


def test_cache_changes_no_byte(archive: Shell) -> None:
    arguments = ("check", "draft.md", "--against", "news", "--format", "json")
    plain = archive(*arguments, "--no-cache")
    assert not (archive.folder / ".crossfact-cache").exists()
    assert archive(*arguments) == plain
    assert archive("cache", "info").out.startswith(".crossfact-cache/extracts.sqlite: 6 articles, ")
    assert archive(*arguments) == plain
    archive.write("news/echo.md", archive.read("news/echo.md").replace("killed 12 people", "killed nine people"))
    assert archive(*arguments) == archive(*arguments, "--no-cache") != plain
    assert archive("cache", "info").out.startswith(".crossfact-cache/extracts.sqlite: 6 articles, ")
    assert archive("cache", "clear") == (0, ".crossfact-cache/extracts.sqlite: cleared\n", "")
    assert archive("cache", "info") == (0, ".crossfact-cache/extracts.sqlite: no cache\n", "")


def test_cache_that_cannot_be_used_is_a_warning(archive: Shell) -> None:
    archive.write(".crossfact-cache/extracts.sqlite", "no database at all, only some text that is long enough")
    outcome = archive("check", "draft.md", "--against", "news", "--format", "json")
    assert outcome.status == 1
    assert outcome.err.startswith("crossfact: warning: .crossfact-cache/extracts.sqlite: the cache cannot be used (")


@pytest.fixture
def many(news: Shell) -> Path:
    """Some two hundred articles, one of them broken."""
    lines = []
    for number in range(200):
        town = TOWNS[number % len(TOWNS)]
        text = f"A fire in {town} killed {number % 3 + 2} people on Monday, police said. It broke out in Mill {number} Street."
        lines.append(json.dumps({"id": f"r{number}", "text": text, "published": f"2024-{number % 12 + 1:02d}-13"}))
    lines[50] = "{"
    return news.write("many.jsonl", "\n".join(lines))


@pytest.mark.usefixtures("many")
def test_processes_change_no_byte(news: Shell) -> None:
    arguments = ("check", "many.jsonl", "news", "--format", "json")
    assert news(*arguments, "--jobs", "1") == news(*arguments, "--jobs", "2") == news(*arguments)
    assert not (news.folder / ".crossfact-cache").exists()
