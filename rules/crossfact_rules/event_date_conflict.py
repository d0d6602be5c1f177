"""Two days or two clock times for one event that cannot both be right.

## What it does

Compares the days, and the clock times, that articles of one story or one article give for one event: a post, a statement,
a visit, an attack. Days are intervals: "September" holds "14 September", a night runs over midnight, so "late Sunday" and
"early Monday" are one night. Clock times conflict from three quarters of an hour apart; a call to the police may come
later than what it reports. A weekday that does not fit its date rules that reading out, and the finding says so.

## Why it matters

When something happened is the first thing a reader checks, and the day is what later articles copy.

## Known limits

An event that an article tells after another article was published is taken for another event. The day of an arrest, a
death or a press conference is compared only with its like. Days more than one apart are compared only where both articles
give them in title or lead, and never more than six; attacks and airstrikes, of which a war brings several to one place,
only where the articles have a person or a street in common. Two streets keep events apart, and so do classes of events.
"""

from __future__ import annotations

import datetime
from itertools import islice, product

from crossfact.annotate.events import family
from crossfact.annotate.places import well_known
from crossfact.model import WEEKDAYS, Claim, DateValue, Days, Fact, Reading, Relation, Severity, Span, day_words, listed
from crossfact.register import Register
from crossfact.rulekit import Example, Explanation, Option, Pair, Rule
from crossfact_rules.claims.accounts import INCIDENTS
from crossfact_rules.claims.event_dates import minutes_between

_CLAIMS = 12
"""Claims of one reading that are looked at."""
_ONCE = frozenset(("statement", "visit", "death", "arrest", "funeral"))
"""Families of events, beside attacks and disasters, that their persons tell apart."""
_APART = 6
"""Days by which tellings of one incident may differ where a person or a street in common makes it one."""
_NEAR = 1
"""The same where its town alone does, and within one article."""
_REPEATED = frozenset(("airstrike", "attack", "bombing"))
"""Classes of which a war brings several to one place within days."""
_CLOCK_TOLERANCE = 45
_DELAY = 90


def relate(
    first: Reading,
    second: Reading,
    register: Register,  # noqa: ARG001
    *,
    clock_tolerance: int = _CLOCK_TOLERANCE,
) -> Relation:
    """How two values of one event's day or clock time stand to each other. Symmetric."""
    pairs = list(product(islice(first.claims, _CLAIMS), islice(second.claims, _CLAIMS)))
    if str(first.value) == str(second.value):
        return Relation.SAME
    slot = first.claims[0].slot
    between = [_clocks(one, other, clock_tolerance) if slot == "clock" else _days(one, other) for one, other in pairs]
    for relation in (Relation.COMPATIBLE, Relation.CONTRADICTS):
        if relation in between:
            return relation
    return Relation.UNKNOWN


def _value(claim: Claim) -> DateValue:
    assert isinstance(claim.value, DateValue)
    return claim.value


def _days(one: Claim, other: Claim) -> Relation:
    days, others = _value(one).days, _value(other).days
    if days.overlaps(others):
        return Relation.COMPATIBLE
    if max(_length(days), _length(others)) > 1:
        return Relation.UNKNOWN
    if others.before(days):
        one, other, days, others = other, one, others, days
    if _gap(days, others) == 1 and one.detail("late") and (other.detail("early") or not other.detail("late")):
        return Relation.COMPATIBLE
    if not _comparable(one, other, days, others):
        return Relation.UNKNOWN
    if other.detail("call") and not one.detail("call"):
        return Relation.UNKNOWN
    return Relation.CONTRADICTS


def _length(days: Days) -> int:
    return 0 if days.latest is None or days.earliest is None else days.latest - days.earliest


def _gap(days: Days, others: Days) -> int:
    """Days from the end of one interval to the start of the other; 0 where an end is open."""
    return 0 if days.latest is None or others.earliest is None else others.earliest - days.latest


def _clocks(one: Claim, other: Claim, tolerance: int) -> Relation:
    if one.detail("zone") != other.detail("zone"):
        return Relation.UNKNOWN
    assert one.event is not None
    assert other.event is not None
    first, second = _value(one).clock, _value(other).clock
    assert first is not None
    assert second is not None
    apart = minutes_between(first, second)
    if abs(apart) < tolerance:
        return Relation.COMPATIBLE
    days, others = one.detail("day"), other.detail("day")
    if "quake" in (one.event.event_class, other.event.event_class) and (days is None or others is None):
        return Relation.UNKNOWN  # a region shakes again and again: without its day a clock time may be of another
    if not _comparable(one, other, days, others):
        return Relation.UNKNOWN
    late = other if apart > 0 else one
    early = one if apart > 0 else other
    if late.detail("call") and not early.detail("call") and abs(apart) <= _DELAY:
        return Relation.COMPATIBLE
    return Relation.CONTRADICTS


