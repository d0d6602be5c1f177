"""Register: rows from files, look-up, what rows can prove, checks, import, compiled form."""

from __future__ import annotations

import bz2
import datetime
import gzip
import json
from pathlib import Path

import pytest

from crossfact.errors import RegisterError
from crossfact.model import Confidence, Days, Precision, Severity, Tenure
from crossfact.register import (
    Register,
    body_key,
    compiled,
    matches,
    merge,
    office_of,
    read_toml,
    row_text,
    tenure,
    weigh,
    wikidata,
    write_toml,
)
from crossfact.register.check import check_file, cycles
from crossfact.register.listing import search, seats

AS_OF = datetime.date(2025, 6, 1)


def on(text: str) -> Days:
    day = datetime.date.fromisoformat(text).toordinal()
    return Days(day, day)


def row(person: str, office: str, since: str | None, until: str | None = None, **more: object) -> Tenure:
    table: dict[str, object] = {"person": person, "office": office, "source": "gazette", "country": "Ruritania"}
    table |= {"organisation": "Ministry of Foreign Affairs"} | more
    if since is not None:
        table["since"] = since
    if until is not None:
        table["until"] = until
    return tenure(table)


SPEAKERS = Register(
    (
        row("Amara Okoye", "Foreign Office Spokesperson", "2020-03-01", "2023-05-10"),
        row("Jan Novak", "Foreign Office Spokesperson", "2023-05-10", as_of="2025-01-31"),
    )
)


def test_a_row_keeps_the_precision_of_its_bounds() -> None:
    assert tenure(
        {"person": "Amara Okoye", "aliases": ["A. Okoye"], "office": "Envoy", "since": "2020", "until": "2023-02", "source": "gazette", "confidence": "medium", "verified": "partly"},
        file="x.toml",
        line=4,
    ) == Tenure(
        "Amara Okoye", ("A. Okoye",), "Envoy", "", "",
        Days(datetime.date(2020, 1, 1).toordinal(), datetime.date(2020, 12, 31).toordinal()),
        Days(datetime.date(2023, 2, 1).toordinal(), datetime.date(2023, 2, 28).toordinal()),
        Precision.YEAR, Precision.MONTH, None, "gazette", Confidence.MEDIUM, False, "", "x.toml", 4,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"office": "Envoy", "source": "x"}, "“person” is missing"),
        ({"person": "A", "office": "Envoy"}, "“source” is missing"),
        ({"person": "A", "office": "Envoy", "source": "x", "party": "y"}, "unknown field “party”"),
        (
            {"person": "A", "office": "Envoy", "source": "x", "since": "2023-02-30"},
            "“since” is “2023-02-30”, which is no date of the calendar",
        ),
        (
            {"person": "A", "office": "Envoy", "source": "x", "since": "May 2023"},
            "“since” is “May 2023”, not a date such as 2025-01-02, 2025-01 or 2025",
        ),
        (
            {"person": "A", "office": "Envoy", "source": "x", "since": "2023", "until": "2021"},
            "“until” lies before “since”",
        ),
        (
            {"person": "A", "office": "Envoy", "source": "x", "confidence": "sure"},
            "“confidence” is “sure”, not high, medium or low",
        ),
        ({"person": "A", "office": "Envoy", "source": "x", "aliases": "B"}, "“aliases” is not a list of names"),
    ],
)
def test_a_bad_row_says_what_is_wrong(table: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        tenure(table)
    assert str(refused.value) == problem


def test_files_are_written_as_they_are_read(tmp_path: Path) -> None:
    rows = [
        row("Amara “A” Okoye", "rank: General", "2020", "2023-02", aliases=["A\\B"], note="one\ttwo"),
        row("Jan Novak", "Envoy", None, until_precision="unknown", verified="partly"),
        row("Dana Orr", "Envoy", "2023-05-10", as_of="2025-01-31", confidence="low"),
    ]
    file = tmp_path / "rows.toml"
    file.write_text("\n".join(write_toml(rows)), encoding="utf-8")
    again = read_toml(file)
    assert [(r.person, r.aliases, r.office, r.since, r.until, r.until_precision, r.as_of, r.confidence, r.verified, r.note) for r in again] == [
        (r.person, r.aliases, r.office, r.since, r.until, r.until_precision, r.as_of, r.confidence, r.verified, r.note) for r in rows
    ]  # fmt: skip
    assert [r.line for r in again] == [1, 13, 23]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "there is no such register file"),
        ("[[tenure]\n", "is not valid TOML: Expected ']]' at the end of an array declaration (at line 1, column 9)"),
        ("title = 1\n", "unknown key “title”; rows are [[tenure]] tables"),
        ("tenure = 3\n", "“tenure” is not a list of tables; write [[tenure]] before each row"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str | None, problem: str) -> None:
    file = tmp_path / "rows.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_toml(file)
    assert str(refused.value) == f"{file}: {problem}"


