"""The text of a speech as Markdown: every block with its stable id, words as they are read.

Knows: what each kind of block looks like on a page.
Must not know: metadata, findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from build_tools.model import Block, in_paragraphs
from build_tools.pages.escape import attribute, inline, line

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
DENSE: Final = 500  # escapes in one block


def pieces(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks as paragraphs and headings; a run-in heading stands in the paragraph that goes on with it."""
    for *before, block in in_paragraphs(blocks):
        yield _piece(before, block)


def _piece(before: Sequence[Block], block: Block) -> str:
    if block.kind == "heading" and not before and not block.run_in:
        level = min(max(block.level, 1), DEEPEST) + 1
        words = line(block.text)
        return _raw(f"h{level}", (), block) if _dense(words) else f"{'#' * level} {words} {{: #{block.id} }}"
    words = inline(block.text) if before else line(block.text)
    if _dense(words) or any(_dense(inline(head.text)) for head in before):
        return _raw("p", before, block)
    run_in = "".join(f"**{_bold(head.text)}**{{: #{head.id} .run-in }}" for head in before)
    marks = f"#{block.id}" + (f" .{CLASSES[block.kind]}" if block.kind in CLASSES else "")
    return f"{run_in}{words}\n{{: {marks} }}"


def _dense(words: str) -> bool:
    """True for words full of escapes: Python-Markdown takes time that grows with the square of their number."""
    return words.count("&#") > DENSE


def _raw(tag: str, before: Sequence[Block], block: Block) -> str:
    """A block as HTML, which passes through Markdown untouched, in time that grows with its length."""
    run_in = "".join(
        f'<strong id="{head.id}" class="run-in">{attribute(head.text.strip())}</strong>' for head in before
    )
    kind = f' class="{CLASSES[block.kind]}"' if block.kind in CLASSES else ""
    return f'<{tag} id="{block.id}"{kind}>{run_in}{attribute(block.text)}</{tag}>'


def _bold(text: str) -> str:
    """Words that stand between asterisks: no white space at either end."""
    return inline(text).strip()
