"""What every test may ask for: golden files, which `pytest --update-golden` writes anew, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site import places

LONGEST = """
site/test_robust battery/test_site search/test_exactness site/test_every_page battery/test_hostile soak/test_soak
faults/test_faults faults/test_same_bytes
workflows/test_pull_request site/test_language site/test_policy site/test_browser site/test_search_page
site/test_search_access search/test_answers withdrawal/test_site workflows/test_publish site/test_cite site/test_views
""".split()
"""What takes longest comes first, so that no process is left alone with it at the end."""
Golden = Callable[[Path, str], None]
"""Asserts that a file holds a text; with --update-golden it is written instead. Read the diff before you commit it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files."""
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; the others stay as they are."""
    order = {Path(__file__).parent / f"{name}.py": number for number, name in enumerate(LONGEST)}
    if gone := [str(path) for path in order if not path.exists()]:
        raise pytest.UsageError(*gone)
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden file."""

    def compare(path: Path, made: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(made, encoding="utf-8")
        assert path.exists(), f"{path} is missing: run pytest --update-golden"
        as_it_was = path.read_text(encoding="utf-8")
        assert as_it_was == made, f"{path} is not what is made now: run pytest --update-golden and read the diff"

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a sentence that says what is missing: a browser test that was skipped tells nothing."""
    with sync_playwright() as playwright:
        found = places.start(playwright)
        if found is None:
            pytest.fail(places.MISSING)
        yield found
        found.close()
