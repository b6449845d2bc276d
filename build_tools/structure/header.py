"""What stands before a speech's first sentence: titles, byline, date line, notes, salutation.

Knows: the forms of such lines, and the order in which they come.
Must not know: headings within the speech, or how it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from build_tools.structure import headlines
from build_tools.structure.lines import Line
from build_tools.structure.markers import starts_marked
from build_tools.structure.pieces import Piece
from build_tools.vocabulary import addresses

MOST_LINES: Final = 60  # lines above a salutation
MOST_TOLD: Final = 4  # long lines above a salutation that tell of the speaker
MOST_ABOVE_NOTE: Final = 12  # lines above 全文如下：
_AFTER_HEAD: Final = re.compile(r"[\s】）)：:]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the first salutation stands: its line, and from where to where in the line's text."""

    index: int
    start: int
    end: int


def header(lines: Sequence[Line]) -> tuple[tuple[Piece, ...], tuple[Line, ...]]:
    """The pieces of the header, and the lines of the body; a line that is shared is cut."""
    opening = _opening(lines)
    if opening is None:
        kinds = tuple(_unsaluted(lines))
        return tuple(_whole(*pair) for pair in zip(lines, kinds, strict=False)), tuple(lines[len(kinds) :])
    above = lines[: opening.index]
    pieces = [_whole(line, _kind(lines, index, saluted=True) or "note") for index, line in enumerate(above)]
    saluted, rest = _salutations(lines[opening.index :], opening)
    return (*pieces, *saluted), rest


def _whole(line: Line, kind: str) -> Piece:
    return Piece(line.start, line.end, kind)


def _opening(lines: Sequence[Line]) -> Opening | None:
    """The first salutation, if all above it may be header."""
    told = 0
    for index, line in enumerate(lines[:MOST_LINES]):
        found = _salutation(line.text)
        if found is not None:
            mid_speech = told and line.text[found[1] - 1] not in "：:，,"
            return None if mid_speech else Opening(index, *found)
        if _kind(lines, index, saluted=True) is None:
            if not headlines.is_told(line.text) or told == MOST_TOLD:
                return None
            told += 1
    return None


def _salutation(text: str) -> tuple[int, int] | None:
    """Where in a line a salutation stands: after a title, alone, or before a sentence."""
    for found in _AFTER_HEAD.finditer(text, 0, addresses.LONGEST):
        if headlines.is_title(text[: found.end()].strip()):
            rest = text[found.end() : found.end() + addresses.LONGEST]
            end = len(rest) if addresses.is_sure_salutation(rest) else addresses.inline_end(rest)
            if end:
                return found.end(), found.end() + end
    end = len(text) if addresses.is_salutation(text) else addresses.inline_end(text)
    return (0, end) if end else None


def _salutations(lines: Sequence[Line], opening: Opening) -> tuple[list[Piece], tuple[Line, ...]]:
    """The title on the first line, if it shares one; every salutation that follows; and what is left."""
    first = lines[0]
    pieces = [Piece(first.start, first.start + opening.start, "title")] if opening.start else []
    start, end = opening.start, opening.end
    for index, line in enumerate(lines):
        if index:
            found = _salutation(line.text)
            if found is None or found[0]:
                return pieces, tuple(lines[index:])
            start, end = found
        pieces.append(Piece(line.start + start, line.start + end, "salutation"))
        if end < len(line.text):
            return pieces, (cut(line, end), *lines[index + 1 :])
    return pieces, ()


def cut(line: Line, at: int) -> Line:
    """The line from an offset of its text on."""
    rest = line.text[at:].lstrip()
    return replace(line, start=line.end - len(rest), text=rest, level=0, title=False)


def _unsaluted(lines: Sequence[Line]) -> Iterator[str]:
    """The kinds of the header's lines where no salutation ends it: up to the first that has no form of its own."""
    announced = _announced(lines)
    for index in range(min(len(lines), MOST_LINES)):
        kind = _kind(lines, index, saluted=index < announced)
        if kind is None and index >= announced:
            return
        yield kind or "note"


def _announced(lines: Sequence[Line]) -> int:
    """How many lines stand up to the note that announces the speech, if all of them may be header; else 0."""
    for index, line in enumerate(lines[:MOST_ABOVE_NOTE]):
        if headlines.announces(line.text):
            return index + 1
        if _kind(lines, index, saluted=True) is None and not headlines.is_told(line.text):
            return 0
    return 0


def _kind(lines: Sequence[Line], index: int, *, saluted: bool) -> str | None:
    """What a header's line is; None: no header line."""
    line = lines[index]
    if line.aside:
        return "note"
    if line.title or (line.level and index == 0):
        return "title"
    return _formed(line.text, index, saluted=saluted) or _titled(lines, index, saluted=saluted)


def _formed(text: str, index: int, *, saluted: bool) -> str | None:
    """A line with a form of its own; contents, if a salutation follows, are a note."""
    if headlines.is_note(text):
        return "note"
    if headlines.is_date_line(text):
        return "date line"
    if starts_marked(text):
        contents = saluted and len(text) <= 40 and not headlines.SENTENCE_END.search(text)
        return ("title" if index < 2 else "note") if contents else None
    return "byline" if index and headlines.is_byline(text) else None


def _titled(lines: Sequence[Line], index: int, *, saluted: bool) -> str | None:
    line = lines[index]
    if starts_marked(line.text):
        return None
    if headlines.is_title(line.text):
        return "title"
    likely = headlines.may_be_title(line.text) and (saluted or (not line.level and _titles_on(lines, index)))
    return "title" if likely else None


def _titles_on(lines: Sequence[Line], index: int) -> bool:
    """Where nobody is addressed, a line without a title's form is one if it is first, or a sure header line follows."""
    if index + 1 == len(lines):
        return False
    below = lines[index + 1].text
    return index == 0 or headlines.is_date_line(below) or headlines.is_note(below) or below.startswith("——")
