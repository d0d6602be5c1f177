"""Every kind and rule does what its own examples say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pytest

from crossfact.link.facts import readings
from crossfact.model import Claim, Relation
from crossfact.pipeline import claims_of
from crossfact.register import Register
from crossfact.registry import KINDS as KIND_GROUP
from crossfact.registry import RULES as RULE_GROUP
from crossfact.registry import Registry
from crossfact.rulekit import ClaimKind, Example, Pair, Rule, article_of
from crossfact.testing import clashing_values, relation_of, values_of

REGISTRY = Registry(plugins=False)
KINDS = {name: REGISTRY.kind(name) for name in REGISTRY.names(KIND_GROUP)}
RULES = {code: REGISTRY.rule(code) for code in REGISTRY.names(RULE_GROUP)}


def _kind_examples() -> list[tuple[ClaimKind, Example]]:
    return [(kind, example) for kind in KINDS.values() for example in (*kind.speaks, *kind.silent)]


def _rule_examples() -> list[tuple[Rule, Example]]:
    return [(rule, example) for rule in RULES.values() for example in (*rule.speaks, *rule.silent)]


def _pairs() -> list[tuple[Rule, Pair]]:
    return [(rule, pair) for rule in RULES.values() for pair in rule.pairs]


@pytest.mark.parametrize(("kind", "example"), _kind_examples(), ids=lambda value: getattr(value, "name", None))
def test_kind_example_gives_its_claims(kind: ClaimKind, example: Example) -> None:
    assert values_of(kind, example) == example.finds


@pytest.mark.parametrize(("rule", "example"), _rule_examples(), ids=lambda value: getattr(value, "code", None))
def test_rule_example_gives_its_findings(rule: Rule, example: Example) -> None:
    assert clashing_values(rule, example, KINDS) == example.finds


@pytest.mark.parametrize(("rule", "pair"), _pairs(), ids=lambda value: getattr(value, "code", None))
def test_rule_pair_relates_as_stated(rule: Rule, pair: Pair) -> None:
    assert relation_of(rule, pair, KINDS) is pair.relation


@pytest.mark.parametrize(("rule", "pair"), _pairs(), ids=lambda value: getattr(value, "code", None))
def test_rule_pair_relates_symmetrically(rule: Rule, pair: Pair) -> None:
    swapped = Pair(pair.second, pair.first, pair.relation, days=-pair.days, published=_later(pair))
    assert relation_of(rule, swapped, KINDS) is pair.relation


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.relate], ids=lambda rule: rule.code)
def test_any_two_readings_of_a_rule_relate_symmetrically(rule: Rule) -> None:
    assert rule.relate is not None
    kinds = [KINDS[name] for name in rule.reads]
    told = [
        (text, day) for pair in rule.pairs for text, day in ((pair.first, pair.published), (pair.second, _later(pair)))
    ]
    claims = [
        claim
        for number, (text, day) in enumerate(told)
        for claim in claims_of(article_of(text, published=day, article_id=f"{number:03d}"), kinds)
    ]
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.kind, claim.slot, type(claim.value).__name__].append(claim)
    found = [reading for group in groups.values() for reading in combinations(readings(group, {}), 2)]
    assert found
    different = [
        (str(one.value), str(other.value))
        for one, other in found
        if rule.relate(one, other, Register()) is not rule.relate(other, one, Register())
    ]
    assert different == []


def _later(pair: Pair) -> str | None:
    return None if pair.published is None else str(date.fromisoformat(pair.published) + timedelta(days=pair.days))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_kind_has_examples_that_speak_and_examples_that_stay_silent(kind: ClaimKind) -> None:
    assert kind.speaks
    assert all(example.finds for example in kind.speaks)
    assert kind.silent
    assert not any(example.finds for example in kind.silent)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_rule_has_examples_that_speak_and_examples_that_stay_silent(rule: Rule) -> None:
    speaks = [example for example in rule.speaks if example.finds]
    silent = [example for example in rule.silent if not example.finds]
    relations = {pair.relation for pair in rule.pairs}
    assert speaks or Relation.CONTRADICTS in relations
    assert silent or relations - {Relation.CONTRADICTS}
    assert len(speaks) == len(rule.speaks)
    assert len(silent) == len(rule.silent)
    assert rule.relate is None or rule.pairs
