"""Word lists of the language, as TOML files beside this module; each list names its source in the file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon ``name`` (its file name without ``.toml``). Callers must not change it."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, longest first; it matches nothing where there are no words."""
    escaped = [re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))]
    return "|".join(escaped) if escaped else r"(?!)"
