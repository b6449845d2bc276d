"""Which speeches are related to which, each with its reasons: TF-IDF over inverted lists, and the same setting.

Only a speech's weightiest words are kept, and only words that not too many speeches share, so that what is held and
what is done for one speech have bounds that do not grow with the corpus.
Knows: corpus.jsonl, read twice from its beginning, and once by places.
Must not know: pages.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from build_tools.corpus.features import BITS, Buckets, features
from build_tools.corpus.reasons import Reading, read, reasons
from build_tools.model import Neighbour

KEPT: Final = 64  # words of a speech
MOST: Final = 300  # speeches that share a word: what more of them share tells them not apart
NEIGHBOURS: Final = 5
TRIED: Final = 10
LEAST: Final = 0.06  # cosine
FILLED: Final = 3  # neighbours that a speech gets of the same setting, if its words find fewer
APART: Final = -1  # stands between those nearest in words and those of the same setting
HELD: Final = 1000  # readings that are held to be compared


@dataclass(frozen=True, slots=True)
class _Row:
    """What is held of a speech: where its line stands, and its setting."""

    start: int
    id: str
    digest: bytes
    setting: tuple[str, str] | None


def relate(
    corpus: Path, known: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[tuple[str, bytes, tuple[Neighbour, ...] | None]]:
    """The id of every speech of a corpus with its neighbours, in the order of the corpus.

    Between them stands a digest of all that the neighbours depend on. If it is the one `known`, they are not looked
    for again: None stands in their place.
    """
    rows, shared_by = _survey(corpus)
    if not rows:
        return
    found = _Lists(*_weigh(corpus, rows, shared_by))
    settings = defaultdict[tuple[str, str], list[int]](list)
    for number, row in enumerate(rows):
        if row.setting:
            settings[row.setting].append(number)
    with corpus.open("rb") as stream:

        @lru_cache(HELD)
        def reading(number: int) -> Reading:
            stream.seek(rows[number].start)
            return read(json.loads(stream.readline()))

        for number, row in enumerate(rows):
            same = settings[row.setting] if row.setting else ()
            tried = _tried(number, found.nearest(number), same)
            key = b"".join(b"|" if one == APART else rows[one].digest for one in (number, *tried))
            key = hashlib.blake2b(key, digest_size=16).digest()
            new = known.get(row.id) != key
            yield row.id, key, tuple(_neighbours(number, tried, reading)) if new else None


def _survey(corpus: Path) -> tuple[list[_Row], NDArray[np.uint32]]:
    """What is held of each speech, and how many speeches have each word."""
    rows, shared_by, at = [], np.zeros(1 << BITS, np.uint32), 0
    with corpus.open("rb") as stream:
        for line in stream:
            record = json.loads(line)
            shared_by[features(record)[0]] += 1
            setting = record["occasion"]["id"], record["speaker"]["role"]
            digest = hashlib.blake2b(line, digest_size=16).digest()
            rows.append(_Row(at, record["id"], digest, setting if all(setting) else None))
            at += len(line)
    return rows, shared_by


def _weigh(
    corpus: Path, rows: Sequence[_Row], shared_by: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """The weightiest words of each speech, and their weights: a row each, filled up with words of no weight."""
    words = np.zeros((len(rows), KEPT), np.uint32)
    weights = np.zeros((len(rows), KEPT), np.float32)
    most = min(MOST, max(2, len(rows) // 2))
    with corpus.open("rb") as stream:
        for number, line in enumerate(stream):
            here, often = features(json.loads(line))
            kept = _weightiest(here, often, shared_by[here], len(rows), most)
            words[number, : len(kept[0])], weights[number, : len(kept[0])] = kept
    return words, weights


def _weightiest(
    words: Buckets, often: NDArray[np.int64], shared_by: NDArray[np.uint32], total: int, most: int
) -> tuple[Buckets, NDArray[np.float64]]:
    fit = (shared_by >= 2) & (shared_by <= most)
    words = words[fit]
    weights = (1 + np.log(often[fit])) * np.log1p(total / shared_by[fit])
    first = np.lexsort((words, -weights))[:KEPT]
    length = float(np.sqrt(np.sum(weights[first] ** 2))) or 1.0
    return words[first], weights[first] / length


class _Lists:
    """The inverted lists: for each word the speeches that have it, and its weight there."""

    def __init__(self, words: NDArray[np.uint32], weights: NDArray[np.float32]) -> None:
        self.words, self.weights = words, weights
        used = np.flatnonzero(weights.ravel())
        order = used[np.argsort(words.ravel()[used], kind="stable")]
        self._of = words.ravel()[order]
        self._speeches = (order // KEPT).astype(np.uint32)
        self._weights = weights.ravel()[order]

    def nearest(self, number: int) -> list[int]:
        """The speeches nearest to one, itself aside, the nearest first."""
        mine = np.flatnonzero(self.weights[number])
        if not len(mine):
            return []
        starts = np.searchsorted(self._of, self.words[number][mine], "left")
        ends = np.searchsorted(self._of, self.words[number][mine], "right")
        places = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        speeches = np.concatenate([self._speeches[place] for place in places])
        gains = np.concatenate(
            [self._weights[place] * self.weights[number, word] for place, word in zip(places, mine, strict=True)]
        )
        others, which = np.unique(speeches, return_inverse=True)
        scores = np.round(np.bincount(which, gains), 6)
        first = np.lexsort((others, -scores))[: TRIED + 1]
        return [int(others[one]) for one in first if scores[one] >= LEAST and others[one] != number]


def _tried(number: int, nearest: Sequence[int], same: Sequence[int]) -> list[int]:
    """The speeches that may be neighbours of one: those nearest in words, and below them some of its setting."""
    at = bisect_left(same, number)
    around = [*same[at + 1 : at + 1 + FILLED], *reversed(same[max(0, at - FILLED) : at])]
    return list(dict.fromkeys([*nearest, APART, *around]))


def _neighbours(number: int, tried: Sequence[int], reading: Callable[[int], Reading]) -> Iterator[Neighbour]:
    """The neighbours of a speech: those nearest in words that share what can be named; few others of its setting."""
    told, most, here = 0, NEIGHBOURS, reading(number)
    for other in tried:
        if other == APART:
            most = FILLED
        elif told < most and (why := reasons(here, there := reading(other))):
            told += 1
            yield Neighbour(there.id, there.title, why)
