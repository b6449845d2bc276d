"""Volumes for tests of pages: made by the road from texts of our own, or by hand with words of any kind in every field.

Nothing here is taken from a real speech.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from build_tools import pipeline
from build_tools.model import (
    Bilingual,
    Block,
    Dating,
    Declared,
    Edit,
    Evidence,
    Finding,
    Genre,
    Location,
    Metadata,
    Occasion,
    Part,
    RawFile,
    Region,
    Segmentation,
    Source,
    Span,
    Speaker,
    Speech,
    Value,
    Volume,
)
from build_tools.vocabulary import load

TWO = """讲话汇编(3篇)
篇一:
各位领导、同志们:
今天,我们在这里召开安远县项目建设推进大会。我代表中共安远县委、安远县人民政府,向大家表示感谢!去年完成投资5.4亿元,增长1。3倍。下面,我讲两点意见:
一、抓好落实
要抓紧`抓实,20xx年见到成效。
二、加强领导
(一)明确责任。各单位要<各负其责>。
谢谢大家!
篇二:
同志们:
我代表县委、县政府,向大家表示祝贺!
谢谢大家!
"""


@cache
def made(text: str = TWO, name: str = "two.txt", sidecar: str = "") -> Volume:
    """The volume that the road makes of a text."""
    raw = RawFile(name, text.encode(), name, sidecar.encode() or None, "two.yml" if sidecar else "")
    return pipeline.make_volume(raw, "two", load())


def of_words(words: str) -> Volume:
    """A volume by hand: the same words stand wherever a source or a sidecar can put words of its own."""
    text = f"前{words}\n题{words}\n字{words}后\n"
    here = Location(f"docs/sources/{words}.yml", 3)
    value = Value(words, here)
    name = words.encode("utf-8", "replace").decode()  # no file can be called otherwise
    declared = Declared(
        facts={"title": value},
        url=value,
        retrieved=value,
        contributor=value,
        note=value,
        speeches={1: {"title": value}},
    )
    source = Source("any", f"甲/{name}.html", "docs/sources/x.html", "0" * 64, words, text, declared)
    whole, said = Span(len(words) + 2, len(text)), Bilingual(words, words)
    middle = Span(2 * len(words) + 4, len(text) - 1)
    kinds = ("paragraph", "title", "salutation", "heading", "list item", "note", "closing", "signature")
    spans = [Span(middle.start + n, middle.end) for n in range(len(kinds))]
    blocks = tuple(
        Block(kind, span, f"字{words}字", f"p{n}", 1) for n, (kind, span) in enumerate(zip(kinds, spans, strict=True))
    )
    bare = tuple(replace(block, id=f"q{block.id}", text=words.strip() or "字") for block in blocks)
    run_in = (
        replace(blocks[3], id="p20", text=f"字{words}字", run_in=True),
        replace(blocks[0], id="p21", text=f"字{words}"),
    )
    evidence = tuple(
        Evidence(field, words, "stated", words, span, words, at)
        for field in ("occasion", "speaker", "region", "date", "audience", "state", "language", "genre")
        for span, at in ((middle, None), (None, here))
    )
    known = Metadata(
        f"题{words}", "editorial", words, Occasion("promotion-meeting", words, "stated"), Genre("pledge", "inferred"),
        Speaker(words, "county-leader", words, words, "stated"),
        Region("210882", ("辽宁省", "营口市", words), "stated", "210882", (words,)),
        Dating(words, "stated"), words, "sample", "unknown", evidence,
    )  # fmt: skip
    readings = (words, "slip", "certain"), (None, "lacuna", "unclear"), ("", "noise", "certain")
    edits = tuple(
        Edit(Span(middle.start, middle.start + 1), words, reading, category, certainty, words, said, words)
        for reading, category, certainty in (*readings, (words, "regularisation", "certain"))
    )
    finding = Finding(here, "T000", "warning", said, said, middle, "any-1")
    nowhere = replace(finding, span=None)
    speech = Speech(
        "any-1",
        source,
        1,
        whole,
        known,
        (*blocks, *bare, *run_in),
        edits,
        (finding, nowhere),
        complete=False,
        characters=9,
        minutes=(1.0, 2.0),
    )
    other = replace(speech, id="any-2", number=2)
    parts = (Part(Span(0, whole.start), "front"), Part(whole, "speech"))
    return Volume(source, Segmentation(parts, 3), (speech, other), (finding, nowhere))
