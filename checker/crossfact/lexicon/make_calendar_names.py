"""Write ``calendar_names.toml``: month and weekday names of all CLDR languages, from Babel's copy of the CLDR data.

Run as ``python -m crossfact.lexicon.make_calendar_names`` with Babel installed; the result is committed, so that running
crossfact needs neither Babel nor the network. Names of a language's regional variants (the Levantine month names of
Arabic, Serbian in Latin script) and the inflected forms and words for yesterday, today and tomorrow of dateparser's
translation data are added where they do not contradict each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

_HEADER = """\
# Names of months and weekdays, and the order of day, month and year, by language.
# Made by make_calendar_names.py from Babel {version} (Unicode CLDR data, Unicode License v3) and the translation data of
# dateparser {dateparser} (BSD-3-Clause). Do not edit.
#
# "months": twelve lists of names in lower case. "weekdays": seven lists from Monday, lower case. "wide", "short": the
# standard names of the weekdays from Monday as they are written. "order": long form; "numeric": short form.
# "days": words for days near the article's, with the distance.
"""


def main() -> None:
    """Write the table beside this module."""
    from concurrent.futures import ProcessPoolExecutor
    from importlib.metadata import version

    target = Path(__file__).with_name("calendar_names.toml")
    lines = [_HEADER.format(version=version("babel"), dateparser=version("dateparser"))]
    languages = sorted(_languages().items())
    # A process for each language: Babel fills gaps of a locale in shared data, so that one locale leaks into the next.
    with ProcessPoolExecutor(max_workers=1, max_tasks_per_child=1) as pool:
        for (language, _), table in zip(languages, pool.map(_table, *zip(*languages, strict=True)), strict=True):
            if table is not None:
                lines.append(f"[{language}]")
                lines += (f"{key} = {_toml(value)}" for key, value in table.items())
                lines.append("")
    target.write_text("\n".join(lines), encoding="utf-8")


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {v}" for k, v in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def _languages() -> Mapping[str, list[str]]:
    """Language codes with all locales of each, the plain one first."""
    from babel import localedata

    found: dict[str, list[str]] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        found.setdefault(identifier.partition("_")[0], []).append(identifier)
    found.pop("root", None)
    return found


def _table(language: str, variants: list[str]) -> dict[str, object] | None:
    from babel import Locale

    main_locale = Locale.parse(language)
    wide = main_locale.months["format"]["wide"]
    if re.fullmatch(r"M\d\d|\d+", wide[1]):
        return None
    months: list[list[str]] = [[] for _ in range(12)]
    weekdays: list[list[str]] = [[] for _ in range(7)]
    owner: dict[str, int] = {}
    day_owner: dict[str, int] = {}
    for variant in variants:
        locale = Locale.parse(variant)
        for number, name in _names(locale.months, 12, 1):
            if owner.setdefault(name, number) == number and name not in months[number]:
                months[number].append(name)
        for number, name in _names(locale.days, 7, 0):
            if day_owner.setdefault(name, number) == number and name not in weekdays[number]:
                weekdays[number].append(name)
    more = _translations(language)
    for number, english in enumerate(_ENGLISH_MONTHS):
        for name in map(_clean, more.get(english, ())):
            if len(name) > 3 and owner.setdefault(name, number) == number and name not in months[number]:
                months[number].append(name)
    for number, english in enumerate(_ENGLISH_DAYS):
        for name in map(_clean, more.get(english, ())):
            if len(name) > 3 and day_owner.setdefault(name, number) == number and name not in weekdays[number]:
                weekdays[number].append(name)
    near: dict[str, int] = {}
    for phrase, distance in _NEAR_DAYS.items():
        for name in map(_clean, more.get("relative-type", {}).get(phrase, ())):
            if len(name) > 2:
                near.setdefault(name, distance)
    days = main_locale.days["format"]
    return {
        "order": _order(main_locale.date_formats["long"].pattern),
        "numeric": _order(main_locale.date_formats["short"].pattern),
        "wide": [days["wide"][n] for n in range(7)],
        "short": [days["abbreviated"][n] for n in range(7)],
        "months": months,
        "weekdays": weekdays,
        "days": near,
    }


_ENGLISH_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ENGLISH_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NEAR_DAYS = {"0 day ago": 0, "1 day ago": -1, "2 day ago": -2, "in 1 day": 1, "in 2 day": 2}


def _translations(language: str) -> Mapping[str, Any]:
    """dateparser's words of the language, empty where it has none."""
    try:
        module = import_module(f"dateparser.data.date_translation_data.{language}")
    except ImportError:
        return {}
    info: Mapping[str, Any] = module.info
    return info


def _clean(name: str) -> str:
    return name.lower().strip().rstrip(".")


def _names(table: Mapping[str, Mapping[str, Mapping[int, str]]], count: int, base: int) -> Iterator[tuple[int, str]]:
    """Numbers from 0 with names worth looking for, in lower case and without a closing full stop."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number in range(count):
                name = _clean(table[context][width][number + base])
                if len(name) > 1 and not re.fullmatch(r"m?\d+.?", name):
                    yield number, name


def _order(pattern: str) -> str:
    """``DMY`` and the like from a CLDR pattern, quoted words left out."""
    letters = re.sub(r"'[^']*'", "", pattern)
    return "".join(dict.fromkeys(c.upper() for c in letters if c in "dMLy")).replace("L", "M")[:3]


if __name__ == "__main__":
    main()
