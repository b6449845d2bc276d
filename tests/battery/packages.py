"""H: Word files that are none, that unfold to something huge, or that reach for what is not in them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.battery.inputs import Input, speech
from tests.importers.test_word import DOCTYPE, HOSTILE, W, body, package

TEXT: Final = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in speech().splitlines())
GOOD: Final = package({"word/document.xml": body(TEXT)})
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def twice() -> bytes:
    """A package with two parts of one name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", body(TEXT))
        archive.writestr("word/document.xmk", body("<w:p/>"))
    return stream.getvalue().replace(b"word/document.xmk", b"word/document.xml")


def stored_link() -> bytes:
    """A package with a part that says it is a symbolic link."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        part = zipfile.ZipInfo("word/document.xml")
        part.external_attr = 0o120777 << 16
        archive.writestr(part, "/etc/passwd")
    return stream.getvalue()


def method(number: int) -> bytes:
    """A package whose first part is folded in a way that nobody knows."""
    data = bytearray(GOOD)
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.index(sign) + offset
        data[at : at + 2] = struct.pack("<H", number)
    return bytes(data)


def checksum() -> bytes:
    """A package whose first part has another checksum than it says."""
    data = bytearray(GOOD)
    for sign, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = data.index(sign) + offset
        data[at : at + 4] = b"\0\0\0\0"
    return bytes(data)


LAUGHS: Final = (
    "<!DOCTYPE w [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
    + "]>"
)
MORE: Final[dict[str, Callable[[], bytes]]] = {
    "billion laughs": lambda: package({"word/document.xml": body("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS)}),
    "entity of a parameter": lambda: package(
        {
            "word/document.xml": body(
                TEXT, "<!DOCTYPE w SYSTEM 'https://example.org/x.dtd' [<!ENTITY % a SYSTEM 'x'> %a;]>"
            )
        }
    ),
    "entity in the styles": lambda: package(
        {"word/document.xml": body(TEXT), "word/styles.xml": f"<?xml version='1.0'?>{DOCTYPE}<w:styles {W}/>".encode()}
    ),
    "entity in the relations": lambda: package(
        {"word/document.xml": body(TEXT), "word/_rels/document.xml.rels": DOCTYPE.encode() + b"<x/>"}
    ),
    "two parts of one name": twice,
    "part that is a link": stored_link,
    "unknown way of folding": lambda: method(97),
    "wrong checksum": checksum,
    "text instead of a package": lambda: speech().encode(),
    "old Word file under another name": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "nothing": lambda: b"",
    "package without parts": lambda: package({}),
    "backslashes that climb": lambda: package({"word/document.xml": body(TEXT), "..\\..\\evil.xml": b""}),
    "macros under another name": lambda: package({"word/document.xml": body(TEXT), "word/VBAPROJECT.BIN": b"x"}),
    "a hundred parts of a megabyte": lambda: package(
        {"word/document.xml": body(TEXT), **{f"word/media/{at}.bin": b"\0" * 1_000_000 for at in range(100)}}
    ),
}


def every() -> Iterator[Input]:
    """All of them."""
    for name, (make, _) in HOSTILE.items():
        yield Input("H", name, {"a.docx": written(make)})
    for name, make in MORE.items():
        yield Input("H", name, {"a.docx": written(make)})


def written(make: Callable[[], bytes]) -> Callable[[Path], object]:
    """Makes the file only when it is needed: some are large."""
    return lambda path: path.write_bytes(make())
