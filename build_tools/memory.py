"""What was made of a source before, kept by content, so that what has not changed is not done again.

Knows: keys and bytes, and the version of the rules.
Must not know: what the bytes mean.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final, Self

ROOM: Final = Path(__file__).parent
RULES: Final = ("*.py", "*.yml", "*.tsv", "*.txt")
SCHEMA: Final = "CREATE TABLE IF NOT EXISTS made (name TEXT PRIMARY KEY, key BLOB NOT NULL, data BLOB NOT NULL)"


@cache
def rules() -> bytes:
    """A digest of every rule and word list of the program: another version forgets all."""
    digest = hashlib.sha256()
    for file in sorted(file for pattern in RULES for file in ROOM.rglob(pattern)):
        digest.update(file.relative_to(ROOM).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()


def key(*pieces: bytes) -> bytes:
    """The key of a product: a digest of the rules and of all that it is made from."""
    digest = hashlib.sha256(rules())
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.digest()


class Memory:
    """A file of products by name. A damaged file is thrown away: it holds nothing that cannot be made again."""

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`; None keeps nothing on the disk."""
        self._path = path
        self._rows = self._open()

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            rows = sqlite3.connect(":memory:")
        else:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            rows = sqlite3.connect(self._path, timeout=60)
        try:
            rows.execute("PRAGMA journal_mode=WAL")
            rows.execute("PRAGMA synchronous=OFF")
            rows.execute(SCHEMA)
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

    def __exit__(self, *_: object) -> None:
        """Keep what was put, and close."""
        with closing(self._rows):
            self._rows.commit()

    def keys(self) -> dict[str, bytes]:
        """The key of every product, by name."""
        return dict(self._rows.execute("SELECT name, key FROM made"))

    def get(self, name: str) -> bytes:
        """A product. Raises: KeyError: there is none of this name."""
        row: tuple[bytes] | None = self._rows.execute("SELECT data FROM made WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return row[0]

    def put(self, name: str, key: bytes, data: bytes) -> None:
        """Keep a product in the place of the one before."""
        self._rows.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (name, key, data))

    def forget(self, names: Iterable[str]) -> None:
        """Drop products whose sources are gone."""
        self._rows.executemany("DELETE FROM made WHERE name = ?", ((name,) for name in names))
