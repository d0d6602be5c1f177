"""``crossfact decide``: verdicts of people, what they do to a report, and what they say of the rules."""

from __future__ import annotations

import datetime
import json
import re

import pytest

from crossfact.adjudications import Adjudication, Tally, entry, parse, tallies
from crossfact.errors import CrossfactError
from crossfact.model import Verdict
from shell import Shell

MESSAGE = "CAS001 people killed in the fire: 12 killed (1 source); 9 killed (1 source)\n"


def fingerprint(shell: Shell) -> str:
    (finding,) = json.loads(shell("check", "news", "--format", "json").out)["findings"]
    return str(finding["fingerprint"])


def test_decided_finding_leaves_the_report_and_does_not_fail(news: Shell) -> None:
    identity = fingerprint(news)
    decided = news("decide", identity[:8], "--verdict", "both-possible", "--reason", 'the "crew" counted apart')
    assert decided == (0, f"adjudications.toml: both-possible: {MESSAGE}", "")
    assert news("check", "news") == (0, "Nothing found in 3 articles; 1 decided not shown.\n", "")
    (one,) = parse(news.read("adjudications.toml"), where="a")
    assert (one.fingerprint, one.rule, one.verdict, one.reason) == (
        identity,
        "CAS001",
        Verdict.BOTH_POSSIBLE,
        'the "crew" counted apart',
    )


def test_finding_comes_back_when_another_value_joins(news: Shell) -> None:
    news("decide", fingerprint(news), "--verdict", "source-wrong", "--reason", "police said nine")
    third = news.read("news/echo.md").replace("killed 12 people", "killed 14 people").replace("Ellery Echo", "Times")
    news.write("news/third.md", third)
    assert news("check", "news").status == 1


def test_verdict_leaves_an_unrelated_conflict_of_the_same_values_alone(news: Shell) -> None:
    news("decide", fingerprint(news), "--verdict", "source-wrong", "--reason", "police said nine")
    decided = news.read("adjudications.toml")
    news.write("adjudications.toml", re.sub(r"evidence = .*", 'evidence = ["0123456789abcdef"]', decided))
    assert news("check", "news").status == 1


def test_accepted_finding_that_is_decided_is_not_absent(news: Shell) -> None:
    news("baseline", "create", "news", "--baseline", "b.jsonl")
    news("decide", fingerprint(news), "--verdict", "source-wrong", "--reason", "police said nine")
    assert news("check", "news", "--baseline", "b.jsonl", "--strict-baseline").status == 0


def test_later_verdict_holds_and_stats_count_it_once(news: Shell) -> None:
    identity = fingerprint(news)
    news("decide", identity, "news", "--verdict", "tool-wrong", "--reason", "x")
    again = news(
        "decide", identity, "news", "--verdict", "source-wrong", "--reason", "y", "--decided-by", "Amara Okoye"
    )
    assert again.out == f"adjudications.toml: source-wrong (was tool-wrong): {MESSAGE}"
    assert news("decide", "--stats") == (
        0,
        "rule       source-wrong both-possible tool-wrong precision\n"
        "CAS001                1             0          0      100%\n",
        "",
    )


def test_finding_that_is_not_at_hand_is_recorded_without_its_rule(shell: Shell) -> None:
    shell.write("a.txt", "Nothing.\n")
    assert shell("decide", "0123456789abcdef", "--verdict", "tool-wrong", "--reason", "x") == (
        0,
        "adjudications.toml: tool-wrong: 0123456789abcdef\n",
        "crossfact: warning: the finding is not in the working folder; its rule is not recorded\n",
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), "Missing argument 'FINGERPRINT'"),
        (("00", "--reason", "x"), "a decision needs --verdict and --reason"),
        (("00", "--verdict", "tool-wrong"), "a decision needs --verdict and --reason"),
        (
            ("00", "--verdict", "tool-wrng", "--reason", "x"),
            '--verdict takes source-wrong, both-possible or tool-wrong, not "tool-wrng"; did you mean "tool-wrong"?',
        ),
        (
            ("00", "--verdict", "tool-wrong", "--reason", "x"),
            'no finding in the working folder has the fingerprint "00"; give the PATH of its articles',
        ),
        (
            ("0123456789abcdef", "news", "--verdict", "tool-wrong", "--reason", "x"),
            'no finding in news has the fingerprint "0123456789abcdef"; give the PATH of its articles',
        ),
        (("--stats",), "adjudications.toml: cannot be read (no such file or directory)"),
    ],
)
def test_decision_that_cannot_be_taken_is_refused(news: Shell, arguments: tuple[str, ...], error: str) -> None:
    assert news("decide", *arguments) == (2, "", f"crossfact: error: {error}\n")
    assert not (news.folder / "adjudications.toml").exists()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("x = 1", 'a: unknown key "x"; entries are [[decision]] tables'),
        ("[[decision]]\nfingerprint = 'f'\nverdict = 'tool-wrong'", 'a: decision 1: "reason" is missing'),
        ("[[decision]]\nreason = 1", 'a: decision 1: "reason" must be a text'),
        ("[[decision]]\nevidence = 'x'", 'a: decision 1: "evidence" must be a list of texts'),
        ("[[decision]]\nwhy = 'x'", 'a: decision 1: unknown key "why"'),
        ("[[decision]]\ndecided_on = '2024-03-13'", 'a: decision 1: "decided_on" must be a date such as 2024-03-13'),
        (
            "[[decision]]\nfingerprint = 'f'\nverdict = 'wrong'\nreason = 'x'",
            'a: decision 1: "verdict" must be source-wrong, both-possible, tool-wrong, not "wrong"',
        ),
    ],
)
def test_broken_file_is_refused(text: str, error: str) -> None:
    with pytest.raises(CrossfactError) as caught:
        parse(text, where="a")
    assert str(caught.value) == error


def test_broken_file_is_an_error_beside_the_report(news: Shell) -> None:
    news.write("adjudications.toml", "x = 1\n")
    outcome = news("check", "news")
    assert (outcome.status, outcome.err) == (
        2,
        'crossfact: error: adjudications.toml: unknown key "x"; entries are [[decision]] tables\n',
    )
    assert outcome.out.endswith("1 error in 3 articles.\n")


def test_entry_is_read_back_as_it_was_written() -> None:
    one = Adjudication(
        fingerprint="f",
        verdict=Verdict.TOOL_WRONG,
        reason='a "b"\n\\ \x7f “c”',
        rule="CAS001",
        subject="fire",
        evidence=("0123", "4567"),
        decided_by="Amara",
        decided_on=datetime.date(2024, 3, 13),
    )
    assert parse(entry(one), where="a") == (one,)


def test_tallies_give_the_share_in_which_an_article_was_wrong() -> None:
    verdicts = [
        ("a", "SOURCE_WRONG"),
        ("b", "TOOL_WRONG"),
        ("c", "BOTH_POSSIBLE"),
        ("d", "TOOL_WRONG"),
        ("d", "SOURCE_WRONG"),
    ]
    rows = [
        Adjudication(fingerprint=identity, verdict=Verdict[verdict], reason="x", rule="CAS001")
        for identity, verdict in verdicts
    ]
    assert tallies(rows) == (Tally("CAS001", 2, 1, 1),)
    assert tallies(rows)[0].precision == 0.5
