"""The cases of tests/cases/structure/speeches.yml: a text, and the blocks it must give."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.model import Bilingual, Block, Edit, Mark, Source, Span
from build_tools.structure import structure

CASES = Path(__file__).parents[1] / "cases" / "structure" / "speeches.yml"


def cases() -> list[Mapping[str, Any]]:
    """Every case of the file."""
    return list(yaml.safe_load(CASES.read_text(encoding="utf-8"))) if CASES.exists() else []


def shown(block: Block) -> str:
    """A block as the cases write it."""
    words = ("run-in" if block.run_in else "", block.kind, str(block.level or ""), block.marker)
    return f"{' '.join(word for word in words if word)} | {block.text}"


def mark(text: str, words: str) -> Mark:
    """`heading 2 some words` as a mark on the first place of these words."""
    kind, level, found = words.split(" ", 2)
    at = text.index(found)
    return Mark(Span(at, at + len(found)), kind, int(level))


def edits(text: str, pairs: list[str]) -> tuple[Edit, ...]:
    """`source → reading` as certain edits on every place, the earlier pair first where two would overlap."""
    found: list[Edit] = []
    for pair in pairs:
        old, new = pair.split(" → ")
        at = text.find(old)
        while at >= 0:
            span = Span(at, at + len(old))
            if not any(edit.span.meets(span) for edit in found):
                found.append(Edit(span, old, new, "regularisation", "certain", "case", Bilingual("例", "a case")))
            at = text.find(old, at + 1)
    return tuple(sorted(found))


def case_blocks(case: Mapping[str, Any]) -> list[str]:
    """The blocks of a case, as the cases write them."""
    text = case["text"]
    marks = tuple(sorted(mark(text, words) for words in case.get("marks", ())))
    source = Source("case", "case.txt", "case.txt", "", "utf-8", text, marks=marks)
    return [shown(block) for block in structure(source, Span(0, len(text)), edits(text, case.get("edits", [])))]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_a_case_gives_its_blocks(case: Mapping[str, Any]) -> None:
    """The blocks are those that the case says."""
    assert case_blocks(case) == case["blocks"]


def test_there_are_enough_cases() -> None:
    """At least forty, each with a name of its own."""
    names = [case["case"] for case in cases()]
    assert len(names) == len(set(names)) >= 40
