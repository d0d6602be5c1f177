"""Ranks, offices and descriptions written with a person: "army chief Gen. Amara Okoye", "Jan Novak, the former envoy".

The forms are those of ``lexicon/titles.toml``. A cheap look for their head words finds the places; there the longest
form is taken, then what qualifies it on the left ("former", a country, a body), its complement on the right ("of the
Ministry of Foreign Affairs"), and the person it is written with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from crossfact import lexicon
from crossfact.annotate.names import COUNTRY_OF
from crossfact.model import Name, RoleMention, RoleStatus, Span, Zone
from crossfact.segment import Layout

_TITLES = lexicon.load("titles")
_FORMER = frozenset(_TITLES["status"]["former"])
_HISTORICAL = frozenset(_TITLES["status"]["historical"])
_LEAVING = frozenset(_TITLES["status"]["leaving"])
_ACTING = frozenset(_TITLES["status"]["acting"])
_DESIGNATE = frozenset(_TITLES["status"]["designate"])
_BELOW: dict[str, str] = _TITLES["below"]
_ABBREVIATIONS = frozenset(_TITLES["abbreviations"]["words"])
_AFTER = tuple(f"-{word}" for word in _TITLES["status"]["after"]) + tuple(
    f" {word}" for word in _TITLES["status"]["after"]
)
# Offices that are told apart by the body alone, and words for persons that later stand for a name ("the former envoy").
_ANAPHORIC = frozenset(
    (
        "Spokesperson", "Envoy", "Special Envoy", "Special Representative", "Ambassador", "diplomat", "official", "President",
        "Prime Minister", "Foreign Minister", "Minister", "Chancellor", "Governor", "Mayor", "Sheriff", "Senator", "General",
        "Secretary", "Secretary of State", "Press Secretary", "Secretary-General", "politician", "Vice President",
        "Police Chief", "Chief", "Chief of Army Staff",
    )
)  # fmt: skip


_CAPITALS_ONLY = frozenset(
    ("pm", "da", "mp", "dg", "pc", "vp", "ceo", "cfo", "coo", "cto", "coas", "cdf", "cjcsc", "spc")
)
_CAPITAL_FIRST = frozenset(
    ("general", "major", "private", "captain", "justice", "count", "ensign", "king", "queen", "pope")
)


# Words for an officer of a country that may later stand for a name.
_OF_A_COUNTRY = frozenset(("official", "diplomat", "Envoy", "politician", "Special Envoy"))


class _Form(NamedTuple):
    """A way to write a title: the words up to its head and those after it, in lower case."""

    before: str
    after: str
    kind: str
    term: str


def _forms() -> dict[str, tuple[_Form, ...]]:
    """Forms by their head word, longest first."""
    found: dict[str, list[_Form]] = {}
    for table, kind in (("ranks", "rank"), ("offices", "office"), ("descriptors", "descriptor")):
        for term, forms in _TITLES[table].items():
            for form in forms:
                cut = re.search(
                    r" (?:of|for)\b|(?<=chairman) joint|(?<=director general) inter|(?<=commander)[ -]in", form
                )
                before, after = (form[: cut.start()], form[cut.start() :]) if cut else (form, "")
                head = re.split(r"[ -]", before)[-1]
                found.setdefault(head, []).append(_Form(before, after, kind, term))
    return {head: tuple(sorted(forms, key=lambda f: -len(f.before + f.after))) for head, forms in found.items()}


def _lower_bodies() -> dict[str, tuple[str, ...]]:
    """Bodies written without capitals, by their last word, longest first."""
    found: dict[str, list[str]] = {}
    for phrase in lexicon.load("offices")["phrases"]["lower"]:
        found.setdefault(phrase.rpartition(" ")[2], []).append(phrase)
    return {word: tuple(sorted(phrases, key=len, reverse=True)) for word, phrases in found.items()}


_FORMS = _forms()
_LOWER_BODIES = _lower_bodies()
_HEADS = frozenset(_FORMS)
_LOWER_WORD = re.compile(r"[a-z']+")
# Adjectives and articles that may stand between a qualifier and the title.
_FILLERS = frozenset(_TITLES["status"]["fillers"])
_COMPLEMENT = re.compile(r" (?:of|for|to|at|in|with|on)(?: the)? (?=[A-Z])")
_PURPOSE = re.compile(
    r" for (?:peace|reconciliation|human rights|climate|hostage affairs|peace and reconciliation)(?= in| of)| of the republic\b"
)
_APPOSITION_END = re.compile(r"(?:,? (?:Jr|Sr)\.)?(?:[,.;:)—–]| who\b| -| –|$)")
_AGE = re.compile(r", \d{1,3}$")
_BEFORE_APPOSITION = re.compile(
    r"(?P<link>,(?: who is| who serves as| who was| who served as| once| currently| formerly)?| \(| —| –| is| remains)(?P<article> (?:the|a|an|his|her|its|their))?$"
)
_TENURE = re.compile(r"(?:tenure|time|stint|days|term|role|years|service|career) as(?: the| a| an)?$")
# "the sheriff's office" names a body, not its head.
_OFFICE_OF = re.compile(r"['’]?s['’]? (?:office|department|deputies|deputy|officials|spokes|statement from)")
_POSSESSIVE = ("'s", "’s", "'", "’")


class _Found(NamedTuple):
    start: int
    end: int
    form: _Form
    left: int
    right: int
    status: RoleStatus
    historical: bool
    organisation: str | None
    country: str | None
    article: str


def find_roles(text: str, layout: Layout, names: tuple[Name, ...]) -> tuple[RoleMention, ...]:
    """Ranks and offices outside furniture, in text order."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    present = _HEADS.intersection(_LOWER_WORD.findall(lower))
    if not present:
        return ()
    starts = [sentence.span.start for sentence in layout.sentences]
    begins = {name.span.start: name for name in names}
    ends = {name.span.end: name for name in names}
    found: list[_Found] = []
    for start, form in sorted(_hits(lower, present), key=_order):
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= layout.sentences[index].span.end:
            continue
        end = start + len(_written(lower, start, form))
        if found and start < found[-1].end:
            continue
        if not _plausible(text, start, end, form):
            continue
        sentence = layout.sentences[index].span
        floor = max(sentence.start, found[-1].end) if found else sentence.start
        item = _qualified(text, lower, start, end, form, begins, ends, Span(floor, sentence.end))
        if found and found[-1].form.term == "Deputy" and form.kind == "office" and item.left == found[-1].end + 1:
            item = item._replace(form=form._replace(term=f"Deputy {form.term}"), left=found[-1].left)
            found.pop()
        found.append(item)
    headings = [s.span for s in layout.sentences if s.zone in (Zone.TITLE, Zone.HEADING)]
    return tuple(_with_persons(text, lower, found, begins, ends, headings))


