"""The wheel that is built is what is tested, not only the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("checker/crossfact", "rules/crossfact_rules", "reports/crossfact_reports")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment}, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    done = run(*pip, "--target", folder, wheel)
    assert done.returncode == 0, done.stderr
    return folder


def test_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"{Path(source).name}/{path.relative_to(ROOT / source).as_posix()}"
        for source in SOURCES
        for path in (ROOT / source).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = {name for name in names if name.partition("/")[0].endswith(".dist-info")}
    assert names - info == wanted
    assert any(name.endswith("licenses/LICENSE") for name in info)


def test_wheel_runs_and_says_what_the_source_tree_says(installed: Path) -> None:
    # Ahead of the environment's own packages, so that the installed files are the ones that run.
    path = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    where = run(
        sys.executable,
        "-c",
        "import crossfact, crossfact_rules, crossfact_reports; "
        "print(crossfact.__file__, crossfact_rules.__file__, crossfact_reports.__file__)",
        **path,
    )
    assert [Path(name).parents[1] for name in where.stdout.split()] == [installed] * 3
    command = (installed / "bin" / "crossfact", "check", "seeds", "--format", "json", "--exit-zero")
    from_wheel = run(sys.executable, *command, **path)
    assert (from_wheel.returncode, from_wheel.stderr) == (0, "")
    from_source = run(Path(sys.executable).with_name("crossfact"), *command[1:])
    assert from_wheel.stdout == from_source.stdout
