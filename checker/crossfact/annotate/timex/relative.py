"""Times told from the day of the article or of the story: weekdays, "yesterday", "last week", "now"."""

from __future__ import annotations

from datetime import date

from crossfact import lexicon
from crossfact.annotate.timex import tokens
from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.line import Build, Found, Line
from crossfact.annotate.timex.readings import (
    PART_MINUTES,
    PARTS,
    UNITS,
    WEEKDAYS,
    dct_date,
    duration_value,
    is_name,
    mod_of,
    told_day,
    vague_duration,
)
from crossfact.model import Anchor, TimexType

_LEX = lexicon.load("time_en")
_SETTING_LIMITS = frozenset(_LEX["tense"]["setting_limits"])


def _day_before(line: Line, first: int, last: int) -> Found | None:
    """ "the day before yesterday", "the day before last Monday"."""
    if line.codes[last - 1] in "bf":
        return _day_beside(line, first, last)
    if line.word(first + 1) != "day":
        return None
    step = -1 if line.codes[first + 2] == "b" else 1
    if line.codes[last - 1] == "T":
        if line.scene.dct is None:
            return Found(first, last, TimexType.DATE, "XXXX-XX-XX", Anchor.UNRESOLVED)
        ordinal = line.scene.dct + tokens.values("deictic")[line.word(last - 1)] + step
        return Found(first, last, TimexType.DATE, calc.iso(ordinal), Anchor.DCT)
    inner = lone_weekday(line, first + 3, last)
    if inner is None or not inner.value[:1].isdecimal():
        return None
    return Found(first, last, TimexType.DATE, calc.iso(date.fromisoformat(inner.value).toordinal() + step), Anchor.DCT)


def _day_beside(line: Line, first: int, last: int) -> Found | None:
    """ "the day before" and "the night before" with nothing behind: reckoned from the day last spoken of."""
    noun = line.word(first + 1)
    if line.code(last) not in ",:" and last != len(line.words):
        return None
    if noun != "day" and (line.codes[first + 1] != "P" or line.codes[last - 1] != "b"):
        return None
    told = told_day(line, "D")
    value = "XXXX-XX-XX" if told is None else calc.iso(told + (-1 if line.codes[last - 1] == "b" else 1))
    anchor = Anchor.UNRESOLVED if told is None else Anchor.EVENT
    if noun == "day":
        return Found(first, last, TimexType.DATE, value, anchor)
    part = PARTS[noun]
    return Found(first, last, TimexType.TIME, f"{value}T{part}", anchor, clock=PART_MINUTES[part])


def _refs(line: Line, first: int, last: int) -> Found | None:
    """ "recent years", "coming weeks", "these days", "the future", "the past"."""
    at = line.find("R;xlc", first, last)
    if at is None:
        return None
    code, noun = line.codes[at], line.word(last - 1)
    if code == "c":
        if f"{line.word(at)} {noun}" != "these days":
            return None
        return Found(first, last, TimexType.DATE, "PRESENT_REF")
    if code == "l" and line.word(at) != "past":
        return None
    if code == ";" and noun == "future":
        near = line.word(first - 1) == "near" and line.code(first - 2) == "d"
        start = first - 2 if near else first
        if (not near and line.codes[first] != "d") or line.code(last) == "F":
            return None
        return Found(start, last, TimexType.DATE, "FUTURE_REF")
    if code == "R" and noun in ("days", "weeks", "months"):
        return Found(first, last, TimexType.DURATION, vague_duration(UNITS[noun]))
    return Found(first, last, TimexType.DATE, "FUTURE_REF" if code in ";x" else "PAST_REF")


def _deictic(line: Line, first: int, last: int) -> Found | None:
    at = line.find("Tt", first, last)
    if at is None:
        return None
    word = line.word(at)
    part_at = line.find("P", first, last)
    mod = mod_of(line, first, at)
    offset = tokens.values("deictic").get(word, 0)
    part: str | None = None
    if line.codes[at] == "t":
        part = "NI"
        if word == "overnight" and line.code(at + 1) == "_" and line.code(at - 1) in "dai":
            return None
    elif part_at is not None:
        part = PARTS[line.word(part_at)]
    if line.scene.dct is None:
        base = "XXXX-XX-XX"
        anchor = Anchor.UNRESOLVED
    else:
        base, anchor = calc.iso(line.scene.dct + offset), Anchor.DCT
    if part is None:
        return Found(first, last, TimexType.DATE, base, anchor, mod=mod)
    return Found(first, last, TimexType.TIME, f"{base}T{part}", anchor, mod=mod, clock=PART_MINUTES[part])


