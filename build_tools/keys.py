"""What a product depends on: the bytes and names of its source, and the version of the rules.

Knows: how a source looks to the file system, and how a key is made.
Must not know: what is made of a source.
"""

from __future__ import annotations

from build_tools import disk, findings, memory
from build_tools.disk import Reference


def key(ref: Reference) -> bytes:
    """The key of a source as it is now on the disk; empty if it cannot be read."""
    try:
        raw = disk.read(ref)
    except findings.BadInput:
        return b""
    return key_of(ref, raw.data, raw.sidecar)


def key_of(ref: Reference, data: bytes, side: bytes | None) -> bytes:
    """The key of what is made of a source: a digest of its bytes, its names and the rules."""
    return memory.key(names(ref).encode("utf-8", "surrogateescape"), data, side or b"")


def names(ref: Reference) -> str:
    """All names of a source that are told in what is made of it, and what must not be told."""
    side = disk.shown(ref.sidecar) if ref.sidecar else ""
    gone = ",".join(f"{number}#{block}" for number, block in ref.gone)
    return "\0".join((ref.id, ref.name, disk.shown(ref.path), side, ",".join(map(str, ref.withdrawn)), gone))


def seen(ref: Reference) -> bytes:
    """How a source looks from outside, to this version of the rules; empty if that cannot be relied upon."""
    looks = disk.signature(ref)
    told = f"{looks}\0{names(ref)}".encode("utf-8", "surrogateescape")
    return memory.rules() + told if looks else b""
