"""``crossfact rules`` and ``crossfact rule``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crossfact.cli.shared import NoPlugins, codes_like, out

if TYPE_CHECKING:
    pass


def rules(no_plugins: NoPlugins = False) -> None:
    """List the rules."""
    from crossfact.registry import RULES, Registry

    registry = Registry(plugins=not no_plugins)
    lines = []
    for entry in registry.entries(RULES):
        card = registry.card(registry.rule(entry.name))
        origin = "" if entry.distribution == "crossfact" else f" [{entry.distribution} {entry.version}]"
        lines.append(f"{card.code}  {card.name:<28} {card.severity:<8} {card.summary}{origin}\n")
    out("".join(lines))


def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code or name of a rule.", autocompletion=codes_like)],
    no_plugins: NoPlugins = False,
) -> None:
    """Print the page of one rule."""
    from crossfact.docs import page
    from crossfact.registry import Registry

    registry = Registry(plugins=not no_plugins)
    out("\n".join(page(registry.rule(one)) for one in sorted(registry.codes([code]))))
