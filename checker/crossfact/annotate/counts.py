"""Counted casualties: how many people were killed, injured, shot, missing, arrested or displaced.

A sentence is worked on only if it holds a stem of a casualty word. In it, counted noun phrases are found first ("at
least nine people", "two soldiers and a civilian", "a woman and her two children"); then each casualty word takes the
phrase that its form calls for: on its right where it is active ("killed nine people"), on its left where it is passive
or tells a state ("nine people were killed", "nine dead"). Commas are helpful but not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfact import lexicon
from crossfact.annotate import numerals
from crossfact.model import Count, Sentence, Span, Zone
from crossfact.segment import Layout

_LEXICON = lexicon.load("casualties")
_STEMS: tuple[str, ...] = tuple(_LEXICON["stems"])
_PAST: dict[str, str] = _LEXICON["past"]
_ACTIVE: dict[str, str] = _LEXICON["active"]
_STATE: dict[str, str] = _LEXICON["state"]
_NOUN: dict[str, str] = _LEXICON["noun"]
_SLOTTED: dict[str, str] = _LEXICON["counted"]
_BEFORE_NOUN: dict[str, str] = _LEXICON["before_noun"]
_CARE = frozenset(_LEXICON["care"])
_BE = frozenset(_LEXICON["be"])
_AUXILIARY = frozenset(_LEXICON["auxiliary"])
_NEGATION = frozenset(_LEXICON["negation"])
_MODAL = frozenset(_LEXICON["modal"])
_PREPOSITION = frozenset(_LEXICON["preposition"])
_RELATIVE = frozenset(_LEXICON["relative"])
_OTHER = frozenset(_LEXICON["other"])
_ATTACKER = frozenset(_LEXICON["attacker"])
_GROUP: dict[str, str] = {noun: group for group, nouns in _LEXICON["nouns"].items() for noun in nouns}
_PLURAL = frozenset(_LEXICON["plural"])
_ORDINAL = frozenset(_LEXICON["ordinal"])
_TAKING = frozenset(_LEXICON["taking"])
_TELLER = frozenset(_LEXICON["teller"])
_MONTH = frozenset(_LEXICON["month"])
_CREW = frozenset(_LEXICON["crew"])
_CARRYING = frozenset(_LEXICON["carrying"])
_VESSELS = frozenset(_LEXICON["vessels"])
_DEEDS = frozenset({*_LEXICON["happening"], *_LEXICON["deed"]})
_POSSESSIVE = frozenset({"his", "her", "their", "its"})
_STARTERS = frozenset({*numerals.STARTS, *_POSSESSIVE, "a", "an", "another"})
_DEFINITE = frozenset({"the", "these", "those", "both", "all", "remaining"})
_VERB = frozenset({*_PAST, *_ACTIVE, *_STATE})
_JOIN = frozenset({",", "and", "&", "plus", "-", "–"})
_NUMBER_WORD = frozenset({*lexicon.load("numbers")["units"], *lexicon.load("numbers")["tens"]})
_STOP = frozenset(
    {
        *_NUMBER_WORD,
        *_LEXICON["stop"],
        *_PREPOSITION,
        *_AUXILIARY,
        *_VERB,
        *_NEGATION,
        *_MODAL,
        *_RELATIVE,
        "and",
        "or",
        "&",
    }
)
_UNCOUNTED = frozenset(
    {"himself", "herself", "themselves", "itself", "him", "her", "them", "me", "us", "you", "the", "his", "their", "its",
     "this", "that", "each", "everyone", "anyone", "someone"}
)  # fmt: skip
_TOKEN = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*(?:-[A-Za-z]{1,12}){0,3}|[^\W\d_]+(?:['’][^\W\d_]+|-[^\W\d_]+|-\d+)*|[^\w\s]|_"
)
_AGED = re.compile(r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-(?:year|month|week|day)s?-olds?")
_TRAILING = re.compile(r"\d+-(?:year|month|week|day|old)")
_THOUGHT = frozenset(
    {"believed", "thought", "feared", "known", "reported", "presumed", "said", "confirmed", "likely", "found"}
)
_PIECE = 400
"""Tokens looked at together, so that the work grows with the length of a text even where it has no sentences."""
_ANYBODY = frozenset({"people", "persons"})
_MISCOUNT = 0.2
"""Share of a whole by which parts listed behind it may miss it and still be its parts."""
_TOLL_REACH = 24
_TELLERS = 4
"""Words at the end of a headline that say who tells its toll."""
_ACRONYMS = frozenset({"US", "IS", "IT", "WHO"})
"""In capitals these are names and not the small words that are written alike."""
_LEFT_REACH = 14
_NOISE = frozenset({"heard", "fired", "hearing", "firing"})
_HANDLED = frozenset(_LEXICON["handled"])
DEGREE = frozenset({"critically", "seriously", "severely", "badly", "slightly", "gravely", "lightly"})
"""Words that say how badly people were hurt; a number with one of them may leave out the rest."""
_SIDES = frozenset({"soldiers", "fighters", "officers"})
_NOT_PRESENT = frozenset(
    {"to", "not", "n't", "or", "did", "does", "do", "gunshot", "a", "the", "his", "her", "of", "that"}
)
_QUOTE = frozenset("\"“”'‘’")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A counted noun phrase over tokens ``start`` to ``end``; ``parts`` are the members of a list."""

    start: int
    end: int
    low: float | None
    high: float | None
    noun: str
    group: str
    role: str
    hedge: str | None = None
    slot: str | None = None
    parts: tuple[_Phrase, ...] = ()
    attacker: str | None = None