def _comparable(one: Claim, other: Claim, days: Days | None, others: Days | None) -> bool:
    """Do two claims surely speak of one event?"""
    assert one.event is not None
    assert other.event is not None
    own = family(one.event.event_class)
    incident = own in INCIDENTS
    if not incident and own not in _ONCE:
        return False
    gap = 0 if days is None or others is None else abs(_gap(days, others))
    within = one.evidence.article_id == other.evidence.article_id
    if gap > (2 if not incident else _NEAR if within else _APART):
        return False
    lead = bool(one.detail("lead") and other.detail("lead"))
    if gap > _NEAR and incident and not (lead and one.event.event_class == other.event.event_class):
        return False
    if within:
        return one.event.main and other.event.main and (incident or own == "statement")
    if days is not None and others is not None and (_told_before(one, others) or _told_before(other, days)):
        return False
    if one.detail("two") or other.detail("two"):
        return False
    if set(one.detail("persons", ())) & set(other.detail("persons", ())):
        return True
    if not incident or not (one.event.main and other.event.main):
        return False
    streets, other_streets = set(one.detail("streets", ())), set(other.detail("streets", ()))
    if streets and other_streets:
        return not streets.isdisjoint(other_streets)
    if one.event.event_class not in _REPEATED:
        return True
    scene, other_scene = set(one.detail("scene", ())), set(other.detail("scene", ()))
    local = any(not well_known(key) for key in scene & other_scene)
    return gap <= _NEAR and (local or (lead and (not scene or not other_scene or not scene.isdisjoint(other_scene))))


def _told_before(claim: Claim, days: Days) -> bool:
    """Was the claim published before the day in question?"""
    return claim.said_on is not None and claim.said_on.before(days)


def explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    """The question for the report, and which readings their own weekday rules out."""
    asked = "At what time" if fact.slot == "clock" else "Which day"
    out, left = [], []
    for reading in fact.readings:
        days = _value(reading.claims[0]).days
        # A clock time beside the clashing date takes its day from it, and stands or falls with it.
        wrong = {_sentence(claim): clash for claim in reading.claims if (clash := _weekday_clash(claim)) is not None}
        if days.day is not None and wrong and all(_sentence(claim) in wrong for claim in reading.claims):
            weekday = next(iter(wrong.values()))
            out.append(
                f"{day_words(days.day)} is a {WEEKDAYS[_weekday(days.day)]}, not a {weekday}: that reading is out"
            )
        elif days.day is not None:
            left.append(day_words(days.day))
    fits = ""
    if out:
        fits = "; ".join(out) + (f"; {listed(sorted(left))} remain{'s' if len(left) == 1 else ''}" if left else "")
    return Explanation(
        question=f"{asked} was {fact.subject}?",
        fits=fits,
        derivation=tuple(out),
        advice=("Ask the source for the day and give it with its date.",) if fact.slot == "day" else (),
    )


def _sentence(claim: Claim) -> tuple[str, Span]:
    return claim.evidence.article_id, claim.sentence


def _weekday(ordinal: int) -> int:
    return datetime.date.fromordinal(ordinal).weekday()


def _weekday_clash(claim: Claim) -> str | None:
    """The weekday written with a date that falls on another one."""
    days, written = _value(claim).days, claim.detail("weekday")
    if days.day is None or written is None or written == _weekday(days.day):
        return None
    return WEEKDAYS[written]


