"""The Word file, taken apart with nothing but a zip reader and an XML parser: the figures of GB/T 9704—2012."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from lxml import etree
from lxml.etree import _Element

from build_tools.exporters import word
from build_tools.exporters.around import Around
from build_tools.model import Speech
from build_tools.vocabulary import load
from tests import road
from tests.pages import volumes
from tests.pages.test_any_words import ATTACKS
from tests.pages.test_escape import TEXTS

AROUND = Around("讲话汇编", load())
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": W}
TEXT = """在开工仪式上的讲话
同志们：
今天，我们举行“开工仪式”——这是一件大事。我讲三点意见。
一、统一思想
要提高认识。
（一）学习政策
要学深学透。
1.组织培训
要全员参加。
2.抓好考核
要从严考核。
谢谢大家！
"""
ORDER = ["pStyle", "keepNext", "pageBreakBefore", "widowControl", "spacing", "ind", "jc"]
RUN_ORDER = ["rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs"]


def parts(data: bytes) -> dict[str, bytes]:
    """Every file of the archive."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def made(speech: Speech) -> dict[str, _Element]:
    """Every XML file of a speech's Word file, parsed."""
    files = parts(word.write(speech, AROUND))
    assert not [name for name in files if not name.endswith((".xml", ".rels"))]
    return {name: etree.fromstring(data) for name, data in files.items()}


@pytest.fixture(scope="module")
def files() -> dict[str, _Element]:
    """The Word file of a speech with headings of three levels."""
    return made(volumes.made(TEXT, "one.txt").speeches[0])


def w(element: _Element, path: str) -> list[_Element]:
    """What a path finds."""
    found = element.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, _Element)]


def value(element: _Element, path: str, name: str = "val") -> str:
    """An attribute of the one element that a path finds."""
    (found,) = w(element, path)
    return str(found.get(f"{{{W}}}{name}"))


def words(element: _Element) -> str:
    """The words below an element."""
    return "".join(text.text or "" for text in w(element, ".//w:t"))


def paragraph(files: dict[str, _Element], start: str) -> _Element:
    """The paragraph that begins with some words."""
    found = [one for one in w(files["word/document.xml"], "//w:p") if words(one).startswith(start)]
    return found[0]


def test_page(files: dict[str, _Element]) -> None:
    """A4, 37, 35, 28 and 26 millimetres; the text is 156 × 225; 22 lines fit, and not 23."""
    body = files["word/document.xml"]
    size = [int(value(body, "//w:pgSz", name)) for name in ("w", "h")]
    margins = {name: int(value(body, "//w:pgMar", name)) for name in ("top", "bottom", "left", "right", "gutter")}
    millimetres = {name: round(twips / 56.6929, 1) for name, twips in margins.items()}
    assert [round(twips / 56.6929) for twips in size] == [210, 297]
    assert millimetres == {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0, "gutter": 0.0}
    line = int(
        value(files["word/styles.xml"], "//w:style[@w:default='1' and @w:type='paragraph']//w:spacing[@w:line]", "line")
    )
    height = size[1] - margins["top"] - margins["bottom"]
    assert height // line == 22
    assert 28 <= line / 20 <= 29
    assert value(body, "//w:docGrid", "linePitch") == str(line)


