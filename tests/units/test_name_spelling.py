"""NAM001 over the claims of two articles of one story."""

from __future__ import annotations

import pytest

from crossfact.model import Severity
from crossfact.register import Register
from crossfact.rulekit import Draft, View, article_of
from crossfact_rules.claims.person_names import KIND
from crossfact_rules.name_spelling_conflict import RULE


def drafts(*texts: str) -> list[Draft]:
    claims = [c for n, text in enumerate(texts) for c in KIND.extract(View(article_of(text, article_id=f"a{n}")))]
    assert RULE.reconcile is not None
    return [draft for draft in RULE.reconcile(claims, Register()) if isinstance(draft, Draft)]


def spellings(*texts: str) -> list[tuple[str, ...]]:
    return [tuple(sorted({str(c.value) for c in (draft.primary, *draft.conflicting)})) for draft in drafts(*texts)]


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
        ("Robert Okoye, 34, was arrested.", "Bobby Okoye, 34, was held.", []),
        ("Jeff Okoye, 34, was arrested.", "Jeffery Okoye, 34, was held.", []),
        ("Tony Okoye, 34, was arrested.", "Anthony Okoye, 34, was held.", []),
        ("Dave Okoye, 34, was arrested.", "David Okoye, 34, was held.", []),
        ("Lenny Okoye, 34, was arrested.", "Lennie Okoye, 34, was held.", []),
        ("Marcus Daniel Okoye, 34, was held.", "Daniel Okoye, 34, was held.", []),
        ("Steven Okoye, 34, was arrested.", "Stephen Okoye was held.", [("Stephen Okoye", "Steven Okoye")]),
        ("Amara Clark, 34, was arrested.", "Amara Clarke was held.", [("Amara Clark", "Amara Clarke")]),
        ("Amara Robert, 34, was held.", "Amara Roberts, 34, was held.", [("Amara Robert", "Amara Roberts")]),
        ("Amara Okoye, 34, was held.", "The Amara Okoyes lawyer said so.", []),
        ("Amara Vance, 34, was held.", "Police held Amara Vacne, 34.", [("Amara Vacne", "Amara Vance")]),
        ("Amara Lindqvist left. Lindqvist sang.", "Amara Lindquist sang.", [("Amara Lindquist", "Amara Lindqvist")]),
        ("Albert Bosa was hit by a car.", "Albert Vosa was hit. Vosa died.", [("Albert Bosa", "Albert Vosa")]),
        ("Albert Bosa was hit by a car.", "Albert Vosa was hit. Vosa died. Albert Hahn fled.", []),
        ("Amara Gil, 34, was held.", "Amara Gill, 34, was held.", [("Amara Gil", "Amara Gill")]),
        ("Amara Gil, 34, was held.", "Amara Gill was held.", []),
        ("Tim Okoye, 34, was held.", "Tom Okoye, 24, was held.", []),
        ("The Amira Vance shrine was shot at.", "Police held Amara Vance at the Amira Vance mosque.", []),
        ("Marcus Okoye, 34, was arrested.", "Markus Okoye, 61, was held.", []),
        ("Marcus Okoye, 34, was killed.", "Police arrested Markus Okoye, 61.", []),
        ("Marcus Okoye, 34, was killed.", "Markus Okoye, 61, was killed.", [("Marcus Okoye", "Markus Okoye")]),
        ("Marcus Okoye, 34, was killed.", "Markus Okoye, 61, was killed. Lisa Okoye wept.", []),
        ("Amara Lindqvist, 34, left. Amara Lindquist sang, she said.", "", [("Amara Lindquist", "Amara Lindqvist")]),
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


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ("Mohammed Okoye, 34, was arrested.", "Police held Mohamed Okoye, 34.", Severity.INFO),
        ("Amara Hussein, 34, was arrested.", "Police held Amara Hussain, 34.", Severity.INFO),
        ("Marcus Okoye, 34, was arrested.", "Police held Markus Okoye, 34.", None),
    ],
)
def test_names_from_other_scripts_are_told_as_info(first: str, second: str, severity: Severity | None) -> None:
    assert [draft.severity for draft in drafts(first, second)] == [severity]
