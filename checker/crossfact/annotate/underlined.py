"""A text with marks under the words that annotations cover, and what was read below them, for people.

The layout is that of compiler messages: a numbered line of the text, a line of marks, lines of labels. Everything is plain
characters, so it looks alike on a terminal, in a pipe and in a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crossfact.model import Span

_LEAST_WIDTH = 20
_TAB = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to underline with ``sign``, one column wide, and the label that stands under their start."""

    span: Span
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is shown for one character of the text, and the columns it takes."""

    shown: str
    width: int


def underlined(text: str, marks: Iterable[Mark], *, width: int, safe: Callable[[str], str]) -> str:
    """The lines of the text, wrapped to ``width`` columns, with marks and labels; blank lines are left out.

    ``safe`` makes characters that steer a terminal visible. Where marks overlap, the shorter one is drawn; a label stands
    where its mark begins, in the first line of labels that has room. Spans are half-open code points of ``text``; parts
    outside of the text are not drawn.
    """
    ordered = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))
    lines = text.split("\n")
    gutter = len(str(len(lines))) + 2
    room = max(_LEAST_WIDTH, width - gutter - 1)
    rows: list[str] = []
    open_marks: list[Mark] = []
    start = following = 0
    for number, line in enumerate(lines, start=1):
        end = start + len(line)
        if line.strip():
            cells = [_cell(char, safe) for char in line.rstrip()]
            head = f"{number:>{gutter}} "
            for first, last in _pieces(line, cells, room):
                left, right = start + first, start + last
                while following < len(ordered) and ordered[following].span.start < right:
                    open_marks.append(ordered[following])
                    following += 1
                open_marks = [mark for mark in open_marks if mark.span.end > left]
                seen = first + len(line[first:last].rstrip())
                rows += _piece(cells[first:seen], left, head, open_marks, room)
                head = " " * len(head)
        start = end + 1
    return "".join(f"{row.rstrip()}\n" for row in rows)


def _cell(char: str, safe: Callable[[str], str]) -> _Cell:
    if char == "\t":
        return _Cell(" " * _TAB, _TAB)
    shown = safe(char)
    if len(shown) > 1:
        return _Cell(shown, len(shown))
    if unicodedata.combining(char):
        return _Cell(shown, 0)
    return _Cell(shown, 2 if unicodedata.east_asian_width(char) in "WF" else 1)


def _pieces(line: str, cells: Sequence[_Cell], room: int) -> Iterable[tuple[int, int]]:
    """The line cut into pieces of at most ``room`` columns, at the last blank where there is one."""
    first = used = 0
    blank = -1
    for index, cell in enumerate(cells):
        if used + cell.width > room and index > first:
            last = blank + 1 if blank >= first else index
            yield first, last
            first, blank = last, -1
            used = sum(c.width for c in cells[first:index])
        used += cell.width
        if line[index] == " ":
            blank = index
    if first < len(cells):
        yield first, len(cells)


def _piece(cells: Sequence[_Cell], start: int, head: str, marks: Sequence[Mark], room: int) -> list[str]:
    """The rows of one piece: text, marks, labels."""
    columns = [0]
    for cell in cells:
        columns.append(columns[-1] + cell.width)
    rows = [head + "".join(cell.shown for cell in cells)]
    if not marks:
        return rows
    signs = [" "] * columns[-1]
    labels: list[tuple[int, str]] = []
    for mark in sorted(marks, key=lambda mark: mark.span.start - mark.span.end):
        first, last = max(0, mark.span.start - start), min(len(cells), mark.span.end - start)
        left, right = columns[first], columns[last]
        signs[left:right] = mark.sign * (right - left)
    for mark in marks:
        if mark.span.start >= start:
            labels.append((columns[mark.span.start - start], mark.label))
    under = " " * len(head)
    rows.append(under + "".join(signs))
    return rows + [under + row for row in _label_rows(labels, room)]


def _label_rows(labels: Sequence[tuple[int, str]], room: int) -> list[str]:
    """Each label at its column, moved left where it would leave the page, in the first row with room for it."""
    rows: list[str] = []
    for column, whole in labels:
        label = whole if len(whole) <= room else whole[: room - 1] + "…"
        place = max(0, min(column, room - len(label)))
        index = next((i for i, row in enumerate(rows) if not row or len(row) + 2 <= place), len(rows))
        if index == len(rows):
            rows.append("")
        rows[index] = rows[index].ljust(place) + label
    return rows
