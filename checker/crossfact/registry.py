"""Kinds, rules, readers, report formats and registers, found by entry point.

What this distribution brings comes in by the same door as what others bring. Listing names imports nothing; a value is
imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, partial
from importlib.metadata import EntryPoint, entry_points
from inspect import signature
from typing import Any, TypeVar, cast

from crossfact.errors import PluginError, UsageError
from crossfact.load import Reader
from crossfact.rulekit import ClaimKind, Rule
from crossfact.writer import RuleCard, Writer

KINDS = "crossfact.kinds"
RULES = "crossfact.rules"
READERS = "crossfact.readers"
REPORTS = "crossfact.reports"
REGISTERS = "crossfact.registers"
OWN = "crossfact"

_T = TypeVar("_T")
_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry point with the distribution that brings it."""

    name: str
    target: str
    distribution: str
    version: str
    point: EntryPoint


class Registry:
    """The parts that are installed. With ``plugins`` false only those of this distribution are seen."""

    def __init__(self, *, plugins: bool = True) -> None:
        self.plugins = plugins

    @cached_property
    def _groups(self) -> dict[str, dict[str, Entry]]:
        groups: dict[str, dict[str, Entry]] = {}
        found = entry_points()
        for group in (KINDS, RULES, READERS, REPORTS, REGISTERS):
            entries: dict[str, Entry] = {}
            for point in sorted(found.select(group=group), key=lambda point: (point.name, point.value)):
                entry = _entry(point)
                if not self.plugins and entry.distribution != OWN:
                    continue
                other = entries.get(entry.name)
                if other is not None and (other.distribution, other.target) != (entry.distribution, entry.target):
                    raise PluginError(
                        f'"{entry.name}" in the group {group} is provided by both {other.distribution} and '
                        f"{entry.distribution}",
                        hint="uninstall one of them, or run with --no-plugins",
                    )
                entries[entry.name] = entry
            groups[group] = dict(sorted(entries.items()))
        return groups

    def entries(self, group: str) -> tuple[Entry, ...]:
        """The entries of a group, sorted by name; nothing is imported."""
        return tuple(self._groups[group].values())

    def names(self, group: str) -> tuple[str, ...]:
        return tuple(self._groups[group])

    def kind(self, name: str) -> ClaimKind:
        return self._load(KINDS, name, ClaimKind)

    def rule(self, code: str) -> Rule:
        rule = self._load(RULES, code, Rule)
        if rule.code != code:
            raise PluginError(f"the entry point {code} leads to the rule {rule.code}")
        return rule

    def reader(self, suffix: str) -> Reader:
        return self._load(READERS, suffix, Reader)

    def writer(self, name: str) -> Writer:
        return self._load(REPORTS, name, Writer)

    def register_packages(self) -> tuple[str, ...]:
        """The packages whose TOML files are registers, sorted by entry point name."""
        return tuple(entry.target for entry in self.entries(REGISTERS))

    def rules(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
        """The rules that run, sorted by code: those selected (all, if none is named) and not ignored.

        A selector is a code, the beginning of codes (``DAT``) or a rule's name. ``UsageError`` for one that fits none.
        """
        chosen = self.codes(select) if select else frozenset(self.names(RULES))
        return tuple(self.rule(code) for code in sorted(chosen - self.codes(ignore)))

    def codes(self, selectors: Iterable[str]) -> frozenset[str]:
        """The codes that selectors stand for."""
        known = self.names(RULES)
        found: set[str] = set()
        for selector in selectors:
            fitting = [code for code in known if code.startswith(selector.upper())] if selector else []
            fitting = fitting or [code for code in known if self.rule(code).name == selector.lower()]
            if not fitting:
                names = [*known, *(self.rule(code).name for code in known)]
                raise UsageError(f'no rule fits "{selector}"', hint=nearest(selector, names) or 'see "crossfact rules"')
            found.update(fitting)
        return frozenset(found)

    def kinds_for(self, rules: Iterable[Rule]) -> tuple[ClaimKind, ...]:
        """The kinds that the rules read, sorted by name."""
        return tuple(self.kind(name) for name in sorted({name for rule in rules for name in rule.reads}))

    def card(self, rule: Rule) -> RuleCard:
        """What reports may say about a rule."""
        page = (rule.doc or "").strip()
        return RuleCard(rule.code, rule.name, rule.severity, page.split("\n", 1)[0], page)

    def writer_for(self, path: str) -> Writer:
        """The format that the suffix of an output file picks. The longest suffix wins (``.sarif.json``)."""
        writers = [self.writer(name) for name in self.names(REPORTS)]
        fitting = [
            (len(suffix), writer) for writer in writers for suffix in writer.suffixes if path.lower().endswith(suffix)
        ]
        if not fitting:
            known = ", ".join(sorted({suffix for writer in writers for suffix in writer.suffixes}))
            raise UsageError(
                f'no report format for the file "{path}"', hint=f"known suffixes are {known}; or write FORMAT:{path}"
            )
        return max(fitting, key=lambda pair: pair[0])[1]

    def _load(self, group: str, name: str, wanted: type[_T]) -> _T:
        entry = self._groups[group].get(name)
        if entry is None:
            known = self.names(group)
            hint = nearest(name, known) or f"known are {', '.join(known)}"
            raise UsageError(f'there is no {_NOUNS[group]} "{name}"', hint=hint)
        try:
            value: Any = entry.point.load()
        except Exception as error:
            raise PluginError(
                f'the {_NOUNS[group]} "{name}" of {entry.distribution} {entry.version} cannot be loaded ({error!r})',
                hint="mend or uninstall that package, or run with --no-plugins",
            ) from error
        if not isinstance(value, wanted):
            raise PluginError(f"{entry.target} of {entry.distribution} is no {wanted.__name__}")
        return value


def configured(rule: Rule, values: Mapping[str, object]) -> Rule:
    """The rule with some of its options set; an option is a keyword-only parameter of functions of the rule.

    ``UsageError`` for an option that the rule does not have, or a value of another type.
    """
    known = {option.name.replace("_", "-"): option for option in rule.options}
    chosen: dict[str, object] = {}
    for name, value in values.items():
        option = known.get(name)
        if option is None:
            hint = nearest(name, known) or (f"known are {', '.join(known)}" if known else "it has none")
            raise UsageError(f'{rule.code} has no option "{name}"', hint=hint)
        if option.type is float and type(value) is int:
            value = float(value)
        if type(value) is not option.type:
            raise UsageError(
                f'the option "{name}" of {rule.code} must be of type {option.type.__name__}, not {value!r}'
            )
        chosen[option.name] = value
    return replace(
        rule,
        judge=rule.judge and _bound(rule.judge, chosen),
        relate=rule.relate and _bound(rule.relate, chosen),
        reconcile=rule.reconcile and _bound(rule.reconcile, chosen),
        explain=rule.explain and _bound(rule.explain, chosen),
    )


def _bound(function: _F, values: Mapping[str, object]) -> _F:
    taken = {name: value for name, value in values.items() if name in signature(function).parameters}
    return cast("_F", partial(function, **taken)) if taken else function


_NOUNS = {KINDS: "claim kind", RULES: "rule", READERS: "reader for the suffix", REPORTS: "report format"}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known word, if one is near."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, 1)
    return f'did you mean "{by_lower[near[0]]}"?' if near else None


def _entry(point: EntryPoint) -> Entry:
    distribution = point.dist
    if distribution is None:
        return Entry(point.name, point.value, "(unknown)", "", point)
    return Entry(point.name, point.value, distribution.name.lower(), distribution.version, point)
