"""Hostile inputs, and odd ones that are legal: what becomes of each is known before it is tried.

Files, sidecars, names, packages and whole folders, by class. `python -m tests.battery` prints a table; the tests
compare every outcome with tests/cases/battery/outcomes.yml, and look at the site that is built of what is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tests.battery import declared, letters, markup, packages, sizes, trees, whole
from tests.battery.inputs import Input

CLASSES: Final[Mapping[str, str]] = {
    "A": "markup, addresses, scripts",
    "B": "sidecars and front matter",
    "C": "values that are in no vocabulary",
    "D": "links, pipes, files that are no sources",
    "E": "names and addresses that collide",
    "F": "encodings and characters",
    "G": "size and time",
    "H": "Word files",
    "I": "what is there twice, gone, or denied",
}


def every() -> Iterator[Input]:
    """All hostile inputs, by class."""
    for room in (markup, declared, trees, letters, sizes, packages, whole):
        yield from room.every()