def relative_day(line: Line, first: int, last: int) -> Found | None:
    """ "last week", "this year", "the following month", "that same day", "this morning", "last night"."""
    lead_at = line.find("lxHcr", first, last)
    if lead_at is None:
        return None
    noun = line.word(last - 1)
    lead = line.codes[lead_at]
    if line.code(last) == "-" and line.code(last + 1) in "AE":
        last_code = line.codes[last + 1]
        if last_code in "AE":
            return None
    mod = mod_of(line, first, lead_at)
    word = line.word(lead_at)
    near = line.word(lead_at + 1) if line.codes[lead_at + 1] in "lx" else ""
    if lead == "H" and near:
        lead, word = ("l", near) if line.codes[lead_at + 1] == "l" else ("x", near)
    to_text = word in ("following", "previous", "preceding", "prior", "subsequent", "ensuing", "that", "same") or (
        line.code(lead_at - 1) == "d" and word == "next"
    )
    if line.codes[last - 1] == "P":
        return _relative_part(line, first, last, lead, to_text, PARTS[noun], mod)
    unit = UNITS.get(noun)
    if unit is None or word in ("those", "these") or is_name(line, last - 1):
        return None
    if unit[0] == "T":
        if lead == "H" and noun in ("hour", "minute", "second"):
            return None
        return None
    letter = unit[-1] if unit not in ("WE", "2W") else "W"
    if lead == "r":
        if noun not in ("year", "quarter"):
            return None
        lead = "l"
    step = {"l": -1, "x": 1, "H": 0, "c": 0}[lead]
    base, anchor = line.scene.dct, Anchor.DCT
    if to_text and noun != "quarter":
        anchor = Anchor.EVENT
        told = told_day(line, letter)
        base = base if told is None and letter == "Y" and lead == "l" else told
    if lead == "l" and line.codes[lead_at] == "l" and word == "past" and letter in "DWMYE" and line.code(first) == "d":
        amount = duration_value(1, unit)
        return Found(first, last, TimexType.DURATION, amount, mod=mod)
    if base is None:
        shape = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(letter, "XXXX")
        if unit == "WE":
            shape = "XXXX-WXX-WE"
        return Found(first, last, TimexType.DATE, shape, Anchor.UNRESOLVED, mod=mod)
    value = _weekend(base, step) if unit == "WE" else calc.shift(base, step, letter)
    if value is None:
        return None
    return Found(first, last, TimexType.DATE, value, anchor, mod=mod)


def _weekend(base: int, step: int) -> str:
    """The weekend of the week; the last one is the one before the article's week, or the one just ended."""
    return f"{calc.week_of(base + 7 * step)}-WE"


def _relative_part(
    line: Line, first: int, last: int, lead: str, to_text: bool, part: str, mod: str | None
) -> Found | None:
    base, anchor = line.scene.dct, Anchor.DCT
    if to_text:
        anchor = Anchor.EVENT
        base = told_day(line, "D")
    if base is None:
        return Found(
            first, last, TimexType.TIME, f"XXXX-XX-XXT{part}", Anchor.UNRESOLVED, mod=mod, clock=PART_MINUTES[part]
        )
    step = {"l": -1, "x": 1}.get(lead, 0)
    value = f"{calc.iso(base + step)}T{part}"
    return Found(first, last, TimexType.TIME, value, anchor, mod=mod, clock=PART_MINUTES[part])


