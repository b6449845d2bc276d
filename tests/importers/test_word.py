"""Word files: ten that people make, and those that do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any, Final

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import importers
from build_tools.findings import BadInput
from build_tools.importers.numerals import written
from build_tools.model import RawFile, Source

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Document = Any


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: Document) -> Source:
    """The source that a document makes."""
    return importers.read(RawFile("a.docx", saved(document)), "a")


def marks(source: Source) -> list[str]:
    """Kind, level and words of each mark."""
    return [f"{m.kind} {m.level} {source.text[m.span.start : m.span.end]}" for m in source.marks]


def add(document: Document, xml: str) -> None:
    """Add a raw element at the end of the body."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def package(parts: dict[str, bytes], compresslevel: int | None = None) -> bytes:
    """A ZIP of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=compresslevel) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def body(inner: str, head: str = "") -> bytes:
    """A document part."""
    return f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{inner}</w:body></w:document>".encode()


def lists(document: Document, levels: list[tuple[str, str]], *, style: str = "", suffix: str = "nothing") -> None:
    """Give a document one list, as number 77; `style` binds its first level to a paragraph style."""
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style and at == 0 else "")
        + ("<w:isLgl/>" if "%1.%2" in words else "")
        + f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for at, (form, words) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{rows}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def item(words: str, level: int = 0, number: int = 77) -> str:
    """A numbered paragraph."""
    return (
        f'<w:p {W}><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )


def test_unstyled() -> None:
    """1: paragraphs alone; empty ones stay."""
    document = docx.Document()
    for words in ("在开工仪式上的致辞", "", "各位来宾："):
        document.add_paragraph(words)
    source = read(document)
    assert (source.text, source.marks, source.encoding) == ("在开工仪式上的致辞\n\n各位来宾：", (), "docx")


def test_word_styles() -> None:
    """2: Title and Heading of Word."""
    document = docx.Document()
    document.add_heading("工作报告", 0)
    document.add_heading("一、总体要求", 1)
    document.add_heading("（一）目标", 2)
    document.add_paragraph("正文。")
    assert marks(read(document)) == ["title 1 工作报告", "heading 1 一、总体要求", "heading 2 （一）目标"]


def test_wps_styles() -> None:
    """3: styles with Chinese names, and an outline level on the paragraph alone."""
    document = docx.Document()
    for name in ("标题 2", "标题"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("讲话", style="标题")
    document.add_paragraph("二、重点", style="标题 2")
    add(document, f'<w:p {W}><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>三、要求</w:t></w:r></w:p>')
    assert marks(read(document)) == ["title 1 讲话", "heading 2 二、重点", "heading 1 三、要求"]


def test_chinese_numbers() -> None:
    """4: 一、 and （一） that stand nowhere in the file's text; deeper levels start again."""
    document = docx.Document()
    lists(document, [("chineseCountingThousand", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3.")])
    for words, level in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1), ("己", 2)):
        add(document, item(words, level))
    assert read(document).text == "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n1.己"


def test_numbers_by_style() -> None:
    """5: a heading style that brings its list: 第一条, and the list that begins anew."""
    document = docx.Document()
    lists(document, [("chineseCounting", "第%1条"), ("decimal", "%1.%2")], style="Heading1", suffix="space")
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("总则", 1)
    document.add_heading("附则", 1)
    add(document, item("细目", 1))
    add(document, item("重来", 0, 78))
    source = read(document)
    assert source.text == "第一条 总则\n第二条 附则\n2.1 细目\n第一条 重来"
    assert marks(source) == ["heading 1 第一条 总则", "heading 1 第二条 附则"]


def test_bullets_and_lists_switched_off() -> None:
    """6: a bullet is no number; list 0 is no list."""
    document = docx.Document()
    lists(document, [("bullet", "\uf0b7")])
    add(document, item("甲"))
    add(document, item("乙", 0, 0))
    assert read(document).text == "甲\n乙"


def test_levels_without_a_number() -> None:
    """They may have words; in the numbers of others nothing stands for them. Legal numbers keep a leading zero."""
    document = docx.Document()
    levels = [
        ("none", "附注："),
        ("bullet", "·"),
        ("decimalZero", "%1%2%3."),
        ("chineseCounting", "%4、"),
        ("decimal", "%1.%2.%3-%4"),
    ]
    lists(document, levels)
    for level, words in enumerate("甲乙丙丁戊"):
        add(document, item(words, level))
    assert read(document).text == "附注：甲\n乙\n01.丙\n一、丁\n..01-1戊"


def test_a_deleted_end_joins_paragraphs() -> None:
    """Both are one, by the rules of the second: its number, its level, its marks; a hidden one is not counted."""
    document = docx.Document()
    lists(document, [("chineseCounting", "%1、")])
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    add(document, item("甲"))
    add(document, f"<w:p {W}><w:pPr>{number}<w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>乙</w:t></w:r>{note}</w:p>")
    outline = '<w:outlineLvl w:val="1"/>'
    add(document, f"<w:p {W}><w:pPr>{number}{outline}</w:pPr><w:r><w:t>丙</w:t></w:r>{note}</w:p>")
    add(
        document,
        f"<w:p {W}><w:pPr>{number}<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>",
    )
    add(document, item("丁"))
    source = read(document)
    assert source.text == "一、甲\n二、乙[1]丙[2]\n\n三、丁"
    assert marks(source) == ["heading 2 二、乙[1]丙[2]", "markup 0 [1]", "markup 0 [2]"]


def test_revisions_hidden_text_and_fields() -> None:
    """7: what is deleted or hidden is left out, what is inserted stays; of a field its result."""
    document = docx.Document()
    add(
        document,
        f"<w:p {W}><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r></w:p>",
    )
    add(document, f"<w:p {W}><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>")
    add(document, f"<w:p {W}><w:r><w:t>下</w:t></w:r></w:p>")
    assert read(document).text == "甲增乙\t丙\n丁\n上下"


def test_tables() -> None:
    """8: cells apart by tabs, rows by line ends; paragraphs of one cell by line ends."""
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("甲", "乙\n二", "", "丁"), strict=True):
        cell.text = words
    document.add_paragraph("后")
    assert read(document).text == "前\n甲\t乙\n二\n\t丁\n后"


