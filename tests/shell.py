"""A command line to test: run in this process, in a folder of its own, with the whole output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from crossfact.cli import run


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


class Shell:
    """A folder and a way to run ``crossfact`` in it. Files are given by name and text."""

    def __init__(self, folder: Path, read: Callable[[], tuple[bytes, bytes]]) -> None:
        self.folder = folder
        self._read = read

    def write(self, name: str, data: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def __call__(self, *arguments: str) -> Outcome:
        self._read()
        status = run(arguments)
        out, err = self._read()
        return Outcome(status, out.decode(), err.decode())
