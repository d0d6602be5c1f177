"""The clause that brings in a quotation, and the speaker that it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from crossfact.annotate.quotations.clauses import (
    ADVERBS,
    AUXILIARIES,
    CONNECTIVES,
    CUES,
    DETERMINERS,
    DIRECT,
    FINITE,
    HANGING,
    LISTS,
    NOUN_LIKE,
    OPENERS,
    PASSIVE,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    Token,
    chunks_of,
    cue_at,
    last_chunk,
    right_phrase,
    up_to,
    without_adverbs,
)
from crossfact.annotate.quotations.marks import ZONES, Part
from crossfact.annotate.quotations.page import WINDOW, Page, count_words
from crossfact.annotate.quotations.people import SINGULAR, People
from crossfact.model import Name, Span

_NEVER_INVERTED = frozenset(LISTS["never_inverted"])
_NEGATIONS = frozenset(LISTS["negations"])
_OWN_WORDS = frozenset(("words", "phrasing", "phrase", "wording", "telling", "formulation"))
_OWNERS = frozenset(("his", "her", "its", "their"))
_CLAUSE = 300
_SHORT_CLAUSE = 90


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the resolved name or noun phrase, its place, and the cue that says so."""

    speaker: str | None
    span: Span | None
    cue: str | None
    cue_span: Span | None
    negated: bool = False
    end: int = 0


