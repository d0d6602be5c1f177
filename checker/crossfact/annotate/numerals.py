"""Numbers as news writes them: digits, words, dozens, ranges, and the words that make them inexact.

Works on the tokens of one sentence. A number is an interval: "at least 12" is [12, ∞), "more than 20" [21, ∞),
"dozens" [24, ∞), "about 30" a band of a tenth on both sides, "no" is 0.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from crossfact import lexicon

_WORDS = lexicon.load("numbers")
_UNITS: dict[str, int] = _WORDS["units"]
_TENS: dict[str, int] = _WORDS["tens"]
_SCALES: dict[str, int] = _WORDS["scales"]
_VAGUE: dict[str, int] = _WORDS["vague"]
_HEDGES: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _effect in _WORDS["hedges"].items():
    _HEDGES.setdefault(_phrase.split()[0], []).append((tuple(_phrase.split()), _effect))
for _options in _HEDGES.values():
    _options.sort(key=lambda option: -len(option[0]))
_AFTER = [(tuple(phrase.split()), effect) for phrase, effect in _WORDS["after"].items()]
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?")
_BAND = 0.1
"""Share by which "about" may miss; a convention of this tool, wide enough for rounding to the next ten."""

STARTS = frozenset(
    {
        *_UNITS,
        *_TENS,
        *_VAGUE,
        *_HEDGES,
        "no",
        "none",
        "nobody",
        "hundred",
        "half",
        "between",
        "couple",
        "pair",
        "dozen",
    }
)
"""Words in lower case at which a number may begin; digits may as well."""


class Number(NamedTuple):
    """Closed interval with open ends as ``None``; tokens ``start`` to ``end`` (exclusive) hold it.

    ``plain`` is false for vague words ("dozens"), ``hedge`` the words that make it inexact.
    """

    low: float | None
    high: float | None
    start: int
    end: int
    hedge: str | None = None
    plain: bool = True


def parse(low: list[str], start: int) -> Number | None:
    """The number that begins at token ``start`` of a sentence's tokens in lower case, hedges included."""
    position = start
    effect = hedge = None
    for words, kind in _HEDGES.get(low[start], ()):
        if tuple(low[start : start + len(words)]) == words:
            position, effect, hedge = start + len(words), kind, " ".join(words)
            break
    if position >= len(low):
        return None
    bare = _range(low, position)
    if bare is None:
        return None
    first, last, end, vague = bare
    for words, kind in _AFTER:
        if effect is None and tuple(low[end : end + len(words)]) == words:
            effect, hedge, end = kind, " ".join(words), end + len(words)
    if vague:
        return Number(first, None, start, end, " ".join(low[start:end]), plain=False)
    if effect is None:
        return Number(first, last, start, end, None if first == last else " ".join(low[start:end]))
    lower, upper = _hedged(effect, first, last)
    return Number(lower, upper, start, end, hedge)


def _hedged(effect: str, low: float, high: float) -> tuple[float | None, float | None]:
    if effect == "low":
        return low, None
    if effect == "above":
        return (low + 1 if low == int(low) else low), None
    if effect == "high":
        return None, high
    if effect == "below":
        return None, high - 1
    band = _BAND * high if high >= 10 else 1
    return max(0, math.floor(low - band)), math.ceil(high + band)


def _range(low: list[str], start: int) -> tuple[float, float, int, bool] | None:
    """Low, high, next token, vague."""
    between = low[start] == "between"
    first = _simple(low, start + between)
    if first is None:
        return None
    value, end, vague = first
    if vague or end >= len(low):
        return None if between else (value, value, end, vague)
    link = low[end]
    if link in (("and",) if between else ("to", "-", "–", "or")):
        second = _simple(low, end + 1)
        if second is not None and not second[2] and value < second[0] <= max(value * 3, value + 5):
            return value, second[0], second[1], False
    return None if between else (value, value, end, False)


def _simple(low: list[str], start: int) -> tuple[float, int, bool] | None:
    """Value, next token, vague: one number without hedges."""
    if start >= len(low):
        return None
    word = low[start]
    size = len(low)
    if word in ("a", "an") and start + 1 < size:
        following = low[start + 1]
        if following in ("dozen", "hundred", "thousand", "million"):
            return _SCALES[following], _past_of(low, start + 2), False
        if following in ("couple", "pair"):
            return 2, _past_of(low, start + 2), False
        if following in ("few", "handful"):
            return 3, _past_of(low, start + 2), True
        if following == "number" and start + 2 < size and low[start + 2] == "of":
            return 2, start + 3, True
        if following == "total" and start + 2 < size and low[start + 2] == "of":
            return _simple(low, start + 3)
        return None
    if word == "half" and low[start + 1 : start + 3] in (["a", "dozen"], ["a", "million"]):
        return _SCALES[low[start + 2]] / 2, _past_of(low, start + 3), False
    if word in ("no", "none", "nobody"):
        return 0, start + 1, False
    if word in _VAGUE:
        end = start + 1
        if word == "several" and end < size and low[end] in ("dozen", "hundred", "thousand"):
            return 2 * _SCALES[low[end]], _past_of(low, end + 1), True
        least = _VAGUE[word]
        if low[end : end + 1] == ["of"] and end + 1 < size and low[end + 1] in ("thousands", "millions", "hundreds"):
            return least * _VAGUE[low[end + 1]] // 2, _past_of(low, end + 2), True
        return least, _past_of(low, end), True
    value, end = _cardinal(low, start)
    if value is None:
        return None
    while end < size and low[end] in _SCALES:
        value *= _SCALES[low[end]]
        end += 1
        if low[end : end + 1] == ["and"]:
            rest, after = _cardinal(low, end + 1)
            if rest is not None and rest < 100 and low[start] in _UNITS and low[end - 1] == "hundred":
                value, end = value + rest, after
    return value, end, False


def _past_of(low: list[str], end: int) -> int:
    return end + 1 if low[end : end + 1] == ["of"] else end


def _cardinal(low: list[str], start: int) -> tuple[float | None, int]:
    if start >= len(low):
        return None, start
    word = low[start]
    if word[0].isdigit():
        if _DIGITS.fullmatch(word) is None:
            return None, start
        return float(word.replace(",", "")), start + 1
    if word in _UNITS:
        return _UNITS[word], start + 1
    tens, dash, unit = word.partition("-")
    if tens in _TENS:
        if dash:
            return (_TENS[tens] + _UNITS[unit], start + 1) if 0 < _UNITS.get(unit, 0) < 10 else (None, start)
        following = low[start + 1] if start + 1 < len(low) else ""
        if 0 < _UNITS.get(following, 0) < 10:
            return _TENS[tens] + _UNITS[following], start + 2
        return _TENS[tens], start + 1
    return None, start
