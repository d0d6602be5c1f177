"""What a report format is made of: a plain value around one pure function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crossfact.model import Report, Severity


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a report can say about a rule: ``summary`` is one sentence, ``page`` the reference page as Markdown."""

    code: str
    name: str
    severity: Severity
    summary: str
    page: str


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Where and how a report will be shown.

    ``target`` is the path of the output file as the user gave it, from which relative links start; ``None`` for
    standard output. ``colour`` is true only on a terminal that wants colours, ``width`` its width in columns.
    ``rules`` holds a card for every rule that ran, sorted by code.
    """

    target: str | None = None
    colour: bool = False
    width: int = 100
    rules: tuple[RuleCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """A report format. ``suffixes`` (with the dot) pick it for output files; the first writer by name wins a tie.

    ``write`` returns the whole text, with a newline at its end.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Report, WriteOptions], str]
