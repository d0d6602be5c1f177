"""Find temporal expressions in an article and say what they mean.

Each line of the article is cut into tokens, the class letters of the tokens are scanned with the grammar, and the
function named like the rule that matched computes type and value, or refuses. Relative expressions are resolved against
the document creation time; without one they stay open (``XXXX-…``). "the day after" hangs on an event.

News conventions: a weekday is the last such day up to the day of the article where the nearest verb is in the past, and
the next one where it is in the future; in an article of that very weekday it is the day itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from crossfact import lexicon
from crossfact.annotate.timex import grammar, holidays, tokens
from crossfact.annotate.timex import values as calc
from crossfact.model import Anchor, Days, Span, Timex, TimexType

_LEX = lexicon.load("time_en")
_UNITS: dict[str, str] = {**_LEX["unit"], **_LEX["unit_plural"], "second": "TS", "quarter": "Q"}
_CARDINALS: dict[str, int] = _LEX["cardinal"]
_ORDINALS: dict[str, int] = {**_LEX["ordinal"], "second": 2}
_WEEKDAYS: dict[str, int] = {**_LEX["weekday"], **_LEX["weekday_short"], **_LEX["weekday_plural"]}
_MONTHS: dict[str, int] = {**_LEX["month"], **_LEX["month_short"], **_LEX["month_doubtful"]}
_SEASONS: dict[str, str] = {**_LEX["season"], **_LEX["season_plural"]}
_PARTS: dict[str, str] = {**_LEX["part"], **_LEX["part_plural"], **_LEX["evening"]}
_FUTURE = frozenset(_LEX["tense"]["future"])
_PAST = frozenset(_LEX["tense"]["past"])
_INTENTIONS = frozenset(_LEX["tense"]["intentions"])
_SETTING_LIMITS = frozenset(_LEX["tense"]["setting_limits"])
_NOT_VERBS = frozenset(_LEX["tense"]["not_verbs"])
_PASSIVE_PLANS = frozenset(_LEX["tense"]["plans"])
_LIMITS = frozenset(_LEX["tense"]["limits"])
_PARTICIPLES = frozenset(("scheduled", "slated", "due", "planned", "expected"))
_PRESENT = frozenset(("is", "are", "be", "being", "’s", "s"))
_BACK = frozenset("lA")
_COMPARED = frozenset(("from", "than", "with"))
_FIGURES = frozenset(("$", "£", "€", "%", "percent", "cents", "million", "billion", "pence", "euros", "yen"))
# Minutes after midnight that a part of the day covers; a night runs over midnight into the next day.
_PART_MINUTES = {
    "MO": (0, 12 * 60),
    "AF": (12 * 60, 18 * 60),
    "EV": (17 * 60, 24 * 60),
    "NI": (18 * 60, 30 * 60),
    "DT": (6 * 60, 20 * 60),
    "DA": (4 * 60, 8 * 60),
    "DU": (16 * 60, 22 * 60),
}
# A lone clock time looks for its day among this many expressions on each side.
_NEIGHBOURS = 6
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


@dataclass(slots=True)
class Found:
    """An expression by token numbers of its line, before offsets are filled in."""

    first: int
    last: int
    type: TimexType
    value: str
    anchor: Anchor = Anchor.ABSOLUTE
    mod: str | None = None
    days: Days | None = None
    weekday: int | None = None
    weekday_at: int | None = None
    date_at: tuple[int, int] | None = None
    impossible: str | None = None
    year_written: bool = True
    clock: tuple[int, int] | None = None
    zone: str | None = None
    day_known: bool = True


@dataclass(slots=True)
class Scene:
    """What is known while an article is read from top to bottom."""

    dct: int | None
    quarter: str | None = None
    point: str | None = None
    paragraph: int = 0


@dataclass(slots=True)
class Line:
    """One line of the article in tokens."""

    text: str
    offset: int
    words: list[str]
    codes: str
    scene: Scene
    starts: list[int] = field(default_factory=list)
    _lower: list[str] = field(default_factory=list)

    def locate(self, count: int) -> None:
        """Fill in where the first ``count`` tokens start: between two of them there are only blanks."""
        find, offset, position = self.text.find, self.offset, 0
        for word in self.words[:count]:
            position = find(word, position)
            self.starts.append(position + offset)
            position += len(word)

    def word(self, index: int) -> str:
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def code(self, index: int) -> str:
        return self.codes[index] if 0 <= index < len(self.codes) else "_"

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.starts[last - 1] + len(self.words[last - 1]))

    def find(self, letters: str, first: int, last: int) -> int | None:
        for index in range(first, last):
            if self.codes[index] in letters:
                return index
        return None

    def tense(self, first: int, last: int) -> str | None:
        """``past``, ``future`` or ``perhaps`` (a weak sign of the future), by the nearest verb of the sentence.

        Verbs before the expression count first; after a possessive ("Monday's vote") those behind it do.
        """
        before = range(first - 1, max(-1, first - 25), -1)
        after = range(last, min(len(self.words), last + 15))
        possessive = self.codes[last - 2 : last] == "'\"" or self.codes[last : last + 2] == "'\""
        for index in () if possessive else before:
            if index != first - 1 and self._ends_sentence(index):
                break
            if (cue := self._cue(index)) is not None:
                return cue
        for index in after:
            if self._ends_sentence(index):
                break
            cue = self._cue(index)
            if (
                cue == "future"
                and self.word(index) in _PARTICIPLES
                and _PRESENT.isdisjoint(self.words[max(0, index - 2) : index])
            ):
                return "past"
            if cue is not None:
                return cue
        return "past" if possessive else None

    def _ends_sentence(self, index: int) -> bool:
        """A full stop that is not of an initial or abbreviation such as "U.S."."""
        if self.words[index] != ".":
            return False
        return len(self.words[index - 1]) > 1 and (
            index + 1 == len(self.words) or not self.words[index + 1][:1].islower()
        )

    def _cue(self, index: int) -> str | None:
        raw = self.words[index]
        word = raw.lower()
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        if word in _FUTURE and not (word == "next" and following == "to"):
            if (word == "could" and following == "not") or "had" in self.words[max(0, index - 2) : index]:
                return "past"
            return "future"
        if word in _PAST or (len(word) > 4 and word.endswith("ed") and raw == word):
            if word == "won" and following in ("'", "’"):
                return "future"
            return None if self._to_come(index) or self._attributive(index) else "past"
        if word == "set" and following in ("for", "to"):
            return "future"
        if (
            word == "to"
            and self.codes[index + 1 : index + 2] == "_"
            and following.isalpha()
            and following.islower()
            and following not in _NOT_VERBS
        ):
            return self._intended(index)
        return None

    def _to_come(self, index: int) -> bool:
        """Is the participle behind "be", as in "will be paid"? "could not be reached" tells of the past all the same."""
        return self.word(index - 1) == "be" and "could" not in self.words[max(0, index - 3) : index]

    def _attributive(self, index: int) -> bool:
        """Is the participle in "-ed" part of a noun phrase: "a planned visit", "the still unspecified date"?"""
        if not self.words[index].endswith("ed") or self.code(index + 1) != "_":
            return False
        before = index - 2 if self.word(index - 1) in _DEGREES else index - 1
        return self.code(before) in "dai"

    def _intended(self, index: int) -> str | None:
        """What "to" with a verb says by the word before it: "is to", "agreed to", "ready to" look ahead."""
        before = self.word(index - 1)
        if before in _FUTURE:
            return self._cue(index - 1)
        return "perhaps" if before in _INTENTIONS else None


_DEGREES = frozenset(("still", "yet", "newly", "recently", "long", "much", "highly", "previously"))
Build = Callable[[Line, int, int], Found | list[Found] | None]
_TRIGGERS = tokens.TRIGGERS


def tag_line(text: str, offset: int, scene: Scene) -> list[Timex]:
    """The expressions of one line; ``offset`` is where the line starts in the article."""
    words = tokens.TOKEN.findall(text)
    codes = tokens.classify(words, text)
    current = "current " in text
    if _TRIGGERS.isdisjoint(codes) and "nn" not in codes and not current:
        return []
    line = Line(text, offset, words, codes, scene)
    found: list[Found] = []
    position = start = 0
    scan = grammar.SCAN.match
    # Expressions hold no token of the class OTHER, so only runs of other tokens with a trigger among them are looked at.
    for run in codes.split(tokens.OTHER):
        end = start + len(run)
        if run and not (_TRIGGERS.isdisjoint(run) and "nn" not in run):
            position = max(position, start)
            while position < end:
                match = scan(codes, position)
                hit = None if match is None else _built(line, match.lastgroup or "", position, match.end())
                if hit is None:
                    position += 1
                    continue
                for one in hit:
                    found.append(one)
                    _remember(scene, one)
                position = max(hit[-1].last, position + 1)
        start = end + 1
    if current:
        found = _with_current(line, found)
    if not found:
        return []
    line.locate(max(max(one.last for one in found), *(one.date_at[1] for one in found if one.date_at), 0))
    return [_timex(line, one) for one in _merged(line, found)]


def _built(line: Line, name: str, first: int, last: int) -> list[Found] | None:
    """What the rule makes of the match, or what the first later rule makes of one at the same place."""
    built = _BUILDERS[name](line, first, last)
    if built is None:
        for other in grammar.ORDER[grammar.ORDER.index(name) + 1 :]:
            match = grammar.PATTERNS[other].match(line.codes, first)
            if match is not None:
                built = _BUILDERS[other](line, first, match.end())
                if built is not None:
                    break
    if built is None:
        return None
    return built if isinstance(built, list) else [built]


def _remember(scene: Scene, found: Found) -> None:
    if found.type in (TimexType.DATE, TimexType.TIME):
        if found.value[:1].isdecimal():
            scene.point = found.value
        elif found.anchor is Anchor.UNRESOLVED and found.clock is None:
            scene.point = None


def _with_current(line: Line, found: list[Found]) -> list[Found]:
    """Add "current" before a noun that is no unit of time: "the current chairman"."""
    taken = {index for one in found for index in range(one.first, one.last)}
    for index, word in enumerate(line.words):
        if word == "current" and index not in taken and line.code(index + 1) in "_nNX-" and line.code(index - 1) != "_":
            following = line.word(index + 1)
            if following[:1].isalnum() and following not in _CURRENT_NAMES:
                found.append(Found(index, index + 1, TimexType.DATE, "PRESENT_REF"))
    return sorted(found, key=lambda one: one.first)


_ABOUT = frozenset(("about", "around", "approximately", "roughly"))
_CURRENT_NAMES = frozenset(("affairs", "events", "account", "accounts", "or"))


def _merged(line: Line, found: list[Found]) -> list[Found]:
    """Join a clock time or part of day with the date beside it, and give lone clock times their day."""
    result: list[Found] = []
    for one in found:
        before = result[-1] if result else None
        if _is_clock(one) and line.word(one.first - 1) in _ABOUT:
            one.first, one.mod = one.first - 1, "APPROX"
        if before is not None and _adjacent(line, before, one):
            if _is_clock(before) and one.type is TimexType.DATE and len(one.value) == 10:
                one.value += before.value[before.value.index("T") :]
                one.type, one.first, one.clock, one.zone = TimexType.TIME, before.first, before.clock, before.zone
                one.impossible = one.impossible or before.impossible
                one.mod = before.mod or one.mod
                result[-1] = one
                continue
            if (
                _is_clock(one)
                and before.type is TimexType.DATE
                and len(before.value) == 10
                and line.code(before.last) != "V"
            ):
                before.value += one.value[one.value.index("T") :]
                before.type, before.last, before.clock, before.zone = TimexType.TIME, one.last, one.clock, one.zone
                before.impossible = before.impossible or one.impossible
                continue
        result.append(one)
    for index, one in enumerate(result):
        if _is_clock(one) and one.value.startswith("XXXX-XX-XXT") and one.anchor is Anchor.UNRESOLVED:
            near = _day_near(result, index)
            if near is not None:
                one.value, one.anchor = near.value[:10] + one.value[10:], near.anchor
                between = line.codes[min(one.last, near.last) : max(one.first, near.first)]
                one.day_known = ":" not in between and near.anchor is not Anchor.EVENT
            elif line.scene.dct is not None:
                one.value, one.anchor, one.day_known = calc.iso(line.scene.dct) + one.value[10:], Anchor.DCT, False
    return result


def _adjacent(line: Line, left: Found, right: Found) -> bool:
    between = line.codes[left.last : right.first]
    return between in ("", ",", "V", ",V")


def _is_clock(found: Found) -> bool:
    return found.type is TimexType.TIME and found.clock is not None and found.value.startswith("XXXX-XX-XXT")


def _day_near(found: list[Found], index: int) -> Found | None:
    """The expression of the line that gives a lone clock time its day: the last one before it, else the next."""
    for other in [*found[max(0, index - _NEIGHBOURS) : index][::-1], *found[index + 1 : index + 1 + _NEIGHBOURS]]:
        value = other.value
        if (
            len(value) >= 10
            and value[:4].isdecimal()
            and value[4] == "-"
            and value[8:10].isdecimal()
            and "/" not in value
        ):
            return other
    return None


def _timex(line: Line, one: Found) -> Timex:
    span = line.span(one.first, one.last)
    days = one.days
    if days is None and one.impossible is None and one.anchor is not Anchor.EVENT and one.day_known:
        days = calc.days_of(one.value)
        if days is not None and one.clock is not None and one.clock[1] > 24 * 60 and days.latest is not None:
            days = Days(days.earliest, days.latest + 1)
    return Timex(
        span=span,
        text=line.text[span.start - line.offset : span.end - line.offset],
        type=one.type,
        value=one.value,
        days=days,
        anchor=one.anchor,
        mod=one.mod,
        weekday=one.weekday,
        clock=one.clock,
        zone=one.zone,
        year_written=one.year_written,
        impossible=one.impossible,
        weekday_span=None if one.weekday_at is None else line.span(one.weekday_at, one.weekday_at + 1),
        date_span=None if one.date_at is None else line.span(*one.date_at),
    )


# --- numbers ---------------------------------------------------------------------------------------------------------


def _number(line: Line, first: int, last: int) -> float | None:
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
            value = _CARDINALS[word]
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


def _year_words(line: Line, first: int, last: int) -> int | None:
    """ "nineteen ninety-six", "two thousand"."""
    numbers = [_CARDINALS[line.word(i)] for i in range(first, last) if line.codes[i] == "n"]
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


def _ordinal(word: str) -> int:
    return _ORDINALS[word] if word in _ORDINALS else int(word[:-2])


def _amount(number: float, unit: str) -> str:
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


def _vague_amount(unit: str) -> str:
    return ("PTX" if unit[0] == "T" else "PX") + ("W" if unit == "2W" else unit if unit == "WE" else unit[-1])


# --- rules -----------------------------------------------------------------------------------------------------------


def _mod(line: Line, first: int, last: int) -> str | None:
    for index in range(first, last):
        if line.codes[index] in "eEh":
            return _MODS.get(line.word(index))
        if line.codes[index] not in "dai":
            return None
    return None


def _dct_date(line: Line) -> date | None:
    return None if line.scene.dct is None else date.fromordinal(line.scene.dct)


def _infer_year(line: Line, month: int, number: int, first: int, last: int, weekday: int | None = None) -> int | None:
    """The year of a date written without one: the nearest to the article, corrected by tense, across New Year."""
    now = _dct_date(line)
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
    if gap > 7 and weekday is None and line.code(first - 1) == "_" and line._cue(first - 1) == "past":
        return year - 1
    if distance > _SURE_DAYS and weekday is None:
        tense = line.tense(first, last)
        if gap > 0 and tense == "past":
            return year - 1
        if gap < 0 and tense == "future":
            return year + 1
    return year


def _iso(line: Line, first: int, last: int) -> Found | None:
    word = line.words[first]
    days = calc.days_of(word[:10])
    if days is None:
        return None
    hour, minute = int(word[11:13]), int(word[14:16])
    wrong = None if hour < 24 and minute < 60 else f"there is no clock time {word[11:16]}"
    zone = word[16:].lstrip(":0123456789") or None
    return Found(
        first,
        last,
        TimexType.TIME,
        word[:16],
        days=days,
        clock=None if wrong else (hour * 60 + minute,) * 2,
        zone=zone,
        impossible=wrong,
    )


def _week_of(line: Line, first: int, last: int) -> Found | None:
    """ "the week of March 3"."""
    if line.word(first + 1) != "week":
        return None
    inner = _date(line, first + 3, last)
    if inner is None or inner.days is None or inner.days.day is None:
        return None
    return Found(
        first, last, TimexType.DATE, calc.week_of(inner.days.day), inner.anchor, year_written=inner.year_written
    )


def _date(line: Line, first: int, last: int) -> Found | None:
    weekday_at = line.find("Ww", first, last)
    numeric = line.find("D", first, last)
    weekday = None if weekday_at is None else _WEEKDAYS[line.word(weekday_at)]
    if numeric is not None:
        return _numeric(line, first, last, numeric, weekday, weekday_at)
    month_at = line.find("MmB", first, last)
    day_at = line.find("NO2", first, last)
    year_at = line.find("Y", first, last)
    if month_at is None or day_at is None:
        return None
    number_word = line.word(day_at)
    number = int(number_word) if line.codes[day_at] == "N" else _ordinal(number_word)
    if line.codes[day_at] != "N" and not number_word[0].isdecimal() and line.code(last) in "QuU":
        return None
    if (
        line.codes[month_at] == "m"
        and len(line.words[month_at]) == 3
        and line.words[month_at].isupper()
        and year_at is None
        and weekday_at is None
        and line.code(month_at + 1) not in "N:"
    ):
        return None
    if weekday_at is not None and weekday_at < min(month_at, day_at) and _ends_with(line, weekday_at):
        return None
    month = _MONTHS[line.word(month_at)]
    if year_at is not None and line.code(year_at - 1) != "," and weekday_at is None and line.code(year_at + 1) in "g":
        last, year_at = year_at, None
    inner = [i for i in (month_at, day_at, year_at) if i is not None]
    date_first, date_last = min(inner), max(inner) + 1
    year = int(line.words[year_at]) if year_at is not None else _shared_year(line, last)
    found = _dated(line, first, last, month, number, year, weekday, weekday_at, (date_first, date_last))
    part_at = line.find("P", first, date_first)
    if found is not None and found.impossible is None and part_at is not None:
        part = _PARTS[line.word(part_at)]
        found.type, found.value, found.clock, found.days = (
            TimexType.TIME,
            f"{found.value}T{part}",
            _PART_MINUTES[part],
            None,
        )
    return found


def _ends_with(line: Line, weekday_at: int) -> bool:
    """Does a sentence end with the weekday? "They met on Tuesday. May 6 is …" does, "On Tuesday. May 6, they met" cannot."""
    if line.codes[weekday_at] != "W" or line.code(weekday_at + 1) != ":":
        return False
    return line.code(weekday_at - 1) != "V" or (weekday_at > 1 and line.code(weekday_at - 2) != ":")


def _shared_year(line: Line, last: int) -> int | None:
    """The year of the date that follows, joined by "and", "to" or a dash: "between March 3 and April 5, 1998"."""
    match = grammar.SHARED_YEAR.match(line.codes, last)
    return None if match is None else int(line.words[match.start(1)])


def _date_around_clock(line: Line, first: int, last: int) -> Found | None:
    day_at, month_at = line.find("N", first, last), line.find("MmB", first, last)
    if day_at is None or month_at is None:
        return None
    month, number, year = _MONTHS[line.word(month_at)], int(line.words[day_at]), int(line.words[last - 1])
    weekday = _WEEKDAYS[line.word(first)]
    return _dated(line, first, last, month, number, year, weekday, first, (month_at, day_at + 1))


def _weekday_and_figures(line: Line, first: int, last: int) -> Found | None:
    """ "Tuesday (16/9)": the order is told by a number past twelve or by the weekday itself."""
    at = line.find("÷", first, last)
    assert at is not None
    weekday = _WEEKDAYS[line.word(first)]
    left, right = (int(part) for part in line.words[at].split("/"))
    orders = [
        (month, number) for number, month in {(left, right), (right, left)} if 1 <= month <= 12 and 1 <= number <= 31
    ]
    found = [
        _dated(line, first, last, month, number, None, weekday, first, (at, at + 1)) for month, number in sorted(orders)
    ]
    right_ones = [
        f
        for f in found
        if f is not None and f.days is not None and f.days.day is not None and (f.days.day - 1) % 7 == weekday
    ]
    if len(right_ones) == 1:
        return right_ones[0]
    return found[0] if len(found) == 1 else None


def _weekday_of_week(line: Line, first: int, last: int) -> Found | None:
    """ "Tuesday last week", "Friday of this week"."""
    if line.word(last - 1) != "week":
        return None
    weekday = _WEEKDAYS[line.word(first)]
    if line.scene.dct is None:
        return Found(first, last, TimexType.DATE, f"XXXX-WXX-{weekday + 1}", Anchor.UNRESOLVED, weekday=weekday)
    step = {"l": -1, "x": 1, "H": 0}[line.codes[last - 2]]
    day = line.scene.dct - (line.scene.dct - 1) % 7 + weekday + 7 * step
    return Found(first, last, TimexType.DATE, calc.iso(day), Anchor.DCT, weekday=weekday)


def _part_of(line: Line, first: int, last: int) -> Found | None:
    """ "the last week of July", "the first day of 2015": a day, or the week that holds it."""
    lead = line.find("lO2", first, last)
    if lead is None:
        return None
    noun, word = line.word(lead + 1), line.word(lead)
    if noun not in ("day", "week", "weekend") or (line.codes[lead] == "l" and word != "last"):
        return None
    inner = _month(line, lead + 3, last) if line.find("MmB", lead + 3, last) is not None else None
    year_at = line.find("Y", lead + 3, last)
    if inner is not None:
        value, anchor = inner.value, inner.anchor
    elif year_at is not None:
        value, anchor = line.words[year_at], Anchor.ABSOLUTE
    else:
        whole = _relative(line, lead + 3, last)
        if whole is None:
            return None
        value, anchor = whole.value, whole.anchor
    days = calc.days_of(value)
    if days is None or days.earliest is None or days.latest is None:
        return Found(first, last, TimexType.DATE, value, Anchor.UNRESOLVED)
    if noun == "weekend":
        return Found(first, last, TimexType.DATE, value, anchor)
    number = -1 if line.codes[lead] == "l" else _ordinal(word)
    length = 1 if noun == "day" else 7
    start = days.latest - length + 1 if number == -1 else days.earliest + (number - 1) * length
    if start > days.latest:
        return None
    value = calc.iso(start) if noun == "day" else calc.week_of(start + 3)
    return Found(first, last, TimexType.DATE, value, anchor, days=Days(start, min(start + length - 1, days.latest)))


def _quarter_letter(line: Line, first: int, last: int) -> Found | None:
    """ "Q3 2024", "Q3"."""
    number = int(line.words[first][1])
    year_at = line.find("Y", first, last)
    if year_at is not None:
        return Found(first, last, TimexType.DATE, f"{line.words[year_at]}-Q{number}")
    year, anchor = _quarter_year(line, number, first, first + 1)
    return Found(first, first + 1, TimexType.DATE, f"{year}-Q{number}", anchor)


def _dated(
    line: Line,
    first: int,
    last: int,
    month: int,
    number: int,
    year: int | None,
    weekday: int | None,
    weekday_at: int | None,
    date_at: tuple[int, int],
) -> Found | None:
    written = year is not None
    if not written:
        year = _infer_year(line, month, number, first, last, weekday)
    impossible = None
    length = calc.month_length(year if written else None, month)
    if number > length or number < 1:
        if number > 31 or number < 1:
            return None
        impossible = f"{calc.MONTH_NAMES[month - 1]}{f' {year}' if month == 2 and written else ''} has {length} days"
    shown = "XXXX" if year is None else f"{year:04}"
    found = Found(
        first,
        last,
        TimexType.DATE,
        f"{shown}-{month:02}-{number:02}",
        anchor=Anchor.ABSOLUTE if written else Anchor.UNRESOLVED if year is None else Anchor.DCT,
        weekday=weekday,
        weekday_at=weekday_at,
        date_at=date_at if weekday_at is not None else None,
        impossible=impossible,
        year_written=written,
    )
    if impossible is None and year is not None:
        found.days = calc.days_of(found.value)
    return found


def _numeric(line: Line, first: int, last: int, at: int, weekday: int | None, weekday_at: int | None) -> Found | None:
    parts = [int(p) for p in line.words[at].replace("/", "-").replace(".", "-").split("-")]
    if len(line.words[at].split("-")[0].split("/")[0]) == 4:
        year, month, number = parts
    else:
        left, right, year = parts
        if year < 100:
            if "." in line.words[at] or "-" in line.words[at]:
                return None
            year += 2000 if year < 50 else 1900
        if "." in line.words[at] or left > 12 >= right:
            number, month = left, right
        elif right > 12 >= left or left == right:
            month, number = left, right
        else:
            return _ambiguous(line, first, last, left, right, year, weekday, weekday_at, at)
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    return _dated(line, first, last, month, number, year, weekday, weekday_at, (at, at + 1))


def _ambiguous(
    line: Line,
    first: int,
    last: int,
    left: int,
    right: int,
    year: int,
    weekday: int | None,
    weekday_at: int | None,
    at: int,
) -> Found | None:
    """03/04/2014: the order of day and month is told by the weekday or by what lies near the article, else not at all."""
    american, other = calc.day(year, left, right), calc.day(year, right, left)
    chosen = None
    if weekday is not None and american is not None and other is not None:
        fits = [o for o in (american, other) if (o - 1) % 7 == weekday]
        chosen = fits[0] if len(fits) == 1 else None
    if chosen is None and line.scene.dct is not None and american is not None and other is not None:
        near = sorted((abs(o - line.scene.dct), o) for o in (american, other))
        chosen = near[0][1] if near[0][0] <= 31 < near[1][0] else None
    if chosen is None:
        return Found(first, last, TimexType.DATE, f"{year:04}-XX-XX", days=calc.days_of(f"{year:04}"))
    return Found(
        first,
        last,
        TimexType.DATE,
        calc.iso(chosen),
        weekday=weekday,
        weekday_at=weekday_at,
        date_at=(at, at + 1) if weekday_at is not None else None,
    )


def _date_range(line: Line, first: int, last: int) -> Found | list[Found] | None:
    months = [i for i in range(first, last) if line.codes[i] in "MmB"]
    numbers = [(i, int(n)) for i in range(first, last) if line.codes[i] in "N3" for n in line.words[i].split("-")]
    year_at = [i for i in range(first, last) if line.codes[i] == "Y"]
    weekdays = [i for i in range(first, last) if line.codes[i] in "Ww"]
    if len(numbers) != 2 or not all(1 <= n <= 31 for _, n in numbers):
        return None
    start_month, end_month = _MONTHS[line.word(months[0])], _MONTHS[line.word(months[-1])]
    end_year = int(line.words[year_at[-1]]) if year_at else _infer_year(line, end_month, numbers[1][1], first, last)
    if end_year is None:
        value = f"XXXX-{start_month:02}-{numbers[0][1]:02}/XXXX-{end_month:02}-{numbers[1][1]:02}"
        return Found(first, last, TimexType.DATE, value, anchor=Anchor.UNRESOLVED, year_written=False)
    start_year = end_year if (start_month, numbers[0][1]) <= (end_month, numbers[1][1]) else end_year - 1
    if len(months) == 1 and numbers[0][1] >= numbers[1][1]:
        return None
    start, end = calc.day(start_year, start_month, numbers[0][1]), calc.day(end_year, end_month, numbers[1][1])
    if start is None or end is None:
        bad_year, bad_month = (start_year, start_month) if start is None else (end_year, end_month)
        why = f"{calc.MONTH_NAMES[bad_month - 1]} has {calc.month_length(bad_year, bad_month)} days"
        value = f"{end_year:04}-{end_month:02}"
        return Found(first, last, TimexType.DATE, value, impossible=why, year_written=bool(year_at))
    value = f"{calc.iso(start)}/{calc.iso(end)}"
    anchor = Anchor.ABSOLUTE if year_at else Anchor.DCT
    whole = Found(first, last, TimexType.DATE, value, anchor, days=Days(start, end), year_written=bool(year_at))
    if len(weekdays) != 2:
        return whole
    # Each weekday goes with its own end of the range, so that each pair can be checked.
    inner = [*months, *(i for i, _ in numbers), *year_at]
    date_at = (min(inner), max(inner) + 1)
    halves = []
    for weekday_at, ordinal in zip(weekdays, (start, end), strict=True):
        halves.append(
            Found(
                weekday_at if weekday_at == weekdays[0] else weekdays[1],
                weekday_at + 1 if weekday_at == weekdays[0] else last,
                TimexType.DATE,
                calc.iso(ordinal),
                anchor,
                weekday=_WEEKDAYS[line.word(weekday_at)],
                weekday_at=weekday_at,
                date_at=date_at,
                year_written=bool(year_at),
            )
        )
    return halves


def _date_list(line: Line, first: int, last: int) -> list[Found] | None:
    month_at = line.find("MmB", first, last)
    if month_at is None:
        return None
    month = _MONTHS[line.word(month_at)]
    year_at = line.find("Y", first, last)
    year = int(line.words[year_at]) if year_at is not None else None
    plural = line.find("S", first, last)
    numbers = [index for index in range(first, last) if line.codes[index] == "N"]
    weekdays = [index for index in range(first, min(numbers)) if line.codes[index] == "W"]
    if len(weekdays) > 1:
        return _listed_apart(line, first, last, month, year, weekdays, numbers)
    days = [int(line.words[index]) for index in numbers]
    if days != sorted(days) and not {"~", "-"}.isdisjoint(line.codes[first:last]):
        return None
    result = []
    for index in range(first, last):
        if line.codes[index] != "N":
            continue
        weekday_at = (
            index - 1
            if line.code(index - 1) == "W"
            else index - 2
            if line.codes[max(0, index - 2) : index] == "W,"
            else None
        )
        if weekday_at is not None and weekday_at < first:
            weekday_at = None
        if plural is not None:
            weekday_at = plural
        weekday = None if weekday_at is None else _WEEKDAYS[line.word(weekday_at)]
        start = index if weekday_at is None or weekday_at == plural else weekday_at
        one = _dated(
            line, start, index + 1, month, int(line.words[index]), year, weekday, weekday_at, (index, index + 1)
        )
        if one is None:
            return None
        result.append(one)
    result[0].first = first
    result[-1].last = last
    return result


def _listed_apart(
    line: Line, first: int, last: int, month: int, year: int | None, weekdays: list[int], numbers: list[int]
) -> list[Found] | None:
    """ "Friday and Saturday, 3 and 4 April": each weekday goes with its own number, where there are as many."""
    paired = len(weekdays) == len(numbers)
    result: list[Found] = []
    for place, number_at in enumerate(numbers):
        weekday_at = weekdays[place] if paired else None
        weekday = None if weekday_at is None else _WEEKDAYS[line.word(weekday_at)]
        start = number_at if weekday_at is None else weekday_at
        date_at = (number_at, number_at + 1)
        number = int(line.words[number_at])
        one = _dated(line, start, start + 1, month, number, year, weekday, weekday_at, date_at)
        if one is None:
            return None
        result.append(one)
    result[0].first, result[-1].last = first, last
    return result


def _part_of_date(line: Line, first: int, last: int) -> Found | None:
    """ "the night of March 19", "the morning of Friday, 6 June"."""
    at = line.find("F", first, last)
    if at is None:
        return None
    inner = _date(line, at + 1, last) if line.find("MmBD", at + 1, last) is not None else _weekday(line, at + 1, last)
    if inner is None or len(inner.value) not in (9, 10) or inner.type is not TimexType.DATE:
        return None
    part = _PARTS[line.word(at - 1)]
    inner.first, inner.type, inner.clock = first, TimexType.TIME, _PART_MINUTES[part]
    inner.value, inner.days = f"{inner.value}T{part}", None
    return inner


def _day_of(line: Line, first: int, last: int) -> Found | None:
    """ "the 14th of this month", "the fourth of July"."""
    month_at = line.find("MB", first, last)
    day_at = line.find("NO2", first, last)
    if day_at is None:
        return None
    number = _ordinal(line.word(day_at)) if line.codes[day_at] != "N" else int(line.words[day_at])
    if month_at is not None:
        month = _MONTHS[line.word(month_at)]
        year_at = line.find("Y", first, last)
        year = None if year_at is None else int(line.words[year_at])
        return _dated(line, first, last, month, number, year, None, None, (first, last))
    if line.word(last - 1) != "month" or not 1 <= number <= 31:
        return None
    steps = {"l": -1, "H": 0, "c": 0, "x": 1}[line.codes[last - 2]]
    if line.scene.dct is None:
        return Found(first, last, TimexType.DATE, f"XXXX-XX-{number:02}", Anchor.UNRESOLVED)
    value = calc.shift(line.scene.dct, steps, "M")
    if value is None or calc.days_of(f"{value}-{number:02}") is None:
        return None
    return Found(first, last, TimexType.DATE, f"{value}-{number:02}", Anchor.DCT)


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
            part = _PARTS[line.word(index)]
    if code == "o":
        if start > first and line.code(last) != "F" and line.code(first - 1) not in "@7v~":
            return None
        hour, minute = (24, 0) if word == "midnight" else (12, 0)
    elif code == "5":
        half_day = "a" if "a" in word else "p"
        digits = word.rstrip("apm").replace(".", ":")
        hour, minute = int(digits.partition(":")[0]), int(digits.partition(":")[2] or 0)
    elif code == "n":
        hour, minute = _CARDINALS[word], _CARDINALS[line.word(start + 1)] if line.code(start + 1) == "n" else 0
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
    )


def _year_of(line: Line, first: int, last: int) -> tuple[str, Anchor] | None:
    """The year named in the tokens: written, or "this year", "last year"."""
    at = line.find("Y", first, last)
    if at is not None:
        return line.words[at], Anchor.ABSOLUTE
    for index in range(first, last):
        if line.codes[index] in "lxHc" and line.word(index + 1) in ("year", "fiscal"):
            step = {"l": -1, "x": 1, "H": 0, "c": 0}[line.codes[index]]
            now = _dct_date(line)
            return ("XXXX", Anchor.UNRESOLVED) if now is None else (f"{now.year + step:04}", Anchor.DCT)
    return None


def _fraction(line: Line, first: int, last: int) -> Found | None:
    half_at = next((i for i in range(last - 1, first - 1, -1) if line.codes[i] == "h" and line.word(i) == "half"), None)
    if half_at is None:
        return None
    which = {"first": "1", "second": "2", "last": "2", "latter": "2"}.get(line.word(half_at - 1)) or (
        {"first": "1", "second": "2", "last": "2"}.get(line.word(half_at - 2))
    )
    if which is None:
        return None
    year = _year_of(line, first, last)
    if year is None:
        if "F" in line.codes[half_at:last]:
            return None
        now = _dct_date(line)
        if now is None:
            return Found(first, last, TimexType.DATE, f"XXXX-H{which}", Anchor.UNRESOLVED)
        year = (f"{now.year:04}", Anchor.DCT)
    return Found(first, last, TimexType.DATE, f"{year[0]}-H{which}", year[1], mod=_mod(line, first, half_at - 1))


def _quarter(line: Line, first: int, last: int) -> Found | None:
    at = next((i for i in range(first, last) if line.word(i) in ("quarter", "quarters")), None)
    if at is None:
        return None
    which = next((i for i in range(at - 1, first - 1, -1) if line.codes[i] in "O2"), None)
    if which is None or not 1 <= _ordinal(line.word(which)) <= 4:
        return None
    number = _ordinal(line.word(which))
    year = _year_of(line, first, last)
    back = "U-A" in line.codes[first:last] or "U-E" in line.codes[first:last]
    if line.codes[first] == "n" or (line.word(at) == "quarters" and line.codes[at - 1] in "-"):
        return None
    if year is None:
        year = _quarter_year(line, number, first, last)
        if not back and year[1] is Anchor.DCT:
            _report_on(line, f"{year[0]}-Q{number}", first, last)
    if line.codes[first] == "a" or (line.codes[first] in "dc" and line.code(at - 1) == "-"):
        first += 1
    return Found(first, last, TimexType.DATE, f"{year[0]}-Q{number}", year[1], mod=_mod(line, first, which))


def _report_on(line: Line, quarter: str, first: int, last: int) -> None:
    """Keep the quarter that results are told of: the latest one that was over, or that is told of in the past."""
    scene = line.scene
    if scene.dct is None or quarter <= (scene.quarter or ""):
        return
    if quarter < calc.quarter_of(scene.dct) or (scene.quarter is None and line.tense(first, last) == "past"):
        scene.quarter = quarter


def _quarter_year(line: Line, number: int, first: int, last: int) -> tuple[str, Anchor]:
    """The year of a quarter named without one: the last such quarter begun, or the coming one where told as future."""
    now = _dct_date(line)
    if now is None:
        return "XXXX", Anchor.UNRESOLVED
    current = (now.month + 2) // 3
    year = now.year
    if "U-A" in line.codes[first:last] or "U-E" in line.codes[first:last]:
        return f"{year - (1 if number <= current else 2):04}", Anchor.DCT
    if number > current and (number - current > 1 or line.tense(first, last) not in ("future", "perhaps")):
        year -= 1
    return f"{year:04}", Anchor.DCT


def _this_quarter(line: Line, first: int, last: int) -> Found | None:
    """ "the quarter", "the latest quarter", "the year-earlier period", "this quarter"."""
    codes = line.codes[first:last]
    noun = next((i for i in range(last - 1, first - 1, -1) if line.codes[i] in "Q0"), first)
    is_quarter = line.codes[noun] == "Q"
    if codes[0] == "a":
        return None
    back = "U-A" in codes or "U-E" in codes or codes.endswith("aUA")
    base = line.scene.quarter
    if not is_quarter and not (back or "r" in codes or "Y" in codes or "U'" in codes):
        return None
    if is_quarter and ("l" in codes or "x" in codes or "H" in codes) and "U'" not in codes:
        step = -1 if "l" in codes else 1 if "x" in codes else 0
        if line.scene.dct is None:
            return Found(first, last, TimexType.DATE, "XXXX-QX", Anchor.UNRESOLVED)
        value = calc.shift(line.scene.dct, step, "Q")
        return None if value is None else Found(first, last, TimexType.DATE, value, Anchor.DCT)
    year_at = line.find("Y", first, last)
    if base is None and line.scene.dct is not None and is_quarter:
        base = calc.shift(line.scene.dct, -1, "Q")
    if base is None:
        if year_at is not None:
            return Found(first, last, TimexType.DATE, line.words[year_at])
        return None if not is_quarter else Found(first, last, TimexType.DATE, "XXXX-QX", Anchor.UNRESOLVED)
    if year_at is not None:
        base = line.words[year_at] + base[4:]
    elif back or ("l" in codes and "U'" in codes):
        base = calc.year_before(base, 1) or base
    return Found(first, last, TimexType.DATE, base, Anchor.DCT)


def _month(line: Line, first: int, last: int) -> Found | None:
    at = line.find("MmB", first, last)
    if at is None:
        return None
    month = _MONTHS[line.word(at)]
    code = line.codes[at]
    before = line.code(first - 1)
    year = _year_of(line, at + 1, last)
    if year is None and "n" in line.codes[at + 1 : last]:
        words = _year_words(line, at + 1, last)
        if words is None:
            last = at + (2 if line.code(at + 1) == ":" else 1)
        else:
            year = f"{words:04}", Anchor.ABSOLUTE
    if line.codes[first] == "=":
        return Found(first, last, TimexType.SET, f"XXXX-{month:02}")
    if year is None and (shared := _shared_year(line, last)) is not None:
        year = f"{shared:04}", Anchor.ABSOLUTE
    alone = last - first <= 2 and at == first
    if code == "m" and alone and year is None and not (before in "vV~&7Fb'" and line.code(at + 1) == ":"):
        return None
    if code == "B" and alone and year is None and before not in "v~bFf":
        return None
    if code == "B" and year is None and before in "&,~7" and alone:
        return None
    following = line.words[last] if last < len(line.words) else ""
    if alone and year is None and line.code(last) == "_" and following[:1].isupper() and before not in "v~Fbf7":
        return None
    if alone and line.code(first - 1) == "_" and line.words[first - 1][:1].isupper() and code == "B":
        return None
    mod = _mod(line, first, at)
    if year is not None:
        return Found(
            first,
            last,
            TimexType.DATE,
            f"{year[0]}-{month:02}",
            year[1],
            mod=mod,
            year_written=year[1] is Anchor.ABSOLUTE,
        )
    now = _dct_date(line)
    if now is None:
        return Found(first, last, TimexType.DATE, f"XXXX-{month:02}", Anchor.UNRESOLVED, mod=mod, year_written=False)
    which = line.find("lxH", first, at)
    gap = month - now.month
    if which is not None and line.codes[which] == "l":
        step = -1 if gap >= 0 else 0
    elif which is not None and line.codes[which] == "x":
        step = 1 if gap <= 0 else 0
    elif which is not None:
        step = 0
    else:
        near = (gap + 5) % 12 - 5
        tense = line.tense(first, last)
        if (near >= 3 and tense == "past") or (near >= 5 and tense is None):
            near -= 12
        elif near <= -3 and tense == "future":
            near += 12
        step = (now.month + near - 1) // 12
    value = f"{now.year + step:04}-{month:02}"
    return Found(first, last, TimexType.DATE, value, Anchor.DCT, mod=mod, year_written=False)


def _decade(line: Line, first: int, last: int) -> Found | None:
    word, code = line.word(last - 1), line.codes[last - 1]
    if code == "j":
        if line.code(first) not in "de":
            return None
        value = f"19{tokens.values('decade')[word]}"
    elif code == "9":
        if first == last - 1 and line.code(first - 1) not in "d":
            return None
        value = f"19{word[0]}" if int(word[0]) >= 3 else f"20{word[0]}"
    else:
        value = word[:3]
    return Found(first, last, TimexType.DATE, value, mod=_mod(line, first, last))


def _century(line: Line, first: int, last: int) -> Found | None:
    if line.word(last - 1) != "century":
        return None
    at = line.find("NO2", first, last)
    if at is None:
        return None
    number = int(line.words[at]) if line.codes[at] == "N" else _ordinal(line.word(at))
    return (
        Found(first, last, TimexType.DATE, f"{number - 1:02}", mod=_mod(line, first, at)) if 1 <= number <= 30 else None
    )


def _year_range(line: Line, first: int, last: int) -> Found | None:
    if line.code(first - 1) == "#" or line.code(first - 1) == "-":
        return None
    if "~" in line.codes[first:last]:
        return None
    words = line.words[first].split("-") if last - first == 1 else [w for w in line.words[first:last] if w.isdecimal()]
    if len(words) != 2:
        return None
    start, end = words
    if len(end) == 2:
        end = start[:2] + end
    if len(end) != 4 or not 0 < int(end) - int(start) <= 200 or not 1500 <= int(start) < 2100:
        return None
    span = calc.days_of(start), calc.days_of(end)
    if span[0] is None or span[1] is None:
        return None
    return Found(first, last, TimexType.DATE, f"{start}/{end}", days=Days(span[0].earliest, span[1].latest))


def _year(line: Line, first: int, last: int) -> Found | None:
    if (
        last - first > 2
        and line.codes[last - 1] in "_E"
        and line.codes[last - 2] == "&"
        and line.word(last - 1) not in ("beyond", "later")
    ):
        last -= 2
    at = line.find("Y", first, last)
    if at is None:
        first_word = line.find("n", first, last)
        if first_word is None:
            return None
        end = first_word
        while end < last and line.codes[end] in "n-&":
            end += 1
        year = _year_words(line, first_word, end)
        if year is None or line.code(last) in "uUn-" or not 1900 <= year < 2100:
            return None
        return Found(first, last, TimexType.DATE, f"{year:04}", mod=_mod(line, first, first_word))
    value = line.words[at]
    number = int(value)
    before, after = line.code(at - 1), line.code(at + 1)
    lone = at == first
    if lone:
        if before in "#-/'" or (after in "/'" and line.word(at + 2) != "s"):
            return None
        if not 1300 <= number < 2100:
            return None
        following = line.words[at + 1] if at + 1 < len(line.words) else ""
        if before == '"' and following.istitle():
            return None
        plural = (
            line.code(at + 1) == "_" and following.islower() and following.endswith("s") and following not in _VERBS_S
        )
        if line.code(at + 1) in "uU2" or following in ("percent", "people", "men", "women", "per", "million", "feet"):
            return None
        strong = before in "v~bf&y" or line.word(at - 1) in ("for", "late", "early", "mid", "of", "the", "a", "this")
        if plural and not (before == "v" and line.word(at - 1) in ("in", "since", "during")):
            return None
        if not strong:
            context = before in ',‹F7diacH@"' or at == 0 or (before == "_" and line.words[at - 1].islower())
            if not context or not 1900 <= number < 2060:
                return None
    elif line.code(last) in "uU2" and line.code(at - 1) == "d":
        return None
    anchor = Anchor.ABSOLUTE
    mod = _mod(line, first, at)
    if "&" in line.codes[at:last]:
        mod = "ON_OR_AFTER"
    if line.code(first) == "d" and at == first + 1:
        if line.code(last) not in "_" or line.word(last) in ("and",):
            return None
        first = at
    return Found(first, last, TimexType.DATE, value, anchor, mod=mod)


_VERBS_S = frozenset(["was", "is", "has", "does", "as", "its", "his", "this"])


def _season(line: Line, first: int, last: int) -> Found | None:
    at = line.find("Z", first, last)
    if at is None:
        return None
    season = _SEASONS[line.word(at)]
    end = last
    if line.codes[last - 1] in "F,":
        end = last - 1
    year = _year_of(line, at + 1, end)
    if year is None and "n" in line.codes[at:end]:
        start = line.codes.index("n", at)
        words = _year_words(line, start, end)
        year = None if words is None else (f"{words:04}", Anchor.ABSOLUTE)
        if year is None:
            end = at + 1
    mod = _mod(line, first, at)
    if year is not None:
        return Found(first, end, TimexType.DATE, f"{year[0]}-{season}", year[1], mod=mod)
    end = at + 1 if line.codes[end - 1] != "U" else end
    lead = line.codes[first:at]
    word = line.word(at)
    if not lead and line.code(first - 1) not in "v~bf":
        return None
    if lead == "d" and word in ("spring", "fall") and line.code(first - 1) not in "v~7":
        return None
    if not lead and word in ("fall", "spring") and line.word(first - 1) not in ("in", "by", "since", "until"):
        return None
    now = _dct_date(line)
    if now is None:
        return Found(first, end, TimexType.DATE, f"XXXX-{season}", Anchor.UNRESOLVED, mod=mod)
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    gap = start - now.month
    running = 0 <= now.month - start <= 2 or (season == "WI" and now.month <= 2)
    year_number = now.year
    if season == "WI" and now.month <= 2:
        year_number -= 1
    if "l" in lead and "H" not in lead:
        year_number -= 1 if running or gap > 0 else 0
    elif "x" in lead:
        year_number += 1 if gap <= 0 else 0
    elif "H" not in lead or "l" in lead:
        tense = line.tense(first, end)
        if gap > 0 and tense == "past":
            year_number -= 1
        elif gap < 0 and not running and tense == "future":
            year_number += 1
    return Found(first, end, TimexType.DATE, f"{year_number:04}-{season}", Anchor.DCT, mod=mod)


def _holiday(line: Line, first: int, last: int) -> Found | None:
    """ "Thanksgiving", "last Christmas", "Easter Sunday 2024"."""
    at = last - 1
    row = end = None
    for rest, known in holidays.NAMES.get(line.word(at), ()):
        if tuple(line.word(i) for i in range(at + 1, at + 1 + len(rest))) == rest:
            row, end = known, at + 1 + len(rest)
            break
    if row is None or end is None:
        return None
    following = line.words[end] if end < len(line.words) else ""
    if following[:1].isupper() or (following == "-" and line.code(end) == "-"):
        return None
    if line.code(end) == "Y" or line.codes[end : end + 2] == ",Y":
        year_at = end if line.code(end) == "Y" else end + 1
        day = holidays.day_in(row, int(line.words[year_at]))
        return Found(first, year_at + 1, TimexType.DATE, calc.iso(day))
    now = line.scene.dct
    if now is None:
        return Found(first, end, TimexType.DATE, "XXXX-XX-XX", Anchor.UNRESOLVED, year_written=False)
    year = date.fromordinal(now).year
    options = [holidays.day_in(row, y) for y in (year - 1, year, year + 1)]
    lead = line.codes[first:at]
    tense = line.tense(first, end)
    if "l" in lead:
        day = max(o for o in options if o < now)
    elif "x" in lead:
        day = min(o for o in options if o > now)
    elif "H" in lead:
        day = options[1]
    else:
        day = min(options, key=lambda o: abs(o - now))
        if day > now + 45 and tense == "past":
            day = max(o for o in options if o <= now)
        elif day < now - 45 and tense == "future":
            day = min(o for o in options if o >= now)
    return Found(first, end, TimexType.DATE, calc.iso(day), Anchor.DCT, year_written=False)


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
    inner = _weekday(line, first + 3, last)
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
    told = _told_day(line, "D")
    value = "XXXX-XX-XX" if told is None else calc.iso(told + (-1 if line.codes[last - 1] == "b" else 1))
    anchor = Anchor.UNRESOLVED if told is None else Anchor.EVENT
    if noun == "day":
        return Found(first, last, TimexType.DATE, value, anchor)
    part = _PARTS[noun]
    return Found(first, last, TimexType.TIME, f"{value}T{part}", anchor, clock=_PART_MINUTES[part])


def _unit_at(line: Line, first: int, last: int) -> tuple[int, str] | None:
    for index in range(first, last):
        if line.codes[index] in "Uu2Q" and line.word(index) in _UNITS:
            return index, _UNITS[line.word(index)]
    return None


def _told_day(line: Line, unit: str) -> int | None:
    """The day that the text last spoke of, where it was told at least as finely as the unit."""
    if line.scene.point is None:
        return None
    days = calc.days_of(line.scene.point)
    if days is None or days.earliest is None or days.latest is None:
        return None
    widest = {"D": 1, "W": 7, "M": 31, "Q": 92}.get(unit, 366)
    return days.earliest if days.latest - days.earliest < widest else None


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
    number = _number(line, first, at + (3 if line.codes[at + 1 : at + 3] == "&a" else 0)) if at > first else None
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
        return Found(start, at + 1, TimexType.DURATION, _vague_amount(unit), Anchor.EVENT, mod=mod)
    if unit[0] == "T":
        if tail in ("later", "earlier"):
            last -= 1
        if number is None:
            return Found(start, last, TimexType.DURATION, _vague_amount(unit), mod=mod)
        anchor = Anchor.DCT if tail == "ago" else Anchor.EVENT
        return Found(start, last, TimexType.DURATION, _amount(number, unit), anchor, mod=mod)
    if (number is None and not hyphen and at == first and line.codes[at] == "u") or vague is not None:
        return Found(start, last, TimexType.DATE, "FUTURE_REF" if forward else "PAST_REF", mod=mod)
    if number is None:
        number = 1
    if unit == "Y" and number != int(number) and number * 12 == int(number * 12):
        number, unit = number * 12, "M"
    if number != int(number):
        return Found(start, last, TimexType.DURATION, _amount(number, unit), mod=mod)
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
        told = None if compared else _told_day(line, letter)
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
        value = _vague_amount(unit)
        if vague is not None and line.word(vague) == "couple":
            value, mod = _amount(2, unit), "APPROX"
        return Found(start, last, TimexType.DURATION, value, mod=mod)
    number = _number(line, number_from, at)
    if number is None or (lead is not None and line.codes[lead] == "O" and not 1 <= _ordinal(line.word(lead)) <= 10):
        return None
    return Found(start, last, TimexType.DURATION, _amount(number, unit), mod=mod)


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
        return Found(first, last, TimexType.DURATION, _vague_amount(_UNITS[noun]))
    return Found(first, last, TimexType.DATE, "FUTURE_REF" if code in ";x" else "PAST_REF")


def _set(line: Line, first: int, last: int) -> Found | None:
    code = line.codes[first]
    if code == "s":
        # "a quarterly dividend" says what kind of thing it is, not when.
        if line.word(first) == "quarterly" and line.code(last) == "_" and line.word(last).isalnum():
            return None
        return Found(first, last, TimexType.SET, _LEX["frequency"][line.word(first)])
    if code in "SW":
        weekday = _WEEKDAYS[line.word(first).rstrip("s")] if code == "S" else _WEEKDAYS[line.word(first)]
        part = line.find("p", first, last)
        value = f"XXXX-WXX-{weekday + 1}"
        return Found(first, last, TimexType.SET, value if part is None else f"{value}T{_PARTS[line.word(part)]}")
    if code == "z":
        return None
    unit = _unit_at(line, first + 1, last)
    noun = line.word(last - 1)
    if unit is None or line.codes[last - 1] in "WSZPpMBm":
        if noun in _WEEKDAYS:
            return Found(first, last, TimexType.SET, f"XXXX-WXX-{_WEEKDAYS[noun] + 1}")
        if noun in _SEASONS:
            return Found(first, last, TimexType.SET, f"XXXX-{_SEASONS[noun]}")
        if noun in _MONTHS:
            return Found(first, last, TimexType.SET, f"XXXX-{_MONTHS[noun]:02}")
        if noun in _PARTS:
            return Found(first, last, TimexType.SET, f"XXXX-XX-XXT{_PARTS[noun]}")
        return None
    at, letter = unit
    number = 1.0
    if at > first + 1:
        if line.codes[first + 1] in "O2":
            number = _ordinal(line.word(first + 1))
        elif line.word(first + 1) == "other":
            number = 2
        else:
            number = _number(line, first + 1, at) or 1.0
    if letter == "Q":
        return Found(first, last, TimexType.SET, f"P{int(number)}Q")
    return Found(first, last, TimexType.SET, _amount(number, letter))


def _deictic(line: Line, first: int, last: int) -> Found | None:
    at = line.find("Tt", first, last)
    if at is None:
        return None
    word = line.word(at)
    part_at = line.find("P", first, last)
    mod = _mod(line, first, at)
    offset = tokens.values("deictic").get(word, 0)
    part: str | None = None
    if line.codes[at] == "t":
        part = "NI"
        if word == "overnight" and line.code(at + 1) == "_" and line.code(at - 1) in "dai":
            return None
    elif part_at is not None:
        part = _PARTS[line.word(part_at)]
    if line.scene.dct is None:
        base = "XXXX-XX-XX"
        anchor = Anchor.UNRESOLVED
    else:
        base, anchor = calc.iso(line.scene.dct + offset), Anchor.DCT
    if part is None:
        return Found(first, last, TimexType.DATE, base, anchor, mod=mod)
    return Found(first, last, TimexType.TIME, f"{base}T{part}", anchor, mod=mod, clock=_PART_MINUTES[part])


def _relative(line: Line, first: int, last: int) -> Found | None:
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
    mod = _mod(line, first, lead_at)
    word = line.word(lead_at)
    near = line.word(lead_at + 1) if line.codes[lead_at + 1] in "lx" else ""
    if lead == "H" and near:
        lead, word = ("l", near) if line.codes[lead_at + 1] == "l" else ("x", near)
    to_text = word in ("following", "previous", "preceding", "prior", "subsequent", "ensuing", "that", "same") or (
        line.code(lead_at - 1) == "d" and word == "next"
    )
    if line.codes[last - 1] == "P":
        return _relative_part(line, first, last, lead, to_text, _PARTS[noun], mod)
    unit = _UNITS.get(noun)
    if unit is None or word in ("those", "these") or _is_name(line, last - 1):
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
        told = _told_day(line, letter)
        base = base if told is None and letter == "Y" and lead == "l" else told
    if lead == "l" and line.codes[lead_at] == "l" and word == "past" and letter in "DWMYE" and line.code(first) == "d":
        amount = _amount(1, unit)
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
        base = _told_day(line, "D")
    if base is None:
        return Found(
            first, last, TimexType.TIME, f"XXXX-XX-XXT{part}", Anchor.UNRESOLVED, mod=mod, clock=_PART_MINUTES[part]
        )
    step = {"l": -1, "x": 1}.get(lead, 0)
    value = f"{calc.iso(base + step)}T{part}"
    return Found(first, last, TimexType.TIME, value, anchor, mod=mod, clock=_PART_MINUTES[part])


def _weekday(line: Line, first: int, last: int) -> Found | None:
    at = line.find("Ww", first, last)
    if at is None:
        return None
    if line.codes[at] == "w" and not (
        line.code(at + 1) == ":" and line.words[at + 1] == "." and line.code(at - 1) in "Vv7b~&Fle"
    ):
        return None
    while first < at and line.codes[first] in "i":
        first += 1
    weekday = _WEEKDAYS[line.word(at)]
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
    mod = _mod(line, first, at)
    value, anchor = f"XXXX-WXX-{weekday + 1}", Anchor.UNRESOLVED
    dct = line.scene.dct
    if dct is not None:
        anchor = Anchor.DCT
        value = calc.iso(
            _resolve_weekday(line, weekday, lead, line.word(lead_at) if lead_at is not None else "", first, last)
        )
    found = Found(first, last, TimexType.DATE, value, anchor, mod=mod, weekday=weekday)
    if part_at is not None:
        part = _PARTS[line.word(part_at)]
        found.type, found.value, found.clock = TimexType.TIME, f"{value}T{part}", _PART_MINUTES[part]
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
        now = _dct_date(line)
        if now is None:
            return Found(first, last, TimexType.DATE, "XXXX", Anchor.UNRESOLVED, mod="END")
        return Found(first, last, TimexType.DATE, f"{now.year:04}", Anchor.DCT, mod="END")
    unit = _UNITS.get(line.word(last - 1))
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
    mod = _mod(line, first, last)
    letter = "W" if unit in ("WE", "2W") else unit[-1]
    if line.scene.dct is None:
        shape = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(letter, "XXXX")
        return Found(first, last, TimexType.DATE, shape, Anchor.UNRESOLVED, mod=mod)
    value = calc.shift(line.scene.dct, 0, letter)
    return None if value is None else Found(first, last, TimexType.DATE, value, Anchor.DCT, mod=mod)


def _is_name(line: Line, at: int) -> bool:
    """Is the unit capitalised in running text, as in the name of a programme or paper?"""
    word = line.words[at]
    following = line.words[at + 1] if at + 1 < len(line.words) else ""
    return (
        at > 0
        and word.istitle()
        and (following.islower() or not following.isalpha())
        and line.words[at - 1][:1] not in "."
    )


def _duration(line: Line, first: int, last: int) -> Found | None:
    found = _unit_at(line, first, last)
    if found is None or _is_name(line, found[0]):
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
            return Found(start, last, TimexType.DURATION, _amount(2, unit), mod="APPROX")
        if word == "dozen":
            return Found(start, last, TimexType.DURATION, _amount(12, unit), mod=mod)
        return Found(start, last, TimexType.DURATION, _vague_amount(unit), mod=mod)
    if line.codes[first] == "h":
        return Found(start, last, TimexType.DURATION, _amount(0.5, unit), mod=mod)
    number = _number(line, first, at)
    if number is None:
        return None
    if line.codes[at + 1 : at + 4] == "&ah" and last >= at + 4 and number == int(number):
        number += 0.5
    anchor = Anchor.EVENT if line.code(last) in "bf" else Anchor.ABSOLUTE
    return Found(start, last, TimexType.DURATION, _amount(number, unit), anchor, mod=mod)


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
        return Found(first, last, TimexType.DURATION, _vague_amount(_UNITS[noun]))
    if line.codes[first] != "d":
        return None
    if noun == "year" and line.word(last) in ("ended", "ending"):
        return Found(first, last, TimexType.DURATION, "P1Y")
    if (
        noun == "year"
        and (line.codes[first + 1] == "L" or line.word(first - 1) == "for")
        and line.code(last) not in "-'F"
    ):
        now = _dct_date(line)
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


_BUILDERS: dict[str, Build] = {
    "iso": _iso,
    "date_range": _date_range,
    "date_list": _date_list,
    "week_of": _week_of,
    "part_of": _part_of,
    "part_of_date": _part_of_date,
    "date_around_clock": _date_around_clock,
    "weekday_and_figures": _weekday_and_figures,
    "weekday_of_week": _weekday_of_week,
    "quarter_letter": _quarter_letter,
    "date": _date,
    "day_of": _day_of,
    "clock": _clock,
    "fraction": _fraction,
    "quarter": _quarter,
    "this_quarter": _this_quarter,
    "month": _month,
    "decade": _decade,
    "century": _century,
    "year_range": _year_range,
    "year": _year,
    "season": _season,
    "holiday": _holiday,
    "day_before": _day_before,
    "ago": _ago,
    "span_of": _span_of,
    "refs": _refs,
    "set": _set,
    "deictic": _deictic,
    "relative": _relative,
    "weekday": _weekday,
    "edge_unit": _edge_unit,
    "duration": _duration,
    "the_unit": _the_unit,
    "now": _now,
}


def tag_lines(lines: Iterable[tuple[str, int]], dct: int | None) -> list[Timex]:
    """The expressions of several lines, read in order against one document creation time."""
    scene = Scene(dct)
    result: list[Timex] = []
    for text, offset in lines:
        result += tag_line(text, offset, scene)
    return result


def told_as_past(sentence: str, start: int, end: int) -> bool:
    """Is the expression at ``[start, end)`` of an English sentence the time of something told as having happened?

    The nearest verb must be in the past, no sign of the future or of a plan may stand before the expression in the
    sentence, and no word that makes the expression a limit ("until", "by", "for") right before it.
    """
    words = tokens.TOKEN.findall(sentence)
    line = Line(sentence, 0, words, tokens.classify(words, sentence), Scene(None))
    line.locate(len(words))
    first = bisect_left(line.starts, start)
    last = bisect_left(line.starts, end)
    if line.word(first - 1) in _LIMITS or line.tense(first, last) != "past":
        return False
    return not any(line._cue(i) in ("future", "perhaps") or line.word(i) in _PASSIVE_PLANS for i in range(len(words)))
