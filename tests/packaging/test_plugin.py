"""A rule and a report format of another distribution come in by the same door as ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "plugin_example"
ARTICLE = "March 13, 2024\n\nOkoye was sentenced on Sunday, March 10, 2024, by the court in Port Ellery.\n"


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, capture_output=True, text=True, cwd=cwd, env={**os.environ, **environment}, check=False
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example's wheel, installed."""
    work = tmp_path_factory.mktemp("plugin")
    shutil.copytree(EXAMPLE, work / "source")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work / "dist", work / "source")
    done = run(*build, cwd=work)
    assert done.returncode == 0, done.stderr
    (wheel,) = (work / "dist").glob("*.whl")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    done = run(*pip, "--target", work / "site", wheel, cwd=work)
    assert done.returncode == 0, done.stderr
    return work / "site"


@pytest.fixture
def crossfact(installed: Path, tmp_path: Path) -> Command:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    command = Path(sys.executable).with_name("crossfact")

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run(command, *arguments, cwd=tmp_path, PYTHONPATH=str(installed))

    return call


def test_rule_of_another_distribution_runs(crossfact: Command) -> None:
    done = crossfact("check", "a.txt", "--select", "EXA001")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(
        "a.txt:3:24: EXA001 warning the court hearing in Port Ellery is dated to a Sunday, 2024-03-10\n"
    )


def test_report_of_another_distribution_is_written_by_name_and_suffix(crossfact: Command, tmp_path: Path) -> None:
    done = crossfact("check", "a.txt", "--select", "EXA001", "--format", "csv", "--output", "found.csv")
    head, row = done.stdout.splitlines()
    assert head == "fingerprint,rule,severity,article,line,value,quote"
    assert row.split(",", 1)[1].startswith("EXA001,warning,a.txt,3,2024-03-10,")
    assert (tmp_path / "found.csv").read_text(encoding="utf-8") == done.stdout


def test_list_says_whose_rule_it_is(crossfact: Command) -> None:
    line = next(line for line in crossfact("rules").stdout.splitlines() if line.startswith("EXA001"))
    assert line.endswith("A court hearing is dated to a Sunday. [crossfact-example 1.0]")
    assert "EXA001" not in crossfact("rules", "--no-plugins").stdout


def test_without_plugins_it_is_as_if_it_were_not_there(crossfact: Command) -> None:
    done = crossfact("check", "a.txt", "--select", "EXA001", "--no-plugins")
    assert (done.returncode, done.stderr.partition(";")[0]) == (2, 'crossfact: error: no rule fits "EXA001"')
    assert crossfact("check", "a.txt", "--format", "csv", "--no-plugins").returncode == 2


def test_examples_of_the_rule_hold(installed: Path) -> None:
    code = (
        "from crossfact.registry import Registry\n"
        "from crossfact.testing import clashing_values\n"
        "registry = Registry()\n"
        "rule = registry.rule('EXA001')\n"
        "kinds = {name: registry.kind(name) for name in rule.reads}\n"
        "for example in (*rule.speaks, *rule.silent):\n"
        "    assert clashing_values(rule, example, kinds) == example.finds, example\n"
    )
    done = run(sys.executable, "-c", code, cwd=installed, PYTHONPATH=str(installed))
    assert (done.returncode, done.stderr) == (0, "")
