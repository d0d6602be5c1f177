"""A part that fails inside costs what it alone would have given, and the run says so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crossfact.engines import local
from crossfact.model import Claim, Problem, Report, Severity, TextValue
from crossfact.pipeline import Extract, conclude, extract, extract_guarded
from crossfact.register import Register
from crossfact.registry import Registry
from crossfact.rulekit import ClaimKind, Draft, Rule, View, article_of
from crossfact.store import Store

WEEKDAY = "The ferry sails on Monday, March 12, 2024."


def _breaks(view: View) -> Iterator[Claim]:
    if "lantern" in view.text:
        raise IndexError("list index out of range")
    yield view.claim("fragile", view.sentences[0].span, subject="x", value=TextValue("term", "x"))


def _dies(view: View) -> Iterator[Claim]:
    if "lantern" in view.text:
        os._exit(9)
    yield view.claim("fragile", view.sentences[0].span, subject="x", value=TextValue("term", "x"))


def _refuses(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    if any("lantern" in claim.evidence.quote for claim in claims):
        raise KeyError("lantern")
    return iter(())


REGISTRY = Registry(plugins=False)
WHOLE = REGISTRY.kind("weekday_dates")
FRAGILE = ClaimKind(name="fragile", extract=_breaks, speaks=(), silent=(), doc="")
DEADLY = replace(FRAGILE, extract=_dies)
RULE = Rule(
    code="XXX001", name="x", reads=("fragile",), hangs_on="article", severity=Severity.ERROR, doc="", judge=_refuses
)


def _inside(where: str, failed: str) -> Problem:
    text = f"a part of the checker failed inside ({failed}); the rest was checked; please report it"
    return Problem(Severity.ERROR, where, text, inside=True)


FAILS = article_of("The lantern fell. " + WEEKDAY, article_id="a")
HOLDS = article_of("The bell fell. " + WEEKDAY, article_id="b")


def _checked(extracts: Sequence[Extract]) -> Report:
    return conclude(extracts, rules=[REGISTRY.rule("DAT001"), RULE], register=Register())


def test_a_kind_that_fails_costs_its_own_claims_alone() -> None:
    found = extract_guarded(FAILS, [WHOLE, FRAGILE])
    assert found == replace(extract(FAILS, [WHOLE]), failed="IndexError in the kind fragile")
    assert _checked([found]).problems == (_inside("a", "IndexError in the kind fragile"),)
    assert [one.rule for one in _checked([found]).findings] == ["DAT001"]


def test_what_every_kind_needs_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: View) -> None:
        raise RecursionError

    monkeypatch.setattr(View, "dct", property(fails))
    found = extract_guarded(FAILS, [WHOLE])
    assert (found.summary.article_id, found.summary.published, found.claims) == ("a", None, ())
    assert _checked([found]).problems == (_inside("a", "RecursionError"),)


def test_a_rule_that_fails_costs_its_own_findings_alone() -> None:
    articles = [article_of("The lantern fell.", article_id="a"), article_of(WEEKDAY, article_id="b")]
    kind = replace(
        FRAGILE,
        extract=lambda view: [view.claim("fragile", view.sentences[0].span, subject="", value=TextValue("term", ""))],
    )
    report = _checked([extract(article, [WHOLE, kind]) for article in articles])
    assert report.problems == (_inside("a", "KeyError in the rule XXX001"),)
    assert [one.rule for one in report.findings] == ["DAT001"]
    with pytest.raises(KeyError):
        conclude([extract(articles[0], [kind])], rules=[RULE], register=Register(), strict=True)


def test_what_failed_is_not_kept_in_the_cache(tmp_path: Path) -> None:
    with Store(tmp_path / "extracts.sqlite") as store:
        found = list(local.extracts([FAILS, HOLDS], [FRAGILE], store=store))
        assert [one.failed for one in found] == ["IndexError in the kind fragile", ""]
        assert store.load([FAILS, HOLDS], [FRAGILE]) == {"b": found[1]}


def test_a_worker_that_dies_costs_the_article_it_died_of() -> None:
    many = [article_of(f"The bell fell {n} times.", article_id=f"b{n:03}") for n in range(99)]
    found = list(local.extracts([FAILS, *many], [DEADLY], jobs=2))
    assert [(one.summary.article_id, len(one.claims), one.failed) for one in found] == [
        ("a", 0, "the process that read it died"),
        *((f"b{n:03}", 1, "") for n in range(99)),
    ]
