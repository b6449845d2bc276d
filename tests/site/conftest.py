"""A browser and a built site, made once for all tests of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site import places


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a sentence that says what is missing: a browser test that was skipped tells nothing."""
    with sync_playwright() as playwright:
        found = places.start(playwright)
        if found is None:
            pytest.fail(places.MISSING)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the anthology's site, built from docs/sources."""
    return places.build(tmp_path_factory.mktemp("anthology"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with places.served(site) as found:
        yield found
