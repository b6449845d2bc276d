"""Every kind of page, on a phone and on a desk, light and dark: what axe-core finds, and what a keyboard reaches."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0
        && !(one.type === "radio" && !one.checked && document.querySelector(`[name="${one.name}"]:checked`)))"""
NEXT = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    globalThis.seen.add(one);
    const style = getComputedStyle(one);
    const drawn = (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || one.matches(".find-box-field");
    return [drawn, one.outerHTML.slice(0, 120)];
}"""
UNSEEN = f"() => ({REACHABLE})().filter((one) => !globalThis.seen.has(one)).map((one) => one.outerHTML.slice(0, 120))"
BACKWARDS = ("speech", "search", "home")  # kinds of page that are walked from their end too
MOST = 700  # stops of one page


def all_kinds(site: Path) -> dict[str, str]:
    """Each kind of page, and besides every page that people wrote."""
    written = {
        path.parent.relative_to(site).as_posix(): f"{path.parent.relative_to(site).as_posix()}/"
        for folder in ("contributing", "search", "data")
        for path in sorted((site / folder).rglob("index.html"))
    }
    return places.kinds(site) | written


@pytest.mark.parametrize("size", list(places.SIZES))
def test_axe_has_nothing_against_any_page(browser: Browser, site: Path, address: str, size: str) -> None:
    """0 violations, of whatever weight: WCAG 2.2 A and AA, and what axe calls best practice."""
    with opened(browser, address, size) as page:
        wrong = {}
        for kind, path in all_kinds(site).items():
            if kind == "missing":
                path = "404.html"  # noqa: PLW2901 - the same page, without the status that the console tells of
            page.goto(f"{address}/{path}", wait_until="load")
            if found := violations_in_both_schemes(page):
                wrong[kind] = found
        assert wrong == {}


def unreached(page: Page, key: str) -> str:
    """What of a page a key does not reach, or reaches without showing it; nothing if all is well."""
    end = "at(-1)" if key.startswith("Shift") else "at(0)"
    page.evaluate(f"() => {{ globalThis.seen = new Set(); ({REACHABLE})().{end}.focus(); }}")
    for _ in range(MOST):
        told = page.evaluate(NEXT)
        if told is None:
            break
        drawn, element = told
        if not drawn:
            return f"no sign of the focus on {element}"
        page.keyboard.press(key)
    else:
        return f"no way out by {key}"
    return " ".join(page.evaluate(UNSEEN)[:5])


@pytest.mark.parametrize("size", list(places.SIZES))
def test_the_keyboard_reaches_everything(browser: Browser, site: Path, address: str, size: str) -> None:
    """Each link, button and field by Tab, with a sign of the focus, and out of the page at the end; and backwards."""
    with opened(browser, address, size) as page:
        wrong = {}
        for kind, path in places.kinds(site).items():
            if kind in ("missing", "contributing", "glossary"):
                continue
            page.goto(f"{address}/{path}", wait_until="networkidle")
            for key in ("Tab", "Shift+Tab") if kind in BACKWARDS else ("Tab",):
                if found := unreached(page, key):
                    wrong[kind, key] = found
        assert wrong == {}
