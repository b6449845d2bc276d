"""What a file is, by its content, and the source that is made of it: its own bytes, or a conversion.

Knows: the converters, and which formats need none.
Must not know: sidecars, folders.
"""

from __future__ import annotations

import html
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from build_tools.importers import REFUSED, SUFFIXES, contained, content, encodings
from build_tools.importers.reading import Reading, refuse
from build_tools.intake import doc, epub, odt, pdf, rtf
from build_tools.intake.lines import LEFT_OUT, NUMBER_LOST
from build_tools.model import Mark, RawFile

CONVERTERS: Final[Mapping[str, Callable[[RawFile], Reading]]] = MappingProxyType(
    {".doc": doc.read, ".rtf": rtf.read, ".odt": odt.read, ".epub": epub.read, ".pdf": pdf.read}
)
BY_SIGNATURE: Final = {"PDF": ".pdf", "RTF": ".rtf", content.OLD_OFFICE: ".doc"}
BY_MIMETYPE: Final = {b"application/vnd.oasis.opendocument.text": ".odt", b"application/epub+zip": ".epub"}
LARGEST: Final = 40 * 1024 * 1024  # bytes
KEPT: Final = (".txt", ".md", ".docx", ".html", ".htm")
HEAD: Final = '<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"></head>\n<body>\n'


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that was made of a file. `cautions` say what the conversion could not keep."""

    suffix: str
    data: bytes
    converted: bool = False
    cautions: tuple[Mark, ...] = ()
    text: str = ""  # of a conversion


def take(raw: RawFile) -> Taken:
    """The source that a file makes.

    Raises: BadInput: it is of no format that we read, or cannot be trusted.
    """
    if not raw.data:
        refuse(raw, "F001")
    if len(raw.data) > LARGEST:
        refuse(raw, "F015", size=len(raw.data), limit=LARGEST)
    named = PurePosixPath(raw.path).suffix.lower()
    kind = _kind(raw, named)
    if kind in KEPT:
        return Taken(".html" if kind == ".htm" else kind, raw.data)
    reading = contained.read(CONVERTERS[kind], raw)
    if not reading.text.strip():
        refuse(raw, "F036", format=kind[1:].upper())
    cautions = tuple(mark for mark in reading.marks if mark.kind in (NUMBER_LOST, LEFT_OUT))
    return Taken(*_source(reading), converted=True, cautions=cautions, text=reading.text)


def _kind(raw: RawFile, named: str) -> str:
    """The format, as the suffix it ought to have: by content, since names are often wrong.

    Raises: BadInput: it is none that we read.
    """
    if named in (".wps", ".wpt", ".docm", ".dotm", ".uof", ".pages"):
        refuse(raw, REFUSED[named], suffix=named)
    signature = content.signature(raw.data)
    if signature in BY_SIGNATURE:
        return BY_SIGNATURE[signature]
    if signature == content.ZIP:
        return _archive(raw.data)
    if signature or (named in REFUSED and named not in CONVERTERS):
        accepted = " ".join((*SUFFIXES, *CONVERTERS))
        refuse(raw, REFUSED.get(named, "F016"), suffix=named or "—", kind=signature, accepted=accepted)
    if named in (".md", ".html", ".htm"):
        return named
    return ".html" if _is_page(raw) else ".txt"


def _archive(data: bytes) -> str:
    """The format of an archive; what is none of ours is left to the Word importer, which says what is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as stream:
            return BY_MIMETYPE.get(stream.read(200).strip(), ".docx")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, EOFError, ValueError):
        return ".docx"


def _is_page(raw: RawFile) -> bool:
    return content.is_page(encodings.decode_page(raw).text)


def _source(reading: Reading) -> tuple[str, bytes]:
    """Plain text, unless the format told of headings: then a web page, which can say so."""
    kinds = {mark.kind for mark in reading.marks}
    if not kinds & {"title", "heading", "furniture"}:
        return ".txt", (reading.text.rstrip("\n") + "\n").encode()
    marks = {mark.span.start: mark for mark in reading.marks if mark.kind in ("title", "heading")}
    aside = [mark.span for mark in reading.marks if mark.kind == "furniture"]
    rows: list[str] = []
    at = 0
    for line in reading.text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        tag = _tag(marks.get(start), furniture=any(span.start <= start < span.end for span in aside))
        if line.strip():
            rows.append(f"<{tag}>{html.escape(line, quote=False)}</{tag}>\n")
        at += len(line) + 1
    return ".html", (HEAD + "".join(rows) + "</body>\n</html>\n").encode()


def _tag(mark: Mark | None, *, furniture: bool) -> str:
    if furniture:
        return "aside"
    if mark is None:
        return "p"
    return "h1" if mark.kind == "title" else f"h{min(6, mark.level + 1)}"
