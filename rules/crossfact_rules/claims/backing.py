"""What speaks for one reading of a fact rather than another: how many sources give it, and whether an official one does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfact.model import Reading, in_words

_NUMBER = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BODY = (
    r"(?:[Pp]olice|[Ss]heriff|[Cc]oroner|[Mm]edical examiner|[Gg]overnor|[Mm]ayor|[Mm]inist(?:ry|er)|[Oo]fficials|[Aa]uthorities|"
    r"[Pp]rosecutors?|[Ff]ire (?:department|service|brigade|chief)|[Ii]nvestigators|[Tt]roopers|[Cc]oast ?guard|[Nn]avy|[Aa]rmy|"
    r"[Mm]ilitary|[Gg]overnment|[Hh]ospitals?|[Aa]mbulance service|[Cc]ivil [Dd]efen[cs]e|[Ee]mergency services|[Hh]ealth department)"
)
_OFFICIAL = re.compile(
    rf"\b{_BODY}\b(?: [\w.’'-]{{1,20}}){{0,3}} (?:said|says|say|told|confirmed|reported|announced)\b"
    rf"|\b[Aa]ccording to (?:the )?(?:[\w.’'-]{{1,20}} ){{0,2}}{_BODY}\b"
)
"""An office with a verb of saying, a name or rank between them at most."""


def backing(readings: Sequence[Reading]) -> str:
    """Which reading more independent sources give than any other, and which alone is an official figure; empty if neither."""
    said = []
    ranked = sorted(readings, key=lambda reading: (-reading.sources, str(reading.value)))
    if len(ranked) > 1 and ranked[0].sources > ranked[1].sources:
        rest = "; ".join(f"{_sources(r)} {in_words(r.value)}" for r in ranked[1:])
        said.append(f"{_sources(ranked[0], 'independent ')} {in_words(ranked[0].value)}; {rest}")
    official = [reading for reading in readings if any(_official(reading, i) for i in range(len(reading.claims)))]
    if len(official) == 1 < len(readings):
        said.append(f"only {in_words(official[0].value)} is given as an official figure")
    return "; ".join(said)


def _official(reading: Reading, index: int) -> bool:
    evidence = reading.claims[index].evidence
    return _OFFICIAL.search(f"{evidence.before}{evidence.quote}{evidence.after}"[:600]) is not None


def _sources(reading: Reading, kind: str = "") -> str:
    """ "two independent sources say"."""
    number = reading.sources
    word = _NUMBER[number] if number < len(_NUMBER) else str(number)
    return f"{word} {kind}source{'' if number == 1 else 's'} say{'s' if number == 1 else ''}"
