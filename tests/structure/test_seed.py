"""The seed's five speeches against tests/cases/structure/seed.yml, checked against the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from build_tools.model import Bilingual, Block, Edit, Source, Span
from build_tools.structure import structure

ROOT = Path(__file__).parents[2]
SEED = ROOT / "docs" / "sources" / "project-construction-speeches.txt"
GOLDEN = ROOT / "tests" / "cases" / "structure" / "seed.yml"
STARTS = (
    "范文【一】",
    *(f"项目建设推进会领导讲话稿范文【{number}】" for number in "二三四"),
    "项目建设领导讲话篇三",
    "如若转载",
)


def speeches(text: str, edits: tuple[Edit, ...] = ()) -> Iterator[tuple[Block, ...]]:
    """The blocks of each speech of the seed."""
    source = Source("seed", SEED.name, SEED.name, "", "utf-8", text)
    places = [text.index(words) for words in STARTS]
    return (structure(source, Span(*ends), edits) for ends in pairwise(places))


def shown(block: Block) -> str:
    """A block by its kind, level and marker, its place, and its first and last characters."""
    words = ("run-in" if block.run_in else "", block.kind, str(block.level or ""), block.marker, f"@{block.span.start}")
    text = block.text if len(block.text) <= 24 else f"{block.text[:12]}……{block.text[-10:]}"
    return f"{' '.join(word for word in words if word)} | {text}"


def test_seed_has_the_blocks_that_were_checked() -> None:
    """Every block of every speech: kind, level, marker, place, first and last characters."""
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    assert [[shown(block) for block in blocks] for blocks in speeches(SEED.read_text(encoding="utf-8"))] == [
        speech["blocks"] for speech in golden
    ]


def test_seed_has_43_markers_and_no_other() -> None:
    """5 headings 一、 …, 5 第一、 …, 3 (一) …, 30 items 一是 …, and no others."""
    blocks = [block for speech in speeches(SEED.read_text(encoding="utf-8")) for block in speech]
    marked = [block for block in blocks if block.marker]
    assert len(marked) == 43
    assert sum(block.kind == "heading" and not block.run_in for block in marked) == 5
    assert [block.marker for block in marked if block.run_in] == [
        *("第一、", "第二、", "第三,", "第四、", "第五、"),
        "(一)",
        "(二)",
        "(三)",
    ]


def test_blocks_keep_their_ids_when_rules_improve() -> None:
    """With punctuation made full-width and noise taken out, the blocks are the same, under the same ids."""
    text = SEED.read_text(encoding="utf-8")
    wide = dict(zip(",;:!?()", "，；：！？（）", strict=True))
    edits = tuple(
        Edit(Span(*found.span()), found[0], wide.get(found[0], ""), "noise", "certain", "test", Bilingual("试", "test"))
        for found in re.finditer(r" -(?=三是)|-6-|[’`,;:!?()]", text)
    )
    plain = [block for speech in speeches(text) for block in speech]
    edited = [block for speech in speeches(text, edits) for block in speech]
    assert [(b.id, b.kind, b.level, b.run_in) for b in edited] == [(b.id, b.kind, b.level, b.run_in) for b in plain]
    assert sum(bool(b.marker) for b in edited) == 43
