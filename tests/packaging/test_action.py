"""The GitHub Action and the hooks: the same script that a workflow runs, over a repository with a change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]

POST = (
    "March 13, 2024\n\nNine people died in the warehouse fire in Port Ellery on Tuesday, crews from Saltmarsh said.\n"
)
ECHO = POST.replace("Nine", "Twelve")
TRAM = "June 5, 2024\n\nThe mayor of Wexbridge opened the new tram line on Monday, the city said.\n"


def git(folder: Path, *arguments: str) -> str:
    names = {f"GIT_{who}_{what}": "desk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, env={**os.environ, **names}
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose last commit adds an article that contradicts an earlier one, and a picture."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.txt").write_text(POST, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "content")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    (tmp_path / "content" / "echo.txt").write_text(ECHO, encoding="utf-8")
    (tmp_path / "content" / "fire.png").write_bytes(b"\x89PNG\0")
    git(tmp_path, "add", "content")
    git(tmp_path, "commit", "--quiet", "--message", "second")
    return tmp_path


def act(repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "action.py"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CROSSFACT_PATHS": "content\n", **environment},
    )


def test_changed_article_is_checked_against_all(repository: Path) -> None:
    done = act(
        repository,
        CROSSFACT_BASE=git(repository, "rev-parse", "HEAD~1"),
        CROSSFACT_SARIF="out/found.sarif",
        GITHUB_STEP_SUMMARY="summary.md",
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("::error file=content/echo.txt,line=3,")
    (run,) = json.loads((repository / "out" / "found.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["CAS001"]
    assert (repository / "summary.md").read_text(encoding="utf-8").startswith("# Fact consistency report\n")


def test_change_that_contradicts_nothing_passes(repository: Path) -> None:
    (repository / "content" / "tram.txt").write_text(TRAM, encoding="utf-8")
    git(repository, "add", "content")
    git(repository, "commit", "--quiet", "--message", "third")
    assert act(repository, CROSSFACT_BASE=git(repository, "rev-parse", "HEAD~1")).returncode == 0


def test_no_change_is_no_failure(repository: Path) -> None:
    done = act(repository, CROSSFACT_BASE="HEAD")
    assert (done.returncode, done.stdout) == (0, "crossfact: no article changed\n")


def test_without_a_base_everything_is_checked_with_the_options_given(repository: Path) -> None:
    assert act(repository).returncode == 1
    assert act(repository, CROSSFACT_OPTIONS="--exit-zero").returncode == 0
    assert act(repository, CROSSFACT_OPTIONS="--ignore 'CAS001'").returncode == 0


def test_without_paths_it_is_refused(repository: Path) -> None:
    done = act(repository, CROSSFACT_PATHS="\n")
    assert (done.returncode, done.stderr) == (2, "crossfact: error: CROSSFACT_PATHS names no folder\n")


def test_action_runs_the_script_with_the_names_it_reads() -> None:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    script = (ROOT / ".ci" / "action.py").read_text(encoding="utf-8")
    assert ".ci/action.py" in step["run"]
    assert all(f'"{name}"' in script for name in step["env"])
    used = {line.split("inputs.")[1].split(" ")[0].rstrip("}") for line in map(str, step["env"].values())}
    assert used <= set(action["inputs"])


def test_hooks_name_commands_that_are_there() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for hook in hooks] == ["crossfact check", "crossfact check"]
    assert [hook.get("pass_filenames", True) for hook in hooks] == [False, True]
