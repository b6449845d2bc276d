"""The search page in a real browser, on the real index: what is shown, counted, kept in the address."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import library, places
from tests.site.searching import opened, until

HELD = quote(library.HELD)


def total(page: Page) -> int:
    """The count that the page tells, once it has settled."""
    expect(page.locator(".find-hits")).not_to_have_attribute("aria-busy", "true")
    told = page.locator(".find-total").inner_text()
    found = re.search(r"(\d+) 篇", told)
    return int(found[1]) if found else 0


def values(speech: dict[str, Any]) -> dict[str, set[str]]:
    """The values of facets that a speech has; a region has all that it lies in."""
    code = speech["region"]["code"]
    regions = {code, f"{code[:4]}00", f"{code[:2]}0000"} if code else {"unknown"}
    year = (speech["date"]["edtf"] or "unknown").replace("unknown", "unkn")[:4].replace("unkn", "unknown")
    return {"occasion": {speech["occasion"]["id"] or "unknown"}, "region": regions, "year": {year}}


@pytest.mark.parametrize("size", list(places.SIZES))
def test_hits_are_those_that_hold_the_words(browser: Browser, found: Path, shelf: str, size: str) -> None:
    """All of them, over all pages of results; each passage leads to the paragraph that holds the words."""
    with opened(browser, shelf, size) as page:
        page.goto(f"{shelf}/search/?q={HELD}")
        shown: list[str] = []
        expected = library.holding(found, library.HELD)
        assert total(page) == len(expected) > 10
        while True:
            shown += [link.get_attribute("href") or "" for link in page.locator(".find-hit h2 a").all()]
            following = page.locator(".find-pages a[rel=next]")
            if not following.count():
                break
            following.click()
            page.wait_for_url("**page=2**")
            expect(page.locator(".find-hit h2 a").first).not_to_have_attribute("href", shown[0])
        assert {urlsplit(link).path.split("/")[2] for link in shown} == expected
        assert len(shown) == len(expected)
        passage = page.locator(".find-passages a").first
        block = urlsplit(passage.get_attribute("href") or "").fragment
        marked = [mark.inner_text() for mark in passage.locator("mark").all()]
        assert {library.plain(words) for words in marked} == {library.HELD}
        passage.click()
        page.wait_for_url("**/speeches/**")
        assert library.HELD in library.plain(page.locator(f"#{block}").inner_text())
        expect(page.locator(f"#{block} mark.find-here").first).to_be_in_viewport()


def test_counts_equal_a_recount(browser: Browser, found: Path, shelf: str) -> None:
    """Of every value, under the query and the other facets' choices, in states chosen at random."""
    speeches = library.speeches(found)
    holding = library.holding(found, library.HELD)
    facts = {speech["id"]: values(speech) for speech in speeches}
    dice = random.Random(5)  # noqa: S311 - the same states each time
    with opened(browser, shelf) as page:
        for number in range(8):
            query = library.HELD if number % 2 else ""
            chosen = {
                name: set(dice.sample(sorted({id_ for one in facts.values() for id_ in one[name]}), dice.randint(1, 3)))
                for name in dice.sample(["occasion", "region", "year"], number % 3 + 1)
            }
            words = "&".join(f"{name}={one}" for name, some in chosen.items() for one in sorted(some))
            page.goto(f"{shelf}/search/?q={quote(query)}&{words}")

            def passing(but: str = "", query: str = query, chosen: dict[str, set[str]] = chosen) -> list[str]:
                return [
                    id_
                    for id_, one in facts.items()
                    if (not query or id_ in holding)
                    and all(one[name] & some for name, some in chosen.items() if name != but)
                ]

            assert total(page) == len(passing())
            for name in ("occasion", "region", "year"):
                counted = Counter(value for id_ in passing(name) for value in facts[id_][name])
                for box in page.locator(f".find-facets input[name={name}]").all():
                    value = box.get_attribute("value") or ""
                    line = box.locator("xpath=..")
                    assert int((line.locator("[aria-hidden]").text_content() or "").replace(",", "")) == counted[value]
                    assert box.is_checked() == (value in chosen.get(name, set()))
                    assert box.is_disabled() == (counted[value] == 0 and not box.is_checked())


