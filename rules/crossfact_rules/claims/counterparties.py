"""Counterparties: who is urged to talk, meet, sign, trade or fight, and with whom.

## What it does

Reads a small grammar: somebody urges a party (or calls for it, or says that it should) to negotiate with, engage, meet, sign
with, trade with or fight another party. The claim's value is the other party, its subject the appeal. An appeal to help a
party towards a settlement is a claim as well: whoever helps is not the one to settle with.

## Known limits

Only parties that are named count; "the group" and "the enemy" do not. Appeals of another time ("for years …") are left out. A
short name that several bodies of the article share is marked, and compared with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfact import lexicon
from crossfact.annotate.names import COUNTRY_OF, name_key
from crossfact.annotate.quotations import find_subjects
from crossfact.lexicon import alternatives
from crossfact.model import Claim, Modality, Name, Sentence, Span, TextValue, Zone
from crossfact.rulekit import ClaimKind, Example, View, starting_in

_LEXICON = lexicon.load("parties")
_CLASS = {phrase.removesuffix(" {party}"): deed for deed, phrases in _LEXICON["deeds"].items() for phrase in phrases}
# Literal words of which every appeal has one.
_STEMS = tuple(
    sorted(
        {phrase + " " for phrase in _CLASS}
        | {"negotiating table", "negotiate", "talks", "reconcile", "make peace", "settlement", "deal", "truce"}
    )
)


_ASK = re.compile(rf"\b(?:{alternatives(_LEXICON['asking'])})\b")
_CALL = re.compile(rf"\b(?:{alternatives(_LEXICON['calls'])}) for\b")
_OBLIGED = re.compile(rf" (?:{alternatives(_LEXICON['obliged'])}) ")
_SAYING = re.compile(rf"\b(?:{alternatives(_LEXICON['saying'])})(?: that)?,? (?:the )?$")
_DEED = re.compile(rf"\b(?:{alternatives(list(_CLASS))})(?= )")
_BOTH = re.compile(
    r"\b(?:sit(?: down)? (?:at|around) the (?:negotiating|same) table|(?:return|come|go|get) (?:back )?to the negotiating table"
    r"|(?:hold|open|start|begin|resume) (?:\w+ )?(?:talks|negotiations|dialogue)|negotiate|talk to each other|reconcile|make peace)\b"
)
_HELP = re.compile(rf"\b(?:{alternatives(_LEXICON['help']['verbs'])}) ")
_END = re.compile(rf"\b(?:{alternatives(_LEXICON['help']['ends'])})\b")
_BACKGROUND = re.compile(
    rf"\b(?:{alternatives(_LEXICON['background']['words'])})\b|\b(?:before|until|in) (?:19|20)\d\d\b"
)
_LEAD = re.compile(r"[\s“\"‘]{1,2}(?:(?:the|a|an|its|their|his|her) )?(?:[a-z][\w-]* ){0,3}$")
_AND = re.compile(r"(?:,|,? and(?: with)?) (?:the )?(?:[a-z]+ ){0,2}$")
_BROKEN = re.compile(r" not |^not |[,;:]|\. ")
_REACH = 60
_PEOPLE = ("government", "governments", "leadership", "leaders", "authorities", "officials", "militants", "rebels")


def extract(view: View) -> Iterator[Claim]:
    """Claims on who is urged to deal with whom."""
    lower = view.text.lower()
    if len(lower) != len(view.text):
        lower = view.text
    hits = {at for stem in _STEMS for at in _places(lower, stem)}
    if not hits:
        return
    sentences = dict.fromkeys(view.sentence_at(at) for at in sorted(hits))
    found = [appeal for sentence in sentences if sentence is not None for appeal in _appeals(view, sentence, lower)]
    verbs = [verb for verb, *_ in found if verb is not None]
    subjects = iter(find_subjects(view.text, view.layout, view.names, verbs)) if verbs else iter(())
    bodies = _bodies(view)
    for verb, speaker, agent, parties, deed, span, helps in found:
        if verb is not None:
            subject = next(subjects)
            speaker = "" if subject is None else subject[0]
        if not speaker or not parties or _same(speaker, agent.full) or any(_same(agent.full, p.full) for p in parties):
            continue
        label = " and ".join(party.full for party in parties)
        sentence = view.sentence_at(span.start)
        told = () if sentence is None else starting_in(view.events, *sentence.span)
        event = next((e for e in told if e.days is not None), None)
        yield view.claim(
            "counterparties",
            span,
            subject=f"{speaker}’s appeal to {agent.full}",
            value=TextValue("term", f"another party, with the help of {label}" if helps else label),
            entity=place_key(agent.full),
            slot=deed,
            when=None if event is None else event.days,
            attribution=speaker,
            modality=Modality.PLAN,
            details={
                "speaker": name_key(speaker),
                "agent": agent.full,
                "speaker_country": _country(view, speaker),
                "state": speaker in COUNTRY_OF,
                "parties": tuple((party.full, tokens(party.full), party.abbreviation or "") for party in parties),
                "helps": helps,
                "bodies": bodies,
            },
        )


def _places(lower: str, word: str) -> Iterator[int]:
    at = lower.find(word)
    while at != -1:
        yield at
        at = lower.find(word, at + 1)


_Appeal = tuple[Span | None, str, Name, tuple[Name, ...], str, Span, bool]


def _appeals(view: View, sentence: Sentence, lower: str) -> Iterator[_Appeal]:
    """Each appeal of a sentence: verb or speaker, agent, other parties, class of the deed, place, whether it is to help."""
    start, end = sentence.span
    here = lower[start:end]
    if sentence.zone is Zone.CAPTION or not (_ASK.search(here) or _CALL.search(here) or _OBLIGED.search(here)):
        return
    if _BACKGROUND.search(here):
        return
    names = starting_in(view.names, start, end)
    if len(names) < 2:
        return
    for match in _ASK.finditer(lower, start, end):
        yield from _asked(view, names, lower, Span(match.start(), match.end()), None, end)
    for match in _CALL.finditer(lower, start, end):
        speaker = _owner(view, names, match.start())
        if speaker:
            yield from _asked(view, names, lower, Span(match.start(), match.end()), speaker, end)
    for match in _OBLIGED.finditer(lower, start, end):
        agent = next((name for name in names if name.span.end == match.start()), None)
        if agent is None:
            continue
        said = _SAYING.search(lower, max(start, agent.span.start - 40), agent.span.start)
        if said is not None:
            verb = Span(said.start(), said.start() + len(said[0].split()[0]))
            for deed, parties, stop in _deeds(view, names, lower, match.end(), end):
                yield verb, "", agent, parties, deed, Span(agent.span.start, stop), False


def _asked(
    view: View, names: Sequence[Name], lower: str, ask: Span, speaker: str | None, end: int
) -> Iterator[_Appeal]:
    """``urged Ruritania to negotiate with the League``, ``a call for Ruritania and the League to resume talks``."""
    agents = _coordinated(view, names, ask.end, end)
    if not agents:
        return
    after = agents[-1].span.end
    to = lower.find(" to ", after, min(end, after + 40))
    if to == -1 or "," in lower[after:to] or lower[after:to].endswith(" not"):
        return
    verb = ask if speaker is None else None
    if len(agents) == 2:
        both = _BOTH.search(lower, to, min(end, to + _REACH))
        if both is not None:
            yield verb, speaker or "", agents[0], (agents[1],), "negotiate", Span(ask.start, both.end()), False
            return
    if len(agents) > 1:
        return
    for deed, parties, stop in _deeds(view, names, lower, to + 3, end):
        yield verb, speaker or "", agents[0], parties, deed, Span(ask.start, stop), False
    aid = _HELP.search(lower, to, min(end, to + _REACH))
    if aid is None:
        return
    helped = next((name for name in names if name.span.start >= aid.end() - 1), None)
    if helped is None or helped.span.start > aid.end() + 8:
        return
    goal = _END.search(lower, helped.span.end, min(end, helped.span.end + 60))
    if goal is not None:
        yield verb, speaker or "", helped, (agents[0],), "negotiate", Span(ask.start, goal.end()), True


def _deeds(
    view: View, names: Sequence[Name], lower: str, start: int, end: int
) -> Iterator[tuple[str, tuple[Name, ...], int]]:
    match = _DEED.search(lower, start, min(end, start + _REACH))
    if match is None or _BROKEN.search(lower, start, match.start()):
        return
    parties = _coordinated(view, names, match.end(), end)
    if parties:
        yield _CLASS[match[0]], parties, parties[-1].span.end


def _coordinated(view: View, names: Sequence[Name], start: int, end: int) -> tuple[Name, ...]:
    """The name that begins at ``start`` and those joined to it by "and"."""
    found: list[Name] = []
    position = start
    for name in names:
        if name.span.start < position:
            continue
        between = view.text[position : name.span.start]
        if not (_AND.match(between) if found else _LEAD.match(between)):
            break
        found.append(name)
        position = name.span.end
        if view.text[position : position + 2] == " (":
            position = view.text.find(")", position, end) + 1 or position
    if found and view.text[found[-1].span.end : found[-1].span.end + 1] in ("’", "'"):
        return ()
    return tuple(found)


def _owner(view: View, names: Sequence[Name], call: int) -> str:
    """Whose call it is: ``Lee’s call``, ``Ruritania’s clearest call``."""
    for name in reversed(names):
        if name.span.end < call:
            between = view.text[name.span.end : call]
            return name.full if re.fullmatch(r"[’']s? (?:[a-z]+ ){0,2}", between) else ""
    return ""


def _country(view: View, speaker: str) -> str:
    """The country that speaks, or that the speaker serves or served."""
    own = COUNTRY_OF.get(speaker)
    if own is not None:
        return own
    return next((role.country for role in view.roles if role.person == speaker and role.country), "")


def _bodies(view: View) -> tuple[tuple[str, ...], ...]:
    """The words of all bodies that the article names."""
    return tuple(sorted({tokens(name.full) for name in view.names if name.type != "person"}))


def tokens(full: str) -> tuple[str, ...]:
    """The words by which a body is told from others, a country's adjective as the country."""
    words = [word for part in full.split() for word in part.split("-")]
    kept = [name_key(COUNTRY_OF.get(word, word)) for word in words]
    return tuple(sorted({word for word in kept if word and word not in _PEOPLE}))


