"""One appeal, two parties to deal with.

## What it does

Compares the appeals of one story: the same speaker urges the same party to the same kind of deed (negotiate, meet, sign,
trade, fight), but one text names one counterpart and another text a different one. An officer and the country that he or she
serves count as one speaker. A body that an appeal asks to help towards a settlement cannot be the one to settle with; such an
appeal joins a conflict, and is ``info`` alone.

Names are told apart by their words and abbreviations: a short name that two bodies of the story share is ambiguous and
compared with nothing, and a name contained in another may be the same body.

## Why it matters

Who is to talk to whom is the news itself. Bodies with like names are mixed up easily, and the error turns a policy round.

## Known limits

Appeals of which any text of the story gives both counterparts together are taken for appeals to deal with both. Parties known
by description only ("the group") are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from crossfact.model import Claim, Confidence, NearMiss, Severity
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.quotations import same_name

_DISPUTE = 4
_ALIKE = 90
_DEEDS = {
    "negotiate": "negotiate with",
    "meet": "meet",
    "sign": "sign an agreement with",
    "trade": "trade with",
    "fight": "fight",
}

_Party = tuple[str, tuple[str, ...], str]


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:  # noqa: ARG001
    """One finding for each appeal of a story that names different counterparts."""
    bodies = {tuple(body) for claim in claims for body in claim.detail("bodies", ())}
    appeals: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not any(_ambiguous(party, bodies) for party in _parties(claim)):
            appeals[claim.entity, claim.slot].append(claim)
    for (_, deed), told in sorted(appeals.items()):
        for group in _by_speaker(told):
            draft = _draft(group, deed)
            if draft is not None:
                yield draft


def _parties(claim: Claim) -> list[_Party]:
    return [(label, tuple(words), short) for label, words, short in claim.detail("parties", ())]


def _ambiguous(party: _Party, bodies: set[tuple[str, ...]]) -> bool:
    """Is the name a part of two longer names in the story?"""
    words = set(party[1])
    longer = [set(body) for body in bodies if words < set(body)]
    return any(not (one <= other or other <= one) for one in longer for other in longer)


def _by_speaker(claims: Sequence[Claim]) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    for claim in claims:
        for group in groups:
            if any(_one_speaker(claim, other) for other in group):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


def _one_speaker(first: Claim, second: Claim) -> bool:
    if first.when is not None and second.when is not None and not first.when.widened(_DISPUTE).overlaps(second.when):
        return False
    if same_name(first.detail("speaker"), second.detail("speaker")):
        return True
    states = {claim.detail("speaker_country") for claim in (first, second)}
    return len(states) == 1 and "" not in states and first.detail("state") != second.detail("state")


def _same_party(first: _Party, second: _Party) -> bool:
    one, other = set(first[1]), set(second[1])
    if one <= other or other <= one or (first[2] and first[2] == second[2]):
        return True
    return fuzz.ratio(first[0].lower(), second[0].lower()) >= _ALIKE


def _overlap(first: Claim, second: Claim) -> bool:
    return any(_same_party(one, other) for one in _parties(first) for other in _parties(second))


def _clash(first: Claim, second: Claim) -> bool:
    if first.detail("helps") == second.detail("helps"):
        return not first.detail("helps") and not _overlap(first, second)
    return _overlap(first, second)


def _draft(group: Sequence[Claim], deed: str) -> Draft | None:
    named = [claim for claim in group if not claim.detail("helps")]
    helpers = [claim for claim in group if claim.detail("helps")]
    pairs = [(one, other) for at, one in enumerate(named) for other in named[at + 1 :] if _clash(one, other)]
    across = [pair for pair in pairs if pair[0].evidence.article_id != pair[1].evidence.article_id]
    inside = {pair[0].evidence.article_id for pair in pairs if pair not in across}
    # A text that names both counterparts tells of an appeal to deal with both.
    across = [pair for pair in across if not inside & {claim.evidence.article_id for claim in pair}]
    aided = [(one, other) for one in named for other in helpers if _clash(one, other)]
    if not across and not aided:
        return None
    primary = across[0][0] if across else aided[0][0]
    against = [claim for claim in named if _clash(primary, claim)] if across else []
    agreeing = [claim for claim in named if claim is not primary and claim not in against]
    against += [claim for claim in helpers if any(_clash(claim, other) for other in (primary, *against))]
    speaker, agent = primary.attribution or "", primary.detail("agent")
    labels = list(dict.fromkeys(str(claim.value) for claim in (primary, *against)))
    return Draft(
        subject=primary.subject,
        message=f"{speaker} is said to urge {agent} to {_DEEDS.get(deed, deed)} " + ", or ".join(labels),
        primary=primary,
        conflicting=tuple(against),
        agreeing=tuple(agreeing),
        derivation=tuple(
            f"{claim.evidence.article_id} line {claim.evidence.line}: {claim.attribution} asks {claim.detail('agent')} "
            f"to {_DEEDS.get(deed, deed)} {claim.value}"
            for claim in (primary, *against, *agreeing)
        ),
        key=(primary.detail("speaker"), primary.entity, deed),
        values=tuple(sorted(labels)),
        severity=None if across else Severity.INFO,
        confidence=Confidence.HIGH if across else Confidence.MEDIUM,
        question=f"With whom is {agent} to deal, by {speaker}’s appeal?",
        advice=("Take the counterpart from the original words, and give its full name once.",),
    )


RULE = Rule(
    code="PTY001",
    name="counterparty-conflict",
    reads=("counterparties",),
    hangs_on="event",
    severity=Severity.WARNING,
    reconcile=reconcile,
    doc=__doc__,
    speaks=(
        Example(
            text="Amara Okoye urged Ruritania to engage the Free Sword League in talks. She called on the Free Sword League to "
            "help Ruritania in reaching a settlement.",
            finds=("Free Sword League", "another party, with the help of Free Sword League"),
        ),
    ),
    silent=(
        # One text names both: the appeal is to deal with both.
        Example(
            text="Amara Okoye urged Ruritania to negotiate with the Free Sword League.\n"
            "Okoye said Ruritania should open a dialogue with the Harbour Front."
        ),
        # A short name that two bodies share.
        Example(
            text="Amara Okoye urged Ruritania to negotiate with the League. The Free Sword League and the Northern League are "
            "rivals. Okoye called on the Free Sword League to help Ruritania in reaching a settlement."
        ),
        # Two speakers.
        Example(
            text="Amara Okoye urged Ruritania to negotiate with the Free Sword League.\n"
            "Bram Visser urged Ruritania to negotiate with the Harbour Front."
        ),
    ),
)
