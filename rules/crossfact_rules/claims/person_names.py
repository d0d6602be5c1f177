"""Names of the persons an article tells of, as spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfact import lexicon
from crossfact.annotate.names import COUNTRY_OF, name_key
from crossfact.annotate.places import well_known
from crossfact.model import Claim, Name, Span, TextValue, Zone
from crossfact.rulekit import ClaimKind, Example, View
from crossfact_rules.claims.spellings import alone, person_key, role_of

_WORDS = lexicon.load("given_names")
_AGE_AFTER = re.compile(
    r"\.?(?:,? (?:Jr|Sr|II|III|IV)\b\.?)?,? (?:who (?:was|is) )?\(?(\d{1,2})(?=[,.;)]| of\b| from\b| was\b|\Z)"
)
_AGE_BEFORE = re.compile(r"(\d{1,2})-year-old $")
# What is named after somebody: "the Amara Okoye shrine".
_NAMESAKE = re.compile(rf" (?:{'|'.join(_WORDS['namesakes'])})s?\b")
_LOCATIVE = ("-", " town of ", " city of ", "village of ", " the ", " in ", " near ", " at ")
_MENTIONS = 4
"""How many places of one name in an article are kept."""


def _extract(view: View) -> Iterator[Claim]:
    speakers = {quotation.speaker for quotation in view.quotations if quotation.speaker is not None}
    officials = {role.person for role in view.roles if role.kind == "office" and role.person is not None}
    # Places and bodies are hardly ever called by their last word alone.
    familiar = {name.full for name in view.names if name.type == "person" and name.full.endswith(f" {name.text}")}
    mentions: dict[str, list[Name]] = {}
    things: set[str] = set()
    for name in view.names:
        if name.type == "person" and " " in name.text and name.text == name.full:
            if _NAMESAKE.match(view.text, name.span.end) is not None:
                things.add(name_key(name.full))
            elif not _as_place(view, name.span):
                mentions.setdefault(name_key(name.full), []).append(name)
    bearers = alone(map(person_key, mentions))
    for key, names in mentions.items():
        entity = person_key(key)
        words = entity.split(" ")
        if key in things or any(not word.isalpha() or len(word) < 2 for word in words):
            continue
        age = next((age for name in names if (age := _age(view.text, name.span)) is not None), None)
        full = names[0].full
        person = full in speakers or full in officials or (full in familiar and not _is_place(words[-1]))
        # "Jordan Lawrence" may be a place, "Jordan Lawrence, 34," is none.
        if age is None and not person and any(map(_is_place, words)):
            continue
        for name in names[:_MENTIONS]:
            yield view.claim(
                "person_names",
                name.span,
                subject=name.full,
                value=TextValue("person", name.text),
                entity=entity,
                slot="name",
                details={
                    "person": person,
                    "age": age,
                    "role": role_of(view, name.span),
                    "alone": bearers[entity],
                    "caption": _apart(view, name.span),
                },
            )


def _is_place(word: str) -> bool:
    return well_known(word) or word.title() in COUNTRY_OF


def _as_place(view: View, span: Span) -> bool:
    """Do the words before a name say that it is a place's ("the town of …", "near …")?"""
    return view.text[max(0, span.start - 12) : span.start].lower().endswith(_LOCATIVE)


def _age(text: str, span: Span) -> int | None:
    """The age in years that stands beside a name."""
    after = _AGE_AFTER.match(text, span.end)
    if after is not None:
        return int(after[1])
    before = _AGE_BEFORE.search(text, max(0, span.start - 14), span.start)
    return None if before is None else int(before[1])


def _apart(view: View, span: Span) -> bool:
    """Does the name stand in a title or caption, which other hands write than the body?"""
    sentence = view.sentence_at(span.start)
    return sentence is None or sentence.zone in (Zone.TITLE, Zone.CAPTION, Zone.HEADING)


KIND = ClaimKind(
    name="person_names",
    extract=_extract,
    speaks=(Example(text="Police arrested Amara Okoye, 34, on Monday.", finds=("Amara Okoye",)),),
    silent=(Example(text="The mayor opened the tram line on Monday."),),
    doc=__doc__,
)
