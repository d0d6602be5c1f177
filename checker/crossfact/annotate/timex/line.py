"""What the functions that read temporal expressions work on: a line in tokens, what is known so far, what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crossfact import lexicon
from crossfact.model import Anchor, Days, Span, TimexType

_LEX = lexicon.load("time_en")
_FUTURE = frozenset(_LEX["tense"]["future"])
_PAST = frozenset(_LEX["tense"]["past"])
_INTENTIONS = frozenset(_LEX["tense"]["intentions"])
_NOT_VERBS = frozenset(_LEX["tense"]["not_verbs"])
_PARTICIPLES = frozenset(("scheduled", "slated", "due", "planned", "expected"))
_PRESENT = frozenset(("is", "are", "be", "being", "’s", "s"))


@dataclass(slots=True)
class Found:
    """An expression by token numbers of its line, before offsets are filled in."""

    first: int
    last: int
    type: TimexType
    value: str
    anchor: Anchor = Anchor.ABSOLUTE
    mod: str | None = None
    days: Days | None = None
    weekday: int | None = None
    weekday_at: int | None = None
    date_at: tuple[int, int] | None = None
    impossible: str | None = None
    year_written: bool = True
    clock: tuple[int, int] | None = None
    zone: str | None = None
    day_known: bool = True
    half_open: bool = False
    """Is it a clock time that does not say which half of the day it is in?"""


@dataclass(slots=True)
class Scene:
    """What is known while an article is read from top to bottom."""

    dct: int | None
    quarter: str | None = None
    point: str | None = None
    paragraph: int = 0


@dataclass(slots=True)
class Line:
    """One line of the article in tokens."""

    text: str
    offset: int
    words: list[str]
    codes: str
    scene: Scene
    starts: list[int] = field(default_factory=list)

    def locate(self, count: int) -> None:
        """Fill in where the first ``count`` tokens start: between two of them there are only blanks."""
        find, offset, position = self.text.find, self.offset, 0
        for word in self.words[:count]:
            position = find(word, position)
            self.starts.append(position + offset)
            position += len(word)

    def word(self, index: int) -> str:
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def code(self, index: int) -> str:
        return self.codes[index] if 0 <= index < len(self.codes) else "_"

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.starts[last - 1] + len(self.words[last - 1]))

    def find(self, letters: str, first: int, last: int) -> int | None:
        for index in range(first, last):
            if self.codes[index] in letters:
                return index
        return None

    def tense(self, first: int, last: int) -> str | None:
        """``past``, ``future`` or ``perhaps`` (a weak sign of the future), by the nearest verb of the sentence.

        Verbs before the expression count first; after a possessive ("Monday's vote") those behind it do.
        """
        before = range(first - 1, max(-1, first - 25), -1)
        after = range(last, min(len(self.words), last + 15))
        possessive = self.codes[last - 2 : last] == "'\"" or self.codes[last : last + 2] == "'\""
        for index in () if possessive else before:
            if index != first - 1 and self._ends_sentence(index):
                break
            if (cue := self.cue(index)) is not None:
                return cue
        for index in after:
            if self._ends_sentence(index):
                break
            cue = self.cue(index)
            if (
                cue == "future"
                and self.word(index) in _PARTICIPLES
                and _PRESENT.isdisjoint(self.words[max(0, index - 2) : index])
            ):
                return "past"
            if cue is not None:
                return cue
        return "past" if possessive else None

    def _ends_sentence(self, index: int) -> bool:
        """A full stop that is not of an initial or abbreviation such as "U.S."."""
        if self.words[index] != ".":
            return False
        return len(self.words[index - 1]) > 1 and (
            index + 1 == len(self.words) or not self.words[index + 1][:1].islower()
        )

    def cue(self, index: int) -> str | None:
        raw = self.words[index]
        word = raw.lower()
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        if word in _FUTURE and not (word == "next" and following == "to"):
            if (word == "could" and following == "not") or "had" in self.words[max(0, index - 2) : index]:
                return "past"
            return "future"
        if word in _PAST or (len(word) > 4 and word.endswith("ed") and raw == word):
            if word == "won" and following in ("'", "’"):
                return "future"
            return None if self._to_come(index) or self._attributive(index) else "past"
        if word == "set" and following in ("for", "to"):
            return "future"
        if (
            word == "to"
            and self.codes[index + 1 : index + 2] == "_"
            and following.isalpha()
            and following.islower()
            and following not in _NOT_VERBS
        ):
            return self._intended(index)
        return None

    def _to_come(self, index: int) -> bool:
        """Is the participle behind "be", as in "will be paid"? "could not be reached" tells of the past all the same."""
        return self.word(index - 1) == "be" and "could" not in self.words[max(0, index - 3) : index]

    def _attributive(self, index: int) -> bool:
        """Is the participle in "-ed" part of a noun phrase: "a planned visit", "the still unspecified date"?"""
        if not self.words[index].endswith("ed") or self.code(index + 1) != "_":
            return False
        before = index - 2 if self.word(index - 1) in _DEGREES else index - 1
        return self.code(before) in "dai"

    def _intended(self, index: int) -> str | None:
        """What "to" with a verb says by the word before it: "is to", "agreed to", "ready to" look ahead."""
        before = self.word(index - 1)
        if before in _FUTURE:
            return self.cue(index - 1)
        return "perhaps" if before in _INTENTIONS else None


_DEGREES = frozenset(("still", "yet", "newly", "recently", "long", "much", "highly", "previously"))
Build = Callable[[Line, int, int], Found | list[Found] | None]
