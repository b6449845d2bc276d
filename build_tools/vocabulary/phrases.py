"""Words that several rooms read, as regular expression pieces.

Knows: phrases.yml beside it.
Must not know: what a room does with the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

LISTS: Final = Path(__file__).with_name("phrases.yml")


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """Every list of phrases.yml by its name."""
    loaded = yaml.load(LISTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: tuple(words) for name, words in loaded.items()}


def any_of(name: str) -> str:
    """One alternation of a list, longer words first, for use inside a larger expression: `(?:同志们|同志|…)`."""
    return "(?:" + "|".join(sorted(phrases()[name], key=lambda words: (-len(words), words))) + ")"
