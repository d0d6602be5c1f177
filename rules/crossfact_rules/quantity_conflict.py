"""Two measures of one thing that differ by more than rounding.

## What it does

Compares what articles of one story measure of one happening: magnitude and depth of a quake, the bail of a person, a
reward, a ransom. Amounts are compared as numbers, so that "$3 million" equals "$3,000,000", and a rounded amount agrees
with the exact one. Magnitudes differ from 0.2 on; an article that gives both, one of them revised, settles the matter. Sums
that are told more than a week apart may have been changed and are left alone.

Compares, too, figures that hang on a named person, place or bargain: a prison term, the winner's share of the vote, the
price of a firm or a player, a gust or a river's level at a place, the crowd at a match; and amounts beside a noun that says
what they measure:

* of a happening: turnout, damage, loot, blood alcohol, the length of a standoff, of negotiations, of a jury's deliberations,
  of a strike, of a chase (hours or miles), speed, burned area, shots fired, the calibre of the gun, how far a quake was from a
  place;
* of a holder, by period, level and change apart: profit, loss, revenue and what they rose or fell by, unemployment,
  inflation, growth, an interest rate, approval, a stake, a fine, a settlement, a grant;
* the distance of two places.

They must be told within two days of each other where they may change, and each article must give one figure only; a later
report may give more damage, loot or turnout. Hedges
("about", "more than") widen an amount; distances differ from half as much again on, for roads are longer than lines, and
sums, times and areas more than people round them.

Inside one article it compares an amount with its conversion in brackets ("58 km (36 miles)"), and the headline's measure with
that of the text.

## Why it matters

Such figures are copied from wire to wire; a digit that was lost on the way stays.

## Known limits

Agencies measure one quake differently; the finding then shows both figures. Polls, ranges, plans and forecasts, prices of
goods, sums in two currencies and measures with other nouns are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Fact, QuantityValue, Reading, Relation, Severity, Zone
from crossfact.register import Register
from crossfact.relations import Range, amounts
from crossfact.rulekit import Draft, Example, Explanation, Pair, Rule
from crossfact_rules.claims.backing import backing
from crossfact_rules.claims.setting import alike, close, decode, one_happening

_WEEK = 7
_AGENCIES = 0.15
"""Difference of two magnitudes that agencies commonly leave between them."""
_NEAR = 0.25
"""Difference of two magnitudes, of reports without a common day, from which they rather measure two quakes."""
_SAMPLE = 12
_FRESH = 2
"""Days between two reports of one figure; later it may be another one."""
_BOTH = 2
"""Names that the sentences on one bargain share: those of both sides."""
_SLACK = {"gust": 4.0, "level": 0.06}
"""Differences that conversion of units explains."""
_CAST = 2
"""Names that the leads of two undated reports share, so that they are taken to tell of one happening at one time."""
_OF_A_DAY = frozenset({"gust", "level", "crowd"})
"""Figures that undated articles may give of two days."""
_GROWING = frozenset(
    {
        "turnout",
        "damage",
        "value of the loot",
        "burned area",
        "shell casings found",
        "size of the spill",
        "weight of the drugs",
    }
)
"""Measures of a happening that later reports raise."""
_RATIO = {
    "distance": 1.5,
    "epicentre": 1.5,
    "price": 1.1,
    "speed": 1.1,
    "calibre of the handgun": 1.1,
    "calibre of the rifle": 1.1,
    "sentence": 1.0,
    "gust": 1.0,
    "level": 1.0,
    "crowd": 1.0,
}
"""How many times the smaller amount the larger one must be; roads are longer than the line between two places."""
_USUAL = {"percent": 1.0, "dollars": 1.05, "pounds": 1.05, "euros": 1.05}
_LOOSE = 1.3
"""The same for other measures, by unit, and for lengths, times and areas, which people round as they like."""
_TIMES = {"minutes": 1.0, "hours": 60.0, "millimetres": 1.0, "inches": 25.4, "metres": 1.0, "kilometres": 1000.0}
"""Units in which one measure may be written, in the smallest of them."""
_CONVERTED = 0.08
"""Share by which a conversion may miss beyond rounding."""


def _value(claim: Claim) -> QuantityValue:
    assert isinstance(claim.value, QuantityValue)
    return claim.value


def _one(first: Claim, second: Claim) -> bool:
    """Do two claims measure one happening? Quakes of a region follow each other: without a common day the sizes must be near."""
    if not one_happening(first, second):
        return False
    days = [decode(claim.detail("setting")).days for claim in (first, second)]
    if first.slot != "magnitude" or second.slot != "magnitude" or None not in days:
        return True
    return abs(_value(first).amount - _value(second).amount) < _NEAR


def _knows(one: Claim, other: Claim) -> bool:
    """Does an article give the value of another beside its own, as that of another agency?"""
    return str(other.value) in one.detail("also")


def _revised(one: Claim, other: Claim) -> bool:
    return _knows(one, other) and one.detail("revised") is True


def _relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    pairs = [(a, b) for a in first.claims[:_SAMPLE] for b in second.claims[:_SAMPLE] if _one(a, b)]
    one, other = _value(first.claims[0]), _value(second.claims[0])
    if not pairs or one.unit != other.unit:
        return Relation.UNKNOWN
    if all(_knows(a, b) or _knows(b, a) for a, b in pairs) or any(_revised(a, b) or _revised(b, a) for a, b in pairs):
        return Relation.COMPATIBLE
    if one.unit == "magnitude" and abs(one.amount - other.amount) < _AGENCIES:
        return Relation.COMPATIBLE
    relation = amounts(Range(one.amount, one.amount), Range(other.amount, other.amount))
    if relation is Relation.CONTRADICTS and first.claims[0].slot in ("bail", "reward", "ransom"):
        return relation if any(_soon(a, b) for a, b in pairs) else Relation.UPDATES
    return relation


def _soon(first: Claim, second: Claim) -> bool:
    one, other = first.said_on, second.said_on
    if one is None or other is None:
        return one is other and close(first, second)
    return one.widened(_WEEK).overlaps(other)


def reconcile(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    """One finding for each figure of a person, place or bargain that two articles of a story give differently."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "figures" and claim.detail("hangs") is None:
            groups[claim.slot, claim.group].append(claim)
    yield from _measures(claims)
    for (slot, group), mine in groups.items():
        sides: dict[str, list[Claim]] = defaultdict(list)
        for claim in mine[:_SAMPLE]:
            sides[str(claim.value)].append(claim)
        first, *others = sides.values()
        rivals = [c for other in others for c in other if any(_clash(c, d) for d in first)]
        if rivals:
            yield _draft(first, rivals, slot, group)


