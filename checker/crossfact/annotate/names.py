"""Names of persons, bodies and places in an article, with short forms resolved to the full name.

A run of capitalised words is cut where a title, a possessive or a word of the sentence ends it, and typed by what the
lexicon knows of its words (``lexicon/names.toml``, ``bodies.toml``, ``countries.toml``, ``titles.toml``) and by the
words around it. What stays undecided has the type ``other``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from crossfact import lexicon
from crossfact.model import Name, Span, Zone
from crossfact.register import fold, name_key, name_words
from crossfact.segment import Layout

__all__ = ["COUNTRY_OF", "TITLE_HEADS", "find_names", "fold", "name_key"]

_NAMES = lexicon.load("names")
_BODIES = lexicon.load("bodies")
_COUNTRIES = lexicon.load("countries")
_TITLES = lexicon.load("titles")

_GIVEN = frozenset(_NAMES["given"].split())
_GIVEN_WORDS = frozenset(_NAMES["given_words"].split())
_SURNAMES = frozenset(_NAMES["surnames"].split())
_SURNAME_WORDS = frozenset(_NAMES["surname_words"].split())
_EPITHETS = frozenset(_NAMES["words"]["epithets"].split())
_COMMON = frozenset(_NAMES["common"].split()) | _EPITHETS
_BODY_HEADS = frozenset(_BODIES["bodies"]["heads"])
_BODY_GOES_ON = frozenset(_BODIES["bodies"]["goes_on"])
_BODY_NAMES = frozenset(_BODIES["bodies"]["names"])
_THING_HEADS = frozenset(_BODIES["things"]["heads"])
_THING_LEADS = frozenset(_BODIES["things"]["leads"])
_PLACE_TAILS = frozenset(_BODIES["places"]["tails"])
_PLACE_LEADS = frozenset(_BODIES["places"]["leads"])
_NOT_BODIES = frozenset(_BODIES["abbreviations"]["not_bodies"])
_STATE_CODES = frozenset(_BODIES["abbreviations"]["states"])


def _country_index() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Every word for a country with its name, the adjectives among them, and all names of places."""
    index: dict[str, str] = {}
    adjectives = set(_COUNTRIES["regions"]["adjectives"])
    for country, forms in _COUNTRIES["countries"].items():
        index[country] = country
        index.update(dict.fromkeys((form.removeprefix("the ") for form in forms), country))
    places = set(index) | set(_COUNTRIES["states"]["names"]) | set(_COUNTRIES["regions"]["names"])
    adjectives.update(word.replace("_", " ") for word in _COUNTRIES["adjectives"]["of_countries"].split())
    return index, frozenset(adjectives), frozenset(places - adjectives)


COUNTRY_OF, _ADJECTIVES, _PLACES = _country_index()


