"""A large file of which little is new: new bytes and stretches of the file whose place it takes, joined.

Knows: bytes, and how the system copies them.
Must not know: what they mean.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from build_tools import disk

PIECE: Final = 1 << 20  # bytes copied at once where the system does not copy by itself


class Joined:
    """A file put together from new bytes and from stretches of an older file; stretches that touch are copied as one.

    The older file is the one whose place it takes, or None. Room for as many bytes is taken at once: a file system that
    looks for room late would look for all of it when the new file takes the older one's place.
    """

    def __init__(self, stream: IO[bytes], older: int | None) -> None:
        """Write to a stream, and take from an open file of this number."""
        self._stream, self._older = stream, older
        self._start = self._end = 0  # the stretch that waits to be copied
        if older is not None:
            _reserve(stream.fileno(), os.fstat(older).st_size)

    def take(self, start: int, length: int) -> None:
        """Go on with a stretch of the older file."""
        if start != self._end:
            self._copy()
            self._start = start
        self._end = start + length

    def write(self, data: bytes) -> None:
        """Go on with new bytes."""
        self._copy()
        self._stream.write(data)

    def end(self) -> None:
        """Copy the stretch that waits, and give back the room that is left. Raises: EOFError: as `_copy`."""
        self._copy()
        self._stream.flush()
        self._stream.truncate()

    def _copy(self) -> None:
        """Copy the stretch that waits, inside the kernel where it can. Raises: EOFError: the older file is cut."""
        if self._older is None or self._start == self._end:
            return
        self._stream.flush()
        while self._start < self._end:
            copied = _copied(self._older, self._stream.fileno(), self._start, self._end - self._start)
            if not copied:
                raise EOFError(self._end)
            self._start += copied
        self._start = self._end = 0


def _reserve(number: int, size: int) -> None:
    """Take room for a file that is going to be written, where the system can."""
    if size and hasattr(os, "posix_fallocate"):
        with suppress(OSError):  # not every file system can; a full disk is told by the writing
            os.posix_fallocate(number, 0, size)


def _copied(older: int, newer: int, start: int, size: int) -> int:
    """Copy bytes of one open file to where the other stands; how many were copied."""
    try:
        return os.copy_file_range(older, newer, size, start)
    except (AttributeError, OSError):  # not every system, and not between any two files
        return os.write(newer, os.pread(older, min(size, PIECE), start))


@contextmanager
def joined(path: Path, older: int | None) -> Iterator[Joined]:
    """A file to put together that takes its place only when all is written; the older one is closed."""
    try:
        with disk.whole(path) as stream:
            file = Joined(stream, older)
            yield file
            file.end()
    finally:
        if older is not None:
            os.close(older)
