"""A speech on paper, as the browser prints it: read back from the PDF by another program."""

from __future__ import annotations

import io
import json
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage, LTTextContainer, LTTextLine
from playwright.sync_api import Browser

from tests.site.searching import opened

MILLIMETRE = 72 / 25.4  # points


def speech(site: Path) -> dict[str, Any]:
    """The longest speech that has headings."""
    rows = (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    with_headings = [
        row
        for row in map(json.loads, rows)
        if any(block["kind"] == "heading" and not block.get("run_in") for block in row["blocks"])
    ]
    return max(with_headings, key=lambda row: int(row["characters"]))


@pytest.fixture(scope="module", params=["light", "dark"])
def printed(request: pytest.FixtureRequest, browser: Browser, site: Path, address: str) -> list[LTPage]:
    """The pages, printed from a light or a dark screen."""
    with opened(browser, address, scheme=request.param) as page:
        page.goto(f"{address}/speeches/{speech(site)['id']}/")
        data = page.pdf(prefer_css_page_size=True)
    return list(extract_pages(io.BytesIO(data)))


def lines(page: LTPage) -> list[tuple[float, str, float]]:
    """Height of the middle, words and size of each line of a page, from the top; not what stands in the margins."""
    found: dict[int, tuple[float, str, float]] = {}
    for box in page:
        for line in box if isinstance(box, LTTextContainer) else ():
            if not isinstance(line, LTTextLine) or not line.get_text().strip() or line.y1 < 35 * MILLIMETRE:
                continue
            middle = (line.y0 + line.y1) / 2
            size = max(round(one.size, 1) for one in line if isinstance(one, LTChar))
            key = round(middle / 10)
            words = found.get(key, (middle, "", size))[1] + line.get_text().strip()
            found[key] = (middle, words, size)
    return sorted(found.values(), reverse=True)


def test_full_pages_have_22_lines(printed: list[LTPage]) -> None:
    """One more or less, within the margins of the standard; and 28 characters a line, one more or less."""
    assert len(printed) > 4
    for page in printed[1:-2]:  # the last ones end with where the speech comes from
        assert (round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) == (210, 297)
        told = lines(page)
        assert 21 <= len(told) <= 23
        tops = [middle for middle, _, _ in told]
        assert all(abs(one - other - 28.99) < 3 for one, other in pairwise(tops))
        full = sorted(len(words) for _, words, _ in told)
        assert 27 <= full[len(full) // 2] <= 29


def test_sizes_and_page_numbers(printed: list[LTPage]) -> None:
    """The title is larger than the text, as second and third size; each page has its number between dashes."""
    told = lines(printed[0])
    ((text, _),) = Counter(size for _, _, size in told).most_common(1)
    assert max(size for _, _, size in told) / text == pytest.approx(22 / 15.79, abs=0.05)
    for number, page in enumerate(printed, 1):
        foot = [box.get_text().strip() for box in page if isinstance(box, LTTextContainer) and box.y1 < 35 * MILLIMETRE]
        assert f"— {number} —" in foot


def test_only_the_speech_and_its_source_are_printed(printed: list[LTPage], site: Path) -> None:
    """Every word of it, no control, no table; where it comes from at the end."""
    words = "".join("".join(line for _, line, _ in lines(page)) for page in printed)
    words = unicodedata.normalize("NFKC", words).replace(" ", "")
    for block in speech(site)["blocks"]:
        assert unicodedata.normalize("NFKC", block["text"]).replace(" ", "")[:20] in words
    for other in ("已进入正文", "复制", "下载", "校订本", "提纲与篇幅", "搜索", "相关讲话"):
        assert other not in words
    assert "SHA-256" in words
