"""Lists as files that a browser fetches one at a time, and the directory that tells which.

Knows: the form of a shard (docs/contributing/search-format.md).
Must not know: how lists came about.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from build_tools.search import coding
from build_tools.search.coding import Array
from build_tools.search.grams import KEY, Lists, Table

MAGIC: Final = b"AGS1"
HEADER: Final = struct.Struct("<4s7I")
FILL: Final = 24 * 1024  # bytes, before squeezing
ONE_BYTE: Final = 192  # ranks below take one byte
TWO_BYTES: Final = 63 * 256  # the next ranks two, the rest three


class Shard(NamedTuple):
    """A file, and the first key in it as units."""

    first: tuple[int, ...]
    data: bytes


class _Codes(NamedTuple):
    ones: Array
    width: Array
    plain: Array
    ends: Array  # in bits, of each list


def shards(lists: Lists, space: int) -> Iterator[Shard]:
    """The lists as shards, in order. Their units are ranks: small numbers for frequent units."""
    if not len(lists.counts):
        return
    codes = _coded(lists, space)
    shared = _shared(lists)
    begins = np.diff(codes.ends, prepend=0)
    sizes = begins / 8 + 3 + (lists.lengths - shared) * 1.6
    number = (np.cumsum(sizes) - sizes) // FILL
    cuts = [*np.flatnonzero(np.diff(number, prepend=-1)).tolist(), len(lists.counts)]
    stop = np.cumsum(lists.counts)
    for low, high in pairwise(cuts):
        postings = slice(int(stop[low] - lists.counts[low]), int(stop[high - 1]))
        first = tuple(lists.keys[low, : lists.lengths[low]].tolist())
        yield Shard(first, coding.squeezed(_shard(lists, codes, shared, slice(low, high), postings)))


def _coded(lists: Lists, space: int) -> _Codes:
    """The gaps of all lists as Golomb-Rice codes."""
    stop = np.cumsum(lists.counts)
    width = np.repeat(coding.rice_width(space, lists.counts), lists.counts)
    gaps = np.diff(lists.documents.astype(np.int64), prepend=-1) - 1
    begins = stop - lists.counts
    gaps[begins] = lists.documents[begins]
    ones, width, plain = coding.rice(gaps, width)
    return _Codes(ones, width, plain, np.cumsum(coding.lengths(ones, width))[stop - 1])


def _shared(lists: Lists) -> Array:
    """How many units each key shares with the one before."""
    same = np.zeros((len(lists.keys), KEY), dtype=bool)
    same[1:] = lists.keys[1:] == lists.keys[:-1]
    shared = np.logical_and.accumulate(same, axis=1).sum(axis=1)
    out: Array = np.minimum(shared, np.minimum(lists.lengths, np.roll(lists.lengths, 1)))
    return out


def _shard(lists: Lists, codes: _Codes, shared: Array, entries: slice, postings: slice) -> bytes:
    lengths, kept = lists.lengths[entries], shared[entries].copy()
    kept[0] = 0
    heads = (kept << 4 | (lengths - kept)).astype(np.uint8).tobytes()
    columns = np.arange(KEY)
    new = (columns >= kept[:, None]) & (columns < lengths[:, None])
    names = ranked(_risen(lists.keys[entries], kept)[new])
    counts = coding.varints(lists.counts[entries])
    gaps = coding.packed(coding.bits(codes.ones[postings], codes.width[postings], codes.plain[postings]))
    often = np.flatnonzero(lists.times[postings] > 1)
    again = _times(often, lists.times[postings][often], postings.stop - postings.start)
    sizes = (len(lengths), postings.stop - postings.start, len(often), len(names), len(counts), len(gaps), len(again))
    return b"".join((HEADER.pack(MAGIC, *sizes), heads, names, counts, gaps, again))


def _risen(keys: Table, kept: Array) -> Table:
    """Keys, but the first unit in which one differs from the key before as the difference: keys are sorted."""
    out = keys.astype(np.int64)
    rows = np.arange(1, len(keys))
    column = kept[1:]
    out[rows, column] -= keys[rows - 1, column]
    return out


def _times(often: Array, times: Array, total: int) -> bytes:
    """Which of a shard's postings stand for more than one place, and for how many: gap and number in turn."""
    if not len(often):
        return b""
    width = coding.rice_width(total, np.array([len(often)]))[0]
    gaps = coding.rice(np.diff(often, prepend=-1) - 1, np.full(len(often), width))
    numbers = coding.gamma(times - 1)
    pairs = [np.stack(pair, axis=1).reshape(-1) for pair in zip(gaps, numbers, strict=True)]
    return coding.packed(coding.bits(*pairs))


def ranked(ranks: Array) -> bytes:
    """Ranks as bytes: one for the frequent, two for most, three for the rest."""
    ranks = ranks.astype(np.int64)
    two, three = ranks >= ONE_BYTE, ranks >= ONE_BYTE + TWO_BYTES
    sizes = 1 + two + three
    ends = np.cumsum(sizes)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    begins = ends - sizes
    rest = ranks - ONE_BYTE - three * TWO_BYTES
    out[begins] = np.where(three, 255, np.where(two, ONE_BYTE + (rest >> 8), ranks))
    out[begins[two] + 1] = np.where(three, rest >> 8, rest & 255)[two]
    out[begins[three] + 2] = (rest & 255)[three]
    return out.tobytes()


def directory(firsts: Sequence[tuple[int, ...]]) -> bytes:
    """The first key of every shard, each with the number of units that it shares with the one before."""
    out = bytearray()
    before: tuple[int, ...] = ()
    for first in firsts:
        kept = 0
        while kept < min(len(before), len(first)) and before[kept] == first[kept]:
            kept += 1
        out.append(kept << 4 | (len(first) - kept))
        out += ranked(np.array(first[kept:], dtype=np.int64))
        before = first
    return bytes(out)
