"""What holds for any text: nothing is lost, everything can be undone, nothing raises but what is told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import pipeline, repair
from build_tools.findings import BadInput
from build_tools.model import RawFile, Source, Span, Volume, read
from build_tools.vocabulary import load
from tests.sidecar.made import sidecars

PIECES = (
    "同志们： 各位领导、同志们: 范文【一】 篇二： 今天,我们隆重举行开工仪式 。 ， , ; ! “ ” ’ ` -6- 20xx年 20xx万元 "
    "xx年 1。3万户 三点意见 一、提高认识 （一）要抓落实。 第一， 一是 二是 三是 谢谢大家! 大石桥市 我市 2021年 增长32% "
    "(8篇) 在大会上的讲话 （2013年3月22日，北京） 市长\u3000张三 https://example.org/ <script> {: #x } ** | 😀 \u2028"
).split(" ")
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*PIECES, "\n", "\n\n", "\r\n", " "]),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20),
    ),
    max_size=60,
).map("".join)


def volume(text: str) -> Volume | None:
    """The volume of a text; None if it is refused with findings."""
    try:
        return pipeline.make_volume(RawFile("x.txt", text.encode()), "x", load())
    except BadInput:
        return None


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_converted_without_loss(text: str) -> None:
    """Parts cover it, blocks hold every word of the reading text, undoing the edits gives the source back."""
    made = volume(text)
    if made is None:
        return
    whole(made)


def whole(made: Volume) -> None:
    """Raises: AssertionError: something of a source was lost, or is told that it does not say."""
    source = made.source
    edges = [part.span.end for part in made.segmentation.parts]
    assert [part.span.start for part in made.segmentation.parts] == [0, *edges[:-1]]
    assert edges[-1] == len(source.text)
    for speech in made.speeches:
        reading = read(source.text, speech.span, speech.edits)
        assert bare("".join(block.text for block in speech.blocks)) == bare(reading)
        assert undone(source, made, speech.number) == source.text[speech.span.start : speech.span.end]
        assert len({block.id for block in speech.blocks}) == len(speech.blocks)
        for evidence in speech.metadata.evidence:
            if evidence.span is not None:
                assert evidence.quote == source.text[evidence.span.start : evidence.span.end]


@given(st.data(), st.lists(st.sampled_from(PIECES), min_size=1, max_size=20, unique=True))
@settings(max_examples=200, deadline=None)
def test_any_text_with_any_sidecar(data: st.DataObject, lines: list[str]) -> None:
    """Nor does what is declared of it: boundaries, corrections and facts of words that stand in it, and of others."""
    sidecar = data.draw(sidecars(lines))
    raw = RawFile("x.txt", "\n".join(lines).encode(), "", sidecar, "x.yml")
    with suppress(BadInput):
        whole(pipeline.make_volume(raw, "x", load()))


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def undone(source: Source, made: Volume, number: int) -> str:
    """The source of a speech, rebuilt from its reading text and its edits alone."""
    speech = made.speeches[number - 1]
    text, pieces, at = read(source.text, speech.span, speech.edits), [], 0
    shift = -speech.span.start
    for edit in speech.edits:
        if edit.certainty != "certain" or edit.reading is None:
            continue
        start = edit.span.start + shift
        pieces += [text[at:start], edit.original]
        assert text[start : start + len(edit.reading)] == edit.reading
        at = start + len(edit.reading)
        shift += len(edit.reading) - len(edit.span)
    return "".join([*pieces, text[at:]])


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_reading_text_needs_no_certain_edit(text: str) -> None:
    """What was mended once is not mended again."""
    made = volume(text)
    for speech in made.speeches if made else ():
        reading = read(speech.source.text, speech.span, speech.edits)
        again = replace(speech.source, text=reading, marks=())
        edits = repair.examine(again, Span(0, len(reading)))
        assert [edit for edit in edits if edit.certainty == "certain"] == []


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_conversion_is_a_function_of_its_input(text: str) -> None:
    """The same text gives the same volume."""
    assert volume(text) == volume(text)
