"""Articles as TimeML."""

from __future__ import annotations

from xml.etree import ElementTree

from shell import Shell


def test_annotate_writes_one_article_as_timeml(shell: Shell) -> None:
    shell.write("a.txt", "PORT ELLERY, March 13, 2024 — Rain & snow fell on Tuesday.\n")
    outcome = shell("annotate", "a.txt", "--format", "timeml")
    root = ElementTree.fromstring(outcome.out)
    assert [(e.text, e.get("value")) for e in root.iter("TIMEX3")] == [
        ("2024-03-13", "2024-03-13"),
        ("March 13, 2024", "2024-03-13"),
        ("Tuesday", "2024-03-12"),
    ]


def test_several_articles_are_refused(shell: Shell) -> None:
    shell.write("news/a.txt", "Rain fell on Tuesday.\n")
    shell.write("news/b.txt", "Snow fell on Monday.\n")
    outcome = shell("annotate", "news", "--format", "timeml")
    assert (outcome.status, outcome.out) == (2, "")
    assert "a TimeML document holds one article" in outcome.err
