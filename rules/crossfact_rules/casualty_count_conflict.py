"""Two tolls for one group in one happening that cannot both be right.

## What it does

Compares every number of killed, injured, shot, missing, arrested or displaced people, and of those aboard a vessel, that articles give for one
happening and one group. Numbers are intervals: "at least 12" and "19" can both hold, "12" and "19" cannot. A higher toll
that was only told later is an update, and the missing may be fewer later too. A higher one told earlier, or two that differ on one day, contradict each other.

A number for a part ("two of them", "a man", "three more") bounds the whole only from below, and so does one of people of a
kind ("four children", "two officers") beside one of people of another kind, or of everybody. A toll that counts the
attacker, or an unborn child, and one that does not are compatible. Whoever was wounded and died later moves from one toll
to the other: where killed and injured add up to the same sum, nothing is said. "Shot" is compared with killed and injured
together.

A headline that drops the "at least" or "about" of its own first sentences counts as loosely as they do; "dozens" contradicts only numbers that it
misses by far. Numbers that add up several attacks or countries, or stand beside "attacks" and "strikes" of no common place, are compared with
nothing, for another article may count other attacks. Nor are numbers of another order of size, unless the articles tell of
their happenings in much the same words.

A number that an article takes back or carries forward itself ("an earlier toll of 15") is compared with nothing.

Two tolls that differ but can both hold ("at least 43", "at least 100") are one finding of severity info.

## Why it matters

A wrong toll is the most quoted error in breaking news, and stale tolls live on in later articles and in archives.

## Known limits

Which happening a number belongs to is told from the words of its sentence and the article's main event. Numbers that sum
up months or regions are left out. Injuries of a kind ("critically injured") are compared as injuries of any kind only
where a number stands for the whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from crossfact import lexicon
from crossfact.model import Claim, CountValue, Days, Fact, Location, NearMiss, Part, Reading, Relation, Severity
from crossfact.register import Register
from crossfact.relations import Range, Toll, counts, tolls
from crossfact.rulekit import Explanation, Pair, Rule
from crossfact_rules.claims.accounts import shown
from crossfact_rules.claims.backing import backing
from crossfact_rules.claims.setting import close, decode, one_happening, same_spot, weeks_apart

_EVERYBODY = frozenset(lexicon.load("casualties")["everybody"])
_SAMPLE = 12
"""How many claims of a reading are looked at; more only repeat the same article's number."""
_BOUNDS = frozenset({"at least", "more than", "over", "no fewer than", "no less than", "upwards of"})
_LOOSE = 1.1
"""Ratio of two bounds from which they are told apart as readings of their own."""
_MANY = 20
_ORDER_OF_SIZE = 4
"""Tolls from ``_MANY`` on that differ by more than this factor are rather those of two happenings."""
_TELLING = 3
"""From this number on two articles hardly give the same by chance."""
_ORDER = (Relation.CONTRADICTS, Relation.COMPATIBLE, Relation.UPDATES, Relation.SAME, Relation.UNKNOWN)
_PLAIN = {"killing": "attack", "death": "incident", "harm": "incident"}
"""What a happening is called that is known only by what it did to people."""
_ADVICE = "Ask the police, the hospital or the authority for the present toll, and say when it was given."
_ADVICE_LOOSE = "Give the highest toll that a source stands by, and say whose it is."
_OTHERS = re.compile(r"\bothers?\b")
"""Says that the dead are not counted: "killed one and wounded three others"."""
_PARTS = frozenset({"individual", "definite", "additional", "part", "mentioned"})


def _value(claim: Claim) -> CountValue:
    assert isinstance(claim.value, CountValue)
    return claim.value


def _wholes(reading: Reading) -> tuple[Claim, ...]:
    return tuple(claim for claim in reading.claims if claim.detail("role") not in _PARTS)


def _toll(claim: Claim) -> Toll:
    """The number of a claim, as loose as the lead of its article tells it, with the day of its report."""
    reported = decode(claim.detail("setting")).reported
    said = claim.said_on if reported is None else Days(reported, reported)
    return Toll(Range(claim.detail("least"), claim.detail("most")), said)