def _title_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that can end a title as written with capitals, and those that can stand before them."""
    heads: set[str] = set(_TITLES["courtesy"]["words"])
    before: set[str] = {"Former", "Ex", "Then", "Acting", "Interim", "Caretaker", "Senior", "Chief", "Late", "Retired"}
    for table in ("ranks", "offices", "descriptors"):
        for forms in _TITLES[table].values():
            for form in forms:
                words = form.title().replace("'S", "'s").split() if not form.isupper() else form.split()
                heads.add(words[-1])
                before.update(words[:-1])
                if len(form) <= 4 and " " not in form:
                    heads.add(form.upper())
    heads.difference_update(_TITLES["heads"]["not_alone"])
    bodies = _BODY_HEADS - {"Police", "Army", "Navy", "Fire", "Intelligence", "Press"}
    return frozenset(heads), frozenset(before - {"Of", "The", "For"} - bodies)


TITLE_HEADS, _TITLE_BEFORE = _title_words()
_RANK_BEFORE = frozenset(("Assistant", "Deputy", "Acting", "Interim", "Senior", "Chief", "Then", "Caretaker", "Vice"))
_KEPT_TITLES = frozenset(_TITLES["courtesy"]["kept"])
_TITLES_OR_NAMES = frozenset(_TITLES["courtesy"]["names_too"])
_OFFICE_OBJECTS = frozenset(_NAMES["words"]["office_objects"].split())
_FAMILY = 100
"""Of more bearers of one surname in an article none is taken for a short form of another."""
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_MONTHS_DAYS = frozenset(_NAMES["words"]["months_days"].split())
_MONTHS_AS_NAMES = frozenset(("April", "May", "June", "August", "Jan"))
_FUNCTION = frozenset(_NAMES["words"]["function"].split())
_PERSON_VERBS = frozenset(_NAMES["words"]["person_verbs"].split())
_PERSON_WORDS = frozenset(_NAMES["words"]["person_nouns"].split())

_U = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017e\u018f\u1e00-\u1eff"
_REST = (
    rf"(?:(?:\.[{_U}]){{0,3}}\.(?:[{_U}](?![\w’']))?"
    rf"|\w*(?:['’&-]\w+){{0,4}}(?:(?<=[a-z])\.(?= [{_U}])|(?<=\bSt)\.)?)"
)
_TOKEN = rf"[{_U}]{_REST}"
_PREFIX = r"(?:(?:al|el|an|ad|ar|as|ash|at|az|ul|ur|bin)-)?"
_PARTICLE = (
    r"(?:(?:de|del|della|di|da|do|dos|das|du|van|von|der|den|ter|la|le|los|bin|ben|ibn|al|el|ul|ur|e|y|zu|af|&) ){0,3}"
)
_NICKNAME = rf"[“\"‘'][{_U}]\w{{1,14}}[”\"’']"
# The capital comes first, so that the search skips to capitals; what stands before it is looked at afterwards.
_RUN = re.compile(
    rf"[{_U}](?:(?<![\w’'/@#.-].)|(?<=\b[ae]l-.)){_REST}(?:[ \u00a0](?=[{_U}abdeiltuvyz&“\"‘'])(?:{_NICKNAME} )?{_PARTICLE}{_PREFIX}(?:{_TOKEN})){{0,9}}"
)
_WORD = re.compile(r"[^ \u00a0]+")
_GOES_ON = re.compile(
    rf" (?:of|for)(?: the)? (?:{_TOKEN})(?:(?: |, | and | and the | of | of the |, and )(?:{_TOKEN})){{0,6}}"
)
_ABBREVIATION = re.compile(
    r"['’\"”]? ?\((?:the )?[“\"]?([A-Z][A-Za-z&.-]{1,7})[”\"]?\)|,? or (?:the )?([A-Z]{2,6})\b(?! [A-Z])"
)
_AGE_AFTER = re.compile(r",? (?:\(?\d{1,3}\b(?! (?:percent|people|of|miles|minutes|hours))|age[ds]? \d)|, (?:Jr|Sr)\.")
_AGED = re.compile(r", \d{1,2}(?:[,;]| of\b| from\b)")
# A line of a list of persons: "Amara Okoye, 34, of Port Ellery"
_LISTED = re.compile(rf"(?:[{_U}][\w.'’-]* ){{1,3}}[{_U}][\w'’-]+, \d{{1,2}}\b")
_NEXT_WORD = re.compile(r"[ ,]{1,2}([a-z]+)")
_PREVIOUS_WORD = re.compile(r"([a-z-]+),? $")
_CAPITALISED = re.compile(rf"(?<!\w)[{_U}]\w")
_HEADING_WORD = re.compile(r"[^\W\d_](?:[\w.&’'-]*\w)?")
_OFFICE_OF = re.compile(r"\b([A-Za-z]{4,})(?:-[A-Za-z]+)? (?:of|for) (?:the )?$")
_ANY_WORD = re.compile(r"\b\w{2,}")

# After one of these a capital says nothing.
_OPENING = frozenset((*"“\"‘'([—–:", ": ", "— ", "– ", "- ", "• "))
_NEVER_ALONE = _FUNCTION | _MONTHS_DAYS
_QUOTES = "“\"‘'"
_NO_PERSON_AFTER = frozenset(_NAMES["words"]["no_person_after"].split())


_CONTRACTED = ("n't", "n’t", "'m", "’m", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d")
# Words and marks at which a run may have to be cut; a run without them is one name.
_CUTTING = (
    _FUNCTION | _MONTHS_DAYS | TITLE_HEADS | _TITLE_BEFORE | _NOT_BODIES | _OFFICE_OBJECTS | _PLACES | _ADJECTIVES
    | frozenset(("Former", "Ex"))
)  # fmt: skip
_MARKS = frozenset(".'’“\"‘\u00a0")


class _Piece(NamedTuple):
    """A cut of a run: offsets in the run, type, whether the lexicon is sure of it, whether a title stands before it."""

    start: int
    end: int
    type: str
    sure: bool
    titled: bool


class _Book:
    """Full names of persons in an article, by the words that can stand for them alone.

    A short form stands for the one person of that name introduced before it, or, before any is, for the one that
    follows.
    """

    __slots__ = ("ahead", "full", "introduced")

    def __init__(self, full: dict[str, str]) -> None:
        self.full = full
        self.ahead: dict[str, dict[str, None]] = {}
        self.introduced: dict[str, dict[str, None]] = {}

    def introduce(self, name: str) -> None:
        words = name_words(name)
        if words[0] not in _KEPT_TITLES or len(words) > 2:
            for word in (_surname(words), words[0]):
                self.introduced.setdefault(word, {})[self.full[name]] = None

    def stands_for(self, word: str) -> str | None:
        """The full name, the word itself where several persons share it, ``None`` where nobody has it."""
        whole = self.introduced.get(word) or self.ahead.get(word)
        if whole is None:
            return None
        return next(iter(whole)) if len(whole) == 1 else word


class _Mention(NamedTuple):
    start: int
    end: int
    text: str
    type: str
    sure: bool
    titled: bool
    initial: bool


def find_names(text: str, layout: Layout) -> tuple[Name, ...]:
    """Names outside furniture, in text order, each with the full form it surely stands for."""
    mentions: list[_Mention] = []
    headings: list[tuple[int, int]] = []
    for sentence in layout.sentences:
        start, end = sentence.span
        if sentence.zone is not Zone.BODY and _is_title_case(text[start:end]) and not _LISTED.match(text, start, end):
            headings.append((start, end))
        else:
            _scan(text, start, end, mentions)
    for dateline in layout.datelines:
        match = _RUN.match(text, dateline.start, dateline.end)
        if match is not None:
            words = match[0].split()
            while words and words[-1].rstrip(".") in _MONTHS_DAYS:
                words.pop()
            place = " ".join(words)
            if place:
                end = match.start() + len(place)
                mentions.append(_Mention(match.start(), end, text[match.start() : end], "place", True, False, False))
    return _resolve(text, mentions, headings)


def _is_title_case(line: str) -> bool:
    """Are most words of a heading capitalised, so that capitals say nothing?"""
    words = sum(1 for _ in _ANY_WORD.finditer(line))
    return words > 0 and sum(1 for _ in _CAPITALISED.finditer(line)) >= 0.6 * words


def _scan(text: str, start: int, end: int, mentions: list[_Mention]) -> None:
    position = start
    while (match := _RUN.search(text, position, end)) is not None:
        run_start, run_end = match.span()
        position = run_end
        run = match[0]
        if run in _NEVER_ALONE:
            continue
        if "-old " in run:  # "Three-year-old Amara Okoye"
            run = run.partition("-old ")[2]
            run_start = run_end - len(run)
        initial = run_start == start or text[run_start - 1] in _OPENING or text[run_start - 2 : run_start] in _OPENING
        before = len(mentions)
        for piece in _pieces(run, initial):
            a, b = run_start + piece.start, run_start + piece.end
            kind, sure = piece.type, piece.sure
            if b == run_end and run_end < end and kind in ("organisation", "other", "maybe", "head"):
                last = run[piece.start : piece.end].rsplit(" ", 1)[-1]
                if last in _BODY_GOES_ON and (more := _GOES_ON.match(text, b, end)) is not None:
                    b, kind, sure = _trim(text, b, more.end()), "organisation", True
                    position = b
            if kind == "head":
                continue
            if not sure and text.endswith(" to ", 0, a) and (cut := _after_post(text[a:b])):
                # "the envoy to Ruritania Amara Okoye"
                mentions.append(_Mention(a, a + cut - 1, text[a : a + cut - 1], "place", False, False, False))
                a, kind, sure = a + cut, "person", True
            elif kind in ("organisation", "other", "place") and (cut := _after_body(text, a, b)):
                # "the president of the Ruritanian Coalition Amara Okoye"
                body = "other" if kind == "other" else "organisation"
                mentions.append(_Mention(a, a + cut - 1, text[a : a + cut - 1], body, True, False, False))
                a, kind, sure = a + cut, "person", True
            mentions.append(_Mention(a, b, text[a:b], kind, sure, piece.titled, initial and piece.start == 0))
        if len(mentions) == before:
            continue
        last_mention = mentions[-1]
        if not last_mention.sure and last_mention.end == position:
            if last_mention.type in ("maybe", "single"):
                mentions[-1] = _in_context(text, last_mention, start, end)
            elif last_mention.type == "other" and _is_aged(text, last_mention, start, end):
                # "Ruritanian Kjell Vestmark, 34,"
                people, _, rest = last_mention.text.partition(" ")
                skip = len(people) + 1 if people in _ADJECTIVES and " " in rest else 0
                mentions[-1] = last_mention._replace(
                    start=last_mention.start + skip, text=last_mention.text[skip:], type="person", sure=True
                )


def _after_post(run: str) -> int:
    """Where a person's name begins that follows a country or one unknown word, 0 if there is none."""
    words = run.split(" ")
    if len(words) < 3 or words[0] in _GIVEN or words[0] in _GIVEN_WORDS or not all(map(_may_be_surname, words[2:])):
        return 0
    given = words[1] in _GIVEN or words[1] in _GIVEN_WORDS
    country = words[0] in COUNTRY_OF and len(words) == 3 and _may_be_surname(words[1])
    return len(words[0]) + 1 if given or country else 0


