"""TimeML output."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from crossfact.annotate.timex.timeml import timeml
from crossfact.rulekit import View, article_of


def written(text: str, published: str | None = "2014-09-16") -> ElementTree.Element:
    view = View(article_of(text, published=published))
    return ElementTree.fromstring(timeml(text, view.timexes, view.dct))


def test_elements_and_attributes() -> None:
    root = written("They met on Monday & left <early> in 2006–2011, until 31 September 2014.")
    assert [(e.text, dict(e.attrib)) for e in root.iter("TIMEX3")] == [
        (
            "2014-09-16",
            {
                "tid": "t0",
                "type": "DATE",
                "value": "2014-09-16",
                "temporalFunction": "false",
                "functionInDocument": "CREATION_TIME",
            },
        ),
        (
            "Monday",
            {"tid": "t1", "type": "DATE", "value": "2014-09-15", "temporalFunction": "true", "anchorTimeID": "t0"},
        ),
        ("2006–2011", {"tid": "t2", "type": "DURATION", "value": "P5Y", "beginPoint": "t3", "endPoint": "t4"}),
        (None, {"tid": "t3", "type": "DATE", "value": "2006"}),
        (None, {"tid": "t4", "type": "DATE", "value": "2011"}),
        ("31 September 2014", {"tid": "t5", "type": "DATE", "value": "2014-09", "comment": "September has 30 days"}),
    ]


def test_without_a_creation_time_the_element_is_empty() -> None:
    root = written("They met on Monday.", None)
    dct = root.find("DCT")
    assert dct is not None
    assert list(dct) == []
    assert [e.get("value") for e in root.iter("TIMEX3")] == ["XXXX-WXX-1"]


@given(st.text(max_size=60))
def test_any_text_is_well_formed_and_kept(middle: str) -> None:
    text = f"They met on Monday {middle} in 2019."
    root = written(text)
    body = root.find("TEXT")
    assert body is not None
    kept = "".join(body.itertext()).replace("\r", "\n")
    allowed = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in text
    )
    assert kept == allowed.replace("\r\n", "\n").replace("\r", "\n")
