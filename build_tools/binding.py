"""Everything as one book, made anew only if a speech or a rule has changed; and what could not be made on this machine.

Knows: the data files, the shelf, and how large a book may be.
Must not know: what a book is made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from build_tools import disk, memory
from build_tools.exporters import book, taken
from build_tools.shelf import Shelf
from build_tools.vocabulary import downloads, load

LARGEST: Final = 20_000_000
"""Characters of a book of everything, some ten thousand speeches: readers' devices open no larger one."""
NO_FACES: Final = (
    "没有中文字体，未生成 PDF；装上一种（如 Debian 的 fonts-noto-cjk）后用 --clean 重建 / "
    "no Chinese typeface was found, so no PDF was made: install one (Debian: fonts-noto-cjk) and build with --clean"
)


def bind(data: Path, titles: Mapping[str, str], characters: int, shelf: Shelf) -> frozenset[str]:
    """The addresses of the books of everything; `titles` are those of compilations, by id of the source."""
    mark = shelf.folder.with_suffix(".bound")
    if not titles or characters > LARGEST:
        mark.unlink(missing_ok=True)
        return frozenset()
    key = _key(data / "corpus.jsonl", titles)
    before = json.loads(mark.read_text(encoding="ascii")) if mark.exists() and shelf.trusted else {}
    if before.get("key") == key:
        shelf.put([(name, b"") for name in before["names"]], fresh=False)
        return frozenset(before["names"])
    files = [(file.path, file.data) for file in taken.of_all(_rows(data / "corpus.jsonl", titles), load())]
    shelf.put(files, fresh=True)
    names = [name for name, _ in files]
    disk.write(mark, json.dumps({"key": key, "names": names}).encode())
    return frozenset(names)


def published(corpus: Path, room: Path) -> Path:
    """The data file of speeches as it is published: without those whose rights keep them out of what holds many.

    `room` is the file to write if there are any such rights.
    """
    vocabulary = load()
    if all(entry.bundled for entry in vocabulary.rights.values()):
        return corpus
    with corpus.open("rb") as lines, disk.whole(room) as kept:
        kept.writelines(line for line in lines if book.bundled(json.loads(line), vocabulary))
    return room


def keep(shelf: Shelf) -> frozenset[str]:
    """The addresses of the books that stand on the shelf, of a run that publishes nothing: none is bound in vain."""
    mark = shelf.folder.with_suffix(".bound")
    if not shelf.trusted or not mark.exists():
        mark.unlink(missing_ok=True)  # what it tells of may be half written, or gone
        return frozenset()
    names: list[str] = json.loads(mark.read_text(encoding="ascii"))["names"]
    shelf.put([(name, b"") for name in names], fresh=False)
    return frozenset(names)


def _key(corpus: Path, titles: Mapping[str, str]) -> str:
    with corpus.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").digest()
    return memory.key(digest, json.dumps(titles).encode()).hex()


def _rows(corpus: Path, titles: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with corpus.open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            yield titles[record["source"]], record


def wanting(kept: Collection[str]) -> list[str]:
    """What readers are not offered because of this machine, in words; `kept` are the addresses of what they are."""
    told = [
        f"没有安装 {row.needs}，不提供 {row.label.zh} / {row.needs} is not installed: no {row.label.en}"
        for row in downloads.missing()
    ]
    books = [name for name in kept if name.endswith("/book.epub")]
    if books and not told and not any(name.endswith("/book.pdf") for name in kept):
        told.append(NO_FACES)
    return told
