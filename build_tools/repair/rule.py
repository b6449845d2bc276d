"""What a repair rule is: a name, what it is about, how sure it is, why, and how it finds.

Knows: the shape of a rule, and the characters that rules are written with.
Must not know: any single rule, or in which order they work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from build_tools.model import Bilingual

Found = tuple[int, int, str | None]
"""From, to, reading. Never empty: what is put in stands beside a character that the rule takes in too."""

Finder = Callable[[str], Iterable[Found]]
"""Text → what a rule finds in it, in order, without overlap."""

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, 〇 and 々 among them, for use inside a class of a regular expression."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `RULES`. Edits carry its id, category, certainty and reason."""

    id: str
    category: str
    certainty: str
    reason: Bilingual
    find: Finder


def rule(category: str, certainty: str, zh: str, find: Finder) -> Rule:
    """A row: its id is the finder's name, its reason in English the first line of the finder's docstring."""
    first = (find.__doc__ or "").strip().split("\n", 1)[0].rstrip(".")
    name = getattr(find, "__name__", "").replace("_", "-")
    return Rule(name, category, certainty, Bilingual(zh, first), find)