def test_text_box_and_head_of_page() -> None:
    """9: a text box once, after its paragraph; heads and feet of pages not at all."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add(
        document,
        f"<w:p {W} {mc}><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
    )
    document.add_paragraph("丙")
    assert read(document).text == "甲乙\n框\n丙"


def test_notes() -> None:
    """10: a note's number is marked as markup, its words stand after the body."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    data = package(
        {
            "_rels/.rels": rels.format(
                f'<Relationship Id="a" Type="{rel}/officeDocument" Target="word/document.xml"/>'
            ).encode(),
            "word/_rels/document.xml.rels": rels.format(
                f'<Relationship Id="b" Type="{rel}/footnotes" Target="footnotes.xml"/>'
            ).encode(),
            "word/document.xml": body(
                '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>乙</w:t></w:r></w:p>'
            ),
            "word/footnotes.xml": (
                f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
                '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>'
            ).encode(),
        }
    )
    source = importers.read(RawFile("a.docx", data), "a")
    assert (source.text, marks(source)) == ("甲[1]乙\n[1] 注", ["markup 0 [1]"])


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographTraditional", "癸"),
        (11, "ideographTraditional", "11"),
        (3, "ideographZodiac", "寅"),
        (10, "ideographDigital", "一〇"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (5, "of a later version", "5"),
        (10_000, "chineseCounting", "10000"),
        (0, "upperRoman", "0"),
    ],
)
def test_numerals(number: int, form: str, words: str) -> None:
    """Numbers as Word shows them."""
    assert written(number, form) == words


