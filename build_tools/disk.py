"""Files: which sources there are, what they hold, and writing whole files or none.

Knows: paths, bytes, and what may not be read (links, devices, files that are too large).
Must not know: what the bytes mean.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

from build_tools import findings
from build_tools.model import Finding, Location, RawFile

SIDECARS: Final = (".yml", ".yaml")
LARGEST: Final = 64 * 1024 * 1024  # bytes
PLAIN_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID: Final = 60
REGISTER: Final = "withdrawn.yml"  # at the top of a folder of sources: what was withdrawn and moved; no sidecar
SETTLED: Final = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use


@dataclass(frozen=True, slots=True)
class Reference:
    """A source on the disk, not yet read. `name` is its path below the folder it was found in."""

    id: str
    name: str
    path: str
    sidecar: str = ""
    withdrawn: tuple[int, ...] = ()  # numbers of speeches that must not be published
    gone: tuple[tuple[int, str], ...] = ()  # ids that paragraphs of its speeches once had, by number: not given again


def source_id(name: str) -> str:
    """The id of a source, from its path without suffix: kept if it is lower-case ASCII words and hyphens.

    "2021/kaigong-yishi.txt" → "2021-kaigong-yishi"; "县长讲话.docx" → "s-" and eight hexadecimal digits of the name.
    An id is an address and stays the same for ever; a transliteration changes with its dictionary, a digest does not.
    """
    stem = unicodedata.normalize("NFC", name.rpartition(".")[0] if "." in name.rpartition("/")[2] else name)
    plain = stem.replace("/", "-")
    if PLAIN_ID.fullmatch(plain) and len(plain) <= LONGEST_ID:
        return plain
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[: LONGEST_ID - 10].strip("-")
    return f"{words or 's'}-{hashlib.sha256(stem.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def find(paths: Iterable[Path]) -> tuple[list[Reference], list[Finding]]:
    """Every source under the paths, by id, and findings for what cannot be a source.

    Hidden files are passed over; links are not followed.
    """
    found: list[Reference] = []
    faults: list[Finding] = []
    for root in paths:
        files = _walk(root, faults) if root.is_dir() else [os.fspath(root)]
        base = root if root.is_dir() else root.parent
        found += _references(base, files, faults)
    unique = _unique(found, faults)
    return sorted(unique, key=lambda ref: ref.id), faults


def _walk(root: Path, faults: list[Finding]) -> list[str]:
    files: list[str] = []
    for folder, folders, names in _walked(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        faults += [findings.at(Location(shown(Path(folder, name))), "B002") for name in links]
        folders[:] = [name for name in folders if name not in links]
        files += [f"{folder}{os.sep}{name}" for name in sorted(names) if not name.startswith(".")]
    return files


def _walked(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every folder with the names of the folders and files in it, as `os.walk`, which falls on a tree of any depth.

    Links are not followed, nor the folders that the caller takes out of the list.
    """
    waiting = [os.fspath(root)]
    while waiting:
        place = waiting.pop()
        folders, files = list[str](), list[str]()
        with suppress(OSError), os.scandir(place) as found:
            for entry in found:
                (folders if _is_folder(entry) else files).append(entry.name)
        yield place, folders, files
        below = [f"{place.rstrip(os.sep)}{os.sep}{name}" for name in reversed(folders)]
        waiting += [path for path in below if not os.path.islink(path)]  # noqa: PTH114 - paths are strings here


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True of a folder, and of a link to one; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def names(root: Path) -> list[str]:
    """The names of all files below a folder, hidden ones too, but for those that are not UTF-8; by name."""
    files = (os.path.relpath(f"{place}{os.sep}{name}", root) for place, _, found in _walked(root) for name in found)
    return sorted(file.replace(os.sep, "/") for file in files if _is_text(file))


def _references(base: Path, files: list[str], faults: list[Finding]) -> Iterator[Reference]:
    nameless = [file for file in files if not _is_text(file)]
    faults += [findings.at(Location(shown(file)), "B005") for file in nameless]
    register = os.path.join(base, REGISTER)  # noqa: PTH118 - files are strings here
    readable = [file for file in files if _is_text(file) and file != register]
    named = [(file, *os.path.splitext(file)) for file in readable]  # noqa: PTH122 - ten times a Path's speed
    sidecars: dict[str, list[str]] = {}
    for path, stem, suffix in named:
        if suffix.lower() in SIDECARS:
            sidecars.setdefault(stem, []).append(path)
    below = os.fspath(base)
    for path, stem, suffix in named:
        if suffix.lower() in SIDECARS:
            continue
        every = sorted(sidecars.pop(stem, []), reverse=True) or _beside(stem, files)  # .yml before .yaml
        odd = [file for file in (path, *every) if not stat.S_ISREG(os.lstat(file).st_mode)]
        faults += [findings.at(Location(shown(file)), "B002") for file in odd]
        faults += [findings.at(Location(shown(file)), "C044", other=Path(every[0]).name) for file in every[1:]]
        if odd or len(every) > 1:  # what is declared of it is not known
            continue
        beside = every[0] if every else ""
        name = os.path.relpath(path, below) if below == "." else path.removeprefix(below).lstrip(os.sep)
        name = name.replace(os.sep, "/")
        yield Reference(source_id(name), name, path, beside)
    for stem, paths in sorted(sidecars.items()):
        faults += [findings.at(Location(shown(path)), "C037", name=Path(stem).name) for path in paths]


