"""Find temporal expressions in an article and say what they mean.

Each line of the article is cut into tokens, the class letters of the tokens are scanned with the grammar, and the
function of the rule that matched computes type and value, or refuses. Relative expressions are resolved against
the document creation time; without one they stay open (``XXXX-…``). "the day after" hangs on an event.

News conventions: a weekday is the last such day up to the day of the article where the nearest verb is in the past, and
the next one where it is in the future; in an article of that very weekday it is the day itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from crossfact import lexicon
from crossfact.annotate.timex import clocks, dates, durations, grammar, parts, periods, relative, tokens
from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.line import Build, Found, Line, Scene
from crossfact.model import Anchor, Days, Timex, TimexType

_LEX = lexicon.load("time_en")
_BUILDERS: dict[str, Build] = {
    **dates.BUILDERS,
    **clocks.BUILDERS,
    **periods.BUILDERS,
    **durations.BUILDERS,
    **relative.BUILDERS,
    **parts.BUILDERS,
}
"""The function of each rule of ``grammar``."""
_PASSIVE_PLANS = frozenset(_LEX["tense"]["plans"])
_LIMITS = frozenset(_LEX["tense"]["limits"])
# A lone clock time looks for its day among this many expressions on each side.
_NEIGHBOURS = 6


def tag_line(text: str, offset: int, scene: Scene) -> list[Timex]:
    """The expressions of one line; ``offset`` is where the line starts in the article."""
    words = tokens.TOKEN.findall(text)
    codes = tokens.classify(words, text)
    current = "current " in text
    if tokens.TRIGGERS.isdisjoint(codes) and "nn" not in codes and not current:
        return []
    line = Line(text, offset, words, codes, scene)
    found: list[Found] = []
    position = start = 0
    scan = grammar.SCAN.match
    # Expressions hold no token of the class OTHER, so only runs of other tokens with a trigger among them are looked at.
    for run in codes.split(tokens.OTHER):
        end = start + len(run)
        if run and not (tokens.TRIGGERS.isdisjoint(run) and "nn" not in run):
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
    result = _halved(line, result)
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


def _halved(line: Line, found: list[Found]) -> list[Found]:
    """Join "8:30" with the "Friday night" beside it, which says in which half of the day it is."""
    result: list[Found] = []
    for one in found:
        before = result[-1] if result else None
        clock, part = (before, one) if before is not None and before.half_open else (one, before)
        if before is not None and part is not None and clock is not None and clock.half_open and not part.half_open:
            minutes = _within(clock, part) if _adjacent(line, before, one) else None
            if minutes is not None:
                part.value = f"{part.value[:10]}T{minutes // 60:02}:{minutes % 60:02}"
                part.clock, part.mod = (minutes, minutes), clock.mod or part.mod
                part.first, part.last = before.first, one.last
                result[-1] = part
                continue
        result.append(one)
    return result


def _within(clock: Found, part: Found) -> int | None:
    """The minute of one day that a clock time of either half means in a part of the day."""
    if clock.clock is None or part.clock is None or part.type is not TimexType.TIME or part.value[10:11] != "T":
        return None
    start, end = part.clock
    fitting = [m for m in (clock.clock[0] % 720, clock.clock[0] % 720 + 720) if start <= m < min(end, 1440)]
    return fitting[0] if len(fitting) == 1 and end - start > 60 else None


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
    return not any(line.cue(i) in ("future", "perhaps") or line.word(i) in _PASSIVE_PLANS for i in range(len(words)))
