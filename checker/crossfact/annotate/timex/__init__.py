"""Temporal expressions."""

from __future__ import annotations

from dataclasses import dataclass

from crossfact.model import CreationTime, Days, Timex
from crossfact.segment import Layout


@dataclass(frozen=True, slots=True)
class Tagged:
    timexes: tuple[Timex, ...]
    dct: CreationTime | None


def tag(
    text: str,
    layout: Layout,
    *,
    published: Days | None = None,
    published_origin: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Tagged:
    return Tagged((), None)
