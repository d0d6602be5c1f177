"""What the README shows is what happens: its files are written, its commands and Python run, the outputs compared.

Fenced blocks are taken in order, in one folder that holds the sample articles. A block whose first line is a comment with a
path becomes that file. In ``console`` blocks, a command with output below it must print just that; one without must end
as it should. A line ``...`` stands for any lines. ``CROSSFACT_REWRITE=1`` writes the outputs of today into the README.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (\S+/\S+\.\w+)\n")


class Command(NamedTuple):
    line: str
    shown: str


def blocks(text: str) -> Iterator[tuple[str, str]]:
    return ((match[1], match[2]) for match in _BLOCK.finditer(text))


def commands(body: str) -> list[Command]:
    """The commands of a console block with the output shown below each."""
    found: list[list[str]] = []
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:].rstrip("\n"), ""])
        else:
            found[-1][1] += line
    return [Command(line, shown) for line, shown in found]


class Sandbox:
    """A copy of what a checkout offers to the commands of the README."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".git").mkdir()
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        site = folder / ".site"
        self.environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH")))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PIP_TARGET": str(site),
            "PIP_NO_DEPS": "1",
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_QUIET": "1",
            "PIP_NO_INPUT": "1",
        }

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a command; what would install or test this checkout itself is only planned."""
        folder = self.folder
        if line.startswith("make "):
            line, folder = f"make --dry-run --always-make {line.removeprefix('make ')} >/dev/null", ROOT
        elif line == "pip install .":
            line, folder = "pip install --dry-run .", ROOT
        return subprocess.run(
            ["sh", "-c", line], cwd=folder, env=self.environment, capture_output=True, text=True, check=False
        )


def status_of(command: Command, out: str) -> int:
    """The exit status that the README leads to expect."""
    loud = "crossfact check" in command.line and "--exit-zero" not in command.line
    return int(loud and not out.startswith("Nothing "))


def fits(shown: str, out: str) -> bool:
    pattern = "".join(r"(?:.*\n)*" if line == "...\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, out) is not None


def test_what_the_readme_shows_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = Sandbox(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = README.read_text(encoding="utf-8")
    written: list[tuple[str, str]] = []
    variables: dict[str, object] = {}
    ran = 0
    for language, body in blocks(text):
        named = _FILE.match(body)
        if named is not None:
            path = tmp_path / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body[named.end() :] if language == "text" else body, encoding="utf-8")
        elif language == "console":
            parts = []
            for command in commands(body):
                done = sandbox.run(command.line)
                ran += 1
                out = done.stdout.replace(str(tmp_path), "")
                assert (done.returncode, done.stderr) == (status_of(command, out), ""), command.line
                fitting = not command.shown or fits(command.shown, out)
                if not os.environ.get("CROSSFACT_REWRITE"):
                    assert fitting, f"{command.line}\n{out}"
                parts.append(f"$ {command.line}\n{command.shown if fitting else out}")
            written.append((f"```console\n{body}```", f"```console\n{''.join(parts)}```"))
        elif language == "pycon":
            test = doctest.DocTestParser().get_doctest(body, variables, "README.md", None, None)
            result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, clear_globs=False)
            variables = test.globs
            assert (result.failed, result.attempted) == (0, len(test.examples))
            ran += result.attempted
        else:
            pytest.fail(f"no way to try a block of {language or 'no language'}:\n{body}")
    assert ran
    if os.environ.get("CROSSFACT_REWRITE"):
        for old, new in written:
            text = text.replace(old, new)
        README.write_text(text, encoding="utf-8")


def test_links_of_the_readme_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize(
    ("shown", "out", "expected"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("...\nb\n", "a\n", False),
    ],
)
def test_outputs_are_compared_line_by_line(shown: str, out: str, expected: bool) -> None:
    assert fits(shown, out) is expected
