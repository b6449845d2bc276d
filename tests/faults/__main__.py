"""`python -m tests.faults [WORDS]`: each fault is brought about in a room of its own making; what was told, what broke.

WORDS choose the faults whose names hold one of them; --json prints every outcome as a line of JSON instead.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.battery.trial import Outcome
from tests.faults import workshop
from tests.faults.table import FAULTS, INSTRUMENTS, Fault


def outcomes(wanted: Sequence[str] = (), faults: Sequence[Fault] = FAULTS) -> Iterator[tuple[Fault, Outcome]]:
    """Each fault and what became of it."""
    workshop.warm()
    with tempfile.TemporaryDirectory() as place:
        room = workshop.made(Path(place) / "room")
        for fault in faults:
            if not wanted or any(word in fault.name for word in wanted):
                yield fault, workshop.tried(room, fault)


def main() -> int:
    """Try them, and print; 1 if something does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("words", nargs="*")
    options.add_argument("--json", action="store_true")
    options.add_argument("--instruments", action="store_true", help="try too what must be seen to be told of")
    given = options.parse_args()
    broken = 0
    for fault, outcome in outcomes(given.words, (*FAULTS, *INSTRUMENTS) if given.instruments else FAULTS):
        broken += bool(outcome.broken)
        if given.json:
            print(json.dumps({"name": fault.name, **asdict(outcome)}, ensure_ascii=False), flush=True)
        else:
            print(f"{fault.name}: {' · '.join(outcome.told) or '-'}", *outcome.broken, sep="\n    ! ", flush=True)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