def _order(hit: tuple[int, _Form]) -> tuple[int, int]:
    return hit[0], -len(hit[1].before) - len(hit[1].after)


def _plausible(text: str, start: int, end: int, form: _Form) -> bool:
    """Short forms are written in capitals, and a rank that is an everyday word with a capital."""
    written = text[start:end]
    if len(written) <= 4 and form.before in _CAPITALS_ONLY:
        return written.isupper() and not text[max(0, start - 2) : start].rstrip()[-1:].isdigit()
    if form.before == "chief" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
        return False
    return form.before not in _CAPITAL_FIRST or written[0].isupper()


def _hits(lower: str, present: frozenset[str]) -> Iterator[tuple[int, _Form]]:
    """Start and form of every title, the longest form at each head word."""
    for head in present:
        forms = _FORMS[head]
        size = len(head)
        position = lower.find(head)
        while position != -1:
            after = position + size
            following = lower[after : after + 1]
            if not following.isalnum() and following != "_" and not lower[position - 1 : position].isalnum():
                start, form = _longest(lower, position, after, forms)
                if form is not None:
                    yield start, form
            position = lower.find(head, after)


def _longest(lower: str, start: int, end: int, forms: tuple[_Form, ...]) -> tuple[int, _Form | None]:
    window = lower[max(0, start - 40) : end].replace("’", "'")
    undotted = window.replace(".", "") if "." in window else window
    for form in forms:
        if not undotted.endswith(form.before):
            continue
        preceding = undotted[-len(form.before) - 1 : -len(form.before)] if len(undotted) > len(form.before) else " "
        if preceding.isalnum():
            continue
        rest = lower[end : end + len(form.after) + 1].removeprefix(".") if form.after else ""
        if form.after and (not rest.startswith(form.after) or rest[len(form.after) : len(form.after) + 1].isalnum()):
            continue
        begin = end
        left = len(form.before)
        while left:
            begin -= 1
            if lower[begin] != ".":
                left -= 1
        return begin, form
    return start, None


