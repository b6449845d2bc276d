"""The downloads of speeches and compilations, one row each: the name of a file → what writes it.

Knows: which module writes which file, and that a module is loaded when it is first needed.
Must not know: disks, pages, sites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Final

from build_tools.exporters import book, records, script
from build_tools.exporters.around import Around
from build_tools.model import Artifact, Speech, Volume
from build_tools.vocabulary import Vocabulary, downloads
from build_tools.vocabulary.downloads import Download

Exporter = Callable[[Speech, Around], bytes]

EXPORTERS: Final[Mapping[str, str]] = {
    "as-sent.txt": "plain:as_sent",
    "as-edited.txt": "plain:as_edited",
    "speech.md": "prose:write",
    "speech.docx": "word:write",
    "speech.xml": "tei:write",
    "speech.json": "record:write",
}
"""Name of the file → module and function."""


@cache
def exporter(name: str) -> Exporter:
    """What writes a file. Its libraries are loaded now: most runs write no file of most kinds."""
    module, _, function = EXPORTERS[name].partition(":")
    found: Exporter = getattr(import_module(f"build_tools.exporters.{module}"), function)
    return found


def of_volume(volume: Volume, compilation: str, vocabulary: Vocabulary) -> Iterator[Artifact]:
    """Every download of a source and of its speeches; the paths are those below the site."""
    rows = [records.speech(speech, vocabulary) for speech in volume.speeches]
    shown = compilation if len(rows) > 1 else ""
    for speech, row in zip(volume.speeches, rows, strict=True):
        yield from of_speech(speech, Around(shown, vocabulary, row))
    if bundled := [row for row in rows if book.bundled(row, vocabulary)]:
        bound = book.of_source(compilation, records.source(volume), bundled, vocabulary)
        yield from of_book(bound, f"compilations/{volume.source.id}", downloads.BOOKS)


def of_all(titled: Iterable[tuple[str, records.Record]], vocabulary: Vocabulary) -> Iterator[Artifact]:
    """The books of everything: records of speeches, each with the title of its compilation."""
    bound = book.of_all(((title, row) for title, row in titled if book.bundled(row, vocabulary)), vocabulary)
    if bound.chapters:
        yield from of_book(bound, "data", downloads.WHOLE)


def of_book(bound: book.Book, folder: str, rows: Iterable[Download]) -> Iterator[Artifact]:
    """A book in every form that can be made here."""
    from build_tools.exporters import epub, pdf  # noqa: PLC0415 - loaded by those who make books, not by every command

    for row in filter(downloads.possible, rows):
        if row.name.endswith(".epub"):
            yield Artifact(f"{folder}/{row.name}", epub.write(bound))
        elif pdf.possible(bound):
            yield Artifact(f"{folder}/{row.name}", pdf.write(bound))


def of_speech(speech: Speech, around: Around) -> Iterator[Artifact]:
    """Every download of a speech that can be made here, and its script for the page of comparisons."""
    for download in downloads.TEXTS:
        if downloads.possible(download):
            yield Artifact(f"speeches/{speech.id}/{download.name}", exporter(download.name)(speech, around))
    yield from cited(speech, around)
    yield Artifact(f"speeches/{speech.id}/speech.js", script.write(speech, around))


def cited(speech: Speech, around: Around) -> Iterator[Artifact]:
    """The citations of a speech."""
    from build_tools import citations  # noqa: PLC0415 - for the same reason

    item = citations.item(speech, around.compilation)
    for download in downloads.CITATIONS:
        if downloads.possible(download):
            words = citations.FORMATS[download.name.partition("/")[2]](item)
            yield Artifact(f"speeches/{speech.id}/{download.name}", words.encode())
