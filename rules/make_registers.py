"""Make the bundled registers from a file of reference facts: ``make_registers.py register_facts.yaml``.

Rows that nothing but general knowledge supports (``verified: no``) stay out; rows of which one bound is so supported
(``verified: partly``) say so. Every row keeps its source, the precision of its bounds, ``as_of`` and its confidence.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from crossfact.register import tenure, write_toml

FOLDER = Path(__file__).parent / "crossfact_rules" / "registers"
SOURCES = {
    "WDe": "Wikidata (end: start of the successor)",
    "WD": "Wikidata",
    "FB": "CIA World Factbook",
    "OD": "Wikidata and Wikipedia, August 2026",
    "CL": "congress-legislators",
    "GK": "general knowledge",
}
"""What readers of a report see for a source code of the reference facts."""
OWN_FILE = ("Pakistan", "Afghanistan", "United States", "India", "China", "Iran", "Russia", "United Kingdom", "World")


def main(source: Path) -> None:
    """Write one file a country of ``OWN_FILE`` and one for the others."""
    facts = yaml.safe_load(source.read_text(encoding="utf-8"))
    codes = facts["source_codes"]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in facts["tenures"]:
        if row["verified"] != "no":
            name = row["country"] if row["country"] in OWN_FILE else "other countries"
            groups.setdefault(name, []).append(row)
    for name, rows in sorted(groups.items()):
        path = FOLDER / f"{name.lower().replace(' ', '_')}.toml"
        head = [
            f"# Tenures of office holders: {name}. Made by rules/make_registers.py; facts only.",
            "# Sources named in short:",
            *(f"#   {SOURCES[code]}: {_in_words(meaning)}" for code, meaning in codes.items()),
            "",
        ]
        lines = write_toml(tenure(_table(row)) for row in rows)
        path.write_text("\n".join([*head, *lines]), encoding="utf-8")


def _table(row: dict[str, Any]) -> dict[str, Any]:
    table = {key: row[key] for key in ("person", "office", "organisation", "country", "confidence")}
    table["source"] = re.sub(r"\b(WDe|WD|FB|OD|CL|GK)\b", lambda code: SOURCES[code[0]], row["source"]).replace(
        "+", ", "
    )
    table["aliases"] = row["aliases"] or []
    table["verified"] = row["verified"]
    if row["start"]:
        table["since"] = row["start"]
    if row["end"]:
        table["until"] = row["end"]
    elif row["end_precision"] == "unknown":
        table["until_precision"] = "unknown"
    if row.get("as_of"):
        table["as_of"] = row["as_of"]
    if row.get("note"):
        table["note"] = row["note"]
    return table


def _in_words(source: str) -> str:
    return re.sub(r"\b(WDe|WD|FB|OD|CL|GK)\b", lambda code: SOURCES[code[0]], source)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
