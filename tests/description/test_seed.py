"""The five speeches of the first source, cut where a careful reader cuts them, with a block for each line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from build_tools import description
from build_tools.model import Block, Metadata, Source, Span
from build_tools.vocabulary import load
from tests.description.written import source_of

SOURCES: Final = Path(__file__).parents[2] / "docs" / "sources"
CUTS: Final = ((22, 613), (613, 1696), (1696, 6098), (6098, 6959), (6959, 10220))
SALUTATION: Final = re.compile(r"^(?:各位|尊敬的|同志们).{0,30}:$")
HEADING: Final = re.compile(r".*(?:范文【.】|篇三:)$")


def seed() -> Source:
    """The first source, as it was found."""
    path = next(path for path in SOURCES.glob("*.txt") if path.read_text(encoding="utf-8").startswith("关于项目建设"))
    return replace(source_of(path.read_text(encoding="utf-8")), id=path.stem, path=path.name)


def known(number: int) -> tuple[Source, Metadata]:
    """What is known of one of the five."""
    source = seed()
    blocks, at = [], CUTS[number - 1][0]
    for line in source.text[slice(*CUTS[number - 1])].split("\n"):
        kind = "title" if HEADING.match(line) else "salutation" if SALUTATION.match(line) else "paragraph"
        if line.strip():
            blocks.append(Block(kind, Span(at, at + len(line)), line.strip(), f"b{at}"))
        at += len(line) + 1
    return source, description.describe(source, tuple(blocks), (), {}, load(), source.id)[0]


EXPECTED: Final = (
    (1, "groundbreaking-ceremony", "廉租住房建设项目开工仪式", "address", "municipal-leader", None),
    (2, "promotion-meeting", "项目建设推进大会", "pledge", "development-zone-leader", "2021"),
    (3, "symposium", "项目建设座谈会", "deployment", "municipal-leader", None),
    (4, "unspecified", "大会", "pledge", "bureau-head", None),
    (5, "promotion-meeting", "全县项目建设推进大会", "deployment", "county-leader", "2010"),
)


@pytest.mark.parametrize(("number", "occasion", "name", "genre", "role", "year"), EXPECTED)
def test_facets(number: int, occasion: str, name: str, genre: str, role: str, year: str | None) -> None:
    """The text tells its occasion, not the compiler's heading; what it does not tell stays unknown."""
    _, found = known(number)
    assert (occasion, genre, role, year) == (found.occasion.id, found.genre.id, found.speaker.role, found.date.edtf)
    assert (found.occasion.name or "").endswith(name)
    assert found.state == "sample"
    assert found.title_status == "editorial"


@pytest.mark.parametrize("number", range(1, 6))
def test_nobody_is_named_and_no_post_made_up(number: int) -> None:
    """光照同志 and 洪涛县长 are spoken of; who speaks is not told in any of the five."""
    _, found = known(number)
    assert found.speaker.name is None
    assert found.speaker.role_text is None


@pytest.mark.parametrize("number", range(1, 6))
def test_evidence_quotes_the_source(number: int) -> None:
    """Every quotation stands in the source where the evidence says."""
    source, found = known(number)
    for evidence in found.evidence:
        if evidence.span:
            assert evidence.quote == source.text[evidence.span.start : evidence.span.end]


def test_organisation_is_the_one_that_speaks() -> None:
    """The zone that says what it will do is the speaker's body; the committee that convened the meeting is not."""
    assert known(2)[1].speaker.organisation == "大石桥经济开发区"
    assert known(2)[1].title == "在项目建设推进大会上的表态发言（大石桥经济开发区）"
