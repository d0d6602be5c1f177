"""The steps of the GitHub Action (action.yml), runnable anywhere: check changed articles against all of them.

Read from the environment:

* ``CROSSFACT_PATHS``: folders of the articles, one a line;
* ``CROSSFACT_BASE``: commit to compare with; empty to check everything;
* ``CROSSFACT_OPTIONS``: further options of ``crossfact check``, as typed in a shell;
* ``CROSSFACT_SARIF``: where to write the SARIF report, if anywhere;
* ``GITHUB_STEP_SUMMARY``: where to write the Markdown report, if anywhere.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from crossfact.cli import run
from crossfact.registry import READERS, Registry


def main(environment: Mapping[str, str]) -> int:
    paths = [line.strip() for line in environment.get("CROSSFACT_PATHS", "").splitlines() if line.strip()]
    if not paths:
        sys.stderr.write("crossfact: error: CROSSFACT_PATHS names no folder\n")
        return 2
    options = ["--format", "github", *shlex.split(environment.get("CROSSFACT_OPTIONS", ""))]
    for form, variable in (("sarif", "CROSSFACT_SARIF"), ("markdown", "GITHUB_STEP_SUMMARY")):
        if file := environment.get(variable):
            options += ["--output", f"{form}:{file}"]
    base = environment.get("CROSSFACT_BASE", "")
    if not base:
        return run(["check", *paths, *options])
    files = changed(base, paths)
    if not files:
        sys.stdout.write("crossfact: no article changed\n")
        return 0
    return run(["check", *files, *(part for path in paths for part in ("--against", path)), *options])


def changed(base: str, paths: Sequence[str]) -> list[str]:
    """The articles that differ from a commit, which is fetched if a shallow clone lacks it."""
    if subprocess.run(["git", "cat-file", "-e", f"{base}^{{commit}}"], capture_output=True, check=False).returncode:
        subprocess.run(["git", "fetch", "--quiet", "--depth=1", "origin", base], check=True)
    command = ["git", "diff", "--name-only", "--diff-filter=ACMR", "--relative", "-z", base, "HEAD", "--", *paths]
    names = os.fsdecode(subprocess.run(command, capture_output=True, check=True).stdout).split("\0")
    readable = Registry().names(READERS)
    return [name for name in names if Path(name).suffix.lower().removeprefix(".") in readable]


if __name__ == "__main__":
    sys.exit(main(os.environ))
