"""What the first bytes of a file say that it is.

Knows: the signatures of common formats.
Must not know: how a format is read.
"""

from __future__ import annotations

import re
from typing import Final

SIGNATURES: Final = (
    (b"PK\x03\x04", "ZIP / docx"),
    (b"PK\x05\x06", "ZIP"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (doc / wps / xls)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh9", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"ID3\x03", "MP3"),
    (b"ID3\x04", "MP3"),
)
POINTER: Final = b"version https://git-lfs.github.com/spec/v1\n"
"""How a Git LFS pointer begins. Source: git-lfs, docs/spec.md."""
OLD_OFFICE: Final = "OLE (doc / wps / xls)"
ZIP: Final = "ZIP / docx"
# "<!DOCTYPE html>…" and "<html>…" are web pages; "<项目>一、…" is not.
PAGE: Final = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def signature(data: bytes) -> str:
    """The format that the first bytes name; nothing for text and for what is not known."""
    return next((name for start, name in SIGNATURES if data.startswith(start)), "")


def is_page(text: str) -> bool:
    """True if a text starts as a web page does."""
    return PAGE.match(text[:2_000]) is not None
