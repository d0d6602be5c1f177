"""DAT006 over the claims of several articles of one story, and the lengths of time that it stands on."""

from __future__ import annotations

import pytest

from crossfact.register import Register
from crossfact.rulekit import Draft, View, article_of
from crossfact_rules.claims import event_dates, event_orders
from crossfact_rules.sequence_conflict import RULE

SHOT = "Two men were wounded in a shooting on Maple Lane on Monday night, police said."
HELD = "Amara Okoye was arrested three days after the shooting on Maple Lane, police said."


def drafts(*articles: tuple[str, str]) -> list[Draft]:
    views = [View(article_of(text, published=day, article_id=f"a{n}")) for n, (day, text) in enumerate(articles)]
    claims = [c for view in views for kind in (event_dates.KIND, event_orders.KIND) for c in kind.extract(view)]
    assert RULE.reconcile is not None
    return [draft for draft in RULE.reconcile(claims, Register()) if isinstance(draft, Draft)]


def test_the_steps_read_as_an_argument_from_day_to_day() -> None:
    last = "Amara Okoye, 31, was arrested on Monday over the shooting on Maple Lane."
    (found,) = drafts(("2024-03-08", SHOT), ("2024-03-09", HELD), ("2024-03-12", last))
    assert found.derivation == (
        "a0: “Monday night” puts the shooting on Maple Lane on 4 March 2024",
        "a1: “three days after” puts Amara Okoye’s arrest 2 to 4 days after the shooting on Maple Lane, so on 6 to 9 "
        "March 2024",
        "but a2: “Monday” puts Amara Okoye’s arrest on 11 March 2024",
    )
    assert [str(c.value) for c in (found.primary, *found.conflicting)] == [
        "2024-03-04",
        "three days after the shooting on Maple Lane",
        "2024-03-11",
    ]


def test_the_argument_may_go_back_in_time() -> None:
    last = "Amara Okoye, 31, was arrested on Monday over the shooting on Maple Lane."
    late = "Two men were wounded in a shooting on Maple Lane on Sunday, police said."
    (found,) = drafts(("2024-03-12", last), ("2024-03-13", HELD), ("2024-03-18", late))
    assert found.derivation[1:] == (
        "a1: “three days after” puts Amara Okoye’s arrest 2 to 4 days after the shooting on Maple Lane, so the shooting on "
        "Maple Lane on 7 to 9 March 2024",
        "but a2: “Sunday” puts the shooting on Maple Lane on 17 March 2024",
    )


def test_two_lengths_between_the_same_happenings() -> None:
    (found,) = drafts(
        ("2024-03-12", HELD), ("2024-03-13", "Amara Okoye was arrested two weeks after the shooting on Maple Lane.")
    )
    assert found.subject == "Amara Okoye’s arrest and the shooting on Maple Lane"
    assert len(found.derivation) == 2


@pytest.mark.parametrize(
    "last",
    [
        ("2024-03-09", "Amara Okoye, 31, was arrested on Thursday over the shooting on Maple Lane."),
        ("2024-03-12", "Clara Bell, 31, was arrested on Monday over the shooting on Maple Lane."),
        ("2024-03-12", "A woman was arrested on Monday over the shooting on Maple Lane."),
    ],
)
def test_silent(last: tuple[str, str]) -> None:
    assert drafts(("2024-03-08", SHOT), ("2024-03-09", HELD), last) == []


def test_incidents_without_a_common_person_street_or_place_are_two() -> None:
    other = "Two men were wounded in a shooting on Oak Street on Monday night, police said."
    last = ("2024-03-12", "Amara Okoye, 31, was arrested on Monday, police said.")
    assert drafts(("2024-03-08", SHOT), ("2024-03-09", HELD), last) != []
    assert drafts(("2024-03-08", other), ("2024-03-09", HELD), last) == []


def test_a_happening_with_two_days_takes_no_part() -> None:
    other = "A shooting on Maple Lane wounded two men on Sunday, police said."
    last = "Amara Okoye, 31, was arrested on Monday over the shooting on Maple Lane."
    assert drafts(("2024-03-08", SHOT), ("2024-03-08", other), ("2024-03-09", HELD), ("2024-03-12", last)) == []


def test_the_day_that_most_articles_give_takes_part() -> None:
    other = "A shooting on Maple Lane wounded two men on Sunday, police said."
    last = "Amara Okoye, 31, was arrested on Monday over the shooting on Maple Lane."
    told = (
        ("2024-03-08", SHOT),
        ("2024-03-07", SHOT),
        ("2024-03-08", other),
        ("2024-03-09", HELD),
        ("2024-03-12", last),
    )
    (found,) = drafts(*told)
    assert str(found.primary.value) == "2024-03-04"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("A man was arrested on Tuesday. He was arrested a week after the shooting on Maple Lane, police said.", 1),
        (
            "A man was arrested on Tuesday. Another was arrested a week after the shooting on Maple Lane, police said.",
            0,
        ),
    ],
)
def test_unnamed_persons_of_an_article_are_one_unless_it_tells_of_several(told: str, expected: int) -> None:
    assert len(drafts(("2024-03-08", SHOT), ("2024-03-20", told))) == expected


@pytest.mark.parametrize(
    ("length", "low", "high"),
    [
        ("two days after", 1, 3),
        ("a day after", 0, 2),
        ("the night before", 0, 2),
        ("hours after", 0, 2),
        ("several days before", 1, 20),
        ("a week after", 4, 10),
        ("nearly two weeks after", 4, 26),
        ("less than two weeks after", 4, 18),
        ("less than a week after", 0, 10),
        ("more than two weeks after", 10, None),
        ("a month after", 18, 41),
        ("48 hours after", 0, 3),
    ],
)
def test_bounds_of_a_length_of_time(length: str, low: int, high: int | None) -> None:
    text = f"A shooting on Maple Lane wounded a man. Amara Okoye was arrested {length} the shooting, police said."
    (claim,) = event_orders.KIND.extract(View(article_of(text)))
    assert (claim.evidence.quote, claim.detail("low"), claim.detail("high")) == (length, low, high)


@pytest.mark.parametrize(
    "told",
    [
        "Amara Okoye was arrested two years after the shooting.",
        "Amara Okoye was arrested in the days after the shooting.",
        "Amara Okoye was arrested three days after another shooting.",
        "Amara Okoye was arrested two days after he turned 30, in a search after the shooting.",
        "Amara Okoye could be arrested days after the shooting.",
    ],
)
def test_no_length_between_two_happenings_of_the_story(told: str) -> None:
    text = f"A shooting on Maple Lane wounded a man. {told}"
    assert list(event_orders.KIND.extract(View(article_of(text)))) == []
