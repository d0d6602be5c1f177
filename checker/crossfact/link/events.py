"""Events of a story: which event mentions, from any of its articles, are one happening.

A mention is an ``Event`` of the annotation layer. Two mentions are one happening when their classes agree and who, where
and when do not speak against it; mentions that differ by a few days still join, for the day may be what is in dispute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossfact.annotate.events import family
from crossfact.model import Days, Event, Modality

_VAGUE = frozenset({"harm", "incident"})
_HARMFUL = frozenset({"harm", "incident", "violence", "disaster"})
_DISPUTE = 4
"""Days by which two tellings of one happening may differ and still be taken for one."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention with the article it stands in."""

    article_id: str
    event: Event


def same_event(first: Mention, second: Mention) -> bool:
    """Are two mentions of one story one happening? Symmetric."""
    one, other = first.event, second.event
    if not _one_kind(one, other) or one.background or other.background:
        return False
    if Modality.DENIAL in (one.modality, other.modality) or one.modality != other.modality:
        return False
    if one.days is not None and other.days is not None and _apart(one.days, other.days) > _DISPUTE:
        return False
    if one.agents and other.agents and not set(one.agents) & set(other.agents):
        return False
    if one.patients and other.patients and not set(one.patients) & set(other.patients):
        return False
    if one.main and other.main:
        return True
    shared = bool(set(one.agents) & set(other.agents)) + bool(set(one.places) & set(other.places))
    shared += bool(set(one.patients) & set(other.patients))
    return shared >= 2


def _one_kind(one: Event, other: Event) -> bool:
    """One class family; what is named only by its harm ("was killed") may be any main happening that harms."""
    families = {family(one.event_class), family(other.event_class)}
    if len(families) == 1:
        return True
    return one.main and other.main and bool(families & _VAGUE) and families <= _HARMFUL


def _apart(first: Days, second: Days) -> int:
    """Days between two intervals, 0 where they overlap."""
    if first.before(second):
        return (second.earliest or 0) - (first.latest or 0)
    if second.before(first):
        return (first.earliest or 0) - (second.latest or 0)
    return 0


def clusters(mentions: Sequence[Mention]) -> dict[Mention, int]:
    """Mention to the number of its happening. A mention joins a happening only if it fits every mention in it.

    The order of mentions does not matter: they are taken in order of article and place.
    """
    ordered = sorted(
        set(mentions),
        key=lambda m: (not m.event.main, m.event.days is None, m.article_id, m.event.span, m.event.event_class),
    )
    groups: list[list[Mention]] = []
    number: dict[Mention, int] = {}
    for mention in ordered:
        for index, group in enumerate(groups):
            if any(same_event(mention, other) for other in group) and all(_fits(mention, other) for other in group):
                group.append(mention)
                number[mention] = index
                break
        else:
            number[mention] = len(groups)
            groups.append([mention])
    return number


def _fits(first: Mention, second: Mention) -> bool:
    one, other = first.event, second.event
    if one.days is not None and other.days is not None and _apart(one.days, other.days) > _DISPUTE:
        return False
    return not (
        one.agents and other.agents and not set(one.agents) & set(other.agents) and not (one.main and other.main)
    )


def days_of(mentions: Sequence[Mention]) -> Days | None:
    """The days that the dated mentions of one happening span, ``None`` where none is dated to the day."""
    days = [m.event.days for m in mentions if m.event.days is not None and m.event.days.day is not None]
    if not days:
        return None
    return Days(min(d.earliest or 0 for d in days), max(d.latest or 0 for d in days))
