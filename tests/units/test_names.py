"""Names: what is cut out of a run of capitals, its type, and the full form that it stands for."""

from __future__ import annotations

import pytest

from crossfact.annotate.names import find_names, name_key
from crossfact.segment import segment


def told(text: str) -> list[tuple[str, str, str]]:
    names = find_names(text, segment(text))
    assert all(text[n.span.start : n.span.end] == n.text for n in names)
    return [(n.text, n.type, n.full) for n in names]


def persons(text: str) -> list[tuple[str, str]]:
    return [(name, full) for name, kind, full in told(text) if kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police Chief Dana Orr said the road was closed.", ["Dana Orr"]),
        ("Prime Minister Jan Novak and Army Chief Gen. Amara Okoye met there.", ["Jan Novak", "Amara Okoye"]),
        ("The victim was 35-year-old Billy Ray Hobbs, of the east side.", ["Billy Ray Hobbs"]),
        ("The president of the Ellery Coalition Muwaff Nyrab spoke.", ["Muwaff Nyrab"]),
        ("The spokesman of the Ministry of the Interior Jelka Andon spoke.", ["Jelka Andon"]),
        ("The director of the Santa Clara Medical Center spoke.", []),
        ("Heartless Dana Orr, 47, took it.", ["Dana Orr"]),
        ("Amara Okoye was led down. Defiant Okoye smiled.", ["Amara Okoye", "Okoye"]),
        ("Hobbs, 34, of the east side was hurt.", ["Hobbs"]),
        ("Police held Canadian Kjell Vestmark, 56, and let him go.", ["Kjell Vestmark"]),
        ("Police held 23-year-old Vishram Subbaya of Port Ellery.", ["Vishram Subbaya"]),
        (
            "The victims were:\n\nVashti Dunmore, 19, of Port Ellery\n\nWhit Lorne, 29, of Port Ellery",
            ["Vashti Dunmore", "Whit Lorne"],
        ),
        ("Sgt. R. Hill called it in at once.", ["R. Hill"]),
        ("It was signed by Bashar al-Masri and Luis de la Cruz that day.", ["Bashar al-Masri", "Luis de la Cruz"]),
        ("Billy “Duck” Hobbs was found at the door.", ["Billy “Duck” Hobbs"]),
        ("Ruritania’s Foreign Minister Jan Novak left early.", ["Jan Novak"]),
        ("When Dana Orr was mayor, the bridge was built.", ["Dana Orr"]),
        ("On Monday Dana Orr went back, and in May Dana Orr left.", ["Dana Orr", "Dana Orr"]),
        ("Prime Minister-designate Amara Okoye named nobody.", ["Amara Okoye"]),
        ("German Chancellor Klara Lindqvist spoke to them.", ["Klara Lindqvist"]),
        ("The General Assembly met, and General Motors closed a plant.", []),
        ("Operation Sandstone began, and Port Ellery was hit.", []),
        ("However, officials were late. Police said so.", []),
    ],
)
def test_persons_are_cut_from_titles_and_words_of_the_sentence(text: str, expected: list[str]) -> None:
    assert [name for name, _ in persons(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amara Okoye spoke first. Okoye then left.", [("Amara Okoye", "Amara Okoye"), ("Okoye", "Amara Okoye")]),
        (
            "Dana Orr and Paul Orr came to the house. Orr was hurt.",
            [("Dana Orr", "Dana Orr"), ("Paul Orr", "Paul Orr"), ("Orr", "Orr")],
        ),
        (
            "Billy Ray Hobbs was found. Billy Hobbs had called, a friend of Hobbs said.",
            [("Billy Ray Hobbs", "Billy Ray Hobbs"), ("Billy Hobbs", "Billy Ray Hobbs"), ("Hobbs", "Billy Ray Hobbs")],
        ),
        (
            "Dana Orr spoke first, then Orr left. Later Paul Orr came to the house.",
            [("Dana Orr", "Dana Orr"), ("Orr", "Dana Orr"), ("Paul Orr", "Paul Orr")],
        ),
    ],
)
def test_short_forms_stand_for_the_one_person_of_that_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert persons(text) == expected


def test_a_family_shares_a_surname_and_unknown_names_are_typed_by_other_mentions() -> None:
    text = "Dana Hobbs came with Zhquavon Hobbs to the house. The hearing of Quorlandt Vesk began. Vesk was silent."
    assert persons(text) == [
        ("Dana Hobbs", "Dana Hobbs"),
        ("Zhquavon Hobbs", "Zhquavon Hobbs"),
        ("Quorlandt Vesk", "Quorlandt Vesk"),
        ("Vesk", "Quorlandt Vesk"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ruritanian Relief Fund (RRF) sent food. The RRF left.",
            [("Ruritanian Relief Fund",) * 2, *[("RRF", "Ruritanian Relief Fund")] * 2],
        ),
        ("They met at the Ministry of Foreign Affairs in spring.", [("Ministry of Foreign Affairs",) * 2]),
        ("The Ellery Police Department and the FBI came.", [("Ellery Police Department",) * 2, ("FBI",) * 2]),
    ],
)
def test_bodies_with_their_abbreviations(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, full) for name, kind, full in told(text) if kind == "organisation"] == expected


def test_countries_are_places_and_their_adjectives_are_no_names() -> None:
    assert told("The Kenyan delegation left Kenya for the United States.") == [
        ("Kenya", "place", "Kenya"),
        ("United States", "place", "United States"),
    ]


def test_a_heading_in_capitals_holds_only_names_of_the_body() -> None:
    text = "Okoye Urges Ruritania To Talk\n\nAmara Okoye asked the two sides to meet in the capital on Monday."
    assert told(text) == [("Okoye", "person", "Amara Okoye"), ("Amara Okoye", "person", "Amara Okoye")]


def test_a_dateline_run_into_the_sentence_is_a_place() -> None:
    assert told("Ellery Former United States envoy Amara Okoye has asked for talks.")[0] == (
        "Ellery",
        "place",
        "Ellery",
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zoë D’Árcy-Muñoz", "zoe darcy munoz"),
        ("Mullah Amara Okoye", "amara okoye"),
        ("Billy “Duck” Hobbs Jr.", "billy hobbs jr"),
        ("Sheikh Okoye", "sheikh okoye"),
    ],
)
def test_keys_leave_out_what_writers_vary(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    "text", ["A" * 20000, "A. " * 8000, "Aa Bb " * 8000, "Aa-" * 8000, "“A” " * 6000, "of Aa and " * 6000]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert len(find_names(text, segment(text))) < len(text)
