"""Settings of a run, from ``[tool.crossfact]`` in ``pyproject.toml`` or from ``crossfact.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from crossfact.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set for a run; the defaults are those of a run without a configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    pedantic: bool = False
