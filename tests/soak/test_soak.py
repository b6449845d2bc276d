"""Ten thousand broken files, the same each time, and every file that once broke something."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.soak import broken, feeding

KEPT = sorted((Path(__file__).parents[1] / "cases" / "soak").glob("*.*"))
FILES = 10_000
LOTS = 10


@pytest.mark.parametrize("lot", range(LOTS))
def test_ten_thousand_broken_files(lot: int) -> None:
    """Each is taken, or refused with findings: nothing crashes, nothing hangs, what is taken is whole."""
    dice = random.Random(lot)  # noqa: S311 - the same files each time
    told: Counter[tuple[str, bool]] = Counter()
    for suffix in feeding.kinds(FILES // LOTS, dice):
        state = dice.getstate()
        try:
            _, taken = feeding.feed(suffix, dice)
        except Exception as broke:  # noqa: BLE001 - whatever it is, it is what we look for
            dice.setstate(state)
            path = Path("build/soak") / f"lot-{lot}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(broken.broken(suffix, dice))
            pytest.fail(f"{broke!r}; the file is {path}: keep it in tests/cases/soak")
        told[suffix, taken] += 1
    assert sum(told.values()) == FILES // LOTS
    assert told[".txt", True] > 150
    assert told[".yml", False] > 50


@pytest.mark.parametrize("path", KEPT, ids=lambda path: str(path.name))
def test_files_that_once_broke_something(path: Path) -> None:
    """They no longer do."""
    with feeding.limited():
        feeding.taken(path.suffix, path.read_bytes(), pages=True)
