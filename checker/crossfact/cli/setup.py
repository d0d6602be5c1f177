"""``crossfact config`` and ``crossfact init``: what is in force here, and how to begin."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from crossfact.cli.shared import NoPlugins, checked, out, tell, visible, write
from crossfact.errors import UsageError

_CONFIGURATION = """\
# Settings of crossfact; "crossfact config" shows all of them and where they come from.
baseline = "crossfact-baseline.jsonl"
"""

_GITHUB = """\
# Fails where articles newly contradict each other, themselves or the register of office holders.
name: crossfact
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
  security-events: write
jobs:
  crossfact:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install crossfact
      - run: crossfact check {path} --format github --output crossfact.sarif --output "markdown:$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: crossfact.sarif
"""

_GITLAB = """\
# Fails where articles newly contradict each other, themselves or the register of office holders.
crossfact:
  image: python:3.12-slim
  script:
    - pip install crossfact
    - crossfact check {path} --output gitlab:gl-code-quality-report.json --output junit:crossfact.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: crossfact.xml
"""

_LIKELY = ("content", "articles", "posts", "_posts", "news", "stories", "docs")


def config(no_plugins: NoPlugins = False) -> None:
    """Print the settings in force, and their origin."""
    from crossfact.config import find
    from crossfact.registry import KINDS, OWN, READERS, REGISTERS, REPORTS, RULES, Registry

    found = find(Path.cwd())
    file = None if found.file is None else Path(os.path.relpath(found.file)).as_posix()
    lines = [
        f"# {file}\n" if file else "# no configuration file: crossfact.toml, or [tool.crossfact] in pyproject.toml\n"
    ]
    for one in fields(found.settings):
        key = one.name.replace("_", "-")
        origin = file if key in found.keys else "default"
        value = getattr(found.settings, one.name)
        lines.append(
            f"{f'{key} = {_toml(value)}':<60} # {origin}\n" if value is not None else f"{f'# {key}':<60} # not set\n"
        )
    registry = Registry(plugins=not no_plugins)
    others = Counter(
        (entry.distribution, entry.version, group.removeprefix("crossfact."))
        for group in (KINDS, RULES, READERS, REPORTS, REGISTERS)
        for entry in registry.entries(group)
        if entry.distribution != OWN
    )
    lines += (
        f"# {name} {version} adds {count} to {group}\n" for (name, version, group), count in sorted(others.items())
    )
    out(visible("".join(lines)))


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_toml(one)}" for key, one in value.items()) + "}"
        )
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def init(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="The folder of the articles [default: the one with most].")
    ] = None,
    ci: Annotated[
        str | None, typer.Option("--ci", metavar="HOST", help="github, gitlab or none [default: what is in use here].")
    ] = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Set up this repository: settings, baseline, CI job.

    Files that are there stay as they are.
    """
    from crossfact import baseline
    from crossfact.cli.shared import one_of, settings_of
    from crossfact.registry import READERS, Registry

    host = one_of("--ci", ci, ("github", "gitlab", "none")) if ci is not None else _host()
    registry = Registry(plugins=not no_plugins)
    folder = path or _folder(registry.names(READERS))
    if not folder.exists():
        raise UsageError(f"{folder.as_posix()}: no such file or folder")
    steps = []
    _new("crossfact.toml", _CONFIGURATION)
    settings = settings_of()
    if settings.baseline is None:
        steps.append('Add to crossfact.toml: baseline = "crossfact-baseline.jsonl"')
    report = checked([folder], replace(settings, baseline=None), registry, None)
    status = tell(report.problems)
    target = settings.baseline or "crossfact-baseline.jsonl"
    entries = [baseline.entry_of(finding, reason="before adoption") for finding in report.findings]
    if _new(target, baseline.dump(entries)):
        steps.append(
            f"Read what was accepted ({len(entries)} in {len(report.articles)} articles): crossfact baseline show"
        )
    job = quote(folder.as_posix())
    if host == "github":
        _new(".github/workflows/crossfact.yml", _GITHUB.format(path=job))
    elif host == "gitlab" and not _new(".gitlab-ci.yml", _GITLAB.format(path=job)):
        _new(".gitlab/crossfact.yml", _GITLAB.format(path=job))
        steps.append("Add to .gitlab-ci.yml: include: {local: .gitlab/crossfact.yml}")
    steps.append("Commit these files. From then on only new and changed findings fail:")
    steps.append(f"  crossfact check {job}")
    out("\nNext:\n" + "".join(f"  {step}\n" for step in steps))
    return status


def _new(file: str, text: str) -> bool:
    """Write a file unless it is there, and say which of the two."""
    if Path(file).exists():
        out(f"{file}: is there already, left as it is\n")
        return False
    write(file, text)
    out(f"{file}: written\n")
    return True


def _host() -> str:
    """Which build server the repository uses, by the files that are there."""
    if Path(".gitlab-ci.yml").exists():
        return "gitlab"
    if Path(".github").is_dir():
        return "github"
    try:
        remotes = Path(".git", "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "none"
    return next((host for host in ("github", "gitlab") if f"{host}." in remotes), "none")


def _folder(suffixes: tuple[str, ...]) -> Path:
    """The folder beside us that holds most articles; a usual name wins over a number."""
    from crossfact import load

    counts = {}
    for path in sorted(Path().iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            count = len(load.plan([path], suffixes).sources)
            if count:
                counts[path] = (path.name in _LIKELY, count)
    if not counts:
        raise UsageError("no folder here holds articles", hint="name it: crossfact init PATH")
    return max(counts, key=lambda path: counts[path])