@dataclass(frozen=True, slots=True)
class _Tokens:
    words: list[str]
    low: list[str]
    spans: list[tuple[int, int]]
    heading: bool


def find_counts(text: str, layout: Layout) -> tuple[Count, ...]:
    """Counts of the article's sentences in text order."""
    found: list[Count] = []
    for sentence in layout.sentences:
        start, end = sentence.span
        lowered = text[start:end].lower()
        if any(stem in lowered for stem in _STEMS):
            for tokens in _tokens(text, sentence):
                found.extend(_counts(tokens))
    return tuple(sorted(dict.fromkeys(found), key=lambda count: (count.span, count.slot or "", count.role)))


def _tokens(text: str, sentence: Sentence) -> Iterator[_Tokens]:
    """The tokens of a sentence, in pieces where it is longer than sentences are."""
    words, spans = [], []
    for match in _TOKEN.finditer(text, sentence.span.start, sentence.span.end):
        words.append(match[0])
        spans.append(match.span())
    capitals = text[sentence.span.start : sentence.span.end].isupper()
    low = [word if word in _ACRONYMS and not capitals else word.lower().replace("’", "'") for word in words]
    heading = sentence.zone in (Zone.TITLE, Zone.HEADING)
    for start in range(0, len(words), _PIECE):
        piece = slice(start, start + _PIECE)
        yield _Tokens(words[piece], low[piece], spans[piece], heading)


# --------------------------------------------------------------------------------------------------- noun phrases


def _phrases(tokens: _Tokens) -> list[_Phrase]:
    """Counted noun phrases, without lists."""
    low = tokens.low
    found: list[_Phrase] = []
    end = 0
    for i, word in enumerate(low):
        if i < end or not (
            word in _STARTERS or word[0].isdigit() or (tokens.heading and word in _GROUP) or "-" in word
        ):
            continue
        phrase = _phrase_at(tokens, i)
        if phrase is not None:
            found.append(phrase)
            end = phrase.end
    return found


def _phrase_at(tokens: _Tokens, i: int) -> _Phrase | None:
    low = tokens.low
    word = low[i]
    if word in ("a", "an") or word in _POSSESSIVE or word == "another":
        if word == "another":
            number = numerals.parse(low, i + 1) if i + 1 < len(low) else None
            if number is not None and number.low:
                phrase = _counted(tokens, i, number)
                return None if phrase is None else replace(phrase, role="additional")
        elif word in ("a", "an"):
            if i > 1 and low[i - 1] == "of" and low[i - 2] in ("quarter", "third", "half", "quarters", "thirds"):
                return None
            number = numerals.parse(low, i)
            if number is not None:
                return _counted(tokens, i, number)
        elif i + 1 < len(low) and low[i + 1] in numerals.STARTS | {"2", "3", "4", "5", "6"}:
            number = numerals.parse(low, i + 1)
            return None if number is None else _counted(tokens, i, number)
        return _single(tokens, i, i + 1)
    if word[0].isdigit() or word in numerals.STARTS or word.partition("-")[0] in numerals.STARTS:
        if i and low[i - 1] in ("$", "£", "€", "#", "no", "us$", "/"):
            return None
        if i > 1 and low[i - 1] == "of" and low[i - 2] in _GROUP and not _is_plural(low[i - 2]):
            return None
        number = numerals.parse(low, i)
        return None if number is None else _counted(tokens, i, number)
    if tokens.heading and word in _GROUP and word not in _PLURAL and not word.endswith("s"):
        before = low[i - 1] if i else ""
        if before in ("", ",", "and", "&", ":", "-", "–", "leaves", "kills", "wounds", "injures", ";", "|"):
            return _single(tokens, i, i)
    return None


def _single(tokens: _Tokens, start: int, first: int) -> _Phrase | None:
    """ "a man", "another woman", "his wife": one person."""
    head = _head(tokens, first)
    if head is None:
        return None
    position, noun = head
    if noun in _PLURAL or (noun.endswith("s") and noun not in ("boss",) and not _AGED.fullmatch(noun)):
        return None
    if not _DEEDS.isdisjoint(tokens.low[position + 1 : position + 2]):
        return None
    group = _group(noun)
    later = tokens.low[start] == "another" or not _ORDINAL.isdisjoint(tokens.low[first:position])
    role = "additional" if later else "individual"
    attacker = "included" if noun in _ATTACKER else None
    return _Phrase(start, position + 1, 1, 1, noun, group, role, attacker=attacker)


