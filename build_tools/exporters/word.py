"""A speech as a Word file in the layout of official documents.

Knows: python-docx, WordprocessingML, and that equal speeches give equal bytes.
Must not know: the figures of the layout, which stand in one place for Word and PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

from build_tools.exporters import colophon, layout
from build_tools.exporters.around import Around
from build_tools.exporters.layout import Face, Paragraph
from build_tools.exporters.legal import legal
from build_tools.exporters.word_template import HEADINGS, NOTE, template
from build_tools.model import Speech

if TYPE_CHECKING:
    from docx.document import Document

DATED: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the first that a zip can hold."""
MAIN, CORE = "word/document.xml", "docProps/core.xml"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INDENT: Final = {
    f"{W}firstLineChars": "200",
    f"{W}firstLine": str(2 * layout.TEXT * 20),
}  # hundredths of a character; twips


@dataclass(frozen=True, slots=True)
class _Press:
    """What is the same in every file: the document that is emptied for each, its styles by name, the packed rest."""

    document: Document
    styles: dict[str, str]
    rest: bytes


def write(speech: Speech, around: Around) -> bytes:
    """The file."""
    from docx.opc.oxml import serialize_part_xml  # noqa: PLC0415 - loaded by those who write Word files

    press = _press()
    body = press.document.element.body
    for old in [child for child in body if not child.tag.endswith("}sectPr")]:
        body.remove(old)
    for number, made in enumerate(_body(speech, around, press.styles)):
        body.insert(number, made)
    _properties(press.document, speech)
    core = press.document.core_properties._element  # noqa: SLF001 - the library writes it only with all the rest
    return _packed(press.rest, {MAIN: serialize_part_xml(press.document.element), CORE: serialize_part_xml(core)})


@cache
def _press() -> _Press:
    document, whole, rest = template(), BytesIO(), BytesIO()
    styles = {name: document.styles[name].style_id for name in ("Title", *HEADINGS)}
    styles[NOTE] = document.styles["编者说明"].style_id
    document.save(whole)
    with ZipFile(whole) as old:
        files = {name: old.read(name) for name in old.namelist() if name not in (MAIN, CORE)}
    with ZipFile(rest, "w", ZIP_DEFLATED) as new:
        _put(new, files)
    return _Press(document, styles, rest.getvalue())


def _packed(rest: bytes, files: dict[str, bytes]) -> bytes:
    """The archive: what is the same in every file was packed before."""
    made = BytesIO()
    made.write(rest)
    with ZipFile(made, "a", ZIP_DEFLATED) as archive:
        _put(archive, files)
    return made.getvalue()


def _put(archive: ZipFile, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        entry = ZipInfo(name, DATED)
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
        archive.writestr(entry, data)


def _body(speech: Speech, around: Around, styles: dict[str, str]) -> Iterator[_Element]:
    title = Paragraph(((speech.metadata.title, Face(layout.XIAOBIAOSONG)),), "center", indent=False)
    yield _paragraph(title, styles["Title"])
    yield _paragraph(Paragraph((), indent=False))
    for made in layout.paragraphs(speech.blocks, speech.metadata.title):
        yield _paragraph(made, styles[HEADINGS[min(made.level, len(HEADINGS)) - 1]] if made.level else "")
    head = Paragraph(((colophon.HEAD, Face(layout.HEITI)),), indent=False)
    yield _paragraph(head, styles[NOTE], new_page=True)
    for line in colophon.lines(speech, around):
        yield _paragraph(Paragraph(((line, Face()),), "left", indent=False), styles[NOTE])


def _paragraph(made: Paragraph, style: str = "", *, new_page: bool = False) -> _Element:
    """A paragraph; its properties stand in the order of the schema."""
    paragraph = etree.Element(f"{W}p")
    form = etree.SubElement(paragraph, f"{W}pPr")
    if style:
        etree.SubElement(form, f"{W}pStyle", {f"{W}val": style})
    if new_page:
        etree.SubElement(form, f"{W}pageBreakBefore")
    if made.indent:
        etree.SubElement(form, f"{W}ind", INDENT)
    etree.SubElement(form, f"{W}jc", {f"{W}val": made.align})
    for words, face in made.runs:
        _run(paragraph, words, face)
    return paragraph


def _run(paragraph: _Element, words: str, face: Face) -> None:
    """Words in a Chinese face, quotation marks and dashes too: the hint says so."""
    run = etree.SubElement(paragraph, f"{W}r")
    form = etree.SubElement(run, f"{W}rPr")
    faces = {f"{W}{name}": face.font for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    etree.SubElement(form, f"{W}rFonts", {f"{W}hint": "eastAsia", **faces})
    if face.bold:
        etree.SubElement(form, f"{W}b")
    etree.SubElement(run, f"{W}t").text = " ".join(legal(words).split())


def _properties(document: Document, speech: Speech) -> None:
    """What a file system shows of the file; no dates, which are not those of the speech."""
    known, about = speech.metadata, document.core_properties
    for date in list(about._element):  # noqa: SLF001 - the library cannot take a date away
        about._element.remove(date)  # noqa: SLF001 - as above
    about.title, about.language = legal(known.title)[:255], legal(known.language)[:255]
    about.author = legal(known.speaker.name or "")[:255]
    about.identifier = speech.id
    about.comments = f"{speech.source.id} SHA-256 {speech.source.sha256}"
