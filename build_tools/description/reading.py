"""One speech, laid out for the facets: its header, its first and last words, each with its place in the source.

Knows: blocks, and how far from its ends a speech is worth reading for facts.
Must not know: any facet, or any cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.model import Block, Evidence, Source, Span
from build_tools.vocabulary.phrases import asides
from build_tools.vocabulary.scripts import fold

SPOKEN: Final = ("heading", "paragraph", "list item", "closing", "stage direction")
LEAD: Final = 700  # code points: where speakers say where, why and in whose name they speak
CLOSE: Final = 320
MARGIN: Final = 600  # code points before or after the only speech of a source that may be its own page's words
MOST: Final = 0.6  # of the source: a speech as large is what the source is about
LINE: Final = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source. `text` is folded: as long as the stretch, in the forms that cues are written in."""

    kind: str  # of the block; "margin" for a line outside of the speech
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the facets read."""

    source: Source
    blocks: Sequence[Block]
    head: tuple[Passage, ...]  # titles, byline, date line, notes before the first spoken words
    foot: tuple[Passage, ...]  # signature, date line, notes after the last
    margins: tuple[Passage, ...]  # lines outside of the speech, if it is what the source is about
    lead: Passage
    close: Passage
    file_title: str  # the file's name without its suffix, if the speech is what the source is about

    @property
    def header(self) -> tuple[Passage, ...]:
        """Every line around what is spoken, those inside the speech's span first."""
        return (*self.head, *self.foot, *self.margins)

    def evidence(self, field: str, value: str, how: tuple[str, str], start: int, end: int) -> Evidence:
        """A piece of evidence (`how`: status, rule) with the source's own words."""
        return Evidence(field, value, *how, Span(start, end), self.source.text[start:end])


def lay_out(source: Source, blocks: Sequence[Block], file_title: str) -> Reading:
    """The reading of a speech. Its blocks may be none."""
    first = next((n for n, block in enumerate(blocks) if block.kind in (*SPOKEN, "salutation")), len(blocks))
    last = next((n for n in range(len(blocks) - 1, -1, -1) if blocks[n].kind in (*SPOKEN, "salutation")), first - 1)
    spoken = [block for block in blocks[first : last + 1] if block.kind in SPOKEN]
    begin, end = (spoken[0].span.start, spoken[-1].span.end) if spoken else (0, 0)
    cut = min(begin + LEAD, end)
    whole = bool(blocks) and blocks[-1].span.end - blocks[0].span.start >= MOST * len(source.text)
    return Reading(
        source,
        blocks,
        tuple(_passage(source, block.kind, block.span) for block in blocks[:first]),
        tuple(_passage(source, block.kind, block.span) for block in blocks[last + 1 :] if last >= first),
        tuple(_margins(source, blocks)) if whole else (),
        _passage(source, "paragraph", Span(begin, cut)),
        _passage(source, "paragraph", Span(max(cut, end - CLOSE), end)),
        file_title if whole else "",
    )


def _passage(source: Source, kind: str, span: Span) -> Passage:
    return Passage(kind, span.start, fold(source.text[span.start : span.end]))


def _margins(source: Source, blocks: Sequence[Block]) -> Iterator[Passage]:
    """The lines around the speech, if they are few; not a page's own, such as 上一篇：国旗下的讲话."""
    before = Span(0, blocks[0].span.start)
    after = Span(blocks[-1].span.end, len(source.text))
    for side in (before, after):
        if len(side) <= MARGIN:
            for line in LINE.finditer(source.text, side.start, side.end):
                if not _is_furniture(line[0].strip()):
                    yield _passage(source, "margin", Span(*line.span()))


def _is_furniture(text: str) -> bool:
    return next((row.kind for row in asides() if row.pattern.fullmatch(text)), "") == "furniture"
