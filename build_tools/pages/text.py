"""The text of a speech as Markdown: every block with its stable id, words as they are read.

Knows: what each kind of block looks like on a page.
Must not know: metadata, findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from build_tools.model import Block
from build_tools.pages.escape import inline, line

CLASSES: Final = {
    "title": "source-heading",
    "byline": "byline",
    "date line": "date-line",
    "salutation": "salutation",
    "list item": "item",
    "closing": "closing",
    "signature": "signature",
    "stage direction": "stage",
    "note": "note",
}
DEEPEST: Final = 5  # levels of headings below the page's own


def pieces(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks as paragraphs and headings; a run-in heading stands in the paragraph that goes on with it."""
    waiting: list[Block] = []
    for block in blocks:
        if block.run_in:
            waiting.append(block)
            continue
        yield _piece(waiting, block)
        waiting = []
    if waiting:
        yield _piece(waiting[:-1], waiting[-1])


def _piece(before: Sequence[Block], block: Block) -> str:
    if block.kind == "heading" and not before and not block.run_in:
        return f"{'#' * (min(max(block.level, 1), DEEPEST) + 1)} {line(block.text)} {{: #{block.id} }}"
    run_in = "".join(f"**{_bold(head.text)}**{{: #{head.id} .run-in }}" for head in before)
    marks = f"#{block.id}" + (f" .{CLASSES[block.kind]}" if block.kind in CLASSES else "")
    words = inline(block.text) if before else line(block.text)
    return f"{run_in}{words}\n{{: {marks} }}"


def _bold(text: str) -> str:
    """Words that stand between asterisks: no white space at either end."""
    return inline(text).strip()
