"""The lines of a source that hold words, with their places.

Knows: what ends a line, and which marks are no words.
Must not know: what a heading or a salutation is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from build_tools.model import Mark, Source

LINE: Final = re.compile(r"[^\r\n]+")
SILENT: Final = ("markup", "front matter")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words. `start` is its first code point that is no white space, `end` the one after the last."""

    start: int
    end: int
    text: str  # the words: markup left out, white space at both ends dropped
    level: int = 0  # of the heading that the file format says it is; 1 for a title
    furniture: bool = False  # the file format says that it is no part of the text


def lines(source: Source) -> tuple[Line, ...]:
    """The lines that hold words, in order."""
    if source.marks:
        return tuple(line for found in LINE.finditer(source.text) if (line := _marked(source, found)))
    return tuple(line for found in LINE.finditer(source.text) if (line := _plain(found)))


def _plain(found: re.Match[str]) -> Line | None:
    words = found[0]
    text = words.strip()
    if not text:
        return None
    start = found.start() + len(words) - len(words.lstrip())
    return Line(start, start + len(text), text)


def _marked(source: Source, found: re.Match[str]) -> Line | None:
    line = _plain(found)
    if line is None:
        return None
    here = _marks_in(source.marks, line.start, line.end)
    words = _without(source.text, line, [m for m in here if m.kind in SILENT]).strip()
    if not words:
        return None
    levels = [m.level or 1 for m in here if m.kind in ("heading", "title")]
    aside = any(m.kind == "furniture" and m.span.start <= line.start and line.end <= m.span.end for m in here)
    return Line(line.start, line.end, words, min(levels, default=0), aside)


def _marks_in(marks: tuple[Mark, ...], start: int, end: int) -> list[Mark]:
    """Marks that share a code point with the range. Marks are sorted by where they begin."""
    last = bisect_right(marks, end, key=lambda mark: mark.span.start)
    return [mark for mark in marks[:last] if mark.span.end > start]


def _without(text: str, line: Line, marks: list[Mark]) -> str:
    pieces, at = [], line.start
    for mark in marks:
        if mark.span.start > at:
            pieces.append(text[at : min(mark.span.start, line.end)])
        at = max(at, mark.span.end)
    pieces.append(text[at : line.end])
    return "".join(pieces)
