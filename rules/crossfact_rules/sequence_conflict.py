"""Dated and relative claims on the events of a story that cannot all hold.

## What it does

Puts the days of events and the differences between them ("two days after the shooting") of all articles of a story into a
temporal constraint network and looks for smallest sets that cannot all hold: three or more claims of which each two can, or
two lengths of time between the same happenings. The claims are reported in the order in which they read as an argument: a day,
what lies between, and the day that does not fit.

## Why it matters

No single pair of sentences shows such an error; readers who follow the days from article to article stumble over it.

## Known limits

Of a happening for which different days are told, which is the matter of the rule on event dates, only the day that most
articles give takes part; of the main event only days told in title and lead. Other happenings are deaths, arrests, funerals,
visits and the main utterances of a story, with whatever a sentence dates beside them. The main events of two articles are one
only if they share a person, a street or a small place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crossfact.annotate.events import family
from crossfact.annotate.places import well_known
from crossfact.model import Claim, Confidence, DateValue, Days, Severity, days_words
from crossfact.network import Constraint, conflicts
from crossfact.register import Register, first_and_last
from crossfact.rulekit import Draft, Example, Rule
from crossfact.unions import Unions
from crossfact_rules.claims.event_orders import INCIDENT, OF_PERSON, node_of

_ORIGIN = "calendar"
_LONGEST = 7
"""Days of the longest interval that still says when something was."""
_ALIKE = 4
"""How many claims that say the same are tried."""
_SEVERAL = re.compile(
    r"\b(?:another|second|third|fourth|fifth|other|others|also|both|all|two|three|four|five|several)\b", re.IGNORECASE
)


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    """One draft for each minimal set of claims that cannot all hold."""
    orders = [claim for claim in claims if claim.slot == "order"]
    if not orders:
        return
    incidents = _incidents(claims)
    wanted = {_node(claim.detail(end), claim, incidents) for claim in orders for end in ("earlier", "later")}
    days: dict[str, list[Constraint]] = defaultdict(list)
    for claim in claims:
        found = _day(claim, incidents)
        if found is not None and found.second in wanted:
            days[str(found.second)].append(found)
    constraints = [c for told in days.values() for c in _most_told(told)]
    constraints += [_order(claim, incidents) for claim in orders if not _may_be_another(claim)]
    for cycle in conflicts(list(_few_of_each(constraints))):
        yield _draft(cycle)


def _few_of_each(constraints: Sequence[Constraint]) -> Iterator[Constraint]:
    """Constraints, of those that say the same a few only: more give the same argument once more."""
    told: Counter[tuple[object, object, int | None, int | None]] = Counter()
    for constraint in constraints:
        key = (constraint.first, constraint.second, constraint.low, constraint.high)
        told[key] += 1
        if told[key] <= _ALIKE:
            yield constraint


def _incidents(claims: Sequence[Claim]) -> dict[str, str]:
    """Article to the first article that tells of the same incident: they share a person, a street or a small place."""
    told: Unions[str] = Unions()
    holder: dict[str, str] = {}
    for claim in claims:
        article = claim.evidence.article_id
        keys = {*map(first_and_last, claim.detail("persons", ())), *claim.detail("streets", ())}
        for key in keys.union(key for key in claim.detail("scene", ()) if not well_known(key)):
            told.join(article, holder.setdefault(key, article))
    return {claim.evidence.article_id: told.head(claim.evidence.article_id) for claim in claims}


def _node(node: str, claim: Claim, incidents: dict[str, str]) -> str:
    return f"{node} of {incidents[claim.evidence.article_id]}" if node == INCIDENT else node


def _order(claim: Claim, incidents: dict[str, str]) -> Constraint:
    return Constraint(
        _node(claim.detail("earlier"), claim, incidents),
        _node(claim.detail("later"), claim, incidents),
        claim.detail("low"),
        claim.detail("high"),
        claim,
    )


def _day(claim: Claim, incidents: dict[str, str]) -> Constraint | None:
    """The day that a claim gives for a happening that is known by a name."""
    if claim.slot != "day" or not isinstance(claim.value, DateValue):
        return None
    days = claim.value.days
    node = claim.detail("node")
    if node is None and claim.event is not None and not claim.detail("call"):
        node = node_of(claim.event, claim.evidence.article_id)
    if (node == INCIDENT and not claim.detail("lead")) or _may_be_another(claim):
        return None
    if node is None or days.earliest is None or days.latest is None or days.latest - days.earliest > _LONGEST:
        return None
    latest = days.latest + 1 if claim.detail("late") else days.latest
    return Constraint(_ORIGIN, _node(node, claim, incidents), days.earliest, latest, claim)


def _may_be_another(claim: Claim) -> bool:
    """Does a sentence tell of the arrest or death of somebody whom it does not name, and of several such persons?

    The unnamed of an article are one person only as long as it tells of one.
    """
    ends = (claim.detail("earlier"), claim.detail("later"))
    unnamed = claim.event is not None and not claim.event.patients and family(claim.event.event_class) in OF_PERSON
    if not unnamed and not any(end and end.endswith(f" of {claim.evidence.article_id}") for end in ends):
        return False
    return _SEVERAL.search(claim.evidence.before + claim.evidence.after) is not None


def _most_told(told: Sequence[Constraint]) -> Sequence[Constraint]:
    """The days of a happening that fit together: all, or those that more than half of several articles give."""
    if _agree(told):
        return told
    articles: dict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for constraint in told:
        assert isinstance(constraint.source, Claim)
        articles[constraint.low, constraint.high].add(constraint.source.evidence.article_id)
    most = max(articles, key=lambda days: (len(articles[days]), str(days)))
    if len(articles[most]) < 2 or 2 * len(articles[most]) <= len(set().union(*articles.values())):
        return ()
    return [c for c in told if (c.low, c.high) == most]


def _agree(told: Sequence[Constraint]) -> bool:
    """Can all days that are told for one happening hold?"""
    low = max(c.low for c in told if c.low is not None)
    return low <= min(c.high for c in told if c.high is not None)


def _draft(cycle: Sequence[Constraint]) -> Draft:
    path = _path(cycle)
    steps = tuple(_steps(path))
    claims = [c.source for c, _ in path if isinstance(c.source, Claim)]
    orders = [claim for claim in claims if claim.slot == "order"]
    return Draft(
        subject=orders[0].subject,
        message="; ".join(steps) + "; these cannot all hold",
        primary=claims[0],
        conflicting=tuple(claims[1:]),
        derivation=steps,
        key=tuple(sorted({claim.subject.lower() for claim in orders})),
        confidence=Confidence.MEDIUM,
        question=f"How many days lie between {orders[0].subject}?",
    )


def _path(cycle: Sequence[Constraint]) -> list[tuple[Constraint, bool]]:
    """The constraints as a way through the happenings, from day to day, each with whether it is gone forwards.

    Of the two ways round that which begins with the earlier day.
    """
    ends = [index for index, constraint in enumerate(cycle) if constraint.first == _ORIGIN]
    if len(ends) == 2:
        start = 0 if ends == [0, len(cycle) - 1] else ends[1]
        cycle = [*cycle[start:], *cycle[:start]]
        if (cycle[0].low or 0) > (cycle[-1].low or 0):
            cycle = cycle[::-1]
    path = []
    at = _shared(cycle[-1], cycle[0]) if len(ends) != 2 else _ORIGIN
    for constraint in cycle:
        forwards = constraint.first == at
        path.append((constraint, forwards))
        at = constraint.second if forwards else constraint.first
    return path


def _shared(one: Constraint, other: Constraint) -> object:
    return other.first if other.first in (one.first, one.second) else other.second


def _steps(path: Sequence[tuple[Constraint, bool]]) -> Iterator[str]:
    """The argument: what each claim says, and the days that follow from it and those before."""
    names: dict[object, str] = {}
    for constraint, _ in path:
        if isinstance(constraint.source, Claim) and constraint.source.slot == "order":
            names[constraint.second], names[constraint.first] = constraint.source.detail("names")
    low: int | None = None
    high: int | None = None
    for number, (constraint, forwards) in enumerate(path):
        claim = constraint.source
        assert isinstance(claim, Claim)
        said = f"{claim.evidence.article_id}: “{claim.evidence.quote}” puts"
        if claim.slot == "day":
            assert isinstance(claim.value, DateValue)
            but = "but " if number else ""
            yield f"{but}{said} {names[constraint.second]} on {days_words(claim.value.days)}"
            low, high = constraint.low, constraint.high
            continue
        later, earlier = names[constraint.second], names[constraint.first]
        follows = ""
        if low is not None or high is not None:
            least, most = constraint.low, constraint.high
            if not forwards:
                least, most = _minus(most), _minus(least)
            low, high = _plus(low, least), _plus(high, most)
            follows = f", so {'' if forwards else f'{earlier} '}on {days_words(Days(low, high))}"
        yield f"{said} {later} {_in_days(constraint)} after {earlier}{follows}"


def _plus(day: int | None, days: int | None) -> int | None:
    return None if day is None or days is None else day + days


def _minus(days: int | None) -> int | None:
    return None if days is None else -days


def _in_days(constraint: Constraint) -> str:
    if constraint.high is None:
        return f"at least {constraint.low} days"
    return f"at most {constraint.high} days" if not constraint.low else f"{constraint.low} to {constraint.high} days"


RULE = Rule(
    code="DAT006",
    name="sequence-conflict",
    reads=("event_dates", "event_orders"),
    hangs_on="event",
    severity=Severity.WARNING,
    reconcile=reconcile,
    speaks=(
        Example(
            text=(
                "John Bell was hurt in a shooting on Maple Lane on March 4, 2024. John Bell died two days after the shooting."
                " John Bell died on March 12, 2024."
            ),
            finds=("2024-03-04", "2024-03-12", "two days after the shooting on Maple Lane"),
        ),
        Example(
            text=(
                "A man was hurt in a shooting on Maple Lane on March 4, 2024. The school was closed on March 13, 2024, two"
                " days after the shooting."
            ),
            finds=("2024-03-04", "2024-03-13", "two days after the shooting on Maple Lane"),
        ),
    ),
    silent=(
        Example(
            text=(
                "John Bell was hurt in a shooting on Maple Lane on March 4, 2024. John Bell died two days after the shooting."
                " John Bell died on March 6, 2024."
            ),
        ),
        Example(
            text="A shooting on Maple Lane hurt three men on March 4, 2024. John Bell died days after the shooting, on March 6."
        ),
        Example(
            text=(
                "A man was hurt in a shooting on Maple Lane on March 4, 2024. The school was closed on March 13, 2024, two"
                " days after another shooting."
            ),
        ),
    ),
    doc=__doc__,
)
