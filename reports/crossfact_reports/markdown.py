"""Report for people: Markdown that reads well in a terminal and renders well on code hosts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crossfact.model import (
    Confidence,
    Days,
    Evidence,
    Finding,
    Location,
    NearMiss,
    Report,
    Severity,
    State,
    Verdict,
    days_words,
)
from crossfact.writer import WriteOptions, Writer
from crossfact_reports.charts import matrix, timeline
from crossfact_reports.diff import Comparison, Run, comparisons
from crossfact_reports.safe import clip, clip_middle, clip_start, one_line, sentence
from crossfact_reports.shown import (
    LABELS,
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
    listed,
    place,
    published_words,
    readings,
    severity_counts,
    source_name,
    spot,
    statement,
)

# Code hosts stop rendering a file at about half a megabyte and a job summary at one; the rest is listed in short.
_MOST_DETAILED = 150
_MOST_LISTED = 500
_MOST_PLACES = 5
_MOST_ARTICLES_OPEN = 12
_MOST_ARTICLES = 200
_MOST_MATRIX_ROWS = 20
_MOST_MATRIX_COLUMNS = 8
_LABEL = 16
_CONTEXT = 90
_MESSAGE = 1200
_QUOTE = 240

_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.INFO: "🔵"}

_VERDICTS = {
    Verdict.SOURCE_WRONG: "an article is wrong",
    Verdict.BOTH_POSSIBLE: "both can be true",
    Verdict.TOOL_WRONG: "the articles were misread",
}

_SPECIAL = re.compile(r"[\\`*~\[\]|$]|(?<!\w)_|_(?!\w)")
_AUTOLINK = re.compile(r"(?i)\b(?:(https?|ftp)(?=://)|(www)(?=\.))")
_MENTION = re.compile(r"@(?=\w)")
# A colon or semicolon would end a label, a number sign start an entity, "end" or a quote mark confuse the parser.
_NOT_MERMAID = re.compile(r"[^\w .,()…–-]+")
_BLOCK_START = re.compile(r"([#+\-=>]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Words of an article, on one line, so that Markdown shows them and does nothing else with them.

    No markup, HTML, table cell, formula, automatic link or mention of a user comes of them.
    """
    text = one_line(text)
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _AUTOLINK.sub(lambda match: f"{match[0]}\\", text)
    text = _MENTION.sub("@&#8203;", text)
    start = _BLOCK_START.match(text)
    if start is None:
        return text
    return f"\\{text}" if not start[1].isdigit() else f"{start[1]}\\{text[start.end() :]}"


