"""The setting by which two articles are taken to tell of one happening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfact.rulekit import View, article_of
from crossfact_rules.claims.setting import Setting, alike, decode, in_month, main_incident, setting_of

words = st.frozensets(st.text("abcdefgh", min_size=4, max_size=6), max_size=4)
days = st.none() | st.integers(738_000, 738_005)


@st.composite
def settings_of_articles(draw: st.DrawFn) -> Setting:
    earliest = draw(days)
    return Setting(
        kind=draw(st.sampled_from(["", "attack", "shooting", "bombing", "airstrike"])),
        earliest=earliest,
        latest=earliest,
        reported=draw(days),
        night=draw(st.booleans()),
        short=draw(st.booleans()),
        disputed=draw(st.booleans()),
        streets=draw(words),
        persons=draw(words),
        spots=draw(words),
        all_spots=draw(words),
        topics=draw(words),
        rare=draw(words),
    )


@given(settings_of_articles(), settings_of_articles())
def test_alike_is_symmetric(one: Setting, other: Setting) -> None:
    assert alike(one, other) == alike(other, one)


@given(settings_of_articles())
def test_a_setting_survives_being_written_down(setting: Setting) -> None:
    assert decode(setting.encode()) == setting


def setting(text: str, published: str) -> Setting:
    view = View(article_of(text, published=published))
    return setting_of(view, main_incident(view))


SHOOTING = (
    "Two people were killed and three wounded in a shooting at a lantern festival on Harrow Lane in Port Ellery on Tuesday "
    "night, police said. Officers found the victims beside a pancake stall after neighbours reported gunfire. The festival "
    "had drawn families from the whole county."
)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "A shooting left two dead on Harrow Lane on Tuesday. Detectives asked witnesses of the gunfire to come forward; "
            "the road will stay closed while they look for shell casings, a spokesman told reporters at the scene.",
            "2024-03-13",
            True,
        ),
        (
            "Gunfire at a lantern festival killed two people on Tuesday. A pancake stall was hit by several bullets, and the "
            "organisers called off the rest of the programme, which was to have gone on until the weekend.",
            "2024-03-13",
            True,
        ),
        (
            "A shooting at a lantern festival beside a pancake stall killed two people last Saturday, police said, and the "
            "organisers called off the rest of the programme, which was to have gone on until the weekend.",
            "2024-03-13",
            False,
        ),
        (
            "Two people were killed in a shooting outside a bowling alley on Tuesday, police said. A bouncer had refused "
            "entry to a group of guests before somebody opened fire from a parked van, a spokesman told reporters.",
            "2024-03-13",
            False,
        ),
        (
            "A bomb killed two people at a bus stop on Harrow Street in Brackwater on Tuesday. The device went off in a "
            "rucksack during the morning rush, the fire brigade said, and shattered windows across the square.",
            "2024-03-13",
            False,
        ),
    ],
)
def test_which_articles_tell_of_the_festival_shooting(text: str, published: str, expected: bool) -> None:
    assert alike(setting(SHOOTING, "2024-03-13"), setting(text, published)) is expected


BUS = "An explosion inside a bus killed six people on Tuesday, according to first reports. Sixteen others were taken to clinics."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pilgrims die as a bomb rips through their bus. The bombing killed seven on Tuesday; a second device was dug up.",
            True,
        ),
        (
            "Pilgrims die as a bomb rips through their inn. The bombing killed seven on Tuesday; a second device was dug up.",
            False,
        ),
        (
            "Pilgrims die as a bomb rips through their bus. The bombing killed seven on Monday; a second device was dug up.",
            False,
        ),
    ],
)
def test_what_was_struck_on_one_day_makes_two_short_reports_one(text: str, expected: bool) -> None:
    pad = (
        " Officials swore to find out how it had been brought there and who had paid for it, whatever that might take."
    )
    assert alike(setting(BUS + pad, "2024-03-13"), setting(text + pad, "2024-03-13")) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the island was hit by a stronger quake in september", True),
        ("the blast in late march killed nine", True),
        ("nine people died in march 12 floods", False),
        ("the march in the capital went off quietly", False),
    ],
)
def test_a_month_alone_is_of_another_happening(sentence: str, expected: bool) -> None:
    assert in_month(sentence) is expected


@pytest.mark.parametrize(("published", "expected"), [("2024-03-13", True), ("2024-03-20", True), ("2024-02-28", False)])
def test_a_report_stated_to_be_published_before_it_was_written_is_no_report_of_the_happening(
    published: str, expected: bool
) -> None:
    text = (
        "13 Mar 2024 Gunfire at a lantern festival killed two people on Tuesday. A pancake stall was hit by several bullets, "
        "and the organisers called off the rest of the programme, which was to have gone on until the weekend."
    )
    assert alike(setting(SHOOTING, "2024-03-13"), setting(text, published)) is expected
