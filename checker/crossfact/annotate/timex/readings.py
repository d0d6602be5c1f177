"""What single words and short runs of tokens mean: numbers, years, modifiers, amounts of a unit; shared by all rules."""

from __future__ import annotations

from datetime import date

from crossfact import lexicon
from crossfact.annotate.timex import grammar
from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.line import Line

_LEX = lexicon.load("time_en")
UNITS: dict[str, str] = {**_LEX["unit"], **_LEX["unit_plural"], "second": "TS", "quarter": "Q"}
CARDINALS: dict[str, int] = _LEX["cardinal"]
_ORDINALS: dict[str, int] = {**_LEX["ordinal"], "second": 2}
WEEKDAYS: dict[str, int] = {**_LEX["weekday"], **_LEX["weekday_short"], **_LEX["weekday_plural"]}
MONTHS: dict[str, int] = {**_LEX["month"], **_LEX["month_short"], **_LEX["month_doubtful"]}
SEASONS: dict[str, str] = {**_LEX["season"], **_LEX["season_plural"]}
PARTS: dict[str, str] = {**_LEX["part"], **_LEX["part_plural"], **_LEX["evening"]}
# Minutes after midnight that a part of the day covers; a night runs over midnight into the next day.
PART_MINUTES = {
    "MO": (0, 12 * 60),
    "AF": (12 * 60, 18 * 60),
    "EV": (17 * 60, 24 * 60),
    "NI": (18 * 60, 30 * 60),
    "DT": (6 * 60, 20 * 60),
    "DA": (4 * 60, 8 * 60),
    "DU": (16 * 60, 22 * 60),
}
# A date without a year that lies no further from the article than this is of the nearest year whatever the tense.
_SURE_DAYS = 150
_MODS = {
    "early": "START",
    "earlier": "START",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "late": "END",
    "later": "END",
    "end": "END",
    "close": "END",
    "mid": "MID",
    "middle": "MID",
}


def number_of(line: Line, first: int, last: int) -> float | None:
    """The number that the tokens write: "2", "two", "twenty-four", "9 1/2", "two and a half", "a"."""
    total = 0.0
    current = 0.0
    seen = False
    for index in range(first, last):
        code, word = line.codes[index], line.word(index)
        if code in "NXY÷":
            if "/" in word:
                top, _, bottom = word.partition("/")
                current += int(top) / int(bottom) if bottom.isdecimal() and int(bottom) else 0
            else:
                current += float(word.replace(",", ""))
            seen = True
        elif code == "~":
            break
        elif code == "3":
            current, seen = float(word.partition("-")[0]), True
        elif code == "n":
            value = CARDINALS[word]
            if value == 1000:
                total, current = total + max(current, 1) * 1000, 0
            elif value == 100:
                current = max(current, 1) * 100
            else:
                current += value
            seen = True
        elif code == "h" and word == "half":
            current = 0.5 if index == first + 1 and line.codes[first] == "a" else current + 0.5
            seen = True
        elif code == "a" and not seen and index == first:
            current, seen = 1, True
            if line.code(index + 1) == "n" and line.word(index + 1) in ("hundred", "thousand"):
                current = 0
    return total + current if seen else None


def year_in_words(line: Line, first: int, last: int) -> int | None:
    """ "nineteen ninety-six", "two thousand"."""
    numbers = [CARDINALS[line.word(i)] for i in range(first, last) if line.codes[i] == "n"]
    if (
        len(numbers) >= 2
        and 11 <= numbers[0] <= 20
        and 10 <= numbers[1] < 100
        and (len(numbers) == 2 or numbers[2] < 10)
    ):
        if len(numbers) == 3 and numbers[1] < 20:
            return None
        return numbers[0] * 100 + sum(numbers[1:])
    if numbers[:2] == [2, 1000] and (len(numbers) == 2 or sum(numbers[2:]) < 100):
        return 2000 + sum(numbers[2:])
    return None


def ordinal_of(word: str) -> int:
    return _ORDINALS[word] if word in _ORDINALS else int(word[:-2])


