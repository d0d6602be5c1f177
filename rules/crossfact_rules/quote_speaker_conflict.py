"""One long wording, two speakers.

## What it does

Finds the same sentence, of at least eight words and word for word but for spelling, brackets and small words, that the texts
of one story give to two different persons. Only attributions that name the speaker in the clause of the quotation count. A
joint speaker fits each of its members.

The finding is ``info``: a statement read out by another, words that two people share and one person under two forms of a name
look the same, and no condition is known under which they do not.

## Why it matters

Two people do not use one long sentence by chance. One of the attributions is a slip of the editor or of the reader of a
press release.

## Known limits

Somebody who reads out another's words, and slogans, prayers and oaths of eight words and more, look the same. Countries,
bodies and speakers known by description only are not compared: a spokesperson's words are rightly given to the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfact.annotate.wording import wording
from crossfact.model import Claim, NearMiss, Severity, TextValue
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.quotations import sentences_of, share_speaker

_WORDS = 8


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:  # noqa: ARG001
    """One finding for each sentence of a story that two persons are quoted with."""
    said: dict[tuple[str, ...], list[tuple[Claim, str]]] = defaultdict(list)
    for claim in claims:
        if claim.detail("speaker_type") == "person" and claim.detail("sure"):
            for text, place in sentences_of(claim):
                words = wording(text)
                if len(words.words) >= _WORDS:
                    said[words.content].append((replace(claim, evidence=place), text))
    done: set[tuple[str, ...]] = set()
    for _, told in sorted(said.items()):
        first, text = told[0]
        others = [claim for claim, _ in told[1:] if not share_speaker(claim, first)]
        names = (first.subject, *dict.fromkeys(claim.subject for claim in others))
        if not others or names in done:
            continue
        done.add(names)
        agreeing = [claim for claim, _ in told[1:] if claim not in others]
        yield Draft(
            subject=first.subject,
            message=f"“{text}” is quoted from {' and from '.join(names)}",
            primary=_named(first),
            conflicting=tuple(_named(claim) for claim in others),
            agreeing=tuple(_named(claim) for claim in agreeing),
            derivation=tuple(
                f"{claim.evidence.article_id} line {claim.evidence.line}: the words are given to {claim.subject}"
                for claim, _ in told
            ),
            key=(" ".join(wording(text).content[:8]), "speaker"),
            values=tuple(sorted(names)),
            question=f"Who said “{text}”?",
            advice=("Check the attribution against the recording or the release; correct the text that has it wrong.",),
        )


def _named(claim: Claim) -> Claim:
    return replace(claim, value=TextValue("person", claim.subject), details=())


RULE = Rule(
    code="QUO002",
    name="quote-speaker-conflict",
    reads=("quotations",),
    hangs_on="event",
    severity=Severity.INFO,
    reconcile=reconcile,
    doc=__doc__,
    speaks=(
        Example(
            text="“We will rebuild the harbour and the old market before winter,” Amara Okoye said.\nThe crowd cheered.\n"
            "“We will rebuild the harbour and the old market before winter,” Bram Visser said.",
            finds=("Amara Okoye", "Bram Visser"),
        ),
    ),
    silent=(
        # A short phrase that two people share.
        Example(
            text="“This was a mistake,” Amara Okoye said.\nThe crowd cheered.\n“This was a mistake,” Bram Visser said."
        ),
        # A middle initial, a family name alone.
        Example(
            text="“We will rebuild the harbour and the old market before winter,” Amara J. Okoye said.\nMore came.\n"
            "“We will rebuild the harbour and the old market before winter,” Okoye said."
        ),
        # A joint speaker and one of its members.
        Example(
            text="“We will rebuild the harbour and the old market before winter,” Amara Okoye and Bram Visser said.\nMore came.\n"
            "“We will rebuild the harbour and the old market before winter,” Bram Visser said."
        ),
    ),
)
