"""Hostile text costs work in proportion to its length.

Two facts show it. Every pattern of the grammar matches a bounded number of tokens, so the search from one place is bounded
and the whole is linear. And the steps of the tagger (calls of Python and built-in functions) grow no faster than the text.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from crossfact.annotate.timex import foreign, grammar, tagger
from crossfact.segment import segment

LONGEST_EXPRESSION = 50
HOSTILE = {
    "digits": "1" * 50 + " ",
    "joined digits": "1-1/1:1.1,1",
    "weekdays": "Monday ",
    "weekdays with commas": "Monday, ",
    "brackets": "Monday (16 ",
    "open brackets": "((((",
    "numbers": "two ",
    "hyphens": "two-two-",
    "clock times": "at 10:30 ",
    "articles": "the last the next ",
    "months": "May ",
    "of": "the end of ",
    "dots": "a.m. ",
    "mixed": "early last Monday, the 16th of May, 2014 at 10:30 ",
}


@pytest.mark.parametrize(("name", "pattern"), grammar.RULES)
def test_every_pattern_matches_a_bounded_number_of_tokens(name: str, pattern: str) -> None:
    tokens: Any = re._parser.parse(pattern)  # type: ignore[attr-defined]
    shortest, longest = tokens.getwidth()
    assert 1 <= shortest <= longest <= LONGEST_EXPRESSION, name


def steps(text: str, language: str) -> int:
    """Calls made while the text is tagged."""
    layout = segment(text)
    lines = [(text[span.start : span.end], span.start) for span, _ in layout.lines]
    dct = date(2014, 9, 16).toordinal()
    count = 0

    def counted(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        if language == "en":
            tagger.tag_lines(lines, dct)
        else:
            foreign.tag_lines(lines, dct, language)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("language", ["en", "de", "zh"])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_length_of_the_text(piece: str, language: str) -> None:
    steps(piece * 10, language)
    short, long = steps(piece * 100, language), steps(piece * 800, language)
    assert long <= 8 * short * 1.2 + 200
