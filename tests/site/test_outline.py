"""Outline and length of a speech in a real browser, its figures counted again from what was sent for each section."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

HAN = re.compile("[\u4e00-\u9fff]")


def speeches(site: Path) -> list[dict[str, Any]]:
    """All speeches of the site that have headings, as the data tell them."""
    rows = (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, rows) if any(block["kind"] == "heading" for block in row["blocks"])]


def sections(row: dict[str, Any]) -> list[tuple[str, int]]:
    """Name and Han characters of each part, counted from the data: opening, headings of the highest level, closing."""
    top = min(block["level"] for block in row["blocks"] if block["kind"] == "heading")
    made: list[tuple[str, int]] = [("开头", 0)]
    for block in row["blocks"]:
        if block["kind"] == "heading" and block["level"] == top:
            made.append((block["text"].rstrip("，。："), 0))
        if block["kind"] == "closing":
            made.append(("结尾", 0))
        made[-1] = (made[-1][0], made[-1][1] + len(HAN.findall(block["text"])))
    return [one for one in made if one[1]]


def test_lengths_are_those_of_the_text(browser: Browser, site: Path, address: str) -> None:
    """Each part with its characters, its minutes at 160 to 200 a minute, its share; together they are the speech."""
    assert speeches(site)
    for row in speeches(site):
        with opened(browser, address) as page:
            page.goto(f"{address}/speeches/{row['id']}/")
            page.locator("details.outline > summary").click()
            lines = page.locator("details.outline > ol > li")
            names = lines.evaluate_all("(all) => all.map((one) => one.querySelector('a').textContent)")
            told = lines.evaluate_all("(all) => all.map((one) => one.querySelector('.amount').textContent)")
        counted = sections(row)
        assert names == [name for name, _ in counted]
        assert sum(number for _, number in counted) == row["characters"]
        for line, (_, number) in zip(told, counted, strict=True):
            fast, slow = (f"{round(number / rate, 1):g}" for rate in (200, 160))
            minutes = fast if fast == slow else f"{fast}–{slow}"
            assert line == f"{number:,} 字　{minutes} 分钟　{round(100 * number / row['characters'])}%"


def test_outline_is_copied_as_lines_and_as_a_list(browser: Browser, site: Path, address: str) -> None:
    """Headings in order, deeper ones set in, nothing added; in HTML a list in a list."""
    row = max(speeches(site), key=lambda row: len({b["level"] for b in row["blocks"] if b["kind"] == "heading"}))
    levels = sorted({block["level"] for block in row["blocks"] if block["kind"] == "heading"})[:3]
    wanted = [
        "　　" * levels.index(block["level"]) + block["text"].strip().rstrip("，。：；" if block.get("run_in") else "")
        for block in row["blocks"]
        if block["kind"] == "heading" and block["level"] in levels
    ]
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{row['id']}/")
        page.locator("details.outline > summary").click()
        page.locator(".outline-copy").click()
        expect(page.locator(".outline-copy")).to_contain_text("Copied")
        assert page.evaluate("() => navigator.clipboard.readText()").replace("\r\n", "\n").split("\n") == wanted
        copied = page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
        assert copied.count("<li>") == len(wanted)
        assert copied.count("<ul>") > 1


def test_entries_lead_to_their_headings_also_without_scripts(browser: Browser, site: Path, address: str) -> None:
    """The details open, every link has its target."""
    row = speeches(site)[-1]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/speeches/{row['id']}/")
    page.locator("details.outline > summary").click()
    for link in page.locator("details.outline a").all():
        target = str(link.get_attribute("href")).removeprefix("#")
        words = page.locator(f"[id='{target}']").inner_text()
        name = link.inner_text()
        assert name in ("开头", "结尾") or name in words
    context.close()


@pytest.mark.parametrize("size", list(places.SIZES))
def test_axe_has_nothing_against_the_outline(browser: Browser, site: Path, address: str, size: str) -> None:
    """Opened, with its button; and it is no wider than the screen."""
    row = speeches(site)[-1]
    with opened(browser, address, size) as page:
        page.goto(f"{address}/speeches/{row['id']}/")
        page.locator("details.outline > summary").click()
        expect(page.locator(".outline-copy")).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations_in_both_schemes(page) == []
