"""Words that several rooms read, as regular expression pieces, and the lines that are no part of a speech.

Knows: phrases.yml and asides.yml beside it.
Must not know: what a room does with the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
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


ASIDES: Final = Path(__file__).with_name("asides.yml")


@dataclass(frozen=True, slots=True)
class Aside:
    """A kind of line that is no part of a speech, and a line that is one and one that is not."""

    kind: str
    pattern: re.Pattern[str]
    matches: str
    other: str


@cache
def asides() -> tuple[Aside, ...]:
    """The rows of asides.yml, in order: the first that matches a whole line counts."""
    rows = yaml.load(ASIDES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Aside(
            row["kind"],
            re.compile(row["pattern"].replace("WORDS", "|".join(row["words"])), re.IGNORECASE),
            row["matches"],
            row["not"],
        )
        for row in rows
    )
