"""The comparison and the clipping list in a real browser, on a server and from a disk."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import guarded
from tests.site.searching import violations

ONE, TWO = "project-construction-speeches-2", "project-construction-speeches-5"
SELECT = """([from, to]) => {
  const first = document.getElementById(from), last = document.getElementById(to), range = document.createRange();
  range.setStart(first, 0); range.setEnd(last, last.childNodes.length);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""
ODD = "<b>“甲”&\u0001 * # [乙](x)"


def records(site: Path) -> dict[str, Any]:
    """The speeches of a site by their ids."""
    rows = (json.loads(row) for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


@pytest.fixture(params=["server", "disk"])
def start(request: pytest.FixtureRequest, site: Path) -> Callable[[str], str]:
    """Gives a page's address, on a server and on a disk."""
    address = request.getfixturevalue("address") if request.param == "server" else site.as_uri()
    index = "" if request.param == "server" else "index.html"
    return lambda path: f"{address}/{path.partition('?')[0]}{index}{path[path.find('?') :] if '?' in path else ''}"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_speeches_are_aligned(
    browser: Browser,
    site: Path,
    start: Callable[[str], str],
    width: int,
    scheme: Any,  # noqa: ANN401 - a literal type
) -> None:
    """Every section of both stands there once, in order; nothing to scroll sideways; axe has nothing to say."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(start(f"compare/?a={ONE}&b={TWO}"))
    page.get_by_role("button", name="展开全部正文").click()
    for name, speech in zip("甲乙", (ONE, TWO), strict=True):
        blocks = records(site)[speech]["blocks"]
        level = min(block["level"] for block in blocks if block["kind"] == "heading")
        headings = [block["text"] for block in blocks if block["kind"] == "heading" and block["level"] == level]
        cells = page.locator(".compare-cell", has=page.locator("h3", has_text=name))
        assert cells.locator("h3 a").all_inner_texts() == ["开头", *headings]
        rest = [block["text"] for block in blocks if block["text"] not in headings]
        assert cells.locator("details > p").all_inner_texts() == rest
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.close()


def test_like_headings_stand_in_one_row(browser: Browser, address: str) -> None:
    """Sections with one heading in other places, and one without its like, find their rows."""
    page = browser.new_page()
    made = {
        "x-1": ["一、抓好项目", "二、改善环境", "三、压实责任"],
        "y-1": ["一、改善环境", "二、谈谈天气", "三、压实责任"],
    }

    def answer(speech: str) -> str:
        blocks = [
            {"id": f"p{at}", "kind": "heading", "level": 1, "marker": text[:2], "text": text}
            for at, text in enumerate(made[speech])
        ]
        return f"anthologySpeech({json.dumps({'id': speech, 'title': speech, 'characters': 9, 'blocks': blocks})})"

    page.route("**/speech.js", lambda route: route.fulfill(body=answer(route.request.url.split("/")[-2])))
    page.goto(f"{address}/compare/?a=x-1&b=y-1")
    rows = [row.locator("h3 a, .compare-none").all_inner_texts() for row in page.locator(".compare-row").all()]
    assert ["二、改善环境", "一、改善环境"] in rows
    assert ["三、压实责任", "三、压实责任"] in rows
    assert ["一、抓好项目", "乙没有相应的一段"] in rows
    assert ["甲没有相应的一段", "二、谈谈天气"] in rows
    page.close()


def test_related_speeches_lead_to_the_comparison(browser: Browser, site: Path, address: str) -> None:
    """The way of a reader: a speech, its neighbour, both beside each other; and the form, where an address will do."""
    page = browser.new_page()
    page.goto(f"{address}/speeches/{ONE}/")
    page.get_by_role("link", name="对照提纲").first.click()
    expect(page.locator(".compare-speeches a")).to_have_count(2)
    page.goto(f"{address}/compare/")
    page.get_by_label("甲").fill(f"{address}/speeches/{ONE}/#p9")
    page.get_by_label("乙").fill("no-such-1")
    page.keyboard.press("Enter")
    expect(page.locator("#anthology-compare [role=status]")).to_contain_text("no-such-1")
    page.goto(f"{address}/compare/?a=../../x&b={ONE}")
    expect(page.locator("#anthology-compare [role=status]")).to_contain_text("编号不对")
    assert records(site)[ONE]["title"]
    page.close()


def clip(page: Page, start: Callable[[str], str], blocks: list[str]) -> None:
    """Select whole paragraphs and add them."""
    page.goto(start(f"speeches/{ONE}/"))
    page.evaluate(SELECT, [blocks[0], blocks[-1]])
    page.get_by_role("button", name="加入素材夹").click()
    expect(page.locator(".clip-bar [role=status]")).to_contain_text("已加入")
    page.evaluate("getSelection().removeAllRanges(); document.activeElement.blur()")
    expect(page.locator(".clip-bar")).to_be_hidden()


def test_clippings_last_and_are_exported(
    browser: Browser, site: Path, start: Callable[[str], str], tmp_path: Path
) -> None:
    """What was added is there after a reload, word for word; Markdown and Word hold it with its source."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, accept_downloads=True)
    record = records(site)[ONE]
    two = [block for block in record["blocks"] if block["kind"] == "paragraph" and not block.get("run_in")][:2]
    clip(page, start, [block["id"] for block in two])
    page.goto(start("clippings/"))
    page.reload()
    words = [block["text"] for block in two]
    quoted = page.locator("blockquote p").all_inner_texts()
    assert [text for text in quoted if text in words] == words
    assert violations(page) == []
    saved = {}
    for kind, name in (("Markdown", "a.md"), ("Word", "a.docx")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"导出 {kind}").click()
        saved[kind] = tmp_path / name
        waiting.value.save_as(saved[kind])
    assert zipfile.ZipFile(saved["Word"]).testzip() is None
    written = [paragraph.text for paragraph in docx.Document(str(saved["Word"])).paragraphs]
    assert [text for text in written if text in words] == words
    source = f"speeches/{ONE}/"
    for text in ("\n".join(written), saved["Markdown"].read_text(encoding="utf-8")):
        assert record["title"] in text
        assert source in text
        assert re.search(rf"#{quoted and two[0]['id']}|#p\d+", text)
    assert words[0] in saved["Markdown"].read_text(encoding="utf-8")
    page.get_by_role("button", name="移除第 1 条").click()
    expect(page.locator("#anthology-clippings [role=status]")).to_have_text("还没有素材。")
    page.close()


def test_clippings_of_any_words(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Characters that mean something to XML, Markdown or HTML stay characters; a strict policy is kept."""
    with guarded.served(site) as address:
        page = browser.new_page(accept_downloads=True)
        page.goto(f"{address}/clippings/")
        page.evaluate(
            "(text) => localStorage.setItem('anthology-clippings', JSON.stringify([{text, title: text, speech: 'a-1', "
            "block: 'p1', added: ''}, {text: 'x', speech: '../../evil', block: 'p1'}, 7]))",
            ODD,
        )
        page.reload()
        expect(page.locator("li blockquote")).to_have_count(1)
        assert page.locator("blockquote p").inner_text() == ODD
        assert page.locator("blockquote b").count() == 0
        with page.expect_download() as waiting:
            page.get_by_role("button", name="导出 Word").click()
        waiting.value.save_as(tmp_path / "a.docx")
        written = [paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs]
        assert ODD.replace("\u0001", "\ufffd") in written
        page.close()


def test_nothing_is_loaded_before_words_are_selected(browser: Browser, address: str) -> None:
    """A reader who clips nothing pays nothing."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/speeches/{ONE}/", wait_until="networkidle")
    assert not [url for url in asked if "clip" in url or "compare" in url]
    page.close()
