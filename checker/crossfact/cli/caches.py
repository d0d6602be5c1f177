"""``crossfact cache``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from crossfact.cli.shared import cache_file, out

if TYPE_CHECKING:
    pass


app = typer.Typer(help="What earlier runs read, kept in .crossfact-cache.", rich_markup_mode=None)


@app.command("info")
def cache_info() -> None:
    """Print where the cache is and what it holds."""
    from crossfact.store import Store

    file = cache_file()
    if not file.exists():
        out(f"{file.as_posix()}: no cache\n")
        return
    with Store(file) as store:
        info = store.info()
    noun = "article" if info.articles == 1 else "articles"
    out(f"{file.as_posix()}: {info.articles:,} {noun}, {info.size:,} bytes\n")


@app.command("clear")
def cache_clear() -> None:
    """Forget what was read; the next run reads it again."""
    file = cache_file()
    for one in (*file.parent.glob(f"{file.name}*"), *file.parent.glob("register-*.bin")):
        one.unlink(missing_ok=True)
    out(f"{file.as_posix()}: cleared\n")
