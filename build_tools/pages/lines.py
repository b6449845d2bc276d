"""Where something stands in a source, for people: lines and columns, found quickly for many spans of one source.

Knows: what ends a line.
Must not know: pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from build_tools.model import Block

LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """The offsets at which the lines of a text begin."""

    starts: tuple[int, ...]

    def place(self, offset: int) -> str:
        """`line:column`, both from 1."""
        row = bisect_right(self.starts, offset)
        return f"{row}:{offset - self.starts[row - 1] + 1}"


def lines(text: str) -> Lines:
    """The lines of a text."""
    return Lines((0, *(found.end() for found in LINE_END.finditer(text))))


def block_at(blocks: tuple[Block, ...], offset: int) -> Block | None:
    """The block in which an offset lies, or the last one before it."""
    at = bisect_right(blocks, offset, key=lambda block: block.span.start)
    return blocks[at - 1] if at else (blocks[0] if blocks else None)
