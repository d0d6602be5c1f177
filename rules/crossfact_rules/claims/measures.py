"""Amounts with a noun that says what they measure: rates, changes, sums, distances, durations, speeds and areas.

## What it does

Finds numbers with a unit, then what they measure: the noun behind ("a two-hour standoff", "$2 million in damage") or the
noun before with a word that ties them ("turnout reached 93.9 percent"), and whose it is. A measure of a happening
(turnout, damage, loot, a chase, a standoff) belongs to the story; one of a holder (profit, unemployment, a fine) to the one
name that its clause gives; a distance to two places, or to a quake and a place. ``group`` tells holder, period and
qualifying words; level and change are different slots. Hedges widen the amount (``QuantityValue.low`` and ``high``).

An amount with its conversion in brackets ("58 km (36 miles)") makes a pair of claims, slot ``conversion``.

## Known limits

Ranges, plans, forecasts, limits, polls, amounts of other times and nouns that are not in the list make no claim, nor do
conversions of money, whose rates change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from crossfact import lexicon
from crossfact.annotate.names import name_key
from crossfact.annotate.numerals import parse
from crossfact.lexicon import alternatives
from crossfact.model import MONTH_NAMES, Claim, QuantityValue, Sentence, Span, Zone
from crossfact.rulekit import View, starting_in
from crossfact_rules.claims.setting import lead_end, main_incident, setting_of

_LEXICON = lexicon.load("measures")
_MONEY = lexicon.load("units")
_NUMBERS = lexicon.load("numbers")
_UNITS: dict[str, tuple[str, float]] = {
    unit: (dimension, size) for dimension, units in _LEXICON["units"].items() for unit, size in units.items()
}
_FIRST: dict[str, str] = {dimension: next(iter(units)) for dimension, units in _LEXICON["units"].items()}
_SLOTS: dict[str, dict[str, str]] = {}
_HOLDER: set[str] = set()
for _kind in ("happening", "holder"):
    for _dimension, _measures in _LEXICON[_kind].items():
        for _slot, _words in _measures.items():
            _SLOTS.setdefault(_dimension, {}).update(dict.fromkeys(_words, _slot))
            if _kind == "holder":
                _HOLDER.add(_slot)
_NEEDS: dict[str, list[str]] = _LEXICON["needs"]
_BARS: dict[str, list[str]] = _LEXICON["bars"]
_OF_FIRMS = frozenset(_LEXICON["of_firms"]["measures"])
_WORDS = _LEXICON["words"]
_CURRENCIES = frozenset(_LEXICON["currencies"]["names"])
_HEDGES: dict[str, str] = {**_NUMBERS["hedges"], **_WORDS["hedge"]}
_NOT_NOW: tuple[str, ...] = (*_WORDS["unsure"], *_WORDS["other_time"])
_NEUTRAL = frozenset(_WORDS["neutral"])
_QUAKE: tuple[str, ...] = tuple(_WORDS["quake"])
_OTHER_QUAKE: tuple[str, ...] = tuple(_MONEY["quake"]["other"])


_SPELLED: tuple[str, ...] = tuple(_WORDS["spelled"])
_UNIT_WORDS = frozenset(word.split()[0].partition("/")[0] for word in (*_UNITS, *_CURRENCIES)) | {
    "million",
    "billion",
    "thousand",
    "cal",
    "caliber",
    "calibre",
}
_DIGIT = re.compile(r"[$£€] ?\d|\d[ -]?(?P<unit>[a-z%]+)")
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(?:\.\d{1,3})?"
_NUMBER = rf"(?:{_DIGITS}|(?:{alternatives(_NUMBERS['tens'])})(?:-(?:{alternatives(list(_NUMBERS['units'])[1:10])}))?|{alternatives(_NUMBERS['units'])})"
_SCALE = r"(?:million|billion|thousand|trillion|mln|bln|bn|mn|m|k)"
_AMOUNT = re.compile(
    rf"(?<![\w.,/$£€¥#-])(?:USD?|(?P<land>AU?|CA?|NZ|HK|S))?(?P<sign>[$£€]) ?(?P<sum>{_DIGITS})(?:[- ]?(?P<scale>{_SCALE}))?(?![\w%]|[.,]\d)"
    rf"|(?<![\w.,/$£€¥#'’-])(?P<number>{_NUMBER})(?:[- ](?P<times>million|billion|thousand))?[- ]?"
    rf"(?P<unit>{alternatives([*_UNITS, *_CURRENCIES])})(?![\w/])"
    r"|(?<![\w.])\.?(?P<inches>\d{2,3})[- ]?cal(?:iber|ibre)\b"
)
_HEDGE = re.compile(rf"\b(?P<hedge>{alternatives(_HEDGES)}) $")
_RANGE_BEFORE = re.compile(
    rf"(?:[\d%]|\b(?:million|billion|percent|cent|{alternatives([*_NUMBERS['units'], *_NUMBERS['tens']])})) (?:to|and|or|-|–) $"
    r"|[\d%] ?[-–] ?$|\d $|\bbetween $"
)
_RANGE_AFTER = re.compile(
    r" ?(?:to|or|-|–)+ ?[$£€]?\d| (?:to|or) (?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|more)\b| and a half| \d/\d|½"
)
_CONVERSION = re.compile(r" ?[(\[](?:about |some |nearly |around |roughly |over |more than )?$")
_BRACKET = re.compile(r" ?[(\[][^()\[\]]{1,24}[)\]]")
_VALUE = rf"(?:[a-z]+ ){{0,2}}[$£€]?{_DIGITS}(?: ?%| per ?cent| {_SCALE})?"
_CHANGE = rf"(?:{alternatives([*_LEXICON['change']['up'], *_LEXICON['change']['down']])})"
_LINK = re.compile(
    rf"(?: (?:of|for|in|among|on) (?P<tail>[^,;:.()]{{1,40}}?))?(?: (?:has|have|had|that|which|who))?(?: [a-z]{{3,12}}ly)?"
    rf"(?: (?:{alternatives(_WORDS['link'])})| {_CHANGE}(?: (?:by )?{_VALUE})? to)?(?: an?| the)? $|[- ]$|: $"
)
_CHANGED = re.compile(
    rf"\b(?P<noun>{alternatives(_LEXICON['change']['nouns'])}) (?:[a-z]{{2,12}} )?(?P<verb>{_CHANGE}) (?:by )?(?:an? |the )?$",
    re.IGNORECASE,
)
_CHANGE_OF = re.compile(
    rf" (?P<verb>{_CHANGE}) in (?P<words>(?:[\w'’-]{{1,16}} ){{0,3}}?)(?P<noun>{alternatives(_LEXICON['change']['nouns'])})\b"
)
_UP = frozenset(_LEXICON["change"]["up"])
_AFTER = {
    dimension: re.compile(
        rf"(?:[- ]| (?:in|of|worth of|of the|in the) )(?P<words>(?:(?!(?:{alternatives(_WORDS['apart'])})\b)[a-z][a-z'’-]{{0,15}}[- ]){{0,3}}?)(?P<noun>{alternatives(slots)})\b"
    )
    for dimension, slots in _SLOTS.items()
}
_BEFORE = {
    dimension: re.compile(rf"\b(?P<noun>{alternatives(slots)})\b", re.IGNORECASE) for dimension, slots in _SLOTS.items()
}
_RUN = r"[A-Z][\w'’-]{2,20}(?: (?:al-)?[A-Z][\w'’-]{1,20}){0,2}"
_NAMED = re.compile(_RUN)
_OFF = re.compile(
    r"(?:[- ](?:away|inland|offshore|out))?(?: to the)?(?: (?:north|south|east|west)[a-z-]{0,16}(?: (?:east|west))?)?"
    r" (?:of|from) (?:the |its |nearby |central |downtown )?(?:(?:[a-z]{3,12} )?(?:city|town|village|port|island|capital|centre|center)"
    rf" (?:city )?(?:of )?)?(?P<origin>(?>{_RUN}))(?! [a-z-]{{0,12}} ?(?:border|coast|line|airport|base|road)\b)"
)
_HEAD = re.compile(rf"(?:The )?(?P<site>{_RUN}), ")
_SITE = re.compile(
    rf"(?P<site>{_RUN})(?:, (?:{_RUN}|[A-Z][a-z]{{1,4}}\.),? |(?: (?:village|town|city|district|area))?"
    r"(?:,? | (?:is|was|lies|sits) |,? (?:which |that )?(?:is |lies |was )?(?:located|situated) |, (?:which|that) (?:is|lies) )(?:just )?)$"
)
_OPENINGS = frozenset(_WORDS["opening"])
_SITE_NOUN = re.compile(r"(?P<noun>[a-z]{4,16})(?:, which [^,]{1,60},)?(?:,| (?:is|was|lies)(?: located)?) $")
_CENTRED = re.compile(r"\b[Ee]picent|\bcent(?:ered|red)\b|\bquake (?:is|was|hit|struck) $")
_LANDMARK = re.compile(
    r"(?: away)? from (?:the|a|an|his|her) (?P<what>(?!scene|other|spot|place|site|main|first)[a-z]{4,16})\b"
)
_STRUCK = re.compile(r"\b(?:bomb|device|explo|blast|detonat|shell|rocket|missile|grenade|crash|landed)")
_PRONOUNS = frozenset({"The", "This", "That", "They", "She", "There", "Here", "Which", "And", "But"})
_PERIOD = re.compile(
    rf"\b(?:(?:first|second|third|fourth|latest|fiscal|full)[- ])?(?:{alternatives(_WORDS['periods'])})\b"
)
_DATE = re.compile(rf"\b(?:(?:19|20)\d\d|{'|'.join(MONTH_NAMES)})\b")
_POSSESSIVE = re.compile(r"['’]s? (?:[a-z][\w-]* ){0,3}$")
_HOLDS = re.compile(r"\b(?:owns?|owned|owning|holds?|held|holding|controls?|controlled|controlling) (?:an? )?$")
_WHO = re.compile(r"(?:, (?:which|who))?(?: (?:now|already|currently|also|still))? ")
_GENITIVE = re.compile(r"['’]s?$")
_WHICH = re.compile(rf" of (?:the )?(?:[a-z]{{3,12}} ){{0,3}}?(?P<what>{_RUN})")
_OF_WHOM = re.compile(r" (?:of|in|for|against|on|from) (?:the )?(?=[A-Z])")
_ON_SENTENCE = re.compile(r"\b(?:sentenc|penalty|punish)")
_REST = re.compile(
    r"(?:, or [^,;]{1,40} (?:a share|each|apiece))?,?(?: in the| a| last| in)? (?:year|quarter|month|week|(?:19|20)\d\d|corresponding)[^,;.]{0,12}"
)
_CLAUSE = re.compile(r"[;:]| but | while | whereas ")
_MOST = 24
"""Amounts of a sentence that are looked at; more stand in lists only."""
_WINDOW = 90
"""Characters before an amount in which its noun stands."""
_CAST = 16
"""How many names a claim remembers."""
_HOUR = 60
_KILOMETRE = 1000
_FINE = 10
"""Amounts below this keep two decimals in their values, others one."""


class _Amount(NamedTuple):
    """An amount of a sentence; ``start`` is where its hedge begins, ``number`` the number itself. Offsets in the sentence.

    ``grain`` is the unit of its last significant digit, in the unit of the value: 60 km may stand for 55 to 65.
    """

    start: int
    number: int
    end: int
    dimension: str
    value: QuantityValue
    hedge: str
    grain: float


class _Told(NamedTuple):
    """What an amount measures."""

    slot: str
    group: str
    span: Span
    value: QuantityValue
    subject: str
    hangs: str
    grain: float = 0.0


def measures(view: View) -> Iterator[Claim]:
    """The measures that an article tells, as claims of the kind ``figures`` with the detail ``hangs``."""
    text = view.text
    found: list[tuple[_Told, Sentence]] = []
    for sentence in dict.fromkeys(map(view.sentence_at, _candidates(text))):
        if sentence is not None and sentence.zone in (Zone.BODY, Zone.TITLE):
            words = text[sentence.span.start : sentence.span.end]
            found += [(told, sentence) for told in _measured(view, sentence, words)]
    if not found:
        return
    main = main_incident(view) if any(told.hangs == "happening" for told, _ in found) else None
    setting = "" if main is None else setting_of(view, main).encode()
    cast = names_in(view, 0, lead_end(view))[:_CAST]
    for told, sentence in found:
        happening = told.hangs == "happening"
        details: dict[str, object] = {
            "hangs": told.hangs,
            "names": names_in(view, *sentence.span)[:_CAST],
            "cast": cast,
            "grain": told.grain,
        }
        if happening and main is not None:
            details["setting"] = setting
        yield view.claim(
            "figures",
            told.span,
            subject=told.subject,
            value=told.value,
            slot=told.slot,
            group=told.group,
            details=details,
        )


def _candidates(text: str) -> list[int]:
    """Where amounts may stand: digits with a unit or a currency, and units that follow number words."""
    found = [m.start() for m in _DIGIT.finditer(text) if m["unit"] is None or m["unit"] in _UNIT_WORDS]
    for word in _SPELLED:
        position = text.find(word)
        while position != -1:
            found.append(position)
            position = text.find(word, position + 1)
    return sorted(found)


def names_in(view: View, start: int, end: int) -> tuple[str, ...]:
    """Keys of all that is named in a stretch of text, in text order."""
    return tuple(dict.fromkeys(name_key(name.full) for name in starting_in(view.names, start, end)))


def _measured(view: View, sentence: Sentence, text: str) -> Iterator[_Told]:
    """What the amounts of a sentence measure."""
    start = sentence.span.start
    amounts = list(islice(_amounts(text), _MOST))
    for index, amount in enumerate(amounts):
        other = amounts[index + 1] if index + 1 < len(amounts) else None
        if other is not None and _CONVERSION.fullmatch(text[amount.end : other.number]) is not None:
            yield from _conversion(start, text, amount, other)
        if text[amount.number - 1 : amount.number] in ("(", "[") or _inexact(text, amount):
            continue
        bracket = _BRACKET.match(text, amount.end)
        end = amount.end if bracket is None else bracket.end()
        told = None
        if amount.dimension == "length":
            told = _distance(sentence, text, amount, end)
        if told is None:
            told = (
                _changed(view, sentence, text, amount)
                or _level(view, sentence, text, amount, end)
                or _held(view, sentence, text, amount)
            )
        if told is not None:
            yield told


def _amounts(text: str) -> Iterator[_Amount]:
    for match in _AMOUNT.finditer(text):
        if match["sign"] is not None:
            factor = _scale(match["scale"])
            size, grain = float(match["sum"].replace(",", "")) * factor, factor
            dimension, unit = "money", _MONEY["currency"][match["sign"]]
            unit = f"{match['land'][0]}$" if match["land"] else unit
            number = match.start()
        elif match["inches"] is not None:
            size, grain, number = float(f"0.{match['inches']}"), 0.0, match.start()
            dimension, unit = "bore", "inches"
        else:
            word = match["number"]
            parsed = parse([word.lower()], 0)
            if parsed is None or parsed.low is None:
                continue
            factor = _scale(match["times"])
            number = match.start("number")
            if match["unit"] in _CURRENCIES or (match["unit"] == "pounds" and match["times"] is not None):
                dimension, unit = "money", match["unit"]
            else:
                dimension, per = _UNITS[match["unit"]]
                factor, unit = factor * per, _FIRST[dimension]
            size, grain = parsed.low * factor, _grain(word, parsed.low) * factor
            if dimension == "time" and size >= _HOUR:
                size, unit = size / _HOUR, "hours"
            if dimension == "length" and size < 1:
                size, grain, unit = size * _KILOMETRE, grain * _KILOMETRE, "metres"
        hedged = _HEDGE.search(text, max(0, match.start() - 20), match.start())
        hedge = "exact" if hedged is None else _HEDGES[hedged["hedge"]]
        low, high = _bounds(size, hedge)
        yield _Amount(
            match.start() if hedged is None else hedged.start(),
            number,
            match.end(),
            dimension,
            QuantityValue(
                round(size, 4 if dimension in ("money", "share", "bore") else 2 if size < _FINE else 1), unit, low, high
            ),
            hedge,
            grain,
        )


def _grain(word: str, number: float) -> float:
    """The unit of the last significant digit of a number as written; of one that ends in 5, five of it."""
    digits = word.partition(".")[2]
    if digits:
        return float(10.0 ** -len(digits))
    size = 1
    while number and number % (size * 10) == 0:
        size *= 10
    return size * 5 if number and number % (size * 5) == 0 else size


def _scale(word: str | None) -> float:
    return {"trillion": 1e12, "mln": 1e6, "bln": 1e9, None: 1.0}.get(word) or float(_MONEY["scale"][word])


def _bounds(size: float, hedge: str) -> tuple[float | None, float | None]:
    """Lowest and highest amount that a hedged one stands for: "about" is a tenth on either side."""
    if hedge == "about":
        return size * 0.9, size * 1.1
    if hedge in ("above", "low"):
        return size, None
    return (None if hedge in ("below", "high") else size), size


def _inexact(text: str, amount: _Amount) -> bool:
    """Is an amount a bound of a range, a part of a larger number, or one that only may be?"""
    before = text[max(0, amount.start - 16) : amount.start]
    if _RANGE_BEFORE.search(before) is not None or _RANGE_AFTER.match(text, amount.end) is not None:
        return True
    begin = max((m.end() for m in _CLAUSE.finditer(text, 0, amount.number)), default=0)
    rest = _REST.match(text, amount.end)
    clause = text[begin : amount.end + 12 if rest is None else rest.end()]
    clause = f" {clause[:1].lower()}{clause[1:]} "
    return any(cue in clause for cue in _NOT_NOW)


def _conversion(start: int, text: str, one: _Amount, other: _Amount) -> Iterator[_Told]:
    """An amount and the one in brackets behind it, in two units of one dimension."""
    if one.dimension != other.dimension or one.dimension in ("money", "share", "time"):
        return
    if _RANGE_BEFORE.search(text, max(0, one.start - 16), one.start) or _RANGE_AFTER.match(text, other.end):
        return
    span = Span(start + one.number, start + other.end)
    for amount in (one, other):
        place = Span(start + amount.number, start + amount.end)
        yield _Told("conversion", str(span.start), place, amount.value, "amount in two units", "article", amount.grain)


def _distance(sentence: Sentence, text: str, amount: _Amount, end: int) -> _Told | None:
    """How far something lies from a place: a place named right before, else the quake that the sentence tells of."""
    match = _OFF.match(text, end)
    start = sentence.span.start
    if match is None:
        return _from_a_landmark(start, text, amount, end)
    origin = name_key(match["origin"])
    span = Span(start + amount.number, start + match.end())
    site = _SITE.search(text, max(0, amount.start - _WINDOW), amount.start)
    if site is None and text[: amount.start].endswith(" and "):
        site = _HEAD.match(text)
    here = "" if site is None else site["site"]
    centred = _CENTRED.search(text, 0, amount.start) is not None
    if here and here not in _PRONOUNS and not centred:
        key = name_key(here)
        if key == origin:
            return None
        subject = f"distance of {here} from {match['origin']}"
        return _Told("distance", f"{key}|{origin}", span, amount.value, subject, "place")
    lowered = f" {text.lower()} "
    noun = _SITE_NOUN.search(text, max(0, amount.start - _WINDOW), amount.start)
    if noun is not None and not centred and noun["noun"] not in _NEUTRAL:
        subject = f"distance of the {noun['noun']} from {match['origin']}"
        return _Told("distance", f"{noun['noun']}|{origin}", span, amount.value, subject, "happening")
    if any(cue in lowered for cue in _QUAKE) and not any(cue in lowered for cue in _OTHER_QUAKE):
        return _Told(
            "epicentre", origin, span, amount.value, f"distance of the quake from {match['origin']}", "happening"
        )
    return None


def _from_a_landmark(start: int, text: str, amount: _Amount, end: int) -> _Told | None:
    """How far from something that has no name a bomb went off or a plane came down."""
    match = _LANDMARK.match(text, end)
    if match is None or _STRUCK.search(text) is None:
        return None
    what = match["what"]
    span = Span(start + amount.number, start + match.end())
    return _Told("distance", f"|{what}", span, amount.value, f"distance from the {what}", "happening")


def _changed(view: View, sentence: Sentence, text: str, amount: _Amount) -> _Told | None:
    """By what share something rose or fell."""
    if amount.dimension != "share":
        return None
    begin = max(0, amount.start - _WINDOW)
    match = _CHANGED.search(text, begin, amount.start)
    if match is None:
        match = _CHANGE_OF.match(text, amount.end)
    if match is None:
        return None
    noun = match["noun"].lower()
    at = match.start("noun") if match.start() < amount.start else match.start("verb")
    sign = 1 if match["verb"] in _UP else -1
    value = amount.value
    if sign < 0:
        value = QuantityValue(
            -value.amount,
            value.unit,
            None if value.high is None else -value.high,
            None if value.low is None else -value.low,
        )
    stop = max(match.end(), amount.end)
    holder = _holder(view, sentence, text, at, stop)
    if holder is None:
        return None
    span = Span(sentence.span.start + min(match.start(), amount.number), sentence.span.start + stop)
    group = "|".join((name_key(holder), noun, _period(text), _qualifiers(text[:at])))
    return _Told("change", group, span, value, f"change of {noun} of {holder}", "holder")


def _level(view: View, sentence: Sentence, text: str, amount: _Amount, end: int) -> _Told | None:
    """What an amount with a noun on either side measures."""
    slots = _SLOTS.get(amount.dimension)
    if slots is None:
        return None
    begin = max(0, amount.start - _WINDOW)
    match = _AFTER[amount.dimension].match(text, end)
    tail = ""
    if match is not None:
        noun, words, at = match["noun"].lower(), match["words"], amount.start
    else:
        before = list(_BEFORE[amount.dimension].finditer(text, begin, amount.start))
        link = _LINK.fullmatch(text, before[-1].end(), amount.start) if before else None
        if link is None:
            return None
        match = before[-1]
        tail = link["tail"] or ""
        noun, at = match["noun"].lower(), match.start()
        words = text[max(0, at - 40) : at]
    slot = slots[noun]
    if slot in _NEEDS and not any(cue in text for cue in _NEEDS[slot]):
        return None
    if any(cue in text for cue in _BARS.get(slot, ())):
        return None
    holder = None
    stop = max(match.end(), amount.end)
    if slot in _HOLDER or (amount.dimension == "shots" and at < amount.start):
        holder = _holder(view, sentence, text, at, stop, None if slot in _OF_FIRMS else match.end("noun"))
        if holder is None:
            return None
    words = "|".join(w for w in (_qualifiers(words), _qualifiers(tail)) if w)
    if slot == "length of the deliberations" and _ON_SENTENCE.search(text) is not None:
        slot = "length of the deliberations on the sentence"
    if slot == "stake":
        words = _target(text, stop)
        if not words:
            return None
    group = "|".join((name_key(holder), _period(text), words)) if holder is not None else ""
    span = Span(sentence.span.start + min(match.start("noun"), amount.number), sentence.span.start + stop)
    value = amount.value
    if slot == "speed" and amount.hedge == "high":
        value = QuantityValue(value.amount, value.unit, value.amount, value.amount)
    subject = slot if holder is None else f"{slot} of {holder}"
    return _Told(slot, group, span, value, subject, "happening" if holder is None else "holder")


def _held(view: View, sentence: Sentence, text: str, amount: _Amount) -> _Told | None:
    """What share of a firm or a city somebody owns or controls."""
    verb = _HOLDS.search(text, max(0, amount.start - _WINDOW), amount.start)
    what = None if amount.dimension != "share" else _WHICH.match(text, amount.end)
    if verb is None or what is None:
        return None
    start = sentence.span.start
    names = starting_in(view.names, start, start + verb.start())
    if not names or _WHO.fullmatch(text, names[-1].span.end - start, verb.start()) is None:
        return None
    holder = names[-1].full
    group = "|".join((name_key(holder), _period(text), name_key(_GENITIVE.sub("", what["what"]))))
    return _Told(
        "stake", group, Span(start + verb.start(), start + what.end()), amount.value, f"stake of {holder}", "holder"
    )


def _qualifiers(text: str) -> str:
    """Up to two words right before a noun that make it another measure: "youth", "operating", "third-quarter"."""
    found: list[str] = []
    for word in reversed(re.findall(r"[\w'’-]+", text)[-2:]):
        if word in _NEUTRAL or not word.islower():
            break
        found.append(word)
    return " ".join(sorted(found))


def _period(text: str) -> str:
    """The periods that a sentence names."""
    found = {m[0].lower().replace("-", " ") for m in _PERIOD.finditer(text)} | {
        m[0].lower() for m in _DATE.finditer(text)
    }
    return " ".join(sorted(found))


def _holder(view: View, sentence: Sentence, text: str, at: int, stop: int, noun: int | None = None) -> str | None:
    """Whose measure it is: who is named right before or behind the noun, else the only name before or behind the amount.

    A sentence without a name goes on about the only one of the sentence before it.
    """
    start = sentence.span.start
    names = [name for name in starting_in(view.names, start, start + at) if not name.text.endswith("-based")]
    if names and _POSSESSIVE.fullmatch(text, names[-1].span.end - start, at) is not None:
        return names[-1].full
    after = None if noun is None else _OF_WHOM.match(text, noun) or _OF_WHOM.match(text, stop)
    if after is not None:
        for name in starting_in(view.names, start + after.end(), start + after.end() + 1):
            return name.full
    full = {name.full for name in names if name.type != "place" or noun is not None}
    if not names and text.partition(" ")[0].lower() in _OPENINGS and not starting_in(view.names, *sentence.span):
        full = _before(view, sentence)
    return full.pop() if len(full) == 1 else None


def _before(view: View, sentence: Sentence) -> set[str]:
    """The names of the sentence before one, in the same paragraph or the one before."""
    previous = view.sentence_at(sentence.span.start - 2) or view.sentence_at(sentence.span.start - 3)
    if previous is None or previous.zone is not Zone.BODY:
        return set()
    return {name.full for name in starting_in(view.names, *previous.span) if name.type != "place"}


def _target(text: str, position: int) -> str:
    """What a share is a share of."""
    match = _OF_WHOM.match(text, position)
    run = None if match is None else _NAMED.match(text, match.end())
    return "" if run is None else name_key(run[0])
