"""What programs may rely on when they import crossfact."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import crossfact
from crossfact import Finding, Report, Settings, Severity, State, check

STABLE = [
    "Article",
    "Claim",
    "CrossfactError",
    "Finding",
    "Location",
    "NearMiss",
    "Problem",
    "Registry",
    "Report",
    "Settings",
    "Severity",
    "State",
    "check",
]


def test_stable_names_are_there() -> None:
    assert sorted(crossfact.__all__) == STABLE
    assert all(getattr(crossfact, name).__name__ == name for name in STABLE)


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, crossfact; sys.exit(any(name.startswith('crossfact.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_check_returns_a_typed_report(tmp_path: Path) -> None:
    for name, toll in (("post.txt", "Nine people died"), ("echo.txt", "Twelve people died")):
        text = f"March 13, 2024\n\n{toll} in the warehouse fire in Port Ellery on Tuesday, crews from Saltmarsh said.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = check(tmp_path, settings=Settings(select=("CAS001",)))
    assert isinstance(report, Report)
    (finding,) = report.findings
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.severity, finding.state) == ("CAS001", Severity.ERROR, State.NEW)
    assert {location.evidence.quote for location in finding.locations} == {"Nine people died", "Twelve people died"}
    assert [article.article_id for article in report.articles] == ["echo.txt", "post.txt"]
