"""A withdrawn speech is nowhere on the site but for its tombstone; what moved is found; the others stay."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from lxml import html
from pdfminer import high_level
from playwright.sync_api import Browser, expect

from build_tools import publication
from build_tools.__main__ import main
from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

TEXT = """\
全县旅游工作三篇讲话
第一篇：在开幕式上的致辞
各位来宾、同志们：
金秋送爽，我们在这里相聚。我代表县委、县政府表示欢迎！
今后我们要把路修好，把水治好，把客人接待好。
谢谢大家！
第二篇：在座谈会上的讲话
同志们：
鲸鱼岛码头的账目我都看过了，今天只讲三点意见。
一、要把鲸鱼岛码头的收费公开。
二、要把游客的投诉一件一件办完。
谢谢大家！
第三篇：在闭幕式上的讲话
同志们：
三天的会议就要结束了，大家辛苦了。
回去以后要抓好落实，年底再来汇报。
谢谢大家！
"""
HELD = "鲸鱼岛"
REGISTER = """\
withdrawn:
  - {speech: lvyou-2, date: 2026-11-23, reason: 讲话人家属要求}
  - {source: jiu-gao, speeches: 1, date: 2026-11-23, reason: 与另一来源重复}
moved:
  - {speech: lvyou-jiu-1, to: lvyou-1, reason: 文件改名}
"""


def publish(folder: Path, register: str, text: str = TEXT) -> Path:
    """The site of the three speeches with a register."""
    docs = folder / "docs"
    if not (docs / "home.md").exists():
        places.copy_docs(docs, sources=False)
    sources = docs / "sources"
    sources.mkdir(exist_ok=True)
    (sources / "lvyou.txt").write_text(text, encoding="utf-8")
    (sources / "withdrawn.yml").write_text(register, encoding="utf-8")
    told = publication.build(sources, docs, folder / "site", folder / "store", clean=False, jobs=1, strict=False)
    assert told.published, told.rows
    return folder / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The data of the site before, and the site after, built with the same memory."""
    folder = tmp_path_factory.mktemp("withdrawn")
    before = publish(folder, "")
    kept = folder / "before"
    before.rename(kept)
    return kept, publish(folder, REGISTER)


def test_its_words_are_nowhere(sites: tuple[Path, Path]) -> None:
    """Neither in a page, nor in the data, the downloads, or the index of the search."""
    before, after = sites
    with_words = [path for path in before.rglob("*") if path.is_file() and HELD in text_of(path)]
    assert {"corpus.jsonl", "lvyou.txt"} < {path.name for path in with_words}
    assert [] == [path for path in after.rglob("*") if path.is_file() and HELD in text_of(path)]
    assert not (after / "sources/lvyou.txt").exists()


def text_of(path: Path) -> str:
    """What a file holds: as UTF-8 or UTF-16, unpacked if it is packed, the words of a PDF."""
    return "".join(data.decode("utf-8", "replace") + data.decode("utf-16-le", "replace") for data in unpacked(path))


