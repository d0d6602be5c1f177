"""Write an article with its temporal expressions as TimeML.

The document has the parts that TempEval-3 fixed (``DCT`` and ``TEXT`` under ``TimeML``) with TIMEX3 elements as TimeML
1.2.1 defines them: relative expressions name the creation time as their anchor, and a range of days or years is a duration
with its two end points as empty elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from crossfact.model import Anchor, CreationTime, Timex, TimexFunction

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DCT = "t0"


def timeml(text: str, timexes: Iterable[Timex], dct: CreationTime | None) -> str:
    """The document as XML text. Characters that XML cannot hold are written as U+FFFD."""
    parts = [_HEAD, "<DCT>", _creation_time(dct), "</DCT>\n<TEXT>"]
    position = number = 0
    for timex in timexes:
        if timex.span.start < position:
            continue
        parts.append(_escaped(text[position : timex.span.start]))
        number += 1
        name = f"t{number}"
        first, _, last = timex.value.partition("/")
        attributes = {"tid": name, "type": timex.type.value, "value": timex.value}
        points: list[str] = []
        if last:
            attributes |= {
                "type": "DURATION",
                "value": _length(first, last),
                "beginPoint": f"t{number + 1}",
                "endPoint": f"t{number + 2}",
            }
            points = [
                _element({"tid": f"t{number + 1 + n}", "type": "DATE", "value": v}, "")
                for n, v in enumerate((first, last))
            ]
            number += 2
        if timex.impossible is not None:
            attributes |= {"value": timex.value[:7], "comment": timex.impossible}
        if timex.mod is not None:
            attributes["mod"] = timex.mod
        if timex.function is not TimexFunction.NONE:
            attributes["functionInDocument"] = timex.function.value
        if timex.anchor is not Anchor.ABSOLUTE:
            attributes["temporalFunction"] = "true"
        if timex.anchor is Anchor.DCT and dct is not None:
            attributes["anchorTimeID"] = _DCT
        parts.append(_element(attributes, _escaped(text[timex.span.start : timex.span.end])))
        parts += points
        position = timex.span.end
    return "".join([*parts, _escaped(text[position:]), "</TEXT>\n</TimeML>\n"])


def _creation_time(dct: CreationTime | None) -> str:
    if dct is None:
        return ""
    value = str(dct.days) if dct.days.day is not None else str(dct.days)[:7]
    attributes = {"tid": _DCT, "type": "DATE", "value": value, "temporalFunction": "false"}
    return _element(attributes | {"functionInDocument": "CREATION_TIME"}, value)


def _element(attributes: dict[str, str], content: str) -> str:
    written = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in attributes.items())
    return f"<TIMEX3{written}>{content}</TIMEX3>" if content else f"<TIMEX3{written}/>"


def _length(first: str, last: str) -> str:
    """The duration from one value to another, both ends counted: days, or years where only years are given."""
    if len(first) == 4:
        return f"P{int(last) - int(first)}Y"
    try:
        return f"P{date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal() + 1}D"
    except ValueError:
        return "PXD"


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _escaped(text: str) -> str:
    return escape(_clean(text))
