"""Numbers as words, with their hedges, as intervals."""

from __future__ import annotations

import pytest

from crossfact.annotate.numerals import Number, parse


@pytest.mark.parametrize(
    ("words", "low", "high", "rest"),
    [
        ("17 soldiers", 17, 17, "soldiers"),
        ("nine people", 9, 9, "people"),
        ("twenty-one people", 21, 21, "people"),
        ("thirty five people", 35, 35, "people"),
        ("one hundred and twelve people", 112, 112, "people"),
        ("1,300 people", 1300, 1300, "people"),
        ("1.5 million people", 1_500_000, 1_500_000, "people"),
        ("at least 12 people", 12, None, "people"),
        ("more than 20 people", 21, None, "people"),
        ("as many as 50 people", None, 50, "people"),
        ("fewer than 50 people", None, 49, "people"),
        ("about 30 people", 27, 33, "people"),
        ("about five people", 4, 6, "people"),
        ("dozens of people", 24, None, "people"),
        ("dozens", 24, None, ""),
        ("several dozen people", 24, None, "people"),
        ("hundreds of thousands of people", 200_000, None, "people"),
        ("a dozen people", 12, 12, "people"),
        ("half a dozen people", 6, 6, "people"),
        ("two dozen people", 24, 24, "people"),
        ("a couple of people", 2, 2, "people"),
        ("a number of people", 2, None, "people"),
        ("a total of 40 people", 40, 40, "people"),
        ("10 to 15 people", 10, 15, "people"),
        ("between 10 and 15 people", 10, 15, "people"),
        ("four or five people", 4, 5, "people"),
        ("20 or more people", 20, None, "people"),
        ("no one", 0, 0, "one"),
    ],
)
def test_parse(words: str, low: float | None, high: float | None, rest: str) -> None:
    tokens = words.split()
    number = parse(tokens, 0)
    assert number is not None
    assert (number.low, number.high, " ".join(tokens[number.end :])) == (low, high, rest)


@pytest.mark.parametrize(
    "words", ["people were killed", "a man", "between friends and foes", "4th victim", "more people"]
)
def test_no_number(words: str) -> None:
    assert parse(words.split(), 0) is None


def test_hedge_is_kept_as_written() -> None:
    assert parse(["at", "least", "12"], 0) == Number(12, None, 0, 3, "at least")
