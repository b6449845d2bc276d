"""The folder in which what readers take away waits for the site: what was made stays, what is gone is removed.

Knows: files, and that a folder which a run left unfinished is not to be trusted.
Must not know: what the files hold, or what a site is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from build_tools import disk

UNFINISHED: Final = ".unfinished"


class Shelf:
    """The files of a run. Files that are put without bytes are there from a run before."""

    def __init__(self, folder: Path) -> None:
        """Take a folder, which need not exist."""
        self.folder = folder
        self.kept = set[str]()
        self.trusted = False  # within a run: what a run before left here can be relied upon

    def whole(self) -> bool:
        """True if the last run that wrote here came to its end."""
        return self.folder.is_dir() and not (self.folder / UNFINISHED).exists()

    def __enter__(self) -> Self:
        """Begin a run: until it ends well, the folder is not whole."""
        self.trusted = self.whole()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / UNFINISHED).touch()
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        """End the run: what was not put is gone."""
        if failed is None:
            disk.sweep(self.folder, self.kept | {UNFINISHED}, suffix="")
            _prune(self.folder)
            (self.folder / UNFINISHED).unlink()

    def put(self, files: Sequence[tuple[str, bytes]], *, fresh: bool) -> None:
        """Keep files; only fresh ones are written."""
        self.kept.update(path for path, _ in files)
        if fresh:
            for folder in {path.rpartition("/")[0] for path, _ in files}:
                (self.folder / folder).mkdir(parents=True, exist_ok=True)
            for path, data in files:
                _write(f"{self.folder}/{path}", data)


def _write(name: str, data: bytes) -> None:
    """Write a file anew: a site may know the one before by another name, and must not see it change.

    It need not be whole at each moment, as other files are: until the run ends well, nothing here is trusted.
    """
    with suppress(FileNotFoundError):
        os.unlink(name)  # noqa: PTH108 - asked for every file of every speech
    with open(name, "xb") as stream:  # noqa: PTH123 - as above
        stream.write(data)


def _prune(folder: Path) -> None:
    """Remove the folders in which nothing is left: their names too may be of what was withdrawn."""
    for place, _, _ in os.walk(folder, topdown=False):
        if place != os.fspath(folder) and not os.listdir(place):  # noqa: PTH208 - asked for every speech
            Path(place).rmdir()


def lay(folder: Path, site: Path) -> list[str]:
    """Put every file into a site, as another name of the same file where the disk can; their addresses."""
    laid = []
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder)
        (site / below).mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            address = (below / name).as_posix()
            _link(Path(place, name), site / address)
            laid.append(address)
    return sorted(laid)


def _link(file: Path, name: Path) -> None:
    try:
        name.hardlink_to(file)
    except OSError:  # another disk, or one without links
        name.write_bytes(file.read_bytes())
