"""A built site, made once for all tests of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site import guarded, library, places


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the anthology's site, built from docs/sources."""
    return places.build(tmp_path_factory.mktemp("anthology"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with places.served(site) as found:
        yield found


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site of many speeches to search in."""
    folder = tmp_path_factory.mktemp("library")
    return places.build(folder, library.write(folder / "sources"))


@pytest.fixture(scope="session")
def shelf(found: Path) -> Iterator[str]:
    """Where that site is served, with a policy that forbids whatever is not its own."""
    with guarded.served(found) as address:
        yield address
