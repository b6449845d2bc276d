"""Words marked on a page, from its address alone; and the whole site opened from a disk."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import library
from tests.site.searching import opened


def holder(site: Path) -> tuple[str, str]:
    """A speech and its paragraph that hold the words."""
    for speech in library.speeches(site):
        for block in speech["blocks"]:
            if library.HELD in library.plain(block["text"]):
                return speech["id"], block["id"]
    raise AssertionError


def copied(page: Page, selector: str) -> str:
    """What is copied from an element."""
    page.evaluate(
        """(selector) => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(selector));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        selector,
    )
    page.keyboard.press("Control+C")
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


@pytest.mark.parametrize("words", ["青山绿水", "青山，绿水", "青 山 绿 水"])
def test_words_are_marked_whatever_stands_between(browser: Browser, found: Path, shelf: str, words: str) -> None:
    """Punctuation and white space do not count, in the words or in the text; what is copied is as it was."""
    speech, block = holder(found)
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/speeches/{speech}/#{block}")
        plain = copied(page, f"#{block}"), page.locator("article").inner_text()
        assert page.locator("article mark").count() == 0
        page.goto("about:blank")
        page.goto(f"{shelf}/speeches/{speech}/?h={quote(words)}#{block}")
        marks = page.locator(f"#{block} mark.find-here")
        expect(marks).to_have_count(2)
        assert marks.all_inner_texts() == ["青山绿水", "青山，绿水"]
        expect(marks.first).to_be_in_viewport()
        assert (copied(page, f"#{block}"), page.locator("article").inner_text()) == plain


def test_elsewhere_marks_are_light(browser: Browser, found: Path, shelf: str) -> None:
    """Several words; those outside of the paragraph that the address names are of another kind."""
    speech, block = holder(found)
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/speeches/{speech}/?h={quote('群众')}&h={quote('今天')}#{block}")
        expect(page.locator("mark.find-here")).to_have_text(["群众"])
        light = page.locator("mark.find-there")
        assert light.count() > 1
        assert set(light.all_inner_texts()) <= {"群众", "今天"}
        page.goto(f"{shelf}/speeches/{speech}/?h={quote('今天')}")
        expect(page.locator("mark").first).to_be_in_viewport()
        assert page.locator("mark.find-here").count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "?h=<img src=x onerror=window.__pwn=1>#p1", "?h=%00%FF%E4#%E4%FF", "?h=" + "%E4%B8%80" * 3000 + "#top",
        "?h=" + "&h=".join("一二三四五六七八九十" * 6), "?h=.*&h=(((&h=[&h=，。&h=%20#__proto__", "?h=&h=#",
        "?h=a#<img src=x>",
    ],
)  # fmt: skip
def test_hostile_addresses_are_inert(browser: Browser, found: Path, shelf: str, address: str) -> None:
    """They mark what there is to mark, and nothing else happens."""
    speech, _ = holder(found)
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/speeches/{speech}/{address}")
        page.wait_for_timeout(150)
        assert page.evaluate("window.__pwn") is None
        assert page.locator("article :is(img, script)").count() == 0
        assert page.locator("mark:not(.find-here, .find-there)").count() == 0


@pytest.fixture(scope="module")
def disk(found: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a copy of the site on a disk, below a folder with a hostile name."""
    folder = tmp_path_factory.mktemp("从盘上 打开#1%41") / "site"
    shutil.copytree(found, folder)
    return folder.as_uri()


def test_the_site_opened_from_a_disk_can_be_searched(browser: Browser, disk: str) -> None:
    """Box, page, filter, paragraph: the same is found, and every link leads to a file."""
    with opened(browser, disk) as page:
        page.goto(f"{disk}/index.html")
        page.get_by_role("combobox").fill(library.HELD)
        expect(page.get_by_role("option")).to_have_count(7)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/index.html?q=**")
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")
        page.get_by_role("checkbox", name="辽宁省").check()
        page.wait_for_url("**/search/index.html?**region=210000")
        page.reload()
        expect(page.get_by_role("checkbox", name="辽宁省")).to_be_checked()
        page.locator(".find-passages a").first.click()
        page.wait_for_url("**/speeches/*/index.html?h=**")
        expect(page.locator("mark.find-here").first).to_be_in_viewport()
        for _ in range(2):
            page.locator("article a[href*='occasions/']").first.click()
            page.wait_for_url("**/occasions/*/index.html")
            page.go_back()
        page.get_by_role("link", name="汇编", exact=True).first.click()
        page.wait_for_url("**/compilations/index.html")
