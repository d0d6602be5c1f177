"""Which files are read, and what becomes of their bytes."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from crossfact import load
from crossfact.load.dates import published_days
from crossfact.load.encoding import decode
from crossfact.model import Article, Days, Problem, Severity
from crossfact.registry import READERS, Registry

REGISTRY = Registry(plugins=False)
Items = list[Article | Problem]


def loaded(*paths: Path, published: datetime.date | None = None) -> Items:
    plan = load.plan(paths, REGISTRY.names(READERS))
    return [*plan.problems, *load.read(plan.sources, REGISTRY.reader, published=published)]


def articles(items: Items) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def day(text: str) -> Days:
    ordinal = datetime.date.fromisoformat(text).toordinal()
    return Days(ordinal, ordinal)


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"plain", "plain", None),
        ("Café — “yes”".encode(), "Café — “yes”", None),
        (b"\xef\xbb\xbfmarked", "marked", None),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", None),
        ("sixteen".encode("utf-16"), "sixteen", "utf-16-le"),
        (b"\xfe\xff\x00a", "a", "utf-16-be"),
        ("The café owners said naïve things about the Müller family.".encode("cp1252"), None, "cp1252"),
    ],
)
def test_decode_keeps_every_character(data: bytes, text: str | None, encoding: str | None) -> None:
    expected = data.decode("cp1252") if text is None else text
    assert decode(data) == (expected, encoding)


@pytest.mark.parametrize("data", [b"a\0b", b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04\x05\x06", b"\xff\xfea"])
def test_decode_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(load.InputError):
        decode(data)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-03-13", day("2024-03-13")),
        (" 2024-03-13T23:30:00-08:00 ", day("2024-03-13")),
        ("2024-03-13 08:15", day("2024-03-13")),
        ("2024-02", Days(day("2024-02-01").earliest, day("2024-02-29").latest)),
        ("2024", Days(day("2024-01-01").earliest, day("2024-12-31").latest)),
        ("March 13, 2024", day("2024-03-13")),
        ("13 Mar 2024", day("2024-03-13")),
        ("Wed, 13 Mar 2024 23:30:00 -0800", day("2024-03-13")),
    ],
)
def test_published_days_reads_the_day_as_written(text: str, days: Days) -> None:
    assert published_days(text) == days


@pytest.mark.parametrize(
    "text", ["", "2024-02-30", "2024-13", "yesterday", "13/14/2024", "2024-03-13x", "1 Jan 99999999999999999999 10:00"]
)
def test_published_days_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        published_days(text)


def test_plan_skips_and_counts_what_is_no_article(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "deep/c.TXT",
        ".hidden.txt",
        ".venv/x.txt",
        "node_modules/y.txt",
        "logo.png",
        "Makefile",
    ):
        write(tmp_path / "news" / name, "Text.")
    plan = load.plan([tmp_path / "news"], ("md", "txt"))
    assert [source.article_id for source in plan.sources] == ["a.md", "b.txt", "deep/c.TXT"]
    assert plan.problems == ()
    assert dict(plan.skipped) == {
        "folder node_modules": 1,
        "hidden": 2,
        "unknown suffix (none)": 1,
        "unknown suffix .png": 1,
    }


def test_plan_refuses_a_named_file_of_unknown_suffix(tmp_path: Path) -> None:
    file = write(tmp_path / "logo.png", "x")
    plan = load.plan([file, tmp_path / "absent"], ("md", "txt"))
    assert plan.problems == (
        Problem(Severity.ERROR, file.as_posix(), 'no reader for the suffix ".png"; known are .md, .txt'),
        Problem(Severity.ERROR, (tmp_path / "absent").as_posix(), "no such file or folder"),
    )


def test_plan_leaves_out_own_files_and_what_is_no_file(tmp_path: Path) -> None:
    for name in ("a.txt", "report.txt", "crossfact-baseline.jsonl"):
        write(tmp_path / "news" / name, "Text.")
    os.mkfifo(tmp_path / "news" / "pipe.txt")
    plan = load.plan([tmp_path / "news"], ("txt", "jsonl"), leave_out=[tmp_path / "news" / "report.txt"])
    assert [source.article_id for source in plan.sources] == ["a.txt"]
    assert dict(plan.skipped) == {"own file of crossfact": 2, "not a file": 1}
    named = load.plan([tmp_path / "news" / "pipe.txt"], ("txt",))
    assert named.problems == (Problem(Severity.ERROR, (tmp_path / "news" / "pipe.txt").as_posix(), "not a file"),)


def test_plan_reads_a_file_named_twice_once_and_survives_a_cycle_of_links(tmp_path: Path) -> None:
    file = write(tmp_path / "news" / "a.txt", "Text.")
    (tmp_path / "news" / "again").symlink_to(tmp_path / "news", target_is_directory=True)
    plan = load.plan([tmp_path / "news", file, tmp_path / "news"], ("txt",))
    assert [source.article_id for source in plan.sources] == ["a.txt"]


def test_plan_tells_articles_of_two_folders_apart(tmp_path: Path) -> None:
    for name in ("east/a.txt", "west/a.txt", "west/b.txt"):
        write(tmp_path / name, "Text.")
    plan = load.plan([tmp_path / "west", tmp_path / "east"], ("txt",))
    assert [source.article_id for source in plan.sources] == ["west/a.txt", "b.txt", "east/a.txt"]


def test_markdown_keeps_the_whole_file_as_text_and_marks_where_the_article_begins(tmp_path: Path) -> None:
    text = "---\r\ntitle: 'Fire: nine dead'\r\npubDate: 2024-03-13 09:00\r\nsource: Harbour Post\r\ntags: [a]\r\n---\r\nNine people died.\r\n"
    (article,) = articles(loaded(write(tmp_path / "a.md", text)))
    assert article.text == text
    assert article.text[article.body :] == "Nine people died.\r\n"
    assert (article.title, article.publisher, article.published, article.published_origin) == (
        "Fire: nine dead",
        "Harbour Post",
        day("2024-03-13"),
        "front matter",
    )


def test_markdown_reads_toml_front_matter(tmp_path: Path) -> None:
    text = '+++\ntitle = "Fire"\ndate = 2024-03-13\nurl = "https://example.org/a"\n+++\nNine people died.\n'
    (article,) = articles(loaded(write(tmp_path / "a.md", text)))
    assert (article.title, article.published, article.url) == ("Fire", day("2024-03-13"), "https://example.org/a")


@pytest.mark.parametrize(
    "text", ["---\nNo front matter, only a rule.\n", "--- title\n---\nText.\n", "Text.\n---\na: b\n---\n"]
)
def test_markdown_without_front_matter_begins_at_its_first_character(tmp_path: Path, text: str) -> None:
    (article,) = articles(loaded(write(tmp_path / "a.md", text)))
    assert (article.text, article.body, article.title) == (text, 0, None)


def test_markdown_with_broken_front_matter_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.md", "---\ntitle: [\ndate: 2024-03-13\n---\nText.\n")
    (problem,) = loaded(file)
    assert isinstance(problem, Problem)
    assert (problem.severity, problem.where) == (Severity.ERROR, f"{file.as_posix()}:4")


def test_json_lines_reads_metadata_and_counts_records_by_line(tmp_path: Path) -> None:
    lines = (
        '\ufeff{"id": "one", "text": "First.\\r\\n", "published": "2024-03-13", "publisher": "Post", "title": "T", "url": "u", "x": 1}\n'
        "\n"
        '{"id": 2, "text": "Second \\ud83d\\ude00.", "published": null}\n'
    )
    first, second = articles(loaded(write(tmp_path / "a.jsonl", lines)))
    assert (first.article_id, first.text, first.record, first.published, first.publisher, first.title, first.url) == (
        "one",
        "First.\r\n",
        1,
        day("2024-03-13"),
        "Post",
        "T",
        "u",
    )
    assert (second.article_id, second.text, second.record, second.published) == ("2", "Second 😀.", 3, None)


def test_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    items = loaded(write(tmp_path / "a.jsonl", '{"id": "x\\ud800", "text": "a\\udc00b\\ud800c", "title": "\\udfff"}\n'))
    (article,) = articles(items)
    assert (article.article_id, article.text, article.title) == ("x\ufffd", "a\ufffdb\ufffdc", "\ufffd")
    assert [item.severity for item in items if isinstance(item, Problem)] == [Severity.WARNING]


def test_sidecar_gives_metadata_and_the_file_itself_comes_first(tmp_path: Path) -> None:
    write(
        tmp_path / "n" / "crossfact.csv", "file,published,publisher\na.md,2024-03-13,Post\nsub/b.txt,2024-03-14,Echo\n"
    )
    write(tmp_path / "n" / "sub" / "crossfact.csv", "file,title\nc.txt,Third\n")
    write(tmp_path / "n" / "a.md", "---\ndate: 2024-03-01\n---\nText.\n")
    write(tmp_path / "n" / "sub" / "b.txt", "Text.")
    write(tmp_path / "n" / "sub" / "c.txt", "Text.")
    rows = [
        (article.article_id, article.published, article.published_origin, article.publisher, article.title)
        for article in articles(loaded(tmp_path / "n"))
    ]
    assert rows == [
        ("a.md", day("2024-03-01"), "front matter", "Post", None),
        ("sub/b.txt", day("2024-03-14"), "crossfact.csv", "Echo", None),
        ("sub/c.txt", None, None, None, "Third"),
    ]
    (alone,) = articles(loaded(tmp_path / "n" / "a.md"))
    assert alone.publisher == "Post"


@pytest.mark.parametrize(
    ("rows", "where", "text"),
    [
        ("file,publishd\n", ":1", 'unknown column "publishd"; did you mean "published"?'),
        ("title\nx\n", ":1", 'the first line must name the columns, "file" among them'),
        ("file,title\na.txt\n", ":2", "1 cells, but the first line names 2 columns"),
        ('file,title\na.txt,"x\n', ":2", "not valid CSV (unexpected end of data)"),
    ],
)
def test_broken_sidecar_is_an_error_that_names_its_line(tmp_path: Path, rows: str, where: str, text: str) -> None:
    file = write(tmp_path / "crossfact.csv", rows)
    write(tmp_path / "a.txt", "Text.")
    items = loaded(tmp_path)
    assert items[0] == Problem(Severity.ERROR, file.as_posix() + where, text)
    assert len(articles(items)) == 1


def test_sidecar_row_without_file_is_a_warning(tmp_path: Path) -> None:
    file = write(tmp_path / "crossfact.csv", "file,title\nb.txt,x\n")
    write(tmp_path / "a.txt", "Text.")
    assert loaded(tmp_path)[0] == Problem(
        Severity.WARNING, f"{file.as_posix()}:2", 'there is no file "b.txt" beside it'
    )


def test_given_date_fills_in_only_where_metadata_name_none(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.jsonl", '{"id": "1", "text": "x", "published": "2024-03-13"}\n{"id": "2", "text": "y"}\n'
    )
    dated = articles(loaded(file, published=datetime.date(2025, 1, 2)))
    assert [(article.published, article.published_origin) for article in dated] == [
        (day("2024-03-13"), "metadata"),
        (day("2025-01-02"), "--published"),
    ]