def lone_weekday(line: Line, first: int, last: int) -> Found | None:
    at = line.find("Ww", first, last)
    if at is None:
        return None
    if line.codes[at] == "w" and not (
        line.code(at + 1) == ":" and line.words[at + 1] == "." and line.code(at - 1) in "Vv7b~&Fle"
    ):
        return None
    while first < at and line.codes[first] in "i":
        first += 1
    weekday = WEEKDAYS[line.word(at)]
    part_at = line.find("P", first, last)
    lead_at = line.find("lxHc", first, at)
    if lead_at == first and line.word(first) == "following":
        # Without an article it is the preposition: "following Monday's vote".
        first, lead_at = at, None
    lead = line.codes[lead_at] if lead_at is not None else ""
    if line.codes[first] == "d" and lead == "" and part_at is None:
        first += 1
        if first > at:
            return None
    mod = mod_of(line, first, at)
    value, anchor = f"XXXX-WXX-{weekday + 1}", Anchor.UNRESOLVED
    dct = line.scene.dct
    if dct is not None:
        anchor = Anchor.DCT
        value = calc.iso(
            _resolve_weekday(line, weekday, lead, line.word(lead_at) if lead_at is not None else "", first, last)
        )
    found = Found(first, last, TimexType.DATE, value, anchor, mod=mod, weekday=weekday)
    if part_at is not None:
        part = PARTS[line.word(part_at)]
        found.type, found.value, found.clock = TimexType.TIME, f"{value}T{part}", PART_MINUTES[part]
    return found


def _resolve_weekday(line: Line, weekday: int, lead: str, word: str, first: int, last: int) -> int:
    dct = line.scene.dct
    assert dct is not None
    back = (dct - 1 - weekday) % 7
    ahead = (weekday - (dct - 1)) % 7
    if lead == "l":
        if word in ("previous", "preceding") and line.scene.point is not None:
            days = calc.days_of(line.scene.point)
            if days is not None and days.day is not None:
                return days.day - ((days.day - 1 - weekday) % 7 or 7)
        return dct - (back or 7)
    if lead == "x":
        return dct + (ahead or 7)
    if lead == "H":
        return dct - (dct - 1) % 7 + weekday
    if _is_deadline(line, first) or line.tense(first, last) in ("future", "perhaps"):
        return dct + ahead
    return dct - back


def _is_deadline(line: Line, first: int) -> bool:
    """ "has until Friday", "postponed until noon Friday": a limit set by a verb that looks ahead."""
    while line.code(first - 1) in "Cgk5NXod":
        first -= 1
    if line.word(first - 1) not in ("until", "till"):
        return False
    before = line.words[max(0, first - 12) : first - 1]
    return "had" not in before and not _SETTING_LIMITS.isdisjoint(before)


def _edge_unit(line: Line, first: int, last: int) -> Found | None:
    """ "the end of the year", "early in the week", "year-end"."""
    if line.codes[last - 1] == "h":
        if line.word(first) != "year" or line.word(last - 1) != "end":
            return None
        now = dct_date(line)
        if now is None:
            return Found(first, last, TimexType.DATE, "XXXX", Anchor.UNRESOLVED, mod="END")
        return Found(first, last, TimexType.DATE, f"{now.year:04}", Anchor.DCT, mod="END")
    unit = UNITS.get(line.word(last - 1))
    if (
        unit is None
        or unit[0] == "T"
        or unit == "L"
        or ("h" in line.codes[first:last] and "F" not in line.codes[first:last])
    ):
        return None
    if (
        "d" not in line.codes[first + 1 : last]
        and "H" not in line.codes[first:last]
        and "i" not in line.codes[first:last]
    ):
        return None
    mod = mod_of(line, first, last)
    letter = "W" if unit in ("WE", "2W") else unit[-1]
    if line.scene.dct is None:
        shape = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(letter, "XXXX")
        return Found(first, last, TimexType.DATE, shape, Anchor.UNRESOLVED, mod=mod)
    value = calc.shift(line.scene.dct, 0, letter)
    return None if value is None else Found(first, last, TimexType.DATE, value, Anchor.DCT, mod=mod)


def _now(line: Line, first: int, last: int) -> Found | None:
    code, word = line.codes[first], line.word(first)
    if code == ">":
        return None
    if code == "!":
        if word == "now" and line.word(first + 1) == "," and first > 0 and line.code(first - 1) in ":":
            return None
        return Found(first, last, TimexType.DATE, "PRESENT_REF")
    first -= line.word(first - 1) == "more"
    return Found(first, last, TimexType.DATE, "PAST_REF" if code == "<" else "FUTURE_REF")


BUILDERS: dict[str, Build] = {
    "day_before": _day_before,
    "refs": _refs,
    "deictic": _deictic,
    "relative": relative_day,
    "weekday": lone_weekday,
    "edge_unit": _edge_unit,
    "now": _now,
}
"""The functions of this module's rules, by the name of the rule in ``grammar``."""
