"""The identity of a finding, stable over moves, rewordings, renamed files and other machines."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256

from crossfact.model import Finding, Part

SCHEME = 1
"""Number of the way fingerprints are made; a change of it makes every old fingerprint new."""

_LENGTH = 16


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal digits over scheme, rule, fact key and the clashing values (in any order)."""
    parts = [SCHEME, finding.rule, key_of(finding), values_of(finding)]
    return _digest(json.dumps(parts, ensure_ascii=True, separators=(",", ":")))


def is_fingerprint(text: str) -> bool:
    """Has the text the form of a whole fingerprint?"""
    return len(text) == _LENGTH and all(character in "0123456789abcdef" for character in text.lower())


def key_of(finding: Finding) -> list[str]:
    """The fact key in the form that is compared: letter case, spacing and typographic variants do not count."""
    return [plain(part) for part in finding.fact_key]


def values_of(finding: Finding) -> list[str]:
    """The clashing values in the form that is compared, sorted."""
    return sorted(plain(value) for value in finding.values)


def evidence_hashes(finding: Finding) -> tuple[str, ...]:
    """One short hash for each distinct quotation that clashes or agrees, sorted; what takes no side may come and go."""
    quotes = (one.evidence.quote for one in finding.locations if one.part is not Part.EVIDENCE)
    return tuple(sorted({_digest(plain(quote)) for quote in quotes}))


_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def plain(text: str) -> str:
    """The text without what an edit of typography changes."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY).casefold().split())


def _digest(text: str) -> str:
    return sha256(text.encode(errors="backslashreplace")).hexdigest()[:_LENGTH]
