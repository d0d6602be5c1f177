"""One utterance, two wordings that are both given as verbatim.

## What it does

Compares the verbatim quotations of one story. Two of them are taken for one utterance when the speaker fits, the occasion
does not speak against it, and the content words of a sentence agree in order for the most part. Speakers fit when they are
the same, when one is a member of a joint speaker, or when a country speaks in one place and an officer in the other and both
address the same party. Two days that lie more than four days apart, for one, speak against one occasion.

If the words then differ in more than small words, spelling, an editor's brackets or a cut, that is a finding, with every
wording of the utterance. Where only small words differ, or one article alone has both wordings, the finding is ``info``.
Wordings of a translated utterance count like all others; the finding does not say which is right.

## Why it matters

Words in quotation marks promise what was really said. Two versions of one sentence mean that at least one is a paraphrase,
a loose translation or a gloss inside the marks, and readers who find both trust neither.

## Known limits

A paraphrase that shares few words with the original is not recognised. A sentence that a person said twice in other words
on one day, to two audiences, looks like one utterance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from crossfact.annotate.wording import LEAST, SHARE, Comparison, Grade, compare, wording
from crossfact.model import Claim, Confidence, Evidence, NearMiss, Severity, TextValue
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.quotations import sentences_of, share_speaker

_DISPUTE = 4
_COMMON = 400
_MEDIA = {"posted": "posts", "written": "writing", "issued": "statements", "spoken": "speech"}


class _Match(NamedTuple):
    """Two quotations compared: the sentences that are nearest to each other, with their places, and the outcome."""

    comparison: Comparison
    texts: tuple[str, str]
    places: tuple[Evidence, Evidence]


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:  # noqa: ARG001
    """One finding for each utterance of a story that is quoted in several wordings."""
    quoted = [claim for claim in claims if claim.detail("keys")]
    edges: dict[tuple[int, int], _Match] = {}
    for i, j in _candidates(quoted):
        match = _matched(quoted[i], quoted[j])
        if match is not None:
            edges[i, j] = match
    for members in _groups(edges):
        draft = _draft(quoted, sorted(members), edges)
        if draft is not None:
            yield draft


def _candidates(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pairs of claims with compatible speakers and at least two content words in common."""
    holders: dict[str, set[int]] = defaultdict(set)
    for number, claim in enumerate(claims):
        for text, _ in sentences_of(claim):
            for word in wording(text).content:
                holders[word].add(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            ordered = sorted(numbers)
            for at, i in enumerate(ordered):
                for j in ordered[at + 1 :]:
                    shared[i, j] += 1
    return sorted(
        pair for pair, count in shared.items() if count >= 2 and _speakers_fit(claims[pair[0]], claims[pair[1]])
    )


def _speakers_fit(first: Claim, second: Claim) -> bool:
    return share_speaker(first, second) or _stands_for(first, second) or _stands_for(second, first)


def _stands_for(state: Claim, officer: Claim) -> bool:
    """Does a country or government speak in one claim and, to the same party, an officer of it in the other?"""
    if state.detail("speaker_type") == "person" or officer.detail("speaker_type") != "person":
        return False
    if not state.detail("addressee") or state.detail("addressee") != officer.detail("addressee"):
        return False
    countries = {state.detail("country"), officer.detail("country")} - {""}
    return bool(officer.detail("office")) and len(countries) < 2


def _matched(first: Claim, second: Claim) -> _Match | None:
    """The comparison of the sentences of two quotations that are nearest to each other, if they are one utterance."""
    if first.when is not None and second.when is not None:
        apart = max(
            (first.when.earliest or 0) - (second.when.latest or 0),
            (second.when.earliest or 0) - (first.when.latest or 0),
        )
        if apart > _DISPUTE:
            return None
    near = _near(first, second)
    inside = first.evidence.article_id == second.evidence.article_id
    if inside and abs(first.detail("paragraph") - second.detail("paragraph")) < 2:
        return None
    repeated = LEAST + 1 if inside and not near else 0
    best: _Match | None = None
    for text, place in sentences_of(first):
        one = wording(text)
        for other_text, other_place in sentences_of(second):
            comparison = compare(one, wording(other_text), near=bool(near))
            if comparison.grade is Grade.UNRELATED or (
                comparison.grade is not Grade.CUT and comparison.shared < repeated
            ):
                continue
            if best is None or _rank(comparison) > _rank(best.comparison):
                best = _Match(comparison, (text, other_text), (place, other_place))
    return best


def _rank(comparison: Comparison) -> tuple[bool, float]:
    return comparison.grade in (Grade.OTHER, Grade.SLIGHT), comparison.share


def _near(first: Claim, second: Claim) -> tuple[str, ...]:
    """What speaks for one occasion beside speaker and wording, in words."""
    reasons = []
    if first.detail("addressee") and first.detail("addressee") == second.detail("addressee"):
        reasons.append("both address the same party")
    if first.detail("medium") and first.detail("medium") == second.detail("medium"):
        reasons.append(f"both come from {_MEDIA[first.detail('medium')]}")
    if first.when is not None and second.when is not None and first.when.day is not None and first.when == second.when:
        reasons.append(f"both are dated {first.when}")
    return tuple(reasons)


def _groups(edges: Iterable[tuple[int, int]]) -> list[set[int]]:
    parent: dict[int, int] = {}

    def root(x: int) -> int:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for i, j in edges:
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    found: dict[int, set[int]] = defaultdict(set)
    for x in parent:
        found[root(x)].add(x)
    return [found[key] for key in sorted(found)]


def _draft(claims: Sequence[Claim], members: Sequence[int], edges: dict[tuple[int, int], _Match]) -> Draft | None:
    mine = {pair: match for pair, match in edges.items() if pair[0] in members}
    against = {pair for pair, match in mine.items() if match.comparison.grade is Grade.OTHER}
    clash = against or {pair for pair, match in mine.items() if match.comparison.grade is Grade.SLIGHT}
    # What is cut from a longer wording stands on the side of that wording.
    sides = _groups([pair for pair in mine if pair not in clash] + [(x, x) for x in members])
    side = {x: number for number, group in enumerate(sides) for x in group}
    opposed: dict[int, set[int]] = defaultdict(set)
    for i, j in clash:
        if side[i] != side[j]:
            opposed[side[i]].add(side[j])
            opposed[side[j]].add(side[i])
    if not opposed:
        return None
    head_side = min(opposed, key=lambda x: (-len(opposed[x]), x))
    head = min(x for pair in clash for x in pair if side[x] == head_side)
    shown = {x: _shown(claims, x, mine) for x in members}
    value = str(shown[head].value)
    contested = [x for x in members if side[x] in opposed and side[x] != head_side]
    conflicting = tuple(shown[x] for x in contested if str(shown[x].value) != value)
    agreeing = tuple(shown[x] for x in members if x != head and shown[x] not in conflicting)
    values = tuple(sorted({value, *(str(claim.value) for claim in conflicting)}))
    speaker = _subject([claims[x] for x in members])
    articles = {claims[x].evidence.article_id for x in (head, *contested)}
    quiet = not against or len(articles) == 1
    return Draft(
        subject=speaker,
        message=f"{speaker} is quoted with {len(values)} wordings of one utterance: "
        + "; ".join(f"“{text}”" for text in dict.fromkeys((value, *(str(claim.value) for claim in conflicting)))),
        primary=shown[head],
        conflicting=conflicting,
        agreeing=agreeing,
        derivation=tuple(_steps(claims, mine)),
        key=(min(key for x in members for key in claims[x].detail("keys")), "wording"),
        values=values,
        severity=Severity.INFO if quiet else None,
        confidence=Confidence.HIGH
        if any(mine[pair].comparison.share >= SHARE for pair in clash)
        else Confidence.MEDIUM,
        question=f"What were the exact words of {speaker}?",
        advice=(
            "Take the words from a recording, the original post or text; keep one wording everywhere.",
            "Where the words were translated or shortened, drop the quotation marks or name the translation.",
        ),
    )


def _shown(claims: Sequence[Claim], number: int, mine: dict[tuple[int, int], _Match]) -> Claim:
    """The claim on the sentence that is in question; the whole quotation where it is short."""
    claim = claims[number]
    match, side = max(
        ((match, pair.index(number)) for pair, match in mine.items() if number in pair),
        key=lambda item: (_rank(item[0].comparison), -item[1]),
    )
    place = match.places[side]
    if place.span == claim.evidence.span:
        return replace(claim, details=())
    return replace(claim, evidence=place, value=TextValue("quotation", match.texts[side]), details=())


def _subject(claims: Sequence[Claim]) -> str:
    """The speaker as most claims name them: a single person before a joint speaker or a country."""
    count: dict[str, int] = defaultdict(int)
    rank: dict[str, int] = {}
    for claim in claims:
        count[claim.subject] += 1
        rank[claim.subject] = (claim.detail("speaker_type") != "person") * 2 + (len(claim.detail("keys")) > 1)
    return min(count, key=lambda name: (rank[name], -count[name], name))


def _steps(claims: Sequence[Claim], mine: dict[tuple[int, int], _Match]) -> Iterator[str]:
    for (i, j), (comparison, (text, other), _) in sorted(mine.items()):
        first, second = claims[i], claims[j]
        pair = f"{first.evidence.article_id} line {first.evidence.line} and {second.evidence.article_id} line {second.evidence.line}"
        if first.subject == second.subject:
            speakers = f"speaker {first.subject}"
        else:
            speakers = f"speakers {first.subject} and {second.subject} fit"
        reasons = "".join(f"; {reason}" for reason in _near(first, second))
        if comparison.grade in (Grade.OTHER, Grade.SLIGHT):
            words = ", ".join(f"“{one or '-'}” / “{two or '-'}”" for one, two in comparison.differences[:4])
            share = f"{comparison.shared} content words in common, {comparison.share:.0%} of the longer sentence"
            yield f"{pair}: {speakers}{reasons}; {share}; they differ in {words}"
        elif comparison.grade is Grade.CUT:
            short = min(text, other, key=len)
            yield f"{pair}: {speakers}{reasons}; “{short}” is cut from the longer wording, no conflict by itself"


_LONG = "“We will rebuild the harbour and the old market before winter,” Amara Okoye told a rally."

RULE = Rule(
    code="QUO001",
    name="quote-wording-conflict",
    reads=("quotations",),
    hangs_on="event",
    severity=Severity.WARNING,
    reconcile=reconcile,
    doc=__doc__,
    speaks=(
        Example(
            text=f"{_LONG}\nThousands had come.\nThe crowd cheered.\n“We will rebuild the port and the old market before winter,” Okoye said.",
            finds=(
                "We will rebuild the harbour and the old market before winter,",
                "We will rebuild the port and the old market before winter,",
            ),
        ),
        Example(
            text="Ruritania warned Graustark to “choose between Strelsau and the outlawed Free Sword League (FSL).”\n"
            "The border was quiet.\nTraders waited.\n"
            "Prime Minister Amara Okoye and Army Chief Gen. Bram Visser issued a warning to Graustark: "
            "“Choose between Ruritania and FSL.”",
            finds=(
                "Choose between Ruritania and FSL.",
                "choose between Strelsau and the outlawed Free Sword League (FSL).",
            ),
        ),
    ),
    silent=(
        # A cut is no other wording.
        Example(text=f"{_LONG}\nThousands had come.\nThe crowd cheered.\n“We will rebuild the harbour,” Okoye said."),
        # Editors' brackets, ellipses and spelling.
        Example(
            text=f"{_LONG}\nThousands had come.\nThe crowd cheered.\n"
            "“We will rebuild the harbor … and the old [fish] market before winter,” Okoye said."
        ),
        # Two sentences that open alike.
        Example(
            text=f"{_LONG}\nThousands had come.\nThe crowd cheered.\n“We will rebuild trust in the council,” Okoye said."
        ),
        # Another speaker.
        Example(
            text=f"{_LONG}\nThousands had come.\nThe crowd cheered.\n"
            "“We will rebuild the port and the old market before winter,” Bram Visser said."
        ),
        # The same frame with another number is another statement.
        Example(
            text="“Two people were taken to hospital in stable condition,” Amara Okoye said.\nThe road was closed.\nIt rained.\n"
            "“Three people were taken to hospital in stable condition,” Okoye said later."
        ),
    ),
)
