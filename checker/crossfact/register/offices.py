"""Offices and bodies as written, mapped to canonical terms."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crossfact import lexicon
from crossfact.register.names import fold

QUALIFIER = re.compile(
    r"\b(?:acting|caretaker|interim|ad interim|nominee|designate)\b|\((?:acting|caretaker|nominee|interim|designate)\)"
)
"""Words that qualify how an office is held and make no other office of it."""


class Office(NamedTuple):
    """An office as the lexicon reads it: canonical term, ``rank`` or ``office``, whether held provisionally."""

    term: str
    kind: str
    acting: bool


@cache
def _forms() -> dict[str, tuple[str, str]]:
    titles = lexicon.load("titles")
    forms: dict[str, tuple[str, str]] = {}
    for table, kind in (("descriptors", "descriptor"), ("ranks", "rank"), ("offices", "office")):
        for term, written in titles[table].items():
            forms.update((fold(form), (kind, term)) for form in written)
    return forms


@cache
def _families() -> dict[str, frozenset[str]]:
    return {term: frozenset((term, *others)) for term, others in lexicon.load("offices")["families"].items()}


@cache
def _bodies() -> dict[str, str]:
    index: dict[str, str] = {}
    for body, written in lexicon.load("offices")["bodies"].items():
        index[body] = body
        index.update(dict.fromkeys(written, body))
    return index


def known_bodies() -> frozenset[str]:
    """Keys of the bodies that the lexicon names."""
    return frozenset(_bodies())


def single_seat(term: str) -> bool:
    """Is an office of this term held by one person at a time?"""
    return term in lexicon.load("offices")["single_seats"]["terms"]


def is_transliterated(country: str) -> bool:
    """Do names of this country have more than one usual English spelling?"""
    return country in _transliterated()


@cache
def _transliterated() -> frozenset[str]:
    return frozenset(lexicon.load("offices")["transliterated"]["countries"])


def spokesperson_terms() -> frozenset[str]:
    """Terms for those who speak for a body."""
    return frozenset(lexicon.load("offices")["spokespersons"]["terms"])


@lru_cache(maxsize=4096)
def office_of(written: str) -> Office:
    """The office that words name: "Acting Foreign Minister" is (Foreign Minister, office, acting)."""
    text = written.lower()
    kind = "office"
    if text.startswith("rank:"):
        kind, text = "rank", text[5:]
    acting = QUALIFIER.search(text) is not None
    words = fold(re.sub(r"\([^)]*\)", " ", QUALIFIER.sub(" ", text))).replace(",", " ").split()
    head = next((index for index, word in enumerate(words) if word in ("of", "for", "to")), len(words))
    forms = _forms()
    for size in range(min(len(words), 8), 0, -1):
        for start in range(min(head - 1, len(words) - size), -1, -1):
            found = forms.get(" ".join(words[start : start + size]))
            if found is not None and (kind != "rank" or found[0] == "rank"):
                deputy = words[0] == "deputy" and found[1] == "Spokesperson"
                return Office(
                    "Deputy Spokesperson" if deputy else found[1], "rank" if kind == "rank" else "office", acting
                )
    return Office(written.removeprefix("rank: ").strip(), kind, acting)


@lru_cache(maxsize=4096)
def body_key(written: str) -> str:
    """The canonical name of a body as written: "FO", "Foreign Office" and "Foreign Ministry" are one key."""
    key = fold(written.replace("’", "'"))
    index = _bodies()
    for candidate in (key, key.removeprefix("the ")):
        if candidate in index:
            return index[candidate]
    return key


def compatible_terms(one: str, other: str) -> bool:
    """Can both terms name one office, a general word standing for a special one?"""
    families = _families()
    return one == other or other in families.get(one, ()) or one in families.get(other, ())


@lru_cache(maxsize=16384)
def row_bodies(office: str, organisation: str) -> frozenset[str]:
    """Keys of the bodies that a row belongs to: its organisation, and what its office names after "of"."""
    parts = [organisation, *organisation.split(" / ")]
    parts += re.findall(r"\(([^)]*)\)", organisation)
    parts.append(re.sub(r"\([^)]*\)", "", organisation))
    match = re.search(r"\b(?:of|for|to) (?:the )?(.+)$", re.sub(r"\([^)]*\)", "", office))
    if match is not None:
        parts.append(match[1])
    parts += re.findall(r"\(([A-Za-z]+) \w+\)", office)
    before = re.match(r"(.+?) (?:spokesperson|spokesman|press secretary)", office.lower())
    if before is not None:
        parts.append(before[1].removeprefix("chief ").removeprefix("deputy "))
    return frozenset(body_key(part.strip()) for part in parts if part.strip())
