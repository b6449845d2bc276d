"""Findings → those that a contribution brings about: what stands in the base as it is was told when it came.

Knows: that a source and its sidecars share a stem, and which findings are about two sources.
Must not know: how findings are made or printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from build_tools import disk, findings


def news(rows: Sequence[Mapping[str, Any]], folder: Path, known: Path) -> list[Mapping[str, Any]]:
    """The findings without warnings about sources that stand in another folder, sidecar and all, byte for byte.

    Errors stay, and what was found by comparing sources, one of which may be new.
    """
    changed = {disk.shown(folder / name) for name in _changed(folder, known)}
    return [
        row for row in rows if row["severity"] == "error" or row["code"] in findings.ACROSS or row["path"] in changed
    ]


def _changed(folder: Path, known: Path) -> Iterator[str]:
    """The names of all files of sources of which one file differs."""
    here, there = set(disk.names(folder)), set(disk.names(known))
    differing = {_stem(name) for name in here ^ there}
    differing |= {_stem(name) for name in here & there if (folder / name).read_bytes() != (known / name).read_bytes()}
    return (name for name in here if _stem(name) in differing)


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))
