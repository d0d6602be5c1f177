"""What all formats share: readings, places and words of a finding, put the way people read them."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import quote

from crossfact.model import (
    WEEKDAYS,
    ArticleSummary,
    Days,
    Evidence,
    Finding,
    Location,
    Part,
    Report,
    Severity,
    State,
    day_words,
    days_words,
)
from crossfact_reports.safe import bare_quote, clip, one_line, sentence

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""Severities in the words of readers."""

_ISO_WEEKDAY = re.compile(rf"(\d{{4}}-\d\d-\d\d) ({'|'.join(WEEKDAYS)})")
_ISO_DAYS = re.compile(r"(\d{4}-\d\d-\d\d|\.\.)(?:/(\d{4}-\d\d-\d\d|\.\.))?(?: (\d\d:\d\d(?:-\d\d:\d\d)?))?")
_MARKS = ("“", '"', "«", "„", "‟", "‘", "'", "「")
_TELLING_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")
_MOST_IDLE_WORDS = 10
_TITLE = 70
# Lines of these are lines of the file itself; a page or an office file is read as extracted text.
_LINE_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_RENDERED_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Shown:
    """One reading of a finding.

    ``number`` (from 0) and ``letter`` (A, B, …) tell it apart, ``words`` is its value for people. ``wording`` marks a
    value that is just the words quoted, so that showing both would say one thing twice.
    """

    number: int
    letter: str
    value: str
    words: str
    locations: tuple[Location, ...]
    wording: bool = False


def readings(finding: Finding) -> tuple[Shown, ...]:
    """The readings that are at odds, in the order of the finding's locations, each with all its places."""
    return _grouped(finding, _disputed(finding))


def compatible(finding: Finding) -> tuple[Shown, ...]:
    """Other readings of the fact, which agree with one at odds (a part of the whole, a coarser day)."""
    values = {location.value for location in finding.locations if location.part is not Part.EVIDENCE}
    return _grouped(finding, values - _disputed(finding))


def _disputed(finding: Finding) -> set[str | None]:
    return {location.value for location in finding.locations if location.part in (Part.PRIMARY, Part.CONFLICTING)}


def _grouped(finding: Finding, values: set[str | None]) -> tuple[Shown, ...]:
    groups: dict[str, list[Location]] = {}
    for location in finding.locations:
        if location.part is not Part.EVIDENCE and location.value in values:
            groups.setdefault(location.value or location.evidence.quote, []).append(location)
    shown = []
    for index, (value, group) in enumerate(groups.items()):
        wording = _is_wording(value, group[0].evidence.quote)
        words = f"“{bare_quote(value).rstrip(' ,;:')}”" if wording else value_words(value)
        shown.append(Shown(index, letter(index), value, words, tuple(group), wording))
    return tuple(shown)


def _is_wording(value: str, quote: str) -> bool:
    """Whether a value is the words of a quotation; a cue may stand within those ("…," she said. "…")."""
    if not quote.startswith(_MARKS):
        return False
    wanted, said = (_WORD.findall(text.casefold())[:_TELLING_WORDS] for text in (value, quote))
    return bool(wanted) and wanted == said[: len(wanted)]


