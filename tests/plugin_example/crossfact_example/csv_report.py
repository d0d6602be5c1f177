"""Findings as a table: one line for each place."""

from __future__ import annotations

import csv
import io

from crossfact.model import Report
from crossfact.writer import WriteOptions, Writer


def write(report: Report, _options: WriteOptions) -> str:
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("fingerprint", "rule", "severity", "article", "line", "value", "quote"))
    for finding in report.findings:
        for place in finding.locations:
            words = place.evidence
            rows.writerow(
                (
                    finding.fingerprint,
                    finding.rule,
                    finding.severity,
                    words.article_id,
                    words.line,
                    place.value,
                    words.quote,
                )
            )
    return table.getvalue()


WRITER = Writer(name="csv", suffixes=(".csv",), write=write)
