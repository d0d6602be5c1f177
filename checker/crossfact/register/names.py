"""Keys of names: how mentions of one person or body are brought together."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

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
