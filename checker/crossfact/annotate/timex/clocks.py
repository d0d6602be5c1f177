"""Clock times: "9:15 p.m.", "half past six", "1400 hours"."""

from __future__ import annotations

from crossfact.annotate.timex.line import Build, Found, Line
from crossfact.annotate.timex.readings import CARDINALS, PARTS
from crossfact.model import Anchor, TimexType


def _clock(line: Line, first: int, last: int) -> Found | None:
    start = first
    while line.code(start) in "d":
        start += 1
    word, code = line.word(start), line.codes[start]
    half_day = None
    part = None
    zone = None
    for index in range(start, last):
        other = line.codes[index]
        if other == "k":
            half_day = line.word(index)[0]
        elif other == "g":
            zone = line.words[index]
        elif other == "P":
            part = PARTS[line.word(index)]
    if code == "o":
        if start > first and line.code(last) != "F" and line.code(first - 1) not in "@7v~":
            return None
        hour, minute = (24, 0) if word == "midnight" else (12, 0)
    elif code == "5":
        half_day = "a" if "a" in word else "p"
        digits = word.rstrip("apm").replace(".", ":")
        hour, minute = int(digits.partition(":")[0]), int(digits.partition(":")[2] or 0)
    elif code == "n":
        hour, minute = CARDINALS[word], CARDINALS[line.word(start + 1)] if line.code(start + 1) == "n" else 0
        if hour > 12 or minute > 59:
            return None
    elif (
        code == "X" and half_day is None and "g" in line.codes[start:last] and len(word) == 4 and word.isdecimal()
    ) or code == "Y":
        hour, minute = int(word[:2]), int(word[2:])
    elif code in "NX":
        digits = word.replace(".", ":")
        head, _, tail = digits.partition(":")
        if not head.isdecimal() or len(head) > 2 or not ((tail.isdecimal() and len(tail) == 2) or not tail):
            return None
        hour, minute = int(head), int(tail or 0)
    else:
        parts = word.split(":")
        hour, minute = int(parts[0]), int(parts[1])
        if len(parts) == 3 and int(parts[2]) > 60:
            return None
    wrong = None
    if minute > 59 or hour > 24 or (hour == 24 and minute and code != "o"):
        if word[-3:-2] not in (":", ".") and ":" not in word:
            return None
        wrong = f"there is no clock time {word}"
    elif half_day is not None and not 1 <= hour <= 12:
        if hour > 12 and half_day == "p" and ":" in word:
            half_day = None
        else:
            return None
    explicit = (
        half_day is not None or zone is not None or code in "o5" or part is not None or "K" in line.codes[start:last]
    )
    if (
        not explicit
        and line.code(start - 1) not in "@7v~"
        and not (line.code(start - 1) == "," and line.code(start - 2) in "YNO")
    ):
        return None
    if not explicit and wrong is not None and line.word(start - 1) not in ("at", "around", "about", "until"):
        return None
    if wrong is not None:
        return Found(first, last, TimexType.TIME, "XXXX-XX-XX", Anchor.UNRESOLVED, impossible=wrong)
    if (half_day == "p" and hour < 12) or (part in ("AF", "EV") and hour < 12) or (part == "NI" and 6 <= hour < 12):
        hour += 12
    elif half_day == "a" and hour == 12:
        hour = 0
    minutes = hour * 60 + minute
    return Found(
        first,
        last,
        TimexType.TIME,
        f"XXXX-XX-XXT{hour:02}:{minute:02}",
        Anchor.UNRESOLVED,
        clock=(minutes, minutes),
        zone=zone,
        half_open=1 <= hour <= 12 and not (half_day or zone or part) and code not in "o5Y" and not word.startswith("0"),
    )


BUILDERS: dict[str, Build] = {
    "clock": _clock,
}
"""The functions of this module's rules, by the name of the rule in ``grammar``."""
