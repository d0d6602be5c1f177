"""``crossfact init`` and ``crossfact config``."""

from __future__ import annotations

import pytest
import yaml

from shell import Shell

SETTINGS = '# Settings of crossfact; "crossfact config" shows all of them and where they come from.\nbaseline = "crossfact-baseline.jsonl"\n'


def test_init_sets_up_a_repository_that_then_passes(news: Shell) -> None:
    (news.folder / ".github").mkdir()
    news.write("assets/readme.txt", "Nothing.")
    outcome = news("init")
    assert outcome == (
        0,
        "crossfact.toml: written\n"
        "crossfact-baseline.jsonl: written\n"
        ".github/workflows/crossfact.yml: written\n"
        "\nNext:\n"
        "  Read what was accepted (1 in 3 articles): crossfact baseline show\n"
        "  Commit these files. From then on only new and changed findings fail:\n"
        "    crossfact check news\n",
        "",
    )
    assert news.read("crossfact.toml") == SETTINGS
    job = yaml.safe_load(news.read(".github/workflows/crossfact.yml"))["jobs"]["crossfact"]
    assert any(step.get("run", "").startswith("crossfact check news --format github") for step in job["steps"])
    assert news("check", "news").status == 0
    assert "(before adoption)" in news("baseline", "show").out


def test_init_leaves_what_is_there(news: Shell) -> None:
    news.write("crossfact.toml", 'ignore = ["NAM001"]\n')
    news.write(".gitlab-ci.yml", "stages: [test]\n")
    outcome = news("init", "news")
    assert outcome.out == (
        "crossfact.toml: is there already, left as it is\n"
        "crossfact-baseline.jsonl: written\n"
        ".gitlab-ci.yml: is there already, left as it is\n"
        ".gitlab/crossfact.yml: written\n"
        "\nNext:\n"
        '  Add to crossfact.toml: baseline = "crossfact-baseline.jsonl"\n'
        "  Read what was accepted (1 in 3 articles): crossfact baseline show\n"
        "  Add to .gitlab-ci.yml: include: {local: .gitlab/crossfact.yml}\n"
        "  Commit these files. From then on only new and changed findings fail:\n"
        "    crossfact check news\n"
    )
    assert news.read("crossfact.toml") == 'ignore = ["NAM001"]\n'
    job = yaml.safe_load(news.read(".gitlab/crossfact.yml"))["crossfact"]
    assert job["script"][1].startswith("crossfact check news --output gitlab:")


@pytest.mark.parametrize(
    ("remote", "file"), [("github.com", ".github/workflows/crossfact.yml"), ("gitlab.example", ".gitlab-ci.yml")]
)
def test_init_knows_the_build_server_by_the_remote(news: Shell, remote: str, file: str) -> None:
    news.write(".git/config", f'[remote "origin"]\n\turl = git@{remote}:desk/news.git\n')
    assert f"\n{file}: written\n" in news("init").out


def test_init_without_a_build_server_writes_no_job(news: Shell) -> None:
    news("init", "--ci", "none")
    assert sorted(path.name for path in news.folder.iterdir()) == [
        ".git",
        "crossfact-baseline.jsonl",
        "crossfact.toml",
        "news",
    ]


def test_init_without_articles_is_refused(shell: Shell) -> None:
    assert shell("init") == (2, "", "crossfact: error: no folder here holds articles; name it: crossfact init PATH\n")
    assert shell("init", "absent") == (2, "", "crossfact: error: absent: no such file or folder\n")
    assert shell("init", "--ci", "jenkins").err == (
        'crossfact: error: --ci takes github, gitlab or none, not "jenkins"\n'
    )


def test_config_shows_what_is_in_force_and_where_it_comes_from(shell: Shell) -> None:
    shell.write(
        "pyproject.toml",
        '[tool.crossfact]\nfail-on = "error"\n[tool.crossfact.severities]\nNAM001 = "info"\n'
        "[tool.crossfact.rules.DAT002]\nclock-tolerance = 90\n",
    )
    outcome = shell("config", "--no-plugins")
    assert (outcome.status, outcome.err) == (0, "")
    lines = {line.split("#")[0].strip(): line.rpartition("# ")[2] for line in outcome.out.splitlines()}
    assert outcome.out.startswith("# pyproject.toml\n")
    assert lines['fail-on = "error"'] == "pyproject.toml"
    assert lines['severities = {"NAM001" = "info"}'] == "pyproject.toml"
    assert lines['rules = {"DAT002" = {"clock-tolerance" = 90}}'] == "pyproject.toml"
    assert lines["pedantic = false"] == "default"
    assert "# adjudications" in outcome.out


def test_config_can_be_used_as_a_configuration(shell: Shell) -> None:
    shell.write("crossfact.toml", 'select = ["DAT", "CAS001"]\n[publishers]\n"wire/*" = "The “Wire”"\n')
    shown = shell("config", "--no-plugins").out
    shell.write("crossfact.toml", shown)
    again = shell("config", "--no-plugins").out
    assert [line.split("#")[0] for line in again.splitlines()] == [line.split("#")[0] for line in shown.splitlines()]


def test_config_without_a_file_says_so(shell: Shell) -> None:
    assert shell("config").out.startswith(
        "# no configuration file: crossfact.toml, or [tool.crossfact] in pyproject.toml\n"
    )
