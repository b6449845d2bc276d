"""EPUB books → the text of their chapters in the order of reading, with headings.

Knows: how an EPUB names its chapters; the importer of web pages reads each of them.
Must not know: any other format, what a speech is.
Source: EPUB 3.3 and OCF, W3C.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from build_tools.importers import web
from build_tools.importers.package import Package, unfold
from build_tools.importers.reading import Reading, refuse
from build_tools.model import Mark, RawFile, Span

CONTAINER: Final = "META-INF/container.xml"
LOCKS: Final = "META-INF/encryption.xml"
PAGES: Final = ("application/xhtml+xml", "text/html")


def read(raw: RawFile) -> Reading:
    """The words of a book.

    Raises: BadInput: it is broken, locked, or not safe to open.
    """
    parts = unfold(raw, (".xml", ".opf", ".xhtml", ".html", ".htm"))
    package = Package(raw, parts)
    chapters = list(_chapters(raw, package))
    locks = package.part(LOCKS)
    locked = {_get(one, "URI") for one in (() if locks is None else locks.iter("{*}CipherReference"))}
    if locked & {unquote(name) for name in chapters}:
        refuse(raw, "F032")
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    for name in chapters:
        if name not in parts:
            refuse(raw, "F034", format="EPUB", why=name)
        page = web.read(RawFile(name, parts[name], raw.shown_path or raw.path))
        marks += (Mark(Span(m.span.start + at, m.span.end + at), m.kind, m.level) for m in page.marks)
        pieces.append(page.text)
        at += len(page.text) + 1
    return Reading("\n".join(pieces), "epub", tuple(sorted(marks)))


def _chapters(raw: RawFile, package: Package) -> Iterator[str]:
    """The names of the pages that make the book, in its order; its table of contents is none of them."""
    container = package.part(CONTAINER)
    root = None if container is None else container.find(".//{*}rootfile")
    name = "" if root is None else _get(root, "full-path")
    book = package.part(name)
    if book is None:
        refuse(raw, "F034", format="EPUB", why=CONTAINER)
    items = {_get(item, "id"): item for item in book.iterfind("{*}manifest/{*}item")}
    for reference in book.iterfind("{*}spine/{*}itemref"):
        item = items.get(_get(reference, "idref"))
        if item is None:
            refuse(raw, "F034", format="EPUB", why=_get(reference, "idref"))
        if _get(item, "media-type") in PAGES and "nav" not in _get(item, "properties").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(_get(item, "href"))))


def _get(element: etree._Element, name: str) -> str:
    return str(element.get(name) or "")
