"""AGE001 where the name is spelt in two ways: over the claims of two articles of one story."""

from __future__ import annotations

import pytest

from crossfact.register import Register
from crossfact.rulekit import Draft, View, article_of
from crossfact_rules.age_conflict import RULE
from crossfact_rules.claims.ages import KIND


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Marcus Okoye, 34, was killed.", "Markus Okoye, 43, was killed.", [("34 years", "43 years")]),
        ("Amara Halvorsen has died aged 87.", "Amara Hallvorsen has died aged 78.", [("78 years", "87 years")]),
        ("Marcus Okoye, 34, was killed.", "Markus Okoye, 34, was killed.", []),
        ("Marcus Okoye, 34, was killed.", "Police arrested Markus Okoye, 43.", []),
        ("Marcus Okoye, 34, was killed.", "Markus Okoye, 43, was killed. Lisa Okoye wept.", []),
        ("Robert Okoye, 34, was killed.", "Bobby Okoye, 43, was killed.", []),
    ],
)
def test_two_spellings_with_two_ages(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    claims = [
        claim
        for name, text in (("a", first), ("b", second))
        for claim in KIND.extract(View(article_of(text, article_id=name)))
    ]
    assert RULE.reconcile is not None
    drafts = [draft for draft in RULE.reconcile(claims, Register()) if isinstance(draft, Draft)]
    assert [(str(draft.primary.value), *(str(c.value) for c in draft.conflicting)) for draft in drafts] == expected
