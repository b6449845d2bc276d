"""Sources on the disk with what the register says of them: which speeches are not to be published.

Knows: where the register lies, and the data file that tells what is gone.
Must not know: how sources are converted, or what is written of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from build_tools import disk, findings, withdrawal
from build_tools.contribution import names
from build_tools.disk import Reference
from build_tools.model import Finding, Gone, Location

DATA: Final = "withdrawn.jsonl"


@dataclass(frozen=True, slots=True)
class Found:
    """The sources under some paths, what is gone, and findings for what cannot be read."""

    references: list[Reference]
    faults: list[Finding]
    gone: tuple[Gone, ...] = ()


def find(paths: Iterable[Path], *, kept: bool = False) -> Found:
    """Every source under the paths, each knowing which of its speeches are withdrawn.

    With `kept`, these are folders that people keep together and publish: names that not every system can hold are told.
    A register that cannot be read stops everything: it is not known what must not be published.
    """
    roots = list(paths)
    references, faults = disk.find(roots)
    for root in roots if kept else ():
        faults += names.faults(list(_meant(disk.names(root))), partial(_below, root))
    gone: list[Gone] = []
    for root in roots:
        try:
            gone += _read(root / disk.REGISTER) if root.is_dir() else ()
        except findings.BadInput as bad:
            return Found([], [*faults, *bad.findings])
    if gone:
        references = [
            replace(ref, withdrawn=withdrawal.numbers(gone, ref.id), gone=withdrawal.paragraphs(gone, ref.id))
            for ref in references
        ]
    return Found(references, faults, tuple(gone))


def faults(
    gone: Sequence[Gone], speeches: Iterable[bytes], sources: Iterable[str], refused: Collection[str] = ()
) -> list[Finding]:
    """What is wrong with the register, given the lines of the speeches' data file and the ids of the sources.

    Of sources that were refused it is not known which speeches they have.
    """
    if not gone:
        return []
    named = opened(gone)
    here = {f"compilations/{name}" for name in sources}
    for row in map(json.loads, speeches):
        here.add(f"speeches/{row['id']}")
        if row["id"] in named:
            here.update(f"speeches/{row['id']}#{block['id']}" for block in row["blocks"])
    unknown = (one for one in gone if _source(one.to) in refused)
    return list(withdrawal.faults(gone, here, {one.to for one in unknown}))


def _source(address: str) -> str:
    """The id of the source of which an address of a speech or paragraph is; nothing of another address."""
    return address.partition("#")[0].removeprefix("speeches/").rpartition("-")[0] if "speeches/" in address else ""


def opened(gone: Sequence[Gone]) -> set[str]:
    """The ids of the speeches of which the register names a paragraph."""
    both = (address for one in gone for address in (one.address, one.to) if "#" in address)
    return {address.partition("#")[0].removeprefix("speeches/") for address in both}


def _meant(every: Sequence[str]) -> Iterator[str]:
    """The names without the hidden files that systems and editors leave behind; hidden sources are told of."""
    hidden = [name for name in every if "/." in f"/{name}"]
    if not hidden:
        yield from every
        return
    from build_tools.importers import SUFFIXES  # noqa: PLC0415 - few folders have a hidden file, and lxml takes its time

    known = (*SUFFIXES, *disk.SIDECARS)
    aside = {name for name in hidden if not name.lower().endswith(known) or name.rpartition("/")[2].startswith("._")}
    yield from (name for name in every if name not in aside)


def _below(root: Path, name: str) -> str:
    return disk.shown(root / name)


def write(folder: Path, gone: Sequence[Gone]) -> None:
    """Write the data file of what is gone; an empty one if nothing is."""
    disk.write(folder / DATA, b"".join(_lines(gone)))


def _lines(gone: Sequence[Gone]) -> Iterator[bytes]:
    for one in gone:
        row = {"address": one.address, "to": one.to or None, "date": one.date or None, "reason": one.reason}
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _read(path: Path) -> tuple[Gone, ...]:
    """What a register says; nothing if there is none. Raises: BadInput: it cannot be read."""
    if path.is_symlink():
        raise findings.BadInput([findings.at(Location(disk.shown(path)), "B002")])
    if not path.exists():
        return ()
    raw = disk.read(Reference("", disk.REGISTER, str(path)))
    return withdrawal.read(raw.data, disk.shown(path))
