"""From sources on the disk to data files and pages: what is written where, each file whole or not at all.

Knows: folders and products.
Must not know: how a source is converted, or what a site is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from build_tools import batch, disk, gate, joining, register, report
from build_tools import product as packing
from build_tools.disk import Reference
from build_tools.findings import counts
from build_tools.memory import Memory
from build_tools.model import Finding
from build_tools.product import Product
from build_tools.report import Row

if TYPE_CHECKING:  # a run in which little is new does not load the road
    from build_tools.pages.entry import Entry, SourceEntry


LISTED: Final = (
    "speeches",
    "compilations",
    "occasions",
    "genres",
    "roles",
    "regions",
    "years",
    "states",
    "proofreading",
)
"""The folders of pages that every anthology has."""
GENERATED: Final = (*LISTED, "timeline", "glossary", "withdrawn")
"""All folders that are generated; what was withdrawn has one only if there is such."""


@dataclass(slots=True)
class Told:
    """What a run has to tell: findings, counts, whether a site was published, and the rows for lists."""

    rows: list[Row] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0
    sources: int = 0
    speeches: int = 0
    published: bool = False
    listed: list[tuple[SourceEntry, list[Entry]]] = field(default_factory=list)
    wanting: list[str] = field(default_factory=list)  # what readers are not offered because of this machine
    refused: set[str] = field(default_factory=set)  # ids of sources of which nothing could be made

    def add(self, product: Product) -> None:
        """Count a product, and keep its findings."""
        self.rows += report.rows([product.findings])
        self.errors += product.errors
        self.warnings += product.warnings
        if product.source:
            self.sources += 1
            self.speeches += product.count
        else:
            self.refused.add(product.id)

    def sure(self, copies: Iterable[Finding]) -> Iterator[Finding]:
        """The findings across sources that hold; an acceptance may be of a copy in a source that was refused."""
        return (found for found in copies if not (self.refused and found.code == "C035"))

    def add_findings(self, told: Iterable[Finding]) -> None:
        """Keep findings that belong to no product."""
        found = list(told)
        self.rows += report.rows([_lines(found)])
        errors, warnings = counts(found)
        self.errors += errors
        self.warnings += warnings


def _lines(found: Sequence[Finding]) -> bytes:
    """Findings as lines of the data file."""
    if not found:
        return b""
    from build_tools.exporters import records  # noqa: PLC0415 - most runs have none to tell

    return records.findings(found)


def gather(
    products: Iterable[Product], faults: Sequence[Finding], store: Memory | None = None, *, whole: bool = True
) -> Told:
    """What the products tell; nothing is written. With a memory, they are compared with one another too.

    Unless these are `whole` folders, what a sidecar says of a copy that is not among them may well be right.
    """
    told = Told()
    told.add_findings(faults)
    for product in products:
        told.add(product)
    if store:
        told.add_findings(found for found in told.sure(gate.compare(store)) if whole or found.code != "C035")
    return told


def examine(found: register.Found, store: Memory, jobs: int, *, whole: bool) -> Told:
    """Tell all that is wrong, also across sources and in the register; nothing is written.

    `whole` says that all the sources are there, as `gather` wants to know.
    """
    speeches: list[bytes] = []

    def watched() -> Iterator[Product]:
        for product in batch.convert(found.references, store, jobs, comparing=True):
            speeches.extend(_without_words(product) if found.gone else ())
            yield product

    told = gather(watched(), found.faults, store, whole=whole)
    named = {name.rpartition("-")[0] for name in register.opened(found.gone)}
    with Memory(None) as nothing:  # paragraphs are not remembered, and few sources have one that moved
        for product in batch.convert([ref for ref in found.references if ref.id in named], nothing, jobs):
            speeches += product.speeches.splitlines()
    told.add_findings(register.faults(found.gone, speeches, (ref.id for ref in found.references), told.refused))
    return told


def _without_words(product: Product) -> Iterator[bytes]:
    """A line for each speech of a product, remembered or not: its id, which its page is called by."""
    pages = (Path(path) for path, _ in product.sizes)
    yield from (json.dumps({"id": path.stem, "blocks": []}).encode() for path in pages if path.parts[0] == "speeches")


def write_data(
    references: Sequence[Reference],
    store: Memory,
    jobs: int,
    output: Path,
    watch: Callable[[Product], None],
    **wanted: bool,
) -> None:
    """Write the data files, each whole or not at all; `watch` is told of each product as it passes.

    `wanted` is what `batch.convert` is asked for.

    The lines of speeches that were made before are taken from the data file that the last run wrote; if that is not as
    it was left, nothing is taken from anywhere.
    """
    lengths = []
    corpus = output / "corpus.jsonl"
    lines = store.lines(corpus)
    if lines is None:
        store.clear()
    with ExitStack() as files:
        sources = files.enter_context(disk.whole(output / "sources.jsonl"))
        speeches = files.enter_context(joining.joined(corpus, lines.number if lines else None))
        findings = files.enter_context(disk.whole(output / "findings.jsonl"))
        for product in batch.convert(references, store, jobs, **wanted):
            sources.write(product.source)
            if lines and not product.fresh:
                start, length = lines.places[product.id]
                speeches.take(start, length)
            else:
                length = len(product.speeches)
                speeches.write(product.speeches)
            lengths.append((product.id, length))
            watch(product)
            findings.write(product.findings)
    store.wrote(corpus, lengths)


def convert(
    paths: Sequence[Path],
    store: Memory,
    jobs: int,
    output: Path,
    show: Callable[[int], None] = lambda _: None,
    *,
    comparing: bool = False,
) -> Told:
    """Convert any files or folders to data files and pages; `show` is told of each source done how many there are.

    With `comparing`, it is told too which speeches are copies of others.
    """
    found = register.find(paths)
    told, kept = Told(), set[str]()

    def watch(product: Product) -> None:
        told.add(product)
        kept.update(write_pages(product, output / "pages", store))
        show(len(found.references))

    write_data(found.references, store, jobs, output, watch, comparing=comparing)
    tell_of_the_rest(found, told, output, gate.compare(store) if comparing else ())
    disk.sweep(output / "pages", kept)
    return told


def tell_of_the_rest(found: register.Found, told: Told, output: Path, copies: Sequence[Finding] = ()) -> None:
    """Write what is gone; tell, before all else, what is wrong with files, with the register and across sources."""
    with (output / "corpus.jsonl").open("rb") as speeches:
        lost = register.faults(found.gone, speeches, (ref.id for ref in found.references), told.refused)
    faults = [*found.faults, *lost, *told.sure(copies)]
    told.add_findings(faults)
    register.write(output, found.gone)
    _add_faults(output, faults)


def _add_faults(output: Path, faults: Sequence[Finding]) -> None:
    """Put the findings that belong to no source before those of the sources."""
    if faults:
        path = output / "findings.jsonl"
        disk.write(path, _lines(faults) + path.read_bytes())


def write_pages(product: Product, folder: Path, store: Memory) -> set[str]:
    """Write the pages of a product's speeches into a folder, unless nobody has touched them since; their names."""
    sizes = {path.partition("/")[2]: size for path, size in product.sizes if path.startswith("speeches/")}
    below = f"{folder}/"
    if product.fresh or not all(disk.untouched(below + name, size, store.since) for name, size in sizes.items()):
        pages = product.pages if product.fresh else packing.pages(store.get(product.id))
        for path, data in pages:
            if path.startswith("speeches/"):
                disk.write(folder / path.partition("/")[2], data)
    return set(sizes)
