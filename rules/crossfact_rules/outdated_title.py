"""A rank or office is given to someone who, by the register, no longer held it on that day, or did not hold it yet.

## What it does

Looks up every person named with a rank or office. Where the register has that person in it, but on the day of what is
told the tenure had ended or not begun, it says what held instead, with the source of each row. Articles that give the
right title for the same days are shown as the other reading. An article without a date is judged where it is linked to a
happening that another article dates.

## Why it matters

A wrong rank is the commonest error of copied text, and an office held years ago points at old material.

## Known limits

Persons that the register does not know are silent, and so is everything after the last day to which a row is known
(``as_of``), a month around each bound, sentences that look back, and titles kept for life ("President Novak") without a
country. A rank is judged only where the register knows the right one for that day, a tenure not begun only where it
knows who held the office. Short and full forms of one title are compatible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Confidence, Days, NearMiss, Precision, Severity, Tenure
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule
from crossfact_rules.claims.tenures import by_tenure, draft_of, nearly, outdated


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft | NearMiss]:
    """One finding for each tenure or rank of the person that claims do not fit."""
    mine = [c for c in claims if c.slot in ("rank", "office")]
    for group in by_tenure(outdated(mine, register)):
        yield draft_of(group, [c for c in mine if c.slot == group[0].claim.slot], register)
    yield from nearly("TTL002", mine, register)


_ROWS = (
    Tenure(
        "Amara Okoye", (), "rank: General", "Army", "Ruritania",
        Days(738000, 738000), Days(738800, 738800), Precision.DAY, Precision.DAY, None, "gazette", Confidence.HIGH, True,
    ),
    Tenure(
        "Amara Okoye", (), "rank: Field Marshal", "Army", "Ruritania",
        Days(738800, 738800), None, Precision.DAY, Precision.OPEN, 739500, "gazette", Confidence.HIGH, True,
    ),
    Tenure(
        "Jan Novak", (), "Foreign Minister", "Ministry of Foreign Affairs", "Ruritania",
        Days(738000, 738000), Days(738800, 738800), Precision.DAY, Precision.DAY, None, "gazette", Confidence.HIGH, True,
    ),
    Tenure(
        "Dana Orr", (), "Foreign Minister", "Ministry of Foreign Affairs", "Ruritania",
        Days(738800, 738800), None, Precision.DAY, Precision.OPEN, 739500, "gazette", Confidence.HIGH, True,
    ),
)  # fmt: skip

RULE = Rule(
    code="TTL002",
    name="outdated-title",
    reads=("roles",),
    hangs_on="person",
    standing=True,
    severity=Severity.WARNING,
    reconcile=reconcile,
    speaks=(
        Example(
            text="Army chief Gen. Amara Okoye warned her neighbours.",
            finds=("General",),
            published="2024-03-13",
            register=_ROWS,
        ),
        Example(
            text="Ruritanian Foreign Minister Jan Novak said talks go on.",
            finds=("Foreign Minister",),
            published="2024-03-13",
            register=_ROWS,
        ),
        Example(
            text="Foreign Minister Dana Orr told reporters that talks go on.",
            finds=("Foreign Minister",),
            published="2022-03-13",
            register=_ROWS,
        ),
    ),
    silent=(
        Example(text="Field Marshal Amara Okoye warned her neighbours.", published="2024-03-13", register=_ROWS),
        Example(text="Gen. Amara Okoye warned her neighbours.", published="2023-10-20", register=_ROWS),
        Example(text="Gen. Amara Okoye warned her neighbours.", published="2027-03-13", register=_ROWS),
        Example(text="The then foreign minister Jan Novak said no.", published="2024-03-13", register=_ROWS),
        Example(text="Former Foreign Minister Jan Novak said no.", published="2024-03-13", register=_ROWS),
        Example(text="In 2022 Foreign Minister Jan Novak said no.", published="2024-03-13", register=_ROWS),
        Example(text="She served under Foreign Minister Jan Novak and left.", published="2024-03-13", register=_ROWS),
        Example(text="Zendian Foreign Minister Jan Novak said no.", published="2024-03-13", register=_ROWS[:1]),
        Example(text="Foreign Minister Dana Orr said no.", published="2027-03-13", register=_ROWS),
        Example(text="Interior Minister Jan Novak said no.", published="2024-03-13", register=_ROWS),
    ),
    doc=__doc__,
)