def test_a_broken_row_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rows.toml"
    file.write_text('# head\n[[tenure]]\nperson = "A"\n', encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_toml(file)
    assert str(refused.value) == f"{file}:2: “office” is missing"


@pytest.mark.parametrize(
    ("written", "office"),
    [
        ("Acting Foreign Minister", ("Foreign Minister", "office", True)),
        ("Foreign Ministry Spokesperson", ("Spokesperson", "office", False)),
        ("Deputy Foreign Office Spokesperson", ("Deputy Spokesperson", "office", False)),
        ("Spokesperson for the UN Secretary-General", ("Spokesperson", "office", False)),
        ("rank: Field Marshal", ("Field Marshal", "rank", False)),
        ("National Security Advisor (acting)", ("National Security Adviser", "office", True)),
        ("Keeper of the Seal", ("Keeper of the Seal", "office", False)),
    ],
)
def test_offices_as_written(written: str, office: tuple[str, str, bool]) -> None:
    assert tuple(office_of(written)) == office


@pytest.mark.parametrize(
    "written", ["FO", "Foreign Office", "the Foreign Ministry", "Ministry of Foreign Affairs", "MEA"]
)
def test_bodies_as_written(written: str) -> None:
    assert body_key(written) == "ministry of foreign affairs"


@pytest.mark.parametrize(
    ("term", "body", "country", "expected"),
    [
        ("Spokesperson", "Foreign Office", None, True),
        ("Spokesperson", None, "Ruritania", True),
        ("Spokesperson", "Foreign Office", "Zendia", False),
        ("Spokesperson", "police", None, False),
        ("Envoy", None, None, False),
    ],
)
def test_an_office_word_alone_never_matches_two_bodies(
    term: str, body: str | None, country: str | None, expected: bool
) -> None:
    assert matches(SPEAKERS.tenures[0], term, body=body, country=country) is expected


@pytest.mark.parametrize(
    ("name", "day", "verdict", "instead"),
    [
        ("Amara Okoye", "2022-01-01", "fits", []),
        ("Amara Okoye", "2023-06-09", "fits", []),
        ("Amara Okoye", "2023-06-12", "over", ["Jan Novak"]),
        ("Amara Okoye", "2030-01-01", "over", []),
        ("Jan Novak", "2030-01-01", "fits", []),
        ("Jan Novak", "2023-04-12", "fits", []),
        ("Jan Novak", "2022-01-01", "early", ["Amara Okoye"]),
        ("Jan Novak", "2010-01-01", "unknown", []),
        ("Dana Orr", "2022-01-01", "unknown", []),
    ],
)
def test_a_mention_is_weighed_with_grace_and_as_of(name: str, day: str, verdict: str, instead: list[str]) -> None:
    found = weigh(SPEAKERS, name, "Spokesperson", on(day), body="Foreign Office")
    assert (found.verdict, [r.person for r in found.instead]) == (verdict, instead)


def test_a_bound_of_month_precision_is_the_whole_month() -> None:
    register = Register(
        (row("Amara Okoye", "Envoy", "2020", "2023-05"), row("Jan Novak", "Envoy", "2023-06", as_of="2025-01"))
    )
    verdicts = [weigh(register, "Amara Okoye", "Envoy", on(day)).verdict for day in ("2023-07-01", "2023-07-02")]
    assert verdicts == ["fits", "over"]


def test_an_ended_row_is_silent_before_a_later_one_of_a_like_office() -> None:
    later = row("Amara Okoye", "Deputy Foreign Minister", "2023-06-01", as_of="2025-01-31")
    assert (
        weigh(Register((*SPEAKERS.tenures, later)), "Amara Okoye", "Spokesperson", on("2024-01-01")).verdict
        == "unknown"
    )


def test_a_term_between_two_terms_speaks_where_another_is_known_to_have_held_it() -> None:
    register = Register(
        (
            row("Amara Okoye", "Prime Minister", "2018-01-01", "2020-01-01", organisation="Government"),
            row("Jan Novak", "Prime Minister", "2020-01-01", "2023-01-01", organisation="Government"),
            row("Amara Okoye", "Prime Minister", "2023-01-01", as_of="2025-01-31", organisation="Government"),
        )
    )
    found = weigh(register, "Amara Okoye", "Prime Minister", on("2021-06-01"))
    assert (found.verdict, [r.person for r in found.instead]) == ("over", ["Jan Novak"])


def test_a_rank_speaks_only_where_the_right_one_is_known() -> None:
    ranks = (
        row("Amara Okoye", "rank: General", "2020", "2023-05-10"),
        row("Amara Okoye", "rank: Field Marshal", "2023-05-10", as_of="2025-01-31"),
    )
    verdicts = [
        weigh(Register(rows), "Amara Okoye", "General", on("2024-01-01"), rank=True).verdict
        for rows in (ranks, ranks[:1])
    ]
    assert verdicts == ["over", "unknown"]


SPELLINGS = Register(
    tuple(
        row(person, "Foreign Minister", "2020-01-01", country="Pakistan")
        for person in (
            "Mumtaz Zahra Qureshi",
            "Shehbaz Malikzada",
            "Nawaz Malikzada",
            "Asim Mehmood Bajrani",
            "Sergey Ivashkov",
        )
    )
)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Mumtaz Zehra Quraishi", "Mumtaz Zahra Qureshi"),
        ("Qureshi Mumtaz Zahra", "Mumtaz Zahra Qureshi"),
        ("Muhammad Shahbaz Malikzada", "Shehbaz Malikzada"),
        ("Asim Mahmoud Bajrani", "Asim Mehmood Bajrani"),
        ("Sergei Ivashkov", "Sergey Ivashkov"),
        ("Nawaz Malikzada", "Nawaz Malikzada"),
        ("Sergey Ivashkova", None),
        ("Zahra Qureshi", None),
        ("Azam Malikzada", None),
        ("Malikzada", None),
    ],
)
def test_names_meet_across_transliterations_and_nobody_is_confused(name: str, person: str | None) -> None:
    assert next(iter({r.person for r in SPELLINGS.rows_of(name)}), None) == person


