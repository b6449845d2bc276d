"""From the corpus to the files of the index: batch by batch, bucket by bucket, side by side in processes.

Knows: the order of the work, and how it is spread.
Must not know: pages, sites.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from build_tools.search import alphabet, batches, folding, grams, offline, places, shards, suggestions, texts
from build_tools.search import start as first_file
from build_tools.search.batches import Batch
from build_tools.search.coding import Array
from build_tools.search.documents import FIELDS
from build_tools.search.grams import Limits
from build_tools.search.places import Bucket, Index
from build_tools.search.shards import Shard
from build_tools.vocabulary import Vocabulary
from build_tools.workers import workers

FORMAT: Final = 1
INDEXES: Final = (Index("body", 1), Index("fields", len(FIELDS)))
Given = TypeVar("Given")
Made = TypeVar("Made")
Map = Callable[[Callable[[Given], Made], Sequence[Given]], Iterator[Made]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What an index holds, in speeches and bytes."""

    documents: int
    shards: int
    bytes: int  # of all files that are fetched over HTTP
    version: str


class _Placed(NamedTuple):
    """The batches of a corpus, the number of each one's first speech, and how many speeches there are in all."""

    batches: Sequence[Batch]
    firsts: Sequence[int]
    documents: int


@dataclass(frozen=True, slots=True)
class _Job:
    """All that a process needs to make the shards of one bucket, or the own list of one unit."""

    folders: tuple[Path, ...]
    starts: tuple[Array, ...]
    firsts: tuple[int, ...]
    limits: Limits
    number: int
    whole: bool
    unit: int  # 0: all of the bucket


def write_index(corpus: Path, out: Path, store: Path, jobs: int, vocabulary: Vocabulary, rules: bytes = b"") -> Figures:
    """Write the index of a corpus into a new folder `out`. `store` keeps batches for the next time.

    `rules` names the version of the program: batches of another version are not used.
    """
    out.mkdir(parents=True)
    with _processes(jobs) as spread, tempfile.TemporaryDirectory(dir=_made(store), prefix=".places-") as room:
        kept = list(spread(partial(batches.read, store, corpus), list(batches.cut(corpus, rules))))
        _sweep(store, {batch.folder.name for batch in kept}, Path(room).name)
        made = _files(spread, kept, out / "index", Path(room), vocabulary)
    version = _version(out / "index")
    (out / "index").rename(out / version)
    manifest = {"format": FORMAT, "version": version, "documents": made.documents}
    (out / "index.json").write_text(json.dumps(manifest) + "\n", encoding="utf-8")
    offline.write(out)
    return replace(made, version=version)


def _files(spread: Map[Any, Any], kept: Sequence[Batch], folder: Path, room: Path, vocabulary: Vocabulary) -> Figures:
    """Write all files of an index into a folder."""
    facts = [batch.facts() for batch in kept]
    sizes = [len(one["dates"]) for one in facts]
    firsts = tuple(int(begin) for begin in np.cumsum([0, *sizes])[:-1])
    documents = sum(sizes)
    units = {index.name: _counts(kept, index.name) for index in INDEXES}
    letters = alphabet.Alphabet.of(_counts(kept, "stored"), sum(units.values(), np.zeros(1, dtype=np.int64)))
    usual = texts.usual(kept, letters.raw)
    total = sum(spread(partial(_texts, folder, letters.raw, usual), list(zip(kept, firsts, strict=True))))
    directories, counted = [], {}
    for index in INDEXES:
        placed = _Placed(kept, firsts, documents)
        found = _shards(spread, placed, index, letters.grams, units[index.name], room / index.name)
        names, written = _write(folder / index.name[0], found)
        directories.append(shards.directory(names))
        counted[index.name] = len(names)
        total += written
    characters = int(units["body"][1:].sum())
    about = {"documents": documents, "shards": counted, "fields": FIELDS, "characters": characters}
    total += _fetched_first(folder, facts, directories, about, letters.data(usual), vocabulary)
    return Figures(documents, sum(counted.values()), total, "")


