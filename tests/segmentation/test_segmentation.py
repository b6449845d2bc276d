"""Parts cover a source exactly; starts are where a careful reader would cut."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import Declared, DeclaredSegment, Location, Mark, Source, Span
from build_tools.segmentation import cues, segment
from build_tools.segmentation.claims import numeral
from build_tools.vocabulary.phrases import Aside, asides

CASES = Path(__file__).parents[1] / "cases" / "segmentation"
SEED = Path(__file__).parents[2] / "docs" / "sources" / "project-construction-speeches.txt"

MARKS = (
    "范文【一】 篇二： 同志们: 各位领导、同志们： 谢谢大家! 今天开会。 ★★★★★ 目录 (8篇) 一、 来源：某网 在大会上的讲话"
)
WORDS = (
    *MARKS.split(),
    "\n",
    "\r\n",
    "\u3000",
    "第三篇 在会上的讲话",
    "- 3 -",
    "https://example.org/",
    "\u2028",
    "\x0b",
    "😀",
)


def source(text: str) -> Source:
    """A source of a text alone."""
    return Source("x", "x.txt", "x.txt", "", "utf-8", text)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=30)), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_parts_cover_any_text_once(text: str) -> None:
    """In order, without gap or overlap, from the first code point to the last."""
    parts = segment(source(text)).parts
    edges = [0, *(part.span.end for part in parts)]
    assert [part.span.start for part in parts] == edges[:-1]
    assert edges[-1] == len(text)
    assert all(len(part.span) for part in parts)


def test_seed_is_cut_where_a_reader_cuts_it() -> None:
    """Five speeches, one of them from the middle of a line; eight claimed; numbers that start over."""
    found = segment(source(SEED.read_text(encoding="utf-8")))
    cut = [(part.kind, part.span.start, part.span.end) for part in found.parts]
    assert cut == [
        ("front", 0, 22),
        ("speech", 22, 613),
        ("speech", 613, 1696),
        ("speech", 1696, 6098),
        ("speech", 6098, 6959),
        ("speech", 6959, 10220),
        ("attribution", 10220, 10270),
    ]
    assert found.claimed == 8
    assert [finding.code for finding in found.findings] == ["S001", "S002"]


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "lines.yml").read_text(encoding="utf-8")), ids=lambda c: c["line"][:20]
)
def test_line_is_the_heading_or_salutation_that_it_is(case: dict[str, str]) -> None:
    """Each line of the case file is taken for what the file says."""
    line = case["line"]
    names = {cue.name for cue in cues.HEADINGS if cues.is_short(line) and cue.pattern.match(line)}
    if "salutation" in case:
        assert cues.salutation(line) == case["salutation"]
    if "heading" in case:
        assert case["heading"] in names
    if "not_heading" in case:
        assert names == set()


def test_every_heading_cue_has_a_case() -> None:
    """A row of the table without a case is a row that nobody has tried."""
    cases = yaml.safe_load((CASES / "lines.yml").read_text(encoding="utf-8"))
    assert {cue.name for cue in cues.HEADINGS} == {case["heading"] for case in cases if "heading" in case}


@pytest.mark.parametrize("row", asides(), ids=lambda row: row.matches[:20])
def test_aside_matches_its_example_and_not_its_counterexample(row: Aside) -> None:
    """Both stand beside the pattern in asides.yml."""
    assert row.pattern.fullmatch(row.matches)
    assert not row.pattern.fullmatch(row.other)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", 8),
        ("八", 8),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("１２", 12),
        ("二〇", 20),
        ("百", None),
        ("零", 0),
    ],
)
def test_numeral(text: str, number: int | None) -> None:
    """Chinese, Arabic and full-width digits; None where there is no number below a hundred."""
    assert numeral(text) == number


def segments(*rows: tuple[str, str]) -> Source:
    """A source of two lines and declared segments."""
    at = Location("x.yml", 3, 5)
    declared = Declared(segments=tuple(DeclaredSegment(kind, begins, at) for kind, begins in rows))
    return Source("x", "x.txt", "x.txt", "", "utf-8", "甲甲甲甲\n乙乙丙丙\n乙乙\n", declared)


def test_declared_segments_win() -> None:
    """What a person set is what is cut; what stands before the first is front matter."""
    parts = segment(segments(("speech", "甲甲甲甲"), ("note", "丙丙"))).parts
    assert [(part.kind, part.span.start, part.span.end) for part in parts] == [("speech", 0, 7), ("note", 7, 13)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("speech", "丁")], "C032"),
        ([("speech", "乙乙")], "C033"),
        ([("speech", "丙丙"), ("note", "甲甲甲甲")], "C034"),
    ],
)
def test_declared_segment_that_cannot_be_placed_is_told(rows: list[tuple[str, str]], code: str) -> None:
    """Words that are not there, there twice, or out of order: a finding at their place in the sidecar."""
    assert code in [finding.code for finding in segment(segments(*rows)).findings]


@pytest.mark.parametrize("unit", ["同志们、", "范文【一】", "篇一", "谢谢大家！", "★", "（", "一、", "在", "各位"])
def test_one_long_line_takes_linear_time(unit: str) -> None:
    """Four times the text takes no more than about four times the steps: this ends at once, or not at all."""
    segment(source(unit * 100_000))


def test_front_matter_of_markdown_is_no_part_of_the_speech() -> None:
    """The lines between the fences are front matter, whatever they say."""
    text = "---\ntitle: 在会上的讲话\ndate: 2018-09-10\n---\n\n在会上的讲话\n\n同志们：\n\n今天开会。谢谢大家！\n"
    fence = Mark(Span(0, text.index("\n\n") + 1), "front matter")
    parts = segment(Source("x", "x.md", "x.md", "", "utf-8", text, marks=(fence,))).parts
    assert [(part.kind, text[part.span.start : part.span.end].strip()[:6]) for part in parts] == [
        ("front", "---\nti"),
        ("speech", "在会上的讲话"),
    ]
