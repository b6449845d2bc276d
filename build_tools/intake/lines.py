"""What a converter makes of a file: lines with what the format says of them, and from them a reading.

Knows: the marks of an importer's reading.
Must not know: any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from build_tools.importers.reading import Reading, trimmed
from build_tools.model import Mark, Span

NUMBER_LOST: Final = "number lost"  # a paragraph that was numbered by the program that made it; its number is not known
LEFT_OUT: Final = "page number left out"  # here stood what belongs to the page, not to the text; `level` is the page
UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. kind: "" | title | heading | a caution of this module."""

    words: str
    kind: str = ""
    level: int = 0


def reading(lines: Iterable[Line], encoding: str) -> Reading:
    """The lines as one text, with marks; what is no character of a text is left out."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    for line in lines:
        words = UNSAFE.sub("", line.words)
        if line.kind == LEFT_OUT:
            marks.append(Mark(Span(at, at), line.kind, line.level))
            continue
        if line.kind and (span := trimmed(words, 0, len(words))):
            marks.append(Mark(Span(at + span.start, at + span.end), line.kind, line.level))
        pieces.append(words)
        at += len(words) + 1
    return Reading("\n".join(pieces), encoding, tuple(sorted(marks)))
