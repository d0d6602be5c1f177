"""One utterance, two wordings that are both given as verbatim.

## What it does

Compares the verbatim quotations of one story. Two of them are taken for one utterance when the speaker fits, the occasion
does not speak against it, and the content words of a sentence agree in order for the most part. Speakers fit when they are
the same, when one is a member of a joint speaker, or when a country speaks in one place and an officer in the other and both
address the same party. Two days that lie more than four days apart, for one, speak against one occasion.

If the words then differ in more than small words, spelling, an editor's brackets or a cut, that is a finding, with every
wording of the utterance. Where only small words differ, one article alone has both wordings, or the text says that the
words were spoken in another language ("said in French", "through an interpreter"), the finding is ``info``.

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
from itertools import combinations
from textwrap import shorten
from typing import Any, NamedTuple

from crossfact.annotate.wording import LEAST, SHARE, Comparison, Grade, Wording, compare, wording
from crossfact.model import Claim, Confidence, Evidence, Location, NearMiss, Part, Severity, TextValue
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact.unions import Unions
from crossfact_rules.claims.quotations import sentences_of, share_speaker

_DISPUTE = 4
_WEEK = 7
_FAR_SHARE = 0.8
_COMMON = 200
_EXEMPLARS = 3
_BRIEF = 70
"""Characters of a wording in the message; the locations have it whole."""
_MEDIA = {"posted": "posts", "written": "writing", "issued": "statements", "spoken": "speech"}
_CLASH = (Grade.OTHER, Grade.TRANSLATION)


class _Said(NamedTuple):
    """One sentence in one wording by one speaker, with the quotations that have it and where."""

    words: Wording
    claims: list[tuple[Claim, Evidence]]


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:  # noqa: ARG001
    """One finding for each utterance of a story that is quoted in several wordings."""
    told = _sentences(claims)
    edges: dict[tuple[int, int], Comparison] = {}
    for i, j in _candidates(told):
        comparison, refused = _compared(told[i], told[j])
        if refused:
            yield _refused(told[i], told[j], refused)
        elif comparison.grade is not Grade.UNRELATED:
            edges[i, j] = comparison
    shown: list[set[tuple[str, int]]] = []
    for members in sorted(_groups(edges), key=lambda group: (-_weight(group, edges), min(group))):
        draft = _draft(told, sorted(members), {pair: edges[pair] for pair in edges if pair[0] in members})
        if draft is None:
            continue
        # Several sentences of the same quotations differ: the first finding shows these quotations already.
        places = {(c.evidence.article_id, c.evidence.span.start) for c in (draft.primary, *draft.conflicting)}
        whole = {
            (claim.evidence.article_id, claim.evidence.span.start)
            for x in members
            for claim, place in told[x].claims
            if (place.article_id, place.span.start) in places
        }
        if not any(len(whole & earlier) > 1 for earlier in shown):
            shown.append(whole)
            yield draft


def _sentences(claims: Sequence[Claim]) -> list[_Said]:
    told: dict[tuple[Any, ...], _Said] = {}
    for claim in claims:
        if claim.detail("keys"):
            for text, place in sentences_of(claim):
                words = wording(text)
                if len(words.content) > 1:
                    key = (words.words, *claim.detail("keys"))
                    told.setdefault(key, _Said(words, [])).claims.append((claim, place))
    return list(told.values())


def _candidates(told: Sequence[_Said]) -> list[tuple[int, int]]:
    """Pairs of sentences with compatible speakers and at least two content words in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, said in enumerate(told):
        for word in set(said.words.content):
            holders[word].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            for pair in combinations(numbers, 2):
                shared[pair] += 1
    return sorted(
        (i, j)
        for (i, j), count in shared.items()
        if count > 1 and _speakers_fit(told[i].claims[0][0], told[j].claims[0][0])
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


def _compared(first: _Said, second: _Said) -> tuple[Comparison, str]:
    """The comparison of two sentences, and why it is refused where no two of their quotations belong to one occasion."""
    pairs = [(one, other) for one, _ in first.claims[:4] for other, _ in second.claims[:4] if _separate(one, other)]
    if not pairs:
        return Comparison(Grade.UNRELATED), ""
    timely = [pair for pair in pairs if _one_occasion(*pair)]
    near = any(_near(*pair) for pair in timely)
    comparison = compare(first.words, second.words, near=near)
    if comparison.grade not in (*_CLASH, Grade.SLIGHT):
        return comparison, ""
    if not timely:
        return comparison, f"the days of the utterances lie more than {_DISPUTE} days apart"
    if comparison.share < _FAR_SHARE and all(_far(*pair) for pair in timely):
        return comparison, "the texts were published more than a week apart"
    inside = all(one.evidence.article_id == other.evidence.article_id for one, other in timely)
    if inside and not near and comparison.shared <= LEAST:
        return Comparison(Grade.UNRELATED), ""
    return comparison, ""


def _refused(first: _Said, second: _Said, reason: str) -> NearMiss:
    (one, place), (_, other) = first.claims[0], second.claims[0]
    return NearMiss(
        rule="QUO001",
        subject=one.subject,
        reason=f"two quotations of {one.subject} are worded alike, but {reason}",
        locations=(Location(place, Part.EVIDENCE), Location(other, Part.EVIDENCE)),
    )


def _separate(first: Claim, second: Claim) -> bool:
    """Neighbouring paragraphs of one article hold two sentences, not one."""
    if first.evidence.article_id != second.evidence.article_id:
        return True
    return bool(abs(first.detail("paragraph") - second.detail("paragraph")) > 1)


def _one_occasion(first: Claim, second: Claim) -> bool:
    """Do the days of the utterances, where both are told, allow one occasion?"""
    if first.when is None or second.when is None:
        return True
    return first.when.widened(_DISPUTE).overlaps(second.when)


def _far(first: Claim, second: Claim) -> bool:
    """Were the two texts published more than a week apart?"""
    if first.said_on is None or second.said_on is None:
        return False
    return not first.said_on.widened(_WEEK).overlaps(second.said_on)


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
    """The connected components."""
    told: Unions[int] = Unions()
    for i, j in edges:
        told.join(i, j)
    return told.groups()


def _weight(members: set[int], edges: dict[tuple[int, int], Comparison]) -> float:
    """How sure the clearest clash of a group is."""
    return max((c.share for pair, c in edges.items() if pair[0] in members and c.grade in _CLASH), default=0.0)


def _draft(told: Sequence[_Said], members: Sequence[int], edges: dict[tuple[int, int], Comparison]) -> Draft | None:
    against = {pair for pair, comparison in edges.items() if comparison.grade in _CLASH}
    clash = against or {pair for pair, comparison in edges.items() if comparison.grade is Grade.SLIGHT}
    # What is cut from a longer wording stands on the side of that wording; what both sides hold takes none.
    joined: dict[int, set[int]] = defaultdict(set)
    for i, j in edges.keys() - clash:
        joined[i].add(j)
        joined[j].add(i)
    neutral = {x for i, j in clash for x in joined[i] & joined[j]}
    sides = _groups(
        [pair for pair in edges if pair not in clash and not neutral & set(pair)] + [(x, x) for x in members]
    )
    side = {x: number for number, group in enumerate(sides) for x in group}
    opposed: dict[int, set[int]] = defaultdict(set)
    for i, j in clash:
        if side[i] != side[j]:
            opposed[side[i]].add(side[j])
            opposed[side[j]].add(side[i])
    if not opposed:
        return None
    # The odd one out comes first, so that the others stand against it.
    head_side = min(opposed, key=lambda x: (-len(opposed[x]), len(sides[x]), x))
    head = min(x for pair in clash for x in pair if side[x] == head_side)
    contested = [x for x in members if side[x] in opposed and side[x] != head_side]
    primary, *others = _shown(told[head])
    agreeing = [claim for x in members if x != head and x not in contested for claim in _shown(told[x])]
    conflicting = [claim for x in contested for claim in _shown(told[x])]
    wordings = tuple(dict.fromkeys(str(claim.value) for claim in (primary, *conflicting)))
    if len(wordings) < 2:
        return None
    speaker, key = _subject([claim for x in (head, *contested) for claim, _ in told[x].claims])
    articles = {claim.evidence.article_id for x in members if side[x] in opposed for claim, _ in told[x].claims}
    translated = all(any(told[x].claims[0][0].detail("translated") for x in pair) for pair in against)
    sure = any(edges[pair].share >= SHARE for pair in clash)
    return Draft(
        subject=speaker,
        message=f"{speaker} is quoted with {len(wordings)} wordings of one utterance: "
        + "; ".join(f"“{shorten(text, _BRIEF, placeholder='…')}”" for text in wordings),
        primary=primary,
        conflicting=tuple(conflicting),
        agreeing=(*others, *agreeing),
        derivation=tuple(_steps(told, edges)),
        key=(key, "wording"),
        values=tuple(sorted(wordings)),
        severity=Severity.INFO if translated or len(articles) == 1 else None,
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        question=f"What were the exact words of {speaker}?",
        advice=(
            "Take the words from a recording, the original post or text; keep one wording everywhere.",
            "Where the words were translated or shortened, drop the quotation marks or name the translation.",
        ),
    )


def _shown(said: _Said) -> list[Claim]:
    """Up to three claims with this sentence, from different articles; the whole quotation where it is short."""
    found: dict[str, Claim] = {}
    for claim, place in said.claims:
        if claim.evidence.article_id not in found and len(found) < _EXEMPLARS:
            value = claim.value if place.span == claim.evidence.span else TextValue("quotation", said.words.text)
            found[claim.evidence.article_id] = replace(claim, evidence=place, value=value, details=())
    return list(found.values())


def _subject(claims: Sequence[Claim]) -> tuple[str, str]:
    """The speaker as most claims name them, and their key: a single person before a joint speaker or a country."""
    count: dict[str, int] = defaultdict(int)
    known: dict[str, tuple[int, str]] = {}
    for claim in claims:
        count[claim.subject] += 1
        rank = (claim.detail("speaker_type") != "person") * 2 + (len(claim.detail("keys")) > 1)
        known[claim.subject] = (rank, claim.entity)
    name = min(count, key=lambda x: (known[x][0], -count[x], x))
    return name, known[name][1]


def _steps(told: Sequence[_Said], edges: dict[tuple[int, int], Comparison]) -> Iterator[str]:
    for (i, j), comparison in sorted(edges.items()):
        first, second = told[i].claims[0][0], told[j].claims[0][0]
        places = " and ".join(f"{c.evidence.article_id} line {c.evidence.line}" for c in (first, second))
        if first.subject == second.subject:
            speakers = f"speaker {first.subject}"
        else:
            speakers = f"the speakers fit ({first.subject}; {second.subject})"
        reasons = "".join(f"; {reason}" for reason in _near(first, second))
        if comparison.grade is Grade.CUT:
            short = min(told[i].words.text, told[j].words.text, key=len)
            yield f"{places}: {speakers}{reasons}; “{short}” is cut from the longer wording, no conflict by itself"
        elif comparison.differences:
            words = ", ".join(f"“{one or '-'}” / “{two or '-'}”" for one, two in comparison.differences[:4])
            share = f"{comparison.shared} content words in common, {comparison.share:.0%} of the longer sentence"
            yield f"{places}: {speakers}{reasons}; {share}; {_GRADES[comparison.grade]}: {words}"


_GRADES = {
    Grade.SLIGHT: "they differ in small words only",
    Grade.OTHER: "another wording of one utterance",
    Grade.TRANSLATION: "word for word replaced, as between two translations",
}
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
        # Nor is an article in the place of what was cut.
        Example(
            text="“The new harbour and the old market open before winter,” Amara Okoye told a rally.\nThousands had come.\n"
            "The crowd cheered.\n“A new harbour and the old market open before winter,” Okoye said."
        ),
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
        # Somebody who says nearly the same twice running.
        Example(text="“That bridge had better not fall,” Amara Okoye said.\n“That bridge had better stand,” she said."),
        # The same frame with another number is another statement.
        Example(
            text="“Two people were taken to hospital in stable condition,” Amara Okoye said.\nThe road was closed.\nIt rained.\n"
            "“Three people were taken to hospital in stable condition,” Okoye said later."
        ),
    ),
)
