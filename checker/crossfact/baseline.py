"""Findings that a team has accepted: a file of JSON Lines, one entry a finding, kept in the repository.

The first line names the format. Entries are sorted and hold no clock, place or total, so that a change of the file is a
change of what is accepted. An entry is met again by its fact, not by where it stands:

* same key and same values, and a quotation that stands as it did: ``unchanged``;
* same key and same values without one, same key and other values with one, or two quotations in common: ``updated``;
* no entry: ``new``; no finding: ``absent``.

An entry is spent on one finding only, so a conflict that goes away never hides one that comes.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crossfact.errors import BaselineError
from crossfact.fingerprint import evidence_hashes, key_of, values_of
from crossfact.fingerprint import fingerprint as fingerprint_of
from crossfact.model import Confidence, Finding, Severity, State

FORMAT = 1
_HEAD = "crossfact-baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An accepted finding. ``key`` and ``values`` are in the form that is compared; ``evidence`` are quotation hashes.

    ``name``, ``severity`` and ``subject`` are for people. ``expires`` is the last day on which the entry holds.
    """

    fingerprint: str
    rule: str
    name: str
    severity: Severity
    subject: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    evidence: tuple[str, ...]
    reason: str | None = None
    expires: datetime.date | None = None
    decided_by: str | None = None
    line: int = 0

    def holds(self, today: datetime.date | None) -> bool:
        return today is None or self.expires is None or today <= self.expires


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings with their states, and the entries that no finding meets; ``met`` pairs each finding with its entry."""

    findings: tuple[Finding, ...]
    absent: tuple[Entry, ...]
    expired: tuple[Entry, ...]
    met: tuple[Entry | None, ...]


def entry_of(finding: Finding, *, reason: str | None = None, decided_by: str | None = None) -> Entry:
    """The entry that accepts a finding."""
    return Entry(
        fingerprint=fingerprint_of(finding),
        rule=finding.rule,
        name=finding.name,
        severity=finding.severity,
        subject=finding.subject,
        key=tuple(key_of(finding)),
        values=tuple(values_of(finding)),
        evidence=evidence_hashes(finding),
        reason=reason,
        decided_by=decided_by,
    )


def compare(
    findings: Sequence[Finding],
    entries: Iterable[Entry],
    *,
    rules: Collection[str],
    today: datetime.date | None = None,
) -> Comparison:
    """The state of each finding against the entries.

    ``rules`` are the codes that ran; entries of others are left out of account. ``today`` makes entries expire: an
    expired entry accepts nothing, and is not absent either.
    """
    relevant = [entry for entry in entries if entry.rule in rules]
    expired = [entry for entry in relevant if not entry.holds(today)]
    accepted = [entry for entry in relevant if entry.holds(today)]
    parts = [entry_of(finding) for finding in findings]
    met: dict[int, tuple[int, State]] = {}
    spent: set[int] = set()
    for grade, least, state in _GRADES:
        by_mark: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for position, entry in enumerate(accepted):
            if position not in spent:
                for mark in grade(entry):
                    by_mark[mark].append(position)
        pairs = set()
        for index, part in enumerate(parts):
            if index not in met:
                for position in {position for mark in grade(part) for position in by_mark[mark]}:
                    shared = _shared(part, accepted[position])
                    if shared >= least:
                        pairs.add((-shared, index, position))
        for _, index, position in sorted(pairs):
            if index not in met and position not in spent:
                spent.add(position)
                met[index] = (position, state)
    states = [met[index][1] if index in met else State.NEW for index in range(len(findings))]
    return Comparison(
        findings=tuple(replace(finding, state=state) for finding, state in zip(findings, states, strict=True)),
        absent=tuple(entry for position, entry in enumerate(accepted) if position not in spent),
        expired=tuple(expired),
        met=tuple(accepted[met[index][0]] if index in met else None for index in range(len(findings))),
    )


def _same(entry: Entry) -> list[tuple[object, ...]]:
    return [(entry.rule, entry.key, entry.values)]


def _same_fact(entry: Entry) -> list[tuple[object, ...]]:
    return [(entry.rule, entry.key)]


def _same_words(entry: Entry) -> list[tuple[object, ...]]:
    return [(entry.rule, words) for words in entry.evidence]


# How a finding may meet an entry, the closest way first: what must be equal, and how many quotations at least.
_GRADES = (
    (_same, 1, State.UNCHANGED),
    (_same_fact, 1, State.UPDATED),
    (_same, 0, State.UPDATED),
    (_same_words, 2, State.UPDATED),
)


def _shared(part: Entry, entry: Entry) -> int:
    return len(set(part.evidence) & set(entry.evidence))


def absent_finding(entry: Entry) -> Finding:
    """An entry that no finding meets, in the shape that reports show."""
    return Finding(
        rule=entry.rule,
        name=entry.name,
        severity=entry.severity,
        confidence=Confidence.HIGH,
        subject=entry.subject,
        message=f"no longer found: {'; '.join(entry.values)}",
        locations=(),
        derivation=(),
        fact_key=entry.key,
        values=entry.values,
        fingerprint=entry.fingerprint,
        state=State.ABSENT,
    )


def dump(entries: Iterable[Entry]) -> str:
    """The file of a baseline: the same bytes for the same entries in any order."""
    ordered = sorted(entries, key=lambda entry: (entry.rule, entry.key, entry.values, entry.evidence))
    lines: list[dict[str, Any]] = [{_HEAD: FORMAT}]
    for entry in ordered:
        line: dict[str, Any] = {
            "fingerprint": entry.fingerprint,
            "rule": entry.rule,
            "name": entry.name,
            "severity": str(entry.severity),
            "subject": entry.subject,
            "key": entry.key,
            "values": entry.values,
            "evidence": entry.evidence,
        }
        if entry.reason:
            line["reason"] = entry.reason
        if entry.expires is not None:
            line["expires"] = entry.expires.isoformat()
        if entry.decided_by:
            line["decided_by"] = entry.decided_by
        lines.append(line)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read(file: str, rules: Collection[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a baseline file; see ``parse``."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BaselineError("no such file", where=file, hint='run "crossfact baseline create"') from error
    except OSError as error:
        raise BaselineError(f"cannot be read ({(error.strerror or '').lower()})", where=file) from error
    except UnicodeDecodeError as error:
        raise BaselineError("not valid UTF-8", where=file) from error
    return parse(text, where=file, rules=rules)


def parse(text: str, *, where: str, rules: Collection[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a baseline file. ``BaselineError`` names the line at fault.

    ``rules`` are the codes that are installed: an entry of another rule is refused. ``None`` accepts any.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise BaselineError("the baseline is empty", where=where, hint='run "crossfact baseline create"')
    head = _object(lines[0][1], f"{where}:{lines[0][0]}")
    if head.get(_HEAD) != FORMAT:
        raise BaselineError(
            f'the first line must be {{"{_HEAD}": {FORMAT}}}',
            where=f"{where}:{lines[0][0]}",
            hint="the file is no baseline, or one of another version of crossfact",
        )
    entries = []
    for number, line in lines[1:]:
        entry = _entry(_object(line, f"{where}:{number}"), number, f"{where}:{number}")
        if rules is not None and entry.rule not in rules:
            raise BaselineError(
                f"rule {entry.rule} is not installed",
                where=f"{where}:{number}",
                hint='install the package that provides it, or run "crossfact baseline prune"',
            )
        entries.append(entry)
    return tuple(entries)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise BaselineError(f"not valid JSON ({error.msg}, column {error.colno})", where=where) from error
    except (ValueError, RecursionError) as error:
        raise BaselineError("not valid JSON", where=where) from error
    if not isinstance(value, dict):
        raise BaselineError("not a JSON object", where=where)
    return value


_REQUIRED = ("fingerprint", "rule", "name", "severity", "subject", "key", "values", "evidence")
_KNOWN = frozenset((*_REQUIRED, "reason", "expires", "decided_by"))


def _entry(fields: dict[str, Any], number: int, where: str) -> Entry:
    for key in fields:
        if key not in _KNOWN:
            raise BaselineError(f'unknown field "{key}"', where=where)
    for key in _REQUIRED:
        if key not in fields:
            raise BaselineError(f'the field "{key}" is missing', where=where)

    def text(key: str) -> str:
        value = fields[key]
        if not isinstance(value, str):
            raise BaselineError(f'the field "{key}" must be a text', where=where)
        return value

    def texts(key: str) -> tuple[str, ...]:
        value = fields[key]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BaselineError(f'the field "{key}" must be a list of texts', where=where)
        return tuple(value)

    if fields["severity"] not in tuple(Severity):
        raise BaselineError('the field "severity" must be error, warning or info', where=where)
    try:
        expires = datetime.date.fromisoformat(text("expires")) if "expires" in fields else None
    except ValueError as error:
        problem = f'the field "expires" must be a date such as 2024-03-13, not "{fields["expires"]}"'
        raise BaselineError(problem, where=where) from error
    return Entry(
        fingerprint=text("fingerprint"),
        rule=text("rule"),
        name=text("name"),
        severity=Severity(fields["severity"]),
        subject=text("subject"),
        key=texts("key"),
        values=texts("values"),
        evidence=texts("evidence"),
        reason=text("reason") if "reason" in fields else None,
        expires=expires,
        decided_by=text("decided_by") if "decided_by" in fields else None,
        line=number,
    )