def _counted(tokens: _Tokens, start: int, number: numerals.Number) -> _Phrase | None:
    low = tokens.low
    end = number.end
    role = "whole"
    before = low[start - 1] if start else ""
    if low[end : end + 1] == ["family"]:
        return None
    if before in _DEFINITE or (before == "other" and low[max(0, start - 2)] in _DEFINITE):
        role = "definite"
    elif low[start] in _POSSESSIVE:
        role = "individual"
    last = low[end - 1] if end else ""
    if number.low == 0 and number.high == 0:
        if low[start] in ("nobody", "none") or low[end : end + 1] == ["one"]:
            end += low[end : end + 1] == ["one"]
            if low[end : end + 1] == ["else"] or low[start] == "none":
                return None
            return _Phrase(start, end, 0, 0, "", "people", role)
        if low[end : end + 1] == ["other"]:
            return None
    if low[end : end + 1] == ["of"] and number.plain:
        if low[end + 1 : end + 2] and low[end + 1] in _DEFINITE | _POSSESSIVE | {"them", "whom", "which", "us", "our"}:
            head = _head(tokens, end + 1 + (low[end + 1] in _DEFINITE | _POSSESSIVE))
            stop = end + 2 if head is None else head[0] + 1
            noun = "" if head is None else head[1]
            return _Phrase(start, stop, number.low, number.high, noun, _group(noun), "part", number.hedge)
        return None
    if _in_date(low, start, end, number) or (before in _NOISE and low[end : end + 1] == ["shot"]):
        return None
    slot = None
    if end < len(low) and low[end] in _BEFORE_NOUN:
        head = _head(tokens, end + 1)
        if head is not None and head[0] - end <= 4:
            position, noun = head
            return _Phrase(
                start,
                position + 1,
                number.low,
                number.high,
                noun,
                _group(noun),
                role,
                number.hedge,
                _BEFORE_NOUN[low[end]],
            )
    head = _head(tokens, end)
    if head is None:
        counted = _slotted(low, start, end, number)
        if counted is not None:
            slot = _SLOTTED[low[counted]]
            return _Phrase(start, counted + 1, number.low, number.high, "", "people", role, number.hedge, slot)
        if (number.high == 0 and not (last and tokens.heading)) or low[end : end + 1] in (["times"], ["time"]):
            return None  # "shot six times"
        if number.low is not None and number.low in _YEARS and "," not in low[number.end - 1]:
            return None
        return _Phrase(start, end, number.low, number.high, "", "people", role, number.hedge)
    position, noun = head
    if position > end and number.low is not None and number.low in _YEARS and low[end - 1].isdigit():
        return None
    if low[position + 1 : position + 2] in (["and"], ["or"]) and _is_plural(noun):
        joined = _head(tokens, position + 2)
        if joined is not None and _is_plural(joined[1]) and joined[1] != noun:
            position, noun = joined[0], "people"
    if any(word in _OTHER for word in low[end : position + 1]) and "more" in low[end : position + 1]:
        role = "additional"
    if number.high == 1 and noun.endswith("s") and noun not in _PLURAL:
        return None
    if (
        role == "definite"
        and before == "all"
        and low[position + 1 : position + 2] in (["who"], ["killed"], ["wounded"], ["aboard"], ["on"])
    ):
        role = "whole"
    group = _medical(low, position) or _members(low, position) or _group(noun)
    return _Phrase(start, position + 1, number.low, number.high, noun, group, role, number.hedge)


def _members(low: list[str], position: int) -> str | None:
    """The group that "members of …" belong to, where the words name one."""
    if low[position] not in ("member", "members") or low[position + 1 : position + 2] != ["of"]:
        return None
    for place in range(position + 2, min(position + 6, len(low))):
        if low[place] in _GROUP:
            return _medical(low, place) or _GROUP[low[place]]
        if low[place] in _STOP and low[place] not in ("the", "a", "its", "his", "their"):
            return None
    return None


def _medical(low: list[str], position: int) -> str | None:
    """Medical staff are medics."""
    medical = position > 0 and low[position - 1] in ("medical", "health", "healthcare", "hospital", "ambulance")
    return "medics" if medical and _GROUP.get(low[position]) in ("workers", "soldiers") else None


def _slotted(low: list[str], start: int, end: int, number: numerals.Number) -> int | None:
    """The token of "deaths", "injuries" and the like that a number counts, perhaps behind a modifier or two."""
    for position in range(end, min(end + 3, len(low))):
        word = low[position]
        if word in _SLOTTED:
            if word == "injuries":
                return position if number.high == 0 else None
            return position if word != "lives" or (start > 0 and low[start - 1] in _TAKING) else None
        if word in _STOP or not word[0].isalpha():
            return None
    return None


def _in_date(low: list[str], start: int, end: int, number: numerals.Number) -> bool:
    """Is the bare number a day, a year, an age or a part of a clock time or an address?"""
    if start and low[start - 1] in _MONTH:
        return True
    following = low[end] if end < len(low) else ""
    return (
        following in _MONTH
        or following in ("%", "percent", "p", "a", ":")
        or (
            following == "-"
            and number.plain
            and low[end + 1 : end + 2] != []
            and low[end + 1].startswith(("year", "month"))
        )
    )


