"""What must not change a byte of what is published: twenty things in which two machines, or two days, may differ.

`python -m tests.faults.variations NAME,NAME build …` runs a command in a world that differs in these.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from tests.faults.damage import change, clocks, nothing
from tests.faults.moments import mask


@dataclass(frozen=True, slots=True)
class Variation:
    """One thing: of the environment, of what runs in the process before anything of ours, or of the room.

    `given` without a value is taken out of the environment. `prepare` is told the room.
    """

    given: Mapping[str, str | None] = field(default_factory=dict)
    world: Callable[[], None] = nothing
    prepare: Callable[[Path], object] = lambda _: None
    words: Sequence[str] = ()


def order(sort: Callable[[list[Any]], list[Any]]) -> None:
    """Let the system list folders in another order."""
    change("os:listdir", lambda real: lambda *given: sort(sorted(real(*given))))
    change("os:scandir", lambda real: lambda *given: Listing(sort(sorted(real(*given), key=lambda one: one.name))))


class Listing:
    """What os.scandir gives back: to be gone through once, and closed."""

    def __init__(self, entries: Sequence[os.DirEntry[str]]) -> None:
        """Take the entries in their order."""
        self.entries = iter(entries)

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        """Itself."""
        return self

    def __next__(self) -> os.DirEntry[str]:
        """The next entry."""
        return next(self.entries)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """As above."""


def backwards(entries: list[Any]) -> list[Any]:
    """From the last to the first."""
    return entries[::-1]


def shuffled(entries: list[Any]) -> list[Any]:
    """As it happens."""
    return random.Random(len(entries)).sample(entries, len(entries))  # noqa: S311 - no secret


def old_and_private(room: Path) -> None:
    """Sources that were written long ago and that nobody else may read."""
    for number, path in enumerate((room / "docs/sources").iterdir()):
        path.chmod(0o600)
        os.utime(path, (number * 86_400, number * 86_400))


def folder_for_temporary_files(room: Path) -> None:
    """Make it."""
    (room / "短 tmp").mkdir()


VARIATIONS: Final[Mapping[str, Variation]] = {
    "a zone a day ahead": Variation({"TZ": "Pacific/Kiritimati"}),
    "a zone of half hours": Variation({"TZ": "America/St_Johns"}),
    "C locale": Variation({"LC_ALL": "C", "LANG": None}),
    "no locale at all": Variation({"LC_ALL": None, "LANG": None, "LC_CTYPE": None, "LANGUAGE": "tr"}),
    "ten years later": Variation(world=partial(clocks, 10)),
    "ten years ago": Variation(world=partial(clocks, -10)),
    "a day that is given": Variation({"SOURCE_DATE_EPOCH": "1234567890"}),
    "another hash seed": Variation({"PYTHONHASHSEED": "1"}),
    "hashes as it happens": Variation({"PYTHONHASHSEED": "random"}),
    "folders listed backwards": Variation(world=partial(order, backwards)),
    "folders listed as it happens": Variation(world=partial(order, shuffled)),
    "two processes": Variation(words=("--jobs", "2")),
    "as many processes as there are processors": Variation(words=("--jobs", str(os.cpu_count() or 1))),
    "modes for nobody else": Variation(world=partial(mask, 0o077)),
    "modes for everybody": Variation(world=partial(mask, 0o000)),
    "another folder for temporary files": Variation({"TMPDIR": "短 tmp"}, prepare=folder_for_temporary_files),
    "no home": Variation({"HOME": None, "USER": None, "XDG_CACHE_HOME": None}),
    "a narrow terminal": Variation({"COLUMNS": "20", "LINES": "5", "TERM": "dumb", "NO_COLOR": "1"}),
    "no assertions": Variation({"PYTHONOPTIMIZE": "1"}),
    "sources that are old and private": Variation(prepare=old_and_private),
}
BUILDS: Final[Mapping[str, Sequence[str]]] = {
    "乙 room/deep/er": (
        "a zone a day ahead", "no locale at all", "another hash seed", "folders listed backwards", "two processes",
        "a narrow terminal",
    ),
    "c": (
        "ten years later", "C locale", "hashes as it happens", "folders listed as it happens", "modes for nobody else",
        "another folder for temporary files", "no assertions",
    ),
    "d" * 40: (
        "ten years ago", "a zone of half hours", "as many processes as there are processors", "modes for everybody",
        "no home", "a day that is given", "sources that are old and private",
    ),
}  # fmt: skip
"""Each build, in a folder of another name, and all that it differs in."""


def main() -> None:
    """Run a command in a world that differs."""
    for name in sys.argv.pop(1).split(","):
        if name:
            VARIATIONS[name].world()
    from build_tools.__main__ import run

    run()


if __name__ == "__main__":
    main()
