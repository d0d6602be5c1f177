"""People's verdicts on findings: a TOML file that ``crossfact decide`` appends to and ``crossfact check`` reads.

A verdict holds for one fingerprint: when another value joins the conflict, the finding comes back. Two unrelated conflicts
can have one fingerprint ("people injured in the crash: 2; 3"), so a verdict keeps hashes of the quoted words, too, and holds
where one of them stands. Of two verdicts on one finding the later one in the file holds.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crossfact.errors import CrossfactError
from crossfact.fingerprint import evidence_hashes
from crossfact.model import Decision, Finding, Report, Verdict

DEFAULT_FILE = "adjudications.toml"
_KEYS = frozenset(("fingerprint", "rule", "subject", "evidence", "verdict", "reason", "decided_by", "decided_on"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """One verdict. ``rule``, ``subject`` and ``evidence`` (hashes of the quoted words, any of which the finding must have)
    are empty where the finding was not at hand when it was given; then the fingerprint alone decides.
    """

    fingerprint: str
    verdict: Verdict
    reason: str
    rule: str = ""
    subject: str = ""
    evidence: tuple[str, ...] = ()
    decided_by: str | None = None
    decided_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How a rule's findings were judged. ``precision`` is the share in which an article was wrong."""

    rule: str
    source_wrong: int
    both_possible: int
    tool_wrong: int

    @property
    def precision(self) -> float:
        return self.source_wrong / (self.source_wrong + self.both_possible + self.tool_wrong)


def apply(report: Report, adjudications: Iterable[Adjudication]) -> Report:
    """The report with decided findings set apart."""
    verdicts: dict[str, list[Adjudication]] = defaultdict(list)
    for one in adjudications:
        verdicts[one.fingerprint].append(one)
    decided, open_findings = [], []
    for finding in report.findings:
        latest = next((one for one in reversed(verdicts[finding.fingerprint]) if _is_on(one, finding)), None)
        if latest is None:
            open_findings.append(finding)
        else:
            day = None if latest.decided_on is None else latest.decided_on.toordinal()
            decided.append(Decision(finding, latest.verdict, latest.reason, latest.decided_by, day))
    return replace(report, findings=tuple(open_findings), decided=tuple(decided))


def _is_on(one: Adjudication, finding: Finding) -> bool:
    return not one.evidence or not set(one.evidence).isdisjoint(evidence_hashes(finding))


def tallies(adjudications: Iterable[Adjudication]) -> tuple[Tally, ...]:
    """One tally a rule, sorted by code; of two verdicts on one finding the later counts."""
    latest = {one.fingerprint: one for one in adjudications}
    counts = Counter((one.rule or "(unknown)", one.verdict) for one in latest.values())
    return tuple(
        Tally(
            rule,
            *(counts[rule, verdict] for verdict in (Verdict.SOURCE_WRONG, Verdict.BOTH_POSSIBLE, Verdict.TOOL_WRONG)),
        )
        for rule in sorted({rule for rule, _ in counts})
    )


def read(file: str) -> tuple[Adjudication, ...]:
    """The verdicts of a file, in its order. ``CrossfactError`` for a file or entry that cannot be used."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise CrossfactError(f"cannot be read ({(error.strerror or '').lower()})", where=file) from error
    except UnicodeDecodeError as error:
        raise CrossfactError("not valid UTF-8", where=file) from error
    return parse(text, where=file)


def parse(text: str, *, where: str) -> tuple[Adjudication, ...]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CrossfactError(f"not valid TOML ({error})", where=where) from error
    rows = table.get("decision", [])
    unknown = sorted(set(table) - {"decision"})
    if unknown or not isinstance(rows, list):
        raise CrossfactError(
            f'unknown key "{(unknown or ["decision"])[0]}"', where=where, hint="entries are [[decision]] tables"
        )
    return tuple(_adjudication(row, f"{where}: decision {number}") for number, row in enumerate(rows, 1))


def _adjudication(row: dict[str, Any], where: str) -> Adjudication:
    for key, value in row.items():
        if key not in _KEYS:
            raise CrossfactError(f'unknown key "{key}"', where=where)
        if key == "decided_on" and type(value) is not datetime.date:
            raise CrossfactError('"decided_on" must be a date such as 2024-03-13', where=where)
        if key == "evidence" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise CrossfactError('"evidence" must be a list of texts', where=where)
        if key not in ("decided_on", "evidence") and not isinstance(value, str):
            raise CrossfactError(f'"{key}" must be a text', where=where)
    for key in ("fingerprint", "verdict", "reason"):
        if key not in row:
            raise CrossfactError(f'"{key}" is missing', where=where)
    if row["verdict"] not in tuple(Verdict):
        raise CrossfactError(f'"verdict" must be {", ".join(Verdict)}, not "{row["verdict"]}"', where=where)
    return Adjudication(**(row | {"verdict": Verdict(row["verdict"]), "evidence": tuple(row.get("evidence", ()))}))


def entry(one: Adjudication) -> str:
    """The verdict as a TOML table, to append to a file."""
    rows: Sequence[tuple[str, str | None]] = (
        ("fingerprint", _text(one.fingerprint)),
        ("rule", _text(one.rule) if one.rule else None),
        ("subject", _text(one.subject) if one.subject else None),
        ("evidence", f"[{', '.join(map(_text, one.evidence))}]" if one.evidence else None),
        ("verdict", _text(one.verdict)),
        ("reason", _text(one.reason)),
        ("decided_by", _text(one.decided_by) if one.decided_by else None),
        ("decided_on", one.decided_on.isoformat() if one.decided_on else None),
    )
    return "\n[[decision]]\n" + "".join(f"{key} = {value}\n" for key, value in rows if value is not None)


def _text(value: str) -> str:
    # A JSON text is a TOML basic string but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
