"""What was made of a source before, kept by content, so that what has not changed is not done again.

Knows: keys and bytes, and the version of the rules.
Must not know: what the bytes mean.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self

ROOM: Final = Path(__file__).parent
RULES: Final = ("*.py", "*.yml", "*.tsv", "*.txt")
SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS made_of (name TEXT PRIMARY KEY, key BLOB NOT NULL, data BLOB NOT NULL)",
    # apart, since a row is written anew as a whole, and products are large
    "CREATE TABLE IF NOT EXISTS sights (name TEXT PRIMARY KEY, seen BLOB NOT NULL)",
    # where each product's lines stand in the data file that the last run wrote, and how that file looked
    "CREATE TABLE IF NOT EXISTS places (name TEXT PRIMARY KEY, start INTEGER NOT NULL, length INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, looks TEXT NOT NULL)",
)


@cache
def rules() -> bytes:
    """A digest of Python's version and of every rule and word list of the program: another version forgets all."""
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(file for pattern in RULES for file in ROOM.rglob(pattern)):
        digest.update(file.relative_to(ROOM).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()


def key(*pieces: bytes) -> bytes:
    """The key of a product: a digest of the rules and of all that it is made from."""
    digest = hashlib.sha256(rules())
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Lines:
    """The data file that the last run wrote: each product's lines can be taken from it instead of being kept twice."""

    number: int  # of the open file
    places: Mapping[str, tuple[int, int]]  # offset and length in bytes, by name

    def get(self, name: str) -> bytes:
        """The lines of a product."""
        start, length = self.places[name]
        return os.pread(self.number, length, start)


class Memory:
    """A file of products by name. A damaged file is thrown away: it holds nothing that cannot be made again.

    `since` is when the last run that ended well wrote to it, in nanoseconds: what was written from it and has not been
    touched since is as it was then.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`; None keeps nothing on the disk."""
        self._path = path
        self.since = path.stat().st_mtime_ns if path and path.exists() else 0
        self._rows = self._open()

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            rows = sqlite3.connect(":memory:")
        else:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            rows = sqlite3.connect(self._path, timeout=60)
        try:
            rows.execute("PRAGMA journal_mode=TRUNCATE")
            rows.execute("PRAGMA synchronous=OFF")
            for table in SCHEMA:
                rows.execute(table)
        except sqlite3.DatabaseError:
            rows.close()
            if self._path is None or not self._path.exists():
                raise
            self._path.unlink()
            return self._open()
        return rows

    def __enter__(self) -> Self:
        """The memory itself."""
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        """Keep what was put, and close. A run that failed keeps nothing: what it made may not have been written."""
        with closing(self._rows):
            if failed is None:
                self._rows.commit()

    def keys(self) -> dict[str, tuple[bytes, bytes]]:
        """The key of every product, and how its source was last seen, by name."""
        rows = self._rows.execute("SELECT name, key, coalesce(seen, x'') FROM made_of LEFT JOIN sights USING (name)")
        return {name: (key, seen) for name, key, seen in rows}

    def get(self, name: str) -> bytes:
        """A product. Raises: KeyError: there is none of this name."""
        row: tuple[bytes] | None = self._rows.execute("SELECT data FROM made_of WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return row[0]

    def put(self, name: str, key: bytes, seen: bytes, data: bytes) -> None:
        """Keep a product in the place of the one before."""
        self._rows.execute("INSERT OR REPLACE INTO made_of VALUES (?, ?, ?)", (name, key, data))
        self.see(name, seen)

    def see(self, name: str, seen: bytes) -> None:
        """Keep how the source of a product was seen now."""
        self._rows.execute("INSERT OR REPLACE INTO sights VALUES (?, ?)", (name, seen))

    def lines(self, path: Path) -> Lines | None:
        """The data file at `path`, if it is as the last run left it."""
        try:
            number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        row: tuple[str] | None = self._rows.execute("SELECT looks FROM files WHERE name = ?", (path.name,)).fetchone()
        if row is None or row[0] != _looks(os.fstat(number)):
            os.close(number)
            return None
        places = self._rows.execute("SELECT name, start, length FROM places")
        return Lines(number, {name: (start, length) for name, start, length in places})

    def wrote(self, path: Path, lengths: Iterable[tuple[str, int]]) -> None:
        """Keep where each product's lines stand in the data file that was just written, in the order of writing."""
        rows, start = [], 0
        for name, length in lengths:
            rows.append((name, start, length))
            start += length
        self._rows.execute("DELETE FROM places")
        self._rows.executemany("INSERT INTO places VALUES (?, ?, ?)", rows)
        self._rows.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, _looks(path.stat())))

    def forget(self, names: Iterable[str]) -> None:
        """Drop products whose sources are gone."""
        for name in names:
            self._rows.execute("DELETE FROM made_of WHERE name = ?", (name,))
            self._rows.execute("DELETE FROM sights WHERE name = ?", (name,))


def _looks(found: os.stat_result) -> str:
    return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
