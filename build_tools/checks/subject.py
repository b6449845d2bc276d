"""What a check is given: one speech, its reading text, and the way back from there to the source.

Knows: how places of the reading text and of the source answer to each other.
Must not know: any single check.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from build_tools import findings
from build_tools.model import Block, Edit, Finding, Location, Source, Span, locate, read

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LINE_END: Final = re.compile(r"\r\n|\r|\n")
SPOKEN: Final = frozenset(("salutation", "heading", "paragraph", "list item", "closing"))


@dataclass(frozen=True)  # no slots: what is worked out once is kept
class Subject:
    """One speech. `edits` are sorted and do not overlap; `blocks` follow each other as in the source."""

    source: Source
    span: Span
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    speech: str

    @cached_property
    def text(self) -> str:
        """The reading text of the whole speech."""
        return read(self.source.text, self.span, self.edits)

    @cached_property
    def spoken(self) -> tuple[Block, ...]:
        """The blocks that were said aloud."""
        return tuple(block for block in self.blocks if block.kind in SPOKEN)

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """For each certain edit: where its reading ends in the text, and where the source goes on."""
        ends, after = [], []
        at, shift = self.span.start, -self.span.start
        for edit in self.edits:
            if edit.certainty != "certain" or edit.reading is None or edit.span.start < at:
                continue
            shift += len(edit.reading) - len(edit.span)
            at = edit.span.end
            ends.append(at + shift)
            after.append(at)
        return ends, after

    def place(self, start: int, end: int) -> Span:
        """The span of the source that a stretch of the reading text stands for."""
        return Span(self._source_place(start), max(self._source_place(end - 1) + 1, self._source_place(start)))

    def _source_place(self, at: int) -> int:
        ends, after = self._steps
        index = bisect_right(ends, at) - 1
        return self.span.start + at if index < 0 else after[index] + at - ends[index]

    def tell(self, start: int, end: int, code: str, /, **values: object) -> Finding:
        """A finding on a stretch of the reading text."""
        return self.tell_on(self.place(start, end), code, **values)

    def tell_on(self, span: Span, code: str, /, **values: object) -> Finding:
        """A finding on a span of the source."""
        return findings.at(self._location(span.start), code, span=span, speech=self.speech, **values)

    @cached_property
    def _lines(self) -> tuple[Location, list[int]]:
        """Where the speech begins, and where each further line of it does: counted once, as findings may be many."""
        ends = LINE_END.finditer(self.source.text, self.span.start, self.span.end)
        return locate(self.source, self.span.start), [end.end() for end in ends]

    def _location(self, at: int) -> Location:
        first, starts = self._lines
        index = bisect_right(starts, at)
        if not index:
            return Location(first.path, first.line, first.column + at - self.span.start)
        return Location(first.path, first.line + index, at - starts[index - 1] + 1)

    def words_at(self, block: Block, start: int, end: int) -> Span:
        """The span of the source for a stretch of a block's text."""
        ends, after = self._steps
        index = bisect_right(after, block.span.start) - 1
        at = block.span.start - self.span.start if index < 0 else block.span.start - after[index] + ends[index]
        at = max(self.text.find(block.text, at), 0)
        return self.place(at + start, at + end)


Check = Callable[[Subject], Iterator[Finding]]
"""One family of checks: subject → findings. It judges, and changes nothing."""
