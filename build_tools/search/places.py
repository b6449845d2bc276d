"""The places of all texts, spread over buckets by the pair of units that they begin with: a bucket fits into memory.

Knows: batches, ranks, pairs.
Must not know: how lists are made of places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from build_tools.search.arrays import save
from build_tools.search.batches import Batch
from build_tools.search.coding import Array
from build_tools.search.grams import DEEPEST, Places, gather

FILL: Final = 1_000_000  # places of a bucket
LAST: Final = 1 << 32


@dataclass(frozen=True, slots=True)
class Bucket:
    """The places whose first two ranks, as one number, are at least `low` and below `high`."""

    low: int
    high: int
    whole: bool  # all places of their first units are in it


@dataclass(frozen=True, slots=True)
class Index:
    """One of the two indexes: of texts (`body`) and of fields (`fields`), with the numbers of its documents."""

    name: str
    each: int  # documents of one speech


def ranked(counts: Array) -> Array:
    """The rank of every unit: the most frequent first, from 2 on; of zero it is zero. Units that never occur have 0."""
    counts = counts.copy()
    counts[0] = 0
    order = np.lexsort((np.arange(len(counts)), -counts))[: np.count_nonzero(counts)]
    ranks = np.zeros(len(counts), dtype=np.uint16)
    ranks[order] = np.arange(2, len(order) + 2)
    return ranks


def pairs(batch: Batch, index: Index, ranks: Array, first: Sequence[int]) -> Array:
    """How often each rank follows each of the ranks `first`; a row for each of these."""
    units = ranks[batch.load(index.name)]
    rows = np.zeros((len(first), int(ranks.max()) + 1), dtype=np.int64)
    for row, rank in enumerate(first):
        at = np.flatnonzero(units[:-1] == rank)
        rows[row] = np.bincount(units[at + 1], minlength=rows.shape[1])
    return rows.reshape(-1)


def buckets(counts: Array, following: dict[int, Array]) -> list[Bucket]:
    """Buckets of about FILL places. `counts` are of ranks; `following` tells of ranks too frequent for one bucket."""
    found: list[Bucket] = []
    begin, size = 0, 0
    for rank, count in enumerate(counts.tolist()):
        if rank not in following and size + count <= FILL:
            size += count
            continue
        if size:
            found.append(Bucket(begin << 16, rank << 16, whole=True))
        begin, size = rank, count
        if rank in following:
            found += _split(rank, following[rank])
            begin, size = rank + 1, 0
    if size:
        found.append(Bucket(begin << 16, LAST, whole=True))
    return found


def _split(rank: int, following: Array) -> list[Bucket]:
    """Buckets for a rank that is too frequent for one: by the rank that follows."""
    number = (np.cumsum(following) - following) // FILL
    cuts = np.flatnonzero(np.diff(number, prepend=-1)).tolist()
    ends = [(rank << 16) + cut for cut in cuts] + [(rank + 1) << 16]
    return [Bucket(low, high, whole=False) for low, high in pairwise(ends)]


def spread(batch: Batch, index: Index, ranks: Array, into: Sequence[Bucket], folder: Path) -> None:
    """Write the places of a batch by bucket: their numbers, and where each bucket's begin."""
    units = ranks[batch.load(index.name)]
    places = np.flatnonzero(units)
    after = units[places + 1].astype(np.int64)
    pair = (units[places].astype(np.int64) << 16) | np.where(after == 0, 1, after)
    edges = np.array([bucket.low for bucket in into], dtype=np.int64)
    number = (np.searchsorted(edges, pair, side="right") - 1).astype(np.uint16)
    order = np.argsort(number, kind="stable")
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "places.npy", places[order].astype(np.uint32))
    save(folder / "begins.npy", np.searchsorted(number[order], np.arange(len(into) + 1)))
    save(folder / "units.npy", units)


def take(folders: Sequence[Path], starts: Sequence[Array], firsts: Sequence[int], number: int) -> Places:
    """All places of one bucket. `starts`: where each batch's documents begin; `firsts`: the first document of each."""
    columns: list[list[Array]] = []
    documents = []
    for folder, start, first in zip(folders, starts, firsts, strict=True):
        begins = np.load(folder / "begins.npy")
        places = np.load(folder / "places.npy", mmap_mode="r")[begins[number] : begins[number + 1]].astype(np.int64)
        if not len(places):
            continue
        columns.append(gather(np.load(folder / "units.npy", mmap_mode="r"), places))
        documents.append((np.searchsorted(start, places, side="right") - 1 + first).astype(np.uint32))
    if not documents:
        return Places([np.zeros(0, dtype=np.uint16)] * DEEPEST, np.zeros(0, dtype=np.uint32))
    return Places([np.concatenate(column) for column in zip(*columns, strict=True)], np.concatenate(documents))


def take_unit(folders: Sequence[Path], starts: Sequence[Array], firsts: Sequence[int], rank: int) -> Places:
    """All places of one unit, without what follows them."""
    documents = []
    for folder, start, first in zip(folders, starts, firsts, strict=True):
        places = np.flatnonzero(np.load(folder / "units.npy", mmap_mode="r") == rank)
        documents.append((np.searchsorted(start, places, side="right") - 1 + first).astype(np.uint32))
    found = np.concatenate(documents)
    return Places([np.full(len(found), rank, dtype=np.uint16)], found)
