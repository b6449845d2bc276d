"""How the tests of the search open a page: watched, and with a stand-in for the engine where trouble is wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Route

from tests.site import library, places
from tests.site.test_browser import watch

CLIENT = Path(__file__).parent / "client.js"
RULES = {"rules": {"target-size": {"enabled": True}}}  # WCAG 2.2, 2.5.8: the one rule of its level that axe leaves off

COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
COLOURS = "() => ['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name]).join()"


@contextmanager
def opened(browser: Browser, address: str, size: str = "desktop", scheme: str = "light") -> Iterator[Page]:
    """A page that must stay quiet: no error, no request to another host."""
    width, height = places.SIZES[size]
    phone = size == "phone"
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        has_touch=phone,
        is_mobile=phone,
        reduced_motion="reduce",
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong = watch(page, address)
    yield page
    assert wrong == []
    context.close()


def pretend(page: Page, site: Path, **trouble: int) -> None:
    """Put the stand-in in the engine's place: it may be `slow`, `unsure`, fail to `connect` or to `search`."""
    told = f"globalThis.everySpeech = {json.dumps(library.speeches(site), ensure_ascii=False)};\n"
    told += f"globalThis.engineTrouble = {json.dumps(trouble)};\n"
    body = told + CLIENT.read_text(encoding="utf-8")

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/javascript")

    page.route("**/search/reader/client.js", answer)


def violations(page: Page) -> list[str]:
    """What axe-core has against the page, of whatever weight."""
    return _told(Axe().run(page, options=RULES).response)


def violations_in_both_schemes(page: Page) -> list[str]:
    """The same of a light page, and what axe-core has against its colours when it turns dark; it stays as it was."""
    light, found = page.evaluate(COLOURS), violations(page)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(COLOURS) != light, "the page did not turn dark"
    found += _told(Axe().run(page, options=COLOUR_RULES).response)
    page.emulate_media(color_scheme="light")
    return found


def _told(response: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {one['help']}: {node['target']} {node.get('failureSummary', '')}"
        for one in response["violations"]
        for node in one["nodes"]
    ]


def until(page: Page, condition: str) -> None:
    """Wait for a condition in JavaScript; the page's policy forbids it to be waited for on the page itself."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    message = f"it never came true: {condition}"
    raise AssertionError(message)
