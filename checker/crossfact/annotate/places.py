"""Find places: countries, regions, towns, streets, house blocks, addresses and sites.

Two sources decide: a small gazetteer (``lexicon/gazetteer.tsv``, from GeoNames) and the shape of the words around a run
of capitals (``lexicon/places.toml``): "in the 800 block of Maple Lane", "at 12 Oak St.", "in Port Ellery, Ohio".

Types and keys of ``Place``:

========  ==============================  ===========================================================
type      key                             ``inside``
========  ==============================  ===========================================================
country   name in the gazetteer           ``None``
region    name in lower case              country or state, where known
town      name in lower case              state, region or country: as written, else from the gazetteer
street    "west 42nd street"              ``None``
block     "2400 block of west 42nd street"  key of the street
address   "12 oak street"                 key of the street
site      name in lower case              ``None``
place     name in lower case              ``None``; a place by its shape only
========  ==============================  ===========================================================

Keys are in lower case, abbreviations written out ("W. 42nd St." is "west 42nd street").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from crossfact import lexicon
from crossfact.model import Name, Place, Sentence, Span, Zone
from crossfact.segment import Layout

_LEXICON = lexicon.load("places")
_SUFFIXES: dict[str, str] = _LEXICON["suffixes"]
_DIRECTIONS: dict[str, str] = _LEXICON["directions"]
_DIRECTION_WORDS = frozenset(_DIRECTIONS.values())
_WRITTEN_SUFFIXES = frozenset(_SUFFIXES.values())
_LONGEST_NUMBER = 6
_AMBIGUOUS = frozenset(_LEXICON["ambiguous"]["suffixes"])
_NOT_STREETS = tuple(_LEXICON["ambiguous"]["not_streets"])
_LOCATIVE = frozenset(_LEXICON["prepositions"]["place"])
_SHAPE = frozenset(_LEXICON["prepositions"]["shape"])
_HEADS = frozenset(_LEXICON["prepositions"]["heads"])
_TAILS: dict[str, str] = {tail: kind for kind, tails in _LEXICON["tails"].items() for tail in tails}
_STOP = frozenset(_LEXICON["shape_stop"]["words"])
_NUMBERED = frozenset(("Highway", "Hwy", "Route", "Road", "Interstate", "Avenue", "Street"))

_SHORT = "|".join(rf"(?<=\b{word})" for word in _LEXICON["abbreviated"]["words"])
# The pattern starts with one set of characters, which the engine of ``re`` looks for much faster than for alternatives.
_WORD = rf"[A-Z](?:(?:\.[A-Z])+\.?|[\w’'-]*(?:(?:(?<=\b[A-Z])|{_SHORT})\.(?=[ ,]|$))?)"
# A run of capitals; ordinals, "de", "al" and the like may stand inside.
_RUN = re.compile(
    rf"{_WORD}(?: (?:(?:de|del|la|los|las|al|el|upon|du|da|dos|of the|on the) )?(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th)\b)){{0,6}}"
)
_ORDINAL = re.compile(r"(?<![\w-])\d{1,3}(?:st|nd|rd|th) $")
_SKIPPED = frozenset(_LEXICON["prepositions"]["skipped"])
_ALONG = ("on ", "at ", "near ", "and ", "along ", "off ")
# "on Linden Road Sunday": the day is no part of the name.
_TIME_WORD = re.compile(
    r" (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?= \d))"
)
_BLOCK = re.compile(r"\b(?:([\d,]{1,6})|([a-z]+))(?:th)?[- ]?(?:hundred )?block (?:of )?$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[\s(])(\d{1,6}(?:-\d{1,4})?) $")
_AFTER_NUMBER = re.compile(r" (\d{1,4})\b(?![:%,.]\d)")
_AFTER_STATE = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_DATELINE_WORD = re.compile(r"[^\W\d_][\w.'’ -]{1,40}")


@cache
def _gazetteer() -> dict[str, tuple[str, str, str]]:
    """Name to (type, key, inside); ``inside`` is empty where several places share the name."""
    found: dict[str, tuple[str, str, str]] = {}
    names = {}
    rows = files("crossfact.lexicon").joinpath("gazetteer.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row.startswith("#"):
            continue
        kind, name, code, region = row.split("\t")
        key = name.lower()
        if kind == "country":
            names[code] = key
            found[name] = ("country", key, "")
        elif kind in ("state", "region"):
            found.setdefault(name, ("region", key, names[code]))
            if kind == "state":
                found.setdefault(region, ("state code", key, names[code]))
        elif name not in found or found[name][0] == "region":
            found[name] = ("town", key, region.lower() or names[code])
        elif found[name][0] == "town" and found[name][2] not in (region.lower(), names[code]):
            found[name] = ("town", key, "")
    for name in _LEXICON["world"]["names"]:
        found.setdefault(name, ("region", name.lower(), ""))
    for abbreviation, state in _LEXICON["states"].items():
        found.setdefault(abbreviation, ("state code", state.lower(), "united states"))
    for alias, name in _LEXICON["aliases"].items():
        if name in found:
            found.setdefault(alias, found[name])
    return found


def find_places(text: str, layout: Layout, names: Sequence[Name]) -> tuple[Place, ...]:
    """The places of title, headings, captions, body and datelines, in text order, without overlaps."""
    gazetteer = _gazetteer()
    persons = sorted(name.span for name in names if name.type == "person")
    places = list(_datelines(text, layout, gazetteer))
    for sentence in layout.sentences:
        end = sentence.span.end
        for match in _RUN.finditer(text, sentence.span.start, end):
            place = _place(text, *match.span(), sentence, gazetteer, persons)
            if place is not None:
                places.append(place)
    return tuple(sorted(places, key=lambda place: place.span))


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(key for _, key, _ in _gazetteer().values())


@cache
def _town_keys() -> frozenset[str]:
    return frozenset(key for kind, key, _ in _gazetteer().values() if kind == "town")


def known_town(key: str) -> bool:
    """Is this the key of a town of the gazetteer?"""
    return key in _town_keys()


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for key in _known_keys() if " " in key for word in key.split())


def part_of_well_known(word: str) -> bool:
    """Does the word, in lower case, stand in the name of several words of a country, region or large town?"""
    return word in _known_words()


def well_known(key: str) -> bool:
    """Is this the key of a country, region or large town, where much happens on one day?"""
    return key in _known_keys()


def street_of(place: Place) -> str | None:
    """Key of the street that a street, block or address lies on."""
    if place.type == "street":
        return place.key
    return place.inside if place.type in ("block", "address") else None


def bare_street(key: str) -> str:
    """A street key without directions: "west 42nd street" is often written "42nd street"."""
    words = key.split(" ")
    kept = [word for word in words if word not in _DIRECTION_WORDS]
    return key if not kept or kept[0] in _WRITTEN_SUFFIXES else " ".join(kept)


def street_parts(key: str) -> tuple[frozenset[str], str, str]:
    """Directions, name and suffix of a street key: "west oak street" is ``({"west"}, "oak", "street")``.

    Directions and suffix are often left out; the suffix is empty where it is.
    """
    words = bare_street(key).split(" ")
    suffix = words.pop() if len(words) > 1 and words[-1] in _WRITTEN_SUFFIXES else ""
    return frozenset(key.split(" ")).difference(words, (suffix,)), " ".join(words), suffix


def street_name(key: str) -> str:
    """A street key without directions and suffix."""
    return street_parts(key)[1]


def house_block(place: Place) -> tuple[int, str] | None:
    """The hundred that a block or an address lies in, and its street without directions and suffix.

    "3704 Harrow Street" and "the 3700 block of Harrow" are ``(3700, "harrow")``.
    """
    if place.type not in ("block", "address") or place.inside is None:
        return None
    first, _, second = place.key.split(" ", 1)[0].partition("-")
    number = first + second  # "22-04" is one number of two parts, "31-33" are two numbers
    if second and (not second.isdigit() or not first.isdigit() or int(second) >= int(first)):
        return None
    if not number.isdigit() or len(number) > _LONGEST_NUMBER:
        return None
    return int(number) // 100 * 100, street_name(place.inside)


def _place(
    text: str,
    start: int,
    end: int,
    sentence: Sentence,
    gazetteer: dict[str, tuple[str, str, str]],
    persons: Sequence[Span],
) -> Place | None:
    if text.endswith(("th ", "st ", "nd ", "rd "), 0, start) and (ordinal := _ORDINAL.search(text, start - 6, start)):
        start = max(ordinal.start(), sentence.span.start)
    run = text[start:end]
    spaced = " " in run
    if spaced and (stop := _TIME_WORD.search(run)) is not None:
        run = run[: stop.start()]
    if run.endswith(("'s", "’s")):
        run = run[:-2]
    elif run.endswith(("'", "’")):
        run = run[:-1]
    end = start + len(run)
    known = gazetteer.get(run)
    if spaced and known is None:
        last = run.rsplit(" ", 1)[-1].rstrip(".")
        if last in _SUFFIXES or last in _DIRECTIONS:
            street = _street(text, start, end, run, sentence.span)
            if street is not None:
                return street
    before = text[max(sentence.span.start, start - 40) : start]
    if before.endswith(("block of ", "block ")):
        return _block(text, start, end, before, _street_key(run))
    index = bisect_right(persons, (start, end)) - 1
    if index >= 0 and persons[index].end > start:
        return None
    if index + 1 < len(persons) and persons[index + 1].start < end:
        end = persons[index + 1].start - 1
        run = text[start:end]
        if end <= start or not run[-1].isalnum():
            return None
        known = gazetteer.get(run)
    if not run or run[0].isdigit():
        return None
    word = _word_before(before) if before else ""
    state = _state_after(text, end, sentence.span.end, gazetteer) if text.startswith(", ", end) else None
    if known is not None:
        kind, key, inside = known
        if kind == "state code":
            return None
        if kind == "town" and not (word in _LOCATIVE or state):
            return None
        return Place(Span(start, end), run, kind, key, state or inside or None)
    if run in _STOP or run.split(" ", 1)[0] in _STOP:
        return None
    if state is not None:
        return Place(Span(start, end), run, "town", run.lower(), state)
    if word == "of" and _headed(before):
        return Place(Span(start, end), run, "town", run.lower())
    tail = _TAILS.get(run.rsplit(" ", 1)[-1]) if " " in run else None
    if tail is not None:
        return Place(Span(start, end), run, tail, run.lower())
    if sentence.zone is not Zone.BODY:
        return None  # capitals of a heading say nothing
    if run.endswith(_NOT_STREETS):
        return None
    if word in _SHAPE and not run.isupper() and run.count(" ") < 3 and word != "of" and not before.endswith("the "):
        return Place(Span(start, end), run, "place", run.lower())
    return None


def _word_before(before: str) -> str:
    """The word in front, articles and directions skipped ("in the northern"); empty behind other punctuation."""
    if not before.endswith(" "):
        return ""
    words = before.rsplit(None, 3)
    for word in reversed(words):
        lowered = word.lower()
        if lowered not in _SKIPPED or word is words[0]:
            return lowered
    return ""


def _street(text: str, start: int, end: int, run: str, sentence: Span) -> Place | None:
    """A street at the end of the run ("Police on West Oak Street" has been cut at the preposition already)."""
    words = run.split(" ")
    at = len(words) - 1
    while at > 0 and words[at].rstrip(".") in _DIRECTIONS:
        at -= 1
    suffix = words[at].rstrip(".")
    if at == 0 or suffix not in _SUFFIXES or run.endswith(_NOT_STREETS):
        return None
    if (
        suffix in _NUMBERED
        and (number := _AFTER_NUMBER.match(text, end, sentence.end)) is not None
        and at == len(words) - 1
    ):
        end = number.end()
        run = text[start:end]
    before = text[max(sentence.start, start - 40) : start]
    key = _street_key(run)
    if before.endswith(("block of ", "block ")):
        return _block(text, start, end, before, key)
    house = _NUMBER.search(before)
    if house is not None:
        span = Span(start - len(house.group(1)) - 1, end)
        return Place(span, text[span.start : span.end], "address", f"{house.group(1)} {key}", key)
    if suffix in _AMBIGUOUS and not _sure_street(words, before, suffix):
        return None
    return Place(Span(start, end), run, "street", key)


def _sure_street(words: list[str], before: str, suffix: str) -> bool:
    first = words[0].rstrip(".")
    if first in _DIRECTIONS or first[0].isdigit() or suffix == "Highway" or suffix == "Drive":
        return True
    return len(words) > 1 and before.endswith(_ALONG if suffix in ("St", "Dr") else ("on ", "along "))


def _block(text: str, start: int, end: int, before: str, street: str) -> Place:
    match = _BLOCK.search(before)
    if match is None:
        return Place(Span(start, end), text[start:end], "street", street)
    number = (match.group(1) or match.group(2)).replace(",", "").lower()
    if not number.isdigit() and number in (
        "the",
        "same",
        "entire",
        "a",
        "one",
        "this",
        "that",
        "next",
        "nearby",
        "her",
        "his",
    ):
        return Place(Span(start, end), text[start:end], "street", street)
    span = Span(start - len(before) + match.start(), end)
    return Place(span, text[span.start : span.end], "block", f"{number} block of {street}", street)


def _street_key(run: str) -> str:
    """Lower case, directions and suffix written out."""
    words = run.replace("’", "'").split(" ")
    last = len(words) - 1
    full = []
    for index, word in enumerate(words):
        bare = word.rstrip(".")
        if bare in _DIRECTIONS:
            full.append(_DIRECTIONS[bare])
        elif (
            bare in _SUFFIXES
            and index
            and (index == last or words[last].rstrip(".") in _DIRECTIONS or words[last].isdigit())
        ):
            full.append(_SUFFIXES[bare])
        else:
            full.append(bare.lower())
    return " ".join(full)


def _state_after(text: str, end: int, limit: int, gazetteer: dict[str, tuple[str, str, str]]) -> str | None:
    """The state or country written behind a town: "Port Ellery, Ohio", "Port Ellery, Ruritania"."""
    match = _AFTER_STATE.match(text, end, limit)
    if match is None:
        return None
    for name in (match.group(1).rstrip("."), match.group(1).rstrip(".").split(" ", 1)[0].rstrip(".")):
        known = gazetteer.get(name)
        if known is not None and known[0] in ("country", "region", "state code"):
            return known[1]
    return None


def _headed(before: str) -> bool:
    """Does "town of", "city of" stand before?"""
    words = before.rsplit(None, 2)
    return len(words) > 1 and words[-1].lower() == "of" and words[-2].lower() in _HEADS


def _datelines(text: str, layout: Layout, gazetteer: dict[str, tuple[str, str, str]]) -> Iterable[Place]:
    """The town at the head of each dateline ("PORT ELLERY, Ruritania (AP) —")."""
    for span in layout.datelines:
        match = _DATELINE_WORD.match(text, span.start, span.end)
        if match is None:
            continue
        town = match.group().rstrip(" -–—")
        name = town.title() if town.isupper() else town
        known = gazetteer.get(name)
        state = _state_after(text, span.start + len(town), span.end, gazetteer)
        kind, key, inside = known if known is not None else ("town", name.lower(), "")
        yield Place(Span(span.start, span.start + len(town)), town, kind, key, state or inside or None)
