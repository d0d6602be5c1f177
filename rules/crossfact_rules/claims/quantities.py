"""Measured things of a happening: magnitude and depth of a quake, bail of a person, reward and ransom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from crossfact import lexicon
from crossfact.annotate.events import family
from crossfact.annotate.names import name_key
from crossfact.model import Claim, Event, Name, QuantityValue, Sentence, Span
from crossfact.rulekit import ClaimKind, Example, View, starting_in
from crossfact_rules.claims.setting import in_month, main_incident, setting_of, small_places

_WORDS = lexicon.load("units")
_SLOT = {word: slot for slot, words in _WORDS["money"].items() for word in words}
_SCALE: dict[str, int] = _WORDS["scale"]
_KILOMETRES: dict[str, float] = _WORDS["kilometres"]
_CURRENCY: dict[str, str] = _WORDS["currency"]
_OTHER_QUAKE: tuple[str, ...] = tuple(_WORDS["quake"]["other"])
_AMOUNT = re.compile(
    r"[$£€]\s?(?P<amount>\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,3})?)(?:[- ]?(?P<scale>[a-z]{1,8})\b)?", re.IGNORECASE
)
_MAGNITUDE = re.compile(
    r"(?P<a>\d\.\d)[- ]{1,2}magnitude|magnitude[- ](?:of |at |was |is )?(?:at least |about )?(?P<b>\d\.\d)"
    r"|(?:quake|earthquake|tremor|temblor) (?:measuring|measured at|registering) (?P<c>\d\.\d)"
    r"|(?:force|strength|intensity) (?:of|at) (?:about |around )?(?P<d>\d\.\d)|(?P<e>\d\.\d) on the richter|\bm(?P<f>\d\.\d)\b"
)
_SHORT = re.compile(r"\bM\d\.\d\b")
_OF_QUAKES = ("quake", "magnitude", "temblor", "tremor", "richter")
_DEPTH = re.compile(r"depth of (?:about |around )?(?P<amount>\d{1,3}(?:\.\d)?) (?P<unit>[a-z]{2,10})")
_OF_COURT = re.compile(
    r"\b(?:[Jj]udge|[Jj]ustice|[Mm]agistrate|[Pp]rosecutor|[Ll]awyer|[Aa]ttorney|[Dd]efender)(?:,| [A-Z][\w.]*){0,2} $"
)
_REVISED = re.compile(r"\b(?:revis|upgrad|downgrad|(?:initi|origin)al|first put|preliminar)")
_NEAR = 48
"""Characters between a sum and the word that says what it is."""
_AGENCIES = 8
"""How many values of one measure an article may give, each of another agency."""


def _extract(view: View) -> Iterator[Claim]:
    text = view.text
    if (
        "agnitude" not in text
        and "uake" not in text
        and "Richter" not in text
        and not any(sign in text for sign in _CURRENCY)
    ):
        return
    main = main_incident(view)
    setting = setting_of(view, main).encode()
    found = [(sentence, *told) for sentence in view.sentences for told in _told(view, sentence, main)]
    told: dict[tuple[str, str], dict[str, QuantityValue]] = defaultdict(dict)
    for _, slot, group, _, value, _ in found:
        told[slot, group].setdefault(str(value), value)
    for sentence, slot, group, span, value, subject in found:
        first = next(iter(told[slot, group].values()))
        yield view.claim(
            "quantities",
            span,
            subject=subject,
            value=value,
            slot=slot,
            group=group,
            event=main if first == value else None,
            when=None if main is None else main.days,
            details={
                "setting": setting,
                "here": _here(view, sentence),
                "also": _others(value, told[slot, group]),
                "revised": _REVISED.search(text, *sentence.span) is not None,
            },
        )


def _others(value: QuantityValue, told: Mapping[str, QuantityValue]) -> tuple[str, ...]:
    """The other values that the article gives, of another agency or before a revision; none where they are too many for that."""
    return () if len(told) > _AGENCIES else tuple(sorted(told.keys() - {str(value)}))


def _here(view: View, sentence: Sentence) -> str:
    """The small places that a sentence names."""
    return "|".join(
        sorted(small_places(p for p in starting_in(view.places, *sentence.span) if p.span.end <= sentence.span.end))
    )


def _told(view: View, sentence: Sentence, main: Event | None) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    """Slot, group, place, value and subject of what a sentence measures."""
    start, end = sentence.span
    if any(view.text.find(sign, start, end) != -1 for sign in _CURRENCY):
        yield from _sums(view, sentence)
    if main is None or family(main.event_class) not in ("disaster", "incident", "harm"):
        return
    lowered = view.text[start:end].lower()
    if not any(cue in lowered for cue in _OF_QUAKES) and _SHORT.search(view.text, start, end) is None:
        return
    if any(cue in lowered for cue in _OTHER_QUAKE) or in_month(lowered):
        return
    for match in _MAGNITUDE.finditer(lowered):
        amount = float(match[match.lastgroup or "a"])
        yield "magnitude", "", _span(start, match), QuantityValue(amount, "magnitude"), "magnitude of the quake"
    for match in _DEPTH.finditer(lowered):
        if match["unit"] in _KILOMETRES:
            amount = round(float(match["amount"]) * _KILOMETRES[match["unit"]], 1)
            yield "depth", "", _span(start, match), QuantityValue(amount, "kilometres"), "depth of the quake"


def _span(start: int, match: re.Match[str]) -> Span:
    return Span(start + match.start(), start + match.end())


def _sums(view: View, sentence: Sentence) -> Iterator[tuple[str, str, Span, QuantityValue, str]]:
    text = view.text
    for match in _AMOUNT.finditer(text, *sentence.span):
        scale = (match["scale"] or "").lower()
        amount = float(match["amount"].replace(",", "")) * _SCALE.get(scale, 1)
        end = match.end() if scale in _SCALE else match.end("amount")
        named = _what(text, match.start(), end, sentence.span)
        if named is None:
            continue
        slot, place = named
        value = QuantityValue(amount, _CURRENCY[match[0][0]])
        span = Span(min(match.start(), place.start), max(end, place.end))
        if slot != "bail":
            yield slot, "", span, value, slot
            continue
        person = _held(view, sentence, match.start())
        if person is not None:
            yield slot, name_key(person), span, value, f"bail of {person}"


def _what(text: str, start: int, end: int, sentence: Span) -> tuple[str, Span] | None:
    """What a sum is: the nearest word of money on either side, within the clause."""
    found: list[tuple[int, str, Span]] = []
    low, high = max(sentence.start, start - _NEAR), min(sentence.end, end + 24)
    for word in re.finditer(r"[A-Za-z]+", text[low:high]):
        slot = _SLOT.get(word[0].lower())
        if slot is not None:
            place = Span(low + word.start(), low + word.end())
            between = text[place.end : start] if place.end <= start else text[end : place.start]
            if not re.search(r"[.;:,$£€]", between):
                found.append((len(between), slot, place))
    return min(found)[1:] if found else None


def _held(view: View, sentence: Sentence, position: int) -> str | None:
    """The person whose bail it is: the one named in the sentence before the sum, or the last one where "he" stands for it."""
    named = starting_in(view.names, sentence.span.start, position)
    here = {n.full for n in named if _in_full(n) and not of_court(view, n)}
    if here:
        return here.pop() if len(here) == 1 else None
    opening = view.text[sentence.span.start : sentence.span.start + 5].split(" ")[0].lower()
    if opening not in ("he", "she", "his", "her") and not any(of_court(view, n) for n in named):
        return None
    before = starting_in(view.names, 0, sentence.span.start)
    return next((n.full for n in reversed(before) if _in_full(n) and not of_court(view, n)), None)


def of_court(view: View, name: Name) -> bool:
    """Is somebody named as judge, prosecutor or lawyer?"""
    return _OF_COURT.search(view.text, max(0, name.span.start - _NEAR), name.span.start) is not None


def _in_full(name: Name) -> bool:
    """A person whose full name the article gives."""
    return name.type == "person" and " " in name.full


KIND = ClaimKind(
    name="quantities",
    extract=_extract,
    speaks=(
        Example(text="A magnitude-5.6 earthquake hit the island on Sunday.", finds=("5.6 magnitude",)),
        Example(text="The 5.9-magnitude quake struck the coast.", finds=("5.9 magnitude",)),
        Example(
            text="A quake with a force of about 5.0 on the Richter scale shook the port on Friday.",
            finds=("5 magnitude",),
        ),
        Example(text="Amara Okoye was held on $3 million bail.", finds=("3,000,000 dollars",)),
        Example(text="Bond for Amara Okoye was set at $3,000,000.", finds=("3,000,000 dollars",)),
        Example(text="The city is offering a $20,000 reward after the shooting.", finds=("20,000 dollars",)),
    ),
    silent=(
        Example(text="The club paid $3 million for the player."),
        Example(text="Any magnitude 7.5 quake can cause landslides."),
        Example(text="The quake on Tuesday did little harm. In March a quake measuring 6.4 hit the province of Qarn."),
        Example(text="Both men were held; bail was set at $20,000."),
    ),
    doc=__doc__,
)
