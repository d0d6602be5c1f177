"""Finds where news articles contradict each other, themselves, or a dated register of office holders.

``check`` reads files and folders and returns the ``Report``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossfact.api import check

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: most imports of the package want one module of it, not the engine.
    if name in __all__:
        from crossfact import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
