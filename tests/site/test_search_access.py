# ruff: noqa: E501
"""The search for those who hear it, magnify it, or touch it: axe-core, sizes, languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import library, places
from tests.site.searching import opened, pretend, violations


def everything(page: Page, shelf: str) -> None:
    """The search page as it opens."""
    page.goto(f"{shelf}/search/")
    expect(page.locator(".find-hit")).to_have_count(10)


def filtered(page: Page, shelf: str) -> None:
    """Hits, chips, open regions."""
    page.goto(f"{shelf}/search/?q={library.HELD}&region=210882&minutes=-10&year=2019&year=unknown")
    expect(page.locator(".find-hit").first).to_be_visible()


def nothing(page: Page, shelf: str) -> None:
    """A problem, and no hit."""
    page.goto(f'{shelf}/search/?q="没有这样的话&region=210882')
    expect(page.locator(".find-message h2")).to_be_visible()


def sheet(page: Page, shelf: str) -> None:
    """On a phone, the filters."""
    filtered(page, shelf)
    if page.locator(".find-open").is_visible():
        page.locator(".find-open").click()
        expect(page.get_by_role("dialog")).to_be_visible()


def box(page: Page, shelf: str) -> None:
    """The header's box, open, with an active option."""
    page.goto(f"{shelf}/")
    if page.locator(".find-box").is_visible():
        page.locator(".find-box-field").fill(library.HELD)
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")


def marks(page: Page, shelf: str) -> None:
    """A speech with words marked."""
    filtered(page, shelf)
    page.locator(".find-passages a").first.click()
    expect(page.locator("mark.find-here").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(places.SIZES))
@pytest.mark.parametrize("state", [everything, filtered, nothing, sheet, box, marks])
def test_axe_finds_nothing(
    browser: Browser, shelf: str, state: Callable[[Page, str], None], size: str, scheme: str
) -> None:
    """0 violations of whatever weight."""
    with opened(browser, shelf, size, scheme) as page:
        state(page, shelf)
        assert violations(page) == []


def test_axe_finds_nothing_in_a_failure(browser: Browser, found: Path, shelf: str) -> None:
    """The sentence and the button."""
    with opened(browser, shelf) as page:
        pretend(page, found, search=1)
        page.goto(f"{shelf}/search/")
        expect(page.get_by_role("alert")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize(("size", "least"), [("desktop", 24), ("phone", 44)])
def test_targets_are_large_enough(browser: Browser, shelf: str, size: str, least: int) -> None:
    """Everything of the search that can be hit; links in a sentence aside."""
    measure = """() => [...document.querySelectorAll(
      ".find :is(button, select, input:not([type=checkbox], [type=radio]), summary, .find-passages a, .find-hit h2 a, label:has(input)), .find-icon")]
      .map((one) => [one.className || one.tagName, one.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0)
      .map(([name, box]) => [name, box.width, box.height])"""
    with opened(browser, shelf, size) as page:
        sheet(page, shelf)
        sizes = page.evaluate(measure)
        if size == "phone":
            page.locator(".find-sheet-foot button").click()
            sizes += page.evaluate(measure)
        assert len(sizes) > 20
        assert [one for one in sizes if one[1] < least or one[2] < least] == []
