"""The interface in English, in a real browser: what is ours is English, what comes from sources is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.site import messages
from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

OURS = """:is(.md-header, .md-nav__title, .md-nav--primary, .md-footer, .md-skip, button, label, legend, summary, th,
    dt, .amount, .outline-note, .order, .find-total, .find-sorting, .find-browse, .title-note, .admonition-title,
    .downloads a, .clip-bar, .place-menu, .facts-rows td:first-child, article h2:not([id^=p]))"""
THEIRS = "[translate=no], a[href*='regions/'], .find-hit, .find-facet, [lang=zh-Hans]:not(html), [aria-hidden=true]"
LEFT = f"""() => [...document.querySelectorAll("{OURS.replace(chr(10), " ")}")]
    .filter((one) => one.checkVisibility() && !one.closest("[translate=no]"))
    .flatMap((one) => {{
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        return found.filter((node) => /\\p{{Script=Han}}/u.test(node.data) && node.parentElement.checkVisibility()
            && !node.parentElement.closest("{THEIRS}"));
    }})
    .map((node) => node.data.trim())"""
TEXTS = """() => [...document.querySelectorAll("body *")].flatMap((one) => [...one.childNodes])
    .filter((node) => node.nodeType === 3 && !node.parentElement.closest(".language, script"))
    .map((node) => node.data)"""


def settled(page: Page) -> None:
    """Wait until the English is there."""
    expect(page.locator(".language")).to_have_text("中文")
    expect(page.locator("#__nav a").first).to_have_text("Home")


@pytest.mark.parametrize("size", list(places.SIZES))
def test_nothing_of_ours_stays_chinese(browser: Browser, site: Path, address: str, size: str) -> None:
    """Menus, heads, buttons, labels, tables' names, lengths, notes, on every kind of page that programs wrote."""
    with opened(browser, address, size) as page:
        wrong = {}
        for kind, path in places.kinds(site).items():
            if kind in ("missing", "contributing", "glossary", "data", "terms"):
                continue
            page.goto(f"{address}/{path}?lang=en", wait_until="networkidle")
            expect(page.locator("html")).to_have_attribute("lang", "en")
            if size == "desktop":
                settled(page)
            if left := page.evaluate(LEFT):
                wrong[kind] = left
        assert wrong == {}


def test_speeches_stay_as_they_are(browser: Browser, site: Path, address: str) -> None:
    """Each paragraph has the same words, and says that they are Chinese; what a script adds later is English too."""
    path = places.kinds(site)["speech"]
    words = "() => [...document.querySelectorAll('article p[id]')].map((one) => one.textContent)"
    with opened(browser, address) as page:
        page.goto(f"{address}/{path}")
        before = page.evaluate(words)
        page.locator(".language").click()
        settled(page)
        assert page.evaluate(words) == before
        assert set(page.locator("article p[id]").evaluate_all("(all) => all.map((one) => one.lang)")) == {"zh-Hans"}
        expect(page.locator(".views label").nth(1)).to_contain_text("As sent")
        page.locator("a.place").nth(2).click()
        expect(page.get_by_role("button", name="Copy citation", exact=True)).to_be_visible()


def test_the_choice_is_kept_and_taken_back(browser: Browser, address: str) -> None:
    """On the next page without an address of its own; back in Chinese every text is what it was."""
    with opened(browser, address) as page:
        page.goto(f"{address}/occasions/")
        before = page.evaluate(TEXTS)
        page.locator(".language").click()
        settled(page)
        page.goto(f"{address}/genres/")
        settled(page)
        page.goto(f"{address}/occasions/")
        settled(page)
        page.locator(".language").click()
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
        expect(page.locator(".language")).to_have_text("English")
        assert page.evaluate(TEXTS) == before


def test_the_search_speaks_english(browser: Browser, address: str) -> None:
    """From the same catalogue."""
    with opened(browser, address) as page:
        page.goto(f"{address}/search/?lang=en&q=项目")
        expect(page.locator(".find-total")).to_contain_text("speeches found")
        expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", list(places.SIZES))
def test_axe_has_nothing_against_english(browser: Browser, site: Path, address: str, size: str) -> None:
    """On a speech, a list, the search."""
    with opened(browser, address, size) as page:
        for path in (places.kinds(site)["speech"], "occasions/", "search/"):
            page.goto(f"{address}/{path}?lang=en", wait_until="networkidle")
            expect(page.locator("html")).to_have_attribute("lang", "en")
            assert violations_in_both_schemes(page) == []
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_catalogue_has_the_same_gaps_in_both_languages() -> None:
    """And what the search says has both languages."""
    told = messages.catalogue()
    assert len(told["pages"]) > 150
    assert all(len(pair) == 2 and all(pair) for pair in told["search"].values())
