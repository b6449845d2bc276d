"""A Word file's package, opened only if it can do no harm: its XML parts, and the relations between them.

Knows: ZIP, XML, and how an Office package names its parts.
Must not know: what the parts say.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from build_tools.importers.limits import XML_TAGS, ZIP_ENTRIES, ZIP_RATIO, ZIP_SMALL, ZIP_UNFOLDED
from build_tools.importers.reading import refuse
from build_tools.model import RawFile

FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, LookupError,
    OverflowError,
)  # fmt: skip
"""What reading a broken package raises. Nothing but the standard library runs where these are caught."""
UNSAFE: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
MACROS: Final = re.compile(r"vbaproject[^/]*\.bin$|vbadata\.xml$", re.IGNORECASE)
FETCHED: Final = ("attachedTemplate", "oleObject", "frame")
"""Kinds of relations whose targets Word opens with the file, with the macros and links in them."""
ELSEWHERE: Final = re.compile(
    r"(?!file:|[a-z]:)[a-z][a-z0-9+.-]*:|(?:file:)?(?:[/\\]{2}|/*\\\\|/{4,})(?![a-z][:|])[^/\\]", re.IGNORECASE
)
r"""On another machine: https://a.b/c, \\a\b, file://a/b; not C:\a, file:///C:/a, file:///a: honest files name such."""
ENCRYPTED: Final = ("EncryptedPackage", "EncryptionInfo")
DOCUMENT: Final = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a package that passed every test, by name."""

    raw: RawFile  # for findings
    parts: Mapping[str, bytes]

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None if there is no such part.

        Raises: BadInput: the part is not well-formed, or it declares a document type.
        """
        data = self.parts.get(name)
        if data is None:
            return None
        if (tags := data.count(b"<")) > XML_TAGS:
            refuse(self.raw, "F023", what="tags", found=tags, limit=XML_TAGS)
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            refuse(self.raw, "F027", part=name, why=str(error))
        if root.getroottree().docinfo.internalDTD is not None:
            refuse(self.raw, "F026", part=name)
        return root

    def related(self, name: str, kind: str) -> str:
        """The part that a part refers to by a relation whose type ends in `kind`; nothing if there is none."""
        folder, _, file = name.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in () if root is None else root:
            attributes = relation.attrib if isinstance(relation.tag, str) else {}
            if str(attributes.get("Type", "")).endswith(f"/{kind}") and attributes.get("TargetMode") != "External":
                target = str(attributes.get("Target", ""))
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""

    def fetched(self, name: str) -> str:
        """What a part of relations names on another machine, to be opened with the file; nothing if it names none."""
        root = self.part(name)
        for relation in () if root is None else root:
            attributes = relation.attrib if isinstance(relation.tag, str) else {}
            target, kind = str(attributes.get("Target", "")).strip(), str(attributes.get("Type", ""))
            outside = attributes.get("TargetMode") == "External" and kind.rpartition("/")[2] in FETCHED
            if outside and ELSEWHERE.match(target):
                return target
        return ""

    def document(self) -> str:
        """The name of the part that holds the text."""
        related = self.related("", "officeDocument")
        return related if related in self.parts else DOCUMENT


def _parser() -> etree.XMLParser:
    """Neither entities nor network nor endless nesting."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False)


def open_package(raw: RawFile) -> Package:
    """The package, read into memory.

    Raises: BadInput: it is broken, locked, too large, or holds what a text has no need of.
    """
    parts = unfold(raw, (".xml", ".rels"))
    for name, data in parts.items():
        if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data.replace(b"\0", b""):  # … in UTF-16 too
            refuse(raw, "F026", part=name)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        refuse(raw, "F025", name="[Content_Types].xml")
    package = Package(raw, parts)
    for name in parts:
        if name.endswith(".rels") and (target := package.fetched(name)):
            refuse(raw, "F039", target=target)
    return package


def unfold(raw: RawFile, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The parts of an archive whose names end so, by name. Pictures are not touched.

    Raises: BadInput: it is broken, locked, too large, or names its parts as no honest program does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            entries = archive.infolist()
            _check(raw, entries)
            return _read(raw, archive, entries, suffixes)
    except FAULTS as error:
        refuse(raw, "F022", why=str(error) or type(error).__name__)


def _check(raw: RawFile, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the directory of the archive declares."""
    names = [entry.filename for entry in entries]
    if len(entries) > ZIP_ENTRIES:
        refuse(raw, "F023", what="files", found=len(entries), limit=ZIP_ENTRIES)
    if any(entry.flag_bits & 1 for entry in entries) or any(name in ENCRYPTED for name in names):
        refuse(raw, "F021")
    for name in names:
        if UNSAFE.search(name):
            refuse(raw, "F024", name=name)
        if MACROS.search(name):
            refuse(raw, "F025", name=name)
    if len(set(names)) < len(names):
        refuse(raw, "F024", name=next(name for name in names if names.count(name) > 1))
    _check_sizes(raw, entries)


def _check_sizes(raw: RawFile, entries: list[zipfile.ZipInfo]) -> None:
    unfolded = sum(entry.file_size for entry in entries)
    if unfolded > ZIP_UNFOLDED:
        refuse(raw, "F023", what="bytes", found=unfolded, limit=ZIP_UNFOLDED)
    for entry in entries:
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size > ZIP_SMALL and ratio > ZIP_RATIO:
            refuse(raw, "F023", what="ratio", found=ratio, limit=ZIP_RATIO)


def _read(
    raw: RawFile, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], suffixes: tuple[str, ...]
) -> dict[str, bytes]:
    """The parts asked for; bytes are counted as they come, whatever the directory declared."""
    parts: dict[str, bytes] = {}
    left = ZIP_UNFOLDED
    for entry in entries:
        if not entry.filename.lower().endswith(suffixes):
            continue
        with archive.open(entry) as stream:
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            refuse(raw, "F023", what="bytes", found=f"> {ZIP_UNFOLDED}", limit=ZIP_UNFOLDED)
        parts[entry.filename] = data
    return parts