def _clash(one: Claim, other: Claim) -> bool:
    """Do two articles give one figure, at one time, in two ways that neither rounding nor conversion explains?"""
    if one.evidence.article_id == other.evidence.article_id:
        return False
    if one.said_on is None or other.said_on is None:
        if one.slot in _OF_A_DAY:
            return False
    elif not one.said_on.widened(_FRESH).overlaps(other.said_on):
        return False
    shared = set(one.detail("names")) & set(other.detail("names"))
    if len(shared) < {"price": _BOTH, "crowd": 1}.get(one.slot, 0) and not _one_purchase(one, other):
        return False
    if abs(_value(one).amount - _value(other).amount) <= _SLACK.get(one.slot, 0.0):
        return False
    return _value(one).unit == _value(other).unit and _differ(one, other)


def _one_purchase(one: Claim, other: Claim) -> bool:
    return one.slot == "price" and bool(one.detail("bought")) and one.detail("bought") == other.detail("bought")


def _measures(claims: Sequence[Claim]) -> Iterator[Draft]:
    """One finding for each measure that two articles of a story give differently."""
    groups: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.detail("hangs") is not None and claim.slot != "conversion":
            groups[claim.slot, claim.group][claim.evidence.article_id].append(claim)
    for (slot, group), articles in groups.items():
        told = [mine[0] for mine in articles.values() if not any(_differ(mine[0], other) for other in mine[1:])]
        for claim in told[:_SAMPLE]:
            rivals = [other for other in told if _differ(claim, other) and _at_one_time(claim, other)]
            if rivals:
                given = list({rival.value: rival for rival in rivals}.values())[:_SAMPLE]
                agreeing = [c for c in told if not _differ(c, claim) and all(_differ(c, rival) for rival in given)]
                yield _draft(agreeing, rivals, slot, group)
                break


def _differ(one: Claim, other: Claim) -> bool:
    """Do two claims give one measure in two ways that neither hedges nor rounding explain?"""
    first, second = _range(one), _range(other)
    if amounts(first, second) is not Relation.CONTRADICTS:
        return False
    ratio = _RATIO.get(one.slot, _USUAL.get(_value(one).unit, _LOOSE))
    small, large = sorted(_value(claim).amount * _TIMES.get(_value(claim).unit, 1.0) for claim in (one, other))
    return small <= 0 or large >= small * ratio


def _range(claim: Claim) -> Range:
    """The amounts that a claim leaves open; both bounds are missing where it is exact."""
    value = _value(claim)
    factor = _TIMES.get(value.unit, 1.0)
    if value.low is None and value.high is None:
        return Range(value.amount * factor, value.amount * factor)
    return Range(None if value.low is None else value.low * factor, None if value.high is None else value.high * factor)


def _at_one_time(one: Claim, other: Claim) -> bool:
    """Do two articles measure at one time and, where it hangs on a happening, one happening?"""
    if one.evidence.article_id == other.evidence.article_id:
        return False
    if _value(one).unit != _value(other).unit and not {_value(one).unit, _value(other).unit} <= _TIMES.keys():
        return False
    hangs = one.detail("hangs")
    if hangs == "place":
        return True
    settings = one.detail("setting"), other.detail("setting")
    if None not in settings:
        if not alike(*map(decode, settings)):
            return False
        if one.slot not in _GROWING:
            return True
    if one.slot in _GROWING and (_raised(one, other) or _raised(other, one)):
        return False
    if one.said_on is not None and other.said_on is not None:
        return one.said_on.widened(_FRESH).overlaps(other.said_on)
    return len(set(one.detail("cast")) & set(other.detail("cast"))) >= _CAST


