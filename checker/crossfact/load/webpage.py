"""What a web page says of its article: headline, publisher, address and language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from crossfact import lexicon

Element = Any
"""An element of lxml, which has no types of its own."""

_LISTS = lexicon.load("webpages")
_ARTICLES = tuple(_LISTS["articles"])
_PAGES = tuple(_LISTS["pages"])
# Members that hold what the page is about; all others (videos, authors, entries of a list) hold other things.
_MEMBERS = ("@graph", "mainEntity", "mainEntityOfPage")
_LONG_START = 12
"""Letters of a heading with which a title begins, from which it is the headline and no word of the menu."""
_LONGEST_HEADLINE = 60
"""Words."""
_MOST_NODES = 500
_LONGEST_DATA = 4_000_000

NO_TEXT = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no page shows and no XML holds."""
_LONGEST_TEXT = 2_000
_WORD = re.compile(r"\w+")
_SYMBOLS = re.compile(r"[\W_]+")
_SPLIT = re.compile(r"\s+[-–—|•·*:»/]+\s+")
_DATA_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_MEMBER = re.compile(r'"(datePublished|headline)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,500})"')
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself.

    ``title`` is the headline as the page gives it to others, ``headline`` as it shows it to readers, in the element
    ``headline_at``. ``meta`` are names (letters and digits, lower case) and contents of ``meta`` elements, ``data`` the
    JSON-LD nodes on the article, the most telling first.
    """

    title: str | None
    headline: str | None
    publisher: str | None
    url: str | None
    language: str | None
    meta: tuple[tuple[str, str], ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    headline_at: Element = field(default=None, compare=False)


def read_page(tree: Element, saved_from: str | None = None) -> Page:
    """Read the head and the headline of a page. ``saved_from`` is the address that the saving program noted."""
    meta = tuple(_meta(tree))
    url = _url(tree, meta, saved_from)
    title_tag = next((clean(element.text_content()) for element in tree.iter("title")), "")
    data = _data(tree, url, title_tag)
    site = _first(meta, ("ogsitename", "applicationname"))
    publisher = site or next((name for node in data if (name := _name(node.get("publisher")))), None)
    names = [name for name in (site, publisher) if name]
    declared = [clean(str(node["headline"])) for node in data if isinstance(node.get("headline"), str)]
    shared = _first(meta, ("ogtitle",))
    others = [value for name, value in meta if name in ("twittertitle", "parselytitle", "sailthrutitle", "title")]
    known = [*declared[:1], *([shared] if shared else []), *others, title_tag]
    at = _headline_at(tree, [words_of(text) for text in known if text], [words_of(name) for name in names])
    shown = None if at is None else clean(at.text_content())
    short = [text for text in (shown, *declared[:1]) if text]
    title = _title(shared, others, short, names) or _shortened(title_tag, short, names)
    return Page(
        title=title or None,
        headline=shown or title or None,
        publisher=publisher,
        url=url,
        language=_language(tree, meta),
        meta=meta,
        data=data,
        headline_at=at,
    )


def clean(text: str) -> str:
    """One line, entities resolved (pages escape twice), white space of any kind as single blanks; cut if very long."""
    return " ".join(NO_TEXT.sub("", html.unescape(text[:_LONGEST_TEXT])).split())


def words_of(text: str) -> tuple[str, ...]:
    """The words by which two ways to write a headline are compared."""
    return tuple(_WORD.findall(text.lower()))


def _meta(tree: Element) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        content = clean(element.get("content") or "")
        if content:
            # Microdata in the body may be of another article that is only named there.
            head = element.getparent() is not None and element.getparent().tag == "head"
            for attribute in ("property", "name", "http-equiv", *(("itemprop",) if head else ())):
                if name := element.get(attribute):
                    yield plain_name(name), content


def plain_name(name: str) -> str:
    """A name with everything but letters and digits taken out, in lower case."""
    return _SYMBOLS.sub("", name.lower())


def _first(meta: Iterable[tuple[str, str]], names: tuple[str, ...]) -> str | None:
    pairs = tuple(meta)
    return next((value for name in names for key, value in pairs if key == name), None)


def _url(tree: Element, meta: tuple[tuple[str, str], ...], saved_from: str | None) -> str | None:
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    given = [*links, *(value for name, value in meta if name in ("ogurl", "twitterurl")), saved_from or ""]
    whole = [url.strip() for url in given if url.strip().lower().startswith(("http://", "https://"))]
    # A canonical address without a path is that of the site.
    return next((url for url in whole if _path(url).strip("/")), None)


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.path + parts.query


def _language(tree: Element, meta: tuple[tuple[str, str], ...]) -> str | None:
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    given = (
        root.get("lang"),
        root.get("xml:lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        _first(meta, ("contentlanguage", "oglocale", "dclanguage", "inlanguage")),
    )
    return next((text.strip() for text in given if text and _LANGUAGE.match(text.strip())), None)


# --- JSON-LD


def _data(tree: Element, url: str | None, title: str) -> tuple[Mapping[str, Any], ...]:
    """The nodes on the article: those with the page's address or title, else the first article; then those on the page."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and len(text) <= _LONGEST_DATA:
            found += _nodes(text)
    own = words_of(title)

    def fits(node: Mapping[str, Any]) -> bool:
        headline = words_of(clean(str(node.get("headline") or node.get("name") or "")))
        told = bool(headline) and (own[: len(headline)] == headline or headline[: len(own)] == own != ())
        return told or (url is not None and url in _addresses(node))

    articles = [node for node in found if _is(node, _ARTICLES)]
    # Several articles are the same one told twice, or others that the page links to.
    articles = [node for node in articles if fits(node)] or articles[:1]
    return *articles, *(node for node in found if _is(node, _PAGES) and not _is(node, _ARTICLES))


