"""What bad input gets, word for word: the report is printed all the same, the status is 2 where something was not read."""

from __future__ import annotations

import json

import pytest

from shell import Shell

FINE = "The mayor of Wexbridge opened the new tram line, the city said.\n"
NOTHING = "Nothing found in 0 articles.\n"
ONE = "Nothing found in 1 article (1 without a date).\n"
TWO = "Nothing found in 2 articles (2 without a date).\n"


def test_missing_path(shell: Shell) -> None:
    assert shell("check", "absent") == (
        2,
        NOTHING,
        "crossfact: error: absent: no such file or folder\n",
    )


def test_empty_folder(shell: Shell) -> None:
    (shell.folder / "news").mkdir()
    assert shell("check", "news") == (2, NOTHING, "crossfact: error: nothing was read\n")


def test_folder_without_articles_says_what_was_skipped(shell: Shell) -> None:
    for name in ("a.docx", "b.docx", ".c.txt"):
        shell.write(f"news/{name}", "x")
    assert shell("check", "news") == (
        2,
        "Nothing found in 0 articles; 3 files skipped.\n",
        "crossfact: error: nothing was read (1 skipped: hidden; 2 skipped: unknown suffix .docx)\n",
    )


def test_empty_file_is_a_warning(shell: Shell) -> None:
    shell.write("news/a.txt", "")
    shell.write("news/b.txt", FINE)
    assert shell("check", "news") == (0, TWO, "crossfact: warning: news/a.txt: the article is empty\n")


def test_folder_with_one_unreadable_file(shell: Shell) -> None:
    shell.write("news/a.txt", FINE)
    (shell.folder / "news" / "b.txt").symlink_to("nowhere.txt")
    assert shell("check", "news") == (2, ONE, "crossfact: error: news/b.txt: no such file or directory\n")


def test_picture_with_the_suffix_of_a_text(shell: Shell) -> None:
    shell.write("news/a.txt", FINE)
    shell.write("news/b.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    assert shell("check", "news") == (
        2,
        ONE,
        "crossfact: error: news/b.txt: not a text file (it holds NUL bytes)\n",
    )


def test_named_file_of_unknown_suffix_is_refused(shell: Shell) -> None:
    shell.write("logo.png", "x")
    assert shell("check", "logo.png", "--no-plugins") == (
        2,
        NOTHING,
        'crossfact: error: logo.png: no reader for the suffix ".png"; known are .htm, .html, .jsonl, .md, .txt\n',
    )


def test_line_of_twenty_million_bytes_is_refused(shell: Shell) -> None:
    shell.write("news/a.txt", "Nine. " * 3_333_333)
    shell.write("news/b.txt", FINE)
    assert shell("check", "news") == (
        2,
        ONE,
        "crossfact: error: news/a.txt: too long for one article (19,999,998 characters; at most 250,000 are read); "
        "give each article a file or record of its own\n",
    )


