"""Folding: what is the same to one who searches is made the same, unit by unit, for text and query alike.

Simplified and traditional, full and half width, upper and lower case, composed and decomposed letters fold together;
punctuation, white space and symbols are left out, but for the percent signs, and the point between two digits, which
keeps 1.3 apart from 13. Folding looks at one UTF-16 unit at a time (the point aside), so the reader's side can do it
with a table. Sources: Unicode NFKD (UAX #15); OpenCC's table of characters (t2s), characters only.
Knows: characters.
Must not know: what a speech is.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import numpy as np
import opencc

UNITS: Final = 0x10000
KEPT: Final = frozenset("%‰")
POINTS: Final = (ord("."), 0xFF0E)
DROP: Final = 0xFFFF  # no character: U+FFFF is none
MANY: Final = 0xFFFE  # neither is this: a unit that folds to more than one
SURROGATES: Final = range(0xD800, 0xE000)

Units = np.ndarray[tuple[int], np.dtype[np.uint16]]


@cache
def simplified() -> dict[str, str]:
    """Traditional characters and the one simplified character that each is folded to."""
    converter = opencc.OpenCC("t2s")
    han = [chr(code) for low, high in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(low, high)]
    pairs = ((character, converter.convert(character)) for character in han)
    return {one: other for one, other in pairs if other != one and len(other) == 1 and ord(other) < UNITS}


def fold_unit(unit: int) -> str:
    """What one UTF-16 unit is folded to: nothing, one unit, or several. Half a pair stays as it is."""
    if unit in SURROGATES:
        return chr(unit)
    plain = unicodedata.normalize("NFKD", chr(unit)).lower()
    kept = [one for one in plain if one in KEPT or unicodedata.category(one)[0] == "L" or one.isnumeric()]
    table = simplified()
    return "".join(table.get(one, one) for one in kept if ord(one) < UNITS)


@cache
def table() -> tuple[Units, dict[int, str]]:
    """The folded unit of every unit (or DROP, or MANY), and what those that fold to many fold to."""
    folded = np.full(UNITS, DROP, dtype=np.uint16)
    several = {}
    for unit in range(1, DROP):
        to = fold_unit(unit)
        if len(to) == 1:
            folded[unit] = ord(to)
        elif to:
            folded[unit] = MANY
            several[unit] = to
    folded[0] = 0
    return folded, several


def units(text: str) -> Units:
    """A text as UTF-16 units."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)


def fold_units(raw: Units) -> tuple[Units, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The folded units of raw ones, and of each the place in `raw` that it came from. Zeros stay: they part texts."""
    single, several = table()
    folded = single[raw]
    _keep_points(raw, folded)
    many = np.flatnonzero(folded == MANY)
    if not len(many):
        places = np.flatnonzero(folded != DROP)
        return folded[places], places
    counts = (folded != DROP).astype(np.int64)
    counts[many] = [len(several[unit]) for unit in raw[many].tolist()]
    places = np.repeat(np.arange(len(raw)), counts)
    out = folded[places]
    begins = np.cumsum(counts) - counts
    for at in many.tolist():
        begin = begins[at]
        out[begin : begin + counts[at]] = [ord(one) for one in several[int(raw[at])]]
    return out, places


def _keep_points(raw: Units, folded: Units) -> None:
    """Keep a point whose two neighbours are digits: 5.4."""
    points = np.flatnonzero((raw == POINTS[0]) | (raw == POINTS[1]))
    points = points[(points > 0) & (points < len(raw) - 1)]
    before, after = folded[points - 1], folded[points + 1]
    digits = (before >= ord("0")) & (before <= ord("9")) & (after >= ord("0")) & (after <= ord("9"))
    folded[points[digits]] = POINTS[0]


def fold(text: str) -> str:
    """A text folded: what queries and tests go by."""
    return fold_units(units(text))[0].tobytes().decode("utf-16-le", "surrogatepass")
