"""What holds for any text: places are true, nothing overlaps, undoing gives the source, a second look finds nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools import repair
from build_tools.model import Edit, Mark, Source, Span, read

# pieces that the rules look at, in any order
PIECES = (
    "今天", "的", "和", "区", "市", "不", "是", "要", "感", "制度", "第 3 页", "年", "月日", "万元", "套", "三是",
    "，", "。", "、", "；", "：", "“", "”", "‘", "’", "`", "（", "）", "(", ")", ",", ";", ":", "!", "?", ".",
    "...", '"', "'", "-", "–", " ", "\n", "\r\n", "- 6 -", "page 3", "1", "20", "3。5万", "%", "l6日", "2O21年", "AB",
    "word", "http://a.b/c,", "www.x.cn", "a@b.cn", "](x)", "附.docx", "&nbsp;", "x = 1", "\u200b", "\ufeff", "\u200d",
    "\u202e", "\xad", "\ufffd", "½²»°", "锟斤拷", "的的", "己经", "转载", "来源", "\u3000", "𠀀",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def source(text: str, marks: tuple[Mark, ...] = ()) -> Source:
    """A text as a source."""
    return Source("a", "a.txt", "a.txt", "", "utf-8", text, marks=marks)


def undo(reading: str, edits: tuple[Edit, ...]) -> str:
    """The source again, from its reading and the certain edits."""
    pieces: list[str] = []
    at = shift = 0
    for edit in edits:
        if edit.certainty == "certain" and edit.reading is not None:
            start = edit.span.start + shift
            pieces += (reading[at:start], edit.original)
            at = start + len(edit.reading)
            assert edit.reading == reading[start:at]
            shift += len(edit.reading) - len(edit.span)
    return "".join((*pieces, reading[at:]))


def holds(text: str, marks: tuple[Mark, ...] = ()) -> None:
    """All that must hold of the edits of a text."""
    whole = Span(0, len(text))
    edits = repair.examine(source(text, marks), whole)
    assert all(edit.original == text[edit.span.start : edit.span.end] and len(edit.span) for edit in edits)
    assert all(one.span.end <= two.span.start for one, two in pairwise(edits))
    reading = read(text, whole, edits)
    assert text == undo(reading, edits)
    again = repair.examine(source(reading), Span(0, len(reading)))
    assert [] == [edit for edit in again if edit.certainty == "certain"]


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("时\u200b-6-\u200b限")
@example("好,ok,go")
@example("今天, 5%,6%x")
@example("(,）")
@example("：,,,,,⺀")
def test_any_text(text: str) -> None:
    """Any text."""
    holds(text)


@settings(max_examples=200, deadline=None)
@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6), st.sampled_from(("markup", "furniture"))), max_size=4),
)
def test_any_text_with_marks(text: str, marks: list[tuple[int, int, str]]) -> None:
    """Any text with marks."""
    spans = sorted((Mark(Span(at, at + size), kind) for at, size, kind in marks if at + size <= len(text)))
    holds(text, tuple(spans))


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_speech_does_not_depend_on_what_stands_around_it(before: str, text: str, after: str) -> None:
    """A speech does not depend on what stands around it."""
    whole = repair.examine(source(text), Span(0, len(text)))
    inside = repair.examine(source(before + text + after), Span(len(before), len(before) + len(text)))
    moved = [(edit.span.start - len(before), edit.original, edit.reading) for edit in inside]
    assert [(edit.span.start, edit.original, edit.reading) for edit in whole] == moved
