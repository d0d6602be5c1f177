"""``crossfact check``: exit status, choice of rules, outputs, configuration."""

from __future__ import annotations

import json

import pytest

from shell import Shell

TOLL = """\
news/echo.md:7:33: CAS001 error people killed in the fire: 12 killed (1 source); 9 killed (1 source)
  A 12 killed
    news/echo.md:7:33  “killed 12 people”  (Ellery Echo, 13 March 2024)
  B 9 killed
    news/post.md:7:1  “Nine people died”  (Harbour Post, 13 March 2024)
  fits: Only 9 killed is given as an official figure.
  help: Ask the police, the hospital or the authority for the present toll, and say when it was
        given.
  fingerprint c393a24412bb0f58

1 error in 3 articles.
"""
NOTHING = "Nothing found in 3 articles.\n"


@pytest.mark.parametrize(
    ("arguments", "status", "out"),
    [
        ((), 1, TOLL),
        (("--fail-on", "error"), 1, TOLL),
        (("--exit-zero",), 0, TOLL),
        (("--select", "CAS001"), 1, TOLL),
        (("--select", "cas"), 1, TOLL),
        (("--select", "casualty-count-conflict"), 1, TOLL),
        (("--select", "DAT,CAS001"), 1, TOLL),
        (("--select", "DAT001", "--select", "CAS"), 1, TOLL),
        (("--select", "DAT001"), 0, NOTHING),
        (("--ignore", "CAS001"), 0, NOTHING),
        (("--select", "CAS", "--ignore", "CAS001"), 0, NOTHING),
    ],
)
def test_check_selects_and_sets_the_status(news: Shell, arguments: tuple[str, ...], status: int, out: str) -> None:
    assert news("check", "news", "--no-plugins", *arguments) == (status, out, "")


def test_check_of_one_file_names_the_article_by_its_base_name(news: Shell) -> None:
    outcome = news("check", "news/tram.md", "--format", "json")
    assert [article["id"] for article in json.loads(outcome.out)["articles"]] == ["tram.md"]


def test_output_picks_its_format_by_suffix_and_stdout_keeps_the_text(news: Shell) -> None:
    outcome = news(
        "check", "news", "--output", "out/report.md", "--output", "report.json", "--output", "json:plain.txt"
    )
    assert outcome == (1, TOLL, "")
    assert news.read("out/report.md").startswith("# ")
    assert "](../news/echo.md?plain=1#L7)" in news.read("out/report.md")
    assert json.loads(news.read("report.json")) == json.loads(news.read("plain.txt"))
    assert json.loads(news.read("report.json"))["summary"]["findings"]["new"] == 1


def test_report_is_the_same_in_any_order_of_paths(news: Shell) -> None:
    names = [f"news/{name}.md" for name in ("echo", "post", "tram")]
    assert news("check", *names, "--format", "json") == news("check", *reversed(names), "--format", "json")


def test_unreadable_input_wins_over_findings_and_the_report_is_printed(news: Shell) -> None:
    news.write("news/broken.txt", b"\0")
    outcome = news("check", "news", "--exit-zero")
    assert (outcome.status, outcome.out) == (2, TOLL)


def test_configuration_holds_and_the_command_line_goes_over_it(news: Shell) -> None:
    news.write("crossfact.toml", 'ignore = ["CAS001"]\n')
    assert news("check", "news") == (0, NOTHING, "")
    news.write("crossfact.toml", 'fail-on = "info"\n[severities]\nCAS001 = "info"\n')
    assert news("check", "news").status == 1
    assert news("check", "news", "--fail-on", "warning").status == 0
    news.write("crossfact.toml", 'select = ["DAT001"]\n')
    assert news("check", "news", "--select", "CAS001").status == 1


def test_per_path_ignores_drop_what_lies_wholly_in_the_path(news: Shell) -> None:
    news.write("crossfact.toml", '[per-path-ignores]\n"news/echo*" = ["CAS"]\n')
    assert news("check", "news").status == 1
    news.write("crossfact.toml", '[per-path-ignores]\n"news/*" = ["CAS"]\n')
    assert news("check", "news") == (0, NOTHING, "")
    news.write("crossfact.toml", '[per-path-ignores]\n"*.md" = ["DAT"]\n')
    assert news("check", "news").status == 1


