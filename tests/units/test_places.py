"""Places by gazetteer and by shape."""

from __future__ import annotations

import pytest

from crossfact.annotate.places import bare_street, find_places, house_block, street_parts
from crossfact.segment import segment


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(place.type, place.key, place.inside) for place in find_places(text, segment(text), ())]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "A man was found in the 800 block of Maple Lane on Monday.",
            [("block", "800 block of maple lane", "maple lane")],
        ),
        (
            "It was reported in the 2400 block of W. 42nd St. by a neighbour.",
            [("block", "2400 block of west 42nd street", "west 42nd street")],
        ),
        ("Shots were heard in the 1700 block of Elmfield.", [("block", "1700 block of elmfield", "elmfield")]),
        ("He lived at 12 Elm Ave. for years.", [("address", "12 elm avenue", "elm avenue")]),
        ("A car turned onto NW 9th Lane and stopped.", [("street", "northwest 9th lane", None)]),
        (
            "The house stands near the corner of Pine Street and Cedar Avenue.",
            [("street", "pine street", None), ("street", "cedar avenue", None)],
        ),
        (
            "It happened in Port Ellery, Ohio, police said.",
            [("town", "port ellery", "ohio"), ("region", "ohio", "united states")],
        ),
        ("It happened in the town of Velden, police said.", [("town", "velden", None)]),
        ("He flew to Kabul on Sunday.", [("town", "kabul", "kabul")]),
        ("The envoy left for the U.S. on Sunday.", [("country", "united states", None)]),
        ("They met in Port Ellery on Sunday.", [("place", "port ellery", None)]),
    ],
)
def test_places_and_their_keys(text: str, places: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "He was heard in Circuit Court on Monday.",
        "The Supreme Court ruled on Monday.",
        "They will meet in September, on a Monday.",
        "She wrote in English and in Arabic.",
        "The shares rose on Wall Street.",
    ],
)
def test_words_that_only_look_like_places(text: str) -> None:
    assert found(text) == []


def test_datelines_give_their_town() -> None:
    text = "PORT ELLERY, Ohio (AP) — Two people were hurt on Monday, the police said in a statement."
    assert found(text) == [("town", "port ellery", "ohio")]


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("west 42nd street", "42nd street"),
        ("maple lane", "maple lane"),
        ("33rd lane south", "33rd lane"),
        ("north street", "north street"),
        ("south linden", "linden"),
    ],
)
def test_a_street_without_its_direction(key: str, bare: str) -> None:
    assert bare_street(key) == bare


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("west 42nd street", ({"west"}, "42nd", "street")),
        ("washington street east", ({"east"}, "washington", "street")),
        ("south linden", ({"south"}, "linden", "")),
        ("maple lane", (set(), "maple", "lane")),
        ("north street", (set(), "north", "street")),
    ],
)
def test_parts_of_a_street(key: str, parts: tuple[set[str], str, str]) -> None:
    assert street_parts(key) == parts


def test_spans_cover_what_they_say() -> None:
    text = "A man was shot at 12 Elm Ave., in the 800 block of Maple Lane, in Port Ellery, Ohio, near Kabul."
    assert [text[place.span.start : place.span.end] for place in find_places(text, segment(text), ())] == [
        place.text for place in find_places(text, segment(text), ())
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("He was found at 3704 Harrow St. on Monday.", (3700, "harrow")),
        ("He was found in the 3700 block of Harrow on Monday.", (3700, "harrow")),
        ("He was found in the 800 block of West Maple Lane on Monday.", (800, "maple")),
        ("He was found at 22-04 Harrow Avenue on Monday.", (2200, "harrow")),
        ("He was found at 31-33 Harrow Avenue on Monday.", None),
        ("He was found on Harrow Avenue on Monday.", None),
    ],
)
def test_block_of_an_address_and_of_a_block(text: str, block: tuple[int, str] | None) -> None:
    place = find_places(text, segment(text), ())[0]
    assert house_block(place) == block
