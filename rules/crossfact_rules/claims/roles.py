"""Ranks and offices that an article gives to a named person.

## What it does

Takes every rank and office written with a person ("army chief Gen. Amara Okoye", "Jan Novak, a spokesman for the Port
Authority") and makes a claim of it: slot ``rank``, ``office``, ``spokesperson`` or ``descriptor`` (a loose word such as
"diplomat"). The value is the canonical term, with "former" before it where the text says so. The claim belongs to the
person by full name; a family name alone is resolved within the article, and claimed only where that is certain.

A claim knows what is said beside it: body, country, whether the words place it in the past ("then-", "under President
…", "during his tenure"), the days that its sentence names, whether the person acts in the sentence,
and whether a sentence that names the person with a title tells of an appointment.

## Known limits

Titles are those of the lexicon. An office told in a whole sentence ("she heads the ministry") is not read. Whether a
sentence looks back is told by its words; a tense alone is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfact.annotate.names import name_key
from crossfact.model import Claim, Days, Event, Modality, RoleMention, RoleStatus, Sentence, Span, TextValue, Zone
from crossfact.register import compatible_terms, spokesperson_terms
from crossfact.rulekit import ClaimKind, Example, View, starting_in

_CAST = 12
"""How many persons of the article a claim remembers, to tell its person from a namesake."""

_SPOKESPERSON = spokesperson_terms()
_LOOKS_BACK_BEFORE = re.compile(
    r"(?:\b(?:under|during|by then|since|of then|former aides? to|predecessor,?|successor to|successor,?|succeeded|succeeding|replaced|replacing|"
    r"ousted|appointed by|nominated by|named by|signed by|elected|portrait of|biography of|memory of|death of|"
    r"funeral of|killing of|assassination of|tenure of|term of|government of|administration of|era of|days of|when|"
    r"worked for|served under|like|including|such as|unlike|widow of|son of|daughter of|wife of|late)|[Tt]hen)(?: the)?(?: \w+){0,2} ?$"
)
_LOOKS_BACK_AFTER = re.compile(
    r"['’]s? (?:administration|era|tenure|term|presidency|government|reign|predecessor|successor|legacy|funeral|death|"
    r"policy|policies|memoir|portrait|time)\b|,? who (?:died|was killed|left|resigned|stepped down|served|held|had|was then)\b| had \w"
)
_LOOKS_BACK = re.compile(
    r"\b(?:at the time|back then|in those days|obituary|memoirs?|(?:was|were|is|are) then|decades? ago|years? ago|"
    r"archive photo|file photo|in the (?:19|20)\d0s|years? earlier)\b",
    re.IGNORECASE,
)
_SPOKES = re.compile(r"(?i:spokes(?:wo)?man)\b")
_MOVES = re.compile(
    r"\b(?:promot(?:ed|es|ion)|appoint(?:ed|s|ment)|(?:is|was|were|been|be) named|names|swor?n in|sworn|elevated|tak(?:es|ing) over|"
    r"took over|take over|succe(?:ed|eds|eded|eding|ssor)|bec(?:omes|ame)|become|elected|inaugurated|inauguration|new(?:ly)?)\b"
)
_OPEN_MONTH = re.compile(r"XXXX-\d\d")
_ACTS = re.compile(
    r"(?:,[^,]{0,60},|,)?(?: (?:and|have|has|also|later|recently|again|on \w+day|\w+ly)){0,3} "
    r"(?:\w+ed|say|says|said|tell|tells|told|wrote|writes|met|meets|held|gave|took|made|spoke|speaks|flew|went|came|left|began|won|"
    r"lost|sent|led|drove|rose|fell|found|put|set|read|sat|stood|struck|brought|thought|paid|kept|got|became|chose|broke|saw|laid|"
    r"sought|drew|swore|hit|shot|ran|warns|urges|calls|announces|confirms|visits|is|will)\b"
)
_SAID_BEFORE = re.compile(
    r"(?:said|says|told|added|according to|warned|urged|by|with|from|quoted|citing)(?: the)?(?: \w+){0,3} ?$"
)


def extract(view: View) -> Iterator[Claim]:
    """Claims on ranks and offices of persons known by their full name."""
    roles = [role for role in view.roles if role.person is not None and " " in role.person]
    if not roles:
        return
    cast = tuple(dict.fromkeys(name_key(n.full) for n in view.names if n.type == "person" and " " in n.full))[:_CAST]
    held: dict[str, set[str]] = {}
    for role in roles:
        assert role.person is not None
        if role.person_span is not None and view.text[role.person_span.start : role.person_span.end] == role.person:
            held.setdefault(role.person, set()).add(role.term)
    moved = {
        role.person
        for role in roles
        if (told := view.sentence_at(role.span.start)) is not None and _MOVES.search(view.text, *told.span)
    }
    for role in roles:
        assert role.person is not None
        short = role.person_span is not None and role.person_span.end - role.person_span.start < len(role.person)
        if short and not _is_certain(role, held.get(role.person, set())):
            continue
        sentence = view.sentence_at(role.span.start)
        if sentence is None:
            continue
        yield _claim(view, role, sentence, cast, moves=role.person in moved)


def _claim(view: View, role: RoleMention, sentence: Sentence, cast: tuple[str, ...], *, moves: bool) -> Claim:
    assert role.person is not None
    key = name_key(role.person)
    span = _span(role)
    event = _event(view, key, sentence)
    told = starting_in(view.timexes, *sentence.span)
    past = tuple(timex.days for timex in told if timex.days is not None)
    open_date = any(timex.days is None and _OPEN_MONTH.match(timex.value) for timex in told)
    when = event.days if event is not None and event.days is not None and _short(event.days) else None
    slot = "spokesperson" if role.term in _SPOKESPERSON else role.kind
    former = role.status is RoleStatus.FORMER
    return view.claim(
        "roles",
        span,
        subject=role.person,
        value=TextValue("term", f"former {role.term}" if former else role.term),
        entity=key,
        slot=slot,
        event=event,
        when=when,
        dated_by="" if when is None else "the day of what is told",
        modality=Modality.PLAN if role.status is RoleStatus.DESIGNATE else Modality.FACT,
        details={
            "term": role.term,
            "rank": role.kind == "rank",
            "word": _SPOKES.findall(role.text)[-1].lower()
            if slot == "spokesperson" and _SPOKES.search(role.text)
            else "",
            "status": role.status.value,
            "body": role.organisation,
            "country": role.country,
            "historical": role.historical or open_date or _looks_back(view, role, sentence),
            "days": past,
            "moves": moves,
            "acts": _acts(view, role, event, key),
            "named": role.person_span is not None,
            "cast": tuple(name for name in cast if name != key),
        },
    )


def _span(role: RoleMention) -> Span:
    """The title with the person's name where they stand together, else the title alone."""
    if role.person_span is None:
        return role.span
    whole = Span(min(role.span.start, role.person_span.start), max(role.span.end, role.person_span.end))
    return whole if whole.end - whole.start <= 120 else role.span


