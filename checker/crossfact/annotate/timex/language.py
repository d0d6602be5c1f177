"""Which language an article is in, as far as dates are concerned, and the names of its months and weekdays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crossfact import lexicon
from crossfact.model import WEEKDAYS

_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SAMPLE = 2000
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of one language: lower-case names to numbers from 0, standard weekday names, order of the parts of a date."""

    language: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    near_days: Mapping[str, int]
    wide: tuple[str, ...]
    short: tuple[str, ...]
    order: str
    numeric: str


@cache
def calendar(language: str) -> Calendar | None:
    """The names of a language, ``None`` where CLDR has none."""
    table = lexicon.load("calendar_names").get(language)
    if table is None:
        return None
    months = {name: number for number, names in enumerate(table["months"]) for name in names}
    weekdays = {name: number for number, names in enumerate(table["weekdays"]) for name in names}
    weekdays |= lexicon.load("languages")["more_weekdays"].get(language, {})
    for other in lexicon.load("languages")["also"].get(language, ()):
        near = lexicon.load("calendar_names")[other]
        months = {name: number for number, names in enumerate(near["months"]) for name in names} | months
        weekdays = {name: number for number, names in enumerate(near["weekdays"]) for name in names} | weekdays
    return Calendar(
        language=language,
        months=months,
        weekdays=weekdays,
        near_days=table["days"],
        wide=tuple(table["wide"]),
        short=tuple(name.rstrip(".") for name in table["short"]),
        order=table["order"],
        numeric=table["numeric"],
    )


def language_of(text: str, declared: str | None) -> str:
    """The two- or three-letter code that the article declares, else a guess from its script and function words.

    The guess looks at the first 2,000 characters only and is English wherever nothing else is clear.
    """
    if declared:
        code = re.split(r"[-_]", declared.lower(), maxsplit=1)[0]
        aliases: Mapping[str, str] = lexicon.load("languages")["aliases"]
        return aliases.get(code, code)
    sample = text[:_SAMPLE]
    if sample.count(" the ") > len(sample) / 400:
        return "en"
    if not sample.isascii() and (other := _by_script(sample)) is not None:
        return other
    words = frozenset(_WORD.findall(sample.lower()))
    table = _function_words()
    english = len(words & table["en"])
    if english >= 3 and "the" in words:
        return "en"
    counts = {code: len(words & known) for code, known in table.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= max(2, 2 * english + 1) else "en"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in lexicon.load("languages")["words"].items()}


def _by_script(sample: str) -> str | None:
    letters = [ord(char) for char in sample if char.isalpha()]
    foreign = [code for code in letters if code > 0x36F]
    if len(foreign) * 2 < len(letters):
        return None
    for row in lexicon.load("languages")["script"]:
        inside = sum(row["first"] <= code <= row["last"] for code in foreign)
        # Japanese mixes kana into text that is mostly Han characters.
        if inside * (10 if row["language"] == "ja" else 2) >= len(foreign):
            return _by_marks(sample.lower(), row)
    return None


def _by_marks(sample: str, row: Mapping[str, Any]) -> str:
    """The first language of the script that has letters of its own here, at least one in two hundred."""
    marks: Mapping[str, str] = row.get("marks", {})
    for code, letters in marks.items():
        count = sum(map(sample.count, letters))
        if count >= 2 and count * 200 >= len(sample):
            return code
    return str(row["language"])


def weekday_names(language: str, written: str) -> tuple[str, ...]:
    """The seven weekday names from Monday, short ones where ``written`` is a short one, capitalised as it is."""
    names = calendar(language) if language != "en" else None
    if names is None:
        return _SHORT if len(written) < 6 else WEEKDAYS
    bare = written.rstrip(".").lower()
    chosen = names.short if bare in {name.lower() for name in names.short} else names.wide
    return tuple(name[:1].upper() + name[1:] if written[:1].isupper() else name for name in chosen)
