"""Report as one self-contained HTML page for readers who rather look than read.

The page needs no network: style and script stand in it, and its content security policy admits just these two by their
hashes. Nothing of an article becomes markup, since the template escapes every value.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from crossfact.model import Confidence, Finding, Location, Report, State, day_words
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.charts import Timeline, matrix, timeline
from crossfact_reports.diff import comparisons
from crossfact_reports.safe import clip, clip_middle, clip_start, one_line, sentence, visible
from crossfact_reports.shown import (
    LABELS,
    SEVERITIES,
    Shown,
    article_day,
    articles_by_id,
    compatible,
    counted,
    current,
    evidence_of,
    has_baseline,
    headline,
    headlines,
    hidden,
    line_link,
    link,
    published_words,
    readings,
    severity_counts,
    source_name,
    spot,
    statement,
    weekday_words,
)

_MOST_FINDINGS = 1000
_MOST_PLACES = 5
_MOST_COLUMNS = 12
_MOST_ROWS = 200
_MOST_ARTICLES = 2000
_CONTEXT = 160
_QUOTE = 1200
_MESSAGE = 1200
_COLOURS = 6

_LANE_HEIGHT = 30
_LABEL_WIDTH = 170
_PLOT_WIDTH = 550
_WIDEST_DAY = 110
_STATES = {State.NEW: "new", State.UPDATED: "changed", State.UNCHANGED: "known"}


def write(report: Report, options: WriteOptions) -> str:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    page = files("crossfact_reports") / "page"
    style = (page / "report.css").read_text("utf-8")
    script = (page / "report.js").read_text("utf-8")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # The last gate: whatever a value is made of, only visible characters reach the page.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    template = environment.from_string((page / "report.html.jinja").read_text("utf-8"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return template.render(policy=policy, style=Markup(style), script=Markup(script), **_Page(report, options).values())


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


class _Page:
    """The report as the values of the template."""

    def __init__(self, report: Report, options: WriteOptions) -> None:
        self.report = report
        self.options = options
        self.by_id = articles_by_id(report)
        self.all = (*current(report), *hidden(report))
        self.compared = has_baseline(report)
        self.sources = sorted({self._source(location) for finding in self.all for location in finding.locations})

    def values(self) -> dict[str, Any]:
        report = self.report
        findings = self.all[:_MOST_FINDINGS]
        questions = headlines(findings, self.by_id)
        left_out = len(self.all) - len(findings)
        near_misses = max(report.near_misses_total, len(report.near_misses))
        return {
            "verdict": self._verdict(),
            "severities": [
                {"key": str(severity), "words": LABELS[severity]}
                for severity in SEVERITIES
                if any(finding.severity is severity for finding in self.all)
            ],
            "states": [
                {"key": str(state), "words": words, "on": state is not State.UNCHANGED}
                for state, words in _STATES.items()
                if self.compared
            ],
            "rules": [
                {"code": code, "name": name}
                for code, name in sorted({(finding.rule, finding.name) for finding in self.all})
            ],
            "sources": self.sources,
            "matrix": self._matrix(findings, questions),
            "findings": [
                self._finding(number, finding, questions[number - 1]) for number, finding in enumerate(findings, 1)
            ],
            "findings_left_out": f"{counted(left_out, 'more finding')}: see the JSON report." if left_out else "",
            "near_misses": [
                {
                    "rule": near.rule,
                    "subject": one_line(near.subject),
                    "reason": one_line(near.reason),
                    "places": [self._place(location, 80) for location in near.locations[:3]],
                }
                for near in report.near_misses
            ],
            "near_misses_left_out": (
                f"{len(report.near_misses):,} of {near_misses:,} are shown."
                if near_misses > len(report.near_misses)
                else ""
            ),
            "absent": [
                {
                    "rule": finding.rule,
                    "message": one_line(finding.message or finding.subject),
                    "fingerprint": finding.fingerprint,
                }
                for finding in report.absent
            ],
            "decided": [
                {
                    "question": headline(decision.finding),
                    "verdict": str(decision.verdict).replace("-", " "),
                    "reason": one_line(decision.reason),
                    "by": one_line(decision.decided_by or "–"),
                    "rule": decision.finding.rule,
                    "fingerprint": decision.finding.fingerprint,
                }
                for decision in report.decided
            ],
            "articles": [
                {
                    "file": one_line(article.article_id),
                    "url": link(article, self.options.target, article.record),
                    "publisher": one_line(article.publisher or "–"),
                    "published": published_words(article),
                    "undated": article.published is None,
                    "title": one_line(article.title or "" if article.copy_of is None else f"copy of {article.copy_of}"),
                }
                for article in sorted(report.articles, key=lambda article: article.article_id)[:_MOST_ARTICLES]
            ],
            "notes": self._notes(),
        }

    def _verdict(self) -> dict[str, str]:
        report = self.report
        shown = current(report)
        number = counted(len(report.articles), "article")
        undated = sum(article.published is None for article in report.articles)
        rest = f"{counted(undated, 'article')} without a date." if undated else ""
        if shown:
            since = ", new or changed since the baseline" if self.compared else ""
            line = f"{severity_counts(shown)} in {number}{since}."
            return {"mark": str(shown[0].severity), "line": line, "rest": rest}
        if not report.articles:
            return {"mark": "warning", "line": "Nothing was read.", "rest": rest}
        new = " new" if self.compared else ""
        return {"mark": "clean", "line": f"Nothing{new} found that cannot all be true, in {number}.", "rest": rest}

    def _notes(self) -> list[str]:
        report = self.report
        left_out = len(report.articles) - _MOST_ARTICLES
        return [
            *([f"{counted(left_out, 'more article')}."] if left_out > 0 else []),
            *(f"{counted(number, 'file')} skipped: {reason}." for reason, number in report.skipped),
            *(one_line(f"{problem.severity}: {problem.where}: {problem.text}") for problem in report.problems),
            *(one_line(remark) for remark in report.remarks),
        ]

    def _matrix(self, findings: Sequence[Finding], questions: Sequence[str]) -> dict[str, Any]:
        """Findings by articles; where the articles are too many for columns, findings with their readings."""
        made = matrix(findings)
        rows = made.rows[:_MOST_ROWS]
        left_out = len(made.rows) - len(rows)
        wide = len(made.articles) > _MOST_COLUMNS
        return {
            "columns": [
                {"title": one_line(article_id), "words": clip_middle(self._publisher_or_id(article_id), 24)}
                for article_id in (() if wide else made.articles)
            ],
            "rows": [
                {
                    "number": row.number,
                    "rule": row.finding.rule,
                    "severity": str(row.finding.severity),
                    "question": clip(questions[row.number - 1], 120),
                    "cells": [] if wide else [[self._reading_head(reading) for reading in cell] for cell in row.cells],
                    "readings": [self._counted(reading) for reading in readings(row.finding)] if wide else [],
                }
                for row in rows
            ],
            "left_out": f"Not in the table: {counted(left_out, 'more finding')}." if left_out else "",
        }

    def _publisher_or_id(self, article_id: str) -> str:
        article = self.by_id.get(article_id)
        return one_line((article.publisher if article is not None else None) or article_id)

    def _counted(self, reading: Shown) -> dict[str, Any]:
        number = len({location.evidence.article_id for location in reading.locations})
        head = self._reading_head(reading)
        return head | {"words": clip_middle(reading.words, 48), "articles": counted(number, "article")}

    def _finding(self, number: int, finding: Finding, question: str) -> dict[str, Any]:
        chart = timeline(finding, self.by_id)
        tags = []
        if finding.confidence is not Confidence.HIGH:
            tags.append(f"{finding.confidence} confidence")
        if self.compared and finding.state is not State.NEW:
            tags.append({State.UPDATED: "changed since the baseline"}.get(finding.state, "known from the baseline"))
        sources = {self._source(location) for location in finding.locations}
        return {
            "number": number,
            "rule": finding.rule,
            "name": finding.name,
            "severity": str(finding.severity),
            "severity_words": LABELS[finding.severity],
            "state": str(finding.state),
            "sources": " ".join(str(index) for index, name in enumerate(self.sources) if name in sources),
            "tags": tags,
            "question": question,
            "message": clip_middle(statement(finding), _MESSAGE),
            "chart": None if chart is None else self._chart(chart, readings(finding)),
            "readings": [self._reading(reading) for reading in readings(finding)],
            "compatible": [self._reading(reading) for reading in compatible(finding)],
            "comparisons": [
                [
                    {"reading": self._reading_head(comparison.first), "runs": comparison.first_runs},
                    {"reading": self._reading_head(comparison.second), "runs": comparison.second_runs},
                ]
                for comparison in comparisons(finding)
            ],
            "evidence": [self._place(location) for location in evidence_of(finding)[:_MOST_PLACES]],
            "fits": sentence(finding.fits),
            "advice": [sentence(advice) for advice in finding.advice],
            "derivation": [sentence(step) for step in finding.derivation],
            "fingerprint": finding.fingerprint,
        }

    def _source(self, location: Location) -> str:
        """The publisher, or the article where none is known."""
        return source_name(location, self.by_id) or one_line(location.evidence.article_id)

    def _reading_head(self, reading: Shown) -> dict[str, Any]:
        return {
            "letter": reading.letter,
            "colour": _colour(reading.number),
            "words": clip_middle(reading.words, 240),
        }

    def _reading(self, reading: Shown) -> dict[str, Any]:
        more = reading.locations[_MOST_PLACES:]
        articles = {location.evidence.article_id for location in more}
        return self._reading_head(reading) | {
            "wording": reading.wording,
            "places": [self._place(location) for location in reading.locations[:_MOST_PLACES]],
            "more": (f"… {counted(len(more), 'more place')} in {counted(len(articles), 'article')}" if more else ""),
        }

    def _place(self, location: Location, quote: int = _QUOTE) -> dict[str, Any]:
        evidence = location.evidence
        return {
            "before": clip_start(visible(evidence.before.replace("\n", " ")), _CONTEXT),
            "quote": clip_middle(visible(evidence.quote), quote),
            "after": clip(visible(evidence.after.replace("\n", " ")), _CONTEXT),
            "source": source_name(location, self.by_id),
            "file": clip_middle(one_line(evidence.article_id), 60),
            "at": f", {spot(evidence, self.by_id.get(evidence.article_id))}",
            "url": line_link(evidence, self.by_id, self.options.target),
            "day": article_day(location, self.by_id),
        }

    def _chart(self, chart: Timeline, shown: Sequence[Shown]) -> dict[str, Any]:
        days = chart.last - chart.first + 1
        scale = min(_PLOT_WIDTH / days, _WIDEST_DAY)

        def left(day: int) -> float:
            return round(_LABEL_WIDTH + (day - chart.first) * scale, 1)

        lanes = []
        for row, lane in enumerate(chart.lanes):
            bars: list[dict[str, Any]] = []
            points = []
            for mark in lane.marks:
                if mark.reading < 0:
                    title = f"article of {day_words(mark.first)}"
                    points.append({"x": left(mark.first) + round(scale / 2, 1), "title": title})
                    continue
                start = left(mark.first) + 1 + 18 * sum(bar["first"] == mark.first for bar in bars)
                bars.append(
                    {
                        "first": mark.first,
                        "x": start,
                        "width": max(round((mark.last - mark.first + 1) * scale - 3, 1), 16),
                        "colour": _colour(mark.reading),
                        "letter": shown[mark.reading].letter,
                        "title": mark.words,
                    }
                )
            lanes.append(
                {
                    "y": 22 + row * _LANE_HEIGHT,
                    "words": clip_middle(lane.source, 26),
                    "title": lane.source,
                    "bars": bars,
                    "points": points,
                }
            )
        one_year = day_words(chart.first)[-4:] == day_words(chart.last)[-4:]
        what = (
            "Day that each source gives" if chart.dated else "Reading that each source gives, by the day of its article"
        )
        caption = f"{what}{'; a diamond is the day of the article' if chart.dated else ''}."
        if chart.lanes_left_out:
            caption += f" {counted(chart.lanes_left_out, 'more source')} not drawn."
        return {
            "width": _LABEL_WIDTH + _PLOT_WIDTH,
            "height": 26 + len(chart.lanes) * _LANE_HEIGHT,
            "label": caption,
            "caption": caption,
            "ticks": [
                {
                    "x": left(day),
                    "words": f"{weekday_words(day)[:3]} {_short_day(day, year=not one_year)}",
                }
                for day in chart.ticks
            ],
            "lanes": lanes,
        }


def _colour(index: int) -> int:
    return index % _COLOURS


def _short_day(ordinal: int, *, year: bool) -> str:
    day, month, number = day_words(ordinal).split()
    return f"{day} {month[:3]} {number}" if year else f"{day} {month[:3]}"


WRITER = Writer(name="html", suffixes=(".html", ".htm"), write=write)
