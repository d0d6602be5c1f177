"""Where an article's main event happened: the house block on a street, the town with its state or country.

## What it does

Takes the places written in the sentences that tell of the article's main event, an attack or a disaster, or of the call
that brought the police to it. Slot ``block`` holds house blocks ("800 block of Maple Lane") and those that addresses lie
in ("812 Maple Lane"), with the street as group; slot
``town`` holds towns written with their state or country, with the town as group.

## Known limits

An article that gives two blocks of one street for its event makes no claim on either, nor does one that tells of several
events of one class.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfact.annotate.events import family
from crossfact.annotate.places import bare_street, house_block
from crossfact.model import Claim, Event, Place, Span, TextValue
from crossfact.rulekit import ClaimKind, Example, View
from crossfact_rules.claims.accounts import Account, noun_of, shown

_ELSEWHERE = frozenset(("arrest", "court", "search", "funeral"))
# What started here may have become the main event elsewhere.
_BEGUN = re.compile(r"\b(?:started|began|begun)\b")


def extract(view: View) -> Iterator[Claim]:
    """Claims on blocks and towns of the main event."""
    if not any(_slot(place)[0] for place in view.places):
        return
    account = Account(view)
    if not account.is_of_incident or account.is_roundup:
        return
    told = list(_places(account))
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place, _, slot, group in told:
        values[slot, group].add(_value(place, slot))
    for place, event, slot, group in told:
        if len(values[slot, group]) > 1:
            continue
        where = f"on {shown(group)}" if slot == "block" else f"in {shown(group)}"
        yield view.claim(
            "event_places",
            place.span,
            subject=f"the {noun_of(event)} {where}",
            value=TextValue("place", _value(place, slot)),
            entity=f"{family(event.event_class)} {group}",
            slot=slot,
            group=group,
            event=event,
            when=event.days,
            details={"address": place.type == "address"},
        )


def _places(account: Account) -> Iterator[tuple[Place, Event, str, str]]:
    """The places in the sentences of the main event, each with the mention that it belongs to.

    The only block that an article names is taken for the scene in other sentences, too.
    """
    view = account.view
    by_sentence: dict[Span, list[Event]] = defaultdict(list)
    for event in account.events:
        by_sentence[event.sentence].append(event)
    sole = len({place.key for place in view.places if place.type == "block"}) == 1
    for place in view.places:
        slot, group = _slot(place)
        sentence = view.sentence_at(place.span.start)
        if not slot or sentence is None or (place.type == "address" and _is_near(view.text, place.span)):
            continue
        mentions = by_sentence.get(sentence.span, [])
        own = [e for e in mentions if account.tells_main(e)]
        if own:
            event = min(own, key=lambda e: (not e.main, abs(e.span.start - place.span.start)))
        elif (
            place.type == "block"
            and sole
            and not any(e.event_class in _ELSEWHERE or e.background for e in mentions)
            and not _BEGUN.search(view.text, sentence.span.start, place.span.start)
        ):
            assert account.main is not None
            event = account.main
        else:
            continue
        yield place, account.of_main(event), slot, group


def _is_near(text: str, span: Span) -> bool:
    return text[max(0, span.start - 9) : span.start].endswith(("near ", "near the ", "outside "))


def _slot(place: Place) -> tuple[str, str]:
    """Slot and group of a place; the slot is empty where the place is too vague to compare."""
    if place.inside is not None and (place.type == "block" or house_block(place) is not None):
        return "block", bare_street(place.inside)
    if place.type == "town" and place.inside is not None and "," in place.text:
        return "town", place.key
    return "", ""


def _value(place: Place, slot: str) -> str:
    block = house_block(place)
    if place.type == "address" and block is not None:
        return f"{block[0]} block of {shown(bare_street(place.inside or ''))}"
    if slot == "block":
        return f"{place.key.split(' ', 1)[0]} block of {shown(bare_street(place.inside or ''))}"
    return f"{shown(place.key)}, {shown(place.inside or '')}"


KIND = ClaimKind(
    name="event_places",
    extract=extract,
    speaks=(
        Example(
            text="A man was wounded in a shooting in the 800 block of Maple Lane on Monday, police said.",
            finds=("800 block of Maple Lane",),
        ),
        Example(
            text="A man was wounded in a shooting at 812 Maple Lane on Monday, police said.",
            finds=("800 block of Maple Lane",),
        ),
    ),
    silent=(
        Example(text="A man was wounded in a shooting near 812 Maple Lane on Monday, police said."),
        Example(text="The mayor lives in the 800 block of Maple Lane."),
        Example(
            text="A man was shot on Monday, police said. The fight started in a bar in the 800 block of Maple Lane."
        ),
        Example(
            text="A man was shot in the 800 block of Maple Lane. The gunman shot at police in the 1200 block of Maple Lane."
        ),
    ),
    doc=__doc__,
)
