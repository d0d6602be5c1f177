"""Quotations: marks, utterances, speakers, media."""

from __future__ import annotations

import pytest

from crossfact.model import Quotation
from crossfact.rulekit import View, article_of


def found(text: str) -> tuple[Quotation, ...]:
    return View(article_of(text)).quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We are ready,” Amara Okoye said.", ["“We are ready,”"]),
        ('"We are ready," Amara Okoye said.', ['"We are ready,"']),
        ("''We are ready,'' Amara Okoye said.", ["''We are ready,''"]),
        ("``We are ready,'' Amara Okoye said.", ["``We are ready,''"]),
        ("«We are ready,» Amara Okoye said.", ["«We are ready,»"]),
        ("‘We are ready,’ Amara Okoye said.", ["‘We are ready,’"]),
        ("'We are ready,' Amara Okoye said.", ["'We are ready,'"]),
        # Nested marks belong to the outer quotation.
        ("“She told me ‘no’ twice,” Amara Okoye said.", ["“She told me ‘no’ twice,”"]),
        ("‘She told me “no” twice,’ Amara Okoye said.", ["‘She told me “no” twice,’"]),
        ("“They call it ‘home,’” Amara Okoye said.", ["“They call it ‘home,’”"]),
        # Apostrophes, inches and years are no marks.
        ("The workers’ rights aren’t safe, she’s told.", []),
        ("'We know the workers' rights are safe,' Amara Okoye said.", ["'We know the workers' rights are safe,'"]),
        ("The 6' 2\" guard and the 5' 9\" guard left in the '90s.", []),
        # A cue between two parts.
        (
            "“We are ready,” Amara Okoye said. “We leave today.”",
            ["“We are ready,” Amara Okoye said. “We leave today.”"],
        ),
        (
            "“We are ready,” said Amara Okoye, a harbour pilot who came back last year. “We leave today.”",
            ["“We are ready,” said Amara Okoye, a harbour pilot who came back last year. “We leave today.”"],
        ),
        # Two speakers stay two.
        ("“We are ready,” Amara Okoye said. “So are we,” Bram Visser said.", ["“We are ready,”", "“So are we,”"]),
        # The name of a show inside the cue is no part of the words.
        (
            "“We are ready,” Amara Okoye said on “Morning Hour.” “We leave today.”",
            ["“We are ready,” Amara Okoye said on “Morning Hour.” “We leave today.”", "“Morning Hour.”"],
        ),
        # Paragraphs that go on open again without having been closed.
        ("“We are ready.\n“We leave today,” Amara Okoye said.", ["“We are ready.\n“We leave today,”"]),
        # A mark that is never closed ends with its paragraph.
        ("Amara Okoye said: “We are ready.\nThe crowd cheered.", ["“We are ready."]),
    ],
)
def test_spans_hold_the_words_and_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[q.span.start : q.span.end] for q in found(text)] == quoted


def test_an_utterance_keeps_its_segments_apart() -> None:
    text = "“We are ready,” Amara Okoye said. “We leave today.”"
    (quotation,) = found(text)
    assert quotation.text == "We are ready, We leave today."
    assert [text[s.start : s.end] for s in quotation.segments] == ["“We are ready,”", "“We leave today.”"]
    assert quotation.cue == "said"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are ready now,” Amara Okoye said.", "Amara Okoye"),
        ("“We are ready now,” said Amara Okoye.", "Amara Okoye"),
        ("“We are ready now,” said Mayor Amara Okoye, who took office in May.", "Amara Okoye"),
        ("Amara Okoye told reporters: “We are ready now.”", "Amara Okoye"),
        ("Amara Okoye, the mayor of Port Ellery, said, “We are ready now.”", "Amara Okoye"),
        ("According to Amara Okoye, “we are ready now.”", "Amara Okoye"),
        ("Amara Okoye had met Jan Novak and, according to the file, said that “we are ready now.”", "Amara Okoye"),
        ("Mayor Amara Okoye spoke first. “We are ready now,” she said.", "Amara Okoye"),
        ("Mayor Amara Okoye spoke first. In her words, “we are ready now.”", "Amara Okoye"),
        ("“We are ready now,” a police spokesman said.", "a police spokesman"),
        ("“We are ready now,” said a spokesman for the harbour board.", "a spokesman for the harbour board"),
        ("“We are ready now,” said a spokeswoman for the harbour, Amara Okoye.", "Amara Okoye"),
        ("“We are ready now,” the mayor, Amara Okoye, said.", "Amara Okoye"),
        ("“We are ready now.” — Amara Okoye", "Amara Okoye"),
        (
            "Prime Minister Amara Okoye and Gen. Bram Visser warned them: “We are ready now.”",
            "Amara Okoye and Bram Visser",
        ),
        ("Just days after Graustark warned Ruritania to “stop the raids now,” a diplomat urged talks.", "Graustark"),
        ("Bram Visser criticised Amara Okoye, who has called it a “very bad idea.”", "Amara Okoye"),
        ("The so-called “peace bridge” was closed.", None),
        ("The film “The Long Way to Port Ellery” opened.", None),
    ],
)
def test_speaker(text: str, speaker: str | None) -> None:
    assert [q.speaker for q in found(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("In a post on X (formerly Twitter), Amara Okoye wrote, “We are ready now.”", "a post on X (formerly Twitter)"),
        ("Amara Okoye stated via a party statement, “We are ready now.”", "a party statement"),
        ("“We are ready now,” Amara Okoye wrote on social media.", "social media"),
        ("In a letter to the board, Amara Okoye urged calm. “We are ready now,” she wrote.", "a letter"),
        ("“We are ready now,” Amara Okoye said.", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    assert [q.channel for q in found(text)] == [channel]


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [
        ("“We are ready now,” Amara Okoye said.", True),
        ("Amara Okoye called it a “mistake.”", False),
        ("Amara Okoye wrote “The Long Way to Port Ellery” there.", False),
        ("Amara Okoye never said “we are ready now.”", False),
        ("Amara Okoye said: “We are ready now", False),
    ],
)
def test_verbatim(text: str, verbatim: bool) -> None:
    assert [q.verbatim for q in found(text)] == [verbatim]


@pytest.mark.parametrize(
    "text",
    ["“" * 5000, "'a " * 4000, "“a” said " * 3000, '" ' * 5000, "said, " * 5000 + "“a b c”", "A" * 20000 + "“x”"],
)
def test_hostile_text_is_read_in_time_and_spans_stay_inside(text: str) -> None:
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found(text))


@pytest.mark.parametrize("text", ["She held up a sign: “”.", "“…” was all that stood there.", '"' * 40])
def test_marks_around_no_words_quote_nobody(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        ',said "a lantern is lit"',
        'They lit what (called "a lantern") before the ferry sailed.',
        ') — says "a lantern is lit"',
        ', who said "a lantern is lit"',
    ],
)
def test_a_cue_with_nothing_but_marks_before_it_has_no_speaker(text: str) -> None:
    assert [quotation.speaker for quotation in found(text)] == [None]
