"""From a file that somebody sent to a source, a sidecar with what was found and what is to be asked, and a preview.

Knows: the order: take, convert, try on the road, ask, write; and that nothing is written that was not tried.
Must not know: how a format is read, or what a speech is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from build_tools import disk, findings, pipeline
from build_tools.intake import preview
from build_tools.intake.converting import Taken, take
from build_tools.intake.draft import claimed_url, draft, facts
from build_tools.model import Finding, Location, RawFile, Volume
from build_tools.vocabulary import load

PASTED: Final = "-"
UNNAMED: Final = (
    "编号（就是网址）{id} 是程序取的，公布以后不能再换。想要好认的，删去下面两个文件，加上编号再来：\n"
    "anthology add --id kaigong-yishi-2021 …\n"
    "      the program made this id, final once published: for a better one delete both files and add with --id\n"
)


@dataclass(frozen=True, slots=True)
class Added:
    """What was made of a file: where it was written, and what a person should see. No `paths`: it was here already."""

    paths: tuple[Path, ...]
    told: str
    questions: int = 0
    findings: tuple[Finding, ...] = ()


def add(name: str, data: bytes, sources: Path, answers: Mapping[str, str], *, own_id: str = "", yes: bool) -> Added:
    """Make a source of a file, with its sidecar, and write both. `yes` takes what the file says of its own origin.

    Raises: BadInput: the file cannot be taken; nothing was written.
    """
    digest = hashlib.sha256(data).hexdigest()
    if here := _known(sources, data, digest):
        return Added((), "", 0, (findings.at(Location(name), "F040", name=here),))
    taken = take(RawFile(Path(name).name or name, data, disk.shown(name)))
    source_id = _id(name, own_id, digest)
    path = sources / f"{source_id}{taken.suffix}"
    _free(sources, path, source_id, name)
    told = dict(answers) | _origin(name, path, taken, digest)
    volume = _try(path, taken, facts(told))
    if yes and not told.get("url") and (url := claimed_url(taken, volume)):
        told["url"] = url
    side = draft(told, taken, volume)
    volume = _try(path, taken, side.text)
    found = pipeline.all_findings(volume)
    shown = preview.of(volume, found, side.questions, (disk.shown(name), disk.shown(path)))
    if not own_id and path.stem != Path(name).stem:
        shown += UNNAMED.format(id=source_id)
    beside = path.with_suffix(".yml")
    _write(path, taken.data)
    try:
        _write(beside, side.text.encode())
    except OSError:
        path.unlink()  # a source that nobody answers for is not taken in
        raise
    return Added((path, beside), shown, len(side.questions), found)


def _known(sources: Path, data: bytes, digest: str) -> str:
    """The source that is the same file, or was made from it; nothing if there is none."""
    references, _ = disk.find([sources] if sources.is_dir() else [])
    for ref in references:
        if os.stat(ref.path).st_size == len(data) and Path(ref.path).read_bytes() == data:  # noqa: PTH116
            return disk.shown(ref.path)
        if ref.sidecar and digest.encode() in Path(ref.sidecar).read_bytes():
            return disk.shown(ref.path)
    return ""


def _id(name: str, own_id: str, digest: str) -> str:
    """The id asked for, else that of the file's name; of pasted text, one from its digest.

    Raises: BadInput: the id asked for is none.
    """
    if own_id:
        if not disk.PLAIN_ID.fullmatch(own_id) or len(own_id) > disk.LONGEST_ID:
            raise findings.BadInput([findings.at(Location(own_id), "F042", id=own_id, longest=disk.LONGEST_ID)])
        return own_id
    return f"pasted-{digest[:8]}" if name == PASTED else disk.source_id(Path(name).name)


def _free(sources: Path, path: Path, source_id: str, name: str) -> None:
    """Raises: BadInput: a source of this id is here, or a file that would be in the way."""
    references, _ = disk.find([sources] if sources.is_dir() else [])
    taken = next((disk.shown(ref.path) for ref in references if ref.id == source_id), "")
    for other in (path, path.with_suffix(".yml"), path.with_suffix(".yaml")):
        taken = taken or (disk.shown(other) if os.path.lexists(other) else "")
    if taken:
        raise findings.BadInput([findings.at(Location(disk.shown(name)), "F041", id=source_id, name=taken)])


def _origin(name: str, path: Path, taken: Taken, digest: str) -> dict[str, str]:
    """What the file was called if it is called otherwise now, and its digest if it is another now."""
    called = (
        {} if name == PASTED or Path(name).name == path.name else {"original_name": findings.printable(Path(name).name)}
    )
    return called | ({"original_sha256": digest} if taken.converted else {})


def _try(path: Path, taken: Taken, side: str) -> Volume:
    """The volume that the new source will make.

    Raises: BadInput: it makes none, or one with errors.
    """
    beside = path.with_suffix(".yml")
    raw = RawFile(path.name, taken.data, disk.shown(path), side.encode(), disk.shown(beside))
    volume = pipeline.make_volume(raw, path.stem, load())
    if any(finding.severity == "error" for finding in pipeline.all_findings(volume)):
        raise findings.BadInput(pipeline.all_findings(volume))
    return volume


def _write(path: Path, data: bytes) -> None:
    """Write a new file, whole or not at all. Raises: FileExistsError: somebody else wrote it meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.link(part, path)  # fails, unlike a rename, where the name is taken
    finally:
        with suppress(OSError):  # where nothing may be written, nothing was
            part.unlink(missing_ok=True)
