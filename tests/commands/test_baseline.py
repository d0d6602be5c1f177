"""``crossfact baseline`` and ``check --baseline``, over whole articles."""

from __future__ import annotations

import json

import pytest

from shell import Shell

THIRD = """\
---
date: 2024-03-13
publisher: Saltmarsh Times
---

Fourteen people died in a warehouse fire in Port Ellery on Tuesday. The blaze in the Harrowgate warehouse district burned
for six hours before crews from Saltmarsh put it out.
"""
AGREES = THIRD.replace("Fourteen people died", "Nine people died")
RUINS = """\
---
date: 2024-05-20
publisher: {publisher}
---

The explosion at the Grantham chemical plant in Aldmoor on Sunday injured {count} workers, the fire service said. The blast
tore the roof off the plant, and the Aldmoor hospital took in the injured.
"""


def states(shell: Shell, *arguments: str) -> dict[str, int]:
    report = json.loads(shell("check", "news", "--baseline", "b.jsonl", "--format", "json", *arguments).out)
    return {state: count for state, count in report["summary"]["findings"].items() if count}


@pytest.fixture
def accepted(news: Shell) -> Shell:
    assert news("baseline", "create", "news", "--baseline", "b.jsonl") == (0, "b.jsonl: 1 accepted\n", "")
    return news


def test_accepted_finding_does_not_fail(accepted: Shell) -> None:
    assert accepted("check", "news", "--baseline", "b.jsonl") == (
        0,
        "Nothing new found in 3 articles; 1 known from the baseline not shown.\n",
        "",
    )


def test_moved_paragraph_and_sentence_added_above(accepted: Shell) -> None:
    echo = accepted.read("news/echo.md")
    accepted.write("news/echo.md", echo.replace("\n\nA warehouse", "\n\nThis is an update.\n\nA warehouse"))
    assert states(accepted) == {"unchanged": 1}


def test_renamed_article_and_other_folder(accepted: Shell) -> None:
    (accepted.folder / "news" / "echo.md").rename(accepted.folder / "news" / "zzz.md")
    (accepted.folder / "news").rename(accepted.folder / "elsewhere")
    (accepted.folder / "elsewhere").rename(accepted.folder / "news")
    assert states(accepted) == {"unchanged": 1}


def test_article_that_agrees(accepted: Shell) -> None:
    accepted.write("news/third.md", AGREES)
    assert states(accepted) == {"unchanged": 1}


def test_article_that_joins_the_conflict(accepted: Shell) -> None:
    accepted.write("news/third.md", THIRD)
    assert states(accepted) == {"updated": 1}
    assert accepted("check", "news", "--baseline", "b.jsonl").status == 1


def test_one_fixed_while_another_appears(accepted: Shell) -> None:
    accepted.write("news/echo.md", accepted.read("news/echo.md").replace("killed 12 people", "killed nine people"))
    for name, count in (("Post", "four"), ("Echo", "11")):
        accepted.write(f"news/plant-{name}.md", RUINS.format(publisher=name, count=count))
    assert states(accepted) == {"new": 1, "absent": 1}
    assert accepted("check", "news", "--baseline", "b.jsonl").status == 1


def test_fixed_finding_fails_only_under_strict_baseline(accepted: Shell) -> None:
    accepted.write("news/echo.md", accepted.read("news/echo.md").replace("killed 12 people", "killed nine people"))
    assert states(accepted) == {"absent": 1}
    assert accepted("check", "news", "--baseline", "b.jsonl").status == 0
    assert accepted("check", "news", "--baseline", "b.jsonl", "--strict-baseline").status == 1


def test_check_never_writes_the_baseline(accepted: Shell) -> None:
    before = accepted.read("b.jsonl")
    accepted.write("news/third.md", THIRD)
    accepted("check", "news", "--baseline", "b.jsonl", "--strict-baseline")
    assert accepted.read("b.jsonl") == before


def test_create_keeps_reason_expiry_and_name_and_does_not_replace(news: Shell) -> None:
    notes = ("--reason", "sources differ", "--expires", "2999-01-31", "--decided-by", "Amara Okoye")
    assert news("baseline", "create", "news", "--output", "b.jsonl", *notes) == (0, "b.jsonl: 1 accepted\n", "")
    assert news("baseline", "show", "--baseline", "b.jsonl").out.endswith(
        "people killed in the fire: 12 killed; 9 killed (sources differ, decided by Amara Okoye, expires 2999-01-31)\n"
    )
    assert news("baseline", "create", "news", "--baseline", "b.jsonl") == (
        2,
        "",
        'crossfact: error: b.jsonl is there already; run "crossfact baseline update", or give --force\n',
    )
    assert news("baseline", "create", "news", "--baseline", "b.jsonl", "--force").status == 0