def is_article(node: Mapping[str, Any]) -> bool:
    """Is a JSON-LD node an article, not the page around it?"""
    return _is(node, _ARTICLES)


def _is(node: Mapping[str, Any], endings: tuple[str, ...]) -> bool:
    types = node.get("@type")
    return any(
        str(name).lower().endswith(endings)
        for name in (types if isinstance(types, list) else [types])
        if isinstance(name, str)
    )


def _addresses(node: Mapping[str, Any]) -> list[str]:
    page = node.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return [str(value) for value in (node.get("url"), node.get("@id"), page) if isinstance(value, str)]


def _nodes(text: str) -> list[Mapping[str, Any]]:
    try:
        pending = [_parsed(_DATA_WRAPPING.sub("", text))]
    except (ValueError, RecursionError):
        # Broken beyond mending: the members that matter can still be read one by one.
        members: dict[str, Any] = {}
        for name, value in _MEMBER.findall(text):
            members.setdefault(name, value.replace("\\/", "/"))
        return [{"@type": "Article", **members}] if members else []
    found: list[Mapping[str, Any]] = []
    while pending and len(found) < _MOST_NODES:
        item = pending.pop(0)
        if isinstance(item, list):
            pending = [*item[:_MOST_NODES], *pending]
        elif isinstance(item, dict):
            if "@type" in item:
                found.append(item)
            pending += [item[member] for member in _MEMBERS if isinstance(item.get(member), dict | list)]
    return found


def _parsed(text: str) -> Any:
    decoder = json.JSONDecoder(strict=False)
    start = text.lstrip()
    try:
        return decoder.raw_decode(start)[0]
    except ValueError:
        return decoder.raw_decode(_LAST_COMMA.sub(r"\1", start))[0]


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return clean(value) or None if isinstance(value, str) else None


# --- Headline


def _headline_at(tree: Element, known: list[tuple[str, ...]], names: list[tuple[str, ...]]) -> Element:
    """The element that shows the headline: the heading whose words are most those of what the page is called."""
    best, best_score = None, 0.3
    only = []
    for lower, tag in enumerate(("h1", "h2", "h3")):
        for element in islice(tree.iter(tag), _MOST_NODES):
            words = words_of(clean(element.text_content()))
            if not words or len(words) > _LONGEST_HEADLINE or words in names:
                continue
            if not lower:
                only.append(element)
            score = max((_likeness(words, other) for other in known), default=0.0) - 0.05 * lower
            if score > best_score:
                best, best_score = element, score
    return only[0] if best is None and len(only) == 1 else best


def _likeness(heading: tuple[str, ...], title: tuple[str, ...]) -> float:
    """Shared words as a share of all words of both; much for a title that goes on after the heading (name of the site)."""
    one, other = set(heading), set(title)
    joined = "".join(heading)
    share = len(one & other) / len(one | other) if other else 0.0
    return max(share, 0.75) if len(joined) >= _LONG_START and "".join(title).startswith(joined) else share


def _title(shared: str | None, others: list[str], short: list[str], names: list[str]) -> str | None:
    """The title the page gives to others, unless everything else on the page agrees on another one."""
    if shared is None:
        return short[-1] if short else None
    title = _shortened(shared, short, names)
    agreed = len(short) == 2 and words_of(short[0]) == words_of(short[1])
    if agreed and any(words_of(_shortened(other, short, names)) == words_of(short[0]) for other in others):
        return short[-1]
    return title


def _shortened(title: str, short: list[str], names: list[str]) -> str:
    """The title without the name of the site and what else stands behind a dash or bar."""
    for text in short:
        mine, whole = words_of(text), words_of(title)
        if mine and len(mine) < len(whole) and whole[: len(mine)] == mine:
            rest = title[len(text) :] if title.lower().startswith(text.lower()) else None
            if rest is None or _SPLIT.match(rest):
                return text
    parts = list(_SPLIT.finditer(title))
    if parts and words_of(title[parts[-1].end() :]) in [words_of(name) for name in names]:
        return title[: parts[-1].start()].strip()
    return title
