"""Find mentions of happenings: attacks, quakes, statements, visits, meetings, arrests, hearings, deaths …

A mention hangs on a trigger word of ``lexicon/events.toml``. Only sentences with a trigger are worked on.

Classes and families
--------------------
``Event.event_class`` is one of the tables of the lexicon; ``family`` maps it to the class family by which mentions of
different articles may be one happening: ``violence`` (attack, shooting, bombing, airstrike, stabbing), ``disaster``
(quake, crash, collapse, fire, storm), ``statement``, ``briefing``, ``visit``, ``meeting``, ``signing``, ``arrest``, ``court``,
``death``, ``funeral``, ``search``, ``call`` (police were called, officers responded), ``launch``, ``appointment``.
Words that name a happening only by its harm or by a general noun ("was killed", "the incident", "it happened") take the
class of the article's main event; where there is none they are ``killing`` and ``incident``, families ``harm`` and
``incident``.

Time
----
Each temporal expression is tied to at most one trigger, the nearest in its clause; expressions of the document itself
(dateline, publication line) are tied to none. Other mentions of the same family in that clause share it. ``Event.days``
and ``Event.clock`` are those of the tied expressions and ``Event.timex`` covers them.

Main event
----------
``main`` marks mentions of what the article is about: the family that title, lead and frequency agree on. For utterances,
visits and meetings it also takes the same agent, and for utterances a mention in title or lead, one with "the", "his" and
the like ("the appeal"), or the article's first that names its channel ("in a post on X"); every other utterance of the
same person may be another one. ``background`` marks mentions that the text sets apart ("last year", "a similar attack").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from crossfact import lexicon
from crossfact.annotate.names import name_key
from crossfact.model import (
    Anchor,
    Days,
    Event,
    Modality,
    Name,
    Place,
    Sentence,
    Span,
    Timex,
    TimexFunction,
    Zone,
)
from crossfact.segment import Layout

_T = TypeVar("_T")

_LEXICON = lexicon.load("events")
_FAMILIES: dict[str, str] = {name: table["family"] for name, table in _LEXICON.items() if "family" in table}
_VERBS: dict[str, str] = {v: c for c in _FAMILIES for v in _LEXICON[c].get("verbs", ())}
_NOUNS: dict[str, str] = {n: c for c in _FAMILIES for n in _LEXICON[c].get("nouns", ())}
_PHRASES: dict[str, tuple[tuple[str, str], ...]] = {}
for _class in _FAMILIES:
    for _phrase in _LEXICON[_class].get("phrases", ()):
        _first = _phrase.split(" ", 1)[0]
        _PHRASES[_first] = (*_PHRASES.get(_first, ()), (_phrase, _class))
_HAPPENING = frozenset(_LEXICON["happening"]["verbs"])
_TRIGGERS = frozenset((*_VERBS, *_NOUNS, *_PHRASES, *_HAPPENING))
_BEFALLING = frozenset(_LEXICON["killing"]["passive"])
_SENT = frozenset(_LEXICON["call"]["sent"])
_MEANWHILE = frozenset(("when", "as", "while", "and", "during"))
_OTHER = frozenset((*_LEXICON["other"]["verbs"], *_LEXICON["other"]["nouns"]))
_REPORTING = frozenset(_LEXICON["reporting"]["verbs"])
_TRIGGERS_OF_LEAD = _TRIGGERS - {word for word in _OTHER if {_VERBS.get(word), _NOUNS.get(word)} <= {None, "other"}}
_TRIGGERS_ALONE = _TRIGGERS_OF_LEAD - {word for word in _REPORTING if _VERBS.get(word) == "statement"} | {"called"}
_NOT_TRIGGER: dict[str, frozenset[str]] = {word: frozenset(others) for word, others in _LEXICON["not_trigger"].items()}
_BACKGROUND_BEFORE = frozenset(_LEXICON["background"]["before"])
_BACKGROUND = tuple(_LEXICON["background"]["phrases"])
_BACKGROUND_WORDS = frozenset(_LEXICON["background"]["words"])
_CLAUSE = frozenset(_LEXICON["clauses"]["words"])
_HEADS = frozenset(_LEXICON["heads"]["words"])
_PLAN = frozenset(_LEXICON["plan"]["words"])
_CHANNEL: dict[str, str] = {word: channel for channel, words in _LEXICON["channels"].items() for word in words}
_SUBJECTS = frozenset(_LEXICON["happening"]["subjects"])

_INCIDENT = frozenset(("violence", "disaster"))
_BY_AGENT = frozenset(("statement", "visit", "meeting", "briefing", "signing"))
_ADDRESSED = frozenset(("meeting", "statement", "visit"))
_PROSECUTION = frozenset(("arrest", "court"))
_DONE_TO = frozenset(("death", "funeral", "arrest", "court"))
_SUFFERED = _DONE_TO | {"violence", "harm", "disaster", "incident"}
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "are"))
_ADOPTING = frozenset(("harm", "incident"))
_DEFINITE = frozenset(("the", "his", "her", "their", "its", "s", "this", "that", "those", "these", "latest"))
_PRONOUNS = frozenset(("he", "she"))
_RELATIVE = frozenset(("which", "that"))
_FINITE = frozenset(("was", "were", "is", "are", "has", "have", "had", "will", "and"))
"""Words that, right behind a time, open a predicate of its own."""
_NEGATION = frozenset(("not", "no", "never", "denied", "without", "t"))
_SHADOW = bytes(c if chr(c).isalnum() or chr(c) == "-" else 0x20 for c in range(128)) + b" " * 128
_HALF_OPEN = re.compile(
    r"(?:(?:about|around|approximately|roughly) )?(?:1[0-2]|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:[:.]\d{2})?(?: o['’]clock)?(?! ?[ap]\.?m|[\w:.]| hours| hrs)",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(r"morning|afternoon|evening|night|noon", re.IGNORECASE)
_STAMP = re.compile(r"(?:posted|updated|published|modified|created|uploaded):? *(?:on )?$", re.IGNORECASE)
_PAIR = re.compile(r"[A-Z\d]\w*\.? and [A-Z\d]")
"""Of two names, as of a corner, "and" opens no clause."""
_STAMPED = re.compile(r" at \d{4}\b(?! hours| hrs)")
_BOUNDS = frozenset(("by", "until", "till", "since", "before", "through", "after", "from", "to", "for"))
_TYING = frozenset(
    ("on", "of", "in", "at", "the", "late", "early", "night", "morning", "evening", "afternoon", "was", "were", "dated")
)
_ENDS = frozenset(("by", "until", "till", "since", "through", "from", "to", "between"))
_RANGE = re.compile(
    r"(?: (?:to|until|till|through)|[-–]| [-–]) ?(?:\d|noon|midnight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"| (?:and|or|into) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_MODIFIED = 15
"""Half the characters between "Sunday's" and the happening that it belongs to."""
_SAYING = frozenset(("said", "says", "told", "announced"))
_MAX_COST = 140
_FAR = 60
"""Characters from which on distance counts a third: places and descriptions stand between."""
_LEAD = 2
_PARTS_OF_DAY = frozenset(("day", "morning", "afternoon", "evening", "night"))
_THAT_DAY = re.compile(r" that (?:day|morning|afternoon|evening|night)\b")
_WINDOW = 60
"""Words before a trigger that may hold its subject."""
_BARE_CLOCK = re.compile(
    r"(?:\d{4}(?: hours| hrs)?|\d{1,2}(?:[:.]\d{2}){0,2}(?: ?[ap]\.? ?m\.?)?|noon|midnight|\d{1,2} o['’]clock)(?: (?:local time|[A-Z]{2,4}))?",
    re.IGNORECASE,
)


def family(event_class: str) -> str:
    """The class family of an event class (see above); a class outside the lexicon is its own family."""
    return _FAMILIES.get(event_class, event_class)


def names_day(timex: Timex) -> bool:
    """Do the words say on which day? A bare clock time ("9:15 p.m.") takes its day from elsewhere and does not."""
    return timex.days is not None and _BARE_CLOCK.fullmatch(timex.text) is None


def exact_clock(timex: Timex) -> bool:
    """Does the expression give a clock time to the hour or better, with its half of the day? "Sunday night" does not."""
    if timex.clock is None or timex.clock[1] - timex.clock[0] > 60:
        return False
    return _HALF_OPEN.match(timex.text) is None or _PART_OF_DAY.search(timex.text) is not None


def channel_of(words: Sequence[str]) -> str | None:
    """The medium that lower-case words name: ``post``, ``interview``, ``speech`` or ``briefing``."""
    if _CHANNEL.keys().isdisjoint(words):
        return None
    return next(_CHANNEL[word] for word in words if word in _CHANNEL)


@dataclass(slots=True)
class _Hit:
    start: int
    end: int
    word: str
    event_class: str
    verb: bool
    sentence: int
    words: list[str]
    index: int
    timexes: list[tuple[int, Timex]] = field(default_factory=list)
    family: str = ""
    lead: bool = False
    agent: str | None = None
    patient: str | None = None
    background: bool = False
    modality: Modality = Modality.FACT
    main: bool = False

    def __post_init__(self) -> None:
        self.family = _FAMILIES[self.event_class]


def find_events(
    text: str,
    layout: Layout,
    timexes: Sequence[Timex],
    names: Sequence[Name],
    places: Sequence[Place],
) -> tuple[Event, ...]:
    """The event mentions of title, headings, captions and body, in text order."""
    shadow = _shadow(text)
    sentences = layout.sentences
    timexes = [replace(t, days=None, anchor=Anchor.DCT) if _is_that_day(t, shadow) else t for t in timexes]
    dated = [t for t in timexes if t.function is TimexFunction.NONE and _dates(t, shadow, text)]
    dated = _outside(dated, [timex.span for timex in dated], places)
    hits = _hits(text, shadow, sentences, [timex.span.start for timex in dated])
    hits = _outside(hits, [Span(hit.start, hit.end) for hit in hits], places)
    if not hits:
        return ()
    main = _main_class(hits)
    _adopt(hits, main)
    _tie(hits, dated, text, shadow, sentences)
    return _events(hits, main, _Context(shadow, sentences, names, places))


def _shadow(text: str) -> str:
    """The text in lower case with a blank for all that is no ASCII letter, digit or hyphen; offsets stay."""
    return text.encode("ascii", "replace").lower().translate(_SHADOW).decode("ascii")


def _is_that_day(timex: Timex, shadow: str) -> bool:
    """Is it "9 p.m. that night"? The clock time holds for what the sentence tells, the day is that of the happening."""
    return timex.anchor is Anchor.EVENT and exact_clock(timex) and _THAT_DAY.match(shadow, timex.span.end) is not None


def _dates(timex: Timex, shadow: str, text: str) -> bool:
    """Can the expression date a happening? "By Monday", "as of May", "from Friday to Sunday" and "(3/4/81)" cannot."""
    if (timex.days is None and timex.clock is None) or timex.anchor is Anchor.EVENT:
        return False
    start, end = timex.span
    before = shadow[max(0, start - 9) : start].split()
    if shadow[end : end + 3] == " s ":
        return True
    if shadow.endswith(("day and ", "day or "), 0, start):
        return False  # the second of "Saturday and Sunday"
    if shadow.endswith("as of ", 0, start):
        return False  # the day up to which something is known
    if before and before[-1] in (_BOUNDS if names_day(timex) and timex.clock is None else _ENDS):
        return False
    if _RANGE.match(text, end) is not None or _STAMP.search(text, max(0, start - 14), start) is not None:
        return False
    if timex.anchor is Anchor.ABSOLUTE and timex.year_written and _is_stamp(text, shadow, timex.span):
        return False
    return not (text[start - 1 : start] == "(" and text[end : end + 1] == ")" and "/" in timex.text)


def _is_stamp(text: str, shadow: str, span: Span) -> bool:
    """A full date that no word ties to its sentence ("Rain in the north Sun 12 May 2024 Rain has hit …")."""
    before = shadow[max(0, span.start - 9) : span.start].split()
    if before and before[-1] in _TYING:
        return False
    after = text[span.end : span.end + 2]
    return (
        len(after) < 2
        or _STAMPED.match(text, span.end) is not None
        or after[0] == "\n"
        or (after[0] == " " and (after[1].isupper() or after[1].isdigit() or after[1] in "“\"'-–|"))
    )


def _hits(text: str, shadow: str, sentences: Sequence[Sentence], times: Sequence[int]) -> list[_Hit]:
    """The triggers. Words that matter only beside a time are left out of sentences without one."""
    hits = []
    leads = _leads(sentences)
    for number, sentence in enumerate(sentences):
        position, end = sentence.span
        words = shadow[position:end].split()
        lead = number in leads
        told = bisect_left(times, position) < bisect_left(times, end)
        triggers = _TRIGGERS if told else _TRIGGERS_OF_LEAD if lead else _TRIGGERS_ALONE
        if triggers.isdisjoint(words):
            continue
        for index in [i for i, word in enumerate(words) if word in triggers]:
            word = words[index]
            position = _locate(shadow, word, position)
            after = position + len(word)
            hit = None if text[after : after + 1] == ":" else _hit(word, words, index, position, number)
            if hit is not None:
                hit.lead = lead
                hits.append(hit)
            position = after
    return hits


def _leads(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Numbers of the sentences of the lead: title and the first two of the body."""
    body = [number for number, sentence in enumerate(sentences) if sentence.zone is Zone.BODY]
    titles = [number for number, sentence in enumerate(sentences) if sentence.zone is Zone.TITLE]
    return frozenset((*titles, *body[:_LEAD]))