def _after_body(text: str, start: int, end: int) -> int:
    """Where a person's name of two words begins behind the body that an office is of, 0 if there is none."""
    if not text.endswith((" of ", " for ", " the "), 0, start):
        return 0
    words = text[start:end].split(" ")
    office = _OFFICE_OF.search(text, max(0, start - 30), start)
    if len(words) < 3 or office is None or office[1].capitalize() not in TITLE_HEADS:
        return 0
    head, given, surname = words[-3:]
    named = given in _GIVEN or (given.isalpha() and _may_be_surname(given) and given not in _PLACES)
    bodily = (head in _BODY_HEADS or head in _OFFICE_OBJECTS) and not {given, surname} & _BODY_HEADS
    return end - start - len(given) - len(surname) - 1 if bodily and named and _may_be_surname(surname) else 0


def _trim(text: str, start: int, end: int) -> int:
    """Where a body's name that goes on after "of" ends: before a possessive, a weekday or a word of the next clause."""
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        if word.endswith(("'s", "’s")):
            return match.end() - 2
        if word.strip(",.") in _MONTHS_DAYS or (word.strip(",.") in TITLE_HEADS and word not in _BODY_HEADS):
            return text.rindex(" ", 0, match.start() + 1) if match.start() > start + 4 else start
        if word.endswith(","):
            return match.end() - 1
    return end


