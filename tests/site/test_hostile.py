"""A source and a sidecar full of markup: it is shown as it was written, and does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site import places
from tests.site.test_browser import watch

SCRIPT = "window.__pwn=1"
ATTACKS = [
    f"<script>{SCRIPT}</script>",
    f"</title><script>{SCRIPT}</script>",
    f"<img src=x onerror={SCRIPT}>",
    f"{{: onclick={SCRIPT} onmouseover={SCRIPT} }}",
    f"[点我](javascript:{SCRIPT})",
    f"<javascript:{SCRIPT}>",
    f'"><svg onload={SCRIPT}>',
    '--8<-- "mkdocs.yml"',
    "{{ 7*7 }}",
    "{% raw %}",
    "&lt;b&gt;粗&lt;/b&gt;",
    "|格|子|",
    "**强**_调_~~删~~`码`",
]
BODY = "\n\n".join(f"今天我们讲{attack}这件事，请大家认真对待。" for attack in ATTACKS)
TEXT = f"""在{ATTACKS[0]}大会上的讲话

各位领导、同志们:

一、{ATTACKS[1]}要抓落实

{BODY}

二、{ATTACKS[2]}要见成效

（一）{ATTACKS[10]}要有办法

谢谢大家!
"""
TITLE = "题" + "".join(ATTACKS[:5]) + ATTACKS[10]
FIELDS = ("title", "occasion_name", "speaker", "role_text", "organisation", "audience", "contributor", "note")
SIDECAR = "".join(f"{field}: '{TITLE.replace(chr(39), chr(39) * 2)}'\n" for field in FIELDS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site of a hostile source, and its address."""
    folder = tmp_path_factory.mktemp("hostile")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "hostile.txt").write_text(TEXT, encoding="utf-8")
    (sources / "hostile.yml").write_text(SIDECAR, encoding="utf-8")
    (sources / "page.html").write_text(f"<p>同志们：</p><p>{SCRIPT}今天开会。谢谢大家！</p>", encoding="utf-8")
    site = places.build(folder, sources)
    with places.served(site) as address:
        yield site, address


def test_no_page_runs_what_a_source_holds(browser: Browser, hostile: tuple[Path, str]) -> None:
    """Nothing runs on load, none of the markup becomes an element, and titles show what was written."""
    site, address = hostile
    page = browser.new_page()
    wrong = watch(page, address)
    for path in sorted(site.rglob("index.html")):
        page.goto(f"{address}/{path.parent.relative_to(site).as_posix()}/", wait_until="load")
        assert page.evaluate("window.__pwn") is None, path
        ours = "contributing" in path.parts  # hand-written pages may hold pictures, and still nothing that acts
        alive = "script, iframe, [onclick], [onmouseover], [onerror]" + ("" if ours else ", img, svg:not(.share)")
        assert page.locator(f"article :is({alive})").count() == 0, path
        assert page.locator("svg.share").count() == page.locator("details.outline > ol > li > svg.share").count()
        assert page.locator("a[href^='javascript:']").count() == 0
        assert wrong == [], path
    page.close()


def test_the_text_is_shown_as_written(browser: Browser, hostile: tuple[Path, str]) -> None:
    """Paragraphs, headings, title and window title."""
    site, address = hostile
    page = browser.new_page()
    speech = next(path.parent.name for path in sorted(site.glob("speeches/hostile*/index.html")))
    page.goto(f"{address}/speeches/{speech}/")
    shown = page.locator("article").inner_text()
    body = page.locator("article p[id]").all_inner_texts()
    for attack in ATTACKS:
        assert attack in shown, attack
        assert any(attack in words for words in body), attack
    assert ATTACKS[0] in page.title()
    assert ATTACKS[1] in "".join(page.locator("h2").all_inner_texts())
    assert ATTACKS[2] in "".join(page.locator("h2").all_inner_texts())
    assert ATTACKS[1] in page.locator(".md-nav--secondary").inner_text()
    page.goto(f"{address}/compilations/hostile/")
    assert TITLE in page.locator("h1").inner_text()
    assert TITLE in page.title()
    page.close()


@pytest.mark.parametrize("words", ["window", "script", "要抓落实", "大会"])
def test_search_results_are_inert(browser: Browser, hostile: tuple[Path, str], words: str) -> None:
    """In the box and on the search page, titles and text are text."""
    _, address = hostile
    page = browser.new_page()
    wrong = watch(page, address)
    page.goto(f"{address}/")
    page.locator(".find-box-field").click()
    page.keyboard.type(words, delay=20)
    for results in (".find-box-panel", ".find-main"):
        expect(page.locator(f"{results} a[href*='speeches/']").first).to_be_visible()
        page.wait_for_timeout(200)
        assert page.evaluate("window.__pwn") is None
        assert page.locator(results).locator("script, img, svg, iframe, [onerror], [onload]").count() == 0
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/**")
    assert wrong == []
    page.close()