def letter(index: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    head, last = divmod(index, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + last)


def evidence_of(finding: Finding) -> tuple[Location, ...]:
    return tuple(location for location in finding.locations if location.part is Part.EVIDENCE)


def primary(finding: Finding) -> Location | None:
    """The location a finding is shown at; ``None`` for a baseline entry that knows no places."""
    first = next((location for location in finding.locations if location.part is Part.PRIMARY), None)
    return first or next(iter(finding.locations), None)


def current(report: Report) -> tuple[Finding, ...]:
    """Findings that the baseline does not hide, most serious first, else in report order."""
    return _by_severity(finding for finding in report.findings if finding.state is not State.UNCHANGED)


def hidden(report: Report) -> tuple[Finding, ...]:
    """Findings that the baseline lists, most serious first."""
    return _by_severity(finding for finding in report.findings if finding.state is State.UNCHANGED)


def has_baseline(report: Report) -> bool:
    """Whether a baseline had a say: where not, every finding is new and that says nothing."""
    return bool(report.absent) or any(finding.state is not State.NEW for finding in report.findings)


def _by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def headline(finding: Finding) -> str:
    """The question an editor would ask; the subject where a rule asks none."""
    if finding.question:
        return one_line(finding.question)
    what = finding.name.replace("-", " ")
    return one_line(f"{finding.subject}: {what}" if finding.subject else what.capitalize())


def headlines(findings: Sequence[Finding], articles: Articles) -> list[str]:
    """Headlines that can be told apart: equal questions get the title of the article each is shown at."""
    plain = [headline(finding) for finding in findings]
    asked = Counter(plain)
    told = []
    for finding, question in zip(findings, plain, strict=True):
        first = primary(finding)
        if asked[question] > 1 and first is not None:
            article = articles.get(first.evidence.article_id)
            about = article.title if article is not None and article.title else first.evidence.article_id
            question = f"{question} ({clip(one_line(about), _TITLE)})"
        told.append(question)
    return told


def statement(finding: Finding) -> str:
    """The message as a sentence; how many readings there are where it only lists those.

    A table of the readings follows it, and a sentence that repeats the table hides what it adds.
    """
    message = sentence(finding.message)
    shown = readings(finding)
    if len(shown) < 2:
        return message
    rest = message.replace(one_line(finding.subject), "", 1)
    for reading in sorted(shown, key=lambda reading: -len(reading.value)):
        quotes = (one_line(location.evidence.quote) for location in reading.locations)
        days = value_days(reading.value)
        spelt = () if days is None else (days_words(days),)
        said = next(
            (words for words in (one_line(reading.value), reading.words, *spelt, *quotes) if words in rest), None
        )
        if said is None:
            return message
        rest = rest.replace(said, "", 1)
    if len(_WORD.findall(rest)) > _MOST_IDLE_WORDS:
        return message
    articles = {location.evidence.article_id for reading in shown for location in reading.locations}
    return f"{counted(len(shown), 'reading')} in {counted(len(articles), 'article')}."


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 article``, ``1,200 articles``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def severity_counts(findings: Iterable[Finding]) -> str:
    """``2 errors, 1 warning and 1 note``; empty where there is none."""
    counts = Counter(finding.severity for finding in findings)
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    return listed([counted(counts[severity], nouns[severity]) for severity in SEVERITIES if counts[severity]])


def weekday_words(ordinal: int) -> str:
    return WEEKDAYS[(ordinal - 1) % 7]


def value_words(value: str) -> str:
    """A canonical value for people: ISO days spelt out with their weekday, everything else as it is."""
    if match := _ISO_WEEKDAY.fullmatch(value):
        day = value_days(match[1])
        if day is not None and day.earliest is not None:
            right = weekday_words(day.earliest)
            words = f"{match[2]}, {day_words(day.earliest)}"
            return words if match[2] == right else f"{words} (it is a {right})"
    days = value_days(value)
    if days is None:
        return one_line(value)
    clock = value.partition(" ")[2]
    words = days_words(days)
    if days.day is not None:
        words += f" ({weekday_words(days.day)})"
    return f"{words}, {clock.replace('-', ' to ')}" if clock else words


def value_days(value: str) -> Days | None:
    """The days that a canonical value denotes, ``None`` if it is no date."""
    match = _ISO_DAYS.fullmatch(value)
    if match is None or (match[2] is None and match[1] == ".."):
        return None
    try:
        earliest = None if match[1] == ".." else datetime.date.fromisoformat(match[1]).toordinal()
        latest = earliest if match[2] is None else None
        if match[2] not in (None, ".."):
            latest = datetime.date.fromisoformat(match[2]).toordinal()
    except ValueError:
        return None
    return Days(earliest, latest)


Articles = dict[str, ArticleSummary]


def articles_by_id(report: Report) -> Articles:
    return {article.article_id: article for article in report.articles}


def published_words(article: ArticleSummary) -> str:
    """``16 September 2025 (dateline)``, or that no date is known."""
    if article.published is None:
        return "no date"
    return f"{days_words(article.published.days)} ({one_line(article.published.origin)})"


def article_day(location: Location, articles: Articles) -> str:
    """The date of the article that a location stands in, without how it is known."""
    article = articles.get(location.evidence.article_id)
    if article is not None and article.published is not None:
        return days_words(article.published.days)
    return "no date" if location.said_on is None else days_words(location.said_on)


def source_name(location: Location, articles: Articles) -> str | None:
    """The publisher of the article that a location stands in, if known."""
    article = articles.get(location.evidence.article_id)
    name = location.publisher or (article.publisher if article is not None else None)
    return one_line(name) if name else None


def is_absolute(path: str) -> bool:
    return PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()


def path_of(article: ArticleSummary | None, article_id: str) -> str:
    """The file as the user named it, with forward slashes; the article's id where that would show an absolute path."""
    if article is None or not article.source or is_absolute(article.source):
        return article_id
    return PurePath(article.source).as_posix()


def file_of(article: ArticleSummary | None, article_id: str) -> str:
    """``path_of`` for reading. A name that CI servers would take for a command of theirs gets a harmless start."""
    name = one_line(path_of(article, article_id))
    return f"./{name}" if name.startswith(("::", "##")) else name


def place(evidence: Evidence, articles: Articles) -> str:
    """``file:line:column``, or ``file:record (id)`` for a record of a container file."""
    article = articles.get(evidence.article_id)
    file = file_of(article, evidence.article_id)
    if article is not None and article.record is not None:
        return f"{file}:{article.record} ({one_line(evidence.article_id)})"
    return f"{file}:{evidence.line}:{evidence.column}"


def has_file_lines(article: ArticleSummary | None) -> bool:
    """Whether lines of the article's text are lines of its file; not so for records and extracted text."""
    return article is not None and article.record is None and _suffix(article) in _LINE_SUFFIXES


def file_line(evidence: Evidence, article: ArticleSummary | None) -> int | None:
    """The line of the file that shows the place: that of the text, or the record's; ``None`` if there is none."""
    if article is not None and article.record is not None:
        return article.record
    return evidence.line if has_file_lines(article) else None


def spot(evidence: Evidence, article: ArticleSummary | None) -> str:
    """``line 6``, or ``record 7`` in a container file."""
    return f"line {evidence.line}" if article is None or article.record is None else f"record {article.record}"


def end_of(evidence: Evidence) -> tuple[int, int]:
    """Line and column, 1-based, just after the quotation."""
    lines = evidence.quote.split("\n")
    if len(lines) == 1:
        return evidence.line, evidence.column + len(evidence.quote)
    return evidence.line + len(lines) - 1, len(lines[-1]) + 1


def link(article: ArticleSummary | None, target: str | None, line: int | None = None) -> str | None:
    """Relative URL of an article (and a line of its file) as seen from the report's place, ``None`` if there is none.

    There is none where only one of the two paths is absolute or they share no folder: such a link would spell out how
    one machine is laid out.
    From standard output links start in the working directory. Lines are anchors as code hosts know them (``#L6``);
    a file that those show rendered gets ``?plain=1``, without which they ignore the anchor.
    """
    if article is None or not article.source:
        return None
    source = PurePath(article.source).as_posix()
    start = PurePath(target).parent.as_posix() if target else "."
    if is_absolute(source) != is_absolute(start):
        return None
    if is_absolute(source) and posixpath.commonpath((source, start)) == "/":
        return None
    url = quote(posixpath.relpath(source, start), safe="/-_.~")
    if line is None:
        return url
    return f"{url}{'?plain=1' if _suffix(article) in _RENDERED_SUFFIXES else ''}#L{line}"


def line_link(evidence: Evidence, articles: Articles, target: str | None) -> str | None:
    """``link`` to the line that a quotation stands in."""
    article = articles.get(evidence.article_id)
    return link(article, target, file_line(evidence, article))


def _suffix(article: ArticleSummary) -> str:
    return PurePosixPath(article.source).suffix.lower()
