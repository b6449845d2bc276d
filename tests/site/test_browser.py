"""The real site in a real browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools import conversion
from tests.site import places


def watch(page: Page, address: str) -> list[str]:
    """What goes wrong on a page from now on: errors it tells, requests to other hosts."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
    return wrong


@pytest.mark.parametrize("size", list(places.SIZES))
def test_every_kind_of_page_is_quiet_and_fits(browser: Browser, site: Path, address: str, size: str) -> None:
    """No request to another host, no error in the console, nothing to scroll sideways."""
    width, height = places.SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    wrong = watch(page, address)
    for kind, path in places.kinds(site).items():
        page.goto(f"{address}/{path}", wait_until="load")
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        if kind == "missing":  # the browser itself tells of the status
            wrong[:] = [words for words in wrong if "404" not in words]
        assert wrong == [], kind
    page.close()


@pytest.mark.parametrize("size", list(places.SIZES))
@pytest.mark.parametrize("words", ["招商引资", "亿元", "项目管家", "5.4亿元"])
def test_search_finds_chinese(browser: Browser, site: Path, address: str, words: str, size: str) -> None:
    """Words typed into the header lead to every speech that holds them, and to no other."""
    width, height = places.SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    wrong = watch(page, address)
    page.goto(f"{address}/")
    if size == "phone":
        page.locator(".md-header .find-icon").click()
        field, hits = page.locator("#find-query"), page.locator(".find-hit h2 a")
    else:
        field, hits = page.locator(".find-box-field"), page.locator(".find-option[href*='speeches/']")
    field.click()
    page.keyboard.type(words, delay=20)
    speeches = [json.loads(row) for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    holding = {s["id"] for s in speeches if words in "\n".join(block["text"] for block in s["blocks"])}
    expect(hits).to_have_count(len(holding))
    assert {re.findall("speeches/([^/]+)/", hit.get_attribute("href") or "")[0] for hit in hits.all()} == holding
    hits.first.click()
    page.wait_for_url("**/speeches/**")
    marks = page.locator("article mark")
    expect(marks.first).to_be_visible()
    assert {mark.inner_text() for mark in marks.all()} == {words}
    assert wrong == []
    page.close()


def test_examples_on_the_search_page_find_something(browser: Browser, address: str) -> None:
    """Each example that teaches how to write a query is one that is understood and finds something."""
    page = browser.new_page()
    wrong = watch(page, address)
    page.goto(f"{address}/search/")
    examples = [link.get_attribute("href") or "" for link in page.locator("#how ~ .table a").all()]
    assert len(examples) > 7
    for example in examples:
        page.goto(f"{address}/search/{example}")
        expect(page.locator(".find-total")).to_contain_text("找到")
        expect(page.locator(".find-hit").first).to_be_visible()
        expect(page.locator(".find-problems")).to_be_empty()
    assert wrong == []
    page.close()


def test_lists_count_what_the_data_hold(browser: Browser, site: Path, address: str) -> None:
    """Without scripts, each list names as many speeches as a recount of the data gives."""
    speeches = [json.loads(row) for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    counted = {
        "occasions": Counter(speech["occasion"]["id"] or "unknown" for speech in speeches),
        "genres": Counter(speech["genre"]["id"] or "unknown" for speech in speeches),
        "roles": Counter(speech["speaker"]["role"] or "unknown" for speech in speeches),
        "states": Counter(speech["state"] or "unknown" for speech in speeches),
        "proofreading": Counter(speech["level"] for speech in speeches),
        "years": Counter((speech["date"]["edtf"] or "unknown")[:4].replace("unkn", "unknown") for speech in speeches),
    }
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind, expected in counted.items():
        page.goto(f"{address}/{kind}/")
        rows = page.locator(".list tbody tr")
        told = {
            (row.locator("a").first.get_attribute("href") or "").strip("./"): int(row.locator("td").nth(1).inner_text())
            for row in rows.all()
        }
        assert told == dict(expected), kind
        for value, number in expected.items():
            page.goto(f"{address}/{kind}/{value}/")
            assert page.locator(".list tbody tr").count() == number
            page.locator(".list tbody a").first.click()
            assert "/speeches/" in page.url
    context.close()


def test_region_counts_hold_what_lies_in_it(browser: Browser, site: Path, address: str) -> None:
    """A province's list holds the speeches of its cities."""
    speeches = [json.loads(row) for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/regions/")
    tiles = [tile.inner_text().split() for tile in page.locator("article .tiles li").all()]
    assert len(tiles) == 34
    for short, count in ((tile[0], tile[1]) for tile in tiles):
        assert int(count) == sum("".join(s["region"]["path"][:1]).startswith(short) for s in speeches)
    for item in page.locator("article li:not(.tile)").all():
        link = item.locator("a").first
        name, code = link.inner_text(), (link.get_attribute("href") or "").strip("./")
        told = int(item.inner_text().split("（")[1].split("）")[0])
        found = (
            [s for s in speeches if name in s["region"]["path"]]
            if code != "unknown"
            else [s for s in speeches if not s["region"]["code"]]
        )
        assert told == len(found), name
    context.close()


def test_speech_reads_without_scripts(browser: Browser, site: Path, address: str) -> None:
    """Every block of a speech is on its page as the data have it."""
    speech = json.loads((site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()[0])
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/speeches/{speech['id']}/")
    shown = "".join(page.locator("article").inner_text().split())
    for block in speech["blocks"]:
        assert "".join(block["text"].split()) in shown
        assert page.locator(f"#{block['id']}").count() == 1
    context.close()


def test_sources_and_data_are_published_unchanged(site: Path) -> None:
    """What is downloaded is what was received."""
    for path in (places.ROOT / "docs/sources").glob("*.txt"):
        assert (site / "sources" / path.name).read_bytes() == path.read_bytes()
    assert not list((site / "sources").glob("*.yml"))
    assert {path.name for path in (site / "data").iterdir()} >= {"corpus.jsonl", "sources.jsonl", "findings.jsonl"}
    assert {path.name for path in site.iterdir() if path.is_dir()} >= set(conversion.LISTED)
