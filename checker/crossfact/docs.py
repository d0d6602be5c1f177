"""The reference of rules, written from the rules themselves."""

from __future__ import annotations

from crossfact.rulekit import Rule


def page(rule: Rule) -> str:
    """The page of one rule as Markdown."""
    return f"# {rule.code} {rule.name} ({rule.severity})\n\n{(rule.doc or '').strip()}\n"
