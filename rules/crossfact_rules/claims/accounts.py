"""What an article tells of its events as a whole: the main event, its scene, who was hurt, how to call each event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from crossfact import lexicon
from crossfact.annotate.events import channel_of, family
from crossfact.annotate.names import name_key
from crossfact.annotate.places import street_name, street_of
from crossfact.model import Event, Modality, Place, Span, Zone
from crossfact.rulekit import View, starting_in
from crossfact_rules.claims.setting import private_persons

INCIDENTS = frozenset(("violence", "disaster"))
"""Families of events that happen once, at a place, to people."""

_LEXICON = lexicon.load("events")
_PLURALS = frozenset(_LEXICON["plurals"]["words"])
_SEVERAL = re.compile(
    r"\b(?:" + "|".join(_LEXICON["plurals"]["before"]) + r"|(?<!\d)\d{1,2}) (?:[a-z-]+ ){0,2}$",
    re.IGNORECASE,
)
_UTTERANCES: Sequence[str] = _LEXICON["utterances"]["words"]
_ON_CHANNEL = re.compile(
    r"\b(?:" + "|".join(_LEXICON["utterances"]["sent"]) + r") (?:on|to|with|at|via) (?:the )?[A-Z][\w’'-]*"
)
# "She was home a day after the shooting." tells of one shooting, and so does "Sunday night after a quarrel".
_TWO = re.compile(
    r"(?<!day )\b(?:day|days|night) (?:before|earlier|after(?! the [a-z]+[.,;])|later)\b|\bprevious (?:day|night)\b"
)
_LEAD = 5
_SCENE = 20
"""Most places of a scene: an article that names more tells of no one place."""
_WIDE = ("town", "region", "place", "country")


class Account:
    """One article's account of its events; made once for each kind that asks."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.events = view.events
        self.main = next((event for event in self.events if event.main), None)

    @property
    def is_of_incident(self) -> bool:
        """Is the main event one that happens once, at a place, to people?"""
        return self.main is not None and family(self.main.event_class) in INCIDENTS

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {place.key: place for place in self.view.places}

    @cached_property
    def scene(self) -> tuple[str, ...]:
        """Keys of the places that mentions of the main event, or of the call to it, name; a block's street among them.

        The town of the dateline stands in where they name no town.
        """
        own = self.places
        mentions = [e for e in self.events if (e.main and not e.background) or e.event_class == "call"]
        keys = list(dict.fromkeys(key for event in mentions for key in event.places if key in own))
        found = [k for key in keys for k in (key, street_of(own[key]) or key)]
        if not any(own[key].type in ("town", "region", "place") for key in keys):
            zone_at = self.view.layout.zone_at
            found += [place.key for place in self.view.places if zone_at(place.span.start) is Zone.DATELINE]
        return tuple(dict.fromkeys(found))[:_SCENE]

    @cached_property
    def streets(self) -> tuple[str, ...]:
        """Names of the streets of the scene."""
        own = [self.places[key] for key in self.scene if key in self.places]
        return tuple(dict.fromkeys(street_name(street) for place in own if (street := street_of(place)) is not None))

    @cached_property
    def cast(self) -> tuple[str, ...]:
        """Keys of those to whom the main event, or a death, happened, and of others whose age the article gives."""
        hurt = (e for e in self.events if (e.main and family(e.event_class) in INCIDENTS) or e.event_class == "death")
        return tuple(dict.fromkeys((*(p for e in hurt for p in e.patients), *sorted(private_persons(self.view)))))

    @cached_property
    def lead(self) -> frozenset[Span]:
        """Title and the first sentences of the body."""
        body = [s.span for s in self.view.sentences if s.zone is Zone.BODY][:_LEAD]
        return frozenset((*body, *(s.span for s in self.view.sentences if s.zone is Zone.TITLE)))

    @cached_property
    def tells_two(self) -> bool:
        """Does a sentence of the main event set another day beside it ("a day after", "the previous night")?"""
        sentences = {event.sentence for event in self.events if event.main}
        return any(_TWO.search(self.view.text, *sentence) is not None for sentence in sentences)

    @cached_property
    def is_roundup(self) -> bool:
        """Does it tell of several happenings of the main class ("one of the shootings", "a string of attacks")?"""
        text = self.view.text
        return self.is_of_incident and any(
            (found := _SEVERAL.search(text, max(event.sentence.start, event.span.start - 30), event.span.start))
            is not None
            and not any(
                timex.span.end > found.start()
                for timex in starting_in(self.view.timexes, event.sentence.start, found.start() + 1)
            )
            for event in self.events
            if event.main and text[event.span.start : event.span.end].lower() in _PLURALS
        )

    @cached_property
    def _bare_places(self) -> tuple[str, ...]:
        towns = any(self.places[key].type in _WIDE for key in self.scene if key in self.places)
        return self.scene if towns else ()

    def of_main(self, event: Event) -> Event:
        """The mention, or a call to the police, as one of the main incident: with all of the scene and no persons.

        Of several victims each sentence names others. A street alone is no place to tell happenings apart by, since other
        articles name but its town.
        """
        assert self.main is not None
        own = event.event_class if event.main else self.main.event_class
        return replace(event, event_class=own, main=True, agents=(), patients=(), places=self._bare_places)

    def tells_main(self, event: Event) -> bool:
        """Does the mention tell of the main incident as a fact, be it by the call that brought the police to it?"""
        if not self.is_of_incident or event.background or event.modality is not Modality.FACT:
            return False
        return event.event_class == "call" or (event.main and family(event.event_class) in INCIDENTS)

    def subject(self, event: Event) -> str:
        """A noun phrase for the event: "Amara Okoye's post on X", "the shooting on Maple Lane"."""
        if event.agents and family(event.event_class) not in INCIDENTS:
            return f"{self.name(event.agents[0])}’s {self._deed(event)}"
        noun = noun_of(event)
        kinds = [
            (key, self.places[key]) for key in event.places or (self.scene if event.main else ()) if key in self.places
        ]
        street = next((street for _, place in kinds if (street := street_of(place)) is not None), None)
        if street is not None:
            return f"the {noun} on {shown(street)}"
        town = next((key for key, place in kinds if place.type in _WIDE), None)
        return f"the {noun}" if town is None else f"the {noun} in {shown(town)}"

    def name(self, key: str) -> str:
        """The name of a key as the article writes it."""
        return self._names.get(key, shown(key))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {name_key(name.full): name.full for name in reversed(self.view.names)}

    @cached_property
    def _channel(self) -> str | None:
        """The main utterance with its medium, as the article writes it."""
        return next((found for e in self.events if e.main and (found := self._on_channel(e.sentence))), None)

    def _on_channel(self, sentence: Span) -> str | None:
        found = _ON_CHANNEL.search(self.view.text, *sentence)
        return None if found is None else found.group()

    def _deed(self, event: Event) -> str:
        """What an utterance is called: with its medium where the article names one, else by its noun."""
        if event.event_class != "statement":
            return noun_of(event)
        named = self._on_channel(event.sentence) or (self._channel if event.main else None)
        if named is not None:
            return named
        words = self.view.text[event.sentence.start : event.sentence.end].lower().split()
        if channel_of(words) == "post":
            return "post"
        return next((noun for noun in _UTTERANCES if noun in words), "statement")


def shown(key: str) -> str:
    """A key with capitals: "42nd Street", "Maple Lane"."""
    return " ".join(word[:1].upper() + word[1:] for word in key.split(" "))


def noun_of(event: Event) -> str:
    """What readers call an event of this class."""
    return "court hearing" if event.event_class == "court" else event.event_class