def test_the_address_holds_the_state(browser: Browser, shelf: str) -> None:
    """Each click is a step; going back, reloading and sharing show the same."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/?q={HELD}")
        seen = [(page.url, total(page))]
        group = page.locator(".find-facet", has=page.locator("summary", has_text="地区"))
        group.get_by_role("button", name="辽宁省").click()
        group.get_by_role("checkbox", name="辽宁省").check()
        page.wait_for_url("**region=210000**")
        seen.append((page.url, total(page)))
        page.locator("#find-sort").select_option("longest")
        page.wait_for_url("**sort=longest**")
        seen.append((page.url, total(page)))
        lengths = [
            int(one.replace(",", "")) for one in re.findall(r"([\d,]+) 字", page.locator(".find-hits").inner_text())
        ]
        assert lengths == sorted(lengths, reverse=True)
        page.get_by_role("radio", name="5–10 分钟").check()
        page.wait_for_url("**minutes=5-10**")
        seen.append((page.url, total(page)))
        assert parse_qs(urlsplit(page.url).query) == {
            "q": [library.HELD], "region": ["210000"], "sort": ["longest"], "minutes": ["5-10"],
        }  # fmt: skip
        page.reload()
        assert (page.url, total(page)) == seen[-1]
        assert page.get_by_role("radio", name="5–10 分钟").is_checked()
        for address, count in reversed(seen[:-1]):
            page.go_back()
            page.wait_for_url(address)
            assert total(page) == count
        assert not group.get_by_role("checkbox", name="辽宁省").is_checked()
        page.go_forward()
        page.wait_for_url(seen[1][0])
        assert group.get_by_role("checkbox", name="辽宁省").is_checked()


def test_typing_is_one_step(browser: Browser, shelf: str) -> None:
    """Letters do not fill the way back; the address follows them all the same."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/")
        page.goto(f"{shelf}/search/")
        assert total(page) == 48
        before = page.evaluate("history.length")
        page.locator("#find-query").fill("")
        page.keyboard.type("青山绿水", delay=90)
        page.wait_for_url(f"**q={HELD}")
        assert page.evaluate("history.length") == before
        page.go_back()
        assert page.url == f"{shelf}/"


def test_back_from_a_speech_is_where_one_was(browser: Browser, shelf: str) -> None:
    """The same page of results, at the same height."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/?page=2")
        expect(page.locator(".find-hit")).to_have_count(10)
        last = page.locator(".find-hit h2 a").last
        last.scroll_into_view_if_needed()
        height = page.evaluate("scrollY")
        assert height > 100
        last.click()
        page.wait_for_url("**/speeches/**")
        page.go_back()
        expect(page.locator(".find-hit")).to_have_count(10)
        until(page, f"Math.abs(scrollY - {height}) < 50")
        assert "page=2" in page.url


@pytest.mark.parametrize(("least", "most"), [("", "5"), ("4", "6.5"), ("9", "")])
def test_speaking_time(browser: Browser, found: Path, shelf: str, least: str, most: str) -> None:
    """One's own bounds: those whose whole range lies in it."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/")
        assert total(page) == 48
        for name, bound in (("最短（分钟）", least), ("最长（分钟）", most)):
            page.get_by_label(name).fill(bound)
            page.get_by_label(name).press("Tab")
        page.wait_for_url(f"**minutes={least}-{most}")
        low, high = float(least or 0), float(most or 9999)
        expected = [one for one in library.speeches(found) if one["minutes"][0] >= low and one["minutes"][1] <= high]
        assert total(page) == len(expected) > 0
        page.get_by_role("button", name="去掉条件 讲话时长").click()
        expect(page.locator(".find-total")).to_contain_text("共 48 篇")


def test_a_sheet_holds_the_filters_on_a_phone(browser: Browser, shelf: str) -> None:
    """It opens, counts, closes, gives the focus back; what was chosen can be given up again."""
    with opened(browser, shelf, "phone") as page:
        page.goto(f"{shelf}/search/?q={HELD}")
        everything = total(page)
        expect(page.locator(".find-facets")).to_be_hidden()
        page.get_by_role("button", name="筛选").tap()
        sheet = page.get_by_role("dialog", name="筛选")
        sheet.get_by_role("checkbox", name="辽宁省").tap()
        page.wait_for_url("**region=210000**")
        count = total(page)
        assert 0 < count < everything
        sheet.get_by_role("button", name=f"查看 {count} 篇").tap()
        expect(sheet).to_be_hidden()
        expect(page.get_by_role("button", name="筛选（已选 1 项）")).to_be_focused()
        page.get_by_role("button", name="去掉条件 地区：辽宁省").tap()
        expect(page.locator(".find-total")).to_contain_text(f"{everything} 篇")
        assert "region" not in page.url


