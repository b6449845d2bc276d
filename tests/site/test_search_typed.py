"""Queries typed on the keyboard in a real browser, from the middle of anything, written in any way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import opencc
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.search import brute
from tests.site import library
from tests.site.searching import opened

WAYS = ("as it stands", "traditional", "half-width", "parted")
HALF = str.maketrans("，；：！？（）％．０１２３４５６７８９", ",;:!?()%.0123456789")


def written(text: str, way: str, dice: random.Random) -> str:
    """The same words in one of the ways in which they may be typed."""
    if way == "traditional":
        return str(opencc.OpenCC("s2t").convert(text))
    if way == "half-width":
        return text.translate(HALF)
    if way == "parted":
        at = dice.randrange(1, len(text))
        return f"{text[:at]}·{text[at:]}"
    return text


def spans(speeches: Sequence[brute.Speech], dice: random.Random, count: int) -> list[str]:
    """Spans of 2 to 8 characters from anywhere that fold to two units at least and hold no sign of the grammar."""
    found: list[str] = []
    while len(found) < count:
        text = dice.choice(dice.choice(speeches).record["blocks"])["text"]
        at = dice.randrange(max(1, len(text) - 8))
        span = text[at : at + dice.randint(2, 8)]
        if len(brute.fold(span)) > 1 and not set(span) & set('"“”()（）|-－:： '):
            found.append(span)
    return found


def shown(page: Page) -> set[str]:
    """The ids of all hits, over all pages of results."""
    ids: set[str] = set()
    while True:
        expect(page.locator(".find-hits")).not_to_have_attribute("aria-busy", "true")
        links = [link.get_attribute("href") or "" for link in page.locator(".find-hit h2 a").all()]
        ids |= {urlsplit(link).path.split("/")[2] for link in links}
        following = page.locator(".find-pages a[rel=next]")
        if not following.count():
            return ids
        address = following.get_attribute("href") or ""
        following.click()
        page.wait_for_url(lambda url, address=address: url == address)  # type: ignore[misc]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_found(browser: Browser, found: Path, shelf: str, way: str) -> None:
    """Every speech that holds the words, and no other, by looking through all of them."""
    speeches = [brute.speech(record) for record in library.speeches(found)]
    dice = random.Random(f"typed {way}")  # noqa: S311 - the same each time
    with opened(browser, shelf) as page:
        page.goto(f"{shelf}/search/")
        field = page.get_by_role("searchbox").or_(page.locator("#anthology-search input[type=search]")).first
        for span in spans(speeches, dice, 6):
            typed = written(span, way, dice)
            if brute.fold(typed) != brute.fold(span):
                typed = span  # a conversion that has no way back asks for something else
            expected = {one.id for one in speeches if any(brute.fold(span) in line for line in one.lines)}
            field.click()
            page.keyboard.press("Control+A")
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
            expect(page.locator(".find-total")).to_contain_text(f"{len(expected)} 篇")
            assert shown(page) == expected, (span, typed)
