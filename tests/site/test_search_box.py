"""The search box in the header, in a real browser, on the real index."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, expect

from tests.site import library
from tests.site.searching import opened, pretend

HELD = quote(library.HELD)


def test_nothing_is_loaded_before_it_is_used(browser: Browser, shelf: str) -> None:
    """No part of the search, on any page, until the box has the focus."""
    with opened(browser, shelf) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{shelf}/", wait_until="networkidle")
        assert not [url for url in asked if "/search/" in url]
        page.locator(".find-box-field").focus()
        expect(page.locator(".find-box")).to_have_attribute("data-started", re.compile("."))
        assert [url for url in asked if url.endswith("/search/reader/box.js")]
        assert not [url for url in asked if url.endswith(".bin")]


def test_it_is_a_combobox(browser: Browser, found: Path, shelf: str) -> None:
    """Arrows go round through options and field, Escape closes and then clears, Enter opens what is chosen."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/")
        field = page.get_by_role("combobox", name="搜索全文")
        expect(field).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("/")
        expect(field).to_be_focused()
        page.keyboard.type(library.HELD)
        options = page.get_by_role("listbox").get_by_role("option")
        expect(options).to_have_count(7)
        expect(options.last).to_have_text("查看全部 16 篇")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".find-box [role=status]")).to_contain_text("找到 16 篇，列出 7 项")
        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
        assert (active.get_attribute("href") or "").split("/")[4] in library.holding(found, library.HELD)
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(field).to_have_attribute("aria-expanded", "false")
        expect(field).to_have_value(library.HELD)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/speeches/**")
        expect(page.locator("mark.find-here").first).to_be_in_viewport()
        page.keyboard.press("/")
        page.keyboard.type("青")
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(field).to_have_value("")
        page.keyboard.press("Escape")
        expect(field).not_to_be_focused()


def test_leaving_it_closes_it(browser: Browser, shelf: str) -> None:
    """By Tab and by a click elsewhere; with the mouse an option is a link."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/")
        field = page.get_by_role("combobox")
        field.fill(library.HELD)
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("listbox")).to_be_hidden()
        field.click()
        expect(page.get_by_role("listbox")).to_be_visible()
        page.locator("h1").click()
        expect(page.get_by_role("listbox")).to_be_hidden()
        field.click()
        page.get_by_role("option").last.click()
        page.wait_for_url(f"**/search/?q={HELD}")
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")


def test_enter_leads_to_the_page(browser: Browser, shelf: str) -> None:
    """Also before anything was found, and from a page deep in the site."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/contributing/glossary/")
        page.get_by_role("combobox").fill("没有这样的话")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=**")
        expect(page.locator(".find-total")).to_have_text("没有找到")


def test_suggestions_come_first(browser: Browser, found: Path, shelf: str) -> None:
    """A value leads to its filter, words to their query."""
    with opened(browser, shelf) as page:
        pretend(page, found)
        page.goto(f"{shelf}/")
        page.get_by_role("combobox").fill("qingshan")
        group = page.get_by_role("group", name="建议")
        expect(group.get_by_role("option")).to_have_count(2)
        assert (group.get_by_role("option").first.get_attribute("href") or "").endswith(f"?q={HELD}")
        group.get_by_role("option", name="营口市").click()
        page.wait_for_url("**/search/?region=210800")
        expect(page.get_by_role("button", name="去掉条件 地区：营口市")).to_be_visible()


def test_on_a_phone_the_icon_leads_to_the_page(browser: Browser, shelf: str) -> None:
    """It is a link, and the slash goes there too."""
    with opened(browser, shelf, "phone") as page:
        page.goto(f"{shelf}/")
        page.locator(".md-header").get_by_role("link", name="搜索").tap()
        page.wait_for_url("**/search/")
        page.goto(f"{shelf}/")
        page.keyboard.press("/")
        page.wait_for_url("**/search/")


def test_box_tells_of_failure(browser: Browser, found: Path, shelf: str) -> None:
    """The sentence, and a button that tries again."""
    with opened(browser, shelf) as page:
        pretend(page, found, connect=1)
        page.goto(f"{shelf}/")
        page.get_by_role("combobox").fill(library.HELD)
        message = page.locator(".find-box-message")
        expect(message).to_contain_text("连不上网站")
        message.get_by_role("button", name="重试").click()
        expect(page.get_by_role("option")).to_have_count(7)
        expect(message).to_be_empty()
