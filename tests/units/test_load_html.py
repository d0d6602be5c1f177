"""What is read from saved web pages: the text, what the page states of itself, and the day with its origin."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path

import pytest

pytest.importorskip("trafilatura")

from crossfact import load
from crossfact.annotate.timex.dct import path_date
from crossfact.errors import InputError
from crossfact.load.html import decode_page, read
from crossfact.model import Article, Days, Problem, Severity, one_day
from crossfact.registry import READERS, Registry
from crossfact.rulekit import View

PARAGRAPHS = (
    "A ferry ran aground outside the harbour of Port Ellery on Monday evening with 40 people on board, officials said.",
    "Nobody was hurt, and all passengers were brought ashore before midnight by two boats of the coast guard.",
    "The captain, Amara Okoye, said that fog had come up within minutes and that the radar had failed shortly before.",
)
HEADLINE = "Ferry runs aground outside Port Ellery"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(
    head: str = "",
    *,
    title: str = f"<title>{HEADLINE} | Harbour Post</title>",
    before: str = "",
    headline: str = f"<h1>{HEADLINE}</h1>",
    after: str = "",
    body: str = BODY,
    below: str = "",
    lang: str = ' lang="en"',
) -> str:
    return (
        f"<!DOCTYPE html><html{lang}><head><meta charset='utf-8'>{title}{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li><li>Friday, 3 January 2031</li></ul></nav>"
        f"<main><article><header>{before}{headline}{after}</header><div>{body}</div></article>{below}</main>"
        "<footer>© 2019 Harbour Post. All rights reserved.</footer></body></html>"
    )


def ld(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else nodes)}</script>'


def items(folder: Path, data: str | bytes, name: str = "a.html") -> list[Article | Problem]:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(load.Source(file, name, name)))


def article(folder: Path, data: str | bytes) -> Article:
    (found,) = (item for item in items(folder, data) if isinstance(item, Article))
    return found


def dated(folder: Path, data: str | bytes) -> tuple[str | None, str | None]:
    found = article(folder, data)
    return None if found.published is None else str(found.published), found.published_origin


def day(text: str) -> Days:
    return one_day(datetime.date.fromisoformat(text))


# --- Text and metadata


def test_page_gives_headline_and_paragraphs_line_by_line_with_what_it_states_of_itself(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Ferry aground, 40 people safe - Harbour Post">'
        '<meta property="og:site_name" content="Harbour Post">'
        '<link rel="canonical" href="https://post.example/news/ferry">'
        '<meta property="article:published_time" content="2024-03-13T23:30:00-08:00">'
    )
    assert items(tmp_path, page(head)) == [
        Article(
            article_id="a.html",
            text="\n".join((HEADLINE, *PARAGRAPHS)),
            sha256=article(tmp_path, page(head)).sha256,
            source="a.html",
            publisher="Harbour Post",
            title="Ferry aground, 40 people safe",
            url="https://post.example/news/ferry",
            published=day("2024-03-13"),
            published_origin="meta element",
            language="en",
        )
    ]


def test_readers_of_both_suffixes_are_registered(tmp_path: Path) -> None:
    registry = Registry(plugins=False)
    for name in ("a.html", "B.HTM"):
        (tmp_path / name).write_text(page(), encoding="utf-8")
    plan = load.plan([tmp_path], registry.names(READERS))
    found = list(load.read(plan.sources, registry.reader, published=datetime.date(2024, 3, 13)))
    assert [(item.article_id, item.published_origin) for item in found if isinstance(item, Article)] == [
        ("B.HTM", "--published"),
        ("a.html", "--published"),
    ]


@pytest.mark.parametrize(
    ("head", "headline", "title"),
    [
        ("", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (
            f'<meta property="og:title" content="{HEADLINE} * Harbour Post * by A. Okoye">',
            f"<h1>{HEADLINE}</h1>",
            HEADLINE,
        ),
        ('<meta property="og:title" content="Ferry &amp;amp; fog">', f"<h1>{HEADLINE}</h1>", "Ferry & fog"),
        # Everything but og:title agrees.
        (
            '<meta property="og:title" content="Fog brings ferry down">'
            f'<meta name="twitter:title" content="{HEADLINE}">' + ld({"@type": "NewsArticle", "headline": HEADLINE}),
            f"<h1>{HEADLINE}</h1>",
            HEADLINE,
        ),
        (ld({"@type": "NewsArticle", "headline": HEADLINE}), "", HEADLINE),
        ("", "<h1>Harbour Post</h1>", HEADLINE),
        ("", f"<h1>Harbour Post</h1><h2>{HEADLINE}</h2>", HEADLINE),
    ],
)
def test_title_is_what_the_page_calls_its_article(tmp_path: Path, head: str, headline: str, title: str) -> None:
    site = '<meta property="og:site_name" content="Harbour Post">'
    assert article(tmp_path, page(head + site, headline=headline)).title == title


def test_first_line_is_the_headline_that_readers_see(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Fog brings ferry down">'
    blog = page(head, headline=f"<h1>Okoye's notes from the harbour</h1><h2>{HEADLINE}</h2>")
    assert article(tmp_path, blog).text.split("\n")[0] == HEADLINE


def test_headline_that_opens_the_body_is_not_told_twice(tmp_path: Path) -> None:
    text = article(tmp_path, page(body=f"<h2>{HEADLINE}</h2>{BODY}")).text
    assert text.count(HEADLINE) == 1


def test_publisher_of_json_ld_where_the_page_names_no_site(tmp_path: Path) -> None:
    node = {"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Harbour Post"}}
    assert article(tmp_path, page(ld(node))).publisher == "Harbour Post"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://post.example/">', None),
        ('<link rel="canonical" href="/news/ferry">', None),
        ('<link rel="canonical" href="https://[post.example/x">', None),
        (
            '<link rel="canonical" href="https://post.example/"><meta property="og:url" content="https://post.example/a">',
            "https://post.example/a",
        ),
    ],
)
def test_url_is_a_whole_address_of_a_page(tmp_path: Path, head: str, url: str | None) -> None:
    assert article(tmp_path, page(head)).url == url


def test_url_that_a_browser_noted_when_it_saved_the_page(tmp_path: Path) -> None:
    saved = page().replace("<html", "<!-- saved from url=(0033)https://post.example/2024/03/13/a -->\n<html", 1)
    found = article(tmp_path, saved)
    assert (found.url, found.published, found.published_origin) == (
        "https://post.example/2024/03/13/a",
        day("2024-03-13"),
        "url",
    )


@pytest.mark.parametrize(
    ("declared", "body", "language"),
    [
        (' lang="en-GB"', BODY, "en-GB"),
        (' lang="pt_BR"', BODY, "pt_BR"),
        ("", BODY, None),
        (' lang="{{lang}}"', BODY, None),
        # A template in English around a page that is not.
        (
            ' lang="en-US"',
            "<p>Die Fähre ist am Montag vor dem Hafen auf Grund gelaufen, und alle 40 Menschen an Bord wurden gerettet.</p>"
            "<p>Der Kapitän sagte, dass der Nebel nach wenigen Minuten kam und das Radar nicht auf ihn reagiert habe.</p>",
            "de",
        ),
    ],
)
def test_language_as_declared_unless_the_text_speaks_against_english(
    tmp_path: Path, declared: str, body: str, language: str | None
) -> None:
    assert article(tmp_path, page(lang=declared, body=body)).language == language


def test_boxes_between_paragraphs_do_not_cut_the_article_short(tmp_path: Path) -> None:
    parts = [
        f"Part {number} of the report tells at length what was found at the pier of Port Ellery."
        for number in range(20)
    ]
    box = '<div class="ad"><span class="ad__label">Advertisement</span></div>'
    body = "".join(f"<p>{text}</p>{box if number % 3 == 2 else ''}" for number, text in enumerate(parts))
    text = article(tmp_path, page(body=body)).text
    assert [part for part in parts if part not in text] == []


# --- Dates


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        # What is stated first in the order of ranks counts, wherever it stands.
        (
            page(
                '<meta property="article:published_time" content="2024-03-12">'
                + ld({"@type": "NewsArticle", "datePublished": "2024-03-11T08:00:00+01:00"}),
                after='<time datetime="2024-03-13">13 March</time>',
            ),
            ("2024-03-11", "JSON-LD datePublished"),
        ),
        (
            page('<meta name="pubdate" content="12 March 2024">', after='<time datetime="2024-03-13">13 March</time>'),
            ("2024-03-12", "meta element"),
        ),
        (
            page(
                '<link rel="canonical" href="https://post.example/2024/03/14/a">', after="<time>March 13, 2024</time>"
            ),
            ("2024-03-13", "time element"),
        ),
        (
            page('<link rel="canonical" href="https://post.example/2024/mar/14/a">', after="<p>March 13, 2024</p>"),
            ("2024-03-14", "url"),
        ),
        (page(after="<p>Wednesday, March 13, 2024</p>"), ("2024-03-13", "line on the page")),
        (page('<meta name="dcterms.created" content="2024-03-13">'), ("2024-03-13", "meta element")),
        (page(), (None, None)),
    ],
)
def test_day_by_rank_of_evidence(tmp_path: Path, data: str, expected: tuple[str | None, str | None]) -> None:
    assert dated(tmp_path, data) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-13", "2024-03-13"),
        ("2024-03-13T23:30:00-08:00", "2024-03-13"),
        ("2024-03-13 23:30", "2024-03-13"),
        ("2024-3-9", "2024-03-09"),
        ("20240313T233000Z", "2024-03-13"),
        ("2024/03/13 08:15:00", "2024-03-13"),
        ("Wed, 13 Mar 2024 23:30:00 -0800", "2024-03-13"),
        ("1710372600", "2024-03-13"),
        ("1710372600000", "2024-03-13"),
        (1710372600000, "2024-03-13"),
        ("March 13th, 2024", "2024-03-13"),
        ("13.03.2024 08:15", "2024-03-13"),
        ("2024-02-30", None),
        ("03/04/2024", None),
        ("yesterday", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("", None),
        (True, None),
        (None, None),
        (["2024-03-13"], None),
    ],
)
def test_values_of_dates(tmp_path: Path, value: object, expected: str | None) -> None:
    assert dated(tmp_path, page(ld({"@type": "NewsArticle", "datePublished": value})))[0] == expected


def test_dates_in_words_are_read_in_the_language_of_the_page(tmp_path: Path) -> None:
    meta = '<meta name="publication-date" content="13 de marzo de 2024">'
    assert dated(tmp_path, page(meta, lang=' lang="es"')) == ("2024-03-13", "meta element")


@pytest.mark.parametrize(
    "script",
    [
        ld(
            {
                "@graph": [
                    {"@type": "WebPage", "datePublished": "2024-03-01"},
                    {"@type": ["Thing", "NewsArticle"], "datePublished": "2024-03-13"},
                ]
            }
        ),
        ld(
            [
                {
                    "@type": "NewsArticle",
                    "datePublished": "2024-03-13",
                    "video": {"@type": "VideoObject", "datePublished": "2024-03-01"},
                }
            ]
        ),
        ld({"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": "2024-03-13"}}),
        # A teaser of another article first.
        ld(
            {"@type": "NewsArticle", "headline": "Mayor opens tram line", "datePublished": "2024-03-01"},
            {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2024-03-13"},
        ),
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-13",}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","description":"two\nlines","datePublished":"2024-03-13"};</script>',
        '<script type="application/ld+json">//<![CDATA[\n{"@type":"NewsArticle","datePublished":"2024-03-13"}\n//]]></script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","description":"a "quoted" word","datePublished":"2024-03-13"}</script>',
    ],
)
def test_json_ld_of_the_article_itself(tmp_path: Path, script: str) -> None:
    assert dated(tmp_path, page(script)) == ("2024-03-13", "JSON-LD datePublished")


@pytest.mark.parametrize(
    "script",
    [
        ld({"@type": "NewsArticle", "dateModified": "2024-03-13"}),
        ld({"@type": "VideoObject", "uploadDate": "2024-03-13", "datePublished": "2024-03-13"}),
        ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2024-03-13"}]}),
        ld("NewsArticle"),
        '<script type="application/ld+json">{"@type":</script>',
        '<meta property="article:modified_time" content="2024-03-13">',
        '<meta property="article:expiration_time" content="2024-03-13">',
    ],
)
def test_what_is_not_the_publication_is_no_date(tmp_path: Path, script: str) -> None:
    assert dated(tmp_path, page(script)) == (None, None)


@pytest.mark.parametrize(
    ("stated", "elsewhere", "expected"),
    [
        # The page's own day stands in the address or beside the headline: the same moment in local time.
        ("2024-03-14T02:10:00Z", '<link rel="canonical" href="https://post.example/2024/03/13/a">', "2024-03-13"),
        ("2024-03-13T23:30:00+00:00", "<time datetime='2024-03-14T00:30:00+01:00'>Thursday</time>", "2024-03-14"),
        ("2024-03-13T23:30:00.000Z", "<p>14 March 2024</p>", "2024-03-14"),
        # Zones reach that far nowhere.
        ("2024-03-13T09:30:00Z", "<p>14 March 2024</p>", "2024-03-13"),
        ("2024-03-14T12:30:00Z", '<link rel="canonical" href="https://post.example/2024/03/13/a">', "2024-03-14"),
        # The page writes its own offset.
        ("2024-03-13T23:30:00+01:00", "<p>14 March 2024</p>", "2024-03-13"),
        # The address has the day on which the text was begun; the page shows the day of universal time.
        (
            "2024-03-14T02:10:00Z",
            '<link rel="canonical" href="https://post.example/2024/03/13/a"><p>14 March 2024</p>',
            "2024-03-14",
        ),
    ],
)
def test_moment_in_universal_time_on_the_day_of_the_page(
    tmp_path: Path, stated: str, elsewhere: str, expected: str
) -> None:
    head = ld({"@type": "NewsArticle", "datePublished": stated})
    assert dated(tmp_path, page(head, after=elsewhere)) == (expected, "JSON-LD datePublished")


def test_days_that_differ_are_rivals_and_one_moment_in_two_zones_is_none(tmp_path: Path) -> None:
    head = ld({"@type": "NewsArticle", "datePublished": "2024-03-13T23:30:00Z"})
    head += '<meta property="article:published_time" content="2024-03-14T01:30:00+02:00">'
    head += '<meta name="pubdate" content="2024-02-01"><meta name="date" content="2024-02-01T10:00:00">'
    head += '<link rel="canonical" href="https://post.example/2024/01/05/a">'
    found = article(tmp_path, page(head))
    assert (found.published, found.published_rivals) == (day("2024-03-14"), ((day("2024-02-01"), "meta element"),))
    dct = View(found).dct
    assert dct is not None
    assert [(str(time.days), time.origin) for time in (dct, *dct.rivals)] == [
        ("2024-03-14", "JSON-LD datePublished"),
        ("2024-01-05", "url"),
        ("2024-02-01", "meta element"),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<time datetime="2024-03-13T08:00">today</time>', "2024-03-13"),
        ("<time>13 March 2024</time>", "2024-03-13"),
        ('<span itemprop="datePublished" content="2024-03-13">Wed</span>', "2024-03-13"),
        (
            '<time class="updated" datetime="2024-03-14">Thursday</time><time pubdate datetime="2024-03-13">Wed</time>',
            "2024-03-13",
        ),
        ('<time itemprop="dateModified" datetime="2024-03-14">Thursday</time>', None),
        ('<time datetime="2024-03-14">Updated 14 March 2024</time>', None),
        ('<blockquote><time datetime="2024-03-02">a post</time></blockquote>', None),
        ('<time datetime="1h ago">1h ago</time>', None),
    ],
)
def test_time_elements(tmp_path: Path, markup: str, expected: str | None) -> None:
    assert dated(tmp_path, page(after=markup))[0] == expected


def test_time_elements_of_other_articles_are_not_of_this_one(tmp_path: Path) -> None:
    teasers = "".join(f'<div class="related-item"><time datetime="2024-01-0{n}">x</time></div>' for n in range(1, 9))
    assert dated(tmp_path, page(before=teasers, below=teasers)) == (None, None)
    lone = '<div><time datetime="2024-03-13T10:00:00Z">Wednesday</time></div>'
    assert dated(tmp_path, page(below=lone + teasers)) == ("2024-03-13", "time element")
    two = lone + '<div><time datetime="2024-03-01T10:00:00Z">Friday</time></div>'
    assert dated(tmp_path, page(below=two)) == (None, None)


@pytest.mark.parametrize(
    ("lang", "before", "after", "expected"),
    [
        ("en", "", "<div>By Amara Okoye</div><div>Published: Wednesday, 13 March 2024, 8:15 am</div>", "2024-03-13"),
        ("en", "<p>13 March 2024</p>", "", "2024-03-13"),
        ("en", "", "<div>Mar. 13<sup>th</sup>, 2024</div>", "2024-03-13"),
        ("en", "", "<div>Posted March 13, 2024, updated March 15, 2024</div>", "2024-03-13"),
        ("en", "", "<div>Updated March 15, 2024. Posted March 13, 2024</div>", "2024-03-13"),
        ("de", "", "<div>13.03.2024, 08:15 Uhr</div>", "2024-03-13"),
        ("de", "", '<div class="meta">Posted in Hafen by Okoye on March 13, 2024</div>', "2024-03-13"),
        ("fr", "", "<div>Publié le 13/03/2024 à 08h15, mis à jour le 14/03/2024</div>", "2024-03-13"),
        ("ja", "", "<div>2024年3月13日 08:15</div>", "2024-03-13"),
        ("en", "", "<div>Updated: March 13, 2024</div>", None),
        ("de", "", "<div>Zuletzt aktualisiert am 13. März 2024</div>", None),
        ("en", "", "<div>March 13</div>", None),
        ("en", "", "<div>Share <script>var day = 'March 13, 2024';</script></div>", None),
        ("en", "", "<div>03/04/2024</div>", None),
        ("en", "", "<figure><figcaption>The ferry on 2 March 2024</figcaption></figure>", None),
        ("en", "", "<div>March 1, 2024 · March 2, 2024 · March 3, 2024</div>", None),
        (
            "en",
            "",
            "<div>The ferry that ran aground has served the harbour since its launch in the east on May 2, 2004</div>",
            None,
        ),
    ],
)
def test_lines_beside_the_headline(tmp_path: Path, lang: str, before: str, after: str, expected: str | None) -> None:
    data = page(before=before, after=after, lang=f' lang="{lang}"')
    assert dated(tmp_path, data) == ((expected, "line on the page") if expected else (None, None))


def test_line_under_the_article_counts_if_it_is_the_only_one(tmp_path: Path) -> None:
    signature = '<footer class="entry-meta">This entry was posted on March 13, 2024</footer>'
    assert dated(tmp_path, page(below=signature)) == ("2024-03-13", "line on the page")
    assert dated(tmp_path, page(below=signature + "<div>Posted on March 1, 2024</div>")) == (None, None)


def test_date_told_by_the_article_is_not_its_own(tmp_path: Path) -> None:
    story = "<p>On March 2, 2024, the ferry had been inspected.</p><p><a href='x'>March 2, 2024</a> was a Saturday.</p>"
    assert dated(tmp_path, page(body=story + BODY)) == (None, None)
    assert dated(tmp_path, page(body=BODY + story)) == (None, None)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://post.example/2024/03/13/a", "2024-03-13"),
        ("https://post.example/2024/3/9/a", "2024-03-09"),
        ("https://post.example/world/2024/mar/13/a", "2024-03-13"),
        ("https://post.example/news/20240313-a", "2024-03-13"),
        ("https://post.example/2024/13/01/a", None),
        ("https://post.example/2024/2/30/a", None),
        ("https://post.example/2024/march/13", None),
        ("https://post2024.example/3/13", None),
    ],
)
def test_day_in_the_path_of_an_address(url: str, expected: str | None) -> None:
    ordinal = None if expected is None else datetime.date.fromisoformat(expected).toordinal()
    assert path_date(url) == ordinal


# --- Bytes


@pytest.mark.parametrize(
    ("data", "text", "guessed"),
    [
        ("<p>Fähre</p>".encode(), "<p>Fähre</p>", None),
        (b"\xef\xbb\xbf" + "<p>Fähre</p>".encode(), "<p>Fähre</p>", None),
        ("<p>Fähre</p>".encode("utf-16"), "<p>Fähre</p>", None),
        ("<p>Fähre</p>".encode("utf-16-le"), "<p>Fähre</p>", None),
        # Declared one way, written another.
        ("<meta charset=iso-8859-1><p>Fähre</p>".encode(), "<meta charset=iso-8859-1><p>Fähre</p>", None),
        ("<meta charset=iso-8859-1>“Fähre”".encode("cp1252"), "<meta charset=iso-8859-1>“Fähre”", None),
        ("<meta charset='gb2312'><p>渡轮</p>".encode("gbk"), "<meta charset='gb2312'><p>渡轮</p>", None),
        ("<meta charset=iso-2022-jp>船".encode("iso2022_jp"), "<meta charset=iso-2022-jp>船", None),
        (
            "<meta charset=utf-8><p>Die Fähre fährt über den großen Fluss zurück.</p>".encode("cp1252"),
            "<meta charset=utf-8><p>Die Fähre fährt über den großen Fluss zurück.</p>",
            "cp1252",
        ),
        # A slip in UTF-8 is a slip.
        (b"<meta charset=latin-1>" + "Fährüberfahrt ähnlich größer".encode() * 9 + b"\xff", None, None),
        (b"<p>a\0b\x01c, and no more of it</p>", "<p>abc, and no more of it</p>", None),
    ],
)
def test_encoding_of_pages(data: bytes, text: str | None, guessed: str | None) -> None:
    expected = data[:-1].decode() + "\ufffd" if text is None else text
    assert decode_page(data) == (expected, guessed)


@pytest.mark.parametrize("label", ["foo-bar", "base64", "rot13", "utf-16", "\ufffd", "idna", "unicode_escape"])
def test_declared_encoding_that_is_none(tmp_path: Path, label: str) -> None:
    data = f"<meta charset='{label}'>".encode() + page(
        body=BODY + "<p>Fähre ähnlich größer Straße über alles</p>"
    ).encode("cp1252")
    assert PARAGRAPHS[0] in article(tmp_path, data).text


def test_guessed_encoding_is_told(tmp_path: Path) -> None:
    data = page(body=BODY + "<p>Café Müller, naïve façade, größere Straße, déjà vu</p>").encode("cp1252")
    assert items(tmp_path, data)[0] == Problem(Severity.WARNING, "a.html", "not UTF-8; read as cp1252")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"\0" * 1000,
        b"<html><head><title>Ferry</title></head><body></body></html>",
        b"<html><body>" + b"<script>var ferry = '2024-03-13';</script>" * 100 + b"</body></html>",
        b"<html><body><script>var a = 1;</script></body></html>",
        b"<html><frameset><frame src=a></frameset></html>",
        b"<!--" + b"-" * 100_000,
        b'<a href="' + b"x" * 100_000,
        b"<div>" * 50_000,
        b"<table><tr><td>" * 20_000,
    ],
)
def test_page_without_article_is_an_empty_article(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.html").write_bytes(data)
    registry = Registry(plugins=False)
    plan = load.plan([tmp_path / "a.html"], registry.names(READERS))
    *_, found, problem = load.read(plan.sources, registry.reader)
    assert isinstance(found, Problem) is isinstance(problem, Article)
    told = {found, problem} - {item for item in (found, problem) if isinstance(item, Article)}
    assert told == {Problem(Severity.WARNING, (tmp_path / "a.html").as_posix(), "the article is empty")}


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">' + '{"@graph":' * 50_000 + "</script>",
        '<script type="application/ld+json">{"a":' + ", " * 200_000 + "}</script>",
        '<script type="application/ld+json">{' + '"headline":"\\' * 50_000 + "}</script>",
        '<meta property="og:title" content="' + "ferry - " * 100_000 + '">',
        "<title>" + "ferry - " * 100_000 + "</title>",
    ],
)
def test_head_made_to_cost_time_costs_none(tmp_path: Path, head: str) -> None:
    assert PARAGRAPHS[1] in article(tmp_path, page(head)).text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<p>" * 20 + b"<b></b>" * 60_000, "too large for a web page (more than 40,000 elements)"),
        (b"<p>" + b"x" * 20_000_000, "too large for a web page (20,000,003 bytes; at most 20,000,000 are read)"),
        ("Die Fähre fährt über den großen Fluss zurück.".encode("cp1252"), "no web page (it holds no markup)"),
        (bytes(range(128, 256)) * 20, "not a text file in any known encoding"),
    ],
)
def test_what_is_no_page_of_an_article_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        items(tmp_path, data)
    assert caught.value.problem == problem


def test_markup_thrown_together_is_read_or_refused(tmp_path: Path) -> None:
    chance = random.Random(5)
    tags = "html head body h1 p div span time meta title table td ul li footer figure article br svg template frameset"
    words = ("2024-03-13", "13 March 2024", "Updated March 13, 2024", "99999-13-99", "1710372600", HEADLINE, "")
    names = ("datePublished", "article:published_time", "og:title", "og:url", "https://[", "canonical", "date", "utf-8")
    keys = ("class", "itemprop", "datetime", "content", "property", "name", "href", "rel", "charset", "lang")
    for _ in range(150):
        parts = []
        for _ in range(chance.randrange(1, 30)):
            tag = chance.choice(tags.split())
            attributes = "".join(
                f' {chance.choice(keys)}="{chance.choice((*words, *names))}"' for _ in range(chance.randrange(3))
            )
            parts.append(chance.choice((f"<{tag}{attributes}>", f"</{tag}>", chance.choice((*words, *PARAGRAPHS)))))
        found = items(tmp_path, "".join(parts))
        assert [item.article_id for item in found if isinstance(item, Article)] == ["a.html"]
