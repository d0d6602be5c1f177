"""Finds where news articles contradict each other, themselves, or a dated register of office holders.

``check`` reads files and folders and returns the ``Report``; the names in ``__all__`` are stable.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossfact.api import check
    from crossfact.config import Settings
    from crossfact.errors import CrossfactError
    from crossfact.model import Article, Claim, Finding, Location, NearMiss, Problem, Report, Severity, State
    from crossfact.registry import Registry

__all__ = [
    "Article",
    "Claim",
    "CrossfactError",
    "Finding",
    "Location",
    "NearMiss",
    "Problem",
    "Registry",
    "Report",
    "Settings",
    "Severity",
    "State",
    "check",
]

_HOMES = {"check": "api", "Settings": "config", "CrossfactError": "errors", "Registry": "registry"}


def __getattr__(name: str) -> Any:
    # Loaded on first use: most imports of the package want one module of it, not the engine.
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
