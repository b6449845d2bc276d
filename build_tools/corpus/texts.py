"""A speech as it is compared: its spoken words alone, folded, with the way back to the lines of the source.

Knows: which blocks are spoken, and which characters count.
Must not know: what is found by comparing.
"""

from __future__ import annotations

import hashlib
import marshal
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.corpus.fingerprints import packed
from build_tools.model import Acceptance, Location, Source, Span, Speech, locate
from build_tools.vocabulary.scripts import fold

SPOKEN: Final = ("salutation", "heading", "paragraph", "list item", "closing")
COUNTS: Final = re.compile("[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Text:
    """The folded words of a speech. `runs`: from which of them on they stand in which line and column of the source."""

    id: str
    path: str
    words: str
    runs: tuple[tuple[int, int, int], ...]

    def place(self, at: int) -> Location:
        """Where a character stands."""
        start, line, column = self.runs[bisect_right(self.runs, at, key=lambda run: run[0]) - 1]
        return Location(self.path, line, column + at - start)

    def lines(self, span: Span) -> tuple[int, int]:
        """The first and last line of a part of the words."""
        return self.place(span.start).line, self.place(span.end - 1).line


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of a text to find its like without reading it: digest and length of its words, fingerprints."""

    id: str
    source: str
    digest: bytes
    length: int
    prints: bytes
    accepted: tuple[Acceptance, ...] = ()  # of its source, of the codes that are ours


def text_of(speech: Speech) -> Text:
    """What is compared of a speech."""
    source = speech.source
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    length = 0
    for block in speech.blocks:
        if block.kind not in SPOKEN:
            continue
        first = locate(source, block.span.start)
        for run in COUNTS.finditer(source.text, block.span.start, block.span.end):
            runs.append((length, first.line, first.column + run.start() - block.span.start))
            pieces.append(run[0])
            length += len(run[0])
    return Text(speech.id, source.shown_path or source.path, fold("".join(pieces)).lower(), tuple(runs))


def pack(speeches: Sequence[Speech], source: Source, codes: Iterable[str]) -> tuple[bytes, bytes]:
    """The prints and the texts of a source's speeches as bytes; the texts are seldom read again."""
    texts = [text_of(speech) for speech in speeches]
    ours = [_row(row) for row in source.declared.accepted if row.code in codes]
    prints = [(one.id, _digest(one.words), len(one.words), packed(one.words)) for one in texts]
    rows = [(one.id, one.path, one.words, one.runs) for one in texts]
    return marshal.dumps((ours, prints)), zlib.compress(marshal.dumps(rows), 1)


def _digest(words: str) -> bytes:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _row(one: Acceptance) -> tuple[str, str, str, str, int, int, int]:
    return one.code, one.reason, one.words, one.at.path, one.at.line, one.at.column, one.line or 0


def prints(source: str, data: bytes) -> Iterator[Print]:
    """The prints of a source, from their bytes; none of one that was refused. The bytes come from our own memory."""
    if not data:
        return
    ours, rows = marshal.loads(data)  # noqa: S302
    accepted = tuple(
        Acceptance(code, reason, Location(path, line, column), words, number or None)
        for code, reason, words, path, line, column, number in ours
    )
    for row in rows:
        name, digest, length, own = row
        yield Print(name, source, digest, length, own, accepted)


def texts(data: bytes) -> dict[str, Text]:
    """The texts of a source by their ids, from their bytes, which come from our own memory."""
    return {row[0]: Text(*row) for row in marshal.loads(zlib.decompress(data))}  # noqa: S302
