"""Language by script and function words; dates in other languages than English."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crossfact.annotate.timex import language_of, weekday_names
from crossfact.annotate.timex.language import calendar
from crossfact.rulekit import View, article_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The mayor of the town said that the harbour was closed.", None, "en"),
        ("Harbour closed", None, "en"),
        ("", None, "en"),
        ("Der Hafen der Stadt war am Montag nicht offen, und das Wasser stieg.", None, "de"),
        ("Le port de la ville était fermé lundi dans la nuit.", None, "fr"),
        ("El puerto de la ciudad estuvo cerrado el lunes por la noche.", None, "es"),
        ("Порт города был закрыт в понедельник.", None, "ru"),
        ("Порт міста був закритий у понеділок, її відкрили.", None, "uk"),
        ("कल बंदरगाह बंद था।", None, "hi"),
        ("بندرگاہ پیر کو بند رہی، یہ ٹھیک ہے۔", None, "ur"),
        ("港口于星期一关闭。", None, "zh"),
        ("港は月曜日に閉鎖された。", None, "ja"),
        ("Harbour closed", "de-AT", "de"),
        ("Harbour closed", "no", "nb"),
        ("123 456 !!!", None, "en"),
    ],
)
def test_language(text: str, declared: str | None, language: str) -> None:
    assert language_of(text, declared) == language


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Er kam am 3. Mai.", [("3. Mai", "2014-05-03")]),
        (
            "de",
            "Vom 24. bis 26. Mai 2013 war es 15.-17. Mai 2011.",
            [("26. Mai 2013", "2013-05-26"), ("15.-17. Mai 2011", "2011-05-15/2011-05-17")],
        ),
        ("de", "Im Mai 2013 kam er gestern.", [("Mai 2013", "2013-05"), ("gestern", "2014-09-15")]),
        ("de", "Am 16.09.2014 und am 1.2.3 und 12.30 Uhr.", [("16.09.2014", "2014-09-16")]),
        ("ru", "В среду, 17 сентября, он ушёл.", [("среду, 17 сентября", "2014-09-17")]),
        ("hu", "A szavazás 2014. szeptember 16., kedd volt.", [("2014. szeptember 16., kedd", "2014-09-16")]),
        ("ko", "투표는 2014년 9월 16일 화요일에 있었다.", [("2014년 9월 16일 화요일", "2014-09-16")]),
        ("ja", "平成26年9月16日に行われた。", [("平成26年9月16日", "2014-09-16")]),
        ("th", "วันอังคารที่ 16 กันยายน 2557", [("วันอังคารที่ 16 กันยายน 2557", "2014-09-16")]),
        ("vi", "thứ Ba, ngày 16 tháng 9 năm 2014", [("thứ Ba, ngày 16 tháng 9 năm 2014", "2014-09-16")]),
        ("sv", "tisdagen den 16 september 2014", [("tisdagen den 16 september 2014", "2014-09-16")]),
        ("he", "ביום שלישי, 16 בספטמבר 2014", [("יום שלישי, 16 בספטמבר 2014", "2014-09-16")]),
        ("fil", "Noong Martes, Setyembre 16, 2014", [("Martes, Setyembre 16, 2014", "2014-09-16")]),
        ("ar", "في ١٦ أيلول ٢٠١٤", [("١٦ أيلول ٢٠١٤", "2014-09-16")]),
        ("zxx", "16 foo 2014", []),
    ],
)
def test_dates(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    view = View(replace(article_of(text, published="2014-09-16"), language=language))
    assert [(t.text, t.value) for t in view.timexes] == expected


def test_a_month_form_that_cldr_lacks_is_left_to_dateparser() -> None:
    names = calendar("fr")
    assert names is not None
    assert "decembre" not in names.months
    view = View(replace(article_of("Il est venu le 16 decembre 2014 et il est parti."), language="fr"))
    assert [(t.text, t.value) for t in view.timexes] == [("16 decembre 2014", "2014-12-16")]


@pytest.mark.parametrize(
    ("language", "written", "tuesday"),
    [
        ("en", "Monday", "Tuesday"),
        ("en", "Mon", "Tue"),
        ("fr", "lundi", "mardi"),
        ("fr", "Lundi", "Mardi"),
        ("de", "Mo.", "Di"),
        ("zxx", "Monday", "Tuesday"),
    ],
)
def test_weekday_names_follow_the_style(language: str, written: str, tuesday: str) -> None:
    assert weekday_names(language, written)[1] == tuesday
