"""The command line. Only this package prints, and only it decides on an exit status.

Exit status: 0 nothing new at or above ``--fail-on``, 1 new or updated findings, 2 wrong use or unreadable input.
Each command imports what it needs when it runs, so that starting up stays cheap.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from crossfact.cli import baselines, caches, check, decisions, extracts, reference, registers, setup
from crossfact.cli.shared import ReaderGone, fail, out
from crossfact.errors import CrossfactError

_Refusal = typer.BadParameter.__mro__[2]
"""Base of what the command line parser refuses (``ClickException``, which is exported under no name of its own)."""

app = typer.Typer(
    name="crossfact",
    help="Find where news articles contradict each other, themselves, or a dated register of office holders.",
    epilog="""\b
Begin with:
  crossfact check ARTICLES           what cannot all be true in a folder of articles
  crossfact init                     configuration, baseline and CI job for this repository
  crossfact rule CODE                what a rule does, why, and where it ends
""",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(epilog=check.EPILOG)(check.check)
app.add_typer(baselines.app, name="baseline")
app.command()(decisions.decide)
app.command()(reference.rules)
app.command()(reference.rule)
app.command()(extracts.claims)
app.command()(extracts.annotate)
app.add_typer(registers.app, name="register")
app.add_typer(caches.app, name="cache")
app.command()(setup.config)
app.command()(setup.init)


def main() -> None:
    """Entry point of the command ``crossfact``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit status."""
    try:
        status = app(args=list(arguments), prog_name="crossfact", standalone_mode=False)
        sys.stdout.flush()
    except CrossfactError as error:
        return fail(str(error))
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except ReaderGone:
        # Writing to standard output again, at exit, would only print a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if isinstance(error, _Refusal):
            return fail(str(getattr(error, "format_message", error.__str__)()).rstrip("."))
        # A defect of ours must not look like findings, whose status is 1.
        import traceback

        traceback.print_exc()
        return fail(f"internal error ({type(error).__name__}); please report it with the lines above")
    return status if isinstance(status, int) else 0


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        out(f"crossfact {installed('crossfact')}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        out(context.get_help() + "\n")
        raise typer.Exit(2)