def _written(lower: str, start: int, form: _Form) -> str:
    """The form as it stands at ``start``, its full stops included."""
    left, position = len(form.before), start
    while left:
        if lower[position] != ".":
            left -= 1
        position += 1
    if lower[position : position + 1] == "." and not form.after and form.before.rpartition(" ")[2] in _ABBREVIATIONS:
        position += 1
    return lower[start : position + len(form.after)]


def _qualified(
    text: str,
    lower: str,
    start: int,
    end: int,
    form: _Form,
    begins: dict[int, Name],
    ends: dict[int, Name],
    sentence: Span,
) -> _Found:
    """Read the words before and after a title: status, country, body, article."""
    status, historical = RoleStatus.SERVING, False
    organisation: str | None = None
    country: str | None = None
    article = ""
    left = start
    for _ in range(6):
        if left <= sentence.start or text[left - 1] not in " -":
            break
        at = left - 1
        possessive = next((mark for mark in _POSSESSIVE if text.endswith(mark, 0, at)), "")
        name = ends.get(at) or (ends.get(at - len(possessive)) if possessive else None)
        if name is not None and name.type != "person" and name.span.start >= sentence.start:
            left = name.span.start
            if name.type == "organisation" and organisation is None:
                organisation = name.full
            elif name.text in COUNTRY_OF and country is None:
                country = COUNTRY_OF[name.text]
            elif organisation is None and name.type == "place":
                organisation = name.text
            continue
        if possessive and name is not None:
            break
        space = max(
            text.rfind(" ", sentence.start, at),
            text.rfind("(", sentence.start, at),
            text.rfind("—", sentence.start, at),
        )
        begin = max(space + 1, sentence.start)
        while begin < at and text[begin] in "“‘\"'([":
            begin += 1
        word = lower[begin:at]
        if word.endswith(","):
            word = word[:-1]
            if word not in _FORMER:
                break
        written = text[begin:at].rstrip(",")
        bare = word.removesuffix("-")
        if bare in _FORMER:
            historical = historical or bare in _HISTORICAL
            if bare not in ("then", "late"):
                status = RoleStatus.FORMER
            if written[0].isupper() and begin > sentence.start:  # a dateline run into the sentence
                left = begin
                break
        elif word in _LEAVING:
            historical = True
        elif word in _BELOW and form.kind == "office":
            form = form._replace(term=f"{_BELOW[word]} {form.term}")
        elif word in _ACTING:
            status = RoleStatus.ACTING if status is RoleStatus.SERVING else status
        elif word in _DESIGNATE:
            status = RoleStatus.DESIGNATE
        elif written in COUNTRY_OF:
            country = country or COUNTRY_OF[written]
        elif written.removesuffix("'s").removesuffix("’s") in COUNTRY_OF:
            country = country or COUNTRY_OF[written[:-2]]
        elif word.startswith(("then-", "ex-")):
            historical = historical or word.startswith("then-")
        elif word in _LOWER_BODIES and organisation is None:
            phrase = next((p for p in _LOWER_BODIES[word] if lower.endswith(p, sentence.start, at)), word)
            begin = at - len(phrase)
            organisation = phrase
        elif word in _FILLERS:
            if word in ("the", "a", "an"):
                article = word
        elif word in ("his", "her", "its", "their", "country's", "country’s", "nation's", "nation’s"):
            article = article or "the"
        elif "-" not in word or written.replace("-", "").islower() or not written[:1].isupper():
            break
        else:
            parts = [COUNTRY_OF.get(part) for part in written.split("-")]
            if not any(parts):
                break
        left = begin
    if (
        text[max(sentence.start, start - 5) : start].lower() == "then-"
        or text[max(sentence.start, start - 3) : start].lower() == "ex-"
    ):
        historical = historical or text[start - 2] in "nN"
        if not historical:
            status = RoleStatus.FORMER
        left = min(left, start - (5 if historical else 3))
    right, designate, organisation, country = _behind_title(text, lower, end, begins, organisation, country)
    if designate:
        status = RoleStatus.DESIGNATE
    if _TENURE.search(lower, max(sentence.start, left - 24), left - 1 if text[left - 1 : left] == " " else left):
        historical = True
    return _Found(start, end, form, left, right, status, historical, organisation, country, article)