def encrypted() -> bytes:
    """A package whose first entry says that it is locked."""
    data = bytearray(package({"word/document.xml": body("<w:p/>")}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def lying() -> bytes:
    """A package that declares less than it unfolds to."""
    data = bytearray(package({"word/document.xml": body("<w:p/>" * 1000)}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(sign) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def relating(kind: str, target: str) -> bytes:
    """A package one of whose parts says that something outside goes with it."""
    space, kinds = (
        f"http://schemas.openxmlformats.org/{words}/2006/relationships" for words in ("package", "officeDocument")
    )
    row = f'<Relationship Id="r1" Type="{kinds}/{kind}" Target="{target}" TargetMode="External"/>'
    parts = {"word/document.xml": body("<w:p><w:r><w:t>同志们</w:t></w:r></w:p>")}
    rows = f'<Relationships xmlns="{space}">{row}</Relationships>'
    return package({**parts, "word/_rels/settings.xml.rels": rows.encode()})


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"),
        ("attachedTemplate", "file:///C|/a.dotm"),
        ("attachedTemplate", "C:\\a.dotm"),
        ("attachedTemplate", "file:///home/a/Normal.dotm"),
        ("attachedTemplate", "Normal.dotm"),
        ("hyperlink", "https://example.org/"),
        ("image", "https://example.org/a.png"),
    ],
)
def test_what_honest_files_name_is_taken(kind: str, target: str) -> None:
    """Most files name the template that they were made with, on their writer's machine; many have links."""
    assert "同志们" == importers.read(RawFile("a.docx", relating(kind, target)), "a").text


DOCTYPE: Final = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "no archive": (lambda: b"PK\x03\x04 no archive", "F022"),
    "cut short": (lambda: package({"word/document.xml": body("<w:p/>")})[:-30], "F022"),
    "locked": (encrypted, "F021"),
    "a false size": (lying, "F022"),
    "no document": (lambda: package({"a.txt": b"x"}), "F028"),
    "too many files": (lambda: package({f"{i}.xml": b"" for i in range(2_001)}), "F023"),
    "200 MB of one letter": (lambda: package({"word/document.xml": b"a" * 200_000_000}, compresslevel=1), "F023"),
    "20 MB of one letter": (lambda: package({"word/document.xml": b"a" * 20_000_000}), "F023"),
    "a path that climbs": (lambda: package({"word/document.xml": body("<w:p/>"), "../evil.xml": b""}), "F024"),
    "a path from the root": (lambda: package({"word/document.xml": body("<w:p/>"), "/etc/x": b""}), "F024"),
    "macros": (lambda: package({"word/document.xml": body("<w:p/>"), "word/vbaProject.bin": b""}), "F025"),
    "a file that is inserted": (lambda: package({"word/document.xml": body("<w:p/><w:altChunk/><w:p/>")}), "F038"),
    "a file within a master document": (lambda: package({"word/document.xml": body("<w:p><w:subDoc/></w:p>")}), "F038"),
    "a template from elsewhere": (lambda: relating("attachedTemplate", "https://example.org/a.dotm"), "F039"),
    "a template on another machine": (lambda: relating("attachedTemplate", "file:///\\\\a.b\\c.dotm"), "F039"),
    "a template on a share": (lambda: relating("attachedTemplate", "file:////a/b.dotm"), "F039"),
    "a template of a host": (lambda: relating("attachedTemplate", "file://a.b/c.dotm"), "F039"),
    "a template by a short path": (lambda: relating("attachedTemplate", "\\\\a\\b.dotm"), "F039"),
    "an object that is linked": (lambda: relating("oleObject", "mhtml:https://example.org/a!x-usc:b"), "F039"),
    "an entity": (lambda: package({"word/document.xml": body("<w:p/>", DOCTYPE)}), "F026"),
    "an entity in UTF-16": (
        lambda: package({"word/document.xml": body("<w:p/>", DOCTYPE).decode().encode("utf-16")}),
        "F026",
    ),
    "broken XML": (lambda: package({"word/document.xml": b"<w:document>"}), "F027"),
    "a control in XML": (lambda: package({"word/document.xml": body("<w:p>\x01</w:p>")}), "F027"),
    "too deep": (lambda: package({"word/document.xml": body("<w:p>" * 5_000)}), "F027"),
    "too many paragraphs": (lambda: package({"word/document.xml": body("<w:p/>" * 30_000)}), "F023"),
    "a million tags": (lambda: package({"word/document.xml": body("<w:p><w:r/></w:p>" * 300_000)}), "F023"),
    "no words": (lambda: package({"word/document.xml": body("<w:p/>")}), "F002"),
    "a bidi override": (
        lambda: package({"word/document.xml": body("<w:p><w:r><w:t>\u202e</w:t></w:r></w:p>")}),
        "F008",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """Each is refused with its finding."""
    make, code = HOSTILE[name]
    with pytest.raises(BadInput) as bad:
        importers.read(RawFile("a.docx", make()), "a")
    assert [finding.code for finding in bad.value.findings] == [code]


WORKING: Final = package({"word/document.xml": body("<w:p><w:r><w:t>同志们</w:t></w:r></w:p>" * 9)})


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WORKING) - 1), st.binary(min_size=1, max_size=6))
def test_any_damage(at: int, put: bytes) -> None:
    """A damaged file is a source or findings, never another exception."""
    data = WORKING[:at] + put + WORKING[at + len(put) :]
    try:
        assert importers.read(RawFile("a.docx", data), "a").encoding == "docx"
    except BadInput:
        return


TAGS: Final = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "br",
    "tab",
    "sdt",
    "sdtContent",
    "del",
    "ins",
    "txbxContent",
    "pPr",
    "rPr",
)


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.just("甲"), lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4))))
def test_any_nesting(tree: object) -> None:
    """Elements may stand where they should not."""

    def told(node: object) -> str:
        return f"<w:{node[0]}>{''.join(map(told, node[1]))}</w:{node[0]}>" if isinstance(node, tuple) else str(node)

    try:
        importers.read(RawFile("a.docx", package({"word/document.xml": body(told(tree))})), "a")
    except BadInput:
        return


def test_script_typed_as_text() -> None:
    """It is text."""
    document = docx.Document()
    document.add_paragraph("<script>alert(1)</script>")
    assert read(document).text == "<script>alert(1)</script>"
