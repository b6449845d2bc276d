"""`anthology check --fix`: the sidecars of which something is told, mended where one mending is certain.

Knows: which file a finding is in, and that a source is never written.
Must not know: how a sidecar is mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools import disk, sidecar
from build_tools.disk import Reference
from build_tools.model import Bilingual, Finding, Location
from build_tools.report import Row
from build_tools.sidecar.mending import CODES, Mending
from build_tools.vocabulary import load


def mend(references: Sequence[Reference], rows: Sequence[Row]) -> Iterator[tuple[str, Mending]]:
    """Write each sidecar that can be mended, whole; tell the shown path and each change."""
    told: dict[str, list[Finding]] = {}
    for row in rows:
        if row["code"] in CODES:
            told.setdefault(str(row["path"]), []).append(_finding(row))
    for ref in references:
        shown = disk.shown(ref.sidecar) if ref.sidecar else ""
        if shown in told:
            yield from ((shown, change) for change in _mended(Path(ref.sidecar), shown, told[shown]))


def _mended(path: Path, shown: str, told: Sequence[Finding]) -> Sequence[Mending]:
    before = disk.read(Reference("", shown, str(path))).data
    after, changes = sidecar.mended(before, shown, told, load().ids)
    if changes:
        disk.write(path, after)
    return changes


def _finding(row: Row) -> Finding:
    at = Location(row["path"], row["line"], row["column"])
    message, hint = (Bilingual(row[name]["zh"], row[name]["en"]) for name in ("message", "hint"))
    return Finding(at, row["code"], row["severity"], message, hint)
