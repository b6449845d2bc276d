"""The words of the page beside the words of the source: whatever both hold, nothing is lost, nothing is told twice."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.model import Speech, in_paragraphs
from build_tools.pages import alignment, views
from build_tools.pages.escape import WHITE, visible
from tests.pages import volumes

WORDS = st.text(
    st.sampled_from("今天我们,,.。;:：()（）“”’`-6 　\t\u00ad\u200b\U00020000一二三、是xx年12%\r\n\n\n&<>'\""),
    max_size=300,
)


def speeches(words: str) -> tuple[Speech, ...]:
    """What the road makes of a file."""
    text = f"同志们:\n{words}\n一是抓落实,要紧。二是'抓'责任\n谢谢大家!\n"
    return volumes.made.__wrapped__(text).speeches


@given(WORDS)
@example("")
@example("一、甲,乙\r\n　　-6-\r\n　　丙,丁.")
@example("\U00020000,\U00020000,\u200b,")
@example("1\t\u00ad\t1")
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost(words: str) -> None:
    """What was sent is the source's span, what is shown is the blocks' text, and places follow one another."""
    for speech in speeches(words):
        paragraphs = alignment.aligned(speech)
        assert bool(paragraphs) == bool(speech.blocks)
        pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
        if paragraphs:
            assert "".join(piece.source for piece in pieces) == speech.source.text[speech.span.start : speech.span.end]
        for group, paragraph in zip(in_paragraphs(speech.blocks), paragraphs, strict=bool(paragraphs)):
            shown = "".join(visible(WHITE.sub(" ", block.text)) for block in group)
            assert paragraph.id == group[-1].id
            assert "".join(piece.shown for piece in paragraph.pieces) == shown
            assert paragraph.shown[-1] == alignment.units(shown)
            assert all(one.start <= other.start for one, other in pairwise(paragraph.pieces))


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_what_the_script_is_told_gives_the_text_as_sent(words: str) -> None:
    """Read as the script reads it: units of UTF-16, differences one after the other."""
    for speech in speeches(words):
        paragraphs = alignment.aligned(speech)
        told = json.loads(json.dumps(views.told(speech, paragraphs)))
        made = ""
        for paragraph in paragraphs:
            shown = "".join(piece.shown for piece in paragraph.pieces).encode("utf-16-le")
            flat, at = told["sent"].get(paragraph.id, []), 0
            for skip, sent, over, note in zip(*(iter(flat),) * 4, strict=True):
                made += shown[2 * at : 2 * (at + skip)].decode("utf-16-le") + sent
                at += skip + over
                assert -1 <= note < len(told["notes"])
            made += shown[2 * at :].decode("utf-16-le")
            for start, end, note in zip(*(iter(told["marks"].get(paragraph.id, [])),) * 3, strict=True):
                assert 0 <= start <= end <= len(shown) // 2
                assert 0 <= note < len(told["notes"])
        if paragraphs:
            sent = speech.source.text[speech.span.start : speech.span.end]
            assert made == visible(sent.replace("\r\n", "\n").replace("\r", "\n"))


def test_a_line_belongs_to_the_words_that_stand_on_it() -> None:
    """What stands before words on their line goes with them; what stands on a line of its own, with those before."""
    (speech,) = speeches("甲乙丙丁\n　　-6-\n　　’戊己庚辛")
    sent = ["".join(piece.source for piece in paragraph.pieces) for paragraph in alignment.aligned(speech)]
    assert "同志们:\n" in sent
    assert any(line.startswith("　　’戊己") for line in sent)
