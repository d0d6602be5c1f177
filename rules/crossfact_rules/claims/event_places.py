"""Where an article's main event happened: the house block, the street, the town with its state or country.

## What it does

Takes the places written in the sentences that tell of the article's main event, an attack or a disaster, or of the call
that brought the police to it. Slot ``block`` holds house blocks ("800 block of Maple Lane") and those that addresses lie
in ("812 Maple Lane"); slot ``street`` the streets, with their name as group; slot ``town`` towns written with their state or
country, with the town as group.

## Known limits

A block without its street is taken only where the two sentences before name one street. An article that gives
two blocks of one street for its event, or two streets of one name, makes no claim on either, nor does one that tells of
several events of one class.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from crossfact.annotate.events import family
from crossfact.annotate.places import house_block, street_name, street_of, street_parts
from crossfact.model import Claim, Event, Place, Span, TextValue
from crossfact.rulekit import ClaimKind, Example, View, starting_in
from crossfact_rules.claims.accounts import Account, noun_of, shown

_ELSEWHERE = frozenset(("arrest", "court", "search", "funeral"))
# What started here may have become the main event elsewhere.
_BEGUN = re.compile(r"\b(?:started|began|begun)\b")
# "John Bell, of 12 Oak St." and "who lives in the 800 block of Oak" tell where somebody lives.
_HOME = re.compile(r"(?:, of|\bliv(?:es?|ed|ing) (?:in|at|on))(?: the)? $")
_BARE_BLOCK = re.compile(r"\b(\d{2,5}) block\b(?! of\b| [A-Z\d])")
_TO_COME = re.compile(
    r"\b(?:will|services?|visitation|donations?|contributions?|meetings?|headquarters|office|church)\b", re.IGNORECASE
)
_BACK = 2
"""Sentences before a block without its street in which the street may be named."""


class _Told(NamedTuple):
    place: Place
    event: Event
    slot: str
    group: str
    value: str
    thing: str
    """What an article can have but one value of: a street name for blocks and streets, a town for its state."""


def extract(view: View) -> Iterator[Claim]:
    """Claims on blocks, streets and towns of the main event."""
    if not any(True for place in view.places for _ in _values(place)):
        return
    account = Account(view)
    if not account.is_of_incident or account.is_roundup:
        return
    told = list(_told(account))
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        values[one.slot, one.thing].add(one.value)
    single = {key for key, given in values.items() if len(given) == 1 or (key[0] == "street" and _one_street(given))}
    for one in told:
        if (one.slot, one.thing) not in single:
            continue
        street = street_of(one.place)
        where = f"in {shown(one.thing)}" if street is None else f"on {shown(street)}"
        yield view.claim(
            "event_places",
            one.place.span,
            subject=f"the {noun_of(one.event)} {where}",
            value=TextValue("place", one.value),
            entity=f"{family(one.event.event_class)} {one.thing}".strip(),
            slot=one.slot,
            group=one.group,
            event=one.event,
            when=one.event.days,
            details={
                "address": one.place.type == "address",
                "street": street,
                "streets": account.streets,
                "persons": account.cast,
            },
        )


def _one_street(keys: set[str]) -> bool:
    """Are they one street, written with more and with less of its directions and suffix?"""
    return not any(different_streets(one.lower(), other.lower()) for one in keys for other in keys)


def different_streets(one: str, other: str) -> bool:
    """Have two street keys the same name and yet other directions ("East", "West") or suffixes ("Street", "Avenue")?"""
    directions, name, suffix = street_parts(one)
    other_directions, other_name, other_suffix = street_parts(other)
    if name != other_name:
        return False
    apart = bool(directions and other_directions) and directions.isdisjoint(other_directions)
    return apart or bool(suffix and other_suffix and suffix != other_suffix)


def _told(account: Account) -> Iterator[_Told]:
    """The places in the sentences of the main event, each with the mention that it belongs to.

    The only block or address that an article names is taken for the scene in other sentences, too.
    """
    view = account.view
    by_sentence: dict[Span, list[Event]] = defaultdict(list)
    for event in account.events:
        by_sentence[event.sentence].append(event)
    sole = len({place.key for place in view.places if place.type == "block"}) == 1
    only = len({block for place in view.places if (block := house_block(place)) is not None}) == 1
    for place in (*view.places, *_bare_blocks(view)):
        sentence = view.sentence_at(place.span.start)
        if sentence is None or (place.type == "address" and _is_near(view.text, place.span)):
            continue
        if _HOME.search(view.text, max(0, place.span.start - 16), place.span.start):
            continue
        mentions = by_sentence.get(sentence.span, [])
        own = [e for e in mentions if account.tells_main(e)]
        if own:
            event = min(own, key=lambda e: (not e.main, abs(e.span.start - place.span.start)))
        elif (
            ((place.type == "block" and sole) or (only and _is_site(view.text, sentence.span, place)))
            and not any(e.event_class in _ELSEWHERE or e.background for e in mentions)
            and not _BEGUN.search(view.text, sentence.span.start, place.span.start)
        ):
            assert account.main is not None
            event = account.main
        else:
            continue
        for slot, group, value, thing in _values(place):
            yield _Told(place, account.of_main(event), slot, group, value, thing)


def _is_site(text: str, sentence: Span, place: Place) -> bool:
    """Does a sentence tell of what stands at an address ("The store, at 812 Oak St., has …") and nothing to come there?"""
    at = place.type == "address" and text.endswith("at ", 0, place.span.start)
    return at and _TO_COME.search(text, *sentence) is None


def _bare_blocks(view: View) -> Iterator[Place]:
    """Blocks without their street ("in the 1900 block"), of the only street that the sentences right before name."""
    for found in _BARE_BLOCK.finditer(view.text):
        number = bisect_right(view.sentences, found.start(), key=lambda sentence: sentence.span.start) - 1
        since = view.sentences[max(0, number - _BACK)].span.start
        streets = {street_of(place) for place in starting_in(view.places, since, found.start())} - {None}
        if len(streets) == 1 and (street := streets.pop()) is not None:
            yield Place(Span(*found.span()), found.group(), "block", f"{found.group()} of {street}", street)


def _is_near(text: str, span: Span) -> bool:
    return text[max(0, span.start - 9) : span.start].endswith(("near ", "near the ", "outside "))


def _values(place: Place) -> Iterator[tuple[str, str, str, str]]:
    """Slot, group, value and thing of a place; none where it is too vague to compare."""
    street = street_of(place)
    if street is not None:
        name = street_name(street)
        if not name[0].isdigit():
            yield "street", name, shown(street), name
        block = house_block(place)
        if block is not None:
            yield "block", "", f"{block[0]} block of {shown(name)}", name
    elif place.type == "town" and place.inside is not None and "," in place.text:
        yield "town", place.key, f"{shown(place.key)}, {shown(place.inside)}", place.key


KIND = ClaimKind(
    name="event_places",
    extract=extract,
    speaks=(
        Example(
            text="A man was wounded in a shooting in the 800 block of Maple Lane on Monday, police said.",
            finds=("800 block of Maple", "Maple Lane"),
        ),
        Example(
            text="A man was wounded in a shooting at 812 Maple Lane on Monday, police said.",
            finds=("800 block of Maple", "Maple Lane"),
        ),
        Example(
            text="A man was wounded in a shooting on Maple Lane. It happened in the 800 block on Monday, police said.",
            finds=("Maple Lane", "800 block of Maple", "Maple Lane"),
        ),
        Example(
            text="A man was killed in a shooting on Monday. The store, at 812 Maple Lane, is closed.",
            finds=("800 block of Maple", "Maple Lane"),
        ),
        Example(
            text="A man was wounded in a shooting in Port Ellery on West Oak Street. Shots rang out on Oak St., police said.",
            finds=("West Oak Street", "Oak Street"),
        ),
    ),
    silent=(
        Example(text="A man was wounded in a shooting near 812 Maple Lane on Monday, police said."),
        Example(text="John Bell, of 812 Maple Lane, was charged in the shooting of a boy."),
        Example(text="The mayor lives in the 800 block of Maple Lane."),
        Example(
            text="A man was shot on Monday, police said. The fight started in a bar in the 800 block of Maple Lane."
        ),
        Example(text="A man was shot on East Maple Lane. The gunman shot at police on West Maple Lane."),
    ),
    doc=__doc__,
)
