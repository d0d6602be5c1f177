"""Ranks and offices with the person, status, body and country written with them."""

from __future__ import annotations

import pytest

from crossfact.model import RoleMention
from crossfact.rulekit import View, article_of


def roles(text: str) -> tuple[RoleMention, ...]:
    view = View(article_of(text))
    assert all(text[r.span.start : r.span.end] == r.text for r in view.roles)
    return view.roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Army chief Gen. Amara Okoye met them.", [("Chief of Army Staff", "Amara Okoye"), ("General", "Amara Okoye")]),
        ("Amara Okoye, the envoy to Ruritania, left.", [("Envoy", "Amara Okoye")]),
        ("The mayor, Dana Orr, spoke to them.", [("Mayor", "Dana Orr")]),
        ("Dana Orr, 34, a spokeswoman for the port, spoke to them.", [("Spokesperson", "Dana Orr")]),
        (
            "Secretary of State Dana Orr met Lt. Gen. Jan Novak there.",
            [("Secretary of State", "Dana Orr"), ("Lieutenant General", "Jan Novak")],
        ),
        ("Col. Gen. Jan Novak spoke to them at noon.", [("Colonel General", "Jan Novak")]),
        ("Finance chief Dana Orr spoke to them.", [("Chief Financial Officer", "Dana Orr")]),
        ("Deputy Finance Minister Dana Orr spoke.", [("Deputy Finance Minister", "Dana Orr")]),
        ("Assistant Ellery County Prosecutor Dana Orr spoke.", [("Assistant Prosecutor", "Dana Orr")]),
        ("Shadow Home Secretary Dana Orr spoke.", [("Shadow Home Secretary", "Dana Orr")]),
        ("President of the Republic Milorad Dran spoke.", [("President", "Milorad Dran")]),
        ("Spokesman of the Ministry of Health Dana Orr spoke.", [("Spokesperson", "Dana Orr")]),
        ("In general Dana Orr agreed with a major part of it.", []),
        ("It ends at 2:00 PM. Dana Orr left early.", []),
        ("He asked an aide. Dana Orr left early.", []),
        ("The Ellery County Sheriff’s Office came at once.", []),
        ("The chief economist Dana Orr spoke to them.", []),
    ],
)
def test_terms_and_persons(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.term, r.person) for r in roles(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Former Ruritanian envoy Amara Okoye spoke.", ("former", None, None, False)),
        ("Ex-foreign minister Amara Okoye spoke to them.", ("former", None, None, False)),
        ("Acting Kenyan President Amara Okoye spoke.", ("acting", None, "Kenya", False)),
        ("President-elect Amara Okoye spoke to them.", ("designate", None, None, False)),
        ("The then foreign minister Amara Okoye spoke.", ("serving", None, None, True)),
        ("Kenyan foreign ministry spokeswoman Amara Okoye spoke.", ("serving", "foreign ministry", "Kenya", False)),
        ("Kenya’s Foreign Office spokesperson Amara Okoye spoke.", ("serving", "Foreign Office", "Kenya", False)),
        ("Amara Okoye, spokeswoman for the Ministry of Health, spoke.", ("serving", "Ministry of Health", None, False)),
        ("Amara Okoye, who was foreign minister, spoke to them.", ("serving", None, None, True)),
    ],
)
def test_status_body_country_and_time(text: str, expected: tuple[str, str | None, str | None, bool]) -> None:
    (role,) = roles(text)
    assert (role.status.value, role.organisation, role.country, role.historical) == expected


def test_a_deputy_is_told_from_the_office() -> None:
    assert [r.term for r in roles("Deputy Foreign Office spokesman Jan Novak agreed.")] == ["Deputy Spokesperson"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Port spokeswoman Dana Orr came. The spokeswoman said no more.", "Dana Orr"),
        ("Port spokeswoman Dana Orr and bank spokesman Jan Novak came. The spokesman said no more.", None),
        ("Amara Okoye, a former Kenyan envoy, came. The Kenyan official said no more.", "Amara Okoye"),
        ("Amara Okoye, a former Kenyan envoy, came. A Kenyan official left. The Kenyan official said no more.", None),
    ],
)
def test_later_mentions_stand_for_the_one_holder(text: str, expected: str | None) -> None:
    assert roles(text)[-1].person == expected


@pytest.mark.parametrize(
    "text", ["chief " * 8000, "of the chief " * 5000, "former " * 8000 + "chief Dana Orr", "Gen. " * 8000]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert len(roles(text)) < len(text)