def unpacked(path: Path) -> Iterator[bytes]:
    """The bytes of a file and of what is packed in it."""
    data = path.read_bytes()
    yield data
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from map(packed.read, packed.namelist())
    elif path.suffix == ".pdf":
        yield high_level.extract_text(path).encode()
    elif data[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01"):
        yield zlib.decompress(data, 47)


def test_every_kind_of_download_had_it(sites: tuple[Path, Path]) -> None:
    """So that it is known that the words would be seen: in packed files, pages, data and lists."""
    suffixes = {path.suffix for path in sites[0].rglob("*") if path.is_file() and HELD in text_of(path)}
    assert {".html", ".txt", ".md", ".json", ".jsonl", ".docx", ".xml", ".epub", ".pdf"} <= suffixes


def test_no_link_leads_to_it_but_from_tombstones(sites: tuple[Path, Path]) -> None:
    """Nor is its address in a list, a feed, a sitemap or the data, but for the file that tells what was withdrawn."""
    allowed = {"speeches/lvyou-2/index.html", "withdrawn/index.html", "data/withdrawn.jsonl", "sitemap.xml"}
    naming = {
        path.relative_to(sites[1]).as_posix()
        for path in sites[1].rglob("*")
        if path.is_file() and "lvyou-2" in text_of(path)
    }
    assert naming - allowed == set()


def test_the_search_does_not_find_it(sites: tuple[Path, Path], browser: Browser) -> None:
    """Nor its words, in the index that the reader's side reads; the words of the others are found as before."""
    for site, count in zip(sites, (1, 0), strict=True):
        with places.served(site) as address, opened(browser, address) as page:
            for words, expected in ((HELD, count), ("金秋送爽", 1)):
                page.goto(f"{address}/search/?q={quote(words)}")
                expect(page.locator(".find-total")).not_to_be_empty()
                expect(page.locator(".find-hits")).not_to_have_attribute("aria-busy", "true")
                expect(page.locator(".find-hit a[href*='speeches/']").first).to_be_visible() if expected else None
                assert page.locator(".find-hit").count() == expected, (words, page.locator(".find-total").inner_text())


def test_what_vanishes_fails_and_what_is_registered_does_not(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """On the data of built sites: a speech, and a paragraph of one that stays; each leads to status 1 by name."""
    before, after = sites
    assert compared(before, after) == (0, "")
    cut = TEXT.replace("金秋送爽，我们在这里相聚。", "")
    status, told = compared(before, publish(tmp_path, "", cut))
    assert status == 1
    assert "speeches/lvyou-2" in told
    gone = tmp_path / "gone"
    status, told = compared(before, publish(gone, "", TEXT[: TEXT.index("第三篇")]))
    assert (status, "speeches/lvyou-3" in told) == (1, True)


def compared(before: Path, after: Path) -> tuple[int, str]:
    """Status of the comparison of two sites' data, and what it says would vanish."""
    words = ["compare", str(before / "data"), str(after / "data")]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    return done.exit_code, "".join(line for line in done.stderr.splitlines() if "would vanish" in line)


def test_a_tombstone_stands_in_its_place(sites: tuple[Path, Path]) -> None:
    """It says when and why, in both languages, and is reached by a link."""
    page = html.parse(str(sites[1] / "speeches/lvyou-2/index.html"))
    words = page.getroot().text_content()
    assert "已撤下" in words
    assert "2026-11-23" in words
    assert "讲话人家属要求" in words
    assert "Withdrawn" in words
    front = (sites[1] / "index.html").read_text(encoding="utf-8")
    assert "withdrawn/" in front
    assert (sites[1] / "compilations/jiu-gao/index.html").exists()
    assert (sites[1] / "speeches/jiu-gao-1/index.html").exists()


@pytest.mark.parametrize("size", list(places.SIZES))
def test_axe_has_nothing_against_a_tombstone(sites: tuple[Path, Path], browser: Browser, size: str) -> None:
    """Of a speech, of one of a source that is gone, of one that moved; also in English."""
    with places.served(sites[1]) as address, opened(browser, address, size) as page:
        for path in ("speeches/lvyou-2/", "speeches/jiu-gao-1/", "speeches/lvyou-jiu-1/", "speeches/lvyou-1/"):
            for language in ("zh", "en"):
                page.goto(f"{address}/{path}?lang={language}", wait_until="networkidle")
                assert violations_in_both_schemes(page) == []
                assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_what_moved_is_found(sites: tuple[Path, Path]) -> None:
    """The page at the old address leads to the new one, by a link and not by itself."""
    page = (sites[1] / "speeches/lvyou-jiu-1/index.html").read_text(encoding="utf-8")
    assert 'href="../lvyou-1/"' in page
    assert 'http-equiv="refresh"' not in page


def test_the_others_stay_as_they_were(sites: tuple[Path, Path]) -> None:
    """Their ids, their paragraphs and their words; the list of parts says that something was there."""
    before, after = (
        {row["id"]: row for row in map(json.loads, (site / "data/corpus.jsonl").read_bytes().splitlines())}
        for site in sites
    )
    assert {"lvyou-1", "lvyou-2", "lvyou-3"} == set(before)
    assert {name: row for name, row in before.items() if name != "lvyou-2"} == after
    source = json.loads((sites[1] / "data/sources.jsonl").read_text(encoding="utf-8"))
    assert ["lvyou-1", "lvyou-3"] == [part["speech"] for part in source["parts"] if "speech" in part]
    assert "withdrawn" in [part["kind"] for part in source["parts"]]


def test_a_moved_paragraph_keeps_its_anchor(tmp_path: Path) -> None:
    """The old one stands just before the new one, on the page and for the browser."""
    register = "moved:\n  - {speech: lvyou-1, paragraph: p7, to: p24, reason: 两段合为一段}\n"
    text = TEXT.index("各位来宾")
    site = publish(tmp_path, register.replace("p24", f"p{text}"))
    page = html.parse(str(site / "speeches/lvyou-1/index.html")).getroot()
    order = [element.get("id") for element in page.iter() if element.get("id") in ("p7", f"p{text}")]
    assert ["p7", f"p{text}"] == order


def test_a_move_into_nothing_is_not_published(tmp_path: Path) -> None:
    """The link would be broken."""
    with pytest.raises(AssertionError, match="B032"):
        publish(tmp_path, "moved:\n  - {speech: x-1, to: y-1, reason: 改名}\n")


def test_what_is_still_here_is_not_gone(tmp_path: Path) -> None:
    """To withdraw a whole source, its file must go."""
    with pytest.raises(AssertionError, match="B033"):
        publish(tmp_path, "withdrawn:\n  - {source: lvyou, speeches: 1, date: 2026-11-23, reason: 重复}\n")
