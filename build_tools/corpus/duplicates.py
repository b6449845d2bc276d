"""Which texts are the same, nearly the same, or part of one another, with the passages that they share.

Knows: when two texts are one.
Must not know: sources, sidecars, how it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.corpus.alignment import Match, align, passages
from build_tools.corpus.fingerprints import candidates
from build_tools.corpus.texts import Print
from build_tools.model import Span

EXACT, NEAR, CONTAINED = "exact", "near", "contained"
SHORT: Final = 100  # characters: shorter texts are formulas
SAME: Final = 0.7  # of the longer text stands in the other: nearly the same; of the shorter: part of it
Compare = Callable[[str, str], list[Match]]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two texts by their numbers. `first` of kind contained is the part, `second` the whole."""

    kind: str
    first: int
    second: int
    shared: int  # characters
    share: float  # of the longer; of a part, of itself
    spans: tuple[tuple[Span, Span], ...]


def duplicates(known: Sequence[Print], words: Callable[[int], str], compare: Compare = align) -> Iterator[Duplicate]:
    """Every pair of copies, but that of many equal ones each is told with the first alone.

    `words` reads a text by its number: only those are read that share fingerprints with another.
    """
    first_of: dict[bytes, int] = {}
    single: list[int] = []
    for number, one in enumerate(known):
        if one.length < SHORT:
            continue
        if one.digest in first_of:
            whole = Span(0, one.length)
            yield Duplicate(EXACT, first_of[one.digest], number, one.length, 1.0, ((whole, whole),))
        else:
            first_of[one.digest] = number
            single.append(number)
    for one_of, other in candidates([known[number].prints for number in single]):
        pair = single[one_of], single[other]
        if found := judged(pair, (words(pair[0]), words(pair[1])), compare):
            yield found


def judged(pair: tuple[int, int], texts: tuple[str, str], compare: Compare = align) -> Duplicate | None:
    """What two texts are to each other; None if they are two."""
    (first, second), lengths = pair, (len(texts[0]), len(texts[1]))
    matches = compare(*texts)
    shared = sum(match.size for match in matches)
    if shared < SAME * min(lengths):
        return None
    spans = tuple(passages(matches))
    if shared >= SAME * max(lengths):
        return Duplicate(NEAR, first, second, shared, shared / max(lengths), spans)
    if lengths[0] <= lengths[1]:
        return Duplicate(CONTAINED, first, second, shared, shared / lengths[0], spans)
    return Duplicate(CONTAINED, second, first, shared, shared / lengths[1], tuple((b, a) for a, b in spans))
