"""The stored texts: a small file for each speech, from which hits are verified and shown.

Knows: units, ranks, gzip.
Must not know: what stands in a text.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from build_tools.search import coding
from build_tools.search.batches import Batch
from build_tools.search.coding import Array
from build_tools.search.shards import ranked

FOLDER: Final = 512  # files in one folder


def name(document: int) -> str:
    """The file of a speech's text, below the index."""
    return f"t/{document // FOLDER}/{document % FOLDER}.bin"


def write(batch: Batch, first: int, ranks: Array, folder: Path) -> int:
    """Write the texts of a batch, the first of which is number `first`; their bytes."""
    units, starts = batch.load("stored"), batch.load("stored-starts").tolist()
    total = 0
    for number, (low, high) in enumerate(pairwise(starts)):
        data = coding.squeezed(ranked(ranks[units[low:high]]))
        path = folder / name(first + number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        total += len(data)
    return total


def counts(batch: Batch) -> Array:
    """How often each unit stands in the stored texts of a batch."""
    return np.bincount(batch.load("stored"), minlength=1 << 16)
