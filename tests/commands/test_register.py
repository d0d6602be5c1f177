"""``crossfact register``: list, show, check, import."""

from __future__ import annotations

import pytest

from shell import Shell

ROWS = """\
[[tenure]]
person = "Amara Okoye"
aliases = ["A. N. Okoye"]
office = "Spokesperson"
organisation = "Port Ellery Harbour Authority"
country = "Ruritania"
since = "2021-05"
until = "2024-01-31"
source = "harbour gazette 2021/5"

[[tenure]]
person = "Emeka Obi"
office = "Spokesperson"
organisation = "Port Ellery Harbour Authority"
country = "Ruritania"
since = "2024-02-01"
as_of = "2024-12-31"
source = "harbour gazette 2024/2"
"""
OKOYE = (
    "Amara Okoye: Spokesperson, Port Ellery Harbour Authority, Ruritania, since May 2021, until 31 January 2024 "
    "(source: harbour gazette 2021/5)\n"
)
OBI = (
    "Emeka Obi: Spokesperson, Port Ellery Harbour Authority, Ruritania, since 1 February 2024, not ended as of 2024-12-31 "
    "(source: harbour gazette 2024/2)\n"
)


@pytest.fixture
def harbour(shell: Shell) -> Shell:
    shell.write("offices/harbour.toml", ROWS)
    shell.write("crossfact.toml", 'registers = ["offices"]\n')
    return shell


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (("Amara", "Okoye"), OKOYE),
        (("A. N. Okoye",), OKOYE),
        (("harbour", "spokesperson", "ellery"), OKOYE + OBI),
    ],
)
def test_show_finds_rows_by_name_or_by_words(harbour: Shell, words: tuple[str, ...], rows: str) -> None:
    assert harbour("register", "show", *words) == (0, rows, "")


def test_show_of_nobody_is_refused(harbour: Shell) -> None:
    assert harbour("register", "show", "Ngozi", "Eze") == (
        2,
        "",
        'crossfact: error: no register has a row on "Ngozi Eze"; see "crossfact register list"\n',
    )


def test_list_has_the_bundled_offices_and_those_of_the_configuration(harbour: Shell) -> None:
    outcome = harbour("register", "list")
    own = "Ruritania, Port Ellery Harbour Authority: Spokesperson (2 persons, 2021-05-01 to 2024-12-31)\n"
    assert (outcome.status, outcome.err) == (0, "")
    assert own in outcome.out
    assert len(outcome.out.splitlines()) > 50


def test_check_names_what_is_wrong_by_line(shell: Shell) -> None:
    shell.write("good.toml", ROWS)
    assert shell("register", "check", "good.toml") == (0, "2 rows can be used, 0 remarks\n", "")
    shell.write("bad.toml", ROWS.replace('until = "2024-01-31"', 'until = "2020"') + "\n[[tenure]]\nperson = 1\n")
    outcome = shell("register", "check", "bad.toml")
    assert outcome.status == 2
    assert [line.split(": ")[:2] for line in outcome.out.splitlines()[:-1]] == [
        ["bad.toml:1", "error"],
        ["bad.toml:11", "info"],
        ["bad.toml:20", "error"],
    ]
    assert outcome.out.endswith("1 row can be used, 3 remarks\n")


def test_import_writes_a_register_that_can_be_used(shell: Shell) -> None:
    shell.write(
        "rows.csv",
        "personLabel,officeLabel,organisationLabel,countryLabel,start,startPrecision,end,endPrecision\n"
        "Emeka Obi,Spokesperson,Port Ellery Harbour Authority,Ruritania,2024-02-01T00:00:00Z,11,,\n",
    )
    shell.write("crossfact.toml", 'registers = ["obi.toml"]\n')
    outcome = shell("register", "import", "rows.csv", "--as-of", "2024-12-31", "--output", "obi.toml")
    assert outcome == (0, "obi.toml: 1 row\n", "")
    assert shell("register", "show", "Emeka", "Obi").out == OBI.replace(
        "harbour gazette 2024/2", "Wikidata, 2024-12-31"
    )
    printed = shell("register", "import", "rows.csv", "--as-of", "2024-12-31")
    assert printed == (0, shell.read("obi.toml"), "")
    assert shell("register", "import", "rows.csv").err.startswith("crossfact: open tenures are taken as known up to ")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("import", "absent.csv"), "absent.csv: there is no such file"),
        (("check", "absent.toml"), "absent.toml: there is no such register file"),
        (("import", "page.csv"), "page.csv: is a web page, not query results; the query failed; run it again"),
    ],
)
def test_file_that_cannot_be_used_is_refused(shell: Shell, arguments: tuple[str, ...], error: str) -> None:
    shell.write("page.csv", "<!DOCTYPE html><html></html>")
    outcome = shell("register", *arguments, *(("--as-of", "2024-12-31") if arguments[0] == "import" else ()))
    assert outcome == (2, "", f"crossfact: error: {error}\n")
