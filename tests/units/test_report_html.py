"""The HTML report: what it may load, that hostile text stays text, and that it works in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from crossfact.model import Report, State
from crossfact.writer import WriteOptions
from crossfact_reports.html import write
from units import report_samples as samples

ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """
    html head meta title style body a header h1 h2 h3 h4 p strong main form fieldset legend label input select
    option button output kbd section div table thead tbody tr th td bdi span article figure figcaption
    blockquote mark code details summary ol ul li svg g line text rect path script
    """,
    )
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class _Page(HTMLParser):
    """Elements, attributes and the text of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.inline: dict[str, str] = {}
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.elements[-1:] in (["style"], ["script"]) and self.elements[-1] not in self.inline:
            self.inline[self.elements[-1]] = data
        else:
            self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


@pytest.mark.parametrize("report", [samples.REPORT, samples.CLEAN, samples.NOTHING, samples.HOSTILE])
def test_page_holds_only_its_own_elements_and_links(report: Report) -> None:
    page = _Page(write(report, samples.OPTIONS))
    assert set(page.elements) <= ELEMENTS
    assert page.elements.count("script") == page.elements.count("style") == 1
    assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name, _ in page.attributes)
    assert all(re.fullmatch(r"#[\w-]+|(?:in|articles)/[\w%./?=-]+(?:#L\d+)?", url) for url in page.values("href"))


def test_policy_admits_just_the_style_and_the_script() -> None:
    page = _Page(write(samples.REPORT, samples.OPTIONS))
    hashes = {
        name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for name, text in page.inline.items()
    }
    assert page.values("content")[0] == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_hostile_text_reads_as_it_stands() -> None:
    words = "".join(_Page(write(samples.HOSTILE, samples.OPTIONS)).words)
    assert "<script>alert(1)</script> [click](javascript:alert(2))" in words
    assert "⟨U+202E⟩right to left⟨U+2066⟩" in words


def test_thousands_of_findings_are_cut_to_a_page_that_opens() -> None:
    findings = tuple(replace(samples.DATES, message=f"Number {number}.") for number in range(1500))
    written = write(replace(samples.REPORT, findings=findings), samples.OPTIONS)
    assert written.count('<article class="finding"') == 1000
    assert "500 more findings: see the JSON report." in written


def test_overview_has_columns_for_few_articles_and_readings_for_many() -> None:
    few = write(samples.REPORT, samples.OPTIONS)
    assert ">Readings</th>" not in few
    assert few.count('<bdi title="') == 4
    articles = tuple(replace(samples.ARTICLES[0], article_id=f"{number}.txt") for number in range(20))
    places = tuple(
        replace(place, evidence=replace(place.evidence, article_id=article.article_id))
        for article in articles
        for place in samples.TOLL.locations
    )
    finding = replace(samples.TOLL, locations=places)
    many = write(Report(articles=articles, findings=(finding,)), samples.OPTIONS)
    assert ">Readings</th>" in many
    assert many.count('<span class="more">20 articles</span>') == 2


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, which is not installed")
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.skip(f"needs a browser: none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield opened
        opened.close()


class _Opened:
    """A page in the browser, with everything that it complained of or asked for."""

    def __init__(self, browser: Any, folder: Path, report: Report, **options: Any) -> None:
        file = folder / "report.html"
        file.write_text(write(report, WriteOptions(rules=samples.RULES)), "utf-8")
        self.page = browser.new_page(**options)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())

    def shown(self) -> list[str]:
        return [
            finding.get_attribute("data-rule")
            for finding in self.page.query_selector_all("article.finding")
            if finding.is_visible()
        ]


@pytest.fixture
def full(browser: Any, tmp_path: Path) -> Iterator[_Opened]:
    opened = _Opened(browser, tmp_path, samples.REPORT)
    yield opened
    assert opened.complaints == []
    opened.page.close()


