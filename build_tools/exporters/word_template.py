"""An empty Word file in the layout of official documents: page, typefaces, page numbers.

Knows: python-docx, WordprocessingML.
Must not know: speeches.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from build_tools.exporters import layout

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Footer
    from docx.styles.style import ParagraphStyle
    from docx.text.run import Run

HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3")
NOTE: Final = "Caption"
"""The style of the last page; renamed, since its own name is for pictures."""
KEPT: Final = ("Normal", "Title", *HEADINGS, NOTE, "Header", "Footer", "Default Paragraph Font")
UNUSED: Final = ("/thumbnail", "/customXml", "/stylesWithEffects")
FOLIO_BELOW: Final = 23  # millimetres from the page's lower edge to the number: 7 mm below the text
DASH: Final = "—"


def template() -> Document:
    """The file: nothing in it but what every speech needs."""
    from docx import Document as Made  # noqa: PLC0415 - loaded by those who write Word files, not by every command

    document = Made()
    _strip(document)
    _styles(document)
    _page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    _folio(document.sections[0].footer, right=True)
    _folio(document.sections[0].even_page_footer, right=False)
    return document


def _strip(document: Document) -> None:
    """Take out what the library's own template brings: a picture of it, styles that nobody uses."""
    for part in (document.part, document.part.package):
        for key in [key for key, rel in part.rels.items() if rel.reltype.endswith(UNUSED)]:
            part.rels.pop(key)
    for style in list(document.styles):
        if style.name not in KEPT:
            style.delete()


def _styles(document: Document) -> None:
    for name in KEPT[:-1]:
        style = document.styles[name]
        _clear(style)
        _line(style, layout.LINE)
    _languages(document)
    _set(document.styles["Normal"], layout.FANGSONG, layout.TEXT)
    _tighten(document.styles["Normal"])
    _set(document.styles["Title"], layout.XIAOBIAOSONG, layout.TITLE)
    for name, face in zip(HEADINGS, layout.HEADINGS, strict=True):
        _set(document.styles[name], face.font, layout.TEXT, bold=face.bold)
        document.styles[name].paragraph_format.keep_with_next = True
    note = document.styles[NOTE]
    _set(note, layout.FANGSONG, layout.SMALL)
    note.name = "编者说明"
    _set(document.styles["Footer"], layout.SONGTI, layout.FOLIO)


def _clear(style: ParagraphStyle) -> None:
    """Forget what the library's template says of a style."""
    for child in list(style.element):
        if child.tag.endswith(("}rPr", "}pPr", "}link")):
            style.element.remove(child)


def _line(style: ParagraphStyle, points: float) -> None:
    from docx.enum.text import WD_LINE_SPACING  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(points)
    form.widow_control = False  # each page has its 22 lines


def _set(style: ParagraphStyle, font: str, points: float, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    style.font.size, style.font.bold = Pt(points), bold
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.set(qn(f"w:{name}"), font)


def _tighten(style: ParagraphStyle) -> None:
    """So much less between characters that a line holds 28. A grid of characters would do it in Word alone."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    width = layout.PAGE[0] - layout.MARGINS[1] - layout.MARGINS[3]
    advance = width * 72 / 25.4 / layout.CHARACTERS  # points from one character to the next
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(floor((advance - layout.TEXT) * 20)))  # twips
    form = style.element.get_or_add_rPr()
    form.insert(list(form).index(form.find(qn("w:sz"))), spacing)  # the schema has an order


def _languages(document: Document) -> None:
    """Chinese, where the library's template says English, and no typefaces of its theme."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for faces in document.styles.element.iter(qn("w:rFonts")):
        for name in [name for name in faces.attrib if str(name).lower().endswith("theme")]:
            del faces.attrib[name]


def _page(section: Section) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Mm  # noqa: PLC0415 - as above

    section.page_width, section.page_height = (Mm(side) for side in layout.PAGE)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, layout.MARGINS)
    section.footer_distance, section.gutter = Mm(FOLIO_BELOW), Mm(0)
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - the library has no name for the grid
        section._sectPr.remove(old)  # noqa: SLF001 - as above
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(layout.LINE * 20)))
    section._sectPr.append(grid)  # noqa: SLF001 - as above


def _folio(footer: _Footer, *, right: bool) -> None:
    """The page's number between dashes, outside: at the right of odd pages, at the left of even ones, one in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    if right:
        line.paragraph_format.right_indent = Pt(layout.FOLIO)
    else:
        line.paragraph_format.left_indent = Pt(layout.FOLIO)
    _face(line.add_run(f"{DASH} "))
    for kind in ("begin", "PAGE", "end"):
        run = line.add_run()
        _face(run)
        _field(run, kind)
    _face(line.add_run(f" {DASH}"))


def _face(run: Run) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    faces = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - the library sets Western faces alone
    for name, value in (
        ("hint", "eastAsia"),
        *((name, layout.SONGTI) for name in ("ascii", "hAnsi", "eastAsia", "cs")),
    ):
        faces.set(qn(f"w:{name}"), value)


def _field(run: Run, kind: str) -> None:
    """A piece of the field that counts pages."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    if kind == "PAGE":
        piece = OxmlElement("w:instrText")
        piece.text = f" {kind} "
    else:
        piece = OxmlElement("w:fldChar")
        piece.set(qn("w:fldCharType"), kind)
    run._r.append(piece)  # noqa: SLF001 - the library has no fields
