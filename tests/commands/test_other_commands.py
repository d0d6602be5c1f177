"""Listing, showing, extracting; and what starting up costs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from crossfact.registry import RULES, Registry
from shell import Shell

REGISTRY = Registry(plugins=False)


def test_rules_lists_every_rule_on_a_line(shell: Shell) -> None:
    outcome = shell("rules", "--no-plugins")
    assert outcome.status == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(REGISTRY.names(RULES))
    rule = REGISTRY.rule("CAS001")
    assert f"CAS001  casualty-count-conflict      error    {(rule.doc or '').splitlines()[0]}\n" in outcome.out


def test_rule_prints_its_page_by_code_or_name(shell: Shell) -> None:
    outcome = shell("rule", "CAS001")
    assert outcome == shell("rule", "casualty-count-conflict")
    assert outcome.out.startswith(
        "# CAS001 casualty-count-conflict\n\nSeverity: error. Reads: casualties.\n\nTwo tolls"
    )
    for heading in ("## What it does", "## Why it matters", "## Known limits", "## Examples"):
        assert f"\n{heading}\n" in outcome.out


def test_claims_as_json_lines_and_as_table_say_the_same(news: Shell) -> None:
    lines = [json.loads(line) for line in news("claims", "news", "--no-plugins").out.splitlines()]
    assert lines[0] == {
        "article": "echo.md",
        "kind": "casualties",
        "rule": "CAS001",
        "start": 108,
        "end": 124,
        "quote": "killed 12 people",
        "subject": "people killed in the fire",
        "value": {"type": "count", "low": 12, "high": 12, "slot": "killed", "of": "people"},
        "said_on": "2024-03-13",
        "attribution": None,
    }
    for line in lines:
        assert news.read(f"news/{line['article']}")[line["start"] : line["end"]] == line["quote"]
    rows = list(csv.DictReader(io.StringIO(news("claims", "news", "--no-plugins", "--format", "csv").out)))
    assert [{**row, "value": json.loads(row["value"])} for row in rows] == [
        {key: "" if value is None else value if key == "value" else str(value) for key, value in line.items()}
        for line in lines
    ]


def test_claims_of_chosen_rules_only(news: Shell) -> None:
    kinds = {json.loads(line)["kind"] for line in news("claims", "news", "--select", "CAS001").out.splitlines()}
    assert kinds == {"casualties"}


def test_annotate_gives_text_and_layers_with_offsets(shell: Shell) -> None:
    text = "\ufeffPORT ELLERY, March 13, 2024 — Rain fell.\r\n“We will rebuild,” Mayor Amara Okoye said on Tuesday.\r\n"
    shell.write("a.txt", text)
    outcome = shell("annotate", "a.txt", "--format", "jsonl")
    (line,) = [json.loads(line) for line in outcome.out.splitlines()]
    assert line["article"] == "a.txt"
    assert line["text"] == text.removeprefix("\ufeff")
    assert line["published"]["earliest"] == line["published"]["latest"] == "2024-03-13"
    tuesday = next(timex for timex in line["temporal_expressions"] if "Tuesday" in timex["text"])
    assert (tuesday["type"], tuesday["value"], tuesday["earliest"]) == ("DATE", "2024-03-12", "2024-03-12")
    (quotation,) = line["quotations"]
    assert (quotation["text"], quotation["speaker"]) == ("We will rebuild,", "Amara Okoye")
    for layer in ("temporal_expressions", "quotations", "names"):
        for item in line[layer]:
            words = line["text"][item["start"] : item["end"]]
            assert item["text"] in words


def test_annotate_for_people_underlines_what_was_found(shell: Shell) -> None:
    shell.write(
        "a.txt",
        "Fire guts warehouse\n"
        "PORT ELLERY, March 13, 2024 — Nine people died in a fire on Tuesday, police said. Mayor Amara Okoye had met crews"
        " from Saltmarsh last week.\n"
        "\n"
        "“We will rebuild by June 31,” Okoye said.\x1b[31m\n",
    )
    assert shell("annotate", "a.txt") == (
        0,
        """\
