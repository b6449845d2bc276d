"""Ten thousand broken files, the same each time, and every file that once broke something."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from build_tools import sandbox
from tests.soak import feeding, packed, watched
from tests.soak.targets import TARGETS

KEPT = sorted((Path(__file__).parents[1] / "cases" / "soak").glob("*.*"))
FILES = 10_000
LOTS = 10


@pytest.mark.parametrize("lot", range(LOTS))
def test_ten_thousand_broken_files(lot: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Each is taken, or refused with findings: nothing crashes, nothing hangs, what is taken is whole."""
    dice = random.Random(lot)  # noqa: S311 - the same files each time
    told: Counter[tuple[str, bool]] = Counter()
    for fed in watched.feed(feeding.files(FILES // LOTS, dice)):
        if fed.fault:
            pytest.fail(f"{fed.fault}; the file is {watched.kept(fed)}: keep it in tests/cases/soak")
        told[fed.file.suffix, fed.taken] += 1
    assert capfd.readouterr().err == ""
    assert sum(told.values()) == FILES // LOTS
    assert told[".txt", True] > 150
    assert told[".yml", False] > 50
    assert told[".rtf", True] > 5
    assert told[".doc", True] + told[".pdf", True] > 1
    inside = sum(told[suffix, True] for suffix in packed.SUFFIXES)
    assert inside > sum(told[suffix, False] for suffix in packed.SUFFIXES)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: str(path.name))
def test_files_that_once_broke_something(path: Path) -> None:
    """They no longer do."""
    (fed,) = watched.feed([feeding.File(path.suffix, path.read_bytes(), pages=True)])
    assert fed.fault == ""


@pytest.mark.parametrize("name", TARGETS)
def test_each_search_begins_behind_the_door(name: str) -> None:
    """What `make fuzz` begins with is taken, changed well-formedly too."""
    target = TARGETS[name]
    inputs = list(target.seeds())[:5]
    if target.changed:
        inputs = [target.changed(inputs[0], random.Random(number)) for number in range(8)]  # noqa: S311 - told
    fed = list(watched.feed(map(target.file, inputs)))
    assert [one.fault for one in fed] == [""] * len(inputs)
    assert [one.taken for one in fed].count(True) > len(inputs) / 2


def hangs(_: feeding.File) -> bool:
    """Does not come back from C code, where no alarm of Python is heard."""
    return bool(re.match(r"(?:a+)+b", "a" * 60))


def eats(_: feeding.File) -> bool:
    """Takes more memory than it may."""
    return bool(bytes(300 * sandbox.MEGABYTE))


def falls(_: feeding.File) -> bool:
    """Ends the process."""
    os._exit(1)


@pytest.mark.parametrize(("how", "fault"), [(hangs, watched.HANGS), (eats, "MemoryError()"), (falls, watched.FALLS)])
def test_the_watch_sees_what_python_cannot(how: watched.Feed, fault: str, capfd: pytest.CaptureFixture[str]) -> None:
    """And it tells which file it was, and of one that hangs the place."""
    files = [feeding.File(".txt", b"one"), feeding.File(".txt", b"two")]
    fed = next(watched.feed(files, how, seconds=1, memory=200 * sandbox.MEGABYTE))
    assert (fed.file, fed.fault) == (files[0], fault)
    assert ("in hangs" in capfd.readouterr().err) == (fault == watched.HANGS)
