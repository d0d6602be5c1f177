"""How two values of one fact stand to each other. Pure and symmetric: ``relate(a, b) is relate(b, a)``.

Values are intervals, so that inexact words ("at least", "about", "dozens") need no rules of their own: intervals that
share a number can both hold, intervals that do not cannot.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from crossfact.model import Days, Relation

_UNDATED_YEARS = 2
"""Birthdays that may lie between two tellings of which one is undated."""
_YEAR = 365.2425
"""Mean length of a year of the Gregorian calendar in days."""


class Range(NamedTuple):
    """Closed interval of numbers; ``None`` is an open end."""

    low: float | None
    high: float | None

    def below(self, other: Range) -> bool:
        """Every number of this interval is smaller than every number of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def plus(self, number: float) -> Range:
        return Range(None if self.low is None else self.low + number, None if self.high is None else self.high + number)


class Toll(NamedTuple):
    """A count of casualties with the days on which it was said (``None`` where no article is dated)."""

    number: Range
    said_on: Days | None


def counts(first: Range, second: Range) -> Relation:
    """Two counts of one moment."""
    if first == second:
        return Relation.SAME
    return Relation.CONTRADICTS if first.below(second) or second.below(first) else Relation.COMPATIBLE


def tolls(first: Toll, second: Toll) -> Relation:
    """Two tolls: a higher one that was only said later updates the lower one, any other pair must share a number."""
    relation = counts(first.number, second.number)
    if relation is not Relation.CONTRADICTS:
        return relation
    lower, higher = (first, second) if first.number.below(second.number) else (second, first)
    if lower.said_on is None or higher.said_on is None:
        return Relation.UNKNOWN if lower.said_on != higher.said_on else Relation.CONTRADICTS
    return Relation.UPDATES if lower.said_on.before(higher.said_on) else Relation.CONTRADICTS


def born(years: int, said_on: Days) -> Range:
    """Days of birth (ordinals, a day of tolerance on both sides) of someone who is ``years`` old on a day of ``said_on``."""
    earliest = None if said_on.earliest is None else said_on.earliest - math.ceil((years + 1) * _YEAR)
    latest = None if said_on.latest is None else said_on.latest - math.floor(years * _YEAR)
    return Range(earliest, latest)


def ages(first: int, first_said: Days | None, second: int, second_said: Days | None, dead: bool = False) -> Relation:
    """Two ages in years of one person, told on two days: is there a day of birth that fits both?

    ``dead``: the person had died before either was told, so that no birthday explains a difference. Articles on one
    happening lie a few years apart at most, so that a larger difference needs no days to be a contradiction.
    """
    if first == second:
        return Relation.SAME if first_said == second_said else Relation.COMPATIBLE
    if dead:
        return Relation.CONTRADICTS
    if first_said is None or second_said is None:
        return Relation.UNKNOWN if abs(first - second) <= _UNDATED_YEARS else Relation.CONTRADICTS
    if first_said == second_said and first_said.day is not None:
        return Relation.CONTRADICTS
    if (first_said.before(second_said) and second < first) or (second_said.before(first_said) and first < second):
        return Relation.CONTRADICTS
    older, younger = (born(first, first_said), born(second, second_said))
    return Relation.CONTRADICTS if older.below(younger) or younger.below(older) else Relation.UPDATES


def months(first: int, first_said: Days | None, second: int, second_said: Days | None) -> Relation:
    """Two ages in months of one infant, told on two days."""
    if first == second:
        return Relation.SAME
    if first_said is None or second_said is None:
        return Relation.UNKNOWN
    if first_said == second_said:
        return Relation.CONTRADICTS
    (young, before), (old, after) = sorted(((first, first_said), (second, second_said)))
    if before.earliest is None or after.latest is None:
        return Relation.UNKNOWN
    possible = (after.latest - before.earliest) / (_YEAR / 12)
    return Relation.UPDATES if 0 <= old - young <= possible + 1 and possible >= 1 else Relation.CONTRADICTS


def amounts(first: Range, second: Range) -> Relation:
    """Two amounts of one unit: equal, equal once the finer one is rounded as the coarser one is, or contradictory."""
    if first == second:
        return Relation.SAME
    if not (first.below(second) or second.below(first)):
        return Relation.COMPATIBLE
    lower, higher = (first.high, second.low) if first.below(second) else (second.high, first.low)
    assert lower is not None
    assert higher is not None
    digits = min(_significant(lower), _significant(higher))
    return Relation.COMPATIBLE if _rounded(lower, digits) == _rounded(higher, digits) else Relation.CONTRADICTS


def _significant(amount: float) -> int:
    """Significant digits as written: 3,000,000 has one, 2.96 three."""
    digits = f"{amount:.10g}".replace(".", "").lstrip("0")
    if "e" in digits:
        digits = digits.partition("e")[0]
    return max(1, len(digits.rstrip("0")) if amount == int(amount) else len(digits))


def _rounded(amount: float, digits: int) -> float:
    if amount == 0:
        return 0
    scale = 10.0 ** (digits - 1 - math.floor(math.log10(abs(amount))))
    return math.floor(amount * scale + 0.5) / scale
