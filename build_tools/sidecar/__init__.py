"""What a person declared about a source, read strictly, with the line of every word.

Knows: YAML, the form of a sidecar, and what its values may be.
Must not know: speeches, or whether what is declared fits the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from build_tools import findings
from build_tools.model import (
    DECLARABLE,
    Acceptance,
    Correction,
    Declared,
    DeclaredSegment,
    Facts,
    Finding,
    Location,
    Value,
)
from build_tools.sidecar.fields import SIDECAR
from build_tools.sidecar.mending import Mending, mend
from build_tools.sidecar.nodes import compose
from build_tools.sidecar.questions import unread
from build_tools.sidecar.reading import Reader, Row
from build_tools.sidecar.schema import schema
from build_tools.sidecar.values import Ids

__all__ = ["as_far_as_it_goes", "front_matter", "mended", "merge", "read", "schema"]


def read(data: bytes, path: str, ids: Ids) -> Declared:
    """What a sidecar declares. `ids` are the allowed values by field.

    Raises: BadInput: with every fault of the file.
    """
    return _read(data, Reader(path, 1, ids))


def as_far_as_it_goes(data: bytes, path: str, ids: Ids) -> tuple[Declared, tuple[Finding, ...]]:
    """What of a sidecar can be read, and every fault of the file: so that other findings can be told beside them."""
    return _far(data, Reader(path, 1, ids))


def front_matter(text: str, path: str, first_line: int, ids: Ids) -> tuple[Declared, tuple[Finding, ...]]:
    """What the front matter of a contributed Markdown file declares: keys that are not ours are told and passed over.

    Raises: BadInput: with every fault of the values that are ours.
    """
    reader = Reader(path, first_line, ids, lenient=True)
    declared = _read(text.encode("utf-8", "surrogatepass"), reader)
    told = (findings.at(Location(path, first_line), "C019", keys=", ".join(reader.unknown)),) if reader.unknown else ()
    return declared, told


def mended(data: bytes, path: str, told: Sequence[Finding], ids: Ids) -> tuple[bytes, tuple[Mending, ...]]:
    """A sidecar with the findings mended that have one certain mending, and what was changed."""

    def faults(text: str) -> Sequence[Finding]:
        return as_far_as_it_goes(text.encode(), path, ids)[1]

    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data, ()
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    new, changes = mend(text.removeprefix(mark), told, ids, faults)
    return (mark + new).encode(), changes


def merge(front: Declared, side: Declared) -> Declared:
    """Both together; where both speak, the sidecar wins, fact by fact."""
    numbers = sorted({*front.speeches, *side.speeches})
    nothing: Facts = {}
    return replace(
        side,
        facts=MappingProxyType({**front.facts, **side.facts}),
        speeches=MappingProxyType(
            {
                number: MappingProxyType({**front.speeches.get(number, nothing), **side.speeches.get(number, nothing)})
                for number in numbers
            }
        ),
        url=side.url or front.url,
        retrieved=side.retrieved or front.retrieved,
        contributor=side.contributor or front.contributor,
        note=side.note or front.note,
        original_name=side.original_name or front.original_name,
        original_sha256=side.original_sha256 or front.original_sha256,
        segments=side.segments or front.segments,
        corrections=(*front.corrections, *side.corrections),
        accepted=(*front.accepted, *side.accepted),
    )


def _read(data: bytes, reader: Reader) -> Declared:
    declared, faults = _far(data, reader)
    if faults:
        raise findings.BadInput(faults)
    return declared


def _far(data: bytes, reader: Reader) -> tuple[Declared, tuple[Finding, ...]]:
    """What is declared without what is wrong, and what is wrong, in order; of a file that is no sidecar, nothing."""
    try:
        node = compose(data, reader.path, reader.first_line)
        for name, line in unread(data.decode("utf-8-sig")):
            reader.tell(Location(reader.path, reader.first_line - 1 + line), "C046", key=name)
        declared = Declared() if node is None else _declared(reader.row(node, SIDECAR), reader)
    except findings.BadInput as bad:
        return Declared(), tuple(bad.findings)
    return declared, tuple(sorted(reader.faults, key=lambda finding: (finding.at, finding.code)))


def _declared(row: Row, reader: Reader) -> Declared:
    return Declared(
        facts=_facts(row),
        url=row.values.get("url"),
        retrieved=row.values.get("retrieved"),
        contributor=row.values.get("contributor"),
        note=row.values.get("note"),
        original_name=row.values.get("original_name"),
        original_sha256=row.values.get("original_sha256"),
        speeches=MappingProxyType(
            {number: _facts(facts) for number, facts in row.tables.get("speeches", {}).items() if facts.values}
        ),
        segments=tuple(_segment(item) for item in row.lists.get("segments", ()) if _has(item, "kind", "begins")),
        corrections=tuple(
            _correction(item, reader)
            for item in row.lists.get("corrections", ())
            if _has(item, "find", "replace", "reason")
        ),
        accepted=tuple(_acceptance(item) for item in row.lists.get("accepted", ()) if _has(item, "code", "reason")),
    )


def _has(row: Row, *names: str) -> bool:
    return all(name in row.values for name in names)


def _facts(row: Row) -> Facts:
    return MappingProxyType({name: row.values[name] for name in DECLARABLE if name in row.values})


def _line(values: Mapping[str, Value]) -> int | None:
    return int(values["line"].text) if "line" in values else None


def _segment(row: Row) -> DeclaredSegment:
    begins = row.values["begins"]
    return DeclaredSegment(row.values["kind"].text, begins.text, begins.at, _line(row.values), _facts(row))


def _correction(row: Row, reader: Reader) -> Correction:
    find, new, reason = (row.values[name] for name in ("find", "replace", "reason"))
    if find.text == new.text:
        reader.tell(new.at, "C017", words=find.text)
    by = row.values["by"].text if "by" in row.values else ""
    return Correction(find.text, new.text, reason.text, find.at, _line(row.values), by)


def _acceptance(row: Row) -> Acceptance:
    code = row.values["code"]
    words = row.values["words"].text if "words" in row.values else ""
    return Acceptance(code.text, row.values["reason"].text, code.at, words, _line(row.values))
