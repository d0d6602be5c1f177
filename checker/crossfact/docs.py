"""The reference of rules and claim kinds, written from their own docstrings and examples.

``python -m crossfact.docs FILE`` writes it, ``--check`` fails if the file is not up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from crossfact.registry import KINDS, RULES, Registry
from crossfact.rulekit import ClaimKind, Example, Pair, Rule

_HEAD = """\
# Rules

Written by `make docs` from the rules themselves; do not edit. A rule is named by what it finds. `crossfact rule CODE` prints
one page of these.
"""


def page(rule: Rule) -> str:
    """The page of one rule as Markdown: its docstring, options and examples."""
    parts = [
        f"# {rule.code} {rule.name}",
        f"Severity: {rule.severity}. Reads: {', '.join(rule.reads)}.",
        _doc(rule.doc),
    ]
    if rule.options:
        rows = (f"- `{o.name.replace('_', '-')}` (default {o.default}): {o.help}" for o in rule.options)
        parts += ["## Options", "\n".join(rows)]
    if rule.speaks or rule.silent or rule.pairs:
        parts.append("## Examples")
    parts += _examples(rule.speaks, rule.silent)
    parts += _pairs(rule.pairs)
    return "\n\n".join(part for part in parts if part) + "\n"


def kind_page(kind: ClaimKind) -> str:
    """The page of one claim kind as Markdown."""
    parts = [f"# {kind.name}", _doc(kind.doc), *_examples(kind.speaks, kind.silent)]
    return "\n\n".join(part for part in parts if part) + "\n"


def reference(registry: Registry) -> str:
    """The whole reference: a table of the rules, their pages, the claim kinds."""
    rules = [registry.rule(code) for code in registry.names(RULES)]
    rows = ["| code | name | severity | finds |", "|---|---|---|---|"]
    for rule in rules:
        card = registry.card(rule)
        anchor = f"{rule.code}-{rule.name}".lower()
        rows.append(f"| [{rule.code}](#{anchor}) | {rule.name} | {rule.severity} | {_cell(card.summary)} |")
    parts = [_HEAD, "\n".join(rows) + "\n"]
    parts += (_lower(page(rule)) for rule in rules)
    parts.append("# Claim kinds\n\nWhat is pulled out of an article, once, for all rules that read it.\n")
    parts += (_lower(kind_page(registry.kind(name))) for name in registry.names(KINDS))
    return "\n".join(parts)


def _doc(doc: str | None) -> str:
    return (doc or "").strip()


def _examples(speaks: Iterable[Example], silent: Iterable[Example]) -> list[str]:
    parts = []
    for heading, examples in (("Speaks:", speaks), ("Stays silent:", silent)):
        shown = [_example(example) for example in examples]
        if shown:
            parts += [heading, *shown]
    return parts


def _example(example: Example) -> str:
    notes = [f"published {example.published}"] if example.published else []
    notes += [f"title: {example.title}"] if example.title else []
    lines = [f"> {line}".rstrip() for line in example.text.split("\n")]
    if example.finds:
        notes.append("finds " + "; ".join(example.finds))
    if notes:
        lines.append(f">\n> ({'; '.join(notes)})")
    return "\n".join(lines)


def _pairs(pairs: Iterable[Pair]) -> list[str]:
    rows = []
    for pair in pairs:
        later = f", {abs(pair.days)} day{'s' if abs(pair.days) != 1 else ''} {'later' if pair.days > 0 else 'earlier'}"
        rows.append(f"| {_cell(pair.first)} | {_cell(pair.second)} | {pair.relation}{later if pair.days else ''} |")
    return ["\n".join(["| one text | another | relation |", "|---|---|---|", *rows])] if rows else []


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _lower(text: str) -> str:
    """The same page one level down."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in text.split("\n"))


def main(arguments: Sequence[str]) -> int:
    """Write the reference to a file, or check that the file is up to date."""
    check = "--check" in arguments
    (target,) = (Path(argument) for argument in arguments if argument != "--check")
    text = reference(Registry(plugins=False))
    if not check:
        target.write_text(text, encoding="utf-8")
        return 0
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        sys.stderr.write(f'{target} is not up to date; run "make docs"\n')
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
