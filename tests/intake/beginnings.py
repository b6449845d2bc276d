"""Contributions as people send them, made here or kept in tests/cases/intake, and what should come of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from tests.importers.test_word import W, item, lists, package, saved
from tests.importers.test_word import add as add_xml
from tests.intake import scanned

CASES: Final = Path(__file__).parents[1] / "cases" / "intake"
WATER: Final = (CASES / "water.txt").read_text(encoding="utf-8")
FOREST: Final = (CASES / "forest.txt").read_text(encoding="utf-8")
MENU: Final = "首頁 新聞"
LIBRARY: Final = """在開幕典禮上的致詞
各位來賓、各位同仁：
今天是我們圖書館落成啟用的日子，我代表全體同仁，向各位來賓的光臨表示熱烈的歡迎，向所有參與建設的朋友表示衷心的感謝。
圖書館是城市的客廳，也是孩子們的第二間教室。我們會把它管理好，讓每一位市民都能在這裡找到自己需要的書。
謝謝大家！
"""
LINES: Final = WATER.splitlines()
HEADS: Final = {"一、": 1, "二、": 1, "三、": 1, "（一）": 2, "（二）": 2}
NUMBERS: Final = tuple(HEADS)


def _level(line: str) -> int:
    """1 for 一、 and 2 for （一）; 0 for what is no heading."""
    return next((level for number, level in HEADS.items() if line.startswith(number)), 0)


def _bare(line: str) -> str:
    """A line without its number."""
    return line.removeprefix(next((number for number in NUMBERS if line.startswith(number)), ""))


def word_styled() -> bytes:
    """Word: Title and Heading 1, 2; the numbers are typed."""
    document = docx.Document()
    document.add_heading(LINES[0], 0)
    for line in LINES[1:]:
        if level := _level(line):
            document.add_heading(line, level)
        else:
            document.add_paragraph(line)
    return saved(document)


def word_unstyled() -> bytes:
    """Word: paragraphs alone; the numbers are typed."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    return saved(document)


def wps_styled() -> bytes:
    """WPS: the heading styles have Chinese names; the numbers are typed."""
    document = docx.Document()
    for name in ("标题", "标题 1", "标题 2"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph(LINES[0], style="标题")
    for line in LINES[1:]:
        document.add_paragraph(line, style=f"标题 {_level(line)}" if _level(line) else None)
    return saved(document)


def wps_numbered() -> bytes:
    """WPS: heading styles with Chinese names that number their paragraphs; no number stands in the text."""
    document = docx.Document()
    lists(document, [("japaneseCounting", "%1、"), ("japaneseCounting", "（%2）")])
    for at in range(2):
        style = document.styles.add_style(f"标题 {at + 1}", WD_STYLE_TYPE.PARAGRAPH)
        rules = f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="77"/></w:numPr>'
        style.element.get_or_add_pPr().append(parse_xml(rules))
    for line in LINES:
        level = _level(line)
        document.add_paragraph(_bare(line), style=f"标题 {level}" if level else None)
    return saved(document)


def wps_unstyled() -> bytes:
    """WPS: the styles have Chinese names, and hardly anything is styled."""
    document = docx.Document()
    document.styles.add_style("正文1", WD_STYLE_TYPE.PARAGRAPH)
    for line in LINES:
        document.add_paragraph(line, style="正文1")
    return saved(document)


def word_numbered() -> bytes:
    """Word: the numbers of the headings are automatic and stand in no text."""
    document = docx.Document()
    lists(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
    for line in LINES:
        level = _level(line)
        if level:
            add_xml(document, item(_bare(line), level - 1))
        else:
            document.add_paragraph(line)
    return saved(document)


def big5_page() -> bytes:
    """A traditional page with a menu, in Big5, that names its own address."""
    head = "<meta charset='big5'><link rel='canonical' href='https://example.org/speech/7.html'>"
    title, *paragraphs = LIBRARY.splitlines()
    speech = f"<h1>{title}</h1>" + "".join(f"<p>{words}</p>" for words in paragraphs)
    return f"<html><head>{head}</head><body><nav>{MENU}</nav>{speech}</body></html>".encode("big5")


def book() -> bytes:
    """An EPUB of two chapters with headings, as other programs make it."""
    chapter = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
    )
    lines = [
        f"<h1>{LINES[0]}</h1>",
        *(f"<h{_level(x) + 1}>{x}</h{_level(x) + 1}>" if _level(x) else f"<p>{x}</p>" for x in LINES[1:]),
    ]
    return package(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OPS/book.opf": b'<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
            b'<item id="b" href="b%20b.xhtml" media-type="application/xhtml+xml"/>'
            b'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
            b'<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
            b'<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>',
            "OPS/n.xhtml": chapter.format("<p>目录</p>").encode(),
            "OPS/a.xhtml": chapter.format("".join(lines[:6])).encode(),
            "OPS/b b.xhtml": chapter.format("".join(lines[6:])).encode(),
        }
    )


def twelve() -> bytes:
    """A compilation that says how many it holds."""
    works = "水利 造林 交通 教育 卫生 旅游 农业 工业 商贸 文化 体育 环保".split()
    numerals = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
    pieces = ["县领导在各类会议上的讲话（精选12篇）\n"]
    for number, work in zip(numerals, works, strict=True):
        pieces.append(
            f"第{number}篇：在全县{work}工作会议上的讲话\n同志们：\n"
            f"今天，我们召开全县{work}工作会议，总结去年的{work}工作，部署今年的任务。\n"
            f"过去一年，{work}系统的同志们工作扎实，成绩明显，县委、县政府是满意的。今年要继续努力，把{work}工作做得更好。\n"
            "谢谢大家！\n"
        )
    return "".join(pieces).encode()


@dataclass(frozen=True, slots=True)
class Beginning:
    """A contribution: its bytes, and what should come of it."""

    make: Callable[[], bytes]
    text: str
    headings: tuple[tuple[int, str], ...] = ()  # level and words, as a reader of the file sees them
    speeches: int = 1


def _kept(name: str) -> Callable[[], bytes]:
    return (CASES / name).read_bytes


def _headings(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((level, line) for line in text.splitlines() if (level := _level(line)))


BEGINNINGS: Final[Mapping[str, Beginning]] = {
    "word-styled.docx": Beginning(word_styled, WATER, _headings(WATER)),
    "word-unstyled.docx": Beginning(word_unstyled, WATER, _headings(WATER)),
    "word-numbered.docx": Beginning(word_numbered, WATER, _headings(WATER)),
    "wps-styled.docx": Beginning(wps_styled, WATER, _headings(WATER)),
    "wps-unstyled.docx": Beginning(wps_unstyled, WATER, _headings(WATER)),
    "wps-numbered.docx": Beginning(wps_numbered, WATER, _headings(WATER)),
    "gb18030.txt": Beginning(lambda: WATER.encode("gb18030"), WATER, _headings(WATER)),
    "big5.html": Beginning(big5_page, MENU + LIBRARY),  # kept in the source, and in no speech
    "forest.pdf": Beginning(_kept("forest.pdf"), FOREST, _headings(FOREST)),
    "scanned.pdf": Beginning(lambda: scanned.pdf(FOREST), FOREST, _headings(FOREST)),
    "book.epub": Beginning(book, WATER, _headings(WATER)),
    "water.rtf": Beginning(_kept("water.rtf"), WATER, _headings(WATER)),
    "water.odt": Beginning(_kept("water.odt"), WATER, _headings(WATER)),
    "water.doc": Beginning(_kept("water.doc"), WATER, _headings(WATER)),
    "twelve.txt": Beginning(twelve, twelve().decode(), speeches=12),
}
