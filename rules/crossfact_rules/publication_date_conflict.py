"""Dateline, publication line, byline and metadata give days for one article that cannot all hold.

## What it does

Compares the days that an article gives for itself. These hold together: a dateline up to three days before the
publication line (it was written where it happened and printed later), any later "Updated …", and metadata later than the
article's own line (the day a page was fetched). These do not: a dateline after the publication line or more than three
days before it, two publication lines with different days, a change before the publication, and metadata more than a day
before what the article states.

The finding is a warning where both places say when *this text* was written: a dateline, a byline, a line with a word such as
"published", "posted" or "updated" before its date; against metadata only a line with such a word. It is ``info`` where one of
them is a bare date, which may be that of a coming event, of an entry in a list, or of what the text is about.

## Why it matters

Every relative date of the article ("on Monday", "last week") hangs on its own date: if that is in doubt, all of them are.

## Known limits

An article whose days differ and yet hold together is listed as a near miss, with the reason. Dates without a year are
read with the year of the metadata. Metadata have no place in the text: the finding names them in its steps. A weekday
written with the date is the matter of DAT001.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from crossfact.model import Claim, Confidence, Days, Location, NearMiss, Part, Severity, days_words, in_words, iso_day
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Option, Rule

_DATELINE_DAYS = 3
_METADATA_DAYS = 1


def judge(
    claims: Sequence[Claim],
    _register: Register,
    *,
    dateline_days: int = _DATELINE_DAYS,
    metadata_days: int = _METADATA_DAYS,
) -> Iterator[Draft | NearMiss]:
    """At most one finding an article, or one near miss."""
    days = {id(c): c.when.day for c in claims if c.when is not None and c.when.day is not None}
    dated = [c for c in claims if id(c) in days]
    for first in dated:
        for second in dated:
            reason = _clash(first.slot, days[id(first)], second.slot, days[id(second)], dateline_days)
            if reason is not None and (first.slot != second.slot or _stated_apart(first, second)):
                yield _draft(first, second, dated, reason)
                return
    for claim in dated:
        declared: Days | None = claim.detail("declared")
        if declared is None or declared.latest is None or claim.slot == "line of change":
            continue
        if declared.latest < days[id(claim)] - metadata_days:
            yield _against_metadata(claim, declared)
            return
    yield from islice(_held_together(dated, days, dateline_days), 1)


def _held_together(dated: Sequence[Claim], days: Mapping[int, int | None], dateline_days: int) -> Iterator[NearMiss]:
    """Days that differ where they may."""
    for first in dated:
        for second in dated:
            reason = _why_it_holds(first.slot, days[id(first)], second.slot, days[id(second)], dateline_days)
            if reason is not None:
                said = " and ".join(f"{c.slot} says {in_words(c.value)}" for c in (first, second))
                yield NearMiss(
                    RULE.code,
                    "publication date of the article",
                    f"{said}: {reason}",
                    tuple(Location(c.evidence, Part.EVIDENCE, None, c.said_on, c.publisher) for c in (first, second)),
                )


def _why_it_holds(
    first: str, first_day: int | None, second: str, second_day: int | None, dateline_days: int
) -> str | None:
    """Why two unequal days are no conflict, ``None`` where they are equal or nothing is known of such a pair."""
    assert first_day is not None
    assert second_day is not None
    if second_day <= first_day:
        return None
    if first == "dateline" and second in ("publication line", "byline"):
        return f"a dateline may be up to {dateline_days} days older than the publication"
    if first != "line of change" and second == "line of change":
        return "an article may be changed after it was published"
    return None


def _is_stated(claim: Claim) -> bool:
    """Does the place say that its date is that of the text?"""
    return claim.slot in ("dateline", "byline", "line of change") or bool(claim.detail("stated"))


def _stated_apart(first: Claim, second: Claim) -> bool:
    """Do two lines say of two dates that they are of the publication? Bare dates may be of anything."""
    if first.slot == "dateline":
        return first.evidence.line != second.evidence.line
    return bool(first.detail("stated") and second.detail("stated")) and first.evidence.line != second.evidence.line


def _clash(first: str, first_day: int | None, second: str, second_day: int | None, dateline_days: int) -> str | None:
    """Why the first date and the second cannot both hold."""
    assert first_day is not None
    assert second_day is not None
    gap = second_day - first_day
    if first == "dateline" and second in ("publication line", "byline"):
        if gap < 0:
            return "a dateline cannot be later than the publication"
        if gap > dateline_days:
            return f"a dateline is not {gap} days older than the publication"
    elif first in ("publication line", "byline") and second == "line of change" and gap < 0:
        return "a change cannot be earlier than the publication"
    elif first == second and first in ("publication line", "dateline") and gap > 0:
        return f"there are two days in a {first}"
    elif first == "publication line" and second == "byline" and gap not in (0, -1, 1):
        return "byline and publication line give different days"
    return None


def _draft(first: Claim, second: Claim, dated: Sequence[Claim], reason: str) -> Draft:
    agreeing = tuple(
        c for c in dated if c is not first and c is not second and str(c.value) in (str(first.value), str(second.value))
    )
    return Draft(
        subject="publication date of the article",
        message=f"{first.slot} says {in_words(first.value)}, {second.slot} says {in_words(second.value)}",
        primary=first,
        conflicting=(second,),
        agreeing=agreeing,
        derivation=(
            *(f"{c.slot}: “{c.evidence.quote}” is {in_words(c.value)}" for c in (first, second)),
            reason,
        ),
        key=("publication date", first.slot, second.slot),
        severity=None if _is_stated(first) and _is_stated(second) else Severity.INFO,
        question="When was this article published?",
        advice=("make the dates of the article agree",),
    )


def _against_metadata(claim: Claim, declared: Days) -> Draft:
    stated = iso_day(declared.day) or str(declared)
    origin = claim.detail("declared_origin") or "metadata"
    return Draft(
        subject="publication date of the article",
        message=f"{claim.slot} says {in_words(claim.value)}, {origin} says {days_words(declared)}",
        primary=claim,
        derivation=(
            f"{claim.slot}: “{claim.evidence.quote}” is {in_words(claim.value)}",
            f"{origin}: {days_words(declared)}",
            "metadata are not older than what the article says of itself",
        ),
        key=("publication date", claim.slot, "metadata"),
        values=(str(claim.value), stated),
        severity=None if claim.detail("stated") else Severity.INFO,
        question="When was this article published?",
        advice=("make the metadata and the article agree",),
        confidence=Confidence.MEDIUM if claim.slot == "date at the head" else Confidence.HIGH,
    )


RULE = Rule(
    code="DAT003",
    name="publication-date-conflict",
    reads=("publication_dates",),
    hangs_on="article",
    severity=Severity.WARNING,
    judge=judge,
    speaks=(
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 19, 2014 — The harbour was closed, officials said.",
            finds=("2014-09-17", "2014-09-19"),
        ),
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nUpdated: September 12, 2014\nThe harbour was closed, officials said.",
            finds=("2014-09-12", "2014-09-17"),
        ),
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nThe harbour was closed, officials said.",
            finds=("2014-09-17",),
            published="2014-09-10",
        ),
    ),
    silent=(
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nPORT ELLERY, Sept. 16, 2014 — The harbour was closed, officials said."
        ),
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nUpdated: October 2, 2014\nThe harbour was closed, officials said."
        ),
        Example(
            text="Harbour closed\nPublished: September 17, 2014\nThe harbour was closed, officials said.",
            published="2014-09-30",
        ),
        Example(
            text="Patrol report\nDate: Friday, June 6, 2014, 10:24 p.m. - Saturday, June 7, 2014\nTwo men were held, officials said."
        ),
        Example(
            text="Harbour closed\nPosted 9:24 p.m., June 5, 2014, Updated 10:02 p.m., June 6, 2014\nThe harbour was closed, officials said."
        ),
    ),
    options=(
        Option("dateline_days", int, _DATELINE_DAYS, "Days that a dateline may be older than the publication."),
        Option("metadata_days", int, _METADATA_DAYS, "Days that metadata may be older than the text's own date."),
    ),
    doc=__doc__,
)
