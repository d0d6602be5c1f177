"""The words of the clause that brings in a quotation: tokens, cues, and where noun phrases begin and end."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossfact import lexicon

LISTS = lexicon.load("speech")
DIRECT = frozenset(LISTS["direct"])
HANGING = frozenset(LISTS["hanging"])
_FRAGMENT = frozenset(LISTS["fragment"])
CUES = DIRECT | HANGING | _FRAGMENT
_PAIRS = frozenset(cue.split()[0] for cue in CUES if " " in cue)
NOUN_LIKE = frozenset(LISTS["noun_like"])
ADVERBS = frozenset(LISTS["adverbs"])
AUXILIARIES = frozenset(LISTS["auxiliaries"])
PASSIVE = frozenset(LISTS["passive"])
DETERMINERS = frozenset(LISTS["determiners"])
PREPOSITIONS = frozenset(LISTS["prepositions"])
CONNECTIVES = frozenset(LISTS["connectives"])
OPENERS = frozenset(LISTS["openers"])
TIME_WORDS = frozenset(LISTS["time_words"])
FINITE = frozenset(LISTS["finite"])
_HEADS = frozenset(LISTS["heads"])
PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "which", "that"))
TOKEN = re.compile(
    r"(?:[A-Z]\.)+(?=\s)|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Del|Prof|Rev|Hon|St|Jr|Sr|Det|Supt|Insp)"
    r"\.(?=\s)|[^\W_](?:[\w&]|[-’'.](?=\w))*|[,;:()\[\].!?…―—–]|--"
)
WORD = re.compile(r"[^\W_](?:[\w]|[-’'.](?=\w))*")


class Token(NamedTuple):
    word: str
    low: str
    start: int
    end: int


def is_title(words: str) -> bool:
    """Every longer word has a capital, as in the name of a book or show."""
    long = [word for word in WORD.findall(words) if len(word) > 3]
    return (
        len(long) < 9
        and bool(long)
        and all(word[0].isupper() or word[0].isdigit() for word in long)
        and words[-1] not in ".!?"
    )


def cue_at(tokens: list[Token], at: int) -> int:
    """How many tokens the cue at this place has, 0 for none."""
    low = tokens[at].low
    if low in _PAIRS and at + 1 < len(tokens) and f"{low} {tokens[at + 1].low}" in CUES:
        return 2
    if low not in CUES or (at and low in NOUN_LIKE and tokens[at].word[0].isupper()):
        return 0
    return 1


def may_open_phrase(token: Token) -> bool:
    """Can a noun phrase begin with this word alone?"""
    low = token.low
    return (token.word[0].isupper() and low not in OPENERS) or low in DETERMINERS or low in PRONOUNS or low in _HEADS


def without_adverbs(tokens: list[Token]) -> list[Token]:
    """Without auxiliaries and adverbs at the end."""
    end = len(tokens)
    while end:
        word = tokens[end - 1].word
        if word not in AUXILIARIES and word not in ADVERBS and not (word.endswith("ly") and word.islower()):
            break
        end -= 1
    return tokens[:end]


def up_to(tokens: list[Token], stops: str) -> list[Token]:
    for k, token in enumerate(tokens):
        if token.word in stops and k:
            return tokens[:k]
    return tokens


def chunks_of(tokens: list[Token]) -> list[list[Token]]:
    """The stretches between commas, dashes and brackets."""
    chunks: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in ",;:()—–--":
            if chunks[-1]:
                chunks.append([])
        else:
            chunks[-1].append(token)
    return [chunk for chunk in chunks if chunk]


def last_chunk(left: list[Token]) -> list[Token]:
    """The noun phrase that ends the tokens; "and" between two names holds it together."""
    chunks = chunks_of(left)
    chunk = chunks[-1] if chunks else []
    for k in range(len(chunk) - 1, -1, -1):
        low = chunk[k].low
        if low == "and" and k and chunk[k - 1].word[0].isupper() and k + 1 < len(chunk):
            continue
        opens = low in OPENERS and low not in PREPOSITIONS and k < len(chunk) - 1
        verb = (low in FINITE or low in CUES) and chunk[k].word[0].islower()
        if opens or verb or low in CONNECTIVES:
            return chunk[k + 1 :]
    return chunk


def right_phrase(tokens: list[Token]) -> list[Token]:
    """The noun phrase that begins the tokens."""
    chunk: list[Token] = []
    named = False
    for token in tokens[:24]:
        low = token.low
        if token.word in ",;:(—–--." and chunk:
            break
        if (
            low in TIME_WORDS
            or low in ("who", "when", "as", "while", "if", "because", "that", "where")
            or (low in ADVERBS and chunk)
        ):
            break
        if low in PREPOSITIONS and low != "of" and (named or low not in ("for", "at", "with", "from")):
            break
        if chunk and (low in AUXILIARIES or low in PASSIVE or low in HANGING):
            break
        named = named or (token.word[0].isupper() and bool(chunk or token.low not in DETERMINERS))
        chunk.append(token)
    return chunk
