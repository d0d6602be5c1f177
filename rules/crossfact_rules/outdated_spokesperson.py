"""Words are given to someone as spokesperson who had left that office by then.

## What it does

Takes every person named as spokesperson, press secretary or the like and looks the name up in the register. Where the
register has that person in the office, the tenure had ended (or not begun) on the day of the statement, and the person
has no later tenure of a like office or body, it says so and names who held the office on that day, with the source of
each row. The day is that of the statement where the text gives it, else that of the article.

## Why it matters

An attribution to a former spokesperson is the mark of a recycled statement: the words may be years old, or made up.

## Known limits

Persons that the register does not know are silent, and so is everything after the last day to which a row is known
(``as_of``), a month around each bound, sentences that look back, and the word "spokesperson" without a body or country.
Rows that are partly verified give a warning at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Confidence, Days, NearMiss, Precision, Severity, Tenure
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.tenures import by_tenure, draft_of, nearly, outdated

_GENERAL = frozenset(("Spokesperson", "Deputy Spokesperson", "Press Secretary", "Deputy Press Secretary"))


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:
    """One finding for each tenure of the person that claims do not fit."""
    mine = [c for c in claims if c.slot == "spokesperson"]
    told = (item for item in outdated(mine, register) if not _of_any_body(item.claim))
    for group in by_tenure(told):
        yield draft_of(group, mine, register)
    yield from nearly("SPK001", mine, register)


def _of_any_body(claim: Claim) -> bool:
    """Does the mention leave open whose spokesperson is meant?"""
    return claim.detail("term") in _GENERAL and claim.detail("body") is None and claim.detail("country") is None


_ROWS = (
    Tenure(
        "Amara Okoye", ("A. Okoye",), "Foreign Ministry Spokesperson", "Ministry of Foreign Affairs", "Ruritania",
        Days(738000, 738000), Days(738800, 738800), Precision.DAY, Precision.DAY, None, "gazette", Confidence.HIGH, True,
    ),
    Tenure(
        "Jan Novak", (), "Foreign Ministry Spokesperson", "Ministry of Foreign Affairs", "Ruritania",
        Days(738800, 738800), None, Precision.DAY, Precision.OPEN, 739500, "gazette", Confidence.HIGH, True,
    ),
)  # fmt: skip

RULE = Rule(
    code="SPK001",
    name="outdated-spokesperson",
    reads=("roles",),
    hangs_on="person",
    standing=True,
    severity=Severity.ERROR,
    reconcile=reconcile,
    speaks=(
        Example(
            text="Foreign Ministry spokesperson Amara Okoye said on Tuesday that talks go on.",
            finds=("Spokesperson",),
            published="2024-03-13",
            register=_ROWS,
        ),
        Example(
            text="“We agree,” said Amara Okoye, a spokeswoman for the Foreign Ministry.",
            finds=("Spokesperson",),
            published="2024-03-13",
            register=_ROWS,
        ),
    ),
    silent=(
        Example(text="Foreign Ministry spokesperson Jan Novak said so.", published="2024-03-13", register=_ROWS),
        Example(text="Foreign Ministry spokesperson Jan Novak said so.", published="2027-03-13", register=_ROWS),
        Example(text="Foreign Ministry spokesperson Amara Okoye said so.", published="2023-11-01", register=_ROWS),
        Example(text="Foreign Ministry spokesperson Amara Okoye said so.", register=_ROWS),
        Example(
            text="Former Foreign Ministry spokesperson Amara Okoye said so.", published="2024-03-13", register=_ROWS
        ),
        Example(text="Then-Foreign Ministry spokesperson Amara Okoye said so.", published="2024-03-13", register=_ROWS),
        Example(
            text="In May 2022, Foreign Ministry spokesperson Amara Okoye said talks would go on.",
            published="2024-03-13",
            register=_ROWS,
        ),
        Example(text="Police spokesperson Amara Okoye said so.", published="2024-03-13", register=_ROWS),
        Example(text="Foreign Ministry spokesperson Amara Okon said so.", published="2024-03-13", register=_ROWS),
    ),
    doc=__doc__,
)
