"""A speech's paragraphs in a real browser: each has a link, and what is copied is the words alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.site import places
from tests.site.searching import opened, violations

TARGET = 44  # CSS pixels (WCAG 2.5.5)


def speech(site: Path) -> dict[str, Any]:
    """The speech with the most blocks, as the data tell it."""
    rows = (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return max(map(json.loads, rows), key=lambda row: len(row["blocks"]))


@pytest.mark.parametrize("size", list(places.SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_paragraph_has_a_link(browser: Browser, site: Path, address: str, size: str, scheme: str) -> None:
    """Of its own id, large enough for a finger, reached by the keyboard, and nothing that axe-core has against it."""
    told = speech(site)
    with opened(browser, address, size, scheme) as page:
        page.goto(f"{address}/speeches/{told['id']}/")
        links = page.locator("a.place")
        expect(links.first).to_be_attached()
        found = [str(link.get_attribute("href")).removeprefix("#") for link in links.all()]
        shown = page.locator("article :is(p[id], .run-in[id])").evaluate_all("(all) => all.map((one) => one.id)")
        assert sorted(found) == sorted(shown)
        assert set(found) <= {block["id"] for block in told["blocks"]}
        link = links.nth(2)
        link.focus()
        expect(link).to_have_css("opacity", "1")
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= TARGET
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"#{re.escape(found[2])}$"))
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []


def test_what_is_copied_is_the_words(browser: Browser, site: Path, address: str) -> None:
    """Two paragraphs, with a blank line between: no sign, no link, no number."""
    told = speech(site)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{told['id']}/")
        expect(page.locator("a.place").first).to_be_attached()
        ids = page.evaluate(
            """() => {
                const all = [...document.querySelectorAll("article p[id]")];
                const at = all.findIndex((one, here) => here > 2 && all[here - 1].nextElementSibling === one);
                const [first, second] = all.slice(at - 1, at + 1);
                getSelection().setBaseAndExtent(first, 0, second, second.childNodes.length);
                return [first.id, second.id];
            }"""
        )
        page.keyboard.press("Control+C")
        copied = page.evaluate("() => navigator.clipboard.readText()")
    words = {block["id"]: block["text"].strip() for block in told["blocks"]}
    assert copied.strip().split("\n\n") == [words[one] for one in ids]


FULL = """() => [...document.querySelectorAll("article p[id^='p']:has(> a.place)")].map((one) => {
    const words = document.createRange();
    words.selectNodeContents(one);
    words.setEndBefore(one.querySelector(":scope > a.place"));
    const foot = Math.max(...[...words.getClientRects()].map((rect) => rect.bottom));
    return one.getBoundingClientRect().bottom - foot;
})"""


def test_the_sign_makes_no_empty_line(browser: Browser, site: Path, address: str) -> None:
    """Where a paragraph's words fill the last line, the sign stands beside it: in some window each of them does."""
    with opened(browser, address, "desktop", "light") as page:
        page.goto(f"{address}/speeches/{speech(site)['id']}/")
        line = page.locator("article p[id] >> nth=0").evaluate("(one) => parseFloat(getComputedStyle(one).lineHeight)")
        for width in range(400, 761, 30):  # one line or another ends with the column in each
            page.locator("article").evaluate("(one, width) => (one.style.maxWidth = `${width}px`)", width)
            below = page.evaluate(FULL)
            assert len(below) > 10
            assert max(below) < line / 2, width


def test_a_narrow_window_with_a_mouse_shows_all_without_scrolling_sideways(
    browser: Browser, site: Path, address: str
) -> None:
    """As a wide one does that is enlarged fourfold (WCAG 1.4.10): no sign sticks out."""
    rows = [json.loads(line) for line in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    page = browser.new_page()
    for row in rows:
        page.goto(f"{address}/speeches/{row['id']}/")
        for width in (320, 360, 390, 412):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (row["id"], width)
    page.close()
