"""Spellings of a person's name: which differences are slight, and who in an article may be meant by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from crossfact import lexicon
from crossfact.model import Span
from crossfact.register import first_and_last
from crossfact.rulekit import View

_WORDS = lexicon.load("given_names")
_ROLES = {"suspect": tuple(_WORDS["suspect"]), "victim": tuple(_WORDS["victim"])}
SLIGHT = 0.8
"""Share of letters in place from which two words are one word misspelt."""
LOOSE = 0.6
"""The same where other facts say that one person is meant."""
_SHORTEST = 4
"""Words shorter than this differ too easily to be one by their letters alone."""


def _sets(key: str) -> dict[str, set[int]]:
    """By name the numbers of the lines of the lexicon that it stands in."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_WORDS[key]):
        for word in line.split():
            numbers[word].add(number)
    return dict(numbers)


_NICKNAMES = _sets("nicknames")
_TRANSLITERATIONS = _sets("transliterations")


def person_key(key: str) -> str:
    """First and last word of the key of a full name; empty where it has no two."""
    both = first_and_last(key)
    return both if " " in both else ""


def likeness(one: str, other: str) -> float | None:
    """How alike two persons' keys are that share a given name or a surname, 0 to 1, in the word that they do not share.

    At least ``SLIGHT`` where the difference is one misspelling or hardly heard, ``LOOSE`` where one letter of a word of three
    differs; ``None`` where it proves nothing: one is cut off, or they are short forms of one given name.
    """
    (given, surname), (other_given, other_surname) = one.split(" "), other.split(" ")
    first, second = (given, other_given) if surname == other_surname else (surname, other_surname)
    short, long = sorted((first, second), key=len)
    if long.startswith(short) and len(long) - len(short) > 1:
        return None
    # Letters that changed places make no short form.
    if surname == other_surname and sorted(first) != sorted(second) and _short_forms(short, long):
        return None
    if len(short) < _SHORTEST:
        near = len(short) == _SHORTEST - 1 and first[0] == second[0] and OSA.distance(first, second) == 1
        return LOOSE if near else None
    share = OSA.normalized_similarity(first, second)
    heard = share >= LOOSE and first[0] == second[0] and _sound(first) == _sound(second)
    return max(share, SLIGHT) if heard else share


def _short_forms(short: str, long: str) -> bool:
    return bool(_NICKNAMES.get(short, set()) & _NICKNAMES.get(long, set())) or (
        long.startswith(short) and long[-1] in "aiy"
    )


def _sound(word: str) -> str:
    """The consonants of a word as they sound: one letter for each sound, doubles once, vowels and h left out.

    A coarse key in the manner of Soundex (R. C. Russell, US patent 1,261,167) without its classes of like consonants.
    """
    for letters, sound in (("ph", "f"), ("ck", "k"), ("sch", "sh"), ("tz", "z"), ("qu", "k"), ("x", "ks")):
        word = word.replace(letters, sound)
    sounds = ""
    for letter in word.translate(str.maketrans("cqzjfw", "kksgvv")):
        if letter not in "aeiouyh" and not sounds.endswith(letter):
            sounds += letter
    return sounds


def transliterated(names: Sequence[str]) -> bool:
    """Are all words in which persons' keys differ one name from another script?"""
    differing = [set(words) for words in zip(*(name.split(" ") for name in names), strict=True)]
    return all(
        len(words) == 1 or set.intersection(*(_TRANSLITERATIONS.get(word, set()) for word in words))
        for words in differing
    )


def alone(persons: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By key of each person of an article the words of it that no other person of the article bears."""
    keys = set(persons)
    bearers = Counter(word for key in keys for word in key.split(" "))
    return {key: tuple(word for word in key.split(" ") if bearers[word] == 1) for key in keys}


def role_of(view: View, span: Span) -> str:
    """What the sentence makes of the person named at ``span``: a suspect, a victim, or nothing of the kind."""
    sentence = view.sentence_at(span.start)
    if sentence is None:
        return ""
    around = view.text[max(sentence.span.start, span.start - 30) : min(sentence.span.end, span.end + 30)].lower()
    return next((role for role, cues in _ROLES.items() if any(cue in around for cue in cues)), "")
