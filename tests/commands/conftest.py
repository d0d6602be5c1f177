"""Folders to run commands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Shell:
    # The end of the search for a configuration.
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capfdbinary.readouterr)


POST = """\
---
title: Fire guts warehouse
date: 2024-03-13
publisher: Harbour Post
---

Nine people died in a warehouse fire in Port Ellery on Tuesday, police said. The blaze broke out in the Harrowgate
warehouse district shortly after noon, and crews from Saltmarsh fought it for six hours.
"""

ECHO = """\
---
title: Blaze in Harrowgate
date: 2024-03-13
publisher: Ellery Echo
---

A warehouse fire in Port Ellery killed 12 people on Tuesday. The blaze in the Harrowgate warehouse district burned for
six hours before crews from Saltmarsh put it out.
"""

QUIET = """\
---
title: New tram line opens
date: 2024-06-05
publisher: Ellery Echo
---

The mayor of Wexbridge opened the new tram line on Monday, the city said. The tram runs from the quay to the garden.
"""


@pytest.fixture
def news(shell: Shell) -> Shell:
    """A shell with two articles in ``news`` that give two tolls for one fire, and a third that has no part in it."""
    for name, text in (("post.md", POST), ("echo.md", ECHO), ("tram.md", QUIET)):
        shell.write(f"news/{name}", text)
    return shell
