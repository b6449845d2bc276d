"""From sources on the disk to data files, pages and the site: what is written where, and when it is not.

Knows: folders, products, and that a site with errors takes nobody's place.
Must not know: how a source is converted, or what a site is made of.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from build_tools import binding, disk, gate, memory, register, relations, report, sidecar
from build_tools.conversion import GENERATED, Told, tell_of_the_rest, write_data
from build_tools.disk import Reference
from build_tools.memory import Memory
from build_tools.model import Gone, Page
from build_tools.pages import addresses, entry, facets, gone, home, markdown, timeline
from build_tools.product import Product
from build_tools.shelf import Shelf
from build_tools.site.failures import BuildFailed, Busy
from build_tools.site.serve import serve as serve_site
from build_tools.site.swap import alone, recover
from build_tools.vocabulary import load

NOT_PUBLISHED: Final = (Busy, BuildFailed)
CONFIG: Final = Path(__file__).parents[1] / "mkdocs.yml"


def build(sources: Path, docs_dir: Path, site_dir: Path, store: Path, *, clean: bool, jobs: int, strict: bool) -> Told:
    """Build the site. It takes the old one's place only if there is no error (with `strict`: nor warning).

    Raises: Busy: another build writes here. BuildFailed: the site could not be made; the old one is as it was.
    """
    with alone((store / "build").absolute()):
        recover(site_dir.resolve())
        return _build(sources, docs_dir, site_dir, store, clean=clean, jobs=jobs, strict=strict)


def _build(sources: Path, docs_dir: Path, site_dir: Path, store: Path, *, clean: bool, jobs: int, strict: bool) -> Told:
    memory_file = store / f"build-{disk.digest(sources)}.sqlite"
    taken = Shelf(store / f"taken-{disk.digest(sources)}")
    if clean or not taken.whole():
        memory_file.unlink(missing_ok=True)
    _tidy(docs_dir, store)
    found = register.find([sources], kept=True)
    with taken, Memory(memory_file) as remembered:
        told = _write_all(found, remembered, jobs, docs_dir, store / "data", taken, strict=strict)
    if _held(told, strict=strict):
        return told
    from build_tools.site.build import Beside, build_site  # noqa: PLC0415 - the one command that needs MkDocs loads it

    whole = [ref for ref in found.references if not ref.withdrawn]
    published = [(Path(ref.path), addresses.published(ref.name)) for ref in whole]
    index = _index(store / "data" / "corpus.jsonl", store / f"search-{disk.digest(sources)}", jobs)
    related = relations.neighbours(store / "data" / "corpus.jsonl", store / f"related-{disk.digest(sources)}")
    corpus = binding.published(store / "data" / "corpus.jsonl", store / f"corpus-{disk.digest(sources)}.jsonl")
    histories = {ref.id: _in_repository(ref) for ref in whole}
    beside = Beside(index, taken.folder, related, corpus, histories, _digests(store / "data" / "sources.jsonl", whole))
    build_site(docs_dir, site_dir, CONFIG, store / "data", published, beside)
    told.published = True
    return told


def _digests(file: Path, references: Sequence[Reference]) -> dict[str, str]:
    """The digest of each published source, by its address: of the bytes that were read and checked."""
    with file.open("rb") as lines:
        known = {row["id"]: row["sha256"] for row in map(json.loads, lines)}
    return {f"sources/{addresses.published(ref.name)}": known[ref.id] for ref in references}


def _in_repository(ref: Reference) -> tuple[str, ...]:
    """Where a source and its sidecar stand in the repository; nothing if they lie outside of it.

    The program is run at the root of the repository, as for the paths of findings.
    """
    root = Path.cwd()
    files = [Path(os.path.abspath(path)) for path in (ref.path, ref.sidecar) if path]  # noqa: PTH100 - links stay
    return tuple(path.relative_to(root).as_posix() for path in files if path.is_relative_to(root))


def _tidy(docs_dir: Path, store: Path) -> None:
    """Remove what a killed build left half written where no folder is swept."""
    for folder, names in ((docs_dir, ".index.md.part"), (store, ".*.part"), (store / "data", ".*.part")):
        disk.tidy(folder, names)  # in docs/ other hidden files are not ours


def _held(told: Told, *, strict: bool) -> bool:
    """True if what was told keeps the site from being published."""
    return bool(told.errors or (strict and told.warnings))


def _index(corpus: Path, room: Path, jobs: int) -> Path:
    """The folder of the search index of a corpus: the one of last time, if the corpus and the rules are the same."""
    digest = memory.rules()
    with corpus.open("rb") as stream:
        digest += hashlib.file_digest(stream, "sha256").digest()
    folder = room / "index" / hashlib.sha256(digest).hexdigest()[:16]
    if not (folder / "index.json").exists():
        from build_tools import search  # noqa: PLC0415 - arrays and dictionaries that only an index needs

        shutil.rmtree(room / "index", ignore_errors=True)
        search.write_index(corpus, folder, room / "batches", jobs, load(), memory.rules())
    return folder


def _write_all(
    found: register.Found, store: Memory, jobs: int, docs_dir: Path, data: Path, taken: Shelf, *, strict: bool
) -> Told:
    """Write data files, every generated page and download; remove the pages that are no longer made.

    The books of everything are bound last, and only if nothing that was told keeps them from being published.
    """
    told, kept = Told(), set[str]()

    def watch(product: Product) -> None:
        told.add(product)
        if product.source:
            told.listed.append(entry.read(json.loads(product.entries)))
        taken.put(product.taken, fresh=product.fresh)
        for path, page in product.pages:
            disk.write(docs_dir / path, _with_aliases(path, page, found.gone))
            kept.add(path)

    write_data(found.references, store, jobs, data, watch, whole=True, taking=True, comparing=True)
    tell_of_the_rest(found, told, data, gate.compare(store))
    schema = json.dumps(sidecar.schema(load().ids), ensure_ascii=False, indent=1) + "\n"
    disk.write(data / "sidecar.schema.json", schema.encode())
    if _held(told, strict=strict):
        books = binding.keep(taken)
    else:
        books = binding.bind(data, {source.id: source.title for source, _ in told.listed}, _characters(told), taken)
    told.wanting = binding.wanting(taken.kept)
    for page in (
        *_lists(told, docs_dir, found.gone, books),
        relations.glossary(data / "corpus.jsonl", data.parent),
        *gone.pages(found.gone),
    ):
        if page.path in kept:
            continue  # the register calls gone what is here: a finding tells of it
        disk.write(docs_dir / page.path, markdown.render(page))
        kept.add(page.path)
    for kind in GENERATED:
        disk.sweep(docs_dir / kind, {path.partition("/")[2] for path in kept if path.startswith(f"{kind}/")})
    return told


def _with_aliases(path: str, page: bytes, lost: Sequence[Gone]) -> bytes:
    """A page with anchors for its blocks that moved."""
    moved = {
        one.address.partition("#")[2]: one.to.partition("#")[2]
        for one in lost
        if "#" in one.address and gone.file_of(one.address).partition("#")[0] == path
    }
    return gone.aliases(page.decode(), moved).encode() if moved else page


def _characters(told: Told) -> int:
    return sum(speech.characters for _, speeches in told.listed for speech in speeches)


def _lists(told: Told, docs_dir: Path, lost: Sequence[Gone], books: Collection[str]) -> Iterable[Page]:
    """The facet pages, the list of compilations and the front page."""
    vocabulary = load()
    sources = [source for source, _ in told.listed]
    entries = [speech for _, speeches in told.listed for speech in speeches]
    yield from facets.render(entries, vocabulary)
    yield timeline.render(entries)
    yield from home.compilations(sources, books)
    words = (docs_dir / "home.md").read_text(encoding="utf-8")
    front = home.render(words, sources, entries, vocabulary)
    yield replace(front, body=front.body + gone.FOOT) if lost else front


def serve(sources: Path, docs_dir: Path, site_dir: Path, store: Path, *, port: int, jobs: int) -> None:
    """Build, serve, and build again whenever a source changes; a failing build leaves the last site up."""

    def rebuild() -> bool:
        try:
            told = build(sources, docs_dir, site_dir, store, clean=False, jobs=jobs, strict=False)
        except NOT_PUBLISHED as failed:
            print(failed)  # noqa: T201 - this is the one command that goes on
            return False
        print(report.text([row for row in told.rows if row["severity"] == "error"]), end="")  # noqa: T201
        print(report.summary(told.errors, told.warnings))  # noqa: T201 - this is the one command that goes on
        return told.published

    rebuild()
    serve_site(site_dir, port, lambda: _times(sources, docs_dir), rebuild)


def _times(sources: Path, docs_dir: Path) -> dict[Path, float]:
    """When each file that a person writes was last changed."""
    own = [
        path for path in docs_dir.rglob("*.md") if path.relative_to(docs_dir).parts[0] not in (*GENERATED, "index.md")
    ]
    files = [*(path for path in sources.rglob("*") if path.is_file()), *own]
    return {path: path.stat().st_mtime for path in files if path.exists()}
