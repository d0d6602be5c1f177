"""A report made by hand, with everything a writer can meet; all names are invented."""

from __future__ import annotations

import datetime
from dataclasses import replace
from hashlib import sha256

from crossfact.model import (
    ArticleSummary,
    Confidence,
    CreationTime,
    Decision,
    Evidence,
    Finding,
    Location,
    NearMiss,
    Part,
    Problem,
    Report,
    Severity,
    Span,
    State,
    Verdict,
    one_day,
)
from crossfact.writer import RuleCard, WriteOptions

TEXTS = {
    "courier.txt": (
        "Envoy urges talks with the islands\n"
        "\n"
        "PORT ELLERY, March 12, 2024 – Amara Okoye urged Ruritania on Sunday to open talks with the islands.\n"
        "“We will not wait for the winter, and neither will they,” Okoye wrote in a post.\n"
        "The ferry fire killed nine people, the harbour office said.\n"
    ),
    "herald.md": (
        "# A call from the envoy\n"
        "\n"
        "Amara Okoye made the appeal in a post on Tuesday, March 11, 2024, at noon.\n"
        "“We cannot wait for the winter and neither can they,” she wrote, with Gen. Ludo Brandt beside her.\n"
    ),
    "harbour wire.txt": (
        "Twelve people died in the ferry fire, the coast guard said.\n"
        "The appeal followed on March 10, 2024, from Field Marshal Ludo Brandt’s envoy.\n"
    ),
    "feed-7": "The ferry fire killed nine people, the harbour office said on Monday.\n",
}


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def published(text: str, origin: str) -> CreationTime:
    return CreationTime(one_day(datetime.date.fromisoformat(text)), origin)


ARTICLES = (
    ArticleSummary(
        "courier.txt",
        "articles/courier.txt",
        publisher="Ellery Courier",
        title="Envoy urges talks with the islands",
        published=published("2024-03-12", "dateline"),
        url="https://courier.example/envoy",
    ),
    ArticleSummary("harbour wire.txt", "articles/harbour wire.txt"),
    ArticleSummary(
        "herald.md", "articles/herald.md", publisher="The Herald", published=published("2024-03-13", "metadata")
    ),
    ArticleSummary(
        "feed-7",
        "articles/feed.jsonl",
        record=7,
        publisher="Feed One",
        published=published("2024-03-12", "metadata"),
        copy_of="courier.txt",
    ),
)


def at(article: str, quote: str) -> Evidence:
    """The first place of ``quote`` in an article, in the line it stands in."""
    text = TEXTS[article]
    start = text.index(quote)
    end = start + len(quote)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.index("\n", end)
    return Evidence(
        article_id=article,
        span=Span(start, end),
        line=text.count("\n", 0, start) + 1,
        column=start - line_start + 1,
        quote=quote,
        before=text[line_start:start],
        after=text[end:line_end],
    )


def location(article: str, quote: str, part: Part, value: str | None = None) -> Location:
    summary = next(summary for summary in ARTICLES if summary.article_id == article)
    said_on = summary.published.days if summary.published else None
    return Location(at(article, quote), part, value, said_on, summary.publisher)


