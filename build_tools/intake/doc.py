"""Old Word files (.doc, Word 97 to 2003) → their paragraphs in order, and headings.

Knows: the piece table, and where a file says which characters and paragraphs have which properties.
Must not know: any other format, what a speech is.
Source: [MS-DOC], Word (.doc) Binary File Format, parts 2.4.1, 2.5, 2.6, 2.8; offsets are those of the FIB of Word 97.

What was deleted or hidden stays out.
The numbers of numbered paragraphs are made by Word and not in the text; such paragraphs are marked, not numbered.
"""

from __future__ import annotations

import io
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from build_tools.importers.limits import PARAGRAPHS
from build_tools.importers.reading import Reading, refuse
from build_tools.intake.lines import NUMBER_LOST, Line, reading
from build_tools.model import RawFile

MAGIC, ENCRYPTED, OTHER_TABLE = 0xA5EC, 0x0100, 0x0200
MAIN, NOTES, ENDNOTES, BOXES = 0x4C, 0x50, 0x60, 0x64  # counts of characters, in the order of the text
CHARACTERS, PARAGRAPH, PIECES = 0xFA, 0x102, 0x1A2  # offset and length, in the table stream, of what tells of them
PAGE: Final = 512
DELETED, HIDDEN = 0x0800, 0x083C  # properties of characters
LIST, OUTLINE = 0x460B, 0x2640  # … of paragraphs
SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
FIELD: Final = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
SIGNS: Final = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "\u2011", "\x1f": None, "\xad": None})
NOISE: Final = re.compile("[\x00-\x06\x08\x0e-\x1d]")
MACROS: Final = ("Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT")
WINDOWS: Final = bytes(range(256)).decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that lies in one place of the file: from `start` characters on, at `at` bytes."""

    start: int
    end: int
    at: int
    wide: bool  # two bytes a character

    def offset(self, number: int) -> int:
        """Where a character lies in the file."""
        return self.at + (number - self.start) * (2 if self.wide else 1)


@dataclass(frozen=True, slots=True)
class File:
    """The two streams that text is made from."""

    text: bytes
    table: bytes

    def number(self, at: int) -> int:
        """A number of the FIB."""
        return int.from_bytes(self.text[at : at + 4], "little")

    def block(self, at: int) -> bytes:
        """What the FIB points to in the table stream."""
        start, length = self.number(at), self.number(at + 4)
        return self.table[start : start + length]


@dataclass(frozen=True, slots=True)
class Runs:
    """Properties by place: from each start on, in bytes of the file, those that stand beside it."""

    starts: tuple[int, ...]
    values: tuple[bytes, ...]

    def at(self, offset: int) -> bytes:
        """The properties of what lies at an offset."""
        found = bisect_right(self.starts, offset) - 1
        return self.values[found] if found >= 0 else b""


def read(raw: RawFile) -> Reading:
    """The words of an old Word file.

    Raises: BadInput: it is locked, holds macros, is broken, or none; or the library is not installed.
    """
    try:
        import olefile  # noqa: PLC0415 - an extra: only who adds an old Word file needs it
    except ImportError:
        refuse(raw, "F035", format="DOC", extra="doc")
    try:
        file = _streams(raw, olefile)
        lines = list(_lines(file))
    except (struct.error, IndexError, ValueError, KeyError, OSError, UnicodeDecodeError, RecursionError) as error:
        refuse(raw, "F034", format="DOC", why=str(error) or type(error).__name__)
    if len(lines) > PARAGRAPHS:
        refuse(raw, "F023", what="paragraphs", found=len(lines), limit=PARAGRAPHS)
    return reading(lines, "doc")


def _streams(raw: RawFile, olefile: Any) -> File:  # noqa: ANN401 - the library has no types
    with olefile.OleFileIO(io.BytesIO(raw.data)) as ole:
        names = {entry[0] for entry in ole.listdir(streams=True, storages=True)}
        if "EncryptedPackage" in names or "EncryptionInfo" in names:
            refuse(raw, "F032")
        if found := sorted(names & set(MACROS)):
            refuse(raw, "F025", name=found[0])
        if "WordDocument" not in names:
            refuse(raw, "F004", suffix=".wps / .xls / .ppt")
        text = ole.openstream("WordDocument").read()
        magic, flags = struct.unpack_from("<H", text, 0)[0], struct.unpack_from("<H", text, 0x0A)[0]
        if flags & ENCRYPTED:
            refuse(raw, "F032")
        if magic != MAGIC:
            refuse(raw, "F004", suffix=".doc (Word 6 / 95)")
        return File(text, ole.openstream("1Table" if flags & OTHER_TABLE else "0Table").read())


def _pieces(file: File) -> list[Piece]:
    """The piece table. Raises: ValueError, struct.error: there is none."""
    data, at = file.block(PIECES), 0
    while data[at] == 1:  # property lists of pieces; they change looks
        at += 3 + struct.unpack_from("<H", data, at + 1)[0]
    if data[at] != 2:
        message = "no piece table"
        raise ValueError(message)
    table = data[at + 5 : at + 5 + struct.unpack_from("<I", data, at + 1)[0]]
    count = (len(table) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table)
    pieces = []
    for number in range(count):
        place = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
        narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        pieces.append(Piece(ends[number], ends[number + 1], place // 2 if narrow else place, not narrow))
    return pieces


def _runs(file: File, where: int, *, paragraphs: bool) -> Runs:
    """The properties of characters or paragraphs, from the pages of the file that hold them."""
    data = file.block(where)
    count = (len(data) - 4) // 8
    starts: list[int] = []
    values: list[bytes] = []
    for number in struct.unpack_from(f"<{count}I", data, 4 * (count + 1)) if count > 0 else ():
        page = file.text[(number & 0x3FFFFF) * PAGE :][:PAGE]
        runs = page[PAGE - 1]
        starts += struct.unpack_from(f"<{runs}I", page)
        values += (_value(page, 4 * (runs + 1), at, paragraphs=paragraphs) for at in range(runs))
    order = sorted(range(len(starts)), key=starts.__getitem__)
    return Runs(tuple(starts[at] for at in order), tuple(values[at] for at in order))


def _value(page: bytes, after: int, at: int, *, paragraphs: bool) -> bytes:
    """The properties of a run of a page: of a paragraph, the number of its style stands before them."""
    if not paragraphs:
        place = 2 * page[after + at]
        return page[place + 1 : place + 1 + page[place]] if place else b""
    place = 2 * page[after + 13 * at]
    if not place:
        return b""
    length = 2 * page[place] - 1
    return page[place + 1 : place + 1 + length] if page[place] else page[place + 2 : place + 2 + 2 * page[place + 1]]


def _properties(data: bytes) -> Iterator[tuple[int, int]]:
    """Each property of a list, with the first byte or word of its value."""
    at = 0
    while at + 2 < len(data):
        code = struct.unpack_from("<H", data, at)[0]
        kind = code >> 13
        size = SIZES.get(kind) or 1 + data[at + 2]
        if code in (0xD608, 0xD606):  # tables tell their size in two bytes
            size = 1 + struct.unpack_from("<H", data, at + 2)[0]
        yield code, int.from_bytes(data[at + 2 : at + 2 + min(size, 2)], "little")
        at += 2 + size


def _lines(file: File) -> Iterator[Line]:
    """The body, then notes and text boxes."""
    pieces = _pieces(file)
    characters = _runs(file, CHARACTERS, paragraphs=False)
    paragraphs = _runs(file, PARAGRAPH, paragraphs=True)
    counts = [file.number(MAIN + 4 * number) for number in range(7)]
    wanted = {(at - MAIN) // 4 for at in (MAIN, NOTES, ENDNOTES, BOXES)}
    start = 0
    for number, count in enumerate(counts):
        if number in wanted:
            yield from _story(file, pieces, characters, paragraphs, (start, start + count))
        start += count


def _story(
    file: File, pieces: list[Piece], characters: Runs, paragraphs: Runs, story: tuple[int, int]
) -> Iterator[Line]:
    """The paragraphs of a part of the text."""
    words: list[str] = []
    for sign, at in _signs(file, pieces, *story):
        properties = dict(_properties(characters.at(at)))
        if sign != "\r" and (properties.get(DELETED) == 1 or properties.get(HIDDEN) == 1):
            continue
        words.append(sign)
        if sign in "\r\x0c" or (sign == "\x07" and _row_ends(words)):
            yield from _paragraph("".join(words), paragraphs.at(at))
            words.clear()
    if words:
        yield from _paragraph("".join(words), b"")


def _row_ends(words: list[str]) -> bool:
    return len(words) > 1 and words[-2] == "\x07"


def _signs(file: File, pieces: list[Piece], start: int, end: int) -> Iterator[tuple[str, int]]:
    """Each character of a part of the text, and where it lies in the file."""
    for piece in pieces:
        first, last = max(start, piece.start), min(end, piece.end)
        if first >= last:
            continue
        data = file.text[piece.offset(first) : piece.offset(last)]
        text = data.decode("utf-16-le", "surrogatepass") if piece.wide else "".join(WINDOWS[byte] for byte in data)
        at = piece.offset(first)
        for sign in text:
            yield sign, at
            at += (4 if ord(sign) > 0xFFFF else 2) if piece.wide else 1


def _paragraph(words: str, properties: bytes) -> Iterator[Line]:
    """A paragraph: styles 1 to 9 are Word's headings, in every file."""
    told = dict(_properties(properties[2:]))
    style = int.from_bytes(properties[:2], "little")
    level = told[OUTLINE] + 1 if told.get(OUTLINE, 9) < 9 else style if 1 <= style <= 9 else 0
    while FIELD.search(words):
        words = FIELD.sub(lambda found: found[1] or "", words)
    shown = NOISE.sub("", words.rstrip("\r\x0c\x07").translate(SIGNS))
    for line in shown.split("\n"):
        if line.strip() and told.get(LIST):
            yield Line(line, NUMBER_LOST, level)
        else:
            yield Line(line, "heading" if level and line.strip() else "", level)