RULE = Rule(
    code="DAT002",
    name="event-date-conflict",
    reads=("event_dates",),
    hangs_on="event",
    severity=Severity.ERROR,
    relate=relate,
    explain=explain,
    message="{subject}: {readings}",
    speaks=(
        Example(
            text=(
                "Amara Okoye urges Ruritania to resume talks\n\n"
                "PORT ELLERY, Tuesday, March 12, 2024 – Amara Okoye, a former envoy, urged Ruritania on Monday to talk.\n"
                "Okoye made the appeal in a post on X on March 12, 2024, and called the war a mistake."
            ),
            finds=("2024-03-11", "2024-03-12"),
        ),
    ),
    silent=(
        Example(
            text=(
                "Amara Okoye urged Ruritania on Monday to resume talks, in a post on X.\n"
                "In a second post on Tuesday, Okoye said that time was running out."
            ),
            published="2024-03-13",
        ),
        Example(
            text=(
                "A man was killed in a shooting on Maple Lane on Sunday night.\n"
                "John Bell, 30, was arrested on Monday. He died on Tuesday. A similar shooting took place last Friday."
            ),
            published="2024-03-13",
        ),
        Example(
            text=(
                "A man was killed in a shooting on Maple Lane on Sunday.\n"
                "By Monday, most of the victims of the shooting were home. Flowers lay at the scene of the shooting on Tuesday."
            ),
            published="2024-03-13",
        ),
        Example(
            text="The funeral is on Tuesday from 5 p.m. until 8 p.m., with a vigil at 9 p.m.", published="2024-03-11"
        ),
    ),
    pairs=(
        Pair(
            "Two men were wounded in a shooting on Maple Lane in Port Ellery on Tuesday.",
            "The shooting on Maple Lane in Port Ellery happened on Monday, police said.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Two men were wounded in a shooting on Maple Lane in Port Ellery on Friday.",
            "The shooting on Maple Lane happened on Sunday, police said.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "John Bell, 30, was wounded in a shooting in Port Ellery on Friday.",
            "A shooting in Linden County wounded John Bell, 30, on Sunday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "An airstrike killed nine people in Linden on Friday.",
            "An airstrike killed four people in Linden on Sunday.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Two men were wounded in a shooting on Maple Lane in Port Ellery on Sunday night after a quarrel.",
            "The shooting on Maple Lane in Port Ellery happened on Monday night, police said.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Two men were wounded in a shooting on Maple Lane in Port Ellery on Sunday, a day after Saturday’s shooting.",
            "The shooting on Maple Lane in Port Ellery happened on Saturday, police said.",
            Relation.UNKNOWN,
        ),
        Pair(
            "A shooting on Maple Lane in Port Ellery wounded two men late Sunday.",
            "A shooting on Maple Lane in Port Ellery wounded two men early Monday.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "A shooting on Maple Lane in Port Ellery wounded two men on Sunday night.",
            "A shooting on Maple Lane in Port Ellery wounded two men on Monday.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "A shooting on Maple Lane in Port Ellery wounded two men on March 10.",
            "A shooting on Maple Lane in Port Ellery wounded two men last week.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "A shooting on Maple Lane in Port Ellery wounded two men on Tuesday.",
            "A shooting on Maple Lane in Port Ellery wounded two men on Thursday.",
            Relation.UNKNOWN,
            days=3,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened around 9:15 p.m. Sunday, police said.",
            "A man was shot in Port Ellery just after 10:20 p.m. Sunday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened around 9:15 p.m. Sunday, police said.",
            "A man was shot in Port Ellery around 10 p.m. Sunday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened around 9:15 p.m. Sunday, police said.",
            "It was around 10:30 p.m. that night when two men drove to Maple Lane in Port Ellery and opened fire.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened around 9:15 p.m. Sunday. A girl was home a day after the shooting.",
            "A man was shot in Port Ellery just after 10:20 p.m. Sunday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened just after eight o’clock Sunday evening, police said.",
            "A man was shot in Port Ellery around 8:10 p.m. Sunday.",
            Relation.SAME,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened at about 8:30 Sunday, police said.",
            "A man was shot in Port Ellery around 8:30 p.m. Sunday.",
            Relation.SAME,
        ),
        Pair(
            "Officers were sent to a home on Maple Lane in Port Ellery at 11:20 p.m. Saturday and found John Bell, 48, stabbed.",
            "John Bell, 48, was stabbed on Maple Lane in Port Ellery around 4:30 a.m. Sunday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A hit-and-run on Maple Lane in Port Ellery killed John Bell, 62, on Friday.",
            "John Bell, 62, was hit by a car on Maple Lane in Port Ellery on Saturday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Police were called to a shooting on Maple Lane in Port Ellery at 9:15 p.m. Sunday.",
            "A man was shot on Maple Lane in Port Ellery around 9:45 p.m. Sunday.",
            Relation.SAME,
        ),
        Pair(
            "The shooting on Maple Lane in Port Ellery happened around 9:15 p.m. Sunday, police said.",
            "A man was shot in Port Ellery over the weekend. Police were called at 10:05 p.m. to the shooting.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "A man was shot on Harrow Lane in Port Ellery at 11:40 p.m., police said.",
            "A boy was shot on Cannery Street in Port Ellery at 9:15 p.m., police said.",
            Relation.UNKNOWN,
        ),
        Pair(
            "An earthquake killed two people on Orra on Sunday. The quake struck at 9:43 a.m.",
            "An earthquake damaged homes on Orra. The quake struck at 4:15 a.m.",
            Relation.UNKNOWN,
        ),
        Pair(
            "An earthquake killed two people on Orra on Sunday. The quake struck at 9:43 a.m.",
            "An earthquake damaged homes on Orra on Sunday. The quake struck at 4:15 a.m.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "An explosion shook Ruritania at 09:15 GMT.",
            "An explosion shook Ruritania at 1 p.m. local time.",
            Relation.UNKNOWN,
        ),
        Pair(
            "In a post on X on Sunday, Amara Okoye urged Ruritania to talk.",
            "Amara Okoye, writing in a post on X on Monday, urged Ruritania to talk.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "In a post on X on Sunday, Amara Okoye urged Ruritania to talk.",
            "In a post on X on Monday, John Bell urged Ruritania to talk.",
            Relation.UNKNOWN,
        ),
    ),
    options=(
        Option(
            "clock_tolerance", int, _CLOCK_TOLERANCE, "Minutes that clock times of one event may lie apart, less one."
        ),
    ),
    doc=__doc__,
)
