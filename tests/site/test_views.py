"""The three views of a speech in a real browser: what each shows is what the files say, and the choice holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, Page, expect

from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

WORDS = """() => [...document.querySelectorAll("article [id]")]
    .filter((one) => /^p\\d/.test(one.id) && !one.matches(".run-in"))
    .map((one) => [...one.childNodes]
        .filter((node) => !(node instanceof Element && node.matches(".place, .headerlink, [data-tool]")))
        .map((node) => node.textContent).join(""))"""
HTML = """() => [...document.querySelectorAll("article [id]")]
    .filter((one) => /^p\\d/.test(one.id)).map((one) => one.outerHTML)"""


def speeches(site: Path) -> list[dict[str, Any]]:
    """All speeches of the site, as the data tell them."""
    rows = (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row) for row in rows]


def most_edited(site: Path) -> dict[str, Any]:
    """The speech with the most edits that are no matter of typography."""
    return max(speeches(site), key=lambda row: sum(edit["category"] != "regularisation" for edit in row["edits"]))


def choose(page: Page, view: str) -> None:
    """Choose a view, as a reader does."""
    page.locator(f'.views label:has([value="{view}"])').click()
    expect(page.locator("html")).to_have_attribute("data-view", view)


def file(site: Path, speech: str, name: str) -> str:
    """A file that readers download."""
    return (site / "speeches" / speech / name).read_bytes().decode("utf-8")


def test_each_view_shows_what_the_files_say(browser: Browser, site: Path, address: str) -> None:
    """As sent: every character of the source, in order. As edited: the reading text; and again after the way back."""
    for row in speeches(site):
        with opened(browser, address) as page:
            page.goto(f"{address}/speeches/{row['id']}/")
            expect(page.locator("a.place").first).to_be_attached()
            own = page.evaluate(HTML)
            edited = file(site, row["id"], "as-edited.txt").splitlines()
            assert page.evaluate(WORDS) == edited
            choose(page, "sent")
            sent = file(site, row["id"], "as-sent.txt").replace("\r\n", "\n")
            assert "".join(page.evaluate(WORDS)) == sent
            choose(page, "marked")
            choose(page, "edited")
            assert page.evaluate(HTML) == own


def test_marked_tells_every_edit_and_finding(browser: Browser, site: Path, address: str) -> None:
    """As often as the data do; each mark is a button that opens its reason."""
    row = most_edited(site)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{row['id']}/?view=marked")
        expect(page.locator(".edit").first).to_be_attached()
        notes = json.loads(str(page.locator(".views").get_attribute("data-views")))["notes"]
        shown = page.locator(".edit, .doubt[role=button]").evaluate_all(
            "(all) => all.map((one) => [one.className, one.querySelector('del')?.textContent ?? '', one.dataset.notes])"
        )
        told = Counter(notes[int(number)][3] for _, _, numbers in shown for number in numbers.split())
        for rule, times in Counter(edit["rule"] for edit in row["edits"]).items():
            assert told[rule] >= times
        for code in {finding["code"] for finding in row["findings"] if finding.get("start") is not None}:
            assert told[code]
        applied = [edit for edit in row["edits"] if edit["certainty"] == "certain" and edit["reading"] is not None]
        originals = Counter(words for kind, words, _ in shown if kind.startswith("edit"))
        assert originals == Counter(edit["original"] for edit in applied)
        for mark in page.locator(".edit, .doubt[role=button]").all()[:12]:
            mark.click()
            why = page.locator(".why")
            expect(why).to_be_visible()
            for number in str(mark.get_attribute("data-notes")).split():
                expect(why).to_contain_text(notes[int(number)][1])
                expect(why).to_contain_text(notes[int(number)][2])
            page.keyboard.press("Escape")
            expect(why).to_be_hidden()


def test_the_choice_lives_in_the_address_and_on_paper(
    browser: Browser, site: Path, address: str, tmp_path: Path
) -> None:
    """A link to a view opens it; a page that is printed has the words that are shown."""
    row = most_edited(site)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{row['id']}/#{row['blocks'][3]['id']}")
        choose(page, "sent")
        assert page.url.endswith(f"?view=sent#{row['blocks'][3]['id']}")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-view", "sent")
        expect(page.locator('.views [value="sent"]')).to_be_checked()
        page.pdf(path=tmp_path / "sent.pdf")
        choose(page, "edited")
        assert "view=" not in page.url
        page.reload()
        expect(page.locator('.views [value="edited"]')).to_be_checked()
        page.pdf(path=tmp_path / "edited.pdf")
    sent, edited = (extract_text(tmp_path / f"{name}.pdf").count(",") for name in ("sent", "edited"))
    assert sent - edited >= file(site, row["id"], "as-sent.txt").count(",") // 2 > 0


def test_copying_marked_text_gives_the_words_alone(browser: Browser, site: Path, address: str) -> None:
    """Neither what was struck out nor any sign."""
    row = most_edited(site)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{row['id']}/?view=marked")
        expect(page.locator(".edit").first).to_be_attached()
        name = page.evaluate(
            """() => {
                const one = document.querySelector("article p[id]:has(.edit del):has(.edit ins)");
                getSelection().setBaseAndExtent(one, 0, one, one.childNodes.length);
                return one.id;
            }"""
        )
        page.keyboard.press("Control+C")
        copied = page.evaluate("() => navigator.clipboard.readText()")
    block = next(block for block in row["blocks"] if block["id"] == name)
    assert copied.strip().endswith(block["text"])


def test_by_keyboard_alone(browser: Browser, site: Path, address: str) -> None:
    """The choice by its arrows, a mark by Enter, and back to the mark by Escape."""
    row = most_edited(site)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{row['id']}/")
        page.locator('.views [value="edited"]').focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("html")).to_have_attribute("data-view", "sent")
        page.keyboard.press("ArrowRight")
        expect(page.locator("html")).to_have_attribute("data-view", "marked")
        page.keyboard.press("Tab")
        expect(page.locator(".edit:focus, .doubt:focus, a:focus")).to_have_count(1)
        mark = page.locator(".edit").first
        mark.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".why")).to_be_focused()
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()


@pytest.mark.parametrize("size", list(places.SIZES))
@pytest.mark.parametrize("view", ["sent", "marked"])
def test_axe_has_nothing_against_a_view(browser: Browser, site: Path, address: str, size: str, view: str) -> None:
    """Nor is a page wider than its screen; with a reason open."""
    row = most_edited(site)
    with opened(browser, address, size) as page:
        page.goto(f"{address}/speeches/{row['id']}/?view={view}")
        expect(page.locator("html")).to_have_attribute("data-view", view)
        if view == "marked":
            page.locator(".edit").first.click()
            expect(page.locator(".why")).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations_in_both_schemes(page) == []
