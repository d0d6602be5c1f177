"""NAM001 over the claims of two articles of one story."""

from __future__ import annotations

import pytest

from crossfact.register import Register
from crossfact.rulekit import Draft, View, article_of
from crossfact_rules.claims.person_names import KIND
from crossfact_rules.name_spelling_conflict import RULE


def spellings(*texts: str) -> list[tuple[str, ...]]:
    claims = [c for n, text in enumerate(texts) for c in KIND.extract(View(article_of(text, article_id=f"a{n}")))]
    assert RULE.reconcile is not None
    drafts = [draft for draft in RULE.reconcile(claims, Register()) if isinstance(draft, Draft)]
    return [tuple(sorted({str(c.value) for c in (draft.primary, *draft.conflicting)})) for draft in drafts]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Marcus Okoye, 34, was arrested.", "Police held Markus Okoye, 34.", [("Marcus Okoye", "Markus Okoye")]),
        ("Rosalind Vance, 20, was killed.", "The victim was Roslind Vance, 20.", [("Rosalind Vance", "Roslind Vance")]),
        ("Police arrested Devon Okoye, 20.", "Trevon Okoye was arrested.", [("Devon Okoye", "Trevon Okoye")]),
        ("Pedro Fernandez, 30, was charged.", "Pedro Fernandes was charged.", [("Pedro Fernandes", "Pedro Fernandez")]),
        ("Jamie Okoye, 34, was killed.", "Jaime Okoye was killed.", [("Jaime Okoye", "Jamie Okoye")]),
        ("Amara Lawrence, 34, was killed.", "Amara Laurence, 34, was killed.", [("Amara Laurence", "Amara Lawrence")]),
        ("Marcus Okoye, 34, was arrested.", "Marcus Okoye, 34, was held.", []),
        ("Daniel Okoye, 34, was arrested.", "Dan Okoye, 34, was held.", []),
        ("William Okoye, 34, was arrested.", "Bill Okoye, 34, was held.", []),
        ("Marcus Okoye, 34, was arrested.", "Markus Okoye, 61, was held.", []),
        ("Emily Okoye, 34, was fed.", "Marcus Okoye, 34, was arrested.", []),
        ("Marcus Okoye, 34, was arrested.", "Daniel Okoye, 33, was arrested.", []),
        ("Marcus Okoye, 34, was arrested.", "Daniel Okoye, 34, was arrested.", [("Daniel Okoye", "Marcus Okoye")]),
        ("Marcus Okoye Jr., 34, was arrested.", "Marcus Okoye, 34, was held.", []),
        ("Marcus A. Okoye, 34, was arrested.", "Marcus Okoye, 34, was held.", []),
        ("Rosalind Vance and Roslind Vance, both 20, are cousins.", "Roslind Vance, 20, was held.", []),
    ],
)
def test_spellings(first: str, second: str, expected: list[tuple[str, ...]]) -> None:
    assert spellings(first, second) == expected
