"""Sidecars as files: those that are right, and those with faults and all their findings beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import findings, sidecar
from build_tools.model import Finding
from tests.conftest import Golden

CASES = Path(__file__).parents[1] / "cases" / "sidecar"
FAULTS = sorted((CASES / "faults").glob("*.yml"))
GOOD = sorted((CASES / "good").glob("*.yml"))
# A small vocabulary, so that an entry more in the real one changes no golden file.
IDS = {
    "occasion": ("promotion-meeting", "groundbreaking-ceremony", "symposium"),
    "genre": ("pledge", "thanks", "report"),
    "speaker_role": ("development-zone-leader", "county-party-secretary", "teacher"),
    "state": ("sample", "excerpt", "delivered", "unknown"),
    "rights": ("public-domain", "unknown"),
    "language": ("zh-Hans", "zh-Hant", "en"),
    "region": ("210882", "610900", "JP"),
}


def told(found: tuple[Finding, ...]) -> str:
    """Findings as the golden files have them: where and what, and how to mend it, in both languages."""
    return "".join(
        f"{f.at.path}:{f.at.line}:{f.at.column} {f.code} {f.severity}\n"
        f"  {f.message.zh}\n    {f.hint.zh}\n  {f.message.en}\n    {f.hint.en}\n"
        for f in found
    )


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_every_fault_is_told_at_its_place(path: Path, golden: Golden) -> None:
    """All faults of a file are told in one run, each with line, column, sentence and how to mend it."""
    with pytest.raises(findings.BadInput) as bad:
        sidecar.read(path.read_bytes(), path.name, IDS)
    found = bad.value.findings
    assert {"error"} == {finding.severity for finding in found}
    golden(path.with_suffix(".txt"), told(found))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_right_sidecars_are_read(path: Path) -> None:
    """No finding, whatever form of YAML a person chose."""
    sidecar.read(path.read_bytes(), path.name, IDS)


def test_every_code_of_the_form_has_a_case() -> None:
    """Each way to be wrong is shown in a file, but for those that need bytes that no editor shows."""
    shown = "".join(path.with_suffix(".txt").read_text(encoding="utf-8") for path in FAULTS)
    ours = {code for code in findings.table() if code[0] == "C" and int(code[1:]) < 30}
    in_python = {"C001", "C019", "C023", "C026"}
    assert {code for code in ours - in_python if f" {code} " not in shown} == set()