def _is_aged(text: str, mention: _Mention, start: int, end: int) -> bool:
    """Is a run of two or three common words a person's name, since an age stands beside it?

    "19-year-old Grace Poole was hurt", "Grace Poole, 19, was hurt", but not "a 19-year-old Wexbridge Tech student".
    """
    if not 1 <= mention.text.count(" ") <= 2 or not mention.text.replace(" ", "").isalpha():
        return False
    if _AGED.match(text, mention.end, end) is not None:
        return True
    if not text.endswith((" old ", "-old "), start, mention.start):
        return False
    following = _NEXT_WORD.match(text, mention.end, end)
    if text[mention.end : mention.end + 1] != " " or following is None:
        return text[mention.end : mention.end + 1] in (",", ".", ";")
    return following[1] in _PERSON_VERBS or following[1] in (
        "was",
        "is",
        "and",
        "who",
        "had",
        "has",
        "died",
        "of",
        "from",
    )


def _in_context(text: str, mention: _Mention, start: int, end: int) -> _Mention:
    """Decide a run of unknown words by an age, a verb of saying or a person word beside it."""
    person = _AGE_AFTER.match(text, mention.end, end) is not None or _is_aged(text, mention, start, end)
    if not person and mention.type == "maybe":
        following = _NEXT_WORD.match(text, mention.end, end)
        person = (
            following is not None
            and following[1] in _PERSON_VERBS
            and following[1] not in ("is", "was", "has", "had", "shot")
        )
        if not person:
            previous = _PREVIOUS_WORD.search(text, max(start, mention.start - 24), mention.start)
            person = previous is not None and previous[1] in _PERSON_WORDS
            if not person and (previous is None or previous[1] not in _NO_PERSON_AFTER) and mention.text.count(" ") < 3:
                return mention._replace(type="person")
    return mention._replace(type="person", sure=True) if person else mention


@lru_cache(maxsize=16384)
def _pieces(run: str, initial: bool) -> tuple[_Piece, ...]:
    """Cut a run of capitalised words into names; a pure function, remembered because runs repeat."""
    first, _, rest = run.partition(" ")
    if not rest:
        word = first[:-2] if first.endswith(("'s", "’s")) and len(first) > 3 else first
        if word in _NEVER_ALONE or word.endswith(_CONTRACTED):
            return ()
        kind, sure = ("head", False) if word in _BODY_GOES_ON else _classify([word], initial)
        return () if kind == "drop" else (_Piece(0, len(word), kind, sure, False),)
    words = run.split(" ")
    if _CUTTING.isdisjoint(words) and _MARKS.isdisjoint(run) and not (initial and first.lower() in _COMMON):
        kind, sure = _classify(words, initial)
        return () if kind == "drop" else (_Piece(0, len(run), kind, sure, False),)
    return tuple(piece for piece in _cut(run, initial) if piece.type != "drop")


def _cut(run: str, initial: bool) -> Iterable[_Piece]:
    """The pieces of a run of several words."""
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(run) if match[0][0] not in _QUOTES]
    pieces: list[_Piece] = []
    segment: list[tuple[int, int, str]] = []
    for index, (start, end, word) in enumerate(words):
        bare = word
        if word.endswith(_CONTRACTED):
            if segment:
                pieces += _segment(run, segment, initial)
            segment, initial = [], False
        elif word.endswith(("'s", "’s")) and len(word) > 3:
            bare = word[:-2]
            following = words[index + 1][2] if index + 1 < len(words) else ""
            if following in _BODY_HEADS and bare not in _PLACES and bare not in _BODY_NAMES and len(segment) < 2:
                segment.append((start, end, word))
                continue
            segment.append((start, end - 2, bare))
            pieces += _segment(run, segment, initial)
            segment, initial = [], False
        elif word in ("Former", "Ex") or word.startswith(("Ex-", "Then-")):
            if segment:
                pieces += _segment(run, segment, initial, joined=True)
            segment, initial = [], False
        elif (
            word.endswith(".")
            and len(word) > 3
            and bare.rstrip(".") not in TITLE_HEADS
            and word not in _BODY_HEADS
            and "." not in word[:-1]
            and word not in _SUFFIXES
            and word[:-1] not in ("St", "Ft", "Mt", "Lt")
        ):
            segment.append((start, end - 1, word[:-1]))
            pieces += _segment(run, segment, initial)
            segment, initial = [], True
        else:
            segment.append((start, end, word))
    if segment:
        pieces += _segment(run, segment, initial)
    return tuple(pieces)


