"""What the drawings of a report show: when sources say something happened, and which article gives which reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossfact.model import Days, Finding
from crossfact_reports.safe import one_line
from crossfact_reports.shown import Articles, Shown, readings, source_name, value_days

_MOST_LANES = 12
_MOST_TICKS = 8
# Wordings of a quotation do not change with the days; tolls, ages and ranks do.
_LONGEST_VALUE = 40
# Beyond this the marks of neighbouring days fall on one another and a drawing says less than the table.
_MOST_DAYS = 3 * 366


@dataclass(frozen=True, slots=True)
class Mark:
    """Days that a source gives for a reading (``reading`` counts from 0), or the day of the article itself (-1)."""

    first: int
    last: int
    reading: int
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    source: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes over a closed range of days. ``dated`` tells whether readings are days or values said on a day."""

    first: int
    last: int
    ticks: tuple[int, ...]
    lanes: tuple[Lane, ...]
    lanes_left_out: int
    dated: bool


def timeline(finding: Finding, articles: Articles) -> Timeline | None:
    """The timeline of a finding, one lane per source, or ``None`` where fewer than two days would be told apart."""
    shown = readings(finding)
    dated = bool(shown) and all(_bounded(value_days(reading.value)) for reading in shown)
    lanes: dict[str, dict[tuple[int, int, int], str]] = {}
    for index, reading in enumerate(shown):
        for location in reading.locations:
            said = _said_on(location.evidence.article_id, articles)
            days = value_days(reading.value) if dated else said
            if days is None or days.earliest is None or days.latest is None:
                continue
            source = source_name(location, articles) or one_line(location.evidence.article_id)
            marks = lanes.setdefault(source, {})
            marks[days.earliest, days.latest, index] = reading.words
            if dated and said is not None and said.day is not None:
                marks[said.day, said.day, -1] = "article"
    if not dated and any(len(reading.words) > _LONGEST_VALUE for reading in shown):
        return None
    told = {key[:2] for marks in lanes.values() for key in marks if key[2] >= 0}
    if len(told) < 2:
        return None
    first = min(key[0] for marks in lanes.values() for key in marks)
    last = max(key[1] for marks in lanes.values() for key in marks)
    if last - first > _MOST_DAYS:
        return None
    step = max(1, -(-(last - first) // (_MOST_TICKS - 1)))
    return Timeline(
        first=first,
        last=last,
        ticks=tuple(range(first, last + 1, step)),
        lanes=tuple(
            Lane(source, tuple(Mark(*key, words) for key, words in sorted(marks.items())))
            for source, marks in list(lanes.items())[:_MOST_LANES]
        ),
        lanes_left_out=max(0, len(lanes) - _MOST_LANES),
        dated=dated,
    )


def _bounded(days: Days | None) -> bool:
    return days is not None and days.earliest is not None and days.latest is not None


def _said_on(article_id: str, articles: Articles) -> Days | None:
    article = articles.get(article_id)
    days = None if article is None or article.published is None else article.published.days
    return days if _bounded(days) else None


@dataclass(frozen=True, slots=True)
class Row:
    """One finding of a matrix: for each article the readings it gives."""

    number: int
    finding: Finding
    cells: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Findings by articles. ``articles`` are ids, sorted; only those that give a reading."""

    articles: tuple[str, ...]
    rows: tuple[Row, ...]


def matrix(findings: Sequence[Finding]) -> Matrix:
    """Which article gives which reading, for findings numbered from 1 in the order given."""
    given = [(number, finding, readings(finding)) for number, finding in enumerate(findings, 1)]
    articles = sorted(
        {location.evidence.article_id for _, _, shown in given for reading in shown for location in reading.locations}
    )
    rows = []
    for number, finding, shown in given:
        by_article: dict[str, list[Shown]] = {}
        for reading in shown:
            for article_id in dict.fromkeys(location.evidence.article_id for location in reading.locations):
                by_article.setdefault(article_id, []).append(reading)
        rows.append(Row(number, finding, tuple(tuple(by_article.get(article_id, ())) for article_id in articles)))
    return Matrix(tuple(articles), tuple(rows))
