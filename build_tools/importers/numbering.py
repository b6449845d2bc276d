"""The numbers that Word shows before paragraphs but does not store in their text.

Knows: the numbering part of a Word file, and how its lists count.
Must not know: the text of paragraphs, styles but for the list they name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml import etree

from build_tools.importers.numerals import written
from build_tools.importers.wordml import child, children, integer, value

LEVELS: Final = 9
PLACE: Final = re.compile(r"%([1-9])")
BULLET, NONE = "bullet", "none"
ENDS: Final = "、，。．：）〕】》第"  # after these no space is needed before the words
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks: `words` is "第%1条", "（%1）", "%1.%2"."""

    start: int = 1
    form: str = "decimal"
    words: str = ""
    legal: bool = False  # all numbers in it are digits
    spaced: bool = True
    restart: int | None = None  # counts on unless this level (1-based) came by; 0: never starts again
    style: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it; lists with one `counter` count on together."""

    counter: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]  # by level: where this list starts anew


@dataclass(slots=True)
class Numbers:
    """The lists of a file, and how far each has counted."""

    lists: Mapping[str, List]
    counted: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style."""
        levels = self.lists[number].levels if number in self.lists else {}
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def next(self, number: str, at: int, counter: str = "") -> str:
        """What Word shows before the next paragraph of a list: "二、", "1.2 ", "附注："; nothing for a bullet.

        `counter`: with which it counts, if not with the list's own.
        """
        found = self.lists.get(number)
        if found is None or not 0 <= at < LEVELS:
            return ""
        level = found.levels.get(at, Level())
        counts = self.counted.setdefault(counter or found.counter, [None] * LEVELS)
        self._count(number, found, at, counts)
        if level.form == BULLET or not level.words:
            return ""
        shown = PLACE.sub(lambda place: _shown(found, level, int(place[1]) - 1, counts), level.words)[:LONGEST]
        return shown + " " if level.spaced and shown[-1:] not in ENDS else shown

    def _count(self, number: str, found: List, at: int, counts: list[int | None]) -> None:
        before = counts[at]
        first = found.levels.get(at, Level()).start
        if at in found.starts and (number, at) not in self.begun:
            self.begun.add((number, at))
            counts[at] = found.starts[at]
        else:
            counts[at] = first if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or at < restart:
                counts[deeper] = None


def _shown(found: List, level: Level, at: int, counts: list[int | None]) -> str:
    """A number inside the words of a level; nothing of a level that has none."""
    other = found.levels.get(at, Level())
    if other.form in (BULLET, NONE):
        return ""
    count = counts[at]
    digits = level.legal and other.form != "decimalZero"
    return written(other.start if count is None else count, "decimal" if digits else other.form)


def read_lists(root: etree._Element | None) -> Numbers:
    """The lists of a numbering part."""
    if root is None:
        return Numbers({})
    abstract = {value(one, "abstractNumId"): one for one in children(root, "abstractNum")}
    owners = {value(link): one for one in abstract.values() if (link := child(one, "styleLink")) is not None}
    lists: dict[str, List] = {}
    for one in children(root, "num"):
        name = value(child(one, "abstractNumId"))
        base = abstract.get(name)
        link = child(base, "numStyleLink")
        if link is not None:
            base = owners.get(value(link), base)
        lists[value(one, "numId")] = _list(one, name, base)
    return Numbers(lists)


def _list(number: etree._Element, counter: str, base: etree._Element | None) -> List:
    levels = {integer(value(level, "ilvl")): _level(level) for level in islice(children(base, "lvl"), LEVELS)}
    starts: dict[int, int] = {}
    for override in islice(children(number, "lvlOverride"), LEVELS):
        at = integer(value(override, "ilvl"))
        own, start = child(override, "lvl"), child(override, "startOverride")
        if own is not None:
            levels[at] = _level(own)
        if start is not None:
            starts[at] = integer(value(start), 1)
    return List(counter, levels, starts)


def _level(level: etree._Element) -> Level:
    restart = child(level, "lvlRestart")
    legal = child(level, "isLgl")
    return Level(
        start=integer(value(child(level, "start")), 1),
        form=value(child(level, "numFmt")) or "decimal",
        words=value(child(level, "lvlText"))[:LONGEST],
        legal=legal is not None and value(legal) not in ("0", "false", "off"),
        spaced=value(child(level, "suff")) != "nothing",
        restart=None if restart is None else integer(value(restart)),
        style=value(child(level, "pStyle")),
    )
