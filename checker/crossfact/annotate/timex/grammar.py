"""The grammar of English temporal expressions, over the class letters of ``tokens``.

``RULES`` is tried in order at each token: an expression that holds another one comes first. Every pattern is a plain
sequence with bounded repeats, so matching is linear. What a match means is decided by the function that the rule's
name stands for in the ``BUILDERS`` of ``dates``, ``clocks``, ``periods``, ``durations``, ``relative`` and ``parts``; it may still
refuse.
"""

from __future__ import annotations

import re

_NUM = r"(?:[NXY][X÷]?|÷|3|n~n|[NX]~[NX]|n(?:-?n){0,4}|[NXY]n|n-&-a-h-?)(?:&ah)?"
_VAGUE = r"(?:[ad]?q{1,2}F?q?)"
_DAY = r"[NO2]"
_MON = r"(?:[MB]|m:?)"
_WEEKDAY = r"(?:W|w:?)"
_YEAR = r"(?:[,F]?Y)"
_MDY = rf"{_MON}d?{_DAY}{_YEAR}?"
_DMY = rf"d?{_DAY}F?{_MON}{_YEAR}?"
_DATE = rf"(?:{_MDY}|{_DMY}|N[-/]{_MON}[-/]Y|D)"
_RANGE = r"(?:3|N(?:-|~)N)"
_DAYS = r"(?:S|W(?:,W){0,6}(?:,?&|-|~)W)"
_FUZZY = r"(?:d?e-?|E(?:vd?)?|[da]?hFd?|evd?)"
_THE = r"(?:d|i)"
_QUALIFIER = r"(?:d|i|a|Y|y-?|[lxHrc]|[lxH]U'\"|T'\"|U-[AE])"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"I"),
    # "Monday–Wednesday, 15–17 September 2014", "June 3–9", "3 to 5 May", "28 August – 3 September"
    (
        "date_range",
        rf"(?:(?:W,){{0,5}}{_WEEKDAY}(?:-|~|,?&){_WEEKDAY},?‹?)?(?:{_MON}{_RANGE}{_YEAR}?|{_RANGE}F?{_MON}{_YEAR}?)›?"
        rf"|{_MON}N{_YEAR}?-{_MON}N{_YEAR}?|N{_MON}{_YEAR}?-N{_MON}{_YEAR}?",
    ),
    # "Monday 3, Tuesday 4 and Wednesday 5 March", "April 3, 10 and 17", "Friday and Saturday, 3 and 4 April 2017"
    (
        "date_list",
        rf"(?:W,?N(?:,|,?&|~|-)){{1,8}}W,?NF?{_MON}{_YEAR}?"
        rf"|{_DAYS}?,?{_MON}N(?:,N){{0,8}},?&N(?![un'-]){_YEAR}?|{_DAYS}?,?(?:N,){{0,8}}N,?&NF?{_MON}{_YEAR}?",
    ),
    ("week_of", rf"dUF{_MON}N"),
    # "the last week of July", "first day of 2015", "the second week of next month"
    ("part_of", rf"d?[lO2][UP]F(?:{_MON}{_YEAR}?|Y|[lxH]U)"),
    ("part_of_date", rf"d?PF(?:{_WEEKDAY},?)?(?:{_DATE}|{_WEEKDAY})"),
    # "Thu Mar 14 08:20:11 UTC 2019"
    ("date_around_clock", rf"{_WEEKDAY},?{_MON}NCg?Y"),
    # "Tuesday (16/9)"
    ("weekday_and_figures", rf"{_WEEKDAY},?‹?÷›?"),
    ("weekday_of_week", rf"{_WEEKDAY}(?:F|V)?[lxH]U"),
    ("date", rf"[lxH]{{0,2}}{_WEEKDAY}P?[,:-]?‹?d?{_DATE}›?|[lxH]?{_DATE}(?:‹{_WEEKDAY}›|,?W(?=[,:›]|$)|,aW)?"),
    ("day_of", rf"d{_DAY}Fd?[lxHc]U|d?[O2]F[MB](?:F?Y)?"),
    ("clock", r"(?:[NX]k|Ck?|5|n?nk|[Nn]Kk?|[NnC](?=vdP)|[YX](?=g)|d?o)(?:g|‹g›)?(?:vdP)?"),
    ("fraction", rf"{_FUZZY}?{_QUALIFIER}{{0,4}}[O2l]-?h(?:Fd?[lxHc]?y?(?:U?Y|U|{_MON}Y?))?"),
    (
        "quarter",
        rf"{_FUZZY}?{_QUALIFIER}{{0,4}}[O2]-?[Qu](?:F(?:d?y?Y|d?[lxHc]?y?U|d?y?UY)|,?Y|[lxH]U)?",
    ),
    ("quarter_letter", r"¼(?:F|,)?(?:y-?)?Y?"),
    ("this_quarter", rf"{_FUZZY}?{_QUALIFIER}{{1,4}}(?:Q|0)(?:aUA)?"),
    ("month", rf"(?:{_FUZZY}?(?:[lxH]{{1,2}}|d?UF|=)-?|{_FUZZY}-?)?{_MON}(?:(?:,|F)?(?:Y|nn(?:-?n)?)|F?d?[lxHc]U)?"),
    ("decade", rf"(?:{_FUZZY}|d)?'?(?:[G9]|j)"),
    ("century", rf"{_FUZZY}?d?{_DAY}-?U"),
    ("year_range", r"4|Y-(?:Y|N|X)"),
    ("year", rf"(?:{_FUZZY}?(?:d?[yL]?U|y-?U|y|d)-?|{_FUZZY}-?)?(?:Y|nn&n(?:-?n)?|nn(?:-?n)?)(?:&_|&E)?"),
    ("season", rf"{_FUZZY}?(?:d|[lxHc]{{1,2}})?[eE]?Z(?:FdU|F|,)?(?:Y|nn-?n)?"),
    ("holiday", r"[lxH]?%"),
    ("day_before", r"dUbl?(?:W|T)|dUf(?:T|xW)|d[UP][bf]"),
    ("ago", rf"(?:{_NUM}|{_VAGUE}|an?)?-?L?[Uu2Q](?:&ah)?(?:&_)?(?:-?[A]|-?E|v!)"),
    ("span_of", rf"(?:=F)?(?:d|i)?(?:[lxHrR8]|O|L|c){{1,2}}(?:{_NUM}|{_VAGUE})-?L?[u2]|d?u8"),
    ("refs", r"d?[R;x]u|lu|cu|d?;|dl(?![UuQ])"),
    ("set", rf"=(?:{_NUM}|O|2|L)?-?(?:[UuQWSZzP2]|{_MON})|s|Sp?|Wp|W&Wp|z"),
    ("deictic", r"(?:e-?|E)?P?[Tt](?:P|'\"P)?"),
    ("relative", rf"{_FUZZY}?{_THE}?(?:[lxHcr]|H[lx]|c{{2}}|rl)(?:y|L)?(?:[UQP])"),
    ("weekday", rf"(?:e-?P?|E|P)?{_THE}?(?:[lxHc]{{1,2}})?e?{_WEEKDAY}(?:P|'\"P)?"),
    ("edge_unit", rf"{_FUZZY}(?:d|i|H|c)?y?[UQ]|U-?h"),
    ("duration", rf"(?:d(?=[nNX]))?(?:{_NUM}|{_VAGUE}|a)(?:-|L|-L)?[Uu2Q](?:&ah|-?6)?|hadU|ha[U]|a?h-U|ahU"),
    ("the_unit", r"d[Ly]?[UPQ]|u"),
    ("now", r"[!<>]"),
)

# After a date or month without a year: a second one joined to it that has the year of both.
SHARED_YEAR = re.compile(rf"(?:-|~|&),?d?(?:{_MON}d?{_DAY}|{_DAY}F?{_MON}|{_MON}),?F?(Y)")
PATTERNS = {name: re.compile(pattern) for name, pattern in RULES}
ORDER = tuple(PATTERNS)
SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES))