class Speakers:
    """Reads who speaks from the clause before or behind a part, or to the left of a verb of speech."""

    def __init__(self, page: Page, people: People) -> None:
        self.page = page
        self.people = people

    def subject(self, verb: Span) -> tuple[str, Span] | None:
        """The subject to the left of a verb of speech."""
        line = self.page.layout.lines[max(0, bisect_right(self.page.line_starts, verb.start) - 1)][0]
        start = max(self.page.sentence_start(verb.start, line), verb.start - WINDOW)
        tokens = self.page.outside_tokens(start, verb.end)
        at = next((k for k, token in enumerate(tokens) if token.start >= verb.start), None)
        source = None if not at else self._left_of(tokens, at, len(tokens) - at)
        if source is None or source.speaker is None or source.span is None:
            return None
        return source.speaker, source.span

    def after(self, part: Part) -> Source | None:
        """The cue behind a part: ``," he said``, ``," said the mayor, Ann Lee``, ``” — Ann Lee``."""
        text = self.page.text
        line = self.page.layout.lines[part.line][0]
        following = bisect_right(self.page.part_starts, part.start)
        stop = line.end
        if following < len(self.page.parts) and self.page.parts[following].line == part.line:
            stop = self.page.parts[following].start
        start = part.end
        while start < stop and text[start] in " ,\u00a0":
            start += 1
        if start >= stop or text[start] in ".;:!?)":
            return None
        sentence = bisect_right(self.page.sentence_starts, start) - 1
        if sentence >= 0:
            stop = min(stop, max(self.page.layout.sentences[sentence].span.end, start + 1))
        stop = min(stop, start + _CLAUSE)
        # Most cues stand in the first words; the rest of a long clause is cut into words only if they do not.
        tokens = self.page.tokens(start, min(stop, start + _SHORT_CLAUSE))
        if not tokens:
            return None
        if tokens[0].word in "―—–--" and len(tokens) > 1:
            return self._signature(tokens[1:], stop, line)
        last = text[part.inner.end - 1] if part.inner.end > part.inner.start else " "
        if last in ".;" and tokens[0].word[0].isupper() and "," not in text[part.end : start]:
            return None
        cue = cue_at(tokens, 0)
        if cue and tokens[0].low not in _NEVER_INVERTED and tokens[0].low not in HANGING:
            return self._inverted(tokens, cue)
        if cue or not self.page.starts_phrase(tokens):
            return None
        source = self._behind_subject(tokens[:-1] if stop > start + _SHORT_CLAUSE else tokens)
        if source is None and stop > start + _SHORT_CLAUSE:
            source = self._behind_subject(self.page.tokens(start, stop))
        return source

    def _behind_subject(self, tokens: list[Token]) -> Source | None:
        """``Ann Lee said``: the first verb of speech with what stands before it."""
        for at in range(1, min(len(tokens), 40)):
            width = cue_at(tokens, at)
            if not width or (tokens[at].low not in DIRECT and width == 1):
                continue
            if tokens[at - 1].low in DETERMINERS or (
                tokens[at].low in NOUN_LIKE and tokens[at - 1].low in PREPOSITIONS
            ):
                continue
            left = without_adverbs(tokens[:at])
            if not left or tokens[at - 1].word in PASSIVE:
                return None
            return self._first_chunk(left, tokens, at, width)
        return None

    def trailing(self, part: Part) -> Source | None:
        """``the “…” of the plan, Lee said.``: the cue ends the sentence."""
        line = self.page.layout.lines[part.line][0]
        sentence = bisect_right(self.page.sentence_starts, part.end) - 1
        stop = min(line.end, self.page.layout.sentences[sentence].span.end) if sentence >= 0 else line.end
        tokens = [
            token for token in self.page.outside_tokens(part.end, min(stop, part.end + 300)) if token.word not in ".!?…"
        ]
        for at in range(len(tokens) - 1, max(0, len(tokens) - 8), -1):
            if tokens[at].low not in DIRECT or not cue_at(tokens, at):
                continue
            left = without_adverbs(tokens[:at])
            comma = next((k for k in range(len(left) - 1, -1, -1) if left[k].word == ","), None)
            if comma is None or comma + 1 >= len(left) or not self.page.starts_phrase(left, comma + 1):
                return None
            chunk = left[comma + 1 :]
            speaker, span = self._resolve(chunk)
            if span is None or not (self.page.has_name(chunk) or chunk[0].low in SINGULAR):
                return None
            cue_span = Span(tokens[at].start, tokens[at].end)
            return Source(speaker, span, tokens[at].word, cue_span)
        return None

    def _signature(self, tokens: list[Token], stop: int, line: Span) -> Source | None:
        """``“…” — Ann Lee`` at the end of a paragraph."""
        if stop < line.end or len(tokens) > 12 or not tokens[0].word[0].isupper():
            return None
        chunk = up_to(tokens, ",(")
        speaker, span = self._resolve(chunk)
        return Source(speaker, span, None, None, end=tokens[-1].end)

    def _inverted(self, tokens: list[Token], width: int) -> Source | None:
        """The verb comes first: ``said Ann Lee, the mayor`` or, with the subject left out, ``and said``."""
        cue_span = Span(tokens[0].start, tokens[width - 1].end)
        rest = tokens[width:]
        while rest and rest[0].low in ADVERBS:
            rest = rest[1:]
        if not rest or not self.page.starts_phrase(rest) or rest[0].low in TIME_WORDS:
            return None
        chunk = right_phrase(rest)
        if not chunk:
            return None
        speaker, span = self._resolve(chunk)
        end = chunk[-1].end
        if speaker is not None and not self.page.has_name(chunk):
            # "said a spokesman for the ministry, Ann Lee, …"
            named = self._apposed(rest[len(chunk) :])
            if named is not None:
                speaker, span, end = named.full, named.span, named.span.end
        return Source(speaker, span, self.page.text[cue_span.start : cue_span.end], cue_span, end=end)

    def _first_chunk(self, left: list[Token], tokens: list[Token], at: int, width: int) -> Source | None:
        """``he said``, ``the mayor, Ann Lee, said``: the subject opens the clause."""
        chunk = up_to(left, ",(—–")
        if len(chunk) > 16 or any(token.word in FINITE for token in chunk):
            return None
        speaker, span = self._resolve(chunk)
        if speaker is not None and not self.page.has_name(chunk):
            named = self._apposed(left[len(chunk) :])
            if named is not None:
                speaker, span = named.full, named.span
        if span is None:
            return None
        cue_span = Span(tokens[at].start, tokens[at + width - 1].end)
        return Source(speaker, span, self.page.text[cue_span.start : cue_span.end], cue_span, end=cue_span.end)

    def _apposed(self, rest: list[Token]) -> Name | None:
        """A person's name that stands alone between commas at the head of ``rest``."""
        if len(rest) < 2 or rest[0].word != ",":
            return None
        chunk = up_to(rest[1:], ",.;(")
        inside = self.page.names_in(chunk[0].start, chunk[-1].end) if chunk else []
        alone = len(inside) == 1 and inside[0].type == "person" and inside[0].span.end == chunk[-1].end
        if alone and all(token.word[0].isupper() for token in chunk):
            return inside[0]
        return None

    def before(self, part: Part) -> Source | None:
        """The cue in the sentence before a part: ``Lee told reporters: “``, ``according to Lee, “``, ``Lee called it a “``."""
        line = self.page.layout.lines[part.line][0]
        start = max(self.page.sentence_start(part.start, line), part.start - WINDOW)
        tokens = self.page.outside_tokens(start, part.start)
        if not tokens:
            return self._line_before(part) if part.start == line.start else None
        return self._lead_in(tokens)

    def _lead_in(self, tokens: list[Token]) -> Source | None:
        tokens = tokens[-70:]
        tries = 5
        for at in range(len(tokens) - 1, -1, -1):
            low = tokens[at].low
            if low == "to" and at and tokens[at - 1].low == "according":
                return self._right_of(tokens, at + 1, tokens[at - 1].start)
            if low in _OWN_WORDS and at > 1 and tokens[at - 1].low in _OWNERS | {"own", "preferred", "exact", "very"}:
                owner = next((k for k in range(at - 1, max(-1, at - 3), -1) if tokens[k].low in _OWNERS), None)
                if owner is not None and owner and tokens[owner - 1].low in ("in", "by"):
                    return self._own_words(tokens, owner, at)
            if low == "of" and at > 1 and tokens[at - 1].low == "words" and tokens[at - 2].low in ("the", "own"):
                return self._right_of(tokens, at + 1, tokens[at - 1].start)
            width = cue_at(tokens, at)
            if not width:
                continue
            if low in NOUN_LIKE and self._is_noun(tokens, at):
                continue
            if low not in HANGING and self._is_passive(tokens, at):
                by = next((k for k in range(at + 1, len(tokens)) if tokens[k].low == "by"), None)
                if by is None:
                    continue
                return self._right_of(tokens, by + 1, tokens[at].start)
            source = self._left_of(tokens, at, width)
            tries -= 1
            if source is not None or not tries:
                return source
        return self._colon(tokens)

    def _own_words(self, tokens: list[Token], owner: int, at: int) -> Source | None:
        """``in her words``, ``in its phrasing``."""
        cue_span = Span(tokens[owner - 1].start, tokens[at].end)
        cue = self.page.text[cue_span.start : cue_span.end]
        span = Span(tokens[owner].start, tokens[owner].end)
        if tokens[owner].low in ("his", "her"):
            return Source(self.people.person_before(span.start, tokens[owner].low), span, cue, cue_span)
        chunk = self._main_subject(tokens[: owner - 1])
        if not chunk or chunk[0].low in PRONOUNS:
            return None
        speaker, span_of = self._resolve(up_to(chunk, ",("))
        return Source(speaker, span_of, cue, cue_span) if span_of is not None else None

    def _is_noun(self, tokens: list[Token], at: int) -> bool:
        """Is the word a noun here: at the head, after an article or possessive, with adjectives or without?"""
        for k in range(at - 1, max(-1, at - 4), -1):
            token = tokens[k]
            if token.low in DETERMINERS or token.low in PREPOSITIONS or token.low.endswith(("’s", "'s", "s’", "s'")):
                return token.low != "to" and not (token.low == "by" and tokens[at].low.endswith("ing"))
            if not token.word[0].islower() or token.low in PRONOUNS | ADVERBS | AUXILIARIES | CONNECTIVES:
                return False
        return at == 0

    def _is_passive(self, tokens: list[Token], at: int) -> bool:
        k = at - 1
        while k >= 0 and tokens[k].low in ADVERBS:
            k -= 1
        return k >= 0 and tokens[k].word in PASSIVE

    def _right_of(self, tokens: list[Token], at: int, cue_start: int) -> Source | None:
        chunk = right_phrase(tokens[at:])
        if not chunk:
            return None
        speaker, span = self._resolve(chunk)
        cue_span = Span(cue_start, tokens[at - 1].end)
        return Source(speaker, span, self.page.text[cue_span.start : cue_span.end], cue_span, end=chunk[-1].end)

    def _colon(self, tokens: list[Token]) -> Source | None:
        """``Lee: “``, or a sentence with another verb that ends in a colon: its subject speaks."""
        if tokens[-1].word != ":":
            return None
        left = tokens[:-1]
        if not left:
            return None
        chunk = self._main_subject(left) if len(left) > 8 else None
        if chunk is None:
            chunk = (
                left
                if len(left) <= 8 and self.page.starts_phrase(left) and self.page.has_name(left)
                else self._main_subject(left)
            )
        if not chunk:
            return None
        speaker, span = self._resolve(up_to(chunk, ",("))
        if (
            speaker is None
            or span is None
            or not (self.page.names_in(span.start, span.end) or speaker != self.page.text[span.start : span.end])
        ):
            return None
        return Source(speaker, span, ":", Span(tokens[-1].start, tokens[-1].end))

    def _left_of(self, tokens: list[Token], at: int, width: int) -> Source | None:
        """The subject of the verb at ``at``, which stands to its left."""
        cue_span = Span(tokens[at].start, tokens[at + width - 1].end)
        cue = self.page.text[cue_span.start : cue_span.end]
        left = without_adverbs(tokens[:at])
        negated = any(
            token.low in _NEGATIONS or token.low.endswith(("n’t", "n't")) for token in tokens[max(0, at - 4) : at]
        )
        if not left:
            return None
        low = left[-1].low
        hanging = (
            tokens[at].low in HANGING or low in ("to", "and", "but", "or", "by", "then") or tokens[at - 1].low == "to"
        )
        if low in ("who", "which", "that") and len(left) > 1:
            left = left[:-1]
            if left[-1].word == ",":
                left = left[:-1]
            chunk: list[Token] | None = self._antecedent(left)
        elif hanging or any(token.low == "according" for chunk in chunks_of(left)[-1:] for token in chunk[:2]):
            chunk = self._main_subject(tokens[:at])
        elif low in (",", "—", "–", ")"):
            chunk = self._before_apposition(left)
        else:
            chunk = last_chunk(left)
        if not chunk or (chunk[0].word[0].islower() and chunk[0].low.endswith("ing")):
            return None
        speaker, span = self._resolve(chunk)
        if span is None:
            return None
        return Source(speaker, span, cue, cue_span, negated)

    def _antecedent(self, left: list[Token]) -> list[Token]:
        """What "who" refers to: the person named last, else the noun phrase that ends here."""
        chunk = last_chunk(left)
        inside = self.page.names_in(chunk[0].start, chunk[-1].end) if chunk else []
        if inside and inside[-1].type == "person" and inside[-1].span.end == chunk[-1].end:
            return [token for token in chunk if token.start >= inside[-1].span.start]
        return chunk

    def _before_apposition(self, left: list[Token]) -> list[Token] | None:
        """``Ann Lee, the mayor of Port Ellery, said``: the chunk that names the subject."""
        chunks = chunks_of(left)
        for k in range(len(chunks) - 1, -1, -1):
            chunk = chunks[k]
            first = chunk[0].low
            described = (
                first in DETERMINERS
                or first in ("who", "whose", "which", "where", "of", "from", "and")
                or chunk[0].word[0].isdigit()
            )
            if (
                described
                and k
                and chunks[k - 1][0].low not in OPENERS
                and not (first in DETERMINERS and self.page.ends_named(chunk))
            ):
                continue
            if first in PREPOSITIONS | OPENERS and k:
                continue
            if not chunk[0].word[0].isupper() and not described and k:
                continue
            if len(chunk) == 1 and k and not self.page.has_name(chunk):
                continue
            return chunk
        return None

    def _main_subject(self, tokens: list[Token]) -> list[Token] | None:
        """The subject of the sentence that the tokens begin."""
        at = 0
        while at < len(tokens) and (
            tokens[at].low in CONNECTIVES or tokens[at].low in ADVERBS or tokens[at].word == ","
        ):
            at += 1
        if at < len(tokens) and (tokens[at].low in OPENERS or tokens[at].low.endswith("ing")):
            comma = next((k for k in range(at, len(tokens)) if tokens[k].word == ","), None)
            if comma is not None and comma + 1 < len(tokens):
                at = comma + 1
            elif tokens[at].low in OPENERS:
                at += 1
        rest = tokens[at:]
        if not rest or not self.page.starts_phrase(rest):
            return None
        if rest[0].low in PRONOUNS:
            return rest[:1]
        inside = self.page.names_in(rest[0].start, rest[-1].end)
        for name in inside[:2]:
            lead = [token for token in rest if token.start < name.span.start]
            if len(lead) <= 7 and all(
                t.word not in ",;:" and t.low not in PREPOSITIONS | AUXILIARIES | CUES for t in lead
            ):
                following = next((token for token in rest if token.start >= name.span.end), None)
                if following is not None and following.start == name.span.end and following.word in ("’s", "'s"):
                    continue
                return [token for token in rest if token.start < name.span.end]
        chunk: list[Token] = []
        for token in rest[:12]:
            if (
                token.word in ",;:("
                or token.low in AUXILIARIES | PASSIVE | CUES
                or token.low in FINITE
                or (chunk and token.low.endswith("ed"))
            ):
                break
            chunk.append(token)
        return chunk or None

    def _line_before(self, part: Part) -> Source | None:
        """A paragraph before that ends in a colon or in the cue itself brings in the whole next paragraph."""
        if not part.line:
            return None
        line, zone = self.page.layout.lines[part.line - 1]
        if zone not in ZONES or self.page.text[line.end - 1] not in ":,":
            return None
        tokens = self.page.outside_tokens(self.page.sentence_start(line.end - 1, line), line.end)
        return self._lead_in(tokens) if tokens else None

    def inherited(self, group: list[Part]) -> Source | None:
        """A whole quoted sentence that follows another of the same speaker with no new person between them."""
        if not self.people.told:
            return None
        quotation, line = self.people.told[-1]
        first = group[0]
        if quotation.speaker is None or quotation.speaker_span is None or first.line - line > 1:
            return None
        inner = self.page.text[first.inner.start : first.inner.end]
        if (
            not inner[:1].isupper()
            or count_words(self.page.text, first) < 4
            or self.page.sentence_start(first.start, self.page.layout.lines[first.line][0]) != first.start
        ):
            return None
        if first.line != line and (
            first.start != self.page.layout.lines[first.line][0].start
            or self.page.text[self.page.layout.lines[first.line][0].end - 1] not in "”\"'»."
        ):
            return None
        since = max(quotation.span.end, quotation.speaker_span.end)
        if any(
            name.type == "person" and name.full != quotation.speaker for name in self.page.names_in(since, first.start)
        ):
            return None
        return Source(quotation.speaker, quotation.speaker_span, None, None)

    def _resolve(self, chunk: list[Token]) -> tuple[str | None, Span | None]:
        """The speaker that a noun phrase names: a full name, the phrase itself, or the person a pronoun stands for."""
        while chunk and (chunk[0].low in CONNECTIVES or chunk[0].low in ADVERBS) and len(chunk) > 1:
            chunk = chunk[1:]
        while chunk and chunk[-1].word in ".:;,":
            chunk = chunk[:-1]
        if not chunk:
            return None, None
        start, end = chunk[0].start, chunk[-1].end
        if len(chunk) == 1 and chunk[0].low in PRONOUNS:
            return self.people.pronoun(chunk[0])
        inside = self.page.names_in(start, end)
        if not inside:
            return self._phrase(chunk)
        people = [name for name in inside if name.type == "person"]
        name = (people or inside)[-1]
        tail = [token for token in chunk if token.start >= name.span.end]
        if tail and tail[0].start == name.span.end and tail[0].word[0] in "’'":
            return self._phrase(chunk)
        if tail and not self._ends_subject(tail[0], name):
            return self._phrase(chunk)
        lead = [token for token in chunk if token.end <= name.span.start]
        owner = self._owner(lead)
        if owner:
            return self._phrase(chunk)
        if len(people) > 1 and people[-1] is name:
            joint = self.page.text[people[-2].span.end : name.span.start]
            if re.match(r"(?:,? and |, )", joint) and joint.count(",") < 2 and len(joint) < 60:
                return f"{people[-2].full} and {name.full}", Span(people[-2].span.start, name.span.end)
        # "Ruritania" is no short form of "Workers' Party of Ruritania".
        whole = name.type == "person" or name.full.startswith(name.text) or name.abbreviation == name.text
        return name.full if whole or name.text.isupper() else name.text, name.span

    def _ends_subject(self, token: Token, name: Name) -> bool:
        """Is the noun phrase over before this word: "Lee in a letter", "Lee Monday", but not "Lee spokeswoman"?"""
        if token.word in "(,[" or token.low in ("and", "who"):
            return True
        if token.low in PREPOSITIONS or token.low in ADVERBS or token.low in TIME_WORDS or token.low in OPENERS:
            return True
        return name.type == "person" and token.word[0].isupper()

    def _owner(self, lead: list[Token]) -> bool:
        """Is the name only the complement of another head: "a spokesman for", "the mother of"?"""
        if not lead:
            return False
        k = len(lead) - 1
        while k > 0 and (lead[k].low in DETERMINERS or (lead[k].word[0].isupper() and lead[k].low not in PREPOSITIONS)):
            k -= 1
        return k > 0 and lead[k].low in PREPOSITIONS and lead[k - 1].word[0].islower() and lead[0].low not in OPENERS

    def _phrase(self, chunk: list[Token]) -> tuple[str | None, Span | None]:
        """The chunk as a speaker in its own words, from its last article on if it is long."""
        if len(chunk) > 9:
            cut = next((k for k in range(len(chunk) - 1, -1, -1) if chunk[k].low in DETERMINERS), None)
            if cut is not None:
                chunk = chunk[cut:]
        words = [token for token in chunk if token.word[0].isalnum()]
        if not words or len(chunk) > 14 or chunk[-1].low in PREPOSITIONS or words[0].low in CUES:
            return None, None
        if len(words) == 1 and (words[0].low in DETERMINERS or words[0].low in FINITE):
            return None, None
        span = Span(chunk[0].start, chunk[-1].end)
        return " ".join(self.page.text[span.start : span.end].split()), span
