"""Settings of a run, from ``[tool.crossfact]`` in ``pyproject.toml`` or from ``crossfact.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar

from crossfact.errors import ConfigError
from crossfact.model import Severity

OWN_FILE = "crossfact.toml"
SHARED_FILE = "pyproject.toml"


def _key(name: str) -> str:
    return name.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set for a run; the defaults are those of a run without a configuration.

    Keys in files are written with hyphens (``fail-on``). Paths in a file are relative to the file. ``registers`` are TOML
    files, or folders of them, beside those that are installed. ``publishers`` maps a path pattern or a host to a name,
    ``per_path_ignores`` a path pattern to selectors of rules, ``severities`` a selector of rules to a severity. Patterns
    are those of ``fnmatch``, matched against article ids and paths as given.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    pedantic: bool = False
    registers: tuple[str, ...] = ()
    baseline: str | None = None
    strict_baseline: bool = False
    adjudications: str | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    per_path_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, bool | int | float | str]] = field(default_factory=dict)

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"alias_generator": _key, "extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings with the file they come from (``None``: defaults) and the keys that it sets."""

    settings: Settings = Settings()
    file: Path | None = None
    keys: frozenset[str] = frozenset()


def find(folder: Path) -> Configuration:
    """The configuration that holds in a folder: the nearest one upwards, no further than the repository.

    ``ConfigError`` for a file that cannot be parsed, an unknown key or a wrong value.
    """
    for here in (folder, *folder.parents):
        own = here / OWN_FILE
        if own.is_file():
            return parse(_load(own), own)
        shared = here / SHARED_FILE
        if shared.is_file():
            table = _load(shared).get("tool", {}).get("crossfact")
            if table is not None:
                return parse(table, shared)
        if (here / ".git").exists():
            break
    return Configuration()


def parse(table: Mapping[str, Any], file: Path) -> Configuration:
    """Settings from the table of a file."""
    known = [_key(one.name) for one in fields(Settings)]
    for key in table:
        if key not in known:
            near = get_close_matches(key.lower().replace("_", "-"), known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"
            raise ConfigError(f'unknown key "{key}"', where=_shown(file), hint=hint)
    # Imported here: a run without a configuration does not pay for it.
    from pydantic import TypeAdapter, ValidationError

    try:
        settings = TypeAdapter(Settings).validate_python(dict(table))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        text = first["msg"].removeprefix("Input should be ").replace("a valid tuple", "a list")
        raise ConfigError(f'the key "{key}" must be {text}, not {first["input"]!r}', where=_shown(file)) from error
    beside = replace(
        settings,
        registers=tuple(_beside(file, name) for name in settings.registers),
        baseline=settings.baseline and _beside(file, settings.baseline),
        adjudications=settings.adjudications and _beside(file, settings.adjudications),
    )
    return Configuration(beside, file, frozenset(table))


def _beside(file: Path, name: str) -> str:
    """A path of the file, relative to the working folder."""
    return Path(os.path.relpath(file.parent / name)).as_posix()


def _load(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML ({error})", where=_shown(file)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("not valid UTF-8", where=_shown(file)) from error
    except OSError as error:
        raise ConfigError(f"cannot be read ({(error.strerror or '').lower()})", where=_shown(file)) from error


def _shown(file: Path) -> str:
    """The path as messages name it: relative to the working folder where it lies below."""
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()
