"""Cut a line into tokens and give each the one-letter class that the grammar is written in.

The grammar of temporal expressions works on the string of class letters of a line: there one letter is one token, so
patterns stay short, linear and independent of spelling, and a match gives token numbers, not character offsets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import repeat

from crossfact import lexicon

_LEXICON = lexicon.load("time_en")

LETTERS: Mapping[str, str] = {
    "weekday": "W",
    "weekday_short": "w",
    "weekday_plural": "S",
    "month": "M",
    "month_doubtful": "B",
    "month_short": "m",
    "unit": "U",
    "unit_plural": "u",
    "quarter": "Q",
    "season": "Z",
    "season_plural": "z",
    "part": "P",
    "part_plural": "p",
    "point": "o",
    "deictic": "T",
    "evening": "t",
    "cardinal": "n",
    "ordinal": "O",
    "second": "2",
    "decade": "j",
    "frequency": "s",
    "zone": "g",
    "past": "l",
    "latest": "r",
    "next": "x",
    "this": "H",
    "that": "c",
    "fuzzy": "e",
    "relative": "E",
    "edge": "h",
    "the": "d",
    "a": "a",
    "owner": "i",
    "ago": "A",
    "before": "b",
    "after": "f",
    "of": "F",
    "in": "v",
    "on": "V",
    "at": "@",
    "preposition": "7",
    "range": "~",
    "join": "&",
    "each": "=",
    "vague": "q",
    "recent": "R",
    "fiscal": "y",
    "full": "L",
    "meridiem": "k",
    "clock": "K",
    "now": "!",
    "lately": "<",
    "soon": ">",
    "future": ";",
    "old": "6",
    "ahead": "8",
    "period": "0",
    "time": "J",
}
"""Letter of each word class of ``lexicon/time_en.toml``."""

DAY, NUMBER, YEAR = "N", "X", "Y"
DAY_RANGE, YEAR_RANGE, NUMERIC_DATE, ISO, CLOCK, CLOCK_WORD = "3", "4", "D", "I", "C", "5"
DECADE, SHORT_DECADE, CURRENCY, HOLIDAY, OTHER = "G", "9", "#", "%", "_"
DAY_AND_MONTH, QUARTER_LETTER = "÷", "¼"
_PUNCTUATION = {
    ",": ",",
    ".": ":",
    "(": "‹",
    "[": "‹",
    ")": "›",
    "]": "›",
    "-": "-",
    "–": "-",
    "‐": "-",
    "‑": "-",
    "'": "'",
    "’": "'",
    "‘": "'",
    "/": "/",
    "$": CURRENCY,
    "£": CURRENCY,
    "€": CURRENCY,
    "#": CURRENCY,
    "s": '"',
}

# The commonest tokens first: words of two letters and more, punctuation; single letters only after "a.m." and "o'clock".
TOKEN = re.compile(
    r"[^\W\d_]\w+|[^\w\s]"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\d+(?:[:.,/-]\d+)*[^\W\d_]*"
    r"|[AaPp]\.[Mm]\.?|[Oo]['’]clock"
    r"|\w"
)
_DIGIT = re.compile(r"\d")
_CLOCK_WORD = re.compile(r"\d{1,2}(?:[:.]\d\d[ap]m?|[ap]m)", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|(\d{1,2})([./-])\d{1,2}\2(?:\d{4}|\d{2})")
_DAY_AND_MONTH = re.compile(r"\d{1,2}/\d{1,2}")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def _codes() -> dict[str, str]:
    codes = dict(_PUNCTUATION)
    for name, letter in LETTERS.items():
        words = _LEXICON["classes"][name] if name in _LEXICON["classes"] else _LEXICON[name]
        for word in words:
            codes[word.upper()] = codes[word.capitalize()] = letter
            if name not in ("weekday_short", "month_short", "month_doubtful", "month", "zone"):
                codes[word] = letter
    for row in _LEXICON["holiday"]:
        for name in row["names"]:
            word = name.split()[0].partition("'")[0].partition("’")[0].rstrip(".")
            codes.setdefault(word.capitalize(), HOLIDAY)
            codes.setdefault(word.upper(), HOLIDAY)
    codes["s"] = '"'
    codes.update((f"Q{number}", QUARTER_LETTER) for number in range(1, 5))
    return codes


_CODES = _codes()
TRIGGERS = frozenset("4÷¼%WwSMBmUuQZzPpoTt2jsDICG5lrxNYO!<>;")
"""Classes of which a line must hold one to be worked on at all. (Grammar patterns need one of them.)"""


def values(name: str) -> Mapping[str, int]:
    """Lower-case words of a class that carries numbers."""
    table: Mapping[str, int] = _LEXICON[name]
    return table


def classify(words: list[str], text: str) -> str:
    """The class letters of the tokens of ``text``."""
    codes = list(map(_CODES.get, words, repeat(OTHER)))
    if _DIGIT.search(text) is not None:
        for index, word in enumerate(words):
            if word[0].isdecimal():
                codes[index] = number_code(word)
    return "".join(codes)


def number_code(word: str) -> str:
    """The class of a token that starts with a digit."""
    if word.isdecimal():
        if len(word) <= 2:
            return DAY if 1 <= int(word) <= 31 else NUMBER
        return YEAR if len(word) == 4 and word[0] in "12" and word < "2200" else NUMBER
    if len(word) > 25:
        return ISO if "T" in word else OTHER
    if word[-1].isalpha():
        lower = word.lower()
        if lower[:-2].isdecimal() and lower[-2:] in ("st", "nd", "rd", "th"):
            return "O"
        if lower[-1] == "s" and lower[:-1].isdecimal():
            if len(lower) == 5 and lower[3] == "0" and lower[0] in "12":
                return DECADE
            return SHORT_DECADE if len(lower) == 3 and lower[1] == "0" else OTHER
        if _CLOCK_WORD.fullmatch(word):
            return CLOCK_WORD
        return ISO if "T" in word and word[-1] == "Z" else OTHER
    if "T" in word:
        return ISO
    if _NUMERIC_DATE.fullmatch(word):
        return NUMERIC_DATE
    parts = word.split(":")
    if (
        len(parts) in (2, 3)
        and len(parts[0]) <= 2
        and all(p.isdecimal() for p in parts)
        and all(len(p) == 2 for p in parts[1:])
    ):
        return CLOCK
    if _DAY_AND_MONTH.fullmatch(word):
        return DAY_AND_MONTH
    parts = word.split("-")
    if len(parts) == 2 and parts[0].isdecimal() and parts[1].isdecimal():
        if len(parts[0]) == 4 and len(parts[1]) in (2, 4) and "1000" <= parts[0] < "2200":
            return YEAR_RANGE
        return DAY_RANGE if len(parts[0]) <= 3 and len(parts[1]) <= 3 else OTHER
    return NUMBER if _PLAIN.fullmatch(word) else OTHER
