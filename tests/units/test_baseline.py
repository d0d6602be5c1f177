"""Baselines: what is met again, what is not, and what a file may hold."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.baseline import Entry, compare, dump, entry_of, parse
from crossfact.errors import BaselineError
from crossfact.fingerprint import fingerprint
from crossfact.model import Confidence, Evidence, Finding, Location, Part, Severity, Span, State

NEW, UPDATED, UNCHANGED = State.NEW, State.UPDATED, State.UNCHANGED


def finding(
    key: str, *readings: str, rule: str = "CAS001", article: str = "a.txt", message: str = "told twice"
) -> Finding:
    """A finding on ``key``; a reading is ``value`` or ``value=quotation``."""
    locations = []
    for index, reading in enumerate(readings):
        value, _, quote = reading.partition("=")
        words = Evidence(f"{index}-{article}", Span(0, 1), 1, 1, quote or f"{value} died in the {key}")
        locations.append(Location(words, Part.CONFLICTING if index else Part.PRIMARY, value))
    return Finding(
        rule=rule,
        name="casualty-count-conflict",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        subject=key,
        message=message,
        locations=tuple(locations),
        derivation=(),
        fact_key=(key, "killed"),
        values=tuple(sorted({reading.partition("=")[0] for reading in readings})),
    )


def states(findings: list[Finding], entries: list[Entry], today: str | None = None) -> tuple[list[State], list[str]]:
    day = None if today is None else datetime.date.fromisoformat(today)
    compared = compare(findings, entries, rules={"CAS001", "AGE001"}, today=day)
    return [one.state for one in compared.findings], [entry.subject for entry in compared.absent]


FIRE = finding("fire", "9 killed", "12 killed")
FLOOD = finding("flood", "3 killed", "4 killed")
CREW = finding("crew", "3 killed", "4 killed")


def _moved(one: Finding) -> Finding:
    """The same quotations lower down in the file."""
    return replace(
        one,
        locations=tuple(
            replace(place, evidence=replace(place.evidence, span=Span(400, 401), line=9, column=7))
            for place in one.locations
        ),
    )


@pytest.mark.parametrize(
    ("change", "before", "after", "expected"),
    [
        ("nothing", [FIRE, FLOOD], [FIRE, FLOOD], ([UNCHANGED, UNCHANGED], [])),
        ("paragraph moved, sentence added above", [FIRE], [_moved(FIRE)], ([UNCHANGED], [])),
        ("message reworded", [FIRE], [replace(FIRE, message="two tolls")], ([UNCHANGED], [])),
        ("article renamed", [FIRE], [finding("fire", "9 killed", "12 killed", article="b.txt")], ([UNCHANGED], [])),
        ("order of files", [FIRE, FLOOD], [FLOOD, FIRE], ([UNCHANGED, UNCHANGED], [])),
        ("readings in another order", [FIRE], [finding("fire", "12 killed", "9 killed")], ([UNCHANGED], [])),
        ("typography", [FIRE], [finding("Fire", "9 killed=Nine  DIED", "12 killed")], ([UNCHANGED], [])),
        (
            "another article with a value that is known",
            [FIRE],
            [finding("fire", "9 killed", "12 killed", "12 killed=a dozen dead")],
            ([UNCHANGED], []),
        ),
        (
            "another article joins with a third value",
            [FIRE],
            [finding("fire", "9 killed", "12 killed", "14 killed")],
            ([UPDATED], []),
        ),
        ("one value changes", [FIRE], [finding("fire", "9 killed", "13 killed")], ([UPDATED], [])),
        (
            "another article changes the subject, two quotations stay",
            [FIRE],
            [
                finding(
                    "harbour fire",
                    "9 killed=9 killed died in the fire",
                    "12 killed=12 killed died in the fire",
                    "14 killed",
                )
            ],
            ([UPDATED], []),
        ),
        (
            "one quotation alone is not enough",
            [FIRE],
            [finding("harbour fire", "9 killed=9 killed died in the fire", "14 killed")],
            ([NEW], ["fire"]),
        ),
        ("one fixed while another appears", [FIRE], [FLOOD], ([NEW], ["fire"])),
        ("one fixed while another of the same values appears", [FLOOD], [CREW], ([NEW], ["flood"])),
        (
            "another fire with the same tolls",
            [FIRE],
            [finding("fire", "9 killed=nine lost their lives", "12 killed=a dozen victims")],
            ([UPDATED], []),
        ),
        (
            "another fire with other tolls",
            [FIRE],
            [finding("fire", "30 killed", "31 killed")],
            ([NEW], ["fire"]),
        ),
        ("one side reworded", [FIRE], [finding("fire", "9 killed", "12 killed=a dozen victims")], ([UNCHANGED], [])),
        ("a second conflict on one fact", [FIRE], [FIRE, replace(FIRE, message="again")], ([UNCHANGED, NEW], [])),
        ("fixed", [FIRE, FLOOD], [FLOOD], ([UNCHANGED], ["fire"])),
        ("another rule on the same fact", [FIRE], [replace(FIRE, rule="AGE001")], ([NEW], ["fire"])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_change_gets_its_state(
    change: str, before: list[Finding], after: list[Finding], expected: tuple[list[State], list[str]]
) -> None:
    entries = list(parse(dump(map(entry_of, before)), where="b.jsonl"))
    assert states(after, entries) == expected, change


def test_entries_of_rules_that_did_not_run_are_left_out_of_account() -> None:
    entries = [entry_of(replace(FIRE, rule="QUO001"))]
    assert states([FIRE], entries) == ([NEW], [])


@pytest.mark.parametrize(("today", "state"), [("2024-03-13", UNCHANGED), ("2024-03-14", NEW), (None, UNCHANGED)])
def test_expired_entry_accepts_nothing_and_is_not_absent(today: str | None, state: State) -> None:
    entry = replace(entry_of(FIRE), expires=datetime.date(2024, 3, 13))
    assert states([FIRE], [entry], today) == ([state], [])


def test_dump_is_the_same_in_any_order_and_holds_no_place() -> None:
    entries = [entry_of(FIRE, reason="both sources stand", decided_by="Amara"), entry_of(FLOOD)]
    text = dump(entries)
    assert text == dump(reversed(entries)) == dump(parse(text, where="b.jsonl"))
    assert text.split("\n")[0] == '{"crossfact-baseline": 1}'
    assert ".txt" not in text


@given(
    st.lists(st.sampled_from([FIRE, FLOOD, CREW]), max_size=6),
    st.lists(st.sampled_from([FIRE, FLOOD, CREW]), max_size=6),
)
def test_accepting_more_never_makes_more_new(accepted: list[Finding], more: list[Finding]) -> None:
    found = [FIRE, FLOOD, CREW, FIRE]
    few, _ = states(found, [entry_of(one) for one in accepted])
    many, _ = states(found, [entry_of(one) for one in (*accepted, *more)])
    assert many.count(NEW) <= few.count(NEW)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", 'b.jsonl: the baseline is empty; run "crossfact baseline create"'),
        (
            '{"fingerprint": "x"}',
            'b.jsonl:1: the first line must be {"crossfact-baseline": 1}; the file is no baseline, or one of another '
            "version of crossfact",
        ),
        (
            '{"crossfact-baseline": 1}\n{',
            "b.jsonl:2: not valid JSON (Expecting property name enclosed in double quotes, column 2)",
        ),
        ('{"crossfact-baseline": 1}\n[]', "b.jsonl:2: not a JSON object"),
        ('{"crossfact-baseline": 1}\n\n{"rule": "X"}', 'b.jsonl:3: the field "fingerprint" is missing'),
        ('{"crossfact-baseline": 1}\n{"line": 3}', 'b.jsonl:2: unknown field "line"'),
    ],
)
def test_broken_file_is_refused_with_its_line(lines: str, message: str) -> None:
    with pytest.raises(BaselineError) as caught:
        parse(lines, where="b.jsonl")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"severity": "error"', '"severity": "bad"', 'the field "severity" must be error, warning or info'),
        ('"values": [', '"values": [1, ', 'the field "values" must be a list of texts'),
        ('"subject": "fire"', '"subject": 1', 'the field "subject" must be a text'),
        ("}", ', "expires": "soon"}', 'the field "expires" must be a date such as 2024-03-13, not "soon"'),
        ("}", ', "reason": null}', 'the field "reason" must be a text'),
    ],
)
def test_wrong_field_is_refused_with_its_line(old: str, new: str, message: str) -> None:
    head, entry = dump([entry_of(FIRE)]).splitlines()
    with pytest.raises(BaselineError) as caught:
        parse(f"{head}\n{entry.replace(old, new)}\n", where="b.jsonl")
    assert str(caught.value) == f"b.jsonl:2: {message}"


def test_unknown_rule_is_refused_unless_pruning() -> None:
    text = dump([entry_of(FIRE)])
    assert len(parse(text, where="b.jsonl", rules=None)) == 1
    with pytest.raises(BaselineError) as caught:
        parse(text, where="b.jsonl", rules=("DAT001",))
    assert str(caught.value) == (
        'b.jsonl:2: rule CAS001 is not installed; install the package that provides it, or run "crossfact baseline prune"'
    )


def test_fingerprint_depends_on_rule_key_and_values_alone() -> None:
    same = [FIRE, _moved(FIRE), replace(FIRE, message="x", severity=Severity.INFO, values=("12 killed", "9 killed"))]
    other = [FLOOD, replace(FIRE, rule="AGE001"), replace(FIRE, values=("9 killed", "13 killed"))]
    assert {fingerprint(one) for one in same} == {"49b9031b8d738c60"}
    assert len({fingerprint(one) for one in (FIRE, *other)}) == 4
