"""What the reader is told when the search is slow, unsure or fails: a stand-in takes the engine's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import library
from tests.site.searching import opened, pretend, until


def asked(page: Page) -> list[dict[str, Any]]:
    """The requests that the engine got."""
    found: list[dict[str, Any]] = page.evaluate("globalThis.engineAsked")
    return found


@pytest.mark.parametrize("at", ["connect", "search"])
def test_failure_is_told_and_can_be_tried_again(browser: Browser, found: Path, shelf: str, at: str) -> None:
    """A sentence, a button, and nothing that looks like a result."""
    with opened(browser, shelf) as page:
        pretend(page, found, **{at: 2})
        page.goto(f"{shelf}/search/?q={library.HELD}")
        for _ in range(2):
            alert = page.get_by_role("alert")
            expect(alert).to_contain_text("连不上网站")
            assert page.locator(".find-hit").count() == 0
            assert page.locator(".find-total").inner_text() == ""
            alert.get_by_role("button", name="重试").click()
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")
        expect(page.locator(".find-hit")).to_have_count(10)
        expect(page.get_by_role("alert")).to_have_count(0)


def test_results_go_when_the_next_search_fails(browser: Browser, found: Path, shelf: str) -> None:
    """What was found before is not shown as found now."""
    with opened(browser, shelf) as page:
        pretend(page, found)
        page.goto(f"{shelf}/search/?q={library.HELD}")
        expect(page.locator(".find-hit")).to_have_count(10)
        page.evaluate("engineTrouble.search = 1")
        page.locator("#find-query").fill("项目建设")
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.locator(".find-hit").count() == 0
        page.get_by_role("button", name="重试").click()
        expect(page.locator(".find-hit").first).to_be_visible()
        assert "%E9%A1%B9" in page.url


def test_unsure_counts_say_so(browser: Browser, found: Path, shelf: str) -> None:
    """Until the texts are checked, and no longer; it is told aloud once it is sure."""
    with opened(browser, shelf) as page:
        pretend(page, found, unsure=1200)
        page.goto(f"{shelf}/search/?q={library.HELD}")
        expect(page.locator(".find-total")).to_contain_text("约 23 篇，正在核对")
        heard = page.locator(".find > [role=status]")
        assert heard.inner_text() == ""
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")
        expect(heard).to_contain_text("找到 16 篇")


def test_slow_answers_come_in_the_order_of_the_questions(browser: Browser, found: Path, shelf: str) -> None:
    """An answer to what is no longer asked is dropped; meanwhile old results are dimmed."""
    with opened(browser, shelf) as page:
        pretend(page, found)
        page.goto(f"{shelf}/search/")
        expect(page.locator(".find-hit")).to_have_count(10)
        page.evaluate("engineTrouble.slow = 700")
        page.locator("#find-query").fill("项目建设")
        expect(page.locator(".find-total")).to_have_text("正在查找……")
        expect(page.locator(".find-hits")).to_have_class("find-hits find-stale")
        page.locator("#find-query").fill(library.HELD)
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")
        assert page.locator("#find-query").input_value() == library.HELD


@pytest.mark.parametrize("where", ["page", "box"])
def test_composing_is_not_searching(browser: Browser, found: Path, shelf: str, where: str) -> None:
    """Half a syllable of an input method is no query; what it becomes is one."""
    with opened(browser, shelf) as page:
        pretend(page, found)
        page.goto(f"{shelf}/search/" if where == "page" else f"{shelf}/")
        field = page.locator("#find-query" if where == "page" else ".find-box-field")
        field.click()
        until(page, "globalThis.engineAsked !== undefined" if where == "page" else "true")
        keys = page.context.new_cdp_session(page)
        for letters in ("q", "qing", "qing shan"):
            keys.send(
                "Input.imeSetComposition",
                {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
            )
            page.wait_for_timeout(120)
        assert all(request["query"] == "" for request in page.evaluate("globalThis.engineAsked ?? []"))
        keys.send("Input.insertText", {"text": "青山"})
        until(page, "globalThis.engineAsked?.some((request) => request.query === '青山')")
        expect(field).to_have_value("青山")
        assert {request["query"] for request in asked(page)} <= {"", "青山"}


def test_problems_and_suggestions_stand_under_the_field(browser: Browser, found: Path, shelf: str) -> None:
    """The problem is told with the field; a suggestion becomes the query."""
    with opened(browser, shelf) as page:
        pretend(page, found)
        page.goto(f'{shelf}/search/?q="没有这样的话')
        expect(page.locator("#find-problems")).to_have_text("引号没有成对，按字面查找。")
        expect(page.locator("#find-query")).to_have_attribute("aria-describedby", "find-problems")
        expect(page.locator("#find-query")).to_have_attribute("aria-invalid", "true")
        page.locator(".find-suggestions").get_by_role("button", name=library.HELD).click()
        expect(page.locator("#find-query")).to_have_value(library.HELD)
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")
        expect(page.locator("#find-problems")).to_be_empty()


def test_a_page_beyond_the_last_is_the_last(browser: Browser, found: Path, shelf: str) -> None:
    """An old address may name a page that there is no longer."""
    with opened(browser, shelf) as page:
        pretend(page, found)
        page.goto(f"{shelf}/search/?q={library.HELD}&page=99")
        expect(page.locator(".find-total")).to_contain_text("第 2 页，共 2 页")
        expect(page.locator(".find-hit")).to_have_count(6)
        assert "page=2" in page.url


def test_program_that_cannot_be_fetched(browser: Browser, shelf: str) -> None:
    """The page says so; in the box, Enter still leads to it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("**/search/reader/strings.js", lambda route: route.abort())
    page.goto(f"{shelf}/")
    page.locator(".find-box-field").fill("青山")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    expect(page.locator(".find-not-loaded")).to_contain_text("搜索程序没有取到")
    context.close()