def _behind_title(
    text: str,
    lower: str,
    end: int,
    begins: dict[int, Name],
    organisation: str | None,
    country: str | None,
) -> tuple[int, bool, str | None, str | None]:
    """Where the words behind a title end, whether they say "designate", and body and country with what they add."""
    right, designate = end, False
    for suffix in _AFTER:
        if lower.startswith(suffix, right) and not lower[right + len(suffix) : right + len(suffix) + 1].isalnum():
            designate = True
            right += len(suffix)
    purpose = _PURPOSE.match(lower, right)
    if purpose is not None:
        right = purpose.end()
    for _ in range(2):
        link = _COMPLEMENT.match(text, right)
        name = begins.get(link.end()) if link is not None else None
        if name is None or name.type == "person":
            break
        right = name.span.end
        if name.type == "organisation" and organisation is None:
            organisation = name.full
        elif name.text in COUNTRY_OF and country is None and link is not None and " of" in link[0]:
            country = COUNTRY_OF[name.text]
        elif name.type in ("place", "other") and organisation is None and name.text not in COUNTRY_OF:
            organisation = name.text
    return right, designate, organisation, country


def _with_persons(
    text: str,
    lower: str,
    found: list[_Found],
    begins: dict[int, Name],
    ends: dict[int, Name],
    headings: list[Span],
) -> Iterator[RoleMention]:
    by_start = {item.start: item for item in found}
    mentions: list[RoleMention] = []
    for item in found:
        name, historical = _person(text, item, by_start, begins, ends)
        form = item.form
        if form.kind == "rank" and _is_compound(text, item, by_start):
            continue
        if name is None and (form.kind == "rank" or form.term not in _ANAPHORIC):
            continue
        if name is None and form.kind == "descriptor" and not item.article and item.country is None:
            continue
        if _OFFICE_OF.match(lower, item.end) is not None:
            continue
        beside = name is not None and name.span.start == item.end + 1 and form.kind != "rank"
        right = item.end if beside else item.right
        mentions.append(
            RoleMention(
                span=Span(item.left if item.left < item.start else item.start, right),
                text=text[item.left : right],
                kind=form.kind,
                term=form.term,
                person=None if name is None else name.full,
                person_span=None if name is None else name.span,
                status=item.status,
                organisation=item.organisation,
                country=item.country,
                historical=item.historical or historical,
            )
        )
    return _resolved(text, mentions, headings)


