"""A book as EPUB 3: one page a speech, a table of contents with the first headings, no date of making.

Knows: EPUB 3.3 (https://www.w3.org/TR/epub-33/), XHTML.
Must not know: how a book is put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml.etree import _Element

from build_tools.exporters.book import Book, Chapter
from build_tools.exporters.elements import Inside, document, element
from build_tools.exporters.tei_header import tag
from build_tools.model import Block, in_paragraphs

DATED: Final = (1980, 1, 1, 0, 0, 0)
MODIFIED: Final = "1980-01-01T00:00:00Z"
"""EPUB asks for a date; equal books are equal bytes, so it is that of the archive, and the same for all."""
XHTML: Final = "http://www.w3.org/1999/xhtml"
EPUB: Final = "http://www.idpf.org/2007/ops"
OPF: Final = "http://www.idpf.org/2007/opf"
DC: Final = "http://purl.org/dc/elements/1.1/"
CONTAINER: Final = "urn:oasis:names:tc:opendocument:xmlns:container"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
STYLE: Final = """body { line-height: 1.75; text-align: justify; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; text-align: start; break-after: avoid; }
h1 { text-align: center; }
p { margin: 0; text-indent: 2em; }
p.salutation, p.note { text-indent: 0; }
p.title, p.byline, p.date-line { text-align: center; text-indent: 0; }
p.signature { text-align: end; }
section.colophon { margin-top: 2em; font-size: 0.85em; }
section.colophon p { text-indent: 0; }
"""
DEEPEST: Final = 6
UNTITLED: Final = "无题"
ACCESS: Final = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)


def write(book: Book) -> bytes:
    """The file."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", ZIP_STORED)
        for name, data in _files(book):
            _put(archive, name, data, ZIP_DEFLATED)
    return made.getvalue()


def _put(archive: ZipFile, name: str, data: bytes, method: int) -> None:
    entry = ZipInfo(name, DATED)
    entry.compress_type, entry.external_attr = method, 0o644 << 16
    archive.writestr(entry, data)


def _files(book: Book) -> Iterator[tuple[str, bytes]]:
    yield "META-INF/container.xml", _container()
    yield "EPUB/package.opf", document(_package(book))
    yield "EPUB/style.css", STYLE.encode()
    yield "EPUB/title.xhtml", _page(book.title, [_title(book)], "zh-Hans")
    yield "EPUB/nav.xhtml", _page("目录", [_nav(book)], "zh-Hans")
    for chapter in book.chapters:
        yield f"EPUB/{chapter.id}.xhtml", _page(chapter.title, _chapter(chapter), tag(chapter.language))


def _h(name: str, *inside: Inside, **attributes: str) -> _Element:
    return element(f"{{{XHTML}}}{name}", *inside, **attributes)


def _o(name: str, *inside: Inside, **attributes: str) -> _Element:
    return element(f"{{{OPF}}}{name}", *inside, **attributes)


def _container() -> bytes:
    root = element(
        f"{{{CONTAINER}}}rootfile",
        full__path="EPUB/package.opf",
        media__type="application/oebps-package+xml",
    )
    return document(
        element(f"{{{CONTAINER}}}container", element(f"{{{CONTAINER}}}rootfiles", root), version="1.0"),
    )


def _package(book: Book) -> _Element:
    pages = ["title", "nav", *(chapter.id for chapter in book.chapters)]
    manifest = [_o("item", id="style", href="style.css", media__type="text/css")]
    for name in pages:
        kind = {"properties": "nav"} if name == "nav" else {}
        manifest.append(
            _o("item", id=f"x-{name}", href=f"{name}.xhtml", media__type="application/xhtml+xml", **kind),
        )
    package = _o(
        "package",
        _o("metadata", *_metadata(book)),
        _o("manifest", *manifest),
        _o("spine", *(_o("itemref", idref=f"x-{name}") for name in pages)),
        version="3.0",
        unique__identifier="id",
    )
    package.set(LANGUAGE, "zh-Hans")
    return package


def _metadata(book: Book) -> Iterator[_Element]:
    yield element(f"{{{DC}}}identifier", book.id, id="id")
    yield element(f"{{{DC}}}title", book.title or UNTITLED)
    yield element(f"{{{DC}}}language", "zh-Hans")
    for note in book.notes[:1]:
        yield element(f"{{{DC}}}description", note)
    yield _o("meta", MODIFIED, property="dcterms:modified")
    for name, value in ACCESS:
        yield _o("meta", value, property=f"schema:{name}")


def _page(title: str, pieces: Iterable[_Element], language: str) -> bytes:
    style = _h("link", rel="stylesheet", type="text/css", href="style.css")
    page = _h("html", _h("head", _h("title", title or UNTITLED), style), _h("body", *pieces), lang=language)
    page.set(LANGUAGE, language)
    return document(page, "<!DOCTYPE html>")


def _title(book: Book) -> _Element:
    notes = [_h("p", note, class_="note") for note in book.notes]
    return _h("section", _h("h1", book.title or UNTITLED), *notes)


def _nav(book: Book) -> _Element:
    """Chapters in order; by compilation where there are more, each with its first headings."""
    rows = [_h("li", _h("a", book.title or UNTITLED, href="title.xhtml"))]
    for group, chapters in groupby(book.chapters, key=lambda chapter: chapter.group):
        lines = [_entry(chapter) for chapter in chapters]
        rows += [_h("li", _h("span", group), _h("ol", *lines))] if group else lines
    nav = _h("nav", _h("h1", "目录"), _h("ol", *rows), id="toc")
    nav.set(f"{{{EPUB}}}type", "toc")
    return nav


def _entry(chapter: Chapter) -> _Element:
    page = f"{chapter.id}.xhtml"
    heads = [block for block in chapter.blocks if block.kind == "heading" and block.level == 1 and not block.run_in]
    below = [_h("li", _h("a", block.text, href=f"{page}#{block.id}")) for block in heads]
    return _h("li", _h("a", chapter.title or UNTITLED, href=page), *([_h("ol", *below)] if below else []))


def _chapter(chapter: Chapter) -> Iterator[_Element]:
    yield _h("h1", chapter.title or UNTITLED)
    yield from map(_block, in_paragraphs(chapter.blocks))
    notes = [_h("p", note) for note in chapter.notes]
    yield _h("section", _h("h2", "编者说明"), *notes, class_="colophon", lang="zh-Hans")


def _block(group: Sequence[Block]) -> _Element:
    """A heading, or a paragraph with the headings that run into it."""
    last = group[-1]
    if last.kind == "heading" and len(group) == 1 and not last.run_in:
        return _h(f"h{min(max(last.level, 1) + 1, DEEPEST)}", last.text, id=last.id)
    kind = {} if last.kind == "paragraph" else {"class": last.kind.replace(" ", "-")}
    if len(group) == 1:
        return _h("p", last.text, id=last.id, **kind)
    heads = [_h("strong", block.text, id=block.id) for block in group[:-1]]
    return _h("p", *heads, _h("span", last.text, id=last.id), **kind)
