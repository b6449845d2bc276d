"""Arrays on the disk, written so that a full disk says that it is full.

Knows: NumPy's file format.
Must not know: what the numbers mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt


class _Plain:
    """A file that NumPy does not write to behind Python's back: its own errors have no number and no name."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes, /) -> object:
        return self._stream.write(data)


def save(path: Path, array: npt.NDArray[Any]) -> None:
    """Write an array as a .npy file. Raises: OSError: with its number, as any other file's."""
    with path.open("wb") as stream:
        np.save(_Plain(stream), array)