def place_key(full: str) -> str:
    """The key of an agent; a capital or an adjective stands for its country."""
    key: str = name_key(COUNTRY_OF.get(full, full))
    return key


def _same(one: str, other: str) -> bool:
    return place_key(one) == place_key(other)


KIND = ClaimKind(
    name="counterparties",
    extract=extract,
    doc=__doc__,
    speaks=(
        Example(
            text="Envoy Amara Okoye urged Ruritania to negotiate with the Free Sword League.",
            finds=("Free Sword League",),
        ),
        Example(
            text="Amara Okoye said Ruritania should open a dialogue with the Free Sword League.",
            finds=("Free Sword League",),
        ),
        Example(
            text="Amara Okoye’s call for Ruritania to engage the Free Sword League was welcomed.",
            finds=("Free Sword League",),
        ),
        Example(
            text="Amara Okoye called on the Free Sword League to help Ruritania in reaching a settlement.",
            finds=("another party, with the help of Free Sword League",),
        ),
    ),
    silent=(
        Example(text="For years Graustark urged Ruritania to negotiate with the Free Sword League."),
        Example(text="Amara Okoye urged Ruritania not to negotiate with the Free Sword League."),
        Example(text="Amara Okoye urged Ruritania to negotiate with the enemy."),
        Example(text="Ruritania met the Free Sword League on Monday."),
    ),
)