def _outside(items: Sequence[_T], spans: Sequence[Span], places: Sequence[Place]) -> list[_T]:
    """The items that are no part of a place's name ("Linden Court", "1200 block")."""
    starts = [place.span.start for place in places]
    kept = []
    for item, span in zip(items, spans, strict=True):
        index = bisect_right(starts, span.start) - 1
        if index < 0 or places[index].span.end <= span.start:
            kept.append(item)
    return kept


def _locate(shadow: str, word: str, position: int) -> int:
    """Where a word that stands between blanks begins, at or behind a position."""
    while True:
        position = shadow.index(word, position)
        end = position + len(word)
        if (not position or shadow[position - 1] == " ") and shadow[end : end + 1] in (" ", ""):
            return position
        position = end


def _hit(word: str, words: list[str], index: int, position: int, sentence: int) -> _Hit | None:
    before = words[index - 1] if index else ""
    after = words[index + 1] if index + 1 < len(words) else ""
    barred = _NOT_TRIGGER.get(word)
    if barred is not None and (before in barred or after in barred):
        return None
    for phrase, event_class in _PHRASES.get(word, ()):
        parts = phrase.split(" ")
        if words[index : index + len(parts)] == parts:
            return _Hit(position, position + len(phrase), phrase, event_class, True, sentence, words, index)
    if word in _BEFALLING and (before not in _PASSIVE or after == "by"):
        return None
    if word == "sent" and not (before in ("were", "was") and after == "to" and words[index - 2] in _SENT):
        return None
    if word == "called" and before in ("were", "was", "been", "police") and after != "for":
        return _Hit(position, position + len(word), word, "call", True, sentence, words, index)
    if word in ("call", "calls") and (after == "for" or after == "to"):
        return _Hit(position, position + len(word), word, "statement", False, sentence, words, index)
    if word in _VERBS:
        if word == "shooting" and before in (
            "the",
            "a",
            "this",
            "that",
            "fatal",
            "deadly",
            "s",
            "accidental",
            "mass",
            "in",
        ):
            return _Hit(position, position + len(word), word, "shooting", False, sentence, words, index)
        if word == "meeting" and before in ("the", "a", "his", "her", "their", "s"):
            return _Hit(position, position + len(word), word, "meeting", False, sentence, words, index)
        return _Hit(position, position + len(word), word, _VERBS[word], True, sentence, words, index)
    if word in _NOUNS:
        if word == "address" and before == "to":
            return None
        return _Hit(position, position + len(word), word, _NOUNS[word], False, sentence, words, index)
    if word in _HAPPENING:
        if (word == "took" and after != "place") or (word == "broke" and after != "out"):
            return None
        if not _SUBJECTS.isdisjoint(words[max(0, index - 4) : index]):
            return _Hit(position, position + len(word), word, "incident", True, sentence, words, index)
    return None


