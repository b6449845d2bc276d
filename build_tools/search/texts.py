"""The stored texts: a small file for each speech, from which hits are verified and shown.

Knows: units, ranks, gzip.
Must not know: what stands in a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from build_tools.search import coding
from build_tools.search.batches import Batch
from build_tools.search.coding import Array
from build_tools.search.shards import ranked

FOLDER: Final = 512  # files in one folder
SAMPLED: Final = 12  # texts that tell what all are like
LONGEST: Final = 32_000  # bytes of them: deflate looks back 32 KiB


def numbered(folder: Path, number: int) -> Path:
    """One of many files with numbers for names; its folder is made."""
    path = folder / str(number // FOLDER) / f"{number % FOLDER}.bin"
    path.parent.mkdir(exist_ok=True, parents=True)
    return path


def usual(kept: Sequence[Batch], ranks: Array) -> bytes:
    """What texts of the corpus are like: the coded beginnings of some, from all over it.

    Each text is packed as if it went on from there, so that turns of phrase that many speeches have are stored once.
    """
    sizes = [len(batch.load("stored-starts")) - 1 for batch in kept]
    chosen = np.unique(np.linspace(0, sum(sizes) - 1, min(SAMPLED, sum(sizes))).astype(np.int64)).tolist()
    found, first = [], 0
    for batch, size in zip(kept, sizes, strict=True):
        starts = batch.load("stored-starts")
        found += [_coded(batch, ranks, starts, number - first) for number in chosen if first <= number < first + size]
        first += size
    return b"".join(text[: LONGEST // max(1, len(found))] for text in found)


def _coded(batch: Batch, ranks: Array, starts: Array, number: int) -> bytes:
    return ranked(ranks[batch.load("stored")[starts[number] : starts[number + 1]]])


def write(batch: Batch, first: int, ranks: Array, before: bytes, folder: Path) -> int:
    """Write the texts of a batch, the first of which is number `first`; their bytes. All go on from `before`."""
    units, starts = batch.load("stored"), batch.load("stored-starts").tolist()
    total = 0
    for number, (low, high) in enumerate(pairwise(starts)):
        data = coding.continued(ranked(ranks[units[low:high]]), before)
        numbered(folder / "t", first + number).write_bytes(data)
        total += len(data)
    return total
