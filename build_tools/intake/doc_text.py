"""Where the characters of an old Word file (.doc) lie, and which properties characters and paragraphs have.

Knows: the piece table, and the pages that hold properties.
Must not know: what a property means, what a paragraph is.
Source: [MS-DOC], Word (.doc) Binary File Format, parts 2.4.1, 2.4.6.1, 2.8.5, 2.8.6, 2.9.38 Clx; offsets are those of
the FIB of Word 97.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from build_tools.intake.doc_file import LEVEL, File

CHARACTERS, PARAGRAPHS, PIECES = 0xFA, 0x102, 0x1A2  # offset and length, in the table stream, of what tells of them
PAGE: Final = 512
WINDOWS: Final = bytes(range(256)).decode("cp1252", "replace")
LEVEL_IN_SHORT: Final = 0x0C


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that lies in one place of the file: from `start` characters on, at `at` bytes."""

    start: int
    end: int
    at: int
    wide: bool  # two bytes a character
    changes: bytes = b""  # properties of its paragraphs that were changed after these were stored

    def offset(self, number: int) -> int:
        """Where a character lies in the file."""
        return self.at + (number - self.start) * (2 if self.wide else 1)


@dataclass(frozen=True, slots=True)
class Runs:
    """Properties by place: from each start on, in bytes of the file, those that stand beside it."""

    starts: tuple[int, ...]
    values: tuple[bytes, ...]

    def place(self, offset: int) -> int:
        """The run in which an offset lies; below zero if in none."""
        return bisect_right(self.starts, offset) - 1

    def at(self, offset: int) -> bytes:
        """The properties of what lies at an offset."""
        found = self.place(offset)
        return self.values[found] if found >= 0 else b""


class Sign(NamedTuple):
    """A character, and where it lies in the file."""

    word: str
    at: int
    changes: bytes


def read_pieces(file: File) -> Sequence[Piece]:
    """The piece table. Raises: ValueError, struct.error: there is none."""
    data, at = file.block(PIECES), 0
    changes: list[bytes] = []
    while data[at] == 1:
        length = struct.unpack_from("<H", data, at + 1)[0]
        changes.append(data[at + 3 : at + 3 + length])
        at += 3 + length
    if data[at] != 2:
        message = "no piece table"
        raise ValueError(message)
    table = data[at + 5 : at + 5 + struct.unpack_from("<I", data, at + 1)[0]]
    count = (len(table) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table)
    pieces = []
    for number in range(count):
        place, change = struct.unpack_from("<IH", table, 4 * (count + 1) + 8 * number + 2)
        narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        place = place // 2 if narrow else place
        pieces.append(Piece(ends[number], ends[number + 1], place, not narrow, _change(change, changes)))
    return pieces


def _change(told: int, changes: Sequence[bytes]) -> bytes:
    """What was changed in a piece: some of the lists before the table, or one property in short."""
    if told & 1:
        return changes[told >> 1] if told >> 1 < len(changes) else b""
    return struct.pack("<HB", LEVEL, told >> 8) if (told & 0xFF) >> 1 == LEVEL_IN_SHORT else b""


def read_runs(file: File, where: int) -> Runs:
    """The properties of characters or paragraphs, from the pages of the file that hold them."""
    data = file.block(where)
    count = (len(data) - 4) // 8
    starts: list[int] = []
    values: list[bytes] = []
    for number in struct.unpack_from(f"<{count}I", data, 4 * (count + 1)) if count > 0 else ():
        page = file.text[(number & 0x3FFFFF) * PAGE :][:PAGE]
        runs = page[PAGE - 1]
        starts += struct.unpack_from(f"<{runs}I", page)
        values += (_value(page, 4 * (runs + 1), at, where) for at in range(runs))
    order = sorted(range(len(starts)), key=starts.__getitem__)
    return Runs(tuple(starts[at] for at in order), tuple(values[at] for at in order))


def _value(page: bytes, after: int, at: int, where: int) -> bytes:
    """The properties of a run of a page: of a paragraph, the number of its style stands before them."""
    if where == CHARACTERS:
        place = 2 * page[after + at]
        return page[place + 1 : place + 1 + page[place]] if place else b""
    place = 2 * page[after + 13 * at]
    if not place:
        return b""
    length = 2 * page[place] - 1
    return page[place + 1 : place + 1 + length] if page[place] else page[place + 2 : place + 2 + 2 * page[place + 1]]


def signs(file: File, pieces: Sequence[Piece], start: int, end: int) -> Iterator[Sign]:
    """Each character of a part of the text."""
    for piece in pieces:
        first, last = max(start, piece.start), min(end, piece.end)
        if first >= last:
            continue
        data = file.text[piece.offset(first) : piece.offset(last)]
        text = data.decode("utf-16-le", "surrogatepass") if piece.wide else "".join(WINDOWS[byte] for byte in data)
        at = piece.offset(first)
        for word in text:
            yield Sign(word, at, piece.changes)
            at += (4 if ord(word) > 0xFFFF else 2) if piece.wide else 1