def _head(tokens: _Tokens, first: int) -> tuple[int, str] | None:
    """Position and word of the person noun that ends the noun phrase whose modifiers begin at ``first``."""
    low = tokens.low
    best: tuple[int, str] | None = None
    for position in range(first, min(first + 8, len(low))):
        word = low[position]
        if word in ("more", "other") and best is None and position + 1 < len(low):
            following = low[position + 1]
            if following not in _STOP and (following[0].isalpha() or following in _QUOTE):
                continue
        if word in _GROUP or _AGED.fullmatch(word):
            if best is not None and best[0] != position - 1:
                break
            best = position, word
            continue
        if best is not None:
            break
        if word in _STOP or not word[0].isalnum():
            if word in _QUOTE or (word == "," and position > first and _adjectives(low, first, position)):
                continue
            break
        if word[0].isdigit() and not _TRAILING.match(word):
            break
        if tokens.words[position][0].isupper() and not tokens.heading and _nationals(low, position):
            best = position, word
    return best


def _adjectives(low: list[str], first: int, comma: int) -> bool:
    return (
        comma - first <= 2 and comma + 1 < len(low) and low[comma + 1] not in _STOP and not low[comma + 1][0].isdigit()
    )


def _nationals(low: list[str], position: int) -> bool:
    """A capitalised plural of a people ("Ruritanians") that nothing follows which it could modify."""
    word = low[position]
    following = low[position + 1] if position + 1 < len(low) else "."
    if word in numerals.STARTS:
        return False
    return word.endswith(("ns", "is", "ese", "ks", "ds", "ts")) and (following in _STOP or not following[0].isalnum())


def _is_plural(noun: str) -> bool:
    return noun in _PLURAL or noun.endswith("s")


def _group(noun: str) -> str:
    return _GROUP.get(noun, "children" if _AGED.fullmatch(noun) and "month" in noun else "people")


def _lists(tokens: _Tokens, phrases: list[_Phrase]) -> list[list[_Phrase]]:
    """Runs of phrases with nothing between them but commas and "and"."""
    runs: list[list[_Phrase]] = []
    for phrase in phrases:
        if runs and phrase.slot is None and runs[-1][-1].slot is None:
            between = tokens.low[runs[-1][-1].end : phrase.start]
            previous = runs[-1][-1]
            bare = not phrase.noun and previous.noun
            close = not between and bool(previous.noun) and phrase.role not in ("definite", "part")
            if between == [","] and not tokens.heading and _in_apposition(tokens.low, previous, phrase):
                runs.append([phrase])
                continue
            if not bare and (close or (0 < len(between) <= 2 and all(word in _JOIN for word in between))):
                runs[-1].append(phrase)
                continue
        runs.append([phrase])
    return runs


def _in_apposition(low: list[str], first: _Phrase, second: _Phrase) -> bool:
    """Does a phrase behind a comma say again who the one person before is ("a guard, a 52-year-old man, was …")?"""
    after = low[second.end : second.end + 2]
    lists = after[:1] == ["and"] or (after[:1] == [","] and after[1:] and (after[1] == "and" or after[1] in _STARTERS))
    return first.low == first.high == second.low == second.high == 1 and not lists


def _summed(run: list[_Phrase]) -> _Phrase:
    """One phrase for a run: its sum, or its head where the rest spells the head out ("three people, a man and two women")."""
    if len(run) == 1:
        return run[0]
    first, rest = run[0], run[1:]
    bounded = all(p.low is not None and p.high == p.low for p in run)
    if bounded and len(rest) > 1 and first.low == sum(p.low or 0 for p in rest):
        return replace(first, end=run[-1].end, parts=tuple(rest))
    if bounded and len(rest) > 1 and first.noun in _ANYBODY and _spelt_out(first, rest):
        return replace(first, end=run[-1].end, parts=tuple(rest))
    if any(p.low == 0 and p.high == 0 for p in run):
        return run[-1]
    low = None if any(p.low is None for p in run) else sum(p.low or 0 for p in run)
    high = None if any(p.high is None for p in run) else sum(p.high or 0 for p in run)
    groups = {p.group for p in run}
    nouns = {p.noun for p in run}
    roles = {p.role for p in run}
    role = "additional" if "additional" in roles else "individual" if roles == {"individual"} else "whole"
    if role == "whole" and roles & {"definite", "part"}:
        role = "definite"
    return _Phrase(
        start=first.start,
        end=run[-1].end,
        low=low,
        high=high,
        noun=nouns.pop() if len(nouns) == 1 else min(groups) if len(groups) == 1 else "people",
        group=groups.pop() if len(groups) == 1 else "people",
        role=role,
        hedge=" ".join(dict.fromkeys(p.hedge for p in run if p.hedge)) or None,
        parts=tuple(run),
        attacker="included" if any(p.attacker for p in run) else None,
    )


