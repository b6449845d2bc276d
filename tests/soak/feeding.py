"""What is done with a broken file, and what must hold whatever it holds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from build_tools import pipeline, sidecar
from build_tools.findings import BadInput
from build_tools.importers.reading import Reading
from build_tools.intake import converting
from build_tools.model import RawFile, Volume
from build_tools.pages import alignment, render_volume
from build_tools.vocabulary import load
from tests.pages.reading import read
from tests.pages.test_any_words import sound
from tests.soak import broken
from tests.test_properties import bare, undone

SHARES: Final[Mapping[str, int]] = {
    ".txt": 375,
    ".html": 150,
    ".md": 100,
    ".yml": 250,
    ".docx": 30,
    ".rtf": 40,
    ".odt": 15,
    ".epub": 15,
    ".doc": 20,
    ".pdf": 5,
}
"""How many of a thousand files are of each kind: those that take longest come least."""
WITH_PAGES: Final = 12  # of how many files one is made into pages too


@dataclass(frozen=True, slots=True)
class File:
    """A file to be fed. `pages`: what is taken of it is made into pages too."""

    suffix: str
    data: bytes
    pages: bool = False


def files(number: int, dice: random.Random) -> Iterator[File]:
    """That many broken files of all kinds."""
    for suffix in dice.choices(list(SHARES), list(SHARES.values()), k=number):
        yield File(suffix, broken.broken(suffix, dice), dice.randrange(WITH_PAGES) == 0)


def taken(file: File) -> bool:
    """True if a file is taken, and all holds that must; False if it is refused, with findings that say why.

    Raises: whatever must not be raised: AssertionError, any other exception than BadInput.
    """
    name = f"x{file.suffix}"
    try:
        if file.suffix == ".yml":
            sidecar.read(file.data, "x.yml", load().ids)
        elif file.suffix in converting.CONVERTERS:
            reading = CONVERT[file.suffix](RawFile(name, file.data))
            if file.pages and reading.text.strip():
                suffix, data = converting._source(reading)
                hold(pipeline.make_volume(RawFile(f"x{suffix}", data), "x", load()), pages=True)
        else:
            hold(pipeline.make_volume(RawFile(name, file.data), "x", load()), pages=file.pages)
    except BadInput as refused:
        if not refused.findings:
            message = "a file was refused without a finding"
            raise AssertionError(message) from refused
        return False
    return True


def hold(volume: Volume, *, pages: bool) -> None:
    """What holds of every volume: each character has its part, nothing is lost, every edit can be undone.

    Its pages hold no elements, attributes or links but ours, whatever the source wrote.
    """
    source = volume.source
    edges = [part.span.end for part in volume.segmentation.parts]
    assert [part.span.start for part in volume.segmentation.parts] == [0, *edges[:-1]]
    assert edges[-1] == len(source.text)
    for speech in volume.speeches:
        assert undone(source, volume, speech.number) == source.text[speech.span.start : speech.span.end]
        found = alignment.aligned(speech)
        assert bool(found) == bool(speech.blocks)
        shown = bare("".join(piece.shown for one in found for piece in one.pieces))
        assert len(shown) >= len(bare("".join(block.text for block in speech.blocks)))
    if pages:
        made = render_volume(volume, load()).pages
        assert len(made) == len(volume.speeches) + 1
        for page in made:
            sound(read(page.data))


CONVERT: Final[Mapping[str, Callable[[RawFile], Reading]]] = converting.CONVERTERS