@pytest.mark.parametrize("piece", ["a", "1,", "9 ", "\u0301", "Mr. ", "a@b.c/", "A ", "on Monday ", "the ", "((", "--"])
def test_longest_line_that_is_read_is_read(shell: Shell, piece: str) -> None:
    shell.write("news/a.txt", piece * (250_000 // len(piece)))
    shell.write("news/b.txt", FINE)
    outcome = shell("check", "news", "--exit-zero")
    assert (outcome.status, outcome.out, outcome.err) == (0, TWO, "")


def test_encoding_that_is_not_utf_8_is_named(shell: Shell) -> None:
    shell.write("news/a.txt", "The café owners said naïve things about the Müller family.".encode("cp1252"))
    assert shell("check", "news") == (0, ONE, "crossfact: warning: news/a.txt: not UTF-8; read as cp1252\n")


def test_lone_surrogate_and_nul_in_a_record(shell: Shell) -> None:
    shell.write("a.jsonl", '{"id": "1", "text": "x \\ud800 y \\u0000 z \\u001b[31m said \\u009b31m"}\n')
    outcome = shell("annotate", "a.jsonl", "--format", "jsonl")
    assert outcome.err == (
        "crossfact: warning: a.jsonl:1: the text holds broken characters (lone surrogates); they are read as U+FFFD\n"
    )
    assert json.loads(outcome.out)["text"] == "x \ufffd y \0 z \x1b[31m said \x9b31m"
    assert "\x1b" not in outcome.out
    assert "\x9b" not in outcome.out


def test_broken_records_are_named_and_the_others_read(shell: Shell) -> None:
    shell.write(
        "a.jsonl",
        '{"id": "1", "text": "First."}\n{"id": "2", "text":\n\n[1]\n{"id": 5}\n{"id": "", "text": "x"}\n'
        '{"id": "6", "text": "x", "title": 1}\n\xff\n{"id": "9", "text": "Last."}\n'.replace("\xff", "\udcff").encode(
            errors="surrogateescape"
        ),
    )
    assert shell("check", "a.jsonl") == (
        2,
        TWO,
        "crossfact: error: a.jsonl:2: not valid JSON (Expecting value, column 20); the record was not read\n"
        "crossfact: error: a.jsonl:4: not a JSON object; the record was not read\n"
        'crossfact: error: a.jsonl:5: the field "text" is missing; the record was not read\n'
        'crossfact: error: a.jsonl:6: the field "id" must be a text that is not empty; the record was not read\n'
        'crossfact: error: a.jsonl:7: the field "title" must be a text or null; the record was not read\n'
        "crossfact: error: a.jsonl:8: not valid UTF-8; the record was not read\n",
    )


def test_two_records_with_one_id(shell: Shell) -> None:
    shell.write("a.jsonl", '{"id": "1", "text": "First."}\n{"id": "1", "text": "Second."}\n')
    assert shell("check", "a.jsonl") == (
        2,
        ONE,
        'crossfact: error: a.jsonl:2: the id "1" was already used at a.jsonl:1; the article was not read\n',
    )


def test_front_matter_with_an_impossible_date(shell: Shell) -> None:
    shell.write("a.md", f"---\ndate: 2024-02-30\n---\n{FINE}")
    assert shell("check", "a.md") == (
        0,
        ONE,
        'crossfact: warning: a.md: "2024-02-30" (front matter) is not a date; write it as 2024-03-13. The date is ignored\n',
    )


def test_baseline_that_names_an_unknown_rule(shell: Shell) -> None:
    shell.write("a.txt", FINE)
    shell.write(
        "b.jsonl",
        '{"crossfact-baseline": 1}\n{"fingerprint": "0", "rule": "CAS999", "name": "x", "severity": "error", '
        '"subject": "x", "key": [], "values": [], "evidence": []}\n',
    )
    assert shell("check", "a.txt", "--baseline", "b.jsonl") == (
        2,
        ONE,
        "crossfact: error: b.jsonl:2: rule CAS999 is not installed; install the package that provides it, or run "
        '"crossfact baseline prune"\n',
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("--fail-on", "fatal"), '--fail-on takes error, warning or info, not "fatal"'),
        (("--fail-on", "warn"), '--fail-on takes error, warning or info, not "warn"; did you mean "warning"?'),
        (("--published", "13/03/2024"), '--published takes a date such as 2024-03-13, not "13/03/2024"'),
        (("--select", "DAT01x"), 'no rule fits "DAT01x"; did you mean "DAT001"?'),
        (("--ignore", "event-date-conflit"), 'no rule fits "event-date-conflit"; did you mean "event-date-conflict"?'),
        (("--format", "markdwn"), 'there is no report format "markdwn"; did you mean "markdown"?'),
        (("--output", "report.xyz:"), None),
        (("--formt", "json"), "No such option: --formt (Possible options: --format)"),
        (("--baseline",), "Option '--baseline' requires an argument"),
    ],
)
def test_unknown_option_or_value(shell: Shell, arguments: tuple[str, ...], error: str | None) -> None:
    shell.write("a.txt", FINE)
    outcome = shell("check", "a.txt", "--no-plugins", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    if error is not None:
        assert outcome.err == f"crossfact: error: {error}\n"
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("chceck", "a.txt"), "No such command 'chceck'. Did you mean 'check'?"),
        (("check",), "Missing argument 'PATH'"),
        (("rule", "CAS1"), 'no rule fits "CAS1"; did you mean "CAS001"?'),
    ],
)
def test_unknown_command_or_argument(shell: Shell, arguments: tuple[str, ...], error: str) -> None:
    assert shell(*arguments) == (2, "", f"crossfact: error: {error}\n")


@pytest.mark.parametrize(
    ("file", "text", "error"),
    [
        ("crossfact.toml", 'fail_on = "error"\n', 'crossfact.toml: unknown key "fail_on"; did you mean "fail-on"?'),
        (
            "pyproject.toml",
            "[tool.crossfact]\npedantick = true\n",
            'pyproject.toml: unknown key "pedantick"; did you mean "pedantic"?',
        ),
        (
            "crossfact.toml",
            '[severities]\nCAS01 = "info"\n',
            'the key "severities": no rule fits "CAS01"; did you mean "CAS001"?',
        ),
    ],
)
def test_unknown_key_in_the_configuration(shell: Shell, file: str, text: str, error: str) -> None:
    shell.write("a.txt", FINE)
    shell.write(file, text)
    assert shell("check", "a.txt") == (2, "", f"crossfact: error: {error}\n")


def test_output_that_cannot_be_written(shell: Shell) -> None:
    shell.write("a.txt", FINE)
    shell.write("file", "")
    outcome = shell("check", "a.txt", "--output", "file/report.md")
    assert outcome.status == 2
    assert outcome.err.startswith("crossfact: error: file/report.md cannot be written (")


def test_name_of_a_file_steers_no_terminal(shell: Shell) -> None:
    shell.write("news/\x1b[31m.txt", "")
    outcome = shell("check", "news")
    assert "\x1b" not in outcome.out + outcome.err
    assert "⟨U+001B⟩[31m.txt" in outcome.err