def _spelt_out(whole: _Phrase, parts: Sequence[_Phrase]) -> bool:
    """Do parts that add up to nearly the whole stand behind it ("54 people, 49 passengers and four crew")?"""
    total, told = sum(part.low or 0 for part in parts), whole.low or 0
    return abs(total - told) <= _MISCOUNT * told and all(part.noun and part.noun not in _ANYBODY for part in parts)


# ------------------------------------------------------------------------------------------------- casualty words


@dataclass(frozen=True, slots=True)
class _Verb:
    """A casualty word or a cluster of them ("shot and killed") over tokens ``start`` to ``end``."""

    start: int
    end: int
    slot: str | None
    form: str


def _verbs(tokens: _Tokens) -> list[_Verb]:
    low = tokens.low
    found: list[_Verb] = []
    i = 0
    while i < len(low):
        verb = _verb_at(low, i)
        if verb is None:
            i += 1
        else:
            found.append(verb)
            i = verb.end
    return found


def _verb_at(low: list[str], i: int) -> _Verb | None:
    word = low[i]
    if word in _CARE:
        return _care(low, i)
    if word == "lost" and low[i + 2 : i + 3] == ["lives"] and low[i + 1] in _POSSESSIVE:
        return _Verb(i, i + 3, "killed", "state")
    form = "past" if word in _PAST else "active" if word in _ACTIVE else "state" if word in _STATE else None
    if form is None:
        return None
    if word in ("kill", "wound", "injure", "die") and i and (low[i - 1] in _NOT_PRESENT or low[i - 1] in _MODAL):
        return None
    slot: str | None = (_PAST | _ACTIVE | _STATE)[word]
    end = i + 1
    if word == "gunned":
        if low[end : end + 1] != ["down"]:
            return None
        end += 1
    if word == "dead" and low[end : end + 1] == ["or"]:
        return None
    if form == "past" or (form == "active" and word.endswith("ing")):
        slots = {slot}
        if low[end : end + 1] == ["dead"] and slot == "shot":
            slots, end = {"killed"}, end + 1
        elif low[end : end + 2] == ["to", "death"]:
            slots, end = {"killed"}, end + 2
        while end + 1 < len(low) and low[end] in ("and", "or", "&", "/"):
            skip = 1 + low[end + 1].endswith("ly")
            following = low[end + skip] if end + skip < len(low) else ""
            table = _PAST if form == "past" else _ACTIVE
            if following not in table:
                break
            slots.add("either" if low[end] == "or" else table[following])
            end += skip + 1
        slots.discard("shot") if len(slots) > 1 else None
        slot = slots.pop() if len(slots) == 1 else None
        if slot in ("shot", "injured") and {"fatally", "mortally"} & {*low[max(0, i - 2) : i], *low[end : end + 1]}:
            slot = "killed"
    return _Verb(i, end, slot, form)


def _care(low: list[str], i: int) -> _Verb | None:
    """Words that tell of the wounded without saying so: taken to hospital, in serious condition, gunshot wounds."""
    word = low[i]
    ahead = low[i + 1 : i + 9]
    if word == "condition":
        return _Verb(i, i + 1, "injured", "care") if "in" in low[max(0, i - 6) : i] else None
    if word in ("suffered", "sustained", "suffering", "received", "recovering"):
        wounds = next((k for k, w in enumerate(ahead) if w in ("wound", "wounds", "injuries", "injury")), None)
        return None if wounds is None else _Verb(i, i + 2 + wounds, "injured", "suffered")
    if word == "survived":
        return _Verb(i, i + 1, "injured", "suffered")
    place = next(
        (k for k, w in enumerate(ahead) if w in ("hospital", "hospitals", "center", "medical", "clinic")), None
    )
    return (
        None if place is None or not {"to", "at"} & set(ahead[:place]) else _Verb(i, i + 2 + place, "injured", "care")
    )


def _counts(tokens: _Tokens) -> Iterator[Count]:
    phrases = _phrases(tokens)
    if not phrases:
        return
    verbs = _verbs(tokens)
    low = tokens.low
    for phrase in phrases:
        if phrase.slot is not None:
            yield from _count(tokens, phrase, phrase.slot, phrase.start, phrase.end)
    yield from _tolls(tokens, phrases, verbs)
    phrases = [p for p in phrases if p.slot is None]
    runs = _lists(tokens, phrases)
    if not runs:
        return
    yield from _aboard(tokens, runs)
    taken: set[_Phrase] = set()
    starts = {run[k].start: (run, k) for run in runs for k in range(len(run))}
    for number, verb in enumerate(verbs):
        following = verbs[number + 1] if number + 1 < len(verbs) else None
        be, negated, edge = _before(low, verb)
        if negated:
            continue
        right = None
        if verb.form == "active" or (verb.form == "past" and not be):
            right = _object(tokens, verb, following, starts)
        if right is not None:
            taken.update(right)
            if verb.slot is not None:
                whole, extra = _with_parts(tokens, right, runs)
                if "then" in low[max(0, verb.start - 2) : verb.start] and whole.role == "whole":
                    whole = replace(whole, role="additional")
                yield from _count(tokens, whole, verb.slot, verb.start, whole.end, extra)
            continue
        if verb.form == "active":
            continue
        if verb.form == "past" and not be and verb.end < len(low) and low[verb.end] in _UNCOUNTED:
            continue
        left = _subject(tokens, verb, edge, be, runs, taken)
        if left is None:
            continue
        run, extra = left
        taken.update(run)
        if verb.slot is not None:
            whole = _summed(run)
            if (
                verb.form == "past"
                and not run[0].noun
                and len(run) == 1
                and low[run[0].start] == "one"
                and not tokens.heading
            ):
                whole = replace(whole, role="part")
            if whole.role == "whole" and _of_a_degree(low, verb) and not _beside_death(low):
                whole = replace(whole, role="part")
            if not extra:
                after, extra = _with_parts(tokens, [replace(whole, end=verb.end)], runs)
                whole = replace(whole, attacker=after.attacker)
            yield from _count(tokens, whole, verb.slot, whole.start, verb.end, extra)


