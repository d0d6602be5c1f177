"""Configuration files: where they are found, what they may say, how they are refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from crossfact.config import Configuration, Settings, find
from crossfact.errors import ConfigError
from crossfact.model import Severity

KEYS = [one.name.replace("_", "-") for one in fields(Settings)]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = write(
        tmp_path / "crossfact.toml",
        """
        select = ["DAT", "CAS001"]
        ignore = ["DAT004"]
        fail-on = "error"
        pedantic = true
        registers = ["offices"]
        baseline = "ci/accepted.jsonl"
        strict-baseline = true
        [severities]
        CAS001 = "info"
        [per-path-ignores]
        "archive/*" = ["DAT001"]
        [publishers]
        "example.org" = "The Example"
        [rules.DAT002]
        clock-tolerance = 90
        """,
    )
    assert find(tmp_path) == Configuration(
        Settings(
            select=("DAT", "CAS001"),
            ignore=("DAT004",),
            fail_on=Severity.ERROR,
            pedantic=True,
            registers=("offices",),
            baseline="ci/accepted.jsonl",
            strict_baseline=True,
            severities={"CAS001": Severity.INFO},
            per_path_ignores={"archive/*": ("DAT001",)},
            publishers={"example.org": "The Example"},
            rules={"DAT002": {"clock-tolerance": 90}},
        ),
        file,
        frozenset(
            (
                *("select", "ignore", "fail-on", "pedantic", "registers", "baseline", "strict-baseline"),
                *("severities", "per-path-ignores", "publishers", "rules"),
            )
        ),
    )


def test_nearest_file_upwards_wins_and_the_repository_is_the_end(tmp_path: Path) -> None:
    write(tmp_path / "crossfact.toml", 'select = ["OUTSIDE"]')
    write(tmp_path / "repo" / ".git" / "HEAD", "")
    write(tmp_path / "repo" / "pyproject.toml", '[project]\nname = "x"\n')
    folder = tmp_path / "repo" / "a" / "b"
    folder.mkdir(parents=True)
    assert find(folder) == Configuration()
    write(tmp_path / "repo" / "pyproject.toml", '[tool.crossfact]\nselect = ["REPO"]\n')
    assert find(folder).settings.select == ("REPO",)
    write(tmp_path / "repo" / "a" / "crossfact.toml", 'select = ["NEAR"]')
    assert find(folder).settings.select == ("NEAR",)


def test_baseline_is_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "crossfact.toml", 'baseline = "accepted.jsonl"')
    folder = tmp_path / "news"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert find(folder).settings.baseline == "../accepted.jsonl"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('fail_on = "error"', 'crossfact.toml: unknown key "fail_on"; did you mean "fail-on"?'),
        ('Selct = ["DAT"]', 'crossfact.toml: unknown key "Selct"; did you mean "select"?'),
        ("xyz = 1", f'crossfact.toml: unknown key "xyz"; known are {", ".join(KEYS)}'),
        ('fail-on = "fatal"', "crossfact.toml: the key \"fail-on\" must be 'error', 'warning' or 'info', not 'fatal'"),
        ('select = "DAT"', "crossfact.toml: the key \"select\" must be a list, not 'DAT'"),
        ("pedantic = [", "crossfact.toml: not valid TOML (Invalid value (at end of document))"),
    ],
)
def test_wrong_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    write(tmp_path / "crossfact.toml", text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        find(tmp_path)
    assert str(caught.value) == message
