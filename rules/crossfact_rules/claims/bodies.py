"""Full names of bodies that an article gives an abbreviation for.

## What it does

Makes a claim of every body written in full with its abbreviation ("Ruritanian Relief Fund (RRF)", "…, or RRF"). The value
is the name as written; the claim belongs to the abbreviation.

## Known limits

A body without an abbreviation gives no claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfact.model import Claim, TextValue
from crossfact.rulekit import ClaimKind, Example, View


def extract(view: View) -> Iterator[Claim]:
    """Claims on the spelling of bodies."""
    if "(" not in view.text and " or " not in view.text:
        return
    seen: set[str] = set()
    for name in view.names:
        if name.type == "organisation" and name.abbreviation not in (None, name.text) and name.text not in seen:
            seen.add(name.text)
            yield view.claim(
                "bodies",
                name.span,
                subject=name.text,
                value=TextValue("term", name.text),
                entity=str(name.abbreviation),
                slot="name",
            )


KIND = ClaimKind(
    name="bodies",
    extract=extract,
    speaks=(
        Example(
            text="The Ruritanian Relief Fund (RRF) sent food. The RRF said more would follow.",
            finds=("Ruritanian Relief Fund",),
        ),
        Example(text="Talks with the Harakat-e-Salam Zendia, or HSZ, went on.", finds=("Harakat-e-Salam Zendia",)),
    ),
    silent=(Example(text="The Ruritanian Relief Fund sent food (and tents) to the port."),),
    doc=__doc__,
)
