"""The cases of tests/cases/checks: small speeches, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools import checks, findings, repair
from build_tools.model import Block, Finding, Source, Span
from build_tools.structure import structure

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "checks" / "speeches.yml").read_text(encoding="utf-8"))
FILLER = (
    "今天这个会议开得很及时，大家的发言都很实在，我听了以后很受启发，也很受鼓舞。"
    "过去一年，全体同事齐心协力，克服了许多困难，取得了可喜的成绩，值得充分肯定。\n"
)


def examine(text: str) -> tuple[Source, tuple[Finding, ...]]:
    """What is said of a text that is a speech by itself."""
    source = Source("a", "a.txt", "a.txt", "", "utf-8", text)
    whole = Span(0, len(text))
    edits = repair.examine(source, whole)
    return source, checks.examine(source, whole, structure(source, whole, edits), edits, "a-1")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_what_is_said(case: Mapping[str, Any]) -> None:
    """What is said."""
    source, found = examine((FILLER if case.get("filler") else "") + case["text"])
    told = [f"{finding.code} {source.text[finding.span.start : finding.span.end]}" for finding in found if finding.span]
    assert case["told"] == told


def test_every_finding_has_its_place_and_speech() -> None:
    """Every finding has its place and speech."""
    _, found = examine(FILLER + "第一行。\r\n投资20xx万元。")
    assert [("T102", 3, 3, "a-1")] == [(one.code, one.at.line, one.at.column, one.speech) for one in found]


def test_a_speech_that_breaks_off_is_not_complete() -> None:
    """A speech that breaks off is not complete."""
    assert not checks.complete(examine(FILLER + "随时向上申报，努力确保")[1])
    assert checks.complete(examine(FILLER + "投资20xx万元。")[1])


def test_every_code_of_ours_has_a_case() -> None:
    """Every code of ours has a case."""
    codes = {told.split()[0] for case in CASES for told in case["told"]}
    by_hand = {"T001", "T162", "T163", "T199"}  # corrections, and the tests below
    assert {code for code in findings.table() if code.startswith("T")} == codes | by_hand


def test_a_line_of_a_contents_list_is_told() -> None:
    """A line of a contents list is told."""
    text = FILLER + "第一章 总则……………… 3\n" + FILLER
    source = Source("a", "a.txt", "a.txt", "", "utf-8", text)
    blocks = (Block("paragraph", Span(0, len(text)), text.strip(), "b"),)
    assert ["T162"] == [one.code for one in checks.examine(source, Span(0, len(text)), blocks, (), "a-1")]


def test_a_salutation_after_the_thanks_is_told() -> None:
    """A salutation after the thanks is told."""
    pieces = (("paragraph", FILLER), ("closing", "谢谢大家！\n"), ("salutation", "同志们：\n"), ("paragraph", FILLER))
    blocks, at = [], 0
    for kind, words in pieces:
        blocks.append(Block(kind, Span(at, at + len(words)), words.strip(), f"b{at}"))
        at += len(words)
    text = "".join(words for _, words in pieces)
    source = Source("a", "a.txt", "a.txt", "", "utf-8", text)
    assert ["T163"] == [one.code for one in checks.examine(source, Span(0, len(text)), tuple(blocks), (), "a-1")]


def test_a_flood_of_findings_is_cut() -> None:
    """A flood of findings is cut."""
    _, found = examine(FILLER + "20xx年，" * 1000 + "完。")
    assert (200, 1) == tuple(sum(one.code == code for one in found) for code in ("T101", "T199"))


def test_nothing_is_said_of_no_blocks() -> None:
    """Nothing is said of no blocks."""
    assert () == examine("")[1]