def _is_compound(text: str, item: _Found, by_start: dict[int, _Found]) -> bool:
    """Is the rank only the first word of a longer one that the lexicon does not know ("Col. Gen.")?"""
    following = by_start.get(item.end + 1)
    return following is not None and following.form.kind == "rank" and text[item.end] == " "


def _may_be_person(name: Name, form: _Form) -> bool:
    """A person, or a run of two words or more of unknown type beside a rank or office."""
    return name.type == "person" or (name.type == "other" and form.kind != "descriptor" and " " in name.text)


def _person(
    text: str,
    item: _Found,
    by_start: dict[int, _Found],
    begins: dict[int, Name],
    ends: dict[int, Name],
) -> tuple[Name | None, bool]:
    """The person a title is written with, and whether the words place it in the past."""
    position = item.right if text[item.end : item.right].lstrip(" -").lower() in _DESIGNATE else item.end
    for _ in range(3):
        if text[position : position + 1] != " ":
            break
        following = begins.get(position + 1)
        if following is not None and following.type != "place" and following.type != "organisation":
            if following.type == "person" or (item.form.kind != "descriptor" and " " in following.text):
                return following, False
            break
        chained = by_start.get(position + 1)
        if chained is None:
            break
        position = chained.end
    for right in (item.right, item.end):
        if text.startswith((", ", " "), right):
            name = begins.get(right + (2 if text[right] == "," else 1))
            if name is None or not _may_be_person(name, item.form):
                continue
            if text[right] == " " or (" " in name.full and _APPOSITION_END.match(text, name.span.end)):
                return name, False
    left = item.left
    before = text[max(0, left - 30) : left].rstrip(" ")
    link = _BEFORE_APPOSITION.search(before)
    if link is not None:
        at = left - (len(text[max(0, left - 30) : left]) - link.start())
        name = ends.get(at)
        if name is None and link["link"] == ",":
            age = _AGE.search(text[max(0, at - 6) : at])
            if age is not None:
                name = ends.get(at - len(age[0]))
        copula = link["link"] in (" is", " remains")
        if copula and (link["article"] is None and item.left < item.start):
            name = None
        if name is not None and _may_be_person(name, item.form) and not (copula and item.form.kind == "rank"):
            if item.form.kind == "rank":
                return None, False
            return name, "was" in link["link"] or "served" in link["link"] or "once" in link[
                "link"
            ] or "formerly" in link["link"]
    return None, False


def _resolved(text: str, mentions: list[RoleMention], headings: list[Span]) -> Iterator[RoleMention]:
    """Give "the spokesperson" its name where just one person of the article so far is written with that office.

    "The Ruritanian official" stands for the one person so far who holds or held an office of that country, unless some
    unnamed official of that kind was brought in before.
    """
    holders: dict[str, dict[str, None]] = {}
    of_country: dict[str, dict[str, None]] = {}
    unnamed: set[str] = set()
    for mention in mentions:
        if mention.person is not None:
            holders.setdefault(mention.term, {})[mention.person] = None
            if mention.country is not None and mention.kind != "rank":
                of_country.setdefault(mention.country, {})[mention.person] = None
            yield mention
            continue
        lead = text[max(0, mention.span.start - 4) : mention.span.start].lower() + mention.text[:4].lower()
        in_heading = any(span.start <= mention.span.start < span.end for span in headings)
        person = None
        if "the " in lead or (in_heading and mention.country is not None):
            persons = holders.get(mention.term, {}) if mention.organisation is None else {}
            if (
                not persons
                and mention.term in _OF_A_COUNTRY
                and mention.country is not None
                and mention.term not in unnamed
            ):
                persons = of_country.get(mention.country, {})
            person = next(iter(persons)) if len(persons) == 1 else None
        elif mention.term in _OF_A_COUNTRY:
            unnamed.add(mention.term)
        yield mention if person is None else replace(mention, person=person)
