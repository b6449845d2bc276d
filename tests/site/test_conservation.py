"""No character is lost on the way: the Han characters of each source, in order, on its page and in every file of it.

Everything is read by other programs than wrote it: HTML and XML by lxml, Word by python-docx, EPUB and JSON by Python.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import markdown
import pytest
from lxml import etree, html

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
TEI = "{http://www.tei-c.org/ns/1.0}"
PARAGRAPH = re.compile(r"p\d")


def han(text: str) -> str:
    """The Han characters of a text, in order."""
    return "".join(HAN.findall(text))


@pytest.fixture(params=["site", "found"])
def built(request: pytest.FixtureRequest) -> Path:
    """The anthology's own site, and one of many odd sources."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def speeches(built: Path) -> list[dict[str, Any]]:
    """All speeches, as corpus.jsonl has them."""
    return [json.loads(row) for row in (built / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]


def paragraphs(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Id and words of each paragraph and heading of a speech's page."""
    for one in page.xpath("//article//*[self::p or self::h2 or self::h3 or self::h4 or self::h5 or self::h6][@id]"):
        if PARAGRAPH.match(one.get("id")):
            for link in one.xpath(".//a[@class='headerlink']"):
                link.drop_tree()
            yield one.get("id"), one.text_content()


def as_sent(page: html.HtmlElement) -> str:
    """The text as sent, made of what the page shows and of what it says was sent in its place."""
    (told,) = page.xpath("//fieldset[@class='views']/@data-views")
    sent = json.loads(told)["sent"]
    made = ""
    for name, words in paragraphs(page):
        units, at = words.encode("utf-16-le", "surrogatepass"), 0
        flat = sent.get(name, [])
        for skip, put, over, _ in zip(*(iter(flat),) * 4, strict=True):
            made += units[2 * at : 2 * (at + skip)].decode("utf-16-le", "surrogatepass") + put
            at += skip + over
        made += units[2 * at :].decode("utf-16-le", "surrogatepass")
    return made


def of_tei(path: Path, *, sent: bool) -> str:
    """The words of a TEI file's body as they were sent, or as they are read."""
    body = etree.parse(str(path)).find(f"{TEI}text/{TEI}body")
    assert body is not None
    for choice in list(body.iter(f"{TEI}choice")):
        was, now = choice
        drop = now if sent or now.get("cert") != "high" else was
        drop.text = ""
    return "".join(str(words) for words in body.itertext())


def test_pages_and_files_of_speeches(built: Path) -> None:
    """As sent: the page's view, the text file, TEI, the span of the source. As edited: all the others."""
    sources = {row["id"]: row for row in map(json.loads, (built / "data/sources.jsonl").read_text().splitlines())}
    assert speeches(built)
    for row in speeches(built):
        folder = built / "speeches" / row["id"]
        page = html.parse(str(folder / "index.html")).getroot()
        sent = han((folder / "as-sent.txt").read_bytes().decode("utf-8", "surrogatepass"))
        source = built / "sources" / sources[row["source"]]["path"]
        if source.suffix == ".txt" and source.is_file():
            text = source.read_bytes().decode(sources[row["source"]]["encoding"])
            assert han(text[row["start"] : row["end"]]) == sent
        assert han(as_sent(page)) == sent
        edited = han("".join(block["text"] for block in row["blocks"]))
        assert han("".join(words for _, words in paragraphs(page))) == edited
        assert han((folder / "as-edited.txt").read_bytes().decode("utf-8", "surrogatepass")) == edited
        assert (
            han("".join(one["text"] for one in json.loads((folder / "speech.json").read_bytes())["blocks"])) == edited
        )
        assert han(of_tei(folder / "speech.xml", sent=True)) == sent
        assert han(of_tei(folder / "speech.xml", sent=False)) == edited
        body = (folder / "speech.md").read_text(encoding="utf-8").split("---\n", 2)[2]
        assert edited in han(str(html.fromstring(markdown.markdown(body)).xpath("string()")))
        paper = "".join(one.text for one in docx.Document(str(folder / "speech.docx")).paragraphs)
        assert edited in han(row["title"]) + han(paper)


def test_books_hold_every_speech(built: Path) -> None:
    """Each compilation's EPUB has its speeches one after the other, each whole."""
    for path in sorted((built / "compilations").glob("*/book.epub")):
        with zipfile.ZipFile(path) as book:
            chapters = {
                name: han("".join(str(words) for words in etree.fromstring(book.read(name)).itertext()))
                for name in book.namelist()
                if name.endswith(".xhtml")
            }
        for row in speeches(built):
            if row["source"] == path.parent.name:
                edited = han("".join(block["text"] for block in row["blocks"]))
                assert any(edited in words for words in chapters.values()), row["id"]
