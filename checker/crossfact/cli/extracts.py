"""``crossfact claims`` and ``crossfact annotate``: what is read out of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossfact.cli.shared import (
    Ignore,
    NoPlugins,
    Paths,
    Published,
    Select,
    articles_of,
    codes,
    json_line,
    one_of,
    out,
    tell,
    visible,
)
from crossfact.errors import UsageError

if TYPE_CHECKING:
    from crossfact.model import Article, Problem
    from crossfact.rulekit import View


def claims(
    paths: Paths,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl or csv.")] = "jsonl",
    select: Select = None,
    ignore: Ignore = None,
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Print the claims that rules compare."""
    import csv
    import io
    import json

    from crossfact.link.facts import claim_order
    from crossfact.model import Claim
    from crossfact.pipeline import extract_guarded, problems_of
    from crossfact.registry import Registry

    one_of("--format", format_, ("jsonl", "csv"))
    registry = Registry(plugins=not no_plugins)
    rules = registry.rules(codes(select), codes(ignore))
    kinds = registry.kinds_for(rules)
    reader_of = {name: next(rule.code for rule in rules if name in rule.reads) for rule in rules for name in rule.reads}

    def row(claim: Claim) -> dict[str, Any]:
        return {
            "article": claim.evidence.article_id,
            "kind": claim.kind,
            "rule": reader_of[claim.kind],
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "quote": claim.evidence.quote,
            "subject": claim.subject,
            "value": claim.value.as_json(),
            "said_on": None if claim.said_on is None else str(claim.said_on),
            "attribution": claim.attribution,
        }

    problems: list[Problem] = []
    if format_ == "csv":
        head = ("article", "kind", "rule", "start", "end", "quote", "subject", "value", "said_on", "attribution")
        out(",".join(head) + "\n")
    for article in articles_of(paths, registry, published, problems):
        extract = extract_guarded(article, kinds)
        problems += problems_of([extract])
        rows = map(row, sorted(extract.claims, key=claim_order))
        if format_ == "jsonl":
            out("".join(json_line(one) for one in rows))
        else:
            cells = io.StringIO()
            csv.writer(cells, lineterminator="\n").writerows(
                [
                    visible(json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict) else str(cell or ""))
                    for cell in one.values()
                ]
                for one in rows
            )
            out(cells.getvalue())
    return tell(problems)


def annotate(
    paths: Paths,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, jsonl or timeml (dates only, one article).")
    ] = "text",
    published: Published = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Print dates, quotations and names of articles."""
    from crossfact.pipeline import lost, problems_of
    from crossfact.registry import Registry
    from crossfact.rulekit import View

    one_of("--format", format_, ("text", "jsonl", "timeml"))
    registry = Registry(plugins=not no_plugins)
    problems: list[Problem] = []
    articles = articles_of(paths, registry, published, problems)
    if format_ == "timeml":
        return _timeml(articles, problems)
    for article in articles:
        view = View(article)
        try:
            read = json_line(_annotation(view)) if format_ == "jsonl" else _annotation_text(view)
        except Exception as error:
            problems += problems_of([lost(article, type(error).__name__)])
        else:
            out(read)
    return tell(problems)


def _timeml(articles: Iterator[Article], problems: list[Problem]) -> int:
    from crossfact.annotate.timex.timeml import timeml
    from crossfact.rulekit import View

    first, more = next(articles, None), next(articles, None)
    if more is not None:
        raise UsageError("a TimeML document holds one article, and there are several", hint="name one file")
    if first is not None:
        view = View(first)
        out(timeml(view.text, view.timexes, view.dct))
    return tell(problems)


def _annotation(view: View) -> dict[str, Any]:
    from crossfact.model import iso_day

    def days(value: Any) -> dict[str, str | None]:
        return {
            "earliest": None if value is None else iso_day(value.earliest),
            "latest": None if value is None else iso_day(value.latest),
        }

    dct = view.dct
    return {
        "article": view.article.article_id,
        "published": None if dct is None else {**days(dct.days), "origin": dct.origin},
        "text": view.text,
        "temporal_expressions": [
            {
                "start": timex.span.start,
                "end": timex.span.end,
                "text": timex.text,
                "type": str(timex.type),
                "value": timex.value,
                **days(timex.days),
            }
            for timex in view.timexes
        ],
        "quotations": [
            {
                "start": quotation.span.start,
                "end": quotation.span.end,
                "text": quotation.text,
                "speaker": quotation.speaker,
                "segments": [list(segment) for segment in quotation.segments],
            }
            for quotation in view.quotations
        ],
        "names": [
            {"start": name.span.start, "end": name.span.end, "text": name.text, "type": name.type, "full": name.full}
            for name in view.names
        ],
    }


def _annotation_text(view: View) -> str:
    """For people: the article with its dates, quotations and names underlined, and what was read below them."""
    from shutil import get_terminal_size

    from crossfact.annotate.underlined import Mark, underlined

    dct = view.dct
    known = "no date known" if dct is None else f"published {dct.days} ({dct.origin})"
    marks = [
        Mark(timex.span, "=", f"{timex.type} {timex.value}" if timex.impossible is None else timex.impossible)
        for timex in view.timexes
    ]
    marks += [
        Mark(quotation.span, ".", visible(f"quotation: {quotation.speaker or '?'}")) for quotation in view.quotations
    ]
    marks += [
        Mark(name.span, "-", visible(name.type if name.full == name.text else f"{name.type} {name.full}"))
        for name in view.names
    ]
    width = get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    body = underlined(view.text, marks, width=width, safe=visible)
    return f"{visible(f'{view.article.article_id}: {known}')}\n\n{body}\n"
