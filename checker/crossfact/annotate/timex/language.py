"""Which language an article is in, as far as dates are concerned, and the names of its weekdays."""

from __future__ import annotations

from crossfact.model import WEEKDAYS

_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def language_of(text: str, declared: str | None) -> str:
    """The two-letter code that the article declares, else English."""
    return (declared or "en")[:2].lower()


def weekday_names(language: str, written: str) -> tuple[str, ...]:
    """The seven weekday names from Monday, short ones where ``written`` is short, in the case of ``written``."""
    return _SHORT if len(written) < 6 else WEEKDAYS
