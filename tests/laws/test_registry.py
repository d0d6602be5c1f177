"""What holds for every kind, rule, reader and report format, whoever wrote it."""

from __future__ import annotations

import ast
import os
import pickle
import re
import subprocess
import sys
from inspect import signature
from pathlib import Path

import pytest

from crossfact.load import Reader
from crossfact.registry import KINDS, READERS, REGISTERS, REPORTS, RULES, Registry
from crossfact.rulekit import ClaimKind, Rule

ROOT = Path(__file__).parents[2]
COMMITTED = Path(__file__).with_name("registry.txt")
REGISTRY = Registry(plugins=False)
ALL_RULES = [REGISTRY.rule(code) for code in REGISTRY.names(RULES)]
ALL_KINDS = [REGISTRY.kind(name) for name in REGISTRY.names(KINDS)]
HEADINGS = ["What it does", "Why it matters", "Known limits"]

rules = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
kinds = pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.name)


def test_registry_is_the_committed_list() -> None:
    lines = [
        f"{group} {entry.name} {entry.target}\n"
        for group in (KINDS, READERS, REGISTERS, REPORTS, RULES)
        for entry in REGISTRY.entries(group)
    ]
    if os.environ.get("CROSSFACT_REWRITE"):
        COMMITTED.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == COMMITTED.read_text(encoding="utf-8")


def test_listing_imports_no_part() -> None:
    code = (
        "import sys; from crossfact.registry import *; registry = Registry(); "
        "[registry.names(group) for group in (KINDS, READERS, REPORTS, RULES, REGISTERS)]; "
        "sys.exit(any(name.startswith(('crossfact_', 'crossfact.load.txt')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@rules
def test_rule_is_named_by_what_it_finds(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert not rule.name.startswith(("no-", "check-", "bad-", "wrong-"))
    (entry,) = (entry for entry in REGISTRY.entries(RULES) if entry.name == rule.code)
    assert entry.target.endswith(f".{rule.name.replace('-', '_')}:RULE")


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)


@kinds
def test_kind_is_named_as_its_module(kind: ClaimKind) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.name)
    (entry,) = (entry for entry in REGISTRY.entries(KINDS) if entry.name == kind.name)
    assert entry.target.endswith(f".{kind.name}:KIND")


@rules
def test_rule_has_a_reference_page(rule: Rule) -> None:
    assert rule.doc
    summary, blank, *_ = rule.doc.split("\n")
    assert summary.endswith(".")
    assert len(summary) <= 120
    assert blank == ""
    assert re.findall(r"^## (.*)$", rule.doc, re.MULTILINE) == HEADINGS
    sections = re.split(r"^## .*$", rule.doc, flags=re.MULTILINE)[1:]
    assert all(section.strip() for section in sections)


@kinds
def test_kind_says_what_it_pulls_out(kind: ClaimKind) -> None:
    assert kind.doc
    assert kind.doc.split("\n")[0].endswith(".")


@rules
def test_rule_refers_to_what_is_there(rule: Rule) -> None:
    assert rule.reads
    assert set(rule.reads) <= set(REGISTRY.names(KINDS))
    assert set(rule.yields_to) <= set(REGISTRY.names(RULES))
    assert rule.hangs_on in ("article", "event", "person", "office", "body")
    assert rule.judge or rule.relate or rule.reconcile


@rules
def test_option_is_a_parameter_of_the_rule_with_its_default(rule: Rule) -> None:
    functions = [part for part in (rule.judge, rule.relate, rule.reconcile, rule.explain) if part is not None]
    given = {
        (name, parameter.default)
        for function in functions
        for name, parameter in signature(function).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    assert {(option.name, option.default) for option in rule.options} == given
    for option in rule.options:
        assert type(option.default) is option.type
        assert option.help.endswith(".")


@pytest.mark.parametrize("part", [*ALL_RULES, *ALL_KINDS], ids=lambda part: getattr(part, "code", part.name))
def test_part_goes_to_another_process_and_back(part: Rule | ClaimKind) -> None:
    assert pickle.loads(pickle.dumps(part)) == part


@pytest.mark.parametrize("suffix", REGISTRY.names(READERS))
def test_reader_is_named_by_its_suffix(suffix: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+", suffix)
    assert type(REGISTRY.reader(suffix)) is Reader


@pytest.mark.parametrize("name", REGISTRY.names(REPORTS))
def test_writer_has_the_name_of_its_entry(name: str) -> None:
    writer = REGISTRY.writer(name)
    assert writer.name == name
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in writer.suffixes)


def _modules() -> list[Path]:
    folders = ("checker/crossfact", "rules/crossfact_rules", "reports/crossfact_reports")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_looks_at_a_clock_or_prints(path: Path) -> None:
    if path.parent.name == "cli":
        return
    seen = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "monotonic", "perf_counter"):
            seen.add(node.attr)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "exit", "quit"):
            seen.add(node.func.id)
    assert seen == set()
