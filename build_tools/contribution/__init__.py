"""A contributed tree → its sources alone, as data, in a folder of our own; whatever else is in it is not looked at.

Knows: what may lie in docs/sources of a tree that nobody trusts.
Must not know: what the files mean, or how they are judged.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from build_tools import disk, findings
from build_tools.contribution import names
from build_tools.model import Bilingual, Finding, Location

PLACE: Final = ("docs", "sources")
MOST: Final = 20_000  # files
LARGEST: Final = 1024 * 1024 * 1024  # bytes in all


def receive(tree: Path, target: Path) -> list[Finding]:
    """Copy the sources of a tree into a new folder; what cannot be taken, which is left out.

    What is sound is copied whatever else is there, so that it can be checked in the same run. Links are never followed,
    not even one that stands in the place of `docs` or `docs/sources`. Of a tree that is too large nothing is copied.
    """
    folder = tree.joinpath(*PLACE)
    if (tree / PLACE[0]).is_symlink() or folder.is_symlink():
        return [_at("", "B020", name="/".join(PLACE))]
    faults: list[Finding] = []
    files = {path.relative_to(folder).as_posix(): path for path in _walk(folder, faults)}
    faults += names.faults(list(files), _shown)
    faults += (_at(name, "B003", size=size, limit=disk.LARGEST) for name, size in _large(files))
    refused = {fault.at.path for fault in faults}
    if large := list(_too_large(files)):
        return [*faults, *large]
    for name, path in files.items():
        if _shown(name) not in refused:
            _copy(path, target / name)
    return faults


def _walk(folder: Path, faults: list[Finding]) -> Iterator[Path]:
    """The regular files below a folder, in order, none if it is missing; `faults` takes everything else.

    A tree may be deeper than the program's own calls may be.
    """
    if not folder.is_dir():
        return
    waiting = _inside(folder)
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += _inside(entry.path)
        elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            yield Path(entry.path)
        else:
            faults.append(_at(Path(entry.path).relative_to(folder).as_posix(), "B020", name=entry.name))


def _inside(folder: Path | str) -> list[os.DirEntry[str]]:
    """What lies in a folder, the last name first."""
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name, reverse=True)


def _copy(path: Path, target: Path) -> None:
    """Copy a file's bytes, not its mode; one that became a link meanwhile is refused by the system."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as old, target.open("xb") as new:
        shutil.copyfileobj(old, new)


def _large(files: Mapping[str, Path]) -> Iterator[tuple[str, int]]:
    """Names and sizes of the files of which each is too large by itself."""
    sizes = ((name, path.lstat().st_size) for name, path in files.items())
    return ((name, size) for name, size in sizes if size > disk.LARGEST)


def _too_large(files: Mapping[str, Path]) -> Iterator[Finding]:
    total = sum(path.lstat().st_size for path in files.values())
    if len(files) > MOST:
        limit = Bilingual(f"{MOST} 个文件", f"{MOST} files")
        yield _at("", "B023", what=Bilingual(f"{len(files)} 个文件", f"{len(files)} files"), limit=limit)
    if total > LARGEST:
        limit = Bilingual(f"{LARGEST} 字节", f"{LARGEST} bytes")
        yield _at("", "B023", what=Bilingual(f"{total} 字节", f"{total} bytes"), limit=limit)


def _at(below: str, code: str, /, **values: Bilingual | str | int) -> Finding:
    """A finding on a file, by the name that it has in the contribution."""
    return findings.at(Location(_shown(below)), code, span=None, speech="", **values)


def _shown(below: str) -> str:
    """The path in the contribution of what lies below its folder of sources."""
    return findings.escaped("/".join((*PLACE, below) if below else PLACE))
