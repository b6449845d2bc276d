"""Old Word files (.doc) → their two streams, and the lists of properties in them.

Knows: the head of the file, what is refused at once, and how long each property is.
Must not know: what a property means, how text lies in the file.
Source: [MS-DOC], Word (.doc) Binary File Format, parts 2.2.5, 2.5; offsets are those of the FIB of Word 97.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from build_tools.importers.reading import refuse
from build_tools.model import RawFile

MAGIC, ENCRYPTED, OTHER_TABLE = 0xA5EC, 0x0100, 0x0200
SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
MACROS: Final = ("Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT")
LIST, LEVEL, OUTLINE, STYLE = 0x460B, 0x260A, 0x2640, 0x4600  # properties of paragraphs


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


def open_file(raw: RawFile, olefile: Any) -> File:  # noqa: ANN401 - the library has no types
    """The streams of an old Word file.

    Raises: BadInput: it is locked, holds macros, or is none; OSError, struct.error, …: it is broken.
    """
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


def properties(data: bytes) -> Iterator[tuple[int, int]]:
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