def _of_a_degree(low: list[str], verb: _Verb) -> bool:
    """Does the verb tell of some of the injured only: those in hospital, those hurt badly?"""
    return verb.form in ("care", "suffered") or not DEGREE.isdisjoint(low[max(0, verb.start - 2) : verb.start])


def _beside_death(low: list[str]) -> bool:
    return any(_VERBS_OF_DEATH.get(word) == "killed" for word in low)


_VERBS_OF_DEATH = _PAST | _ACTIVE | _STATE


def _before(low: list[str], verb: _Verb) -> tuple[bool, bool, int]:
    """Is the verb passive, is it denied or only thought of, and the token after its subject."""
    be = False
    j = verb.start - 1
    if verb.form == "care" and verb.end - verb.start == 1:
        while j >= 0 and low[j] != "in":
            j -= 1
        j -= 1
    while j >= 0 and (
        low[j] in _AUXILIARY or low[j].endswith("ly") or (low[j] in ("at", "seriously") and j == verb.start - 1)
    ):
        be = be or low[j] in _BE
        j -= 1
    skipped = low[j + 1 : verb.start]
    denied = j >= 0 and (low[j] in _NEGATION or low[j] in _MODAL)
    if "to" in skipped and not _THOUGHT & set(low[max(0, j - 1) : verb.start]):
        denied = True
    if verb.form == "past" and not be and not _RELATIVE.isdisjoint(skipped):
        be = False
        return be, denied, -1
    return be, denied, j + 1


def _object(
    tokens: _Tokens, verb: _Verb, following: _Verb | None, starts: dict[int, tuple[list[_Phrase], int]]
) -> list[_Phrase] | None:
    """The run that a verb takes on its right, without a last member that belongs to the next verb."""
    low = tokens.low
    begin = verb.end
    while begin < len(low) and (low[begin] in ("off", "down", "dead", "both", "other") or low[begin].endswith("ly")):
        begin += 1
    place = starts.get(begin)
    if place is None:
        return None
    run = place[0][place[1] :]
    if following is not None:
        edge = _before(low, following)[2]
        if following.form in ("past", "state", "care", "suffered") and run[-1].end == edge:
            passive = _before(low, following)[0]
            object_follows = following.end in starts
            if passive or following.form != "past" or not object_follows or not run[-1].noun:
                run = run[:-1]
    if not run:
        return None
    last = run[-1]
    if not last.noun and last.end < len(low):
        after = low[last.end]
        counted = (
            after[0].isalnum() and after not in _STOP and not after.endswith(("day", "ly")) and after not in _MONTH
        )
        if counted and not _told(tokens, last.end):
            return None
    return run


def _subject(
    tokens: _Tokens, verb: _Verb, edge: int, be: bool, runs: list[list[_Phrase]], taken: set[_Phrase]
) -> tuple[list[_Phrase], tuple[_Phrase, ...]] | None:
    """The run on the left of a verb, with the parts that stand between ("including two children")."""
    low = tokens.low
    free = [[p for p in run if p not in taken] for run in runs]
    free = [run for run in free if run and run[-1].end <= edge]
    if not free:
        return None
    run = free[-1]
    if (
        len(free) > 1
        and run[0].role == "part"
        and run[-1].end < edge
        and low[run[-1].end : edge][-1] in (",", "-", "–", "—")
    ):
        run = free[-2]
    gap = low[run[-1].end : edge]
    extra: tuple[_Phrase, ...] = ()
    if _opens_parts(low, run[0].start) is not None and len(free) > 1:
        start = _opens_parts(low, run[0].start)
        assert start is not None
        outer = free[-2]
        if all(word == "," for word in gap) and low[outer[-1].end : start] in ([], [","], ["-"], ["("]):
            return outer, tuple(run)
        between = [w for w in low[outer[-1].end : start] if w != ","]
        if not between or (between[0] in _PREPOSITION and _phrase_of_place(between)):
            run, extra = outer, tuple(run)
            gap = [w for w in gap if w != ","]
    if not gap:
        return run, extra
    if gap == ["-"] or len(gap) > _LEFT_REACH:
        return None
    if not be and verb.form not in ("state", "care", "suffered"):
        return None
    if not run[-1].noun:
        return None
    if gap[0] in ("mostly", "most", "many", "including", "among") and (be or gap[-1] == ","):
        return run, extra
    if gap[0] == "," and gap[-1] == "," and be and not any(word in _VERB for word in gap):
        return run, extra
    if extra or ((gap[0] in _PREPOSITION or gap[0] in _RELATIVE) and _phrase_of_place(gap)):
        return run, extra
    return None