def _segment(run: str, words: list[tuple[int, int, str]], initial: bool, joined: bool = False) -> Iterable[_Piece]:
    """Names in one stretch without possessives: words of the sentence and titles cut off."""
    words, initial = _without_function_words(words, initial)
    if not words:
        return ()
    if (
        initial
        and len(words) > 1
        and words[0][2].lower() in _COMMON
        and words[0][2] not in _GIVEN_WORDS
        and words[0][2] not in _SURNAME_WORDS
    ):
        lead, rest = words[0][2], words[1][2]
        if (
            lead not in TITLE_HEADS
            and lead not in _TITLE_BEFORE
            and lead not in _BODY_HEADS
            and lead not in _PLACE_LEADS
            and lead not in _THING_LEADS
            and (
                rest in _GIVEN or rest in _PLACES or rest in _ADJECTIVES or len(words) == 3 or lead.lower() in _EPITHETS
            )
        ):
            return _segment(run, words[1:], False)
    while words and words[-1][2] in _NOT_BODIES:
        words = words[:-1]
    if (
        len(words) > 1
        and _title_word(words[-1][2]) in TITLE_HEADS
        and (
            words[-2][2] in _PLACE_TAILS
            or words[-2][2] in _BODY_HEADS
            or (words[-1][2] not in _TITLES_OR_NAMES and words[-2][2] not in _GIVEN)
        )
    ):
        words = _without_title(words)
    if not words:
        return ()
    head = _title_head(words)
    pieces: list[_Piece] = []
    titled = False
    if head >= 0:
        prefix = _without_title(words[:head])
        while len(prefix) > 1 and prefix[0][2] in _RANK_BEFORE:
            prefix = prefix[1:]
        if prefix:
            kind, sure = _classify([word for _, _, word in prefix], initial)
            if kind in ("place", "organisation"):
                pieces.append(_Piece(prefix[0][0], prefix[-1][1], kind, sure, False))
            elif kind == "single" and not initial:
                pieces.append(_Piece(prefix[0][0], prefix[-1][1], "other", False, False))
        words = words[head + 1 :]
        titled = True
        if len(words) == 1 and run[: words[0][0]].split()[-1] in _KEPT_TITLES and words[0][2] not in _PLACES:
            start = words[0][0] - 1 - len(run[: words[0][0]].split()[-1])
            return [*pieces, _Piece(start, words[0][1], "person", True, True)]
    words = _past_office_object(words, titled, pieces)
    if not words:
        return pieces
    names = [word for _, _, word in words]
    if joined and len(names) == 1:
        kind, sure = "place", True
    else:
        kind, sure = _classify(names, initial and not titled)
    if (
        titled
        and (
            kind in ("maybe", "single", "other") or (kind == "place" and len(names) > 1 and names[-1] in _SURNAME_WORDS)
        )
        and not (len(names) == 1 and names[0].lower() in _COMMON and names[0] not in _SURNAME_WORDS)
    ):
        kind, sure = "person", True
    pieces.append(_Piece(words[0][0], words[-1][1], kind, sure, titled))
    return pieces


def _past_office_object(
    words: list[tuple[int, int, str]], titled: bool, pieces: list[_Piece]
) -> list[tuple[int, int, str]]:
    """The name behind what an office is over ("State Amara Okoye", "Ruritania Amara Okoye"); a place goes to ``pieces``."""
    while (
        len(words) > 2
        and (words[0][2] in _OFFICE_OBJECTS or words[0][2] in _PLACES or words[0][2] in _ADJECTIVES)
        and (
            words[1][2] in _GIVEN
            or words[1][2] in _OFFICE_OBJECTS
            or (words[1][2] in _GIVEN_WORDS and _may_be_surname(words[2][2]))
            or (titled and words[1][2] not in _BODY_HEADS)
        )
    ):
        if words[0][2] in _GIVEN and words[1][2] not in _GIVEN:
            break
        if words[0][2] in _PLACES and not pieces:
            pieces.append(_Piece(words[0][0], words[0][1], "place", True, False))
        words = words[1:]
    return words


def _without_function_words(
    words: list[tuple[int, int, str]], initial: bool
) -> tuple[list[tuple[int, int, str]], bool]:
    """The stretch without words of the sentence at its head and months and weekdays at either end.

    Behind a cut word the next is no longer at the beginning of a sentence; an article is no such cut.
    """
    while words:
        word = words[0][2]
        following = words[1][2] if len(words) > 1 else ""
        if (
            word in _FUNCTION
            and not (word in _GIVEN_WORDS and _may_be_surname(following))
            and not (
                f"{word} {following}" in _PLACES
                or f"{word} {following}" in _BODY_NAMES
                or (word == "New" and following)
                or (following in _BODY_HEADS and word in _TITLE_CASE_LEADS)
            )
        ):
            initial = False if word not in ("The", "A", "An") else initial
            words = words[1:]
        elif word in _MONTHS_DAYS and not (
            word in _MONTHS_AS_NAMES and _may_be_surname(following) and not (following in _GIVEN and len(words) > 2)
        ):
            words = words[1:]
        else:
            break
    while (
        words
        and words[-1][2] in _MONTHS_DAYS
        and not (len(words) > 1 and words[-1][2] == "May" and words[-2][2] in _GIVEN)
    ):
        words = words[:-1]
    return words, initial