def duration_value(number: float, unit: str) -> str:
    """A TIMEX3 duration: ``P2Y``, ``PT36H``, ``P2Y6M`` for two years and a half."""
    head = "PT" if unit[0] == "T" else "P"
    letter = unit[-1]
    if unit == "2W":
        number, letter = number * 2, "W"
    if unit == "WE":
        letter = "WE"
    if letter == "E":
        number, letter = number * 10, "Y"
    elif letter == "C":
        number, letter = number * 100, "Y"
    elif letter == "L":
        number, letter = number * 1000, "Y"
    if number == int(number):
        return f"{head}{int(number)}{letter}"
    whole, rest = int(number), number - int(number)
    smaller = {
        "Y": ("M", 12),
        "H": ("M", 60),
        "M": ("S", 60) if head == "PT" else ("D", 30),
        "D": ("T", 24),
        "W": ("D", 7),
    }
    if letter in smaller and letter != "D":
        unit_letter, factor = smaller[letter]
        part = f"{whole}{letter}" if whole else ""
        return f"{head}{part}{round(rest * factor)}{unit_letter}"
    return f"{head}{number:g}{letter}"


def vague_duration(unit: str) -> str:
    return ("PTX" if unit[0] == "T" else "PX") + ("W" if unit == "2W" else unit if unit == "WE" else unit[-1])


def mod_of(line: Line, first: int, last: int) -> str | None:
    for index in range(first, last):
        if line.codes[index] in "eEh":
            return _MODS.get(line.word(index))
        if line.codes[index] not in "dai":
            return None
    return None


def dct_date(line: Line) -> date | None:
    return None if line.scene.dct is None else date.fromordinal(line.scene.dct)


def inferred_year(line: Line, month: int, number: int, first: int, last: int, weekday: int | None = None) -> int | None:
    """The year of a date written without one: the nearest to the article, corrected by tense, across New Year."""
    now = dct_date(line)
    if now is None:
        return None
    options = []
    leap_day = (month, number) == (2, 29)
    for year in range(now.year - (4 if leap_day else 1), now.year + (5 if leap_day else 2)):
        ordinal = calc.day(year, month, number if leap_day else min(number, calc.month_length(year, month)))
        if ordinal is not None:
            options.append((abs(ordinal - now.toordinal()), ordinal - now.toordinal(), year))
    distance, gap, year = min(options)
    if leap_day:
        past = [o for o in options if o[1] <= 0]
        return max(past, key=lambda o: o[1])[2] if past and line.tense(first, last) == "past" else year
    if gap > 7 and weekday is None and line.code(first - 1) == "_" and line.cue(first - 1) == "past":
        return year - 1
    if distance > _SURE_DAYS and weekday is None:
        tense = line.tense(first, last)
        if gap > 0 and tense == "past":
            return year - 1
        if gap < 0 and tense == "future":
            return year + 1
    return year


def shared_year(line: Line, last: int) -> int | None:
    """The year of the date that follows, joined by "and", "to" or a dash: "between March 3 and April 5, 1998"."""
    match = grammar.SHARED_YEAR.match(line.codes, last)
    return None if match is None else int(line.words[match.start(1)])


def told_day(line: Line, unit: str) -> int | None:
    """The day that the text last spoke of, where it was told at least as finely as the unit."""
    if line.scene.point is None:
        return None
    days = calc.days_of(line.scene.point)
    if days is None or days.earliest is None or days.latest is None:
        return None
    widest = {"D": 1, "W": 7, "M": 31, "Q": 92}.get(unit, 366)
    return days.earliest if days.latest - days.earliest < widest else None


def is_name(line: Line, at: int) -> bool:
    """Is the unit capitalised in running text, as in the name of a programme or paper?"""
    word = line.words[at]
    following = line.words[at + 1] if at + 1 < len(line.words) else ""
    return (
        at > 0
        and word.istitle()
        and (following.islower() or not following.isalpha())
        and line.words[at - 1][:1] not in "."
    )
