"""Report for the terminal: a headline per finding as compilers print it, the readings under it, a closing count."""

from __future__ import annotations

import io
import textwrap
from collections import Counter

from crossfact.model import Finding, Location, Report, Severity, State
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.safe import bare_quote, clip_middle, one_line, sentence
from crossfact_reports.shown import (
    SEVERITIES,
    Articles,
    Shown,
    article_day,
    articles_by_id,
    compatible,
    counted,
    current,
    evidence_of,
    hidden,
    place,
    primary,
    readings,
    severity_counts,
    source_name,
)

_EXEMPLARS = 3
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

# A line is made of parts, each with a style that only a terminal shows.
_Line = tuple[tuple[str, str], ...]


def write(report: Report, options: WriteOptions) -> str:
    width = max(options.width, 40)
    articles = articles_by_id(report)
    lines: list[_Line] = []
    for finding in current(report):
        lines += _finding(finding, articles, width)
        lines.append(())
    if options.colour:
        return _coloured(lines, report, width)
    lines.append(((closing(report), ""),))
    return "".join("".join(part for part, _ in line) + "\n" for line in lines)


def _finding(finding: Finding, articles: Articles, width: int) -> list[_Line]:
    first = primary(finding)
    where = "" if first is None else f"{place(first.evidence, articles)}: "
    state = " (updated)" if finding.state is State.UPDATED else ""
    lines: list[_Line] = [
        (
            (where, "bold"),
            (f"{finding.rule} ", ""),
            (str(finding.severity), _STYLES[finding.severity]),
            (f"{state} {one_line(finding.message)}", ""),
        )
    ]
    for reading in readings(finding):
        lines += _reading(reading, articles, width)
    if others := compatible(finding):
        words = ", ".join(reading.words for reading in others)
        lines.append(((f"  agreeing: {clip_middle(words, width - 12)}", "dim"),))
    for location in evidence_of(finding)[:_EXEMPLARS]:
        lines += [(("  see also", "dim"),), *_places((location,), articles, width)]
    if finding.fits:
        lines += _wrapped("fits: ", sentence(finding.fits), width)
    for advice in finding.advice:
        lines += _wrapped("help: ", sentence(advice), width)
    if finding.fingerprint:
        lines.append(((f"  fingerprint {finding.fingerprint}", "dim"),))
    return lines


def _reading(reading: Shown, articles: Articles, width: int) -> list[_Line]:
    lines: list[_Line] = [((f"  {reading.letter} ", "dim"), (clip_middle(reading.words, 3 * width), "bold"))]
    lines += _places(reading.locations[:_EXEMPLARS], articles, width, quoted=not reading.wording)
    more = len(reading.locations) - _EXEMPLARS
    if more > 0:
        lines.append(((f"    … and {counted(more, 'more place')}", "dim"),))
    return lines


def _places(locations: tuple[Location, ...], articles: Articles, width: int, *, quoted: bool = True) -> list[_Line]:
    lines: list[_Line] = []
    for location in locations:
        source = source_name(location, articles)
        said = article_day(location, articles)
        about = f"{source}, {said}" if source else said
        where = place(location.evidence, articles)
        room = max(width - len(where) - len(about) - 11, 24)
        words = f"  “{clip_middle(bare_quote(location.evidence.quote), room)}”" if quoted else ""
        lines.append(((f"    {where}", ""), (words, "green"), (f"  ({about})", "dim")))
    return lines


def _wrapped(label: str, text: str, width: int) -> list[_Line]:
    rows = textwrap.wrap(
        text,
        width,
        initial_indent=f"  {label}",
        subsequent_indent=" " * (len(label) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [((row, ""),) for row in rows]


def closing(report: Report) -> str:
    """One line: what was found, in how much, and what the baseline hides."""
    shown = current(report)
    undated = sum(article.published is None for article in report.articles)
    read = counted(len(report.articles), "article")
    if undated:
        read += f" ({undated:,} without a date)"
    if shown:
        line = f"{severity_counts(shown)} in {read}"
    else:
        line = f"nothing {'new ' if report.findings else ''}found in {read}"
    updated = sum(finding.state is State.UPDATED for finding in shown)
    extra = [f"{updated:,} of them updated"] if updated else []
    if known := hidden(report):
        extra.append(f"{len(known):,} known from the baseline not shown")
    if report.decided:
        extra.append(f"{len(report.decided):,} decided not shown")
    if skipped := sum(number for _, number in report.skipped):
        extra.append(f"{counted(skipped, 'file')} skipped")
    if report.absent:
        extra.append(f"{counted(len(report.absent), 'baseline entry', 'baseline entries')} no longer found")
    return "; ".join([line[0].upper() + line[1:], *extra]) + "."


def _coloured(lines: list[_Line], report: Report, width: int) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    sink = io.StringIO()
    # An explicit environment keeps the bytes independent of the caller's terminal.
    console = Console(
        file=sink,
        force_terminal=True,
        color_system="standard",
        width=width,
        highlight=False,
        _environ={"TERM": "xterm"},
    )
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
    shown = current(report)
    if len(shown) > 1:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for heading in ("rule", "finds", *map(str, SEVERITIES)):
            table.add_column(heading, justify="right" if heading in map(str, SEVERITIES) else "left")
        counts = Counter((finding.rule, finding.name, finding.severity) for finding in shown)
        for rule, name in sorted({(finding.rule, finding.name) for finding in shown}):
            numbers = [counts[rule, name, severity] for severity in SEVERITIES]
            cells = (
                Text(str(number) if number else "", _STYLES[severity])
                for number, severity in zip(numbers, SEVERITIES, strict=True)
            )
            table.add_row(Text(rule), Text(name), *cells)
        console.print(table)
        console.print()
    style = _STYLES[min((finding.severity for finding in shown), key=SEVERITIES.index)] if shown else "green"
    console.print(Text(closing(report), style), soft_wrap=True)
    return sink.getvalue()


WRITER = Writer(name="text", suffixes=(".txt",), write=write)
