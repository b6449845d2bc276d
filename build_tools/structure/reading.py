"""The reading text of a span, and the way back from it to the source.

Knows: edits.
Must not know: lines, or what any words mean.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from build_tools.model import Edit, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Reading text, with where each stretch of it that is copied or replaced as one begins, and whence it comes."""

    text: str
    starts: tuple[int, ...]  # in `text`, increasing; no stretch is empty
    sources: tuple[Span, ...]  # of each stretch, in the source
    replaced: tuple[bool, ...]  # True: the stretch is an edit's reading and cannot be cut

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]` (not empty) stands in the source; of an edit's reading: all of the edit."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        begins = self.sources[first].start + (0 if self.replaced[first] else start - self.starts[first])
        ends = self.sources[last].end if self.replaced[last] else self.sources[last].start + end - self.starts[last]
        return Span(begins, ends)


def read(text: str, span: Span, edits: tuple[Edit, ...]) -> Reading:
    """The reading text as `model.read` gives it. Edits are sorted and do not overlap."""
    pieces: list[tuple[str, Span, bool]] = []
    at = span.start
    for edit in edits[bisect_left(edits, span.start, key=lambda edit: edit.span.start) :]:
        if edit.span.start > span.end:
            break
        if edit.certainty != "certain" or edit.reading is None or edit.span.end > span.end:
            continue
        pieces.append((text[at : edit.span.start], Span(at, edit.span.start), False))
        pieces.append((edit.reading, edit.span, True))
        at = edit.span.end
    pieces.append((text[at : span.end], Span(at, span.end), False))
    return _joined([piece for piece in pieces if piece[0]])


def _joined(pieces: list[tuple[str, Span, bool]]) -> Reading:
    starts: list[int] = []
    at = 0
    for words, _, _ in pieces:
        starts.append(at)
        at += len(words)
    return Reading(
        "".join(words for words, _, _ in pieces),
        tuple(starts),
        tuple(place for _, place, _ in pieces),
        tuple(replaced for _, _, replaced in pieces),
    )
