"""The corpus in batches of speeches, each folded into arrays and kept by content on the disk.

A batch ends where a digest of a speech's id says so: a speech that is added or changed changes its own batch alone.
Knows: `corpus.jsonl`, and how a batch lies on the disk.
Must not know: the index.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from build_tools.search import folding, suggestions
from build_tools.search.arrays import save
from build_tools.search.coding import Array
from build_tools.search.documents import FIELDS, Document, document

FEW: Final = 64  # speeches of a batch at least
MANY: Final = 1024  # and at most
CUT: Final = 256  # one id in so many ends a batch
PAD: Final = 16  # zeros after the last text: grams look ahead
FORM: Final = b"search batch 2"


@dataclass(frozen=True, slots=True)
class Batch:
    """A folder of arrays.

    `body` and `fields` are folded units, a zero after each line; `stored` raw units. `…-starts` says where the text of
    each speech (four fields of each speech) begins, and where the last one ends; `…-counts` how often each unit stands.
    """

    folder: Path

    def load(self, name: str) -> Array:
        """An array, mapped from the disk."""
        array: Array = np.load(self.folder / f"{name}.npy", mmap_mode="r")
        return array

    def facts(self) -> Any:  # noqa: ANN401 - what JSON holds
        """Of each speech its facets, date and Han characters; of all, how many have each heading (`terms`)."""
        return json.loads((self.folder / "facts.json").read_bytes())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the lines of a batch stand in the corpus, in bytes; `name` is a digest of them and of the rules."""

    name: str
    start: int
    length: int


def cut(corpus: Path, rules: bytes) -> Iterator[Stretch]:
    """The corpus, batch by batch; its lines are not kept."""
    digest, start, count, size = hashlib.sha256(FORM + rules), 0, 0, 0
    with corpus.open("rb") as stream:
        for line in stream:
            digest.update(line)
            count, size = count + 1, size + len(line)
            name = line[: line.find(b",")]  # a record begins with its id
            if count >= MANY or (count >= FEW and zlib.crc32(name) % CUT == 0):
                yield Stretch(digest.hexdigest()[:32], start, size)
                digest, start, count, size = hashlib.sha256(FORM + rules), start + size, 0, 0
    if count:
        yield Stretch(digest.hexdigest()[:32], start, size)


def read(store: Path, corpus: Path, stretch: Stretch) -> Batch:
    """The batch of a stretch of the corpus: made, unless the disk has it."""
    folder = store / stretch.name
    if not folder.exists():
        part = store / f".{stretch.name}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        with corpus.open("rb") as stream:
            stream.seek(stretch.start)
            lines = stream.read(stretch.length).splitlines()
        _write(part, [document(json.loads(line)) for line in lines])
        part.rename(folder)
    return Batch(folder)


def _write(folder: Path, documents: list[Document]) -> None:
    arrays = {
        "body": _folded("\0".join((*one.lines, "")) for one in documents),
        "fields": _folded(f"{field}\0" for one in documents for field in one.fields),
        "stored": _raw(one.stored for one in documents),
    }
    assert len(arrays["fields"][1]) == len(documents) * len(FIELDS) + 1
    for name, (units, starts) in arrays.items():
        save(folder / f"{name}.npy", units)
        save(folder / f"{name}-starts.npy", starts)
        save(folder / f"{name}-counts.npy", np.bincount(units, minlength=folding.UNITS))
    facts = {
        "facets": [one.facets for one in documents],
        "dates": [one.date for one in documents],
        "characters": [one.characters for one in documents],
        "terms": suggestions.terms(one.fields[1].split("\0") for one in documents),
    }
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def _raw(texts: Iterator[str]) -> tuple[Array, Array]:
    """The units of texts, one after the other, and where each begins."""
    units = [folding.units(text) for text in texts]
    return np.concatenate(units), np.cumsum([0, *map(len, units)])


def _folded(texts: Iterator[str]) -> tuple[Array, Array]:
    """The folded units of texts, one after the other and padded, and where each begins."""
    raw, starts = _raw(texts)
    units, places = folding.fold_units(raw)
    return np.concatenate([units, np.zeros(PAD, dtype=np.uint16)]), np.searchsorted(places, starts)
