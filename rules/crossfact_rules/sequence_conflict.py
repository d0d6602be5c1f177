"""Dated and relative claims on the events of a story that cannot all hold.

## What it does

Puts the days of events and the differences between them ("two days after the shooting") of all articles of a story into a
temporal constraint network and looks for a smallest set of three or more claims that cannot all hold, though each two of
them can. The claims are reported in the order in which they read as an argument.

## Why it matters

No single pair of sentences shows such an error; readers who follow the days from article to article stumble over it.

## Known limits

Two claims that clash by themselves are left to the rule on event dates. Events are told apart by class and person, so only
the main event, deaths, arrests, visits and the main utterances of a story take part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Confidence, DateValue, Severity
from crossfact.network import Constraint, conflicts
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.event_orders import node_of

_ORIGIN = "calendar"
_LONGEST = 7


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    """One draft for each minimal set of three or more claims that cannot all hold."""
    constraints = [c for claim in claims for c in _constraint(claim)]
    if not any(c.first != _ORIGIN for c in constraints):
        return
    for cycle in conflicts(constraints, at_least=3):
        told = [c.source for c in cycle if isinstance(c.source, Claim)]
        steps = tuple(_step(claim) for claim in told)
        yield Draft(
            subject=_subject(told),
            message=f"{_subject(told)}: " + "; ".join(steps) + "; these cannot all hold",
            primary=told[0],
            conflicting=tuple(told[1:]),
            derivation=steps,
            key=tuple(sorted({str(c.first) for c in cycle} | {str(c.second) for c in cycle})),
            confidence=Confidence.MEDIUM,
            question=f"In which order did {_subject(told)} come?",
        )


def _constraint(claim: Claim) -> Iterator[Constraint]:
    if claim.kind == "event_orders":
        yield Constraint(
            claim.detail("earlier"), claim.detail("later"), claim.detail("low"), claim.detail("high"), claim
        )
        return
    if claim.slot != "day" or claim.event is None or not isinstance(claim.value, DateValue):
        return
    node = node_of(claim.event)
    days = claim.value.days
    if node is None or days.earliest is None or days.latest is None or days.latest - days.earliest > _LONGEST:
        return
    if claim.event.background or claim.detail("call"):
        return
    latest = days.latest + 1 if claim.detail("late") else days.latest
    yield Constraint(_ORIGIN, node, days.earliest, latest, claim)


def _subject(told: Sequence[Claim]) -> str:
    order = next((claim for claim in told if claim.kind == "event_orders"), told[0])
    return order.subject


def _step(claim: Claim) -> str:
    if claim.kind == "event_orders":
        return f"{claim.evidence.article_id}: “{claim.evidence.quote}” ({claim.value})"
    return f"{claim.evidence.article_id}: “{claim.evidence.quote}” puts {claim.subject} on {claim.value}"


RULE = Rule(
    code="DAT006",
    name="sequence-conflict",
    reads=("event_dates", "event_orders"),
    hangs_on="event",
    severity=Severity.WARNING,
    reconcile=reconcile,
    speaks=(
        Example(
            text=(
                "John Bell was hurt in a shooting on Maple Lane on March 4, 2024. John Bell died two days after the shooting."
                " John Bell died on March 12, 2024."
            ),
            finds=("2024-03-04", "2024-03-12", "two days after the shooting"),
        ),
    ),
    silent=(
        Example(
            text=(
                "John Bell was hurt in a shooting on Maple Lane on March 4, 2024. John Bell died two days after the shooting."
                " John Bell died on March 6, 2024."
            ),
        ),
        Example(
            text="A shooting on Maple Lane hurt three men on March 4, 2024. John Bell died days after the shooting, on March 3."
        ),
    ),
    doc=__doc__,
)
