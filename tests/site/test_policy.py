"""What browsers let a page do: everything of ours, and nothing that somebody put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from build_tools.site import policy
from tests.site import places

LISTEN = "addEventListener('securitypolicyviolation', (event) => (window.broken ??= []).push(event.violatedDirective))"
PUT_IN = {
    "script": "document.body.append(Object.assign(document.createElement('script'), {text: 'window.alive = 1'}))",
    "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.alive = 1\">')",
    "link": "document.body.insertAdjacentHTML('beforeend', '<a id=bad href=\"javascript:window.alive=1\">x</a>');"
    "document.getElementById('bad').click()",
    "style": "document.body.insertAdjacentHTML('beforeend', '<p id=dressed style=\"color: red\">x</p>')",
    "elsewhere": "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/a.png\">')",
    "base": "document.head.insertAdjacentHTML('beforeend', '<base href=\"https://example.org/\">')",
}


def written(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page of the site."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html.parse(str(path)).getroot()


def test_every_page_tells_the_policy_first(site: Path) -> None:
    """Before anything that could run; and nothing stands in a page that the policy would forbid."""
    for name, page in written(site):
        told = [str(one.get("http-equiv") or one.tag) for one in page.find("head")]
        assert told.index("Content-Security-Policy") < min(told.index("script"), told.index("link")), name
        (rule,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert rule == policy.POLICY
        assert "unsafe" not in rule
        assert page.xpath("//@style") == [], name
        assert [one for one in page.iter("script") if not one.get("src") and "json" not in str(one.get("type"))] == []


def test_the_document_for_servers_says_the_same() -> None:
    """Whoever sets the header copies it from there."""
    document = (places.ROOT / "docs/contributing/maintaining.md").read_text(encoding="utf-8")
    assert f"Content-Security-Policy: {policy.POLICY}; frame-ancestors 'none'" in document


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_needs_more(browser: Browser, site: Path, address: str, scheme: str) -> None:
    """Every kind of page, and the search at work in its worker."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.add_init_script(LISTEN)
    for kind, path in places.kinds(site).items():
        page.goto(f"{address}/{path}", wait_until="networkidle")
        assert page.evaluate("() => window.broken") is None, kind
    page.goto(f"{address}/search/?q=项目")
    expect(page.locator(".find-hit").first).to_be_visible()
    assert page.evaluate("() => window.broken") is None
    page.close()


@pytest.mark.parametrize("way", list(PUT_IN))
def test_what_is_put_into_a_page_is_dead(browser: Browser, site: Path, address: str, way: str) -> None:
    """Whichever way it came in: it does not run, load or dress anything, and the browser says so."""
    page = browser.new_page()
    page.add_init_script(LISTEN)
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))  # one that was forbidden never ends so
    page.goto(f"{address}/{places.kinds(site)['speech']}", wait_until="load")
    page.evaluate(f"() => {{ {PUT_IN[way]} }}")
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.alive") is None
    assert page.evaluate("() => document.baseURI.startsWith(location.origin)")
    assert [url for url in asked if not url.startswith(address)] == []
    assert page.evaluate("() => window.broken.length > 0")
    if way == "style":
        assert not re.match(
            r"rgb\(255, 0, 0\)", page.locator("#dressed").evaluate("(one) => getComputedStyle(one).color")
        )
    page.close()
