"""Word-level differences between wordings of one utterance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from crossfact.model import Finding
from crossfact_reports.shown import Shown, readings

# A comparison is quadratic in the worst case; longer quotations are compared by their beginnings.
_MOST_WORDS = 400
_FEWEST_WORDS = 4
_NOT_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words of one wording, either common to both or only here."""

    text: str
    common: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings with their wordings cut into runs."""

    first: Shown
    second: Shown
    first_runs: tuple[Run, ...]
    second_runs: tuple[Run, ...]


def comparisons(finding: Finding) -> tuple[Comparison, ...]:
    """Each further wording of a finding against the first, if its readings are wordings and share enough to compare."""
    shown = [reading for reading in readings(finding) if reading.wording]
    if len(shown) < 2:
        return ()
    wordings = [reading.words.strip("“”").split()[:_MOST_WORDS] for reading in shown]
    first, first_words = shown[0], wordings[0]
    found = []
    for reading, words in zip(shown[1:], wordings[1:], strict=True):
        if min(len(first_words), len(words)) < _FEWEST_WORDS:
            continue
        matcher = SequenceMatcher(None, _keys(first_words), _keys(words), autojunk=False)
        common = sum(block.size for block in matcher.get_matching_blocks())
        # Below a third of the shorter wording the common words are articles and prepositions.
        if common * 3 < min(len(first_words), len(words)):
            continue
        first_runs: list[Run] = []
        second_runs: list[Run] = []
        for operation, start, end, other_start, other_end in matcher.get_opcodes():
            equal = operation == "equal"
            if end > start:
                first_runs.append(Run(" ".join(first_words[start:end]), equal))
            if other_end > other_start:
                second_runs.append(Run(" ".join(words[other_start:other_end]), equal))
        found.append(Comparison(first, reading, tuple(first_runs), tuple(second_runs)))
    return tuple(found)


def _keys(words: list[str]) -> list[str]:
    """Words without case and punctuation; a bare dash or mark equals only itself."""
    return [_NOT_WORD.sub("", word).casefold() or word for word in words]
