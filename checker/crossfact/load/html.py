"""Saved web pages: the article's text, and what the page says of it.

The text of the article is extracted, one paragraph a line, with the headline as its first line; offsets are those of
the extracted text, which ``crossfact annotate`` prints. Needs the extra ``html`` (trafilatura, which brings lxml).
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from crossfact.annotate.timex import language_of
from crossfact.errors import InputError
from crossfact.load import Reader, Source, article_from
from crossfact.load.encoding import checked, decode
from crossfact.load.pagedates import published_dates
from crossfact.load.sidecar import Metadata
from crossfact.load.txt import guessed
from crossfact.load.webpage import NO_TEXT, Page, read_page, words_of
from crossfact.model import Article, Problem, one_day

LARGEST = 20_000_000
"""Bytes of the largest page that is read."""

_HEAD = 4096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
# Names that browsers read as a larger encoding that holds the named one (encoding.spec.whatwg.org, "Names and labels").
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_ASCII = bytes(range(0x20, 0x7F))
_OF_PAGES = ("utf-8", "ascii", "cp", "iso", "koi8", "mac", "gb", "big5", "shift_jis", "euc", "johab", "tis", "kz1048")
_BROKEN = 10
"""Bytes outside ASCII to one that is no UTF-8, from which a text counts as UTF-8 with slips."""
_TAG = re.compile(r"<[A-Za-z!/][^<>]*>")
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,9}\)(https?://[^\s>]{1,2000})\s{0,9}-->", re.IGNORECASE)

_MANY = 5_000
"""Elements from which the slower of trafilatura's ways, whose time grows with their square, are left out."""
_TOO_MANY = 40_000
_LONGEST_MARK = 2_000
"""Characters of a class or id; a longer one says nothing and costs seconds."""
_PARAGRAPH = 80
"""Characters from which a ``p`` element counts as running text."""
_SMALL = 0.4
"""An extraction smaller than this share of the page's running text is compared with a less strict one."""


def read(source: Source) -> Iterator[Article | Problem]:
    _ready()
    data = source.path.read_bytes()
    if len(data) > LARGEST:
        raise InputError(f"too large for a web page ({len(data):,} bytes; at most {LARGEST:,} are read)")
    markup, encoding = decode_page(data)
    if encoding is not None:
        if _TAG.search(markup) is None:
            raise InputError("no web page (it holds no markup)")
        yield guessed(source, encoding)
    tree = _tree(markup)
    if tree is None:
        yield from article_from(source, "")
        return
    body = _body(tree)
    saved = _SAVED_FROM.search(markup[:_HEAD])
    page = read_page(tree, None if saved is None else saved[1])
    _strip_programs(tree)
    language = _language(page.language, body)
    dates = published_dates(tree, page, language_of(body, language))
    metadata = Metadata(
        published=dates[0].day.isoformat() if dates else None,
        publisher=page.publisher,
        title=page.title,
        url=page.url,
    )
    for item in article_from(
        source, _with_headline(page, body), metadata=metadata, origin=dates[0].origin if dates else "page"
    ):
        if isinstance(item, Article):
            # The day in the address is read from the address wherever the dates of an article are weighed.
            rivals = tuple((one_day(other.day), other.origin) for other in dates[1:] if other.origin != "url")
            item = replace(item, language=language, published_rivals=rivals)
        yield item


def _ready() -> None:
    """``InputError`` where the libraries of the extra are missing."""
    try:
        import trafilatura  # noqa: F401
    except ImportError as error:
        raise InputError('web pages need an extra that is not installed; run: pip install "crossfact[html]"') from error
    # The library reports each page it finds no article in; that is told to the user as an empty article.
    logging.getLogger("trafilatura").addHandler(_SILENCE)


_SILENCE = logging.NullHandler()


def decode_page(data: bytes) -> tuple[str, str | None]:
    """The markup and, where its encoding had to be guessed, the name of the encoding.

    A byte order mark decides, then what the bytes are (valid UTF-8 is UTF-8, whatever is declared), then what the page
    declares. NUL bytes and control characters are dropped. ``InputError`` for bytes that are no text.
    """
    text, encoding = _decoded(data)
    return NO_TEXT.sub("", text), encoding


def _decoded(data: bytes) -> tuple[str, str | None]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return decode(data)[0], None
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return data.decode(encoding, errors="replace").replace("\0", ""), None
    data = data.replace(b"\0", b"").removeprefix(codecs.BOM_UTF8)
    declared = _declared(data[:_HEAD])
    if declared == "iso2022_jp" and b"\x1b" in data:
        return data.decode(declared, errors="replace"), None
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    if broken == 0 or broken * _BROKEN <= len(data) - len(data.decode("ascii", errors="ignore")):
        return checked(text), None
    if declared is None or declared == "utf-8":
        return decode(data)
    return checked(data.decode(declared, errors="replace")), None


def _declared(head: bytes) -> str | None:
    """The name that Python has for the encoding declared in the markup, ``None`` for none or one that cannot be meant."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode().removeprefix("x-")).name
        # The declaration was read as ASCII, so the encoding must hold ASCII as it is.
        if not name.startswith(_OF_PAGES) or _ASCII.decode(name, errors="replace") != _ASCII.decode():
            return None
    except (LookupError, UnicodeError):
        return None
    return _LARGER.get(name, name)


def _tree(markup: str) -> Any:
    """The root element, ``None`` for markup that holds nothing."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    try:
        return html.document_fromstring(markup.encode(errors="replace"), parser=parser)
    except etree.ParserError:
        return None


def _strip_programs(tree: Any) -> None:
    """Take out what is no text of the page, so that the text of an element is what it shows."""
    from lxml import etree

    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)


def _body(tree: Any) -> str:
    """The paragraphs of the article, one a line."""
    elements = list(islice(tree.iter(), _TOO_MANY + 1))
    if len(elements) > _TOO_MANY:
        raise InputError(f"too large for a web page (more than {_TOO_MANY:,} elements)")
    for element in elements:
        for name in ("class", "id"):
            if len(element.get(name) or "") > _LONGEST_MARK:
                del element.attrib[name]
    fast = len(elements) > _MANY
    text = _extracted(tree, precise=True, fast=fast)
    paragraphs = sum(len(piece) for p in tree.iter("p") if len(piece := "".join(p.itertext())) >= _PARAGRAPH)
    if len(text) < _SMALL * paragraphs:
        # A page that puts boxes between the paragraphs can lose most of them to strictness.
        other = _extracted(tree, precise=False, fast=fast)
        if len(other) > 2 * len(text):
            text = other
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _extracted(tree: Any, *, precise: bool, fast: bool) -> str:
    from trafilatura import bare_extraction

    try:
        document: Any = bare_extraction(tree, favor_precision=precise, fast=fast, include_comments=False)
    except Exception as error:
        # What a page can bring a third party's rules to is not known; one page must not end the run.
        raise InputError(f"no article could be taken from the page ({type(error).__name__})") from error
    return "" if document is None else document.text or ""


def _with_headline(page: Page, body: str) -> str:
    if not body or page.headline is None:
        return body
    lines = body.split("\n")
    if words_of(lines[0]) == words_of(page.headline):
        lines = lines[1:]
    return "\n".join((page.headline, *lines))


def _language(declared: str | None, body: str) -> str | None:
    """The declared language; many templates declare English for pages in another one."""
    if declared is None or declared.lower()[:2] != "en":
        return declared
    spoken = language_of(body, None)
    return declared if spoken == "en" else spoken


READER = Reader(read)
