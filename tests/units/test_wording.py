"""How the words of two quotations stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.annotate.wording import Grade, compare, split, wording


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [
        # spelling, contractions, marks, editors' brackets and ellipses
        ("We’re sure the harbour is safe today.", "We are sure the harbor is safe today", Grade.SAME),
        ("Airstrikes hit the old market town at dawn.", "Air strikes hit the old market town at dawn", Grade.SAME),
        (
            "We have closed the [north] gate of the harbour now",
            "We have closed the gate of the harbour now",
            Grade.CUT,
        ),
        ("The Free Workers Union (FWU) closed the harbour gate", "The FWU closed the harbour gate", Grade.SAME),
        ("The nurse gives it an anaesthetic every day", "The nurse gives it an anesthetic every day", Grade.SAME),
        (
            "We will work with the U.K. to close the gate",
            "We will work with the United Kingdom to close the gate",
            Grade.SAME,
        ),
        (
            "We will work with the UN to close the gate",
            "We will work with the United Kingdom to close the gate",
            Grade.OTHER,
        ),
        ("[W]e closed the gate, you know, at dawn", "We closed the gate at dawn", Grade.SAME),
        ("It`s okay to close the harbour gate", "It’s ok to close the harbour gate", Grade.SAME),
        ("The (port authority) report closed the gate for good", "The PA report closed the gate for good", Grade.CUT),
        # a cut, at either end or by an ellipsis
        ("We closed the harbour gate", "In the end we closed the harbour gate before dawn", Grade.CUT),
        ("We closed the gate … before dawn", "We closed the gate of the harbour well before dawn", Grade.CUT),
        ("A gate of the old harbour was closed", "Yesterday the gate of the old harbour was closed", Grade.CUT),
        ("The gate of the old harbour was closed", "A gate of the old harbour was closed at dawn", Grade.CUT),
        # the other way round
        (
            "The harbour of our town is worth more than a bridge",
            "A bridge is worth less than the harbour of our country",
            Grade.OTHER,
        ),
        # small words
        ("We closed the harbour gate at dawn on Monday", "We closed the harbour gate by dawn on Monday", Grade.SLIGHT),
        # another wording
        ("We closed the harbour gate at dawn", "We closed the northern harbour gate at dawn", Grade.OTHER),
        ("We did close the harbour gate at dawn", "We did not close the harbour gate at dawn", Grade.OTHER),
        (
            "We closed the harbour gate at dawn",
            "We closed the harbour gate and the lock by sunrise or at dawn",
            Grade.OTHER,
        ),
        # word for word, as two translations do
        ("That road will never lead to harvest", "That road can never bring harvest", Grade.TRANSLATION),
        # two statements
        ("We closed the harbour gate at dawn", "We closed the school for repairs", Grade.UNRELATED),
        (
            "Two people were taken to hospital in stable condition",
            "Six people were taken to hospital in stable condition",
            Grade.UNRELATED,
        ),
        ("It was a mistake", "That was a big mistake, I think", Grade.UNRELATED),
        ("", "We closed the harbour gate", Grade.UNRELATED),
    ],
)
def test_grade(first: str, second: str, grade: Grade) -> None:
    assert compare(wording(first), wording(second)).grade is grade
    assert compare(wording(second), wording(first)).grade is grade


def test_one_occasion_needs_less_in_common() -> None:
    first, second = (
        wording("Now it is the council’s turn to consider the same plan"),
        wording("The time has come for the council to consider doing the same"),
    )
    assert compare(first, second).grade is Grade.UNRELATED
    assert compare(first, second, near=True).grade is Grade.OTHER


def test_the_words_that_differ_are_told() -> None:
    comparison = compare(wording("That road will never lead to harvest"), wording("That road can never bring harvest"))
    assert comparison.differences == (("will", "can"), ("lead to", "bring"))
    assert (comparison.shared, comparison.share) == (3, 0.75)


def test_sentences_of_an_utterance() -> None:
    text = "We are ready. Are you? Then let us go…"
    assert [text[a:b] for a, b in split(text)] == ["We are ready.", "Are you?", "Then let us go…"]
    text = "I asked [Mr. Lee] to go. He did not."
    assert [text[a:b] for a, b in split(text)] == ["I asked [Mr. Lee] to go.", "He did not."]


@given(st.text(), st.text())
def test_comparison_is_symmetric_and_never_fails(first: str, second: str) -> None:
    one, other = wording(first), wording(second)
    assert compare(one, other).grade is compare(other, one).grade
    assert compare(one, one).grade is Grade.SAME


@pytest.mark.parametrize(
    "text", ["A" * 50_000, "Aa'" * 20_000, "Aa " * 20_000, "[" * 50_000, "(a" * 20_000, "is " * 20_000]
)
def test_hostile_words_are_read_in_time(text: str) -> None:
    assert len(wording(text).words) <= len(text)
