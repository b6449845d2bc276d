"""What was made of a source before, kept by content, so that what has not changed is not done again.

Knows: keys and bytes, and the version of the rules.
Must not know: what the bytes mean.
"""

from __future__ import annotations

import errno
import hashlib
import marshal
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final, Self

ROOM: Final = Path(__file__).parent
RULES: Final = ("*.py", "*.yml", "*.tsv", "*.txt", "*.csl", "*.typ")
DAY: Final = 86_400_000_000_000  # nanoseconds: no two machines that share a disk differ by more
FORM: Final = 3  # of the tables: a file of another form is thrown away
OF_THE_DISK: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
"""What is no damage of the file, by the system's number for it: another file would fare no better."""
TABLES: Final = ("known", "products", "compared")  # a row a source
SCHEMA: Final = f"""
BEGIN IMMEDIATE;
-- what every run looks at, read at once; apart from the products, which are large and seldom looked at
CREATE TABLE known (name TEXT PRIMARY KEY, key BLOB NOT NULL, seen BLOB NOT NULL, brief BLOB NOT NULL);
CREATE TABLE products (name TEXT PRIMARY KEY, data BLOB NOT NULL);
-- what is kept of each source to compare it with the others, and what came of it
CREATE TABLE compared (name TEXT PRIMARY KEY, prints BLOB NOT NULL, texts BLOB NOT NULL);
CREATE TABLE wholes (name TEXT PRIMARY KEY, key BLOB NOT NULL, data BLOB NOT NULL);
-- the data file that the last run wrote: how it looked, and how long each product's lines in it are, in order
CREATE TABLE files (name TEXT PRIMARY KEY, looks TEXT NOT NULL, lengths BLOB NOT NULL);
PRAGMA user_version = {FORM};
COMMIT;
"""


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
class Known:
    """What is kept of a product besides its bytes: what it was made from, how that was last seen, and a brief of it."""

    key: bytes
    seen: bytes
    brief: bytes


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
    touched since is as it was then. If that is yet to come, the clock was set back: nothing is taken to be untouched,
    and what was made on a day that has not come, and may rest on it, is forgotten.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`; None keeps nothing on the disk."""
        self._path = path
        self.since = path.stat().st_mtime_ns if path and path.exists() else 0
        self._rows = self._open()
        ahead = self.since - time.time_ns()
        if ahead > 0:
            self.since = 0
        if ahead > DAY:
            self.clear()

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            rows = sqlite3.connect(":memory:")
        else:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            rows = sqlite3.connect(self._path, timeout=60)
        try:
            rows.execute("PRAGMA journal_mode=TRUNCATE")
            rows.execute("PRAGMA synchronous=OFF")
            _lay(rows)
        except sqlite3.DatabaseError as failed:
            rows.close()
            _tell_of_the_disk(failed)
            if self._path is None or not self._path.exists():
                raise
            self._path.unlink()
            return self._open()
        return rows

    def __enter__(self) -> Self:
        """The memory itself."""
        return self

    def __exit__(self, failed: type[BaseException] | None, why: BaseException | None, _: object) -> None:
        """Keep what was put, and close. A run that failed keeps nothing: what it made may not have been written.

        Raises: OSError: the disk is full, or may not be written.
        """
        with closing(self._rows):
            if isinstance(why, sqlite3.Error):
                _tell_of_the_disk(why)
            if failed is None:
                try:
                    self._rows.commit()
                except sqlite3.Error as wrong:
                    _tell_of_the_disk(wrong)
                    raise

    def known(self) -> dict[str, Known]:
        """What is kept of every product, by name."""
        rows = self._rows.execute("SELECT name, key, seen, brief FROM known")
        return {name: Known(*row) for name, *row in rows}

    def get(self, name: str) -> bytes:
        """A product. Raises: KeyError: there is none of this name."""
        row: tuple[bytes] | None = self._rows.execute("SELECT data FROM products WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return row[0]

    def put(self, name: str, known: Known, data: bytes) -> None:
        """Keep a product in the place of the one before; what was compared of that one is no more."""
        self._rows.execute("DELETE FROM compared WHERE name = ?", (name,))
        row = (name, known.key, known.seen, known.brief)
        self._rows.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", row)
        self._rows.execute("INSERT OR REPLACE INTO products VALUES (?, ?)", (name, data))

    def see(self, name: str, seen: bytes) -> None:
        """Keep how the source of a product was seen now."""
        self._rows.execute("UPDATE known SET seen = ? WHERE name = ?", (seen, name))

    def lines(self, path: Path) -> Lines | None:
        """The data file at `path`, if it is as the last run left it."""
        try:
            number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        found = self._rows.execute("SELECT looks, lengths FROM files WHERE name = ?", (path.name,))
        row: tuple[str, bytes] | None = found.fetchone()
        if row is None or row[0] != _looks(os.fstat(number)):
            os.close(number)
            return None
        names, lengths = marshal.loads(row[1])  # noqa: S302 - our own memory
        starts = accumulate(lengths, initial=0)
        return Lines(number, dict(zip(names, zip(starts, lengths, strict=False), strict=True)))

    def wrote(self, path: Path, lengths: Iterable[tuple[str, int]]) -> None:
        """Keep where each product's lines stand in the data file that was just written, in the order of writing."""
        rows = list(lengths)
        packed = marshal.dumps(([name for name, _ in rows], [length for _, length in rows]))
        self._rows.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path.name, _looks(path.stat()), packed))

    def made_of(self) -> list[tuple[str, bytes]]:
        """The names and keys of all products, in order."""
        return list(self._rows.execute("SELECT name, key FROM known ORDER BY name"))

    def put_compared(self, name: str, prints: bytes, texts: bytes) -> None:
        """Keep what is compared of a source."""
        self._rows.execute("INSERT OR REPLACE INTO compared VALUES (?, ?, ?)", (name, prints, texts))

    def compared(self) -> set[str]:
        """The names of the sources of which it is kept."""
        return {name for (name,) in self._rows.execute("SELECT name FROM compared")}

    def prints(self) -> Iterator[tuple[str, bytes]]:
        """The prints of every source, by name, in order."""
        yield from self._rows.execute("SELECT name, prints FROM compared ORDER BY name")

    def texts(self, name: str) -> bytes:
        """The texts of a source."""
        row: tuple[bytes] = self._rows.execute("SELECT texts FROM compared WHERE name = ?", (name,)).fetchone()
        return row[0]

    def whole(self, name: str, key: bytes) -> bytes | None:
        """What was made of all sources together under this key; None if they are no longer the same."""
        found = self._rows.execute("SELECT data FROM wholes WHERE name = ? AND key = ?", (name, key))
        row: tuple[bytes] | None = found.fetchone()
        return row[0] if row else None

    def keep_whole(self, name: str, key: bytes, data: bytes) -> None:
        """Keep what was made of all sources together in the place of the one before."""
        self._rows.execute("INSERT OR REPLACE INTO wholes VALUES (?, ?, ?)", (name, key, data))

    def forget(self, names: Iterable[str]) -> None:
        """Drop products whose sources are gone."""
        for name in names:
            for table in TABLES:
                self._rows.execute(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 - our own names

    def clear(self) -> None:
        """Drop every product."""
        for table in TABLES:
            self._rows.execute(f"DELETE FROM {table}")  # noqa: S608 - as above


def _lay(rows: sqlite3.Connection) -> None:
    """Make the tables where there are none yet. Raises: sqlite3.DatabaseError: they have another form."""
    form: int = rows.execute("PRAGMA user_version").fetchone()[0]
    if form == FORM:
        return
    if rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        message = f"tables of form {form}"
        raise sqlite3.DatabaseError(message)
    rows.executescript(SCHEMA)


def _tell_of_the_disk(failed: sqlite3.Error) -> None:
    """Say what the disk said as every other file does. Raises: OSError: it was the disk."""
    number = OF_THE_DISK.get(getattr(failed, "sqlite_errorcode", 0) & 0xFF)
    if number:
        raise OSError(number, os.strerror(number)) from failed


def _looks(found: os.stat_result) -> str:
    return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
