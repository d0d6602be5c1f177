"""Lengths of time and what hangs on them: "three days", "two weeks ago", "every month"."""

from __future__ import annotations

from crossfact import lexicon
from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.line import Build, Found, Line
from crossfact.annotate.timex.readings import (
    MONTHS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    dct_date,
    duration_value,
    is_name,
    number_of,
    ordinal_of,
    told_day,
    vague_duration,
)
from crossfact.model import Anchor, TimexType

_LEX = lexicon.load("time_en")
_COMPARED = frozenset(("from", "than", "with"))
_FIGURES = frozenset(("$", "£", "€", "%", "percent", "cents", "million", "billion", "pence", "euros", "yen"))


def _unit_at(line: Line, first: int, last: int) -> tuple[int, str] | None:
    for index in range(first, last):
        if line.codes[index] in "Uu2Q" and line.word(index) in UNITS:
            return index, UNITS[line.word(index)]
    return None


_BEFORE_VERBS = frozenset(
    ("to", "will", "would", "could", "can", "may", "might", "should", "must", "not", "they", "usually")
)
_BEFORE_OVER = frozenset(("for", "just", "well", "little", "last", "lasted", "spent", "spend", "took", "take", "a"))


def _approximation(line: Line, first: int) -> tuple[int, str | None]:
    """The start moved left over "about", "more than", "at least" …, and the modifier they make."""
    one, two = line.word(first - 1), f"{line.word(first - 2)} {line.word(first - 1)}"
    if two in ("more than", "longer than"):
        if line.word(first - 3) == "no":
            return first - 3, "EQUAL_OR_LESS"
        return first - 2, "MORE_THAN"
    if two in ("less than", "fewer than", "shorter than"):
        return first - 2, "LESS_THAN"
    if two == "at least":
        return first - 2, "EQUAL_OR_MORE"
    if two in ("at most", "up to"):
        return first - 2, "EQUAL_OR_LESS"
    if one in ("about", "around", "approximately", "roughly", "some", "circa"):
        return first - 1, "APPROX"
    if one in ("nearly", "almost"):
        return first - 1, "LESS_THAN"
    if one == "over" and (line.word(first - 2) in _BEFORE_OVER or line.code(first - 2) in ",v7"):
        return first - 1, "MORE_THAN"
    return first, None


def _ago(line: Line, first: int, last: int) -> Found | None:
    found = _unit_at(line, first, last)
    if found is None:
        return None
    at, unit = found
    if line.codes[at] == "2":
        return None
    number = number_of(line, first, at + (3 if line.codes[at + 1 : at + 3] == "&a" else 0)) if at > first else None
    if at > first and line.codes[at + 1 : at + 4] == "&ah" and number is not None:
        number += 0 if number != int(number) else 0.5
    vague = line.find("q", first, at)
    tail = line.word(last - 1)
    hyphen = line.codes[at + 1 : at + 2] == "-"
    alone = at == first and line.codes[at] == "U"
    if tail in ("earlier", "later") and number is None and vague is None and not hyphen and alone:
        return None
    forward = tail in ("later", "now") and tail != "earlier"
    if tail == "now" and line.word(last - 2) != "from":
        return None
    if tail in ("later", "earlier") and line.word(last) == "than":
        return None
    start, mod = _approximation(line, first)
    if vague is not None and line.word(vague) == "couple":
        number, vague, mod = 2, None, "APPROX"
    if vague is not None and line.word(vague) == "dozen":
        number, vague = 12, None
    if tail == "later" and vague is not None and unit[0] != "T":
        return Found(start, at + 1, TimexType.DURATION, vague_duration(unit), Anchor.EVENT, mod=mod)
    if unit[0] == "T":
        if tail in ("later", "earlier"):
            last -= 1
        if number is None:
            return Found(start, last, TimexType.DURATION, vague_duration(unit), mod=mod)
        anchor = Anchor.DCT if tail == "ago" else Anchor.EVENT
        return Found(start, last, TimexType.DURATION, duration_value(number, unit), anchor, mod=mod)
    if (number is None and not hyphen and at == first and line.codes[at] == "u") or vague is not None:
        return Found(start, last, TimexType.DATE, "FUTURE_REF" if forward else "PAST_REF", mod=mod)
    if number is None:
        number = 1
    if unit == "Y" and number != int(number) and number * 12 == int(number * 12):
        number, unit = number * 12, "M"
    if number != int(number):
        return Found(start, last, TimexType.DURATION, duration_value(number, unit), mod=mod)
    count, letter = int(number), unit[-1]
    if unit == "2W":
        count *= 2
    if unit == "WE":
        letter = "W"
    relative_to_text = tail in ("earlier", "later")
    base = line.scene.dct
    anchor = Anchor.DCT
    if (
        letter == "Y"
        and count == 1
        and not forward
        and line.scene.quarter is not None
        and (hyphen or _beside_figures(line, first, last))
    ):
        value = calc.year_before(line.scene.quarter, 1)
        if value is not None:
            return Found(start, last, TimexType.DATE, value, Anchor.DCT, mod=mod)
    if relative_to_text and not hyphen:
        anchor = Anchor.EVENT
        compared = letter == "Y" and (line.word(start - 1) in _COMPARED or _beside_figures(line, first, last))
        told = None if compared else told_day(line, letter)
        base = base if told is None else told
    if base is None:
        shape = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(letter, "XXXX")
        return Found(start, last, TimexType.DATE, shape, Anchor.UNRESOLVED, mod=mod)
    value = calc.shift(base, count if forward else -count, letter)
    if value is None:
        return None
    return Found(start, last, TimexType.DATE, value, anchor, mod=mod)


