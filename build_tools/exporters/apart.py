"""A block as pieces: words as they stand in the source, and the edits between them.

Knows: spans, edits, and that a block's reading text is its source's words with the certain edits made.
Must not know: any file format.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from build_tools.model import Block, Edit, Speech

Piece = str | Edit
"""Words that stand in the source just so, or an edit in the place of its own words."""


def pieces(speech: Speech, block: Block) -> tuple[Piece, ...]:
    """The pieces of a block in order, white space at both ends dropped.

    If the block's words do not come of them, they are one piece: what is read is never changed for a mark-up.
    """
    made = tuple(_trimmed(list(_pieces(speech, block))))
    return made if reading(made) == block.text else (block.text,)


def reading(made: Sequence[Piece]) -> str:
    """The words that are read: of a certain edit its reading, of any other what stands there."""
    return "".join(piece if isinstance(piece, str) else _read(piece) for piece in made)


def _read(edit: Edit) -> str:
    return edit.reading if edit.certainty == "certain" and edit.reading is not None else edit.original


def _pieces(speech: Speech, block: Block) -> Iterator[Piece]:
    text, at, edits = speech.source.text, block.span.start, speech.edits
    for index in range(bisect_left(edits, at, key=lambda edit: edit.span.start), len(edits)):
        edit = edits[index]
        if edit.span.start >= block.span.end and edit.span.start > block.span.start:
            break
        if edit.span.start < at or not block.span.holds(edit.span):
            continue
        yield text[at : edit.span.start]
        yield edit
        at = edit.span.end
    yield text[at : block.span.end]


def _trimmed(made: list[Piece]) -> Iterator[Piece]:
    """Pieces that say something, without the white space around the block."""
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while made and isinstance(made[end], str):
            words = strip(str(made[end]))
            if words:
                made[end] = words
                break
            made.pop(end)
    return (piece for piece in made if piece)
