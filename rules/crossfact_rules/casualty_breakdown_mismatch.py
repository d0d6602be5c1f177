"""Parts of a toll that do not add up to the whole.

## What it does

Compares the numbers of one article with each other. Parts listed after "including" may not exceed the whole. A headline
and the lead of its article must agree on killed and injured: where both numbers stand in the headline and both in one
sentence of the lead, and they differ though their sums are equal or one number is, one of them is stale. So is a number
of the headline that is neither the only one of the lead nor a sum of numbers in the article, and a number of people shot that
is not that of the killed and injured together.

## Why it matters

Headlines are updated first and leads later, or the other way round; the copy that stays behind is quoted on.

## Known limits

A lead that tells of one of several places, or of the victims one by one, gives smaller numbers than the headline and is
left alone, as are numbers that are inexact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from crossfact.model import Claim, CountValue, Severity, Span, Zone
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule

_SLOTS = ("killed", "injured")
_WHOLE = ("whole", "individual")
_PARTS = 8
"""Of more numbers than this no sums are tried."""


def _value(claim: Claim) -> CountValue:
    assert isinstance(claim.value, CountValue)
    return claim.value


def _judge(claims: Sequence[Claim], register: Register) -> Iterator[Draft]:  # noqa: ARG001
    yield from _parts(claims)
    headline = list(_headline(claims)) or list(_shot(claims))
    if headline:
        yield from headline
        return
    for slot in _SLOTS:
        yield from _alone([claim for claim in claims if _value(claim).slot == slot and claim.group == ""])


def _parts(claims: Sequence[Claim]) -> Iterator[Draft]:
    wholes = {claim.detail("span"): claim for claim in claims if claim.detail("role") == "whole"}
    for claim in claims:
        whole = wholes.get(claim.detail("within")) if claim.detail("within") is not None else None
        if whole is None or whole is claim or claim.detail("role") != "part":
            continue
        part, total = _value(claim), _value(whole)
        if part.slot == total.slot and part.low is not None and total.high is not None and part.low > total.high:
            yield _draft(
                whole, (claim,), f"{whole.subject}: {total} in all, but {part} among them", "a part exceeds its whole"
            )


def _headline(claims: Sequence[Claim]) -> Iterator[Draft]:
    """Killed and injured of the headline against those of one sentence of the lead."""
    titles = [claim for claim in claims if claim.zone is Zone.TITLE]
    head = _pair(titles)
    if head is None:
        return
    body = [c for c in claims if c.zone is Zone.BODY and c.detail("lead") and not c.detail("copy")]
    for sentence in sorted({claim.sentence for claim in body}):
        lead = _pair([claim for claim in body if claim.sentence == sentence])
        if lead is None:
            continue
        numbers = [[_value(claim).low or 0 for claim in pair] for pair in (head, lead)]
        if numbers[0] == numbers[1] or not _stale(numbers[0], numbers[1]):
            return
        steps = " and ".join(str(_value(c)) for c in head), " and ".join(str(_value(c)) for c in lead)
        yield _draft(
            head[0],
            tuple(new for old, new in zip(head, lead, strict=True) if _value(old).low != _value(new).low),
            f"{head[0].subject}: the headline says {steps[0]}, the article {steps[1]}",
            "headline and lead tell of one happening in one breath",
        )
        return


def _alone(claims: Sequence[Claim]) -> Iterator[Draft]:
    """The number of the headline against the only one that the lead gives, where no numbers of the article add up to it."""
    heads = [c for c in claims if c.zone is Zone.TITLE and c.detail("role") == "whole" and not c.detail("several")]
    body = [c for c in claims if c.zone is Zone.BODY and not c.detail("copy")]
    lead = [c for c in body if c.detail("lead") and c.detail("role") == "whole"]
    head, other = _exact(heads), _exact(lead)
    parts = sorted({_value(c).low or 0 for c in body})[:_PARTS]
    explained = {sum(some) for size in (1, 2, 3) for some in combinations(parts, size)}
    if not head or not other or head in explained or (abs(head - other) == 1 and heads[0].detail("slack")):
        return
    told = f"{heads[0].subject}: the headline says {_value(heads[0])}, the article {_value(lead[0])}"
    yield _draft(heads[0], tuple(lead), told, "no other number of the article explains that of the headline")


def _exact(claims: Sequence[Claim]) -> float | None:
    """The one exact number that claims give, ``None`` where they give several or an inexact one."""
    bounds = {bound for claim in claims for bound in (_value(claim).low, _value(claim).high)}
    return bounds.pop() if len(bounds) == 1 else None


def _shot(claims: Sequence[Claim]) -> Iterator[Draft]:
    """The shot of the headline against killed and injured together, where one sentence of the article tells both."""
    heads = [c for c in claims if _value(c).slot == "shot" and c.detail("role") == "whole" and c.zone is Zone.TITLE]
    head = _exact(heads)
    if head is None:
        return
    body: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.zone is Zone.BODY and claim.event is not None:
            body[claim.sentence].append(claim)
    told = [pair for told in body.values() if (pair := _pair(told)) is not None]
    if not told or any(head in (_value(pair[1]).low, _sum(pair)) for pair in told):
        return
    steps = " and ".join(str(_value(claim)) for claim in told[0])
    message = f"{heads[0].subject}: the headline says {_value(heads[0])}, the article {steps}"
    yield _draft(heads[0], told[0], message, "the shot are killed and injured together")


def _sum(claims: Sequence[Claim]) -> float:
    return sum(_value(claim).low or 0 for claim in claims)


def _pair(claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The one exact number of killed and the one of injured, where both stand for the whole."""
    found: list[Claim] = []
    for slot in _SLOTS:
        told = [c for c in claims if _value(c).slot == slot and c.detail("role") in _WHOLE and c.group == ""]
        exact = {_value(c).low for c in told if _value(c).low == _value(c).high}
        if len(exact) != 1 or len(exact) != len({_value(c).low for c in told}):
            return None
        found.append(told[0])
    return found[0], found[1]


