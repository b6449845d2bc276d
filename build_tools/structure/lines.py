"""The lines of a reading text that hold words, with what the file format says of them.

Knows: what ends a line; the source's marks.
Must not know: what a heading or a salutation looks like.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from build_tools.model import Mark, Span
from build_tools.structure.reading import Reading

# A line ends at LF, CR, CRLF, and at the breaks that Word and web pages leave: VT, FF, NEL, U+2028, U+2029.
# Each line is a paragraph of its own. A hard-wrapped text is not joined here: that is an edit, to be seen as one.
LINE: Final = re.compile(r"\S[^\n\r\v\f\x85\u2028\u2029]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: offsets of the reading text, white space at both ends dropped."""

    start: int
    end: int
    text: str
    level: int = 0  # of the heading that the file format says it is
    title: bool = False  # the file format says: a title
    aside: bool = False  # the file format says: no part of the text


def lines(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Line, ...]:
    """Every line with words, in order."""
    telling = tuple(mark for mark in marks if mark.kind != "markup")
    found = (_plain(match) for match in LINE.finditer(reading.text))
    if not telling:
        return tuple(found)
    reach = list(accumulate((mark.span.end for mark in telling), max))
    return tuple(_marked(line, reading.place(line.start, line.end), telling, reach) for line in found)


def _plain(match: re.Match[str]) -> Line:
    text = match[0].rstrip()
    return Line(match.start(), match.start() + len(text), text)


def _marked(line: Line, place: Span, marks: tuple[Mark, ...], reach: list[int]) -> Line:
    """The line with what the marks that meet it say. `reach`: the furthest end of the marks up to each."""
    first = bisect_left(reach, place.start + 1)
    last = bisect_left(marks, place.end, key=lambda mark: mark.span.start)
    here = [mark for mark in marks[first:last] if mark.span.meets(place)]
    levels = [mark.level or 1 for mark in here if mark.kind == "heading"]
    return Line(
        line.start,
        line.end,
        line.text,
        min(levels, default=0),
        any(mark.kind == "title" for mark in here),
        any(mark.kind == "furniture" and mark.span.holds(place) for mark in here),
    )
