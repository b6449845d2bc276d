"""A paragraph and a passage of a speech in a real browser: cited, linked, found again, reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

SELECT = """([from, start, to, end]) => {
    const texts = (id) => {
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        return found;
    };
    const place = (id, at) => {
        for (const node of texts(id)) {
            if (at <= node.length) return [node, at];
            at -= node.length;
        }
    };
    const [first, one] = place(from, start), [last, other] = place(to, end);
    getSelection().setBaseAndExtent(first, one, last, other);
}"""
HIGHLIGHTED = "() => [...(CSS.highlights.get('passage') ?? [])].map((range) => range.toString()).join('')"


@pytest.fixture(scope="module")
def speech(site: Path) -> dict[str, Any]:
    """The speech with the most blocks."""
    rows = (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return max(map(json.loads, rows), key=lambda row: len(row["blocks"]))


def paragraphs(speech: dict[str, Any]) -> list[tuple[str, str]]:
    """Id and words of each paragraph and heading, as the page has them: a run-in heading goes with what follows."""
    made, words = [], ""
    for block in speech["blocks"]:
        words += block["text"]
        if not block.get("run_in"):
            made.append((block["id"], words))
            words = ""
    return made


def styles(site: Path, speech: dict[str, Any]) -> dict[str, str]:
    """The citations that stand on the page, by style."""
    page = html.parse(str(site / "speeches" / speech["id"] / "index.html")).getroot()
    names = [one.text_content() for one in page.xpath("//dl[@class='citations']/dt")]
    return dict(zip(names, [one.text_content() for one in page.xpath("//dl[@class='citations']/dd")], strict=True))


def copied(page: Page, name: str) -> str:
    """What a button puts on the clipboard."""
    button = page.get_by_role("button", name=name).element_handle()
    assert button is not None
    button.click()
    for _ in range(100):  # another button may still say so of itself
        if button.text_content() == "已复制 Copied":
            break
        page.wait_for_timeout(20)
    return str(page.evaluate("() => navigator.clipboard.readText()")).replace("\r\n", "\n")


def test_a_paragraph_is_cited(browser: Browser, site: Path, address: str, speech: dict[str, Any]) -> None:
    """Its words, the citation of the speech in the chosen style, its number and id, its link; the choice is kept."""
    all_of_them = paragraphs(speech)
    number = 5
    name, words = all_of_them[number]
    link = f"{address}/speeches/{speech['id']}/#{name}"
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{speech['id']}/")
        page.locator(f"[id='{name}'] > a.place").click()
        for style in ("GB/T 7714—2025", "GB/T 7714—2015"):
            page.locator(".place-menu select").select_option(style)
            told = copied(page, "复制引文 Copy citation")
            cited = styles(site, speech)[style]
            assert told == f"“{words}”\n——{cited} 第 {number + 1} 段（{name}），{link}"
            expect(page.get_by_role("button", name="复制引文 Copy citation")).to_be_visible()
        assert copied(page, "复制链接 Copy link") == link
        page.reload()
        page.locator(f"[id='{name}'] > a.place").press("Enter")
        expect(page.locator(".place-menu select")).to_have_value("GB/T 7714—2015")
        expect(page.get_by_role("button", name="复制引文 Copy citation")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".place-menu")).to_be_hidden()
        expect(page.locator(f"[id='{name}'] > a.place")).to_be_focused()


def test_whole_citations_are_copied(browser: Browser, site: Path, address: str, speech: dict[str, Any]) -> None:
    """Each by the button beside it, as it stands in the file."""
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{speech['id']}/")
        for number, words in enumerate(styles(site, speech).values()):
            page.locator(".citations dd button").nth(number).click()
            expect(page.locator(".citations dd button").nth(number)).to_contain_text("Copied")
            assert page.evaluate("() => navigator.clipboard.readText()") == words.strip()


@pytest.mark.parametrize("across", [False, True])
def test_a_passage_is_linked_and_found_again(
    browser: Browser, address: str, speech: dict[str, Any], *, across: bool
) -> None:
    """What was selected is what is marked on arrival, in sight; also where it goes on in the next paragraph."""
    all_of_them = paragraphs(speech)
    long = [at for at, (_, words) in enumerate(all_of_them[:-1]) if min(len(words), len(all_of_them[at + 1][1])) > 40]
    at = long[len(long) // 2]
    (first, words), (last, more) = all_of_them[at], all_of_them[at + 1 if across else at]
    wanted = words[10:] + more[:12] if across else words[10:30]
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{speech['id']}/")
        expect(page.locator("a.place").first).to_be_attached()
        page.evaluate(SELECT, [first, 10, last, 12 if across else 30])
        link = copied(page, "复制所选链接 Copy link")
        cited = copied(page, "复制引文 Copy citation")
        assert cited.startswith(f"“{words[10:]}\n{more[:12]}”\n——" if across else f"“{wanted}”\n——")
        assert cited.endswith(f"，{link}")
        assert urlsplit(link).fragment == first
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_function("() => CSS.highlights.has('passage')")
        assert page.evaluate(HIGHLIGHTED).replace("\n", "") == wanted
        expect(page.locator(f"[id='{first}']")).to_be_in_viewport()
        page.locator('.views label:has([value="sent"])').click()
        expect(page.locator("html")).to_have_attribute("data-view", "sent")
        assert page.evaluate(HIGHLIGHTED) == ""
        page.locator('.views label:has([value="edited"])').click()
        expect(page.locator("html")).to_have_attribute("data-view", "edited")
        assert page.evaluate(HIGHLIGHTED).replace("\n", "") == wanted


def test_three_clicks_take_one_paragraph(browser: Browser, address: str, speech: dict[str, Any]) -> None:
    """The browser's selection reaches to the start of the next paragraph: none of its words are meant."""
    at, (name, words) = next((at, one) for at, one in enumerate(paragraphs(speech)) if len(one[1]) > 40)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{speech['id']}/")
        expect(page.locator("a.place").first).to_be_attached()
        page.locator(f"[id='{name}']").click(click_count=3, position={"x": 60, "y": 8})
        cited = copied(page, "复制引文 Copy citation")
    assert cited.startswith(f"“{words}”\n——")
    assert f" 第 {at + 1} 段（{name}），" in cited