@pytest.mark.browser
def test_filters_show_what_they_name(full: _Opened) -> None:
    page = full.page
    assert full.shown() == ["DAT002", "CAS001", "QUO001"]
    page.uncheck("input[value=error]")
    assert full.shown() == ["CAS001", "QUO001"]
    page.select_option("select[name=rule]", "QUO001")
    assert full.shown() == ["QUO001"]
    page.click("button[type=reset]")
    page.wait_for_selector("#count:has-text('3 of 4 shown')")
    page.select_option("select[name=source]", label="Feed One")
    assert full.shown() == ["CAS001"]
    page.select_option("select[name=source]", "")
    page.check("input[value=unchanged]")
    assert full.shown() == ["DAT002", "CAS001", "QUO001", "TTL001"]
    page.fill("input[type=search]", "harbour")
    assert full.shown() == ["DAT002", "CAS001", "TTL001"]
    rows = [row.is_visible() for row in page.query_selector_all("tr[data-finding]")]
    assert rows == [True, True, False, True]


@pytest.mark.browser
def test_keys_move_between_findings_and_to_the_search(full: _Opened) -> None:
    page = full.page
    focused = "document.activeElement.id || document.activeElement.name"
    seen = []
    for key in ("j", "j", "k", "j", "j", "j", "/"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen == ["finding-1", "finding-2", "finding-1", "finding-2", "finding-3", "finding-3", "words"]
    page.keyboard.type("jk")
    assert page.input_value("input[type=search]") == "jk"


@pytest.mark.browser
def test_every_control_is_reached_by_tab(full: _Opened) -> None:
    reached = set()
    for _ in range(40):
        full.page.keyboard.press("Tab")
        reached.add(full.page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert {"severity", "state", "rule", "source", "words", "BUTTON", "A", "SUMMARY"} <= reached


@pytest.mark.browser
def test_printing_opens_the_derivations_and_drops_the_filters(full: _Opened) -> None:
    page = full.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("article.finding details ol")
    assert not page.is_visible("#filters")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Any, tmp_path: Path, scheme: str) -> None:
    """Contrast of at least 4.5 to 1, the ratio that WCAG 2.2 asks for (1.4.3)."""
    opened = _Opened(browser, tmp_path, samples.REPORT, color_scheme=scheme)
    ratios = opened.page.evaluate(
        """() => {
          const light = (colour) => {
            const [r, g, b] = colour.match(/[\\d.]+/g).map((v) => v / 255)
              .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (node) => {
            for (let at = node; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (!colour.startsWith("rgba(0, 0, 0, 0")) return colour;
            }
            return "rgb(255, 255, 255)";
          };
          const found = {};
          for (const name of ["body", "h3", ".tags", ".badge.error", ".badge.warning", "mark", "figcaption", "a", ".letter.r0",
                              ".letter.r1", ".fingerprint"]) {
            const node = document.querySelector(name);
            const [one, two] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
            found[name] = (one + 0.05) / (two + 0.05);
          }
          return found;
        }"""
    )
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    opened.page.close()


@pytest.mark.browser
def test_hostile_article_shows_as_text_and_loads_nothing(browser: Any, tmp_path: Path) -> None:
    opened = _Opened(browser, tmp_path, samples.HOSTILE)
    assert (opened.complaints, opened.requests) == ([], [(tmp_path / "report.html").as_uri()])
    assert "<script>alert(1)</script>" in opened.page.inner_text("article.finding h3")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.page.close()


@pytest.mark.browser
def test_page_reads_without_script(browser: Any, tmp_path: Path) -> None:
    opened = _Opened(browser, tmp_path, samples.REPORT, java_script_enabled=False)
    assert opened.shown() == ["DAT002", "CAS001", "QUO001", "TTL001"]
    assert not opened.page.is_visible("#filters")
    opened.page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 768, 1400])
def test_page_fits_the_window(browser: Any, tmp_path: Path, width: int) -> None:
    report = replace(samples.REPORT, findings=(replace(samples.DATES, state=State.NEW), samples.QUOTE))
    opened = _Opened(browser, tmp_path, report, viewport={"width": width, "height": 800})
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.page.close()
