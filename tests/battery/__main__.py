"""`python -m tests.battery [WORDS]`: each input is tried in a room of its own making; a table of the classes.

WORDS choose the inputs whose names hold one of them; --json prints every outcome as a line of JSON instead. Without
either the faults of tests/faults are tried too, as class J.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from click.testing import CliRunner

import build_tools.making
import build_tools.mending
import build_tools.publication
import build_tools.search
from build_tools.__main__ import main as anthology
from tests.battery import CLASSES, every
from tests.battery.inputs import Input
from tests.battery.trial import GOOD, Outcome, Room, tried

ROOT = Path(__file__).parents[2]
WARM = (build_tools.making, build_tools.mending, build_tools.publication, build_tools.search)
"""Rooms that the commands load when they need them: here once for all, not in each of a thousand processes."""


def outcomes(wanted: Sequence[str]) -> Iterator[tuple[Input, Outcome]]:
    """Each input and what became of it."""
    with tempfile.TemporaryDirectory() as made:
        room = _room(Path(made) / "room")
        for one in every():
            if not wanted or any(word in one.id for word in wanted):
                yield one, tried(room, one)


def _room(place: Path) -> Room:
    """A site that was published, and what it is built from; the vocabularies are read."""
    (place / "docs/sources").mkdir(parents=True)
    (place / "site").mkdir()
    (place / ".anthology").mkdir()
    shutil.copy(ROOT / "docs/home.md", place / "docs/home.md")
    (place / "site/index.html").write_text("published", encoding="utf-8")
    warm = place / "docs/sources/warm.txt"
    warm.write_text(GOOD["good.txt"], encoding="utf-8")
    CliRunner().invoke(anthology, ["check", str(warm.parent), "--no-cache", "--jobs", "1"], catch_exceptions=False)
    return Room(place)


def main() -> int:
    """Try them, and print; 1 if something does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("words", nargs="*")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    done: list[tuple[Input, Outcome]] = []
    for one, outcome in outcomes(given.words):
        done.append((one, outcome))
        if given.json:
            print(json.dumps({"id": one.id, **asdict(outcome)}, ensure_ascii=False), flush=True)
        elif outcome.broken or given.words:
            print(f"{one.id}: {' · '.join(outcome.told)}", *outcome.broken, sep="\n    ! ")
    if not given.json:
        print(f"{'class':44} inputs    told  broken   most s  most MB")
        for letter, name in CLASSES.items():
            _row(f"{letter} {name}", [outcome for one, outcome in done if one.klass == letter])
    faults = [] if given.json or given.words else list(_faults())
    _row("J faults of the machine during a build", faults)
    return int(any(outcome.broken for outcome in (*(outcome for _, outcome in done), *faults)))


def _faults() -> Iterator[Outcome]:
    """What became of the faults. What they need is not loaded while inputs are tried."""
    from tests.faults.__main__ import outcomes

    yield from (outcome for _, outcome in outcomes())


def _row(name: str, found: Sequence[Outcome]) -> None:
    if found:
        told, broken = sum(bool(o.told) for o in found), sum(bool(o.broken) for o in found)
        most = max(o.seconds for o in found), max(o.megabytes for o in found)
        print(f"{name:44} {len(found):6} {told:7} {broken:7} {most[0]:8.1f} {most[1]:8}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
