"""Text with marks under annotated words."""

from __future__ import annotations

from crossfact.annotate.underlined import Mark, underlined
from crossfact.model import Span


def drawn(text: str, *marks: Mark, width: int = 40) -> list[str]:
    rows = underlined(text, marks, width=width, safe=lambda char: "⟨!⟩" if char < " " else char)
    return rows.split("\n")[:-1]


def test_lines_are_numbered_as_in_the_file_and_blank_ones_left_out() -> None:
    assert drawn("a\n\n \nb") == ["  1 a", "  4 b"]


def test_a_mark_over_a_break_is_drawn_on_both_sides_and_labelled_once() -> None:
    text = "one two three four five six"
    assert drawn(text, Mark(Span(14, 23), "=", "label"), width=24) == [
        "  1 one two three four",
        "                  ====",
        "                  label",
        "    five six",
        "    ====",
    ]


def test_the_shorter_of_two_marks_is_drawn_over_the_longer() -> None:
    text = "“Come on Monday,” she said."
    marks = Mark(Span(0, 17), ".", "quotation"), Mark(Span(9, 15), "=", "date")
    assert drawn(text, *marks) == [
        "  1 “Come on Monday,” she said.",
        "    .........======..",
        "    quotation",
        "             date",
    ]


def test_columns_are_those_of_the_screen() -> None:
    assert drawn("日本 e\u0301 x\ty\x07z", Mark(Span(6, 7), "=", "X"), Mark(Span(8, 10), "-", "Y")) == [
        "  1 日本 e\u0301 x    y⟨!⟩z",
        "           =    ----",
        "           X    Y",
    ]


def test_a_label_near_the_right_edge_moves_left_and_a_long_one_is_cut() -> None:
    text = "a long line of words ends here"
    assert drawn(text, Mark(Span(26, 30), "=", "a label of some length"), width=34) == [
        "  1 a long line of words ends here",
        "                              ====",
        "            a label of some length",
    ]
    assert drawn("here", Mark(Span(0, 4), "=", "x" * 40), width=10)[-1] == f"    {'x' * 19}…"


def test_marks_outside_of_the_text_are_not_drawn() -> None:
    assert drawn("a b", Mark(Span(2, 9), "=", "L"), Mark(Span(20, 22), "=", "M")) == ["  1 a b", "      =", "      L"]
