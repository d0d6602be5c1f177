"""How rare a word is in English at large.

The table is fixed and bundled (``background.tsv`` names its source), so the weight of a word never depends on the articles
of a run: adding unrelated articles changes no weight.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

UNLISTED = 2.5
"""Zipf frequency taken for a word that the table does not hold."""


@cache
def zipf_frequencies() -> dict[str, float]:
    """Lower-case word to Zipf frequency (log10 of occurrences in a billion words)."""
    table = {}
    text = files("crossfact.lexicon").joinpath("background.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            frequency, words = line.split("\t")
            table.update(dict.fromkeys(words.split(), int(frequency) / 10))
    return table
