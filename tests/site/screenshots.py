"""Pictures of every kind of page, phone and desktop, light and dark: `python -m tests.site.screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.site import places


def main(target: Path) -> None:
    """Build the site and take the pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = places.build(Path(folder))
        browser = places.start(playwright)
        if browser is None:
            sys.exit(places.MISSING)
        with places.served(site) as address:
            for size, (width, height) in places.SIZES.items():
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if scheme == "dark" else "light",
                    )
                    page = context.new_page()
                    for kind, path in places.kinds(site).items():
                        page.goto(f"{address}/{path}", wait_until="networkidle")
                        page.screenshot(path=target / f"{kind}-{size}-{scheme}.png")
                        if kind in ("speech", "compilation", "home"):
                            page.screenshot(path=target / f"{kind}-{size}-{scheme}-full.png", full_page=True)
                    context.close()
        browser.close()
    print(target)


if __name__ == "__main__":
    main(places.ROOT / "build" / "screenshots")
