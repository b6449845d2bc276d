"""Which texts may be copies of one another: pairs that share many fingerprints, found without comparing all with all.

Knows: characters as numbers.
Must not know: what becomes of a pair.
Source: Schleimer, Wilkerson, Aiken: Winnowing, local algorithms for document fingerprinting (SIGMOD 2003).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

GRAM: Final = 12  # characters: formulas are shorter
WINDOW: Final = 10  # of so many grams in a row one is kept: a copied passage of 21 characters is never missed
RARE: Final = 16  # texts: a fingerprint that stands in more is a formula, or of a text that was copied very often
NEIGHBOURS: Final = 2  # texts with a formula are paired with so many of those after them, not with all
ENOUGH: Final = 3  # fingerprints that two texts share
SHARE: Final = 0.05  # … of those of the shorter
AT_ONCE: Final = 2_000_000  # fingerprints whose texts are paired at once: so much less memory
MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
Prints = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]


def fingerprints(words: str) -> Prints:
    """The fingerprints of a text, each once."""
    codes = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    if len(codes) < GRAM + WINDOW:
        return np.empty(0, dtype=np.uint32)
    hashes = np.zeros(len(codes) - GRAM + 1, dtype=np.uint64)
    for at in range(GRAM):
        hashes = (hashes + codes[at : at + len(hashes)]) * MULTIPLIER
        hashes ^= hashes >> np.uint64(29)
    mixed = ((hashes * MULTIPLIER) >> np.uint64(32)).astype(np.uint32)
    return np.unique(np.lib.stride_tricks.sliding_window_view(mixed, WINDOW).min(axis=1))


def packed(words: str) -> bytes:
    """The fingerprints of a text as bytes, four each."""
    return fingerprints(words).astype("<u4").tobytes()


def candidates(prints: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share enough fingerprints, by their numbers, the smaller first."""
    sizes = np.array([len(one) // 4 for one in prints], dtype=np.int64)
    if not sizes.sum():
        return
    pairs, counts = _pairs(_sorted(prints, sizes))
    first, second = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    least = np.minimum(sizes[first], sizes[second])
    good = counts >= np.maximum(ENOUGH, SHARE * least)
    yield from zip(first[good].tolist(), second[good].tolist(), strict=True)


def _sorted(prints: Sequence[bytes], sizes: Counts) -> Numbers:
    """Every fingerprint with the number of its text below it, in one row, sorted."""
    every = np.frombuffer(b"".join(prints), dtype="<u4").astype(np.uint64)
    every <<= np.uint64(32)
    every |= np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
    every.sort()
    return every


def _pairs(every: Numbers) -> tuple[Numbers, Counts]:
    """Every pair of texts that stand near each other under a fingerprint, and under how many they do."""
    pairs, counts = np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    borders = np.linspace(0, 2**32, len(every) // AT_ONCE + 2)[1:-1].astype(np.uint64) << np.uint64(32)
    for part in np.split(every, np.searchsorted(every, borders)):
        keys, owners = part >> np.uint64(32), part & np.uint64(0xFFFFFFFF)
        _, often = np.unique(keys, return_counts=True)
        rare = np.repeat(often, often) <= RARE
        met = [_met(keys, owners, step) for step in range(1, NEIGHBOURS + 1)]
        met += [_met(keys[rare], owners[rare], step) for step in range(NEIGHBOURS + 1, RARE)]
        own, times = np.unique(np.concatenate(met), return_counts=True)
        pairs, counts = _merged(np.concatenate((pairs, own)), np.concatenate((counts, times)))
    return pairs, counts


def _met(keys: Numbers, owners: Numbers, step: int) -> Numbers:
    same = keys[step:] == keys[:-step]
    met: Numbers = (owners[:-step][same] << np.uint64(32)) | owners[step:][same]
    return met


def _merged(pairs: Numbers, counts: Counts) -> tuple[Numbers, Counts]:
    unique, places = np.unique(pairs, return_inverse=True)
    return unique, np.bincount(places, weights=counts, minlength=len(unique)).astype(np.int64)