def test_publishers_name_articles_that_name_none(shell: Shell) -> None:
    shell.write("crossfact.toml", '[publishers]\n"wire/*" = "The Wire"\n"echo.example" = "Echo"\n')
    shell.write("wire/a.txt", "Nothing.\n")
    shell.write(
        "b.jsonl",
        '{"id": "b", "text": "x", "url": "https://www.echo.example/b"}\n'
        '{"id": "c", "text": "x", "url": "https://notecho.example/c"}\n'
        '{"id": "d", "text": "x", "url": "https://echo.example/d", "publisher": "Own"}\n',
    )
    report = json.loads(shell("check", "wire", "b.jsonl", "--format", "json").out)
    assert {article["id"]: article["publisher"] for article in report["articles"]} == {
        "a.txt": "The Wire",
        "b": "Echo",
        "c": None,
        "d": "Own",
    }


def test_registers_of_the_configuration_are_read_and_a_broken_one_is_named(news: Shell) -> None:
    news.write("crossfact.toml", 'registers = ["offices", "more.toml"]\n')
    news.write("offices/mayors.toml", '[[tenure]]\nperson = "Amara Okoye"\n')
    outcome = news("check", "news")
    assert (outcome.status, outcome.out) == (2, TOLL)
    assert [line.split(": ")[:3] for line in outcome.err.splitlines()] == [
        ["crossfact", "error", "offices/mayors.toml:1"],
        ["crossfact", "error", "more.toml"],
    ]


def test_published_dates_articles_without_a_date(shell: Shell) -> None:
    shell.write("a.txt", "The mayor of Wexbridge opened the new tram line on Monday, the city said.\n")
    report = json.loads(shell("check", "a.txt", "--published", "2024-06-05", "--format", "json").out)
    assert report["articles"][0]["published"]["earliest"] == "2024-06-05"


CLOCKS = """\
---
date: 2024-03-13
---

A man was killed in a shooting on Maple Lane in Port Ellery. The shooting on Maple Lane happened around {clock} Sunday,
Saltmarsh police said.
"""


def test_options_of_a_rule_are_set_by_the_configuration(shell: Shell) -> None:
    for name, clock in (("a", "8:15 p.m."), ("b", "10:20 p.m.")):
        shell.write(f"news/{name}.md", CLOCKS.format(clock=clock))
    assert "DAT002" in shell("check", "news").out
    shell.write("crossfact.toml", "[rules.DAT002]\nclock-tolerance = 180\n")
    assert shell("check", "news") == (0, "Nothing found in 2 articles.\n", "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[rules.DAT0O2]\nx = 1", 'the key "rules": no rule fits "DAT0O2"; did you mean "DAT002"?'),
        (
            "[rules.DAT002]\nclock-tolerence = 1",
            'the key "rules": DAT002 has no option "clock-tolerence"; did you mean "clock-tolerance"?',
        ),
        ("[rules.CAS001]\nx = 1", 'the key "rules": CAS001 has no option "x"; it has none'),
        (
            '[rules.DAT002]\nclock-tolerance = "an hour"',
            'the key "rules": the option "clock-tolerance" of DAT002 must be of type int, not \'an hour\'',
        ),
    ],
)
def test_wrong_option_of_a_rule_is_refused(news: Shell, text: str, error: str) -> None:
    news.write("crossfact.toml", text)
    assert news("check", "news") == (2, "", f"crossfact: error: {error}\n")


def test_own_files_among_the_articles_are_no_articles(news: Shell) -> None:
    arguments = ("check", "news", "--output", "news/report.md", "--output", "news/report.html")
    assert news(*arguments) == (1, TOLL, "")
    assert news(*arguments) == (1, TOLL.replace("articles.", "articles; 2 files skipped."), "")
    news("baseline", "create", "news", "--baseline", "news/crossfact-baseline.jsonl")
    outcome = news(*arguments, "--baseline", "news/crossfact-baseline.jsonl")
    assert outcome == (
        0,
        "Nothing new found in 3 articles; 1 known from the baseline not shown; 3 files skipped.\n",
        "",
    )


def test_no_report_is_written_over_an_article(news: Shell) -> None:
    before = news.read("news/tram.md")
    assert news("check", "news", "--output", "news/tram.md") == (
        2,
        "",
        "crossfact: error: news/tram.md is one of the articles, and crossfact never writes into articles\n",
    )
    assert news.read("news/tram.md") == before
