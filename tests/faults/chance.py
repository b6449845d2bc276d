"""`python -m tests.faults.chance 50`: so many builds are killed at random moments; what is wrong with what they left.

The builds are forked from a process that has loaded all that they need: each kill falls on their own work.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.battery.trial import ended, start
from tests.faults import workshop
from tests.faults.table import KILLED
from tests.faults.workshop import OPPOSITE, PLAIN, Room


def worked(process: int) -> float:
    """The seconds for which a process and those that it waited for were at work: the same on a busy machine."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


def killed_after(room: Room, seconds: float) -> bool:
    """Kill a build and all its processes when it has worked for so long; False if it ended before."""
    child = start(room.place, *workshop.words(PLAIN), first=os.setsid)
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        if worked(child) >= seconds:
            with suppress(ProcessLookupError):  # it was not yet the head of its processes
                os.killpg(child, signal.SIGKILL)
                break
        time.sleep(0.002)
    return ended(room.place, child).status == KILLED


def kills(room: Room, count: int) -> Iterator[bool]:
    """Kill builds, each of the other edition than the one that stands, until so many fell; True for each that did.

    Raises: AssertionError: a site is neither the one nor the other.
    """
    room.lay("other")
    length = room.build(PLAIN).seconds
    room.stands = "other"
    dice = random.Random(20260)  # noqa: S311 - the same moments each time, as far as a machine keeps time
    killed = 0
    for _ in range(2 * count):
        room.lay(OPPOSITE[room.stands])
        fell = killed_after(room, length * dice.uniform(0, 1))
        killed += fell
        site = workshop.tree(room.published)
        found = [edition for edition, clean in room.clean.items() if clean.site == site]
        assert found, f"kill {killed} left a site that is neither"
        (room.stands,) = found
        yield fell
        if killed == count:
            return


def main() -> None:
    """Kill, and print how many builds were killed, how many were not, and what is wrong afterwards."""
    count = int(sys.argv[1])
    workshop.warm()
    with tempfile.TemporaryDirectory() as place:
        room = workshop.made(Path(place) / "room")
        fallen = list(kills(room, count))
        broken = [words for edition in ("one", "other", "one") for words in workshop.plain(room, edition)]
        beside = sorted(path.name for path in room.published.parent.iterdir())
    print(json.dumps({"killed": sum(fallen), "ended": fallen.count(False), "broken": broken, "beside": beside}))


if __name__ == "__main__":
    main()