def _relate(first: Reading, second: Reading, register: Register) -> Relation:  # noqa: ARG001
    one, other = _wholes(first), _wholes(second)
    if not one or not other:
        return Relation.COMPATIBLE
    pairs = [(a, b) for a in one[:_SAMPLE] for b in other[:_SAMPLE] if one_happening(a, b) and not _sums_apart(a, b)]
    if not pairs:
        return _retold(one, other)
    if _value(one[0]).slot != _value(other[0]).slot:
        return _shot_and_injured(tuple(dict.fromkeys(a for a, _ in pairs)), tuple(dict.fromkeys(b for _, b in pairs)))
    relations = {_related(a, b) for a, b in pairs}
    return next(relation for relation in _ORDER if relation in relations)


def _one(first: Claim, second: Claim) -> bool:
    """Do two claims count for one happening? Words such as "several" decide nothing."""
    if any(claim.detail("vague") and (_value(claim).low or 0) < _MANY for claim in (first, second)):
        return False
    return one_happening(first, second) and not _sums_apart(first, second)


def _retold(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> Relation:
    """Numbers of one article that can both hold are its tellings of one toll."""
    first, second = _value(one[0]), _value(other[0])
    alone = {claim.evidence.article_id for claim in one} & {claim.evidence.article_id for claim in other}
    if not alone or first.slot != second.slot:
        return Relation.UNKNOWN
    relation = counts(Range(first.low, first.high), Range(second.low, second.high))
    return Relation.UNKNOWN if relation is Relation.CONTRADICTS else Relation.COMPATIBLE


def _related(first: Claim, second: Claim) -> Relation:
    """How the tolls of two articles on one happening stand to each other."""
    one, other = _toll(first), _toll(second)
    if _value(first).of != _value(second).of:
        one, other = _of_everybody(one, first), _of_everybody(other, second)
    relation = tolls(one, other)
    if relation is Relation.CONTRADICTS and _value(first).slot == "missing" and one.said_on != other.said_on:
        return Relation.UPDATES
    if relation is Relation.COMPATIBLE and (_raised(one, other) or _raised(other, one)):
        return Relation.UPDATES
    if relation is not Relation.CONTRADICTS:
        return relation
    return Relation.COMPATIBLE if _explained(first, second) or _loose(first, second) else relation


def _of_everybody(toll: Toll, claim: Claim) -> Toll:
    """What a toll says of everybody harmed: of some only ("four children") it is a lower bound."""
    if _value(claim).of in _EVERYBODY:
        return toll
    return Toll(Range(toll.number.low, None), toll.said_on)


def _raised(earlier: Toll, later: Toll) -> bool:
    """Is the second an "at least" above that of a report of an earlier day?"""
    if earlier.said_on is None or later.said_on is None or not earlier.said_on.before(later.said_on):
        return False
    return later.number.high is None and (later.number.low or 0) > (earlier.number.low or 0)


def _sums_apart(first: Claim, second: Claim) -> bool:
    """Do two numbers not count for one happening: they add up several, or are told weeks apart, or of another order of size, or of two vessels?

    Articles that tell much the same may differ that far.
    """
    vessels = {claim.detail("vessel") for claim in (first, second)} - {None}
    if (
        len(vessels) > 1
        or _adds_up(first, second)
        or _wider(first, second)
        or _wider(second, first)
        or weeks_apart(first, second)
    ):
        return True
    low, high = sorted(_value(claim).low or 0 for claim in (first, second))
    return high >= _MANY and high > _ORDER_OF_SIZE * low and not close(first, second)


def _adds_up(first: Claim, second: Claim) -> bool:
    """Does a number add up several happenings, of which the other article may count others?

    Where killed differ and injured are equal, or the other way round, both count the same ones.
    """
    beside = "injured" if first.slot == "killed" else "killed"
    if first.detail(beside) == second.detail(beside) and (first.detail(beside) or 0) >= _TELLING:
        return False
    if first.detail("sum") or second.detail("sum"):
        return True
    several = bool(first.detail("several")) + bool(second.detail("several"))
    return several > 0 and not same_spot(first, second) and (several > 1 or not close(first, second))


def _wider(first: Claim, second: Claim) -> bool:
    """Does the first number count several countries or regions together, and a lower one but some of them?"""
    together, part = (
        set(str(claim.detail(key) or "").split("|")) for claim, key in ((first, "together"), (second, "areas"))
    )
    return "" not in part and part < together and (_value(first).low or 0) > (_value(second).low or 0)


def _reconcile(claims: Sequence[Claim], register: Register) -> Iterator[NearMiss]:  # noqa: ARG001
    """Numbers of one kind, place and day that would clash but for what they add up: one near miss a slot and group."""
    told: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.kind == "casualties" and claim.event is not None and claim.detail("role") == "whole":
            told[claim.slot, claim.group].setdefault(claim.evidence.article_id, claim)
    for key in sorted(told):
        for one, other in combinations([told[key][article] for article in sorted(told[key])][:_SAMPLE], 2):
            if (
                _adds_up(one, other)
                and one_happening(one, other)
                and tolls(_toll(one), _toll(other)) is Relation.CONTRADICTS
            ):
                yield NearMiss(
                    "CAS001",
                    one.subject,
                    "a number adds up several happenings, of which the other article may count others",
                    (Location(one.evidence, Part.EVIDENCE), Location(other.evidence, Part.EVIDENCE)),
                )
                break


def _loose(first: Claim, second: Claim) -> bool:
    """Is one number a word such as "dozens" that the other does not miss by far?"""
    for vague, exact in ((first, second), (second, first)):
        number, most = _value(vague).low, _value(exact).high
        if vague.detail("vague") and number is not None and most is not None and 2 * most >= number:
            return True
    return False


def _explained(one: Claim, other: Claim) -> bool:
    """Is the difference that of an attacker counted or not, or of people who were wounded and died?"""
    first, second = _value(one), _value(other)
    if first.low is None or second.low is None or first.low != first.high or second.low != second.high:
        return _nearly(first, second)
    difference = abs(first.low - second.low)
    if first.slot == "injured":
        return _same_sum(one, other)
    if (
        difference == 1
        and min(first.low, second.low) > 0
        and any(c.detail("slack") or c.detail("attacker") for c in (one, other))
    ):
        return True
    return first.slot == "shot" and any(difference == claim.detail("killed") for claim in (one, other))


def _nearly(first: CountValue, second: CountValue) -> bool:
    """ "More than 30" and "30" are one number, told loosely."""
    bounds = [(first.low, second.high), (second.low, first.high)]
    return any(low is not None and high is not None and 0 < low - high <= 1 for low, high in bounds)


def _same_sum(first: Claim, second: Claim) -> bool:
    """Killed and injured together are equal, or one article counts the dead among the injured."""
    injured = [_value(claim).low or 0 for claim in (first, second)]
    killed = [claim.detail("killed") for claim in (first, second)]
    sums = [None if dead is None else number + dead for number, dead in zip(injured, killed, strict=True)]
    if None not in sums and sums[0] == sums[1]:
        return True
    return any(
        total == number and _OTHERS.search(claim.evidence.quote) is None
        for total, number, claim in zip(sums, reversed(injured), (second, first), strict=True)
    )


def _shot_and_injured(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> Relation:
    """Shot are killed and injured together, where a shooting is all that happened."""
    shot, injured = (one, other) if _value(one[0]).slot == "shot" else (other, one)
    if not all(decode(claim.detail("setting")).kind == "shooting" for claim in (*one, *other)):
        return Relation.UNKNOWN
    total, part = _toll(shot[0]), _toll(injured[0])
    killed = {claim.detail("killed") for claim in injured}
    if None in killed:
        return Relation.UNKNOWN
    relations = {tolls(total, Toll(part.number.plus(number), part.said_on)) for number in killed}
    relations.add(tolls(total, part))
    return relations.pop() if len(relations) == 1 else Relation.COMPATIBLE


def _explain(fact: Fact, register: Register) -> Explanation:
    told = [reading for reading in fact.readings if _wholes(reading)]
    question = _question(told or fact.readings, fact.slot)
    pairs = [(one, other) for i, one in enumerate(told) for other in told[i + 1 :]]
    clashing = [pair for pair in pairs if _relate(*pair, register) is Relation.CONTRADICTS]
    if clashing:
        sides = [reading for reading in told if any(reading in pair for pair in clashing)]
        return Explanation(question=question, fits=backing(sides), advice=(_ADVICE,))
    loose = any(_relate(*pair, register) is Relation.COMPATIBLE and _loosely_apart(*pair) for pair in pairs)
    return Explanation(
        question=question, severity=Severity.INFO if loose else None, advice=(_ADVICE_LOOSE,) if loose else ()
    )


def _question(readings: Sequence[Reading], slot: str) -> str:
    """ "How many people were injured in the shooting in Wexbridge?" """
    claims = [claim for reading in readings for claim in reading.claims]
    events = Counter(decode(claim.detail("setting")).kind for claim in claims)
    kind = min(events, key=lambda kind: (-events[kind], kind))
    articles = {claim.evidence.article_id: decode(claim.detail("setting")) for claim in claims}
    towns = Counter(town for setting in articles.values() for town in setting.towns)
    shared = sorted((-number, town) for town, number in towns.items() if number == len(articles))
    where = f" in {shown(shared[0][1])}" if shared else ""
    what = "" if not kind else f" in the {_PLAIN.get(kind, kind.replace('_', ' '))}{where}"
    asked = "are missing" if slot == "missing" else f"were {slot}"
    return f"How many {claims[0].group or 'people'} {asked}{what}?"


def _loosely_apart(first: Reading, second: Reading) -> bool:
    """Do two tolls differ that can both hold only because one is "at least" or "more than" some number?"""
    if not any(_one(a, b) for a in first.claims[:_SAMPLE] for b in second.claims[:_SAMPLE]):
        return False
    one, other = _value(first.claims[0]), _value(second.claims[0])
    if one.slot != other.slot or not any(claim.hedge in _BOUNDS for claim in (*first.claims, *second.claims)):
        return False
    if one.low is None or other.low is None or None not in (one.high, other.high):
        return False
    return max(one.low, other.low) > _LOOSE * min(one.low, other.low) and max(one.low, other.low) > 5


RULE = Rule(
    code="CAS001",
    name="casualty-count-conflict",
    reads=("casualties",),
    hangs_on="event",
    severity=Severity.ERROR,
    relate=_relate,
    one=_one,
    reconcile=_reconcile,
    explain=_explain,
    pairs=(
        Pair("Nine people died in the fire on Tuesday.", "The fire on Tuesday killed 12.", Relation.CONTRADICTS),
        Pair("Nine people died in the fire on Tuesday.", "The fire on Tuesday killed 12.", Relation.UPDATES, days=1),
        Pair(
            "The fire on Tuesday killed 12.", "Nine people died in the fire on Tuesday.", Relation.CONTRADICTS, days=1
        ),
        Pair("At least nine people died in the fire.", "The fire killed 12.", Relation.COMPATIBLE),
        Pair("At least nine people died in the fire.", "The fire killed at least 12.", Relation.UPDATES, days=1),
        Pair(
            "The fire on Mill Lane on Tuesday killed 12 people.",
            "The fire on Mill Lane on Tuesday killed four Norwegians.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "The fire on Mill Lane on Tuesday killed 12 people.",
            "The fire on Mill Lane on Tuesday killed 14 Norwegians.",
            Relation.CONTRADICTS,
        ),
        Pair("Nine people died in the fire.", "A fire last year killed 12.", Relation.UNKNOWN),
        Pair("More than 20 people were injured in the blast.", "The blast injured 32 people.", Relation.COMPATIBLE),
        Pair("A man was killed in the shooting.", "The shooting left two people dead.", Relation.COMPATIBLE),
        Pair(
            "A man was badly wounded in the shooting. Two others were wounded in the shooting.",
            "The shooting wounded three people.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "The shooting began at noon. The gunman killed two people before turning the gun on himself.",
            "Three people are dead, including the gunman, after the shooting.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Two people were killed and five wounded in the shooting.",
            "Three people were killed and four wounded in the shooting.",
            Relation.UPDATES,
            days=11,
        ),
        Pair(
            "A man is dead and two are wounded after a shooting on Mill Lane in Wexbridge.",
            "A shooting on Mill Lane in Wexbridge killed a man and wounded three others.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A man is dead and two are wounded after a shooting on Mill Lane in Wexbridge.",
            "A shooting on Mill Lane in Wexbridge left one man dead and three injured.",
            Relation.SAME,
        ),
        Pair(
            "Strike kills 15 in Wexbridge\n\nAt least 15 people were killed in the strike on Wexbridge on Tuesday.",
            "The strike on Wexbridge on Tuesday killed 20 people.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Dozens of people were killed in the blast in Wexbridge on Tuesday.",
            "The blast in Wexbridge on Tuesday killed 17 people.",
            Relation.COMPATIBLE,
        ),
        Pair(
            "Ten people were killed in rocket attacks on Tuesday. Six died in Wexbridge. Four others were killed in Thornmere.",
            "Rocket attacks killed eight people on Tuesday, officials in Ruritania said.",
            Relation.UNKNOWN,
        ),
        Pair(
            "An explosion on a ferry killed six people and injured another ten on Tuesday, first reports say.",
            "Bomb targets ferry of pilgrims, 22 injured. The bombing on Tuesday killed six pilgrims and injured 22.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A quake shook Qarn island on Tuesday. It injured four people, the governor of Qarn said.",
            "The quake on Qarn island on Tuesday injured 80 people, the governor of Qarn said.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Jets bombed a clinic in Thornmere on Thursday, killing two nurses. The raid on the clinic comes two days after jets "
            "hit a convoy with blankets near Wexbridge. The attack left 12 people dead.",
            "A convoy with blankets was hit by jets near Wexbridge on Tuesday. The attack killed 20 people.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "85 people are missing after the fire on a ferry off Wexbridge on Tuesday, rescuers in lifeboats said.",
            "21 people are missing after the fire on a ferry off Wexbridge on Tuesday, rescuers in lifeboats said.",
            Relation.UPDATES,
            days=1,
        ),
        Pair(
            "A ferry with a crew of 23 sank off Wexbridge on Tuesday.",
            "The 32 members of the crew of the ferry that sank off Wexbridge on Tuesday are in good health.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A bus carrying 48 passengers crashed into a train in Wexbridge on Tuesday.",
            "A train with 90 passengers on board crashed into a bus in Wexbridge on Tuesday.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Two suspects were arrested in the shooting on Mill Lane in Wexbridge.",
            "Three men were arrested in the shooting on Mill Lane in Wexbridge.",
            Relation.CONTRADICTS,
        ),
        Pair(
            "A storm killed three people in Norway and Sweden on Thursday.",
            "The storm on Thursday killed two people in Norway.",
            Relation.UNKNOWN,
        ),
        Pair(
            "Police initially said four people were killed in the fire on Tuesday, but lowered the toll to three.",
            "Three people were killed in the fire on Tuesday.",
            Relation.SAME,
        ),
        Pair(
            "A raid killed nine people in Wexbridge on Tuesday, revising down an earlier toll of 12.",
            "A raid on Wexbridge on Tuesday killed nine people.",
            Relation.SAME,
        ),
        Pair(
            "A quake injured three people on Qarn on Tuesday. The island was hit by a stronger quake in March. That quake injured 50.",
            "The quake on Qarn on Tuesday injured three people.",
            Relation.SAME,
        ),
    ),
    doc=__doc__,
)