def _beside_figures(line: Line, first: int, last: int) -> bool:
    """Does an amount of money or a share stand near, as in results compared with those of a year ago?"""
    near = line.words[max(0, first - 10) : first] + line.words[last : last + 8]
    return not _FIGURES.isdisjoint(near)


def _span_of(line: Line, first: int, last: int) -> Found | None:
    """ "the past three months", "the next few days", "the first nine months"."""
    found = _unit_at(line, first, last)
    if found is None:
        return None
    at, unit = found
    vague = line.find("q", first, at)
    lead = line.find("lxHrRO8Lc", first, at)
    if lead == first and line.word(first) == "last" and line.word(first - 1) in _BEFORE_VERBS:
        return None
    number_from = next((i for i in range(first, at) if line.codes[i] in "NXYn3"), None)
    start, mod = _approximation(line, first)
    if line.word(start) == "over":
        start, mod = first, None
    if number_from is None:
        if vague is None and line.code(at + 1) != "8":
            return None
        value = vague_duration(unit)
        if vague is not None and line.word(vague) == "couple":
            value, mod = duration_value(2, unit), "APPROX"
        return Found(start, last, TimexType.DURATION, value, mod=mod)
    number = number_of(line, number_from, at)
    if number is None or (lead is not None and line.codes[lead] == "O" and not 1 <= ordinal_of(line.word(lead)) <= 10):
        return None
    return Found(start, last, TimexType.DURATION, duration_value(number, unit), mod=mod)


def _set(line: Line, first: int, last: int) -> Found | None:
    code = line.codes[first]
    if code == "s":
        # "a quarterly dividend" says what kind of thing it is, not when.
        if line.word(first) == "quarterly" and line.code(last) == "_" and line.word(last).isalnum():
            return None
        return Found(first, last, TimexType.SET, _LEX["frequency"][line.word(first)])
    if code in "SW":
        weekday = WEEKDAYS[line.word(first).rstrip("s")] if code == "S" else WEEKDAYS[line.word(first)]
        part = line.find("p", first, last)
        value = f"XXXX-WXX-{weekday + 1}"
        return Found(first, last, TimexType.SET, value if part is None else f"{value}T{PARTS[line.word(part)]}")
    if code == "z":
        return None
    unit = _unit_at(line, first + 1, last)
    noun = line.word(last - 1)
    if unit is None or line.codes[last - 1] in "WSZPpMBm":
        if noun in WEEKDAYS:
            return Found(first, last, TimexType.SET, f"XXXX-WXX-{WEEKDAYS[noun] + 1}")
        if noun in SEASONS:
            return Found(first, last, TimexType.SET, f"XXXX-{SEASONS[noun]}")
        if noun in MONTHS:
            return Found(first, last, TimexType.SET, f"XXXX-{MONTHS[noun]:02}")
        if noun in PARTS:
            return Found(first, last, TimexType.SET, f"XXXX-XX-XXT{PARTS[noun]}")
        return None
    at, letter = unit
    number = 1.0
    if at > first + 1:
        if line.codes[first + 1] in "O2":
            number = ordinal_of(line.word(first + 1))
        elif line.word(first + 1) == "other":
            number = 2
        else:
            number = number_of(line, first + 1, at) or 1.0
    if letter == "Q":
        return Found(first, last, TimexType.SET, f"P{int(number)}Q")
    return Found(first, last, TimexType.SET, duration_value(number, letter))


