"""The body: every line between header and tail as pieces.

Knows: the outline, salutations in mid-speech, stage directions, captions.
Must not know: the header or the tail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from build_tools.structure import stage
from build_tools.structure.lines import Line
from build_tools.structure.outline import Entry, outline
from build_tools.structure.pieces import Piece
from build_tools.vocabulary import addresses

_CAPTION: Final = re.compile(r"(?:记者|記者|通讯员)[^。]{0,24}[摄攝][）)]?$")
_LONGEST_CAPTION: Final = 160


def body(lines: Sequence[Line], text: str) -> Iterator[Piece]:
    """The pieces of the body's lines, in order."""
    entries = outline(lines, text)
    for index, line in enumerate(lines):
        kind = "" if index in entries else _kind(line)
        if kind:
            yield Piece(line.start, line.end, kind)
            continue
        for piece in _cut(line, entries.get(index, ())):
            if piece.kind == "heading":
                yield piece
            else:
                yield from stage.split(text, piece)


def _kind(line: Line) -> str:
    """What a line without markers is, if it is no paragraph."""
    if line.aside or (len(line.text) <= _LONGEST_CAPTION and _CAPTION.search(line.text)):
        return "note"
    if len(line.text) <= addresses.LONGEST and addresses.is_sure_salutation(line.text):
        return "salutation"
    return "stage direction" if stage.is_direction(line.text) else ""


def _cut(line: Line, entries: Sequence[Entry]) -> Iterator[Piece]:
    """A line cut at its markers, and after its run-in heading."""
    at = line.start
    stops = (*(entry.start for entry in entries[1:]), line.end)
    if not entries or entries[0].start > at:
        yield Piece(at, entries[0].start if entries else line.end, "paragraph")
    for entry, stop in zip(entries, stops, strict=True) if entries else ():
        if not entry.title_end:
            yield Piece(entry.start, stop, entry.kind, entry.level, entry.marker)
            continue
        yield Piece(entry.start, entry.title_end, entry.kind, entry.level, entry.marker, run_in=True)
        yield Piece(entry.title_end, stop, "paragraph")