def test_a_line_holds_28_characters(files: dict[str, _Element]) -> None:
    """16 points and what stands between characters: 28 fit into 156 millimetres, and not 29."""
    normal = w(files["word/styles.xml"], "//w:style[@w:default='1' and @w:type='paragraph']")[0]
    advance = int(value(normal, ".//w:sz")) / 2 + int(value(normal, "w:rPr/w:spacing")) / 20
    assert int(156 / 25.4 * 72 // advance) == 28


@pytest.mark.parametrize(
    ("style", "font", "points", "bold"),
    [
        ("Normal", "仿宋_GB2312", 16, False),
        ("Title", "方正小标宋简体", 22, False),
        ("heading 1", "黑体", 16, False),
        ("heading 2", "楷体_GB2312", 16, False),
        ("heading 3", "仿宋_GB2312", 16, True),
        ("footer", "宋体", 14, False),
    ],
)
def test_styles(files: dict[str, _Element], style: str, font: str, points: int, *, bold: bool) -> None:
    """Face and size of each style, and its fixed line."""
    (found,) = [
        one for one in w(files["word/styles.xml"], "//w:style") if value(one, "w:name").lower() == style.lower()
    ]
    assert {value(found, ".//w:rFonts", name) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert int(value(found, ".//w:sz")) == 2 * points
    assert bool(w(found, ".//w:b[not(@w:val='0')]")) == bold
    assert value(found, "w:pPr/w:spacing", "lineRule") == "exact"
    assert value(found, "w:pPr/w:spacing", "line") == "579"


@pytest.mark.parametrize(
    ("start", "font", "bold", "style"),
    [
        ("在开工仪式上的讲话", "方正小标宋简体", False, "Title"),
        ("同志们", "仿宋_GB2312", False, ""),
        ("今天", "仿宋_GB2312", False, ""),
        ("一、统一思想", "黑体", False, "Heading1"),
        ("（一）学习政策", "楷体_GB2312", False, "Heading2"),
        ("1.组织培训", "仿宋_GB2312", True, "Heading3"),
    ],
)
def test_paragraphs(files: dict[str, _Element], start: str, font: str, bold: bool, style: str) -> None:  # noqa: FBT001
    """What each paragraph is set in; the title is centred, the salutation begins at the margin, text two in."""
    found = paragraph(files, start)
    assert {one.get(f"{{{W}}}eastAsia") for one in w(found, ".//w:rFonts")} == {font}
    assert bool(w(found, ".//w:b")) == bold
    assert [one.get(f"{{{W}}}val") for one in w(found, "w:pPr/w:pStyle")] == ([style] if style else [])
    indent = [one.get(f"{{{W}}}firstLineChars") for one in w(found, "w:pPr/w:ind")]
    assert indent == ([] if start.startswith(("在", "同志们")) else ["200"])
    assert (value(found, "w:pPr/w:jc") == "center") == start.startswith("在")


def test_every_run_has_its_chinese_face(files: dict[str, _Element]) -> None:
    """Also quotation marks and dashes, which Word would set in a Western face without the hint."""
    runs = [run for name in files for run in w(files[name], "//w:r")]
    assert len(runs) > 10
    for run in runs:
        (fonts,) = w(run, "w:rPr/w:rFonts")
        faces = {fonts.get(f"{{{W}}}{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(faces) == 1
        assert fonts.get(f"{{{W}}}hint") == "eastAsia"
    assert "“开工仪式”——" in words(files["word/document.xml"])


def test_elements_stand_in_the_order_of_the_schema(files: dict[str, _Element]) -> None:
    """Word refuses a file whose properties stand in another order."""
    for document in files.values():
        for path, order in (("//w:p/w:pPr", ORDER), ("//w:r/w:rPr", RUN_ORDER), ("//w:style/w:rPr", RUN_ORDER)):
            for properties in w(document, path):
                names = [etree.QName(child).localname for child in properties]
                assert names == [name for name in order if name in names]


def test_page_numbers(files: dict[str, _Element]) -> None:
    """— 1 —, at the right of odd pages, at the left of even ones."""
    document, relations = files["word/document.xml"], files["word/_rels/document.xml.rels"]
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    assert w(files["word/settings.xml"], "//w:evenAndOddHeaders")
    for kind, align in (("default", "right"), ("even", "left")):
        (reference,) = w(document, f"//w:footerReference[@w:type='{kind}']")
        key = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        footer = files[f"word/{targets[str(key)]}"]
        assert words(footer) == "—  —"
        assert [(one.text or "").strip() for one in w(footer, "//w:instrText")] == ["PAGE"]
        assert value(footer, "//w:jc") == align


def test_the_words_are_the_edition(files: dict[str, _Element]) -> None:
    """All blocks in order, then a page with the source, its digest and what was edited."""
    speech = volumes.made(road.SEED.read_text(encoding="utf-8"), "seed.txt").speeches[1]
    found = made(speech)
    paragraphs = [words(one) for one in w(found["word/document.xml"], "//w:body/w:p")]
    last = paragraphs.index("编者说明")
    assert paragraphs[0] == speech.metadata.title
    assert road.bare("".join(paragraphs[1:last])) == road.bare("".join(block.text for block in speech.blocks))
    assert w(w(found["word/document.xml"], "//w:body/w:p")[last], "w:pPr/w:pageBreakBefore")
    told = "\n".join(paragraphs[last:])
    assert speech.source.sha256 in told
    assert f"校改 {sum(edit.certainty == 'certain' for edit in speech.edits)} 处" in told
    assert speech.source.sha256 in etree.tostring(found["docProps/core.xml"], encoding="unicode")
    assert files["docProps/core.xml"] is not None


@given(TEXTS)
@example("".join(ATTACKS))
@settings(max_examples=40, deadline=None)
def test_any_words_make_a_sound_file(words_of_any_kind: str) -> None:
    """Whatever the source holds, the file can be read, twice made it is the same, and no word is lost."""
    speech = volumes.of_words(words_of_any_kind).speeches[0]
    assert word.write(speech, AROUND) == word.write(speech, AROUND)
    text = words(made(speech)["word/document.xml"])
    assert text.count("字") >= sum(block.text.count("字") for block in speech.blocks)
