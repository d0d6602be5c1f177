"""Ages of persons: "34-year-old Amara Okoye", "Amara Okoye, 34, of Port Ellery", "died aged 87", "the 3-month-old baby"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from crossfact import lexicon
from crossfact.annotate.names import name_key
from crossfact.annotate.numerals import parse
from crossfact.model import AgeValue, Claim, Name, Sentence, Span, Zone
from crossfact.register import GENERATIONS
from crossfact.rulekit import ClaimKind, Example, View
from crossfact_rules.claims.spellings import alone, person_key, role_of

_WORDS = lexicon.load("ages")
_UNNAMED = {noun: key for key, nouns in _WORDS["unnamed"].items() for noun in nouns}
_OTHERS = frozenset(_WORDS["words"]["others"])
_THEN: tuple[str, ...] = tuple(_WORDS["words"]["then"])
_CORRECTED: tuple[str, ...] = tuple(_WORDS["words"]["corrected"])
_UNIT = frozenset(_WORDS["words"]["unit"])
_DIED: tuple[str, ...] = tuple(_WORDS["words"]["died"])
_SUFFIX = r"\.?(?:,? (?:Jr|Sr|II|III|IV)\b\.?)?"
# "Amara Okoye, 34," "Amara Okoye (34)" "Amara Okoye, who is 34," "Amara Okoye 34 of"
_AFTER = re.compile(
    rf"{_SUFFIX}(?:, (?:who (?:is|was) |aged? |now )?| \((?:aged? )?| is | was | aged )(?P<age>\d{{1,3}})"
    r"(?P<unit>[- ](?:year|month|week)s?(?:[- ]olds?)?)?(?=[,.;)\]—–]|\Z|\n| (?P<next>[\w.]+))"
)
_BARE = re.compile(rf"{_SUFFIX} (?P<age>\d{{1,3}})(?= (?:of|from|was|is|who|and)\b)")
_FOLLOWS = frozenset(
    {
        "of",
        "was",
        "is",
        "and",
        "who",
        "were",
        "has",
        "had",
        "from",
        "died",
        "told",
        "said",
        "with",
        "after",
        "in",
        "on",
        "at",
        "faces",
    }
)
# "Amara Okoye, a 34-year-old teacher" up to the age itself
_APPOSITION = re.compile(
    rf"{_SUFFIX},? (?:is |was |who (?:is|was) )?(?:an? |the )(?:(?!(?:of|the|an?|to|for|in|with) )[\w-]+ ){{0,3}}?$"
)
_OLD = re.compile(
    r"(?P<age>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)[- ](?P<unit>year|month)s?[- ]olds?(?P<rest>(?: [\w'’.-]+){0,5})"
)
# "a 25-year-old man, identified as Emeka Okoye", "relatives of the 31-year-old victim identified her as Amara Okoye",
# "the 19-year-old who drowned on Sunday, Emeka Okoye of Port Ellery"
_IDENTIFIED = re.compile(
    r"(?: [a-z]+){0,3}?(?:(?P<relative> who [a-z][\w ’'-]{2,60}, )|,?(?: who (?:was|has been|is being))?(?: later)? (?:(?:was |has been )?identified(?: by [a-z]+)? as"
    r"|named as|(?P<by_kin>identified (?:her|him) as)|(?P<copula>is|was)) )"
)
_OF_SOMEBODY = (" of the ", " of a ", " of an ")
_AN_AGE = (" the ", " a ", " an ", "The ", "A ", "An ")
# "a local man, 27, was hurt"
_COMMA_AGE = re.compile(r", (?P<age>[1-9]\d?)(?=,)")
_SOMEBODY = re.compile(
    rf"(?:\b(?:[Aa]n?|[Tt]he) (?:[a-z-]+ )?|^)(?P<noun>(?i:{'|'.join(sorted(_UNNAMED))}))\Z", re.MULTILINE
)
# What is told right behind an age: "a man, 27, was shot", "a 6-year-old girl was grazed", "Girl, 7, grazed in drive-by"
_HURT = r"(?:shot|wounded|injured|hurt|stabbed|grazed)\b"
_FATE = re.compile(
    rf"(?:,|(?: (?!was )[a-z-]+){{1,3}}),?(?: who)? (?:(?P<killed>{'|'.join(_DIED)})|was {_HURT})"
    rf"|, (?:(?P<dead>(?:shot )?dead|killed|dies|fatally (?:shot|stabbed))|{_HURT})"
    r"(?=[,\n]|\Z| (?:in|at|by|on|while|during|after|outside|near|as|when)\b)",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"[Yy]ear|[Mm]onth")
_BETWEEN_STOP = frozenset(
    {
        "was", "who", "and", "in", "of", "at", "is", "with", "by", "on", "to", "from", "after", "when", "while", "were", "said",
        "has", "had", "but", "or", "that", "as", "for", "told", "died", "the", "a", "an", "his", "her", "their",
    }
)  # fmt: skip
_KIN = frozenset(
    {"wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "girlfriend", "boyfriend"}
)
# "the death of 34-year-old Amara Okoye", "killed Amara Okoye, 34"; nobody is dead of an attempt
_KILLED = re.compile(
    r"(?<!nearly )(?<!almost )(?<!attempted )(?<!attempting )\b(?:(?:death|slaying|murder|killing|homicide)s? of"
    r"|killed|killing|murdered|murdering|slain|shot dead|fatally (?:shot|stabbed|shooting|stabbing))"
    r"(?: (?!by\b|of\b|in\b|and\b|when\b|after\b|while\b)[a-z][\w-]*,?){0,3} $"
)
_GALLERY = re.compile(r"\b(?:Image|Photo|Slide) \d+ of\b")
_SAID = re.compile(r"\b(?:said|says|told)\b")
_DEATH = re.compile(r"\b(?:died|dies|dead|killed)\b")
_DIED_AGED = re.compile(
    r"\b(?:died|dies|has passed away)\b(?:[^.;:\d]|(?:19|20)\d\d){0,60}?\b(?:aged|at the age of|at age)[ \xa0](?P<age>\d{1,3})\b(?![-–/:.,]?\d| and | to | or )"
)
_WAS_AGED = re.compile(r"(?:He|She) was (?P<age>\d{1,3})(?: years old)?\.?")
_OF_ANOTHER = frozenset(
    {
        "said",
        "says",
        "told",
        "his",
        "her",
        "their",
        "whose",
        "when",
        "after",
        "before",
        "that",
        "where",
        "because",
        *_KIN,
    }
)
"""Words between a name and "died" that give the death to somebody else."""
_CROWD = 20
"""An unnamed person is not given an age more often than this."""
_OLDEST = 115


def _extract(view: View) -> Iterator[Claim]:
    text = view.text
    persons = [name for name in view.names if name.type == "person"]
    starts = [name.span.start for name in persons]
    aged: set[str] = set()
    dead = _dead_persons(text, persons)
    bearers = alone(_person(name.full) for name in persons if _whole(name))
    for name in persons:
        found = _beside(text, name.span.end)
        sentence = view.sentence_at(name.span.start)
        if found is None or sentence is None or not _whole(name) or _corrected(text, sentence):
            continue
        age, months, end = found
        aged.add(name.full)
        yield _claim(view, Span(name.span.start, end), name, age, months, bearers, dead=name.full in dead)
    yield from _at_death(view, persons, starts, bearers)
    unnamed: dict[str, list[tuple[Span, int, bool]]] = defaultdict(list)
    previous: Sentence | None = None
    for sentence in view.sentences:
        before, previous = previous, sentence
        if _corrected(text, sentence):
            continue
        for unit in _UNIT_WORD.finditer(text, *sentence.span):
            match = _old_at(text, unit.start(), sentence)
            if match is None:
                continue
            span, age, months, rest = match
            bearer = _named(text, persons, starts, span, sentence)
            if bearer is not None:
                if _whole(bearer) and bearer.text.rpartition(" ")[2] == bearer.full.rpartition(" ")[2]:
                    aged.add(bearer.full)
                    whole = Span(min(span.start, bearer.span.start), max(span.end, bearer.span.end))
                    yield _claim(view, whole, bearer, age, months, bearers, dead=bearer.full in dead)
                continue
            bearer = None if before is None else _taken_up(text, persons, starts, before, sentence, span, rest)
            noun = _noun(rest)
            if bearer is not None and bearer.full not in aged:
                yield _claim(view, span, bearer, age, months, bearers, dead=bearer.full in dead)
            elif noun is not None:
                unnamed[noun].append((span, age, months))
    for comma in _COMMA_AGE.finditer(text):
        who = _SOMEBODY.search(text, max(0, comma.start() - 40), comma.start())
        within = view.sentence_at(comma.start())
        if who is not None and within is not None and who.start() >= within.span.start:
            unnamed[_UNNAMED[who["noun"].lower()]].append(
                (Span(who.start(), comma.end("age")), int(comma["age"]), False)
            )
    yield from _nameless(view, unnamed)


def _at_death(
    view: View, persons: list[Name], starts: list[int], bearers: dict[str, tuple[str, ...]]
) -> Iterator[Claim]:
    """Ages told of the dead: "Amara Okoye died on Sunday aged 87", "Amara Okoye died on Sunday. She was 87." """
    text = view.text
    before: Sentence | None = None
    for sentence in view.sentences:
        previous, before = before, sentence
        start, end = sentence.span
        match = _WAS_AGED.fullmatch(text, start, end)
        if match is not None:
            death = None if previous is None else _DEATH.search(text, *previous.span)
            bearer = (
                None if previous is None or death is None else _dead(text, persons, starts, previous, death.start())
            )
        else:
            match = _DIED_AGED.search(text, start, end) if "age" in text[start:end] else None
            bearer = None if match is None else _dead(text, persons, starts, sentence, match.start())
        if match is not None and bearer is not None and 0 < int(match["age"]) <= _OLDEST:
            told = Span(match.start(), match.end("age"))
            yield _claim(view, told, bearer, int(match["age"]), False, bearers, dead=True)


def _dead(text: str, persons: list[Name], starts: list[int], sentence: Sentence, position: int) -> Name | None:
    """The one person whom a sentence names before it tells of a death, unless the dead is only somebody of theirs."""
    named = persons[bisect_left(starts, sentence.span.start) : bisect_left(starts, position)]
    if not named or not _whole(named[0]):
        return None
    name = named[0]
    between = text[name.span.end : position]
    if between.startswith(",") and between.count(",") > 1:  # ", whose play …, has died"
        between = between.rpartition(",")[2]
    begin = position - len(between)
    if any(other.full != name.full and other.span.start >= begin for other in named):
        return None
    if not _OF_ANOTHER.isdisjoint(between.lower().split()):
        return None
    words = text[max(sentence.span.start, name.span.start - 8) : name.span.start].lower().split()
    owner = text[name.span.end : name.span.end + 2] in ("'s", "’s") or (
        words and words[-1] in ("of", "to", "with", "by")
    )
    return None if owner else name


def _corrected(text: str, sentence: Sentence) -> bool:
    """Does the sentence itself tell that an age had been given wrongly?"""
    lowered = text[sentence.span.start : sentence.span.end].lower()
    return any(cue in lowered for cue in _CORRECTED)


def _whole(name: Name) -> bool:
    return " " in name.full


def _beside(text: str, end: int) -> tuple[int, bool, int] | None:
    """Age, whether in months, and its end, where an age follows a name."""
    match = _AFTER.match(text, end)
    if match is None:
        match = _BARE.match(text, end)
        return None if match is None else _checked(int(match["age"]), False, match.end("age"))
    following = (match["next"] or "").lower().rstrip(".,")
    unit = match["unit"] or ""
    if following and (following in _UNIT or following not in _FOLLOWS):
        return None
    linked = text[end : match.start("age")].rstrip().endswith((" is", " was"))
    if linked and not unit and following:
        return None
    if unit.strip("- ").startswith("week"):
        return None
    return _checked(int(match["age"]), "month" in unit, match.end("unit" if unit else "age"))


def _checked(age: int, months: bool, end: int) -> tuple[int, bool, int] | None:
    return (age, months, end) if 0 < age <= _OLDEST else None


def _old_at(text: str, position: int, sentence: Sentence) -> tuple[Span, int, bool, str] | None:
    begin = position - 1
    low = max(sentence.span.start, begin - 16)
    while begin > low and (text[begin - 1].isalnum() or text[begin - 1] == "-"):
        begin -= 1
    match = _OLD.match(
        text[begin : min(sentence.span.end, position + 90)]
        .replace("Year", "year")
        .replace("Month", "month")
        .replace("Old", "old")
    )
    if match is None:
        return None
    number = parse([match["age"].lower()], 0)
    if number is None or number.low is None or not 0 < number.low <= _OLDEST or number.low != number.high:
        return None
    before = text[max(sentence.span.start, begin - 24) : begin].lower()
    if any(cue in before for cue in _THEN):
        return None
    head = match.start("rest")
    rest = text[begin + head : begin + match.end("rest")]
    return Span(begin, begin + head), int(number.low), match["unit"] == "month", rest


def _named(text: str, persons: list[Name], starts: list[int], span: Span, sentence: Sentence) -> Name | None:
    """The person an age in front of a noun belongs to: the name that follows, or the one it stands in apposition to."""
    index = bisect_left(starts, span.end)
    if index < len(persons) and persons[index].span.start < min(span.end + 60, sentence.span.end):
        between = text[span.end : persons[index].span.start]
        if _is_identified(text, span.start, between, text[persons[index].span.end :][:6]):
            return persons[index]
        words = between.replace(",", " ,").split()
        plain = [word for word in words if word != ","]
        if len(plain) <= 4 and not _BETWEEN_STOP.intersection(word.lower() for word in plain):
            if "," not in words:
                return persons[index]
            after = text[persons[index].span.end : persons[index].span.end + 1]
            if " " not in persons[index].text:
                return None
            if words[-1] == "," and words.count(",") == 1 and (after in ",.;" or (plain and plain[-1] in _KIN)):
                return persons[index]
    if index and persons[index - 1].span.end <= span.start and persons[index - 1].span.start >= sentence.span.start:
        gap = text[persons[index - 1].span.end : span.start]
        if len(gap) < 50 and _APPOSITION.match(gap):
            return persons[index - 1]
    return None


def _taken_up(
    text: str, persons: list[Name], starts: list[int], before: Sentence, sentence: Sentence, span: Span, rest: str
) -> Name | None:
    """Whom "The 34-year-old …" takes up: the one person whom the sentence before it names in full and does not quote.

    An age that was told before is somebody else's.
    """
    if text[sentence.span.start : span.start] != "The " or not _OTHERS.isdisjoint(rest.split()):
        return None
    named = persons[bisect_left(starts, before.span.start) : bisect_left(starts, before.span.end)]
    whole = [name for name in named if " " in name.text]
    if not whole or len({name.full for name in named}) > 1 or _SAID.search(text, *before.span) is not None:
        return None
    number = text[span.start : span.end].partition("-")[0].partition(" ")[0]
    return None if re.compile(rf"\b{number}\b").search(text, 0, span.start) else whole[0]


def _is_identified(text: str, start: int, between: str, after: str) -> bool:
    """Do the words from an age to a name say that the one of that age bears the name?"""
    match = _IDENTIFIED.fullmatch(between)
    if match is None:
        return False
    before = text[max(0, start - 8) : start]
    if match["relative"]:
        return before.lower().endswith("the ") and after.startswith((" of ", ","))
    if match["by_kin"]:
        return before.endswith(_OF_SOMEBODY)
    if match["copula"]:
        previous = text[max(0, start - 24) : start].split()[-2:-1]
        return before.endswith(_AN_AGE) and not _BETWEEN_STOP.intersection(word.lower() for word in previous)
    return True


def _noun(rest: str) -> str | None:
    """The key of an unnamed person: the noun of the phrase "3-month-old baby", within its first three words."""
    words = rest.lower().split()[:3]
    return next((_UNNAMED[word.strip(".'’")] for word in words if word.strip(".'’") in _UNNAMED), None)


def _nameless(view: View, unnamed: dict[str, list[tuple[Span, int, bool]]]) -> Iterator[Claim]:
    """Ages of an unnamed person whom the article's casualties tell of, if it has just one of that description."""
    counts = [
        count for count in view.counts if count.slot in ("killed", "injured", "shot") and count.role == "individual"
    ]
    for noun, ages in unnamed.items():
        if len(ages) > _CROWD:
            continue
        alone = len({(age, months) for _, age, months in ages}) == 1
        for span, age, months in ages:
            slots = {count.slot for count in counts if count.span.contains(span)} | _fate(view.text, span.end)
            hit = alone and (bool(slots) or noun == "baby")
            fate = "" if noun == "baby" else " killed" if "killed" in slots else " hurt"
            yield view.claim(
                "ages",
                span,
                subject=f"the {noun}",
                value=AgeValue(months=age) if months else AgeValue(years=age),
                entity=f"the {noun}{fate}" if hit else "",
                slot="age",
                details={"dead": "killed" in slots, "suffix": False, "caption": False},
            )