def _is_text(path: str) -> bool:
    """False of a name whose bytes are not UTF-8: Python keeps such bytes as lone surrogates."""
    return path.isascii() or not any("\ud800" <= character <= "\udfff" for character in path)


def _beside(stem: str, files: list[str]) -> list[str]:
    """The sidecars of a file that was named alone."""
    return [stem + suffix for suffix in SIDECARS if os.path.lexists(stem + suffix)] if len(files) == 1 else []


def _unique(found: list[Reference], faults: list[Finding]) -> Iterator[Reference]:
    by_id: dict[str, list[Reference]] = {}
    for ref in found:
        by_id.setdefault(ref.id, []).append(ref)
    for same in by_id.values():
        if len(same) == 1:
            yield same[0]
            continue
        for ref in same:
            others = "、".join(other.name for other in same if other is not ref)
            faults.append(findings.at(Location(shown(Path(ref.path))), "B001", id=ref.id, others=others))


def shown(path: Path | str) -> str:
    """A path as people are told it: relative to where they stand if below, what cannot be printed escaped."""
    given = os.fspath(path)
    here = os.getcwd() + os.sep  # noqa: PTH109 - asked for every source, and ten times as fast as a Path
    folder, name = os.path.split(given)
    near = f"{_absolute(folder, here)}{name}" if name not in (".", "..", "") else os.path.abspath(given)  # noqa: PTH100
    near = near[len(here) :] if near.startswith(here) else given
    return near if near.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in near)


@lru_cache(maxsize=16)
def _absolute(folder: str, here: str) -> str:
    """A folder's path from the root, with a separator at its end."""
    whole = os.path.normpath(os.path.join(here, folder))  # noqa: PTH118
    return whole.rstrip(os.sep) + os.sep


def digest(path: Path) -> str:
    """Eight hexadecimal digits that stand for a place on this disk."""
    return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:8]


def signature(ref: Reference) -> str:
    """What the file system says of a source and its sidecar: if it says the same again, the bytes are the same.

    The time of change cannot be set back by a program that sets the time of modification. Empty if a file was changed
    a moment ago: within one tick of the clock it could change again unseen. Source: git's racy-git problem.
    """
    told = []
    for path in (ref.path, *([ref.sidecar] if ref.sidecar else [])):
        try:
            found = os.stat(path)  # noqa: PTH116 - asked for every source
        except OSError:
            return ""
        if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < SETTLED:
            return ""
        told.append(f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}")
    return ";".join(told)


def read(ref: Reference) -> RawFile:
    """The bytes of a source and of its sidecar.

    Raises: BadInput: a file is too large or cannot be read.
    """
    side = _bytes(ref.sidecar) if ref.sidecar else None
    side_path = shown(ref.sidecar) if ref.sidecar else ""
    return RawFile(ref.name, _bytes(ref.path), shown(ref.path), side, side_path, ref.withdrawn, ref.gone)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - asked for every source
            size = os.fstat(stream.fileno()).st_size
            if size > LARGEST:
                raise findings.BadInput([findings.at(Location(shown(path)), "B003", size=size, limit=LARGEST)])
            return stream.read()
    except OSError as error:
        raise findings.BadInput([findings.at(Location(shown(path)), "B004", why=error.strerror or "?")]) from error


def untouched(path: str, size: int, since: int) -> bool:
    """True of a file of this size that nobody has touched since a moment in nanoseconds."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked for every page
    except OSError:
        return False
    return found.st_size == size and found.st_ctime_ns < since and found.st_mtime_ns < since


def write(path: Path, data: bytes) -> bool:
    """Write a file if its bytes change, whole or not at all; True if it changed."""
    name = os.fspath(path)
    try:
        with open(name, "rb") as old:  # noqa: PTH123 - asked for every page
            if os.fstat(old.fileno()).st_size == len(data) and old.read() == data:
                return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):  # where nothing may be written, nothing was
            part.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its place only when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.name[-200:]}.part")


def tidy(folder: Path, names: str) -> None:
    """Remove what a killed run left half written in a folder, not below it; `names` is a pattern."""
    for path in folder.glob(names):
        path.unlink()


def sweep(folder: Path, keep: set[str], suffix: str = ".md") -> int:
    """Remove the files of a generated folder that are not to be kept (paths relative to it); their number.

    What a killed run left half written goes too.
    """
    gone = 0
    for place, _, names in os.walk(folder):
        below = os.path.relpath(place, folder).replace(os.sep, "/")
        before = "" if below == "." else f"{below}/"
        for name in names:
            part = name.startswith(".") and name.endswith(".part")
            if part or (name.endswith(suffix) and before + name not in keep):
                Path(place, name).unlink()
                gone += not part
    return gone