def _fetched_first(
    folder: Path,
    facts: Sequence[Any],
    directories: Sequence[bytes],
    about: Mapping[str, Any],
    letters: bytes,
    vocabulary: Vocabulary,
) -> int:
    """Write the files that are fetched whole; their bytes."""
    start, facets = first_file.start(facts, directories, about, vocabulary)
    counted_terms = sum((Counter(one["terms"]) for one in facts), Counter[str]())
    files = {
        "start.bin": start,
        "suggestions.bin": suggestions.suggestions(facets, counted_terms),
        "alphabet.bin": letters,
        "traditional.bin": alphabet.traditional(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return sum(map(len, files.values()))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _processes(jobs: int) -> Iterator[Map[Any, Any]]:
    """A `map` over some processes, results in order; over none with one job."""
    if jobs <= 1:
        yield map
        return
    with workers(jobs) as spread:
        yield lambda work, given: spread(work, given, 1)


def _sweep(store: Path, keep: set[str], room: str) -> None:
    """Remove the batches that are no longer used."""
    for folder in store.iterdir():
        if folder.name not in keep and folder.name != room:
            shutil.rmtree(folder, ignore_errors=True)


def _texts(folder: Path, ranks: Array, before: bytes, placed: tuple[Batch, int]) -> int:
    batch, first = placed
    return texts.write(batch, first, ranks, before, folder)


def _shards(
    spread: Map[Any, Any],
    placed: _Placed,
    index: Index,
    ranks: Array,
    units: Array,
    room: Path,
) -> Iterator[Shard]:
    """The shards of one index, in order. `units` is how often each unit stands in it."""
    counts = np.bincount(ranks, weights=units).astype(np.int64)  # exact below 2**53
    counts[0] = 0
    frequent = np.flatnonzero(counts > places.FILL).tolist()
    following = {}
    if frequent:
        rows = sum(spread(partial(_pairs, index, ranks, frequent), list(placed.batches)), np.zeros(1, dtype=np.int64))
        following = dict(zip(frequent, rows.reshape(len(frequent), -1), strict=True))
    into = places.buckets(counts, following)
    folders = tuple(room / str(number) for number in range(len(placed.batches)))
    for _ in spread(partial(_spread, index, ranks, into), list(zip(placed.batches, folders, strict=True))):
        pass
    starts = tuple(batch.load(f"{index.name}-starts") for batch in placed.batches)
    limits = Limits.of(placed.documents * index.each)
    firsts = tuple(first * index.each for first in placed.firsts)
    tasks = []
    for number, bucket in enumerate(into):
        first = bucket.low >> 16
        if not bucket.whole and (number == 0 or into[number - 1].low >> 16 != first):
            tasks.append(_Job(folders, starts, firsts, limits, number, whole=False, unit=first))
        tasks.append(_Job(folders, starts, firsts, limits, number, whole=bucket.whole, unit=0))
    for some in spread(_made_shards, tasks):
        yield from some


def _counts(kept: Sequence[Batch], name: str) -> Array:
    """How often each unit stands in all batches."""
    return sum((batch.load(f"{name}-counts") for batch in kept), np.zeros(folding.UNITS, dtype=np.int64))


def _pairs(index: Index, ranks: Array, first: Sequence[int], batch: Batch) -> Array:
    return places.pairs(batch, index, ranks, first)


def _spread(index: Index, ranks: Array, into: Sequence[Bucket], placed: tuple[Batch, Path]) -> None:
    batch, folder = placed
    places.spread(batch, index, ranks, into, folder)


def _made_shards(job: _Job) -> list[Shard]:
    if job.unit:
        found = grams.own_lists(places.take_unit(job.folders, job.starts, job.firsts, job.unit))
    else:
        taken = places.take(job.folders, job.starts, job.firsts, job.number)
        found = grams.lists(taken, job.limits, whole=job.whole)
    return list(shards.shards(found, job.limits.space))


def _write(folder: Path, found: Iterator[Shard]) -> tuple[list[tuple[int, ...]], int]:
    """Write shards as numbered files; their first keys, and all their bytes."""
    firsts, total = [], 0
    for number, shard in enumerate(found):
        texts.numbered(folder, number).write_bytes(shard.data)
        firsts.append(shard.first)
        total += len(shard.data)
    return firsts, total


def _version(folder: Path) -> str:
    """A digest of all files: an index is never mixed with another, for it has another address."""
    digest = hashlib.sha256(b"search index %d" % FORMAT)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