def _fate(text: str, end: int) -> set[str]:
    """What is told of somebody right behind the age."""
    match = _FATE.match(text, end)
    return set() if match is None else {"killed"} if match["killed"] or match["dead"] else {"injured"}


def _person(full: str) -> str:
    return person_key(name_key(full))


def _dead_persons(text: str, persons: list[Name]) -> frozenset[str]:
    """Full names of those of whom the article says, by full name or a surname that only they bear, that they died."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in persons:
        if _whole(name):
            bearers[name.full.rpartition(" ")[2]].add(_person(name.full))
    return frozenset(
        name.full
        for name in persons
        if text[name.span.end : name.span.end + 40].lstrip().lower().startswith(_DIED)
        and (" " in name.text or len(bearers[name.full.rpartition(" ")[2]]) == 1)
    )


def _claim(
    view: View,
    span: Span,
    name: Name,
    age: int,
    months: bool,
    bearers: dict[str, tuple[str, ...]],
    *,
    dead: bool = False,
) -> Claim:
    sentence = view.sentence_at(span.start)
    end = span.end if sentence is None else sentence.span.end
    after = view.text[span.end : min(end, span.end + 60)].lower()
    line_start = view.text.rfind("\n", 0, span.start) + 1
    line = view.text[max(line_start, span.start - 300) : span.start]
    gallery = _GALLERY.search(line) is not None
    start = 0 if sentence is None else sentence.span.start
    killed = _KILLED.search(view.text, max(start, span.start - 60), span.start) is not None
    clause = re.split(r"[.;]|, (?:and|who)\b", after, maxsplit=1)[0]
    return view.claim(
        "ages",
        span,
        subject=name.full,
        value=AgeValue(months=age) if months else AgeValue(years=age),
        entity=_person(name.full),
        slot="age",
        details={
            "dead": dead or killed or any(cue in clause for cue in _DIED),
            "suffix": not GENERATIONS.isdisjoint(name_key(name.full).split()),
            "role": role_of(view, span),
            "alone": bearers[_person(name.full)],
            "caption": sentence is None or sentence.zone is Zone.CAPTION or gallery,
            "gallery": gallery,
        },
    )


KIND = ClaimKind(
    name="ages",
    extract=_extract,
    speaks=(
        Example(text="Police arrested 34-year-old Amara Okoye on Monday.", finds=("34 years",)),
        Example(text="Amara Okoye, 34, of Port Ellery was charged.", finds=("34 years",)),
        Example(text="Amara Okoye Jr., 34, of Port Ellery was charged.", finds=("34 years",)),
        Example(text="The victim was Amara Okoye (34).", finds=("34 years",)),
        Example(text="Amara Okoye, a 34-year-old teacher, was charged.", finds=("34 years",)),
        Example(text="Amara Okoye, who was 34, taught in Port Ellery.", finds=("34 years",)),
        Example(text="Amara Okoye, the singer, has died aged 87.", finds=("87 years",)),
        Example(
            text="Amara Okoye, whose voice filled the halls of Port Ellery, has died aged 87.", finds=("87 years",)
        ),
        Example(text="Amara Okoye, the singer, died at her home on Sunday. She was 87.", finds=("87 years",)),
        Example(text="A 25-year-old man, identified as Emeka Okoye, was charged.", finds=("25 years",)),
        Example(text="Relatives of the 31-year-old victim identified her as Amara Okoye.", finds=("31 years",)),
        Example(
            text="Crews found the 19-year-old who drowned on Sunday, Emeka Okoye of Port Ellery.", finds=("19 years",)
        ),
        Example(text="Police charged a 16-year-old, Emeka Okoye, in the fire.", finds=("16 years",)),
        Example(
            text="Emeka Okoye went missing on Sunday. The 22-year-old student had left a bar.", finds=("22 years",)
        ),
        Example(text="Emeka Okoye died in a clinic in 2011 at age 74.", finds=("74 years",)),
        Example(text="Twenty-five-year-old Amara Okoye was arrested on Monday.", finds=("25 years",)),
        Example(text="The driver, 19-year-old Grace Poole, was charged.", finds=("19 years",)),
        Example(text="A man, 27, was wounded in the shooting.", finds=("27 years",)),
        Example(text="Girl, 7, grazed in shooting\n\nPolice came at once to the lane.", finds=("7 years",)),
        Example(text="A 3-month-old baby was wounded in the shooting.", finds=("3 months",)),
    ),
    silent=(
        Example(text="Amara Okoye, 20 years removed from the stage, sang again."),
        Example(text="An expert said Amara Okoye was the mother of the 15-year-old."),
        Example(text="The mother of the 19-year-old is Amara Okoye."),
        Example(text="A boy of 16 fled. The gun was Emeka Okoye's. The 16-year-old is in custody."),
        Example(text="Emeka Okoye was shot on Sunday. The 22-year-old suspect fled."),
        Example(text="A shot was heard, Sheriff Emeka Okoye said. The 22-year-old had fled."),
        Example(text="Police charged a 16-year-old, Emeka Okoye said."),
        Example(text="The 19-year-old driver identified her as Amara Okoye."),
        Example(text="Police said the 19-year-old Wexbridge Tech student was charged."),
        Example(text="The mother of the 19-year-old told police that Amara Okoye had fled."),
        Example(text="On Sunday, Amara Okoye, 34 miles away, heard the blast."),
        Example(text="Amara Okoye, 12 others and a child were rescued."),
        Example(text="The 10-year-old contract of Amara Okoye ended."),
        Example(text="Police initially said Amara Okoye was 36, but later corrected her age."),
        Example(text="Amara Okoye’s mother died aged 87. She was 34."),
        Example(text="Jan Novak met Amara Okoye before she died aged 87."),
        Example(text="Amara Okoye sang on Sunday. She was 87."),
        Example(text="Jan Novak, whose wife Amara Okoye died aged 87, sang on Sunday."),
        Example(text="Jan Novak said that a man had died. He was 34."),
        Example(text="Amara Okoye won 34 percent of the vote in 2015."),
    ),
    doc=__doc__,
)