def _main_class(hits: Sequence[_Hit]) -> str | None:
    """The class of the event that the article is about.

    Violence and disaster go before what follows from them (arrests, hearings, statements), if they occur in the lead.
    """
    weight: Counter[str] = Counter()
    led: Counter[str] = Counter()
    for hit in hits:
        if hit.family in _ADOPTING or hit.family in ("call", "other") or hit.word in _REPORTING:
            continue
        weight[hit.event_class] += 3 if hit.lead else 1
        if hit.lead:
            led[hit.family] += 1
    if not weight:
        return None
    incident = [c for c in weight if _FAMILIES[c] in _INCIDENT and led[_FAMILIES[c]]]
    candidates = incident or list(weight)
    return max(candidates, key=lambda c: (weight[c], led[_FAMILIES[c]], c))


def _adopt(hits: list[_Hit], main: str | None) -> None:
    """Give "killed", "the incident" and "it happened" the class of the main event, if that is one that harms."""
    if main is None or _FAMILIES[main] not in _INCIDENT:
        return
    for hit in hits:
        if hit.family in _ADOPTING:
            hit.event_class = main
            hit.family = _FAMILIES[main]


def _tie(hits: Sequence[_Hit], timexes: Sequence[Timex], text: str, shadow: str, sentences: Sequence[Sentence]) -> None:
    """Tie every temporal expression to the trigger it dates, then share it with its neighbours of the family."""
    starts = [timex.span.start for timex in timexes]
    by_sentence: dict[int, list[_Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    for number, group in by_sentence.items():
        span = sentences[number].span
        here = timexes[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]
        positions = [hit.start for hit in group]
        for timex in here:
            # What lies further off costs too much in any case.
            first = bisect_left(positions, timex.span.start - 2 * _MAX_COST)
            near = group[first : bisect_right(positions, timex.span.end + 2 * _MAX_COST)]
            if not near:
                continue
            possessive = shadow[timex.span.end : timex.span.end + 3] == " s "
            costs = [(_cost(hit, timex.span, text, shadow, span.start, near), hit.start, hit) for hit in near]
            cost, _, owner = min(costs, key=lambda c: c[:2])
            cleft = _is_cleft(shadow, span.start, timex.span.start)
            if cost > (_MODIFIED if possessive else _MAX_COST):
                continue
            for other_cost, _, hit in costs:
                if hit is owner or ((cleft or hit.family == owner.family) and other_cost <= _MAX_COST):
                    hit.timexes.append((other_cost, timex))
        for hit in group:
            hit.timexes = _agreeing(hit.timexes)


def _is_cleft(shadow: str, sentence: int, timex: int) -> bool:
    """Does the sentence begin "It was around 9 p.m. when …"? All that follows happened then."""
    return timex - sentence < 8 and shadow[sentence:timex].split() == ["it", "was"]


def _agreeing(told: Sequence[tuple[int, Timex]]) -> list[tuple[int, Timex]]:
    """The nearest day and the nearest clock time; one mention happens once."""
    kept: list[tuple[int, Timex]] = []
    for cost, timex in sorted(told, key=lambda c: (c[0], c[1].span)):
        days = [t.days for _, t in kept if t.days is not None and names_day(t)]
        if timex.days is not None and days and names_day(timex) and not timex.days.overlaps(days[0]):
            continue
        if exact_clock(timex) and any(exact_clock(t) for _, t in kept):
            continue
        kept.append((cost, timex))
    return kept


def _openers(words: Sequence[str]) -> list[str]:
    """The words that open a clause; the "that" of "that night" opens none."""
    return [
        word
        for number, word in enumerate(words)
        if word in _CLAUSE and not (word == "that" and _PARTS_OF_DAY.intersection(words[number + 1 : number + 2]))
    ]


def _cost(hit: _Hit, timex: Span, text: str, shadow: str, sentence: int, group: Sequence[_Hit]) -> int:
    """How far a trigger is from a temporal expression; openings of clauses between them count as distance."""
    if hit.start >= timex.end:
        between = shadow[timex.end : hit.start]
        words = between.split()
        of_charge = words[:1] in (["in"], ["for"]) and any(
            o.family in _PROSECUTION and o.verb and o.end <= timex.start for o in group
        )
        # "Sunday's shooting", "the Sunday night shooting": no verb of its own stands between.
        if (
            not of_charge
            and len(between) < 30
            and not hit.verb
            and (not words or words[0] == "s" or (len(words) <= 2 and not _CLAUSE & set(words)))
        ):
            return len(between) // 2
        extra = 25
    else:
        between = shadow[hit.end : timex.start]
        words = between.split()
        extra = 0
    if hit.word in _REPORTING and hit.event_class == "statement":
        comma = "," in text[min(hit.end, timex.end) : max(hit.start, timex.start)]
        if comma or len(between) > (12 if extra else 40) or not _CLAUSE.isdisjoint(words):
            return 10 * _MAX_COST
    if extra:
        # "on Saturday when a man was shot", but "on Tuesday after a man was shot", "on Saturday where it happened".
        barrier = sum(110 if word not in _MEANWHILE else 20 for word in _openers(words))
        fronted = timex.start - sentence < 24 and len(shadow[sentence : timex.start].split()) <= 2
        if _is_cleft(shadow, sentence, timex.start):
            return len(between) + extra + max(0, barrier - 40)
        if not fronted and not (hit.verb and len(words) <= 2) and _MEANWHILE.isdisjoint(words):
            barrier += 100
        if words and words[0] in _FINITE and any(o.end <= timex.start for o in group):
            barrier += _MAX_COST  # "the man who shot a boy on Sunday was identified", "was shot on Sunday and died"
        if of_charge:
            barrier += _MAX_COST  # "was arrested on Sunday in the shooting"
    else:
        barrier = sum(70 if word not in _MEANWHILE or word == "and" else 20 for word in words if word in _CLAUSE)
        if "and" in words:
            barrier -= 70 * len(_PAIR.findall(text, hit.end, timex.start))
        said = next((word for word in reversed(words) if word in _SAYING), None)
        if (
            said is not None
            and hit.word not in _SAYING
            and "," not in text[shadow.rindex(said, hit.end, timex.start) : timex.start]
        ):
            barrier += 100  # "was killed, officials said on Saturday"
        if not hit.verb and not _HEADS.isdisjoint(shadow[max(sentence, hit.start - 30) : hit.start].split()[-4:]):
            barrier += _MAX_COST
    cost = min(len(between), _FAR + len(between) // 3) + extra + barrier
    cost += 25 * sum(
        o is not hit and o.verb and min(hit.end, timex.end) <= o.start < max(hit.start, timex.start) for o in group
    )
    return cost


@dataclass(slots=True)
class _Around:
    """What a sentence holds beside its triggers."""

    span: Span
    persons: list[Name]
    starts: list[int]
    places: tuple[str, ...]
    sets_apart: bool
    has_pronoun: bool
    names_channel: bool


class _Context:
    """What surrounds the triggers of one article."""

    def __init__(
        self, shadow: str, sentences: Sequence[Sentence], names: Sequence[Name], places: Sequence[Place]
    ) -> None:
        self.shadow = shadow
        self.sentences = sentences
        self.names = names
        self.name_starts = [name.span.start for name in names]
        self.places = places
        self.place_starts = [place.span.start for place in places]
        self._around: dict[int, _Around] = {}

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        return self.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        return self.places[bisect_left(self.place_starts, start) : bisect_left(self.place_starts, end)]

    def around(self, sentence: int, words: Sequence[str] = ()) -> _Around:
        """What the sentence of that number holds; ``words`` are its words where they have been told apart."""
        found = self._around.get(sentence)
        if found is None:
            span = self.sentences[sentence].span
            here = self.places_in(*span)
            places = tuple(dict.fromkeys(place.key for place in here))
            roads = [place.span for place in here if place.type in ("street", "block", "address")]
            persons = [
                name
                for name in self.names_in(*span)
                if name.type == "person" and not any(road.contains(name.span) for road in roads)
            ]
            words = words or self.shadow[span.start : span.end].split()
            found = self._around[sentence] = _Around(
                span=span,
                persons=persons,
                starts=[name.span.start for name in persons],
                places=places,
                sets_apart=not _BACKGROUND_WORDS.isdisjoint(words),
                has_pronoun=not _PRONOUNS.isdisjoint(words),
                names_channel=channel_of(words) is not None,
            )
        return found

    def person_before(self, sentence: int) -> str | None:
        """Whom "he" or "she" in a sentence most likely means: the first person of the nearest of three sentences before."""
        for earlier in range(sentence - 1, max(-1, sentence - 4), -1):
            persons = self.around(earlier).persons
            if persons:
                return _key(persons[0])
        return None


def _key(name: Name) -> str:
    return name_key(name.full)


def _events(hits: Sequence[_Hit], main: str | None, context: _Context) -> tuple[Event, ...]:
    kept = [hit for hit in hits if _is_told(hit)]
    for hit in kept:
        _fill(hit, context)
    for hit, after in pairwise(kept):
        after.background = after.background or _belongs_to(after, hit)
    if main is not None:
        _mark_main(kept, _FAMILIES[main], context)
    return tuple(_event(hit, context.around(hit.sentence)) for hit in kept)


def _is_told(hit: _Hit) -> bool:
    """ "Police said" tells of no utterance worth a mention, unless it is dated or stands in the lead."""
    if hit.event_class == "other":
        return False
    return not (hit.word in _REPORTING and hit.event_class == "statement" and not hit.timexes and not hit.lead)


def _event(hit: _Hit, around: _Around) -> Event:
    days = clock = timex = None
    if hit.timexes:
        told = [timex for _, timex in hit.timexes]
        days = min((t.days for t in told if t.days is not None and names_day(t)), key=_length, default=None)
        clock = next((t.clock for t in told if exact_clock(t)), None)
        timex = Span(min(t.span.start for t in told), max(t.span.end for t in told))
    return Event(
        span=Span(hit.start, hit.end),
        event_class=hit.event_class,
        sentence=around.span,
        agents=(hit.agent,) if hit.agent else (),
        patients=(hit.patient,) if hit.patient else (),
        places=around.places,
        days=days,
        clock=clock,
        timex=timex,
        main=hit.main,
        background=hit.background,
        modality=hit.modality,
    )


def _length(days: Days) -> int:
    return 10**6 if days.earliest is None or days.latest is None else days.latest - days.earliest


def _fill(hit: _Hit, context: _Context) -> None:
    around = context.around(hit.sentence, hit.words)
    hit.modality = _modality(hit.words[max(0, hit.index - 3) : hit.index])
    hit.background = _is_background(hit, around, context)
    if around.persons or around.has_pronoun or hit.family in _ADDRESSED:
        hit.agent, hit.patient = _participants(hit, around, context)


def _is_background(hit: _Hit, around: _Around, context: _Context) -> bool:
    if not hit.verb and not _BACKGROUND_BEFORE.isdisjoint(hit.words[max(0, hit.index - 2) : hit.index]):
        return True
    if not around.sets_apart:
        return False
    near = context.shadow[max(around.span.start, hit.start - 60) : min(around.span.end, hit.end + 60)]
    return any(phrase in near for phrase in _BACKGROUND)


def _belongs_to(hit: _Hit, before: _Hit) -> bool:
    """Does a relative clause tell what another happening did ("a separate shooting in which a man was killed")?"""
    if not before.background or before.verb or not hit.verb or hit.sentence != before.sentence:
        return False
    return hit.family == before.family and not _RELATIVE.isdisjoint(hit.words[before.index + 1 : hit.index])


def _modality(before: list[str]) -> Modality:
    if not _NEGATION.isdisjoint(before[-2:]):
        return Modality.DENIAL
    return Modality.FACT if _PLAN.isdisjoint(before) else Modality.PLAN


def _participants(hit: _Hit, around: _Around, context: _Context) -> tuple[str | None, str | None]:
    """Who did it and to whom, as far as the words beside the trigger say so."""
    at = bisect_left(around.starts, hit.start)
    before, after = around.persons[:at], around.persons[at:]
    words = hit.words[max(0, hit.index - _WINDOW) : hit.index]
    following = hit.words[hit.index + 1 : hit.index + 2]
    agent: str | None = None
    patient: str | None = None
    if hit.family in _SUFFERED:
        nearest = _key(before[-1]) if before else _pronoun(words, hit, context)
        passive = not _PASSIVE.isdisjoint(words[-3:])
        if hit.family in _DONE_TO or passive:
            patient = nearest
        elif hit.verb:
            agent, patient = nearest, _first_within(after, hit.end, 60)
        if passive and following == ["by"]:
            agent = _first_within(after, hit.end, 60)
        if not hit.verb and following == ["of"]:
            patient = _first_within(after, hit.end, 40)
        return agent, patient
    agent = _subject(before, words, hit, around, context)
    if agent is None and hit.family == "statement" and not (hit.verb and words and words[-1] in ("that", "which")):
        # "In a post on Sunday, Amara Okoye argued", "said Amara Okoye": the speaker stands behind.
        agent = _first_within(after, hit.end, 80)
    if hit.family in _ADDRESSED:
        patient = _addressee(hit, around.span, context)
    return agent, None if patient == agent else patient


def _first_within(names: Sequence[Name], start: int, distance: int) -> str | None:
    return _key(names[0]) if names and names[0].span.start - start < distance else None


def _pronoun(words: Sequence[str], hit: _Hit, context: _Context) -> str | None:
    return context.person_before(hit.sentence) if not _PRONOUNS.isdisjoint(words[-4:]) else None


def _subject(before: Sequence[Name], words: Sequence[str], hit: _Hit, around: _Around, context: _Context) -> str | None:
    """The person right before the trigger, else the first of its clause, a pronoun, or the first of the sentence."""
    if before and hit.start - before[-1].span.end <= 8:
        return _key(before[-1])
    if before:
        clause = _clause_start(words, around.span.start, hit.start, context.shadow)
        inside = [n for n in before if n.span.start >= clause]
        if inside:
            return _key(inside[0])
    if hit.verb and words[-1:] in (["that"], ["which"], ["has"], ["had"]) and words[-2:-1] in (["that"], ["which"], []):
        return None
    if not _PRONOUNS.isdisjoint(words[-4:]) or words[-1:] in (["his"], ["her"]):
        own = [n for n in before if " and " not in context.shadow[n.span.start : hit.start]]
        return _key(own[0]) if own else context.person_before(hit.sentence)
    return _key(before[0]) if before else None


def _clause_start(words: Sequence[str], start: int, end: int, shadow: str) -> int:
    """Where the last clause that the words before ``end`` open begins, ``start`` if they open none."""
    if _CLAUSE.isdisjoint(words):
        return start
    position = end
    for word in reversed(words):
        position = shadow.rindex(word, start, position)
        if word in _CLAUSE:
            return position + len(word)
    return start


def _addressee(hit: _Hit, sentence: Span, context: _Context) -> str | None:
    """Who was told, urged or met, or the place visited: the first name or country behind the verb."""
    limit = min(sentence.end, hit.end + 45)
    found: list[tuple[int, str]] = [(p.span.start, p.key) for p in context.places_in(hit.end, limit)]
    found += [(n.span.start, _key(n)) for n in context.names_in(hit.end, limit)]
    if not found:
        return None
    start, key = min(found)
    words = context.shadow[hit.end : start].split()
    return key if len(words) <= 4 and _CLAUSE.isdisjoint(words) else None


def _mark_main(hits: Sequence[_Hit], own: str, context: _Context) -> None:
    agent = _main_agent(hits, own) if own in _BY_AGENT else None
    if own in _BY_AGENT and agent is None:
        return
    channelled = False
    for hit in hits:
        if hit.family != own or hit.background or hit.modality is not Modality.FACT:
            continue
        if agent is not None and hit.agent not in (None, agent):
            continue
        if own == "statement":
            hit.main, channelled = _is_main_utterance(hit, channelled, context.around(hit.sentence).names_channel)
            if hit.main and hit.agent is None:
                hit.agent = agent
        else:
            hit.main = True


def _main_agent(hits: Iterable[_Hit], own: str) -> str | None:
    count: Counter[str] = Counter()
    for hit in hits:
        if hit.family == own and hit.agent and not hit.background:
            count[hit.agent] += 3 if hit.lead else 1
    return max(count, key=lambda a: (count[a], a)) if count else None


def _is_main_utterance(hit: _Hit, channelled: bool, named: bool) -> tuple[bool, bool]:
    """Is this mention the article's main utterance, and has the article named its channel by now?"""
    if hit.lead:
        return hit.agent is not None, channelled or named
    if not _DEFINITE.isdisjoint(hit.words[max(0, hit.index - 2) : hit.index]):
        return True, channelled or named
    if named and not channelled:
        return hit.agent is not None, True
    return False, channelled