def test_names_in_latin_letters_must_agree() -> None:
    register = Register((row("Mika Pentze", "Foreign Minister", "2020-01-01", country="Germany"),))
    assert (register.rows_of("Mika Pontze"), len(register.rows_of("MIKA PENTZE"))) == ((), 1)


def test_a_name_of_two_persons_is_nobody() -> None:
    register = Register(
        (row("Amara Okoye", "Envoy", "2020"), row("Amara B. Okoye", "Governor", "2020", aliases=["Amara Okoye"]))
    )
    assert register.rows_of("Amara Okoye") == ()


def test_rows_of_the_user_correct_those_they_overlap() -> None:
    mine = row("Amara Okoye", "Foreign Office Spokesperson", "2020-03-01", "2024-01-01")
    assert merge(SPEAKERS.tenures, [mine]) == [SPEAKERS.tenures[1], mine]


def test_checks_name_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "rows.toml"
    rows = [
        row("Amara Okoye", "Foreign Minister", "2020-01-01", "2021-01-01"),
        row("Jan Novak", "Foreign Minister", "2020-06-01", "2021-05-01"),
        row("Dana Orr", "Foreign Minister", "2022-01-01"),
        row("Zoran Petrov", "Foreign Minister", "2023-01-01", organisation="Ministry of Forein Affairs"),
        row("Zoran Petrov", "Foreign Minister", "2023-06-01"),
    ]
    file.write_text("\n".join([*write_toml(rows), "[[tenure]]", 'person = "A"', ""]), encoding="utf-8")
    good, problems = check_file(file)
    assert len(good) == 5
    assert [(p.severity.value, p.where, p.text) for p in problems] == [
        ("warning", f"{file}:11", "Amara Okoye and Jan Novak are both Foreign Minister for 214 days (also line 1)"),
        ("info", f"{file}:21", "nobody is Foreign Minister from 2021-05-01 to 2022-01-01"),
        (
            "warning",
            f"{file}:21",
            "Dana Orr has no end as Foreign Minister, but Zoran Petrov began on 2023-06-01 (line 39)",
        ),
        (
            "warning",
            f"{file}:30",
            "unknown organisation “Ministry of Forein Affairs”; did you mean “ministry of foreign affairs”?",
        ),
        ("error", f"{file}:48", "“office” is missing"),
    ]


def test_chains_that_lead_back_are_found_once() -> None:
    assert cycles([("b", "c"), ("c", "a"), ("a", "b"), ("x", "y"), ("z", "z")]) == [("a", "b", "c"), ("z",)]


