"""The seed: every finding that a careful reader makes is made, and no other."""

from __future__ import annotations

from pathlib import Path

import yaml

from build_tools import checks, repair
from build_tools.model import Finding, Source, Span
from build_tools.structure import structure

ROOT = Path(__file__).parents[2]
GOLDEN = yaml.safe_load((ROOT / "tests" / "cases" / "seed" / "defects.yml").read_text(encoding="utf-8"))
TEXT = (ROOT / "docs" / "sources" / "project-construction-speeches.txt").read_bytes().decode()
SOURCE = Source("seed", "seed.txt", "seed.txt", "", "utf-8", TEXT)
SPEECHES = (Span(22, 613), Span(613, 1696), Span(1696, 6098), Span(6098, 6959), Span(6959, 10220))
KINDS = {
    "masked year": "T101",
    "masked amount": "T102",
    "emptied quotes": "T104",
    "count": "T110",
    "truncation": "T120",
    "mixed marker": "T131",
    "sum": "T150",
}


def examine(span: Span) -> tuple[Finding, ...]:
    """What is said of one speech."""
    edits = repair.examine(SOURCE, span)
    return checks.examine(SOURCE, span, structure(SOURCE, span, edits), edits, "seed")


def test_the_findings_are_those_of_the_golden_file() -> None:
    """The findings are those of the golden file."""
    listed = [
        (KINDS[entry["kind"]], entry["line"], entry["column"], entry["words"])
        for entry in GOLDEN["defects"]
        if entry["tier"] == "finding"
    ]
    found = [
        (one.code, one.at.line, one.at.column, TEXT[one.span.start : one.span.end])
        for span in SPEECHES
        for one in examine(span)
        if one.span
    ]
    assert listed == found


def test_only_the_last_speech_breaks_off() -> None:
    """Only the last speech breaks off."""
    assert [True, True, True, True, False] == [checks.complete(examine(span)) for span in SPEECHES]
