"""The seed: every defect that a careful reader found is an edit of its tier, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools import repair
from build_tools.model import Edit, Source, Span, locate

ROOT = Path(__file__).parents[2]
GOLDEN = yaml.safe_load((ROOT / "tests" / "cases" / "seed" / "defects.yml").read_text(encoding="utf-8"))
TEXT = (ROOT / "docs" / "sources" / "project-construction-speeches.txt").read_bytes().decode()
SOURCE = Source("seed", "seed.txt", "seed.txt", "", "utf-8", TEXT)
SPEECHES = (Span(22, 613), Span(613, 1696), Span(1696, 6098), Span(6098, 6959), Span(6959, 10220))
EDITS = tuple(edit for span in SPEECHES for edit in repair.examine(SOURCE, span))
EMENDATIONS = [edit for edit in EDITS if edit.category != "regularisation"]
DEFECTS = [entry for entry in GOLDEN["defects"] if entry["tier"] != "finding"]


def span(entry: Mapping[str, Any]) -> Span:
    """Where an entry of the golden file stands."""
    return Span(entry["offset"], entry["offset"] + len(entry["words"]))


@pytest.mark.parametrize(
    "entry", [*GOLDEN["defects"], *GOLDEN["leave"]], ids=lambda entry: f"{entry['line']} {entry['words']}"
)
def test_the_golden_file_agrees_with_the_text(entry: Mapping[str, Any]) -> None:
    """The golden file agrees with the text."""
    place = span(entry)
    at = locate(SOURCE, place.start)
    assert entry["words"] == TEXT[place.start : place.end]
    assert (entry["line"], entry["column"]) == (at.line, at.column)


@pytest.mark.parametrize("entry", DEFECTS, ids=lambda entry: f"{entry['line']} {entry['words']}")
def test_every_defect_is_an_edit_of_its_tier(entry: Mapping[str, Any]) -> None:
    """Every defect is an edit of its tier."""
    met = [edit for edit in EMENDATIONS if edit.span.meets(span(entry))]
    assert [entry["tier"]] == [edit.certainty for edit in met]
    assert result(entry.get("reading"), span(entry), met[0]) == met[0].reading


def result(reading: str | None, place: Span, edit: Edit) -> str | None:
    """What the edit must read if the words of the golden file are read as it says."""
    if reading is None:
        return None
    return TEXT[edit.span.start : place.start] + reading + TEXT[place.end : edit.span.end]


def test_nothing_else_is_touched() -> None:
    """Nothing else is touched."""
    listed = [span(entry) for entry in DEFECTS]
    assert [] == [edit for edit in EMENDATIONS if not any(edit.span.meets(place) for place in listed)]
    assert len(DEFECTS) == len(EMENDATIONS)


@pytest.mark.parametrize("entry", GOLDEN["leave"], ids=lambda entry: f"{entry['line']} {entry['words']}")
def test_no_trap_is_touched(entry: Mapping[str, Any]) -> None:
    """No trap is touched."""
    assert [] == [edit for edit in EMENDATIONS if edit.span.meets(span(entry))]


def test_half_width_marks_are_all_regularised() -> None:
    """Half width marks are all regularised."""
    # 529 stand among Han in the file; two brackets and two marks stand outside the speeches
    assert 525 == sum(edit.category == "regularisation" for edit in EDITS)