SPARQL = {
    "head": {"vars": ["personLabel"]},
    "results": {
        "bindings": [
            {
                "person": {"value": "http://www.wikidata.org/entity/Q1"},
                "personLabel": {"value": "Amara Okoye"},
                "aliases": {"value": "A. Okoye|Amara Okoye"},
                "officeLabel": {"value": "Foreign Minister"},
                "countryLabel": {"value": "Ruritania"},
                "start": {"value": "2020-03-01T00:00:00Z"},
                "end": {"value": "2023-01-01T00:00:00Z"},
                "endPrecision": {"value": "10"},
            },
            {
                "personLabel": {"value": "Jan Novak"},
                "officeLabel": {"value": "Envoy"},
                "start": {"value": "2023-01-01T00:00:00Z"},
            },
            {"personLabel": {"value": "Q77"}, "officeLabel": {"value": "Envoy"}},
            {
                "personLabel": {"value": "Dana Orr"},
                "officeLabel": {"value": "Envoy"},
                "start": {"value": "2023-02-30T00:00:00Z"},
            },
        ]
    },
}


def test_results_of_a_query_as_json(tmp_path: Path) -> None:
    file = tmp_path / "query.json"
    file.write_text(json.dumps(SPARQL), encoding="utf-8")
    found = wikidata.read(file, as_of=AS_OF)
    assert [row_text(r) for r in found.rows] == [
        "Amara Okoye: Foreign Minister, , Ruritania, since 1 March 2020, until January 2023 (source: Wikidata Q1, 2025-06-01)",
        "Jan Novak: Envoy, , since 2023, not ended as of 2025-06-01 (source: Wikidata, 2025-06-01)",
    ]
    assert found.rows[0].aliases == ("A. Okoye",)
    assert [(p.where, p.text) for p in found.problems] == [
        (f"{file}:3", "row 3: “Q77” is an item without a label"),
        (f"{file}:4", "row 4: “time” is “2023-02-30”, which is no date of the calendar"),
    ]


def test_results_of_a_query_as_csv(tmp_path: Path) -> None:
    file = tmp_path / "query.csv"
    file.write_text("personLabel,officeLabel,start,end,replacedByLabel\nAmara Okoye,Envoy,2020-03-01T00:00:00Z,,Jan Novak\nJan Novak,Envoy,2021-03-01T00:00:00Z,,Amara Okoye\n,Envoy,,,\n", encoding="utf-8")  # fmt: skip
    found = wikidata.read(file, as_of=AS_OF)
    assert [(r.person, r.since, r.line) for r in found.rows] == [
        ("Amara Okoye", on("2020-03-01"), 2),
        ("Jan Novak", on("2021-03-01"), 3),
    ]
    assert [p.text for p in found.problems] == [
        "line 4: no person or no office",
        "“replaced by” runs in a circle: Amara Okoye (Envoy) → Jan Novak (Envoy) → Amara Okoye (Envoy)",
    ]


def entity(item: str, label: str, *statements: dict[str, object]) -> dict[str, object]:
    return {
        "id": item,
        "labels": {"en": {"value": label}},
        "aliases": {"en": [{"value": f"{label} II"}]},
        "claims": {"P39": list(statements)} if statements else {},
    }


def held(
    office: str, start: str, rank: str = "normal", precision: int = 11, end: str | None = None
) -> dict[str, object]:
    def moment(value: str) -> list[dict[str, object]]:
        return [{"datavalue": {"value": {"time": f"+{value}T00:00:00Z", "precision": precision}}}]

    return {
        "rank": rank,
        "mainsnak": {"datavalue": {"value": {"id": office}}},
        "qualifiers": {"P580": moment(start)} | ({} if end is None else {"P582": moment(end)}),
    }


ENTITIES = [
    entity(
        "Q1",
        "Amara Okoye",
        held("Q9", "2020-03-00", precision=10, end="2023-05-00"),
        held("Q9", "1999-01-01", rank="deprecated"),
    ),
    entity("Q2", "Jan Novak", held("Q9", "2023-05-10"), held("Q9", "2023-05-10", rank="preferred", end="2024-01-01")),
    entity("Q9", "foreign minister of Ruritania"),
]
ROWS = [
    "Amara Okoye: foreign minister of Ruritania, , since March 2020, until May 2023 (source: Wikidata Q1, 2025-06-01)",
    "Jan Novak: foreign minister of Ruritania, , since 10 May 2023, until 1 January 2024 (source: Wikidata Q2, 2025-06-01)",
]


