"""What `make fuzz` searches, one after another: how the bytes that it makes up become a file of a kind."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from tests.soak import broken, feeding, packed

PIECE: Final = 6_000  # bytes of the text that an input begins with: small ones are many
SEEDS: Final = 60


@dataclass(frozen=True, slots=True)
class Target:
    """How to search one kind of file. `data`: what bytes stand for; `seeds`: bytes to begin with."""

    suffix: str
    data: Callable[[bytes], bytes]
    seeds: Callable[[], Sequence[bytes]]
    changed: Callable[[bytes, random.Random], bytes] | None = None  # a change that leaves the bytes well-formed

    def file(self, data: bytes) -> feeding.File:
        """The file that bytes make; of some the pages too, always of the same."""
        return feeding.File(self.suffix, self.data(data), hashlib.sha256(data).digest()[0] % feeding.WITH_PAGES == 0)


def _pieces(suffix: str) -> Sequence[bytes]:
    """The files of a kind, cut at line ends."""
    made: list[bytes] = []
    for data in broken.whole()[suffix]:
        at = 0
        while at < len(data) and len(made) < SEEDS:
            end = (data.rfind(b"\n", at, at + PIECE) + 1) or at + PIECE
            made.append(data[at:end])
            at = end
    return made


def _having(suffix: str, part: str) -> Sequence[Mapping[str, bytes]]:
    return [parts for parts in map(packed.unpack, broken.whole()[suffix]) if part in parts]


def _text(suffix: str) -> Target:
    """Whatever the bytes: a file whose characters can be read."""
    return Target(suffix, broken.readable, partial(_pieces, suffix))


def _bytes(suffix: str) -> Target:
    """The bytes themselves."""
    return Target(suffix, bytes, lambda: broken.whole()[suffix])


def _packed(suffix: str, part: str) -> Target:
    """A packed file that is whole, with the bytes as one of its parts."""
    return Target(
        suffix,
        lambda data: packed.pack({**_having(suffix, part)[0], part: data}),
        lambda: [parts[part] for parts in _having(suffix, part)],
        packed.changed,
    )


TARGETS: Final[Mapping[str, Target]] = {
    "text": _text(".txt"),
    "encodings": Target(".txt", bytes, partial(_pieces, ".txt")),
    "markdown": _text(".md"),
    "page": _text(".html"),
    "sidecar": _text(".yml"),
    "word": _packed(".docx", "word/document.xml"),
    "word numbers": _packed(".docx", "word/numbering.xml"),
    "odt": _packed(".odt", "content.xml"),
    "epub": _packed(".epub", "OPS/b b.xhtml"),
    "rtf": _bytes(".rtf"),
    "doc": _bytes(".doc"),
}