def _stale(head: Sequence[float], lead: Sequence[float]) -> bool:
    """Equal sums (someone died since), or more in the lead than in the headline."""
    return sum(head) == sum(lead) or any(new > old for old, new in zip(head, lead, strict=True))


def _draft(primary: Claim, conflicting: tuple[Claim, ...], message: str, step: str) -> Draft:
    return Draft(
        subject=primary.subject,
        message=message,
        primary=primary,
        conflicting=conflicting,
        derivation=(step,),
        key=(primary.subject, primary.slot),
        question=f"How many {primary.subject}?",
    )


RULE = Rule(
    code="CAS002",
    name="casualty-breakdown-mismatch",
    reads=("casualties",),
    hangs_on="article",
    severity=Severity.WARNING,
    judge=_judge,
    speaks=(
        Example(
            text="Three dead, four injured in crash on Mill Lane\n\nThe crash on Mill Lane left two people dead and "
            "five others injured, police said.",
            finds=("2 killed", "3 killed", "5 injured"),
        ),
        Example(text="The raid killed five people, including six children.", finds=("5 killed", "6 killed")),
        Example(
            text="Blast at mill kills five\n\nA blast at the mill on Mill Lane killed three people on Tuesday, police said.",
            finds=("3 killed", "5 killed"),
        ),
        Example(
            text="Nine shot at club on Mill Lane\n\nShots were fired at a club on Mill Lane on Tuesday. One man was killed in the "
            "shooting and seven other people were injured.",
            finds=("1 killed", "7 injured", "9 shot"),
        ),
    ),
    silent=(
        Example(
            text="Three dead, four injured in crash on Mill Lane\n\nThe crash on Mill Lane left three people dead and four "
            "others injured, police said."
        ),
        Example(
            text="Nine killed, 17 injured as mortars hit port\n\nSix people were killed and 14 injured by mortars on Mill Lane. "
            "Three were killed and three injured in Port Ellery."
        ),
        Example(text="The raid killed five people, including three children."),
        Example(
            text="Blast kills five\n\nA blast at the mill killed three people on Tuesday. Two others died in a clinic."
        ),
        Example(
            text="Eight shot at club\n\nOne man was killed in the shooting on Tuesday and seven other people were injured."
        ),
        Example(text="At least two dead, two injured in shooting\n\nThe shooting left three dead and two injured."),
    ),
    doc=__doc__,
)
