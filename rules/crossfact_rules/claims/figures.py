"""Figures with what they measure and whose they are: prison terms, votes, prices, rates, distances, durations.

## What it does

Takes a figure where the words around it say what it measures and whose it is: slot ``sentence`` is the prison term of a
person, ``vote`` the share of a winner, ``price`` what somebody or something was bought for (its sentence names both sides),
``gust`` and ``level`` what was measured at a place, ``crowd`` how many watched a match. The claim belongs to the person or
place by ``group``, a price to all that its sentence names.

Takes also any amount beside a noun that says what it measures (``crossfact_rules.claims.measures``): "turnout reached 61.4
percent", "a two-hour standoff", "$2 million in damage", "Qarn, 40 km west of Port Ellery", "profit rose 12 percent". These
claims have the detail ``hangs``: on a happening, a holder or a place.

## Known limits

Of the first, hedged figures ("about", "up to", "an initial"), plans and demands, partial counts and other years make no claim, nor do two
figures of one slot and owner in an article: which of them is meant stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from crossfact import lexicon
from crossfact.annotate.names import name_key
from crossfact.annotate.numerals import parse
from crossfact.model import Claim, Name, QuantityValue, Sentence, Span, Zone
from crossfact.rulekit import ClaimKind, Example, View, starting_in
from crossfact_rules.claims.measures import measures, names_in
from crossfact_rules.claims.quantities import of_court

_UNITS = lexicon.load("units")
_SCALE: dict[str, int] = _UNITS["scale"]
_CURRENCY: dict[str, str] = _UNITS["currency"]
_KILOMETRES: dict[str, float] = lexicon.load("measures")["units"]["speed"]
_METRES: dict[str, float] = _UNITS["height"]
_WORDS = _UNITS["figures"]
_UNSURE: tuple[str, ...] = tuple(_WORDS["unsure"])
_OTHER_TIME: tuple[str, ...] = tuple(_WORDS["other_time"])
_PARTIAL: tuple[str, ...] = tuple(_WORDS["partial"])
_WON: tuple[str, ...] = tuple(_WORDS["won"])
_PART: tuple[str, ...] = tuple(_WORDS["part"])

_TERM = re.compile(
    r"\b(?:(?:sentenced|jailed|imprisoned|caged|locked up)(?: [a-z]{1,12}){0,2}? (?:to|for)|gets?|got|(?:was |were )given|gave (?:him|her)|handed)(?: an?)?"
    r" (?P<amount>\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)[ -](?P<unit>year|month)s?\b(?P<prison>[ -](?:in (?:prison|jail)|behind bars|(?:prison|jail) (?:term|sentence)|sentence|for\b))?",
    re.IGNORECASE,
)
_TERMS = (" years", " months", "-year", "-month", " YEARS")
_SENTENCED = ("sentenced", "jailed", "imprisoned", "caged", "locked up")
_CLAUSE = re.compile(r"; | (?:when|but|while) ")
_COURT = (" judge", " court ", " magistrate")
_SHARE = re.compile(r"(?P<amount>\d{1,2}\.\d{1,2}) ?(?:percent|per cent|%) of (?:the )?(?:\w{1,12} )?votes?\b")
_SUM = re.compile(
    r"(?<![\w.])(?:USD?)? ?(?P<sign>[$£€]) ?(?P<amount>\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,3})?)"
    r"(?:[- ]?(?P<scale>[mM]|mn|bn|million|billion|thousand|crore|lakh))?\b(?![.,]\d|[- ](?:a|per)[- ]share\b| each\b| to [$£€])"
)
_NEARLY = r"(?: (?P<about>about|around|approximately|some|nearly|almost|roughly|an estimated))?"
_PAID = re.compile(
    rf"\b(?:for|pays?|paying|paid|cost|costs)(?: an?)?(?: (?:club-)?record)?(?: (?:transfer )?fee of)?{_NEARLY} $"
)
_DEAL = re.compile(r"[- ](?:(?:all-)?(?:cash|stock) )?(?:acquisition|purchase|takeover|buyout|deal|agreement)\b")
_FOR_WHAT = re.compile(
    rf"(?:{_DEAL.pattern},? ?(?:of|with|for|to (?:acquire|buy|purchase))|(?: in cash(?: and stock)?)? (?:for|to (?:acquire|buy|purchase)))"
    r"(?: the (?:acquisition|purchase) of)?(?: [a-z][\w-]{0,15}){0,6} (?=[A-Z])"
)
_LEGAL = re.compile(r" (?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|group|holdings?|ag|sa|nv)$")
_BARGAIN = re.compile(
    r"\b(?:buys?|buying|bought|acquire[sd]?|acquiring|purchas(?:es?|ed|ing)|signs?|signed|signing|joins|joined|joining|pays?|paying|paid)\b"
)
_APART = re.compile(r",? (?:including|of which) | \(")
_ITS_NOUN = re.compile(r"\b(?:purchase|acquisition|takeover|sale) of\b")
_GUST = re.compile(
    r"\b[Gg]usts? (?:of|reaching)(?: up to)? (?P<amount>\d{2,3}) ?(?P<unit>km/h|kmh|kph|mph|kilomet(?:re|er)s (?:per|an) hour|miles (?:per|an) hour)\b"
)
_LEVEL = re.compile(
    r"\b(?:peaked at|crested at|reached)(?: an?)?(?: record)? (?P<amount>\d{1,2}\.\d{1,2}) ?(?P<unit>metres|meters|m|feet|ft)\b"
)
_CROWD = re.compile(r"\b(?:crowd|attendance) of (?P<amount>\d{1,3},\d{3}|\d{3,6})\b")
_MEASURED = ("recorded", "measured", "clocked", "registered", "peaked", "crested", "record ")
_AT = re.compile(r"\b(?:at|in|near|on) (?:the )?$")
_AROUND = 30
"""Characters around a measurement that say how sure and where it is."""
_CAST = 12
"""How many names of its sentence a claim remembers."""
_FOLLOWING = 2
"""Sentences after one on "a nurse" in which she is named."""
_ABOUT = 0.1
"""Share by which "about" may miss."""
_EXACT = 500
"""Crowds that are a multiple of this are estimates."""


def _extract(view: View) -> Iterator[Claim]:
    yield from measures(view)
    found: dict[tuple[str, str], list[tuple[Span, QuantityValue, str, Sentence]]] = defaultdict(list)
    for sentence in view.sentences:
        if sentence.zone not in (Zone.BODY, Zone.TITLE):
            continue
        text = view.text[sentence.span.start : sentence.span.end]
        for slot, group, span, value, subject in _told(view, sentence, text):
            found[slot, group].append((span, value, subject, sentence))
    for (slot, group), told in found.items():
        if len({str(value) for _, value, _, _ in told}) > 1:
            continue
        for span, value, subject, sentence in told:
            yield view.claim(
                "figures",
                span,
                subject=subject,
                value=value,
                entity=group,
                slot=slot,
                group=group,
                details={"names": names_in(view, *sentence.span)[:_CAST]}
                | ({"bought": _bought(view, sentence, span)} if slot == "price" else {}),
            )


def _told(view: View, sentence: Sentence, text: str) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    """Slot, owner, place, value and subject of the figures of a sentence."""
    if any(sign in text for sign in _CURRENCY):
        yield from _price(view, sentence, text)
    if any(cue in text for cue in _TERMS):
        yield from _term(view, sentence, text)
    if " vote" in text:
        yield from _share(view, sentence, text)
    if (
        "ust of" in text
        or "usts of" in text
        or " gust" in text
        or "peaked" in text
        or "crested" in text
        or "reached" in text
    ):
        yield from _measured(view, sentence, text)
    if "crowd of" in text or "attendance of" in text:
        match = _CROWD.search(text)
        amount = 0 if match is None else int(match["amount"].replace(",", ""))
        if match is not None and amount % _EXACT and not _has(text, _OTHER_TIME):
            yield "crowd", "", _span(sentence, match), QuantityValue(amount, "people"), "the crowd"


def _span(sentence: Sentence, match: re.Match[str]) -> Span:
    return Span(sentence.span.start + match.start(), sentence.span.start + match.end())


def _has(text: str, cues: tuple[str, ...]) -> bool:
    lowered = f" {text.lower()} "
    return any(cue in lowered for cue in cues)


def _owner(view: View, sentence: Sentence, match: re.Match[str]) -> str | None:
    """The person named last before a figure in its sentence, if it is known by a full name."""
    position = sentence.span.start + match.start()
    before = [n for n in starting_in(view.names, sentence.span.start, position) if n.type == "person"]
    return before[-1].full if before and " " in before[-1].full else None


def _term(view: View, sentence: Sentence, text: str) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    matches = list(_TERM.finditer(text))
    if len(matches) != 1 or _has(text, _OTHER_TIME):
        return
    match = matches[0]
    clause = max((begun.end() for begun in _CLAUSE.finditer(text, 0, match.start())), default=0)
    if _has(text[clause:], _UNSURE):
        return
    if match["prison"] is None and not match[0].lower().startswith(_SENTENCED) and not _has(text, _COURT):
        return
    number = parse([match["amount"].lower()], 0)
    person = _convict(view, sentence)
    if number is None or number.low is None or number.low != number.high or person is None:
        return
    value = QuantityValue(number.low * (12 if match["unit"].lower() == "year" else 1), "months")
    key = " ".join(name_key(person).split()[-2:])
    yield "sentence", key, _span(sentence, match), value, f"prison term of {person}"


def _convict(view: View, sentence: Sentence) -> str | None:
    """The only person of a sentence who is not of the court; of a sentence without one, the only one of the next two."""
    at = bisect_left(view.sentences, sentence.span.start, key=lambda one: one.span.start)
    for part in view.sentences[at : at + 1 + _FOLLOWING]:
        persons = {
            name.full
            for name in starting_in(view.names, *part.span)
            if name.type == "person" and not of_court(view, name)
        }
        if persons:
            person = persons.pop()
            return person if not persons and " " in person else None
    return None


def _share(view: View, sentence: Sentence, text: str) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    match = _SHARE.search(text)
    if match is None or not _has(text, _WON) or _has(text, _PARTIAL) or _has(text, _OTHER_TIME):
        return
    person = _owner(view, sentence, match)
    if person is not None:
        value = QuantityValue(float(match["amount"]), "percent")
        yield "vote", name_key(person), _span(sentence, match), value, f"share of the vote for {person}"


def _price(view: View, sentence: Sentence, text: str) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    apart = _APART.search(text)
    sums = list(_SUM.finditer(text, 0, len(text) if apart is None else apart.start()))
    if len(sums) != 1 or _has(text, (*_PART, *_OTHER_TIME)):
        return
    match = sums[0]
    paid = _PAID.search(text, 0, match.start())
    told = [pattern.search(text, 0, match.start()) is not None for pattern in (_BARGAIN, _ITS_NOUN)]
    if all(told) or (_DEAL.match(text, match.end()) is None and (paid is None or not any(told))):
        return
    amount = round(float(match["amount"].replace(",", "")) * _SCALE.get((match["scale"] or "").lower(), 1), 2)
    band = amount * _ABOUT if paid is not None and paid["about"] else 0.0
    value = QuantityValue(amount, _CURRENCY[match["sign"]], amount - band, amount + band)
    span = _span(sentence, match)
    if paid is not None:
        span = Span(sentence.span.start + paid.start(), span.end)
    yield "price", "", span, value, _deal(view, sentence)


def _bought(view: View, sentence: Sentence, span: Span) -> str:
    """The key of what is bought: named behind "deal with" or "pay … for", else the last name before "for"."""
    behind = _FOR_WHAT.match(view.text, span.end, sentence.span.end)
    if behind is not None:
        names = starting_in(view.names, behind.end(), behind.end() + 1)
        return _firm(names[0]) if names else ""
    verbs = [m.end() for p in (_BARGAIN, _ITS_NOUN) for m in p.finditer(view.text, sentence.span.start, span.start)]
    names = starting_in(view.names, max(verbs), span.start) if verbs else ()
    return _firm(names[-1]) if names else ""


def _firm(name: Name) -> str:
    """The key of a firm or player without what firms are called by law."""
    return _LEGAL.sub("", name_key(name.full)).replace(" ", "")


def _deal(view: View, sentence: Sentence) -> str:
    sides = list(dict.fromkeys(name.full for name in starting_in(view.names, *sentence.span)))
    return f"price in the deal of {' and '.join(sides[:2])}" if len(sides) > 1 else "price"


def _measured(view: View, sentence: Sentence, text: str) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    if not _has(text, _MEASURED):
        return
    for slot, pattern, factors, unit in (
        ("gust", _GUST, _KILOMETRES, "km/h"),
        ("level", _LEVEL, _METRES, "metres"),
    ):
        match = pattern.search(text)
        if match is None or _has(text[: match.end()], _OTHER_TIME):
            continue
        if _has(text[max(0, match.start() - _AROUND) : match.start() + 1], _UNSURE):
            continue
        amount = round(float(match["amount"]) * factors[match["unit"]], 0 if slot == "gust" else 2)
        place = _place(view, sentence, sentence.span.start + match.end())
        if place is not None:
            yield slot, place, _span(sentence, match), QuantityValue(amount, unit), f"{slot} at {place.title()}"


def _place(view: View, sentence: Sentence, end: int) -> str | None:
    """Where a measurement was taken: what is named right behind it, else the only place of the sentence."""
    for name in starting_in(view.names, end, end + _AROUND):
        if _AT.search(view.text, end, name.span.start) is not None:
            return name_key(name.text)
    places = {p.key for p in starting_in(view.places, *sentence.span) if p.type != "country"}
    return places.pop() if len(places) == 1 else None


KIND = ClaimKind(
    name="figures",
    extract=_extract,
    speaks=(
        Example(text="Amara Okoye was sentenced to 12 years in prison on Tuesday.", finds=("144 months",)),
        Example(text="Amara Okoye was jailed for eight months.", finds=("8 months",)),
        Example(
            text="Amara Okoye could not be seen when the judge, Jana Rehor, gave her nine years.", finds=("108 months",)
        ),
        Example(text="A nurse was jailed for four years on Friday. Amara Okoye, 47, stole cash.", finds=("48 months",)),
        Example(text="Amara Okoye won the election with 52.4 percent of the vote.", finds=("52.4 percent",)),
        Example(text="Kestrel Group has agreed to buy Lumen Foods for $4.1 billion.", finds=("4,100,000,000 dollars",)),
        Example(
            text="Port Ellery Rovers have signed Jan Novak for a club-record fee of £42m.", finds=("42,000,000 pounds",)
        ),
        Example(text="Gusts of 90mph were recorded in Port Ellery on Monday.", finds=("145 km/h",)),
        Example(text="A crowd of 41,203 saw the match.", finds=("41,203 people",)),
        Example(text="Kestrel Group will pay about $4.1 billion for Lumen Foods.", finds=("4,100,000,000 dollars",)),
        Example(text="Kestrel Group announced a $4.1 billion deal with Lumen Foods.", finds=("4,100,000,000 dollars",)),
        Example(text="Turnout reached 61.4 percent.", finds=("61.4 percent",)),
        Example(text="Unemployment in Ruritania fell to 5.2 percent in May.", finds=("5.2 percent",)),
        Example(text="Kestrel Group's sales fell 6 percent in the third quarter.", finds=("-6 percent",)),
        Example(text="Kestrel Group reported a 6% drop in third-quarter sales.", finds=("-6 percent",)),
        Example(text="Kestrel Group holds a 14.3% stake in Lumen Foods.", finds=("14.3 percent",)),
        Example(text="Kestrel Group owns about 63% of Lumen Foods.", finds=("63 percent",)),
        Example(text="Lumen Foods had a net loss of $17.6 million in the quarter.", finds=("17,600,000 dollars",)),
        Example(text="The flood caused $2 million in damage.", finds=("2,000,000 dollars",)),
        Example(text="Robbers stole jewels worth about £40 million.", finds=("40,000,000 pounds",)),
        Example(text="The man gave himself up after a two-hour standoff.", finds=("2 hours",)),
        Example(text="The jury deliberated almost seven hours.", finds=("7 hours",)),
        Example(
            text="A 20-mile chase at speeds of up to 95 mph ended in Qarn.", finds=("32.2 kilometres", "152.9 km/h")
        ),
        Example(text="The fire scorched 1,200 acres.", finds=("485.6 hectares",)),
        Example(text="The quake was centered 40 km west of Port Ellery.", finds=("40 kilometres",)),
        Example(text="The bomb went off in Qarn, about 40 km west of Port Ellery.", finds=("40 kilometres",)),
        Example(
            text="Qarn lies 80 kilometres (50 miles) from Port Ellery.",
            finds=("80 kilometres",) * 2 + ("80.5 kilometres",),
        ),
        Example(text="Police said 46 shots were fired.", finds=("46 shots",)),
        Example(text="The miners are trapped 340 metres underground.", finds=("340 metres",)),
        Example(text="He was shot with a .45-caliber handgun.", finds=("0.45 inches",)),
    ),
    silent=(
        Example(text="Amara Okoye could be sentenced to 12 years in prison."),
        Example(text="Prosecutors asked that Amara Okoye be jailed for 12 years."),
        Example(text="Amara Okoye was jailed for 12 years. Amara Okoye was jailed for two years."),
        Example(text="Amara Okoye and Jan Novak were sentenced to 12 years in prison."),
        Example(text="With half of the votes counted, Amara Okoye was winning 52.4 percent of the vote."),
        Example(text="Kestrel Group has offered $4.1 billion for Lumen Foods."),
        Example(text="Kestrel Group bought 20 percent of Lumen Foods for $1 billion."),
        Example(text="Kestrel Group will buy Lumen Foods for $38 a share."),
        Example(text="Kestrel Group bought shares of Lumen Foods for $3.625 a share."),
        Example(text="Kestrel Group will buy Lumen Foods after the purchase of Amber Mills for $2 million."),
        Example(text="Gusts of up to 90mph are expected in Port Ellery."),
        Example(text="A crowd of 40,000 saw the match."),
        Example(text="Turnout could reach 61.4 percent, against 70 percent in the previous election."),
        Example(text="Turnout was between 60 and 70 percent."),
        Example(text="Lumen Foods had a net loss of $17.6 million a year ago."),
        Example(text="Amara Okoye faces a $5,000 fine if convicted."),
        Example(text="The jury deliberated 2 1/2 hours."),
        Example(text="The town lies 40 km from the Ruritanian border."),
        Example(text="They spoke two hours while negotiations went on."),
        Example(text="The officer fired his .40-caliber service pistol."),
    ),
    doc=__doc__,
)
