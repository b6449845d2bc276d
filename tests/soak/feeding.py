"""What is done with a broken file, and what must hold whatever it holds."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Final

from build_tools import pipeline, sidecar
from build_tools.findings import BadInput
from build_tools.intake import converting
from build_tools.model import RawFile, Volume
from build_tools.pages import alignment, render_volume
from build_tools.vocabulary import load
from tests.soak import broken
from tests.test_properties import bare, undone

SHARES: Final[Mapping[str, int]] = {
    ".txt": 400,
    ".html": 150,
    ".md": 100,
    ".yml": 250,
    ".docx": 30,
    ".rtf": 30,
    ".odt": 15,
    ".epub": 15,
    ".doc": 5,
    ".pdf": 5,
}
"""How many of a thousand files are of each kind: those that take longest come least."""
SECONDS: Final = 20
"""No file takes as long: one that does hangs."""
WITH_PAGES: Final = 10  # of how many files one is made into pages too


@contextmanager
def limited() -> Iterator[None]:
    """Interrupt what does not end.

    Raises: TimeoutError: it took longer than any file may.
    """

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def kinds(number: int, dice: random.Random) -> Iterator[str]:
    """The kinds of that many files."""
    yield from dice.choices(list(SHARES), list(SHARES.values()), k=number)


def feed(suffix: str, dice: random.Random) -> tuple[bytes, bool]:
    """Feed one broken file of a kind; the file, and whether it was taken.

    Raises: whatever must not be raised: AssertionError, TimeoutError, any other exception than BadInput.
    """
    data = broken.broken(suffix, dice)
    with limited():
        return data, taken(suffix, data, pages=dice.randrange(WITH_PAGES) == 0)


def taken(suffix: str, data: bytes, *, pages: bool) -> bool:
    """True if a file is taken, and all holds that must; False if it is refused, with findings that say why."""
    try:
        if suffix == ".yml":
            sidecar.read(data, "x.yml", load().ids)
        elif suffix in converting.CONVERTERS:
            CONVERT[suffix](RawFile(f"x{suffix}", data))
        else:
            hold(pipeline.make_volume(RawFile(f"x{suffix}", data), "x", load()), pages=pages)
    except BadInput as refused:
        if not refused.findings:
            message = "a file was refused without a finding"
            raise AssertionError(message) from refused
        return False
    return True


def hold(volume: Volume, *, pages: bool) -> None:
    """What holds of every volume: each character has its part, nothing is lost, every edit can be undone."""
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
        assert len(render_volume(volume, load()).pages) > len(volume.speeches) - 1


CONVERT: Final[Mapping[str, Callable[[RawFile], object]]] = converting.CONVERTERS
