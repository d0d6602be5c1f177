"""Event mentions: class, participants, time, main event."""

from __future__ import annotations

import pytest

from crossfact.annotate.events import family
from crossfact.model import Event, Modality, iso_day
from crossfact.rulekit import View, article_of

PUBLISHED = "2024-03-13"


def events_of(text: str) -> tuple[Event, ...]:
    return View(article_of(text, published=PUBLISHED)).events


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Trigger, class and day of the dated mentions."""
    return [
        (text[e.span.start : e.span.end], e.event_class, iso_day(e.days.earliest))
        for e in events_of(text)
        if e.days is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Bell was arrested on Tuesday after a man was shot.", [("arrested", "arrest", "2024-03-12")]),
        (
            "Troopers arrested a roofer on Sunday night in the shooting of a man.",
            [("arrested", "arrest", "2024-03-10")],
        ),
        (
            "A man was killed on Sunday in a shooting.",
            [("killed", "shooting", "2024-03-10"), ("shooting", "shooting", "2024-03-10")],
        ),
        ("Police reacted to Saturday's fatal shooting.", [("shooting", "shooting", "2024-03-09")]),
        ("A man was driving home on Saturday when a gunman opened fire.", [("opened fire", "shooting", "2024-03-09")]),
        ("The mayor said Monday that the shooting was no accident.", [("said", "statement", "2024-03-11")]),
        (
            "Two people died in a crash on Sunday, police said.",
            [("crash", "crash", "2024-03-10")],
        ),
        ("A girl was grazed by a bullet on Sunday.", [("grazed", "shooting", "2024-03-10")]),
        ("A cyclist was struck by a car on Sunday.", [("struck by a car", "crash", "2024-03-10")]),
        ("The car hit a tree on Sunday.", []),
        ("Deputies were sent to the farm on Sunday.", [("sent", "call", "2024-03-10")]),
        ("A letter was sent to the mayor on Sunday.", []),
        ("By Monday most victims of the shooting were home.", []),
        ("The shop was open from Friday to Sunday until the fire.", []),
        ("Flowers lay at the scene of the shooting on Sunday.", []),
        ("Rain delayed the search for victims of the quake Sun 10 Mar 2024 Rain fell all day.", []),
        ("She was found on Sunday near the site of the attack.", []),
        ("The deputy who shot a boy in the park Sunday night was named.", [("shot", "shooting", "2024-03-10")]),
        ("A man was shot on Sunday and taken to a hospital.", [("shot", "shooting", "2024-03-10")]),
        ("A student was shot to death Sunday night, police said.", [("shot", "shooting", "2024-03-10")]),
        (
            "Two men were held in the shooting death of a student at a bar on Sunday.",
            [("shooting", "shooting", "2024-03-10")],
        ),
        (
            "Officers heard of shots fired during a party in the area of Asher and Maple streets around 9 p.m. Sunday.",
            [("shots", "shooting", "2024-03-10"), ("fired", "shooting", "2024-03-10")],
        ),
        ("A boy was denied entry and shot a man on Sunday.", [("shot", "shooting", "2024-03-10")]),
        ("The bombing caused deaths Sun 10 Mar 2024 at 0914 The governor spoke of the bombing.", []),
    ],
)
def test_a_time_goes_to_the_happening_that_it_dates(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The fire department closed the road.", "fire"),
        ("He was heard in Circuit Court.", "court"),
        ("It happened on Linden Court.", "court"),
        ("Posted: a photo of the town.", "posted"),
        ("They moved to address the problem.", "address"),
    ],
)
def test_words_with_another_meaning_trigger_nothing(text: str, trigger: str) -> None:
    assert trigger not in [text[e.span.start : e.span.end].lower() for e in events_of(text)]


def test_harm_and_it_happened_take_the_class_of_the_main_event() -> None:
    text = "A shooting on Maple Lane left one man dead.\nTwo others were wounded. It happened on Sunday, police said."
    assert [(e.event_class, e.main) for e in events_of(text)] == [("shooting", True)] * 3


def test_another_happening_is_background() -> None:
    text = "A bombing shook Port Ellery on Sunday.\nA similar bombing killed two people last year."
    assert [e.background for e in events_of(text)] == [False, True, True]


def test_plan_and_denial() -> None:
    text = "The envoy will visit Port Ellery. He did not visit Velden."
    assert [e.modality for e in events_of(text) if e.event_class == "visit"] == [Modality.PLAN, Modality.DENIAL]


def test_a_clock_time_alone_names_no_day() -> None:
    (event,) = [e for e in events_of("The shooting happened at 9:15 p.m. near a shop.") if e.clock is not None]
    assert (event.days, event.clock) == (None, (1275, 1275))


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("In a post on X on Sunday, Amara Okoye argued for talks.", "amara okoye"),
        ("Amara Okoye, a diplomat who led the talks, made the appeal in a post on X.", "amara okoye"),
        ("The plea came days after President John Bell issued a warning to Ruritania.", "john bell"),
    ],
)
def test_the_speaker_of_an_utterance(text: str, agent: str) -> None:
    assert agent in [a for e in events_of(text) if e.event_class == "statement" for a in e.agents]


def test_only_utterances_that_point_back_are_the_main_one() -> None:
    text = (
        "Amara Okoye urged Ruritania on Monday to stop the war.\n"
        "She called the war a mistake. The appeal was made in a post on X.\n"
        "In a second post on Tuesday, Okoye said that time was running out."
    )
    main = [text[e.span.start : e.span.end] for e in events_of(text) if e.main]
    assert "urged" in main
    assert "appeal" in main
    assert not any(e.main for e in events_of(text) if e.days is not None and iso_day(e.days.earliest) == "2024-03-12")


def test_families() -> None:
    assert [family(c) for c in ("shooting", "bombing", "quake", "statement", "unheard of")] == [
        "violence",
        "violence",
        "disaster",
        "statement",
        "unheard of",
    ]


def test_a_relative_clause_behind_another_happening_tells_of_that_one() -> None:
    text = (
        "A boy was wounded in a shooting on Cannery Street. Police said it was not connected to a shooting on Harbor "
        "Road two hours later in which a man was killed."
    )
    told = [(text[e.span.start : e.span.end], e.background) for e in events_of(text) if e.event_class == "shooting"]
    assert told == [("wounded", False), ("shooting", False), ("shooting", True), ("killed", True)]


def test_a_day_up_to_which_something_is_known_dates_no_happening() -> None:
    told = events_of("A guard who was shot in the arm was recovering as of Tuesday morning.")
    assert [event.days for event in told] == [None]
