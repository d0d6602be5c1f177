"""Errors that a user can cause and mend. Each says what was found, where, what was expected and what to do next."""

from __future__ import annotations


class CrossfactError(Exception):
    """Base of all errors meant for the user's eyes; the command line prints its text and exits with status 2.

    ``where`` names the file (and line) at fault, ``hint`` what to do next.
    """

    def __init__(self, problem: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = self.problem if self.where is None else f"{self.where}: {self.problem}"
        return text if self.hint is None else f"{text}; {self.hint}"


class UsageError(CrossfactError):
    """A command, option or argument that cannot be carried out."""


class InputError(CrossfactError):
    """An article, folder or record that cannot be read."""


class ConfigError(CrossfactError):
    """A configuration file with an unknown key or a wrong value."""


class BaselineError(CrossfactError):
    """A baseline file that cannot be used."""


class RegisterError(CrossfactError):
    """A register file or row that cannot be used."""


class PluginError(CrossfactError):
    """A kind, rule, reader or writer that cannot be loaded."""
