"""The frame of every page: one stylesheet, one script, and controls that a keyboard reaches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from build_tools.site import sheet
from tests.site import packed, places
from tests.site.searching import opened

CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(25, 24, 22)"}


def test_the_stylesheet_keeps_what_pages_ask_for(site: Path) -> None:
    """Each class of Material's that stands on a page has its rules in ours, and ours are all there."""
    (material,) = sheet.MATERIAL.glob("main.*.min.css")
    known = set(CLASS.findall(material.read_text(encoding="utf-8")))
    used = {
        name
        for path in site.rglob("*.html")
        for element in html.parse(str(path)).getroot().iter("*")
        for name in str(element.get("class") or "").split()
    }
    assert {name for name in used & known if not sheet.kept(name)} <= {"tabbed-set", "highlight", "table", "list"}
    made = (site / "assets/stylesheets/site.css").read_text(encoding="utf-8")
    assert made.endswith(sheet.OURS.read_text(encoding="utf-8"))
    assert ".md-sidebar" in made
    assert ".tabbed-set" not in made


@pytest.mark.parametrize("system", ["light", "dark"])
def test_colours_follow_the_system_until_chosen(browser: Browser, address: str, system: str) -> None:
    """Three states, one after the other; the choice is kept, and is there before the page is."""
    with opened(browser, address, scheme=system) as page:
        page.goto(f"{address}/")
        body = page.locator("body")
        expect(body).to_have_css("background-color", PAPER[system])
        for scheme in ("light", "dark"):
            page.locator(".scheme-button").click()
            expect(body).to_have_css("background-color", PAPER[scheme])
            page.goto(f"{address}/occasions/")
            expect(body).to_have_css("background-color", PAPER[scheme])
        page.locator(".scheme-button").press("Enter")
        expect(body).to_have_css("background-color", PAPER[system])


def test_without_scripts_the_system_decides(browser: Browser, address: str) -> None:
    """No button that does nothing."""
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/")
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
    expect(page.locator(".scheme-button")).to_be_hidden()
    context.close()


def test_the_menu_of_a_phone_by_keyboard(browser: Browser, address: str) -> None:
    """Closed, its links are not reached; opened, the first has the focus; Escape goes back to the button."""
    with opened(browser, address, "phone") as page:
        page.goto(f"{address}/")
        link = page.locator("#__nav a").first
        expect(link).to_be_hidden()
        button = page.locator("button.menu-button")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(link).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(link).to_be_hidden()


def test_the_menu_of_a_phone_without_scripts(browser: Browser, address: str) -> None:
    """A tap opens it."""
    width, height = places.SIZES["phone"]
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": height}, has_touch=True
    )
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator("label.menu-button").tap()
    expect(page.locator("#__nav a").first).to_be_visible()
    context.close()


def test_contents_tell_what_is_read(browser: Browser, site: Path, address: str) -> None:
    """The entry of the part in sight is marked, and the page's title stands in the header."""
    with opened(browser, address) as page:
        page.goto(f"{address}/{places.kinds(site)['speech']}#provenance")
        marked = page.locator(".md-nav--secondary .md-nav__link--active")
        expect(marked).to_have_count(1)
        expect(page.locator(".md-header__title--active")).to_have_count(1)
        page.evaluate("() => scrollTo(0, 0)")
        expect(page.locator(".md-header__title--active")).to_have_count(0)


def test_first_load_is_light(browser: Browser, site: Path) -> None:
    """Of the longest speech: at most 70 KB and six requests over the wire, as a host sends it that compresses."""
    longest = max((site / "speeches").glob("*/index.html"), key=lambda path: path.stat().st_size)
    with packed.served(site) as (address, sent):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}/speeches/{longest.parent.name}/", wait_until="networkidle")
        page.close()
    assert 1 < len(sent) <= 6, sent
    assert sum(sent.values()) <= 70_000, sent
