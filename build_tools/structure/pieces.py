"""The piece: a stretch of the reading text with a kind; and how pieces become blocks.

Knows: reading text and its way back to the source.
Must not know: how a kind is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.model import Block, Span
from build_tools.structure.reading import Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """`start` and `end` are offsets of the reading text. Pieces cover all its words, in order, without overlap."""

    start: int
    end: int
    kind: str
    level: int = 0
    marker: str = ""
    run_in: bool = False


def blocks(reading: Reading, pieces: Iterable[Piece]) -> Iterator[Block]:
    """The blocks of pieces, white space at both ends dropped."""
    for piece, place in _kept_whole(reading, _trimmed(reading.text, pieces)):
        text = reading.text[piece.start : piece.end]
        name = f"p{place.start}"
        yield Block(piece.kind, place, text, name, piece.level, piece.marker, piece.run_in)


def _trimmed(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces without white space at their ends; pieces of white space alone are dropped."""
    for piece in pieces:
        words = text[piece.start : piece.end]
        left = len(words) - len(words.lstrip())
        right = len(words.rstrip())
        if left < right:
            yield (
                replace(piece, start=piece.start + left, end=piece.start + right)
                if right - left < len(words)
                else piece
            )


def _kept_whole(reading: Reading, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Span]]:
    """Pieces with their places. Two pieces that share one edit's reading, or one that only an edit put in, are one."""
    held: tuple[Piece, Span] | None = None
    for piece in pieces:
        place = reading.place(piece.start, piece.end)
        if held is None:
            held = piece, place
        elif place.start < held[1].end or not len(place) or not len(held[1]):
            held = replace(held[0], end=piece.end), Span(held[1].start, place.end)
        else:
            yield held
            held = piece, place
    if held is not None:
        yield held
