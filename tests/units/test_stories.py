"""Stories and copies: what is linked, what is not, and how the work grows."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from crossfact.link.copies import copies
from crossfact.link.sketches import Sketch, sketch
from crossfact.link.stories import Link, link_of, stories
from crossfact.model import Days
from crossfact.rulekit import View, article_of

DAY = 738_000
BLAZE = (
    "A fire at the Harrowgate glassworks in Wexbridge injured a night watchman, Tobias Ferrant, on Tuesday. "
    "Flames spread from a furnace to the packing hall, and crews from Saltmarsh fought them until dawn."
)
AGAIN = (
    "The night watchman hurt in the fire at the Harrowgate glassworks, Tobias Ferrant, left hospital on Thursday. "
    "The flames had spread from a furnace to the packing hall in Wexbridge before crews from Saltmarsh put them out."
)
OTHER = (
    "The council of Dunmere voted for a new ferry terminal on Tuesday after a debate of nine hours. "
    "Critics called the harbour plan a gift to the shipping line."
)


def _sketch(text: str, article_id: str, published: str | None = "2024-03-13") -> Sketch:
    return sketch(View(article_of(text, published=published, article_id=article_id)))


def test_articles_on_one_happening_are_linked_with_the_evidence_in_words() -> None:
    first, second = _sketch(BLAZE, "a"), _sketch(AGAIN, "b", "2024-03-14")
    link = link_of(first, second)
    assert link == Link("a", "b", link.score if link else 0.0, link.evidence if link else "", tied=True)
    assert "Tobias Ferrant" in link.evidence
    assert "dated 1 day apart" in link.evidence
    assert link_of(second, first) == replace(link, first="b", second="a")


def test_articles_on_two_happenings_are_not_linked() -> None:
    assert link_of(_sketch(BLAZE, "a"), _sketch(OTHER, "b")) is None


def test_years_between_two_articles_forbid_a_link() -> None:
    assert link_of(_sketch(BLAZE, "a", "2021-03-10"), _sketch(AGAIN, "b", "2024-03-14")) is None


FIRST_REPORT = (
    "A man was shot dead outside a bakery in Wexbridge on Monday, Officer Dana Quill said. "
    "Tobias Allan Ferrant, 34, was found on the pavement with a wound to the chest, she said."
)
TRIAL = (
    "A jury in Wexbridge heard on Monday how Tobias Ferrant was shot outside a bakery. "
    "The wound to the chest killed him on the pavement, a doctor told the court."
)
OTHER_CASE = (
    "A man was shot dead outside a brewery in Wexbridge on Monday, Officer Dana Quill said. "
    "Niall Osgood, 51, was found on the pavement with a wound to the chest, she said."
)


def test_a_misspelt_participant_links_and_is_told_in_both_spellings() -> None:
    first = _sketch(FIRST_REPORT, "a", "2024-03-13")
    second = _sketch(TRIAL.replace("Ferrant", "Ferrent"), "b", "2025-11-20")
    link, mirrored = link_of(first, second), link_of(second, first)
    assert link is not None
    assert mirrored == replace(link, first="b", second="a")
    assert "Tobias Ferrant / Tobias Ferrent" in link.evidence
    assert link_of(first, _sketch(TRIAL.replace("Ferrant", "Farrow"), "c", "2025-11-20")) is None


def test_months_later_a_participant_links_and_the_officer_who_tells_of_both_does_not() -> None:
    first = _sketch(FIRST_REPORT, "a", "2024-03-13")
    assert link_of(first, _sketch(TRIAL, "b", "2025-11-20")) is not None
    assert link_of(first, _sketch(OTHER_CASE, "c", "2024-06-11")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tobias Allan Ferrant", "Tobias Ferrant"),
        ("Tobias A. Ferrant Jr.", "Tobias Ferrant"),
    ],
)
def test_middle_names_are_no_part_of_the_key_of_a_person(one: str, other: str) -> None:
    first, second = (_sketch(f"A fire hurt {name}, 34, of Wexbridge.", name) for name in (one, other))
    assert first.persons == second.persons == first.aged == {"tobias ferrant"}


def test_directions_are_no_part_of_the_key_of_a_street() -> None:
    first = _sketch("A man was shot on North Linden Avenue in Wexbridge.", "a")
    assert first.streets == _sketch("A man was shot on Linden Avenue in Wexbridge.", "b").streets == {"linden avenue"}


def test_stories_hold_linked_articles_and_leave_the_others_alone() -> None:
    sketches = [_sketch(OTHER, "c"), _sketch(AGAIN, "b", "2024-03-14"), _sketch(BLAZE, "a")]
    assert [story.articles for story in stories(sketches).stories] == [("a", "b"), ("c",)]


def test_a_cut_down_copy_stands_for_its_original() -> None:
    long = " ".join(
        (BLAZE, AGAIN, OTHER, "The chief of the brigade thanked neighbours who had brought soup and blankets.")
    )
    whole, cut = _sketch(long, "a"), _sketch(" ".join((BLAZE, AGAIN, OTHER)), "b")
    assert copies([cut, whole, _sketch(OTHER, "c")]) == {"b": "a"}


def test_an_identical_text_is_a_copy_however_short() -> None:
    assert copies([_sketch("Rain fell in Dunmere.", "b"), _sketch("Rain fell in Dunmere.", "a")]) == {"b": "a"}


def _made(number: int, stories_a_day: int) -> list[Sketch]:
    """Sketches of stories of four articles each: words of the story, and words of the trade that many stories share."""
    rng = random.Random(7)
    made = []
    for index in range(number):
        story = index // 4
        words = [f"story{story}word{n}" for n in range(12)] + [f"trade{rng.randrange(400)}" for _ in range(20)]
        vector = dict.fromkeys(words, len(set(words)) ** -0.5)
        day = DAY + story // stories_a_day
        made.append(
            Sketch(
                article_id=f"{index:06d}",
                sha256=f"{index:064d}",
                publisher=None,
                said_on=Days(day, day),
                window=None,
                words=vector,
                lead=vector,
                persons=frozenset({f"victim {story}"}),
                officials=frozenset(),
                aged=frozenset(),
                streets=frozenset(),
                towns=frozenset({f"town {story % 50}"}),
                lead_towns=frozenset({f"town {story % 50}"}),
                families=frozenset({"violence"}),
                shingles=frozenset(),
            )
        )
    return made


def test_comparisons_of_a_growing_archive_grow_linearly() -> None:
    small, large = stories(_made(1000, 5)), stories(_made(5000, 5))
    assert {len(story.articles) for story in (*small.stories, *large.stories)} == {4}
    assert large.compared / 5000 < 1.25 * small.compared / 1000


def test_keys_that_crowd_pair_few_and_are_named() -> None:
    crowded = stories(_made(3000, 3000))
    assert {len(story.articles) for story in crowded.stories} == {4}
    assert crowded.compared < 15 * 3000
    assert crowded.remarks[0].startswith("386 keys too common to tell stories apart pair an article with few others")


def test_a_story_told_by_hundreds_of_articles_stays_one_story() -> None:
    told = []
    for index, made in enumerate(_made(400, 5)):
        words = dict.fromkeys([*(f"story{n}" for n in range(12)), f"own{index}"], 13**-0.5)
        day, town = Days(DAY + index % 3, DAY + index % 3), frozenset({"wexbridge"})
        told.append(
            replace(made, said_on=day, words=words, lead=words, towns=town, lead_towns=town, persons=frozenset())
        )
    assert [len(story.articles) for story in stories(told).stories] == [400]
