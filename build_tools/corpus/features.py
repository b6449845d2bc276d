"""A speech's words as numbers: pairs and triples of Chinese characters, and Latin words, each hashed to a bucket.

Knows: lines of corpus.jsonl.
Must not know: other speeches, pages.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Buckets = NDArray[np.uint32]

BITS: Final = 22
SPOKEN: Final = ("heading", "paragraph", "list item")
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
LATIN: Final = re.compile("[A-Za-z]{4,}")
GRAMS: Final = (2, 3)
TITLES: Final = 0x9E3779B97F4A7C15  # sets the grams of headings apart from those of the text
MIX: Final = np.uint64(0xBF58476D1CE4E5B9)


def features(record: Mapping[str, Any]) -> tuple[Buckets, NDArray[np.int64]]:
    """The buckets of a speech, each once and in order, with how often each occurs."""
    texts = [block["text"] for block in record["blocks"] if block["kind"] in SPOKEN]
    headings = [heading["text"] for heading in record["outline"]]
    words = [zlib.crc32(word.lower().encode()) for text in texts for word in LATIN.findall(text)]
    found = [*_grams(texts, 0), *_grams(headings, TITLES), np.array(words, np.uint64)]
    buckets = (np.concatenate(found) * MIX >> np.uint64(64 - BITS)).astype(np.uint32)
    return np.unique(buckets, return_counts=True)


def _grams(texts: list[str], salt: int) -> list[NDArray[np.uint64]]:
    """The grams of some texts; none reaches over a mark of punctuation."""
    runs = "\0".join(run for text in texts for run in HAN.findall(text))
    codes = np.frombuffer(runs.encode("utf-32-le"), np.uint32).astype(np.uint64)
    made = []
    for size in GRAMS:
        count = len(codes) - size + 1
        if count < 1:
            continue
        gram, whole = np.full(count, salt + size, np.uint64), np.ones(count, np.bool_)
        for at in range(size):
            here = codes[at : at + count]
            gram = gram * np.uint64(0x100000001B3) ^ here
            whole &= here != 0
        made.append(gram[whole])
    return made
