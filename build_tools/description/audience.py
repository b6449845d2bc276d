"""Whom the speech addresses, in its own words: the salutation at its head.

Knows: that a salutation may run over several blocks.
Must not know: what the words mean.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from build_tools.description.reading import Reading
from build_tools.model import Evidence

LONGEST: Final = 500  # code points; what is longer addresses nobody
EDGES: Final = " \t\r\n\u3000，,：:！!。、"


def describe(reading: Reading) -> tuple[str | None, tuple[Evidence, ...]]:
    """The words of the first salutation, and where they stand."""
    blocks = reading.blocks
    first = next((n for n, block in enumerate(blocks) if block.kind == "salutation"), None)
    if first is None or any(block.kind in ("paragraph", "heading", "list item") for block in blocks[:first]):
        return None, ()
    run = list(takewhile(lambda block: block.kind == "salutation", blocks[first:]))
    words = "".join(block.text for block in run).strip(EDGES)
    start, end = run[0].span.start, run[-1].span.end
    if not words or end - start > LONGEST:
        return None, ()
    return words, (reading.evidence("audience", words, ("stated", "salutation"), start, end),)