def _phrase_of_place(gap: list[str]) -> bool:
    """Prepositional phrases or one relative clause, and no second subject."""
    if any(word in _VERB or word in (",", ";", ":", "—", "and", "but", "or", "(", ")", '"', "“", "”") for word in gap):
        return False
    if gap[0] in _RELATIVE:
        return not any(word in ("where", "when", "after", "he", "she", "they", "it") for word in gap[1:])
    if any(
        word in ("where", "when", "after", "before", "while", "as", "who", "he", "she", "they", "it") for word in gap
    ):
        return False
    return all(
        gap[k - 1] in _PREPOSITION for k, word in enumerate(gap) if k and word in ("the", "a", "an", *_POSSESSIVE)
    )


def _opens_parts(low: list[str], start: int) -> int | None:
    """The token of "including", "among them" before a phrase, if it stands there."""
    if start and low[start - 1] in ("including", "include", "includes"):
        return start - 1
    if start > 1 and low[start - 2 : start] == ["among", "them"]:
        return start - 2
    if start > 1 and low[start - 1] in ("the", "least") and low[start - 2] in ("including", "at"):
        return start - 2 if low[start - 2] == "including" else None
    return None


def _with_parts(tokens: _Tokens, run: list[_Phrase], runs: list[list[_Phrase]]) -> tuple[_Phrase, tuple[_Phrase, ...]]:
    """An object with the parts that follow it, and whether the attacker is counted."""
    low = tokens.low
    whole = _summed(run)
    position = whole.end + (low[whole.end : whole.end + 1] == [","])
    if low[whole.end : whole.end + 2] in (
        ["and", "then"],
        ["and", "himself"],
        ["and", "herself"],
        ["before", "killing"],
        [",", "then"],
    ):
        ahead = low[whole.end : whole.end + 5]
        if {"himself", "herself", "themselves"} & set(ahead):
            return replace(whole, attacker="apart"), ()
    if low[position : position + 1] == ["including"] or low[position : position + 2] == ["among", "them"]:
        first = position + 1 + (low[position] == "among")
        for other in runs:
            if other[0].start in (first, first + 1):
                return whole, tuple(other)
        if _ATTACKER & set(low[first : first + 4]):
            return replace(whole, attacker="included"), ()
    return whole, ()


def _tolls(tokens: _Tokens, phrases: list[_Phrase], verbs: list[_Verb]) -> Iterator[Count]:
    """ "the death toll rose to 30", "the number of wounded to 12", "the deaths of four men"."""
    low = tokens.low
    by_start = {p.start: p for p in phrases}
    for i, word in enumerate(low):
        if word == "toll" or (word == "number" and low[i + 1 : i + 2] == ["of"]):
            slot: str | None = "killed"
            if word == "number":
                near = [v for v in verbs if i < v.start <= i + 6]
                named = [_BEFORE_NOUN[w] for w in low[i + 2 : i + 5] if w in _BEFORE_NOUN]
                slot = near[0].slot if near else named[0] if named else None
            for j in range(i + 1, min(i + _TOLL_REACH, len(low))):
                phrase = by_start.get(j)
                led = low[j - 1] in (
                    "to",
                    "at",
                    "is",
                    "was",
                    "reached",
                    "hit",
                    "now",
                    "stands",
                    "stood",
                    "reaches",
                    "hits",
                )
                led = led or (
                    word == "toll"
                    and (
                        j == i + 2
                        if low[j - 1] == "of"
                        else phrase is not None
                        and (phrase.hedge or "").split(" ")[0]
                        in ("at", "more", "over", "about", "around", "nearly", "some")
                    )
                )
                if slot is not None and phrase is not None and led and _tells_toll(tokens, phrase):
                    yield from _count(
                        tokens, replace(phrase, role="whole"), slot, i - (word == "toll" and i > 0), phrase.end
                    )
                    break
        elif word in _NOUN and low[i + 1 : i + 2] == ["of"] and i + 2 < len(low):
            phrase = by_start.get(i + 2)
            if phrase is not None and phrase.noun and phrase.slot is None and "counts" not in low[max(0, i - 3) : i]:
                run = next(r for r in _lists(tokens, [p for p in phrases if p.slot is None]) if phrase in r)
                whole = _summed(run[run.index(phrase) :])
                yield from _count(tokens, whole, _NOUN[word], i, whole.end)


