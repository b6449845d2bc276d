"""The structure of one speech: its words as blocks with a kind each.

Knows: the order of the work: reading text, lines, header, tail, body, blocks.
Must not know: other speeches of the source, or what a page looks like.
"""

from __future__ import annotations

from build_tools.model import Block, Edit, Source, Span
from build_tools.structure.body import body
from build_tools.structure.header import header
from build_tools.structure.lines import lines
from build_tools.structure.pieces import blocks
from build_tools.structure.reading import read
from build_tools.structure.tail import tail

__all__ = ["structure"]


def structure(source: Source, span: Span, edits: tuple[Edit, ...]) -> tuple[Block, ...]:
    """The blocks of the speech that `span` holds, in order; together they hold all its reading text, white space aside.

    Edits are sorted and do not overlap. Each line of the reading text is at least one block.
    """
    reading = read(source.text, span, edits)
    before, rest = header(lines(reading, source.marks))
    spoken, after = tail(rest)
    return tuple(blocks(reading, (*before, *body(spoken, reading.text), *after)))
