"""Quotations: who is said to have used which words, in what medium and to whom.

## What it does

Makes a claim of every quotation that gives itself as somebody's very words and whose speaker the text names: the words are
the value, the speaker the subject. Beside them it keeps what tells one occasion from another: the medium ("a post on X"),
whom the words were addressed to ("warned Ruritania"), the day of the utterance, and joint speakers.

## Known limits

Scare quotes, titles and fragments of one or two words are no claims. A speaker known only by description ("a police
spokesman") is a subject, but is compared with nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crossfact.annotate.names import COUNTRY_OF, name_key
from crossfact.annotate.wording import split
from crossfact.model import Claim, Event, Evidence, Name, Quotation, RoleMention, Span, TextValue, Zone
from crossfact.rulekit import ClaimKind, Example, View, starting_in

_LONGEST = 300
_REACH = 60
"""Characters after a verb of saying within which its addressee stands."""
_MARKS = "“”\"'‘’`„«» "
_TO = re.compile(r"\bto (?:the |its |his |her )?$")
_OBJECT = re.compile(r"^\s(?:the |a )?(?:[a-z]+ )?$")
_POSTED = re.compile(
    r"\b(?:post|posts|tweet|tweets|thread|social media|X|Twitter|Facebook|Instagram|Telegram|Truth Social|TikTok|Threads|"
    r"LinkedIn|Bluesky|Weibo)\b"
)
_WRITTEN = re.compile(
    r"\b(?:letter|memo|e-?mail|report|op-ed|column|essay|book|filing|lawsuit|complaint|ruling|affidavit)\b"
)
_ISSUED = re.compile(r"\b(?:statement|release|communiqu[eé]|declaration|press note|handout)\b")
_SPOKEN = re.compile(
    r"\b(?:interview|speech|address|conference|briefing|hearing|rally|debate|podcast|show|call|tribute|sermon)\b"
)
_TRANSLATED = re.compile(
    r"\b(?:through an? (?:\w+ )?(?:interpreter|translator)|(?<!be )(?<!been )(?:translated|translation) (?:from|by|of)|according to an? "
    r"(?:\w+ )?translation|(?:said|told|spoke|speaking|wrote|writing|posted|added|statement)\b[^.“”\"]{0,30} in (?:Arabic|Persian|"
    r"Farsi|Pashto|Dari|Urdu|Hindi|Russian|Ukrainian|French|Spanish|Portuguese|German|Italian|Hebrew|Turkish|Kurdish|"
    r"Chinese|Mandarin|Japanese|Korean))\b"
)


def extract(view: View) -> Iterator[Claim]:
    """Claims on the verbatim quotations of the article with a speaker."""
    names: dict[str, Name] = {}
    for name in view.names:
        names.setdefault(name.full, name)
        names.setdefault(name.text, name)
    held: dict[str, list[RoleMention]] = defaultdict(list)
    for role in view.roles:
        if role.person is not None:
            held[role.person].append(role)
    for quotation in view.quotations:
        if not quotation.verbatim or quotation.speaker is None or quotation.speaker_span is None:
            continue
        if view.layout.zone_at(quotation.span.start) not in (Zone.BODY, Zone.DATELINE):
            continue
        speakers = _speakers(names, quotation.speaker)
        roles = [role for speaker in speakers for role in held.get(speaker.full, ())]
        event = _event(view, quotation)
        yield view.claim(
            "quotations",
            quotation.span,
            subject=quotation.speaker,
            value=TextValue("quotation", quotation.text),
            entity=name_key(speakers[0].full) if speakers else "",
            event=event,
            when=None if event is None or event.background else event.days,
            attribution=quotation.speaker,
            details={
                "keys": tuple(name_key(name.full) for name in speakers),
                "speaker_type": speakers[0].type if speakers else "",
                "country": _country(speakers, roles),
                "office": tuple(sorted({role.term for role in roles})),
                "addressee": _addressee(view, quotation),
                "channel": quotation.channel,
                "medium": medium(quotation.channel),
                "translated": _translated(view, quotation),
                "sure": bool(speakers) and quotation.cue is not None and _named(view, quotation.speaker_span),
                "sentences": _sentences(view, quotation),
                "paragraph": _paragraph(view, quotation.span.start),
            },
        )


def _translated(view: View, quotation: Quotation) -> bool:
    """Does the sentence of the quotation or of its cue say that the words were spoken in another language?"""
    places = [quotation.span.start] if quotation.cue_span is None else [quotation.span.start, quotation.cue_span.start]
    sentences = [view.sentence_at(place) for place in places]
    return any(s is not None and _TRANSLATED.search(view.text, *s.span) is not None for s in sentences)


def _paragraph(view: View, offset: int) -> int:
    sentence = view.sentence_at(offset)
    return 0 if sentence is None else sentence.paragraph


def medium(channel: str | None) -> str:
    """The family of a channel: ``posted``, ``written``, ``issued``, ``spoken``, or empty."""
    if channel is None:
        return ""
    for family, pattern in (("posted", _POSTED), ("written", _WRITTEN), ("issued", _ISSUED), ("spoken", _SPOKEN)):
        if pattern.search(channel):
            return family
    return ""


def _speakers(names: Mapping[str, Name], speaker: str) -> tuple[Name, ...]:
    """The names that the speaker stands for: one, or the members of a joint speaker; none for a description."""
    one = names.get(speaker)
    if one is not None:
        return (replace(one, full=speaker),)
    joint = [names.get(part) for part in speaker.split(" and ")]
    members = tuple(name for name in joint if name is not None and name.full in speaker)
    return members if len(joint) == len(members) == 2 else ()


def _named(view: View, span: Span) -> bool:
    """Do the words at the span name the speaker, rather than refer back to them?"""
    return any(name.span.end <= span.end for name in starting_in(view.names, *span))


def _country(speakers: Sequence[Name], roles: Sequence[RoleMention]) -> str:
    """The country that speaks, or that the speaker holds an office of."""
    if not speakers:
        return ""
    own = COUNTRY_OF.get(speakers[0].text)
    if own is not None and speakers[0].type != "person":
        return own
    return next((role.country for role in roles if role.country), "")


def _addressee(view: View, quotation: Quotation) -> str:
    """Whom the words were said to: "warned Ruritania", "a warning to Ruritania", "told Radio Ellery"."""
    if quotation.cue_span is None:
        return ""
    start = quotation.cue_span.end
    sentence = view.sentence_at(start - 1)
    stop = quotation.span.start if start <= quotation.span.start else start + 120
    if sentence is not None and start > quotation.span.start:
        stop = min(stop, sentence.span.end)
    for name in starting_in(view.names, start, min(stop, start + _REACH)):
        between = view.text[start : name.span.start]
        if _OBJECT.search(between) or _TO.search(between):
            return place_or_name(name.full)
    return ""


def place_or_name(full: str) -> str:
    """The key of an addressee; a capital or an adjective stands for its country."""
    key: str = name_key(COUNTRY_OF.get(full, full))
    return key


def _event(view: View, quotation: Quotation) -> Event | None:
    """The event of saying in the sentence of the cue."""
    at = quotation.span.start if quotation.cue_span is None else quotation.cue_span.start
    sentence = view.sentence_at(at)
    if sentence is None:
        return None
    said = [e for e in starting_in(view.events, *sentence.span) if e.event_class == "statement"]
    return min(said, key=lambda e: (e.days is None, abs(e.span.start - at)), default=None)


def _sentences(view: View, quotation: Quotation) -> tuple[tuple[Any, ...], ...]:
    """The sentences of the quotation with their places as plain values; a short quotation is shown whole."""
    whole = quotation.span
    found = []
    for segment in quotation.segments:
        for start, end in split(view.text[segment.start : segment.end]):
            span = Span(segment.start + start, segment.start + end)
            text = view.text[span.start : span.end].strip(_MARKS)
            if text:
                place = view.evidence(whole if whole.end - whole.start <= _LONGEST else span)
                found.append((text, *place.span, place.line, place.column, place.quote, place.before, place.after))
    return tuple(found)


def share_speaker(first: Claim, second: Claim) -> bool:
    """Have two quotations a speaker in common?"""
    return any(same_name(one, other) for one in first.detail("keys", ()) for other in second.detail("keys", ()))


def same_name(one: str, other: str) -> bool:
    """Can two keys of names of one story stand for one person or body?

    A family name alone fits whoever bears it, a middle name is optional, and words may stand before the name.
    """
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return len(short) == 1 or long[-len(short) :] == short or (len(short) == 2 and short[0] == long[0])


def sentences_of(claim: Claim) -> tuple[tuple[str, Evidence], ...]:
    """The sentences of a quotation claim, each with the words of the article that show it."""
    article = claim.evidence.article_id
    return tuple(
        (text, Evidence(article, Span(start, end), line, column, quote, before, after))
        for text, start, end, line, column, quote, before, after in claim.detail("sentences", ())
    )


KIND = ClaimKind(
    name="quotations",
    extract=extract,
    doc=__doc__,
    speaks=(
        Example(
            text="Mayor Amara Okoye said: “The bridge will open in spring.”", finds=("The bridge will open in spring.",)
        ),
        Example(
            text="“The bridge is safe,” Amara Okoye wrote in a post on X. “It will open in spring.”",
            finds=("The bridge is safe, It will open in spring.",),
        ),
        Example(
            text="Ruritania warned Graustark to “choose between the treaty and the rebels,” a diplomat recalled.",
            finds=("choose between the treaty and the rebels,",),
        ),
    ),
    silent=(
        Example(text="The so-called “peace bridge” was closed."),
        Example(text="Amara Okoye called the plan a “mistake.”"),
        Example(text="Amara Okoye starred in “The Long Way to Port Ellery” last year."),
        Example(text="Amara Okoye did not say “The bridge will open in spring.”"),
    ),
)
