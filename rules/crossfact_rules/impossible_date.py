"""A date or clock time that no calendar or clock has.

## What it does

Reports a day that its month does not have (31 September; 29 February of a common year) and a clock time past the end of
the day (25:10), with the reason.

## Why it matters

The event has another date than the one printed, and nothing in the words tells which.

## Known limits

29 February without a year is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfact.model import Claim, Severity
from crossfact.register import Register
from crossfact.rulekit import Draft, Example, Rule


def judge(claims: Sequence[Claim], _register: Register) -> Iterator[Draft]:
    """One finding for each impossible expression, with its repeats."""
    for value in dict.fromkeys(str(c.value) for c in claims):
        group = [c for c in claims if str(c.value) == value]
        why = group[0].detail("why")
        yield Draft(
            subject=value,
            message=f"“{value}”: {why}",
            primary=group[0],
            agreeing=tuple(group[1:]),
            derivation=(f"“{value}”: {why}",),
            key=("impossible date", value),
            values=(value,),
            question=f"Which day or time is “{value}”?",
            advice=("check the source for the right day or time",),
        )


RULE = Rule(
    code="DAT005",
    name="impossible-date",
    reads=("impossible_dates",),
    hangs_on="article",
    severity=Severity.ERROR,
    judge=judge,
    speaks=(
        Example(text="The contract ends on 31 September 2014.", finds=("31 September 2014",)),
        Example(text="It opened on February 30.", finds=("February 30",)),
        Example(text="The train left at 25:10 GMT.", finds=("25:10 GMT",)),
        Example(
            text="Der Vertrag der Stadt endet am 31. September 2014, und das ist nicht gut.",
            finds=("31. September 2014",),
        ),
        Example(text="Le contrat de la ville expire le 31 septembre 2014.", finds=("31 septembre 2014",)),
        Example(
            text="El contrato de la ciudad vence el 31 de septiembre de 2014.", finds=("31 de septiembre de 2014",)
        ),
        Example(text="Il contratto della città scade il 31 settembre 2014.", finds=("31 settembre 2014",)),
        Example(text="O contrato da cidade não termina em 31 de setembro de 2014.", finds=("31 de setembro de 2014",)),
        Example(text="Het contract van het dorp eindigt op 31 september 2014.", finds=("31 september 2014",)),
        Example(text="Договор истекает 31 сентября 2014 года.", finds=("31 сентября 2014",)),
        Example(text="ينتهي العقد في ٣١ سبتمبر ٢٠١٤.", finds=("٣١ سبتمبر ٢٠١٤",)),
        Example(text="معاہدہ 31 ستمبر 2014 کو ختم ہوگا، یہ ٹھیک ہے۔", finds=("31 ستمبر 2014",)),
        Example(text="अनुबंध 31 सितंबर 2014 को समाप्त होगा।", finds=("31 सितंबर 2014",)),
        Example(
            text="Sözleşme 31 Eylül 2014 tarihinde sona eriyor ve bu bir son için çok erken.", finds=("31 Eylül 2014",)
        ),
        Example(
            text="Kontrak di kota itu berakhir pada 31 September 2014 dan tidak diperpanjang.",
            finds=("31 September 2014",),
        ),
        Example(text="合同于2014年9月31日到期。", finds=("2014年9月31日",)),
        Example(text="契約は2014年9月31日に終了する。", finds=("2014年9月31日",)),
    ),
    silent=(
        Example(text="The contract ends on 30 September 2014. It began on 29 February 2012."),
        Example(text="It opened on February 29."),
        Example(text="The home side won 25:10 in the third set."),
    ),
    doc=__doc__,
)
