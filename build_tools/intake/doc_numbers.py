"""The numbers that Word shows before paragraphs of an old Word file (.doc) but does not store in their text.

Knows: the tables of lists of such a file, and which numbers cannot be known.
Must not know: the text of paragraphs, how a list counts.
Source: [MS-DOC], Word (.doc) Binary File Format, parts 2.4.6.3, 2.4.6.4, 2.9.131 to 2.9.150, 2.9.200, 2.9.201;
the names of number formats: [MS-OSHARED], part 2.2.1.3.

A list (LSTF) has one level or nine (LVL). Paragraphs name it by an instance (LFO) that may change levels and begin
anew; the instances of one list count on together.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from build_tools.importers.numbering import BULLET, LEVELS, LONGEST, NONE, PLACE, Level, List, Numbers
from build_tools.importers.numerals import FORMATS
from build_tools.intake.doc_file import File

LISTS, INSTANCES = 0x2E2, 0x2EA  # offset and length, in the table stream, of what tells of them
MOST: Final = 4_000  # lists, or instances of lists; Word stops at 2,046
NAMES: Final = (
    *("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText"),
    *("hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth"),
    *("decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2"),
    *("aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop"),
    *("decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional"),
    *("ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional"),
    *("taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified"),
    *("chineseCountingThousand", "decimal", "koreanDigital", "koreanCounting", "koreanLegal", "koreanDigital2"),
)
"""The formats by their number; those that follow are of scripts that we do not write."""
NO_NUMBER: Final = 0xFF
KNOWN: Final = frozenset((*FORMATS, BULLET, NONE))
UNKNOWN: Final = Level(form="", words="%1")
LEGAL, NO_RESTART = 0x04, 0x08  # flags of a level
NOTHING_FOLLOWS: Final = 2
ITS_LEVEL, BEGINS, CHANGES = 0x0F, 0x10, 0x20  # of what an instance says of a level
LARGEST: Final = 0x7FFF


@dataclass(slots=True)
class Counting:
    """The lists of a file, and how far each has counted."""

    numbers: Numbers
    homes: dict[str, int] = field(default_factory=dict)  # by list: the part of the text that counts with it

    def next(self, number: str, at: int, part: int) -> str | None:
        """What Word shows before the next paragraph of a list, "" for a bullet; None: it cannot be known.

        It cannot if the tables do not tell of the list, if its format is none that we write, or if the body and,
        say, a text box count with one list: which comes first stands nowhere in the file.
        """
        shown = self.numbers.next(number, at)
        found = self.numbers.lists.get(number)
        if found is None or self.homes.setdefault(found.counter, part) != part:
            return None
        return shown if _known(found, at) else None


def _known(found: List, at: int) -> bool:
    """True if a level, and each that its words name, is of a format that we write."""
    level = found.levels.get(at, UNKNOWN)
    if level.form == BULLET:
        return True
    others = (found.levels.get(int(place) - 1, UNKNOWN) for place in PLACE.findall(level.words))
    return all(one.form in KNOWN for one in (level, *others))


def read_lists(file: File) -> Counting:
    """The lists of a file, each instance by its place, from "1" on.

    Raises: struct.error, IndexError, ValueError: the tables are broken.
    """
    lists = _lists(file)
    data = file.table[file.number(INSTANCES) :] if file.number(INSTANCES + 4) else b""
    count = struct.unpack_from("<I", data)[0] if data else 0
    _limited(count)
    heads = [struct.unpack_from("<i8xB3x", data, 4 + 16 * number) for number in range(count)]
    at = 4 + 16 * count
    instances: dict[str, List] = {}
    for number, (name, changed) in enumerate(heads, 1):
        found = List(str(name), lists.get(name, {}), {})
        at += 4  # where in the text it is used first
        for _ in range(_limited(changed, LEVELS)):
            found, at = _changed(found, data, at)
        instances[str(number)] = found
    return Counting(Numbers(instances))


def _lists(file: File) -> Mapping[int, Mapping[int, Level]]:
    """The levels of each list; they stand behind all heads, one after another."""
    data = file.table[file.number(LISTS) :] if file.number(LISTS + 4) else b""
    count = _limited(struct.unpack_from("<H", data)[0]) if data else 0
    heads = [struct.unpack_from("<i22xB", data, 2 + 28 * number) for number in range(count)]
    at = 2 + 28 * count
    lists: dict[int, Mapping[int, Level]] = {}
    for name, flags in heads:
        levels: dict[int, Level] = {}
        for level in range(1 if flags & 1 else LEVELS):
            levels[level], at = _level(data, at)
        lists.setdefault(name, levels)
    return lists


def _limited(count: int, most: int = MOST) -> int:
    if count > most:
        message = f"lists: {count} > {most}"
        raise ValueError(message)
    return count


def _changed(found: List, data: bytes, at: int) -> tuple[List, int]:
    """A list as an instance changes one of its levels, and where the next change stands."""
    start, flags = struct.unpack_from("<iI", data, at)
    at += 8
    number = flags & ITS_LEVEL
    levels, starts = found.levels, found.starts
    if flags & CHANGES:
        level, at = _level(data, at)
        levels, start = {**levels, number: level}, level.start
    if flags & BEGINS:
        starts = {**starts, number: start}
    return replace(found, levels=levels, starts=starts), at


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A level, and where the next one stands."""
    start, form, flags, places, follows, looks, rules, restart = struct.unpack_from("<iBB9sB8xBBB", data, at)
    at += 28 + looks + rules
    length = struct.unpack_from("<H", data, at)[0]
    signs = struct.unpack_from(f"<{length}H", data, at + 2)
    at += 2 + 2 * length
    words = _words(signs[:LONGEST], tuple(takewhile(bool, places)))
    if words is None or not 0 <= start <= LARGEST:
        return UNKNOWN, at
    level = Level(
        start=start,
        form=NONE if form == NO_NUMBER else NAMES[form] if form < len(NAMES) else "",
        words=words,
        legal=bool(flags & LEGAL),
        spaced=follows != NOTHING_FOLLOWS,
        restart=restart if flags & NO_RESTART else None,
    )
    return level, at


def _words(signs: tuple[int, ...], places: tuple[int, ...]) -> str | None:
    """The words of a level, "第%1条": at some places stands the level whose number goes there; None if none does."""
    shown = "".join(f"%{sign + 1}" if at in places else chr(sign) for at, sign in enumerate(signs, 1))
    levels = [str(signs[at - 1] + 1) for at in places if at <= len(signs)]
    if PLACE.findall(shown) != levels:  # of a level that there is not, or of a "%" that somebody typed
        return None
    return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