def test_whole_path_by_keyboard(browser: Browser, shelf: str) -> None:
    """From the front page over the search page and a filter to the paragraph."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/")
        page.keyboard.press("/")
        page.keyboard.type("青山绿水")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=**")
        everything = total(page)
        page.keyboard.press("/")
        expect(page.locator("#find-query")).to_be_focused()

        def tab_to(wanted: str) -> None:
            for _ in range(80):
                page.keyboard.press("Tab")
                if page.evaluate(f"document.activeElement.matches({wanted!r})"):
                    return
            pytest.fail(f"{wanted} cannot be reached")

        tab_to("input[name=occasion]")
        page.keyboard.press("Space")
        page.wait_for_url("**occasion=**")
        assert 0 < total(page) < everything
        assert page.evaluate("document.activeElement.name") == "occasion"
        tab_to(".find-chip")
        page.keyboard.press("Enter")
        expect(page.locator(".find-total")).to_contain_text(f"{everything} 篇")
        tab_to(".find-passages a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/speeches/**")
        expect(page.locator("mark.find-here").first).to_be_in_viewport()


def test_slash_is_a_letter_in_a_field(browser: Browser, shelf: str) -> None:
    """On the page and in the box."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/")
        page.locator("#find-query").click()
        page.keyboard.type("1/2")
        expect(page.locator("#find-query")).to_have_value("1/2")
        page.goto(f"{shelf}/")
        page.locator(".find-box-field").click()
        page.keyboard.type("1/2")
        expect(page.locator(".find-box-field")).to_have_value("1/2")


def test_nothing_found_tells_what_to_try(browser: Browser, shelf: str) -> None:
    """Filters can be cleared there and then; the lists are named."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/?q={HELD}&region=350824&year=2019")
        expect(page.locator(".find-total")).to_have_text("没有找到")
        expect(page.locator(".find-message")).to_contain_text("少写几个字")
        page.get_by_role("button", name="清除全部筛选条件").click()
        expect(page.locator(".find-total")).to_contain_text("找到 16 篇")
        expect(page.locator("#find-query")).to_be_focused()


def test_without_scripts_the_page_says_so(browser: Browser, shelf: str) -> None:
    """It names the lists, and the box's form leads there."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{shelf}/")
    page.locator(".find-box-field").fill("青山")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    assert "搜索要用 JavaScript" in page.locator("article").inner_text()
    page.locator("article").get_by_role("link", name="场合", exact=True).click()
    page.wait_for_url("**/occasions/")
    context.close()


def test_hostile_titles_are_text(browser: Browser, shelf: str) -> None:
    """In hits and in the box; a hostile address does nothing either."""
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/?q=onerror")
        expect(page.locator(".find-hit h2 a").first).to_contain_text(library.HOSTILE)
        assert page.locator(".find :is(img, script)").count() == 0
        nasty = quote("\"><img src=x onerror=window.__pwn=1>'")
        page.goto(f"{shelf}/search/?q={nasty}&region={nasty}&sort={nasty}&page=-9e99&minutes={nasty}&__proto__={nasty}")
        expect(page.locator(".find-chip").first).to_contain_text("onerror")
        assert page.locator(".find :is(img, script)").count() == 0
        page.goto(f"{shelf}/")
        page.locator(".find-box-field").fill("onerror")
        expect(page.locator(".find-option").first).to_contain_text("onerror=window")
        page.wait_for_timeout(100)
        assert page.evaluate("window.__pwn") is None


def test_lists_lead_to_their_filter(browser: Browser, found: Path, shelf: str) -> None:
    """From a facet's list the search shows as many speeches as the list tells, and that value chosen."""
    lists = [
        path
        for kind in ("occasions", "genres", "roles", "regions", "years", "states", "proofreading")
        for path in found.glob(f"{kind}/*/index.html")
    ]
    assert len(lists) > 20
    with opened(browser, shelf) as page:
        for path in lists[::4]:
            page.goto(f"{shelf}/{path.parent.relative_to(found).as_posix()}/")
            told = page.locator(".list tbody tr").count()
            page.get_by_role("link", name="在这些讲话里搜索、筛选").click()
            page.wait_for_url("**/search/?**")
            expect(page.locator(".find-chips button").first).to_be_visible()
            assert total(page) == told, path
            value = page.url.split("=")[1]
            assert page.locator(f".find-facets input[value='{value}']:checked").count() == 1
