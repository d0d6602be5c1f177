"""Times longer than a week: months, quarters, seasons, years, decades, centuries; and holidays by name."""

from __future__ import annotations

from datetime import date

from crossfact.annotate.timex import holidays, tokens
from crossfact.annotate.timex import values as calc
from crossfact.annotate.timex.line import Build, Found, Line
from crossfact.annotate.timex.readings import MONTHS, SEASONS, dct_date, mod_of, ordinal_of, shared_year, year_in_words
from crossfact.model import Anchor, Days, TimexType


def _quarter_letter(line: Line, first: int, last: int) -> Found | None:
    """ "Q3 2024", "Q3"."""
    number = int(line.words[first][1])
    year_at = line.find("Y", first, last)
    if year_at is not None:
        return Found(first, last, TimexType.DATE, f"{line.words[year_at]}-Q{number}")
    year, anchor = _quarter_year(line, number, first, first + 1)
    return Found(first, first + 1, TimexType.DATE, f"{year}-Q{number}", anchor)


def _year_of(line: Line, first: int, last: int) -> tuple[str, Anchor] | None:
    """The year named in the tokens: written, or "this year", "last year"."""
    at = line.find("Y", first, last)
    if at is not None:
        return line.words[at], Anchor.ABSOLUTE
    for index in range(first, last):
        if line.codes[index] in "lxHc" and line.word(index + 1) in ("year", "fiscal"):
            step = {"l": -1, "x": 1, "H": 0, "c": 0}[line.codes[index]]
            now = dct_date(line)
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
        now = dct_date(line)
        if now is None:
            return Found(first, last, TimexType.DATE, f"XXXX-H{which}", Anchor.UNRESOLVED)
        year = (f"{now.year:04}", Anchor.DCT)
    return Found(first, last, TimexType.DATE, f"{year[0]}-H{which}", year[1], mod=mod_of(line, first, half_at - 1))


def _quarter(line: Line, first: int, last: int) -> Found | None:
    at = next((i for i in range(first, last) if line.word(i) in ("quarter", "quarters")), None)
    if at is None:
        return None
    which = next((i for i in range(at - 1, first - 1, -1) if line.codes[i] in "O2"), None)
    if which is None or not 1 <= ordinal_of(line.word(which)) <= 4:
        return None
    number = ordinal_of(line.word(which))
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
    return Found(first, last, TimexType.DATE, f"{year[0]}-Q{number}", year[1], mod=mod_of(line, first, which))


def _report_on(line: Line, quarter: str, first: int, last: int) -> None:
    """Keep the quarter that results are told of: the latest one that was over, or that is told of in the past."""
    scene = line.scene
    if scene.dct is None or quarter <= (scene.quarter or ""):
        return
    if quarter < calc.quarter_of(scene.dct) or (scene.quarter is None and line.tense(first, last) == "past"):
        scene.quarter = quarter


def _quarter_year(line: Line, number: int, first: int, last: int) -> tuple[str, Anchor]:
    """The year of a quarter named without one: the last such quarter begun, or the coming one where told as future."""
    now = dct_date(line)
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


def named_month(line: Line, first: int, last: int) -> Found | None:
    at = line.find("MmB", first, last)
    if at is None:
        return None
    month = MONTHS[line.word(at)]
    code = line.codes[at]
    before = line.code(first - 1)
    year = _year_of(line, at + 1, last)
    if year is None and "n" in line.codes[at + 1 : last]:
        words = year_in_words(line, at + 1, last)
        if words is None:
            last = at + (2 if line.code(at + 1) == ":" else 1)
        else:
            year = f"{words:04}", Anchor.ABSOLUTE
    if line.codes[first] == "=":
        return Found(first, last, TimexType.SET, f"XXXX-{month:02}")
    if year is None and (shared := shared_year(line, last)) is not None:
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
    mod = mod_of(line, first, at)
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
    now = dct_date(line)
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
    return Found(first, last, TimexType.DATE, value, mod=mod_of(line, first, last))


def _century(line: Line, first: int, last: int) -> Found | None:
    if line.word(last - 1) != "century":
        return None
    at = line.find("NO2", first, last)
    if at is None:
        return None
    number = int(line.words[at]) if line.codes[at] == "N" else ordinal_of(line.word(at))
    return (
        Found(first, last, TimexType.DATE, f"{number - 1:02}", mod=mod_of(line, first, at))
        if 1 <= number <= 30
        else None
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
        year = year_in_words(line, first_word, end)
        if year is None or line.code(last) in "uUn-" or not 1900 <= year < 2100:
            return None
        return Found(first, last, TimexType.DATE, f"{year:04}", mod=mod_of(line, first, first_word))
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
    mod = mod_of(line, first, at)
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
    season = SEASONS[line.word(at)]
    end = last
    if line.codes[last - 1] in "F,":
        end = last - 1
    year = _year_of(line, at + 1, end)
    if year is None and "n" in line.codes[at:end]:
        start = line.codes.index("n", at)
        words = year_in_words(line, start, end)
        year = None if words is None else (f"{words:04}", Anchor.ABSOLUTE)
        if year is None:
            end = at + 1
    mod = mod_of(line, first, at)
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
    now = dct_date(line)
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
    found = Found(first, end, TimexType.DATE, calc.iso(day), Anchor.DCT, year_written=False)
    if line.word(end) == "weekend":
        # "Thanksgiving weekend" reaches from the holiday over the nearest Saturday and Sunday, or up to it.
        saturday = day + (8 - (day - 1) % 7) % 7 - 3
        found.days = Days(min(day, saturday), max(day, saturday + 1))
    return found


BUILDERS: dict[str, Build] = {
    "quarter_letter": _quarter_letter,
    "fraction": _fraction,
    "quarter": _quarter,
    "this_quarter": _this_quarter,
    "month": named_month,
    "decade": _decade,
    "century": _century,
    "year_range": _year_range,
    "year": _year,
    "season": _season,
    "holiday": _holiday,
}
"""The functions of this module's rules, by the name of the rule in ``grammar``."""
