"""Counts of casualties: number, slot, noun, and how the number stands to the whole."""

from __future__ import annotations

import pytest

from crossfact.annotate.counts import find_counts
from crossfact.segment import segment


def told(text: str) -> list[tuple[str | None, float | None, float | None, str, str]]:
    return [(c.slot, c.low, c.high, c.of, c.role) for c in find_counts(text, segment(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 soldiers were killed in the raid.", [("killed", 17, 17, "soldiers", "whole")]),
        ("The blast killed nine people on Sunday.", [("killed", 9, 9, "people", "whole")]),
        ("The blast left 12 dead and 30 wounded.", [("killed", 12, 12, "", "whole"), ("injured", 30, 30, "", "whole")]),
        ("The death toll from the quake rose to 30 on Tuesday.", [("killed", 30, 30, "", "whole")]),
        (
            "Three people including two children were wounded in it.",
            [("injured", 3, 3, "people", "whole"), ("injured", 2, 2, "children", "part")],
        ),
        (
            "12 civilians killed 20 injured as mortars hit Port Ellery.",
            [("killed", 12, 12, "civilians", "whole"), ("injured", 20, 20, "", "whole")],
        ),
        ("Dozens were killed in the quake.", [("killed", 24, None, "", "whole")]),
        ("No one was hurt in the fire.", [("injured", 0, 0, "", "whole")]),
        ("There were no injuries in the fire.", [("injured", 0, 0, "", "whole")]),
        ("A man was shot in the arm.", [("shot", 1, 1, "man", "individual")]),
        ("The two men were shot in the arm.", [("shot", 2, 2, "men", "definite")]),
        ("Three more civilians were killed in the raid.", [("killed", 3, 3, "civilians", "additional")]),
        ("Twelve people lost their lives in the flood.", [("killed", 12, 12, "people", "whole")]),
        ("Five people, two of them children, were killed.", [("killed", 5, 5, "people", "whole")]),
        ("The blast killed two US soldiers.", [("killed", 2, 2, "soldiers", "whole")]),
        ("Around 30 injured following two blasts.", [("injured", 27, 33, "", "whole")]),
        ("A guard, a 52-year-old man, was shot in the arm.", [("shot", 1, 1, "man", "individual")]),
        (
            "He killed his wife and then shot three men.",
            [("killed", 1, 1, "wife", "individual"), ("shot", 3, 3, "men", "additional")],
        ),
        ("A quarter of a million people have been killed.", []),
        ("Shelling of the port kills 19, monitor says\n\nThe port was shelled.", [("killed", 19, 19, "", "whole")]),
        ("Shelling of the port kills 19 Monitor\n\nThe port was shelled.", [("killed", 19, 19, "", "whole")]),
        ("Shelling of the port kills 19 cows\n\nThe port was shelled.", []),
        ("The ferry had a crew of 23.", [("aboard", 23, 23, "", "whole")]),
        ("Six people were on board the plane.", [("aboard", 6, 6, "people", "whole")]),
        ("The 32 members of the crew are well.", [("aboard", 32, 32, "members", "whole")]),
        ("Two ferries carrying 80 passengers sank.", []),
        ("The blast killed three people aboard the bus.", [("killed", 3, 3, "people", "whole")]),
        (
            "All 21 people on board died.",
            [("aboard", 21, 21, "people", "whole"), ("killed", 21, 21, "people", "whole")],
        ),
        ("Two other suspects were arrested.", [("arrested", 2, 2, "suspects", "additional")]),
        ("Police found a man shot six times.", [("shot", 1, 1, "man", "individual")]),
        ("40 injured flown to the mainland.", [("injured", 40, 40, "", "part")]),
        ("Two of the victims died at the clinic.", [("killed", 2, 2, "victims", "part")]),
        (
            "A woman and her two children were killed.",
            [("killed", 3, 3, "people", "individual"), ("killed", 2, 2, "children", "part")],
        ),
        (
            "The crash killed 54 people, 49 passengers and four crew.",
            [("killed", 54, 54, "people", "whole")],
        ),
        (
            "The raid killed 12 people, five soldiers and two policemen.",
            [
                ("killed", 19, 19, "people", "whole"),
                ("killed", 5, 5, "soldiers", "whole"),
                ("killed", 2, 2, "policemen", "whole"),
            ],
        ),
        ("Four people were shot dead by gunmen.", [("killed", 4, 4, "people", "whole")]),
        ("Two people in a car near the market were shot and killed.", [("killed", 2, 2, "people", "whole")]),
        ("One person was fatally shot.", [("killed", 1, 1, "person", "whole")]),
        ("The raid claimed 12 lives.", [("killed", 12, 12, "", "whole")]),
        ("Police mourned the deaths of four men.", [("killed", 4, 4, "men", "whole")]),
        ("Flags flew for 31 fallen sailors.", [("killed", 31, 31, "sailors", "whole")]),
        ("The storm displaced more than 200 families and 300 people.", []),
        ("The storm displaced more than 300 people.", [("displaced", 301, None, "people", "whole")]),
        ("Police arrested 12 people after the march.", [("arrested", 12, 12, "people", "whole")]),
        ("Four sailors are missing after the crash.", [("missing", 4, 4, "sailors", "whole")]),
        ("He was shot 10 times and died.", []),
        ("Two rounds were fired and five shots hit the house.", []),
        ("As many as 50 people may have been killed there.", []),
        ("The plan could kill 200 jobs.", []),
        ("She was injured on July 14 in 2013.", []),
    ],
)
def test_counts(text: str, expected: list[tuple[str | None, float | None, float | None, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Three people are dead, including the gunman, police said.", "included"),
        ("He killed two people and then himself, police said.", "apart"),
        ("He killed two people, police said.", None),
    ],
)
def test_whether_the_attacker_is_counted(text: str, attacker: str | None) -> None:
    assert [count.attacker for count in find_counts(text, segment(text))] == [attacker]


def test_a_part_knows_its_whole() -> None:
    text = "The raid killed 16 civilians including three children."
    whole, part = find_counts(text, segment(text))
    assert (whole.within, part.within) == (None, whole.span)
    assert text[part.span.start : part.span.end] == "three children"
    assert part.group == "children"
