"""Two folders of data files, read: what is the same in both is only counted, so that a large anthology fits.

Knows: the names of the data files, and the keys of their rows that a review needs.
Must not know: how they are compared.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

Row = Mapping[str, Any]
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
SHORTEST: Final = 50  # Han characters: shorter speeches may well be alike


class Unreadable(Exception):  # noqa: N818 - not a mistake of the program
    """This folder does not hold data files."""


@dataclass(frozen=True, slots=True)
class Data:
    """What the data files of one state hold. `gone` leads from an address to where it moved, or to nothing.

    `speeches` are those that are not just the same in the other state; `same` are the ids of the others. `words` leads
    from a digest of a speech's Han characters to the speeches that have them.
    """

    sources: Mapping[str, Row]
    speeches: Mapping[str, Row]
    same: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    findings: tuple[Row, ...]
    gone: Mapping[str, str]


def read(before: Path, after: Path) -> tuple[Data, Data]:
    """The data files of two folders. What is gone may be missing: older data files do not tell it.

    Raises: Unreadable: another is missing, or is none of ours.
    """
    same = frozenset(name for name, _ in set(_digests(before)) & set(_digests(after)))
    return _data(before, same), _data(after, same)


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(folder / "corpus.jsonl"):
        yield str(row["id"]), hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def _data(folder: Path, same: frozenset[str]) -> Data:
    speeches, words = dict[str, Row](), dict[str, tuple[str, ...]]()
    for row in _rows(folder / "corpus.jsonl"):
        if row["id"] not in same:
            speeches[row["id"]] = row
        if digest := _words(row):
            words[digest] = (*words.get(digest, ()), row["id"])
    gone = folder / "withdrawn.jsonl"
    return Data(
        {row["id"]: row for row in _rows(folder / "sources.jsonl")},
        speeches,
        same,
        words,
        tuple(_rows(folder / "findings.jsonl")),
        {row["address"]: row["to"] or "" for row in _rows(gone)} if gone.exists() else {},
    )


def _words(speech: Row) -> str:
    """A digest of the Han characters of a speech; nothing for a very short one."""
    every = "".join(run for block in speech["blocks"] for run in HAN.findall(block["text"]))
    return hashlib.sha256(every.encode()).hexdigest() if len(every) >= SHORTEST else ""


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a data file. Raises: Unreadable: it is missing, or is none of ours."""
    try:
        with path.open(encoding="utf-8") as stream:
            for line in stream:
                row: Row = json.loads(line)
                row.keys()
                yield row
    except (OSError, ValueError, AttributeError) as error:
        message = f"{path}: 读不了，不是数据文件 / cannot be read: no data file"
        raise Unreadable(message) from error