@pytest.mark.parametrize("moved", [-7, 5])
def test_a_passage_that_moved_is_marked_where_it_is(
    browser: Browser, address: str, speech: dict[str, Any], moved: int
) -> None:
    """By its first words; words that are gone are marked nowhere, and the paragraph is still what the link leads to."""
    name, words = next((name, words) for name, words in paragraphs(speech) if len(words) > 60)
    base = f"{address}/speeches/{speech['id']}/?at={20 + moved}-{30 + moved}"
    with opened(browser, address) as page:
        page.goto(f"{base}&words={words[20:30]}#{name}")
        page.wait_for_function("() => CSS.highlights.has('passage')")
        assert page.evaluate(HIGHLIGHTED) == words[20:30]
        page.goto(f"{base}&words=没有这样的话#{name}")
        expect(page.locator(f"[id='{name}']")).to_be_in_viewport()
        assert page.evaluate(HIGHLIGHTED) == ""


def test_what_is_copied_across_headings_is_the_words(browser: Browser, site: Path, address: str) -> None:
    """No sign of a heading's link, no number of a paragraph."""
    rows = map(json.loads, (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines())
    speech = max(rows, key=lambda row: sum(one["kind"] == "heading" and not one.get("run_in") for one in row["blocks"]))
    all_of_them = paragraphs(speech)
    headings = {block["id"] for block in speech["blocks"] if block["kind"] == "heading" and not block.get("run_in")}
    at = next(at for at, (name, _) in enumerate(all_of_them) if name in headings and 0 < at < len(all_of_them) - 1)
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{speech['id']}/")
        expect(page.locator("a.place").first).to_be_attached()
        before, after = all_of_them[at - 1], all_of_them[at + 1]
        page.evaluate(SELECT, [before[0], 0, after[0], len(after[1])])
        page.keyboard.press("Control+C")
        lines = str(page.evaluate("() => navigator.clipboard.readText()")).replace("\r\n", "\n").split("\n")
    assert [line for line in lines if line.strip()] == [before[1], all_of_them[at][1], after[1]]


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose repository is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", "https://github.com/someone/anthology")
        site = places.build(tmp_path_factory.mktemp("reporting"))
    with places.served(site) as address:
        yield address


def test_an_error_is_reported_from_its_paragraph(browser: Browser, reporting: str, speech: dict[str, Any]) -> None:
    """The form has the paragraph's id and its words; without scripts the whole speech can be reported."""
    name, words = paragraphs(speech)[6]
    with opened(browser, reporting) as page:
        page.goto(f"{reporting}/speeches/{speech['id']}/")
        page.locator(f"[id='{name}'] > a.place").click()
        target = str(page.get_by_role("link", name="报告本段有误 Report an error").get_attribute("href"))
        whole = str(page.get_by_role("link", name="报告本篇有误 Report an error").get_attribute("href"))
    asked = parse_qs(urlsplit(target).query)
    assert target.startswith("https://github.com/someone/anthology/issues/new?")
    assert asked["template"] == ["report-error.yml"]
    assert asked["paragraph"] == [f"{speech['id']}#{name}"]
    assert asked["quote"] == [words if len(words) <= 240 else words[:239] + "…"]
    assert parse_qs(urlsplit(whole).query)["paragraph"] == [f"{speech['id']}#top"]


def test_where_no_repository_is_known_nothing_is_offered(
    browser: Browser, address: str, speech: dict[str, Any]
) -> None:
    """No link that leads nowhere."""
    with opened(browser, address) as page:
        page.goto(f"{address}/speeches/{speech['id']}/")
        page.locator("a.place").nth(2).click()
        expect(page.locator(".place-menu")).to_be_visible()
        expect(page.get_by_role("link", name="Report an error")).to_have_count(0)


@pytest.mark.parametrize("size", list(places.SIZES))
def test_axe_has_nothing_against_the_tools(browser: Browser, reporting: str, speech: dict[str, Any], size: str) -> None:
    """The opened menu, and the bar below a selection; neither is wider than the screen."""
    with opened(browser, reporting, size) as page:
        page.goto(f"{reporting}/speeches/{speech['id']}/")
        place = page.locator("a.place").nth(4)
        place.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".place-menu")).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations_in_both_schemes(page) == []
        page.keyboard.press("Escape")
        name, _ = paragraphs(speech)[4]
        page.evaluate(SELECT, [name, 0, name, 8])
        expect(page.get_by_role("button", name="复制所选链接 Copy link")).to_be_visible()
        assert violations_in_both_schemes(page) == []
