"""The stored texts: a small file for each speech, from which hits are verified and shown.

Knows: units, ranks, gzip.
Must not know: what stands in a text.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

from build_tools.search import coding
from build_tools.search.batches import Batch
from build_tools.search.coding import Array
from build_tools.search.shards import ranked

FOLDER: Final = 512  # files in one folder


def numbered(folder: Path, number: int) -> Path:
    """One of many files with numbers for names; its folder is made."""
    path = folder / str(number // FOLDER) / f"{number % FOLDER}.bin"
    path.parent.mkdir(exist_ok=True, parents=True)
    return path


def write(batch: Batch, first: int, ranks: Array, folder: Path) -> int:
    """Write the texts of a batch, the first of which is number `first`; their bytes."""
    units, starts = batch.load("stored"), batch.load("stored-starts").tolist()
    total = 0
    for number, (low, high) in enumerate(pairwise(starts)):
        data = coding.squeezed(ranked(ranks[units[low:high]]))
        numbered(folder / "t", first + number).write_bytes(data)
        total += len(data)
    return total
