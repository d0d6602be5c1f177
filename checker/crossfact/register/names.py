"""Keys of names: how mentions of one person or body are brought together."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from crossfact import lexicon

_COURTESY = frozenset(word.lower() for word in lexicon.load("titles")["courtesy"]["words"])
_QUOTES = "“\"‘'"


def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes and full stops; hyphens as spaces."""
    plain = text if text.isascii() else anyascii(text)
    return " ".join(plain.lower().replace("'", "").replace("`", "").replace(".", " ").replace("-", " ").split())


def name_words(name: str) -> list[str]:
    """The words of a name without a nickname in quotation marks."""
    return [word for word in name.split() if word[0] not in _QUOTES]


@lru_cache(maxsize=8192)
def name_key(full: str) -> str:
    """The key by which mentions of one person or body are brought together: the folded name without courtesy titles."""
    words = fold(" ".join(name_words(full)).replace("’", "'")).split()
    while len(words) > 2 and words[0] in _COURTESY:
        words.pop(0)
    return " ".join(words)


GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""Words of a key that tell child from parent."""


def first_and_last(key: str) -> str:
    """First and last word of the key of a full name: middle names and "Jr." come and go between articles of one story."""
    words = [word for word in key.split() if word not in GENERATIONS]
    return f"{words[0]} {words[-1]}" if len(words) > 1 else "".join(words)


# Words of a name that writers leave out or put in: "Muhammad Karim Dost", "Karim Dost".
_OPTIONAL = frozenset(
    ("muhammad", "mohammad", "mohammed", "mohamed", "mohamad", "muhammed", "md", "syed", "sayed", "sayyid", "seyyed", "mian", "khawaja", "dr")
)  # fmt: skip
_PARTS = frozenset(("al", "el", "ul", "ur", "ud", "bin", "ben", "ibn", "de", "da", "van", "von", "der"))
# Spellings of one sound in transliterations from Arabic, Persian, Urdu, Pashto and Cyrillic, in this order.
_SOUNDS = (
    ("kh", "x"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("sch", "sh"), ("tch", "ch"), ("ck", "k"), ("q", "k"),
    ("ou", "u"), ("oo", "u"), ("ow", "u"), ("aw", "u"), ("au", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("ai", "i"), ("ay", "i"),
    ("iy", "i"), ("yy", "i"), ("y", "i"), ("w", "v"), ("z", "s"), ("j", "i"), ("c", "k"), ("e", "i"), ("o", "u"),
)  # fmt: skip


@lru_cache(maxsize=16384)
def skeleton(full: str) -> tuple[str, ...]:
    """What stays of a name across transliterations and orders: its words by their sounds, sorted.

    Empty for a name of fewer than two words that count. Two names with one skeleton are candidates, no more.
    """
    words = [word for word in name_key(full).split() if word not in _PARTS]
    core = [word for word in words if word not in _OPTIONAL]
    words = core if len(core) > 1 else words
    return tuple(sorted(_sounds(word) for word in words)) if len(words) > 1 else ()


def _sounds(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    kept = word[:1]
    for letter in word[1:]:
        if letter != kept[-1] and (letter not in "aiuh"):
            kept += letter
    return kept


_ALIKE = 70.0
"""Least similarity of two spellings of one word, in per cent of the letters of both (indel ratio)."""

_SHORT = 4


def alike(one: str, other: str) -> bool:
    """Are two keys of one skeleton spellings of one name?

    Each word must resemble its partner and begin with its sound; words of up to four letters must agree, and a final
    "a" on one side is another person ("Petrov", "Petrova").
    """
    words, others = ([w for w in key.split() if w not in _PARTS and w not in _OPTIONAL] for key in (one, other))
    if len(words) != len(others):
        return False
    partners = list(others)
    for word in words:
        best = max(partners, key=lambda partner: fuzz.ratio(word, partner))
        if word != best and (
            min(len(word), len(best)) <= _SHORT
            or fuzz.ratio(word, best) < _ALIKE
            or _sounds(word)[:1] != _sounds(best)[:1]
            or word + "a" == best
            or best + "a" == word
        ):
            return False
        partners.remove(best)
    return True