def write(report: Report, options: WriteOptions) -> str:
    shown = current(report)
    page = _Page(report, options)
    questions = headlines(shown, page.by_id)
    blocks: list[str] = ["# Fact consistency report", page.verdict(shown)]
    if len(shown) > 1:
        blocks += ["## At a glance", page.glance(shown, questions), page.matrix(shown)]
    blocks += ["## What was read", *page.articles()]
    if shown:
        blocks.append("## Findings")
        for number, finding in enumerate(shown[:_MOST_DETAILED], 1):
            blocks += page.finding(number, finding, questions[number - 1])
        if rest := shown[_MOST_DETAILED:]:
            blocks += [f"### {counted(len(rest), 'more finding')}, in short", page.short(rest)]
    if report.near_misses:
        blocks += ["## Looked like a conflict and is not", *page.near_misses()]
    if report.decided:
        blocks += ["## Decided by people", page.decided()]
    if has_baseline(report):
        blocks += ["## What the baseline hides", *page.baseline()]
    if shown:
        blocks += ["## Accepting a finding", page.accepting()]
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Page:
    """The report with what every section needs of it."""

    def __init__(self, report: Report, options: WriteOptions) -> None:
        self.report = report
        self.options = options
        self.by_id = articles_by_id(report)
        self.compared = has_baseline(report)

    # Top

    def verdict(self, shown: Sequence[Finding]) -> str:
        report = self.report
        number = counted(len(report.articles), "article")
        if shown:
            new = "new or changed " if self.compared else ""
            mark = _MARKS[shown[0].severity]
            line = f"{mark} **{severity_counts(shown)} in {number}**"
            line += f" ({new.strip()} since the baseline)" if new else ""
        elif not report.articles:
            line = "⚪ **Nothing was read**"
        else:
            new = " new" if self.compared else ""
            line = f"🟢 **Nothing{new} found that cannot all be true, in {number}**"
        sentences = [f"{line}."]
        if report.claims:
            sentences.append(f"{counted(report.claims, 'claim was', 'claims were')} compared.")
        undated = sum(article.published is None for article in report.articles)
        if undated:
            sentences.append(
                f"{counted(undated, 'article carries', 'articles carry')} no date: "
                "nothing that hangs on an article's own date is said of "
                f"{'it' if undated == 1 else 'them'}."
            )
        if known := hidden(report):
            sentences.append(f"The baseline hides {counted(len(known), 'known finding')}.")
        return " ".join(sentences)

    def glance(self, shown: Sequence[Finding], questions: Sequence[str]) -> str:
        rows = []
        for number, finding in enumerate(shown[:_MOST_DETAILED], 1):
            values = [f"**{reading.letter}** {escape(clip_middle(reading.words, 64))}" for reading in readings(finding)]
            if len(values) == 1:
                values = [values[0].partition(" ")[2]]
            if len(values) > 4:
                values = [*values[:3], f"{len(values) - 3} more"]
            question = escape(clip(questions[number - 1], 140))
            rows.append(
                (
                    str(number),
                    f"{_MARKS[finding.severity]} [{question}](#finding-{number})",
                    " · ".join(values) or escape(finding.message),
                    f"`{finding.rule}`",
                )
            )
        return _table(("", "Question", "Readings", "Rule"), rows)

    def matrix(self, shown: Sequence[Finding]) -> str:
        """Which article gives which reading, where that is small enough to be seen at once."""
        made = matrix(shown[: _MOST_MATRIX_ROWS + 1])
        if not (2 <= len(made.rows) <= _MOST_MATRIX_ROWS and 2 <= len(made.articles) <= _MOST_MATRIX_COLUMNS):
            return ""
        header = ["Reading by article", *(self._article_link(article_id, _LABEL) for article_id in made.articles)]
        rows = [
            [
                f"[{row.number}](#finding-{row.number})",
                *(", ".join(reading.letter for reading in cell) for cell in row.cells),
            ]
            for row in made.rows
        ]
        return _table(header, rows)

    def articles(self) -> list[str]:
        report = self.report
        in_findings = {location.evidence.article_id for finding in report.findings for location in finding.locations}
        articles = sorted(report.articles, key=lambda article: article.article_id)
        if len(articles) > _MOST_ARTICLES:
            articles = [article for article in articles if article.article_id in in_findings][:_MOST_ARTICLES]
        rows = []
        for article in articles:
            about = escape(article.title) if article.title else ""
            if article.copy_of is not None:
                about = "; ".join(filter(None, (about, f"copy of {_code(article.copy_of)}")))
            rows.append(
                (
                    self._article_link(article.article_id),
                    escape(article.publisher) if article.publisher else "–",
                    "**no date**" if article.published is None else escape(published_words(article)),
                    about,
                )
            )
        columns = 4 if any(row[3] for row in rows) else 3
        header = ("Article", "Publisher", "Date, and where it stands", "Title")[:columns]
        table = _table(header, [row[:columns] for row in rows]) if rows else ""
        left_out = len(report.articles) - len(articles)
        if left_out:
            table += f"\n\n{counted(left_out, 'more article')} without a finding, not listed."
        blocks = [table]
        if len(report.articles) > _MOST_ARTICLES_OPEN:
            blocks = _folded(f"{counted(len(report.articles), 'article')}", table)
        notes = []
        for file_reason, number in report.skipped:
            notes.append(f"{counted(number, 'file')} skipped: {escape(file_reason)}.")
        for problem in report.problems:
            mark = _MARKS[problem.severity]
            notes.append(f"{mark} {_code(problem.where)}: {escape(problem.text)}")
        notes += [escape(remark) for remark in report.remarks]
        if notes:
            blocks.append(_bullets(notes))
        return blocks

    # Findings

    def finding(self, number: int, finding: Finding, question: str) -> list[str]:
        tags = [
            f"{_MARKS[finding.severity]} **{LABELS[finding.severity]}**",
            f"`{finding.rule}` {finding.name}",
            f"{finding.confidence} confidence" if finding.confidence is not Confidence.HIGH else "",
            "changed since the baseline" if finding.state is State.UPDATED else "",
        ]
        blocks = [
            f'<a id="finding-{number}"></a>\n\n### {number}. {escape(question)}',
            " · ".join(tag for tag in tags if tag),
            escape(clip_middle(statement(finding), _MESSAGE)),
        ]
        shown = readings(finding)
        if shown:
            blocks.append(self._readings(shown, lettered=len(shown) > 1))
        if others := compatible(finding):
            agree = counted(len(others), "reading that agrees", "readings that agree")
            blocks += _folded(f"{agree} with one of these", self._readings(others, lettered=False))
        if pairs := comparisons(finding):
            blocks += ["Word by word, what differs in bold:", *map(self._comparison, pairs)]
        if evidence := evidence_of(finding):
            blocks.append("**See also:**\n" + _bullets(self._where(location) for location in evidence))
        blocks += self._timeline(finding)
        if finding.fits:
            blocks.append(f"**What fits:** {escape(sentence(finding.fits))}")
        if len(finding.advice) == 1:
            blocks.append(f"**What to do:** {escape(sentence(finding.advice[0]))}")
        elif finding.advice:
            blocks.append("**What to do:**\n" + _bullets(escape(sentence(advice)) for advice in finding.advice))
        if finding.derivation:
            steps = [f"{index}. {escape(sentence(step))}" for index, step in enumerate(finding.derivation, 1)]
            blocks += _folded("How this was worked out", "\n".join(steps))
        if finding.fingerprint:
            blocks.append(f"<sub>Fingerprint `{finding.fingerprint}`</sub>")
        return blocks

    def _readings(self, shown: Sequence[Shown], *, lettered: bool) -> str:
        rows = []
        for reading in shown:
            parts = [f"**{reading.letter}**"] if lettered else []
            if not (lettered and reading.wording):
                parts.append(escape(clip_middle(reading.words, _QUOTE)))
            name = " · ".join(parts)
            for location in reading.locations[:_MOST_PLACES]:
                rows.append((name, *self._row(location)))
                name = ""
            more = reading.locations[_MOST_PLACES:]
            if more:
                articles = {location.evidence.article_id for location in more}
                rows.append(("", f"{counted(len(articles), 'article')}", "", f"… {counted(len(more), 'more place')}"))
        return _table(("Reading", "Source", "Article of", "Words"), rows)

    def _row(self, location: Location) -> tuple[str, str, str]:
        source = source_name(location, self.by_id)
        article = self._article_link(location.evidence.article_id)
        return (
            f"{escape(source)}<br>{article}" if source else article,
            escape(article_day(location, self.by_id)),
            self._words(location.evidence),
        )

    def _where(self, location: Location) -> str:
        source = source_name(location, self.by_id)
        words = self._words(location.evidence)
        return f"{escape(source) if source else self._article_link(location.evidence.article_id)}: {words}"

    def _words(self, evidence: Evidence) -> str:
        """The quotation, linked to its line, in the rest of its sentence."""
        words = escape(clip_middle(one_line(evidence.quote), _QUOTE))
        article = self.by_id.get(evidence.article_id)
        url = line_link(evidence, self.by_id, self.options.target)
        quoted = f"**{words}**" if url is None else f"[**{words}**]({url})"
        before = clip_start(one_line(evidence.before), _CONTEXT)
        after = clip(one_line(evidence.after), _CONTEXT)
        gap_before = " " if evidence.before[-1:].isspace() else ""
        gap_after = " " if evidence.after[:1].isspace() else ""
        return f"{escape(before)}{gap_before}{quoted}{gap_after}{escape(after)} ({spot(evidence, article)})"

    def _comparison(self, comparison: Comparison) -> str:
        return (
            f"> **{comparison.first.letter}** · {_runs(comparison.first_runs)}\n>\n"
            f"> **{comparison.second.letter}** · {_runs(comparison.second_runs)}"
        )

    def _timeline(self, finding: Finding) -> list[str]:
        """The days of a dated conflict as a Mermaid drawing, with the sources that give each."""
        chart = timeline(finding, self.by_id)
        if chart is None or not chart.dated:
            return []
        sources: dict[tuple[int, int], list[str]] = {}
        for lane in chart.lanes:
            for mark in lane.marks:
                if mark.reading >= 0:
                    sources.setdefault((mark.first, mark.last), []).append(lane.source)
        lines = ["```mermaid", "timeline"]
        for (first, last), names in sorted(sources.items()):
            # Mermaid breaks long labels only at blanks.
            labels = [_NOT_MERMAID.sub(" ", clip(name, 40 if " " in name else 18)) for name in names]
            lines.append(f"    {days_words(Days(first, last))} : {' : '.join(labels)}")
        return _folded("Timeline", "\n".join([*lines, "```"]))

    def short(self, findings: Sequence[Finding]) -> str:
        """One line per finding, for what is not worth a section or does not fit."""
        lines = []
        for finding in findings[:_MOST_LISTED]:
            where = listed([_code(place(location.evidence, self.by_id)) for location in finding.locations[:2]], "and")
            line = f"{_MARKS[finding.severity]} `{finding.rule}` {escape(finding.message)}"
            lines.append(f"{line} – {where}" if where else line)
        if len(findings) > _MOST_LISTED:
            lines.append(f"… and {counted(len(findings) - _MOST_LISTED, 'more finding')}; the JSON report has all.")
        return _bullets(lines)

    # What is no finding

    def near_misses(self) -> list[str]:
        report = self.report
        rows = [
            (escape(near.subject), escape(near.reason), self._near_miss_places(near), f"`{near.rule}`")
            for near in report.near_misses
        ]
        blocks = [_table(("What", "Why it is no conflict", "Where", "Rule"), rows)]
        total = max(report.near_misses_total, len(report.near_misses))
        if total > len(report.near_misses):
            blocks.append(f"{len(report.near_misses):,} of {total:,} are shown.")
        return blocks

    def _near_miss_places(self, near: NearMiss) -> str:
        parts = []
        for location in near.locations[:3]:
            words = escape(clip_middle(one_line(location.evidence.quote), 60))
            url = line_link(location.evidence, self.by_id, self.options.target)
            source = source_name(location, self.by_id)
            named = escape(source) if source else _code(location.evidence.article_id)
            parts.append(f"{named}: {f'“{words}”' if url is None else f'[“{words}”]({url})'}")
        return "<br>".join(parts)

    def baseline(self) -> list[str]:
        blocks = []
        if known := hidden(self.report):
            lines = [f"{self.short((finding,))} (`{finding.fingerprint}`)" for finding in known[:_MOST_LISTED]]
            more = len(known) - _MOST_LISTED
            if more > 0:
                lines.append(f"- … and {counted(more, 'more finding')}")
            blocks += _folded(f"{counted(len(known), 'known finding')}", "\n".join(lines))
        else:
            blocks.append("Nothing: no known finding occurs.")
        if absent := self.report.absent:
            number = counted(len(absent), "baseline entry is", "baseline entries are")
            blocks.append(f"{number} no longer found; `crossfact baseline prune` removes them:")
            blocks.append(
                _bullets(
                    f"`{finding.rule}` {escape(finding.message or finding.subject)} (`{finding.fingerprint}`)"
                    for finding in absent[:_MOST_LISTED]
                )
            )
        return blocks

    def decided(self) -> str:
        rows = [
            (
                escape(headline(decision.finding)),
                _VERDICTS[decision.verdict],
                escape(decision.reason),
                escape(decision.decided_by or "–"),
                f"`{decision.finding.rule}` `{decision.finding.fingerprint}`",
            )
            for decision in self.report.decided[:_MOST_LISTED]
        ]
        return _table(("Question", "Verdict", "Reason", "By", "Finding"), rows)

    def accepting(self) -> str:
        return (
            "Articles are evidence: correct them at their source. What is known and stays as it is goes into a baseline: "
            "`crossfact baseline create` accepts all findings of today, `crossfact baseline update` what is new since. "
            "To accept a single one, keep just the line with its fingerprint in the baseline; each line can carry a "
            "`reason`. From then on `crossfact check --baseline` reports only what is new or changed. "
            "`crossfact rule CODE` explains a rule."
        )

    def _article_link(self, article_id: str, limit: int = 120) -> str:
        article = self.by_id.get(article_id)
        url = link(article, self.options.target, None if article is None else article.record)
        name = _code(clip(article_id, limit))
        return name if url is None else f"[{name}]({url})"


def _runs(runs: Sequence[Run]) -> str:
    return " ".join(escape(run.text) if run.common else f"**{escape(run.text)}**" for run in runs)


def _code(text: str) -> str:
    """A code span; backticks and table bars of the text cannot end it."""
    text = one_line(text).replace("|", "∣")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _folded(summary: str, body: str) -> list[str]:
    return [f"<details><summary>{summary}</summary>", body, "</details>"]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


WRITER = Writer(name="markdown", suffixes=(".md", ".markdown"), write=write)