def _raised(one: Claim, other: Claim) -> bool:
    """Is a figure the higher one of a later report, or may it be one for all that is known?"""
    if one.said_on is None or other.said_on is None:
        return True
    return one.said_on.before(other.said_on) and _value(one).amount < _value(other).amount


def _judge(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    """Amounts with a conversion in brackets that is not theirs, and headlines with another measure than the article."""
    pairs: dict[str, list[Claim]] = defaultdict(list)
    told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.slot == "conversion":
            pairs[claim.group].append(claim)
        elif claim.detail("hangs") is not None:
            told[claim.slot, claim.group].append(claim)
    for pair in pairs.values():
        if len(pair) == _BOTH and not _converts(*pair):
            yield _draft(pair[:1], pair[1:], "conversion", "")
    for (slot, group), mine in told.items():
        title = [claim for claim in mine if claim.zone is Zone.TITLE]
        body = [claim for claim in mine if claim.zone is Zone.BODY]
        if title and body and all(_differ(a, b) for a in title for b in body):
            yield _draft(title, body, slot, group)


def _converts(one: Claim, other: Claim) -> bool:
    """Are two amounts one, each rounded at its last digit?"""
    factors = [_TIMES.get(_value(claim).unit, 1.0) for claim in (one, other)]
    first, second = (_value(claim).amount * factor for claim, factor in zip((one, other), factors, strict=True))
    grain: float = one.detail("grain") * factors[0] + other.detail("grain") * factors[1]
    return abs(first - second) <= grain / 2 + _CONVERTED * min(first, second)


def _draft(first: Sequence[Claim], rivals: Sequence[Claim], slot: str, group: str) -> Draft:
    primary = first[0]
    owner = group or "|".join(sorted(set(primary.detail("names")) & set(rivals[0].detail("names"))))
    readings = "; ".join(dict.fromkeys(str(claim.value) for claim in (primary, *rivals)))
    return Draft(
        subject=primary.subject,
        message=f"{primary.subject}: {readings}",
        primary=primary,
        conflicting=tuple(rivals),
        agreeing=tuple(first[1:]),
        derivation=tuple(
            f"{c.evidence.article_id}: “{c.evidence.quote}” is read as {c.value}" for c in (primary, *rivals)
        ),
        key=(slot, owner),
        values=tuple(sorted({str(claim.value) for claim in (primary, *rivals)})),
        question=f"What is the {primary.subject.removeprefix('the ')}?",
    )


def _explain(fact: Fact, register: Register) -> Explanation:  # noqa: ARG001
    return Explanation(
        question=f"What is the {fact.subject.removeprefix('the ')}?",
        fits=backing(fact.readings),
        advice=("Take the figure from whoever measured or set it, and name them.",),
    )


RULE = Rule(
    code="QTY001",
    name="quantity-conflict",
    reads=("figures", "quantities"),
    hangs_on="event",
    severity=Severity.WARNING,
    judge=_judge,
    relate=_relate,
    reconcile=reconcile,
    one=_one,
    explain=_explain,
    speaks=(
        Example(text="Qarn lies 58 km (63 miles) from Port Ellery.", finds=("101.4 kilometres", "58 kilometres")),
        Example(
            text="Turnout was 71.4 percent\n\nTurnout was 61.4 percent, the electoral commission of Ruritania said on Monday.",
            finds=("61.4 percent", "71.4 percent"),
        ),
    ),
    silent=(
        Example(text="Qarn lies 58 km (36 miles) from Port Ellery, 1,310 kilometres (800 miles) from Darcy."),
        Example(
            text="Turnout was about 60 percent\n\nTurnout was 61.4 percent, the electoral commission of Ruritania said on Monday."
        ),
    ),
    pairs=(
        Pair(
            "A magnitude-5.6 earthquake hit Port Ellery on Tuesday.",
            "The 5.2-magnitude quake hit Port Ellery on Tuesday.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A magnitude-5.9 earthquake hit Port Ellery on Tuesday.",
            "The 6.0-magnitude quake hit Port Ellery on Tuesday.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Amara Okoye was held on $3 million bail after the shooting.",
            "Bond for Amara Okoye was set at $2,000,000 after the shooting.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "Amara Okoye was held on $3 million bail after the shooting.",
            "Bond for Amara Okoye was set at $3,000,000 after the shooting.",
            Relation.SAME,
        ),
        Pair(
            "Amara Okoye was held on $3 million bail after the shooting.",
            "Bond for Amara Okoye was set at $2,000,000 after the shooting.",
            Relation.UPDATES,
            days=30,
        ),
    ),
    doc=__doc__,
)