def _short(days: Days) -> bool:
    return days.earliest is not None and days.latest is not None and days.latest - days.earliest <= 31


def _is_certain(role: RoleMention, held: set[str]) -> bool:
    """A family name with a title stands for the one person of the article, unless that person is given other titles."""
    return not held or role.kind == "rank" or any(compatible_terms(role.term, term) for term in held)


def _event(view: View, key: str, sentence: Sentence) -> Event | None:
    """What the person does in the sentence, or else what the sentence tells."""
    mine = [e for e in starting_in(view.events, *sentence.span) if not e.background]
    return next((e for e in mine if key in e.agents), None) or (mine[0] if len(mine) == 1 else None)


def _looks_back(view: View, role: RoleMention, sentence: Sentence) -> bool:
    start, end = sentence.span
    if sentence.zone is Zone.CAPTION or _LOOKS_BACK.search(view.text, start, end) is not None:
        return True
    if _LOOKS_BACK_BEFORE.search(view.text[max(start, role.span.start - 40) : role.span.start]) is not None:
        return True
    last = role.span.end if role.person_span is None else max(role.span.end, role.person_span.end)
    return _LOOKS_BACK_AFTER.match(view.text, last, end) is not None


def _acts(view: View, role: RoleMention, event: Event | None, key: str) -> bool:
    """Does the person do or say something in the sentence?"""
    if event is not None and key in event.agents:
        return True
    first = role.span.start if role.person_span is None else min(role.span.start, role.person_span.start)
    last = role.span.end if role.person_span is None else max(role.span.end, role.person_span.end)
    return (
        _ACTS.match(view.text, last, last + 120) is not None
        or _SAID_BEFORE.search(view.text[max(0, first - 40) : first]) is not None
    )


KIND = ClaimKind(
    name="roles",
    extract=extract,
    speaks=(
        Example(
            text="Army chief Gen. Amara Okoye met Ruritanian Foreign Minister Jan Novak on Tuesday.",
            finds=("Chief of Army Staff", "General", "Foreign Minister"),
        ),
        Example(text="Dana Orr, a spokeswoman for the Port Authority, said no one was hurt.", finds=("Spokesperson",)),
        Example(
            text="Amara Okoye, the former envoy, spoke first. The ambassador, Jan Novak, left.",
            finds=("former Envoy", "Ambassador"),
        ),
        Example(text="Police Chief Dana Orr arrived. “We are sad,” Chief Orr said.", finds=("Police Chief", "Chief")),
        Example(text="Prime Minister-designate Amara Okoye named Jan Novak.", finds=("Prime Minister",)),
    ),
    silent=(
        Example(text="The general public may attend. A major road is closed, in general Dana Orr agreed."),
        Example(text="The Ellery County Sheriff’s Office has not identified the man."),
        Example(text="The meeting ends at 2:00 PM. Dana Orr left early."),
        Example(text="She wants to be president, Amara Okoye’s aide said of nobody in particular."),
    ),
    doc=__doc__,
)