def _without_title(words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """What stands before a title's words."""
    while words and (words[-1][2] in _TITLE_BEFORE or _title_word(words[-1][2]) in TITLE_HEADS):
        if len(words) > 1 and f"{words[-2][2]} {words[-1][2]}" in _BODY_NAMES:
            break
        words = words[:-1]
    return words


_TITLE_CASE_LEADS = frozenset(
    ("State", "City", "County", "National", "International", "Federal", "Local", "Police", "First", "Other")
)


def _title_word(word: str) -> str:
    """The word without its full stop and without "-elect" or "-designate"."""
    return word.removesuffix("-elect").removesuffix("-designate").rstrip(".")


def _may_be_surname(word: str) -> bool:
    return bool(word) and (
        word in _SURNAMES
        or word in _SURNAME_WORDS
        or (
            word.lower() not in _COMMON
            and word not in _PLACES
            and word not in _MONTHS_DAYS
            and word not in _BODY_HEADS
            and word not in _PLACE_TAILS
        )
    )


def _title_head(words: list[tuple[int, int, str]]) -> int:
    """Index of the last word of a title that stands before a name, -1 if there is none."""
    for index in range(len(words) - 2, -1, -1):
        word = _title_word(words[index][2])
        if word not in TITLE_HEADS:
            continue
        following = words[index + 1][2]
        if following in _BODY_HEADS or following in _SUFFIXES or following.rstrip(".") in _PLACE_TAILS:
            continue
        if following in _THING_HEADS and following not in _GIVEN_WORDS:
            continue
        previous = words[index - 1][2] if index else ""
        if (
            word in _TITLES_OR_NAMES
            and previous
            and (previous in _GIVEN or previous in _GIVEN_WORDS)
            and previous not in _ADJECTIVES
            and previous not in _PLACES
            and _title_word(previous) not in TITLE_HEADS
        ):
            continue
        if (
            len(words) - index == 2
            and following.lower() in _COMMON
            and following not in _SURNAME_WORDS
            and following not in _GIVEN_WORDS
        ):
            continue
        return index
    return -1


def _classify(words: list[str], initial: bool) -> tuple[str, bool]:
    """Type of a run without titles and whether the lexicon is sure.

    Beside the types of ``Name`` there are ``maybe`` (may be a person), ``single`` (one unknown word) and ``drop``.
    """
    joined = " ".join(words)
    first, last = words[0], words[-1]
    if joined in _BODY_NAMES:
        return "organisation", True
    if joined in _ADJECTIVES:
        return "drop", True
    if joined in _PLACES:
        return "place", True
    if len(words) == 1:
        return _classify_word(first, initial)
    if any(word in _BODY_HEADS for word in words) or ("-" in last and last.rsplit("-", 1)[1] in _BODY_HEADS):
        if last in _PLACE_TAILS and last not in _BODY_HEADS:
            return "place", True
        return (
            ("organisation", True)
            if not (last in _SURNAME_WORDS and first in _GIVEN and len(words) == 2)
            else ("person", True)
        )
    if last in _THING_HEADS or first in _THING_LEADS:
        return "other", True
    if any(
        w[0].isupper() and w.lower() in _COMMON and w not in _SURNAME_WORDS and w not in _GIVEN_WORDS
        for w in words[1:-1]
    ):
        return "other", False
    person_like = first in _GIVEN or first in _GIVEN_WORDS
    if last in _PLACE_TAILS and not (person_like and last in _SURNAME_WORDS):
        return "place", True
    if first in _PLACE_LEADS and not (first == "St." and len(words) > 2):
        return "place", True
    if len(words) > 2 and " ".join(words[:2]) in _PLACES:
        return "other", False
    if first in _ADJECTIVES:
        return ("person", False) if first in _GIVEN and len(words) == 2 and _may_be_surname(last) else ("other", False)
    if len(words) > 5:
        return "other", False
    core = words[:-1] if last in _SUFFIXES and len(words) > 2 else words
    surname = core[-1]
    if first.isupper() and len(first) > 3 and "." not in first:
        return "other", False
    if first in _GIVEN and first not in _PLACES:
        return "person", surname.lower() not in _COMMON or surname in _SURNAME_WORDS
    if person_like and _may_be_surname(surname):
        return "person", not initial or surname in _SURNAMES or surname in _SURNAME_WORDS
    if first in _PLACES:
        return ("person", True) if first in _GIVEN and surname in _SURNAMES else ("other", False)
    if len(first) <= 4 and first.endswith(".") and first[0].isupper() and surname.lower() not in _COMMON:
        return "person", True
    if len(words) > 2 and len(words[1]) == 2 and words[1].endswith("."):
        return "person", True
    if first.lower() not in _COMMON and (
        surname in _SURNAMES or surname in _SURNAME_WORDS or surname in _GIVEN or surname in _GIVEN_WORDS
    ):
        return "person", surname in _SURNAMES
    if not any(word.lower() in _COMMON or word in _PLACES or word[-1].isupper() or "&" in word for word in words):
        return "maybe", False
    return "other", False


def _classify_word(word: str, initial: bool) -> tuple[str, bool]:
    if (
        len(word) < 2
        or word in _FUNCTION
        or word in _MONTHS_DAYS
        or word.rstrip(".") in TITLE_HEADS
        or word in _TITLE_BEFORE
    ):
        return "drop", True
    if word.isupper():
        if word in _STATE_CODES:
            return "place", True
        if word in _NOT_BODIES or len(word) > 6 or any(c.isdigit() for c in word) or word.count(".") == len(word) // 2:
            return "drop", True
        return "organisation", True
    if word in _GIVEN:
        return "given", True
    if word.lower() in _COMMON:
        return ("word", False) if initial or word not in _SURNAME_WORDS else ("single", False)
    if word in _BODY_HEADS or word in _THING_HEADS or word in _PLACE_TAILS:
        return "drop", True
    return "single", False


def _surname(words: list[str]) -> str:
    last = words[-1] if words[-1] not in _SUFFIXES or len(words) < 3 else words[-2]
    return last.split("-", 1)[1] if last.startswith(("al-", "el-", "an-", "as-", "ad-", "ash-")) else last


def _resolve(text: str, mentions: list[_Mention], headings: list[tuple[int, int]]) -> tuple[Name, ...]:
    """Give every mention its final type and full form."""
    usages = {
        mention.text for mention in mentions if mention.type in ("single", "given", "word") and not mention.initial
    }
    sure = {mention.text for mention in mentions if mention.type == "person" and mention.sure}
    unsure = {mention.text for mention in mentions if mention.type == "maybe"}
    families = {_surname(name_words(name)) for name in sure if " " in name}
    persons: dict[str, list[str]] = {}
    for index, mention in enumerate(mentions):
        if (
            mention.type == "other"
            and not mention.sure
            and mention.text.count(" ") == 1
            and mention.text.rsplit(" ", 1)[1] in families
        ):
            mentions[index] = mention = mention._replace(type="person")
        if mention.text in unsure and mention.type in ("maybe", "person"):
            words = name_words(mention.text)
            known = mention.text in sure or _surname(words) in usages
            mentions[index] = mention = mention._replace(type="person" if known else "other")
        if mention.type == "person" and " " in mention.text:
            persons.setdefault(mention.text, name_words(mention.text))
    abbreviations, short_of = _abbreviations(text, mentions)
    for body in abbreviations.values():
        # "Workers Front Ruritania (WFR)" is no person, so that "Ruritania" is no family name.
        persons.pop(body, None)
    full = _full_forms(persons)
    book = _Book(full)
    for name, words in persons.items():
        if words[0] not in _KEPT_TITLES or len(words) > 2:
            book.ahead.setdefault(_surname(words), {})[full[name]] = None
            book.ahead.setdefault(words[0], {})[full[name]] = None
    names: list[Name] = []
    for mention in mentions:
        finished = _finish(mention, book, abbreviations, short_of)
        if finished is not None:
            names.append(finished)
    if headings:
        wanted = {word for start, end in headings for word in _HEADING_WORD.findall(text, start, end)}
        wanted |= {word[:-2] for word in wanted if word.endswith(("'s", "’s"))}
        by_first = _known(names, wanted)
        for start, end in headings:
            names += _in_heading(text, start, end, by_first, book, abbreviations)
    names.sort(key=_start)
    return tuple(names)


def _start(name: Name) -> int:
    return name.span.start


def _full_forms(persons: dict[str, list[str]]) -> dict[str, str]:
    """For each form of a name the longest form in the article that it surely belongs to."""
    full = {name: name for name in persons}
    groups: dict[str, list[str]] = {}
    for name, words in persons.items():
        groups.setdefault(_surname(words), []).append(name)
    for group in groups.values():
        if not 2 <= len(group) <= _FAMILY:
            continue
        for name in group:
            longer = [other for other in group if other != name and _extends(persons[other], persons[name])]
            longest = max(longer, key=len, default=None)
            if longest is not None and all(
                other == longest or _extends(persons[longest], persons[other]) for other in longer
            ):
                full[name] = longest
    # "Bram Visser" against "Bram Visser Danso": a form that lacks the last word is resolved where nothing rivals it.
    beginning: dict[tuple[str, ...], list[str]] = {}
    for name, words in persons.items():
        for length in range(2, len(words)):
            beginning.setdefault(tuple(words[:length]), []).append(name)
    for name, words in persons.items():
        longer = beginning.get(tuple(words), [])
        if full[name] == name and len(longer) == 1:
            full[name] = full[longer[0]]
    return full


def _extends(longer: list[str], shorter: list[str]) -> bool:
    """Do the words of the longer name hold those of the shorter in order, initials standing for names?"""
    if len(longer) < len(shorter) or (len(longer) == len(shorter) and "." not in "".join(shorter)):
        return False
    position = 0
    for word in shorter:
        while position < len(longer) and not (
            longer[position] == word or (len(word) == 2 and word[1] == "." and longer[position][0] == word[0])
        ):
            position += 1
        if position == len(longer):
            return False
        position += 1
    return longer[0] == shorter[0] or shorter[0].endswith(".") or len(longer) > len(shorter)


def _abbreviations(text: str, mentions: list[_Mention]) -> tuple[dict[str, str], dict[str, str]]:
    """Short forms given for bodies with the full name, and the reverse: "Ruritanian Relief Fund (RRF)"."""
    found: dict[str, str] = {}
    short_of: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        if (mention.type == "person" and mention.sure) or (" " not in mention.text and "-" not in mention.text):
            continue
        nearby = text[mention.end : mention.end + 1]
        if nearby not in (" ", ",", "'", "’", '"', "”"):
            continue
        match = _ABBREVIATION.match(text, mention.end)
        if match is None:
            continue
        short = match[1] or match[2]
        letters = [part[0].upper() for part in re.split(r"[ \u00a0-]", mention.text) if part]
        capitals = [c for c in short if c.isupper()]
        if len(capitals) >= 2 and letters[0] == capitals[0] and _subsequence(capitals[:-1], letters):
            found.setdefault(short, mention.text)
            short_of[mention.text] = short
            if mention.type != "organisation":
                mentions[index] = mention._replace(type="organisation", sure=True)
    return found, short_of


def _subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def _finish(mention: _Mention, book: _Book, abbreviations: dict[str, str], short_of: dict[str, str]) -> Name | None:
    span, text, kind = Span(mention.start, mention.end), mention.text, mention.type
    if kind == "drop":
        return None
    if kind == "person" and text in book.full:
        book.introduce(text)
        return Name(span, text, "person", book.full[text])
    if kind in ("person", "single", "given", "word") and " " not in text:
        whole = book.stands_for(_surname([text]))
        if whole is not None:
            return Name(span, text, "person", whole)
        if kind == "person" or (kind == "given" and not mention.initial):
            return Name(span, text, "person", text)
        if kind == "word" or mention.initial:
            return None
        return Name(span, text, "other", text)
    if kind == "organisation":
        if text in abbreviations:
            return Name(span, text, kind, abbreviations[text], text)
        return Name(span, text, kind, text, short_of.get(text))
    return Name(span, text, kind if kind in ("person", "place") else "other", text)


def _known(names: list[Name], wanted: set[str]) -> dict[str, list[tuple[list[str], Name]]]:
    """Names of the body that begin with one of the words, by that word, longest first."""
    known: dict[str, list[tuple[list[str], Name]]] = {}
    seen: set[str] = set()
    for name in names:
        text = name.text
        if text not in seen:
            seen.add(text)
            first = text.partition(" ")[0]
            if first in wanted:
                known.setdefault(first, []).append((text.split(), name))
    for entries in known.values():
        if len(entries) > 1:
            entries.sort(key=_fewer_words)
    return known


def _fewer_words(entry: tuple[list[str], Name]) -> int:
    return -len(entry[0])


def _in_heading(
    text: str,
    start: int,
    end: int,
    known: dict[str, list[tuple[list[str], Name]]],
    book: _Book,
    abbreviations: dict[str, str],
) -> list[Name]:
    """Names in a heading whose words are all capitalised: those of the body, and what the lexicon is sure of."""
    found: list[Name] = []
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text, start, end)]
    words = [(a, b, word) for a, b, word in words if word[0].isalpha() or word[0] in "“‘\"'("]
    index = 0
    while index < len(words):
        a, b, word = words[index]
        bare = word.strip("“”‘’\"'(),.:;!?—")
        a += word.find(bare) if bare else 0
        if bare.endswith(("'s", "’s")):
            bare = bare[:-2]
        b = a + len(bare)
        step = 1
        for entry, name in known.get(bare, ()):
            if [
                w.strip("“”‘’\"'(),.:;!?").removesuffix("'s").removesuffix("’s")
                for _, _, w in words[index : index + len(entry)]
            ] == entry:
                last = words[index + len(entry) - 1]
                stop = last[0] + len(last[2].rstrip("“”‘’\"'(),.:;!?").removesuffix("'s").removesuffix("’s"))
                stop = stop if len(entry) > 1 else b
                found.append(Name(Span(a, stop), text[a:stop], name.type, name.full, name.abbreviation))
                step = len(entry)
                break
        else:
            whole = book.ahead.get(bare)
            if whole is not None:
                found.append(Name(Span(a, b), bare, "person", next(iter(whole)) if len(whole) == 1 else bare))
            elif bare in _PLACES and bare.isalpha():
                found.append(Name(Span(a, b), bare, "place", bare))
            elif bare in _BODY_NAMES or bare in abbreviations:
                found.append(Name(Span(a, b), bare, "organisation", abbreviations.get(bare, bare)))
            elif bare in _GIVEN and bare not in _PLACES and index + 1 < len(words) and b + 1 == words[index + 1][0]:
                last = words[index + 1]
                surname = last[2].strip("“”‘’\"'(),.:;!?").removesuffix("'s").removesuffix("’s")
                if surname in _SURNAMES:
                    stop = last[0] + len(surname)
                    found.append(Name(Span(a, stop), text[a:stop], "person", text[a:stop]))
                    step = 2
        index += step
    return found