a.txt: published 2024-03-13 (dateline)

  1 Fire guts warehouse
  2 PORT ELLERY, March 13, 2024 — Nine people died in a fire on Tuesday, police said. Mayor Amara
    -----------  ==============                                 =======                     -----
    place        DATE 2024-03-13                                DATE 2024-03-12             person
    Okoye had met crews from Saltmarsh last week.
    -----                    --------- =========
                             other     DATE 2024-W10
  4 “We will rebuild by June 31,” Okoye said.⟨U+001B⟩[31m
    ....................=======.. -----
    quotation: Amara Okoye        person Amara Okoye
                        June has 30 days

""",
        "",
    )


@pytest.mark.parametrize("command", ["claims", "annotate"])
def test_unreadable_file_is_named_and_the_others_are_printed(shell: Shell, command: str) -> None:
    shell.write("news/a.txt", b"\0")
    shell.write("news/b.txt", "Nine people died in the fire on March 13, 2024, police in Port Ellery said.\n")
    outcome = shell(command, "news")
    assert outcome.status == 2
    assert "b.txt" in outcome.out
    assert outcome.err == "crossfact: error: news/a.txt: not a text file (it holds NUL bytes)\n"


@pytest.mark.parametrize("command", ["claims", "annotate"])
def test_unknown_format_is_refused(shell: Shell, command: str) -> None:
    shell.write("a.txt", "x")
    outcome = shell(command, "a.txt", "--format", "xml")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("crossfact: error: --format takes ")


def test_version_and_help(shell: Shell) -> None:
    assert shell("--version") == (0, f"crossfact {version('crossfact')}\n", "")
    helped = shell("--help")
    assert (helped.status, helped.err) == (0, "")
    assert shell() == (2, helped.out, "")
    for command in ("check", "baseline", "rules", "rule", "claims", "annotate"):
        assert f"\n  {command}" in helped.out
        assert shell(command, "--help").status == 0


def test_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "crossfact", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"crossfact {version('crossfact')}\n"


HEAVY = {"dateparser", "yaml", "rich", "sentencex", "rapidfuzz", "jinja2", "charset_normalizer"}


@pytest.mark.parametrize("arguments", ["--help", "--version", "check --help", "baseline show"])
def test_start_up_imports_nothing_heavy(shell: Shell, arguments: str) -> None:
    shell.write("crossfact-baseline.jsonl", '{"crossfact-baseline": 1}\n')
    code = (
        "import sys; from crossfact.cli import run; status = run(sys.argv[1:]); "
        "print(status, *sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments.split()], capture_output=True, text=True, check=True)
    status, *modules = done.stderr.split()
    assert status == "0"
    assert not HEAVY & {module.partition(".")[0] for module in modules}


@pytest.mark.usefixtures("news")
def test_check_of_english_text_does_not_import_dateparser() -> None:
    code = "import sys; from crossfact.cli import run; run(['check', 'news']); sys.exit('dateparser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_reader_of_the_output_that_goes_away_is_no_error(news: Shell) -> None:
    command = Path(sys.executable).with_name("crossfact")
    news.write("big.jsonl", "".join(f'{{"id": "{n}", "text": "Rain fell in Port Ellery."}}\n' for n in range(3000)))
    arguments = [command, "annotate", "big.jsonl", "--format", "jsonl"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ba", ["baseline"]),
        ("baseline pr", ["prune"]),
        ("rule DAT00", ["DAT001", "DAT002", "DAT003", "DAT004", "DAT005", "DAT006"]),
        ("check --select CAS", ["CAS001", "CAS002"]),
        ("check --format ma", ["markdown"]),
    ],
)
def test_shell_completion(words: str, completed: list[str]) -> None:
    command = Path(sys.executable).with_name("crossfact")
    line = f"crossfact {words}"
    environment = {"_CROSSFACT_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    done = subprocess.run([command], capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.stdout.split() == completed
