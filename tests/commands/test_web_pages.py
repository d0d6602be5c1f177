"""Saved web pages on the command line, over the whole output."""

from __future__ import annotations

import sys

import pytest

from shell import Shell

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Ferry runs aground | Harbour Post</title>"
    "<meta property='og:site_name' content='Harbour Post'>"
    "<meta property='article:published_time' content='2024-03-13T08:15:00+01:00'></head><body><main><article>"
    "<h1>Ferry runs aground off Port Ellery</h1>"
    "<p>A ferry ran aground outside the harbour of Port Ellery on Monday, March 12, 2024, with 40 people on board.</p>"
    "<p>Nobody was hurt, and all passengers were brought ashore before midnight by two boats of the coast guard.</p>"
    "<p>The captain said that fog had come up within minutes and that the radar had failed shortly before.</p>"
    "</article></main></body></html>"
)
FINE = "The mayor of Wexbridge opened the new tram line, the city said.\n"


def test_page_without_the_extra_is_an_error_that_names_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    shell.write("news/a.html", PAGE)
    shell.write("news/b.txt", FINE)
    assert shell("check", "news") == (
        2,
        "Nothing found in 1 article (1 without a date).\n",
        "crossfact: error: news/a.html: web pages need an extra that is not installed; "
        'run: pip install "crossfact[html]"\n',
    )


def test_finding_in_the_text_of_a_page(shell: Shell) -> None:
    pytest.importorskip("trafilatura")
    shell.write("a.html", PAGE)
    assert shell("check", "a.html", "--select", "DAT001") == (
        1,
        "a.html:2:59: DAT001 error “Monday, March 12, 2024” is a Tuesday\n"
        "  A Monday, 12 March 2024 (it is a Tuesday)\n"
        "    a.html:2:59  “Monday, March 12, 2024”  (Harbour Post, 13 March 2024)\n"
        "  help: Instead of “Monday, March 12, 2024” write “Tuesday, March 12, 2024” or “Monday, March 11,\n"
        "        2024”.\n"
        "  fingerprint fa0d44cda277b82c\n"
        "\n"
        "1 error in 1 article.\n",
        "",
    )


def test_page_without_an_article_is_a_warning(shell: Shell) -> None:
    pytest.importorskip("trafilatura")
    shell.write("news/a.htm", "<html><body><script>var a = 1;</script></body></html>")
    shell.write("news/b.txt", FINE)
    assert shell("check", "news") == (
        0,
        "Nothing found in 2 articles (2 without a date).\n",
        "crossfact: warning: news/a.htm: the article is empty\n",
    )