def finding(rule: str, name: str, message: str, *locations: Location, **other: object) -> Finding:
    values = tuple(sorted({place.value for place in locations if place.value is not None}))
    fields = {
        "severity": Severity.ERROR,
        "confidence": Confidence.HIGH,
        "subject": "",
        "derivation": (),
        "fact_key": (name,),
        "fingerprint": sha256(f"{rule}{message}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
    } | other
    return Finding(rule=rule, name=name, message=message, locations=locations, values=values, **fields)


DATES = finding(
    "DAT002",
    "event-date-conflict",
    "The post by Amara Okoye is dated 10 March 2024 by two articles and 11 March 2024 by one.",
    location("courier.txt", "on Sunday", Part.PRIMARY, "2024-03-10"),
    location("harbour wire.txt", "March 10, 2024", Part.AGREEING, "2024-03-10"),
    location("herald.md", "Tuesday, March 11, 2024", Part.CONFLICTING, "2024-03-11"),
    location("courier.txt", "March 12, 2024", Part.EVIDENCE),
    subject="the post by Amara Okoye",
    question="On which day did Amara Okoye write the post?",
    fits="11 March 2024 is a Monday, not a Tuesday; 10 March 2024 is a Sunday, as the Ellery Courier says.",
    advice=(
        "In herald.md, line 3, change “Tuesday, March 11, 2024” to “Sunday, March 10, 2024”.",
        "Or ask The Herald which day is meant.",
    ),
    derivation=(
        "“on Sunday” in an article of 12 March 2024 is 10 March 2024.",
        "“Tuesday, March 11, 2024” names the day itself.",
        "Both speak of one post: same author, same addressee, days that are one apart.",
    ),
)
TOLL = finding(
    "CAS001",
    "casualty-count-conflict",
    "The ferry fire: 9 killed, 12 killed.",
    location("courier.txt", "nine people", Part.PRIMARY, "9 killed"),
    location("feed-7", "nine people", Part.AGREEING, "9 killed"),
    location("harbour wire.txt", "Twelve people", Part.CONFLICTING, "12 killed"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    subject="the ferry fire",
    question="How many people died in the ferry fire?",
    advice=("Ask the harbour office for the toll and the time it was counted.",),
    state=State.UPDATED,
)
QUOTE = finding(
    "QUO001",
    "quote-wording-conflict",
    "Amara Okoye: two wordings of one quotation.",
    location(
        "courier.txt",
        "“We will not wait for the winter, and neither will they,”",
        Part.PRIMARY,
        "We will not wait for the winter, and neither will they",
    ),
    location(
        "herald.md",
        "“We cannot wait for the winter and neither can they,”",
        Part.CONFLICTING,
        "We cannot wait for the winter and neither can they",
    ),
    severity=Severity.WARNING,
    subject="Amara Okoye",
)
RANK = finding(
    "TTL001",
    "title-conflict",
    "Ludo Brandt: General, Field Marshal.",
    location("herald.md", "Gen. Ludo Brandt", Part.PRIMARY, "General"),
    location("harbour wire.txt", "Field Marshal Ludo Brandt", Part.CONFLICTING, "Field Marshal"),
    severity=Severity.INFO,
    subject="Ludo Brandt",
    state=State.UNCHANGED,
)
GONE = replace(
    finding("AGE001", "age-conflict", "Pia Lund: 28 years, 31 years.", severity=Severity.WARNING, subject="Pia Lund"),
    state=State.ABSENT,
)
DECIDED = Decision(
    replace(TOLL, message="The storm: 3 killed, 4 killed.", question="How many people died in the storm?"),
    Verdict.BOTH_POSSIBLE,
    "the later toll counts a person who died in hospital",
    decided_by="Ellery Fact Desk",
    decided_on=datetime.date(2024, 3, 20).toordinal(),
)
NEAR = NearMiss(
    "CAS001",
    "the ferry fire and the fire of 2019",
    "the second toll is of another event, “a fire in 2019”",
    (location("courier.txt", "nine people", Part.PRIMARY, "9 killed"),),
)

REPORT = Report(
    articles=ARTICLES,
    findings=(DATES, TOLL, QUOTE, RANK),
    near_misses=(NEAR,),
    near_misses_total=14,
    claims=23,
    absent=(GONE,),
    problems=(
        Problem(Severity.ERROR, "articles/broken.jsonl:3", "not a JSON object"),
        Problem(Severity.WARNING, "articles/old.txt", "read as windows-1252, which was guessed"),
    ),
    skipped=(("hidden", 2), ("unknown suffix", 1)),
    remarks=("The key “Ruritania” is in 900 articles and was set aside.",),
    decided=(
        DECIDED,
        replace(DECIDED, finding=RANK, verdict=Verdict.SOURCE_WRONG, reason="promoted in 2023", decided_on=None),
        replace(DECIDED, finding=DATES, verdict=Verdict.TOOL_WRONG, reason="two posts", decided_by=None),
    ),
)
CLEAN = Report(articles=ARTICLES[:1], findings=(), claims=4)
NOTHING = Report(articles=(), findings=())

HOSTILE_TEXT = (
    "<script>alert(1)</script> [click](javascript:alert(2)) `code` | cell | *bold* _it_ ~~gone~~ $x$ &lt; @someone "
    "https://evil.example/ www.evil.example \u202eright to left\u2066 \x1b[31mred\x1b[0m \x07 ::error::boo "
    "%0A ]]> </script><!-- -->\n# heading\n- item\n1. one\u2028next \ud800 end"
)
_HOSTILE_EVIDENCE = Evidence(
    "</td><x>.txt", Span(10, 10 + len(HOSTILE_TEXT)), 3, 11, HOSTILE_TEXT, before="\n| a\n---|", after="```\n<b>after"
)
HOSTILE = Report(
    articles=(
        ArticleSummary(
            "</td><x>.txt",
            "in/</td><x>.txt",
            publisher="<img src=x onerror=alert(3)>|`",
            title="# <b>\u202e",
            published=CreationTime(one_day(datetime.date(2024, 3, 12)), "<i>metadata</i>"),
        ),
        ArticleSummary("long.txt", "in/long.txt"),
    ),
    findings=(
        finding(
            "QUO001",
            "quote-wording-conflict",
            f"Who? {HOSTILE_TEXT}",
            Location(_HOSTILE_EVIDENCE, Part.PRIMARY, HOSTILE_TEXT, None, "<img src=x onerror=alert(3)>|`"),
            Location(
                Evidence("long.txt", Span(0, 12_000), 1, 1, "a<b " * 3000, "", ""), Part.CONFLICTING, "a<b " * 3000
            ),
            subject=HOSTILE_TEXT,
            question=f"1. {HOSTILE_TEXT}",
            fits=HOSTILE_TEXT,
            advice=(HOSTILE_TEXT, HOSTILE_TEXT),
            derivation=(HOSTILE_TEXT, f"# {HOSTILE_TEXT}"),
        ),
    ),
    near_misses=(NearMiss("QUO001", HOSTILE_TEXT, HOSTILE_TEXT, (Location(_HOSTILE_EVIDENCE, Part.PRIMARY, "x"),)),),
    decided=(
        Decision(
            finding("TTL001", "title-conflict", HOSTILE_TEXT, question=HOSTILE_TEXT),
            Verdict.SOURCE_WRONG,
            HOSTILE_TEXT,
            decided_by=HOSTILE_TEXT,
        ),
    ),
    problems=(Problem(Severity.WARNING, HOSTILE_TEXT, HOSTILE_TEXT),),
    remarks=(HOSTILE_TEXT,),
)

RULES = (
    RuleCard("CAS001", "casualty-count-conflict", Severity.ERROR, "Two tolls for one group in one event.", "Page."),
    RuleCard("DAT002", "event-date-conflict", Severity.ERROR, "One event, two days.", "## What it does\n\nDays.\n"),
    RuleCard("QUO001", "quote-wording-conflict", Severity.WARNING, "One utterance, two wordings.", "Page."),
    RuleCard("TTL001", "title-conflict", Severity.WARNING, "One person, two ranks in one period.", "Page."),
)
OPTIONS = WriteOptions(rules=RULES)