def _duration(line: Line, first: int, last: int) -> Found | None:
    found = _unit_at(line, first, last)
    if found is None or is_name(line, found[0]):
        return None
    at, unit = found
    if line.word(at) == "second" and not (line.code(at - 1) == "-" and line.codes[first] in "NXn"):
        return None
    if (
        line.codes[first] == "Y"
        and at == first + 1
        and 1900 <= int(line.words[first]) < 2100
        and line.codes[at] in "UQ"
    ):
        return None
    if line.codes[first] == "a" and at == first + 1 and line.word(at) in ("second", "quarter"):
        return None
    if line.code(first - 1) in "#" or line.word(first - 1) in ("no", "No"):
        return None
    if (
        unit == "Q"
        and line.codes[first] in "an"
        and at == first + 1
        and line.code(at + 1) in "F_"
        and line.codes[first] != "n"
    ):
        return None
    if line.word(at) == "quarters" and line.code(at - 1) == "-":
        return None
    old = line.codes[last - 1] == "6" or line.code(at + 1) == "6" or line.codes[at + 1 : at + 3] == "-6"
    if old and unit == "Y":
        return None
    vague = line.find("q", first, at)
    if line.codes[first] == "d" and (line.codes[at] != "u" or "-" in line.codes[first:at]):
        first += 1
    if _is_rate(line, first, at):
        return None
    start, mod = _approximation(line, first)
    if vague is not None:
        word = line.word(vague)
        if word in ("many", "various", "numerous", "some") and line.codes[at] != "u":
            return None
        if word == "couple":
            return Found(start, last, TimexType.DURATION, duration_value(2, unit), mod="APPROX")
        if word == "dozen":
            return Found(start, last, TimexType.DURATION, duration_value(12, unit), mod=mod)
        return Found(start, last, TimexType.DURATION, vague_duration(unit), mod=mod)
    if line.codes[first] == "h":
        return Found(start, last, TimexType.DURATION, duration_value(0.5, unit), mod=mod)
    number = number_of(line, first, at)
    if number is None:
        return None
    if line.codes[at + 1 : at + 4] == "&ah" and last >= at + 4 and number == int(number):
        number += 0.5
    anchor = Anchor.EVENT if line.code(last) in "bf" else Anchor.ABSOLUTE
    return Found(start, last, TimexType.DURATION, duration_value(number, unit), anchor, mod=mod)


def _is_rate(line: Line, first: int, at: int) -> bool:
    """ "$500 million a year", "four flights a week": how much in each year or week, no time of anything."""
    if line.codes[first] != "a" or at != first + 1 or line.code(at + 1) in "Abf&-E" or line.codes[at] != "U":
        return False
    before = line.word(first - 1)
    if before in _RATED or line.code(first - 1) in "XNY":
        return True
    amounts = any(line.code(i) in "XNYn3" for i in range(max(0, first - 4), first - 1))
    return amounts and before.endswith("s") and line.code(first - 1) in "_u"


_RATED = frozenset(("million", "billion", "thousand", "percent", "%", "times", "once", "twice", "cents"))


def _the_unit(line: Line, first: int, last: int) -> Found | None:
    """ "the weekend", "the year", "the week", "for years"."""
    noun = line.word(last - 1)
    code = line.codes[last - 1]
    if code == "u":
        if first != last - 1 or line.word(first - 1) not in ("for", "after", "within", "in") or line.code(last) in "F-":
            return None
        return Found(first, last, TimexType.DURATION, vague_duration(UNITS[noun]))
    if line.codes[first] != "d":
        return None
    if noun == "year" and line.word(last) in ("ended", "ending"):
        return Found(first, last, TimexType.DURATION, "P1Y")
    if (
        noun == "year"
        and (line.codes[first + 1] == "L" or line.word(first - 1) == "for")
        and line.code(last) not in "-'F"
    ):
        now = dct_date(line)
        if now is None:
            return Found(first, last, TimexType.DATE, "XXXX", Anchor.UNRESOLVED)
        return Found(first, last, TimexType.DATE, f"{now.year:04}", Anchor.DCT)
    if noun == "weekend":
        if line.scene.dct is None:
            return Found(first, last, TimexType.DATE, "XXXX-WXX-WE", Anchor.UNRESOLVED)
        future = line.tense(first, last) == "future"
        week = line.scene.dct - (0 if future or (line.scene.dct - 1) % 7 >= 5 else 7)
        return Found(first, last, TimexType.DATE, f"{calc.week_of(week)}-WE", Anchor.DCT)
    return None


BUILDERS: dict[str, Build] = {
    "ago": _ago,
    "span_of": _span_of,
    "set": _set,
    "duration": _duration,
    "the_unit": _the_unit,
}
"""The functions of this module's rules, by the name of the rule in ``grammar``."""
