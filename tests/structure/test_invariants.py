"""What holds for any text and any edits."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import BLOCK_KINDS, Bilingual, Block, Edit, Mark, Source, Span, read
from build_tools.structure import structure

PIECES = (
    *"一二三四五六七八九十是要第、，。：；！？,.:;!?()（）[]【】《》“”—— \t\n\n\n　ab1２①②#*-’`",
    *(
        "一是",
        "二是",
        "三要",
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "2、",
        "第一，",
        "第二、",
        "第一章",
        "其一，",
        "\r\n",
        "\r",
        "\u2028",
    ),
    *(
        "同志们：",
        "各位来宾，",
        "尊敬的",
        "谢谢大家！",
        "（掌声）",
        "[Laughter]",
        "范文【一】",
        "讲话",
        "篇三:",
        "2021年3月4日",
        "来源：网",
    ),
    *(
        "我们要把项目建设好，",
        "统一要求。",
        "之一是",
        "王建国",
        "县长 张三",
        "Thank you.",
        "\u200b",
        "\ufeff",
        "\x00",
        "\x0b",
        "\x85",
        "\ud800",
    ),
    *("新华社北京电 全文如下：", "某县人民政府", "最后，", "好好", "【导读】"),
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
WHY = Bilingual("试", "test")


def source(text: str, marks: tuple[Mark, ...] = ()) -> Source:
    """A source of this text."""
    return Source("s", "s.txt", "s.txt", "", "utf-8", text, marks=marks)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """Any span of a text."""
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Source, Span, tuple[Edit, ...]]:
    """A text with marks, a span of it, and edits that are sorted and do not overlap."""
    text = draw(texts)
    places = sorted({draw(st.integers(0, len(text))) for _ in range(draw(st.integers(0, 8)))})
    edits = tuple(
        Edit(
            Span(start, end),
            text[start:end],
            draw(st.one_of(st.none(), st.sampled_from(PIECES), st.just(""), st.text(max_size=4))),
            "noise",
            draw(st.sampled_from(("certain", "certain", "certain", "probable"))),
            "rule",
            WHY,
        )
        for start, end in zip(places[::2], places[1::2], strict=False)
    )
    kinds = st.sampled_from(("title", "heading", "furniture", "markup"))
    marks = draw(st.lists(st.builds(Mark, spans(len(text)), kinds, st.integers(0, 6)), max_size=4))
    return source(text, tuple(sorted(marks))), draw(spans(len(text))), edits


def check(whole: Source, span: Span, edits: tuple[Edit, ...]) -> tuple[Block, ...]:
    """Every invariant of the blocks of a span."""
    blocks = structure(whole, span, edits)
    assert "".join("".join(b.text.split()) for b in blocks) == "".join(read(whole.text, span, edits).split())
    assert all(b.kind in BLOCK_KINDS and b.text == b.text.strip() and b.text for b in blocks)
    assert all(span.holds(b.span) for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert len({b.id for b in blocks}) == len(blocks)
    assert all(b.id == f"p{b.span.start}" for b in blocks)
    assert all(b.text.startswith(b.marker) for b in blocks)
    assert all((b.level > 0) == (b.kind in ("heading", "list item")) for b in blocks)
    assert all(after.kind != "heading" for b, after in pairwise(blocks) if b.run_in)
    return blocks


@settings(max_examples=400, deadline=None)
@given(situations())
def test_blocks_cover_the_reading_text(situation: tuple[Source, Span, tuple[Edit, ...]]) -> None:
    """No character is lost or doubled, places are in order, and nothing raises."""
    check(*situation)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_block_reads_as_its_span_does(text: str) -> None:
    """Without edits a block's text is the source's at its span."""
    assert all(text[b.span.start : b.span.end] == b.text for b in check(source(text), Span(0, len(text)), ()))


def test_an_edit_that_holds_a_marker_is_not_cut() -> None:
    """What one edit put in stays in one block, and words that only an edit put in have a place."""
    whole = source("甲。乙")
    edits = (Edit(Span(1, 2), "。", "。\n一、\n二、", "noise", "certain", "rule", WHY),)
    assert len(check(whole, Span(0, 3), edits)) == 1
    inserted = (Edit(Span(0, 0), "", "前言", "noise", "certain", "rule", WHY),)
    assert [b.text for b in check(source(""), Span(0, 0), inserted)] == ["前言"]


HARD = (
    *(
        "一是",
        "（",
        "一、",
        "第一，",
        "(",
        "谢谢",
        "好",
        "各位",
        "同志们",
        "尊敬的",
        "1.",
        "①",
        "——",
        "篇",
        "范文",
        " ",
        "\n",
        "《",
        "【",
        "我",
    ),
    *(
        "一是a。",
        "一要\n",
        "一、\n",
        "二、\n一、\n",
        "1、\n（一）\n",
        "各位来宾，",
        "同志们：\n",
        "范文【一】",
        "（掌声）",
        "来源：",
        "2021年1月",
        "张",
    ),
    *(
        "一是二是三是",
        "（一",
        "谢谢！",
        "完了",
        "讲话\n",
        "a\n",
        "新华社\n",
        "目录\n",
        "一要要点",
        "第一、要。",
        "\u3000",
        "a.",
        "Thank you. ",
    ),
)


@pytest.mark.parametrize("words", HARD)
def test_time_is_linear_in_the_text(words: str) -> None:
    """100,000 code points of one thing over and over take a moment, as one line or as many."""
    text = (words * (100_000 // len(words) + 1))[:100_000]
    start = time.process_time()
    check(source(text), Span(0, len(text)), ())
    assert time.process_time() - start < 5


def test_many_edits_are_looked_at_once() -> None:
    """30,000 edits in 30,000 lines."""
    text = "，甲乙丙丁。\n" * 30_000
    edits = tuple(Edit(Span(at, at + 1), "，", ",", "noise", "certain", "rule", WHY) for at in range(0, len(text), 7))
    start = time.process_time()
    check(source(text), Span(0, len(text)), edits)
    assert time.process_time() - start < 10


def test_shuffled_markers_do_no_harm() -> None:
    """Markers in any order, thousands of them."""
    chance = random.Random(7)  # noqa: S311 - a fixed shuffle of test words
    text = "".join(chance.choice(PIECES) for _ in range(60_000))
    start = time.process_time()
    check(source(text), Span(0, len(text)), ())
    assert time.process_time() - start < 5
