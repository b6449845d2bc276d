"""Pages, data files and sources → the site, whole or not at all.

Knows: what a site is made of, and the order of making, checking and putting it in place.
Must not know: how sources become pages.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from build_tools import shelf
from build_tools.site import engine, reader, swap, verify
from build_tools.site.failures import BuildFailed, Busy

__all__ = ["Beside", "BuildFailed", "Busy", "build_site", "tree_hash"]

DATA: Final = ("sources.jsonl", "corpus.jsonl", "findings.jsonl", "withdrawn.jsonl", "sidecar.schema.json")
NOT_PAGES: Final = ("home.md", "sources")
OURS: Final = ("404.html", "data/corpus.jsonl")
"""A folder with these was built by us, and may be replaced."""
FOLDER_MODE, FILE_MODE = 0o755, 0o644
LAST_CHANGED: Final = re.compile(r"\s*<lastmod>[^<]*</lastmod>")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a site is made of beside its pages; of folders, None if there is none."""

    index: Path | None = None  # of the search
    taken: Path | None = None  # what readers take away
    related: Path | None = None  # what stands below the pages of speeches
    corpus: Path | None = None  # the data file of speeches, if another one is published than that of the data
    histories: Mapping[str, Sequence[str]] = field(default_factory=dict)  # source id → its files in the repository
    digests: Mapping[str, str] = field(default_factory=dict)  # address of a source below the site → of what was checked


def build_site(
    docs_dir: Path,
    site_dir: Path,
    config_file: Path,
    data_dir: Path,
    sources: Sequence[tuple[Path, str]],
    beside: Beside = Beside(),
) -> None:
    """Build the site beside the old one, check it, and let it take the old one's place.

    `sources` are files, each with its name below /sources/.

    Raises:
        BuildFailed: it could not be built, or is not sound; the old site is as it was.
        Busy: another build of it is under way.
    """
    site = site_dir.resolve()  # of a link, the folder that it leads to is replaced
    day = _day(os.environ.get("SOURCE_DATE_EPOCH", ""))
    with swap.alone(site):
        swap.tidy(site)
        _replaceable(site)
        new = swap.fresh(site)
        try:
            _make(docs_dir, new, config_file, data_dir, sources, beside)
            _date(new, day)
            _open(new)
            swap.replace(new, site)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _make(
    docs_dir: Path,
    new: Path,
    config_file: Path,
    data_dir: Path,
    sources: Sequence[tuple[Path, str]],
    beside: Beside,
) -> None:
    extra = {f"data/{name}": data_dir / name for name in DATA}
    extra |= {f"sources/{name}": path for path, name in sources}
    extra["data/corpus.jsonl"] = beside.corpus or extra["data/corpus.jsonl"]
    assert len(extra) == len(DATA) + len(sources), "two sources must not be published under one name"
    files = {uri: path.absolute() for uri, path in extra.items()}
    engine.run(docs_dir, new, config_file, files, beside.related, beside.histories)
    _unchanged(new, beside.digests)
    reader.publish(reader.modules(), new / "search/reader")
    if beside.index:
        shutil.copytree(beside.index, new / "search", dirs_exist_ok=True)
    if beside.taken:
        shelf.lay(beside.taken, new)
    expected = [*(verify.address(page) for page in _pages(docs_dir)), *OURS, *extra]
    if found := verify.faults(new, expected):
        raise BuildFailed(found)


def _replaceable(site: Path) -> None:
    """Refuse to replace a folder that is not a site of ours: `--site-dir ~` must not empty a home."""
    if site.exists() and (
        not site.is_dir() or (any(site.iterdir()) and not all((site / name).is_file() for name in OURS))
    ):
        message = (
            f"{site.name} 里有别的东西，不是本程序生成的网站，不敢替换；请另选目录 / "
            f"{site.name} holds something else than a site built by this program: choose another folder"
        )
        raise BuildFailed([message])


def _pages(docs_dir: Path) -> Iterator[str]:
    """The Markdown pages that are to be published."""
    for path in sorted(docs_dir.rglob("*.md")):
        name = path.relative_to(docs_dir)
        if name.parts[0] not in NOT_PAGES and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix()


def _day(epoch: str) -> str:
    """The day that is given for the build; nothing if none is given, or zero.

    Raises: BuildFailed: it is no number of seconds.
    """
    try:
        seconds = int(epoch or "0")
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""
    except (ValueError, OverflowError, OSError) as wrong:
        message = f"SOURCE_DATE_EPOCH 不是秒数 / SOURCE_DATE_EPOCH is no number of seconds: {epoch!r}"
        raise BuildFailed([message]) from wrong


def _unchanged(new: Path, digests: Mapping[str, str]) -> None:
    """Raises: BuildFailed: a source is not what was checked: somebody changed it in the meantime."""
    changed = [
        name for name, digest in digests.items() if hashlib.sha256((new / name).read_bytes()).hexdigest() != digest
    ]
    if changed:
        why = "构建时来源被改动，请再构建一次 / sources changed while the site was built: build again"
        raise BuildFailed([f"{why}: {', '.join(changed)}"])


def _date(site: Path, day: str) -> None:
    """Let nothing depend on the day of the build but on the one that is given."""
    plain, packed = site / "sitemap.xml", site / "sitemap.xml.gz"
    tag = f"\n         <lastmod>{day}</lastmod>" if day else ""
    words = LAST_CHANGED.sub(tag, plain.read_text(encoding="utf-8")).encode()
    plain.write_bytes(words)
    packed.write_bytes(gzip.compress(words, mtime=0))


def _open(site: Path) -> None:
    """Let everybody read what is published and nobody else write it, whatever the mask of modes of those who build.

    A server runs as somebody else; and a file that is on the shelf too may have been made under another mask.
    """
    site.chmod(FOLDER_MODE)
    for place, folders, files in os.walk(site):
        for names, mode in ((folders, FOLDER_MODE), (files, FILE_MODE)):
            for path in (f"{place}/{name}" for name in names):
                if stat.S_IMODE(os.stat(path).st_mode) != mode:  # noqa: PTH116 - asked for every file
                    os.chmod(path, mode)  # noqa: PTH101 - as above


def tree_hash(folder: Path) -> str:
    """A digest of every file's name and bytes below a folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()
