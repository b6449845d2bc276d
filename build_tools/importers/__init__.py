"""Bytes → Source: the first stage. One module for each format, one row in IMPORTERS.

Knows: which suffix belongs to which importer; what every file must pass, whatever its format.
Must not know: the disk, sidecars, what a speech is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from build_tools import findings
from build_tools.importers import characters, contained, content, encodings, garbled, markdown, plain, web, word
from build_tools.importers.limits import CHARACTERS, LARGEST, LINES, PARAGRAPHS
from build_tools.importers.reading import Reading, refuse
from build_tools.model import Bilingual, Finding, RawFile, Source, Span

Importer = Callable[[RawFile], Reading]

IMPORTERS: Final[Mapping[str, Importer]] = MappingProxyType(
    {
        ".txt": plain.read,
        ".md": markdown.read,
        ".docx": word.read,
        ".html": web.read,
        ".htm": web.read,
    }
)
SUFFIXES: Final = tuple(IMPORTERS)
"""What is accepted, in lower case, with the dot."""

REFUSED: Final = {
    **dict.fromkeys((".doc", ".rtf", ".odt", ".epub", ".pdf"), "F031"),
    **dict.fromkeys((".dot", ".wps", ".wpt", ".uof", ".pages"), "F004"),
    **dict.fromkeys((".docm", ".dotm"), "F005"),
    **dict.fromkeys((".ofd", ".caj", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), "F017"),
}
"""Suffixes for which there is better advice than "not accepted": the finding that gives it."""

CONTAINED: Final = (".docx",)
"""What is read in a child process: packages, which others make and which unfold."""


def read(raw: RawFile, source_id: str) -> Source:
    """The source: digest of the bytes, text, marks of the format. Nothing is declared yet.

    Raises: BadInput: the file cannot be taken; it carries every finding that could be made.
    """
    suffix = PurePosixPath(raw.path).suffix.lower()
    _check(raw, suffix)
    reading = contained.read(IMPORTERS[suffix], raw) if suffix in CONTAINED else IMPORTERS[suffix](raw)
    if not reading.text or reading.text.isspace():
        refuse(raw, "F002")
    _measure(raw, reading.text)
    source = Source(
        id=source_id,
        path=raw.path,
        shown_path=raw.shown_path or raw.path,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        encoding=reading.encoding,
        text=reading.text,
        marks=reading.marks,
    )
    found = inspect(source)
    if any(finding.severity == "error" for finding in found):
        raise findings.BadInput(found)
    return source


def inspect(source: Source) -> tuple[Finding, ...]:
    """What the characters of a source give cause to say, by place; `read` lets none of severity error through."""
    found = [*characters.examine(source), *_whole(source)]
    return tuple(sorted(found, key=lambda finding: (finding.at, finding.code)))


def _whole(source: Source) -> Iterator[Finding]:
    """What is to be said of the file as a whole."""
    suffix = PurePosixPath(source.path).suffix.lower()
    if suffix == ".txt" and content.is_page(source.text):
        yield findings.on(source, Span(0, 1), "F012")
    yield from garbled.examine(source)
    decoded = suffix in (".txt", ".md") and not source.encoding.startswith("utf-8")
    if decoded and not encodings.restores(source):
        yield findings.on(source, Span(0, 1), "F013", encoding=source.encoding)


def _measure(raw: RawFile, text: str) -> None:
    """Refuse a text of which each stage after this one would take too long."""
    ends = text.count("\n") + text.count("\r")
    words = sum(map(bool, map(str.strip, text.splitlines()))) if PARAGRAPHS < ends <= LINES else 0
    for what, found, limit in (
        (Bilingual("字符", "characters"), len(text), CHARACTERS),
        (Bilingual("行", "lines"), ends, LINES),
        (Bilingual("有字的行", "lines with words"), words, PARAGRAPHS),
    ):
        if found > limit:
            refuse(raw, "F037", what=what, found=found, limit=limit)


def _check(raw: RawFile, suffix: str) -> None:
    """Refuse what cannot be what its name says, before any of it is read."""
    if raw.data.startswith(content.POINTER):
        refuse(raw, "F018")
    if suffix not in IMPORTERS:
        refuse(raw, REFUSED.get(suffix, "F003"), suffix=suffix or "—", accepted=" ".join(SUFFIXES))
    if not raw.data:
        refuse(raw, "F001")
    if len(raw.data) > LARGEST[suffix]:
        refuse(raw, "F015", size=len(raw.data), limit=LARGEST[suffix])
    kind = content.signature(raw.data)
    if suffix == ".docx" and kind == content.OLD_OFFICE:
        refuse(raw, "F021")
    if kind != (content.ZIP if suffix == ".docx" else ""):
        refuse(raw, "F016", suffix=suffix, kind=kind or "text?")


__all__ = ["IMPORTERS", "REFUSED", "SUFFIXES", "inspect", "read"]
