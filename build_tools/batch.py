"""Many sources: worked on side by side, remembered by content, told in order.

Knows: how a source's products are packed, cached and spread over processes.
Must not know: what a site is, and where products are written.
"""

from __future__ import annotations

import gc
import json
import marshal
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from build_tools import disk, findings, memory, pipeline
from build_tools.description import region
from build_tools.disk import Reference
from build_tools.exporters import records
from build_tools.memory import Memory
from build_tools.model import Finding, Volume
from build_tools.pages import render_volume
from build_tools.vocabulary import load

ENOUGH_FOR_TWO: Final = 8  # sources: fewer are done sooner by one process than two are started


@dataclass(frozen=True, slots=True)
class Product:
    """All that is written of one source. `pages` are paths and bytes; `entries` what lists are made from, as JSON."""

    id: str
    source: bytes
    speeches: bytes
    findings: bytes
    pages: tuple[tuple[str, bytes], ...]
    entries: bytes
    count: int  # of speeches
    errors: int
    warnings: int
    fresh: bool = field(default=False, compare=False)  # made in this run, not remembered


def convert(
    references: Sequence[Reference], store: Memory, jobs: int, written: Path | None = None
) -> Iterator[Product]:
    """The product of each source, in the order given. What the memory holds is not made again.

    `written` is the file to which the lines of all speeches go: what was made before is taken from it. Without it, the
    remembered products have no lines of speeches: those who only want findings need none.
    """
    lines = store.lines(written) if written else None
    known = store.keys()
    store.forget(known.keys() - {ref.id for ref in references})
    if written and not lines:
        known = {}
    seen = {ref.id: _seen(ref) for ref in references}
    fresh = [ref for ref in references if not _remembered(ref, seen[ref.id], known.get(ref.id), store)]
    made = _spread(fresh, jobs)
    waiting = {ref.id for ref in fresh}
    for ref in references:
        if ref.id not in waiting:
            yield unpack(store.get(ref.id), lines.get(ref.id) if lines else b"")
            continue
        key, data = next(made)
        product = unpack(data)
        store.put(ref.id, key, seen[ref.id], pack(replace(product, speeches=b"")))
        yield replace(product, fresh=True)
    if lines:
        os.close(lines.number)


def _seen(ref: Reference) -> bytes:
    """How a source looks from outside, to this version of the rules; empty if that cannot be relied upon."""
    looks = disk.signature(ref)
    names = f"{looks}\0{_names(ref)}".encode("utf-8", "surrogateescape")
    return memory.rules() + names if looks else b""


def _remembered(ref: Reference, seen: bytes, known: tuple[bytes, bytes] | None, store: Memory) -> bool:
    """True if the memory holds the product of just this source: it looks the same, or its bytes are the same."""
    if known is None:
        return False
    if seen and seen == known[1]:
        return True
    if known[0] != _key(ref):
        return False
    store.see(ref.id, seen)
    return True


def _spread(references: Sequence[Reference], jobs: int) -> Iterator[tuple[bytes, bytes]]:
    _prepare()
    if jobs < 2 or len(references) < ENOUGH_FOR_TWO:
        yield from map(_work, references)
        return
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(_work, references, chunksize=max(1, min(16, len(references) // (jobs * 4))))


def _prepare() -> None:
    """Load what every source needs, before any fork, so that processes share it.

    What is loaded never goes, so the garbage collector need not look at it; and a source's many small objects go with
    the source, so it need not look often.
    """
    load()
    region.prepare()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def _key(ref: Reference) -> bytes:
    try:
        raw = disk.read(ref)
    except findings.BadInput:
        return b""
    return _key_of(ref, raw.data, raw.sidecar)


def _key_of(ref: Reference, data: bytes, side: bytes | None) -> bytes:
    return memory.key(_names(ref).encode("utf-8", "surrogateescape"), data, side or b"")


def _names(ref: Reference) -> str:
    """All names of a source that are told in what is made of it, and what must not be told."""
    side = disk.shown(ref.sidecar) if ref.sidecar else ""
    return "\0".join((ref.id, ref.name, disk.shown(ref.path), side, ",".join(map(str, ref.withdrawn))))


def _work(ref: Reference) -> tuple[bytes, bytes]:
    """The key and the packed product of one source.

    Raises: RuntimeError: a bug of ours; it names the source.
    """
    try:
        raw = disk.read(ref)
    except findings.BadInput as bad:
        return b"", pack(_refused(ref, bad.findings))
    key = _key_of(ref, raw.data, raw.sidecar)
    try:
        return key, pack(_product(pipeline.make_volume(raw, ref.id, load())))
    except findings.BadInput as bad:
        return key, pack(_refused(ref, bad.findings))
    except Exception as bug:
        message = f"a bug of ours, met in {disk.shown(ref.path)}"
        raise RuntimeError(message) from bug


def _product(volume: Volume) -> Product:
    vocabulary = load()
    told = pipeline.all_findings(volume)
    rendered = render_volume(volume, vocabulary)
    return Product(
        volume.source.id,
        records.line(records.source(volume)),
        b"".join(records.line(records.speech(speech, vocabulary)) for speech in volume.speeches),
        _lines(told),
        tuple((page.path, page.data) for page in rendered.pages),
        json.dumps(rendered.entries, ensure_ascii=False).encode(),
        len(volume.speeches),
        *_counts(told),
    )


def _refused(ref: Reference, told: Sequence[Finding]) -> Product:
    ordered = sorted(told, key=lambda finding: (finding.at, finding.code))
    return Product(ref.id, b"", b"", _lines(ordered), (), b"[]", 0, *_counts(ordered))


def _lines(told: Iterable[Finding]) -> bytes:
    return b"".join(records.line(records.finding(finding)) for finding in told)


def _counts(told: Iterable[Finding]) -> tuple[int, int]:
    severities = [finding.severity for finding in told]
    return severities.count("error"), severities.count("warning")


def pack(product: Product) -> bytes:
    """A product as bytes, in the form in which Python keeps its own compiled modules: it is read a thousand times."""
    return marshal.dumps(
        (
            product.id,
            product.source,
            product.speeches,
            product.findings,
            product.pages,
            product.entries,
            product.count,
            product.errors,
            product.warnings,
        )
    )


def unpack(data: bytes, speeches: bytes = b"") -> Product:
    """The product that `pack` made into bytes; the lines of its speeches may have been kept elsewhere.

    The bytes come from our own worker or our own memory, which is trusted as the compiled modules beside it are.
    """
    name, source, packed, *rest = marshal.loads(data)  # noqa: S302
    return Product(name, source, packed or speeches, *rest)