def test_entities_with_ranks_and_labels(tmp_path: Path) -> None:
    file = tmp_path / "entities.json"
    file.write_text(json.dumps({"entities": {str(e["id"]): e for e in ENTITIES}}), encoding="utf-8")
    found = wikidata.read(file, as_of=AS_OF)
    assert ([row_text(r) for r in found.rows], found.problems) == (ROWS, ())


@pytest.mark.parametrize("suffix", ["gz", "bz2", "plain"])
def test_dumps_are_streamed_line_by_line(tmp_path: Path, suffix: str) -> None:
    text = "[\n" + ",\n".join(map(json.dumps, ENTITIES)) + "\n]\n"
    file = tmp_path / f"dump.json.{suffix}"
    data = {"gz": gzip.compress, "bz2": bz2.compress}.get(suffix, bytes)(text.encode())
    file.write_bytes(data)
    assert [row_text(r) for r in wikidata.read(file, as_of=AS_OF).rows] == ROWS


def test_a_cut_dump_gives_its_good_rows_and_says_where_it_broke_off(tmp_path: Path) -> None:
    lines = [json.dumps(entity(f"Q{n}", f"Amara Okoye {n * 7919}", held("Q9", "2020-03-01"))) for n in range(4000)]
    file = tmp_path / "dump.json.gz"
    file.write_bytes(gzip.compress("\n".join(lines).encode())[:-2000])
    found = wikidata.read(file, as_of=AS_OF)
    broken = found.problems[0]
    assert 0 < len(found.rows) < 4000
    assert (broken.severity, broken.text.startswith("breaks off after line ")) == (Severity.ERROR, True)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "q.json",
            "<!DOCTYPE html><title>429 Too Many Requests</title>",
            ": is a web page, not query results; the query failed; run it again",
        ),
        ("q.json", "", ": is empty"),
        ("q.json", '{"error": "timeout"}', ": holds no query results and no entities (timeout)"),
        ("q.json", '{"results": 3}', ": has no “results.bindings”; save the query's result as JSON"),
        ("q.json", '{"results": ', ":1: is not valid JSON: Expecting value"),
        (
            "q.csv",
            "name,office\n",
            ":1: has no columns “personLabel” and “officeLabel” (found: name, office); see the query in the documentation",
        ),
        ("q.json.gz", "no gzip", ":0: breaks off after line 0 (Not a gzipped file (b'no')); fetch the file again"),
    ],
)
def test_what_is_no_data_is_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        wikidata.read(file, as_of=AS_OF)
    assert str(refused.value) == f"{file}{problem}"


def test_a_compiled_register_says_the_same() -> None:
    restored = compiled.restore(compiled.dump(SPELLINGS))
    assert restored.tenures == SPELLINGS.tenures
    assert restored.rows_of("Mumtaz Zehra Quraishi") == SPELLINGS.rows_of("Mumtaz Zehra Quraishi")
    assert compiled.restore(compiled.dump(SPEAKERS)).holders(SPEAKERS.tenures[0], on("2024-01-01")) == (
        SPEAKERS.tenures[1],
    )


def test_a_broken_compiled_file_is_made_anew(tmp_path: Path) -> None:
    rows = tmp_path / "rows.toml"
    rows.write_text("\n".join(write_toml(SPEAKERS.tenures)), encoding="utf-8")
    first = compiled.load((), [rows], tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:50])
    second = compiled.load((), [rows], tmp_path / "cache")
    third = compiled.load((), [rows], tmp_path / "cache")
    assert file.read_bytes() == whole
    assert first.tenures == second.tenures == third.tenures


def test_seats_and_search() -> None:
    assert [tuple(seat)[:4] for seat in seats(SPEAKERS)] == [
        ("Ruritania", "Ministry of Foreign Affairs", "Foreign Office Spokesperson", 2)
    ]
    assert [r.person for r in search(SPEAKERS, "spokesperson ruritania")] == ["Amara Okoye", "Jan Novak"]
    assert [r.person for r in search(SPEAKERS, "Jan Novak")] == ["Jan Novak"]


def test_the_bundled_registers_hold_no_row_with_an_error() -> None:
    folder = Path(__file__).parents[2] / "rules" / "crossfact_rules" / "registers"
    found = [
        problem
        for file in folder.glob("*.toml")
        for problem in check_file(file)[1]
        if problem.severity is Severity.ERROR
    ]
    assert found == []