def _aboard(tokens: _Tokens, runs: list[list[_Phrase]]) -> Iterator[Count]:
    """How many a vessel carried: "with 23 crew on board", "a crew of 23", "carrying 121 passengers and six crew"."""
    low = tokens.low
    for run in runs:
        start, end = run[0].start, run[-1].end
        before = low[max(0, start - 2) : start]
        if run[0].low == 0 or not _VESSELS.isdisjoint(low[max(0, start - _TOLL_REACH) : start]):
            continue
        be = low[end : end + 1] != [] and low[end] in _BE
        on = low[end + be : end + be + 1] == ["aboard"] or low[end + be : end + be + 2] == ["on", "board"]
        carried = before[-1:] != [] and before[-1] in _CARRYING
        if before == ["crew", "of"]:
            yield from _count(tokens, _on_board(tokens, run[0], "crew"), "aboard", start - 2, run[0].end)
        elif (on and (be or carried or (before[-1:] != [] and before[-1] in _WHOLE_OF))) or (
            carried and all(phrase.noun in _CARRIED for phrase in run)
        ):
            parts = [_on_board(tokens, phrase) for phrase in run]
            for part in parts:
                yield from _count(tokens, part, "aboard", part.start, part.end)
            if {part.group for part in parts} == {"crew", "passengers"}:
                yield from _count(
                    tokens, replace(_summed(run), role="whole", parts=(), group="people"), "aboard", start, end
                )
        elif (
            before[-1:] != []
            and before[-1] in _DEFINITE
            and run[0].noun == "members"
            and (run[0].low or 0) > 2  # "the two members of the crew who were hurt"
            and low[run[0].end : run[0].end + 3]
            in (["of", "the", "crew"], ["of", "her", "crew"], ["of", "its", "crew"])
        ):
            yield from _count(tokens, _on_board(tokens, run[0], "crew"), "aboard", start, run[0].end + 3)


def _on_board(tokens: _Tokens, phrase: _Phrase, group: str | None = None) -> _Phrase:
    """A counted phrase as those aboard a vessel: its crew, its passengers or all."""
    of_crew = phrase.noun in _CREW or "crew" in tokens.low[phrase.start : phrase.end]
    told = "crew" if of_crew else "passengers" if phrase.noun in ("passenger", "passengers") else "people"
    return replace(phrase, role="whole", group=group or told)


_WHOLE_OF = frozenset({*_DEFINITE, *_CARRYING, "with", "had", "were", "was", "are"})
"""Before a number that counts everybody on board."""
_CARRIED = frozenset({*_CREW, "passenger", "passengers", "people", "members"})


def _tells_toll(tokens: _Tokens, phrase: _Phrase) -> bool:
    """A toll is a whole; in a headline whoever tells it may follow the number."""
    low, end = tokens.low, phrase.end
    ends = bool(phrase.noun) or _ends(low, end) or (tokens.heading and end == len(low) - 1)
    return phrase.low is not None and phrase.role != "part" and ends


def _told(tokens: _Tokens, position: int) -> bool:
    """Is it a headline that ends with who tells its toll?"""
    return tokens.heading and tokens.low[-1] in _TELLER and len(tokens.low) - position <= _TELLERS


def _ends(low: list[str], position: int) -> bool:
    """May a bare number end here, or does a noun follow that it counts?"""
    return (
        position >= len(low)
        or low[position] in _STOP
        or not low[position][0].isalnum()
        or low[position].endswith("day")
    )


def _count(
    tokens: _Tokens, phrase: _Phrase, slot: str, first: int, last: int, parts: tuple[_Phrase, ...] = ()
) -> Iterator[Count]:
    first, last = min(first, phrase.start), max(last, phrase.end)
    spans = tokens.spans
    span = Span(spans[first][0], spans[last - 1][1])
    noun = phrase.noun if phrase.noun not in _OTHER else "others"
    role = phrase.role
    if slot in ("killed", "shot") and role == "whole" and noun == "others":
        role = "additional"
    if slot == "injured" and role == "whole" and not _HANDLED.isdisjoint(tokens.low[last : last + 1]):
        role = "part"  # "40 injured flown to the mainland"
    attacker = phrase.attacker
    listed = parts or phrase.parts
    if parts and any(p.noun in _ATTACKER for p in parts):
        attacker = "included"
    if slot == "arrested" and role == "whole" and not _OTHER.isdisjoint(tokens.low[phrase.start : phrase.end]):
        role = "additional"
    if slot == "arrested" and phrase.group == "suspects":
        phrase = replace(phrase, group="people")
    if role == "additional" and slot == "injured" and phrase.low != 1 and _beside_death(tokens.low[: phrase.start]):
        role = "whole"
    whole = Count(span, phrase.low, phrase.high, slot, noun, phrase.hedge, phrase.group, role, attacker=attacker)
    yield whole
    for part in listed:
        if part.noun and part.group != phrase.group:
            start, end = spans[part.start][0], spans[part.end - 1][1]
            role = "whole" if part.group in _SIDES and part.role == "whole" and not parts else "part"
            yield Count(Span(start, end), part.low, part.high, slot, part.noun, part.hedge, part.group, role, span)