def test_expired_entry_comes_back(news: Shell) -> None:
    news("baseline", "create", "news", "--baseline", "b.jsonl", "--expires", "2024-01-31")
    outcome = news("check", "news", "--baseline", "b.jsonl")
    assert (outcome.status, outcome.err) == (
        1,
        "crossfact: warning: b.jsonl:2: the entry on CAS001 people killed in the fire expired on 2024-01-31; it accepts "
        "nothing any more\n",
    )


def test_update_refuses_new_errors_until_told(accepted: Shell) -> None:
    before = accepted.read("b.jsonl")
    for name, count in (("Post", "four"), ("Echo", "11")):
        accepted.write(f"news/plant-{name}.md", RUINS.format(publisher=name, count=count))
    refused = accepted("baseline", "update", "news", "--baseline", "b.jsonl")
    assert (refused.status, refused.err) == (
        1,
        "crossfact: b.jsonl is unchanged: 1 new error; give --accept-new to accept\n",
    )
    assert refused.out.startswith("refuses new CAS001 error: ")
    assert accepted.read("b.jsonl") == before
    told = accepted("baseline", "update", "news", "--baseline", "b.jsonl", "--accept-new")
    assert told.status == 0
    assert told.out.startswith("accepts new CAS001 error: ")
    assert told.out.endswith("\nb.jsonl: 2 accepted\n")
    assert states(accepted) == {"unchanged": 2}


def test_update_accepts_what_is_updated_and_keeps_its_notes(news: Shell) -> None:
    news("baseline", "create", "news", "--baseline", "b.jsonl", "--reason", "sources differ")
    news.write("news/third.md", THIRD)
    outcome = news("baseline", "update", "news", "--baseline", "b.jsonl")
    assert outcome.status == 0
    assert outcome.out.startswith("accepts updated CAS001 error: ")
    assert states(news) == {"unchanged": 1}
    assert "(sources differ)" in news("baseline", "show", "--baseline", "b.jsonl").out


def test_prune_removes_what_is_gone_and_rules_that_are_not_installed(accepted: Shell) -> None:
    stray = (
        '{"fingerprint": "0", "rule": "XYZ999", "name": "x", "severity": "info", "subject": "s", "key": [], '
        '"values": ["v"], "evidence": []}\n'
    )
    accepted.write("b.jsonl", accepted.read("b.jsonl") + stray)
    assert accepted("baseline", "prune", "news", "--baseline", "b.jsonl") == (
        0,
        "removes XYZ999 info: s: v\nb.jsonl: 1 accepted\n",
        "",
    )
    accepted.write("news/echo.md", accepted.read("news/echo.md").replace("killed 12 people", "killed nine people"))
    assert accepted("baseline", "prune", "news", "--baseline", "b.jsonl") == (
        0,
        "removes CAS001 error: people killed in the fire: 12 killed; 9 killed\nb.jsonl: 0 accepted\n",
        "",
    )


def test_prune_leaves_the_file_alone_when_an_article_was_not_read(accepted: Shell) -> None:
    before = accepted.read("b.jsonl")
    accepted.write("news/echo.md", b"\0")
    outcome = accepted("baseline", "prune", "news", "--baseline", "b.jsonl")
    assert outcome.status == 2
    assert outcome.err.endswith(
        "crossfact: error: b.jsonl is unchanged: with unread articles, what is absent cannot be told\n"
    )
    assert accepted.read("b.jsonl") == before


def test_baseline_of_the_configuration_is_used(news: Shell) -> None:
    news.write("crossfact.toml", 'baseline = "ci/accepted.jsonl"\n')
    assert news("baseline", "create", "news") == (0, "ci/accepted.jsonl: 1 accepted\n", "")
    assert news("check", "news").status == 0


def test_missing_baseline_is_an_error_and_the_report_is_printed(news: Shell) -> None:
    outcome = news("check", "news", "--baseline", "b.jsonl")
    assert outcome.status == 2
    assert outcome.out.endswith("1 error in 3 articles.\n")
    assert outcome.err == 'crossfact: error: b.jsonl: no such file; run "crossfact baseline create"\n'
