"""What speaks for one reading rather than another."""

from __future__ import annotations

import pytest

from crossfact.model import CountValue, Reading
from crossfact.rulekit import View, article_of
from crossfact_rules.claims.backing import backing
from crossfact_rules.claims.casualties import KIND


def reading(text: str, killed: int, sources: int) -> Reading:
    claims = tuple(KIND.extract(View(article_of(text))))
    assert {str(claim.value) for claim in claims} == {f"{killed} killed"}
    return Reading(
        value=CountValue(killed, killed, "killed"), claims=claims, sources=sources, earliest=None, latest=None
    )


NINE = "The fire killed nine people."
TWELVE = "The fire killed 12 people, police chief Amara Okoye said."


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([(NINE, 9, 1), ("The fire killed 12 people.", 12, 1)], ""),
        (
            [(NINE, 9, 3), ("The fire killed 12 people.", 12, 1)],
            "three independent sources say 9 killed; one source says 12 killed",
        ),
        ([(NINE, 9, 1), (TWELVE, 12, 1)], "only 12 killed is given as an official figure"),
        ([("Nine people were killed in the fire, the coast guard said.", 9, 1), (TWELVE, 12, 1)], ""),
        (
            [(TWELVE, 12, 2), ("Nine people were killed in the fire, according to the fire chief.", 9, 1)],
            "two independent sources say 12 killed; one source says 9 killed",
        ),
        ([(NINE, 9, 1), ("The police chief was killed. The fire killed 12 people.", 12, 1)][:1], ""),
    ],
)
def test_backing(readings: list[tuple[str, int, int]], expected: str) -> None:
    assert backing([reading(*one) for one in readings]) == expected
