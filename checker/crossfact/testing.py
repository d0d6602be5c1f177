"""What authors of kinds and rules need to test them: run an example, relate a pair."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from crossfact.link.facts import fact
from crossfact.model import Claim, Finding, Part, Relation
from crossfact.pipeline import Extract, claims_of, extract, gathered, run
from crossfact.register import Register
from crossfact.rulekit import ClaimKind, Example, Pair, Rule, article_of


def values_of(kind: ClaimKind, example: Example) -> tuple[str, ...]:
    """Canonical values of the claims that a kind pulls out of an example, in order of place."""
    article = article_of(example.text, published=example.published, title=example.title)
    return tuple(str(claim.value) for claim in claims_of(article, [kind]))


def findings_of(rule: Rule, example: Example, kinds: Mapping[str, ClaimKind]) -> tuple[Finding, ...]:
    """What a rule finds in an example alone."""
    article = article_of(example.text, published=example.published, title=example.title)
    report = run(
        [article],
        kinds=[kinds[name] for name in rule.reads],
        rules=[rule],
        register=Register(example.register),
        pedantic=True,
    )
    return report.findings


def clashing_values(rule: Rule, example: Example, kinds: Mapping[str, ClaimKind]) -> tuple[str, ...]:
    """Sorted values of the primary and conflicting locations of all findings of a rule on an example."""
    return tuple(
        sorted(
            location.value or ""
            for finding in findings_of(rule, example, kinds)
            for location in finding.locations
            if location.part in (Part.PRIMARY, Part.CONFLICTING)
        )
    )


def relation_of(rule: Rule, pair: Pair, kinds: Mapping[str, ClaimKind]) -> Relation:
    """How the readings of a pair's two texts relate; ``UNKNOWN`` where no fact has claims of both."""
    assert rule.relate is not None
    first, second = _pair_extracts(rule, pair, kinds)
    claims: list[Claim] = [*first.claims, *second.claims]
    relation = Relation.UNKNOWN
    ties = frozenset((frozenset(("first", "second")),))
    for key, members in sorted(gathered(rule, claims, ties).items()):
        told = (
            [c for c in members if c.evidence.article_id == "first"],
            [c for c in members if c.evidence.article_id == "second"],
        )
        if all(told):
            one, other = (fact(key, side, {}).readings[0] for side in told)
            relation = Relation.SAME if str(one.value) == str(other.value) else rule.relate(one, other, Register())
            if relation is Relation.CONTRADICTS:
                return relation
    return relation


def _pair_extracts(rule: Rule, pair: Pair, kinds: Mapping[str, ClaimKind]) -> tuple[Extract, Extract]:
    later = pair.published
    if later is not None:
        later = (datetime.date.fromisoformat(later) + datetime.timedelta(days=pair.days)).isoformat()
    read = [kinds[name] for name in rule.reads]
    return (
        extract(article_of(pair.first, published=pair.published, article_id="first"), read),
        extract(article_of(pair.second, published=later, article_id="second"), read),
    )
