"""Article text made fit to show: characters that steer a terminal or a browser become visible, long text is clipped.

Articles are written by others. Whatever of them a report shows passes through this module first, then through the
escaping of the format at hand.
"""

from __future__ import annotations

import re

# Controls, direction marks and embeddings, invisible and interlinear marks, lone surrogates, private use, tags and
# everything after them. Soft hyphen, the joiners of Persian, Indic scripts and emoji, and U+FFFD are ordinary.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000e01f0-\U0010ffff]"
)


def visible(text: str) -> str:
    """The text with control, direction, invisible and unpaired characters written as ``⟨U+202E⟩``.

    Tabs and line feeds stay; see ``one_line`` for those.
    """
    return _STEERING.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def one_line(text: str) -> str:
    """The text on one line, blanks collapsed, and only with visible characters."""
    return visible(" ".join(text.split()))


def bare_quote(text: str) -> str:
    """A quotation on one line without its own outer marks, for formats that set marks around it."""
    return one_line(text).strip('“”"«»„‟‘’ ')


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters from the start, cut between words where a blank is near enough."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 3, limit)
    return text[: cut if cut > 0 else limit - 1].rstrip(" ,;:–-") + "…"


def clip_start(text: str, limit: int) -> str:
    """At most ``limit`` characters from the end; the counterpart of ``clip`` for what precedes a quotation."""
    if len(text) <= limit:
        return text
    cut = text.find(" ", len(text) - limit, len(text) - limit // 3)
    return "…" + text[cut + 1 if cut > 0 else len(text) - limit + 1 :].lstrip()


def clip_middle(text: str, limit: int) -> str:
    """Both ends of a text longer than ``limit``, with an ellipsis between them."""
    if len(text) <= limit:
        return text
    head, tail = clip(text, limit * 2 // 3), clip_start(text, limit // 3).lstrip("…")
    return f"{head} {tail}" if " " in text else f"{head}{tail}"


_FIRST_WORD = re.compile(r"[a-z]+(?=[ ,])")


def sentence(text: str) -> str:
    """A remark as a sentence: with a capital, unless it begins with a name or a quotation, and a full stop."""
    text = one_line(text)
    if _FIRST_WORD.match(text):
        text = text[0].upper() + text[1:]
    last = text.rstrip('”"’)')[-1:]
    return text if not last or last in ".!?…:;" else f"{text}."
