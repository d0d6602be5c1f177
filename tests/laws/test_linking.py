"""Laws of linking and of a whole run: what may never change a finding."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crossfact.baseline import compare, entry_of
from crossfact.model import Article, Finding, State
from crossfact.pipeline import run
from crossfact.register import Register
from crossfact.registry import KINDS, RULES, Registry
from crossfact.rulekit import article_of

SEEDS = Path(__file__).parents[2] / "seeds"
REGISTRY = Registry(plugins=False)
ALL_KINDS = [REGISTRY.kind(name) for name in REGISTRY.names(KINDS)]
ALL_RULES = [REGISTRY.rule(code) for code in REGISTRY.names(RULES)]

FIRE = (
    (
        "Nine people died in a warehouse fire in Port Ellery on Tuesday, police said. The blaze broke out in the "
        "Harrowgate warehouse district shortly after noon, and crews from Saltmarsh fought it for six hours.",
        "2024-03-13",
    ),
    (
        "A warehouse fire in Port Ellery killed 12 people on Tuesday. The blaze in the Harrowgate district burned for six "
        "hours before crews from Saltmarsh put it out.",
        "2024-03-13",
    ),
    (
        "Investigators picked through the ruins of the Harrowgate warehouse in Port Ellery, where nine people died in "
        "Tuesday's fire. Crews from Saltmarsh had fought the blaze for six hours.",
        "2024-03-14",
    ),
    (
        "Amara Okoye, mayor of Wexbridge, opened the new tram line on Monday, June 3, 2024, the city said. "
        "The tram runs from the quay to the botanical garden.",
        "2024-06-05",
    ),
)

TOWNS = ("Aldmoor", "Brackwater", "Caverly", "Dunmere", "Eastwick Falls", "Fallowmere", "Grantham Cross", "Hollin Bay")
TOPICS = (
    "The council of {town} approved a budget of $4 million for its library after a long debate.",
    "Rain stopped the cricket match in {town} after 31 overs; the captains agreed to a draw.",
    "A bakery in {town} won the regional prize for its rye bread, judges announced.",
    "Teachers in {town} began a two-day strike over pay. The union said 300 members took part.",
    "Two people were hurt when a bus left the road near {town}, the ambulance service said.",
)


def _articles(texts: Sequence[tuple[str, str | None]], prefix: str) -> list[Article]:
    return [article_of(text, published=day, article_id=f"{prefix}{n:03d}") for n, (text, day) in enumerate(texts)]


def _findings(articles: Sequence[Article]) -> tuple[Finding, ...]:
    return run(articles, kinds=ALL_KINDS, rules=ALL_RULES, register=Register(), pedantic=True).findings


BASE = _articles(FIRE, "a")
EXPECTED = _findings(BASE)

DISPUTES = _articles(
    (
        *FIRE[:3],
        (
            "Gen. Amara Okoye of the Ruritanian Army met Zoran Petrov in Port Ellery on Tuesday. “We will rebuild the harbour "
            "and the old market before winter,” Amara Okoye told a rally.",
            "2024-03-13",
        ),
        (
            "Field Marshal Amara Okoye of the Ruritanian Army met Zoran Petrov in Port Ellery on Tuesday. “We will rebuild the "
            "port and the old market before winter,” Amara Okoye told a rally.",
            "2024-03-13",
        ),
    ),
    "d",
)
PARAGRAPHS = (
    "The council met on Monday, December 16, 2014, and the mayor spoke for an hour about the harbour.",
    "“We will rebuild the harbour and the old market before winter,” Amara Okoye told a rally.",
    "Thousands had come to the quay, and the crowd cheered for a long time.",
    "The contract ends on 31 September 2014, the clerk of the council said.",
    "“We will rebuild the port and the old market before winter,” Amara Okoye told a rally.",
)
WHOLE = _articles([("\n".join(PARAGRAPHS), "2024-03-13")], "m")


def test_the_base_articles_disagree() -> None:
    assert {finding.rule for finding in EXPECTED} >= {"CAS001"}
    assert {finding.rule for finding in _findings(DISPUTES)} >= {"CAS001", "TTL001", "QUO001"}
    assert {finding.rule for finding in _findings(WHOLE)} >= {"DAT001", "DAT005", "QUO001"}


@given(st.permutations(BASE))
@settings(max_examples=12, deadline=None)
def test_order_of_articles_changes_nothing(articles: list[Article]) -> None:
    assert _findings(articles) == EXPECTED


@given(st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from(TOWNS), st.dates()), max_size=8))
@settings(max_examples=12, deadline=None)
def test_unrelated_articles_change_nothing(others: list[tuple[str, str, object]]) -> None:
    texts = [(topic.format(town=town), str(day)) for topic, town, day in others]
    mine = {article.article_id for article in BASE}
    findings = _findings([*BASE, *_articles(texts, "u")])
    assert tuple(f for f in findings if f.locations[0].evidence.article_id in mine) == EXPECTED


def test_a_hundred_unrelated_articles_change_nothing() -> None:
    texts = [
        (TOPICS[n % len(TOPICS)].format(town=TOWNS[n % len(TOWNS)]), f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}")
        for n in range(100)
    ]
    mine = {article.article_id for article in BASE}
    findings = _findings([*BASE, *_articles(texts, "u")])
    assert tuple(f for f in findings if f.locations[0].evidence.article_id in mine) == EXPECTED


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hashing_of_strings_changes_nothing(seed: str, tmp_path: Path) -> None:
    for article in BASE:
        (tmp_path / f"{article.article_id}.txt").write_text(article.text, encoding="utf-8")
    for path in sorted(SEEDS.glob("*.txt")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    reports = [
        subprocess.run(
            [sys.executable, "-m", "crossfact", "check", ".", "--format", "json", "--exit-zero"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONHASHSEED": chosen},
            capture_output=True,
            check=True,
        ).stdout
        for chosen in ("0", seed)
    ]
    assert reports[0] == reports[1]


@given(st.permutations(["q", "k", "b", "x", "z"]))
@settings(max_examples=20, deadline=None)
def test_names_of_articles_change_no_identity(names: list[str]) -> None:
    def identities(found: Sequence[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
        return sorted((one.fingerprint, one.rule, one.values) for one in found)

    renamed = [replace(article, article_id=name) for article, name in zip(DISPUTES, names, strict=True)]
    assert identities(_findings(renamed)) == identities(_findings(DISPUTES))


@given(st.permutations(range(len(PARAGRAPHS))))
@settings(max_examples=20, deadline=None)
def test_moving_a_paragraph_changes_no_fingerprint(order: list[int]) -> None:
    # Neighbouring paragraphs hold two sentences, not one in two wordings.
    assume(abs(order.index(1) - order.index(4)) > 1)
    moved = _articles([("\n".join(PARAGRAPHS[index] for index in order), "2024-03-13")], "m")
    assert {one.fingerprint for one in _findings(moved)} == {one.fingerprint for one in _findings(WHOLE)}


def test_an_accepted_archive_has_nothing_new_when_unrelated_articles_join() -> None:
    accepted = [entry_of(finding) for finding in EXPECTED]
    texts = [(topic.format(town=town), "2024-03-13") for topic, town in zip(TOPICS, TOWNS, strict=False)]
    compared = compare(_findings([*BASE, *_articles(texts, "u")]), accepted, rules={rule.code for rule in ALL_RULES})
    assert [finding.state for finding in compared.findings] == [State.UNCHANGED] * len(accepted)
    assert compared.absent == ()


def test_findings_of_each_article_alone_stay_when_others_join() -> None:
    alone = {f.fingerprint for article in BASE for f in _findings([article])}
    assert alone <= {f.fingerprint for f in EXPECTED}
