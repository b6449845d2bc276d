# ruff: noqa: E501
"""The search for those who hear it, magnify it, or touch it: axe-core, sizes, languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site import library, places
from tests.site.searching import opened, pretend, violations, violations_in_both_schemes


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


@pytest.mark.parametrize("size", list(places.SIZES))
@pytest.mark.parametrize("state", [everything, filtered, nothing, sheet, box, marks])
def test_axe_finds_nothing(browser: Browser, shelf: str, state: Callable[[Page, str], None], size: str) -> None:
    """0 violations of whatever weight."""
    with opened(browser, shelf, size) as page:
        state(page, shelf)
        assert violations_in_both_schemes(page) == []


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


@pytest.mark.parametrize(("width", "letters"), [(320, ""), (640, "250%")])
def test_nothing_is_lost_on_narrow_screens_or_with_large_letters(
    browser: Browser, shelf: str, width: int, letters: str
) -> None:
    """320 px are a desktop at 400 %; 250 % are letters of twice the size. Nothing needs to be scrolled sideways."""
    with opened(browser, shelf) as page:
        page.set_viewport_size({"width": width, "height": 640})
        for state in (filtered, nothing, sheet):
            state(page, shelf)
            if letters:
                page.evaluate("(size) => (document.documentElement.style.fontSize = size)", letters)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        inside = page.get_by_role("dialog").evaluate("(one) => [one.scrollWidth, one.clientWidth]")
        assert inside[0] <= inside[1]


def test_nothing_is_lost_without_colours(browser: Browser, shelf: str) -> None:
    """With the system's own colours the active option and the chosen values are still told apart."""
    with opened(browser, shelf) as page:
        page.emulate_media(forced_colors="active")
        box(page, shelf)
        active = page.locator(".find-option[aria-selected=true]")
        assert active.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
        marks(page, shelf)
        colours = "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
        here = page.locator("mark.find-here").first.evaluate(colours)
        assert here[0] != here[1]


KEYS = """async () => {
  const { INTERFACE_STRINGS: words } = await import(new URL("reader/strings.js", location.href));
  const holes = (told) => (told.match(/\\{\\d\\}/g) ?? []).sort().join();
  return ["zh", "en"].map((one) => Object.entries(words[one]).map(([key, told]) => key + holes(told)).sort());
}"""


def test_both_languages_say_everything(browser: Browser, found: Path, shelf: str) -> None:
    """The words stand in one module, in two languages; an English page says them in English."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/")
        chinese, english = page.evaluate(KEYS)
        assert chinese == english
        assert len(chinese) > 60
        pretend(page, found)

        def in_english(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace('lang="zh-Hans"', 'lang="en"'))

        page.route(lambda url: "/search/?" in url, in_english)
        page.goto(f"{shelf}/search/?q={library.HELD}&region=210000")
        expect(page.locator(".find-total")).to_contain_text("speeches found")
        expect(page.get_by_role("button", name="Search")).to_be_visible()
        shown = page.locator(".find-bar, .find-form, .find-minutes").all_inner_texts()
        assert not [one for one in shown if any("\u4e00" <= letter <= "\u9fff" for letter in one)]
