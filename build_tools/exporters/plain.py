"""A speech as plain text: as it was sent, and as it was edited.

Knows: spans, blocks.
Must not know: metadata: the words stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.exporters.around import Around
from build_tools.model import Block, Speech, in_paragraphs


def as_sent(speech: Speech, around: Around) -> bytes:  # noqa: ARG001 - every exporter is asked so
    """The speech's part of the source: every character as it was decoded, in UTF-8."""
    return speech.source.text[speech.span.start : speech.span.end].encode("utf-8", "surrogatepass")


def as_edited(speech: Speech, around: Around) -> bytes:  # noqa: ARG001 - every exporter is asked so
    """The reading text, a block a line."""
    return "".join(f"{line}\n" for line in lines(speech.blocks)).encode("utf-8", "surrogatepass")


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks' words; a heading that the next block goes on with stands on its line."""
    for group in in_paragraphs(blocks):
        yield "".join(block.text for block in group)
